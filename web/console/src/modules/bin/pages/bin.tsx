import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import type { Binned } from "@/api/types";
import { binQuery, bringBack } from "@/shell/hooks/bin";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "./bin.module.css";

function Row({ thing }: { thing: Binned }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const client = useQueryClient();
  const notices = useNotices();
  const restore = () =>
    bringBack(thing.kind, thing.id).then(() => {
      notices.done(t("bin:restored", { name: label(thing.name) }));
      void client.invalidateQueries();
    }, notices.failed);
  const who = thing.deleted_by || t("bin:somebody");
  return (
    <div className={styles.row}>
      <div className={styles.grow}>
        <p>
          {label(thing.name)} <Tag>{label(thing.title)}</Tag>
        </p>
        <p className={styles.quiet}>
          {t("bin:deleted", { who, at: format.full(thing.deleted_at) })} ·{" "}
          {t("bin:gone", { at: format.day(thing.gone_at) })}
        </p>
      </div>
      <Button size="small" onClick={() => void restore()}>
        {t("bin:restore")}
      </Button>
    </div>
  );
}

/** Deleted things of the settings, for 30 days (回收站). */
export default function BinPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery({ ...binQuery, refetchOnMount: "always" });
  return (
    <Page title={t("bin:title")} lead={t("bin:lead")}>
      <Section>
        {error && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={4} />}
        {data?.length === 0 && <EmptyState title={t("bin:none")} />}
        {data?.map((thing) => (
          <Row key={thing.id} thing={thing} />
        ))}
      </Section>
    </Page>
  );
}
