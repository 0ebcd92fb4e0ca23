import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";

type S = components["schemas"];

export type Endpoint = S["ModelEndpointOut"];
export type Change = S["ModelEndpointIn"];
export type Tried = S["ModelTriedOut"];
export type Figures = S["ModelFiguresOut"];

const MODEL = ["language-model"];

export const endpointQuery = queryOptions({
  queryKey: [...MODEL, "endpoint"],
  queryFn: () => unwrap(api.GET("/api/language-model")),
});

export const figuresQuery = queryOptions({
  queryKey: [...MODEL, "figures"],
  queryFn: () => unwrap(api.GET("/api/language-model/figures")),
  refetchInterval: 30_000,
});

export const saveEndpoint = (endpoint: Endpoint, body: Change): Promise<Endpoint> =>
  unwrap(api.PATCH("/api/language-model", { headers: ifMatch(endpoint), body }));

export const tryEndpoint = (): Promise<Tried> => unwrap(api.POST("/api/language-model/try"));

/** The form's values: the key is typed anew or left as it is. */
export type Values = Required<
  Pick<Endpoint, "on" | "address" | "model" | "seconds" | "tokens_a_day" | "uses">
> & { key: string };

export function valuesOf(endpoint: Endpoint): Values {
  const { on, address, model, seconds, tokens_a_day, uses } = endpoint;
  return { on, address, model, seconds, tokens_a_day, uses, key: "" };
}

/** What differs from what is set; an untouched key is not sent. */
export function changeOf(endpoint: Endpoint, values: Values): Change {
  const { key, ...others } = values;
  const before: Record<string, unknown> = valuesOf(endpoint);
  const changed = Object.entries(others).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return { ...Object.fromEntries(changed), ...(key ? { key } : {}) };
}
