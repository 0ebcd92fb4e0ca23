import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import type { LabelText } from "@/api/types";
import { FileButton } from "@/ui/file-button";
import { readTable } from "@/ui/table-text";
import { useSentence } from "./notice";
import styles from "./table-dialog.module.css";
import { useLabel } from "./text";

type Taken<Problem> = { made: number; changed: number; problems: Problem[] };
type Said = { title: string; hint: string; export: string; import: string };
type Props<Problem> = {
  said: Said;
  href: string;
  take: (text: string) => Promise<Taken<Problem>>;
  done: (taken: Taken<Problem>) => string;
  line: (problem: Problem) => string;
  refresh: QueryKey;
  close: () => void;
};

/** A list from and into a table (导入导出): rows that cannot be taken are named with the reason. */
export function TableDialog<Problem extends { line: number; reason: LabelText }>(
  props: Props<Problem>,
) {
  const { said, href, take, done, line, refresh, close } = props;
  const label = useLabel();
  const sentence = useSentence();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState<Taken<Problem> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (file: File) => {
    setBusy(true);
    setFailure(null);
    try {
      setTaken(await take(await readTable(file)));
      void client.invalidateQueries({ queryKey: refresh });
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };
  return (
    <Modal open title={said.title} onCancel={close} footer={null}>
      <p>{said.hint}</p>
      <div className={styles.buttons}>
        <Button href={href} download>
          {said.export}
        </Button>
        <FileButton
          primary
          label={said.import}
          accept=".csv,text/csv"
          busy={busy}
          take={(file) => void send(file)}
        />
      </div>
      {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      {taken && (
        <Alert
          type={taken.problems.length ? "warning" : "success"}
          showIcon
          title={done(taken)}
          description={
            taken.problems.length > 0 && (
              <ul className={styles.problems}>
                {taken.problems.map((each) => (
                  <li key={each.line}>
                    {line(each)} {label(each.reason)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
    </Modal>
  );
}
