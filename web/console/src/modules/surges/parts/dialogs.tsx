import { Alert, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { declare, type Now, STAGES, type Stage, standDown, useLookAgain } from "../api/surges";

type Values = { stage: Stage; reason: string };
type Props = { now: Now; close: () => void };

function useSending(close: () => void) {
  const look = useLookAgain();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (act: () => Promise<unknown>, told: () => void) => {
    setBusy(true);
    setFailure(null);
    try {
      await act();
      await look();
      told();
      close();
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, send };
}

/** Enters a stage by hand (手动进入高峰). */
export function DeclareDialog({ now, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const look = useLookAgain();
  const [form] = Form.useForm<Values>();
  const { busy, failure, send } = useSending(close);
  const fresh = now.current === null;
  const take = () => standDown(t("surges:undone")).then(look, notices.failed);
  const finish = ({ stage, reason = "" }: Values) =>
    send(
      () => declare(stage, reason),
      () => {
        const words = t("surges:declared", { stage: t(`surges:stage.${stage}`) });
        if (fresh) notices.undoable(words, () => void take());
        else notices.done(words);
      },
    );
  return (
    <Modal
      open
      title={t(fresh ? "surges:declare" : "surges:change")}
      okText={t("surges:enter")}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ stage: now.current?.stage ?? "watch", reason: "" }}
        onFinish={(values) => void finish(values)}
      >
        <Form.Item name="stage" label={t("surges:stage")} extra={t("surges:declare.hint")}>
          <Radio.Group
            optionType="button"
            options={STAGES.map((value) => ({ value, label: t(`surges:stage.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={t("surges:reason")}>
          <Input maxLength={200} placeholder={t("surges:reason.hint")} />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Modal>
  );
}

/** Ends the surge by hand (结束高峰). */
export function EndDialog({ now, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const { busy, failure, send } = useSending(close);
  return (
    <Modal
      open
      title={t("surges:end")}
      okText={t("surges:end")}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <p>{t(now.automatic ? "surges:end.hint" : "surges:end.hint.manual")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason = "" }) =>
          void send(
            () => standDown(reason),
            () => notices.done(t("surges:ended")),
          )
        }
      >
        <Form.Item name="reason" label={t("surges:reason")}>
          <Input maxLength={200} placeholder={t("surges:reason.end")} />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Modal>
  );
}
