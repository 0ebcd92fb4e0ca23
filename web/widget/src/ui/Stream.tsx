import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FileInfo, VisitorMessage } from '../api/types';
import { rows } from '../core/history';
import { begins, leaving } from '../core/leaving';
import type { State } from '../core/state';
import { answering, spoken } from '../rules/bot';
import { Before } from './Before';
import { useChat } from './context';
import { lazyPart } from './lazy';
import { Message, Pending, Side, UploadRow, Words } from './Message';
import { dayName } from './time';
import { Waiting } from './Waiting';

const Lightbox = lazyPart(() => import('./Lightbox').then(({ Lightbox: part }) => part));
const LeaveMessage = lazyPart(() =>
  import('./LeaveMessage').then(({ LeaveMessage: part }) => part),
);

const NEAR = 80;

/** The mark under the newest own message: delivered, or read by the other side (已读). */
function marks(state: State): { id: string; text: string } | null {
  const { messages, conversation, strings } = state;
  const mine = messages.findLast(({ from, recalled }) => from === 'me' && !recalled);
  if (!mine) return null;
  const read =
    conversation &&
    (mine.conversation_id < conversation.id || mine.number <= conversation.staff_read);
  return { id: mine.id, text: read ? strings.read : strings.sent };
}

export function Stream({ state }: { state: State }) {
  const chat = useChat();
  const { messages, pending, uploads, strings, language, open, older } = state;
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const heightBefore = useRef(0);
  const [shown, setShown] = useState<FileInfo | null>(null);
  const lines = useMemo(() => rows(messages), [messages]);
  const mark = marks(state);
  const nobody = leaving(state);
  const writer = state.typing ?? answering(state.conversation, messages);

  useEffect(() => {
    const look = () => {
      if (open && atEnd.current && document.visibilityState === 'visible') chat.reading.seen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [open, messages]);

  // New messages keep the end in view; older ones keep what was being read in its place.
  const firstId = messages[0]?.id;
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    if (atEnd.current) box.scrollTop = box.scrollHeight;
    else if (heightBefore.current) box.scrollTop += box.scrollHeight - heightBefore.current;
    heightBefore.current = 0;
  }, [firstId, lines, pending, uploads, open, writer, nobody]);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const keep = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    keep.observe(box);
    return () => keep.disconnect();
  }, []);

  const scrolled = () => {
    const box = list.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (atEnd.current && open) chat.reading.seen();
    if (box.scrollTop < NEAR && older === 'more') loadOlder();
  };
  const loadOlder = () => {
    heightBefore.current = list.current?.scrollHeight ?? 0;
    void chat.reading.loadOlder();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled log must be reachable by keyboard */}
      <div class="stream" role="log" aria-live="off" tabIndex={0} ref={list} onScroll={scrolled}>
        {older === 'more' && (
          <button type="button" class="link older" onClick={loadOlder}>
            {strings.older}
          </button>
        )}
        {older === 'loading' && <p class="event">{strings.loading}</p>}
        {(older === 'none' || messages.length === 0) && <Greeting state={state} />}
        {lines.map((row) =>
          row.kind === 'day' ? (
            <p class="event day" key={row.key}>
              {dayName(row.at, new Date(), language, strings)}
            </p>
          ) : (
            <Message
              key={row.key}
              message={row.message}
              first={row.first}
              last={row.last}
              mark={row.message.id === mark?.id ? mark.text : null}
              strings={strings}
              language={language}
              show={setShown}
            />
          ),
        )}
        {pending.map((entry) => (
          <Pending
            key={entry.key}
            entry={entry}
            live={state.connection === 'live'}
            strings={strings}
            show={setShown}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} strings={strings} />
        ))}
        {begins(state) && <Before state={state} />}
        <Waiting state={state} />
        {nobody !== 'no' && <LeaveMessage state={state} withText={nobody === 'form'} />}
        {writer && <p class="event typing">{strings.typing(writer)}</p>}
      </div>
      <Announcer messages={messages} />
      {shown && <Lightbox file={shown} strings={strings} close={() => setShown(null)} />}
    </>
  );
}

function Greeting({ state }: { state: State }) {
  const { config } = state;
  if (!config?.look.greeting) return null;
  return (
    <Side from="bot" first name={config.look.title} me="">
      <div class="bubble">
        <Words text={config.look.greeting} />
      </div>
    </Side>
  );
}

/** Reads new answers out to screen readers, and only new ones. */
function Announcer({ messages }: { messages: VisitorMessage[] }) {
  const started = useRef(Date.now());
  const last = messages.findLast(({ from }) => from === 'agent' || from === 'bot');
  const fresh = last && new Date(last.created_at).getTime() > started.current - 5000;
  return (
    <p class="hidden" aria-live="polite">
      {fresh && !last.recalled ? `${last.name ?? ''} ${spoken(last)}` : ''}
    </p>
  );
}
