import { Node } from "@tiptap/core";

/** A video that is watched where it lies (视频链接): nothing of other sites runs in ours. */
export const Video = Node.create({
  name: "video",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    href: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-video"),
      rendered: false,
    },
    title: { default: "", parseHTML: (element) => element.textContent ?? "", rendered: false },
  }),
  parseHTML: () => [{ tag: "div[data-video]" }],
  renderHTML: ({ node }) => {
    const { href, title } = node.attrs as { href: string; title: string };
    return ["div", { "data-video": href }, ["a", { href }, title || href]];
  },
});
