import {
  Alert,
  Button,
  Drawer,
  Form,
  Input,
  InputNumber,
  Radio,
  Select,
  Switch,
  TreeSelect,
} from "antd";
import { api, unwrap } from "@/api/client";
import type { LabelText, Subject } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { subjectsQuery, useSkills } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import { type Branch, withDescendants } from "./tree";

type Values = Pick<
  Subject,
  | "parent_id"
  | "code"
  | "name"
  | "tier"
  | "skill_id"
  | "priority"
  | "active"
  | "position"
  | "calls_supervisor"
>;
const NEW = {
  code: "",
  name: {},
  tier: "B",
  skill_id: null,
  priority: 1,
  active: true,
  position: 0,
  calls_supervisor: false,
} as const;

type Props = { subject: Subject | null; under: string | null; tree: Branch[]; close: () => void };
type Node = { value: string; title: string; disabled: boolean; children: Node[] };

function nodes(
  branches: Branch[],
  label: (text: LabelText) => string,
  closed: Set<string>,
): Node[] {
  return branches.map(({ subject, children }) => ({
    value: subject.id,
    title: label(subject.name),
    disabled: closed.has(subject.id),
    children: nodes(children, label, closed),
  }));
}

/** One subject: its names, place, tier (分类, 级别). */
export function SubjectDrawer({ subject, under, tree, close }: Props) {
  const t = useT();
  const label = useLabel();
  const skills = useSkills();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: (values: Values) => {
      const { code, ...rest } = {
        ...values,
        parent_id: values.parent_id ?? null,
        skill_id: values.skill_id ?? null,
      };
      return subject
        ? unwrap(
            api.PATCH("/api/subjects/{subject_id}", {
              params: { path: { subject_id: subject.id } },
              headers: ifMatch(subject),
              body: rest,
            }),
          )
        : unwrap(api.POST("/api/subjects", { body: { ...rest, code } }));
    },
    refresh: subjectsQuery.queryKey,
    done: close,
  });
  const remove = useDelete({
    kind: "subject",
    act: (id: string) =>
      unwrap(api.DELETE("/api/subjects/{subject_id}", { params: { path: { subject_id: id } } })),
    refresh: subjectsQuery.queryKey,
    done: close,
  });
  const failure = save.error;
  const closed = subject ? withDescendants(tree, subject.id) : new Set<string>();
  const required = { required: true, message: t("catalogue:required") };
  return (
    <Drawer
      open
      size={480}
      title={subject ? label(subject.name) : t("catalogue:add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <span style={{ flex: 1 }} />
          {subject && (
            <Button
              danger
              onClick={() => remove.mutate({ id: subject.id, name: label(subject.name) })}
            >
              {t("shell:delete")}
            </Button>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={subject ?? { ...NEW, parent_id: under }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t("catalogue:name")} rules={[required]}>
          <TextPair title={t("catalogue:name")} />
        </Form.Item>
        <Form.Item name="parent_id" label={t("catalogue:parent")}>
          <TreeSelect
            allowClear
            treeDefaultExpandAll
            placeholder={t("catalogue:parent.none")}
            treeData={nodes(tree, label, closed)}
          />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("catalogue:code")}
          extra={t("catalogue:code.hint")}
          rules={[required]}
        >
          <Input disabled={subject !== null} />
        </Form.Item>
        <Form.Item name="tier" label={t("catalogue:tier")} extra={t("catalogue:tier.hint")}>
          <Radio.Group options={["A", "B", "C"]} optionType="button" />
        </Form.Item>
        <Form.Item name="skill_id" label={t("catalogue:skill")} extra={t("catalogue:skill.hint")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("catalogue:skill.none")}
            options={skills
              .filter((skill) => skill.active || skill.id === subject?.skill_id)
              .map((skill) => ({ value: skill.id, label: label(skill.name) }))}
          />
        </Form.Item>
        <Form.Item
          name="priority"
          label={t("catalogue:priority")}
          extra={t("catalogue:priority.hint")}
        >
          <Radio.Group
            optionType="button"
            options={[0, 1, 2, 3].map((value) => ({ value, label: t(`shell:priority.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="position" label={t("catalogue:position")}>
          <InputNumber min={0} />
        </Form.Item>
        <Form.Item
          name="calls_supervisor"
          label={t("catalogue:calls_supervisor")}
          extra={t("catalogue:calls_supervisor.hint")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="active" label={t("catalogue:active")} valuePropName="checked">
          <Switch />
        </Form.Item>
        {failure && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
