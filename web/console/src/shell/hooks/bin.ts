import { type QueryKey, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useNotices } from "./notice";
import { useT } from "./text";

/** What rests in the bin (回收站), of the kinds the caller may manage. */
export const binQuery = queryOptions({
  queryKey: ["bin"],
  queryFn: () => unwrap(api.GET("/api/bin")),
});

/** Brings a thing back. */
export function bringBack(kind: string, id: string): Promise<unknown> {
  return unwrap(
    api.POST("/api/bin/{kind}/{object_id}/restore", {
      params: { path: { kind, object_id: id } },
    }),
  );
}

type Options = {
  kind: string;
  act: (id: string) => Promise<unknown>;
  refresh: QueryKey;
  done: () => void;
};

/** Deletes a thing that rests in the bin, with a way back instead of a question. */
export function useDelete({ kind, act, refresh, done }: Options) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const look = () => {
    void client.invalidateQueries({ queryKey: refresh });
    void client.invalidateQueries({ queryKey: binQuery.queryKey });
  };
  return useMutation({
    mutationFn: (thing: { id: string; name: string }) => act(thing.id),
    onSuccess: (_, thing) => {
      look();
      notices.undoable(t("shell:deleted", { name: thing.name }), () => {
        bringBack(kind, thing.id).then(look, notices.failed);
      });
      done();
    },
    onError: notices.failed,
  });
}
