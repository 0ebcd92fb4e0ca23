import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** Moves to a path of the console, e.g. go("/customers/123?tab=files"). */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (path, options) => {
      const [to, query] = path.split("?");
      void navigate({
        to: to ?? "/",
        search: Object.fromEntries(new URLSearchParams(query ?? "")) as never,
        replace: options?.replace ?? false,
      });
    },
    [navigate],
  );
}

export function usePathParam(name: string): string | undefined {
  return (useParams({ strict: false }) as Record<string, string | undefined>)[name];
}

export function useQueryParam(name: string): string | undefined {
  const value = (useSearch({ strict: false }) as Record<string, unknown>)[name];
  return value === undefined ? undefined : String(value);
}
