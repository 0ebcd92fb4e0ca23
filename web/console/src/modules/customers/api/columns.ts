import { useState } from "react";
import type { Field } from "@/api/types";
import { useFields } from "@/shell/hooks/fields";

const KEPT = "zhiyin.customers.columns";

export type Columns = {
  /** Fields that can stand in the list: none that are personal or long. */
  offered: Field[];
  shown: Field[];
  choose: (codes: string[]) => void;
};

/** Which custom fields the list of customers shows, kept in this browser. */
export function useColumns(): Columns {
  const offered = useFields("customer").filter(
    (field) => field.active && !field.personal && field.type !== "long_text",
  );
  const [codes, setCodes] = useState<string[]>(() => {
    const held: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(held) ? held.filter((one) => typeof one === "string") : [];
  });
  return {
    offered,
    shown: offered.filter((field) => codes.includes(field.code)),
    choose: (next) => {
      localStorage.setItem(KEPT, JSON.stringify(next));
      setCodes(next);
    },
  };
}
