import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Matrix, MatrixChange } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { countChanges, type Draft, rebased, toChanges, toInverse } from "./draft";

export const matrixQuery = queryOptions({
  queryKey: ["skills", "matrix"],
  queryFn: () => unwrap(api.GET("/api/skills/matrix")),
});

const put = (changes: MatrixChange[]): Promise<Matrix> =>
  unwrap(api.PUT("/api/skills/matrix", { body: { changes } }));

const KEPT = "zhiyin.skills.draft";

function kept(): Draft {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Draft;
  } catch {
    return {};
  }
}

export type MatrixDraft = {
  draft: Draft;
  edit: (change: (draft: Draft) => Draft) => void;
  save: () => void;
  saving: boolean;
  discard: () => void;
};

/** Unsaved changes of the matrix; they outlive a reload, and are saved all at once. */
export function useMatrixDraft(matrix: Matrix): MatrixDraft {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const [draft, setDraft] = useState(() => rebased(kept(), matrix.rows));
  useEffect(() => sessionStorage.setItem(KEPT, JSON.stringify(draft)), [draft]);
  const send = useMutation({
    mutationFn: (changes: MatrixChange[]) => put(changes),
    onSuccess: (next) => client.setQueryData(matrixQuery.queryKey, next),
    onError: notices.failed,
  });
  const save = () => {
    const inverse = toInverse(draft, matrix.rows);
    send.mutate(toChanges(draft, matrix.rows), {
      onSuccess: (next) => {
        // What was changed while the answer was on its way stays a change.
        setDraft((now) => rebased(now, next.rows));
        const count = countChanges(draft);
        notices.undoable(t("skills:saved", { count }), () => send.mutate(inverse));
      },
    });
  };
  const discard = () => {
    const thrown = draft;
    setDraft({});
    notices.undoable(t("skills:discarded"), () => setDraft(rebased(thrown, matrix.rows)));
  };
  const edit = useCallback((change: (draft: Draft) => Draft) => setDraft(change), []);
  return { draft, edit, save, saving: send.isPending, discard };
}
