import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import { priorityOf, STEPS, worthOf } from "../api/priority";
import { usePriorityStep } from "../api/rules";
import { worthText } from "../api/sentence";
import styles from "./rules.module.css";

export type Pressing = { urgency: number | null; importance: number | null };

type Props = { value?: Pressing; onChange?: (value: Pressing) => void };

/** Urgency × importance as a field of a form, with the priority each pair gives (紧急×重要). */
export function PriorityMatrix({ value, onChange }: Props) {
  const t = useT();
  const step = usePriorityStep();
  const set = value !== undefined && (value.urgency !== null || value.importance !== null);
  const chosen = (urgency: number, importance: number) =>
    set && (value.urgency ?? 2) === urgency && (value.importance ?? 2) === importance;
  const priority = set ? priorityOf(value.urgency, value.importance) : null;
  return (
    <>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {STEPS.map((importance) => (
              <th key={importance} scope="col">
                {t(`routing:importance.${importance}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STEPS.map((urgency) => (
            <tr key={urgency}>
              <th scope="row">{t(`routing:urgency.${urgency}`)}</th>
              {STEPS.map((importance) => {
                const result = priorityOf(urgency, importance);
                return (
                  <td key={importance}>
                    <button
                      type="button"
                      data-priority={result}
                      aria-pressed={chosen(urgency, importance)}
                      onClick={() => onChange?.({ urgency, importance })}
                    >
                      {t(`shell:priority.${result}`)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        {priority === null
          ? t("routing:priority.open")
          : [
              t("routing:then.priority", { priority: t(`shell:priority.${priority}`) }),
              step === null ? "" : worthText(worthOf(priority, step), t),
            ]
              .filter(Boolean)
              .join(t("routing:comma"))}
        {set && (
          <Button
            type="link"
            size="small"
            onClick={() => onChange?.({ urgency: null, importance: null })}
          >
            {t("routing:priority.leave")}
          </Button>
        )}
      </p>
    </>
  );
}
