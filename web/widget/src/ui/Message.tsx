import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FileInfo, Language, VisitorMessage } from '../api/types';
import type { OutboxEntry } from '../core/outbox';
import type { Upload } from '../core/state';
import { uploadsOf } from '../core/uploads';
import { named } from '../rules/bot';
import { eventWords } from '../rules/events';
import { splitLinks } from '../rules/links';
import { canRecall } from '../rules/recall';
import type { Strings } from '../strings';
import { botStrings } from '../strings/bot';
import { FileCard, Picture } from './Attachment';
import { useChat } from './context';
import { lazyPart } from './lazy';
import { Quoted } from './Quoted';
import { clock } from './time';

const BotTurn = lazyPart(() => import('./BotTurn').then(({ BotTurn: part }) => part));
const Rating = lazyPart(() => import('./Rating').then(({ Rating: part }) => part));

/** Text with its links; the text stays text. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {splitLinks(text).map(({ text: words, href }) =>
        href ? (
          <a key={href} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </>
  );
}

interface Props {
  message: VisitorMessage;
  first: boolean;
  last: boolean;
  mark: string | null;
  strings: Strings;
  language: Language;
  show: (file: FileInfo) => void;
}

export function Message({ message, first, last, mark, strings, language, show }: Props) {
  const chat = useChat();
  const { from, kind, text, file, recalled } = message;
  const quotable = message.conversation_id === chat.store.get().conversation?.id;
  if (kind === 'event' || from === 'system')
    return <EventLine message={message} strings={strings} language={language} />;
  if (recalled) {
    return <p class="event">{from === 'me' ? strings.recalledMine : strings.recalledTheirs}</p>;
  }
  return (
    <Side
      from={from}
      first={first}
      name={named(message, botStrings(language).mark)}
      me={strings.me}
      number={message.number}
    >
      {message.reply_to && <Quoted quote={message.reply_to} strings={strings} />}
      <Content kind={kind} text={text} file={file} strings={strings} show={show} />
      {message.bot && <BotTurn message={message} turn={message.bot} language={language} />}
      {quotable && (
        <button
          type="button"
          class="link quiet quoter"
          onClick={() => chat.store.set({ quote: message })}
        >
          {strings.quote}
        </button>
      )}
      {(last || mark) && (
        <p class="meta">
          <time dateTime={message.created_at}>{clock(message.created_at, language)}</time>
          {mark && <span>{mark}</span>}
          {from === 'me' && <Recall message={message} strings={strings} />}
        </p>
      )}
    </Side>
  );
}

type EventProps = Pick<Props, 'message' | 'strings' | 'language'>;

/** What happened, quietly; what an automatic text says stands as words of the shop. */
function EventLine({ message, strings, language }: EventProps) {
  if (message.event?.values.purpose === 'rating')
    return <Rating conversation={message.conversation_id} language={language} />;
  const { line, said, name } = eventWords(message, strings);
  return (
    <>
      {line && <p class="event">{line}</p>}
      {said && (
        <Side from="bot" first={!!name} name={name} me="">
          <div class="bubble">
            <Words text={said} />
          </div>
        </Side>
      )}
    </>
  );
}

function Recall({ message, strings }: { message: VisitorMessage; strings: Strings }) {
  const chat = useChat();
  const [able, setAble] = useState(canRecall(message, Date.now()));
  useEffect(() => {
    if (!able) return;
    const timer = setInterval(() => setAble(canRecall(message, Date.now())), 5000);
    return () => clearInterval(timer);
  }, [able, message]);
  if (!able) return null;
  return (
    <button type="button" class="link quiet" onClick={() => void chat.recall(message)}>
      {strings.recall}
    </button>
  );
}

interface SideProps {
  from: 'me' | 'agent' | 'bot' | 'system';
  first: boolean;
  name: string | null;
  me: string;
  number?: number;
  children: ComponentChildren;
}

export function Side({ from, first, name, me, number, children }: SideProps) {
  const mine = from === 'me';
  return (
    <div class={`row ${mine ? 'mine' : 'theirs'} ${first ? 'first' : ''}`} data-n={number}>
      {first && name ? <p class="who">{name}</p> : <span class="hidden">{mine ? me : name}</span>}
      {children}
    </div>
  );
}

interface ContentProps {
  kind: string;
  text: string;
  file: FileInfo | null | undefined;
  strings: Strings;
  show: (file: FileInfo) => void;
}

function Content({ kind, text, file, strings, show }: ContentProps) {
  if (file && kind === 'image') return <Picture file={file} strings={strings} show={show} />;
  if (file) return <FileCard file={file} strings={strings} />;
  return (
    <div class="bubble">
      <Words text={text} />
    </div>
  );
}

/** A message of the outbox: under way, kept, or refused with the sentence why. */
export function Pending({
  entry,
  live,
  strings,
  show,
}: {
  entry: OutboxEntry;
  live: boolean;
  strings: Strings;
  show: (file: FileInfo) => void;
}) {
  const chat = useChat();
  return (
    <Side from="me" first={false} name={null} me={strings.me}>
      <Content
        kind={entry.kind}
        text={entry.text}
        file={entry.file}
        strings={strings}
        show={show}
      />
      {entry.failed ? (
        <Failure
          sentence={entry.failed}
          strings={strings}
          retry={() => chat.retry(entry.key)}
          discard={() => chat.discard(entry.key)}
        />
      ) : (
        <p class="meta">{live ? strings.sending : strings.kept}</p>
      )}
    </Side>
  );
}

export function UploadRow({ upload, strings }: { upload: Upload; strings: Strings }) {
  const uploads = uploadsOf(useChat());
  const percent = Math.round(upload.share * 100);
  return (
    <Side from="me" first={false} name={null} me={strings.me}>
      <div class="bubble">
        {upload.file.name}
        {!upload.failed && (
          <progress value={percent} max={100} aria-label={strings.uploading(percent)} />
        )}
      </div>
      {upload.failed ? (
        <Failure
          sentence={upload.failed}
          strings={strings}
          retry={() => void uploads.run(upload.id)}
          discard={() => uploads.remove(upload.id)}
        />
      ) : (
        <p class="meta">
          {strings.uploading(percent)}
          <button type="button" class="link" onClick={() => uploads.remove(upload.id)}>
            {strings.cancel}
          </button>
        </p>
      )}
    </Side>
  );
}

interface FailureProps {
  sentence: string;
  strings: Strings;
  retry: () => void;
  discard: () => void;
}

function Failure({ sentence, strings, retry, discard }: FailureProps) {
  return (
    <p class="meta wrong" role="alert">
      <span>{`${strings.notSent} · ${sentence}`}</span>
      <button type="button" class="link" onClick={retry}>
        {strings.retry}
      </button>
      <button type="button" class="link" onClick={discard}>
        {strings.discard}
      </button>
    </p>
  );
}
