import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import type { Labels } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import type { ProcedureDocument } from "./shapes";

type S = components["schemas"];
export type ProcedureLine = S["ProcedureLine"];
export type Procedure = S["ProcedureOut"];
export type Problem = S["ProblemOut"];
export type Offer = S["ProcedureOffer"];
export type VersionLine = S["VersionLine"];
export type DryRun = S["DryRunOut"];
export type DryStep = DryRun["steps"][number];
export type DryChoice = S["DryChoice"];
export type Migration = S["MigrationOut"];

export const SEE = "procedures.see";
export const EDIT = "procedures.edit";
export const PUBLISH = "procedures.publish";

export const PROCEDURES = ["procedures"] as const;

const at = (id: string) => ({ params: { path: { procedure_id: id } } });

export const proceduresQuery = queryOptions({
  queryKey: [...PROCEDURES, "list"],
  queryFn: () => unwrap(api.GET("/api/procedures")),
  refetchInterval: 60_000,
});

export const procedureQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROCEDURES, "one", id],
    queryFn: () => unwrap(api.GET("/api/procedures/{procedure_id}", at(id))),
  });

/** What a step can be made of: who, what happens by itself, under which conditions. */
export const offerQuery = queryOptions({
  queryKey: [...PROCEDURES, "offer"],
  queryFn: () => unwrap(api.GET("/api/procedures/offer")),
  staleTime: 60_000,
});

const NONE: Offer = { kinds: [], actions: [], guards: [], rules: [], permissions: [] };
export const useOffer = (): Offer => useQuery(offerQuery).data ?? NONE;

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROCEDURES, "one", id, "versions"],
    queryFn: () => unwrap(api.GET("/api/procedures/{procedure_id}/versions", at(id))),
  });

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...PROCEDURES, "one", id, "versions", number],
    // What is published never changes.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      unwrap(
        api.GET("/api/procedures/{procedure_id}/versions/{number}", {
          params: { path: { procedure_id: id, number } },
        }),
      ),
  });

export const makeProcedure = (body: { code: string; name: Labels; copy_of: string | null }) =>
  unwrap(api.POST("/api/procedures", { body }));

export const putDraft = (id: string, document: ProcedureDocument, version: number) =>
  unwrap(
    api.PUT("/api/procedures/{procedure_id}/draft", {
      ...at(id),
      headers: ifMatch({ version }),
      body: { document },
    }),
  );

export const putState = (id: string, state: "on" | "off") =>
  unwrap(api.PUT("/api/procedures/{procedure_id}/state", { ...at(id), body: { state } }));

export const publish = (id: string, version: number, note: string) =>
  unwrap(
    api.POST("/api/procedures/{procedure_id}/publish", {
      ...at(id),
      headers: ifMatch({ version }),
      body: { note },
    }),
  );

export type Move = { from_number: number; to_number: number; steps: Record<string, string> };

export const migrate = (id: string, move: Move, preview: boolean) =>
  unwrap(
    api.POST("/api/procedures/{procedure_id}/migrate", {
      ...at(id),
      body: { ...move, preview },
    }),
  );

export type Trial = {
  document: ProcedureDocument;
  choices: DryChoice[];
  shop_id: string;
  started_at: string;
};

export const dryRun = (body: Trial) => unwrap(api.POST("/api/procedures/dry-run", { body }));
