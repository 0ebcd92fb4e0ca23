import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Select } from "antd";
import { useEffect, useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { serverNow } from "@/shell/hooks/now";
import { useSettled } from "@/shell/hooks/settled";
import { useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import {
  type DryChoice,
  type DryRun,
  type DryStep,
  dryRun,
  PROCEDURES,
} from "../../api/procedures";
import type { ProcedureDocument, Step } from "../../api/shapes";
import { choiceFor } from "../../api/trial";
import { useMomentText } from "../said";
import styles from "./editor.module.css";

type Props = {
  document: ProcedureDocument;
  /** What the diagram shows of it while one tries. */
  told: (steps: DryRun["steps"]) => void;
  choose: (code: string) => void;
};

/** Walking through the draft without anything happening: who, until when, what by itself (试运行). */
export function DryRunSide({ document, told, choose }: Props) {
  const t = useT();
  const sentence = useSentence();
  const label = useLabel();
  const moment = useMomentText();
  const [started] = useState(() => new Date(serverNow()).toISOString());
  const [choices, setChoices] = useState<DryChoice[]>([]);
  const asked = useSettled(document);
  const shops = useShops();
  const [picked, setShop] = useState<string | null>(null);
  const shop = picked ?? shops[0]?.id ?? "";
  const { data, error } = useQuery({
    queryKey: [...PROCEDURES, "dry-run", asked, choices, shop],
    enabled: shop !== "",
    queryFn: () => dryRun({ document: asked, choices, shop_id: shop, started_at: started }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  useEffect(() => {
    told(data?.steps ?? []);
    return () => told([]);
  }, [data, told]);
  const steps = new Map(document.steps.map((step) => [step.code, step]));
  return (
    <>
      <p className={styles.quiet}>{t("procedures:dry.hint")}</p>
      {shops.length > 1 && (
        <Select
          size="small"
          className={styles.shop ?? ""}
          aria-label={t("procedures:dry.shop")}
          value={shop}
          options={shops.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setShop}
        />
      )}
      {!data && !error && <RowsSkeleton rows={3} />}
      {error && <Alert type="error" showIcon title={sentence(error)} />}
      {data?.refused && <Alert type="warning" showIcon title={label(data.refused)} />}
      <ol className={`${styles.rows} ${styles.dry}`} aria-label={t("procedures:side.dry")}>
        {data?.steps.map((dry) => (
          <Walked
            key={`${dry.step}-${dry.visit}`}
            dry={dry}
            step={steps.get(dry.step)}
            show={() => choose(dry.step)}
            take={(outcome) => setChoices((held) => [...held, choiceFor(dry, outcome)])}
          />
        ))}
      </ol>
      {data?.ended && (
        <Alert
          type={data.late ? "warning" : "success"}
          showIcon
          title={t(data.late ? "procedures:dry.ended.late" : "procedures:dry.ended", {
            at: data.ended_at ? moment(data.ended_at) : "",
          })}
        />
      )}
      {choices.length > 0 && (
        <div className={styles.buttons} style={{ marginTop: 12 }}>
          <Button size="small" onClick={() => setChoices((held) => held.slice(0, -1))}>
            {t("procedures:dry.back")}
          </Button>
          <Button size="small" onClick={() => setChoices([])}>
            {t("procedures:dry.again")}
          </Button>
        </div>
      )}
    </>
  );
}

type WalkedProps = {
  dry: DryStep;
  step: Step | undefined;
  show: () => void;
  take: (outcome: string) => void;
};

function Walked({ dry, step, show, take }: WalkedProps) {
  const t = useT();
  const label = useLabel();
  const moment = useMomentText();
  const taken = step?.outcomes.find(({ code }) => code === dry.outcome);
  const who = dry.owner_name ?? dry.team_name ?? t("procedures:unowned");
  return (
    <li data-state={dry.state}>
      <p className={styles.between}>
        <button type="button" className="plain" onClick={show}>
          <strong>{label(step?.name) || dry.step}</strong>
        </button>
        <span className={styles.quiet}>
          {taken ? label(taken.name) : t(`procedures:state.${dry.state}`)}
        </span>
      </p>
      <p className={styles.quiet}>
        {who} · {label(dry.how)}
        {dry.due_at && ` · ${t("procedures:dry.due", { at: moment(dry.due_at) })}`}
      </p>
      {dry.actions.map(({ when, code, title }) => (
        <p key={`${when}-${code}`} className={styles.quiet}>
          {t(`procedures:dry.${when}`, { name: label(title) })}
        </p>
      ))}
      {dry.notices.map(({ when, names }) => (
        <p key={when} className={styles.quiet}>
          {t(`procedures:dry.notice.${when}`, { names: names.join(t("shell:field.and")) })}
        </p>
      ))}
      {dry.state === "open" && (
        <div className={styles.buttons}>
          {step?.outcomes.map(({ code, name }) => (
            <Button key={code} size="small" onClick={() => take(code)}>
              {label(name) || code}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
