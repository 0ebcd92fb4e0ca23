import { isComposing } from "@/shell/hooks/shortcuts";

type Press = {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: { isComposing?: boolean; keyCode?: number };
};

export type ComposerAct = "send" | "leave" | null;

/** What a key does in the composer. While an input method composes, keys are its own (输入法). */
export function composerAct(event: Press): ComposerAct {
  if (isComposing(event)) return null;
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) return "send";
  if (event.key === "Escape") return "leave";
  return null;
}
