/** 邀请气泡的文案，随气泡一起加载；邀请的话由店铺设置。 */
import type { Language } from '../api/types';

const zhCN = {
  label: '客服邀请',
  open: '打开对话',
  dismiss: '不用了，关闭',
};

const en: typeof zhCN = {
  label: 'Invitation to chat',
  open: 'Open the chat',
  dismiss: 'No thanks, close',
};

export const invitedStrings = (language: Language): typeof zhCN =>
  language === 'zh-CN' ? zhCN : en;
