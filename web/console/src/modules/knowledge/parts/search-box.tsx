import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useEffect, useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { suggestQuery } from "../api/search";
import { Marked } from "./marked";

type Props = { asked: string; search: (text: string) => void };

/** Searching articles (搜索): titles while one types, everything with Enter. */
export function SearchBox({ asked, search }: Props) {
  const t = useT();
  const go = useGo();
  const [text, setText] = useState(asked);
  const [open, setOpen] = useState(false);
  const settled = useSettled(text.trim());
  useEffect(() => setText(asked), [asked]);
  const typing = settled !== "" && settled !== asked;
  const { data = [] } = useQuery({ ...suggestQuery(settled), enabled: typing });
  const options = (typing ? data : []).map((each) => ({
    value: each.article_id,
    label: <Marked text={each.title} marks={each.marks} />,
  }));
  const submit = () => {
    setOpen(false);
    search(text.trim());
  };
  return (
    <AutoComplete
      style={{ width: "100%" }}
      value={text}
      open={open && options.length > 0}
      options={options}
      // Enter searches for what was typed; an article is chosen with the arrows first.
      defaultActiveFirstOption={false}
      onSelect={(id: string) => go(`/knowledge/articles/${id}`)}
      onChange={(next: string) => {
        // What is chosen is an id, which nobody wants to read in the field.
        if (options.some((option) => option.value === next)) return;
        setText(next);
        setOpen(next.trim() !== "");
        if (next === "") search("");
      }}
      onBlur={() => setOpen(false)}
    >
      <Input
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t("knowledge:search")}
        placeholder={t("knowledge:search.hint")}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit();
        }}
      />
    </AutoComplete>
  );
}
