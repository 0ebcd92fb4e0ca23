import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { type Detail, INCIDENTS, useShown } from "../api/incidents";

/** Carries out one thing about an incident and shows what came of it. */
export function useAct() {
  const t = useT();
  const notices = useNotices();
  const shown = useShown();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (
    ask: () => Promise<Detail>,
    told?: string,
    undo?: () => Promise<Detail>,
  ): Promise<boolean> => {
    setBusy(true);
    try {
      shown(await ask());
      if (told && undo) notices.undoable(told, () => void undo().then(shown, notices.failed));
      else if (told) notices.done(told);
      return true;
    } catch (reason) {
      const clash = reason instanceof ApiError && reason.code === "edit_conflict";
      // What somebody else wrote is shown; what one has written stays.
      if (clash) void client.invalidateQueries({ queryKey: INCIDENTS });
      notices.failed(clash ? new ApiError(409, reason.code, t("shell:error.conflict")) : reason);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}
