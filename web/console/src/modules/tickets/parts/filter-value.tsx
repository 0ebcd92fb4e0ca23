import { Input, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Asked } from "../api/asked";
import { useOptions } from "../api/options";
import { FieldFilter } from "./field-filter";
import styles from "./list.module.css";

const DUES = ["overdue", "today", "week"];

type Props = {
  part: string;
  name: string;
  asked: Asked;
  fresh: boolean;
  change: (part: Asked) => void;
};

/** The control for one part of the filter. */
export function FilterValue({ part, name, asked, fresh, change }: Props) {
  const t = useT();
  const options = useOptions(part);
  const shared = {
    "aria-label": name,
    className: styles.value ?? "",
    variant: "borderless" as const,
    autoFocus: fresh,
    placeholder: t("shell:field.choose"),
  };
  if (part.startsWith("field:")) return <FieldFilter part={part} asked={asked} change={change} />;
  if (part === "due" || part === "promise") {
    return (
      <Select
        {...shared}
        defaultOpen={fresh}
        value={asked[part] ?? null}
        options={DUES.map((value) => ({ value, label: t(`tickets:${part}.${value}`) }))}
        onChange={(until) => change({ [part]: until })}
      />
    );
  }
  if (part === "made") return <Made asked={asked} name={name} change={change} />;
  const held = (asked[part as keyof Asked] ?? []) as (string | number)[];
  return (
    <Select
      {...shared}
      mode={options ? "multiple" : "tags"}
      defaultOpen={fresh && options !== null}
      maxTagCount={2}
      maxTagPlaceholder={(left) => `+${left.length}`}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      value={held}
      options={options ?? []}
      onChange={(values) => change({ [part]: values })}
    />
  );
}

type PartProps = { asked: Asked; change: (part: Asked) => void };

const day = (iso: string | null | undefined) => {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};
/** The beginning of a local day, or its end. */
const moment = (text: string, end: boolean) =>
  text ? new Date(`${text}T${end ? "23:59:59" : "00:00:00"}`).toISOString() : null;

function Made({ asked, name, change }: PartProps & { name: string }) {
  const t = useT();
  return (
    <>
      <Input
        type="date"
        variant="borderless"
        style={{ width: 136 }}
        aria-label={t("tickets:from.of", { name })}
        value={day(asked.made_after)}
        onChange={({ target }) => change({ made_after: moment(target.value, false) })}
      />
      <span aria-hidden="true">–</span>
      <Input
        type="date"
        variant="borderless"
        style={{ width: 136 }}
        aria-label={t("tickets:to.of", { name })}
        value={day(asked.made_before)}
        onChange={({ target }) => change({ made_before: moment(target.value, true) })}
      />
    </>
  );
}
