import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page } from "@/ui/page";
import { CHECK, MANAGE } from "../api/shapes";
import styles from "./bot.module.css";

const PLACES = [
  { path: "/bot", label: "bot:overview", permission: CHECK },
  { path: "/bot/samples", label: "bot:samples", permission: CHECK },
  { path: "/bot/try", label: "bot:try", permission: MANAGE },
  { path: "/bot/settings", label: "bot:settings", permission: MANAGE },
];

type Props = { lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page of the bot, with the way to its other pages. */
export function Frame({ lead, actions, children }: Props) {
  const t = useT();
  const allowed = useCan();
  const nav = useRef<HTMLElement>(null);
  // On a phone the one that is open may stand beside the screen.
  useEffect(() => {
    const here = nav.current?.querySelector("[aria-current]");
    here?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
  const places = PLACES.filter((place) => allowed(place.permission));
  return (
    <Page wide title={t("bot:menu")} lead={lead} actions={actions}>
      {places.length > 1 && (
        <nav ref={nav} className={styles.places} aria-label={t("bot:menu")}>
          {places.map((place) => (
            <Link
              key={place.path}
              to={place.path as never}
              search={{} as never}
              className={styles.place ?? ""}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {t(place.label)}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </Page>
  );
}
