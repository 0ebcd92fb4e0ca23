import { Form, Input } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Grade } from "../../api/complaints";
import type { Sheet } from "../../api/sheet";
import { CauseSelect } from "../cause";
import styles from "../complaints.module.css";
import { Reasons } from "../grade";
import { LevelChoice } from "../level-choice";

type Props = {
  sheet: Sheet;
  grade: Grade;
  wrong: "words" | "reason" | null;
  change: (part: Partial<Sheet>) => void;
};

/** What was said and wished, how grave it is, why it happened. */
export function SheetFields({ sheet, grade, wrong, change }: Props) {
  const t = useT();
  return (
    <Form layout="vertical" requiredMark={false} className={styles.part ?? ""}>
      <Form.Item
        label={t("complaints:words")}
        htmlFor="complaint-words"
        {...(wrong === "words"
          ? { validateStatus: "error" as const, help: t("complaints:words.needed") }
          : {})}
      >
        <Input.TextArea
          id="complaint-words"
          value={sheet.words}
          maxLength={8000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={(event) => change({ words: event.target.value })}
        />
      </Form.Item>
      <LevelField sheet={sheet} grade={grade} wrong={wrong === "reason"} change={change} />
      <Form.Item label={t("complaints:wish")} htmlFor="complaint-wish">
        <Input.TextArea
          id="complaint-wish"
          value={sheet.wish}
          maxLength={4000}
          autoSize={{ minRows: 1, maxRows: 5 }}
          placeholder={t("complaints:wish.hint")}
          onChange={(event) => change({ wish: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("complaints:cause")} htmlFor="complaint-cause">
        <CauseSelect
          id="complaint-cause"
          value={sheet.cause}
          onChange={(cause) => change({ cause })}
        />
      </Form.Item>
    </Form>
  );
}

type LevelProps = Omit<Props, "wrong"> & { wrong: boolean };

/** The level as proposed, or as somebody says with a reason. */
function LevelField({ sheet, grade, wrong, change }: LevelProps) {
  const t = useT();
  const level = sheet.level ?? grade.level;
  const other = level !== grade.level;
  return (
    <>
      <Form.Item
        label={t("complaints:grade.proposed", { level: t(`complaints:level.${grade.level}`) })}
      >
        <LevelChoice value={level} onChange={(value) => change({ level: value })} />
        <Reasons grade={grade} />
      </Form.Item>
      {other && (
        <Form.Item
          label={t("complaints:level.reason")}
          htmlFor="complaint-reason"
          {...(wrong
            ? { validateStatus: "error" as const, help: t("complaints:level.reason.needed") }
            : {})}
        >
          <Input
            id="complaint-reason"
            value={sheet.reason}
            maxLength={1000}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Form.Item>
      )}
    </>
  );
}
