/** How much a conversation presses, the way the server reckons it (优先级). */
const [LOW, NORMAL, HIGH, URGENT] = [0, 1, 2, 3];

export const STEPS = [1, 2, 3] as const;

// Urgency down, importance across.
const MATRIX = [
  [LOW, NORMAL, HIGH],
  [NORMAL, HIGH, URGENT],
  [HIGH, URGENT, URGENT],
];

/** The priority of an urgency and an importance, 1 to 3 each; one that is open counts as 2. */
export function priorityOf(urgency: number | null, importance: number | null): number {
  return MATRIX[(urgency ?? 2) - 1]?.[(importance ?? 2) - 1] ?? NORMAL;
}

/** Seconds of waiting a priority is worth; less than nothing for a low one. */
export const worthOf = (priority: number, step: number): number => (priority - NORMAL) * step;
