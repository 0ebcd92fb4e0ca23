import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { leaving } from '../core/leaving';
import type { State } from '../core/state';
import { uploadsOf } from '../core/uploads';
import { differs, localTime } from '../rules/hours';
import { BotBar } from './BotBar';
import { Composer } from './Composer';
import { useChat } from './context';
import { Header } from './Header';
import { lazyPart } from './lazy';
import { Stream } from './Stream';
import before from './styles/before.css?inline';
import bot from './styles/bot.css?inline';
import composer from './styles/composer.css?inline';
import head from './styles/head.css?inline';
import leave from './styles/leave.css?inline';
import lightbox from './styles/lightbox.css?inline';
import stream from './styles/stream.css?inline';
import { waitText } from './time';

const AskTrail = lazyPart(() => import('./AskTrail').then(({ AskTrail: part }) => part));
const Times = lazyPart(() => import('./Times').then(({ Times: part }) => part));

const FOCUSABLE =
  'button:not([disabled]):not([tabindex="-1"]),textarea,a[href],input:not([tabindex="-1"]),[tabindex="0"]';

/** The window's own styles come with it. */
function useStyles(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = place.current?.getRootNode() as ShadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(head + stream + before + bot + composer + leave + lightbox);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, []);
}

/** Tab stays inside the open window; Esc leaves it. */
function keepFocus(event: KeyboardEvent): void {
  const panel = event.currentTarget as HTMLElement;
  const places = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const first = places[0];
  const last = places.at(-1);
  const now = (panel.getRootNode() as ShadowRoot).activeElement;
  if (event.shiftKey && now === first) last?.focus();
  else if (!event.shiftKey && now === last) first?.focus();
  else return;
  event.preventDefault();
}

export function Panel({ state }: { state: State }) {
  const chat = useChat();
  const { strings, open, options, connection, availability } = state;
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const place = useRef<HTMLElement>(null);
  useStyles(place);
  const bubble = options.mode === 'bubble';
  const lost = useLate(connection === 'lost' || connection === 'connecting', 1500);

  const keys = (event: KeyboardEvent) => {
    // The shop's own shortcuts must not hear what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape' && bubble && !event.isComposing) chat.close();
    if (event.key === 'Tab' && bubble) keepFocus(event);
  };
  const drag = (step: number) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    depth.current += step;
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    uploadsOf(chat).add([...(event.dataTransfer?.files ?? [])]);
  };

  return (
    <section
      id="panel"
      class="panel"
      role={bubble ? 'dialog' : 'main'}
      aria-labelledby="title"
      ref={place}
      inert={!open}
      onKeyDown={keys}
      onDragEnter={drag(1)}
      onDragLeave={drag(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Header state={state} />
      {lost && (
        <p class="strip warn" role="status">
          {state.messages.length || state.pending.length ? strings.offline : strings.connecting}
        </p>
      )}
      {!lost && availability && says(state) && (
        <p class="strip" role="status">
          {availability.text} <Published state={state} />
        </p>
      )}
      {state.times && <Times state={state} />}
      {asksTrail(state) && <AskTrail state={state} />}
      <Stream state={state} />
      <BotBar state={state} />
      {leaving(state) !== 'form' && <Composer state={state} />}
      {over && <div class="drop">{strings.drop}</div>}
    </section>
  );
}

/** Visitors are asked once, where the shop does so, and may look at their choice at any time. */
function asksTrail({ trail, choosesTrail }: State): boolean {
  return trail !== null && (choosesTrail || (trail.asks && trail.given === null));
}

/** While closed: how soon one is answered, the opening by one's own clock, and all the hours. */
function Published({ state }: { state: State }) {
  const chat = useChat();
  const { strings, availability, config, language, times } = state;
  if (!config || availability?.open) return null;
  const { time_zone: zone, answer_seconds: promised } = config.service;
  const opens = availability?.next_open_at;
  return (
    <>
      {opens &&
        differs(zone, new Date(opens)) &&
        `${strings.opensLocal(localTime(opens, language))} `}
      {promised && `${strings.promise(waitText(promised, strings))} `}
      <button
        type="button"
        class="link"
        aria-expanded={times}
        onClick={() => chat.store.set({ times: !times })}
      >
        {strings.times}
      </button>
    </>
  );
}

/** Whoever writes now is told first that nobody is there, or that they will wait. */
function says({ availability, conversation }: State): boolean {
  if (!availability?.online) return true;
  return availability.reason === 'busy' && !(conversation && conversation.state !== 'closed');
}

/** True once something has been so for a while: a blink of the network shows nothing. */
function useLate(now: boolean, delay: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!now) return setLate(false);
    const timer = setTimeout(() => setLate(true), delay);
    return () => clearTimeout(timer);
  }, [now, delay]);
  return late;
}
