import { Button, Radio } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { changeIncident, type Detail, type Scope } from "../api/incidents";
import { useScopeText } from "../api/scope";
import styles from "./incidents.module.css";
import { ScopeFields } from "./scope-fields";
import { useAct } from "./use-act";

/** Whom the incident concerns; may be changed while it is on (影响范围). */
export function ScopeCard({ incident }: { incident: Detail }) {
  const t = useT();
  const words = useScopeText();
  const { act, busy } = useAct();
  const [draft, setDraft] = useState<Scope | null>(null);
  const filled = draft?.scope.filter((each) => each.any_of.length > 0) ?? [];
  const save = async () => {
    const body = { match: draft?.match ?? "any", scope: filled };
    if (await act(() => changeIncident(incident, body), t("incidents:scope.saved"))) {
      setDraft(null);
    }
  };
  return (
    <Section
      title={t("incidents:scope")}
      extra={
        !draft &&
        incident.closed_at === null && (
          <Button
            size="small"
            onClick={() => setDraft({ match: incident.match ?? "any", scope: incident.scope })}
          >
            {t("shell:edit")}
          </Button>
        )
      }
    >
      {draft ? (
        <>
          <ScopeFields value={draft.scope} onChange={(scope) => setDraft({ ...draft, scope })} />
          {filled.length > 1 && (
            <Radio.Group
              aria-label={t("incidents:match")}
              style={{ marginTop: 12 }}
              value={draft.match}
              onChange={(event) => setDraft({ ...draft, match: event.target.value })}
              options={(["any", "all"] as const).map((value) => ({
                value,
                label: t(`incidents:match.${value}`),
              }))}
            />
          )}
          <div className={styles.foot}>
            <Button size="small" onClick={() => setDraft(null)}>
              {t("shell:cancel")}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={busy}
              disabled={filled.length === 0}
              onClick={() => void save()}
            >
              {t("shell:save")}
            </Button>
          </div>
        </>
      ) : (
        <p>{words(incident)}</p>
      )}
    </Section>
  );
}
