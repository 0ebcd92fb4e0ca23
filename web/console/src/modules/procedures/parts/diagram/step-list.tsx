import { ArrowRightOutlined, PlusOutlined, RollbackOutlined } from "@ant-design/icons";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Flow, Way } from "../../api/flow";
import { useWayWords } from "../said";
import styles from "./diagram.module.css";
import type { DrawingProps } from "./marks";
import { StepCard } from "./step-card";

/** The same steps one below the other, each with where it leads: for a phone. */
export function StepList({ document, flow, marks, chosen, choose, between }: DrawingProps) {
  const t = useT();
  return (
    <ol className={styles.list} aria-label={t("procedures:diagram")}>
      {flow.steps.map((step) => (
        <li key={step.code}>
          <StepCard
            listed
            step={step}
            first={document.start === step.code}
            mark={marks.get(step.code)}
            chosen={chosen === step.code}
            choose={() => choose(step.code)}
          />
          <ul className={styles.leads}>
            {flow.ways
              .filter(({ from }) => from === step.code)
              .map((way) => (
                <Lead key={way.id} way={way} flow={flow} between={between} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

type LeadProps = { way: Way; flow: Flow; between: ((way: Way) => void) | undefined };

function Lead({ way, flow, between }: LeadProps) {
  const t = useT();
  const label = useLabel();
  const words = useWayWords()(way);
  const to = flow.steps.find(({ code }) => code === way.to);
  return (
    <li>
      <span>{words}</span>
      {way.back ? (
        <RollbackOutlined aria-hidden="true" />
      ) : (
        <ArrowRightOutlined aria-hidden="true" />
      )}
      <span>{to ? label(to.name) || t("procedures:step.unnamed") : t("procedures:end")}</span>
      {between && (
        <button
          type="button"
          className={styles.between}
          aria-label={t("procedures:between", { name: words })}
          onClick={() => between(way)}
        >
          <PlusOutlined />
        </button>
      )}
    </li>
  );
}
