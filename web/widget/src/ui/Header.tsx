import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../api/types';
import type { State } from '../core/state';
import { botHolds } from '../rules/bot';
import { botStrings } from '../strings/bot';
import { useChat } from './context';
import { Icon } from './icons';
import { waitSentence } from './time';

const NAMES: Record<Language, string> = { 'zh-CN': '中文', en: 'English' };

/** Who answers and how long it takes, honestly. */
function subtitle(state: State): string {
  const { strings, conversation, availability, language } = state;
  if (botHolds(conversation)) return botStrings(language).serving;
  if (conversation?.agent && conversation.state !== 'closed') return strings.serving;
  if (!availability) return strings.connecting;
  if (!availability.online) return strings.leaving;
  // Who stands in line is told of their own place, not of the next newcomer's.
  const wait = conversation?.queue?.wait_seconds ?? availability.wait_seconds;
  return wait ? waitSentence(wait, strings, true) : strings.online;
}

export function Header({ state }: { state: State }) {
  const chat = useChat();
  const { strings, config, conversation, options, availability } = state;
  const agent = conversation && conversation.state !== 'closed' ? conversation.agent : null;
  // Alone on its page, the window's title is the page's.
  const Title = options.mode === 'page' ? 'h1' : 'h2';
  const title = agent?.name ?? config?.look.title ?? '';
  return (
    <div class="head">
      <span class="avatar" aria-hidden="true">
        {title.slice(0, 1)}
        <i class={availability?.online ? 'dot on' : 'dot'} />
      </span>
      <div class="head-text">
        <Title id="title">{title}</Title>
        <p>
          {agent && `${config?.look.title ?? ''} · `}
          {subtitle(state)}
        </p>
      </div>
      <Menu state={state} />
      {options.mode === 'bubble' && (
        <button type="button" class="round" aria-label={strings.close} onClick={() => chat.close()}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

function Menu({ state }: { state: State }) {
  const chat = useChat();
  const { strings, config, language, sound, conversation } = state;
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return setAsking(false);
    const away = (event: Event) => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    box.current?.querySelector<HTMLElement>('.menu button')?.focus();
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);

  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    box.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const act = (deed: () => unknown) => () => {
    setOpen(false);
    void deed();
  };
  const running = conversation && conversation.state !== 'closed';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes whatever holds the focus inside
    <div class="menu-box" ref={box} onKeyDown={keys}>
      <button
        type="button"
        class="round"
        aria-label={strings.menu}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && !asking && (
        <div class="menu">
          {(config?.languages ?? [])
            .filter((one) => one !== language)
            .map((one) => (
              <button type="button" key={one} lang={one} onClick={act(() => chat.life.speak(one))}>
                {NAMES[one]}
              </button>
            ))}
          <button type="button" onClick={act(() => chat.sound(!sound))}>
            {sound ? strings.soundOff : strings.soundOn}
          </button>
          <button type="button" onClick={act(() => chat.store.set({ times: true }))}>
            {strings.times}
          </button>
          {state.trail && (state.trail.asks || state.trail.given !== null) && (
            <button type="button" onClick={act(() => chat.store.set({ choosesTrail: true }))}>
              {strings.trail}
            </button>
          )}
          {running && (
            <button type="button" onClick={() => setAsking(true)}>
              {strings.end}
            </button>
          )}
        </div>
      )}
      {open && asking && (
        <div class="menu ask" role="alertdialog" aria-label={strings.endAsk}>
          <p>{strings.endAsk}</p>
          <button type="button" class="strong" onClick={act(() => chat.end())}>
            {strings.endYes}
          </button>
          <button type="button" onClick={() => setOpen(false)}>
            {strings.cancel}
          </button>
        </div>
      )}
    </div>
  );
}
