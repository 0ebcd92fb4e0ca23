import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import type { Article } from "../../api/shapes";
import shared from "../article.module.css";
import { useArticleActs } from "../use-acts";
import styles from "./trials.module.css";

const SHARES = [10, 20, 50, 80];

type Props = { article: Article; close: () => void; begun?: () => void };

/** Tries what the draft says against what readers see now, with a share of them. */
export function BeginTrial({ article, close, begun }: Props) {
  const t = useT();
  const acts = useArticleActs(article);
  const [share, setShare] = useState(50);
  const [note, setNote] = useState("");
  const go = async () => {
    if (!(await acts.begin(share, note))) return;
    close();
    begun?.();
  };
  return (
    <Modal
      open
      title={t("knowledge:trial.begin")}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <Button type="primary" loading={acts.busy} onClick={() => void go()}>
            {t("knowledge:trial.go")}
          </Button>
        </>
      }
    >
      <div className={styles.begin}>
        <p>{t("knowledge:trial.begin.lead")}</p>
        <div>
          <p className={shared.quiet}>{t("knowledge:trial.share")}</p>
          <Segmented<number>
            aria-label={t("knowledge:trial.share")}
            value={share}
            onChange={setShare}
            options={SHARES.map((value) => ({ value, label: `${value} %` }))}
          />
        </div>
        <Input
          maxLength={200}
          aria-label={t("knowledge:trial.note")}
          placeholder={t("knowledge:trial.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  );
}
