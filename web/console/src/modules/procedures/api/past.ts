/** What was, what is, and what was taken back: the whole of a draft, at every step (撤销与重做). */
export type Past<T> = {
  before: readonly T[];
  now: T;
  after: readonly T[];
  /** What was changed last: the letters of one name are one step, not twenty. */
  mark: string | null;
};

const MOST = 200;

export const begin = <T>(now: T): Past<T> => ({ before: [], now, after: [], mark: null });

/** A change; one with the same mark as the last goes on with it. */
export function record<T>(past: Past<T>, next: T, mark: string | null = null): Past<T> {
  if (next === past.now) return past;
  const goesOn = mark !== null && mark === past.mark;
  const before = goesOn ? past.before : [...past.before, past.now].slice(-MOST);
  return { before, now: next, after: [], mark };
}

export function undo<T>(past: Past<T>): Past<T> {
  const last = past.before.at(-1);
  if (last === undefined) return past;
  return {
    before: past.before.slice(0, -1),
    now: last,
    after: [past.now, ...past.after],
    mark: null,
  };
}

export function redo<T>(past: Past<T>): Past<T> {
  const [next, ...after] = past.after;
  if (next === undefined) return past;
  return { before: [...past.before, past.now], now: next, after, mark: null };
}

/** Back to how it was once, if it ever was so; what came after can be done again. */
export function backTo<T>(past: Past<T>, then: T): Past<T> {
  let found = past;
  while (found.now !== then) {
    if (found.before.length === 0) return past;
    found = undo(found);
  }
  return found;
}
