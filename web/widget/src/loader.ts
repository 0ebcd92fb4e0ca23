/**
 * The script of the tag: a few hundred bytes that take the page's calls and fetch the rest.
 * Kept apart so that the rest can be cached for ever under a name that changes with its content.
 */
type Call = [name: string, value?: unknown, more?: unknown];

interface Door {
  (...call: Call): void;
  q?: Call[];
  on?: true;
}

declare const __APP__: string;

(() => {
  const page = window as unknown as { Zhiyin?: Door };
  if (page.Zhiyin?.on) return;
  const script =
    (document.currentScript as HTMLScriptElement | null) ??
    document.querySelector<HTMLScriptElement>('script[data-widget]');
  const { widget = '', mode, theme, language } = script?.dataset ?? {};
  if (!script || !widget) return;

  const waiting: Call[] = [...(page.Zhiyin?.q ?? [])].map((call) => [...call] as Call);
  let obey: ((call: Call) => void) | null = null;
  const door: Door = (...call) => {
    if (obey) obey(call);
    else waiting.push(call);
  };
  door.on = true;
  page.Zhiyin = door;

  const full = mode === 'page';
  const begin = async () => {
    const { start } = await import(/* @vite-ignore */ new URL(__APP__, script.src).href);
    obey = start({
      widget,
      host: new URL('..', script.src).href.replace(/\/$/, ''),
      mode: full ? 'page' : 'bubble',
      theme: theme ?? (full ? 'auto' : 'light'),
      language: language ?? null,
    }) as (call: Call) => void;
    for (const call of waiting.splice(0)) obey(call);
  };
  // A shop's page must never show an error because its chat could not be fetched.
  const patient = () => void begin().catch(() => setTimeout(patient, 10_000));
  if (document.body) patient();
  else document.addEventListener('DOMContentLoaded', patient);
})();
