import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, unwrap } from "@/api/client";
import type { Summary } from "@/api/types";

const path = (id: string) => ({ params: { path: { conversation_id: id } } });

function count(id: string, outcome: "shown" | "taken" | "other"): void {
  void api
    .POST("/api/assistance/{conversation_id}/uses", {
      ...path(id),
      body: { source: "subject", outcome },
    })
    .catch(() => undefined);
}

/** The subject under which the like was filed (建议分类), and whether it was taken. */
export function useSuggestedSubject(summary: Summary) {
  const { data } = useQuery({
    queryKey: ["suggested-subject", summary.id, summary.number],
    queryFn: () => unwrap(api.GET("/api/assistance/{conversation_id}/subject", path(summary.id))),
    enabled: summary.subject_id === null,
    retry: false,
  });
  const id = summary.subject_id === null ? (data?.subject_id ?? null) : null;
  const shown = useRef(false);
  useEffect(() => {
    if (!id || shown.current) return;
    shown.current = true;
    count(summary.id, "shown");
  }, [id, summary.id]);
  /** What was chosen in the end. */
  const note = (chosen: string | null) => {
    if (id) count(summary.id, chosen === id ? "taken" : "other");
  };
  return { id, note };
}
