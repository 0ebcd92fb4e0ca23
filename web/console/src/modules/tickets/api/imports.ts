import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useLookAtJobs } from "@/shell/hooks/jobs";
import { TICKETS } from "./counts";

export type TicketImport = components["schemas"]["TicketImportOut"];
export type ImportColumn = components["schemas"]["ImportColumn"];
export type ImportRow = components["schemas"]["ImportRowOut"];
export type Outcome = ImportRow["outcome"];
export type Terms = components["schemas"]["TicketImportIn"];

const IMPORTS = [...TICKETS, "imports"];
const at = (id: string) => ({ params: { path: { import_id: id } } });

/** The imports of which something became, the latest first. */
export const importsQuery = queryOptions({
  queryKey: IMPORTS,
  queryFn: () => unwrap(api.GET("/api/tickets/imports")),
});

/** How far an import is; the job it names says the rest. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS, id],
    queryFn: () => unwrap(api.GET("/api/tickets/imports/{import_id}", at(id))),
  });

/** Everything a column can mean. */
export const partsQuery = queryOptions({
  queryKey: [...IMPORTS, "parts"],
  queryFn: () => unwrap(api.GET("/api/tickets/imports/parts")),
  staleTime: 60_000,
});

/** What becomes of the rows, or became of them. */
export const rowsQuery = (of: TicketImport, outcome: Outcome | "all") =>
  infiniteQueryOptions({
    // Each job goes through the rows anew.
    queryKey: [...IMPORTS, of.id, "rows", of.job_id, outcome],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/tickets/imports/{import_id}/rows", {
          params: {
            path: { import_id: of.id },
            query: {
              ...(outcome === "all" ? {} : { outcome: [outcome] }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Uploads a table; answers what its columns seem to mean. */
export function useUpload(done: (of: TicketImport) => void) {
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return unwrap(
        api.POST("/api/tickets/imports", {
          body: form as never,
          bodySerializer: (body) => body as never,
        }),
      );
    },
    onSuccess: done,
  });
}

/** Checks a table, takes it in, takes that back: each is a job. */
export function useImporting(id: string) {
  const client = useQueryClient();
  const look = useLookAtJobs();
  const settled = {
    onSettled: () => {
      look();
      return client.invalidateQueries({ queryKey: IMPORTS });
    },
  };
  const check = useMutation({
    mutationFn: (body: Terms) =>
      unwrap(api.POST("/api/tickets/imports/{import_id}/check", { ...at(id), body })),
    ...settled,
  });
  const take = useMutation({
    mutationFn: () => unwrap(api.POST("/api/tickets/imports/{import_id}/take", at(id))),
    ...settled,
  });
  const undo = useMutation({
    mutationFn: () => unwrap(api.POST("/api/tickets/imports/{import_id}/undo", at(id))),
    ...settled,
  });
  return { check, take, undo };
}
