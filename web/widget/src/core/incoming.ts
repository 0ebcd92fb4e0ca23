/** What a report of the link changes in the window. Pure. */
import type { VisitorConversation, VisitorMessage } from '../api/types';
import { merge } from './history';
import type { Report } from './link';
import type { State } from './state';

export function applyReport(state: State, report: Report): Partial<State> {
  switch (report.type) {
    case 'state':
      return {
        ...began(state, report.messages, report.has_more),
        conversation: report.conversation,
        availability: report.availability,
        contactLeft: state.contactLeft || !!report.conversation?.contact_known,
      };
    case 'history':
      return began(state, report.messages, report.has_more);
    case 'changed':
      return {
        messages: merge(state.messages, report.messages),
        conversation: newer(state.conversation, report.conversation),
        ...(report.messages.some(({ from }) => from === 'agent') ? { typing: null } : {}),
      };
    case 'ack':
      return { messages: merge(state.messages, [report.message]), notice: null };
    case 'refused':
      return report.key ? {} : { notice: report.message };
    case 'typing':
      return { typing: report.name };
    case 'availability':
      return { availability: report.availability };
    case 'pong':
      return {};
  }
}

/** The first page says whether there is more; a catch-up after a break does not. */
function began(state: State, messages: VisitorMessage[], more: boolean): Partial<State> {
  const older = state.older === 'unknown' ? (more ? 'more' : 'none') : state.older;
  return { messages: merge(state.messages, messages), older };
}

/** A late summary never replaces a newer one; a newer conversation replaces an older one. */
function newer(held: VisitorConversation | null, arrived: VisitorConversation) {
  if (!held || arrived.id > held.id) return arrived;
  if (arrived.id !== held.id || arrived.number < held.number) return held;
  return { ...arrived, contact_known: arrived.contact_known ?? held.contact_known };
}
