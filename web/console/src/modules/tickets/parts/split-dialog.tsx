import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Drawer, Form, Input, Select } from "antd";
import { useState } from "react";
import { usePresences } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { forTyping } from "@/ui/ground";
import { KeyCap } from "@/ui/keycap";
import { useSplit } from "../api/apart";
import { commentsQuery, type Ticket, type TicketLink } from "../api/tickets";
import { useTypes } from "../api/types";
import { type Line, MessageRange, type Range, wholeOf } from "./message-range";
import styles from "./tickets.module.css";

type Values = { title: string; text?: string; type: string; owner?: string; below: boolean };
type Along = { on: boolean; range: Range };

const linesOf = (link: TicketLink): Line[] => link.messages ?? [];
const begin = (link: TicketLink): Along => ({ on: true, range: wholeOf(linesOf(link)) });

/** Makes a ticket of a part of one: what it is called, and what goes into it (拆分). */
export function SplitDialog({
  ticket,
  made,
  close,
}: {
  ticket: Ticket;
  made: (ticket: Ticket) => void;
  close: () => void;
}) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const [comments, setComments] = useState<string[]>([]);
  const [along, setAlong] = useState<Record<string, Along>>({});
  const alongOf = (link: TicketLink) => along[link.conversation_id] ?? begin(link);
  const split = useSplit(ticket, made);
  const save = (values: Values) =>
    split.mutate({
      title: values.title.trim(),
      text: values.text ?? "",
      type_id: values.type,
      owner_id: values.owner ?? null,
      below: values.below,
      comment_ids: comments,
      links: ticket.links
        .filter((link) => alongOf(link).on)
        .map((link) => ({ conversation_id: link.conversation_id, ...alongOf(link).range })),
    });
  return (
    <Drawer
      {...forTyping}
      open
      size={520}
      title={t("tickets:split.title", { ref: ticket.ref })}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button type="primary" loading={split.isPending} onClick={form.submit}>
            {t("tickets:split")} <KeyCap combo="mod+enter" />
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ type: ticket.type_id, owner: ticket.owner_id, below: false }}
        onFinish={save}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        <Fields />
        <Comments ticket={ticket} chosen={comments} choose={setComments} />
        {ticket.links.map((link) => (
          <Conversation
            key={link.conversation_id}
            link={link}
            along={alongOf(link)}
            set={(next) => setAlong({ ...along, [link.conversation_id]: next })}
          />
        ))}
        {split.error && <Alert type="error" showIcon title={sentence(split.error)} />}
      </Form>
    </Drawer>
  );
}

/** What the new one is called, and whose it is. */
function Fields() {
  const t = useT();
  const label = useLabel();
  const people = usePresences();
  const types = useTypes().filter(({ active }) => active);
  return (
    <>
      <p className={styles.quiet}>{t("tickets:split.hint")}</p>
      <Form.Item
        name="title"
        label={t("tickets:field.title")}
        rules={[{ required: true, whitespace: true, message: t("tickets:required") }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="text" label={t("tickets:field.text")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20000} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="type" label={t("tickets:field.type")}>
          <Select options={types.map((each) => ({ value: each.id, label: label(each.name) }))} />
        </Form.Item>
        <Form.Item name="owner" label={t("tickets:field.owner")}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("tickets:unowned")}
            options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="below" valuePropName="checked">
        <Checkbox>{t("tickets:split.below")}</Checkbox>
      </Form.Item>
    </>
  );
}

type CommentsProps = { ticket: Ticket; chosen: string[]; choose: (ids: string[]) => void };

/** Comments that go over to the new one. */
function Comments({ ticket, chosen, choose }: CommentsProps) {
  const t = useT();
  const { data = [] } = useQuery(commentsQuery(ticket.id));
  if (data.length === 0) return null;
  return (
    <Form.Item label={t("tickets:split.comments")}>
      <Checkbox.Group<string>
        className={styles.choices ?? ""}
        value={chosen}
        onChange={choose}
        options={data.map(({ id, name, text }) => ({
          value: id,
          label: `${name}: ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`,
        }))}
      />
    </Form.Item>
  );
}

type ConversationProps = { link: TicketLink; along: Along; set: (along: Along) => void };

/** A conversation that goes along, with all of its messages here, some, or none. */
function Conversation({ link, along, set }: ConversationProps) {
  return (
    <div className={styles.taken}>
      <Checkbox checked={along.on} onChange={({ target }) => set({ ...along, on: target.checked })}>
        {link.ref} {link.customer_name}
      </Checkbox>
      {along.on && (
        <MessageRange
          lines={linesOf(link)}
          range={along.range}
          setRange={(range) => set({ ...along, range })}
        />
      )}
    </div>
  );
}
