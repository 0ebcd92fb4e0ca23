import { useEffect, useRef } from "react";
import type { FileInfo } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./file-body.module.css";

/** A picture in full (看大图); Escape or a click beside it closes. */
export function Lightbox({ file, close }: { file: FileInfo; close: () => void }) {
  const t = useT();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog closes on Escape by itself
    <dialog
      ref={box}
      className={styles.box}
      aria-label={file.name}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className={styles.bar}>
        <span>{file.name}</span>
        <a href={file.url} download={file.name}>
          {t("shell:download")}
        </a>
        <button type="button" onClick={close}>
          {t("shell:close")}
        </button>
      </div>
      <img src={file.url} alt={file.name} />
    </dialog>
  );
}
