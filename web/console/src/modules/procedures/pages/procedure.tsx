import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { usePathParam, useQueryParam } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { procedureQuery } from "../api/procedures";
import { Editor } from "../parts/editor/editor";
import { Reading } from "../parts/editor/reading";
import { Failed } from "../parts/failed";

/** One procedure: its draft to work on, or a version to read. */
export default function ProcedurePage() {
  const t = useT();
  const id = usePathParam("id") ?? "";
  const number = Number(useQueryParam("version") ?? 0);
  // Begun anew when somebody else's draft is taken.
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((held) => held + 1), []);
  const { data, error, refetch } = useQuery({ ...procedureQuery(id), enabled: number === 0 });
  if (number > 0) return <Reading key={number} id={id} number={number} />;
  if (error && !data) {
    return <Failed title={t("procedures:error.open")} error={error} again={refetch} />;
  }
  if (!data) return <RowsSkeleton rows={8} />;
  return <Editor key={`${id}-${round}`} procedure={data} again={again} />;
}
