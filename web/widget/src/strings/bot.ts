/** 机器人的文案，随对话窗口一起加载，不计入首次加载。 */
import type { Language } from '../api/types';

const zhCN = {
  mark: '机器人',
  serving: '机器人正在回答',
  holds: '随时可以找客服',
  person: '转人工',
  askPerson: '转人工',
  choices: '您是想问',
  choose: '请选择',
  source: '来自：',
  rate: '这个回答有帮助吗？',
  helpful: '有帮助',
  unhelpful: '没帮助',
  thanks: '谢谢您的反馈。',
  sorry: '抱歉没有帮到您。可以换个说法再问，或者转人工。',
  failed: '没有记下，请再点一次。',
};

const en: typeof zhCN = {
  mark: 'Bot',
  serving: 'The bot is answering',
  holds: 'Our team is one tap away',
  person: 'Talk to a person',
  askPerson: "I'd like to talk to a person",
  choices: 'Did you mean',
  choose: 'Please choose',
  source: 'From: ',
  rate: 'Did this help?',
  helpful: 'Helpful',
  unhelpful: 'Not helpful',
  thanks: 'Thank you for telling us.',
  sorry: 'Sorry that it did not help. Try other words, or talk to a person.',
  failed: 'It was not noted. Please try again.',
};

export type BotStrings = typeof zhCN;

export const botStrings = (language: Language): BotStrings => (language === 'zh-CN' ? zhCN : en);
