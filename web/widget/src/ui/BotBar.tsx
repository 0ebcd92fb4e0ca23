import { useRef } from 'preact/hooks';
import type { State } from '../core/state';
import { botHolds } from '../rules/bot';
import { botStrings } from '../strings/bot';
import { useChat } from './context';
import { write } from './write';

/** 转人工: as long as the bot answers, a person is one tap away. */
export function BotBar({ state }: { state: State }) {
  const chat = useChat();
  const box = useRef<HTMLDivElement>(null);
  const { conversation, pending, language } = state;
  if (!botHolds(conversation)) return null;
  const strings = botStrings(language);
  const asked = pending.some(({ text, failed }) => text === strings.askPerson && !failed);
  const ask = () => {
    // Words like anybody's own: they work wherever the bot listens.
    if (!asked) chat.sendText(strings.askPerson);
    write(box);
  };
  return (
    <div class="bot-bar" ref={box}>
      <span>{strings.holds}</span>
      <button type="button" class="chip" aria-disabled={asked} onClick={ask}>
        {strings.person}
      </button>
    </div>
  );
}
