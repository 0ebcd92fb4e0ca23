import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { HintProps } from "@/shell/contracts";
import { useFormat, useT } from "@/shell/hooks/text";
import { ofQuery, situationQuery } from "../api/incidents";
import styles from "./incidents.module.css";

/** Above the composer of a conversation that an incident concerns: what to say (安抚话术). */
export default function ScriptHint({ id, insert }: HintProps) {
  const t = useT();
  const format = useFormat();
  const on = (useQuery(situationQuery).data?.incidents.length ?? 0) > 0;
  const { data } = useQuery({ ...ofQuery(id), enabled: on });
  if (!on || !data?.length) return null;
  return data.map((each) => (
    <aside key={each.id} className={styles.offer} aria-label={t("incidents:offer")}>
      <p>
        <strong>{t("incidents:offer.title", { title: each.title })}</strong>{" "}
        {each.told_at && (
          <span className={styles.quiet}>
            {t("incidents:offer.told", { time: format.short(each.told_at) })}
          </span>
        )}
      </p>
      {each.text && (
        <div className={styles.offered}>
          <p className={styles.words}>{each.text}</p>
          {!each.told_at && (
            <Button size="small" onClick={() => insert(each.text)}>
              {t("incidents:offer.insert")}
            </Button>
          )}
        </div>
      )}
    </aside>
  ));
}
