import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, unwrap } from "@/api/client";
import { type Choice, choiceOf } from "@/shell/hooks/attention";
import { useNotices } from "@/shell/hooks/notice";
import { meQuery, useMe } from "@/shell/hooks/session";

export const TOPICS = [
  "assigned",
  "message",
  "mention",
  "transfer",
  "supervision",
  "deadline",
  "task",
  "announcement",
  "surge",
  "other",
] as const;

/** My choice, and changing a part of it: shown at once, taken back if it cannot be kept. */
export function useChoice(): { choice: Choice; change: (part: Partial<Choice>) => void } {
  const client = useQueryClient();
  const notices = useNotices();
  const me = useMe();
  const save = useMutation({
    scope: { id: "notifications" },
    mutationFn: (notifications: Choice) =>
      unwrap(api.PATCH("/api/auth/me", { body: { notifications } })),
    onError: (reason) => {
      notices.failed(reason);
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const { mutate } = save;
  const choice = choiceOf(me);
  const change = useCallback(
    (part: Partial<Choice>) => {
      const notifications = { ...choice, ...part };
      client.setQueryData(meQuery.queryKey, { ...me, notifications });
      mutate(notifications);
    },
    [choice, me, client, mutate],
  );
  return { choice, change };
}
