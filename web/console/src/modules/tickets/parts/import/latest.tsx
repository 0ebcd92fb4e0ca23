import { useQuery } from "@tanstack/react-query";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { importsQuery, type TicketImport } from "../../api/imports";
import styles from "./import.module.css";

/** The imports of late, each with the way to its rows and back. */
export function Latest({ open }: { open: (id: string) => void }) {
  const t = useT();
  const { data } = useQuery(importsQuery);
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("tickets:import.latest")} lead={t("tickets:import.latest.lead")}>
      <ul className={styles.rows}>
        {data.map((each) => (
          <Line key={each.id} of={each} open={() => open(each.id)} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ of, open }: { of: TicketImport; open: () => void }) {
  const t = useT();
  const format = useFormat();
  const when = of.stage === "undo" ? "undone" : "done";
  return (
    <li>
      <span className={styles.words}>
        <button type="button" className="plain" onClick={open}>
          {of.file_name}
        </button>
        <span className={styles.quiet}>
          {of.by} · {format.full(of.at)} ·{" "}
          {t(`tickets:import.${when}`, {
            made: of.made,
            changed: of.changed,
            same: of.same,
            wrong: of.wrong,
            back: of.back,
          })}
        </span>
      </span>
    </li>
  );
}
