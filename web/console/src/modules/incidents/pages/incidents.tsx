import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { type Incident, listQuery } from "../api/incidents";
import { useScopeText } from "../api/scope";
import { DeclareDrawer } from "../parts/declare-drawer";
import styles from "../parts/incidents.module.css";

function Row({ incident }: { incident: Incident }) {
  const t = useT();
  const format = useFormat();
  const scope = useScopeText();
  return (
    <li>
      <p>
        <Link to={`/incidents/${incident.id}` as never}>{incident.title}</Link>{" "}
        {incident.drill ? (
          <Tag>{t("incidents:drill")}</Tag>
        ) : (
          <Tag color={incident.level === "minor" ? "default" : "error"}>
            {t(`incidents:level.${incident.level}`)}
          </Tag>
        )}
      </p>
      <p>{scope(incident)}</p>
      <p className={styles.quiet}>
        {format.day(incident.declared_at)} {format.time(incident.declared_at)}
        {" · "}
        {t("incidents:figures", {
          affected: incident.affected,
          told: incident.told,
          complaints: incident.complaints,
        })}
      </p>
    </li>
  );
}

function List({ state }: { state: "open" | "closed" }) {
  const t = useT();
  const query = useInfiniteQuery(listQuery(state));
  const empty = { title: t(`incidents:none.${state}`), hint: t("incidents:none.hint") };
  return (
    <Endless query={query} empty={empty} rows={3}>
      {(incidents) => (
        <ul className={styles.list}>
          {incidents.map((incident) => (
            <Row key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
    </Endless>
  );
}

/** 危机: incidents that are on, and those that were. */
export default function IncidentsPage() {
  const t = useT();
  const go = useGo();
  const [declaring, setDeclaring] = useState(useQueryParam("declare") === "1");
  return (
    <Page
      title={t("incidents:menu")}
      lead={t("incidents:lead")}
      actions={
        <>
          <Button onClick={() => go("/surges")}>{t("incidents:surges")}</Button>
          <Button type="primary" onClick={() => setDeclaring(true)}>
            {t("incidents:declare")}
          </Button>
        </>
      }
    >
      <Section title={t("incidents:on")}>
        <List state="open" />
      </Section>
      <Section title={t("incidents:past")}>
        <List state="closed" />
      </Section>
      {declaring && <DeclareDrawer close={() => setDeclaring(false)} />}
    </Page>
  );
}
