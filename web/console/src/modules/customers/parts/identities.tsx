import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select, Space } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Customer, Identity } from "@/api/types";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { customerQuery } from "../api/customer";
import styles from "./customers.module.css";

/** How a customer can be reached and recognised (联系方式与身份). */
export function Identities({ customer, editable }: { customer: Customer; editable: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const sentence = useSentence();
  const [kind, setKind] = useState<"phone" | "email">("phone");
  const [value, setValue] = useState("");
  const again = () => client.invalidateQueries({ queryKey: customerQuery(customer.id).queryKey });
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/api/customers/{customer_id}/identities", {
          params: { path: { customer_id: customer.id } },
          body: { kind, value: value.trim() },
        }),
      ),
    onSuccess: () => {
      setValue("");
      void again();
    },
  });
  const remove = useMutation({
    mutationFn: (identity: Identity) =>
      unwrap(
        api.DELETE("/api/customers/{customer_id}/identities/{identity_id}", {
          params: { path: { customer_id: customer.id, identity_id: identity.id } },
        }),
      ),
    onSuccess: () => void again(),
    onError: notices.failed,
  });
  return (
    <>
      {customer.identities.map((identity) => (
        <div key={identity.id} className={styles.identity}>
          <span>{t(`customers:identity.${identity.kind}`)}</span>
          <span className="tnum">
            {identity.value}{" "}
            {identity.verified && (
              <span className={styles.verified}>✓ {t("customers:verified")}</span>
            )}
          </span>
          {editable && (identity.kind === "phone" || identity.kind === "email") && (
            <Button type="text" size="small" onClick={() => remove.mutate(identity)}>
              {t("shell:delete")}
            </Button>
          )}
        </div>
      ))}
      {customer.identities.length === 0 && (
        <p className={styles.when}>{t("customers:identity.none")}</p>
      )}
      {editable && (
        <Space.Compact style={{ width: "100%", marginTop: 8 }}>
          <Select
            aria-label={t("customers:identity.kind")}
            value={kind}
            onChange={setKind}
            style={{ width: 96 }}
            options={(["phone", "email"] as const).map((each) => ({
              value: each,
              label: t(`customers:identity.${each}`),
            }))}
          />
          <Input
            aria-label={t("customers:identity.value")}
            placeholder={t("customers:identity.value")}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <Button
            disabled={value.trim() === ""}
            loading={add.isPending}
            onClick={() => add.mutate()}
          >
            {t("shell:add")}
          </Button>
        </Space.Compact>
      )}
      {add.error && <p style={{ color: "var(--late)" }}>{sentence(add.error)}</p>}
    </>
  );
}
