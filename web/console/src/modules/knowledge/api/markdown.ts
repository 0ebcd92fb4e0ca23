const BLOCKS = [
  /^#{1,4} \S/m,
  /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
  /^\s*\d+[.)] \S.*\n\s*\d+[.)] \S/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|/m,
  /^> \S/m,
  /^```/m,
];
const INLINE = [/\*\*[^*\n]+\*\*/, /!?\[[^\]\n]+\]\([^)\s]+\)/];

/** Whether a text that was copied without looks was written as Markdown. */
export function looksLikeMarkdown(text: string): boolean {
  return [...BLOCKS, ...INLINE].some((pattern) => pattern.test(text));
}
