import { CheckCircleOutlined, CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Problem } from "../../api/procedures";
import type { ProcedureDocument } from "../../api/shapes";
import styles from "./editor.module.css";

type Props = {
  problems: Problem[];
  document: ProcedureDocument;
  /** The draft was changed since it was checked. */
  stale: boolean;
  choose: (code: string) => void;
};

/** What stands against publishing, each leading to its step (发布前检查). */
export function Problems({ problems, document, stale, choose }: Props) {
  const t = useT();
  const label = useLabel();
  const names = new Map(document.steps.map(({ code, name }) => [code, label(name)]));
  return (
    <>
      <p className={styles.quiet}>
        {t(stale ? "procedures:problems.stale" : "procedures:problems.hint")}
      </p>
      {problems.length === 0 && (
        <p className={styles.calm}>
          <CheckCircleOutlined /> {t("procedures:problems.none")}
        </p>
      )}
      <ul className={styles.rows}>
        {problems.map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may be wrong with one part
          <li key={`${problem.step}-${problem.code}-${at}`}>
            <button
              type="button"
              className={`plain ${styles.problem}`}
              disabled={!problem.step}
              onClick={() => problem.step && choose(problem.step)}
            >
              {problem.severity === "error" ? (
                <CloseCircleFilled className={styles.error} title={t("procedures:problem.error")} />
              ) : (
                <WarningFilled className={styles.warning} title={t("procedures:problem.warning")} />
              )}
              <span>
                {problem.step && <strong>{names.get(problem.step) ?? problem.step} </strong>}
                {label(problem.text)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
