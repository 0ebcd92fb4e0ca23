import { Button } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Complaint } from "../../api/complaints";
import { useCauseName } from "../cause";
import styles from "../complaints.module.css";
import { FollowUpDialog, LessonDialog } from "./after-dialogs";

/** Whether it is settled, how content the customer is, and what was learned. */
export function After({ one }: { one: Complaint }) {
  const t = useT();
  const [asking, setAsking] = useState<"follow" | "learn" | null>(null);
  const settled = one.stage === "solved" || one.stage === "closed";
  const shown = settled || one.follow_up || one.lesson || one.stage === "chosen";
  if (!shown) return null;
  return (
    <section className={styles.part} aria-label={t("complaints:after")}>
      <h3>{t("complaints:after")}</h3>
      <Asked one={one} />
      <Learned one={one} />
      {one.may.file && (
        <div className={styles.acts}>
          {one.stage === "solved" && (
            <Button size="small" onClick={() => setAsking("follow")}>
              {t("complaints:follow.note")}
            </Button>
          )}
          <Button size="small" onClick={() => setAsking("learn")}>
            {t(one.lesson ? "complaints:lesson.change" : "complaints:lesson.write")}
          </Button>
        </div>
      )}
      {asking === "follow" && <FollowUpDialog one={one} close={() => setAsking(null)} />}
      {asking === "learn" && <LessonDialog one={one} close={() => setAsking(null)} />}
    </section>
  );
}

function Asked({ one }: { one: Complaint }) {
  const t = useT();
  const format = useFormat();
  const said = one.follow_up;
  if (!said) return <p className={styles.quiet}>{t("complaints:follow.none")}</p>;
  if (said.settled === null) {
    return (
      <p className={styles.quiet}>
        {t("complaints:follow.asked", { moment: format.short(said.asked_at) })}
      </p>
    );
  }
  const parts = [
    t(said.settled ? "complaints:follow.settled" : "complaints:follow.unsettled"),
    said.score !== null && t("complaints:follow.score", { score: said.score }),
    said.via && t(`complaints:via.${said.via}`),
  ];
  return (
    <>
      <p>{parts.filter(Boolean).join(" · ")}</p>
      {said.words && <p className={styles.words}>{said.words}</p>}
    </>
  );
}

function Learned({ one }: { one: Complaint }) {
  const t = useT();
  const cause = useCauseName()(one.lesson?.cause_id ?? null);
  if (!one.lesson) return <p className={styles.quiet}>{t("complaints:lesson.none")}</p>;
  return (
    <p>
      <span className={styles.quiet}>
        {[t("complaints:lesson"), cause, one.lesson.by_name].filter(Boolean).join(" · ")}
      </span>
      <br />
      {t("complaints:lesson.wrong.of", { text: one.lesson.wrong })}
      <br />
      {t("complaints:lesson.prevent.of", { text: one.lesson.prevent })}
    </p>
  );
}
