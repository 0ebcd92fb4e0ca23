import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useEffect, useRef } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import type { Gap } from "../../api/learning";
import { reasonsFor } from "../../api/lesson";
import rows from "../rows.module.css";
import { Decided } from "./decided";
import styles from "./learning.module.css";
import type { Deciding } from "./use-deciding";
import { Words } from "./words";

type Props = {
  gap: Gap;
  /** Named where there are several. */
  shop: string | undefined;
  /** The one the keys act on. */
  current: boolean;
  /** Somebody has moved there by keys. */
  followed: boolean;
  busy: boolean;
  mayWrite: boolean;
  teach: () => void;
  deciding: Deciding;
};

/** The article that probably answers, with everything that speaks for it. */
function Proposed({ gap }: { gap: Gap }) {
  const t = useT();
  if (gap.article) {
    return (
      <p className={styles.proposal}>
        {t("bot:learning.writing")}{" "}
        <Link to={`/knowledge/articles/${gap.article.article_id}` as never}>
          {gap.article.title}
        </Link>
      </p>
    );
  }
  if (!gap.proposal) return <p className={styles.proposal}>{t("bot:learning.unknown")}</p>;
  return (
    <p className={styles.proposal}>
      {t("bot:learning.maybe")}{" "}
      <Link to={`/knowledge/articles/${gap.proposal.article_id}` as never} target="_blank">
        {gap.proposal.title}
      </Link>
      {reasonsFor(gap.proposal).map(({ key, count }) => (
        <Tag key={key} className="tnum">
          {t(`bot:learning.because.${key}`, { count })}
        </Tag>
      ))}
    </p>
  );
}

/** Questions that ask the same: how many, in which words, and the two clicks that answer them. */
export function GapRow({ gap, shop, current, followed, busy, mayWrite, teach, deciding }: Props) {
  const t = useT();
  const format = useFormat();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (followed) row.current?.scrollIntoView({ block: "nearest" });
  }, [followed]);
  const open = gap.state === "open";
  const key = (combo: string) => current && <KeyCap combo={combo} />;
  return (
    <li ref={row} className={rows.judged} data-current={current}>
      <div>
        <p className={rows.asked}>{gap.label}</p>
        <p className={rows.facts}>
          <span className="tnum">{t("bot:learning.customers", { count: gap.customers })}</span>
          <span className="tnum">{t("bot:learning.times", { count: gap.count })}</span>
          <span className="tnum">{t("bot:learning.last", { at: format.short(gap.last_at) })}</span>
          {shop && <span>{shop}</span>}
          {gap.locale === "en" && <span>{t("bot:locale.en")}</span>}
        </p>
        <Words gap={gap} />
        {open ? <Proposed gap={gap} /> : <Decided gap={gap} />}
      </div>
      <div className={rows.acts}>
        {open && (
          <>
            <Button
              size="small"
              type={gap.proposal ? "primary" : "default"}
              disabled={busy}
              onClick={teach}
            >
              {t(gap.proposal ? "bot:learning.teach" : "bot:learning.teach.other")} {key("t")}
            </Button>
            {mayWrite && (
              <Button size="small" disabled={busy} onClick={() => void deciding.write(gap)}>
                {t("bot:learning.write")} {key("n")}
              </Button>
            )}
            <Button size="small" disabled={busy} onClick={() => void deciding.dismiss(gap)}>
              {t("bot:learning.dismiss")} {key("x")}
            </Button>
          </>
        )}
        {!open && (
          <Button size="small" disabled={busy} onClick={() => void deciding.reopen(gap)}>
            {t("bot:learning.reopen")}
          </Button>
        )}
      </div>
    </li>
  );
}
