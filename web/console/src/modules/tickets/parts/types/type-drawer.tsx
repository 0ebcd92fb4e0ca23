import { Alert, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";
import { ApiError } from "@/api/client";
import { useBothLanguages } from "@/shell/hooks/both";
import { useTeams } from "@/shell/hooks/directory";
import { useFields } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import { type TypeInput, useSaveType, wrongWith } from "../../api/keep-types";
import type { Status, TicketType } from "../../api/types";
import { FormFoot } from "../form-foot";
import { Begins } from "./begins";
import { StatusEditor } from "./status-editor";
import styles from "./types.module.css";

const HOUR = 3600;

type Values = Omit<TypeInput, "due_within"> & { hours: number | null; own: "all" | "some" };

/** Where a new type begins, and how it ends: each status with its name in the catalogue. */
const BEGIN: Pick<Status, "code" | "kind">[] = [
  { code: "new", kind: "open" },
  { code: "in_progress", kind: "open" },
  { code: "solved", kind: "solved" },
  { code: "closed", kind: "closed" },
];
const BEGIN_NAMES = BEGIN.map(({ code }) => `tickets:types.begin.${code}`);

const NEW: Partial<Values> = {
  urgency: 2,
  importance: 2,
  team_id: null,
  hours: null,
  own: "all",
  fields: [],
  active: true,
};

function valuesOf(type: TicketType): Partial<Values> {
  const { due_within, fields, ...rest } = type;
  return {
    ...rest,
    hours: due_within ? due_within / HOUR : null,
    own: fields ? "some" : "all",
    fields: fields ?? [],
  };
}

type Props = { type: TicketType | null; position: number; close: () => void };

/** One type of tickets: its names, its statuses, what is asked of it (工单类型). */
export function TypeDrawer({ type, position, close }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const save = useSaveType(type, close);
  const names = useBothLanguages(BEGIN_NAMES);
  const finish = ({ hours, own, fields, ...given }: Values) =>
    save.mutate({
      ...given,
      code: type?.code ?? given.code,
      team_id: given.team_id ?? null,
      procedure_code: given.procedure_code ?? null,
      active: given.active ?? true,
      position: type?.position ?? position,
      fields: own === "some" ? (fields ?? []) : null,
      due_within: hours ? Math.round(hours * HOUR) : null,
    });
  if (!names) return null;
  const begun = BEGIN.map((status, at) => ({
    ...status,
    name: names[at] ?? { "zh-CN": "", en: "" },
    active: true,
  }));
  const said = save.error instanceof ApiError ? Object.values(save.error.fields).join(" ") : "";
  return (
    <Drawer
      open
      size={640}
      title={type ? label(type.name) : t("tickets:types.add")}
      onClose={close}
      footer={<FormFoot busy={save.isPending} save={form.submit} close={close} />}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={type ? valuesOf(type) : { ...NEW, statuses: begun }}
        onFinish={finish}
      >
        <Names made={type !== null} />
        <Form.Item
          name="statuses"
          label={t("tickets:types.statuses")}
          extra={t("tickets:types.statuses.hint")}
          rules={[
            {
              validator: async (_, statuses: Status[]) => {
                const wrong = wrongWith(statuses);
                if (wrong) throw new Error(t(`tickets:types.wrong.${wrong}`));
              },
            },
          ]}
        >
          <StatusEditor kept={type?.statuses.map(({ code }) => code) ?? []} />
        </Form.Item>
        <Usual />
        <Begins />
        <OwnFields form={form} />
        <Form.Item
          name="active"
          label={t("tickets:types.active")}
          extra={t("tickets:types.active.hint")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        {save.error && <Alert type="error" showIcon title={said || sentence(save.error)} />}
      </Form>
    </Drawer>
  );
}

function Names({ made }: { made: boolean }) {
  const t = useT();
  const needed = { required: true, message: t("tickets:required") };
  return (
    <>
      <Form.Item
        name="name"
        label={t("tickets:types.name")}
        rules={[
          {
            validator: async (_, name: Record<string, string> | undefined) => {
              if (!name?.["zh-CN"]?.trim() || !name.en?.trim())
                throw new Error(t("tickets:types.wrong.names"));
            },
          },
        ]}
      >
        <TextPair title={t("tickets:types.name")} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t("tickets:types.code")}
        extra={t("tickets:types.code.hint")}
        rules={[
          needed,
          { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("tickets:types.wrong.codes") },
        ]}
      >
        <Input disabled={made} />
      </Form.Item>
    </>
  );
}

/** What a new ticket has as long as nobody says otherwise. */
function Usual() {
  const t = useT();
  const teams = useTeams();
  return (
    <div className={styles.pair}>
      {(["urgency", "importance"] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`tickets:field.${part}`)}>
          <Select
            options={[3, 2, 1].map((value) => ({
              value,
              label: t(`tickets:${part}.${value}`),
            }))}
          />
        </Form.Item>
      ))}
      <Form.Item name="team_id" label={t("tickets:field.team")}>
        <Select
          allowClear
          placeholder={t("tickets:types.team.none")}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="hours" label={t("tickets:types.hours")}>
        <InputNumber
          min={0.25}
          max={8760}
          style={{ width: "100%" }}
          placeholder={t("tickets:due.none")}
          suffix={t("tickets:types.hours.unit")}
        />
      </Form.Item>
    </div>
  );
}

function OwnFields({ form }: { form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const t = useT();
  const label = useLabel();
  const own = Form.useWatch("own", form);
  const fields = useFields("ticket");
  return (
    <>
      <Form.Item
        name="own"
        label={t("tickets:types.fields")}
        extra={t("tickets:types.fields.hint")}
      >
        <Select
          options={(["all", "some"] as const).map((value) => ({
            value,
            label: t(`tickets:types.fields.${value}`),
          }))}
        />
      </Form.Item>
      {own === "some" && (
        <Form.Item name="fields">
          <Select
            mode="multiple"
            aria-label={t("tickets:types.fields.some")}
            placeholder={t("tickets:types.fields.none")}
            showSearch={{ optionFilterProp: "label" }}
            options={fields.map(({ code, name }) => ({ value: code, label: label(name) }))}
          />
        </Form.Item>
      )}
    </>
  );
}
