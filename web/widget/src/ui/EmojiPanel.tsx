const SIGNS = [
  ...'😀😄😁😅😂🙂😉😊😍😘😋😎🤔😐😏🙄😮😴😔😢😭😤😡😱😳🤗🤝👍👎👌✌🙏👏💪👋❤💔🌹🎉🎁☕🍵🍃🌸⭐🔥💯✅❌❓📦🚚💰🧾📷⏰☀🌧',
];

/** A plain grid; arrow keys move, Enter and space pick. */
export function EmojiPanel({ pick, label }: { pick: (sign: string) => void; label: string }) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div class="emoji" role="group" aria-label={label} onKeyDown={move}>
      {SIGNS.map((sign, index) => (
        <button type="button" key={sign} tabIndex={index ? -1 : 0} onClick={() => pick(sign)}>
          {sign}
        </button>
      ))}
    </div>
  );
}
