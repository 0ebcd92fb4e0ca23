import { useQuery } from "@tanstack/react-query";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { diffQuery } from "../api/articles";
import { folded } from "../api/diff";
import styles from "./article.module.css";

const SIGN = { same: "", added: "+", removed: "−" } as const;

type Props = { article: string; older: number; newer: number };

/** What changed between two versions, paragraph by paragraph (版本对比). */
export function Diff({ article, older, newer }: Props) {
  const t = useT();
  const { data, error } = useQuery(diffQuery(article, older, newer));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={3} />;
  const parts = [...new Set(data.lines.map((line) => line.part))];
  if (data.lines.every((line) => line.kind === "same")) {
    return <p className={styles.quiet}>{t("knowledge:diff.same")}</p>;
  }
  return parts.map((part) => {
    const lines = data.lines.filter((line) => line.part === part);
    if (lines.every((line) => line.kind === "same")) return null;
    return (
      <section key={part} className={styles.part}>
        <h3>{t(`knowledge:diff.${part}`)}</h3>
        <ul className={styles.diff}>
          {folded(lines).map((line, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of two versions never change
              key={at}
              data-kind={line.kind}
            >
              {line.kind === "fold" ? (
                t("knowledge:diff.fold", { count: line.count })
              ) : (
                <>
                  <span aria-hidden="true">{SIGN[line.kind]} </span>
                  {line.kind !== "same" && (
                    <span className="visually-hidden">{t(`knowledge:diff.${line.kind}`)}</span>
                  )}
                  {line.text}
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
