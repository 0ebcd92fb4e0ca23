/**
 * A stand-in server for working on the window alone: `npm run mock`, then open
 * http://127.0.0.1:8800/. `?nobody` shows the window when nobody is there. It forgets everything
 * when it stops.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { texts } from './texts.mjs';
import { accept } from './ws.mjs';

const PORT = Number(process.env.PORT ?? 8800);
const BUILT = new URL('../../../zhiyin/entry/pages/built/widget/', import.meta.url);
const visitors = new Map();
const files = new Map();
let serial = 0;
const id = () => `0199${String(Date.now()).padStart(14, '0')}${String(++serial).padStart(6, '0')}`;

function availability(visitor) {
  const online = !visitor.nobody;
  return {
    open: online,
    online,
    reason: online ? 'open' : 'outside_hours',
    next_open_at: null,
    wait_seconds: online ? 20 : null,
    text: online ? '' : texts[visitor.language].nobody,
  };
}

const config = (visitor) => ({
  key: 'mock',
  look: {
    color: '#0f8f80',
    title: visitor.language === 'en' ? 'Zhiyin Teas' : '知音茶铺',
    greeting: texts[visitor.language].greeting,
    offline_text: '',
    position: 'right',
    offset_x: 24,
    offset_y: 24,
  },
  language: visitor.language,
  languages: ['zh-CN', 'en'],
  availability: availability(visitor),
  limits: { text: 4000, file: 10 * 1024 * 1024 },
});

function post(visitor, from, body) {
  const known = visitor.messages.find((one) => body.key && one.client_key === body.key);
  if (known) return known;
  if (!visitor.conversation) {
    visitor.conversation = {
      id: id(),
      number: 0,
      state: 'queued',
      agent: null,
      queue: { position: 3, wait_seconds: 40 },
      staff_read: 0,
      contact_known: visitor.contact,
    };
  }
  const { conversation } = visitor;
  conversation.number += 1;
  const message = {
    id: id(),
    conversation_id: conversation.id,
    number: conversation.number,
    changed: conversation.number,
    from,
    name: from === 'agent' ? '李薇' : null,
    kind: body.kind ?? 'text',
    text: body.text ?? '',
    event: body.event ?? null,
    file: files.get(body.file_id)?.info ?? null,
    created_at: new Date().toISOString(),
    recalled: false,
    client_key: body.key ?? null,
  };
  visitor.messages.push(message);
  tell(visitor, { type: 'changed', conversation, messages: [message] });
  return message;
}

const tell = (visitor, frame) => {
  for (const peer of visitor.peers) peer.send(frame);
};
const later = (ms, deed) => setTimeout(deed, ms);

function answer(visitor) {
  const words = texts[visitor.language];
  if (visitor.nobody) return;
  if (!visitor.conversation.agent) {
    post(visitor, 'system', {
      kind: 'event',
      event: { code: 'queued', values: { text: words.queued } },
    });
    later(1500, () => {
      visitor.conversation.agent = { name: '李薇', avatar_color: '#5b7fbf' };
      visitor.conversation.state = 'assigned';
      visitor.conversation.queue = null;
      const values = { staff_name: '李薇', text: words.assigned };
      post(visitor, 'system', { kind: 'event', event: { code: 'assigned', values } });
    });
  }
  later(2500, () => tell(visitor, { type: 'typing', name: '李薇' }));
  later(4000, () => {
    visitor.conversation.staff_read = visitor.conversation.number;
    post(visitor, 'agent', { text: words.answer });
  });
}

function handle(visitor, frame, peer) {
  if (frame.type === 'post') {
    if (frame.text === 'slow') {
      const message = '发送得太快了，请稍等。';
      return peer.send({
        type: 'refused',
        key: frame.key,
        code: 'rate_limited',
        message,
        retry: true,
      });
    }
    if (frame.text === 'bad') {
      const message = '这条消息不能发送。';
      return peer.send({ type: 'refused', key: frame.key, code: 'refused', message, retry: false });
    }
    peer.send({ type: 'ack', key: frame.key, message: post(visitor, 'me', frame) });
    answer(visitor);
  } else if (frame.type === 'ping') peer.send({ type: 'pong' });
}

const visitorOf = (request) => visitors.get((request.headers.authorization ?? '').slice(8));

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

async function api(request, url) {
  const raw = await bodyOf(request);
  const body = () => JSON.parse(raw.toString() || '{}');
  if (url.pathname === '/api/visitor/session') {
    const asked = body();
    const token = visitors.has(asked.token) ? asked.token : id();
    const visitor = visitors.get(token) ?? { messages: [], peers: new Set(), conversation: null };
    Object.assign(visitor, { language: asked.language, nobody: asked.page.url.includes('nobody') });
    visitors.set(token, visitor);
    return { token, config: config(visitor), identified: !!asked.identity };
  }
  const visitor = visitorOf(request);
  if (!visitor) return null;
  if (url.pathname === '/api/visitor/files') {
    const start = raw.indexOf('\r\n\r\n') + 4;
    const head = raw.subarray(0, start).toString();
    const name = /filename="(.*?)"/.exec(head)?.[1] ?? 'file';
    const type = /Content-Type: (.*?)\r/i.exec(head)?.[1] ?? 'application/octet-stream';
    const data = raw.subarray(start, raw.lastIndexOf('\r\n--'));
    const key = id();
    const info = {
      id: key,
      name,
      media_type: type,
      size: data.length,
      width: 400,
      height: 300,
      url: `/api/visitor/files/${key}`,
      thumb_url: null,
    };
    files.set(key, { info, data });
    return info;
  }
  if (url.pathname === '/api/visitor/contact') {
    visitor.contact = true;
    if (visitor.conversation) visitor.conversation.contact_known = true;
    return { ok: true };
  }
  if (url.pathname === '/api/visitor/messages') {
    const message = post(visitor, 'me', body());
    answer(visitor);
    return { message };
  }
  if (url.pathname === '/api/visitor/updates') {
    await new Promise((done) => later(1000, done));
    const since = Number(url.searchParams.get('since') ?? 0);
    return {
      conversation: visitor.conversation,
      messages: visitor.messages.filter(({ changed }) => changed > since),
    };
  }
  if (url.pathname === '/api/visitor/history') return { items: visitor.messages, next: null };
  if (url.pathname.endsWith('/recall')) {
    const message = visitor.messages.find((one) => url.pathname.includes(one.id));
    visitor.conversation.number += 1;
    Object.assign(message, { recalled: true, text: '', changed: visitor.conversation.number });
    tell(visitor, { type: 'changed', conversation: visitor.conversation, messages: [message] });
  }
  if (url.pathname === '/api/visitor/end') {
    visitor.conversation.state = 'closed';
    post(visitor, 'system', { kind: 'event', event: { code: 'closed', values: {} } });
  }
  return { ok: true };
}

const PAGE = (mode) =>
  `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>知音茶铺</title><body style="font-family:sans-serif"><h1>商品页</h1><script async src="/widget/widget.js" data-widget="mock" ${mode}></script>`;

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock');
  const file = files.get(url.pathname.split('/').at(-1));
  if (url.pathname.startsWith('/widget/')) {
    response.setHeader('Content-Type', 'text/javascript');
    response.setHeader('Access-Control-Allow-Origin', '*');
    return response.end(readFileSync(new URL(url.pathname.slice(8), BUILT)));
  }
  if (request.method === 'GET' && file) return response.end(file.data);
  if (url.pathname.startsWith('/api/')) {
    const answered = await api(request, url);
    response.statusCode = answered ? 200 : 401;
    response.setHeader('Content-Type', 'application/json');
    return response.end(
      JSON.stringify(answered ?? { error: { code: 'unknown_token', message: '' } }),
    );
  }
  response.setHeader('Content-Type', 'text/html');
  response.end(PAGE(url.pathname.startsWith('/chat') ? 'data-mode="page"' : ''));
});

server.on('upgrade', (request, socket) => {
  if (process.env.NO_SOCKETS) return socket.destroy();
  const peer = accept(request, socket);
  let visitor = null;
  peer.onMessage = (frame) => {
    if (frame.type !== 'hello') return visitor && handle(visitor, frame, peer);
    visitor = visitors.get(frame.token);
    if (!visitor) return peer.close(4401);
    visitor.peers.add(peer);
    const messages = visitor.messages.filter(({ changed }) => changed > (frame.since ?? 0));
    peer.send({
      type: 'state',
      conversation: visitor.conversation,
      messages,
      has_more: false,
      availability: availability(visitor),
    });
  };
  peer.onClose = () => visitor?.peers.delete(peer);
});

server.listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/`));
