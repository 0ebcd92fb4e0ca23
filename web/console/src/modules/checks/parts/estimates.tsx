import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { type T, useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Estimate, estimatesQuery } from "../api/checks";
import { WideBox } from "./wide-box";

/** Seconds in the unit people would say. */
export function duration(seconds: number, t: T): string {
  const size = Math.abs(seconds);
  return size < 90
    ? t("checks:seconds", { count: size })
    : t("checks:minutes", { count: Math.round(size / 60) });
}

function off(seconds: number, t: T): string {
  if (seconds === 0) return t("checks:exact");
  return t(seconds > 0 ? "checks:longer" : "checks:shorter", { time: duration(seconds, t) });
}

/** Whether customers in line were told the truth (等待预告误差): per team and day. */
export function Estimates() {
  const t = useT();
  const sentence = useSentence();
  const teams = useTeams();
  const { data, error, refetch } = useQuery(estimatesQuery);
  if (error) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={3} />;
  if (data.length === 0) return <EmptyState title={t("checks:estimates.none")} />;
  const columns = [
    { title: t("checks:date"), dataIndex: "day", key: "day" },
    {
      title: t("checks:team"),
      key: "team",
      render: (_: unknown, line: Estimate) =>
        line.queue_id
          ? teams.find((team) => team.id === line.queue_id)?.name
          : t("checks:team.any"),
    },
    { title: t("checks:measured"), dataIndex: "measured", key: "measured" },
    {
      title: t("checks:told"),
      key: "told",
      render: (_: unknown, line: Estimate) => duration(line.told_seconds, t),
    },
    {
      title: t("checks:waited"),
      key: "waited",
      render: (_: unknown, line: Estimate) => duration(line.waited_seconds, t),
    },
    {
      title: t("checks:median"),
      key: "median",
      render: (_: unknown, line: Estimate) => off(line.median_error_seconds, t),
    },
    {
      title: t("checks:p90"),
      key: "p90",
      render: (_: unknown, line: Estimate) =>
        t("checks:within", { time: duration(line.p90_error_seconds, t) }),
    },
  ];
  return (
    <WideBox label={t("checks:estimates")}>
      <Table
        size="small"
        pagination={false}
        rowKey={(line) => `${line.day}:${line.queue_id}`}
        columns={columns}
        dataSource={data}
      />
    </WideBox>
  );
}
