import { Form, Input, Radio, Rate } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Complaint, followUp, type Lesson, learn } from "../../api/complaints";
import { CauseSelect } from "../cause";
import { FormDialog } from "../form-dialog";

type Props = { one: Complaint; close: () => void };
type Said = { settled: boolean; score?: number; words?: string };

/** What the customer said when somebody called. */
export function FollowUpDialog({ one, close }: Props) {
  const t = useT();
  const note = ({ settled, score, words }: Said) =>
    followUp(one, { settled, score: score || null, words: words?.trim() ?? "" });
  return (
    <FormDialog<Said>
      title={t("complaints:follow.note")}
      initial={{ settled: true }}
      act={note}
      close={close}
    >
      <Form.Item name="settled" label={t("complaints:follow.question")}>
        <Radio.Group
          options={[
            { value: true, label: t("complaints:follow.settled") },
            { value: false, label: t("complaints:follow.unsettled") },
          ]}
        />
      </Form.Item>
      <Form.Item name="score" label={t("complaints:follow.content")}>
        <Rate />
      </Form.Item>
      <Form.Item name="words" label={t("complaints:follow.words")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
      </Form.Item>
    </FormDialog>
  );
}

/** Why it happened, what went wrong, what prevents it. */
export function LessonDialog({ one, close }: Props) {
  const t = useT();
  const held = one.lesson;
  return (
    <FormDialog<Lesson>
      title={t("complaints:lesson")}
      initial={{
        ...(held?.cause_id || one.cause_id
          ? { cause_id: held?.cause_id ?? one.cause_id ?? "" }
          : {}),
        wrong: held?.wrong ?? "",
        prevent: held?.prevent ?? "",
      }}
      act={(said) => learn(one, said)}
      close={close}
    >
      <Form.Item
        name="cause_id"
        label={t("complaints:cause")}
        rules={[{ required: true, message: t("complaints:cause.needed") }]}
      >
        <CauseSelect />
      </Form.Item>
      {["wrong", "prevent"].map((part) => (
        <Form.Item
          key={part}
          name={part}
          label={t(`complaints:lesson.${part}`)}
          rules={[
            {
              required: true,
              whitespace: true,
              min: 2,
              message: t(`complaints:lesson.${part}.needed`),
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
      ))}
    </FormDialog>
  );
}
