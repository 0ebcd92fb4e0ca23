import type { Presence } from "@/api/types";

/** Names chosen from the list, and whom they mean; two people may bear the same. */
const chosen = new Map<string, string>();

export type Typed = { from: number; text: string };

/** The name being typed after an @ before the caret, if there is one. */
export function typedMention(text: string, caret: number): Typed | null {
  const found = /(?:^|[^\w])@([^\s@]{0,20})$/u.exec(text.slice(0, caret));
  return found ? { from: caret - (found[1]?.length ?? 0), text: found[1] ?? "" } : null;
}

/** Colleagues whose name or pinyin initials begin so, then those who have it inside. */
export function matching(people: Presence[], me: string, typed: string): Presence[] {
  const wanted = typed.toLowerCase();
  const rank = (person: Presence): number => {
    const name = person.name.toLowerCase();
    if (name.startsWith(wanted) || person.initials.startsWith(wanted)) return 0;
    return name.includes(wanted) ? 1 : 2;
  };
  return people
    .filter((person) => person.staff_id !== me && rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 6);
}

export function choose(person: Presence): void {
  chosen.set(person.name, person.staff_id);
}

/** Whom a note calls: those chosen from the list whose @name still stands in it. */
export function mentionedIn(text: string): string[] {
  return [...chosen].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id);
}
