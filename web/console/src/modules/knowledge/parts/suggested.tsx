import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import type { Hit } from "../api/shapes";
import styles from "./card.module.css";
import { Marked } from "./marked";

type Props = {
  hit: Hit;
  keys: string;
  chosen: boolean;
  /** null: there is no composer to put it into. */
  insert: (() => void) | null;
  opened: () => void;
};

/** One article beside the conversation: its question, and what would be sent (推荐). */
export function Suggested({ hit, keys, chosen, insert, opened }: Props) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  const long = hit.answer.length > 90 || hit.answer.includes("\n");
  return (
    <li className={styles.hit} data-chosen={chosen}>
      <p className={styles.head}>
        <Link
          to={`/knowledge/articles/${hit.article_id}` as never}
          target="_blank"
          title={t("knowledge:card.open")}
          onClick={opened}
        >
          <Marked text={hit.title} marks={hit.title_marks} />
        </Link>
        {hit.audience === "staff" && <Tag color="warning">{t("knowledge:audience.staff")}</Tag>}
      </p>
      {hit.answer && (
        <button
          type="button"
          className={`plain ${whole ? styles.whole : styles.answer}`}
          aria-expanded={whole}
          disabled={!long}
          onClick={() => setWhole(!whole)}
        >
          {hit.answer}
        </button>
      )}
      <p className={styles.foot}>
        {hit.likely !== null && (
          <span className={`${styles.quiet} tnum`}>
            {t("knowledge:card.likely", { share: Math.round(hit.likely * 100) })}
          </span>
        )}
        <span className={styles.space} />
        {insert && hit.answer && (
          <Button size="small" onClick={insert}>
            {t("knowledge:card.insert")} <KeyCap combo={keys} />
          </Button>
        )}
      </p>
    </li>
  );
}
