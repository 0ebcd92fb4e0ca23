import type { FinderHit } from "@/shell/contracts";
import { suggest } from "./search";

const MOST = 6;

/** Articles whose title fits, for the palette. */
export async function findArticles(text: string): Promise<FinderHit[]> {
  const found = await suggest(text);
  return found.slice(0, MOST).map((each) => ({
    id: each.article_id,
    title: each.title,
    detail: each.ref,
    path: `/knowledge/articles/${each.article_id}`,
  }));
}
