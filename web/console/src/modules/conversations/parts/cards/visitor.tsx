import type { CardProps } from "@/shell/contracts";
import { useFormat, useLanguage, useT } from "@/shell/hooks/text";
import { useHeld } from "../../api/store";
import styles from "./panel.module.css";

function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Where the visitor is and with what (访客). */
export default function VisitorCard({ id }: CardProps) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const summary = useHeld((state) => state.summaries[id]);
  const thread = useHeld((state) => state.threads[id]);
  const visitor = thread?.visitor;
  if (!summary || !thread) return null;
  const rows: [string, React.ReactNode][] = [
    [
      t("conversations:visitor.state"),
      t(summary.visitor_online ? "conversations:visitor.here" : "conversations:visitor.left"),
    ],
    [t("conversations:visitor.channel"), summary.channel.name],
    [t("conversations:visitor.opened"), format.full(summary.opened_at)],
  ];
  if (thread.historyCount > 0) {
    rows.push([t("conversations:visitor.history"), String(thread.historyCount)]);
  }
  if (visitor?.page_url) {
    rows.push([
      t("conversations:visitor.page"),
      <a key="page" href={visitor.page_url} target="_blank" rel="noreferrer noopener">
        {visitor.page_title || visitor.page_url}
      </a>,
    ]);
  }
  const machine = [visitor?.browser, visitor?.device].filter(Boolean).join(" · ");
  if (machine) rows.push([t("conversations:visitor.browser"), machine]);
  if (visitor?.language) {
    rows.push([t("conversations:visitor.language"), languageName(visitor.language, language)]);
  }
  if (visitor?.time_zone) rows.push([t("conversations:visitor.zone"), visitor.time_zone]);
  return (
    <dl className={styles.rows}>
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
