import { useId } from 'preact/hooks';
import type { State } from '../core/state';
import { untracked } from '../rules/trail';
import { trailStrings } from '../strings/trail';
import { choose } from './choose';
import { useChat } from './context';
import { useSheet } from './sheet';
import sheetText from './styles/trail.css?inline';

/** 征求同意: one calm question; saying no costs nothing, and the choice can be changed. */
export function AskTrail({ state }: { state: State }) {
  const chat = useChat();
  const title = useId();
  const place = useSheet(sheetText);
  const { trail, choosesTrail, language } = state;
  const strings = trailStrings(language);
  const refused = untracked(navigator);
  // A browser that refuses for its owner is not asked; who opens the choice is told why.
  if (!trail || (refused && !choosesTrail)) return null;
  const say = (given: boolean) => () =>
    void choose(chat, { given, surface: 'widget', wording: '' });
  return (
    <section class="times" aria-labelledby={title}>
      <b id={title}>{strings.title}</b>
      <p>{refused ? strings.refused : trail.question}</p>
      {trail.given !== null && !refused && <p>{trail.given ? strings.isGiven : strings.isNot}</p>}
      <div class="trail-acts" ref={place}>
        {!refused && trail.given !== true && (
          <button type="button" onClick={say(true)}>
            {strings.allow}
          </button>
        )}
        {!refused && trail.given !== false && (
          <button type="button" onClick={say(false)}>
            {trail.given ? strings.withdraw : strings.refuse}
          </button>
        )}
        {choosesTrail && (
          <button type="button" onClick={() => chat.store.set({ choosesTrail: false })}>
            {strings.close}
          </button>
        )}
      </div>
    </section>
  );
}
