import { usePresences, useShops, useSubjects, useTeams } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { useTypes } from "./types";

export type Option = { value: string | number; label: string };
const STATES = ["open", "waiting", "solved", "closed"];
const WITHOUT = ["owner_id", "team_id", "customer_id", "subject_id", "due_at"];

/** What can be chosen for a part of the filter; null where one writes. */
export function useOptions(part: string): Option[] | null {
  const t = useT();
  const label = useLabel();
  const types = useTypes();
  const people = usePresences();
  const teams = useTeams();
  const shops = useShops();
  const subjects = useSubjects();
  const named = (rows: { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  if (part === "type_id") return types.map(({ id, name }) => ({ value: id, label: label(name) }));
  if (part === "status") {
    const found = new Map(
      types.flatMap(({ statuses }) => statuses.map(({ code, name }) => [code, label(name)])),
    );
    return [...found].map(([value, name]) => ({ value, label: name }));
  }
  if (part === "state")
    return STATES.map((value) => ({ value, label: t(`tickets:kind.${value}`) }));
  if (part === "priority")
    return [5, 4, 3, 2, 1].map((value) => ({ value, label: t(`tickets:priority.${value}`) }));
  if (part === "owner_id")
    return people.map(({ staff_id, name }) => ({ value: staff_id, label: name }));
  if (part === "team_id") return named(teams);
  if (part === "shop_id") return named(shops);
  if (part === "subject_id")
    return subjects.map(({ id, name }) => ({ value: id, label: label(name) }));
  if (part === "without")
    return WITHOUT.map((value) => ({ value, label: t(`tickets:part.${value}`) }));
  return null;
}
