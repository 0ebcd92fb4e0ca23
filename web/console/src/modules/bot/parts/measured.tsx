import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { percent } from "../api/figures";
import type { Change, Measured as Figures, Moved } from "../api/shapes";
import { sharesOf } from "../api/tests";
import { rehearsalQuery } from "../api/versions";
import styles from "./measured.module.css";

const SHOWN = ["right", "answered", "offered", "refused"] as const;

/** How far a share moves, in points, with its sign; nothing where it does not. */
export function points(before: number | null, after: number | null): string {
  if (before === null || after === null) return "";
  const moved = Math.round(after * 100) - Math.round(before * 100);
  if (moved === 0) return "";
  return moved > 0 ? `+${moved}` : `${moved}`;
}

function toneOf(before: number | null, after: number | null): "good" | "bad" | "same" {
  const moved = points(before, after);
  if (moved === "") return "same";
  return moved.startsWith("+") ? "good" : "bad";
}

function Does({ kind, title }: Moved["before"]) {
  const t = useT();
  return (
    <span>
      {t(`bot:kind.${kind}`)}
      {title && (kind === "answer" || kind === "choices") && (
        <q className={styles.title}>{title}</q>
      )}
    </span>
  );
}

function MovedRow({ moved }: { moved: Moved }) {
  const t = useT();
  return (
    <li data-tone={moved.mended ? "good" : "bad"}>
      <p className={styles.question}>
        <b>{t(moved.mended ? "bot:measured.mended" : "bot:measured.broken")}</b> {moved.question}
      </p>
      <p className={styles.way}>
        <Does {...moved.before} /> <span aria-hidden="true">→</span> <Does {...moved.after} />
      </p>
      <p className={styles.quiet}>
        {moved.wanted === null
          ? t("bot:tests.nobody")
          : t("bot:measured.wanted", { title: moved.wanted })}
      </p>
    </li>
  );
}

/** What a change does to the test questions (前后对比): before and after, and which ones move. */
export function Measured({ rehearsal }: { rehearsal: Figures }) {
  const t = useT();
  const before = sharesOf(rehearsal.before);
  const after = sharesOf(rehearsal.after);
  const { asked, of, broken, mended, moved } = rehearsal;
  return (
    <div className={styles.measured}>
      <dl className={styles.figures}>
        {SHOWN.map((name) => (
          <div key={name}>
            <dt>{t(`bot:measured.${name}`)}</dt>
            <dd className="tnum">
              {percent(before[name])} <span aria-hidden="true">→</span>{" "}
              <b>{percent(after[name])}</b>{" "}
              <span className={styles.delta} data-tone={toneOf(before[name], after[name])}>
                {points(before[name], after[name])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <details className={styles.moved} open={moved.length > 0 && moved.length <= 6}>
        <summary>
          {broken + mended === 0
            ? t("bot:measured.nothing", { count: asked })
            : t("bot:measured.moved", { broken, mended, count: asked })}
          {asked < of && ` ${t("bot:measured.part", { asked, of })}`}
        </summary>
        {moved.length > 0 && (
          <ul>
            {moved.map((each) => (
              <MovedRow key={each.question_id} moved={each} />
            ))}
          </ul>
        )}
        {broken + mended > moved.length && moved.length > 0 && (
          <p className={styles.quiet}>{t("bot:measured.first", { count: moved.length })}</p>
        )}
      </details>
    </div>
  );
}

type Props = { change: Change; onMeasured?: (id: string | null) => void };

/** Measures a change by itself before it goes live, and hands on what names the measurement. */
export function MeasuredChange({ change, onMeasured }: Props) {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const { data, error, isFetching, refetch } = useQuery(rehearsalQuery(change));
  const id = data && !isFetching ? data.id : null;
  useEffect(() => onMeasured?.(id), [id, onMeasured]);
  if (isFetching) {
    return (
      <div aria-live="polite">
        <p className={styles.quiet}>{t("bot:measured.busy")}</p>
        <RowsSkeleton rows={2} />
      </div>
    );
  }
  if (error) {
    return (
      <Alert
        type="warning"
        showIcon
        title={sentence(error)}
        action={
          <Button size="small" onClick={() => void refetch()}>
            {t("shell:retry")}
          </Button>
        }
      />
    );
  }
  if (!data) return null;
  if (data.asked > 0) return <Measured rehearsal={data} />;
  return (
    <Alert
      type="info"
      showIcon
      title={t("bot:measured.none")}
      action={
        <Button size="small" onClick={() => go("/bot/tests")}>
          {t("bot:measured.none.go")}
        </Button>
      }
    />
  );
}
