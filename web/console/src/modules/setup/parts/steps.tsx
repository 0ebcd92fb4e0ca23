import { Form, Input, Select } from "antd";
import { useMemo } from "react";
import { useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";

function useRequired(): { required: true; message: string } {
  const t = useT();
  return { required: true, message: t("setup:required") };
}

export function OwnerStep() {
  const t = useT();
  const required = useRequired();
  return (
    <>
      <Form.Item name={["owner", "name"]} label={t("setup:owner.name")} rules={[required]}>
        <Input autoComplete="name" autoFocus />
      </Form.Item>
      <Form.Item
        name={["owner", "email"]}
        label={t("setup:owner.email")}
        rules={[{ ...required, type: "email", message: t("setup:email.wrong") }]}
      >
        <Input type="email" autoComplete="username" />
      </Form.Item>
      <Form.Item
        name={["owner", "password"]}
        label={t("setup:owner.password")}
        extra={t("setup:password.rule")}
        rules={[required, { min: 10, message: t("setup:password.rule") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

export function ShopStep() {
  const t = useT();
  const required = useRequired();
  const zones = useMemo(
    () => Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone })),
    [],
  );
  return (
    <>
      <Form.Item name={["shop", "name"]} label={t("setup:shop.name")} rules={[required]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name={["shop", "time_zone"]} label={t("setup:shop.zone")} rules={[required]}>
        <Select showSearch options={zones} />
      </Form.Item>
    </>
  );
}

export function TeamStep() {
  const t = useT();
  const required = useRequired();
  return (
    <Form.Item name={["team", "name"]} label={t("setup:team.name")} rules={[required]}>
      <Input autoFocus />
    </Form.Item>
  );
}

export function WidgetStep() {
  const t = useT();
  const required = useRequired();
  return (
    <>
      <Form.Item name={["widget", "name"]} label={t("setup:widget.name")} rules={[required]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item
        name={["widget", "color"]}
        label={t("setup:widget.color")}
        rules={[{ pattern: /^#[0-9a-f]{6}$/i, message: t("setup:color.wrong") }]}
      >
        <Input type="color" style={{ width: 64, padding: 2 }} />
      </Form.Item>
      <Form.Item name={["widget", "greeting"]} label={t("setup:widget.greeting")}>
        <TextPair title={t("setup:widget.greeting")} lines={2} />
      </Form.Item>
      <Form.Item
        name={["widget", "allowed_origins"]}
        label={t("setup:widget.origins")}
        extra={t("setup:widget.origins.hint")}
      >
        <Select mode="tags" tokenSeparators={[" ", ","]} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  );
}
