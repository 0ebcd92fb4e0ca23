import { Select } from "antd";
import { usePresences, useTeams } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { useAround } from "../api/actions";
import type { Ticket } from "../api/tickets";
import { useEditing } from "./editing";
import { Choose, Fact } from "./fact";
import styles from "./ticket.module.css";

/** Who sees it through. */
export function Whose({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const people = usePresences();
  const teams = useTeams();
  const { change } = useEditing();
  if (!ticket.may_edit) {
    return (
      <>
        <Fact name={t("tickets:field.owner")}>{ticket.owner_name ?? t("tickets:unowned")}</Fact>
        {ticket.team_name && <Fact name={t("tickets:field.team")}>{ticket.team_name}</Fact>}
      </>
    );
  }
  const named = new Map(people.map((each) => [each.staff_id, each.name]));
  if (ticket.owner_id && ticket.owner_name) named.set(ticket.owner_id, ticket.owner_name);
  return (
    <>
      <Fact name={t("tickets:field.owner")}>
        <Choose
          name={t("tickets:field.owner")}
          value={ticket.owner_id}
          empty={t("tickets:unowned")}
          options={[...named].map(([value, label]) => ({ value, label }))}
          save={(owner_id) => change({ owner_id })}
        />
      </Fact>
      <Fact name={t("tickets:field.team")}>
        <Choose
          name={t("tickets:field.team")}
          value={ticket.team_id}
          empty={t("tickets:team.none")}
          options={teams.map((each) => ({ value: each.id, label: each.name }))}
          save={(team_id) => change({ team_id })}
        />
      </Fact>
    </>
  );
}

/** Who is told what becomes of it. */
export function Watchers({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const people = usePresences();
  const { watchers } = useAround(ticket.id);
  const named = new Map(people.map((each) => [each.staff_id, each.name]));
  for (const each of ticket.watchers) named.set(each.id, each.name);
  return (
    <Fact name={t("tickets:watchers")}>
      {ticket.may_edit ? (
        <Select
          mode="multiple"
          className={styles.choose ?? ""}
          variant="filled"
          size="small"
          aria-label={t("tickets:watchers")}
          placeholder={t("tickets:watchers.none")}
          showSearch={{ optionFilterProp: "label" }}
          value={ticket.watchers.map(({ id }) => id)}
          options={[...named].map(([value, label]) => ({ value, label }))}
          onChange={(ids: string[]) => watchers.mutate(ids)}
        />
      ) : (
        ticket.watchers.map(({ name }) => name).join(t("shell:field.and")) ||
        t("tickets:watchers.none")
      )}
    </Fact>
  );
}
