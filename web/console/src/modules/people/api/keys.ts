import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

export const keysQuery = queryOptions({
  queryKey: ["access-keys"],
  queryFn: () => unwrap(api.GET("/api/access-keys")),
});

export const choicesQuery = queryOptions({
  queryKey: ["access-keys", "choices"],
  queryFn: () => unwrap(api.GET("/api/access-keys/choices")),
  staleTime: 300_000,
});

/** What is given to an assistant's program, as most of them take it. */
export function configOf(address: string, token: string): string {
  const server = {
    type: "http",
    url: address,
    headers: { Authorization: `Bearer ${token}` },
  };
  return JSON.stringify({ mcpServers: { zhiyin: server } }, null, 2);
}
