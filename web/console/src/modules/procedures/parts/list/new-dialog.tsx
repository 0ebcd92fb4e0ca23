import { Alert, Form, Input, Modal, Select } from "antd";
import type { Labels } from "@/api/types";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { TextPair } from "@/ui/text-pair";
import { codeFrom } from "../../api/document";
import {
  makeProcedure,
  PROCEDURES,
  type Procedure,
  type ProcedureLine,
} from "../../api/procedures";

type Values = { name: Labels; code: string; copy_of: string | null };

type Props = {
  procedures: ProcedureLine[];
  copied: ProcedureLine | null;
  close: () => void;
  made: (procedure: Procedure) => void;
};

/** A procedure of one's own: empty, or begun from one there is. */
export function NewDialog({ procedures, copied, close, made }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const make = useEdit({
    act: ({ name, code, copy_of }: Values) =>
      makeProcedure({ name, code, copy_of: copy_of ?? null }),
    refresh: PROCEDURES,
    done: made,
  });
  const needed = { required: true, message: t("procedures:required") };
  const taken = procedures.map(({ code }) => code);
  const suggest = (name: Labels | undefined) => {
    if (!form.isFieldTouched("code")) form.setFieldValue("code", codeFrom(name?.en ?? "", taken));
  };
  return (
    <Modal
      open
      getContainer={onPage}
      title={t(copied ? "procedures:copy" : "procedures:new")}
      okText={t("procedures:make")}
      cancelText={t("shell:cancel")}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          copy_of: copied?.id ?? null,
          name: copied ? copyName(copied.name) : undefined,
          code: codeFrom(copied?.code ?? "", taken),
        }}
        onValuesChange={(change: Partial<Values>) => change.name && suggest(change.name)}
        onFinish={(values) => make.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t("procedures:name")}
          rules={[
            {
              validator: (_, name: Labels | undefined) =>
                name?.["zh-CN"]?.trim() || name?.en?.trim()
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("procedures:required"))),
            },
          ]}
        >
          <TextPair title={t("procedures:name")} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("procedures:code")}
          extra={t("procedures:code.hint")}
          rules={[needed, { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("procedures:code.bad") }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="copy_of" label={t("procedures:begin")}>
          <Select
            allowClear
            placeholder={t("procedures:begin.empty")}
            showSearch={{ optionFilterProp: "label" }}
            options={procedures.map(({ id, name }) => ({ value: id, label: label(name) }))}
          />
        </Form.Item>
        {make.error && <Alert type="error" showIcon title={sentence(make.error)} />}
      </Form>
    </Modal>
  );
}

/** In both languages the same sign says that it is a copy. */
const copyName = (name: Labels): Labels => ({
  "zh-CN": `${name["zh-CN"]} (2)`,
  en: `${name.en} (2)`,
});
