import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { botQuery, changeBot } from "./bot";
import type { BotChange } from "./shapes";

/** Changes something of the bot at once, and offers the way back. */
export function useChange() {
  const t = useT();
  const notices = useNotices();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const change = async (body: BotChange, back: BotChange): Promise<boolean> => {
    setBusy(true);
    try {
      client.setQueryData(botQuery.queryKey, await changeBot(body));
      notices.undoable(t("shell:saved"), () => void change(back, body));
      return true;
    } catch (reason) {
      notices.failed(reason);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, change };
}
