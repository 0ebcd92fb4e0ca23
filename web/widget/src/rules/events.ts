/** What the visitor reads of an event of the conversation. Pure. */
import type { VisitorMessage } from '../api/types';
import type { Strings } from '../strings';

interface EventWords {
  /** the quiet line */
  line: string;
  /** an automatic text (欢迎语), shown as words */
  said: string;
  /** whose words */
  name: string | null;
}

function wishWords(wants: unknown, strings: Strings): string {
  if (wants === 'callback') return strings.eventCall;
  return wants === 'message' ? strings.eventLater : strings.eventWait;
}

export function eventWords(message: VisitorMessage, strings: Strings): EventWords {
  const { code = '', values = {} } = message.event ?? {};
  const name = String(values.staff_name ?? '');
  const text = String(values.text ?? '');
  const quiet = (line: string): EventWords => ({ line, said: '', name: null });
  switch (code) {
    case 'assigned':
    case 'picked':
      return { line: strings.eventAssigned(name), said: text, name };
    case 'transferred':
      return name
        ? { line: strings.eventTransferred(name), said: text, name }
        : quiet(strings.eventReturned);
    case 'returned':
      return quiet(values.from_bot ? strings.eventQueued : strings.eventReturned);
    case 'queued':
      return quiet(text || strings.eventQueued);
    case 'closed':
      return quiet(text || strings.eventClosed);
    case 'reopened':
      return quiet(strings.eventReopened);
    case 'contact_left':
      return quiet(strings.eventContact);
    case 'merged':
    case 'merged_away':
      return quiet(text);
    case 'wants':
      return quiet(wishWords(values.wants, strings));
    case 'notice':
    case 'nudged':
      return { line: '', said: text, name: null };
    default:
      return quiet(message.text);
  }
}
