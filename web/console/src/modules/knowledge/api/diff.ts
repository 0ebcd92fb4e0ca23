import type { DiffLine } from "./shapes";

export type Folded = { kind: DiffLine["kind"]; text: string } | { kind: "fold"; count: number };

const BESIDE = 1;

/** The lines with long stretches that did not change folded away, but for those beside a change. */
export function folded(lines: DiffLine[]): Folded[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).some(({ kind }) => kind !== "same"),
  );
  const found: Folded[] = [];
  lines.forEach((line, at) => {
    const last = found.at(-1);
    if (near[at]) found.push({ kind: line.kind, text: line.text });
    else if (last?.kind === "fold") last.count += 1;
    else found.push({ kind: "fold", count: 1 });
  });
  return found;
}
