/** Input methods (输入法): while one composes, every key belongs to it and to nobody else. */

interface KeyLike {
  key: string;
  isComposing: boolean;
  keyCode: number;
}

/**
 * True while an input method is composing.
 *
 * Safari fires `compositionend` before the keydown of the Enter that confirmed the word, so
 * `isComposing` is already false there; its keyCode 229 ("handled by the input method") is the
 * only trace left.
 */
export function isComposing(event: KeyLike, composing = false): boolean {
  return composing || event.isComposing || event.keyCode === 229;
}

/** Does this key press send the message? Enter does, Shift+Enter and composing never do. */
export function sendsMessage(
  event: KeyLike & { shiftKey: boolean; ctrlKey?: boolean; altKey?: boolean },
  composing = false,
): boolean {
  return (
    event.key === 'Enter' && !event.shiftKey && !event.altKey && !isComposing(event, composing)
  );
}
