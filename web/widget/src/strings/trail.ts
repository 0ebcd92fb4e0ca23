/** 浏览记录的文案，随这部分一起加载；征求同意的说明由店铺设置。 */
import type { Language } from '../api/types';

const zhCN = {
  title: '页面浏览记录',
  allow: '允许',
  refuse: '不用了',
  withdraw: '撤回，并删除记录',
  close: '关闭',
  isGiven: '目前：已允许，您随时可以撤回。',
  isNot: '目前：未允许，您浏览的页面不会被记录。',
  refused: '您的浏览器已声明不希望被跟踪，我们不会记录您浏览的页面。',
};

const en: typeof zhCN = {
  title: 'Pages I look at',
  allow: 'Allow',
  refuse: 'No, thanks',
  withdraw: 'Withdraw and delete',
  close: 'Close',
  isGiven: 'Now: allowed. You can withdraw at any time.',
  isNot: 'Now: not allowed. The pages you look at are not recorded.',
  refused: 'Your browser asks not to be tracked, so the pages you look at are not recorded.',
};

export const trailStrings = (language: Language): typeof zhCN => (language === 'zh-CN' ? zhCN : en);
