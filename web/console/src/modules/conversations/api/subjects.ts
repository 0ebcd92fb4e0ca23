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

/** Pairs of neighbouring characters of Chinese, and whole words of anything else. */
function parts(name: string): string[] {
  const clean = name.toLowerCase();
  const pairs = [...clean.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((found) => found[1] ?? "");
  return [...pairs, ...(clean.match(/[a-z]{4,}/g) ?? [])];
}

/** The subject whose name stands most in what the customer said; none when nothing does. */
export function guessSubject(all: SubjectChoice[], said: string[]): string | null {
  const text = said.join("\n").toLowerCase();
  const score = (name: string) => parts(name).filter((part) => text.includes(part)).length;
  const best = all
    .map((choice) => ({ id: choice.id, points: score(choice.name) + score(choice.path) / 2 }))
    .reduce((a, b) => (b.points > a.points ? b : a), { id: "", points: 0 });
  return best.points >= 1 ? best.id : null;
}
