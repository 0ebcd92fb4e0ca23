import { Alert, Button, Input, Modal, Segmented } from "antd";
import { useCallback, useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import type { Change, Version } from "../../api/shapes";
import { usePublish } from "../../api/versions";
import { MeasuredChange } from "../measured";
import styles from "./versions.module.css";

const SHARES = [0, 5, 10, 20, 50];

type Props = { change: Change; close: () => void; done: (version: Version) => void };

/** A change before it goes live: measured, named, and for everybody or first for a share (上线). */
export function PublishDialog({ change, close, done }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const publishing = usePublish();
  const [note, setNote] = useState("");
  const [share, setShare] = useState(0);
  const [rehearsal, setRehearsal] = useState<string | null>(null);
  const measured = useCallback((id: string | null) => setRehearsal(id), []);
  const go = async () => {
    const version = await publishing
      .mutateAsync({
        ...change,
        note: note.trim(),
        rehearsal_id: rehearsal,
        share: share || null,
        origin: "written",
      } as never)
      .catch(() => null);
    if (!version) return;
    notices.done(t("bot:publish.done", { number: version.number }));
    done(version);
    close();
  };
  return (
    <Modal
      open
      title={t("bot:publish")}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <Button type="primary" loading={publishing.isPending} onClick={() => void go()}>
            {t(share ? "bot:publish.try" : "bot:publish.go")}
          </Button>
        </>
      }
    >
      <div className={styles.publish}>
        <MeasuredChange change={change} onMeasured={measured} />
        <Input
          maxLength={200}
          aria-label={t("bot:publish.note")}
          placeholder={t("bot:publish.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div>
          <p className={styles.quiet}>{t("bot:publish.share")}</p>
          <Segmented<number>
            aria-label={t("bot:publish.share")}
            value={share}
            onChange={setShare}
            options={SHARES.map((value) => ({
              value,
              label: value === 0 ? t("bot:publish.all") : `${value} %`,
            }))}
          />
        </div>
        {publishing.error && <Alert type="error" showIcon title={sentence(publishing.error)} />}
      </div>
    </Modal>
  );
}
