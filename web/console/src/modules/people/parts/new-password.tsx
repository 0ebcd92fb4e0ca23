import { Form, Input } from "antd";
import { useT } from "@/shell/hooks/text";

export const SHORTEST = 10;

/** A new password, long enough. */
export function NewPassword({
  name = "password",
  label,
}: {
  name?: string | string[];
  label?: string;
}) {
  const t = useT();
  return (
    <Form.Item
      name={name}
      label={label ?? t("people:password.new")}
      extra={t("people:password.rule", { count: SHORTEST })}
      rules={[
        { required: true, message: t("people:password.required") },
        { min: SHORTEST, message: t("people:password.rule", { count: SHORTEST }) },
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
