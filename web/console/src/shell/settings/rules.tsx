import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { useShops, useTeams } from "../hooks/directory";
import { usePathParam } from "../hooks/go";
import { useSentence } from "../hooks/notice";
import { useLabel, useT } from "../hooks/text";
import { type Scope, settingsQuery } from "./data";
import { SettingRow } from "./setting-row";

/** One module's settings, drawn from what the server says of them (规则). */
export default function RulesPage() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const module = usePathParam("group") ?? "";
  const teams = useTeams();
  const shops = useShops();
  const [where, setWhere] = useState("organisation");
  const [scope, scopeId] = where.split(":") as [Scope, string | undefined];
  const { data, error, refetch } = useQuery(settingsQuery(scope, scopeId));
  const settings = (data ?? []).filter(
    (setting) => setting.module === module && setting.scopes.includes(scope),
  );
  const groups = [...new Set(settings.map((setting) => label(setting.group)))];
  const options = [
    { value: "organisation", label: t("shell:rules.everywhere") },
    ...shops.map((shop) => ({
      value: `shop:${shop.id}`,
      label: t("shell:rules.shop", { name: shop.name }),
    })),
    ...teams.map((team) => ({
      value: `team:${team.id}`,
      label: t("shell:rules.team", { name: team.name }),
    })),
  ];
  return (
    <Page
      title={t(`shell:rules.${module}`)}
      lead={t("shell:rules.lead")}
      actions={
        <Select
          aria-label={t("shell:rules.scope")}
          value={where}
          options={options}
          onChange={setWhere}
          style={{ minWidth: 200 }}
        />
      }
    >
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton />}
      {groups.map((group) => (
        <Section key={group} title={group}>
          {settings
            .filter((setting) => label(setting.group) === group)
            .map((setting) => (
              <SettingRow
                key={`${setting.key}:${where}:${JSON.stringify(setting.value)}`}
                setting={setting}
                scope={scope}
                scopeId={scopeId}
              />
            ))}
        </Section>
      ))}
    </Page>
  );
}
