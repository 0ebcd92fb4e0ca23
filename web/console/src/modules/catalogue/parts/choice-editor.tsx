import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Switch } from "antd";
import type { FieldChoice } from "@/api/types";
import { useLabel, useT } from "@/shell/hooks/text";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import { nextCode } from "../api/fields";
import styles from "./fields.module.css";

type Props = {
  value?: FieldChoice[];
  onChange?: (value: FieldChoice[]) => void;
  /** Codes that may have been chosen: switched off, never taken away. */
  kept: string[];
};

/** The choices of a field, each in both languages (选项). */
export function ChoiceEditor({ value = [], onChange, kept }: Props) {
  const t = useT();
  const label = useLabel();
  const replace = (at: number, change: Partial<FieldChoice>) =>
    onChange?.(value.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const add = () =>
    onChange?.([
      ...value,
      {
        code: nextCode(value.map(({ code }) => code)),
        name: { "zh-CN": "", en: "" },
        active: true,
      },
    ]);
  return (
    <div>
      {value.map((choice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name of its own yet
        <div key={at} className={styles.choice}>
          {(["zh-CN", "en"] as const).map((language) => (
            <Input
              key={language}
              aria-label={`${t("catalogue:fields.choice")} ${at + 1} (${LANGUAGE_NAMES[language]})`}
              placeholder={LANGUAGE_NAMES[language]}
              value={choice.name[language]}
              onChange={(event) =>
                replace(at, { name: { ...choice.name, [language]: event.target.value } })
              }
            />
          ))}
          <Input
            aria-label={t("catalogue:fields.choice.code", { at: at + 1 })}
            disabled={kept.includes(choice.code)}
            value={choice.code}
            onChange={(event) => replace(at, { code: event.target.value })}
          />
          {kept.includes(choice.code) ? (
            <Switch
              size="small"
              checked={choice.active !== false}
              aria-label={t("catalogue:fields.active.of", { name: label(choice.name) })}
              onChange={(active) => replace(at, { active })}
            />
          ) : (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("catalogue:fields.choice.remove", { at: at + 1 })}
              onClick={() => onChange?.(value.filter((_, place) => place !== at))}
            />
          )}
        </div>
      ))}
      <Button size="small" type="dashed" onClick={add}>
        + {t("catalogue:fields.choice.add")}
      </Button>
    </div>
  );
}
