import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/client";
import { useNotices } from "./notice";
import { useT } from "./text";

/** The version an edit was made from, so that two people never overwrite each other. */
export function ifMatch(row: { version: number }): Record<string, string> {
  return { "If-Match": String(row.version) };
}

type Options<V, R> = {
  act: (values: V) => Promise<R>;
  refresh: QueryKey;
  done?: (result: R) => void;
};

/** A change of a row in the settings: says it is saved, or what to do when it is not. */
export function useEdit<V, R>({ act, refresh, done }: Options<V, R>) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  return useMutation({
    mutationFn: act,
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: refresh });
      notices.done(t("shell:saved"));
      done?.(result);
    },
    onError: (reason) => {
      if (reason instanceof ApiError && reason.code === "edit_conflict") {
        notices.failed(new ApiError(409, reason.code, t("shell:error.conflict")));
        void client.invalidateQueries({ queryKey: refresh });
      }
    },
  });
}
