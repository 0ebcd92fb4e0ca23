import { useEffect, useRef } from "react";

/** True while an input method is composing: then keys belong to it alone (输入法). */
export function isComposing(event: {
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: { isComposing?: boolean; keyCode?: number };
}): boolean {
  const native = event.nativeEvent ?? event;
  return native.isComposing === true || native.keyCode === 229;
}

function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest("[role=dialog],[role=listbox],[role=menu]") !== null
  );
}

/** Whether a key press is this combination, e.g. "mod+k", "shift+?", "t", "alt+down". */
export function matches(event: KeyboardEvent, combo: string): boolean {
  const parts = combo.toLowerCase().split("+");
  const key = parts.at(-1) ?? "";
  const wants = (name: string) => parts.includes(name);
  const pressed = event.key.toLowerCase().replace(/^arrow/, "");
  // On a Mac, Alt with a letter types a sign; the place on the keyboard tells which it was.
  const placed =
    wants("alt") && (event.code === `Key${key.toUpperCase()}` || event.code === `Digit${key}`);
  if (pressed !== key && !placed) return false;
  if (wants("mod") !== (event.ctrlKey || event.metaKey)) return false;
  if (wants("alt") !== event.altKey) return false;
  // Signs such as "?" are typed with Shift on some keyboards and without on others.
  return /^[a-z0-9]$/.test(key) ? wants("shift") === event.shiftKey : true;
}

/** Single letters act outside text fields only; combinations with Ctrl or Alt act everywhere. */
export function shouldAct(event: KeyboardEvent, combo: string): boolean {
  if (event.defaultPrevented || isComposing(event) || !matches(event, combo)) return false;
  return /mod|alt/.test(combo) || !inField(event.target);
}

/** Runs an action on a key, as long as the component is on screen. */
export function useShortcut(combo: string, act: () => void, enabled = true): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (!shouldAct(event, combo)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [combo, enabled]);
}
