import { describe, expect, it } from 'vitest';
import { bodyOf } from '../src/core/link';
import { dayName, differs, groupDays, localTime } from '../src/rules/hours';
import { zhCN } from '../src/strings/zh-CN';
import { waitSentence } from '../src/ui/time';

const office = [['09:00', '18:00']];

describe('opening hours', () => {
  it('shows days in a row with the same hours in one line', () => {
    const week = [
      office,
      office,
      [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      office,
      office,
      [],
      [],
    ];
    expect(groupDays(week)).toEqual([
      { from: 0, to: 1, periods: '09:00–18:00' },
      { from: 2, to: 2, periods: '09:00–12:00 13:00–18:00' },
      { from: 3, to: 4, periods: '09:00–18:00' },
      { from: 5, to: 6, periods: '' },
    ]);
    expect(groupDays(Array(7).fill(office))).toEqual([{ from: 0, to: 6, periods: '09:00–18:00' }]);
  });

  it('names days from Monday', () => {
    expect([dayName(0, 'en'), dayName(6, 'en')]).toEqual(['Mon', 'Sun']);
    expect(dayName(0, 'zh-CN')).toBe('周一');
  });

  it('tells clocks apart by what they show, also on days when one of them is changed', () => {
    const winter = new Date('2026-11-22T01:00:00Z');
    expect(differs('Asia/Shanghai', winter, 'Asia/Singapore')).toBe(false);
    expect(differs('Asia/Shanghai', winter, 'Europe/Berlin')).toBe(true);
    expect(differs('Europe/London', winter, 'UTC')).toBe(false);
    expect(differs('Europe/London', new Date('2026-07-01T01:00:00Z'), 'UTC')).toBe(true);
    expect(differs('Nowhere/Land', winter, undefined)).toBe(false);
  });

  it('says a moment by the visitor’s own clock', () => {
    expect(localTime('2026-11-23T01:00:00Z', 'en', 'Europe/Berlin')).toContain('02:00');
    expect(localTime('2026-11-23T01:00:00Z', 'zh-CN', 'Asia/Shanghai')).toContain('09:00');
  });
});

describe('the wait', () => {
  it('is said as long from over half an hour on', () => {
    expect(waitSentence(180, zhCN)).toBe('大约 3 分钟');
    expect(waitSentence(1800, zhCN)).toBe('大约 30 分钟');
    expect(waitSentence(1801, zhCN)).toBe(zhCN.waitLong);
    expect(waitSentence(20 * 3600, zhCN)).toBe(zhCN.waitLong);
  });
});

describe('what was chosen before chatting', () => {
  it('goes with the message it was written with, also when that is sent again', () => {
    const entry = { key: 'k', kind: 'text' as const, text: '在吗', made_at: 1 };
    expect(bodyOf({ ...entry, topic: 't', who: 'person' })).toMatchObject({
      topic: 't',
      who: 'person',
    });
    expect(bodyOf(entry)).toMatchObject({ topic: null, who: 'anyone' });
  });
});
