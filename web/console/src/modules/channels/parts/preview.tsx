import { MessageOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useState } from "react";
import type { Look } from "@/api/types";
import { useLanguage, useT } from "@/shell/hooks/text";
import { inkOn } from "@/ui/avatar";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import styles from "./channels.module.css";

const LINES = {
  "zh-CN": { wait: "现在约 20 秒回复", ask: "我的壶怎么还没到", write: "输入消息", send: "发送" },
  en: { wait: "Answers in about 20 s", ask: "Where is my teapot?", write: "Write", send: "Send" },
};

type Shown = "open" | "offline";
type Language = keyof typeof LINES;

/** How the widget looks on a page, while it is being changed (实时预览). */
export function Preview({ look, languages }: { look: Look; languages: string[] }) {
  const t = useT();
  const here = useLanguage();
  const [shown, setShown] = useState<Shown>("open");
  const [asked, setAsked] = useState<string>(here);
  const spoken = languages.includes(asked) ? asked : (languages[0] ?? "zh-CN");
  const language: Language = spoken === "en" ? "en" : "zh-CN";
  const lines = LINES[language];
  const ink = inkOn(look.color);
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
          <div className={styles.title} style={{ background: look.color, color: ink }}>
            <strong>{look.title}</strong>
            <span>{open ? lines.wait : ""}</span>
          </div>
          <div className={styles.talk}>
            <div className={styles.theirs}>{text}</div>
            {open && (
              <div className={styles.mine} style={{ background: look.color, color: ink }}>
                {lines.ask}
              </div>
            )}
          </div>
          <div className={styles.write}>
            <span>{lines.write}</span>
            <span>{lines.send}</span>
          </div>
        </div>
        <span
          className={styles.launcher}
          style={{
            background: look.color,
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
