import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { answersBeside, takeOver, watch } from "../../api/together";
import type { Dialog } from "../thread/header";

type Item = { key: string; label: string; onClick: () => void; danger?: boolean };

/** What may be done together with colleagues, for the menu of a conversation. */
export function useTogetherItems(summary: Summary, open: (dialog: Dialog) => void): Item[] {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const live = summary.state !== "closed";
  const mine = summary.assignee?.id === me.id;
  const speaks = mine || answersBeside(summary, me.id) || allowed("conversations.override");
  const supervises =
    live && !mine && summary.assignee !== null && allowed("conversations.supervise");
  const run = (act: Promise<unknown>, done: string) =>
    void act.then(() => notices.done(t(done)), notices.failed);
  const item = (key: string, label: string, onClick: () => void) => ({
    key,
    label: t(`conversations:${label}`),
    onClick,
  });
  const items: (Item | false)[] = [
    supervises && item("watch", "watch", () => run(watch(summary.id), "conversations:watch.done")),
    supervises && item("whisper", "whisper", () => open("whisper")),
    supervises && item("take", "take", () => run(takeOver(summary.id), "conversations:take.done")),
    live && speaks && item("invite", "invite", () => open("invite")),
    live && speaks && allowed("conversations.close") && item("merge", "merge", () => open("merge")),
    allowed("conversations.block") && {
      ...item("block", "block", () => open("block")),
      danger: true,
    },
  ];
  return items.filter((each) => each !== false);
}
