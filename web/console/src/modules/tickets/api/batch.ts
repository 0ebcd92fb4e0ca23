import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useNotices } from "@/shell/hooks/notice";
import { TICKETS } from "./counts";

export type Batch = components["schemas"]["BulkOut"];
export type BatchChange = Partial<components["schemas"]["BulkChange"]>;
type Wanted = { ids: string[]; change: BatchChange; said: (changed: number) => string };

/** Changes several tickets at once; for half a minute that can be taken back (批量修改). */
export function useBatch() {
  const client = useQueryClient();
  const notices = useNotices();
  const refresh = () => client.invalidateQueries({ queryKey: TICKETS });
  const takeBack = (batch: Batch) =>
    unwrap(
      api.POST("/api/tickets/bulk/{batch_id}/take-back", {
        params: { path: { batch_id: batch.batch_id } },
      }),
    ).then(refresh, notices.failed);
  return useMutation({
    mutationFn: ({ ids, change }: Wanted) =>
      unwrap(api.POST("/api/tickets/bulk", { body: { ids, change: change as never } })),
    onSuccess: (batch, { said }) => {
      if (batch.changed.length > 0)
        notices.undoable(said(batch.changed.length), () => void takeBack(batch));
    },
    onError: notices.failed,
    onSettled: refresh,
  });
}
