import { Input } from "antd";
import styles from "./text-pair.module.css";

type Pair = Record<string, string>;

/** Languages under their own names. */
export const LANGUAGE_NAMES = { "zh-CN": "简体中文", en: "English" } as const;

type Props = {
  title: string;
  value?: Pair;
  onChange?: (value: Pair) => void;
  lines?: number;
};

/** A text in both languages, one field each. */
export function TextPair({ title, value = {}, onChange, lines = 1 }: Props) {
  return (
    <div className={styles.pair}>
      {(["zh-CN", "en"] as const).map((language) => {
        const common = {
          "aria-label": `${title} (${LANGUAGE_NAMES[language]})`,
          placeholder: LANGUAGE_NAMES[language],
          value: value[language] ?? "",
          onChange: (event: { target: { value: string } }) =>
            onChange?.({ ...value, [language]: event.target.value }),
        };
        return lines === 1 ? (
          <Input key={language} {...common} />
        ) : (
          <Input.TextArea key={language} autoSize={{ minRows: lines, maxRows: 8 }} {...common} />
        );
      })}
    </div>
  );
}
