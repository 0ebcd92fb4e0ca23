import { Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { type Complaint, useComplaintMove } from "../api/complaints";

type Props<V> = {
  title: string;
  initial: Partial<V>;
  act: (values: V) => Promise<Complaint>;
  close: () => void;
  children: ReactNode;
};

/** Asks for something about a complaint and does it; open until that went well. */
export function FormDialog<V extends object>({ title, initial, act, close, children }: Props<V>) {
  const t = useT();
  const notices = useNotices();
  const [form] = Form.useForm<V>();
  const move = useComplaintMove(act);
  return (
    <Modal
      open
      title={title}
      getContainer={onPage}
      okText={t("shell:save")}
      cancelText={t("shell:cancel")}
      confirmLoading={move.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={false}
        // biome-ignore lint/suspicious/noExplicitAny: the library asks for more than it uses
        initialValues={initial as any}
        onFinish={(values) => move.mutate(values, { onSuccess: close, onError: notices.failed })}
      >
        {children}
      </Form>
    </Modal>
  );
}
