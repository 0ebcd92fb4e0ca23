import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Switch, Tag } from "antd";
import { useState } from "react";
import { useShops, useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import {
  keptQuery,
  type Schedule,
  schedulesQuery,
  type Template,
  usePause,
} from "../api/templates";
import { useTypes } from "../api/types";
import { useRuleText, useZoned } from "../parts/templates/rule-text";
import { ScheduleDrawer } from "../parts/templates/schedule-drawer";
import { TemplateDrawer } from "../parts/templates/template-drawer";
import styles from "../parts/types/types.module.css";

/** 工单模板: what is made often, and what is made by itself again and again. */
export default function TemplatesPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(keptQuery);
  const { data: schedules } = useQuery(schedulesQuery);
  const [edited, setEdited] = useState<Template | "new" | null>(null);
  const [planned, setPlanned] = useState<Schedule | "new" | null>(null);
  return (
    <Page
      title={t("tickets:templates")}
      lead={t("tickets:templates.hint")}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
          {t("tickets:templates.add")}
        </Button>
      }
    >
      <Section title={t("tickets:templates.list")}>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={3} />}
        {data?.length === 0 && (
          <EmptyState title={t("tickets:templates.none")} hint={t("tickets:templates.none.hint")} />
        )}
        <ul className={styles.rows} aria-label={t("tickets:templates")}>
          {data?.map((template) => (
            <TemplateLine key={template.id} template={template} edit={() => setEdited(template)} />
          ))}
        </ul>
      </Section>
      <Section
        title={t("tickets:schedules")}
        lead={t("tickets:schedules.hint")}
        extra={
          <Button
            icon={<PlusOutlined />}
            disabled={!data?.length}
            onClick={() => setPlanned("new")}
          >
            {t("tickets:schedules.add")}
          </Button>
        }
      >
        {schedules?.length === 0 && <p className={styles.quiet}>{t("tickets:schedules.none")}</p>}
        <ul className={styles.rows} aria-label={t("tickets:schedules")}>
          {schedules?.map((schedule) => (
            <ScheduleLine key={schedule.id} schedule={schedule} edit={() => setPlanned(schedule)} />
          ))}
        </ul>
      </Section>
      {edited && (
        <TemplateDrawer
          template={edited === "new" ? null : edited}
          position={data?.length ?? 0}
          close={() => setEdited(null)}
        />
      )}
      {planned && data && (
        <ScheduleDrawer
          schedule={planned === "new" ? null : planned}
          templates={data}
          close={() => setPlanned(null)}
        />
      )}
    </Page>
  );
}

function TemplateLine({ template, edit }: { template: Template; edit: () => void }) {
  const t = useT();
  const label = useLabel();
  const type = useTypes().find(({ id }) => id === template.type_id);
  const teams = useTeams();
  const shop = useShops().find(({ id }) => id === template.only_shop_id)?.name;
  const team = teams.find(({ id }) => id === template.only_team_id)?.name;
  const facts = [
    type && label(type.name),
    teams.find(({ id }) => id === template.team_id)?.name,
    template.parts?.length ? t("tickets:templates.parts.n", { count: template.parts.length }) : "",
  ].filter(Boolean);
  return (
    <li>
      <div className={styles.text} data-off={template.active === false || undefined}>
        <p className={styles.name}>
          <button type="button" className="plain" onClick={edit}>
            {template.name}
          </button>
          {[shop, team]
            .flatMap((name) => name ?? [])
            .map((name) => (
              <Tag key={name}>{t("tickets:templates.only", { name })}</Tag>
            ))}
          {template.active === false && <Tag>{t("tickets:templates.off")}</Tag>}
        </p>
        <p className={styles.quiet}>
          {template.title} · {facts.join(" · ")}
        </p>
      </div>
    </li>
  );
}

function ScheduleLine({ schedule, edit }: { schedule: Schedule; edit: () => void }) {
  const t = useT();
  const inZone = useZoned();
  const say = useRuleText();
  const pause = usePause();
  const several = useShops().length > 1;
  const next = schedule.next
    .slice(0, 3)
    .map((at) => inZone(at, schedule.time_zone))
    .join(t("shell:field.and"));
  return (
    <li>
      <div className={styles.text} data-off={schedule.paused || undefined}>
        <p className={styles.name}>
          <button type="button" className="plain" onClick={edit}>
            {schedule.template_name}
          </button>
          {several && <Tag>{schedule.shop_name}</Tag>}
          <span className={styles.quiet}>{say(schedule.rule)}</span>
        </p>
        <p className={styles.quiet}>
          {schedule.paused && t("tickets:schedules.paused")}
          {!schedule.paused &&
            (next ? t("tickets:schedules.next", { next }) : t("tickets:schedules.over"))}
        </p>
      </div>
      <span className={styles.handles}>
        <Switch
          size="small"
          checked={!schedule.paused}
          loading={pause.isPending}
          aria-label={t("tickets:schedules.on", { name: schedule.template_name })}
          onChange={() => pause.mutate(schedule)}
        />
      </span>
    </li>
  );
}
