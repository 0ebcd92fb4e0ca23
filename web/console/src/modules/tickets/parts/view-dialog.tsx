import { Alert, Form, Input, Modal, Select } from "antd";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { lookOf, useSaveView, type View, type ViewInput } from "../api/views";

type Values = Pick<ViewInput, "name" | "shared" | "team_id">;
type Props = {
  /** The view that gets another name or other people; null makes one. */
  view: View | null;
  look: Pick<ViewInput, "asked" | "columns" | "grouping">;
  done: (view: View) => void;
  close: () => void;
};

/** How a view is called, and who has it. */
export function ViewDialog({ view, look, done, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const allowed = useCan();
  const me = useMe();
  const manages = allowed("tickets.manage");
  const teams = useTeams().filter(({ id }) => manages || me.teams.some((mine) => mine.id === id));
  const [form] = Form.useForm<Values>();
  const shared = Form.useWatch("shared", form);
  const save = useSaveView(done);
  const offered = [
    "nobody",
    ...(teams.length > 0 && allowed("tickets.edit") ? ["team"] : []),
    ...(manages ? ["house"] : []),
  ];
  const finish = ({ name, shared: who, team_id }: Values) =>
    save.mutate({
      view,
      body: {
        position: 0,
        ...(view ? lookOf(view) : look),
        name: name.trim(),
        shared: who,
        team_id: who === "team" ? (team_id ?? null) : null,
      },
    });
  const required = { required: true, message: t("tickets:required") };
  return (
    <Modal
      open
      title={t(view ? "tickets:view.edit" : "tickets:view.save")}
      okText={t("shell:save")}
      cancelText={t("shell:cancel")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: view?.name ?? "",
          shared: view?.shared ?? "nobody",
          team_id: view?.team_id ?? teams[0]?.id,
        }}
        onFinish={finish}
      >
        <Form.Item
          name="name"
          label={t("tickets:view.name")}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input autoFocus maxLength={60} placeholder={t("tickets:view.name.hint")} />
        </Form.Item>
        <Form.Item name="shared" label={t("tickets:view.shared")}>
          <Select
            options={offered.map((value) => ({ value, label: t(`tickets:shared.${value}`) }))}
          />
        </Form.Item>
        {shared === "team" && (
          <Form.Item name="team_id" label={t("tickets:field.team")} rules={[required]}>
            <Select options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </Form>
    </Modal>
  );
}
