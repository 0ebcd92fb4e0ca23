import { useFormat, useT } from "@/shell/hooks/text";
import styles from "./composer.module.css";
import type { AttachmentList } from "./use-attachments";

/** The files that go with the next message. */
export function Attachments({ files }: { files: AttachmentList }) {
  const t = useT();
  const format = useFormat();
  if (files.chosen.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.chosen.map((each) => (
        <li key={each.id} className={styles.file}>
          {each.preview && <img src={each.preview} alt="" />}
          <span>
            {each.file.name} · {format.size(each.file.size)}
          </span>
          <button
            type="button"
            aria-label={t("conversations:composer.remove", { name: each.file.name })}
            onClick={() => files.remove(each.id)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
