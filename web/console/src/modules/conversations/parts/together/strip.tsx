import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Participant, Summary } from "@/api/types";
import { usePresences } from "@/shell/hooks/directory";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { dismiss, handBack, partOf, withdraw } from "../../api/together";
import styles from "./strip.module.css";

/** Names of colleagues by id, as far as they are known. */
export function useNameOf(): (id: string) => string {
  const people = usePresences();
  return (id) => people.find((each) => each.staff_id === id)?.name ?? "";
}

function Chip({ summary, part }: { summary: Summary; part: Participant }) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const name = useNameOf()(part.id);
  const lets =
    part.role !== "offered" &&
    part.id !== me.id &&
    (summary.assignee?.id === me.id || allowed("conversations.override"));
  return (
    <li className={styles.chip}>
      {t(`conversations:part.${part.offer_until ? "offered" : part.role}`, { name })}
      {part.offer_until && summary.assignee?.id === me.id && (
        <button type="button" onClick={() => withdraw(summary.id).catch(notices.failed)}>
          {t("conversations:offer.withdraw")}
        </button>
      )}
      {lets && (
        <button
          type="button"
          aria-label={t("conversations:part.remove", { name })}
          title={t("conversations:part.remove", { name })}
          onClick={() => dismiss(summary.id, part.id).catch(notices.failed)}
        >
          <CloseOutlined />
        </button>
      )}
    </li>
  );
}

/** Who else takes part in this conversation, and how I leave it (参与者). */
export function Strip({ summary }: { summary: Summary }) {
  const t = useT();
  const me = useMe();
  const notices = useNotices();
  const mine = partOf(summary, me.id);
  const nameOf = useNameOf();
  const before =
    summary.assignee?.id === me.id && summary.participants.find((each) => each.role === "before");
  const name = before ? nameOf(before.id) : "";
  const leaves = mine !== undefined && mine.role !== "offered";
  if (summary.participants.length === 0) return null;
  return (
    <div className={styles.strip}>
      <ul aria-label={t("conversations:part")}>
        {summary.participants.map((part) => (
          <Chip key={part.id} summary={summary} part={part} />
        ))}
      </ul>
      {before && (
        <Button
          size="small"
          onClick={() =>
            handBack(summary.id).then(
              () => notices.done(t("conversations:hand_back.done", { name })),
              notices.failed,
            )
          }
        >
          {t("conversations:hand_back", { name })}
        </Button>
      )}
      {leaves && (
        <button
          type="button"
          className={styles.leave}
          onClick={() => dismiss(summary.id, me.id).catch(notices.failed)}
        >
          {t("conversations:part.leave")}
        </button>
      )}
    </div>
  );
}
