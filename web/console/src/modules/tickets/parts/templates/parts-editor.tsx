import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useTeams } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { useTypes } from "../../api/types";
import { HoursField } from "./hours-field";
import styles from "./templates.module.css";

const MOST = 20;

/** Tickets made below it along with it: what each is called, whose team's, until when. */
export function Parts() {
  const t = useT();
  return (
    <Form.Item label={t("tickets:templates.parts")} extra={t("tickets:templates.parts.hint")}>
      <Form.List name="parts">
        {(rows, { add, remove }) => (
          <div className={styles.parts}>
            {rows.map((row) => (
              <Part key={row.key} at={row.name} remove={() => remove(row.name)} />
            ))}
            {rows.length < MOST && (
              <Button
                size="small"
                icon={<PlusOutlined />}
                onClick={() => add({ title: "", text: "" })}
              >
                {t("tickets:templates.parts.add")}
              </Button>
            )}
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}

function Part({ at, remove }: { at: number; remove: () => void }) {
  const t = useT();
  const label = useLabel();
  const teams = useTeams();
  const types = useTypes().filter(({ active }) => active);
  return (
    <div className={styles.part}>
      <Form.Item
        name={[at, "title"]}
        noStyle
        rules={[{ required: true, whitespace: true, message: t("tickets:required") }]}
      >
        <Input
          maxLength={200}
          aria-label={t("tickets:field.title")}
          placeholder={t("tickets:field.title")}
        />
      </Form.Item>
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={t("tickets:templates.parts.remove")}
        onClick={remove}
      />
      <div className={styles.more}>
        <Form.Item name={[at, "type_id"]} noStyle>
          <Select
            allowClear
            aria-label={t("tickets:field.type")}
            placeholder={t("tickets:templates.same")}
            options={types.map((each) => ({ value: each.id, label: label(each.name) }))}
          />
        </Form.Item>
        <Form.Item name={[at, "team_id"]} noStyle>
          <Select
            allowClear
            aria-label={t("tickets:field.team")}
            placeholder={t("tickets:field.team")}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name={[at, "due_within"]} noStyle>
          <HoursField label={t("tickets:types.hours")} />
        </Form.Item>
      </div>
    </div>
  );
}
