import { mergeAttributes, Node } from "@tiptap/core";

export const TONES = ["info", "tip", "warning"] as const;

/** A block that stands out (提示框): what must not be overlooked. */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    tone: {
      default: "info",
      parseHTML: (element) => element.getAttribute("data-callout") ?? "info",
      renderHTML: ({ tone }) => ({ "data-callout": tone as string }),
    },
  }),
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", mergeAttributes(HTMLAttributes), 0],
});
