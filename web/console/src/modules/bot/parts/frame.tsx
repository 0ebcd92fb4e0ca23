import type { ReactNode } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Places } from "@/ui/places";
import { CHECK, MANAGE } from "../api/shapes";

const PLACES = [
  { path: "/bot", label: "bot:overview", permission: CHECK },
  { path: "/bot/samples", label: "bot:samples", permission: CHECK },
  { path: "/bot/learning", label: "bot:learning", permission: CHECK },
  { path: "/bot/tests", label: "bot:tests", permission: CHECK },
  { path: "/bot/versions", label: "bot:versions", permission: CHECK },
  { path: "/bot/try", label: "bot:try", permission: MANAGE },
  { path: "/bot/settings", label: "bot:settings", permission: MANAGE },
];

type Props = { lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page of the bot, with the way to its other pages. */
export function Frame(props: Props) {
  const t = useT();
  const allowed = useCan();
  const places = PLACES.filter((place) => allowed(place.permission)).map(({ path, label }) => ({
    path,
    label: t(label),
  }));
  return <Places title={t("bot:menu")} places={places} {...props} />;
}
