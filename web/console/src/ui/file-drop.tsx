import { type DragEvent, type ReactNode, useState } from "react";
import { FileButton } from "./file-button";
import styles from "./file-drop.module.css";

type Props = {
  words: string;
  label: string;
  accept: string;
  busy: boolean;
  take: (file: File) => void;
  children?: ReactNode;
};

/** A place a file is dropped on, or chosen by the button in it. */
export function FileDrop({ words, label, accept, busy, take, children }: Props) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) take(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same by key
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{words}</p>
      <FileButton primary label={label} accept={accept} busy={busy} take={take} />
      {children && <p className={styles.quiet}>{children}</p>}
    </div>
  );
}
