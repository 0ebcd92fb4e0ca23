import { type RefObject, useEffect, useRef } from "react";
import { useQueryParam } from "@/shell/hooks/go";
import { loadOlder } from "../../api/feed";
import type { Thread } from "../../api/state";
import styles from "./thread.module.css";

/** Pages read at most to reach a message that was found by the search. */
const PAGES = 20;

/** Opens a conversation at one of its messages (`?at=number`), reading back as far as needed. */
export function useJumpTo(id: string, thread: Thread, box: RefObject<HTMLDivElement | null>): void {
  const at = Number(useQueryParam("at") ?? 0);
  const pages = useRef(0);
  const done = useRef(0);
  const first = thread.messages[0]?.number ?? 0;
  useEffect(() => {
    if (!at || done.current === at) return;
    if (first > at && thread.hasMore && pages.current < PAGES) {
      pages.current += 1;
      void loadOlder(id).catch(() => undefined);
      return;
    }
    done.current = at;
    const message = thread.messages.find((each) => each.number === at);
    const bubble = box.current?.querySelector(`[data-message="${message?.id}"]`);
    bubble?.scrollIntoView({ block: "center" });
    bubble?.classList.add(styles.found ?? "");
  }, [id, at, first, thread, box]);
}
