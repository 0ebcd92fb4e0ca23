import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { exportPath, figuresQuery, type Period } from "../api/figures";
import styles from "./complaints.module.css";
import { FiguresView } from "./figures-view";
import { ShopSelect } from "./shop-select";

const DAYS = [7, 30, 90, 365];

/** Complaints in numbers, over a period and a shop. */
export function FiguresTab() {
  const t = useT();
  const sentence = useSentence();
  const [now] = useState(() => new Date());
  const [period, setPeriod] = useState<Period>({ days: 30, shop: null });
  const { data, error, refetch } = useQuery(figuresQuery(period, now));
  return (
    <>
      <div className={styles.filters}>
        <Select
          aria-label={t("complaints:period")}
          value={period.days}
          style={{ minWidth: 130 }}
          options={DAYS.map((value) => ({ value, label: t("complaints:days", { count: value }) }))}
          onChange={(days) => setPeriod({ ...period, days })}
        />
        <ShopSelect value={period.shop} change={(shop) => setPeriod({ ...period, shop })} />
        <Button icon={<DownloadOutlined />} href={exportPath(period, now)}>
          {t("complaints:export")}
        </Button>
      </div>
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data && data.total.complaints === 0 && (
        <Section>
          <EmptyState title={t("complaints:figures.none")} />
        </Section>
      )}
      {data && data.total.complaints > 0 && <FiguresView figures={data} />}
    </>
  );
}
