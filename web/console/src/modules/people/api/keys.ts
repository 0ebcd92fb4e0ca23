import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { KeyPermission } from "@/api/types";

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

/** These show an assistant customers' personal data. */
export const PERSONAL: ReadonlySet<string> = new Set([
  "customers.see_personal",
  "customers.fields.sensitive",
]);
const FAR: ReadonlySet<string> = new Set([...PERSONAL, "conversations.override"]);

/** What a new key is proposed: what reaches far is ticked by nobody's oversight. */
export const proposed = (permissions: KeyPermission[]): string[] =>
  permissions.map((each) => each.name).filter((name) => !FAR.has(name));

/** The permissions that mean something to such a key, each with the tools it really opens. */
export function choicesFor(
  permissions: KeyPermission[],
  readOnly: boolean,
  limited: boolean,
): KeyPermission[] {
  return permissions
    .map((each) => ({
      ...each,
      tools: each.tools.filter((tool) => !(readOnly && tool.writes) && (tool.by_shop || !limited)),
      opens: each.tools.length > 0,
    }))
    .filter((each) => !(readOnly && each.writes) && !(each.opens && each.tools.length === 0));
}
