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
import { CONVERSATION, moved, policiesQuery } from "../api/policies";
import { Ladder } from "../parts/ladder";
import { PolicyDrawer } from "../parts/policy-drawer";
import styles from "../parts/servicelevels.module.css";
import { useAbout, useAbouts } from "../parts/use-abouts";

type Edited = { policy: Policy | null; from: PolicyInput } | null;

function Rule({ policy, built }: { policy: PolicyInput; built: boolean }) {
  const t = useT();
  const about = useAbout(policy.about);
  if (!about) return null;
  const rules = policy.conditions.map(({ field, any_of }) => {
    const known = new Map(about.choices(field).map(({ value, label }) => [value, label]));
    return t("servicelevels:condition", {
      field: about.facts.find(({ value }) => value === field)?.label ?? field,
      values: any_of.map((value) => known.get(value) ?? value).join(t("servicelevels:or")),
    });
  });
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
  const abouts = useAbouts();
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
      {!data && (
        <Section title={t("servicelevels:policies")}>
          <RowsSkeleton rows={3} />
        </Section>
      )}
      {abouts.map(({ about, name, usual }) => {
        const ours = items.filter((policy) => policy.about === about);
        return (
          <Section
            key={about}
            title={name}
            {...(about === CONVERSATION ? { lead: t("servicelevels:order") } : {})}
          >
            <ol className={styles.rows}>
              {ours.map((policy, at) => (
                <li key={policy.id}>
                  <Rule policy={policy} built={false} />
                  <div className={styles.buttons}>
                    <Button
                      size="small"
                      type="text"
                      icon={<ArrowUpOutlined />}
                      aria-label={t("servicelevels:up", { name: policy.name })}
                      title={t("servicelevels:up", { name: policy.name })}
                      disabled={at === 0}
                      onClick={() => order.mutate(moved(ours, policy.id, -1))}
                    />
                    <Button
                      size="small"
                      type="text"
                      icon={<ArrowDownOutlined />}
                      aria-label={t("servicelevels:down", { name: policy.name })}
                      title={t("servicelevels:down", { name: policy.name })}
                      disabled={at === ours.length - 1}
                      onClick={() => order.mutate(moved(ours, policy.id, 1))}
                    />
                    <Button size="small" onClick={() => setEdited({ policy, from: policy })}>
                      {t("shell:edit")}
                    </Button>
                  </div>
                </li>
              ))}
              <li>
                <Rule policy={usual} built />
              </li>
            </ol>
          </Section>
        );
      })}
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
