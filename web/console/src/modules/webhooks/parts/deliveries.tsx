import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Segmented, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { Endless } from "@/shell/hooks/endless";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type DeliveryLine, deliveriesQuery, type State, type Webhook } from "../api/webhooks";
import { DeliveryDrawer } from "./delivery-drawer";
import styles from "./webhooks.module.css";

type Which = State | "all";
const WHICH: Which[] = ["all", "waiting", "dead", "delivered"];
const COLOURS = { waiting: "processing", delivered: "success", dead: "error" } as const;

/** What came of the last try: a status, or what went wrong. */
export function useResult(): (one: DeliveryLine) => string {
  const t = useT();
  return (one) => {
    if (one.problem) return t(`webhooks:problem.${one.problem}`);
    if (one.status === null) return t("webhooks:untried");
    return t("webhooks:status", { status: one.status });
  };
}

function Line({ one, open }: { one: DeliveryLine; open: () => void }) {
  const t = useT();
  const format = useFormat();
  const result = useResult();
  return (
    <li>
      <button type="button" className={styles.line} onClick={open}>
        <Tag color={COLOURS[one.state]}>{t(`webhooks:state.${one.state}`)}</Tag>
        <code className={styles.grow}>{one.kind}</code>
        <span className={styles.quiet}>
          {result(one)}
          {one.tries > 1 && ` · ${t("webhooks:tries", { count: one.tries })}`}
          {one.next_at &&
            one.tries > 0 &&
            ` · ${t("webhooks:next", { at: format.short(one.next_at) })}`}
        </span>
        <time className={styles.quiet} dateTime={one.made_at}>
          {format.full(one.made_at)}
        </time>
      </button>
    </li>
  );
}

/** The record of a webhook: by what became of it, each to be opened and sent again (死信与重推). */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const t = useT();
  const notices = useNotices();
  const client = useQueryClient();
  const [which, setWhich] = useState<Which>("all");
  const [open, setOpen] = useState<string>();
  const query = useInfiniteQuery(deliveriesQuery(webhook.id, which === "all" ? null : which));
  const path = { path: { webhook_id: webhook.id } };
  const refresh = () => client.invalidateQueries({ queryKey: ["webhooks"] });
  const test = useMutation({
    mutationFn: () => unwrap(api.POST("/api/webhooks/{webhook_id}/test", { params: path })),
    onSuccess: (delivery) => setOpen(delivery.id),
    onSettled: refresh,
    onError: notices.failed,
  });
  const again = useMutation({
    mutationFn: () => unwrap(api.POST("/api/webhooks/{webhook_id}/redeliver", { params: path })),
    onSuccess: ({ count }) => notices.done(t("webhooks:again.done", { count })),
    onSettled: refresh,
    onError: notices.failed,
  });
  return (
    <Section
      title={t("webhooks:deliveries")}
      lead={t("webhooks:deliveries.lead")}
      extra={
        <Button loading={test.isPending} onClick={() => test.mutate()}>
          {t("webhooks:test")}
        </Button>
      }
    >
      {webhook.dead > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t("webhooks:dead", { count: webhook.dead })}
          action={
            <Button
              size="small"
              disabled={!webhook.on}
              loading={again.isPending}
              onClick={() => again.mutate()}
            >
              {t("webhooks:again.all")}
            </Button>
          }
        />
      )}
      <div className={styles.bar}>
        <Segmented<Which>
          aria-label={t("webhooks:deliveries")}
          value={which}
          onChange={setWhich}
          options={WHICH.map((value) => ({ value, label: t(`webhooks:state.${value}`) }))}
        />
      </div>
      <Endless
        query={query}
        empty={{ title: t("webhooks:deliveries.none"), hint: t("webhooks:deliveries.none.hint") }}
      >
        {(lines) => (
          <ul className={styles.rows}>
            {lines.map((one) => (
              <Line key={one.id} one={one} open={() => setOpen(one.id)} />
            ))}
          </ul>
        )}
      </Endless>
      {open && <DeliveryDrawer webhook={webhook} id={open} close={() => setOpen(undefined)} />}
    </Section>
  );
}
