/** What the stand-in server says. */
export const texts = {
  'zh-CN': {
    greeting: '您好，这里是知音茶铺。选茶、订单、退换货都可以直接问。',
    nobody: '现在没有客服在线。请留言，我们明天 9:00 起依次答复您。',
    answer:
      '您好，我是李薇。您说的我看到了，正在为您查看：https://shop.example/orders/20261113 ，请稍等。',
    queued: '已为您排队',
    assigned: '您好，我是李薇，很高兴为您服务。',
  },
  en: {
    greeting: 'Welcome to Zhiyin Teas. Ask us about tea, orders or returns.',
    nobody: 'Nobody is online right now. Leave a message and we will answer from 9:00 tomorrow.',
    answer: 'Hello, this is Li Wei. I am looking at it now: https://shop.example/orders/20261113 .',
    queued: 'You are in the queue',
    assigned: 'Hello, this is Li Wei. How can I help?',
  },
};
