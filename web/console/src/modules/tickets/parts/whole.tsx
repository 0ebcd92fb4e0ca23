import { EllipsisOutlined, EyeOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Dropdown } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { useAround } from "../api/actions";
import type { Ticket } from "../api/tickets";
import { MergeDialog } from "./merge-dialog";
import styles from "./ticket.module.css";

/** Where a ticket went that has gone into another one. */
export function Gone({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const into = ticket.merged_into;
  if (!into) return null;
  return (
    <Alert
      type="info"
      showIcon
      className={styles.clash ?? ""}
      title={
        <>
          {t("tickets:merged")}{" "}
          <Link to={`/tickets/${into.id}` as never} className={styles.link}>
            {into.ref} {into.title}
          </Link>
        </>
      }
    />
  );
}

/** What is rarely done with a whole ticket. */
export function More({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const allowed = useCan()("tickets.edit") && ticket.may_edit && !ticket.merged_into;
  const [merging, setMerging] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [{ key: "merge", label: t("tickets:merge.menu") }],
          onClick: () => setMerging(true),
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t("tickets:more")} />
      </Dropdown>
      {merging && <MergeDialog ticket={ticket} close={() => setMerging(false)} />}
    </>
  );
}

/** Whether one is told what becomes of it. */
export function Watch({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { watch } = useAround(ticket.id);
  return (
    <Button
      icon={<EyeOutlined />}
      loading={watch.isPending}
      aria-pressed={ticket.watching}
      onClick={() => watch.mutate(!ticket.watching)}
    >
      {t(ticket.watching ? "tickets:unwatch" : "tickets:watch")}
    </Button>
  );
}
