import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, Select } from "antd";
import { useEffect, useState } from "react";
import type { FieldValues, Message } from "@/api/types";
import { usePresences, useShops, useTeams } from "@/shell/hooks/directory";
import { fieldErrors } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { forTyping } from "@/ui/ground";
import { KeyCap } from "@/ui/keycap";
import { useMakeTicket } from "../api/actions";
import { alongQuery, proposedTitle, usualFirst } from "../api/along";
import { fromField, toField } from "../api/moments";
import { useProposed, withProposed } from "../api/proposed";
import { ahead, type Template, wordsOf } from "../api/templates";
import type { Ticket } from "../api/tickets";
import { useType, useTypeFields, useTypes } from "../api/types";
import { Along } from "./along";
import { FieldItems } from "./field-items";
import { FromTemplate } from "./from-template";
import styles from "./tickets.module.css";

type Values = {
  type: string;
  title: string;
  text?: string;
  urgency?: number;
  importance?: number;
  owner?: string;
  team?: string;
  shop?: string;
  due?: string;
};

const NO_MESSAGES: Message[] = [];

type Props = {
  /** From where it is made: the customer, and the conversation one is in. */
  customer?: string;
  conversation?: string;
  /** The ticket it becomes a part of. */
  above?: Ticket;
  made: (ticket: Ticket) => void;
  close: () => void;
};

/** Makes a ticket; from a conversation customer, shop, subject and messages come along. */
export function NewTicket({ customer, conversation, above, made, close }: Props) {
  const t = useT();
  const label = useLabel();
  const me = useMe();
  const types = useTypes().filter(({ active }) => active);
  const shops = useShops();
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch("type", form) ?? types[0]?.id;
  const type = useType(chosen);
  const [said, setSaid] = useState<FieldValues>({});
  const [template, setTemplate] = useState<Template>();
  const make = useMakeTicket(made);
  const sentence = useSentence();
  const errors = fieldErrors(make.error);
  const own = useTypeFields(type).filter((each) => each.active && each.type !== "formula");
  const codes = new Set(own.map(({ code }) => code));
  const { messages, from, setFirst, range } = useAlong(conversation);
  const offered = useProposed(conversation, type?.id, range);
  const fields = withProposed(said, offered);
  const proposed = proposedTitle(messages);
  useEffect(() => {
    if (proposed && !form.isFieldTouched("title")) form.setFieldValue("title", proposed);
  }, [form, proposed]);
  const save = (values: Values) =>
    make.mutate({
      type_id: values.type,
      title: values.title.trim(),
      text: values.text ?? "",
      urgency: values.urgency ?? null,
      importance: values.importance ?? null,
      owner_id: values.owner ?? null,
      team_id: values.team ?? null,
      shop_id: conversation ? null : (above?.shop_id ?? values.shop ?? shops[0]?.id ?? null),
      customer_id: above?.customer_id ?? customer ?? null,
      ...(above ? { parent_id: above.id } : {}),
      tags: template?.tags ?? [],
      ...(template ? { template_id: template.id } : {}),
      ...(template?.subject_id ? { subject_id: template.subject_id } : {}),
      watchers: [],
      due_at: fromField(values.due),
      fields: Object.fromEntries(Object.entries(fields).filter(([code]) => codes.has(code))),
      ...(conversation ? { link: { conversation_id: conversation, ...range } } : {}),
    });
  const take = (next: Template | undefined) => {
    setTemplate(next);
    if (!next) return;
    form.setFieldsValue({
      type: next.type_id,
      title: next.title,
      text: wordsOf(next),
      urgency: next.urgency ?? undefined,
      importance: next.importance ?? undefined,
      owner: next.owner_id ?? me.id,
      team: next.team_id ?? undefined,
      due: next.due_within ? toField(ahead(next.due_within)) : undefined,
    } as Partial<Values>);
    form.setFields([{ name: "title", touched: true }]);
    setSaid(next.fields ?? {});
  };
  if (types.length === 0 || shops.length === 0) return null;
  return (
    <Drawer
      {...forTyping}
      open
      size={520}
      title={above ? t("tickets:parts.new.of", { ref: above.ref }) : t("tickets:new")}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button type="primary" loading={make.isPending} onClick={form.submit}>
            {t("tickets:make")} <KeyCap combo="mod+enter" />
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      {conversation && <Along messages={messages} first={from} setFirst={setFirst} />}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ type: types[0]?.id, owner: me.id, shop: shops[0]?.id }}
        onFinish={save}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        <FromTemplate shop={above?.shop_id} template={template} take={take} />
        <Form.Item name="type" label={t("tickets:field.type")}>
          <Select options={types.map((each) => ({ value: each.id, label: label(each.name) }))} />
        </Form.Item>
        <Form.Item
          name="title"
          label={t("tickets:field.title")}
          rules={[{ required: true, whitespace: true, message: t("tickets:required") }]}
        >
          <Input maxLength={200} autoFocus placeholder={t("tickets:field.title.hint")} />
        </Form.Item>
        <Form.Item name="text" label={t("tickets:field.text")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20000} />
        </Form.Item>
        <Degrees type={type?.id} />
        <Whose shop={!conversation && !above && shops.length > 1} />
        <FieldItems
          fields={own}
          values={fields}
          errors={errors}
          taken={offered.filter(({ code }) => !(code in said))}
          onChange={(code, value) => setSaid((held) => ({ ...held, [code]: value }))}
        />
        {make.error && !errors ? (
          <Alert type="error" showIcon title={sentence(make.error)} />
        ) : null}
      </Form>
    </Drawer>
  );
}

/** The messages that come along from a conversation. */
function useAlong(conversation: string | undefined) {
  const { data } = useQuery({
    ...alongQuery(conversation ?? ""),
    enabled: conversation !== undefined,
  });
  const [first, setFirst] = useState<number>();
  const messages = data ?? NO_MESSAGES;
  const from = first ?? usualFirst(messages);
  const last = messages.at(-1)?.number;
  const range = from !== undefined && last !== undefined ? { first: from, last } : {};
  return { messages, from, setFirst, range };
}

/** How soon and how much it matters; what is not said, the type says. */
function Degrees({ type }: { type: string | undefined }) {
  const t = useT();
  const usual = useType(type);
  return (
    <div className={styles.pair}>
      {(["urgency", "importance"] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`tickets:field.${part}`)}>
          <Select
            allowClear
            placeholder={usual ? t(`tickets:${part}.${usual[part] ?? 2}`) : ""}
            options={[3, 2, 1].map((value) => ({ value, label: t(`tickets:${part}.${value}`) }))}
          />
        </Form.Item>
      ))}
    </div>
  );
}

/** Who sees it through, and until when. */
function Whose({ shop }: { shop: boolean }) {
  const t = useT();
  const people = usePresences();
  const teams = useTeams();
  const shops = useShops();
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="owner" label={t("tickets:field.owner")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("tickets:unowned")}
            options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="team" label={t("tickets:field.team")}>
          <Select
            allowClear
            placeholder={t("tickets:team.usual")}
            options={teams.map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
      </div>
      {shop && (
        <Form.Item name="shop" label={t("tickets:field.shop")}>
          <Select options={shops.map((each) => ({ value: each.id, label: each.name }))} />
        </Form.Item>
      )}
      <Form.Item name="due" label={t("tickets:field.due")} extra={t("tickets:field.due.hint")}>
        <Input type="datetime-local" style={{ width: 220 }} />
      </Form.Item>
    </>
  );
}
