import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Role } from "@/api/types";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: () => unwrap(api.GET("/api/staff")),
});

const RANK = [
  "owner",
  "admin",
  "manager",
  "supervisor",
  "agent_senior",
  "agent_junior",
  "quality",
  "support",
];

/** Built-in roles from the widest to the narrowest, a house's own after them. */
export function inRank(roles: Role[]): Role[] {
  const rank = (role: Role) => {
    const at = RANK.indexOf(role.code);
    return at === -1 ? RANK.length : at;
  };
  return [...roles].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
}

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => unwrap(api.GET("/api/roles")).then(inRank),
});

export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: () => unwrap(api.GET("/api/permissions")),
  staleTime: 300_000,
});

export const devicesQuery = queryOptions({
  queryKey: ["devices"],
  queryFn: () => unwrap(api.GET("/api/auth/sessions")),
});
