import { Button, Progress } from "antd";
import type { ReactNode } from "react";
import styles from "./job-line.module.css";

export type JobLineProps = {
  title: string;
  words: string;
  hint: string;
  /** In per cent; undefined when nothing moves any more. */
  progress: number | undefined;
  actions: { label: string; act: () => void }[];
  file: { label: string; path: string } | undefined;
  link?: ReactNode;
};

/** One piece of long work: what, how far, and what can be done about it (后台任务). */
export function JobLine(props: JobLineProps) {
  const moving = props.progress !== undefined;
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <p>
          {props.title} {props.link}
        </p>
        <p className={styles.quiet} aria-live={moving ? "polite" : undefined}>
          {props.words}
        </p>
        {props.hint && <p className={styles.quiet}>{props.hint}</p>}
      </div>
      {moving && (
        <Progress
          className={styles.bar}
          size="small"
          percent={props.progress ?? 0}
          aria-label={props.title}
        />
      )}
      {props.actions.map((action) => (
        <Button key={action.label} size="small" onClick={action.act}>
          {action.label}
        </Button>
      ))}
      {props.file && (
        <Button size="small" type="primary" href={props.file.path} download>
          {props.file.label}
        </Button>
      )}
    </div>
  );
}
