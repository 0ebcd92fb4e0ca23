import { Link } from "@tanstack/react-router";
import type { MenuEntry } from "../contracts";
import { useT } from "../hooks/text";
import styles from "./house.module.css";

const useNoBadge = () => 0;

type Props = { entry: MenuEntry; phone?: boolean; act?: () => void };

/** A way to a page, with how much waits there. */
export function MenuLink({ entry, phone = false, act }: Props) {
  const t = useT();
  const useBadge = entry.useBadge ?? useNoBadge;
  const badge = useBadge();
  const Icon = entry.icon;
  const look = phone ? styles.tab : styles.entry;
  return (
    <Link
      to={entry.path as never}
      className={look}
      activeProps={{ className: `${look} ${styles.active}` }}
      {...(act ? { onClick: act } : {})}
    >
      <span className={styles.icon}>
        <Icon />
        {badge > 0 && (
          <span className={styles.badge} data-badge>
            {badge > 99 ? "99+" : badge}
            <span className="visually-hidden">{t("shell:unread")}</span>
          </span>
        )}
      </span>
      <span>{t(entry.label)}</span>
    </Link>
  );
}
