import { Alert, Button, Drawer, Form, Input, InputNumber, Switch } from "antd";
import { api, unwrap } from "@/api/client";
import type { Skill } from "@/api/types";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";

type Values = Pick<Skill, "code" | "name" | "active" | "position">;
type Props = { skill: Skill | null; last: number; close: () => void };

/** One skill: its names, its place, whether it is still asked for (技能). */
export function SkillDrawer({ skill, last, close }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: ({ code, ...rest }: Values) =>
      skill
        ? unwrap(
            api.PATCH("/api/skills/{skill_id}", {
              params: { path: { skill_id: skill.id } },
              headers: ifMatch(skill),
              body: rest,
            }),
          )
        : unwrap(api.POST("/api/skills", { body: { ...rest, code } })),
    refresh: ["skills"],
    done: close,
  });
  const required = { required: true, message: t("skills:required") };
  return (
    <Drawer
      open
      size={440}
      title={skill ? label(skill.name) : t("skills:add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={skill ?? { code: "", name: {}, active: true, position: last }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t("skills:name")} rules={[required]}>
          <TextPair title={t("skills:name")} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("skills:code")}
          extra={t("skills:code.hint")}
          rules={[required]}
        >
          <Input disabled={skill !== null} />
        </Form.Item>
        <Form.Item name="position" label={t("skills:position")}>
          <InputNumber min={0} max={10_000} />
        </Form.Item>
        {skill && (
          <Form.Item
            name="active"
            label={t("skills:active")}
            extra={t("skills:active.hint")}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </Form>
    </Drawer>
  );
}
