import { Link } from "@tanstack/react-router";
import { useShops } from "@/shell/hooks/directory";
import { FieldList } from "@/shell/hooks/field-list";
import { Tags } from "@/shell/hooks/tags";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { useFillIn } from "../api/actions";
import type { Ticket } from "../api/tickets";
import { isLive, pathIn, useType, useTypeFields, useTypes } from "../api/types";
import { ClashLine } from "./clash";
import { DueField } from "./due-field";
import { useEditing } from "./editing";
import { Choose, Fact } from "./fact";
import { Family } from "./family";
import { Due } from "./marks";
import { Watchers, Whose } from "./people";
import { PromiseLeft } from "./promise";
import { Standing } from "./standing";
import styles from "./ticket.module.css";

/** Everything of a ticket that has a place of its own, changed where it stands. */
export function Facts({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const fields = useTypeFields(useType(ticket.type_id));
  const { change } = useEditing();
  const fillIn = useFillIn(ticket.id);
  const editable = ticket.may_edit;
  return (
    <>
      <ClashLine ticket={ticket} />
      <dl className={styles.facts}>
        <Whose ticket={ticket} />
        <Fact name={t("tickets:field.due")}>
          {editable && isLive(ticket.state) ? (
            <DueField ticket={ticket} />
          ) : (
            <Due ticket={ticket} />
          )}
        </Fact>
        {ticket.promise && (
          <Fact name={t("tickets:field.promise")}>
            <PromiseLeft ticket={ticket} named />
          </Fact>
        )}
        <TypeFact ticket={ticket} />
        <Fact name={t("tickets:field.priority")}>
          <Standing ticket={ticket} />
        </Fact>
        <Degrees ticket={ticket} />
        <Around ticket={ticket} />
        <Fact name={t("tickets:field.tags")}>
          <Tags tags={ticket.tags} editable={editable} onChange={(tags) => change({ tags })} />
        </Fact>
        <Watchers ticket={ticket} />
      </dl>
      {fields.length > 0 && (
        <div className={styles.block}>
          <FieldList
            fields={fields}
            values={ticket.fields}
            names={ticket.names}
            pathOf={pathIn(ticket)}
            editable={editable}
            save={fillIn}
          />
        </div>
      )}
      <Family ticket={ticket} />
      <Moments ticket={ticket} />
    </>
  );
}

function TypeFact({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const label = useLabel();
  const types = useTypes();
  const { change } = useEditing();
  return (
    <Fact name={t("tickets:field.type")}>
      {ticket.may_edit ? (
        <Choose
          name={t("tickets:field.type")}
          value={ticket.type_id}
          options={types
            .filter(({ id, active }) => active || id === ticket.type_id)
            .map((each) => ({ value: each.id, label: label(each.name) }))}
          save={(type_id) => change({ type_id })}
        />
      ) : (
        label(types.find(({ id }) => id === ticket.type_id)?.name)
      )}
    </Fact>
  );
}

function Degrees({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { change } = useEditing();
  return (["urgency", "importance"] as const).map((part) => (
    <Fact key={part} name={t(`tickets:field.${part}`)}>
      {ticket.may_edit ? (
        <Choose
          name={t(`tickets:field.${part}`)}
          value={ticket[part]}
          options={[3, 2, 1].map((value) => ({ value, label: t(`tickets:${part}.${value}`) }))}
          save={(value) => change({ [part]: value })}
        />
      ) : (
        t(`tickets:${part}.${ticket[part]}`)
      )}
    </Fact>
  ));
}

/** For whom, and in which shop. */
function Around({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const shops = useShops();
  return (
    <>
      {ticket.customer_id && (
        <Fact name={t("tickets:field.customer")}>
          <Link to={`/customers/${ticket.customer_id}` as never}>{ticket.customer_name}</Link>
        </Fact>
      )}
      {ticket.external && <Fact name={t("tickets:external")}>{ticket.external}</Fact>}
      {shops.length > 1 && (
        <Fact name={t("tickets:field.shop")}>
          {shops.find(({ id }) => id === ticket.shop_id)?.name}
        </Fact>
      )}
    </>
  );
}

/** When and by whom it was made and ended. */
function Moments({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const format = useFormat();
  const said = (at: string, name: string | null) =>
    `${format.day(at)} ${format.time(at)}${name ? ` · ${name}` : ""}`;
  return (
    <dl className={styles.moments}>
      <Fact name={t("tickets:made")}>{said(ticket.made_at, ticket.made_by_name)}</Fact>
      {ticket.ended_at && (
        <Fact name={t("tickets:ended.at")}>{said(ticket.ended_at, ticket.ended_by_name)}</Fact>
      )}
    </dl>
  );
}
