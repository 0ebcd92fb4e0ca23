import { useState } from "react";
import type { Summary } from "@/api/types";
import { useMySetting } from "@/shell/hooks/mine";
import { useT } from "@/shell/hooks/text";
import { BY_HAND, doneSteps, readTicks, type Step, stepsOf, writeTicks } from "../../api/guide";
import { useHeld } from "../../api/store";
import styles from "./guide.module.css";

const FOLDED = "zhiyin.guide";

/** One line of what belongs to serving somebody (接待流程); what is done ticks itself. */
export function Guide({ summary }: { summary: Summary }) {
  const t = useT();
  const shown = useMySetting("conversations.guide", false);
  const thread = useHeld((state) => state.threads[summary.id]);
  const [ticks, setTicks] = useState(() => readTicks(summary.id));
  const [folded, setFolded] = useState(() => localStorage.getItem(FOLDED) === "folded");
  if (!shown) return null;
  const steps = stepsOf(summary);
  const done = doneSteps(summary, thread?.messages ?? []);
  for (const tick of ticks) done.add(tick);
  const next = steps.find((step) => !done.has(step));
  const tick = (step: Step) => {
    const changed = ticks.includes(step) ? ticks.filter((each) => each !== step) : [...ticks, step];
    setTicks(changed);
    writeTicks(summary.id, changed);
  };
  const fold = () => {
    localStorage.setItem(FOLDED, folded ? "open" : "folded");
    setFolded(!folded);
  };
  const counted = { done: steps.filter((step) => done.has(step)).length, count: steps.length };
  return (
    <section className={styles.guide} aria-label={t("conversations:guide")}>
      <button type="button" className={styles.fold} aria-expanded={!folded} onClick={fold}>
        {t("conversations:guide.counted", counted)}
        {folded && next ? ` · ${t(`conversations:guide.${next}`)}` : ""} {folded ? "▸" : "▾"}
      </button>
      {!folded && (
        <ol className={styles.steps}>
          {steps.map((step) => {
            const words = `${done.has(step) ? "✓ " : ""}${t(`conversations:guide.${step}`)}`;
            const state = done.has(step) ? styles.done : step === next ? styles.next : undefined;
            return (
              <li key={step} className={state} aria-current={step === next ? "step" : undefined}>
                {BY_HAND.has(step) ? (
                  <button
                    type="button"
                    aria-pressed={ticks.includes(step)}
                    onClick={() => tick(step)}
                  >
                    {words}
                  </button>
                ) : (
                  <span>{words}</span>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
