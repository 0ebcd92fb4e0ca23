import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { Presence, PresenceStatus } from "@/api/types";
import { ask } from "../parts/confirm-state";
import { presenceQuery, usePresences } from "./directory";
import { onFrame, useWatch } from "./live";
import { useNotices } from "./notice";
import { useMe } from "./session";
import { useT } from "./text";

/** The presence list with one frame applied. */
export function withPresence(
  held: Presence[] | undefined,
  change: Pick<Presence, "staff_id" | "status" | "used" | "capacity" | "connected">,
): Presence[] | undefined {
  return held?.map((each) => (each.staff_id === change.staff_id ? { ...each, ...change } : each));
}

/** Keeps the presence list in step with the socket; mounted once by the shell. */
export function usePresenceFeed(): void {
  const client = useQueryClient();
  useWatch("presence");
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "presence") return;
        const { staff_id, status, used, capacity, connected } = frame;
        client.setQueryData(presenceQuery.queryKey, (held: Presence[] | undefined) =>
          withPresence(held, { staff_id, status, used, capacity, connected }),
        );
      }),
    [client],
  );
}

export type MyPresence = {
  status: PresenceStatus;
  used: number;
  capacity: number;
  choose: (status: PresenceStatus) => void;
};

/** What going offline would do to what I hold (交接班). */
const askLeaving = () => unwrap(api.GET("/api/conversations/leaving"));

/** My own state and slots (在线状态), and the way to change it. */
export function useMyPresence(): MyPresence {
  const me = useMe();
  const client = useQueryClient();
  const notices = useNotices();
  const t = useT();
  const mine = usePresences().find((each) => each.staff_id === me.id);
  const change = useMutation({
    mutationFn: (status: PresenceStatus) => unwrap(api.PUT("/api/presence", { body: { status } })),
    onSuccess: (_, status) => {
      client.setQueryData(presenceQuery.queryKey, (held: Presence[] | undefined) =>
        held?.map((each) => (each.staff_id === me.id ? { ...each, status } : each)),
      );
      void client.invalidateQueries({ queryKey: presenceQuery.queryKey });
    },
    onError: notices.failed,
  });
  const choose = (status: PresenceStatus) => {
    const held = mine?.status ?? me.presence;
    if (status !== "offline" || held === "offline") return change.mutate(status);
    askLeaving().then(
      ({ open, kept }) => {
        if (open === 0 || kept) return change.mutate(status);
        ask({
          title: t("shell:leaving.title", { count: open }),
          text: t("shell:leaving.hint"),
          go: t("shell:leaving.go"),
          stay: t("shell:leaving.stay"),
          act: () => change.mutate(status),
        });
      },
      // Who may not read conversations holds none.
      () => change.mutate(status),
    );
  };
  return {
    status: mine?.status ?? me.presence,
    used: mine?.used ?? 0,
    capacity: mine?.capacity ?? me.capacity,
    choose,
  };
}
