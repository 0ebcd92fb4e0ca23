import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Policy, PolicyInput } from "@/api/types";
import { useEdit } from "@/shell/hooks/edit";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { moved, policiesQuery } from "../api/policies";
import { Ladder } from "../parts/ladder";
import { PolicyDrawer } from "../parts/policy-drawer";
import styles from "../parts/servicelevels.module.css";
import { useConditionText } from "../parts/use-names";

type Edited = { policy: Policy | null; from: PolicyInput } | null;

function About({ policy, built }: { policy: PolicyInput; built: boolean }) {
  const t = useT();
  const condition = useConditionText();
  const rules = policy.conditions.map(condition);
  return (
    <div className={styles.grow}>
      <p>
        <strong>{built ? t("servicelevels:built_in") : policy.name}</strong>{" "}
        {!policy.active && <Tag color="warning">{t("servicelevels:inactive")}</Tag>}
        <span className={styles.quiet}>
          {built ? t("servicelevels:built_in.hint") : null}
          {!built && (rules.join(t("servicelevels:and")) || t("servicelevels:everything"))}
        </span>
      </p>
      <Ladder policy={policy} />
    </div>
  );
}

/** Service levels 服务等级: policies in their order; the first that fits decides. */
export default function PoliciesPage() {
  const t = useT();
  const { data } = useQuery(policiesQuery);
  const [edited, setEdited] = useState<Edited>(null);
  const order = useEdit({
    act: (ids: string[]) =>
      unwrap(api.PUT("/api/service-levels/policies/order", { body: { ids } })),
    refresh: policiesQuery.queryKey,
  });
  const items = data?.items ?? [];
  const add = () => {
    if (data) setEdited({ policy: null, from: { ...data.default, name: "" } });
  };
  return (
    <Page
      title={t("servicelevels:title")}
      lead={t("servicelevels:hint")}
      actions={
        <Button type="primary" onClick={add} disabled={!data}>
          {t("servicelevels:add")}
        </Button>
      }
    >
      <Section title={t("servicelevels:policies")} lead={t("servicelevels:order")}>
        {!data && <RowsSkeleton rows={3} />}
        <ol className={styles.rows}>
          {items.map((policy, at) => (
            <li key={policy.id}>
              <About policy={policy} built={false} />
              <div className={styles.buttons}>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t("servicelevels:up", { name: policy.name })}
                  title={t("servicelevels:up", { name: policy.name })}
                  disabled={at === 0}
                  onClick={() => order.mutate(moved(items, policy.id, -1))}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t("servicelevels:down", { name: policy.name })}
                  title={t("servicelevels:down", { name: policy.name })}
                  disabled={at === items.length - 1}
                  onClick={() => order.mutate(moved(items, policy.id, 1))}
                />
                <Button size="small" onClick={() => setEdited({ policy, from: policy })}>
                  {t("shell:edit")}
                </Button>
              </div>
            </li>
          ))}
          {data && (
            <li>
              <About policy={data.default} built />
            </li>
          )}
        </ol>
      </Section>
      {edited && (
        <PolicyDrawer
          key={edited.policy?.id ?? "new"}
          policy={edited.policy}
          from={edited.from}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
