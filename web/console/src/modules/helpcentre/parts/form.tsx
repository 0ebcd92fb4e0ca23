import { Form, type FormInstance, Input, Select, Switch } from "antd";
import { useT } from "@/shell/hooks/text";
import { ColorField } from "@/ui/color-field";
import { LANGUAGE_NAMES, TextPair } from "@/ui/text-pair";
import { type Centre, type CentreValues, valuesOf } from "../api/centres";
import { LinksField } from "./fields";

const EXAMPLE = "https://help.shop.example";

type Props = {
  form: FormInstance<CentreValues>;
  centre: Centre;
  onSubmit: (values: CentreValues) => void;
};

/** Everything about a help centre that can be changed, except its logo. */
export function CentreForm({ form, centre, onSubmit }: Props) {
  const t = useT();
  const required = { required: true, message: t("helpcentre:required") };
  const both = {
    validator: (_: unknown, value?: Record<string, string>) =>
      value?.["zh-CN"]?.trim() && value?.en?.trim()
        ? Promise.resolve()
        : Promise.reject(new Error(t("helpcentre:both"))),
  };
  const base = "/help/";
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={valuesOf(centre)}
      onFinish={(values) => onSubmit({ ...values, widget_id: values.widget_id ?? null })}
    >
      <Form.Item
        name="active"
        label={t("helpcentre:active")}
        extra={t("helpcentre:active.hint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="slug"
        label={t("helpcentre:slug")}
        extra={t("helpcentre:slug.hint")}
        rules={[
          required,
          { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, min: 2, message: t("helpcentre:slug.wrong") },
        ]}
      >
        <Input prefix={base} maxLength={40} />
      </Form.Item>
      <Form.Item
        name="site"
        label={t("helpcentre:site")}
        extra={t("helpcentre:site.hint")}
        normalize={(value: string) => value.trim() || null}
        rules={[
          { pattern: /^https?:\/\/[a-z0-9.-]+(:\d+)?$/i, message: t("helpcentre:site.wrong") },
        ]}
      >
        <Input placeholder={EXAMPLE} maxLength={260} />
      </Form.Item>
      <Form.Item
        name="languages"
        label={t("helpcentre:languages")}
        extra={t("helpcentre:languages.hint")}
        rules={[required]}
      >
        <Select
          mode="multiple"
          options={(["zh-CN", "en"] as const).map((each) => ({
            value: each,
            label: `${LANGUAGE_NAMES[each]} · ${t("helpcentre:articles", {
              count: centre.articles[each] ?? 0,
            })}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t("helpcentre:name")} rules={[both]}>
        <TextPair title={t("helpcentre:name")} />
      </Form.Item>
      <Form.Item
        name="welcome"
        label={t("helpcentre:welcome")}
        extra={t("helpcentre:welcome.hint")}
      >
        <TextPair title={t("helpcentre:welcome")} />
      </Form.Item>
      <Form.Item
        name="color"
        label={t("helpcentre:color")}
        extra={t("helpcentre:color.hint")}
        rules={[{ pattern: /^#[0-9a-f]{6}$/i, message: t("helpcentre:color.wrong") }]}
      >
        <ColorField label={t("helpcentre:color")} codeLabel={t("helpcentre:color.code")} />
      </Form.Item>
      <Form.Item
        name="widget_id"
        label={t("helpcentre:window")}
        extra={t("helpcentre:window.hint")}
      >
        <Select
          allowClear
          placeholder={t("helpcentre:window.none")}
          options={centre.windows.map((each) => ({ value: each.id, label: each.name }))}
        />
      </Form.Item>
      <Form.Item
        name="contact"
        label={t("helpcentre:contact")}
        extra={t("helpcentre:contact.hint")}
      >
        <TextPair title={t("helpcentre:contact")} lines={3} />
      </Form.Item>
      <Form.Item label={t("helpcentre:links")}>
        <LinksField />
      </Form.Item>
    </Form>
  );
}
