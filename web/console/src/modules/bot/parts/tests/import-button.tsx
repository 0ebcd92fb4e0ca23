import { Alert } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { FileButton } from "@/ui/file-button";
import type { TakenIn } from "../../api/shapes";
import { importTests } from "../../api/tests";
import styles from "./tests.module.css";

/** Takes a table of test questions in, and says of each row that was left out why (导入). */
export function useImport(done: () => void) {
  const [taken, setTaken] = useState<TakenIn | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    setFailure(null);
    setTaken(null);
    try {
      setTaken(await importTests(file));
      done();
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };
  return { taken, failure, busy, send, forget: () => setTaken(null) };
}

type Importing = ReturnType<typeof useImport>;

export function ImportButton({ busy, send }: Importing) {
  const t = useT();
  return (
    <FileButton
      label={t("bot:tests.import")}
      accept=".csv,.xlsx"
      busy={busy}
      take={(file) => void send(file)}
    />
  );
}

/** What became of the file, row by row where something was wrong. */
export function ImportReport({ taken, failure, forget }: Importing) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  if (failure !== null) return <Alert type="error" showIcon title={sentence(failure)} />;
  if (!taken) return null;
  const { added, changed, same, problems } = taken;
  return (
    <Alert
      showIcon
      closable={{ onClose: forget }}
      style={{ marginBottom: 12 }}
      type={problems.length > 0 ? "warning" : "success"}
      title={t("bot:tests.imported", { added, changed, same })}
      description={
        problems.length > 0 && (
          <ul className={styles.problems}>
            {problems.map((each) => (
              <li key={each.row}>
                {t("bot:tests.row", { row: each.row, question: each.question })}{" "}
                {label(each.reason)}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
