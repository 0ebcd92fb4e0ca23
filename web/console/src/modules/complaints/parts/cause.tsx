import { Select } from "antd";
import type { Subject } from "@/api/types";
import { useSubjects } from "@/shell/hooks/directory";
import { labelIn, useLanguage, useT } from "@/shell/hooks/text";

/** The path of each subject, from the top down. */
function paths(subjects: Subject[], language: string): Map<string, string> {
  const known = new Map(subjects.map((one) => [one.id, one]));
  const path = (one: Subject): string => {
    const above = one.parent_id ? known.get(one.parent_id) : undefined;
    const name = labelIn(language, one.name);
    return above ? `${path(above)} / ${name}` : name;
  };
  return new Map(subjects.map((one) => [one.id, path(one)]));
}

export function useCauseName(): (id: string | null) => string {
  const subjects = useSubjects();
  const language = useLanguage();
  const named = paths(subjects, language);
  return (id) => (id ? (named.get(id) ?? "") : "");
}

type Props = {
  /** Given by a form around it. */
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
};

/** Why it happened, from the tree the shop keeps. */
export function CauseSelect({ id, value = null, onChange }: Props) {
  const t = useT();
  const subjects = useSubjects();
  const language = useLanguage();
  const options = [...paths(subjects, language)]
    .map(([each, label]) => ({ value: each, label }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={t("complaints:cause")}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("complaints:cause.choose")}
      style={{ width: "100%" }}
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}
