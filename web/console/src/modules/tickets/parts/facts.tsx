import { Link } from "@tanstack/react-router";
import { Input } from "antd";
import { useShops } from "@/shell/hooks/directory";
import { FieldList } from "@/shell/hooks/field-list";
import { Tags } from "@/shell/hooks/tags";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { useChangeTicket, useFillIn } from "../api/actions";
import type { Ticket } from "../api/tickets";
import { isLive, useType, useTypeFields, useTypes } from "../api/types";
import { Choose, Fact } from "./fact";
import { Family } from "./family";
import { Due, Priority, StatusTag } from "./marks";
import { Watchers, Whose } from "./people";
import styles from "./tickets.module.css";

/** Everything of a ticket that has a place of its own, changed where it stands. */
export function Facts({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const format = useFormat();
  const type = useType(ticket.type_id);
  const fields = useTypeFields(type);
  const shops = useShops();
  const change = useChangeTicket(ticket);
  const fillIn = useFillIn(ticket.id);
  const editable = ticket.may_edit;
  return (
    <>
      <dl className={styles.facts}>
        <Standing ticket={ticket} />
        <Fact name={t("tickets:field.priority")}>
          <Priority value={ticket.priority} />
        </Fact>
        <Degrees ticket={ticket} />
        <Whose ticket={ticket} />
        <Fact name={t("tickets:field.due")}>
          {editable && isLive(ticket.state) ? (
            <DueField ticket={ticket} save={(due_at) => change.mutate({ due_at })} />
          ) : (
            <Due ticket={ticket} />
          )}
        </Fact>
        {ticket.customer_id && (
          <Fact name={t("tickets:field.customer")}>
            <Link to={`/customers/${ticket.customer_id}` as never}>{ticket.customer_name}</Link>
          </Fact>
        )}
        {shops.length > 1 && (
          <Fact name={t("tickets:field.shop")}>
            {shops.find(({ id }) => id === ticket.shop_id)?.name}
          </Fact>
        )}
        <Fact name={t("tickets:field.tags")}>
          <Tags
            tags={ticket.tags}
            editable={editable}
            onChange={(tags) => change.mutate({ tags })}
          />
        </Fact>
        <Watchers ticket={ticket} />
        <Fact name={t("tickets:made")}>
          {format.day(ticket.made_at)} {format.time(ticket.made_at)}
          {ticket.made_by_name && ` · ${ticket.made_by_name}`}
        </Fact>
        {ticket.ended_at && (
          <Fact name={t("tickets:ended.at")}>
            {format.day(ticket.ended_at)} {format.time(ticket.ended_at)}
            {ticket.ended_by_name && ` · ${ticket.ended_by_name}`}
          </Fact>
        )}
      </dl>
      {fields.length > 0 && (
        <FieldList fields={fields} values={ticket.fields} editable={editable} save={fillIn} />
      )}
      <Family ticket={ticket} />
    </>
  );
}

function Standing({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const label = useLabel();
  const types = useTypes();
  const type = types.find(({ id }) => id === ticket.type_id);
  const change = useChangeTicket(ticket);
  const live = isLive(ticket.state);
  // An end is told with its result, by the button above.
  const statuses = (type?.statuses ?? []).filter(
    ({ code, kind, active }) => code === ticket.status || (isLive(kind) && active !== false),
  );
  return (
    <>
      <Fact name={t("tickets:field.type")}>
        {ticket.may_edit ? (
          <Choose
            name={t("tickets:field.type")}
            value={ticket.type_id}
            options={types
              .filter(({ id, active }) => active || id === ticket.type_id)
              .map((each) => ({ value: each.id, label: label(each.name) }))}
            save={(type_id) => change.mutate({ type_id })}
          />
        ) : (
          label(type?.name)
        )}
      </Fact>
      <Fact name={t("tickets:field.status")}>
        {ticket.may_edit && live ? (
          <Choose
            name={t("tickets:field.status")}
            value={ticket.status}
            options={statuses.map((each) => ({ value: each.code, label: label(each.name) }))}
            save={(status) => change.mutate({ status })}
          />
        ) : (
          <StatusTag {...ticket} />
        )}
      </Fact>
    </>
  );
}

function Degrees({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const change = useChangeTicket(ticket);
  return (["urgency", "importance"] as const).map((part) => (
    <Fact key={part} name={t(`tickets:field.${part}`)}>
      {ticket.may_edit ? (
        <Choose
          name={t(`tickets:field.${part}`)}
          value={ticket[part]}
          options={[3, 2, 1].map((value) => ({ value, label: t(`tickets:${part}.${value}`) }))}
          save={(value) => change.mutate({ [part]: value })}
        />
      ) : (
        t(`tickets:${part}.${ticket[part]}`)
      )}
    </Fact>
  ));
}

function DueField({ ticket, save }: { ticket: Ticket; save: (at: string | null) => void }) {
  const t = useT();
  return (
    <>
      <Input
        key={ticket.due_at}
        size="small"
        type="datetime-local"
        aria-label={t("tickets:field.due")}
        defaultValue={toField(ticket.due_at)}
        onBlur={({ target }) => {
          if (target.value !== toField(ticket.due_at))
            save(target.value ? new Date(target.value).toISOString() : null);
        }}
      />
      {ticket.overdue && <Due ticket={ticket} />}
    </>
  );
}

/** A moment as a field for local date and time wants it: 2026-11-23T18:00. */
function toField(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
