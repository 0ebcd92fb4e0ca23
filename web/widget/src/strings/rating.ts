/** 评价卡片的文案，随卡片一起加载；问题和感谢语由店铺设置。 */
import type { Language } from '../api/types';

const zhCN = {
  scores: '分数',
  score: (score: number, high: number) => `${score} 分，满分 ${high} 分`,
  lowest: '不满意',
  highest: '很满意',
  comment: '留言（选填）',
  send: '提交评价',
  change: '修改评价',
  skip: '暂不评价',
  given: (score: number, high: number) => `您的评价：${score}/${high}`,
  failed: '没有提交成功，请再试一次。',
};

const en: typeof zhCN = {
  scores: 'Score',
  score: (score, high) => `${score} out of ${high}`,
  lowest: 'Poor',
  highest: 'Very good',
  comment: 'Comment (optional)',
  send: 'Send rating',
  change: 'Change',
  skip: 'Not now',
  given: (score, high) => `Your rating: ${score}/${high}`,
  failed: 'It was not sent. Please try again.',
};

export const ratingStrings = (language: Language): typeof zhCN =>
  language === 'zh-CN' ? zhCN : en;
