import type { Extensions } from "@tiptap/core";
import Image from "@tiptap/extension-image";
import { TableKit } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import { Markdown } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";
import { Callout } from "./callout";
import { Video } from "./video";

/** What an article's body may hold (正文): the server keeps the same and nothing else. */
export function bodyExtensions(placeholder: string): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { class: null } },
    }),
    Image,
    TableKit.configure({ table: { resizable: false } }),
    Callout,
    Video,
    Markdown,
    Placeholder.configure({ placeholder }),
  ];
}
