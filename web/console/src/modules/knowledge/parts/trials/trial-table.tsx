import { useT } from "@/shell/hooks/text";
import sides from "@/ui/sides.module.css";
import type { Trial } from "../../api/shapes";
import { useVerdict } from "./said";
import styles from "./trials.module.css";

const COUNTS = ["readers", "rated"] as const;

/** Both answers side by side: who got them, what they said, what they did. */
export function TrialTable({ trial }: { trial: Trial }) {
  const t = useT();
  const verdict = useVerdict();
  const parts = ({ first, second }: Trial, name: string) =>
    [first, second].map((side) =>
      name === "helpful"
        ? [side.helpful, side.rated]
        : name === "alone"
          ? [side.by_bot - side.asked_person, side.by_bot]
          : [side.in_chat - side.came_again, side.in_chat],
    ) as [[number, number], [number, number]];
  const share = ([part, whole]: [number, number]) =>
    whole === 0 ? "–" : `${Math.round((part / whole) * 100)} % (${part}/${whole})`;
  return (
    <table className={`${sides.sides} ${styles.stacked}`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t("knowledge:trial.what")}</span>
          </th>
          <th scope="col">{t("knowledge:trial.first", { number: trial.against })}</th>
          <th scope="col">{t("knowledge:trial.second", { number: trial.number })}</th>
          <th scope="col">{t("knowledge:trial.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`knowledge:trial.count.${name}`)}</th>
            <td className="tnum">{trial.first[name]}</td>
            <td className="tnum">{trial.second[name]}</td>
            <td />
          </tr>
        ))}
        {trial.compared.map((one) => {
          const [first, second] = parts(trial, one.name);
          return (
            <tr key={one.name} data-verdict={one.verdict}>
              <th scope="row">{t(`knowledge:trial.share.${one.name}`)}</th>
              <td className="tnum">{share(first)}</td>
              <td className="tnum">{share(second)}</td>
              <td>{verdict(one)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
