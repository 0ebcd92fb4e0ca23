import { useQuery } from "@tanstack/react-query";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { mineQuery } from "../hooks/mine";
import { useSentence } from "../hooks/notice";
import { useLabel, useT } from "../hooks/text";
import { SettingRow } from "./setting-row";

/** What everybody may choose for themselves (个人偏好), with what holds otherwise. */
export default function MinePage() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(mineQuery);
  const groups = [...new Set((data ?? []).map((setting) => label(setting.group)))];
  return (
    <Page title={t("shell:mine")} lead={t("shell:mine.hint")}>
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
          {(data ?? [])
            .filter((setting) => label(setting.group) === group)
            .map((setting) => (
              <SettingRow
                key={`${setting.key}:${JSON.stringify(setting.value)}`}
                setting={setting}
                scope="mine"
                scopeId={undefined}
              />
            ))}
        </Section>
      ))}
    </Page>
  );
}
