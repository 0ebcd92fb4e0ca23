import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import styles from "./help.module.css";

const MOST = 8;
const BEGINS = "https://";
const ADDRESS = /^(https?:\/\/[^\s"<>]+|mailto:\S+|tel:\S+)$/;

/** Links at the foot of every page, in their order. */
export function LinksField() {
  const t = useT();
  return (
    <Form.List name="links">
      {(rows, { add, remove }) => (
        <div className={styles.links}>
          {rows.map((row, at) => (
            <div key={row.key} className={styles.link}>
              <Form.Item
                name={[row.name, "label"]}
                rules={[
                  {
                    validator: (_, value?: Record<string, string>) =>
                      value?.["zh-CN"] && value?.en
                        ? Promise.resolve()
                        : Promise.reject(new Error(t("helpcentre:both"))),
                  },
                ]}
              >
                <TextPair title={t("helpcentre:link.label", { at: at + 1 })} />
              </Form.Item>
              <div className={styles.address}>
                <Form.Item
                  name={[row.name, "url"]}
                  rules={[
                    { required: true, pattern: ADDRESS, message: t("helpcentre:link.wrong") },
                  ]}
                >
                  <Input
                    aria-label={t("helpcentre:link.url", { at: at + 1 })}
                    placeholder={BEGINS}
                    maxLength={500}
                  />
                </Form.Item>
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t("helpcentre:link.remove", { at: at + 1 })}
                  onClick={() => remove(row.name)}
                />
              </div>
            </div>
          ))}
          {rows.length < MOST && (
            <Button
              icon={<PlusOutlined />}
              onClick={() => add({ label: { "zh-CN": "", en: "" }, url: "" })}
            >
              {t("helpcentre:link.add")}
            </Button>
          )}
        </div>
      )}
    </Form.List>
  );
}
