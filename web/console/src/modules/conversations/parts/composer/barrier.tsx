import { Button } from "antd";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { pick, reopen, transfer } from "../../api/actions";
import { answersBeside, stepIn } from "../../api/together";
import styles from "./composer.module.css";

export type BarrierKind = "closed" | "queued" | "other" | null;

/** Why one cannot answer here and now. */
export function barrierFor(summary: Summary, me: string): BarrierKind {
  if (summary.state === "closed") return "closed";
  if (summary.assignee?.id === me || answersBeside(summary, me)) return null;
  return summary.assignee ? "other" : "queued";
}

/** Says who answers here, and offers to take over. */
export function Barrier({ summary }: { summary: Summary }) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const kind = barrierFor(summary, me.id);
  if (kind === null) return null;
  const run = (act: Promise<unknown>) => void act.catch(notices.failed);
  const says = summary.state === "bot" ? "bot" : kind;
  return (
    <div className={styles.barrier}>
      <span>{t(`conversations:barrier.${says}`, { name: summary.assignee?.name ?? "" })}</span>
      {kind === "closed" && allowed("conversations.close") && (
        <Button onClick={() => run(reopen(summary.id))}>{t("conversations:reopen")}</Button>
      )}
      {kind === "queued" && allowed("conversations.pick") && (
        <Button type="primary" onClick={() => run(pick(summary.id))}>
          {t("conversations:pick")}
        </Button>
      )}
      {kind === "other" && allowed("conversations.override") && (
        <Button onClick={() => run(stepIn(summary.id))}>{t("conversations:step_in")}</Button>
      )}
      {kind === "other" && allowed("conversations.transfer") && (
        <Button onClick={() => run(transfer(summary.id, { staff_id: me.id }, ""))}>
          {t("conversations:take_over")}
        </Button>
      )}
    </div>
  );
}
