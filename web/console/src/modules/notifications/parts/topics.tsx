import { Checkbox, Select } from "antd";
import type { Choice } from "@/shell/hooks/attention";
import { useT } from "@/shell/hooks/text";
import { playTone, TONES, type Tone } from "@/shell/hooks/tones";
import { TOPICS } from "../api/choice";
import styles from "./notifications.module.css";

const WAYS = ["desktop", "push", "mail"] as const;
/** What is only ever heard live: a mail of it would come too late to be of use. */
const NEVER_MAILED = ["assigned", "message"];

type Props = { choice: Choice; change: (part: Partial<Choice>) => void };

/** Each topic with its sound and its ways; a way that is switched off above stays visible. */
export function Topics({ choice, change }: Props) {
  const t = useT();
  const set = (topic: string, part: Partial<Choice["topics"][string]>) => {
    const before = choice.topics[topic];
    if (before) change({ topics: { ...choice.topics, [topic]: { ...before, ...part } } });
  };
  return (
    <ul className={styles.topics}>
      {TOPICS.map((topic) => {
        const chosen = choice.topics[topic];
        const name = t(`notifications:topic.${topic}`);
        if (!chosen) return null;
        return (
          <li key={topic}>
            <div className={styles.topic}>
              <p>{name}</p>
              <p className={styles.quiet}>{t(`notifications:topic.${topic}.hint`)}</p>
            </div>
            <Select
              size="small"
              aria-label={t("notifications:tone.of", { name })}
              className={styles.tone}
              disabled={!choice.sound}
              value={chosen.tone}
              options={TONES.map((tone) => ({
                value: tone,
                label: t(`notifications:tone.${tone}`),
              }))}
              onChange={(tone: Tone) => {
                playTone(tone);
                set(topic, { tone });
              }}
            />
            <div className={styles.ways}>
              {WAYS.filter((way) => way !== "mail" || !NEVER_MAILED.includes(topic)).map((way) => (
                <Checkbox
                  key={way}
                  aria-label={`${name} · ${t(`notifications:way.${way}`)}`}
                  disabled={!choice[way]}
                  checked={chosen[way]}
                  onChange={(event) => set(topic, { [way]: event.target.checked })}
                >
                  {t(`notifications:way.${way}`)}
                </Checkbox>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
