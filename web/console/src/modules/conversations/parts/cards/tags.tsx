import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Summary } from "@/api/types";
import type { CardProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { Tags } from "@/shell/hooks/tags";
import { useT } from "@/shell/hooks/text";
import { useHeld } from "../../api/store";
import { proposedTagsQuery, setTags, tagsQuery } from "../../api/tags";
import styles from "./panel.module.css";

/** What else a conversation is about (会话标签), with those proposed that the like have. */
export default function TagsCard({ id }: CardProps) {
  const summary = useHeld((state) => state.summaries[id]);
  return summary ? <OfConversation summary={summary} /> : null;
}

function OfConversation({ summary }: { summary: Summary }) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const client = useQueryClient();
  const editable =
    allowed("conversations.reply") &&
    (summary.assignee?.id === me.id || allowed("conversations.override"));
  const { data: known = [] } = useQuery({ ...tagsQuery, enabled: editable });
  const said = useHeld(
    (state) =>
      state.threads[summary.id]?.messages.findLast(({ sender }) => sender.kind === "customer")
        ?.number ?? 0,
  );
  const { data: proposed = [] } = useQuery({
    ...proposedTagsQuery(summary.id, said),
    enabled: editable,
  });
  if (!editable && summary.tags.length === 0)
    return <p className={styles.quiet}>{t("conversations:tags.none")}</p>;
  const change = (tags: string[]) =>
    setTags(summary.id, tags)
      .then(() => client.invalidateQueries({ queryKey: tagsQuery.queryKey }))
      .catch(notices.failed);
  return (
    <Tags
      tags={summary.tags}
      editable={editable}
      known={known}
      proposed={proposed}
      onChange={(tags) => void change(tags)}
    />
  );
}
