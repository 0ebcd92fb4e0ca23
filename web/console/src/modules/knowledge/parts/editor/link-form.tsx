import type { Editor } from "@tiptap/react";
import { Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useT } from "@/shell/hooks/text";
import { addressOf } from "../../api/address";
import styles from "./editor.module.css";

export type Asked = "link" | "video";
type Props = { editor: Editor; asked: Asked; done: () => void };

/** Asks for the address of a link, or of a video and its name. */
export function LinkForm({ editor, asked, done }: Props) {
  const t = useT();
  const held = (editor.getAttributes("link").href as string | undefined) ?? "";
  const [text, setText] = useState(asked === "link" ? held : "");
  const [title, setTitle] = useState("");
  const [bad, setBad] = useState(false);
  const linked = asked === "link" && held !== "";
  const put = () => {
    const href = addressOf(text);
    if (!href) {
      setBad(true);
      return;
    }
    const chain = editor.chain().focus();
    if (asked === "video") {
      const video = { type: "video", attrs: { href, title: title.trim() } };
      chain.insertContentAt(editor.state.selection.to, video).run();
    } else if (editor.state.selection.empty && !linked) {
      const marks = [{ type: "link", attrs: { href } }];
      chain.insertContent({ type: "text", text: text.trim(), marks }).run();
    } else {
      chain.extendMarkRange("link").setLink({ href }).run();
    }
    done();
  };
  const leave = () => {
    editor.commands.focus();
    done();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") put();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.link}>
      <Input
        autoFocus
        aria-label={t(`knowledge:${asked}.address`)}
        placeholder={t(`knowledge:${asked}.address`)}
        {...(bad ? { status: "error" as const } : {})}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setBad(false);
        }}
        onKeyDown={onKey}
      />
      {asked === "video" && (
        <Input
          aria-label={t("knowledge:video.title")}
          placeholder={t("knowledge:video.title")}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onKeyDown={onKey}
        />
      )}
      <Button type="primary" onClick={put}>
        {t("knowledge:link.put")}
      </Button>
      {linked && (
        <Button
          onClick={() => {
            editor.chain().focus().extendMarkRange("link").unsetLink().run();
            done();
          }}
        >
          {t("knowledge:link.remove")}
        </Button>
      )}
      <Button type="text" onClick={leave}>
        {t("shell:cancel")}
      </Button>
      {bad && <span role="alert">{t("knowledge:link.bad")}</span>}
    </div>
  );
}
