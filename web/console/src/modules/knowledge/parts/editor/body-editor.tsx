import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { looksLikeMarkdown } from "../../api/markdown";
import rich from "../rich.module.css";
import styles from "./editor.module.css";
import { bodyExtensions } from "./extensions";
import { Toolbar } from "./toolbar";

type Props = {
  html: string;
  label: string;
  onChange: (html: string) => void;
  /** Stores a picture; answers the address at which it is seen. */
  upload: (file: File) => Promise<string>;
};

const pictures = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

/** The body of an article as it will be read (正文编辑器). */
export default function BodyEditor({ html, label, onChange, upload }: Props) {
  const t = useT();
  const notices = useNotices();
  const [busy, setBusy] = useState(0);
  const held = useRef<Editor | null>(null);
  const latest = useRef({ onChange, upload });
  latest.current = { onChange, upload };
  const add = async (files: File[], at?: number) => {
    setBusy((count) => count + files.length);
    for (const file of files) {
      try {
        const src = await latest.current.upload(file);
        const picture = { type: "image", attrs: { src, alt: file.name.replace(/\.\w+$/, "") } };
        // Behind what is selected, not in its place: it may be the picture before.
        const place = at ?? held.current?.state.selection.to ?? 0;
        held.current?.chain().focus().insertContentAt(place, picture).run();
      } catch (reason) {
        notices.failed(reason);
      }
      setBusy((count) => count - 1);
    }
  };
  const editor = useEditor({
    extensions: bodyExtensions(t("knowledge:body.placeholder")),
    content: html,
    onUpdate: ({ editor: changed }) => {
      latest.current.onChange(changed.isEmpty ? "" : changed.getHTML());
    },
    editorProps: {
      attributes: {
        class: rich.rich ?? "",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
      },
      handlePaste: (_, event) => {
        const data = event.clipboardData;
        const pasted = pictures(data);
        // What an office program copies holds a picture of the text as well.
        if (pasted.length > 0 && !data?.types.includes("text/html")) {
          void add(pasted);
          return true;
        }
        const text = data?.getData("text/plain") ?? "";
        if (data?.types.includes("text/html") || !looksLikeMarkdown(text)) return false;
        return held.current?.commands.insertContent(text, { contentType: "markdown" }) ?? false;
      },
      handleDrop: (view, event, _, moved) => {
        const dropped = pictures(event.dataTransfer);
        if (moved || dropped.length === 0) return false;
        event.preventDefault();
        void add(dropped, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
        return true;
      },
    },
  });
  useEffect(() => {
    held.current = editor;
  }, [editor]);
  return (
    <div className={styles.editor}>
      <Toolbar editor={editor} addPictures={(files) => void add(files)} />
      <EditorContent editor={editor} />
      {busy > 0 && (
        <p className={styles.busy} role="status">
          {t("knowledge:picture.busy")}
        </p>
      )}
    </div>
  );
}
