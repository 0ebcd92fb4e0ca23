import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { CardProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import {
  type Complaint,
  calm,
  ofTicketQuery,
  solved,
  useComplaintMove,
  useFreshComplaints,
} from "../../api/complaints";
import { useCauseName } from "../cause";
import styles from "../complaints.module.css";
import { Clock, StageTag, useSpan } from "../marks";
import { After } from "./after";
import { AlikePart } from "./alike";
import { LevelPart } from "./level";
import { Offers } from "./offers";

/** The complaint a ticket is: how grave, what was offered, what came of it (工单的投诉). */
export default function ComplaintCard({ id }: CardProps) {
  const { data, error } = useQuery(ofTicketQuery(id));
  useFreshComplaints();
  if (error && !data) throw error;
  if (data === undefined) return <RowsSkeleton rows={3} />;
  // The ticket is no complaint: the page shows nothing of it.
  if (data === null) return <span data-nothing="" />;
  return <Whole one={data} />;
}

function Whole({ one }: { one: Complaint }) {
  const t = useT();
  const cause = useCauseName()(one.cause_id);
  return (
    <>
      <p className={styles.line}>
        <StageTag stage={one.stage} />
        <Clock row={one} kind="calm" />
        <Clock row={one} kind="solve" />
        <Done one={one} />
      </p>
      <p className={styles.quiet}>
        {[
          one.wish && t("complaints:wish.of", { wish: one.wish }),
          cause && t("complaints:cause.of", { cause }),
          one.products.length > 0 && one.products.join("、"),
          one.earlier.complaints > 0 && t("complaints:earlier", { count: one.earlier.complaints }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Acts one={one} />
      <LevelPart one={one} />
      <Offers one={one} />
      <After one={one} />
      <AlikePart one={one} />
    </>
  );
}

/** How long it took to calm and to solve. */
function Done({ one }: { one: Complaint }) {
  const t = useT();
  const say = useSpan();
  return (
    <>
      {one.calm_seconds !== null && (
        <span className={styles.quiet}>
          {t("complaints:calmed.in", { span: say(one.calm_seconds) })}
        </span>
      )}
      {one.solve_seconds !== null && (
        <span className={styles.quiet}>
          {t("complaints:solved.in", { span: say(one.solve_seconds) })}
        </span>
      )}
      {one.reopened > 0 && <span>{t("complaints:reopened", { count: one.reopened })}</span>}
    </>
  );
}

function Acts({ one }: { one: Complaint }) {
  const t = useT();
  const notices = useNotices();
  const calming = useComplaintMove(calm);
  const solving = useComplaintMove(solved);
  const open = one.stage !== "closed" && one.stage !== "solved";
  const may = { calm: one.may.file && !one.calm_at && open, solve: one.stage === "chosen" };
  if (!may.calm && !(may.solve && one.may.offer)) return null;
  return (
    <div className={styles.acts}>
      {may.calm && (
        <Button
          size="small"
          loading={calming.isPending}
          onClick={() => calming.mutate(one, { onError: notices.failed })}
        >
          {t("complaints:calm.mark")}
        </Button>
      )}
      {may.solve && one.may.offer && (
        <Button
          size="small"
          loading={solving.isPending}
          onClick={() => solving.mutate(one, { onError: notices.failed })}
        >
          {t("complaints:solve.mark")}
        </Button>
      )}
    </div>
  );
}
