import { Tag } from "antd";
import type { PolicyInput } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { CONVERSATION, inUnit } from "../api/policies";
import styles from "./servicelevels.module.css";
import { useAbout } from "./use-abouts";

const UNITS: Record<number, string> = {
  1: "seconds",
  60: "minutes",
  3600: "hours",
  86400: "days",
};

/** A duration in words: 3 分钟. */
export function useDuration(): (seconds: number) => string {
  const t = useT();
  return (seconds) => {
    const { amount, unit } = inUnit(seconds);
    return t(`servicelevels:unit.${UNITS[unit]}.n`, { n: amount });
  };
}

/** The promised times as steps (阶梯), with how they are counted and what a breach does. */
export function Ladder({ policy }: { policy: PolicyInput }) {
  const t = useT();
  const duration = useDuration();
  const about = useAbout(policy.about);
  const goals = (about?.kinds ?? []).flatMap(({ kind, name, pauses }) =>
    policy.goals.filter((goal) => goal.kind === kind).map((goal) => ({ ...goal, name, pauses })),
  );
  const own = policy.about === CONVERSATION;
  const rests = policy.pauses && goals.some(({ pauses }) => pauses);
  const action = new Map(about?.actions.map(({ value, label }) => [value, label]));
  return (
    <>
      <dl className={styles.ladder}>
        {goals.map((goal) => (
          <div key={goal.kind}>
            <dt>{goal.name}</dt>
            <dd className="tnum">
              {duration(goal.seconds)}
              {goal.peak_seconds != null && (
                <span className={styles.quiet}>
                  {t("servicelevels:peak.short", { time: duration(goal.peak_seconds) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        {t(policy.business_hours ? "servicelevels:in_hours" : "servicelevels:always")}
        {rests &&
          ` · ${t(own ? "servicelevels:pauses.short" : "servicelevels:pauses.short.other")}`}{" "}
        {policy.on_breach.map((each) => (
          <Tag key={each}>{action.get(each)}</Tag>
        ))}
      </p>
    </>
  );
}
