import type { ReactNode } from "react";
import type { Level } from "../api/figures";
import styles from "./board.module.css";

type Props = { children: ReactNode; level?: Level; label: string; open?: () => void };

/** A number that opens into what it is made of. */
export function Figure({ children, level = "", label, open }: Props) {
  const look = `${styles.figure} ${level ? styles[level] : ""} tnum`;
  if (!open) return <span className={look}>{children}</span>;
  return (
    <button type="button" className={look} aria-label={label} title={label} onClick={open}>
      {children}
    </button>
  );
}
