import { useFormat, useT } from "@/shell/hooks/text";
import { percent } from "../../api/figures";
import type { RunBrief } from "../../api/shapes";
import { lineOf, sharesOf } from "../../api/tests";
import rows from "../rows.module.css";
import styles from "./tests.module.css";

/** How right and how often it answered, run by run; the dashed line is the promise. */
export function RunCurve({ runs, promised }: { runs: RunBrief[]; promised: number }) {
  const t = useT();
  const format = useFormat();
  const first = runs.at(-1);
  const last = runs[0];
  if (!first || !last) return null;
  const [was, is] = [sharesOf(first.figures), sharesOf(last.figures)];
  const words = t("bot:run.curve", {
    count: runs.length,
    right: percent(was.right),
    right_now: percent(is.right),
    answered: percent(was.answered),
    answered_now: percent(is.answered),
  });
  const goal = 38 - promised * 36;
  return (
    <figure className={styles.curve}>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={words}>
        <line x1="0" x2="100" y1={goal} y2={goal} className={styles.goal} />
        <polyline points={lineOf(runs, "answered")} className={styles.answered} />
        <polyline points={lineOf(runs, "right")} className={styles.right} />
      </svg>
      <figcaption className={rows.quiet}>
        <span>{format.day(first.at)}</span>
        <span>
          <i className={styles.right} /> {t("bot:run.right")} <i className={styles.answered} />{" "}
          {t("bot:run.answered")}
        </span>
        <span>{format.day(last.at)}</span>
      </figcaption>
      <p className={rows.quiet}>{words}</p>
    </figure>
  );
}
