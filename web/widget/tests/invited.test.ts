import { describe, expect, it } from 'vitest';
import type { Invitation } from '../src/api/types';
import { countVisit, type Facts, isDue } from '../src/rules/invited';

const base: Invitation = {
  id: 'a',
  trigger: 'time',
  threshold: 30,
  event: '',
  page: '',
  words: '',
};
const facts: Facts = {
  seconds: 0,
  scrolled: 0,
  visits: 1,
  happened: [],
  page: 'https://a/cart?x=1',
};
const due = (rule: Partial<Invitation>, seen: Partial<Facts>) =>
  isDue({ ...base, ...rule }, { ...facts, ...seen });

describe('an invitation is due', () => {
  it('after its time on the page, far enough down, at its visit', () => {
    expect(due({}, { seconds: 29.9 })).toBe(false);
    expect(due({}, { seconds: 30 })).toBe(true);
    expect(due({ trigger: 'scroll', threshold: 60 }, { scrolled: 59 })).toBe(false);
    expect(due({ trigger: 'scroll', threshold: 60 }, { scrolled: 60 })).toBe(true);
    expect(due({ trigger: 'visits', threshold: 3 }, { visits: 2 })).toBe(false);
    expect(due({ trigger: 'visits', threshold: 3 }, { visits: 3 })).toBe(true);
  });

  it('when the shop tells of its event', () => {
    const rule = { trigger: 'event', event: 'size-guide' } as const;
    expect(due(rule, { happened: [['other', null]] })).toBe(false);
    expect(due(rule, { happened: [['size-guide', null]] })).toBe(true);
  });

  it('by the latest value of the cart, whatever else a page says', () => {
    const rule = { trigger: 'cart', threshold: 300 } as const;
    expect(due(rule, { happened: [['cart', { value: 300 }]] })).toBe(true);
    expect(due(rule, { happened: [['cart', 500]] })).toBe(true);
    expect(
      due(rule, {
        happened: [
          ['cart', 500],
          ['cart', { value: 0 }],
        ],
      }),
    ).toBe(false);
    for (const odd of [undefined, null, 'much', {}, Number.NaN])
      expect(due(rule, { happened: [['cart', odd]] })).toBe(false);
    expect(due(rule, {})).toBe(false);
  });

  it('only on pages whose address holds the words', () => {
    expect(due({ page: '/cart' }, { seconds: 99 })).toBe(true);
    expect(due({ page: '/pay' }, { seconds: 99 })).toBe(false);
  });
});

describe('visits', () => {
  it('are counted anew after half an hour away', () => {
    const first = countVisit(null, 0);
    expect(first.count).toBe(1);
    const second = countVisit(first, 29 * 60_000);
    expect(second.count).toBe(1);
    expect(countVisit(second, 60 * 60_000).count).toBe(2);
  });
});
