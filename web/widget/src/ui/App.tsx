import { useEffect, useRef, useState } from 'preact/hooks';
import { palette } from '../rules/colour';
import { useChat, useChatState } from './context';
import { Launcher } from './Launcher';
import { lazyPart } from './lazy';
import { useViewport } from './viewport';

const Invited = lazyPart(() => import('./Invited').then(({ Invited: part }) => part));
const Trail = lazyPart(() => import('./Trail').then(({ Trail: part }) => part));
const Panel = lazyPart(() => import('./Panel').then(({ Panel: part }) => part));

function useDark(theme: 'light' | 'dark' | 'auto'): boolean {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return theme === 'auto' ? dark : theme === 'dark';
}

/** True once the browser has nothing better to do: then the closed window is made ready. */
function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const ready = () => setIdle(true);
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(ready, { timeout: 2000 });
    else setTimeout(ready, 300);
  }, []);
  return idle;
}

export function App() {
  const chat = useChat();
  const state = useChatState();
  const { config, options, open, strings, language } = state;
  const dark = useDark(options.theme);
  const frame = useRef<HTMLDivElement>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const warm = useIdle();
  useViewport(frame, open);

  useEffect(() => {
    // Closing gives the focus back to where it came from.
    if (wasOpen.current && !open) launcher.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);

  if (!config || state.forbidden) return null;
  const colours = palette(config.look.color, dark);
  const variables = {
    '--brand': colours.brand,
    '--on-brand': colours.onBrand,
    '--ink': colours.ink,
    '--tint': colours.tint,
    '--x': `${config.look.offset_x}px`,
    '--y': `${config.look.offset_y}px`,
  };
  const classes = [
    'zy',
    `mode-${options.mode}`,
    config.look.position,
    dark ? 'dark' : '',
    open ? 'open' : '',
  ];
  return (
    <div ref={frame} class={classes.join(' ')} lang={language} style={variables}>
      {(open || warm) && <Panel state={state} />}
      {state.trail && <Trail state={state} />}
      {options.mode === 'bubble' && state.invitations.length > 0 && <Invited state={state} />}
      {options.mode === 'bubble' && (
        <Launcher
          strings={strings}
          open={open}
          unread={state.unread}
          button={launcher}
          press={() => (open ? chat.close() : chat.open())}
        />
      )}
    </div>
  );
}
