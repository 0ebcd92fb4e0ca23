import type { ReactNode } from "react";
import styles from "./page.module.css";

type Props = {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
};

/** A page with a heading, its actions and a readable width. */
export function Page({ title, lead, actions, children, wide = false }: Props) {
  return (
    <div className={styles.scroll}>
      <div className={wide ? styles.wide : styles.page}>
        <header className={styles.head}>
          <div>
            <h1>{title}</h1>
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** A white block inside a page. */
export function Section(props: {
  title?: string;
  lead?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      {props.title && (
        <header className={styles.sectionHead}>
          <div>
            <h2>{props.title}</h2>
            {props.lead && <p className={styles.lead}>{props.lead}</p>}
          </div>
          {props.extra}
        </header>
      )}
      {props.children}
    </section>
  );
}
