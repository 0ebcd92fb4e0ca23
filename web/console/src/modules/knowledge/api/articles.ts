import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { ifMatch } from "@/shell/hooks/edit";
import type { Filters } from "./filters";
import {
  type Article,
  type ArticleChange,
  type ArticleInput,
  type Draft,
  KNOWLEDGE,
  type Version,
} from "./shapes";

const ARTICLES = [...KNOWLEDGE, "articles"] as const;

const at = (id: string) => ({ params: { path: { article_id: id } } });

/** Articles that fit the filters, page by page. */
export const articlesQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: [...ARTICLES, "list", filters],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/knowledge/articles", {
          params: { query: { ...filters, limit: 40, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (held) => held,
  });

/** How many articles each state and each kind of need has. */
export const countsQuery = queryOptions({
  queryKey: [...ARTICLES, "counts"],
  queryFn: () => unwrap(api.GET("/api/knowledge/articles/counts")),
});

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: [...ARTICLES, "one", id],
    queryFn: () => unwrap(api.GET("/api/knowledge/articles/{article_id}", at(id))),
  });

export const makeArticle = (body: ArticleInput): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles", { body }));

export const changeArticle = (row: Article, body: ArticleChange): Promise<Article> =>
  unwrap(
    api.PATCH("/api/knowledge/articles/{article_id}", {
      ...at(row.id),
      body,
      headers: ifMatch(row),
    }),
  );

/** Stores a draft as the successor of a version of it; 0 begins one. */
export const putDraft = (id: string, body: Draft, version: number): Promise<Version> =>
  unwrap(
    api.PUT("/api/knowledge/articles/{article_id}/draft", {
      ...at(id),
      body,
      headers: ifMatch({ version }),
    }),
  );

export const submit = (id: string, note: string): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/submit", { ...at(id), body: { note } }));

export const publish = (id: string, note: string): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/publish", { ...at(id), body: { note } }));

export const giveBack = (id: string, note: string): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/return", { ...at(id), body: { note } }));

export const archive = (id: string): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/archive", at(id)));

/** Makes a draft of an old version. */
export const restoreVersion = (id: string, number: number): Promise<Article> =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/restore", { ...at(id), body: { number } }));

/** Throws away what has not been published. */
export const discardDraft = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/knowledge/articles/{article_id}/draft", at(id)));

export const deleteArticle = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/knowledge/articles/{article_id}", at(id)));

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...ARTICLES, "versions", id],
    queryFn: () => unwrap(api.GET("/api/knowledge/articles/{article_id}/versions", at(id))),
  });

export const diffQuery = (id: string, older: number, newer: number) =>
  queryOptions({
    queryKey: [...ARTICLES, "diff", id, older, newer],
    queryFn: () =>
      unwrap(
        api.GET("/api/knowledge/articles/{article_id}/diff", {
          params: { path: { article_id: id }, query: { from: older, to: newer } },
        }),
      ),
  });

/** An article was opened or put into an answer; a count that is lost disturbs nobody. */
export function noteUse(id: string, kind: "opened" | "inserted", conversation?: string): void {
  const body = { kind, ...(conversation ? { conversation_id: conversation } : {}) };
  void unwrap(api.POST("/api/knowledge/articles/{article_id}/used", { ...at(id), body })).catch(
    () => undefined,
  );
}

export const sayHelpful = (id: string, helpful: boolean): Promise<unknown> =>
  unwrap(
    api.POST("/api/knowledge/articles/{article_id}/helpful", { ...at(id), body: { helpful } }),
  );

export const addWordings = (id: string, texts: string[]) =>
  unwrap(api.POST("/api/knowledge/articles/{article_id}/wordings", { ...at(id), body: { texts } }));

export const removeWording = (id: string, wording: string) =>
  unwrap(
    api.DELETE("/api/knowledge/articles/{article_id}/wordings/{wording_id}", {
      params: { path: { article_id: id, wording_id: wording } },
    }),
  );

/** Stores a picture for the body of an article; answers where it is seen. */
export async function putPicture(file: File): Promise<string> {
  const form = new FormData();
  form.append("file", file);
  const stored = await unwrap(
    api.POST("/api/knowledge/files", {
      body: form as never,
      bodySerializer: (body) => body as never,
    }),
  );
  return stored.url;
}

/** Shows what an action answered, and looks at lists and figures anew. */
export function useShowArticle(): (article: Article) => void {
  const client = useQueryClient();
  return (article) => {
    client.setQueryData(articleQuery(article.id).queryKey, article);
    void client.invalidateQueries({
      queryKey: KNOWLEDGE,
      predicate: (query) => query.queryKey[2] !== "one",
    });
  };
}

/** Reads an article and all that is counted from it anew. */
export function useLookAtArticle(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: KNOWLEDGE });
}
