import { Button } from "antd";
import type { ReactNode } from "react";
import styles from "./states.module.css";

type EmptyProps = { title: string; hint?: ReactNode; action?: ReactNode };

/** Nothing here, and what to do about it. */
export function EmptyState({ title, hint, action }: EmptyProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  );
}

type ErrorProps = {
  title: string;
  detail?: string | undefined;
  retry?: () => void;
  retryLabel?: string;
};

/** What happened, and a way to try again. */
export function ErrorState({ title, detail, retry, retryLabel }: ErrorProps) {
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{title}</p>
      {detail && <p className={styles.hint}>{detail}</p>}
      {retry && <Button onClick={retry}>{retryLabel}</Button>}
    </div>
  );
}

/** Grey rows in the place of rows that are still on their way. */
export function RowsSkeleton({ rows = 6, avatar = false }: { rows?: number; avatar?: boolean }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
        <div key={at} className={styles.row}>
          {avatar && <span className={styles.disc} />}
          <span className={styles.bars}>
            <span style={{ width: `${62 - ((at * 13) % 30)}%` }} />
            <span style={{ width: `${88 - ((at * 17) % 36)}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
