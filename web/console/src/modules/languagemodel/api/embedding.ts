import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";

type S = components["schemas"];

export type Embedding = S["EmbeddingEndpointOut"];
export type EmbeddingChange = S["EmbeddingEndpointIn"];
export type EmbeddingTried = S["EmbeddingTriedOut"];
export type Made = S["VectorsOut"];

const EMBEDDING = ["language-model", "embedding"];

export const embeddingQuery = queryOptions({
  queryKey: [...EMBEDDING, "endpoint"],
  queryFn: () => unwrap(api.GET("/api/language-model/embedding")),
  refetchInterval: 15_000,
});

export const madeQuery = queryOptions({
  queryKey: [...EMBEDDING, "made"],
  queryFn: () => unwrap(api.GET("/api/knowledge/reports/vectors")),
  refetchInterval: 3_000,
});

export const saveEmbedding = (held: Embedding, body: EmbeddingChange): Promise<Embedding> =>
  unwrap(api.PATCH("/api/language-model/embedding", { headers: ifMatch(held), body }));

export const tryEmbedding = (): Promise<EmbeddingTried> =>
  unwrap(api.POST("/api/language-model/embedding/try"));

/** The form's values: the key is typed anew or left as it is, no dimensions are the model's own. */
export type EmbeddingValues = Pick<Embedding, "on" | "address" | "model" | "milliseconds"> & {
  dimensions: number | null;
  key: string;
};

export function embeddingValues(held: Embedding): EmbeddingValues {
  const { on, address, model, milliseconds, dimensions } = held;
  return { on, address, model, milliseconds, dimensions: dimensions ?? null, key: "" };
}

/** What differs from what is set; an untouched key is not sent. */
export function embeddingChange(held: Embedding, values: EmbeddingValues): EmbeddingChange {
  const { key, ...others } = values;
  const before: Record<string, unknown> = embeddingValues(held);
  const changed = Object.entries(others)
    .filter(([name, value]) => (value ?? null) !== (before[name] ?? null))
    .map(([name, value]) => [name, name === "dimensions" ? (value ?? 0) : value]);
  return { ...Object.fromEntries(changed), ...(key ? { key } : {}) };
}
