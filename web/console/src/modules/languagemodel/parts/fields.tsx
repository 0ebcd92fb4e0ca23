import { Button, Form, Input } from "antd";
import { useT } from "@/shell/hooks/text";
import styles from "./model.module.css";

const EXAMPLE = "https://api.example.com/v1";
const ADDRESS = /^https?:\/\/[^\s?#@]+$/;

/** Where an endpoint is. */
export function AddressField() {
  const t = useT();
  return (
    <Form.Item
      name="address"
      label={t("languagemodel:address")}
      extra={t("languagemodel:address.hint")}
      normalize={(value: string) => value.trim()}
      rules={[{ pattern: ADDRESS, message: t("languagemodel:address.wrong") }]}
    >
      <Input placeholder={EXAMPLE} maxLength={500} inputMode="url" spellCheck={false} />
    </Form.Item>
  );
}

type KeyProps = { has: boolean; moved: boolean; remove: () => void };

/** The endpoint's key: never shown, replaced or removed; another address needs its own. */
export function KeyField({ has, moved, remove }: KeyProps) {
  const t = useT();
  const kept = moved ? "languagemodel:key.moved" : "languagemodel:key.set";
  return (
    <Form.Item
      name="key"
      label={t("languagemodel:key")}
      extra={
        <>
          {t(has ? kept : "languagemodel:key.hint")}{" "}
          {has && (
            <Button type="link" size="small" className={styles.remove ?? ""} onClick={remove}>
              {t("languagemodel:key.remove")}
            </Button>
          )}
        </>
      }
    >
      <Input.Password
        maxLength={1000}
        autoComplete="new-password"
        placeholder={has && !moved ? t("languagemodel:key.kept") : ""}
      />
    </Form.Item>
  );
}
