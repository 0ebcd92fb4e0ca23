import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { dismiss, type Gap, reopen, wordingsQuery, write } from "../../api/learning";
import { LONGEST } from "../../api/lesson";
import { BOT } from "../../api/shapes";

/** So many questions become wordings of a new article. */
const WORDINGS = 20;

export type Deciding = {
  busy: readonly string[];
  dismiss: (gap: Gap) => Promise<void>;
  reopen: (gap: Gap) => Promise<void>;
  write: (gap: Gap) => Promise<void>;
};

/** What can be done with a group at once; each with a way back where there is one. */
export function useDeciding(): Deciding {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const client = useQueryClient();
  const [busy, setBusy] = useState<readonly string[]>([]);
  const during = async (gap: Gap, work: () => Promise<unknown>) => {
    setBusy((held) => [...held, gap.id]);
    try {
      await work();
      await client.invalidateQueries({ queryKey: BOT });
    } catch (reason) {
      notices.failed(reason);
    }
    setBusy((held) => held.filter((each) => each !== gap.id));
  };
  const back = (gap: Gap) =>
    during(gap, async () => {
      await reopen(gap.id);
    });
  return {
    busy,
    reopen: back,
    dismiss: (gap) =>
      during(gap, async () => {
        await dismiss(gap.id);
        notices.undoable(t("bot:learning.dismissed.done"), () => void back(gap));
      }),
    write: (gap) =>
      during(gap, async () => {
        const { texts } = await client.ensureQueryData(wordingsQuery(gap.id));
        const others = texts.filter((each) => each !== gap.label).slice(0, WORDINGS);
        const article = await write(
          gap.id,
          gap.label,
          others.map((each) => each.slice(0, LONGEST)),
        );
        go(`/knowledge/articles/${article}/edit?back=/bot/learning`);
      }),
  };
}
