import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { type Webhook, type WebhookMade, webhookQuery, webhooksQuery } from "../api/webhooks";
import { Deliveries } from "../parts/deliveries";
import { Health } from "../parts/health";
import { SecretMade } from "../parts/secret-made";
import { WebhookDrawer } from "../parts/webhook-drawer";
import styles from "../parts/webhooks.module.css";

function Facts({ one }: { one: Webhook }) {
  const t = useT();
  const format = useFormat();
  const fact = (name: string, text: string) => (
    <>
      <dt>{t(`webhooks:${name}`)}</dt>
      <dd>{text}</dd>
    </>
  );
  return (
    <dl className={styles.facts}>
      {fact("url", one.url)}
      {fact("kinds", one.kinds.join(t("webhooks:and")) || t("webhooks:kinds.all"))}
      {fact(
        "succeeded",
        one.succeeded_at ? format.full(one.succeeded_at) : t("webhooks:succeeded.never"),
      )}
      {one.failing_since && fact("failing", format.full(one.failing_since))}
      {one.old_until && fact("secret.old", format.full(one.old_until))}
    </dl>
  );
}

function Acts({ one, made }: { one: Webhook; made: (secret: WebhookMade) => void }) {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const path = { path: { webhook_id: one.id } };
  const refresh = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const renew = useMutation({
    mutationFn: () => unwrap(api.POST("/api/webhooks/{webhook_id}/secret", { params: path })),
    onSuccess: made,
    onSettled: refresh,
    onError: notices.failed,
  });
  const drop = useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/webhooks/{webhook_id}", { params: path })),
    onSuccess: () => {
      notices.done(t("webhooks:dropped"));
      go("/settings/webhooks", { replace: true });
      client.removeQueries({ queryKey: webhookQuery(one.id).queryKey });
      void client.invalidateQueries(webhooksQuery);
    },
    onError: notices.failed,
  });
  const ask = { cancelText: t("shell:cancel") };
  return (
    <>
      <Button onClick={() => setEditing(true)}>{t("webhooks:edit")}</Button>
      <Popconfirm
        {...ask}
        title={t("webhooks:secret.change.ask")}
        okText={t("webhooks:secret.change")}
        onConfirm={() => renew.mutate()}
      >
        <Button loading={renew.isPending}>{t("webhooks:secret.change")}</Button>
      </Popconfirm>
      <Popconfirm
        {...ask}
        title={t("webhooks:drop.ask", { name: one.name })}
        okText={t("webhooks:drop")}
        onConfirm={() => drop.mutate()}
      >
        <Button danger loading={drop.isPending}>
          {t("webhooks:drop")}
        </Button>
      </Popconfirm>
      {editing && (
        <WebhookDrawer row={one} close={() => setEditing(false)} done={() => setEditing(false)} />
      )}
    </>
  );
}

/** One webhook: what it is told, how it goes, everything that was sent. */
export default function WebhookPage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const webhook = useQuery(webhookQuery(id));
  const [made, setMade] = useState<WebhookMade>();
  const one = webhook.data;
  if (!one) {
    return (
      <Page title={t("webhooks:title")}>
        {webhook.error ? (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(webhook.error)}
            retry={() => void webhook.refetch()}
            retryLabel={t("shell:retry")}
          />
        ) : (
          <RowsSkeleton rows={4} />
        )}
      </Page>
    );
  }
  return (
    <Page title={one.name} lead={<Health one={one} />} actions={<Acts one={one} made={setMade} />}>
      <Section title={t("webhooks:about")}>
        <Facts one={one} />
      </Section>
      <Deliveries webhook={one} />
      {made && <SecretMade made={made} close={() => setMade(undefined)} />}
    </Page>
  );
}
