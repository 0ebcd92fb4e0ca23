import { Segmented } from "antd";
import type { ReactNode } from "react";
import { chooseLanguage, chooseTheme, usePreferences } from "@/shell/hooks/preferences";
import { useT } from "@/shell/hooks/text";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import styles from "./door.module.css";

/** Language and theme before anybody is signed in. */
export function DoorTastes() {
  const t = useT();
  const { language, theme } = usePreferences();
  return (
    <div className={styles.tastes}>
      <Segmented
        size="small"
        aria-label={t("shell:language")}
        value={language}
        options={[
          { value: "zh-CN", label: LANGUAGE_NAMES["zh-CN"] },
          { value: "en", label: LANGUAGE_NAMES.en },
        ]}
        onChange={(next) => void chooseLanguage(next === "en" ? "en" : "zh-CN")}
      />
      <Segmented
        size="small"
        aria-label={t("shell:theme")}
        value={theme}
        options={(["light", "dark"] as const).map((each) => ({
          value: each,
          label: t(`shell:theme.${each}`),
        }))}
        onChange={chooseTheme}
      />
    </div>
  );
}

/** The frame of every page before sign-in (登录框). */
export function Door({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  return (
    <main className={styles.door}>
      <div className={styles.box}>
        <p className={styles.brand}>
          <span aria-hidden="true">知</span>
          {t("shell:name")}
        </p>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
      <DoorTastes />
    </main>
  );
}
