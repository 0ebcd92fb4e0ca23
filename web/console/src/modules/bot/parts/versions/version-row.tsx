import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Version } from "../../api/shapes";
import { Measured } from "../measured";
import { said } from "./said";
import styles from "./versions.module.css";

type Taught = Version["added"];

function Texts({ taught, label }: { taught: Taught; label: string }) {
  if (taught.length === 0) return null;
  return (
    <>
      {taught.map((one) => (
        <li key={one.article_id}>
          {label}{" "}
          <Link to={`/knowledge/articles/${one.article_id}` as never} target="_blank">
            {one.title}
          </Link>
          <ul className={styles.texts}>
            {one.texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </li>
      ))}
    </>
  );
}

/** What a version changed: wordings taught or taken out, settings from one value to another. */
export function Changes({ version }: { version: Version }) {
  const t = useT();
  return (
    <ul className={styles.changes}>
      <Texts taught={version.added} label={t("bot:version.added")} />
      <Texts taught={version.removed} label={t("bot:version.removed")} />
      {version.settings.map((one) => (
        <li key={one.name}>
          {t(`bot:field.${one.name}`)}{" "}
          <span className={styles.value}>{said(one.before) || t("bot:version.empty")}</span>
          {" → "}
          <span className={styles.value}>{said(one.after) || t("bot:version.empty")}</span>
        </li>
      ))}
    </ul>
  );
}

type Props = { version: Version; live: boolean; back: (() => void) | undefined; busy: boolean };

/** One version: who put what live when, and what was measured before (版本). */
export function VersionRow({ version, live, back, busy }: Props) {
  const t = useT();
  const format = useFormat();
  const { number, kind, state, measured } = version;
  const title = version.note || t(`bot:version.kind.${kind}`, { number: version.back_to ?? 0 });
  return (
    <li className={styles.version} data-live={live}>
      <span className={styles.number}>{t("bot:version", { number })}</span>
      <div className={styles.body}>
        <p className={styles.title}>
          {title} {live && <Tag color="success">{t("bot:version.live")}</Tag>}
          {state === "trial" && <Tag>{t("bot:version.trial", { share: version.share ?? 0 })}</Tag>}
          {state === "withdrawn" && <Tag>{t("bot:version.withdrawn")}</Tag>}
        </p>
        <p className={styles.facts}>
          {version.by && <span>{version.by}</span>}
          <span className="tnum">{format.short(version.live_at ?? version.at)}</span>
          {version.note !== "" && kind === "rollback" && (
            <span>{t("bot:version.kind.rollback", { number: version.back_to ?? 0 })}</span>
          )}
        </p>
        <Changes version={version} />
        {measured ? (
          <Measured rehearsal={measured} />
        ) : (
          kind !== "start" && <p className={styles.quiet}>{t("bot:version.unmeasured")}</p>
        )}
      </div>
      {back && (
        <Button
          size="small"
          disabled={busy}
          aria-label={t("bot:version.back.one", { number })}
          onClick={back}
        >
          {t("bot:version.back")}
        </Button>
      )}
    </li>
  );
}
