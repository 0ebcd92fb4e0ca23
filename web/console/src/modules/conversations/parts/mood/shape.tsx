import type { MoodPoint } from "@/api/types";
import styles from "./mood.module.css";

type Props = { mood: MoodPoint["mood"]; x: number; y: number };

/** A mood has a shape of its own, so that nobody needs its colour: ▼ angry, ◆ unhappy, ● pleased. */
export function MoodShape({ mood, x, y }: Props) {
  if (mood === "neutral") return <circle cx={x} cy={y} r={1.5} className={styles.neutral} />;
  if (mood === "pleased") return <circle cx={x} cy={y} r={3} className={styles.pleased} />;
  const points =
    mood === "angry"
      ? `${x - 4},${y - 3} ${x + 4},${y - 3} ${x},${y + 4}`
      : `${x},${y - 3.5} ${x + 3.5},${y} ${x},${y + 3.5} ${x - 3.5},${y}`;
  return <polygon points={points} className={styles[mood]} />;
}

/** The shape alone, beside words. */
export function MoodSign({ mood }: { mood: MoodPoint["mood"] }) {
  return (
    <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
      <MoodShape mood={mood} x={0} y={0} />
    </svg>
  );
}
