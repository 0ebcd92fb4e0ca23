/** What a way to the server offers, whichever way it is: socket or long poll. */
import type { ClientFrame, ServerFrame, VisitorMessage } from '../api/types';
import type { OutboxEntry } from './outbox';
import type { Outcome } from './sender';

export interface Place {
  token: string;
  conversation: string | null;
  since: number | null;
}

/** What a link reports: the server's frames, and the history a long poll begins with. */
export type Report =
  | ServerFrame
  | { type: 'history'; messages: VisitorMessage[]; has_more: boolean };

export interface LinkOwner {
  /** Where the visitor stands; asked at every (re)connection. */
  place(): Place;
  frame(frame: Report): void;
  /** Connected and up to date, or not. */
  up(live: boolean): void;
  /** The token is not known any more. */
  unknownToken(): void;
  /** This page may not use the widget. */
  forbidden(): void;
}

export interface Link {
  start(): void;
  stop(): void;
  post(entry: OutboxEntry): Promise<Outcome>;
  send(frame: ClientFrame): void;
  /** The network is gone: say so at once instead of waiting for silence. */
  lose(): void;
  /** The network may be back: try now. */
  hurry(): void;
}

export function bodyOf({ key, kind, text, file_id, topic, who, reply_to }: OutboxEntry) {
  const chosen = { topic: topic ?? null, who: who ?? ('anyone' as const) };
  return { key, kind, text, file_id: file_id ?? null, reply_to: reply_to ?? null, ...chosen };
}
