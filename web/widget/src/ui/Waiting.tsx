import { waits } from '../core/leaving';
import type { State } from '../core/state';
import { want } from '../core/wishes';
import { useChat } from './context';
import { waitSentence } from './time';

/** The place in the queue, the honest wait, and what one may have instead (排队). */
export function Waiting({ state }: { state: State }) {
  const { conversation, availability, strings } = state;
  if (!waits(state)) return null;
  const queued = conversation?.state === 'queued';
  const queue = queued ? conversation.queue : null;
  const wait = queue ? queue.wait_seconds : availability?.wait_seconds;
  const parts = [
    queued && strings.queued(queue?.position),
    wait ? waitSentence(wait, strings, !queued) : null,
  ];
  return (
    <div class="event waiting">
      <p role="status">{parts.filter(Boolean).join(strings.comma)}</p>
      {queued && conversation.wants !== 'chat' && (
        <p>{conversation.wants === 'callback' ? strings.wantsCall : strings.wantsMessage}</p>
      )}
      {queued ? <Instead state={state} /> : <Leave state={state} />}
    </div>
  );
}

/** In line: wait here, be answered later, or be called; whichever, the place is kept. */
function Instead({ state }: { state: State }) {
  const chat = useChat();
  const { conversation, strings, asks } = state;
  const now = asks ?? conversation?.wants ?? 'chat';
  const choices = [
    ['chat', strings.waitAfterAll],
    ['message', strings.ratherLeave],
    ['callback', strings.ratherCall],
  ] as const;
  const choose = (wants: (typeof choices)[number][0]) => {
    if (wants === 'chat' && asks && conversation?.wants === 'chat') chat.store.set({ asks: null });
    else void want(chat, wants);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own
    <div class="chips" role="group" aria-label={strings.instead}>
      {choices.map(([wants, words]) => (
        <button
          type="button"
          class="chip"
          key={wants}
          aria-pressed={wants === now}
          onClick={() => choose(wants)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** Everybody is busy and nothing is written yet: leave a message at once instead. */
function Leave({ state }: { state: State }) {
  const chat = useChat();
  const { strings, asks, contactLeft } = state;
  if (contactLeft) return null;
  return (
    <button
      type="button"
      class="link"
      onClick={() => chat.store.set({ asks: asks ? null : 'message' })}
    >
      {asks ? strings.waitAfterAll : strings.leaving}
    </button>
  );
}
