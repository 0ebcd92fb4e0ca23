import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BotTurn as Turn, VisitorConversation, VisitorMessage } from '../src/api/types';
import { answering, botHolds, mayChoose, named, spoken } from '../src/rules/bot';
import { BotBar } from '../src/ui/BotBar';
import { BotTurn } from '../src/ui/BotTurn';
import { ChatContext } from '../src/ui/context';
import { message } from './make';

const turn = (change: Partial<Turn> = {}): Turn => ({
  turn_id: 't1',
  kind: 'answer',
  choices: [],
  rating: null,
  can_rate: false,
  sources: [],
  ...change,
});
const said = (bot: Turn, number = 2): VisitorMessage =>
  message({ from: 'bot', name: '小知', number, text: '您是想问…', bot });
const talk = (state: VisitorConversation['state'] = 'bot') =>
  ({ id: 'c1', state }) as VisitorConversation;
const near = turn({
  kind: 'choices',
  choices: [
    { key: 'a', label: '怎么退货' },
    { key: 'b', label: '怎么换货' },
  ],
});

describe('what the bot offers', () => {
  it('may be chosen until something was written since', () => {
    const asked = said(near);
    const stands = { conversation: talk(), messages: [asked], pending: 0 };
    expect(mayChoose(asked, stands)).toBe(true);
    expect(mayChoose(asked, { ...stands, pending: 1 })).toBe(false);
    const later = message({ from: 'me', number: 3 });
    expect(mayChoose(asked, { ...stands, messages: [asked, later] })).toBe(false);
    const earlier = message({ from: 'me', number: 1 });
    expect(mayChoose(asked, { ...stands, messages: [earlier, asked] })).toBe(true);
  });

  it.each(['queued', 'assigned', 'waiting_customer', 'closed'] as const)(
    'is past once the conversation is %s',
    (state) => {
      const asked = said(near);
      expect(botHolds(talk(state))).toBe(false);
      const stands = { conversation: talk(state), messages: [asked], pending: 0 };
      expect(mayChoose(asked, stands)).toBe(false);
    },
  );

  it('is being written while the bot owes an answer', () => {
    const held = { ...talk(), agent: { name: '小知' } } as VisitorConversation;
    const mine = message({ from: 'me', number: 3 });
    expect(answering(held, [said(turn()), mine])).toBe('小知');
    expect(answering(held, [mine, said(turn(), 4)])).toBeNull();
    expect(answering({ ...held, state: 'assigned' }, [mine])).toBeNull();
    expect(answering(null, [])).toBeNull();
  });

  it('never passes for words of a person', () => {
    expect(named(said(turn()), '机器人')).toBe('小知 · 机器人');
    expect(named(message({ name: '李薇' }), '机器人')).toBe('李薇');
    expect(named(message({ from: 'me', name: '王' }), '机器人')).toBeNull();
  });

  it('is read out with its choices', () => {
    expect(spoken(said(near))).toBe('您是想问…; 怎么退货; 怎么换货');
    expect(spoken(message({ text: '您好' }))).toBe('您好');
  });
});

const place = () => document.body.appendChild(document.createElement('div'));
afterEach(() => {
  document.body.replaceChildren();
});

function stage(state: object) {
  const held = { language: 'zh-CN', conversation: talk(), messages: [], pending: [], ...state };
  const chat = {
    store: { get: () => held, listen: () => () => undefined },
    sendText: vi.fn(),
    http: { helped: vi.fn().mockResolvedValue({}) },
  };
  const box = place();
  const draw = (part: preact.ComponentChild) =>
    act(() =>
      render(<ChatContext.Provider value={chat as never}>{part}</ChatContext.Provider>, box),
    );
  const press = (words: string) =>
    act(async () => {
      const buttons = [...box.querySelectorAll('button')];
      buttons.find((each) => each.textContent === words)?.click();
    });
  return { chat, box, draw, press, held };
}

describe('the bot in the window', () => {
  it('sends a choice as words of the visitor', async () => {
    const asked = said(near);
    const { chat, draw, press } = stage({ messages: [asked] });
    draw(<BotTurn message={asked} turn={near} language="zh-CN" />);
    await press('怎么换货');
    expect(chat.sendText).toHaveBeenCalledExactlyOnceWith('怎么换货');
  });

  it('leaves past choices to be read, not pressed', () => {
    const asked = said(near);
    const { box, draw } = stage({ conversation: talk('queued'), messages: [asked] });
    draw(<BotTurn message={asked} turn={near} language="zh-CN" />);
    expect(box.querySelectorAll('button')).toHaveLength(0);
    expect(box.querySelectorAll('li')).toHaveLength(2);
  });

  it('takes a rating, and says when it was not noted', async () => {
    const rated = turn({ can_rate: true });
    const { chat, box, draw, press } = stage({});
    draw(<BotTurn message={said(rated)} turn={rated} language="zh-CN" />);
    chat.http.helped.mockRejectedValueOnce(new Error());
    await press('没帮助');
    expect(box.querySelector('[role=alert]')).not.toBeNull();
    expect(box.querySelector('[aria-pressed=true]')).toBeNull();
    await press('没帮助');
    expect(chat.http.helped).toHaveBeenLastCalledWith('t1', false);
    expect(box.querySelector('[aria-pressed=true]')?.textContent).toBe('没帮助');
    expect(box.querySelector('[role=status]')?.textContent).toContain('转人工');
  });

  it('offers a person while it answers, and asks once', async () => {
    const { chat, box, draw, press, held } = stage({});
    draw(<BotBar state={held as never} />);
    await press('转人工');
    expect(chat.sendText).toHaveBeenCalledExactlyOnceWith('转人工');
    const under = { ...held, pending: [{ key: 'k', text: '转人工' }] };
    draw(<BotBar state={under as never} />);
    await press('转人工');
    expect(chat.sendText).toHaveBeenCalledTimes(1);
    draw(<BotBar state={{ ...held, conversation: talk('queued') } as never} />);
    expect(box.textContent).toBe('');
  });
});
