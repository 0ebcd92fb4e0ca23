import { useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useNotices } from "@/shell/hooks/notice";
import { useOrdering } from "@/shell/hooks/ordering";
import { useT } from "@/shell/hooks/text";
import { type Status, type TicketType, typesQuery } from "./types";

export type TypeInput = components["schemas"]["TypeIn"];
type Look = components["schemas"]["TypeLook"];

const write = (type: TicketType, body: Look) =>
  unwrap(
    api.PUT("/api/ticket-types/{type_id}", {
      params: { path: { type_id: type.id } },
      headers: ifMatch(type),
      body,
    }),
  );

/** What of a type can be written back: its code is for good. */
export function lookOf({ id: _i, version: _v, code: _c, ...look }: TicketType): Look {
  return look;
}

/** Makes a type of tickets, or changes one. */
export function useSaveType(type: TicketType | null, done: () => void) {
  return useEdit({
    act: (body: TypeInput) => {
      const { code: _, ...look } = body;
      return type ? write(type, look) : unwrap(api.POST("/api/ticket-types", { body }));
    },
    refresh: typesQuery.queryKey,
    done,
  });
}

/** Switches types on or off, and moves them among the others. */
export function useArrangeTypes() {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const key = typesQuery.queryKey;
  const look = () => void client.invalidateQueries({ queryKey: key });
  const move = useOrdering<TicketType>({
    key,
    put: (ids) => unwrap(api.PUT("/api/ticket-types/order", { body: { ids } })),
    said: t("tickets:types.moved"),
  });
  const toggle = (type: TicketType) => {
    write(type, { ...lookOf(type), active: !type.active }).then(look, (reason) => {
      notices.failed(reason);
      look();
    });
  };
  return { toggle, move };
}

/** A new status of a type: open, with a code nobody has yet. */
export function newStatus(statuses: Status[]): Status {
  let at = statuses.length + 1;
  while (statuses.some(({ code }) => code === `s${at}`)) at += 1;
  return { code: `s${at}`, name: { "zh-CN": "", en: "" }, kind: "open", active: true };
}

/** Why these statuses cannot be a type's; null when they can. */
export function wrongWith(statuses: Status[]): "live" | "ends" | "names" | "codes" | null {
  const used = statuses.filter(({ active }) => active !== false);
  if (!used.some(({ kind }) => kind === "open" || kind === "waiting")) return "live";
  if (!used.some(({ kind }) => kind === "solved" || kind === "closed")) return "ends";
  if (statuses.some(({ name }) => !name["zh-CN"]?.trim() || !name.en?.trim())) return "names";
  const codes = statuses.map(({ code }) => code);
  if (
    new Set(codes).size < codes.length ||
    codes.some((code) => !/^[a-z][a-z0-9_]{0,39}$/.test(code))
  )
    return "codes";
  return null;
}
