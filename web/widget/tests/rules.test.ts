import { describe, expect, it } from 'vitest';
import { backoff } from '../src/rules/backoff';
import { contrast, palette, parseColour } from '../src/rules/colour';
import { readContact } from '../src/rules/contact';
import { checkFile, sizeText } from '../src/rules/files';
import { sendsMessage } from '../src/rules/ime';
import { splitLinks } from '../src/rules/links';
import { canRecall } from '../src/rules/recall';
import { chooseLanguage, loadStrings } from '../src/strings';
import { message } from './make';

const key = (change: object) => ({
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  ...change,
});

describe('Enter', () => {
  it('sends', () => expect(sendsMessage(key({}))).toBe(true));
  it('with Shift makes a new line', () =>
    expect(sendsMessage(key({ shiftKey: true }))).toBe(false));
  it('never sends while composing', () => {
    expect(sendsMessage(key({ isComposing: true }))).toBe(false);
    expect(sendsMessage(key({}), true)).toBe(false);
  });
  it('that confirmed a word in Safari does not send either', () => {
    expect(sendsMessage(key({ isComposing: false, keyCode: 229 }))).toBe(false);
  });
});

describe('colours', () => {
  const rgb = (css: string) => (css.match(/\d+/g) ?? []).map(Number) as [number, number, number];

  it.each(['#0f8f80', '#ffd400', '#fff', '#000', '#8899aa', '#ff4d4f', '#1677ff', '#777'])(
    'of any shop colour can be read: %s',
    (colour) => {
      for (const dark of [false, true]) {
        const made = palette(colour, dark);
        const ground: [number, number, number] = dark ? [29, 36, 36] : [255, 255, 255];
        expect(contrast(rgb(made.brand), rgb(made.onBrand))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(made.ink), ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('of nonsense are the default ones', () => {
    expect(parseColour('red; background:url(x)')).toBeNull();
    expect(palette('nonsense', false)).toEqual(palette('#0f8f80', false));
  });
});

describe('links', () => {
  it('end where Chinese text or punctuation begins', () => {
    const pieces = splitLinks('看这里：https://shop.example/a?b=1，谢谢。(www.example.com)');
    expect(pieces.filter(({ href }) => href).map(({ href }) => href)).toEqual([
      'https://shop.example/a?b=1',
      'https://www.example.com',
    ]);
    expect(pieces.map(({ text }) => text).join('')).toBe(
      '看这里：https://shop.example/a?b=1，谢谢。(www.example.com)',
    );
  });

  it('are only those of the web', () => {
    const text = 'javascript:alert(1) data:text/html,x <a href="https://x.example">';
    expect(splitLinks(text).map(({ href }) => href)).not.toContain('javascript:alert(1)');
    expect(splitLinks('javascript:alert(1)').every(({ href }) => !href)).toBe(true);
  });
});

describe('contact', () => {
  it.each([
    ['138 0013 8000', { phone: '13800138000' }],
    ['+86 138-0013-8000', { phone: '+8613800138000' }],
    ['１３８００１３８０００', { phone: '13800138000' }],
    ['+44 20 7946 0958', { phone: '+442079460958' }],
    ['0571-88886666', { phone: '057188886666' }],
    [' wang@example.com ', { email: 'wang@example.com' }],
    ['wang＠example.com', { email: 'wang@example.com' }],
  ])('%s is understood', (text, contact) => expect(readContact(text)).toEqual(contact));

  it.each(['', '12345', '238 0013 8000', 'wang@', 'wang@example', '@example.com', '打我电话'])(
    '%s is refused',
    (text) => expect(readContact(text)).toBeNull(),
  );
});

describe('files', () => {
  it('are checked before a byte leaves', () => {
    expect(checkFile({ name: '收据.pdf', size: 10 }, 100)).toBeNull();
    expect(checkFile({ name: 'a.exe', size: 10 }, 100)).toBe('type');
    expect(checkFile({ name: 'a.svg', size: 10 }, 100)).toBe('type');
    expect(checkFile({ name: 'a.png', size: 101 }, 100)).toBe('size');
    expect(checkFile({ name: 'a.png', size: 0 }, 100)).toBe('empty');
    expect(sizeText(1_572_864)).toBe('1.5 MB');
  });
});

describe('recall', () => {
  it('is possible for two minutes, for own messages, once', () => {
    const mine = message({ from: 'me', created_at: '2026-11-22T02:00:00Z' });
    const at = (seconds: number) => new Date(mine.created_at).getTime() + seconds * 1000;
    expect(canRecall(mine, at(119))).toBe(true);
    expect(canRecall(mine, at(120))).toBe(false);
    expect(canRecall({ ...mine, recalled: true }, at(1))).toBe(false);
    expect(canRecall(message(), at(1))).toBe(false);
  });
});

describe('back-off', () => {
  it('grows, stays below half a minute, and differs from visitor to visitor', () => {
    expect(backoff(0, () => 0)).toBe(250);
    expect(backoff(3, () => 1)).toBe(4000);
    expect(backoff(99, () => 1)).toBe(30_000);
    expect(backoff(5, () => 0.1)).not.toBe(backoff(5, () => 0.9));
  });
});

describe('language', () => {
  it('is the first of the browser that the shop offers', () => {
    expect(chooseLanguage(['fr', 'en-GB', 'zh'], ['zh-CN', 'en'], 'zh-CN')).toBe('en');
    expect(chooseLanguage(['zh-TW'], ['zh-CN', 'en'], 'en')).toBe('zh-CN');
    expect(chooseLanguage(['fr'], ['zh-CN'], 'zh-CN')).toBe('zh-CN');
  });

  it('has every text in both', async () => {
    const [zh, en] = [await loadStrings('zh-CN'), await loadStrings('en')];
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const strings of [zh, en]) {
      for (const text of Object.values(strings)) {
        const shown =
          typeof text === 'function' ? (text as (...a: unknown[]) => string)(1, 2) : text;
        expect(shown).not.toBe('');
        expect(shown).not.toMatch(/[!！]/);
      }
    }
  });
});
