import { Editor } from "@tiptap/core";
import { afterEach, expect, test } from "vitest";
import { bodyExtensions } from "@/modules/knowledge/parts/editor/extensions";

let editor: Editor | undefined;
afterEach(() => editor?.destroy());

function open(content: string): Editor {
  editor = new Editor({ extensions: bodyExtensions("…"), content });
  return editor;
}

test("what the server keeps comes through the editor unchanged", () => {
  const kept =
    '<h2>包装</h2><aside data-callout="warning"><p>易碎</p></aside>' +
    '<div data-video="https://v.example/1"><a href="https://v.example/1">开箱</a></div>';
  expect(open(kept).getHTML()).toBe(kept);
});

test("pasted Markdown becomes headings, lists and tables", () => {
  const here = open("");
  here.commands.insertContent("## 规格\n\n- 100g\n- 357g\n\n| a | b |\n|---|---|\n| 1 | 2 |", {
    contentType: "markdown",
  });
  const html = here.getHTML();
  for (const piece of ["<h2>规格</h2>", "<li><p>357g</p></li>", "<table", "<p>2</p></td>"]) {
    expect(html).toContain(piece);
  }
});
