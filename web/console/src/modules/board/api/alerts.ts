import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { type Alert, BOARD } from "./board";

export type Action = "open" | "take_over" | "call" | "channel" | "surge" | "complaints";

/** The one thing to do about each kind. */
export const ACTION: Record<Alert["kind"], Action> = {
  long_wait: "open",
  breach: "take_over",
  angry: "take_over",
  away: "call",
  channel_down: "channel",
  surge: "surge",
  complaints: "complaints",
};

export const conversationPath = (id: string): string => `/conversations/${id}?box=all`;

/** What can be done about an alert; whoever acts looks after it. */
export function useAlertActions() {
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const notices = useNotices();
  const refresh = () => client.invalidateQueries({ queryKey: BOARD });
  const settled = { onSettled: refresh, onError: notices.failed };
  const at = (alert: Alert) => ({ params: { path: { alert_id: alert.id } } });
  const see = (alert: Alert) => unwrap(api.POST("/api/alerts/{alert_id}/acknowledge", at(alert)));
  const acknowledge = useMutation({ mutationFn: see, ...settled });
  const act = useMutation({
    mutationFn: async (alert: Alert) => {
      const action = ACTION[alert.kind];
      if (action === "call") {
        await unwrap(api.POST("/api/alerts/{alert_id}/call", at(alert)));
        notices.done(t("board:called"));
        return;
      }
      await see(alert);
      if (action === "take_over") {
        await unwrap(
          api.POST("/api/conversations/{conversation_id}/take-over", {
            params: { path: { conversation_id: alert.ref_id } },
          }),
        );
      }
      if (action === "channel") go(`/settings/widgets/${alert.ref_id}`);
      else if (action === "surge") go("/surges");
      else if (action === "complaints") go("/complaints");
      else go(conversationPath(alert.ref_id));
    },
    ...settled,
  });
  return { acknowledge, act };
}
