import { useQuery } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { useMerge } from "../api/apart";
import { TICKETS } from "../api/counts";
import type { Ticket } from "../api/tickets";

/** Tickets this one may go into: found by words, before that the same customer's. */
function useOthers(ticket: Ticket, text: string) {
  const q = useSettled(text.trim());
  const customer = ticket.customer_id;
  const { data } = useQuery({
    queryKey: [...TICKETS, "others", ticket.id, q],
    queryFn: () =>
      unwrap(
        api.GET("/api/tickets", {
          params: {
            query: { limit: 20, ...(q ? { q } : customer ? { customer_id: customer } : {}) },
          },
        }),
      ),
  });
  return (data?.items ?? []).filter(({ id }) => id !== ticket.id);
}

/** Lets a ticket go into another one: comments, links and watchers go with it (合并). */
export function MergeDialog({ ticket, close }: { ticket: Ticket; close: () => void }) {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const [into, setInto] = useState<string>();
  const others = useOthers(ticket, text);
  const merge = useMerge(ticket, ({ id }) => {
    close();
    go(`/tickets/${id}`);
  });
  return (
    <Modal
      open
      title={t("tickets:merge.title", { ref: ticket.ref })}
      okText={t("tickets:merge")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: !into }}
      confirmLoading={merge.isPending}
      onOk={() => into && merge.mutate(into)}
      onCancel={close}
    >
      <p>{t("tickets:merge.hint")}</p>
      <Select
        autoFocus
        style={{ width: "100%", margin: "12px 0" }}
        aria-label={t("tickets:merge.into")}
        placeholder={t("tickets:merge.into")}
        showSearch={{ filterOption: false, onSearch: setText }}
        notFoundContent={t("tickets:none.found")}
        value={into ?? null}
        options={others.map(({ id, ref, title }) => ({ value: id, label: `${ref} ${title}` }))}
        onChange={(id) => setInto(id ?? undefined)}
      />
      {merge.error && <Alert type="error" showIcon title={sentence(merge.error)} />}
    </Modal>
  );
}
