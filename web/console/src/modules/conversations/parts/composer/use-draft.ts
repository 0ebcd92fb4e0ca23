import { useCallback, useEffect, useState } from "react";
import { type Draft, onDraft, readDraft, writeDraft } from "../../api/drafts";

/** What is being written, kept with every key press so that nothing can lose it. */
export function useDraft(conversation: string): {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
} {
  const [draft, setDraft] = useState(() => readDraft(conversation));
  useEffect(
    () => onDraft((changed) => changed === conversation && setDraft(readDraft(conversation))),
    [conversation],
  );
  const edit = useCallback(
    (change: Partial<Draft>) => {
      setDraft((held) => {
        const next = { ...held, ...change };
        writeDraft(conversation, next);
        return next;
      });
    },
    [conversation],
  );
  return { draft, edit };
}
