import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import { about } from "../api/duration";
import styles from "./procedures.module.css";
import { useMomentText } from "./said";

const SOON = 60;

type Props = { at: string | null; live: boolean };

/** How long there is left, by the one colour scale: calm, soon, late; the moment in the tooltip. */
export function Due({ at, live }: Props) {
  const t = useT();
  const moment = useMomentText();
  const now = useNow();
  if (!at) return <span className={styles.quiet}>{t("procedures:limit.none")}</span>;
  if (!live) return <time dateTime={at}>{moment(at)}</time>;
  const left = (Date.parse(at) - now) / 60_000;
  const { amount, unit } = about(Math.abs(left));
  const time = t(`procedures:unit.${unit}`, { count: amount });
  const tone = left < 0 ? "late" : left < SOON ? "soon" : "calm";
  return (
    <time dateTime={at} className={styles.due} data-tone={tone} title={moment(at)}>
      {t(left < 0 ? "procedures:due.late" : "procedures:due.left", { time })}
    </time>
  );
}
