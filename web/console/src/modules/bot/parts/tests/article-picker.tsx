import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { articlesQuery } from "../../api/bot";
import type { SampleArticle } from "../../api/shapes";

type Props = {
  value: SampleArticle | null;
  /** What is looked for before anything is typed: the question itself. */
  asked: string;
  onChange: (article: SampleArticle | null) => void;
};

/** The article that should answer, looked for by its title; none: nothing here does. */
export function ArticlePicker({ value, asked, onChange }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const q = useSettled(text.trim() || asked.trim());
  const { data = [], isFetching } = useQuery({ ...articlesQuery(q), enabled: q !== "" });
  const found = data.map(({ article_id, title }) => ({ value: article_id, label: title }));
  const chosen = value ? [{ value: value.article_id, label: value.title }] : [];
  const options = [...chosen, ...found.filter((each) => each.value !== value?.article_id)];
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      aria-label={t("bot:tests.article")}
      placeholder={t("bot:tests.nobody")}
      style={{ width: "100%" }}
      loading={isFetching}
      value={value?.article_id ?? null}
      options={options}
      onChange={(id: string | null) => {
        const one = options.find((each) => each.value === id);
        setText("");
        onChange(one ? { article_id: one.value, title: one.label } : null);
      }}
    />
  );
}
