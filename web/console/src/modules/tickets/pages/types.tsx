import { DownOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { useArrangeTypes } from "../api/keep-types";
import { type TicketType, typesQuery } from "../api/types";
import { StateMark } from "../parts/marks";
import { TypeDrawer } from "../parts/types/type-drawer";
import styles from "../parts/types/types.module.css";

/** 工单类型: which kinds of cases there are, and through which statuses each goes. */
export default function TypesPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(typesQuery);
  const [edited, setEdited] = useState<TicketType | "new" | null>(null);
  return (
    <Page
      title={t("tickets:types")}
      lead={t("tickets:types.hint")}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
          {t("tickets:types.add")}
        </Button>
      }
    >
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={6} />}
        {data?.length === 0 && <EmptyState title={t("tickets:types.none")} />}
        {data && <Rows types={data} edit={setEdited} />}
      </Section>
      {edited && (
        <TypeDrawer
          type={edited === "new" ? null : edited}
          position={data?.length ?? 0}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

type RowsProps = { types: TicketType[]; edit: (type: TicketType) => void };

function Rows({ types, edit }: RowsProps) {
  const t = useT();
  const name = useLabel();
  const { toggle, move } = useArrangeTypes();
  return (
    <ol className={styles.rows} aria-label={t("tickets:types")}>
      {types.map((type, at) => (
        <li key={type.id}>
          <Line type={type} edit={() => edit(type)} />
          <span className={styles.handles}>
            <Switch
              size="small"
              checked={type.active ?? true}
              aria-label={t("tickets:types.active.of", { name: name(type.name) })}
              onChange={() => toggle(type)}
            />
            <Button
              size="small"
              type="text"
              icon={<UpOutlined />}
              disabled={at === 0}
              aria-label={t("tickets:types.up", { name: name(type.name) })}
              onClick={() => move(types, at, at - 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<DownOutlined />}
              disabled={at === types.length - 1}
              aria-label={t("tickets:types.down", { name: name(type.name) })}
              onClick={() => move(types, at, at + 1)}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Line({ type, edit }: { type: TicketType; edit: () => void }) {
  const t = useT();
  const label = useLabel();
  const team = useTeams().find(({ id }) => id === type.team_id)?.name;
  const facts = [
    type.due_within ? t("tickets:types.within", { hours: type.due_within / 3600 }) : null,
    team,
    type.fields ? t("tickets:types.fields.count", { count: type.fields.length }) : null,
  ].filter(Boolean);
  return (
    <div className={styles.text} data-off={type.active === false || undefined}>
      <p className={styles.name}>
        <button type="button" className="plain" onClick={edit}>
          {label(type.name)}
        </button>
        <span className={styles.code}>{type.code}</span>
        {facts.length > 0 && <span className={styles.quiet}>{facts.join(" · ")}</span>}
      </p>
      <p className={styles.flow}>
        {type.statuses
          .filter(({ active }) => active !== false)
          .map(({ code, kind, name }) => (
            <StateMark key={code} kind={kind}>
              {label(name)}
            </StateMark>
          ))}
      </p>
    </div>
  );
}
