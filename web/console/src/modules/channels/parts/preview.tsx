import { MessageOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useState } from "react";
import type { Look } from "@/api/types";
import { useBothLanguages } from "@/shell/hooks/both";
import { useSubjects } from "@/shell/hooks/directory";
import { labelIn, useLanguage, useT } from "@/shell/hooks/text";
import { brandGround } from "@/ui/colour";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import styles from "./channels.module.css";

const LINES = ["wait", "ask", "write", "send"] as const;

type Shown = "open" | "offline";
type Language = "zh-CN" | "en";

type Props = { look: Look; languages: string[]; topics: string[] };

/** How the widget looks on a page, while it is being changed (实时预览). */
export function Preview({ look, languages, topics }: Props) {
  const subjects = useSubjects();
  const t = useT();
  const here = useLanguage();
  const [shown, setShown] = useState<Shown>("open");
  const [asked, setAsked] = useState<string>(here);
  const spoken = languages.includes(asked) ? asked : (languages[0] ?? "zh-CN");
  const language: Language = spoken === "en" ? "en" : "zh-CN";
  const texts = useBothLanguages(LINES.map((line) => `channels:preview.${line}`));
  const line = (name: (typeof LINES)[number]) => texts?.[LINES.indexOf(name)]?.[language] ?? "";
  const { ground, ink } = brandGround(look.color);
  const side = look.position === "left" ? "left" : "right";
  const open = shown === "open";
  const text = (open ? look.greeting : look.offline_text)[language] ?? "";
  return (
    <div>
      <div style={{ display: "flex", gap: 8, marginBottom: 8 }}>
        <Segmented
          size="small"
          value={shown}
          options={(["open", "offline"] as const).map((each) => ({
            value: each,
            label: t(`channels:preview.${each}`),
          }))}
          onChange={setShown}
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
      <div className={styles.page} role="img" aria-label={t("channels:preview")}>
        <div className={styles.window} style={{ [side]: look.offset_x }}>
          <div className={styles.title} style={{ background: ground, color: ink }}>
            <strong>{look.title}</strong>
            <span>{open ? line("wait") : ""}</span>
          </div>
          <div className={styles.talk}>
            <div className={styles.theirs}>{text}</div>
            {topics.length > 0 && (
              <div className={styles.chips}>
                {topics.map((topic) => (
                  <span key={topic}>
                    {labelIn(language, subjects.find((each) => each.id === topic)?.name)}
                  </span>
                ))}
              </div>
            )}
            {open && topics.length === 0 && (
              <div className={styles.mine} style={{ background: ground, color: ink }}>
                {line("ask")}
              </div>
            )}
          </div>
          <div className={styles.write}>
            <span>{line("write")}</span>
            <span>{line("send")}</span>
          </div>
        </div>
        <span
          className={styles.launcher}
          style={{
            background: ground,
            color: ink,
            [side]: look.offset_x,
            bottom: Math.min(24, look.offset_y),
          }}
        >
          <MessageOutlined />
        </span>
      </div>
    </div>
  );
}
