import { InputNumber, Segmented, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { freshDocument, type Offer, type RuleDocument } from "../api/automation";
import styles from "./automation.module.css";
import { Parameter } from "./parameter";

type Props = { offer: Offer; document: RuleDocument; change: (next: RuleDocument) => void };

/** When: what a rule is about, and what starts it. */
export function When({ offer, document, change }: Props) {
  const t = useT();
  const label = useLabel();
  const starts = [
    {
      label: t("automation:starts.happening"),
      options: offer.happenings
        .filter((one) => one.about === document.about)
        .map((one) => ({ value: one.code, label: label(one.title) })),
    },
    {
      label: t("automation:starts.lasting"),
      options: offer.standstills
        .filter((one) => one.about === document.about)
        .map((one) => ({ value: one.code, label: label(one.title) })),
    },
  ];
  const lasting = offer.standstills.find((one) => one.code === document.standstill);
  const choose = (code: string) => {
    const lasts = offer.standstills.some((one) => one.code === code);
    change({
      ...document,
      happening: lasts ? null : code,
      standstill: lasts ? code : null,
      lasting: {},
    });
  };
  return (
    <div className={styles.form}>
      <Segmented
        className={styles.matters ?? ""}
        aria-label={t("automation:about")}
        value={document.about}
        options={offer.matters.map((one) => ({ value: one.about, label: label(one.title) }))}
        onChange={(about) => change(freshDocument(about, offer))}
      />
      <Select
        aria-label={t("automation:start")}
        value={document.happening ?? document.standstill ?? null}
        options={starts}
        onChange={choose}
      />
      {lasting?.fields.map((field) => (
        <Parameter
          key={field.code}
          field={field}
          value={document.lasting[field.code]}
          change={(value) =>
            change({ ...document, lasting: { ...document.lasting, [field.code]: value } })
          }
        />
      ))}
      {lasting && (
        <div className={styles.parameter}>
          <span>{t("automation:hours")}</span>
          <InputNumber
            aria-label={t("automation:hours")}
            min={0.25}
            max={2160}
            value={document.hours}
            onChange={(hours) => hours && change({ ...document, hours })}
          />
        </div>
      )}
    </div>
  );
}
