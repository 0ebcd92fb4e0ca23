import { usePresences } from "@/shell/hooks/directory";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Report, Step } from "../api/surges";
import { byText, effectText, useActionText } from "../api/words";
import styles from "./surges.module.css";

type Props = { steps: Step[]; effects?: Report["effects"] };

/** What was done when, by whom, and what came of it (处置过程). */
export function Steps({ steps, effects = [] }: Props) {
  const t = useT();
  const format = useFormat();
  const words = useActionText();
  const names = new Map(usePresences().map((each) => [each.staff_id, each.name]));
  return (
    <ol className={styles.steps}>
      {steps.map((step, at) => {
        const effect = effects[at];
        const told = effect ? effectText(effect.before_seconds, effect.after_seconds, t) : "";
        const figures =
          step.usual === null
            ? t("surges:step.arrivals", { count: step.arrivals })
            : t("surges:step.figures", {
                count: step.arrivals,
                usual: Math.round(step.usual * 10) / 10,
              });
        return (
          <li key={`${step.at}-${step.stage}`}>
            <p>
              <time dateTime={step.at}>{format.time(step.at)}</time>{" "}
              <strong>
                {step.stage
                  ? t("surges:step.enter", { stage: t(`surges:stage.${step.stage}`) })
                  : t("surges:step.end")}
              </strong>{" "}
              <span className={styles.quiet}>{[byText(step, names, t), figures].join(" · ")}</span>
            </p>
            {step.reason && <p>{t("surges:step.reason", { reason: step.reason })}</p>}
            {step.actions.length > 0 && (
              <ul className={styles.actions}>
                {step.actions.map((action) => (
                  <li key={JSON.stringify(action)}>{words(action)}</li>
                ))}
              </ul>
            )}
            {told && <p className={styles.effect}>{told}</p>}
          </li>
        );
      })}
    </ol>
  );
}
