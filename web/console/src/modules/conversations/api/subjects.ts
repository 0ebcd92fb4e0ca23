import type { Subject } from "@/api/types";
import { labelIn } from "@/shell/hooks/text";

export type SubjectChoice = { id: string; name: string; path: string };

/** Every subject that can be chosen, with its way from the root, in the order of the tree. */
export function subjectChoices(subjects: Subject[], language: string): SubjectChoice[] {
  const active = subjects.filter((subject) => subject.active);
  const children = new Map<string | null, Subject[]>();
  for (const subject of active) {
    const parent = subject.parent_id ?? null;
    children.set(parent, [...(children.get(parent) ?? []), subject]);
  }
  const walk = (parent: string | null, path: string[]): SubjectChoice[] =>
    [...(children.get(parent) ?? [])]
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .flatMap((subject) => {
        const name = labelIn(language, subject.name);
        return [
          { id: subject.id, name, path: path.join(" › ") },
          ...walk(subject.id, [...path, name]),
        ];
      });
  return walk(null, []);
}

/** Every word typed must stand in the name or its way; names that begin with it come first. */
export function findSubjects(all: SubjectChoice[], text: string): SubjectChoice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  const hits = all.filter((choice) => {
    const hay = `${choice.path} ${choice.name}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const begins = (choice: SubjectChoice) =>
    choice.name.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1;
  return [...hits].sort((a, b) => begins(a) - begins(b));
}
