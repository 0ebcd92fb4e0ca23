import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { api, unwrap } from "@/api/client";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { type Delivery, deliveryQuery, type Webhook } from "../api/webhooks";
import { useResult } from "./deliveries";
import styles from "./webhooks.module.css";

function Told({ one }: { one: Delivery }) {
  const t = useT();
  const format = useFormat();
  const result = useResult();
  const took = one.milliseconds === null ? "" : ` · ${one.milliseconds} ms`;
  return (
    <div className={styles.stack} style={{ justifyItems: "stretch" }}>
      <dl className={styles.facts}>
        <dt>{t("webhooks:state")}</dt>
        <dd>{t(`webhooks:state.${one.state}`)}</dd>
        <dt>{t("webhooks:result")}</dt>
        <dd>
          {result(one)}
          {took}
        </dd>
        <dt>{t("webhooks:tries.title")}</dt>
        <dd>{one.tries}</dd>
        <dt>{t("webhooks:made")}</dt>
        <dd>{format.full(one.made_at)}</dd>
        <dt>webhook-id</dt>
        <dd>
          <code>{one.id}</code>
        </dd>
      </dl>
      <h3>{t("webhooks:body")}</h3>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box */}
      <pre className={styles.body} tabIndex={0}>
        {JSON.stringify(one.body, null, 2)}
      </pre>
      {one.answer && (
        <>
          <h3>{t("webhooks:answer")}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box */}
          <pre className={styles.body} tabIndex={0}>
            {one.answer}
          </pre>
        </>
      )}
    </div>
  );
}

type Props = { webhook: Webhook; id: string; close: () => void };

/** One delivery: what was sent, what was answered, and sending it again. */
export function DeliveryDrawer({ webhook, id, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const client = useQueryClient();
  const delivery = useQuery(deliveryQuery(webhook.id, id));
  const again = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", {
          params: { path: { webhook_id: webhook.id, delivery_id: id } },
        }),
      ),
    onSuccess: ({ count }) => {
      notices.done(t("webhooks:again.done", { count }));
      close();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
    onError: notices.failed,
  });
  const one = delivery.data;
  const offered = one && !one.test && one.state !== "waiting";
  return (
    <Drawer
      open
      size={560}
      title={one?.kind ?? t("webhooks:deliveries")}
      onClose={close}
      footer={
        offered && (
          <Button
            type="primary"
            disabled={!webhook.on}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t("webhooks:again")}
          </Button>
        )
      }
    >
      {delivery.error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(delivery.error)}
          retry={() => void delivery.refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {delivery.isPending && <RowsSkeleton rows={4} />}
      {one && <Told one={one} />}
    </Drawer>
  );
}
