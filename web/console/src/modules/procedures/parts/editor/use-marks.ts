import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { differenceOf } from "../../api/compare";
import { type DryRun, type Procedure, versionQuery } from "../../api/procedures";
import { type ProcedureDocument, wholeDocument } from "../../api/shapes";
import { standing } from "../../api/trial";
import type { Mark, Marks } from "../diagram/marks";
import type { Side } from "./tools";

const DRAWN = { open: "now", waiting: "now", done: "done", cancelled: "skipped" } as const;

/** What the diagram shows of each step: problems always, a dry run or what changed when open. */
export function useMarks(
  procedure: Procedure,
  document: ProcedureDocument,
  side: Side | null,
  tried: DryRun["steps"],
): Marks {
  const compares = side === "compare" && procedure.published !== null;
  const { data: version } = useQuery({
    ...versionQuery(procedure.id, procedure.published ?? 0),
    enabled: compares,
  });
  const { problems } = procedure;
  return useMemo(() => {
    const marks = new Map<string, Mark>();
    const put = (code: string, mark: Mark) => marks.set(code, { ...marks.get(code), ...mark });
    for (const { step } of problems) {
      if (step) put(step, { problems: (marks.get(step)?.problems ?? 0) + 1 });
    }
    for (const [code, state] of standing(tried)) put(code, { state: DRAWN[state] });
    if (compares && version) {
      const { steps } = differenceOf(wholeDocument(version.document), document);
      for (const { code, kind } of steps) if (kind !== "removed") put(code, { change: kind });
    }
    return marks;
  }, [problems, tried, compares, version, document]);
}
