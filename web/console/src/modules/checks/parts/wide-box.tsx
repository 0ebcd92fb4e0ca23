import type { ReactNode } from "react";
import styles from "./checks.module.css";

/** Something wider than a phone: it scrolls by itself, by finger and by keyboard. */
export function WideBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.wideBox} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
