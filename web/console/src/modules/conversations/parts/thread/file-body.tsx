import { FileOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { FileInfo } from "@/api/types";
import { useFormat, useT } from "@/shell/hooks/text";
import styles from "./file-body.module.css";
import { Lightbox } from "./lightbox";

const LARGEST = 240;

/** The thumbnail's place, known before it loads so that nothing jumps. */
export function thumbSize(file: Pick<FileInfo, "width" | "height">): {
  width: number;
  height: number;
} {
  const width = file.width ?? LARGEST;
  const height = file.height ?? Math.round(LARGEST * 0.75);
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  return {
    width: Math.max(48, Math.round(width * scale)),
    height: Math.max(48, Math.round(height * scale)),
  };
}

/** A picture as a thumbnail, or a file with its name and size. */
export function FileBody({ file, kind }: { file: FileInfo; kind: string }) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  if (kind === "image") {
    return (
      <>
        <button
          type="button"
          className={styles.thumb}
          aria-label={t("conversations:image.open", { name: file.name })}
          onClick={() => setOpen(true)}
        >
          <img
            src={file.thumb_url ?? file.url}
            alt={file.name}
            {...thumbSize(file)}
            loading="lazy"
          />
        </button>
        {open && <Lightbox file={file} close={() => setOpen(false)} />}
      </>
    );
  }
  return (
    <a className={styles.file} href={file.url} download={file.name}>
      <FileOutlined />
      <span className={styles.name}>{file.name}</span>
      <span className={styles.size}>{format.size(file.size)}</span>
    </a>
  );
}
