/** When an invitation is due (主动邀请). Pure. */
import type { Invitation } from '../api/types';

export interface Facts {
  /** on this page, in seconds */
  seconds: number;
  /** how far down the page was looked at, in per cent */
  scrolled: number;
  /** which visit to the shop this is */
  visits: number;
  happened: [name: string, data: unknown][];
  page: string;
}

function cartValue(data: unknown): number {
  const value =
    typeof data === 'object' && data !== null ? (data as { value?: unknown }).value : data;
  return Number(value);
}

export function isDue(invitation: Invitation, facts: Facts): boolean {
  const { trigger, threshold, event, page } = invitation;
  if (page && !facts.page.includes(page)) return false;
  switch (trigger) {
    case 'time':
      return facts.seconds >= threshold;
    case 'scroll':
      return facts.scrolled >= threshold;
    case 'visits':
      return facts.visits >= threshold;
    case 'event':
      return facts.happened.some(([name]) => name === event);
    case 'cart':
      // The latest value counts: a cart can be emptied again.
      return cartValue(facts.happened.findLast(([name]) => name === 'cart')?.[1]) >= threshold;
  }
}

const NEW_VISIT = 30 * 60_000;

export interface Visits {
  count: number;
  at: number;
}

/** The visits so far; after half an hour away it is another one. */
export function countVisit(before: Visits | null, now: number): Visits {
  if (!before) return { count: 1, at: now };
  return { count: before.count + (now - before.at > NEW_VISIT ? 1 : 0), at: now };
}
