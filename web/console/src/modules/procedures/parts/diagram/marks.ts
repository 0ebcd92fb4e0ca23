import type { Flow, Way } from "../../api/flow";
import type { ProcedureDocument } from "../../api/shapes";

/** What is to be seen at a step in a drawing: what is wrong, what changed, how far a case is. */
export type Mark = {
  /** How it stands in a case or a dry run. */
  state?: "done" | "now" | "skipped" | undefined;
  problems?: number;
  change?: "added" | "changed" | undefined;
};

export type Marks = ReadonlyMap<string, Mark>;

export const NO_MARKS: Marks = new Map();

/** A procedure to be drawn, on a wide screen or a narrow one. */
export type DrawingProps = {
  document: ProcedureDocument;
  flow: Flow;
  marks: Marks;
  chosen: string | null;
  choose: (code: string | null) => void;
  /** Puts a step between; without it nothing can be changed here. */
  between?: ((way: Way) => void) | undefined;
};
