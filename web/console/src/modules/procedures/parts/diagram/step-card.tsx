import {
  CheckCircleFilled,
  ClockCircleOutlined,
  HourglassOutlined,
  PlayCircleOutlined,
  UserOutlined,
  WarningFilled,
} from "@ant-design/icons";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Step } from "../../api/shapes";
import { useLimitText, useWhoText } from "../said";
import styles from "./card.module.css";
import type { Mark } from "./marks";

type Props = {
  step: Step;
  first: boolean;
  mark: Mark | undefined;
  chosen: boolean;
  choose: () => void;
  /** One of a list rather than of a drawing. */
  listed?: boolean;
};

/** One step of a drawing: its name, who does it, until when. */
export function StepCard({ step, first, mark = {}, chosen, choose, listed }: Props) {
  const t = useT();
  const label = useLabel();
  const whoText = useWhoText();
  const limitText = useLimitText();
  const name = label(step.name) || t("procedures:step.unnamed");
  return (
    <button
      type="button"
      className={styles.card}
      data-step={step.code}
      data-chosen={chosen || undefined}
      data-state={mark.state}
      data-wrong={Boolean(mark.problems) || undefined}
      data-change={mark.change}
      data-listed={listed}
      aria-pressed={chosen}
      onClick={choose}
    >
      <span className={styles.name} title={name}>
        {first && <PlayCircleOutlined title={t("procedures:step.first")} />}
        <span>{name}</span>
        <Signs mark={mark} />
      </span>
      <span className={styles.fact}>
        <UserOutlined aria-hidden="true" />
        <span>{whoText(step.who)}</span>
      </span>
      <span className={styles.fact}>
        {step.kind === "wait_customer" ? (
          <HourglassOutlined aria-hidden="true" />
        ) : (
          <ClockCircleOutlined aria-hidden="true" />
        )}
        <span>
          {[
            step.kind === "wait_customer" && t("procedures:kind.wait_customer"),
            limitText(step.limit),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {step.join && (
          <span className={styles.chip}>{t(`procedures:join.${step.join}.short`)}</span>
        )}
      </span>
    </button>
  );
}

/** What is said of it beside its name; in words for who does not see it. */
function Signs({ mark }: { mark: Mark }) {
  const t = useT();
  return (
    <>
      {mark.change && <span className={styles.chip}>{t(`procedures:change.${mark.change}`)}</span>}
      {mark.state === "done" && (
        <CheckCircleFilled className={styles.done} title={t("procedures:state.done")} />
      )}
      {mark.problems ? (
        <WarningFilled
          className={styles.wrong}
          title={t("procedures:problems.count", { count: mark.problems })}
        />
      ) : null}
    </>
  );
}
