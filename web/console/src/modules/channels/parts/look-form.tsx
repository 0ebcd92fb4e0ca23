import { Form, type FormInstance, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useTeams } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { ColorField } from "@/ui/color-field";
import { LANGUAGE_NAMES, TextPair } from "@/ui/text-pair";
import { originOf, type WidgetValues } from "./data";
import { TopicsField } from "./topics-field";

type Props = {
  form: FormInstance<WidgetValues>;
  initial: WidgetValues;
  onSubmit: (values: WidgetValues) => void;
};

/** Everything about a widget that can be changed. */
export function LookForm({ form, initial, onSubmit }: Props) {
  const t = useT();
  const teams = useTeams();
  const required = { required: true, message: t("channels:required") };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={onSubmit}
    >
      <Form.Item
        name="name"
        label={t("channels:name")}
        extra={t("channels:name.hint")}
        rules={[required]}
      >
        <Input />
      </Form.Item>
      <Form.Item name={["look", "title"]} label={t("channels:look.title")} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name={["look", "color"]}
        label={t("channels:look.color")}
        rules={[{ pattern: /^#[0-9a-f]{6}$/i, message: t("channels:look.color.wrong") }]}
      >
        <ColorField label={t("channels:look.color")} codeLabel={t("channels:look.color.code")} />
      </Form.Item>
      <Form.Item name={["look", "greeting"]} label={t("channels:look.greeting")}>
        <TextPair title={t("channels:look.greeting")} lines={2} />
      </Form.Item>
      <Form.Item
        name={["look", "offline_text"]}
        label={t("channels:look.offline")}
        extra={t("channels:look.offline.hint")}
      >
        <TextPair title={t("channels:look.offline")} lines={2} />
      </Form.Item>
      <Form.Item name={["look", "position"]} label={t("channels:look.position")}>
        <Radio.Group
          optionType="button"
          options={(["right", "left"] as const).map((each) => ({
            value: each,
            label: t(`channels:look.${each}`),
          }))}
        />
      </Form.Item>
      <div style={{ display: "flex", gap: 16 }}>
        <Form.Item name={["look", "offset_x"]} label={t("channels:look.offset_x")}>
          <InputNumber min={0} max={200} suffix="px" />
        </Form.Item>
        <Form.Item name={["look", "offset_y"]} label={t("channels:look.offset_y")}>
          <InputNumber min={0} max={200} suffix="px" />
        </Form.Item>
      </div>
      <Form.Item name="languages" label={t("channels:languages")} rules={[required]}>
        <Select
          mode="multiple"
          options={(["zh-CN", "en"] as const).map((each) => ({
            value: each,
            label: LANGUAGE_NAMES[each],
          }))}
        />
      </Form.Item>
      <Form.Item name="topics" label={t("channels:topics")} extra={t("channels:topics.hint")}>
        <TopicsField />
      </Form.Item>
      <Form.Item
        name="ask_who"
        label={t("channels:ask_who")}
        extra={t("channels:ask_who.hint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="allowed_origins"
        label={t("channels:origins")}
        extra={t("channels:origins.hint")}
        getValueFromEvent={(values: string[]) => values.map((each) => originOf(each) ?? each)}
        rules={[
          {
            validator: (_, values: string[] = []) =>
              values.every((each) => originOf(each) === each)
                ? Promise.resolve()
                : Promise.reject(new Error(t("channels:origins.wrong"))),
          },
        ]}
      >
        <Select mode="tags" tokenSeparators={[" ", ","]} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="team_id" label={t("channels:team")} extra={t("channels:team.hint")}>
        <Select
          allowClear
          placeholder={t("channels:team.any")}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
        />
      </Form.Item>
      <Form.Item name="active" label={t("channels:active")} valuePropName="checked">
        <Switch />
      </Form.Item>
    </Form>
  );
}
