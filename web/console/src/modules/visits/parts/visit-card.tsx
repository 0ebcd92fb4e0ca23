import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CardProps } from "@/shell/contracts";
import { onFrame, useLiveGeneration } from "@/shell/hooks/live";
import { RowsSkeleton } from "@/ui/states";
import { visitQuery } from "../api/visits";
import { Visit } from "./visit";

/** 此次访问: where the customer is now and was before, as they go. */
export default function VisitCard({ id }: CardProps) {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  const { data, error } = useQuery(visitQuery(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection may have missed frames
  useEffect(() => {
    const again = () => void client.invalidateQueries({ queryKey: visitQuery(id).queryKey });
    again();
    return onFrame((frame) => {
      if (frame.type === "visit" && frame.conversation_id === id) again();
    });
  }, [id, client, generation]);
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={2} />;
  if (!data.visit) return <span data-nothing hidden />;
  return <Visit visit={data.visit} />;
}
