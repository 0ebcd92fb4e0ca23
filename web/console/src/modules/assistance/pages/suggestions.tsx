import { useQuery } from "@tanstack/react-query";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { type Counts, type Figures, shareTaken, suggestionFiguresQuery } from "../api/replies";
import styles from "../parts/wording.module.css";

type Row = Counts & { key: string; name: string };

const percent = (share: number | null): string =>
  share === null ? "–" : `${Math.round(share * 100)} %`;

function changedOf(row: Counts): number | null {
  const used = row.taken + row.changed;
  return used === 0 ? null : row.changed / used;
}

function Table({ first, rows }: { first: string; rows: readonly Row[] }) {
  const t = useT();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{t("assistance:uses.shown")}</th>
            <th scope="col">{t("assistance:uses.taken")}</th>
            <th scope="col">{t("assistance:uses.share")}</th>
            <th scope="col">{t("assistance:uses.changed")}</th>
            <th scope="col">{t("assistance:uses.other")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td>{row.shown}</td>
              <td>{row.taken + row.changed}</td>
              <td>{percent(shareTaken(row))}</td>
              <td>{percent(changedOf(row))}</td>
              <td>{row.other}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tables({ figures }: { figures: Figures }) {
  const t = useT();
  const sources = figures.sources.map((one) => ({
    ...one,
    key: one.source,
    name: t(`assistance:source.${one.source}`),
  }));
  const shops = figures.shops.map((one) => ({ ...one, key: one.shop_id }));
  const staff = figures.staff.map((one) => ({ ...one, key: one.staff_id }));
  return (
    <>
      <Section title={t("assistance:uses.sources")} lead={t("assistance:uses.sources.lead")}>
        <Table first={t("assistance:uses.source")} rows={sources} />
      </Section>
      {shops.length > 1 && (
        <Section title={t("assistance:uses.shops")} lead={t("assistance:uses.replies_only")}>
          <Table first={t("assistance:shop")} rows={shops} />
        </Section>
      )}
      {staff.length > 0 && (
        <Section title={t("assistance:uses.staff")} lead={t("assistance:uses.replies_only")}>
          <Table first={t("assistance:figures.agent")} rows={staff} />
        </Section>
      )}
    </>
  );
}

/** 建议采纳: how often suggestions stood there in the last 30 days, and what became of them. */
export default function SuggestionsPage() {
  const t = useT();
  const { data, error } = useQuery(suggestionFiguresQuery);
  if (error) throw error;
  return (
    <Page title={t("assistance:suggestions")} lead={t("assistance:suggestions.lead")}>
      {!data && <RowsSkeleton rows={6} />}
      {data && (
        <p className={styles.before}>{t("assistance:uses.examples", { count: data.examples })}</p>
      )}
      {data && data.sources.length === 0 && (
        <EmptyState title={t("assistance:uses.none")} hint={t("assistance:uses.none.hint")} />
      )}
      {data && data.sources.length > 0 && <Tables figures={data} />}
    </Page>
  );
}
