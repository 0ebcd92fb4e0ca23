import { useQuery } from "@tanstack/react-query";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { figuresQuery, percentOf, sampled } from "../api/checks";
import styles from "./checks.module.css";

/** The error rate of routing, and the rules that make it. */
export function CheckFigures() {
  const t = useT();
  const sentence = useSentence();
  const { data, error } = useQuery(figuresQuery);
  if (error) return <p role="alert">{sentence(error)}</p>;
  if (!data) return null;
  const total = sampled(data.rules);
  const share = percentOf(total);
  return (
    <Section title={t("routing:check.figures")} lead={t("routing:check.figures.lead")}>
      <p className={styles.figure}>
        <strong className="tnum">{share === null ? "–" : `${share}%`}</strong>{" "}
        {share === null
          ? t("routing:check.figures.none")
          : t("routing:check.figures.total", { wrong: total.wrong, all: total.all })}
      </p>
      {data.rules.length > 0 && (
        <table className={styles.figures}>
          <thead>
            <tr>
              <th scope="col">{t("routing:name")}</th>
              <th scope="col">{t("routing:check.cause.sample")}</th>
              <th scope="col">{t("routing:check.cause.moved")}</th>
            </tr>
          </thead>
          <tbody>
            {data.rules.map((rule) => (
              <tr key={rule.rule_id ?? "none"}>
                <th scope="row">{rule.rule_name ?? t("routing:check.rule.none")}</th>
                <td className="tnum">
                  {rule.sampled_wrong} / {rule.sampled}
                </td>
                <td className="tnum">
                  {rule.rerouted_wrong} / {rule.rerouted}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
