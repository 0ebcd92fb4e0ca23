import { useEffect } from "react";
import { useAttention } from "@/shell/hooks/attention";
import { objectPath } from "@/shell/hooks/contributions";
import { useGo } from "@/shell/hooks/go";
import { onFrame } from "@/shell/hooks/live";
import { useLabel } from "@/shell/hooks/text";
import { onOpen, startWorker } from "../api/worker";

/** Calls for what the bell holds, and goes where a pushed notice leads. */
export default function Attendant() {
  const call = useAttention();
  const label = useLabel();
  const go = useGo();
  useEffect(() => void startWorker(), []);
  useEffect(() => onOpen(go), [go]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "notice") return;
        const { notice } = frame;
        call({
          key: notice.id,
          topic: notice.topic,
          urgent: notice.severity === "urgent",
          title: label(notice.title),
          body: "",
          tag: notice.about_id ?? notice.id,
          path: objectPath(notice.about_kind, notice.about_id) ?? "/",
        });
      }),
    [call, label],
  );
  return null;
}
