import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { DutyShift } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { shifted } from "./week";

/** The duty shifts of one week (值班). */
export const dutyQuery = (monday: Date) =>
  queryOptions({
    queryKey: ["duty", monday.toISOString()],
    queryFn: () =>
      unwrap(
        api.GET("/api/duty", {
          params: {
            query: { begin: monday.toISOString(), end: shifted(monday, 7).toISOString() },
          },
        }),
      ),
  });

export type NewShift = Omit<DutyShift, "id">;

export const addShift = (body: NewShift): Promise<DutyShift> =>
  unwrap(api.POST("/api/duty", { body }));

const remove = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/duty/{shift_id}", { params: { path: { shift_id: id } } }));

/** Takes a shift away, with a way back. */
export function useRemoveShift(): (shift: DutyShift, name: string) => void {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const look = () => client.invalidateQueries({ queryKey: ["duty"] });
  return (shift, name) => {
    const { id, ...again } = shift;
    remove(id).then(() => {
      void look();
      notices.undoable(t("skills:duty.removed", { name }), () => {
        addShift(again).then(look, notices.failed);
      });
    }, notices.failed);
  };
}
