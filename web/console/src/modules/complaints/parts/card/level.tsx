import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { type Complaint, setLevel } from "../../api/complaints";
import styles from "../complaints.module.css";
import { FormDialog } from "../form-dialog";
import { Reasons } from "../grade";
import { LevelChoice } from "../level-choice";
import { LevelMark } from "../marks";

/** How grave it is, why, and who said otherwise. */
export function LevelPart({ one }: { one: Complaint }) {
  const t = useT();
  const format = useFormat();
  const [setting, setSetting] = useState(false);
  const byHand = one.level_by === "staff";
  return (
    <section className={styles.part} aria-label={t("complaints:level")}>
      <div className={styles.line}>
        <h3>{t("complaints:level")}</h3>
        <LevelMark level={one.level} />
        <span className={styles.quiet}>
          {byHand
            ? t("complaints:level.by", { name: one.level_set_by_name, reason: one.level_reason })
            : t(`complaints:grade.by.${one.level_by}`)}
        </span>
        {one.may.grade && (
          <Button size="small" onClick={() => setSetting(true)}>
            {t("complaints:level.set")}
          </Button>
        )}
      </div>
      <Reasons grade={one.grade} />
      {one.level_history.length > 1 && (
        <details>
          <summary className={styles.quiet}>
            {t("complaints:level.history", { count: one.level_history.length })}
          </summary>
          <ul className={styles.reasons}>
            {one.level_history.map((each) => (
              <li key={each.at}>
                <LevelMark level={each.level} />
                <span className={styles.quiet}>
                  {[format.short(each.at), each.by_name, each.reason].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {setting && <SetLevel one={one} close={() => setSetting(false)} />}
    </section>
  );
}

type Setting = { level: number; reason: string };

function SetLevel({ one, close }: { one: Complaint; close: () => void }) {
  const t = useT();
  const needed = t("complaints:level.reason.needed");
  return (
    <FormDialog<Setting>
      title={t("complaints:level.set")}
      initial={{ level: one.level }}
      act={(body) => setLevel(one, body)}
      close={close}
    >
      <Form.Item name="level" label={t("complaints:level")}>
        <LevelChoice />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("complaints:level.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: needed }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}
