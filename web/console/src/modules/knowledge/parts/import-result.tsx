import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect } from "react";
import { useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { KNOWLEDGE } from "../api/shapes";
import { importQuery } from "../api/transfer";
import styles from "./board.module.css";

/** What became of each row of an import, or what would (逐行结果). */
export function ImportResult({ id }: { id: string }) {
  const t = useT();
  const label = useLabel();
  const client = useQueryClient();
  const { data, error } = useQuery(importQuery(id));
  const taken = data?.check_only === false;
  useEffect(() => {
    if (taken) {
      void client.invalidateQueries({
        queryKey: KNOWLEDGE,
        predicate: (query) => query.queryKey[1] !== "import",
      });
    }
  }, [client, taken]);
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={2} />;
  const { made, changed, same, wordings, problems } = data;
  return (
    <Alert
      showIcon
      style={{ margin: "8px 0" }}
      type={problems.length > 0 ? "warning" : "success"}
      title={t(data.check_only ? "knowledge:import.would" : "knowledge:import.done", {
        made,
        changed,
        same,
        wordings,
      })}
      description={
        problems.length > 0 && (
          <>
            <p>{t("knowledge:import.problems", { count: problems.length })}</p>
            <ul className={styles.problems}>
              {problems.map((each) => (
                <li key={`${each.row} ${each.title}`}>
                  {t("knowledge:import.row", { row: each.row, title: each.title })}{" "}
                  {label(each.reason)}
                </li>
              ))}
            </ul>
          </>
        )
      }
    />
  );
}
