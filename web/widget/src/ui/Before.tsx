import { useRef } from 'preact/hooks';
import type { State } from '../core/state';
import { useChat } from './context';
import { write } from './write';

/** Before chatting: what it is about, and who should answer; one tap each, both may be skipped. */
export function Before({ state }: { state: State }) {
  const chat = useChat();
  const { config, strings, topic, who } = state;
  const box = useRef<HTMLDivElement>(null);
  const topics = config?.topics ?? [];
  if (topics.length === 0 && !config?.ask_who) return null;
  // A word that is being composed in the field must not be cut short by a tap.
  const stay = (event: Event) => event.preventDefault();
  const chip = (words: string, pressed: boolean, press: () => void) => (
    <button
      type="button"
      class="chip"
      key={words}
      aria-pressed={pressed}
      onMouseDown={stay}
      onClick={() => {
        press();
        write(box);
      }}
    >
      {words}
    </button>
  );
  return (
    <div class="before" ref={box}>
      {topics.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own
        <div role="group" aria-labelledby="topics">
          <p id="topics">{strings.topics}</p>
          <div class="chips">
            {topics.map(({ id, name }) =>
              chip(name, topic === id, () => chat.store.set({ topic: topic === id ? null : id })),
            )}
          </div>
        </div>
      )}
      {config?.ask_who && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="group" aria-labelledby="who">
          <p id="who">{strings.who}</p>
          <div class="chips">
            {(['person', 'bot'] as const).map((one) =>
              chip(strings[one], who === one, () =>
                chat.store.set({ who: who === one ? 'anyone' : one }),
              ),
            )}
          </div>
        </div>
      )}
    </div>
  );
}
