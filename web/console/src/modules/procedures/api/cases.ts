import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import type { FieldValues } from "@/api/types";
import { onFrame, useWatch } from "@/shell/hooks/live";
import { PROCEDURES } from "./procedures";

type S = components["schemas"];
export type CaseRow = S["CaseRow"];
export type Case = S["CaseOut"];
export type CaseStep = S["StepOut"];
export type Startable = S["StartableOut"];
export type About = { kind: "ticket"; id: string };

export const RUN = "procedures.run";
export const SKIP = "procedures.skip";

export const CASES = ["cases"] as const;

export const casesAboutQuery = ({ kind, id }: About) =>
  queryOptions({
    queryKey: [...CASES, "about", kind, id],
    queryFn: () =>
      unwrap(
        api.GET("/api/cases", { params: { query: { about_kind: kind, about_id: id, limit: 20 } } }),
      ),
  });

export type Which = "running" | "late" | "ended" | "cancelled";

export const casesQuery = (which: Which, procedure: string | null) =>
  infiniteQueryOptions({
    queryKey: [...CASES, "list", which, procedure],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/cases", {
          params: {
            query: {
              ...(which === "late" ? { state: "running" as const, late: true } : { state: which }),
              ...(procedure ? { procedure_id: procedure } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
              limit: 50,
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [...CASES, "one", id],
    queryFn: () => unwrap(api.GET("/api/cases/{case_id}", { params: { path: { case_id: id } } })),
  });

export const startableQuery = ({ kind, id }: About) =>
  queryOptions({
    queryKey: [...CASES, "startable", kind, id],
    queryFn: () =>
      unwrap(
        api.GET("/api/cases/startable", { params: { query: { about_kind: kind, about_id: id } } }),
      ),
  });

/** Reads cases anew whenever somebody moves one. */
export function useFreshCases(): void {
  const client = useQueryClient();
  useWatch("procedures");
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "topic" || !["cases", "procedures"].includes(frame.topic)) return;
        void client.invalidateQueries({ queryKey: CASES });
      }),
    [client],
  );
}

export const startCase = (procedure: string, about: About) =>
  unwrap(api.POST("/api/cases", { body: { procedure_id: procedure, about } }));

const atStep = (id: string, step: string) => ({
  params: { path: { case_id: id, step_id: step } },
});

export type Finish = {
  outcome: string;
  values: FieldValues;
  checklist: string[];
  reason: string;
};

export const finishStep = (id: string, step: string, body: Finish) =>
  unwrap(api.POST("/api/cases/{case_id}/steps/{step_id}/finish", { ...atStep(id, step), body }));

export const keepForm = (id: string, step: string, body: Pick<Finish, "values" | "checklist">) =>
  unwrap(api.PUT("/api/cases/{case_id}/steps/{step_id}/form", { ...atStep(id, step), body }));

export const skipStep = (id: string, step: string, body: { outcome: string; reason: string }) =>
  unwrap(api.POST("/api/cases/{case_id}/steps/{step_id}/skip", { ...atStep(id, step), body }));

export const returnTo = (id: string, step: string, body: { to: string; reason: string }) =>
  unwrap(api.POST("/api/cases/{case_id}/steps/{step_id}/return", { ...atStep(id, step), body }));

export const cancelCase = (id: string, reason: string) =>
  unwrap(
    api.POST("/api/cases/{case_id}/cancel", {
      params: { path: { case_id: id } },
      body: { reason },
    }),
  );

/** Something done with a case: what comes of it is shown at once, and what hangs on it is asked. */
export function useCaseMove<V>(act: (values: V) => Promise<Case>, done?: (after: Case) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (after) => {
      client.setQueryData(caseQuery(after.id).queryKey, after);
      done?.(after);
    },
    onSettled: () => {
      for (const key of [CASES, PROCEDURES, ["tasks"], ["tickets"]]) {
        void client.invalidateQueries({ queryKey: key });
      }
    },
  });
}
