import { expect, test } from "vitest";
import { composerAct } from "@/modules/conversations/parts/composer/keys";
import { isComposing, matches, shouldAct } from "@/shell/hooks/shortcuts";

const press = (key: string, more: object = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

test("Enter sends, Shift+Enter does not", () => {
  expect(composerAct(press("Enter"))).toBe("send");
  expect(composerAct(press("Enter", { shiftKey: true }))).toBeNull();
});

test("while an input method composes, Enter, Tab and / belong to it", () => {
  for (const key of ["Enter", "Tab", "/", "Escape"]) {
    expect(composerAct(press(key, { nativeEvent: { isComposing: true } }))).toBeNull();
    // Safari ends the composition before the key: then only the old key code tells.
    expect(composerAct(press(key, { nativeEvent: { keyCode: 229 } }))).toBeNull();
  }
  expect(isComposing({ keyCode: 229 })).toBe(true);
  expect(isComposing({ keyCode: 13 })).toBe(false);
});

function keydown(target: Element, init: KeyboardEventInit): KeyboardEvent {
  let heard: KeyboardEvent | undefined;
  const listen = (event: Event) => {
    heard = event as KeyboardEvent;
  };
  document.addEventListener("keydown", listen);
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
  document.removeEventListener("keydown", listen);
  if (!heard) throw new Error("no event");
  return heard;
}

test("a single letter acts outside text fields only; Alt and Ctrl act everywhere", () => {
  document.body.innerHTML = "<textarea></textarea><button></button>";
  const field = document.querySelector("textarea") as HTMLTextAreaElement;
  const button = document.querySelector("button") as HTMLButtonElement;
  expect(shouldAct(keydown(button, { key: "t" }), "t")).toBe(true);
  expect(shouldAct(keydown(field, { key: "t" }), "t")).toBe(false);
  expect(shouldAct(keydown(field, { key: "t", altKey: true }), "alt+t")).toBe(true);
  expect(shouldAct(keydown(field, { key: "k", ctrlKey: true }), "mod+k")).toBe(true);
});

test("Alt with a letter is known by its key even where it types a sign", () => {
  const event = keydown(document.body, { key: "†", code: "KeyT", altKey: true });
  expect(matches(event, "alt+t")).toBe(true);
});

test("Ctrl with a letter is not the letter", () => {
  expect(matches(keydown(document.body, { key: "e", ctrlKey: true }), "e")).toBe(false);
});

test("a digit with Shift is another key than the digit", () => {
  const init = { key: "!", code: "Digit1", altKey: true, shiftKey: true };
  expect(matches(keydown(document.body, init), "alt+shift+1")).toBe(true);
  expect(matches(keydown(document.body, init), "alt+1")).toBe(false);
});
