import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNotices } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { PROCEDURES, type ProcedureLine, putState } from "../../api/procedures";

/** Switches a procedure off for new cases, or on again; running ones go on (停用). */
export function useSwitch() {
  const t = useT();
  const label = useLabel();
  const client = useQueryClient();
  const notices = useNotices();
  const refresh = () => client.invalidateQueries({ queryKey: PROCEDURES });
  return useMutation({
    mutationFn: ({ id, state }: ProcedureLine) => putState(id, state === "on" ? "off" : "on"),
    onError: notices.failed,
    onSuccess: (after, { id, state, name }) => {
      notices.undoable(t(`procedures:turned.${after.state}`, { name: label(name) }), () => {
        putState(id, state).then(refresh, notices.failed);
      });
    },
    onSettled: refresh,
  });
}
