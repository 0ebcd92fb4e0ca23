import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { situationQuery } from "../api/surges";
import styles from "./surges.module.css";

/** Says on every page that a surge is on: a bar for who leads, a quiet line for all others. */
export default function StageBar() {
  const t = useT();
  const format = useFormat();
  const leads = useCan()("routing.surge");
  const { data } = useQuery(situationQuery);
  if (!data?.stage || !data.since) return null;
  const words = { stage: t(`surges:stage.${data.stage}`), time: format.short(data.since) };
  if (!leads) {
    return (
      <p className={styles.hint} role="status">
        {t(`surges:hint.${data.stage}`)}
      </p>
    );
  }
  return (
    <div className={styles.bar} data-stage={data.stage} role="status">
      <strong>{t("surges:bar", words)}</strong>{" "}
      <span>{t(data.by_hand ? "surges:bar.declared" : "surges:bar.measured")}</span>{" "}
      <Link to={"/surges" as never}>{t("surges:bar.open")}</Link>
    </div>
  );
}
