import type {
  BeneathProps,
  Card,
  ComposerInsert,
  HintProps,
  Loader,
  MarkProps,
  ReaderProps,
} from "../contracts";
import { contributed, inOrder } from "../registry";
import { useCan } from "./session";

const marks = contributed("marks");
const beneath = contributed("beneath");

/** What all modules put under the composer. */
export function useInserts(): ComposerInsert[] {
  return inOrder(contributed("inserts"));
}

/** What all modules put above the composer. */
export function useHints(): Loader<HintProps>[] {
  return contributed("hints");
}

/** What all modules mark conversations with in lists. */
export function useMarks(): Loader<MarkProps>[] {
  return marks;
}

/** What all modules put under the words of a message. */
export function useBeneath(): Loader<BeneathProps>[] {
  return beneath;
}

/** Who reads along while something for customers is written. */
export function useReaders(): Loader<ReaderProps>[] {
  return contributed("readers");
}

/** The cards for an object of a kind that I may see (信息卡片). */
export function useCards(on: Card["on"]): Card[] {
  const allowed = useCan();
  return inOrder(contributed("cards")).filter((card) => card.on === on && allowed(card.permission));
}

const objects = contributed("objects");

/** Where an object is shown, if it is shown anywhere. */
export function objectPath(kind: string | null, id: string | null): string | null {
  const object = objects.find((each) => each.kind === kind);
  return object && id ? object.path(id) : null;
}
