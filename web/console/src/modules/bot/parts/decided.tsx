import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { percent } from "../api/figures";
import type { Decision } from "../api/shapes";
import styles from "./try.module.css";

type Props = { asked: string; decision: Decision; choose: (label: string) => void };

function Candidates({ decision }: { decision: Decision }) {
  const t = useT();
  const { candidates, threshold, near_from: near } = decision;
  if (candidates.length === 0) return <p className={styles.quiet}>{t("bot:try.found.none")}</p>;
  return (
    <ul className={styles.lines}>
      {candidates.map((row) => (
        <li key={row.article_id}>
          <span>
            <Link to={`/knowledge/articles/${row.article_id}` as never} target="_blank">
              {row.title}
            </Link>
            {row.matched && row.matched !== row.title && (
              <span className={styles.quiet}> {t("bot:try.matched", { words: row.matched })}</span>
            )}
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.fill} style={{ width: `${row.likely * 100}%` }} />
            <span className={styles.near} style={{ insetInlineStart: `${near * 100}%` }} />
            <span className={styles.line} style={{ insetInlineStart: `${threshold * 100}%` }} />
          </span>
          <span className="tnum">{percent(row.likely)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Titles as the sentences above name them: by their places, where there are several. */
function listOf(titles: string[]): string {
  return titles.map((title, at) => (titles.length > 1 ? `[${at + 1}] ${title}` : title)).join("; ");
}

/** What the bot would say to this, as the customer would see it, and what led to it. */
export function Decided({ asked, decision, choose }: Props) {
  const t = useT();
  return (
    <>
      <Section
        title={t(`bot:kind.${decision.kind}`)}
        lead={t(decision.sources.length > 0 ? "bot:try.why" : `bot:kind.${decision.kind}.why`, {
          needed: percent(decision.threshold),
          near: percent(decision.near_from),
        })}
        extra={decision.reason && <Tag color="warning">{t(`bot:reason.${decision.reason}`)}</Tag>}
      >
        <div className={styles.talk}>
          <p className={styles.asked}>{asked}</p>
          {decision.words && <p className={styles.said}>{decision.words}</p>}
          {decision.sources.length > 0 && (
            <p className={styles.quiet}>
              {t("bot:try.worded", { titles: listOf(decision.sources) })}
            </p>
          )}
          {decision.unworded && (
            <p className={styles.quiet}>{t(`bot:try.unworded.${decision.unworded}`)}</p>
          )}
          {decision.choices.length > 0 && (
            <div className={styles.choices}>
              {decision.choices.map((label) => (
                <Button key={label} onClick={() => choose(label)}>
                  {label}
                </Button>
              ))}
            </div>
          )}
        </div>
        {decision.heard.length > 0 && (
          <p className={styles.heard}>
            {t("bot:try.heard")}{" "}
            {decision.heard.map((each) => (
              <Tag key={each}>{t(`bot:heard.${each}`)}</Tag>
            ))}
          </p>
        )}
        <p className={styles.quiet}>
          {t(decision.thinking ? "bot:try.took" : "bot:try.words.only", { ms: decision.ms })}
        </p>
      </Section>
      <Section
        title={t("bot:try.found")}
        lead={t("bot:try.found.lead", {
          answerable: percent(decision.answerable),
          needed: percent(decision.threshold),
          near: percent(decision.near_from),
        })}
      >
        <Candidates decision={decision} />
      </Section>
    </>
  );
}
