import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { usePresences } from "@/shell/hooks/directory";
import { useEdit } from "@/shell/hooks/edit";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { fromField, toField } from "@/ui/date-field";
import { onPage } from "@/ui/ground";
import { type Absence, absencesQuery, heldQuery, setAbsence, usualSpan } from "../api/absences";

type Values = { staff_id: string; since: string; until: string; substitute_id: string | null };

type Props = {
  held: Absence | null;
  /** Whether the caller may say it of others, too. */
  others: boolean;
  close: () => void;
};

/** Says from when until when somebody is away, who stands in, and what that moves. */
export function AbsenceDialog({ held, others, close }: Props) {
  const t = useT();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const people = usePresences().map((each) => ({ value: each.staff_id, label: each.name }));
  const staff = Form.useWatch("staff_id", form) ?? held?.staff_id ?? me.id;
  const substitute = Form.useWatch("substitute_id", form) ?? null;
  const usual = usualSpan(new Date());
  const save = useEdit({
    act: ({ staff_id, since, until, substitute_id }: Values) =>
      setAbsence(staff_id, {
        since: fromField(since),
        until: fromField(until),
        substitute_id: substitute_id ?? null,
      }),
    refresh: absencesQuery.queryKey,
    done: close,
  });
  const required = { required: true, message: t("people:required") };
  const nameOf = (id: string) => people.find(({ value }) => value === id)?.label ?? "";
  return (
    <Modal
      open
      getContainer={onPage}
      title={t(held ? "people:absence.edit" : "people:absence.add")}
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
          staff_id: held?.staff_id ?? me.id,
          since: toField(held ? new Date(held.since) : usual.since),
          until: toField(held ? new Date(held.until) : usual.until),
          substitute_id: held?.substitute_id ?? null,
        }}
        onFinish={(values) =>
          save.mutate(values, { onError: (reason) => showFieldErrors(form, reason) })
        }
      >
        <Form.Item name="staff_id" label={t("people:absence.who")} hidden={!others || !!held}>
          <Select showSearch={{ optionFilterProp: "label" }} options={people} />
        </Form.Item>
        <Form.Item name="since" label={t("people:absence.since")} rules={[required]}>
          <Input type="datetime-local" style={{ width: 220 }} />
        </Form.Item>
        <Form.Item name="until" label={t("people:absence.until")} rules={[required]}>
          <Input type="datetime-local" style={{ width: 220 }} />
        </Form.Item>
        <Form.Item
          name="substitute_id"
          label={t("people:absence.substitute")}
          extra={t("people:absence.substitute.hint")}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("people:absence.nobody")}
            options={people.filter(({ value }) => value !== staff)}
          />
        </Form.Item>
        <Moves staff={staff} substitute={substitute ? nameOf(substitute) : null} />
        <FormError reason={save.error} />
      </Form>
    </Modal>
  );
}

/** What saving moves, said before it does. */
function Moves({ staff, substitute }: { staff: string; substitute: string | null }) {
  const t = useT();
  const { data } = useQuery(heldQuery(staff));
  if (!data) return null;
  const [count, name] = [data.steps, substitute ?? ""];
  const key = substitute ? "people:absence.moves" : "people:absence.moves.nobody";
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={count > 0 ? t(key, { count, name }) : t("people:absence.moves.none")}
      description={t("people:absence.moves.hint")}
    />
  );
}
