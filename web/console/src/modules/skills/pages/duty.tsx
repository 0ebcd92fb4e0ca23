import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { serverNow } from "@/shell/hooks/now";
import { useLanguage, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { dutyQuery, useRemoveShift } from "../api/duty";
import { matrixQuery } from "../api/matrix";
import { daysOf, mondayOf, shifted } from "../api/week";
import styles from "../parts/duty.module.css";
import { DutyList, DutyWeek } from "../parts/duty-week";
import { ShiftDialog } from "../parts/shift-dialog";

type Adding = { staff: string | undefined; day: number | undefined };

/** Duty 值班: which expert takes work when. */
export default function DutyPage() {
  const t = useT();
  const phone = usePhone();
  const language = useLanguage();
  const sentence = useSentence();
  const [monday, setMonday] = useState(() => mondayOf(new Date(serverNow())));
  const [adding, setAdding] = useState<Adding | null>(null);
  const matrix = useQuery(matrixQuery);
  const duty = useQuery(dutyQuery(monday));
  const remove = useRemoveShift();
  const days = daysOf(monday);
  const failure = matrix.error ?? duty.error;
  const everybody = matrix.data?.rows ?? [];
  const shifts = duty.data ?? [];
  const shown = everybody.filter(
    (each) => each.grade === "expert" || shifts.some((shift) => shift.staff_id === each.staff_id),
  );
  const range = new Intl.DateTimeFormat(language, { month: "short", day: "numeric" });
  return (
    <Page
      wide
      title={t("skills:duty")}
      lead={t("skills:duty.lead")}
      actions={
        <Button type="primary" onClick={() => setAdding({ staff: undefined, day: undefined })}>
          {t("skills:duty.add")}
        </Button>
      }
    >
      <Section>
        <div className={styles.tools}>
          <Button
            icon={<LeftOutlined />}
            aria-label={t("skills:duty.before")}
            onClick={() => setMonday(shifted(monday, -7))}
          />
          <Button onClick={() => setMonday(mondayOf(new Date(serverNow())))}>
            {t("skills:duty.now")}
          </Button>
          <Button
            icon={<RightOutlined />}
            aria-label={t("skills:duty.after")}
            onClick={() => setMonday(shifted(monday, 7))}
          />
          <strong className="tnum">{range.formatRange(monday, shifted(monday, 6))}</strong>
        </div>
        {failure && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(failure)}
            retry={() => void Promise.all([matrix.refetch(), duty.refetch()])}
            retryLabel={t("shell:retry")}
          />
        )}
        {!failure && !(matrix.data && duty.data) && <RowsSkeleton rows={4} />}
        {matrix.data && duty.data && shown.length === 0 && !phone && (
          <EmptyState title={t("skills:duty.none")} hint={t("skills:duty.none.hint")} />
        )}
        {matrix.data && duty.data && phone && (
          <DutyList days={days} people={everybody} shifts={shifts} remove={remove} />
        )}
        {matrix.data && duty.data && !phone && shown.length > 0 && (
          <DutyWeek
            days={days}
            people={shown}
            shifts={shifts}
            add={(staff, day) => setAdding({ staff, day })}
            remove={remove}
          />
        )}
      </Section>
      {adding && (
        <ShiftDialog
          people={everybody}
          monday={monday}
          given={adding}
          close={() => setAdding(null)}
        />
      )}
    </Page>
  );
}
