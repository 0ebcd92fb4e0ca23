import type { ReactNode } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Places } from "@/ui/places";
import { PUBLISH, READ, WRITE } from "../api/shapes";

const PLACES = [
  { path: "/knowledge", label: "knowledge:articles", permission: READ },
  { path: "/knowledge/board", label: "knowledge:board", permission: WRITE },
  { path: "/knowledge/trials", label: "knowledge:trials", permission: WRITE },
  { path: "/knowledge/categories", label: "knowledge:categories", permission: PUBLISH },
  { path: "/knowledge/synonyms", label: "knowledge:synonyms", permission: PUBLISH },
  { path: "/knowledge/transfer", label: "knowledge:transfer", permission: PUBLISH },
];

type Props = { lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page of the knowledge base, with the way to its other pages. */
export function Frame(props: Props) {
  const t = useT();
  const allowed = useCan();
  const places = PLACES.filter((place) => allowed(place.permission)).map(({ path, label }) => ({
    path,
    label: t(label),
  }));
  return <Places title={t("knowledge:menu")} places={places} {...props} />;
}
