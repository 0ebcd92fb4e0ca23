import { useMutation } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useLookAtJobs } from "@/shell/hooks/jobs";

export type Export = components["schemas"]["TicketExportIn"];

export const EXPORT = "tickets.export";

/** Asks for tickets as a table; the job makes it. */
export function useExport() {
  const look = useLookAtJobs();
  return useMutation({
    mutationFn: (body: Export) => unwrap(api.POST("/api/tickets/export", { body })),
    onSuccess: look,
  });
}
