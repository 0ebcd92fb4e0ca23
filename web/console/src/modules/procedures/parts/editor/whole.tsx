import { Form, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { AboutEnded, ProcedureDocument } from "../../api/shapes";
import { LimitField } from "../step/limit-field";
import { Pair } from "../step/pair";

type Props = {
  document: ProcedureDocument;
  change: (next: ProcedureDocument, mark?: string) => void;
};

/** What holds of the procedure as a whole: its name, what it is for, within which time. */
export function Whole({ document, change }: Props) {
  const t = useT();
  const label = useLabel();
  const put = (part: Partial<ProcedureDocument>, mark?: string) =>
    change({ ...document, ...part }, mark);
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t("procedures:part.name")}>
        <Pair
          title={t("procedures:part.name")}
          value={document.name}
          onChange={(name) => put({ name }, "name")}
        />
      </Form.Item>
      <Form.Item label={t("procedures:part.text")}>
        <Pair
          title={t("procedures:part.text")}
          lines={2}
          value={document.text}
          onChange={(text) => put({ text }, "text")}
        />
      </Form.Item>
      <Form.Item label={t("procedures:part.limit")} extra={t("procedures:whole.limit.hint")}>
        <LimitField value={document.limit} onChange={(limit) => put({ limit }, "limit")} />
      </Form.Item>
      <Form.Item label={t("procedures:part.start")}>
        <Select
          aria-label={t("procedures:part.start")}
          value={document.start || null}
          options={document.steps.map(({ code, name }) => ({
            value: code,
            label: label(name) || code,
          }))}
          onChange={(start) => start && put({ start })}
        />
      </Form.Item>
      <Form.Item
        label={t("procedures:part.about_ended")}
        extra={t(`procedures:about_ended.${document.about_ended}.hint`)}
      >
        <Select<AboutEnded>
          aria-label={t("procedures:part.about_ended")}
          value={document.about_ended}
          options={(["end", "refuse", "stay"] as const).map((value) => ({
            value,
            label: t(`procedures:about_ended.${value}`),
          }))}
          onChange={(about_ended) => put({ about_ended })}
        />
      </Form.Item>
    </Form>
  );
}
