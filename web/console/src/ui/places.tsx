import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { Page } from "./page";
import styles from "./places.module.css";

type Place = { path: string; label: string };

type Props = {
  title: string;
  places: Place[];
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** One of several pages of a subject, with the way to the others. */
export function Places({ title, places, lead, actions, children }: Props) {
  const nav = useRef<HTMLElement>(null);
  // On a phone the one that is open may stand beside the screen.
  useEffect(() => {
    const here = nav.current?.querySelector("[aria-current]");
    here?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
  return (
    <Page wide title={title} lead={lead} actions={actions}>
      {places.length > 1 && (
        <nav ref={nav} className={styles.places} aria-label={title}>
          {places.map((place) => (
            <Link
              key={place.path}
              to={place.path as never}
              search={{} as never}
              className={styles.place ?? ""}
              // The list is not current on the pages below it.
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {place.label}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </Page>
  );
}
