import { useQuery } from "@tanstack/react-query";
import { useFormat, useT } from "@/shell/hooks/text";
import { unchangedShare, usesQuery } from "../api/canned";
import styles from "./canned.module.css";

/** Who sends a reply, how often, and how often unchanged (使用情况). */
export function Uses({ id }: { id: string }) {
  const t = useT();
  const format = useFormat();
  const { data } = useQuery(usesQuery(id));
  if (!data) return null;
  return (
    <section className={styles.uses}>
      <h3>{t("canned:uses")}</h3>
      {data.length === 0 && <p className={styles.quiet}>{t("canned:uses.none")}</p>}
      <ul>
        {data.map((use) => (
          <li key={use.staff_id}>
            <span>{use.name}</span>
            <span>{t("canned:uses.times", { count: use.used })}</span>
            <span className={styles.quiet}>
              {t("canned:uses.unchanged", { share: unchangedShare(use.used, use.edited) ?? 0 })}
            </span>
            <span className={styles.quiet}>{format.short(use.last_at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
