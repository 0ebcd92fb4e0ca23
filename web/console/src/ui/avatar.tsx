import styles from "./avatar.module.css";
import { inkOn } from "./colour";

/** Colours on which white stays readable. */
const FALLBACK = ["#4c63b6", "#a3512f", "#2f7a55", "#7c5296", "#5b6770", "#96602a"];

function fallbackColor(seed: string): string {
  let sum = 0;
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return FALLBACK[sum % FALLBACK.length] ?? "#5b6770";
}

type Props = {
  name: string;
  color?: string | null;
  size?: number;
  /** Shown as a small dot at the corner. */
  online?: boolean | undefined;
};

/** The first character of a name in a coloured circle. */
export function Avatar({ name, color, size = 36, online }: Props) {
  const background = color || fallbackColor(name);
  const first = [...name.trim()][0] ?? "?";
  return (
    <span
      className={styles.avatar}
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.42),
        background,
        color: inkOn(background),
      }}
    >
      {first.toUpperCase()}
      {online !== undefined && <span className={online ? styles.on : styles.off} />}
    </span>
  );
}
