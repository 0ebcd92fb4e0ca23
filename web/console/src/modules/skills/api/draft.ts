import type { Grade, MatrixChange, MatrixRow } from "@/api/types";

/** What is changed of one person and not saved yet. */
export type Change = {
  levels: Record<string, number>;
  grade?: Grade;
  /** Chats at once; null: no limit of their own. */
  chats?: number | null;
};

/** Unsaved changes of the matrix by person (未保存的改动). */
export type Draft = Record<string, Change>;

/** The channel whose limit the matrix shows; others stay as they are. */
export const CHAT = "chat";

export const levelOf = (row: MatrixRow, change: Change | undefined, skill: string): number =>
  change?.levels[skill] ?? row.levels[skill] ?? 0;

export const gradeOf = (row: MatrixRow, change: Change | undefined): Grade =>
  change?.grade ?? row.grade;

export const chatsOf = (row: MatrixRow, change: Change | undefined): number | null =>
  change?.chats === undefined ? (row.channel_limits[CHAT] ?? null) : change.chats;

/** A change without what equals the saved row, or undefined when nothing is left of it. */
function pruned(row: MatrixRow, change: Change): Change | undefined {
  const levels = Object.fromEntries(
    Object.entries(change.levels).filter(([skill, level]) => level !== (row.levels[skill] ?? 0)),
  );
  const next: Change = { levels };
  if (change.grade !== undefined && change.grade !== row.grade) next.grade = change.grade;
  if (change.chats !== undefined && change.chats !== (row.channel_limits[CHAT] ?? null)) {
    next.chats = change.chats;
  }
  return sizeOf(next) === 0 ? undefined : next;
}

function sizeOf(change: Change): number {
  const others = [change.grade, change.chats].filter((value) => value !== undefined).length;
  return Object.keys(change.levels).length + others;
}

/** The draft with one person edited; what is back at its saved value counts as unchanged. */
export function edited(draft: Draft, row: MatrixRow, edit: (change: Change) => Change): Draft {
  const change = pruned(row, edit(draft[row.staff_id] ?? { levels: {} }));
  const { [row.staff_id]: _, ...rest } = draft;
  return change ? { ...rest, [row.staff_id]: change } : rest;
}

export const withLevel =
  (skill: string, level: number) =>
  (change: Change): Change => ({ ...change, levels: { ...change.levels, [skill]: level } });

/** The draft without what has meanwhile become true, or whose person is gone. */
export function rebased(draft: Draft, rows: readonly MatrixRow[]): Draft {
  return rows.reduce<Draft>(
    (next, row) =>
      draft[row.staff_id] ? edited(next, row, () => draft[row.staff_id] ?? { levels: {} }) : next,
    {},
  );
}

/** How many single values differ from what is saved. */
export function countChanges(draft: Draft): number {
  return Object.values(draft).reduce((sum, change) => sum + sizeOf(change), 0);
}

function limits(row: MatrixRow, chats: number | null): Record<string, number> {
  const { [CHAT]: _, ...others } = row.channel_limits;
  return chats === null ? others : { ...others, [CHAT]: chats };
}

/** What the server is asked to change. */
export function toChanges(draft: Draft, rows: readonly MatrixRow[]): MatrixChange[] {
  return rows.flatMap((row) => {
    const change = draft[row.staff_id];
    if (!change) return [];
    return {
      staff_id: row.staff_id,
      levels: change.levels,
      ...(change.grade === undefined ? {} : { grade: change.grade }),
      ...(change.chats === undefined ? {} : { channel_limits: limits(row, change.chats) }),
    };
  });
}

/** What takes those changes back, seen from the rows before them (撤销). */
export function toInverse(draft: Draft, before: readonly MatrixRow[]): MatrixChange[] {
  return before.flatMap((row) => {
    const change = draft[row.staff_id];
    if (!change) return [];
    const skills = Object.keys(change.levels);
    return {
      staff_id: row.staff_id,
      levels: Object.fromEntries(skills.map((skill) => [skill, row.levels[skill] ?? 0])),
      ...(change.grade === undefined ? {} : { grade: row.grade }),
      ...(change.chats === undefined ? {} : { channel_limits: row.channel_limits }),
    };
  });
}
