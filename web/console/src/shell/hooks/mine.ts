import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

/** The settings everybody may choose for themselves (个人偏好), as they act for me. */
export const mineQuery = queryOptions({
  queryKey: ["settings", "mine"],
  queryFn: () => unwrap(api.GET("/api/settings/mine")),
  staleTime: 60_000,
});

/** The value of one of them; `otherwise` until it is known. */
export function useMySetting<T>(key: string, otherwise: T): T {
  const { data } = useQuery(mineQuery);
  const found = data?.find((setting) => setting.key === key);
  return found ? (found.value as T) : otherwise;
}
