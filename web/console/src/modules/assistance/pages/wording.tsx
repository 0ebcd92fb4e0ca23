import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Tag } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { type Entry, entriesQuery, KINDS, type Kind } from "../api/wording";
import { EntryDrawer } from "../parts/entry-drawer";
import { Figures } from "../parts/figures";
import styles from "../parts/wording.module.css";
import { WordingTable } from "../parts/wording-table";

function Line({ entry, open }: { entry: Entry; open: () => void }) {
  const t = useT();
  const shops = new Map(useShops().map((shop) => [shop.id, shop.name]));
  const counts = (["sent", "blocked", "replaced"] as const).filter((one) => entry[one] > 0);
  return (
    <li className={entry.active ? styles.entry : `${styles.entry} ${styles.off}`}>
      <span className={`${styles.mark} ${styles[entry.severity]}`}>
        {t(`assistance:severity.${entry.severity}`)}
      </span>
      <div className={styles.body}>
        <button type="button" className={`plain ${styles.name}`} onClick={open}>
          {entry.phrases.join(" / ")}
        </button>{" "}
        {entry.shop_id && <Tag>{shops.get(entry.shop_id) ?? t("assistance:shop")}</Tag>}
        {entry.shipped && entry.version === 0 && <Tag>{t("assistance:shipped")}</Tag>}
        {!entry.active && <Tag>{t("assistance:off")}</Tag>}
        {entry.exceptions.length > 0 && (
          <p className={styles.quiet}>
            {t("assistance:exceptions.of", { words: entry.exceptions.join(" / ") })}
          </p>
        )}
        {entry.advice && <p className={styles.advice}>{entry.advice}</p>}
      </div>
      <span className={`${styles.counts} tnum`}>
        {counts.map((one) => (
          <span key={one}>{t(`assistance:count.${one}`, { count: entry[one] })}</span>
        ))}
      </span>
    </li>
  );
}

/** The kinds in their order, each with the entries that fit what is looked for. */
function Lists(props: {
  entries: Entry[];
  kind: Kind | "all";
  text: string;
  open: (entry: Entry) => void;
}) {
  const t = useT();
  const wanted = props.text.trim().toLowerCase();
  const fits = (entry: Entry) =>
    !wanted || [...entry.phrases, entry.advice].some((one) => one.toLowerCase().includes(wanted));
  const kinds = KINDS.filter((kind) => props.kind === "all" || props.kind === kind);
  const groups = kinds
    .map((kind) => ({ kind, held: props.entries.filter((one) => one.kind === kind && fits(one)) }))
    .filter(({ held }) => held.length > 0);
  if (groups.length === 0) return <EmptyState title={t("assistance:none")} />;
  return groups.map(({ kind, held }) => (
    <Section
      key={kind}
      title={t(`assistance:kind.${kind}`)}
      lead={t(`assistance:kind.${kind}.hint`)}
    >
      <ul className={styles.list}>
        {held.map((entry) => (
          <Line key={entry.id} entry={entry} open={() => props.open(entry)} />
        ))}
      </ul>
    </Section>
  ));
}

/** 用语词表: what should not be said to customers, for all shops or one. */
export default function WordingPage() {
  const t = useT();
  const [kind, setKind] = useState<Kind | "all">("all");
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<Entry | "new" | null>(null);
  const [table, setTable] = useState(false);
  const { data, error } = useQuery(entriesQuery);
  if (error) throw error;
  return (
    <Page
      title={t("assistance:wording")}
      lead={t("assistance:wording.lead")}
      actions={
        <>
          <Button onClick={() => setTable(true)}>{t("assistance:table")}</Button>{" "}
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("assistance:add")}
          </Button>
        </>
      }
    >
      <div className={styles.filter}>
        <Input
          allowClear
          aria-label={t("assistance:search")}
          placeholder={t("assistance:search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented<Kind | "all">
          aria-label={t("assistance:kind")}
          value={kind}
          onChange={setKind}
          options={(["all", ...KINDS] as const).map((value) => ({
            value,
            label: t(`assistance:kind.${value}`),
          }))}
        />
      </div>
      {data ? (
        <Lists entries={data} kind={kind} text={text} open={setEdited} />
      ) : (
        <RowsSkeleton rows={8} />
      )}
      <Figures />
      {edited && (
        <EntryDrawer
          key={edited === "new" ? "new" : edited.id}
          entry={edited === "new" ? null : edited}
          close={() => setEdited(null)}
        />
      )}
      {table && <WordingTable close={() => setTable(false)} />}
    </Page>
  );
}
