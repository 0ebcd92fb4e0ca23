import { Alert, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { api, unwrap } from "@/api/client";
import type { AccessKeyInput, AccessKeyMade, KeyPermission } from "@/api/types";
import { useShops } from "@/shell/hooks/directory";
import { useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError } from "@/shell/hooks/form-error";
import { useLabel, useT } from "@/shell/hooks/text";
import { choicesFor, keysQuery, PERSONAL, proposed } from "../api/keys";
import styles from "./people.module.css";

const DAYS = [7, 30, 90, 180, 365];

type BoxesProps = { permissions: KeyPermission[]; readOnly: boolean; limited: boolean };

function PermissionBoxes({ permissions, readOnly, limited }: BoxesProps) {
  const t = useT();
  const label = useLabel();
  return (
    <Form.Item name="permissions" label={t("people:key.permissions")}>
      <Checkbox.Group className={styles.choices}>
        {choicesFor(permissions, readOnly, limited).map((each) => (
          <Checkbox key={each.name} value={each.name}>
            {label(each.title)}{" "}
            <span className={styles.quiet}>
              {each.tools.map((tool) => label(tool.title)).join(t("people:key.and")) ||
                label(each.description)}
            </span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}

type Props = {
  permissions: KeyPermission[];
  close: () => void;
  made: (key: AccessKeyMade) => void;
};

/** A new access key: what it may do, where, for how long and how often (新建访问密钥). */
export function KeyDrawer({ permissions, close, made }: Props) {
  const t = useT();
  const shops = useShops();
  const [form] = Form.useForm<AccessKeyInput>();
  const readOnly = Form.useWatch("read_only", form) ?? true;
  const limited = (Form.useWatch("shop_ids", form) ?? []).length > 0;
  const chosen = Form.useWatch("permissions", form) ?? [];
  const save = useEdit({
    act: (values: AccessKeyInput) => unwrap(api.POST("/api/access-keys", { body: values })),
    refresh: keysQuery.queryKey,
    done: made,
  });
  return (
    <EditDrawer
      title={t("people:key.add")}
      close={close}
      save={form.submit}
      saving={save.isPending}
      saveLabel={t("people:key.make")}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          read_only: true,
          permissions: proposed(permissions),
          shop_ids: [],
          days: 90,
          calls_a_minute: 60,
          writes_a_day: 200,
        }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t("people:key.name")}
          extra={t("people:key.name.hint")}
          rules={[{ required: true, whitespace: true, message: t("people:required") }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="read_only" label={t("people:key.may")}>
          <Radio.Group
            options={[
              { value: true, label: t("people:key.read_only") },
              { value: false, label: t("people:key.read_write") },
            ]}
          />
        </Form.Item>
        <PermissionBoxes permissions={permissions} readOnly={readOnly} limited={limited} />
        {chosen.some((name) => PERSONAL.has(name)) && (
          <Alert
            type="warning"
            showIcon
            title={t("people:key.personal")}
            style={{ marginBottom: 16 }}
          />
        )}
        <Form.Item name="shop_ids" label={t("people:shops")} extra={t("people:key.shops.hint")}>
          <Select
            mode="multiple"
            placeholder={t("people:shop.any")}
            options={shops.map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("people:key.days")}>
          <Select
            options={DAYS.map((count) => ({
              value: count,
              label: t("people:key.days.of", { count }),
            }))}
          />
        </Form.Item>
        <Form.Item name="calls_a_minute" label={t("people:key.calls")}>
          <InputNumber min={1} max={600} precision={0} />
        </Form.Item>
        <Form.Item
          name="writes_a_day"
          label={t("people:key.writes")}
          hidden={readOnly}
          extra={t("people:key.writes.hint")}
        >
          <InputNumber min={0} max={10_000} precision={0} />
        </Form.Item>
        <FormError reason={save.error} />
      </Form>
    </EditDrawer>
  );
}
