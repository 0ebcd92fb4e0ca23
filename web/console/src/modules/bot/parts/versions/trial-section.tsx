import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { differenceWords } from "@/ui/compared";
import { Section } from "@/ui/page";
import sides from "@/ui/sides.module.css";
import { percent } from "../../api/figures";
import { BOT, type Compared, MANAGE, type Trial } from "../../api/shapes";
import { decide, trialQuery } from "../../api/versions";
import { Changes } from "./version-row";
import styles from "./versions.module.css";

const COUNTS = ["conversations", "alone", "handed_over"] as const;

/** What a difference says, in plain words. */
function useVerdict() {
  const t = useT();
  return ({ name, verdict, ...found }: Compared): string => {
    const words = differenceWords(found);
    if (verdict === "unclear") {
      const unit = name === "alone" ? "conversations" : name === "helpful" ? "rated" : "checked";
      return t(found.value === null ? "bot:trial.nothing" : `bot:trial.unclear.${unit}`, words);
    }
    return t(`bot:trial.${verdict}`, words);
  };
}

function Table({ trial }: { trial: Trial }) {
  const t = useT();
  const verdict = useVerdict();
  return (
    <table className={sides.sides}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t("bot:trial.what")}</span>
          </th>
          <th scope="col">{t("bot:trial.live")}</th>
          <th scope="col">{t("bot:trial.tried")}</th>
          <th scope="col">{t("bot:trial.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`bot:trial.${name}`)}</th>
            <td className="tnum">{trial.live[name]}</td>
            <td className="tnum">{trial.trial[name]}</td>
            <td />
          </tr>
        ))}
        {trial.compared.map((one) => (
          <tr key={one.name} data-verdict={one.verdict}>
            <th scope="row">{t(`bot:trial.share.${one.name}`)}</th>
            <td className="tnum">{percent(one.live)}</td>
            <td className="tnum">{percent(one.trial)}</td>
            <td>{verdict(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 试行: a version that answers a share of the conversations, beside what is live. */
export function TrialSection() {
  const t = useT();
  const format = useFormat();
  const allowed = useCan();
  const sentence = useSentence();
  const client = useQueryClient();
  const { data: trial } = useQuery(trialQuery);
  const deciding = useMutation({
    mutationFn: (how: "adopt" | "withdraw") => decide(trial?.version.number ?? 0, how),
    onSuccess: () => client.invalidateQueries({ queryKey: BOT }),
  });
  if (!trial) return null;
  const { number, share } = trial.version;
  return (
    <Section
      title={t("bot:trial", { number })}
      lead={t("bot:trial.lead", { share: share ?? 0, since: format.short(trial.since) })}
      extra={
        allowed(MANAGE) && (
          <div className={styles.buttons}>
            <Button disabled={deciding.isPending} onClick={() => deciding.mutate("withdraw")}>
              {t("bot:trial.withdraw")}
            </Button>
            <Button
              type="primary"
              loading={deciding.isPending}
              onClick={() => deciding.mutate("adopt")}
            >
              {t("bot:trial.adopt")}
            </Button>
          </div>
        )
      }
    >
      <Changes version={trial.version} />
      <Table trial={trial} />
      {deciding.error && <Alert type="error" showIcon title={sentence(deciding.error)} />}
    </Section>
  );
}
