import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { ApiError } from "@/api/client";
import type { FieldValues } from "@/api/types";
import { fieldErrors } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { useEndTicket } from "../api/actions";
import type { Ticket } from "../api/tickets";
import { isLive, useType, useTypeFields } from "../api/types";
import { FieldItems } from "./field-items";

/** Ends a ticket: how, with what result, and what must be filled in for that. */
export function EndDialog({ ticket, close }: { ticket: Ticket; close: () => void }) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const type = useType(ticket.type_id);
  const ends = (type?.statuses ?? []).filter(
    ({ kind, active }) => !isLive(kind) && active !== false,
  );
  const [status, setStatus] = useState<string>();
  const [result, setResult] = useState("");
  const [fields, setFields] = useState<FieldValues>({});
  const end = useEndTicket(ticket, close);
  const errors = fieldErrors(end.error);
  const asked = useTypeFields(type).filter(
    ({ active, at_closing, required, code }) =>
      active && (at_closing || required) && !(code in ticket.fields),
  );
  const chosen = status ?? ends[0]?.code;
  // Asked once: saving again means it.
  const anyway = end.error instanceof ApiError && end.error.code === "ticket_parts_open";
  const save = () => end.mutate({ ...(chosen ? { status: chosen } : {}), result, fields, anyway });
  return (
    <Modal
      open
      title={t("tickets:end.title", { ref: ticket.ref })}
      okText={t(anyway ? "tickets:end.anyway" : "tickets:end")}
      cancelText={t("shell:cancel")}
      confirmLoading={end.isPending}
      onOk={save}
      onCancel={close}
    >
      <Form layout="vertical">
        <Form.Item label={t("tickets:field.status")}>
          <Select
            aria-label={t("tickets:field.status")}
            value={chosen ?? null}
            options={ends.map((each) => ({ value: each.code, label: label(each.name) }))}
            onChange={(next) => setStatus(next ?? undefined)}
          />
        </Form.Item>
        <Form.Item label={t("tickets:result")} htmlFor="ticket-result">
          <Input.TextArea
            id="ticket-result"
            autoFocus
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={4000}
            placeholder={t("tickets:result.hint")}
            value={result}
            onChange={(event) => setResult(event.target.value)}
          />
        </Form.Item>
        <FieldItems
          fields={asked}
          values={fields}
          errors={errors}
          marked
          onChange={(code, value) => setFields((held) => ({ ...held, [code]: value }))}
        />
        {end.error && !errors ? <Alert type="error" showIcon title={sentence(end.error)} /> : null}
      </Form>
    </Modal>
  );
}
