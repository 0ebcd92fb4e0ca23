import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type Difference, differenceOf, isSame } from "../../api/compare";
import { versionQuery } from "../../api/procedures";
import { type ProcedureDocument, wholeDocument } from "../../api/shapes";
import styles from "./editor.module.css";

const COLOURS = { added: "success", changed: "warning", removed: "error" } as const;

type ListProps = { difference: Difference; choose?: (code: string) => void };

/** What differs, step by step. */
export function DifferenceList({ difference, choose }: ListProps) {
  const t = useT();
  const label = useLabel();
  const named = (parts: string[]) =>
    parts.map((part) => t(`procedures:part.${part}`)).join(t("shell:field.and"));
  if (isSame(difference)) return <p className={styles.quiet}>{t("procedures:compare.same")}</p>;
  return (
    <ul className={styles.rows}>
      {difference.whole.length > 0 && (
        <li>
          <Tag color="warning">{t("procedures:change.changed")}</Tag> {t("procedures:side.whole")}
          <p className={styles.quiet}>{named(difference.whole)}</p>
        </li>
      )}
      {difference.steps.map(({ code, name, kind, parts }) => (
        <li key={code}>
          <Tag color={COLOURS[kind]}>{t(`procedures:change.${kind}`)}</Tag>{" "}
          {choose && kind !== "removed" ? (
            <button type="button" className={`plain ${styles.link}`} onClick={() => choose(code)}>
              {label(name) || code}
            </button>
          ) : (
            label(name) || code
          )}
          {parts.length > 0 && <p className={styles.quiet}>{named(parts)}</p>}
        </li>
      ))}
    </ul>
  );
}

type Props = {
  id: string;
  published: number;
  document: ProcedureDocument;
  choose: (code: string) => void;
};

/** What the draft changes of the version that holds. */
export function Compared({ id, published, document, choose }: Props) {
  const t = useT();
  const { data } = useQuery(versionQuery(id, published));
  if (!data) return <RowsSkeleton rows={3} />;
  return (
    <>
      <p className={styles.quiet}>{t("procedures:compare.with", { number: published })}</p>
      <DifferenceList
        difference={differenceOf(wholeDocument(data.document), document)}
        choose={choose}
      />
    </>
  );
}
