import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type Consent, consentsQuery, withdrawConsent } from "../api/consents";
import styles from "./customers.module.css";

type Answer = Consent["history"][number];

/** One answer: when, where, and to which words. */
function Line({ answer }: { answer: Answer }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={styles.line}>
      <p>
        {t(answer.given ? "customers:consent.given" : "customers:consent.refused")}
        <span className={styles.badge}>
          {answer.staff_name ?? t(`customers:consent.${answer.surface}`)}
        </span>
      </p>
      <p className={styles.when}>
        <time dateTime={answer.at}>{format.full(answer.at)}</time>
      </p>
      {answer.wording && <p className={styles.words}>{answer.wording}</p>}
    </li>
  );
}

function Purpose({ id, consent }: { id: string; consent: Consent }) {
  const t = useT();
  const label = useLabel();
  const client = useQueryClient();
  const notices = useNotices();
  const allowed = useCan();
  const [history, setHistory] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawConsent(id, consent.purpose),
    onSuccess: (answer) => {
      client.setQueryData(consentsQuery(id).queryKey, answer);
      void client.invalidateQueries({ queryKey: ["visits", id] });
    },
    onError: notices.failed,
  });
  return (
    <div>
      <p>
        {label(consent.title)}
        <span className={styles.badge}>
          {t(consent.given ? "customers:consent.given" : "customers:consent.refused")}
        </span>
      </p>
      <p className={styles.when}>{label(consent.explanation)}</p>
      <Button type="link" size="small" onClick={() => setHistory(!history)} aria-expanded={history}>
        {t("customers:consent.history", { count: consent.history.length })}
      </Button>
      {consent.given && allowed("customers.edit") && (
        <Popconfirm
          title={t("customers:consent.final")}
          okText={t("customers:consent.do")}
          cancelText={t("shell:cancel")}
          onConfirm={() => withdraw.mutate()}
        >
          <Button type="link" size="small" loading={withdraw.isPending}>
            {t("customers:consent.withdraw")}
          </Button>
        </Popconfirm>
      )}
      {history && (
        <ol style={{ marginTop: 8 }}>
          {consent.history.map((answer) => (
            <Line key={answer.at} answer={answer} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** What the customer agreed to and when (同意记录); nothing where they were never asked. */
export default function ConsentsCard({ id }: CardProps) {
  const { data, error } = useQuery(consentsQuery(id));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={2} />;
  const asked = data.filter((each) => each.history.length > 0);
  if (asked.length === 0) return <span data-nothing hidden />;
  return asked.map((each) => <Purpose key={each.purpose} id={id} consent={each} />);
}
