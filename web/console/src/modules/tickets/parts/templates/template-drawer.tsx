import { Alert, Drawer, Form, Input, Select, Switch } from "antd";
import { useState } from "react";
import type { FieldValues } from "@/api/types";
import { usePresences, useShops, useTeams } from "@/shell/hooks/directory";
import { fieldErrors } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { forTyping } from "@/ui/ground";
import {
  type Template,
  type TemplateInput,
  useDeleteTemplate,
  useSaveTemplate,
} from "../../api/templates";
import { useType, useTypeFields, useTypes } from "../../api/types";
import { FieldItems } from "../field-items";
import { FormFoot } from "../form-foot";
import styles from "../types/types.module.css";
import { HoursField } from "./hours-field";
import { Parts } from "./parts-editor";

type Values = Omit<TemplateInput, "checklist" | "fields" | "position"> & { boxes: string };
type Props = { template: Template | null; position: number; close: () => void };

/** What one template says that the form does not hold for itself. */
const valuesOf = ({ checklist, fields: _f, ...rest }: Template): Values => ({
  ...rest,
  boxes: (checklist ?? []).join("\n"),
});

/** What is made often, filled in once (工单模板). */
export function TemplateDrawer({ template, position, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const types = useTypes().filter(({ active }) => active);
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch("type_id", form) ?? template?.type_id ?? types[0]?.id;
  // A formula is reckoned, and a file is one ticket's alone.
  const own = useTypeFields(useType(chosen)).filter(
    (each) => each.active && each.type !== "formula" && each.type !== "file",
  );
  const codes = new Set(own.map(({ code }) => code));
  const [fields, setFields] = useState<FieldValues>(template?.fields ?? {});
  const save = useSaveTemplate(template, close);
  const remove = useDeleteTemplate(close);
  const errors = fieldErrors(save.error);
  const finish = ({ boxes, ...values }: Values) =>
    save.mutate({
      ...values,
      name: values.name.trim(),
      title: values.title.trim(),
      text: values.text ?? "",
      checklist: (boxes ?? "").split("\n").flatMap((line) => line.trim() || []),
      tags: values.tags ?? [],
      parts: values.parts ?? [],
      only_shop_id: values.only_shop_id ?? null,
      only_team_id: values.only_team_id ?? null,
      urgency: values.urgency ?? null,
      importance: values.importance ?? null,
      team_id: values.team_id ?? null,
      owner_id: values.owner_id ?? null,
      subject_id: template?.subject_id ?? null,
      due_within: values.due_within ?? null,
      active: values.active ?? true,
      position: template?.position ?? position,
      fields: Object.fromEntries(Object.entries(fields).filter(([code]) => codes.has(code))),
    });
  if (types.length === 0) return null;
  return (
    <Drawer
      {...forTyping}
      open
      size={600}
      title={template?.name ?? t("tickets:templates.add")}
      onClose={close}
      footer={
        <FormFoot
          busy={save.isPending}
          save={form.submit}
          close={close}
          remove={template ? () => remove.mutate({ id: template.id, name: template.name }) : null}
        />
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          template ? valuesOf(template) : { type_id: types[0]?.id, active: true, parts: [] }
        }
        onFinish={finish}
      >
        <Whom />
        <Words />
        <Whose />
        <FieldItems
          fields={own}
          values={fields}
          errors={errors}
          onChange={(code, value) => setFields((held) => ({ ...held, [code]: value }))}
        />
        <Parts />
        <Form.Item name="active" label={t("tickets:templates.active")} valuePropName="checked">
          <Switch />
        </Form.Item>
        {save.error && !errors ? (
          <Alert type="error" showIcon title={sentence(save.error)} />
        ) : null}
      </Form>
    </Drawer>
  );
}

/** What it is called, and for whom it is. */
function Whom() {
  const t = useT();
  const shops = useShops();
  const teams = useTeams();
  const needed = { required: true, whitespace: true, message: t("tickets:required") };
  return (
    <>
      <Form.Item name="name" label={t("tickets:templates.name")} rules={[needed]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="only_team_id" label={t("tickets:templates.team")}>
          <Select
            allowClear
            placeholder={t("tickets:templates.everybody")}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="only_shop_id"
          label={t("tickets:templates.shop")}
          hidden={shops.length < 2}
        >
          <Select
            allowClear
            placeholder={t("tickets:templates.everywhere")}
            options={shops.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </div>
    </>
  );
}

/** What the ticket is about, in words, with what is to be ticked off. */
function Words() {
  const t = useT();
  const label = useLabel();
  const types = useTypes().filter(({ active }) => active);
  const needed = { required: true, whitespace: true, message: t("tickets:required") };
  return (
    <>
      <Form.Item name="type_id" label={t("tickets:field.type")}>
        <Select options={types.map((each) => ({ value: each.id, label: label(each.name) }))} />
      </Form.Item>
      <Form.Item name="title" label={t("tickets:field.title")} rules={[needed]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="text" label={t("tickets:field.text")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20000} />
      </Form.Item>
      <Form.Item
        name="boxes"
        label={t("tickets:templates.checklist")}
        extra={t("tickets:templates.checklist.hint")}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
    </>
  );
}

/** How much it matters, whose it is, and until when. */
function Whose() {
  const t = useT();
  const people = usePresences();
  const teams = useTeams();
  return (
    <div className={styles.pair}>
      {(["urgency", "importance"] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`tickets:field.${part}`)}>
          <Select
            allowClear
            placeholder={t("tickets:templates.usual")}
            options={[3, 2, 1].map((value) => ({ value, label: t(`tickets:${part}.${value}`) }))}
          />
        </Form.Item>
      ))}
      <Form.Item name="team_id" label={t("tickets:field.team")}>
        <Select
          allowClear
          placeholder={t("tickets:templates.usual")}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="owner_id" label={t("tickets:field.owner")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("tickets:templates.maker")}
          options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
        />
      </Form.Item>
      <Form.Item name="due_within" label={t("tickets:types.hours")}>
        <HoursField label={t("tickets:types.hours")} />
      </Form.Item>
      <Form.Item name="tags" label={t("tickets:field.tags")}>
        <Select mode="tags" maxCount={20} open={false} suffixIcon={null} />
      </Form.Item>
    </div>
  );
}
