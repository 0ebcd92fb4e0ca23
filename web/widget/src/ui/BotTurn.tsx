import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language, BotTurn as Turn, VisitorMessage } from '../api/types';
import { botHolds, mayChoose } from '../rules/bot';
import { type BotStrings, botStrings } from '../strings/bot';
import { useChat, useChatState } from './context';
import { write } from './write';

const NEAR = 120;

interface Props {
  message: VisitorMessage;
  turn: Turn;
  language: Language;
}

/** Under what the bot said: what may be chosen, where it comes from, and whether it helped. */
export function BotTurn({ message, turn, language }: Props) {
  const strings = botStrings(language);
  const place = useRef<HTMLDivElement>(null);
  const { sources, choices } = turn;

  // It comes after the stream has found its end: whoever stands there sees it whole.
  useLayoutEffect(() => {
    const box = place.current?.closest('.stream');
    if (!box || !place.current) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (below < place.current.offsetHeight + NEAR) box.scrollTop = box.scrollHeight;
  }, []);

  const from = turn.kind === 'answer' && sources.length > 0;
  const rated = turn.can_rate || turn.rating !== null;
  if (choices.length === 0 && !from && !rated) return null;
  return (
    <div class="bot-turn" ref={place}>
      {choices.length > 0 && <Choices message={message} turn={turn} strings={strings} />}
      {from && (
        <p class="bot-source">
          {strings.source}
          {sources.map((each, at) => (
            <Fragment key={each.article_id}>
              {at > 0 && '; '}
              {sources.length > 1 && `[${at + 1}] `}
              <Source {...each} />
            </Fragment>
          ))}
        </p>
      )}
      {rated && <Helped turn={turn} strings={strings} conversation={message.conversation_id} />}
    </div>
  );
}

/** An article the answer rests on; a link where it stands in the help centre. */
function Source({ title, url }: Turn['sources'][number]) {
  if (!url) return <>{title}</>;
  return (
    <a href={url} target="_blank" rel="noopener">
      {title}
    </a>
  );
}

interface PartProps {
  turn: Turn;
  strings: BotStrings;
}

/** 您是想问: one tap sends it as one's own words; what was asked before stays to be read. */
function Choices({ message, turn, strings }: PartProps & { message: VisitorMessage }) {
  const chat = useChat();
  const box = useRef<HTMLDivElement>(null);
  const { conversation, messages, pending } = useChatState();
  const open = mayChoose(message, { conversation, messages, pending: pending.length });
  const name = turn.kind === 'choices' ? strings.choices : strings.choose;
  if (!open) {
    return (
      <ul class="bot-past" aria-label={name}>
        {turn.choices.map(({ key, label }) => (
          <li key={key}>{label}</li>
        ))}
      </ul>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own
    <div class="bot-choices" role="group" aria-label={name} ref={box}>
      {turn.choices.map(({ key, label }) => (
        <button
          type="button"
          class="chip"
          key={key}
          onClick={() => {
            write(box);
            chat.sendText(label);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** 有帮助 / 没帮助: may be changed while it may be given. */
function Helped({ turn, strings, conversation }: PartProps & { conversation: string }) {
  const chat = useChat();
  const [said, setSaid] = useState<Turn['rating']>(null);
  const [failed, setFailed] = useState(false);
  const { conversation: open } = useChatState();
  const rating = said ?? turn.rating ?? null;
  const rate = (next: 'helpful' | 'unhelpful') => async () => {
    setFailed(false);
    setSaid(next);
    try {
      await chat.http.helped(turn.turn_id, next === 'helpful');
    } catch {
      setSaid(null);
      setFailed(true);
    }
  };
  const offers = rating === 'unhelpful' && open?.id === conversation && botHolds(open);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own */}
      <div class="bot-helped" role="group" aria-label={strings.rate}>
        {(['helpful', 'unhelpful'] as const).map((each) => (
          <button
            type="button"
            key={each}
            aria-pressed={rating === each}
            aria-disabled={!turn.can_rate}
            onClick={turn.can_rate && rating !== each ? rate(each) : undefined}
          >
            {strings[each]}
          </button>
        ))}
      </div>
      <p class="bot-said" role="status">
        {rating === 'helpful' && said && strings.thanks}
        {offers && strings.sorry}
      </p>
      {failed && (
        <p class="wrong" role="alert">
          {strings.failed}
        </p>
      )}
    </>
  );
}
