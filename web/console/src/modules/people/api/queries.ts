import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: () => unwrap(api.GET("/api/staff")),
});

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => unwrap(api.GET("/api/roles")),
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
