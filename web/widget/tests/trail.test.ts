import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageView } from '../src/api/types';
import { Trail } from '../src/core/trail';
import { pageView, samePage, untracked } from '../src/rules/trail';

describe('a browser', () => {
  it('refuses by Global Privacy Control or Do Not Track', () => {
    expect(untracked({ globalPrivacyControl: true, doNotTrack: null })).toBe(true);
    expect(untracked({ doNotTrack: '1' })).toBe(true);
    expect(untracked({ globalPrivacyControl: false, doNotTrack: '0' })).toBe(false);
    expect(untracked({})).toBe(false);
  });
});

describe('a page', () => {
  it('is told without jumps inside it, within what a frame holds', () => {
    const long = pageView('k', `https://a/${'x'.repeat(2000)}#end`, '长'.repeat(300), '', -1);
    expect(long.url).toHaveLength(800);
    expect(long.title).toHaveLength(100);
    expect(long.seconds).toBe(0);
    expect(new TextEncoder().encode(JSON.stringify(long)).length).toBeLessThan(2048);
    expect(pageView('k', 'https://a/b#c', '', '', 1.6)).toMatchObject({
      url: 'https://a/b',
      seconds: 2,
    });
    expect(samePage('https://a/b#c', 'https://a/b')).toBe(true);
    expect(samePage('https://a/b?d', 'https://a/b')).toBe(false);
  });
});

describe('a trail', () => {
  const told: [PageView, boolean][] = [];
  const trail = () => new Trail((view, leaving) => told.push([view, leaving]));
  beforeEach(() => {
    told.length = 0;
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts only the time a page is on screen', () => {
    const one = trail();
    one.enter('https://a/1', 'one', 'https://from', true);
    vi.advanceTimersByTime(4000);
    one.hide();
    vi.advanceTimersByTime(60_000);
    one.show();
    vi.advanceTimersByTime(3000);
    one.hide();
    expect(told.map(([view]) => view.seconds)).toEqual([0, 4, 7]);
    expect(new Set(told.map(([view]) => view.key)).size).toBe(1);
    expect(told.map(([, leaving]) => leaving)).toEqual([false, true, true]);
  });

  it('goes on to the next page, not to another place on the same', () => {
    const one = trail();
    one.enter('https://a/1', 'one', '', true);
    one.enter('https://a/1#down', 'one', '', true);
    vi.advanceTimersByTime(2000);
    one.enter('https://a/2', 'two', '', true);
    expect(told.map(([view]) => [view.url, view.seconds])).toEqual([
      ['https://a/1', 0],
      ['https://a/1', 2],
      ['https://a/2', 0],
    ]);
  });
});
