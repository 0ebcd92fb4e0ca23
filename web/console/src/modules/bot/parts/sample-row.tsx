import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useEffect, useRef } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { percent } from "../api/figures";
import type { Sample } from "../api/shapes";
import rows from "./rows.module.css";
import styles from "./samples.module.css";

type Props = {
  sample: Sample;
  /** The one the keys act on. */
  current: boolean;
  busy: boolean;
  say: (verdict: "right" | "wrong") => void;
  teach: () => void;
  /** Makes a test question of it; none where nobody has said yet what would be right. */
  keep: (() => void) | undefined;
};

/** What was found of it, by whom, and where it was taught. */
function Judged({ sample }: { sample: Sample }) {
  const t = useT();
  if (!sample.verdict) return null;
  return (
    <p className={rows.facts}>
      <Tag color={sample.verdict === "right" ? "success" : "warning"}>
        {t(`bot:verdict.${sample.verdict}`)}
      </Tag>
      {sample.better && (
        <Link to={`/knowledge/articles/${sample.better.article_id}` as never} target="_blank">
          {sample.better.title}
        </Link>
      )}
      {sample.taught && <span>{t("bot:samples.taught")}</span>}
      {sample.checked_by && <span>{sample.checked_by}</span>}
    </p>
  );
}

/** A question, what the bot said to it, and the two clicks that judge it. */
export function SampleRow({ sample, current, busy, say, teach, keep }: Props) {
  const t = useT();
  const format = useFormat();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li ref={row} className={rows.judged} data-current={current}>
      <div>
        <p className={rows.asked}>{sample.question}</p>
        <p className={styles.answer}>{sample.words}</p>
        <p className={rows.facts}>
          {sample.kind !== "answer" && <span>{t(`bot:kind.${sample.kind}`)}</span>}
          {sample.article && (
            <Link to={`/knowledge/articles/${sample.article.article_id}` as never} target="_blank">
              {sample.article.title}
            </Link>
          )}
          {sample.likely !== null && (
            <span className="tnum">{t("bot:samples.sure", { share: percent(sample.likely) })}</span>
          )}
          {sample.rating && (
            <span data-tone={sample.rating === "helpful" ? "good" : "bad"}>
              {t(`bot:rated.${sample.rating}`)}
            </span>
          )}
          <span className="tnum">{format.short(sample.at)}</span>
          <Link
            to={`/conversations/${sample.conversation_id}` as never}
            search={{ box: "all" } as never}
          >
            {t("bot:samples.conversation")}
          </Link>
        </p>
        <Judged sample={sample} />
      </div>
      <div className={rows.acts}>
        <Button size="small" disabled={busy} onClick={() => say("right")}>
          {t("bot:verdict.right")} {current && <KeyCap combo="y" />}
        </Button>
        <Button size="small" disabled={busy} onClick={() => say("wrong")}>
          {t("bot:verdict.wrong")} {current && <KeyCap combo="n" />}
        </Button>
        <Button size="small" disabled={busy} onClick={teach}>
          {t("bot:verdict.better")} {current && <KeyCap combo="b" />}
        </Button>
        {keep && (
          <Button size="small" disabled={busy} onClick={keep}>
            {t("bot:samples.keep")}
          </Button>
        )}
      </div>
    </li>
  );
}
