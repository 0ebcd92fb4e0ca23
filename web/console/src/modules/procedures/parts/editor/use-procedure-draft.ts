import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAutosaved } from "@/shell/hooks/autosaved";
import { differenceOf, isSame } from "../../api/compare";
import { backTo, begin, type Past, record, redo, undo } from "../../api/past";
import { PROCEDURES, type Procedure, procedureQuery, putDraft } from "../../api/procedures";
import { type ProcedureDocument, wholeDocument } from "../../api/shapes";

/** Where what is written at a procedure is kept until it is stored. */
export const keptAs = (id: string): string => `procedure.${id}`;

export type Drafting = ReturnType<typeof useProcedureDraft>;

/** The draft one works on: stored by itself, every step of it can be taken back (草稿). */
export function useProcedureDraft(procedure: Procedure, again: () => void) {
  const client = useQueryClient();
  const { id } = procedure;
  const own = useRef(procedure.version);
  const { content, write, saving, autosave, restored } = useAutosaved<ProcedureDocument>({
    name: keptAs(id),
    stored: () => wholeDocument(procedure.draft),
    version: procedure.version,
    put: async (document, version) => {
      const after = await putDraft(id, document, version);
      own.current = after.version;
      client.setQueryData(procedureQuery(id).queryKey, after);
      return after.version;
    },
    left: () => void client.invalidateQueries({ queryKey: PROCEDURES }),
  });
  const [past, setPast] = useState(() => begin(content));
  const held = useRef(past);
  const move = useCallback(
    (next: Past<ProcedureDocument>) => {
      const before = held.current;
      held.current = next;
      setPast(next);
      if (next.now !== before.now) write(next.now);
    },
    [write],
  );
  const change = useCallback(
    (next: ProcedureDocument, mark?: string) => move(record(held.current, next, mark)),
    [move],
  );
  // It was published, or changed elsewhere; here nothing is waiting to be stored.
  const moved = saving.kind === "saved" && procedure.version !== own.current;
  useEffect(() => {
    if (!moved) return;
    own.current = procedure.version;
    if (isSame(differenceOf(wholeDocument(procedure.draft), held.current.now))) {
      autosave.follow(procedure.version);
    } else {
      again();
    }
  }, [moved, procedure, autosave, again]);
  useUnsaved(saving.kind !== "saved");
  return {
    document: past.now,
    change,
    undo: () => move(undo(held.current)),
    redo: () => move(redo(held.current)),
    backTo: (then: ProcedureDocument) => move(backTo(held.current, then)),
    canUndo: past.before.length > 0,
    canRedo: past.after.length > 0,
    saving,
    autosave,
    restored,
  };
}

/** Who closes the page before the last word is stored is asked once. */
function useUnsaved(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, [unsaved]);
}
