import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Summary } from "@/api/types";
import { useSettled } from "@/shell/hooks/settled";
import { useFormat, useT } from "@/shell/hooks/text";
import { type Lines, summaryQuery, wordedQuery } from "../../api/summary";
import styles from "./summary-line.module.css";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  );
}

/** The model's lines, marked as such; who waits for them is told so. */
function Worded({ lines, asking }: { lines: readonly string[]; asking: boolean }) {
  const t = useT();
  if (asking) return <p className={styles.source}>{t("conversations:summary.asking")}</p>;
  if (lines.length === 0)
    return <p className={styles.source}>{t("conversations:summary.extract")}</p>;
  return (
    <div className={styles.worded} data-worded>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.source}>{t("conversations:summary.worded")}</p>
    </div>
  );
}

function Whole({ lines }: { lines: Lines }) {
  const t = useT();
  return (
    <dl className={styles.whole}>
      <Listed title={t("conversations:summary.wanted")} lines={lines.wanted} />
      <Listed title={t("conversations:summary.answered")} lines={lines.answered} />
      {lines.articles.length > 0 && (
        <Part title={t("conversations:summary.articles")}>
          <ul>
            {lines.articles.map((each) => (
              <li key={each.article_id}>
                <Link to={`/knowledge/articles/${each.article_id}` as never} target="_blank">
                  {each.title}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {lines.numbers.length > 0 && (
        <Part title={t("conversations:summary.numbers")}>
          <span className="tnum">{lines.numbers.join(" · ")}</span>
        </Part>
      )}
    </dl>
  );
}

/** A conversation in a line that opens (小结): for who takes it over, and for long ones. */
export default function SummaryLine({ summary }: { summary: Summary }) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const number = useSettled(summary.number);
  const { data } = useQuery(summaryQuery(summary.id, number));
  const worded = useQuery({
    ...wordedQuery(summary.id, number),
    enabled: open && data?.can_word === true,
  });
  if (!data) return null;
  const wanted = data.wanted[0];
  const Sign = open ? UpOutlined : DownOutlined;
  return (
    <section className={styles.box} aria-label={t("conversations:summary")}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <strong>{t("conversations:summary")}</strong>
        <span className={styles.wanted}>
          {wanted ? t("conversations:summary.line", { wanted }) : t("conversations:summary.none")}
        </span>
        <span className={styles.waits}>
          {t(`conversations:summary.waits.${data.waits}`, {
            at: data.since ? format.short(data.since) : "",
          })}
        </span>
        <Sign aria-hidden />
      </button>
      {open && data.can_word && (
        <Worded lines={worded.data?.worded ?? data.worded} asking={worded.isFetching} />
      )}
      {open && <Whole lines={data} />}
    </section>
  );
}
