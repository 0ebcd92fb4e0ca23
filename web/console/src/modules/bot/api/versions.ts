import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { BOT, type Change, type Rehearsal, type Version, type VersionChange } from "./shapes";

export const versionsQuery = infiniteQueryOptions({
  queryKey: [...BOT, "versions"],
  queryFn: ({ pageParam }) =>
    unwrap(
      api.GET("/api/bot/versions", {
        params: { query: pageParam ? { cursor: pageParam } : {} },
      }),
    ),
  initialPageParam: "",
  getNextPageParam: (last) => last.next ?? undefined,
});

export const trialQuery = queryOptions({
  queryKey: [...BOT, "trial"],
  queryFn: () => unwrap(api.GET("/api/bot/versions/trial")),
  refetchInterval: 60_000,
});

const rehearse = (change: Change): Promise<Rehearsal> =>
  unwrap(api.POST("/api/bot/rehearsals", { body: change }));

/** A change as the test questions see it; measured once for each. */
export const rehearsalQuery = (change: Change) =>
  queryOptions({
    queryKey: [...BOT, "rehearsal", JSON.stringify(change)],
    queryFn: () => rehearse(change),
    staleTime: 60_000,
    retry: false,
  });

export const publish = (body: VersionChange): Promise<Version> =>
  unwrap(api.POST("/api/bot/versions", { body }));

const numbered = (number: number) => ({ params: { path: { number } } });

export const rollBack = (number: number): Promise<Version> =>
  unwrap(
    api.POST("/api/bot/versions/{number}/rollback", { ...numbered(number), body: { note: "" } }),
  );

export const decide = (number: number, how: "adopt" | "withdraw"): Promise<Version> =>
  how === "adopt"
    ? unwrap(api.POST("/api/bot/versions/{number}/adopt", numbered(number)))
    : unwrap(api.POST("/api/bot/versions/{number}/withdraw", numbered(number)));

/** Puts a change live, for everybody or first for a share. */
export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: publish,
    onSuccess: () => client.invalidateQueries({ queryKey: BOT }),
  });
}
