import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useEdit } from "@/shell/hooks/edit";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { decimalsOf, toMinor, toShown } from "@/ui/money";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import {
  dayBelow,
  keepLimits,
  LIMITS,
  type Limit,
  type Limits,
  limitsQuery,
  missing,
  PARTS,
  type Part,
  plain,
} from "../api/limits";
import styles from "../parts/remedies.module.css";

/** 补偿额度: what each role grants by itself, and what it approves. */
export default function LimitsPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(limitsQuery);
  return (
    <Page title={t("remedies:limits")} lead={t("remedies:limits.lead")}>
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={5} />}
        {data && <Editor key={data.version} held={data} />}
      </Section>
    </Page>
  );
}

function Editor({ held }: { held: Limits }) {
  const t = useT();
  const notices = useNotices();
  const [rows, setRows] = useState<Limit[]>(() => plain(held.limits));
  const keep = useEdit({ act: keepLimits, refresh: LIMITS });
  const changed = JSON.stringify(rows) !== JSON.stringify(plain(held.limits));
  const wrong = rows.some(dayBelow);
  const set = (at: number, part: Partial<Limit>) =>
    setRows(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  return (
    <>
      <div className={styles.wide}>
        <table className={styles.limits}>
          <thead>
            <tr>
              <th>{t("remedies:limits.role")}</th>
              {PARTS.map((part) => (
                <th key={part}>{t(`remedies:limits.${part}`)}</th>
              ))}
              <th aria-label={t("remedies:limits.remove")} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Row
                key={`${row.role} ${row.currency}`}
                row={row}
                held={held}
                set={(part) => set(at, part)}
                remove={() => setRows(rows.filter((_, place) => place !== at))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Adding rows={rows} held={held} add={(row) => setRows([...rows, row])} />
      <p className={styles.quiet}>{t("remedies:limits.four_eyes")}</p>
      <div className={styles.acts}>
        <Button
          type="primary"
          disabled={!changed || wrong}
          loading={keep.isPending}
          onClick={() =>
            keep.mutate({ limits: rows, version: held.version }, { onError: notices.failed })
          }
        >
          {t("shell:save")}
        </Button>
        {changed && (
          <Button onClick={() => setRows(plain(held.limits))}>{t("remedies:limits.back")}</Button>
        )}
      </div>
    </>
  );
}

type RowProps = {
  row: Limit;
  held: Limits;
  set: (part: Partial<Limit>) => void;
  remove: () => void;
};

function Row({ row, held, set, remove }: RowProps) {
  const t = useT();
  const label = useLabel();
  const role = label(held.roles[row.role]) || row.role;
  const currency = row.currency ?? "CNY";
  return (
    <tr>
      <td>
        {role} {currency !== "CNY" && <span className={styles.quiet}>{currency}</span>}
      </td>
      {PARTS.map((part) => (
        <td key={part} data-part={t(`remedies:limits.${part}`)}>
          <Field
            name={t("remedies:limits.of", { role, part: t(`remedies:limits.${part}`) })}
            value={row[part]}
            currency={currency}
            change={(value) => set({ [part]: value } as Pick<Limit, Part>)}
          />
          {part === "grant_day" && dayBelow(row) && (
            <div className={styles.wrong} role="alert">
              {t("remedies:limits.day_below")}
            </div>
          )}
        </td>
      ))}
      <td>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t("remedies:limits.remove.of", { role })}
          title={t("remedies:limits.remove.of", { role })}
          onClick={remove}
        />
      </td>
    </tr>
  );
}

type FieldProps = {
  name: string;
  value: number | null;
  currency: string;
  change: (value: number | null) => void;
};

/** An amount, or without limit. */
function Field({ name, value, currency, change }: FieldProps) {
  const t = useT();
  return (
    <>
      <InputNumber
        aria-label={name}
        min={0}
        max={10_000_000}
        precision={decimalsOf(currency)}
        disabled={value === null}
        value={value === null ? null : toShown(value, currency)}
        onChange={(next) => change(toMinor(Number(next ?? 0), currency))}
        style={{ width: 120 }}
      />
      <div>
        <Checkbox
          checked={value === null}
          onChange={(event) => change(event.target.checked ? null : 0)}
        >
          {t("remedies:limits.none")}
        </Checkbox>
      </div>
    </>
  );
}

type AddingProps = { rows: Limit[]; held: Limits; add: (row: Limit) => void };

/** Another role, in a currency a shop has. */
function Adding({ rows, held, add }: AddingProps) {
  const t = useT();
  const label = useLabel();
  const currencies = [...new Set(["CNY", ...useShops().map((shop) => shop.currency)])];
  const options = currencies.flatMap((currency) =>
    missing(rows, Object.keys(held.roles), currency).map((role) => ({
      value: `${role} ${currency}`,
      label:
        currency === "CNY" ? label(held.roles[role]) : `${label(held.roles[role])} ${currency}`,
    })),
  );
  if (options.length === 0) return null;
  return (
    <Select
      aria-label={t("remedies:limits.add")}
      placeholder={
        <>
          <PlusOutlined /> {t("remedies:limits.add")}
        </>
      }
      style={{ minWidth: 180, margin: "12px 0" }}
      value={null}
      options={options}
      onChange={(value: string | null) => {
        const [role = "", currency = "CNY"] = (value ?? "").split(" ");
        add({ role, currency, grant_each: 0, grant_day: 0, approve_each: 0 });
      }}
    />
  );
}
