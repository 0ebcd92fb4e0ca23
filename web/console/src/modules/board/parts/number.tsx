import type { Level } from "../api/figures";
import styles from "./board.module.css";

type Part = string | number;
type Props = { children: Part | Part[]; level?: Level; label: string; open?: () => void };

/** A number that opens into what it is made of; who hears the page hears its name and itself. */
export function Figure({ children, level = "", label, open }: Props) {
  const look = `${styles.figure} ${level ? styles[level] : ""} tnum`;
  if (!open) return <span className={look}>{children}</span>;
  const name = `${label} ${[children].flat().join("")}`;
  return (
    <button type="button" className={look} aria-label={name} title={label} onClick={open}>
      {children}
    </button>
  );
}
