import { Button } from "antd";
import { type ReactNode, useState } from "react";
import type { Hours } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";

import { HoursText } from "./hours-text";
import styles from "./people.module.css";

type Place = { id: string; name: string; hours: Hours | null };

type Props<P extends Place> = {
  title: string;
  lead: string;
  add: string;
  none: string;
  /** undefined until they are read */
  places: readonly P[] | undefined;
  about: (place: P) => string;
  /** the hours that hold, where they are not the place's own */
  hours?: (place: P) => Hours | null;
  /** edits one place, or a new one */
  drawer: (place: P | null, close: () => void) => ReactNode;
};

/** A page of shops or teams: who has which hours, each opened beside the list. */
export function PlacesPage<P extends Place>(props: Props<P>) {
  const { places } = props;
  const t = useT();
  const [edited, setEdited] = useState<string | null>(null);
  const chosen = places?.find((place) => place.id === edited) ?? null;
  return (
    <Page
      title={props.title}
      lead={props.lead}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {props.add}
        </Button>
      }
    >
      <Section>
        {!places && <RowsSkeleton rows={3} />}
        {places?.length === 0 && <EmptyState title={props.none} />}
        <ul className={styles.rows}>
          {places?.map((place) => (
            <li key={place.id}>
              <div className={styles.grow}>
                <p>
                  <strong>{place.name}</strong>{" "}
                  <span className={styles.quiet}>{props.about(place)}</span>
                </p>
                <HoursText hours={place.hours ?? props.hours?.(place) ?? null} />
              </div>
              <Button size="small" onClick={() => setEdited(place.id)}>
                {t("shell:edit")}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      {(chosen || edited === "new") && props.drawer(chosen, () => setEdited(null))}
    </Page>
  );
}
