import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Popconfirm, Switch } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import {
  freshDocument,
  type Offer,
  type Rule,
  type RuleInput,
  ruleQuery,
  rulesQuery,
  useOffer,
} from "../api/automation";
import { Actions } from "../parts/actions";
import styles from "../parts/automation.module.css";
import { Conditions } from "../parts/conditions";
import { Past } from "../parts/past";
import { Health } from "../parts/rule-list";
import { Trial } from "../parts/trial";
import { When } from "../parts/when";

function Drop({ rule }: { rule: Rule }) {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const client = useQueryClient();
  const drop = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/api/automation/rules/{rule_id}", { params: { path: { rule_id: rule.id } } }),
      ),
    onSuccess: () => {
      notices.done(t("automation:dropped"));
      go("/settings/automation", { replace: true });
      void client.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true });
    },
    onError: notices.failed,
  });
  return (
    <Popconfirm
      title={t("automation:drop.ask")}
      okText={t("shell:delete")}
      cancelText={t("shell:cancel")}
      onConfirm={() => drop.mutate()}
    >
      <Button danger loading={drop.isPending}>
        {t("shell:delete")}
      </Button>
    </Popconfirm>
  );
}

/** The conditions somebody has begun and left without a value say nothing. */
function cleaned(draft: RuleInput): RuleInput {
  const groups = draft.document.groups.filter((group) => group.conditions.length > 0);
  return { ...draft, document: { ...draft.document, groups } };
}

function Editor({ rule, offer }: { rule: Rule | null; offer: Offer }) {
  const t = useT();
  const go = useGo();
  const [draft, setDraft] = useState<RuleInput>(
    rule ?? { name: "", document: freshDocument("ticket", offer), on: false },
  );
  const { document } = draft;
  const put = (next: RuleInput["document"]) => setDraft({ ...draft, document: next });
  const save = useEdit<RuleInput, Rule>({
    act: ({ name, document: saved, on }) => {
      const body = cleaned({ name, document: saved, on });
      return rule
        ? unwrap(
            api.PUT("/api/automation/rules/{rule_id}", {
              params: { path: { rule_id: rule.id } },
              headers: ifMatch(rule),
              body,
            }),
          )
        : unwrap(api.POST("/api/automation/rules", { body }));
    },
    refresh: rulesQuery.queryKey,
    done: (made) => {
      if (!rule) go(`/settings/automation/${made.id}`, { replace: true });
    },
  });
  const check = useQuery({
    queryKey: ["automation", "check", cleaned(draft).document],
    queryFn: () =>
      unwrap(api.POST("/api/automation/rules/check", { body: cleaned(draft).document })),
    enabled: document.actions.length > 0,
  });
  const faults = document.actions.length > 0 ? (check.data ?? []) : [];
  const sentence = useSentence();
  const whole = draft.name.trim() !== "" && document.actions.length > 0;
  return (
    <Page
      title={rule ? rule.name : t("automation:add")}
      lead={rule && <Health rule={rule} />}
      actions={
        <>
          {rule && <Drop rule={rule} />}
          <Button
            type="primary"
            disabled={!whole}
            loading={save.isPending}
            onClick={() => save.mutate(draft)}
          >
            {t("shell:save")}
          </Button>
        </>
      }
    >
      {save.error && (
        <Alert type="error" showIcon title={sentence(save.error)} style={{ marginBottom: 16 }} />
      )}
      <Section>
        <div className={styles.form}>
          <div className={styles.parameter}>
            <span>{t("automation:name")}</span>
            <Input
              aria-label={t("automation:name")}
              placeholder={t("automation:name.example")}
              maxLength={60}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          </div>
          <div className={styles.parameter}>
            <span>{t("automation:on")}</span>
            <div>
              <Switch
                aria-label={t("automation:on")}
                checked={draft.on ?? false}
                onChange={(on) => setDraft({ ...draft, on })}
              />{" "}
              <span className={styles.quiet}>{t("automation:on.hint")}</span>
            </div>
          </div>
        </div>
      </Section>
      <Section title={t("automation:when")}>
        <When offer={offer} document={document} change={put} />
      </Section>
      <Section title={t("automation:if")} lead={t("automation:if.lead")}>
        <Conditions offer={offer} document={document} change={put} />
      </Section>
      <Section title={t("automation:then")} lead={t("automation:then.lead")}>
        <Actions
          offer={offer}
          about={document.about}
          actions={document.actions}
          faults={faults}
          change={(actions) => put({ ...document, actions })}
        />
      </Section>
      {faults
        .filter((fault) => fault.part !== "then")
        .map((fault) => (
          <Alert
            key={fault.text}
            type="warning"
            showIcon
            title={fault.text}
            style={{ marginBottom: 16 }}
          />
        ))}
      <Trial document={cleaned(draft).document} ready={whole && faults.length === 0} />
      {rule && <Past rule={rule} take={put} />}
    </Page>
  );
}

/** One rule: when, if, then; what it would do, what it did, how it was. */
export default function RulePage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "new";
  const offer = useOffer();
  const { data: rule, error, refetch } = useQuery({ ...ruleQuery(id), enabled: id !== "new" });
  if (!offer || (id !== "new" && !rule)) {
    return (
      <Page title={t("automation:title")}>
        {error ? (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        ) : (
          <RowsSkeleton rows={6} />
        )}
      </Page>
    );
  }
  return <Editor key={`${id}:${rule?.version ?? 0}`} rule={rule ?? null} offer={offer} />;
}
