/** Times of procedures are kept in minutes; people say them in the largest unit that fits. */
export const UNITS = [
  { unit: "days", minutes: 1440 },
  { unit: "hours", minutes: 60 },
  { unit: "minutes", minutes: 1 },
] as const;

export type Unit = (typeof UNITS)[number]["unit"];
export type Spoken = { amount: number; unit: Unit };

/**
 * 90 minutes stay minutes, 120 are 2 hours, 2880 are 2 days. A day of opening time is no day of
 * the calendar: it is said in hours.
 */
export function spoken(minutes: number, days = true): Spoken {
  const units = days ? UNITS : UNITS.slice(1);
  const fits = units.find((each) => minutes >= each.minutes && minutes % each.minutes === 0);
  return fits
    ? { amount: minutes / fits.minutes, unit: fits.unit }
    : { amount: minutes, unit: "minutes" };
}

/** About how long: whole units from the second of them on, for what is left and how late it is. */
export function about(minutes: number): Spoken {
  const fits = UNITS.find((each) => minutes >= 2 * each.minutes) ?? UNITS[2];
  return { amount: Math.floor(minutes / fits.minutes), unit: fits.unit };
}

export const minutesOf = ({ amount, unit }: Spoken): number =>
  amount * (UNITS.find((each) => each.unit === unit)?.minutes ?? 1);
