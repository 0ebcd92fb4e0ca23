import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";
import { COMPLAINTS } from "./complaints";

type S = components["schemas"];
export type Problem = S["ComplaintProblem"];
export type ProblemState = Problem["state"];
export const STATES: ProblemState[] = ["open", "known", "solved"];

export const problemsQuery = queryOptions({
  queryKey: [...COMPLAINTS, "problems"],
  queryFn: () => unwrap(api.GET("/api/complaints/problems")),
});

export const problemQuery = (id: string) =>
  queryOptions({
    queryKey: [...COMPLAINTS, "problem", id],
    queryFn: () =>
      unwrap(
        api.GET("/api/complaints/problems/{problem_id}", { params: { path: { problem_id: id } } }),
      ),
  });

export const makeProblem = (name: string, complaint_ids: string[]) =>
  unwrap(api.POST("/api/complaints/problems", { body: { name, complaint_ids, note: "" } }));

export const addMembers = (id: string, complaint_ids: string[]) =>
  unwrap(
    api.POST("/api/complaints/problems/{problem_id}/members", {
      params: { path: { problem_id: id } },
      body: { complaint_ids },
    }),
  );

export const removeMember = (id: string, complaint: string) =>
  unwrap(
    api.DELETE("/api/complaints/problems/{problem_id}/members/{complaint_id}", {
      params: { path: { problem_id: id, complaint_id: complaint } },
    }),
  );

export const changeProblem = (one: Problem, body: S["ProblemPatch"]) =>
  unwrap(
    api.PATCH("/api/complaints/problems/{problem_id}", {
      params: { path: { problem_id: one.id } },
      headers: ifMatch(one),
      body,
    }),
  );
