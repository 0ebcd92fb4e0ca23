import {
  BoldOutlined,
  InfoCircleOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  TableOutlined,
  UndoOutlined,
  UnorderedListOutlined,
  VideoCameraOutlined,
} from "@ant-design/icons";
import { type Editor, useEditorState } from "@tiptap/react";
import { Tooltip } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useT } from "@/shell/hooks/text";
import { keyLabel } from "@/ui/keycap";
import { CalloutTools, TableTools } from "./block-tools";
import styles from "./editor.module.css";
import { type Asked, LinkForm } from "./link-form";

type ToolProps = {
  name: string;
  keys?: string;
  on?: boolean;
  off?: boolean;
  act: () => void;
  children: ReactNode;
};

/** One button of the toolbar; the text keeps the focus. */
export function Tool({ name, keys, on = false, off = false, act, children }: ToolProps) {
  return (
    <Tooltip title={keys ? `${name} ${keyLabel(keys)}` : name}>
      <button
        type="button"
        className={styles.tool}
        aria-label={name}
        aria-pressed={on}
        disabled={off}
        onMouseDown={(event) => event.preventDefault()}
        onClick={act}
      >
        {children}
      </button>
    </Tooltip>
  );
}

function useLooks(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive("heading", { level: 2 }),
      h3: now.isActive("heading", { level: 3 }),
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      bullets: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
      callout: now.isActive("callout"),
      tone: now.getAttributes("callout").tone as string | undefined,
      link: now.isActive("link"),
      table: now.isActive("table"),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
}

type Props = { editor: Editor; addPictures: (files: File[]) => void };

/** How the text looks, and what is put into it (工具栏). */
export function Toolbar({ editor, addPictures }: Props) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const on = useLooks(editor);
  const say = (name: string) => t(`knowledge:tool.${name}`);
  const run = () => editor.chain().focus();
  return (
    <>
      <div className={styles.tools} role="toolbar" aria-label={t("knowledge:tools")}>
        <Tool
          name={say("h2")}
          on={on.h2}
          keys="mod+alt+2"
          act={() => run().toggleHeading({ level: 2 }).run()}
        >
          H2
        </Tool>
        <Tool
          name={say("h3")}
          on={on.h3}
          keys="mod+alt+3"
          act={() => run().toggleHeading({ level: 3 }).run()}
        >
          H3
        </Tool>
        <Tool name={say("bold")} on={on.bold} keys="mod+b" act={() => run().toggleBold().run()}>
          <BoldOutlined />
        </Tool>
        <Tool
          name={say("italic")}
          on={on.italic}
          keys="mod+i"
          act={() => run().toggleItalic().run()}
        >
          <ItalicOutlined />
        </Tool>
        <Tool
          name={say("bullets")}
          on={on.bullets}
          keys="mod+shift+8"
          act={() => run().toggleBulletList().run()}
        >
          <UnorderedListOutlined />
        </Tool>
        <Tool
          name={say("numbers")}
          on={on.numbers}
          keys="mod+shift+7"
          act={() => run().toggleOrderedList().run()}
        >
          <OrderedListOutlined />
        </Tool>
        <Tool name={say("callout")} on={on.callout} act={() => run().toggleWrap("callout").run()}>
          <InfoCircleOutlined />
        </Tool>
        <span className={styles.gap} />
        <Tool name={say("link")} on={on.link} act={() => setAsked("link")}>
          <LinkOutlined />
        </Tool>
        <Tool name={say("picture")} act={() => picker.current?.click()}>
          <PictureOutlined />
        </Tool>
        <Tool
          name={say("table")}
          on={on.table}
          act={() => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
          off={on.table}
        >
          <TableOutlined />
        </Tool>
        <Tool name={say("video")} act={() => setAsked("video")}>
          <VideoCameraOutlined />
        </Tool>
        <span className={styles.gap} />
        <Tool name={say("undo")} keys="mod+z" off={!on.undo} act={() => run().undo().run()}>
          <UndoOutlined />
        </Tool>
        <Tool name={say("redo")} keys="mod+shift+z" off={!on.redo} act={() => run().redo().run()}>
          <RedoOutlined />
        </Tool>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label={say("picture")}
          onChange={(event) => {
            addPictures([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {on.table && <TableTools editor={editor} />}
      {on.callout && <CalloutTools editor={editor} />}
      {asked && <LinkForm editor={editor} asked={asked} done={() => setAsked(null)} />}
    </>
  );
}
