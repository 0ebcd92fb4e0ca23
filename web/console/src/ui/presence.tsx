import styles from "./presence.module.css";

export type Status = "online" | "busy" | "away" | "offline";

/** A dot whose shape differs as well as its colour, for those who don't see the colour. */
export function PresenceDot({ status }: { status: Status }) {
  return <span className={`${styles.dot} ${styles[status]}`} aria-hidden="true" />;
}
