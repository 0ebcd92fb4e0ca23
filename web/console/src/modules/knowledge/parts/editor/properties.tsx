import { useMutation } from "@tanstack/react-query";
import { Input, Segmented, Select, TreeSelect } from "antd";
import type { ReactNode } from "react";
import { ApiError } from "@/api/client";
import { usePresences, useShops } from "@/shell/hooks/directory";
import { useNotices } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { changeArticle, useLookAtArticle, useShowArticle } from "../../api/articles";
import { choicesOf, treeOf, useCategories } from "../../api/categories";
import { dayOf, endOf, startOf } from "../../api/days";
import type { Article, ArticleChange, Audience } from "../../api/shapes";
import styles from "../article.module.css";

function Field({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  const t = useT();
  return (
    <div className={styles.field}>
      <p className={styles.name}>{t(`knowledge:${name}`)}</p>
      {children}
      {hint && <p className={styles.quiet}>{t(hint)}</p>}
    </div>
  );
}

function useChange(article: Article) {
  const t = useT();
  const notices = useNotices();
  const show = useShowArticle();
  const look = useLookAtArticle();
  return useMutation({
    mutationFn: (change: ArticleChange) => changeArticle(article, change),
    onSuccess: show,
    onError: (reason) => {
      const clash = reason instanceof ApiError && reason.code === "edit_conflict";
      notices.failed(clash ? new ApiError(409, reason.code, t("shell:error.conflict")) : reason);
      if (clash) look();
    },
  });
}

/** Where an article belongs, whom it is for and how long it holds; each is stored when chosen. */
export function Properties({ article }: { article: Article }) {
  const t = useT();
  const label = useLabel();
  const shops = useShops();
  const people = usePresences();
  const tree = treeOf(useCategories());
  const { mutate } = useChange(article);
  const day = (key: "valid_from" | "valid_until" | "review_at", at: typeof startOf) => (
    <Input
      key={`${key}${article[key]}`}
      type="date"
      aria-label={t(`knowledge:${key}`)}
      defaultValue={dayOf(article[key])}
      onBlur={(event) => {
        const chosen = event.target.value;
        if (chosen !== dayOf(article[key])) mutate({ [key]: at(chosen) });
      }}
    />
  );
  const owner = people.some((one) => one.staff_id === article.owner.id)
    ? []
    : [{ value: article.owner.id, label: article.owner.name }];
  return (
    <>
      <Field name="category">
        <TreeSelect
          allowClear
          treeDefaultExpandAll
          aria-label={t("knowledge:category")}
          placeholder={t("knowledge:category.none")}
          value={article.category_id ?? undefined}
          treeData={choicesOf(tree, label)}
          onChange={(value: string | undefined) => mutate({ category_id: value ?? null })}
        />
      </Field>
      <Field name="audience" hint={`knowledge:audience.${article.audience}.hint`}>
        <Segmented<Audience>
          block
          aria-label={t("knowledge:audience")}
          value={article.audience}
          onChange={(audience) => mutate({ audience })}
          options={(["customers", "staff"] as const).map((value) => ({
            value,
            label: t(`knowledge:audience.${value}`),
          }))}
        />
      </Field>
      {article.audience === "customers" && (
        <Field name="levels" hint="knowledge:levels.hint">
          <Select
            mode="tags"
            aria-label={t("knowledge:levels")}
            placeholder={t("knowledge:levels.all")}
            value={article.levels}
            onChange={(levels: string[]) => mutate({ levels })}
          />
        </Field>
      )}
      {shops.length > 0 && (
        <Field name="shop">
          <Select
            allowClear
            aria-label={t("knowledge:shop")}
            placeholder={t("knowledge:shop.all")}
            value={article.shop_id}
            onChange={(value: string | undefined) => mutate({ shop_id: value ?? null })}
            options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
          />
        </Field>
      )}
      <Field name="owner" hint="knowledge:owner.hint">
        <Select
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("knowledge:owner")}
          value={article.owner.id}
          onChange={(owner_id: string) => mutate({ owner_id })}
          options={[
            ...owner,
            ...people.map((person) => ({ value: person.staff_id, label: person.name })),
          ]}
        />
      </Field>
      <Field name="valid">
        <div className={styles.pair}>
          {day("valid_from", startOf)}
          {day("valid_until", endOf)}
        </div>
      </Field>
      <Field name="review_at" hint="knowledge:review_at.hint">
        {day("review_at", startOf)}
      </Field>
    </>
  );
}
