import { Form, Input, Modal } from "antd";
import { useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";

type Props = {
  title: string;
  hint: string;
  pending: boolean;
  say: (why: string) => void;
  close: () => void;
};

/** Asks why something is refused, taken back or failed. */
export function WhyDialog({ title, hint, pending, say, close }: Props) {
  const t = useT();
  const [form] = Form.useForm<{ why: string }>();
  return (
    <Modal
      open
      title={title}
      getContainer={onPage}
      okText={t("remedies:confirm")}
      cancelText={t("shell:cancel")}
      confirmLoading={pending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ why }) => say(why)}>
        <Form.Item
          name="why"
          label={t("remedies:why")}
          extra={hint}
          rules={[{ required: true, whitespace: true, min: 2, message: t("remedies:why.needed") }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
