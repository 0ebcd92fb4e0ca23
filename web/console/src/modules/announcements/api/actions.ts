import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { ANNOUNCEMENTS, type Announcement, at, type Draft } from "./announcements";

export type Saved = { id?: string; version?: number; draft: Draft };

/** Reading and confirming; making, changing and taking away. */
export function useAnnouncementActions() {
  const client = useQueryClient();
  const notices = useNotices();
  const settled = {
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ANNOUNCEMENTS }),
        client.invalidateQueries({ queryKey: ["notices"] }),
      ]),
    onError: notices.failed,
  };
  const read = useMutation({
    mutationFn: (one: Announcement) =>
      unwrap(
        one.must_confirm
          ? api.POST("/api/announcements/{announcement_id}/confirm", at(one.id))
          : api.POST("/api/announcements/{announcement_id}/read", at(one.id)),
      ),
    ...settled,
  });
  const save = useMutation({
    mutationFn: ({ id, version, draft }: Saved) =>
      unwrap(
        id
          ? api.PUT("/api/announcements/{announcement_id}", {
              ...at(id),
              headers: { "If-Match": String(version) },
              body: draft,
            })
          : api.POST("/api/announcements", { body: draft }),
      ),
    ...settled,
  });
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST("/api/announcements/{announcement_id}/withdraw", at(id))),
    ...settled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE("/api/announcements/{announcement_id}", at(id))),
    ...settled,
  });
  return { read, save, withdraw, remove };
}
