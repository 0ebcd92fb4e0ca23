import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Presence, Shop, Skill, Subject, Team } from "@/api/types";

/** Small lists that many screens need, read once and kept (通讯录). */
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: () => unwrap(api.GET("/api/teams")),
  staleTime: 60_000,
});

export const shopsQuery = queryOptions({
  queryKey: ["shops"],
  queryFn: () => unwrap(api.GET("/api/shops")),
  staleTime: 60_000,
});

export const subjectsQuery = queryOptions({
  queryKey: ["subjects"],
  queryFn: () => unwrap(api.GET("/api/subjects")),
  staleTime: 60_000,
});

export const skillsQuery = queryOptions({
  queryKey: ["skills"],
  queryFn: () => unwrap(api.GET("/api/skills")),
  staleTime: 60_000,
});

export const presenceQuery = queryOptions({
  queryKey: ["presence"],
  queryFn: () => unwrap(api.GET("/api/presence")),
  staleTime: 10_000,
});

export const useTeams = (): Team[] => useQuery(teamsQuery).data ?? [];
export const useShops = (): Shop[] => useQuery(shopsQuery).data ?? [];
export const useSubjects = (): Subject[] => useQuery(subjectsQuery).data ?? [];
export const useSkills = (): Skill[] => useQuery(skillsQuery).data ?? [];
export const usePresences = (): Presence[] => useQuery(presenceQuery).data ?? [];
