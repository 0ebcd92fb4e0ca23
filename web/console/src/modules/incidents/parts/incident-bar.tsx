import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { situationQuery } from "../api/incidents";
import styles from "./incidents.module.css";

/** Says on every page which incidents are on; who leads gets the way there. */
export default function IncidentBar() {
  const t = useT();
  const leads = useCan()("routing.surge");
  const { data } = useQuery(situationQuery);
  const incidents = data?.incidents ?? [];
  if (incidents.length === 0) return null;
  return (
    <div className={leads ? styles.bar : styles.hint} role="status">
      {incidents.map((each) => (
        <p key={each.id}>
          <strong>{t("incidents:bar", { title: each.title })}</strong>{" "}
          {leads ? (
            <Link to={`/incidents/${each.id}` as never}>{t("incidents:open")}</Link>
          ) : (
            t("incidents:bar.agents")
          )}
        </p>
      ))}
    </div>
  );
}
