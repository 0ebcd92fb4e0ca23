import { useFormat, useT } from "@/shell/hooks/text";
import type { Point } from "../api/surges";
import styles from "./surges.module.css";

const WIDTH = 480;
const HEIGHT = 100;

/** New conversations of every five minutes as bars, what is usual as a line (进线量). */
export function Chart({ series }: { series: Point[] }) {
  const t = useT();
  const format = useFormat();
  const first = series[0];
  const last = series.at(-1);
  if (!first || !last) return null;
  const top = Math.max(5, ...series.flatMap((each) => [each.arrivals, each.usual ?? 0]));
  const step = WIDTH / series.length;
  const height = (value: number) => (value / top) * (HEIGHT - 4);
  const total = series.reduce((sum, each) => sum + each.arrivals, 0);
  const known = series.flatMap((each) => (each.usual === null ? [] : [each.usual]));
  const usual = known.length ? Math.round(known.reduce((sum, each) => sum + each, 0)) : null;
  const words =
    usual === null
      ? t("surges:chart.words.alone", { total })
      : t("surges:chart.words", { total, usual });
  const line = series
    .map((each, at) =>
      each.usual === null
        ? ""
        : `${at * step},${HEIGHT - height(each.usual)} ${(at + 1) * step},${HEIGHT - height(each.usual)}`,
    )
    .join(" ");
  return (
    <figure className={styles.chart}>
      <div className={styles.plot}>
        <span className={styles.top}>{Math.round(top)}</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words}
        >
          <title>{words}</title>
          {series.map((each, at) => (
            <rect
              key={each.at}
              x={at * step + 1}
              y={HEIGHT - height(each.arrivals)}
              width={Math.max(1, step - 2)}
              height={height(each.arrivals)}
              className={styles.arrivals}
            >
              <title>
                {t("surges:chart.point", {
                  at: format.time(each.at),
                  count: each.arrivals,
                  usual: each.usual === null ? "–" : Math.round(each.usual),
                })}
              </title>
            </rect>
          ))}
          {known.length > 0 && <polyline points={line} className={styles.usual} />}
        </svg>
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{format.time(first.at)}</span>
        <span>{format.time(last.at)}</span>
      </div>
      <figcaption className={styles.quiet}>
        {words}{" "}
        <span className={styles.legend}>
          <i className={styles.legendBar} /> {t("surges:chart.arrivals")}{" "}
          <i className={styles.legendLine} /> {t("surges:chart.usual")}
        </span>
      </figcaption>
    </figure>
  );
}
