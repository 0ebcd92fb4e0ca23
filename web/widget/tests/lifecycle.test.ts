import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Http } from '../src/api/http';
import type { WidgetConfig } from '../src/api/types';
import { applyReport } from '../src/core/incoming';
import { begins, leaving } from '../src/core/leaving';
import { Lifecycle, type Stage } from '../src/core/lifecycle';
import { Session } from '../src/core/session';
import { beginning, type State } from '../src/core/state';
import { Store } from '../src/core/store';
import { corner, message } from './make';

const config = { key: 'W', language: 'zh-CN', languages: ['zh-CN', 'en'] } as WidgetConfig;
const identity = { user_id: 'u-1', issued_at: 1, nonce: 'n', signature: 's' };

function stage(answers: { token: string; identified: boolean }[]) {
  const asked: { token: string | null; identity: unknown; language: string }[] = [];
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => {
    asked.push(JSON.parse(String(init.body)));
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return new Response(JSON.stringify({ ...answer, config }));
  });
  const place = corner();
  const http = new Http('http://host', 'zh-CN');
  const options = {
    widget: 'W',
    host: '',
    mode: 'bubble',
    theme: 'light',
    language: null,
  } as const;
  const store = new Store(beginning(options, place, null, []));
  const made: Stage = {
    store,
    http,
    corner: place,
    session: new Session(http, place, 'W'),
    connect: vi.fn(() => store.set({ connection: 'live' })),
    halt: vi.fn(() => store.set({ connection: 'idle' })),
    wipe: vi.fn(),
    forbidden: vi.fn(() => store.set({ forbidden: true })),
    clearOutbox: vi.fn(),
    tell: (call) => call.then(() => undefined),
  };
  return { made, asked, life: new Lifecycle(made) };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('identity', () => {
  it('is sent once: a signature is good for one use', async () => {
    const { life, asked } = stage([{ token: 't1', identified: true }]);
    expect(await life.identify(identity)).toBe(true);
    await life.speak('en');
    expect(asked.map((body) => body.identity)).toEqual([identity, null]);
    expect(asked[1]).toMatchObject({ token: 't1', language: 'en' });
  });

  it('that the server refuses leaves the visitor anonymous', async () => {
    const { life } = stage([{ token: 't1', identified: false }]);
    expect(await life.identify(identity)).toBe(false);
  });

  it('of another visitor starts a clean window', async () => {
    const { life, made } = stage([
      { token: 't1', identified: false },
      { token: 't2', identified: true },
    ]);
    await life.begin();
    await life.identify(identity);
    expect(made.wipe).toHaveBeenCalledOnce();
    expect(made.corner.get('token')).toBe('t2');
  });

  it('ends with signing out: token, draft and unsent messages are gone', async () => {
    const { life, made } = stage([{ token: 't1', identified: true }]);
    await life.identify(identity);
    made.corner.set('draft', '我的地址是');
    await life.logout();
    expect(made.clearOutbox).toHaveBeenCalledOnce();
    expect(made.corner.get('draft')).toBeNull();
    expect(made.http.token).toBe('t1');
  });
});

describe('words', () => {
  it('are those of the visitor before the server has answered', async () => {
    const { life, made } = stage([{ token: 't1', identified: false }]);
    made.corner.set('language', 'en');
    await life.words();
    expect(made.store.get().strings.kept).toBe('Waiting to be sent');
    expect(made.store.get().language).toBe('en');
  });

  it('are not taken back to a guess once it has', async () => {
    const { life, made } = stage([{ token: 't1', identified: false }]);
    made.corner.set('language', 'en');
    const guess = life.words();
    await Promise.all([life.begin(), guess]);
    await life.words();
    expect(made.store.get().language).toBe('zh-CN');
  });
});

describe('state', () => {
  const options = { widget: 'W', host: '', mode: 'page', theme: 'auto', language: null } as const;
  const fresh = () => beginning(options, corner(), null, []);
  const availability = {
    open: false,
    online: false,
    reason: 'outside_hours',
    next_open_at: null,
    wait_seconds: null,
    text: '',
  } as const;
  const conversation = {
    id: 'c1',
    number: 5,
    state: 'queued',
    agent: null,
    queue: null,
    staff_read: 0,
    wants: 'chat',
    contact_known: false,
  } as const;

  it('never goes back to an older summary', () => {
    const state = { ...fresh(), conversation };
    const late = { type: 'changed', conversation: { ...conversation, number: 4 }, messages: [] };
    expect(applyReport(state, late as never).conversation).toBe(conversation);
    const next = {
      type: 'changed',
      conversation: { ...conversation, id: 'c2', number: 1 },
      messages: [],
    };
    expect(applyReport(state, next as never).conversation?.id).toBe('c2');
  });

  it('asks for a message and a contact when nobody is there, then for nothing more', () => {
    const alone = { ...fresh(), availability };
    expect(leaving(alone)).toBe('form');
    const written = { ...alone, conversation, messages: [message({ from: 'me' })] };
    expect(leaving(written)).toBe('contact');
    expect(leaving({ ...written, contactLeft: true })).toBe('no');
    expect(leaving({ ...alone, availability: { ...availability, online: true } })).toBe('no');
  });

  it('lets who meets a busy team wait, and leave a contact only if they would rather', () => {
    const busy = { ...fresh(), availability: { ...availability, online: true, reason: 'busy' } };
    const state = busy as State;
    expect([leaving(state), begins(state)]).toEqual(['no', true]);
    expect(leaving({ ...state, asks: 'message' })).toBe('form');
    const waiting = {
      ...state,
      asks: 'message' as const,
      conversation,
      messages: [message({ from: 'me' })],
    };
    expect(leaving(waiting)).toBe('contact');
    // An address is known, but nobody can be called by it.
    expect(leaving({ ...waiting, contactLeft: true, asks: 'callback' })).toBe('contact');
    expect(leaving({ ...waiting, contactLeft: true, asks: null })).toBe('no');
    expect(begins(waiting)).toBe(false);
    const served = { ...conversation, state: 'assigned', agent: { name: '李薇' } };
    expect(leaving({ ...waiting, conversation: served as never })).toBe('no');
  });
});
