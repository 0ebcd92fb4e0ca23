import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import {
  categoriesQuery,
  type Move,
  orderCategories,
  placeAfter,
  placeOf,
  treeOf,
} from "../api/categories";
import { type Category, KNOWLEDGE } from "../api/shapes";
import { CategoryDrawer } from "../parts/category-drawer";
import { CategoryRows } from "../parts/category-rows";
import { Frame } from "../parts/frame";

type Edited = { category: Category } | { under: string | null } | null;

/** Moves categories, with a way back. */
function useMoving(categories: Category[]) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const order = useMutation({
    mutationFn: orderCategories,
    onSuccess: (now) => {
      client.setQueryData(categoriesQuery.queryKey, now);
      void client.invalidateQueries({ queryKey: KNOWLEDGE });
    },
    onError: notices.failed,
  });
  return (id: string, move: Move) => {
    const tree = treeOf(categories);
    const place = placeAfter(tree, id, move);
    const before = placeOf(tree, id);
    if (!place || !before) return;
    order.mutate(place, {
      onSuccess: () =>
        notices.undoable(t("knowledge:categories.moved"), () => order.mutate(before)),
    });
  };
}

/** Categories 分类: the tree in which articles stand. */
export default function CategoriesPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(categoriesQuery);
  const [edited, setEdited] = useState<Edited>(null);
  const move = useMoving(data ?? []);
  const add = (
    <Button type="primary" onClick={() => setEdited({ under: null })}>
      {t("knowledge:categories.add")}
    </Button>
  );
  return (
    <Frame lead={t("knowledge:categories.lead")} actions={add}>
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={6} />}
        {data?.length === 0 && (
          <EmptyState
            title={t("knowledge:categories.none")}
            hint={t("knowledge:categories.none.hint")}
          />
        )}
        {data && data.length > 0 && (
          <CategoryRows
            tree={treeOf(data)}
            move={move}
            edit={(category) => setEdited({ category })}
            add={(under) => setEdited({ under })}
          />
        )}
      </Section>
      {edited && (
        <CategoryDrawer
          key={JSON.stringify(edited)}
          category={"category" in edited ? edited.category : null}
          under={"under" in edited ? edited.under : null}
          close={() => setEdited(null)}
        />
      )}
    </Frame>
  );
}
