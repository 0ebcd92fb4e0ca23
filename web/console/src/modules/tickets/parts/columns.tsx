import { Tag } from "antd";
import type { ReactNode } from "react";
import { useShops } from "@/shell/hooks/directory";
import { isReference, useFields, useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import type { TicketLine } from "../api/tickets";
import { useTypes } from "../api/types";
import styles from "./list.module.css";
import { Due, Priority, StatusTag } from "./marks";
import { PromiseLeft } from "./promise";

export type Column = {
  code: string;
  name: string;
  width: number;
  /** Orders it can bring: the first one by the first click. */
  sorts?: string[];
  cell: (ticket: TicketLine) => ReactNode;
};

export function Owner({ ticket }: { ticket: TicketLine }) {
  const t = useT();
  if (ticket.owner_name) return <>{ticket.owner_name}</>;
  return <Tag>{ticket.team_name ?? t("tickets:unowned")}</Tag>;
}

/** Everything a list of tickets can show, by code; the title stands in every list. */
export function useColumns(): Column[] {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const say = useFieldText();
  const shops = new Map(useShops().map((shop) => [shop.id, shop.name]));
  const types = new Map(useTypes().map((type) => [type.id, label(type.name)]));
  const fields = useFields("ticket").filter(({ active, type }) => active && type !== "long_text");
  const when = (iso: string) => <span className={styles.quiet}>{format.short(iso)}</span>;
  return [
    {
      code: "ref",
      name: t("tickets:ref"),
      width: 120,
      sorts: ["newest", "oldest"],
      cell: (ticket) => <span className={styles.ref}>{ticket.ref}</span>,
    },
    {
      code: "type_id",
      name: t("tickets:field.type"),
      width: 120,
      cell: (ticket) => types.get(ticket.type_id),
    },
    {
      code: "status",
      name: t("tickets:field.status"),
      width: 148,
      cell: (ticket) => <StatusTag {...ticket} />,
    },
    {
      code: "priority",
      name: t("tickets:field.priority"),
      width: 112,
      sorts: ["priority"],
      cell: (ticket) => <Priority of={ticket} />,
    },
    {
      code: "customer_id",
      name: t("tickets:field.customer"),
      width: 96,
      cell: (ticket) => ticket.customer_name,
    },
    {
      code: "owner_id",
      name: t("tickets:field.owner"),
      width: 96,
      cell: (ticket) => <Owner ticket={ticket} />,
    },
    {
      code: "team_id",
      name: t("tickets:field.team"),
      width: 110,
      cell: (ticket) => ticket.team_name,
    },
    {
      code: "shop_id",
      name: t("tickets:field.shop"),
      width: 110,
      cell: (ticket) => shops.get(ticket.shop_id),
    },
    {
      code: "due_at",
      name: t("tickets:field.due"),
      width: 168,
      sorts: ["due"],
      cell: (ticket) => <Due ticket={ticket} />,
    },
    {
      code: "promise",
      name: t("tickets:field.promise"),
      width: 88,
      sorts: ["promise"],
      cell: (ticket) => <PromiseLeft ticket={ticket} />,
    },
    {
      code: "made_at",
      name: t("tickets:made"),
      width: 90,
      sorts: ["newest", "oldest"],
      cell: (ticket) => when(ticket.made_at),
    },
    {
      code: "changed_at",
      name: t("tickets:field.changed"),
      width: 90,
      sorts: ["changed"],
      cell: (ticket) => when(ticket.changed_at),
    },
    ...fields.map((field) => ({
      code: `field:${field.code}`,
      name: label(field.name),
      width: 120,
      ...(field.type === "choices" || isReference(field)
        ? {}
        : { sorts: [`field:${field.code}`, `-field:${field.code}`] }),
      cell: (ticket: TicketLine) => say(field, ticket.fields[field.code], ticket.names),
    })),
  ];
}
