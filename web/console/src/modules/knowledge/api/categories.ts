import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Labels, LabelText } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { type Category, KNOWLEDGE } from "./shapes";

export const categoriesQuery = queryOptions({
  queryKey: [...KNOWLEDGE, "categories"],
  queryFn: () => unwrap(api.GET("/api/knowledge/categories")),
  staleTime: 30_000,
});

export const useCategories = (): Category[] => useQuery(categoriesQuery).data ?? [];

const at = (id: string) => ({ params: { path: { category_id: id } } });

export const makeCategory = (body: { parent_id: string | null; name: Labels }) =>
  unwrap(api.POST("/api/knowledge/categories", { body }));

export const changeCategory = (row: Category, body: { name?: Labels; active?: boolean }) =>
  unwrap(
    api.PATCH("/api/knowledge/categories/{category_id}", {
      ...at(row.id),
      body,
      headers: ifMatch(row),
    }),
  );

export const orderCategories = (place: { parent_id: string | null; ids: string[] }) =>
  unwrap(api.PUT("/api/knowledge/categories/order", { body: place }));

export const deleteCategory = (id: string, into?: string) =>
  unwrap(
    api.DELETE("/api/knowledge/categories/{category_id}", {
      params: { path: { category_id: id }, query: into ? { into } : {} },
    }),
  );

export type Branch = { category: Category; depth: number; children: Branch[]; all: number };

/** The tree in the order people gave it; `all` counts articles with those below. */
export function treeOf(categories: Category[]): Branch[] {
  const known = new Set(categories.map((one) => one.id));
  const under = (parent: string | null, depth: number): Branch[] =>
    categories
      .filter(
        (one) => (one.parent_id && known.has(one.parent_id) ? one.parent_id : null) === parent,
      )
      .sort((a, b) => a.position - b.position)
      .map((category) => {
        const children = under(category.id, depth + 1);
        const below = children.reduce((sum, child) => sum + child.all, 0);
        return { category, depth, children, all: category.articles + below };
      });
  return under(null, 0);
}

export function flat(branches: Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...flat(branch.children)]);
}

/** How many levels hang below a branch, itself counted. */
export function heightOf(branch: Branch): number {
  return 1 + Math.max(0, ...branch.children.map(heightOf));
}

/** Where a key moves a category: among its siblings, into the one above, or out beside its parent. */
export type Move = "up" | "down" | "in" | "out";
export const DEEPEST = 4;

export function placeAfter(
  tree: Branch[],
  id: string,
  move: Move,
): { parent_id: string | null; ids: string[] } | null {
  const all = flat(tree);
  const mine = all.find((one) => one.category.id === id);
  if (!mine) return null;
  const parent = all.find((one) => one.children.includes(mine)) ?? null;
  const siblings = parent ? parent.children : tree;
  const at = siblings.indexOf(mine);
  const ids = siblings.map((one) => one.category.id);
  const parentId = parent?.category.id ?? null;
  if (move === "up" || move === "down") {
    const to = move === "up" ? at - 1 : at + 1;
    if (to < 0 || to >= ids.length) return null;
    ids.splice(to, 0, ...ids.splice(at, 1));
    return { parent_id: parentId, ids };
  }
  if (move === "in") {
    const into = siblings[at - 1];
    if (!into || into.depth + 1 + heightOf(mine) > DEEPEST) return null;
    return {
      parent_id: into.category.id,
      ids: [...into.children.map((one) => one.category.id), id],
    };
  }
  if (!parent) return null;
  const above = all.find((one) => one.children.includes(parent)) ?? null;
  const beside = (above ? above.children : tree).map((one) => one.category.id);
  beside.splice(beside.indexOf(parent.category.id) + 1, 0, id);
  return { parent_id: above?.category.id ?? null, ids: beside };
}

/** Where a category stands: what brings it back to its place. */
export function placeOf(
  tree: Branch[],
  id: string,
): { parent_id: string | null; ids: string[] } | null {
  const all = flat(tree);
  const mine = all.find((one) => one.category.id === id);
  if (!mine) return null;
  const parent = all.find((one) => one.children.includes(mine));
  const siblings = parent ? parent.children : tree;
  return {
    parent_id: parent?.category.id ?? null,
    ids: siblings.map((one) => one.category.id),
  };
}

/** The names from the topmost category down to one: "配送 / 快递". */
export function pathOf(
  categories: Category[],
  id: string | null,
  label: (text: LabelText) => string,
): string {
  const names: string[] = [];
  let at = categories.find((one) => one.id === id);
  while (at && names.length < DEEPEST) {
    names.unshift(label(at.name));
    const parent = at.parent_id;
    at = categories.find((one) => one.id === parent);
  }
  return names.join(" / ");
}

export type Choice = { value: string; title: string; disabled: boolean; children: Choice[] };

const NONE: ReadonlySet<string> = new Set();

/** The tree as a field offers it. */
export function choicesOf(
  tree: Branch[],
  label: (text: LabelText) => string,
  closed: ReadonlySet<string> = NONE,
): Choice[] {
  return tree.map((branch) => ({
    value: branch.category.id,
    title: label(branch.category.name),
    disabled: closed.has(branch.category.id),
    children: choicesOf(branch.children, label, closed),
  }));
}
