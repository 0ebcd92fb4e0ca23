import { Tag } from "antd";
import { useNow } from "@/shell/hooks/now";
import { useLanguage, useT } from "@/shell/hooks/text";
import { Countdown } from "@/ui/countdown";
import { amountText } from "@/ui/money";
import type { ComplaintRow, Stage } from "../api/complaints";
import { span } from "../api/figures";
import styles from "./complaints.module.css";

const COLOURS: Record<Stage, string> = {
  new: "error",
  working: "processing",
  offered: "warning",
  chosen: "processing",
  solved: "success",
  closed: "default",
};

export function StageTag({ stage }: { stage: Stage }) {
  const t = useT();
  return (
    <Tag color={COLOURS[stage]} style={{ marginInlineEnd: 0 }}>
      {t(`complaints:stage.${stage}`)}
    </Tag>
  );
}

/** How grave it is, 1 the gravest. */
export function LevelMark({ level }: { level: number }) {
  const t = useT();
  return (
    <span className={`${styles.level} ${styles[`level${level}`] ?? ""}`}>
      {t(`complaints:level.${level}`)}
    </span>
  );
}

/** An amount in fen. */
export function useYuan(): (amount: number, currency?: string) => string {
  const language = useLanguage();
  return (amount, currency = "CNY") => amountText(amount, currency, language);
}

/** Seconds in words. */
export function useSpan(): (seconds: number | null) => string {
  const t = useT();
  return (seconds) => {
    const found = span(seconds);
    return found ? t(`complaints:span.${found.unit}`, { count: found.count }) : "–";
  };
}

type ClockProps = { row: ComplaintRow; kind: "calm" | "solve" };

/** What is left until the customer is calmed, or all is put right; nothing once it is done. */
export function Clock({ row, kind }: ClockProps) {
  const t = useT();
  const now = useNow();
  const done = kind === "calm" ? row.calm_at : row.solved_at;
  if (done || row.closed_at) return null;
  const due = kind === "calm" ? row.calm_due_at : row.solve_due_at;
  const seconds = (Date.parse(due) - now) / 1000;
  const whole = (Date.parse(due) - Date.parse(row.filed_at)) / 1000;
  const level = seconds <= 0 ? "late" : seconds < whole / 4 ? "due" : "calm";
  const days = (count: number) => t("complaints:span.d", { count });
  return (
    <span className={styles.clock}>
      <span className={styles.quiet}>{t(`complaints:clock.${kind}`)}</span>
      <Countdown
        left={{ level, seconds }}
        title={t(`complaints:clock.${kind}.${level === "late" ? "late" : "left"}`)}
        days={days}
      />
    </span>
  );
}
