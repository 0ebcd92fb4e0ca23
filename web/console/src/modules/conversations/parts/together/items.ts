import type { Summary } from "@/api/types";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { answersBeside } from "../../api/together";
import type { Dialog } from "../thread/header";

type Item = { key: string; label: string; onClick: () => void };

/** What may be done together with colleagues, for the menu of a conversation. */
export function useTogetherItems(summary: Summary, open: (dialog: Dialog) => void): Item[] {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const live = summary.state !== "closed";
  const speaks =
    summary.assignee?.id === me.id ||
    answersBeside(summary, me.id) ||
    allowed("conversations.override");
  const items: (Item | false)[] = [
    live &&
      speaks && {
        key: "invite",
        label: t("conversations:invite"),
        onClick: () => open("invite"),
      },
  ];
  return items.filter((item) => item !== false);
}
