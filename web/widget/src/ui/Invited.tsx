import { useEffect, useRef, useState } from 'preact/hooks';
import type { Invitation } from '../api/types';
import type { State } from '../core/state';
import { countVisit, isDue, type Visits } from '../rules/invited';
import { invitedStrings } from '../strings/invited';
import { useChat } from './context';
import { Icon } from './icons';
import { useSheet } from './sheet';
import sheetText from './styles/invited.css?inline';

const LOOK_MS = 1000;

function scrolled(): number {
  const { scrollHeight, clientHeight } = document.documentElement;
  const hidden = scrollHeight - clientHeight;
  return hidden > 0 ? (scrollY / hidden) * 100 : 0;
}

/** 主动邀请: words beside the button, once a page, when what they wait for has happened. */
export function Invited({ state }: { state: State }) {
  const chat = useChat();
  const place = useSheet(sheetText);
  const [shown, setShown] = useState<Invitation | null>(null);
  const done = useRef(false);
  const latest = useRef(state);
  latest.current = state;

  useEffect(() => {
    const visits = countVisit(chat.corner.read<Visits>('visits'), Date.now());
    chat.corner.write('visits', visits);
    let farthest = 0;
    const look = async () => {
      farthest = Math.max(farthest, scrolled());
      const { invitations, happened, open, conversation, pending } = latest.current;
      const talking =
        open || pending.length > 0 || (conversation && conversation.state !== 'closed');
      if (done.current || talking || document.hidden) return;
      const facts = {
        seconds: performance.now() / 1000,
        scrolled: farthest,
        visits: visits.count,
        happened,
        page: location.href,
      };
      const due = invitations.find((each) => isDue(each, facts));
      if (!due) return;
      done.current = true;
      const answer = await chat.http.invitation(due.id, 'shown').catch(() => null);
      if (answer?.allowed && !latest.current.open) setShown(due);
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    // Opened by the button while the words stand there: they have done their work.
    if (shown && state.open) end('accepted');
  }, [state.open]);

  const end = (what: 'dismissed' | 'accepted') => {
    if (!shown) return;
    setShown(null);
    void chat.http.invitation(shown.id, what).catch(() => undefined);
    if (what === 'accepted') chat.open();
  };

  const strings = invitedStrings(state.language);
  return (
    <div ref={place}>
      {shown && !state.open && (
        <section class="invited" aria-label={strings.label}>
          <button type="button" class="invited-words" onClick={() => end('accepted')}>
            {shown.words}
            <span class="visually-hidden"> {strings.open}</span>
          </button>
          <button
            type="button"
            class="invited-away"
            aria-label={strings.dismiss}
            onClick={() => end('dismissed')}
          >
            <Icon name="close" />
          </button>
        </section>
      )}
    </div>
  );
}
