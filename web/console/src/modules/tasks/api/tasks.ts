import { infiniteQueryOptions, queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Task = components["schemas"]["TaskOut"];
export type About = components["schemas"]["AboutIn"];
export type Box = "mine" | "team" | "all";
export type Which = "open" | "overdue" | "done";

export const TASKS = ["tasks"] as const;

export const tasksQuery = (box: Box, state: Which) =>
  infiniteQueryOptions({
    queryKey: [...TASKS, box, state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/tasks", {
          params: { query: { box, state, limit: 40, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 30_000,
  });

/** Open tasks about a customer, whatever they are about in particular. */
export const openTasksQuery = (customer: string) =>
  queryOptions({
    queryKey: [...TASKS, "customer", customer],
    queryFn: () =>
      unwrap(
        api.GET("/api/tasks", {
          params: { query: { box: "all", state: "open", customer_id: customer, limit: 20 } },
        }),
      ),
    refetchInterval: 60_000,
  });

/** Open tasks about one object. */
export const openAboutQuery = (about: About) =>
  queryOptions({
    queryKey: [...TASKS, "about", about],
    queryFn: () =>
      unwrap(
        api.GET("/api/tasks", {
          params: {
            query: {
              box: "all",
              state: "open",
              about_kind: about.kind,
              about_id: about.id,
              limit: 50,
            },
          },
        }),
      ),
    refetchInterval: 60_000,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: [...TASKS, "one", id],
    queryFn: () => unwrap(api.GET("/api/tasks/{task_id}", { params: { path: { task_id: id } } })),
  });

export const countsQuery = queryOptions({
  queryKey: [...TASKS, "counts"],
  queryFn: () => unwrap(api.GET("/api/tasks/counts")),
  refetchInterval: 30_000,
});

/** What is mine and late, for the menu; else nothing calls for a look. */
export const useLateTasks = (): number => useQuery(countsQuery).data?.overdue ?? 0;

/** Tomorrow at six in the evening: late enough to be kept, early enough to be remembered. */
export function usualDue(now: Date): Date {
  const due = new Date(now);
  due.setDate(due.getDate() + 1);
  due.setHours(18, 0, 0, 0);
  return due;
}
