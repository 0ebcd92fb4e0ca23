import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Webhook, type WebhookMade, webhooksQuery } from "../api/webhooks";
import { Health } from "../parts/health";
import { SecretMade } from "../parts/secret-made";
import { WebhookDrawer } from "../parts/webhook-drawer";
import styles from "../parts/webhooks.module.css";

function Row({ one }: { one: Webhook }) {
  const t = useT();
  const path = { to: `/settings/webhooks/${one.id}` as never };
  return (
    <li>
      <div className={styles.grow}>
        <p>
          <Link {...path}>{one.name}</Link> <Health one={one} />
        </p>
        <p className={styles.quiet}>{one.url}</p>
        <p className={styles.quiet}>
          {one.kinds.length === 0
            ? t("webhooks:kinds.all")
            : t("webhooks:kinds.count", { count: one.kinds.length })}
          {one.waiting > 0 && ` · ${t("webhooks:waiting", { count: one.waiting })}`}
          {one.dead > 0 && ` · ${t("webhooks:dead", { count: one.dead })}`}
        </p>
      </div>
    </li>
  );
}

/** Webhooks: who is told of what, and how it goes. */
export default function WebhooksPage() {
  const t = useT();
  const sentence = useSentence();
  const webhooks = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<WebhookMade>();
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("webhooks:add")}
    </Button>
  );
  return (
    <Page title={t("webhooks:title")} lead={t("webhooks:lead")} actions={add}>
      <Section>
        {webhooks.error && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(webhooks.error)}
            retry={() => void webhooks.refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {webhooks.isPending && <RowsSkeleton rows={2} />}
        {webhooks.data?.length === 0 && (
          <EmptyState title={t("webhooks:none")} hint={t("webhooks:none.hint")} />
        )}
        <ul className={styles.rows}>
          {webhooks.data?.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      </Section>
      {adding && (
        <WebhookDrawer
          close={() => setAdding(false)}
          done={(one) => {
            setAdding(false);
            if ("secret" in one) setMade(one);
          }}
        />
      )}
      {made && <SecretMade made={made} close={() => setMade(undefined)} />}
    </Page>
  );
}
