import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Counted, type Figures, percent } from "../api/figures";
import { useCauseName } from "./cause";
import styles from "./complaints.module.css";
import sums from "./figures.module.css";
import { useSpan, useYuan } from "./marks";
import { Sums } from "./sums";

type Line = Counted & { key: string; name: string };

/** In all, then by level, cause, product and shop; each with its time, kept promises and cost. */
export function FiguresView({ figures }: { figures: Figures }) {
  const t = useT();
  const causeName = useCauseName();
  const levels = figures.levels.map((one) => ({
    ...one,
    key: String(one.level),
    name: t(`complaints:level.${one.level}`),
  }));
  const causes = figures.causes.map((one) => ({
    ...one,
    key: one.id ?? "",
    name: causeName(one.id) || one.name || t("complaints:cause.unknown"),
  }));
  const shops = figures.shops.map((one) => ({ ...one, key: one.id ?? "" }));
  const products = figures.products.map((one) => ({ ...one, key: one.word, name: one.word }));
  return (
    <>
      <Section>
        <Total total={figures.total} />
      </Section>
      <Lines title={t("complaints:by.level")} lines={levels} />
      <Lines title={t("complaints:by.cause")} lines={causes} />
      <Lines title={t("complaints:by.product")} lines={products} />
      {shops.length > 1 && <Lines title={t("complaints:by.shop")} lines={shops} />}
      <p className={styles.quiet}>{t("complaints:figures.definitions")}</p>
    </>
  );
}

function Total({ total }: { total: Counted }) {
  const say = useSpan();
  const yuan = useYuan();
  const shown: [string, string][] = [
    ["complaints", String(total.complaints)],
    ["open", String(total.open)],
    ["calm", say(total.calm_p50_s)],
    ["solve", say(total.solve_p50_s)],
    ["kept", percent(total.solve_kept)],
    ["reopened", percent(total.reopened_share)],
    ["satisfaction", total.satisfaction === null ? "–" : total.satisfaction.toFixed(1)],
    ["compensation", yuan(total.compensation)],
  ];
  return <Sums shown={shown} />;
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const t = useT();
  const say = useSpan();
  const yuan = useYuan();
  if (lines.length === 0) return null;
  const columns = ["complaints", "open", "calm", "solve", "kept", "reopened", "compensation"];
  return (
    <Section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={sums.wide} aria-label={title} tabIndex={0}>
        <table className={sums.table}>
          <thead>
            <tr>
              <th>{title}</th>
              {columns.map((name) => (
                <th key={name}>{t(`complaints:figure.${name}.short`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((one) => (
              <tr key={one.key}>
                <td>{one.name}</td>
                <td>{one.complaints}</td>
                <td>{one.open}</td>
                <td>{say(one.calm_p50_s)}</td>
                <td>{say(one.solve_p50_s)}</td>
                <td>{percent(one.solve_kept)}</td>
                <td>{percent(one.reopened_share)}</td>
                <td>{yuan(one.compensation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
