import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Select, Table } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { byAgent, percent, usesQuery } from "../api/reports";
import type { Uses } from "../api/shapes";
import styles from "./board.module.css";

const SPANS = [7, 30, 90];
type Line = Uses["articles"][number];

function Articles({ lines }: { lines: Line[] }) {
  const t = useT();
  const helped = ({ uses }: Line) => {
    const said = uses.helpful + uses.unhelpful;
    return said === 0 ? "–" : `${percent(uses.helpful / said)} (${said})`;
  };
  return (
    <div className={styles.wide}>
      <Table
        size="small"
        rowKey="article_id"
        pagination={lines.length > 10 ? { pageSize: 10, size: "small" } : false}
        dataSource={lines}
        columns={[
          {
            title: t("knowledge:article"),
            render: (_, line) => (
              <Link to={`/knowledge/articles/${line.article_id}` as never}>{line.title}</Link>
            ),
          },
          ...(["opened", "inserted", "answered"] as const).map((kind) => ({
            key: kind,
            title: t(`knowledge:use.${kind}`),
            align: "end" as const,
            render: (_: unknown, line: Line) => line.uses[kind],
          })),
          { title: t("knowledge:helpfulness"), align: "end", render: (_, line) => helped(line) },
        ]}
      />
    </div>
  );
}

/** Which articles are used, and by whom (使用情况). */
export function UsesSection() {
  const t = useT();
  const sentence = useSentence();
  const [days, setDays] = useState(30);
  const { data, error, refetch } = useQuery(usesQuery(days));
  const agents = byAgent(data?.agents ?? []);
  return (
    <Section
      title={t("knowledge:used")}
      extra={
        <Select
          aria-label={t("knowledge:span")}
          value={days}
          onChange={setDays}
          options={SPANS.map((value) => ({ value, label: t("knowledge:days", { count: value }) }))}
        />
      }
    >
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.articles.length === 0 && <EmptyState title={t("knowledge:used.none")} />}
      {data && data.articles.length > 0 && <Articles lines={data.articles} />}
      {agents.length > 0 && (
        <>
          <h3 className={styles.sub}>{t("knowledge:used.agents")}</h3>
          <ul>
            {agents.map((agent) => (
              <li key={agent.staff_id} className={styles.agent}>
                <span>{agent.name}</span>
                <span className="tnum">
                  {t("knowledge:used.agent", {
                    inserted: agent.inserted,
                    opened: agent.opened,
                    days: agent.days,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
