import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { AccessKeyMade } from "@/api/types";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { can, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { choicesQuery, keysQuery } from "../api/keys";
import { KeyDrawer } from "../parts/key-drawer";
import { KeyMade } from "../parts/key-made";
import { KeyRow } from "../parts/key-row";
import styles from "../parts/people.module.css";

/** Access keys 访问密钥: programs and assistants that act in my name. */
export default function AccessKeysPage() {
  const t = useT();
  const me = useMe();
  const notices = useNotices();
  const sentence = useSentence();
  const client = useQueryClient();
  const keys = useQuery(keysQuery);
  const choices = useQuery(choicesQuery);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<AccessKeyMade>();
  const revoke = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/api/access-keys/{key_id}", { params: { path: { key_id: id } } })),
    onSuccess: () => notices.done(t("people:key.revoked")),
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
    onError: notices.failed,
  });
  const failure = keys.error ?? choices.error;
  const address = choices.data?.address ?? "";
  const add = can(me, "people.hold_keys") && (
    <Button type="primary" disabled={!choices.data} onClick={() => setAdding(true)}>
      {t("people:key.add")}
    </Button>
  );
  return (
    <Page title={t("people:keys")} lead={t("people:keys.lead")} actions={add}>
      {address && (
        <Section title={t("people:key.address")} lead={t("people:key.address.lead")}>
          <code className={styles.secret}>{address}</code>
          <div className={styles.buttons}>
            <Button
              size="small"
              onClick={() =>
                void copyText(address).then(
                  () => notices.done(t("people:key.copied")),
                  notices.failed,
                )
              }
            >
              {t("people:key.address.copy")}
            </Button>
          </div>
        </Section>
      )}
      <Section title={t("people:keys")}>
        {failure && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(failure)}
            retry={() => void Promise.all([keys.refetch(), choices.refetch()])}
            retryLabel={t("shell:retry")}
          />
        )}
        {!failure && !keys.data && <RowsSkeleton rows={2} />}
        {keys.data?.length === 0 && (
          <EmptyState title={t("people:keys.none")} hint={t("people:keys.none.hint")} />
        )}
        <ul className={styles.rows}>
          {keys.data?.map((row) => (
            <KeyRow key={row.id} row={row} revoke={revoke.mutate} />
          ))}
        </ul>
      </Section>
      {adding && choices.data && (
        <KeyDrawer
          permissions={choices.data.permissions}
          close={() => setAdding(false)}
          made={(key) => {
            setAdding(false);
            setMade(key);
          }}
        />
      )}
      {made && <KeyMade made={made} address={address} close={() => setMade(undefined)} />}
    </Page>
  );
}
