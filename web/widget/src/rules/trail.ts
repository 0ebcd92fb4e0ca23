/** What is told of a page, and to whom it is told at all. Pure. */
import type { PageView } from '../api/types';

interface Wishes {
  globalPrivacyControl?: boolean;
  doNotTrack?: string | null;
}

/** Global Privacy Control and Do Not Track count as a refusal. */
export function untracked(browser: Wishes): boolean {
  return browser.globalPrivacyControl === true || browser.doNotTrack === '1';
}

/** Jumps inside a page are no new page. */
export function samePage(one: string, other: string): boolean {
  return one.split('#')[0] === other.split('#')[0];
}

/** A page within what a frame may hold. */
export function pageView(
  key: string,
  url: string,
  title: string,
  referrer: string,
  seconds: number,
): PageView {
  return {
    key,
    url: (url.split('#')[0] ?? '').slice(0, 800),
    title: title.slice(0, 100),
    referrer: referrer.slice(0, 300),
    seconds: Math.max(0, Math.round(seconds)),
  };
}
