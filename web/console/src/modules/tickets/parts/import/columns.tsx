import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { partsQuery, type TicketImport } from "../../api/imports";
import { useTypes } from "../../api/types";
import styles from "./import.module.css";

export type Meant = { parts: (string | null)[]; type_id: string | null; shop_id: string | null };

type Props = {
  of: TicketImport;
  busy: boolean;
  /** It was checked as it stands. */
  again: boolean;
  changed: () => void;
  check: (meant: Meant) => void;
};

/** What each column means: guessed from its title, and put right here. */
export function Columns({ of, busy, again, changed, check }: Props) {
  const t = useT();
  const label = useLabel();
  const types = useTypes().filter(({ active }) => active !== false);
  const shops = useShops();
  const { data: known } = useQuery(partsQuery);
  const [parts, setParts] = useState(of.columns.map(({ part }) => part));
  const [type, setType] = useState<string | null>();
  const [shop, setShop] = useState<string | null>();
  const usual = type === undefined ? (types[0]?.id ?? null) : type;
  const place = shop === undefined ? (shops[0]?.id ?? null) : shop;
  const options = (known ?? []).map(({ part, name }) => ({ value: part, label: label(name) }));
  const mean = (at: number, part: string | null) => {
    setParts(parts.map((held, place) => (place === at ? part : held === part ? null : held)));
    changed();
  };
  const left = parts.filter((part) => part === null).length;
  return (
    <>
      <h3 className={styles.heading}>{t("tickets:import.columns")}</h3>
      <p className={styles.quiet}>
        {t("tickets:import.columns.hint")}
        {left > 0 && ` ${t("tickets:import.columns.left", { count: left })}`}
      </p>
      <ol className={styles.columns} aria-label={t("tickets:import.columns")}>
        {of.columns.map(({ title, samples }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and titles may repeat
          <li key={at}>
            <span className={styles.title}>{title || t("tickets:import.untitled")}</span>
            <span className={styles.samples}>{samples.join(" · ")}</span>
            <Select
              allowClear
              className={styles.part ?? ""}
              aria-label={t("tickets:import.means", { title })}
              placeholder={t("tickets:import.nothing")}
              disabled={busy}
              value={parts[at] ?? null}
              showSearch={{ optionFilterProp: "label" }}
              options={options}
              onChange={(part: string | null) => mean(at, part ?? null)}
            />
          </li>
        ))}
      </ol>
      <div className={styles.usual}>
        <Usual
          name={t("tickets:import.type")}
          value={usual}
          options={types.map(({ id, name }) => ({ value: id, label: label(name) }))}
          choose={(next) => {
            setType(next);
            changed();
          }}
        />
        {shops.length > 1 && (
          <Usual
            name={t("tickets:import.shop")}
            value={place}
            options={shops.map(({ id, name }) => ({ value: id, label: name }))}
            choose={(next) => {
              setShop(next);
              changed();
            }}
          />
        )}
        <Button
          type={again ? "default" : "primary"}
          loading={busy}
          onClick={() => check({ parts, type_id: usual, shop_id: place })}
        >
          {t(again ? "tickets:import.check.again" : "tickets:import.check")}
        </Button>
      </div>
    </>
  );
}

type UsualProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  choose: (value: string | null) => void;
};

/** What rows get that say nothing of it. */
function Usual({ name, value, options, choose }: UsualProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select stands inside and is named, too
    <label className={styles.field}>
      <span>{name}</span>
      <Select
        allowClear
        aria-label={name}
        value={value}
        options={options}
        onChange={(next: string | null) => choose(next ?? null)}
      />
    </label>
  );
}
