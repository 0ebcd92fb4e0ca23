import { PauseOutlined } from "@ant-design/icons";
import styles from "./countdown.module.css";
import { type Remaining, remainingText } from "./remaining";

const DAY = 86_400;

type Props = {
  left: Remaining;
  /** What the promise is, and how it stands, for those who don't see the colour. */
  title: string;
  days: (count: number) => string;
};

/** The one colour scale of the house: calm, due soon, late; what rests is grey. */
export function Countdown({ left, title, days }: Props) {
  const whole = Math.abs(left.seconds);
  const text =
    whole >= DAY
      ? `${left.seconds < 0 ? "+" : ""}${days(Math.floor(whole / DAY))}`
      : remainingText(left.seconds);
  return (
    <span
      className={`${styles.countdown} ${styles[left.level]} tnum`}
      data-urgency={left.level}
      title={title}
    >
      <span className="visually-hidden">{title}</span>
      {left.level === "paused" && <PauseOutlined aria-hidden="true" />}
      {text}
    </span>
  );
}
