import { useQuery } from "@tanstack/react-query";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { figuresQuery } from "../api/wording";
import styles from "./wording.module.css";

/** Who met the list how often in the last 30 days; nothing while nobody has. */
export function Figures() {
  const t = useT();
  const { data } = useQuery(figuresQuery);
  if (!data || data.staff.length === 0) return null;
  return (
    <Section title={t("assistance:figures")} lead={t("assistance:figures.lead")}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("assistance:figures.agent")}</th>
              <th scope="col">{t("assistance:figures.sent")}</th>
              <th scope="col">{t("assistance:figures.blocked")}</th>
              <th scope="col">{t("assistance:figures.replaced")}</th>
            </tr>
          </thead>
          <tbody>
            {data.staff.map((one) => (
              <tr key={one.staff_id}>
                <th scope="row">{one.name}</th>
                <td>{one.sent}</td>
                <td>{one.blocked}</td>
                <td>{one.replaced}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
