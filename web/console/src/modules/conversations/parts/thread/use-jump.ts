import { type RefObject, useEffect, useRef } from "react";
import { useQueryParam } from "@/shell/hooks/go";
import { loadAround } from "../../api/feed";
import type { Thread } from "../../api/state";
import styles from "./thread.module.css";

/** Opens a conversation at one of its messages (`?at=number`), reading around it if need be. */
export function useJumpTo(id: string, thread: Thread, box: RefObject<HTMLDivElement | null>): void {
  const at = Number(useQueryParam("at") ?? 0);
  const asked = useRef("");
  const done = useRef("");
  useEffect(() => {
    const place = `${id}:${at}`;
    if (!at || done.current === place) return;
    const message = thread.messages.find((each) => each.number === at);
    if (!message) {
      if (asked.current === place) return;
      asked.current = place;
      void loadAround(id, at).catch(() => undefined);
      return;
    }
    done.current = place;
    const bubble = box.current?.querySelector(`[data-message="${message.id}"]`);
    bubble?.scrollIntoView({ block: "center" });
    bubble?.classList.add(styles.found ?? "");
  }, [id, at, thread, box]);
}
