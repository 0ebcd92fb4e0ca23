import { useT } from "@/shell/hooks/text";
import styles from "./figures.module.css";

/** Figures side by side, each under its name. */
export function Sums({ shown }: { shown: [string, string][] }) {
  const t = useT();
  return (
    <dl className={styles.numbers}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`complaints:figure.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
