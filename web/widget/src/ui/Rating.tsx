import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/http';
import type { Language, Rating as RatingInfo } from '../api/types';
import { ratingStrings } from '../strings/rating';
import { useChat } from './context';
import { useSheet } from './sheet';
import sheetText from './styles/rating.css?inline';

const SKIPPED = 'rating-skipped';
const NEAR = 120;
/** 评价: a score and a few words; can be skipped, and changed for a day. */
export function Rating({ conversation, language }: { conversation: string; language: Language }) {
  const chat = useChat();
  const place = useSheet(sheetText);
  const strings = ratingStrings(language);
  const [rating, setRating] = useState<RatingInfo | null>(null);
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState('');
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const [skipped, setSkipped] = useState(chat.corner.get(SKIPPED) === conversation);

  const show = (found: RatingInfo) => {
    setRating(found);
    setScore(found.score);
    setComment(found.comment);
    setEditing(found.score === null);
  };
  useEffect(() => {
    // Without an answer there is nothing to ask; the line in the thread stands all the same.
    if (!skipped) chat.http.rating(conversation).then(show, () => undefined);
  }, [conversation, language]);

  // The card comes and grows after the stream has found its end: whoever stands there sees it whole.
  useLayoutEffect(() => {
    const card = place.current;
    const box = card?.closest('.stream');
    if (!card || !box) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (below < card.offsetHeight + NEAR) card.scrollIntoView({ block: 'nearest' });
  }, [rating, score, editing]);

  if (skipped || !rating) return null;
  if (rating.score === null && !rating.open) return null;

  const send = async (event: Event) => {
    event.preventDefault();
    if (score === null) return;
    setBusy(true);
    setFailed('');
    try {
      show(await chat.http.rate({ conversation_id: conversation, score, comment: comment.trim() }));
    } catch (error) {
      setFailed((error as ApiError).message || strings.failed);
    }
    setBusy(false);
  };
  const skip = () => {
    chat.corner.set(SKIPPED, conversation);
    setSkipped(true);
  };

  if (!editing) {
    return (
      <div class="rating" ref={place}>
        <p role="status">{rating.thanks}</p>
        <p class="own">
          {strings.given(rating.score ?? 0, rating.high)}
          {rating.comment && ` · ${rating.comment}`}{' '}
          {rating.open && (
            <button type="button" class="link" onClick={() => setEditing(true)}>
              {strings.change}
            </button>
          )}
        </p>
      </div>
    );
  }
  const scores = Array.from({ length: rating.high - rating.low + 1 }, (_, at) => rating.low + at);
  return (
    <div class="rating" ref={place}>
      <b id={`rating-${conversation}`}>{rating.question}</b>
      <form onSubmit={send} aria-labelledby={`rating-${conversation}`}>
        <fieldset aria-label={strings.scores}>
          <div class="scores">
            {scores.map((each) => (
              <label key={each} class={score === each ? 'on' : ''}>
                <input
                  type="radio"
                  name={`score-${conversation}`}
                  value={each}
                  checked={score === each}
                  aria-label={strings.score(each, rating.high)}
                  onChange={() => setScore(each)}
                />
                <span aria-hidden="true">{each}</span>
              </label>
            ))}
          </div>
          <p class="ends" aria-hidden="true">
            <span>{strings.lowest}</span>
            <span>{strings.highest}</span>
          </p>
        </fieldset>
        {score !== null && (
          <textarea
            rows={3}
            maxLength={1000}
            aria-label={strings.comment}
            placeholder={rating.comment_hint}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        )}
        {failed && (
          <span class="wrong" role="alert">
            {failed}
          </span>
        )}
        <p class="choices">
          {score !== null && (
            <button type="submit" class="primary" disabled={busy}>
              {strings.send}
            </button>
          )}
          {rating.score === null && (
            <button type="button" class="link quiet" onClick={skip}>
              {strings.skip}
            </button>
          )}
        </p>
      </form>
    </div>
  );
}
