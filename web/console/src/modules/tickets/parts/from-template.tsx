import { Form, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Template, useTemplates } from "../api/templates";
import styles from "./tickets.module.css";

type Props = {
  /** The shop it is for, where that is known. */
  shop: string | undefined;
  template: Template | undefined;
  take: (template: Template | undefined) => void;
};

/** Fills a new ticket in by a template; what is made along with it is said at once. */
export function FromTemplate({ shop, template, take }: Props) {
  const t = useT();
  const offered = useTemplates().filter(
    ({ only_shop_id }) => !shop || !only_shop_id || only_shop_id === shop,
  );
  if (offered.length === 0) return null;
  const parts = template?.parts ?? [];
  return (
    <Form.Item label={t("tickets:template")}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("tickets:template")}
        placeholder={t("tickets:template.none")}
        value={template?.id ?? null}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => take(offered.find((each) => each.id === id))}
      />
      {parts.length > 0 && (
        <p className={styles.quiet}>
          {t("tickets:template.parts", {
            parts: parts.map(({ title }) => title).join(t("shell:field.and")),
          })}
        </p>
      )}
    </Form.Item>
  );
}
