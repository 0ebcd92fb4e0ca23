import { Segmented } from "antd";
import { useState } from "react";
import { useBothLanguages } from "@/shell/hooks/both";
import { useLanguage, useT } from "@/shell/hooks/text";
import { brandGround } from "@/ui/colour";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import { type Centre, type CentreValues, logoOf } from "../api/centres";
import styles from "./help.module.css";

const WORDS = ["search", "contact", "most", "one", "two", "three", "ask"] as const;

type Props = { centre: Centre; values: CentreValues };

/** How the start page looks while it is being changed (实时预览). */
export function Preview({ centre, values }: Props) {
  const t = useT();
  const here = useLanguage();
  const [asked, setAsked] = useState<string>(here);
  const [night, setNight] = useState<"day" | "night">("day");
  const texts = useBothLanguages(WORDS.map((word) => `helpcentre:preview.${word}`));
  const languages = values.languages ?? [];
  const spoken = languages.find((each) => each === asked) ?? languages[0] ?? "zh-CN";
  const language = spoken === "en" ? "en" : "zh-CN";
  const word = (name: (typeof WORDS)[number]) => texts?.[WORDS.indexOf(name)]?.[language] ?? "";
  const { ground, ink } = brandGround(values.color ?? "");
  const logo = logoOf(centre);
  return (
    <div>
      <div className={styles.choices}>
        <Segmented
          size="small"
          value={night}
          options={(["day", "night"] as const).map((each) => ({
            value: each,
            label: t(`helpcentre:preview.${each}`),
          }))}
          onChange={setNight}
        />
        {languages.length > 1 && (
          <Segmented
            size="small"
            value={language}
            options={(["zh-CN", "en"] as const).map((each) => ({
              value: each,
              label: LANGUAGE_NAMES[each],
            }))}
            onChange={setAsked}
          />
        )}
      </div>
      <div
        className={styles.sheet}
        data-night={night === "night" || undefined}
        role="img"
        aria-label={t("helpcentre:preview")}
      >
        <div className={styles.top}>
          <strong>
            {logo && <img src={logo} alt="" />}
            {values.title?.[language]}
          </strong>
          <span>{word("contact")}</span>
        </div>
        <div className={styles.hero}>
          <b>{values.welcome?.[language] || values.title?.[language]}</b>
          <div className={styles.field}>
            <span />
            <i style={{ background: ground, color: ink }}>{word("search")}</i>
          </div>
        </div>
        <div className={styles.inside}>
          <b>{word("most")}</b>
          {(["one", "two", "three"] as const).map((each) => (
            <span key={each}>{word(each)}</span>
          ))}
          {values.widget_id && <i style={{ background: ground, color: ink }}>{word("ask")}</i>}
        </div>
        <div className={styles.foot}>
          {(values.links ?? []).map((link, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: links have no name of their own
            <span key={at}>{link?.label?.[language]}</span>
          ))}
        </div>
      </div>
    </div>
  );
}
