import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page } from "@/ui/page";
import { PUBLISH, READ, WRITE } from "../api/shapes";
import styles from "./frame.module.css";

const PLACES = [
  { path: "/knowledge", label: "knowledge:articles", permission: READ },
  { path: "/knowledge/board", label: "knowledge:board", permission: WRITE },
  { path: "/knowledge/categories", label: "knowledge:categories", permission: PUBLISH },
  { path: "/knowledge/synonyms", label: "knowledge:synonyms", permission: PUBLISH },
  { path: "/knowledge/transfer", label: "knowledge:transfer", permission: PUBLISH },
];

type Props = { lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page of the knowledge base, with the way to its other pages. */
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
    <Page wide title={t("knowledge:menu")} lead={lead} actions={actions}>
      {places.length > 1 && (
        <nav ref={nav} className={styles.places} aria-label={t("knowledge:menu")}>
          {places.map((place) => (
            <Link
              key={place.path}
              to={place.path as never}
              search={{} as never}
              className={styles.place ?? ""}
              // The list is not current on the pages below it.
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
