import { Button } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import type { Now } from "../api/surges";
import { Chart } from "./chart";
import styles from "./surges.module.css";

type Props = { now: Now; declare: () => void; end: () => void };

/** How it stands: the stage, arrivals beside what is usual, and the two things one can do. */
export function StateCard({ now, declare, end }: Props) {
  const t = useT();
  const format = useFormat();
  const current = now.current;
  const minutes = Math.round(now.window_seconds / 60);
  return (
    <Section>
      <div className={styles.state}>
        <div>
          <p className={styles.stage} data-stage={current?.stage}>
            {t(`surges:stage.${current?.stage ?? "none"}`)}
          </p>
          <p className={styles.quiet}>
            {current
              ? [
                  t("surges:since", { time: format.short(current.started_at) }),
                  t(current.floor ? "surges:bar.declared" : "surges:bar.measured"),
                  current.calm_since
                    ? t("surges:calm", { time: format.time(current.calm_since) })
                    : "",
                ]
                  .filter(Boolean)
                  .join(" · ")
              : t(now.automatic ? "surges:watching" : "surges:by.hand.only", { least: now.least })}
          </p>
        </div>
        <div className={styles.buttons}>
          {current && <Button onClick={end}>{t("surges:end")}</Button>}
          <Button type={current ? "default" : "primary"} onClick={declare}>
            {t(current ? "surges:change" : "surges:declare")}
          </Button>
        </div>
      </div>
      <dl className={styles.numbers}>
        <div>
          <dt>{t("surges:arrivals", { count: minutes })}</dt>
          <dd>{now.arrivals}</dd>
        </div>
        <div>
          <dt>{t("surges:usual")}</dt>
          <dd>{now.usual === null ? "–" : Math.round(now.usual * 10) / 10}</dd>
        </div>
        <div>
          <dt>{t("surges:percent")}</dt>
          <dd>{now.percent === null ? "–" : `${now.percent} %`}</dd>
        </div>
      </dl>
      {now.usual === null && <p className={styles.quiet}>{t("surges:usual.unknown")}</p>}
      <Chart series={now.series} />
    </Section>
  );
}
