import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Me } from "@/api/types";

/** Who is signed in (我). */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => unwrap(api.GET("/api/auth/me")),
  staleTime: 60_000,
  retry: false,
});

export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe outside the signed-in part");
  return data;
}

/** The same, where nobody may be signed in. */
export function useMaybeMe(): Me | null {
  const { data } = useQuery({ ...meQuery, enabled: false });
  return data ?? null;
}

export function can(me: Me | null, permission: string | undefined): boolean {
  return permission === undefined || (me?.permissions.includes(permission) ?? false);
}

export function useCan(): (permission: string | undefined) => boolean {
  const me = useMaybeMe();
  return (permission) => can(me, permission);
}

/** Forgets everything of the person who was signed in. */
export function forgetSession(client: QueryClient): void {
  client.clear();
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await unwrap(api.POST("/api/auth/logout")).catch(() => undefined);
    forgetSession(client);
    location.assign("/console/login");
  };
}
