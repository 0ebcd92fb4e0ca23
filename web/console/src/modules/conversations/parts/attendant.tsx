import { useEffect } from "react";
import { useAttention } from "@/shell/hooks/attention";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { alertFor } from "../api/alerts";
import { useEntitiesFeed } from "../api/entities";
import { onNews, useKeepBoxes } from "../api/feed";
import { adoptOutbox } from "../api/sender";
import { useUnread } from "../api/unread";

/** Calls for attention wherever in the console one is; sends what is unsent. */
export default function Attendant() {
  const t = useT();
  const me = useMe();
  const call = useAttention();
  const unread = useUnread(me.id);
  useKeepBoxes(me.id);
  useEntitiesFeed();
  useEffect(() => void adoptOutbox(me.id), [me.id]);
  useEffect(
    () =>
      onNews((frame, before) => {
        const alert = alertFor(frame, me.id, before);
        if (!alert) return;
        const path = `/conversations/${alert.conversation}`;
        const looking = document.hasFocus() && location.pathname.endsWith(path);
        call({ ...alert, tag: alert.conversation, path }, looking);
      }),
    [me.id, call],
  );
  useEffect(() => {
    const name = t("shell:name");
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [unread, t]);
  return null;
}
