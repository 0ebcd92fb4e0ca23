import { type RefObject, useEffect, useRef, useState } from "react";
import { PresenceDot } from "@/ui/presence";
import { usePresences } from "./directory";
import { choose, matching, typedMention } from "./mentioned";
import styles from "./mentions.module.css";
import { useMe } from "./session";
import { isComposing } from "./shortcuts";
import { useT } from "./text";

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
};

/** Colleagues offered after an @ in a note (@提及); found by name or pinyin initials. */
export function Mentions({ field, text, onText }: Props) {
  const t = useT();
  const me = useMe();
  const people = usePresences();
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState<string | null>(null);
  const caret = field.current?.selectionStart ?? text.length;
  const typed = left === text ? null : typedMention(text, caret);
  const offered = typed ? matching(people, me.id, typed.text) : [];
  const marked = offered[Math.min(at, offered.length - 1)];
  const take = (person: (typeof offered)[number]) => {
    if (!typed) return;
    choose(person);
    const before = `${text.slice(0, typed.from)}${person.name} `;
    const next = before + text.slice(caret);
    // The field's caret follows later: until something else is typed nobody is meant any more.
    setLeft(next);
    onText(next);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };
  const act = useRef<(event: KeyboardEvent) => void>(() => undefined);
  act.current = (event) => {
    if (!marked || isComposing(event)) return;
    if (event.key === "ArrowDown") setAt((at + 1) % offered.length);
    else if (event.key === "ArrowUp") setAt((at + offered.length - 1) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") take(marked);
    else if (event.key === "Escape") setLeft(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useEffect(() => {
    const element = field.current;
    // Before the composer sees the key: while names are offered, Enter chooses one.
    const listen = (event: KeyboardEvent) => act.current(event);
    element?.addEventListener("keydown", listen, true);
    return () => element?.removeEventListener("keydown", listen, true);
  }, [field]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word begins at the top
  useEffect(() => setAt(0), [typed?.text]);
  if (!marked) return null;
  return (
    <div className={styles.anchor}>
      <div className={styles.offered} role="listbox" aria-label={t("shell:mention.list")}>
        {offered.map((person) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={person.staff_id}
            role="option"
            tabIndex={-1}
            aria-selected={person === marked}
            className={person === marked ? styles.marked : styles.person}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(person)}
          >
            <PresenceDot status={person.status} />
            {person.name}
          </div>
        ))}
      </div>
    </div>
  );
}
