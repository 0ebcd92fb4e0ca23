import { Form, Input, Modal, Segmented } from "antd";
import { useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { sums } from "@/ui/money";
import type { Method, Paid, Payout } from "../api/payouts";
import { useAmount } from "./marks";

const METHODS: Method[] = ["alipay", "wechat", "bank", "other"];

type Props = {
  rows: Payout[];
  pending: boolean;
  say: (paid: Paid) => void;
  close: () => void;
};

/** How these were paid, and under which number. */
export function SentDialog({ rows, pending, say, close }: Props) {
  const t = useT();
  const amount = useAmount();
  const [form] = Form.useForm<Paid>();
  const total = sums(rows)
    .map(([currency, sum]) => amount({ amount: sum, currency }))
    .join(" + ");
  return (
    <Modal
      open
      title={t("remedies:sent.title", { count: rows.length, total })}
      getContainer={onPage}
      okText={t("remedies:verb.send")}
      cancelText={t("shell:cancel")}
      confirmLoading={pending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form<Paid>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ method: "alipay", reference: "" }}
        onFinish={(paid) => say({ ...paid, reference: paid.reference?.trim() ?? "" })}
      >
        <Form.Item name="method" label={t("remedies:method")}>
          <Segmented
            options={METHODS.map((value) => ({ value, label: t(`remedies:method.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="reference" label={t("remedies:reference")}>
          <Input maxLength={100} placeholder={t("remedies:reference.hint")} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
