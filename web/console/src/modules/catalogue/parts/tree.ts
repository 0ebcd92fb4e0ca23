import type { Subject } from "@/api/types";

export type Branch = { subject: Subject; depth: number; children: Branch[] };

/** The tree of subjects in the order people gave it; a lost parent makes a root. */
export function treeOf(subjects: Subject[]): Branch[] {
  const known = new Set(subjects.map((subject) => subject.id));
  const under = (parent: string | null, depth: number): Branch[] =>
    subjects
      .filter((subject) => {
        const held = subject.parent_id && known.has(subject.parent_id) ? subject.parent_id : null;
        return held === parent;
      })
      .sort((a, b) => a.position - b.position)
      .map((subject) => ({ subject, depth, children: under(subject.id, depth + 1) }));
  return under(null, 0);
}

export function flat(branches: Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...flat(branch.children)]);
}

/** A subject and everything below it: it cannot become its own parent. */
export function withDescendants(branches: Branch[], id: string): Set<string> {
  const found = flat(branches).find((branch) => branch.subject.id === id);
  return new Set(found ? flat([found]).map((branch) => branch.subject.id) : [id]);
}
