import { EllipsisOutlined, EyeOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Dropdown } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { useAround } from "../api/actions";
import { usePart } from "../api/apart";
import type { Ticket } from "../api/tickets";
import { MergeDialog } from "./merge-dialog";
import { SplitDialog } from "./split-dialog";
import styles from "./ticket.module.css";

/** Where a ticket went that has gone into another one. */
export function Gone({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const part = usePart();
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
      {...(ticket.may_part
        ? {
            action: (
              <Button size="small" loading={part.isPending} onClick={() => part.mutate(ticket.id)}>
                {t("tickets:part")}
              </Button>
            ),
          }
        : {})}
    />
  );
}

/** What is rarely done with a whole ticket. */
export function More({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const allowed = useCan()("tickets.edit") && ticket.may_edit && !ticket.merged_into;
  const go = useGo();
  const [doing, setDoing] = useState<string>();
  const close = () => setDoing(undefined);
  if (!allowed) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "merge", label: t("tickets:merge.menu") },
            { key: "split", label: t("tickets:split.menu") },
          ],
          onClick: ({ key }) => setDoing(key),
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t("tickets:more")} />
      </Dropdown>
      {doing === "merge" && <MergeDialog ticket={ticket} close={close} />}
      {doing === "split" && (
        <SplitDialog
          ticket={ticket}
          made={({ id }) => {
            close();
            go(`/tickets/${id}`);
          }}
          close={close}
        />
      )}
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
