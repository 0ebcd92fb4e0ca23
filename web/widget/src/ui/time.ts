import type { Language } from '../api/types';
import type { Strings } from '../strings';

export function clock(at: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** "Today", "Yesterday", or the date; with the year once it is another one. */
export function dayName(at: string, now: Date, language: Language, strings: Strings): string {
  const day = new Date(at);
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const distance = Math.round((midnight(now).getTime() - midnight(day).getTime()) / 86_400_000);
  if (distance === 0) return strings.today;
  if (distance === 1) return strings.yesterday;
  return day.toLocaleDateString(language, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  });
}

/** Longer than this is said as such: an exact figure would promise too much. */
const LONG_SECONDS = 1800;

export function waitSentence(seconds: number, strings: Strings, alone = false): string {
  if (seconds > LONG_SECONDS) return strings.waitLong;
  const time = waitText(seconds, strings);
  return alone ? strings.waitAlone(time) : strings.waitAbout(time);
}

export function waitText(seconds: number, strings: Strings): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return strings.hours(seconds / 3600);
  return seconds < 60
    ? strings.seconds(Math.max(5, Math.round(seconds / 5) * 5))
    : strings.minutes(Math.round(seconds / 60));
}
