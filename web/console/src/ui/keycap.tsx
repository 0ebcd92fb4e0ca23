import styles from "./keycap.module.css";

const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** "mod+k" as people of this machine know it. */
export function keyLabel(combo: string): string {
  return combo
    .split("+")
    .map((part) => {
      if (part === "mod") return isMac ? "⌘" : "Ctrl";
      if (part === "alt") return isMac ? "⌥" : "Alt";
      if (part === "shift") return "Shift";
      if (part === "enter") return "Enter";
      if (part === "up") return "↑";
      if (part === "down") return "↓";
      if (part === "escape") return "Esc";
      return part.toUpperCase();
    })
    .join(" ");
}

/** A key drawn as a cap, so that every action can show its key (快捷键). */
export function KeyCap({ combo }: { combo: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus; the action is named beside it
    <kbd className={styles.key} aria-hidden="true">
      {keyLabel(combo)}
    </kbd>
  );
}
