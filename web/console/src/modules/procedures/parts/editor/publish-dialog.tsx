import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { PROCEDURES, type Procedure, publish, type VersionLine } from "../../api/procedures";
import { type ProcedureDocument, wholeDocument } from "../../api/shapes";
import { Compared } from "./compare";
import styles from "./editor.module.css";

type Props = {
  procedure: Procedure;
  choose: (code: string) => void;
  close: () => void;
  done: (version: VersionLine) => void;
};

/** The draft becomes the version new cases run by; those that run stay where they are (发布). */
export function PublishDialog({ procedure, choose, close, done }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [note, setNote] = useState("");
  const errors = procedure.problems.filter(({ severity }) => severity === "error").length;
  const act = useEdit({
    act: () => publish(procedure.id, procedure.version, note.trim()),
    refresh: PROCEDURES,
    done,
  });
  const document: ProcedureDocument = wholeDocument(procedure.draft);
  return (
    <Modal
      open
      getContainer={onPage}
      title={t("procedures:publish.title", { number: (procedure.published ?? 0) + 1 })}
      okText={t("procedures:publish")}
      cancelText={t("shell:cancel")}
      confirmLoading={act.isPending}
      okButtonProps={{ disabled: errors > 0 }}
      onOk={() => act.mutate(undefined)}
      onCancel={close}
    >
      <div className={styles.alerts}>
        {errors > 0 && (
          <Alert type="error" showIcon title={t("procedures:publish.errors", { count: errors })} />
        )}
        <p>{t("procedures:publish.hint", { count: procedure.running })}</p>
        {procedure.published !== null && (
          <Compared
            id={procedure.id}
            published={procedure.published}
            document={document}
            choose={(code) => {
              close();
              choose(code);
            }}
          />
        )}
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          aria-label={t("procedures:publish.note")}
          placeholder={t("procedures:publish.note")}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {act.error && <Alert type="error" showIcon title={sentence(act.error)} />}
      </div>
    </Modal>
  );
}
