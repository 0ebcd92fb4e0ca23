import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import styles from "./types/types.module.css";

type Props = { busy: boolean; save: () => void; close: () => void; remove?: (() => void) | null };

/** What ends the form of a drawer; what is there already can be deleted. */
export function FormFoot({ busy, save, close, remove }: Props) {
  const t = useT();
  return (
    <div className={styles.buttons}>
      <Button type="primary" loading={busy} onClick={save}>
        {t("shell:save")}
      </Button>
      <Button onClick={close}>{t("shell:cancel")}</Button>
      <span style={{ flex: 1 }} />
      {remove && (
        <Button danger onClick={remove}>
          {t("shell:delete")}
        </Button>
      )}
    </div>
  );
}
