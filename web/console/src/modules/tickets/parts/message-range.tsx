import { Checkbox, Slider } from "antd";
import { useT } from "@/shell/hooks/text";
import styles from "./along.module.css";

export type Line = { number: number; name: string; text: string };
/** From which message to which; null is none of them. */
export type Range = { first: number; last: number } | null;

type Props = { lines: Line[]; range: Range; setRange: (range: Range) => void };

/** All of them. */
export const wholeOf = (lines: Line[]): Range => {
  const [first, last] = [lines[0], lines.at(-1)];
  return first && last ? { first: first.number, last: last.number } : null;
};

/** Which messages of a conversation go along: some that follow each other, or none. */
export function MessageRange({ lines, range, setRange }: Props) {
  const t = useT();
  if (lines.length === 0) return null;
  const within = ({ number }: Line) =>
    range !== null && number >= range.first && number <= range.last;
  const chosen = lines.filter(within);
  const at = (line: Line | undefined) => (line ? lines.indexOf(line) : 0);
  const pick = ([from, to]: number[]) => {
    const [first, last] = [lines[from ?? 0], lines[to ?? 0]];
    if (first && last) setRange({ first: first.number, last: last.number });
  };
  return (
    <div className={styles.along}>
      <Checkbox
        checked={range !== null}
        onChange={({ target }) => setRange(target.checked ? wholeOf(lines) : null)}
      >
        {range ? t("tickets:along.some", { count: chosen.length }) : t("tickets:along.none")}
      </Checkbox>
      <ul>
        {lines.map((line) => (
          <li key={line.number} data-in={within(line) || undefined}>
            <b>{line.name}</b> {line.text}
          </li>
        ))}
      </ul>
      {range && lines.length > 1 && (
        <Slider
          range
          min={0}
          max={lines.length - 1}
          value={[at(chosen[0]), at(chosen.at(-1))]}
          onChange={pick}
          tooltip={{ formatter: (place) => lines[place ?? 0]?.text.slice(0, 40) }}
          ariaLabelForHandle={[t("tickets:along.from"), t("tickets:along.to")]}
        />
      )}
    </div>
  );
}
