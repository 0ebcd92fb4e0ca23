import { useQuery } from "@tanstack/react-query";
import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { alongQuery, usualFirst } from "../api/along";
import { useLinkConversation } from "../api/apart";
import { linkableQuery, type Ticket } from "../api/tickets";
import { type Line, MessageRange, type Range } from "./message-range";
import styles from "./tickets.module.css";

type Props = { ticket: Ticket; close: () => void };

/** Links a conversation with a ticket: one of its customer's, or any by its number (关联会话). */
export function LinkDialog({ ticket, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const ref = useSettled(text.trim());
  const { data } = useQuery(linkableQuery(ticket, ref));
  const [chosen, setChosen] = useState<string>();
  const linked = new Set(ticket.links.map(({ conversation_id }) => conversation_id));
  const offered = (data?.items ?? []).filter(({ id }) => !linked.has(id));
  const found = offered.find(({ id }) => id === chosen) ?? (ref ? offered[0] : undefined);
  const { lines, range, setRange } = useLines(found?.id);
  const link = useLinkConversation(ticket.id, close);
  return (
    <Modal
      open
      title={t("tickets:link.title", { ref: ticket.ref })}
      okText={t("tickets:link.do")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: !found }}
      confirmLoading={link.isPending}
      onOk={() => found && link.mutate({ conversation_id: found.id, ...range })}
      onCancel={close}
    >
      <Input
        autoFocus
        allowClear
        maxLength={30}
        aria-label={t("tickets:link.ref")}
        placeholder={t("tickets:link.ref")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className={styles.offered}>
        {!data && <RowsSkeleton rows={2} />}
        {data && offered.length === 0 && (
          <p className={styles.quiet}>{t(ref ? "tickets:link.unknown" : "tickets:link.none")}</p>
        )}
        <Radio.Group
          className={styles.choices ?? ""}
          value={found?.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {offered.map((each) => (
            <Radio key={each.id} value={each.id}>
              <Offered conversation={each} />
            </Radio>
          ))}
        </Radio.Group>
      </div>
      {found && <MessageRange lines={lines} range={range} setRange={setRange} />}
      {link.error && <Alert type="error" showIcon title={sentence(link.error)} />}
    </Modal>
  );
}

function Offered({ conversation }: { conversation: Summary }) {
  const format = useFormat();
  return (
    <>
      {conversation.ref} {conversation.customer.name}{" "}
      <span className={styles.quiet}>
        {format.day(conversation.opened_at)} {conversation.last_message?.preview}
      </span>
    </>
  );
}

/** What was said in a conversation, and what of it goes along: the latest, until somebody says. */
function useLines(conversation: string | undefined) {
  const { data = [] } = useQuery({
    ...alongQuery(conversation ?? ""),
    enabled: conversation !== undefined,
  });
  const [set, setSet] = useState<{ of: string; range: Range }>();
  const lines: Line[] = data.map(({ number, sender, text }) => ({
    number,
    name: sender.name,
    text,
  }));
  const [first, last] = [usualFirst(data), data.at(-1)?.number];
  const usual = first !== undefined && last !== undefined ? { first, last } : null;
  const range = set && set.of === conversation ? set.range : usual;
  const setRange = (next: Range) => conversation && setSet({ of: conversation, range: next });
  return { lines, range, setRange };
}
