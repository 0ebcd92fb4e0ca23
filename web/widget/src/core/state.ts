/** Everything the window shows. */
import type {
  Availability,
  Invitation,
  Language,
  Trail,
  VisitorConversation,
  VisitorMessage,
  WidgetConfig,
} from '../api/types';
import type { Strings } from '../strings';
import { zhCN } from '../strings/zh-CN';
import type { OutboxEntry } from './outbox';
import type { Corner } from './storage';

export interface Options {
  widget: string;
  host: string;
  mode: 'bubble' | 'page';
  theme: 'light' | 'dark' | 'auto';
  language: Language | null;
}

/** A file on its way to the server. */
export interface Upload {
  id: string;
  file: File;
  /** 0 to 1 */
  share: number;
  /** the sentence that says why it stopped */
  failed: string | null;
}

export interface State {
  options: Options;
  config: WidgetConfig | null;
  strings: Strings;
  language: Language;
  open: boolean;
  /** idle: no reason to connect yet */
  connection: 'idle' | 'connecting' | 'live' | 'lost';
  identified: boolean;
  /** this page may not use the widget: show nothing */
  forbidden: boolean;
  availability: Availability | null;
  conversation: VisitorConversation | null;
  messages: VisitorMessage[];
  pending: OutboxEntry[];
  uploads: Upload[];
  older: 'unknown' | 'more' | 'loading' | 'none';
  typing: string | null;
  unread: number;
  /** a sentence about what just went wrong, above the composer */
  notice: string | null;
  /** why a file cannot be sent; stays when what was said before arrives meanwhile */
  fault: string | null;
  sound: boolean;
  contactLeft: boolean;
  /** would rather have this than wait at the screen, and is asked for a contact first */
  asks: 'message' | 'callback' | null;
  /** chosen before chatting, goes with the first words */
  topic: string | null;
  who: 'anyone' | 'person' | 'bot';
  /** what the next words point to */
  quote: VisitorMessage | null;
  /** what may be said first, and what the shop's page has told us of */
  invitations: Invitation[];
  happened: [name: string, data: unknown][];
  /** the opening times are unfolded */
  times: boolean;
  /** whether pages are recorded for this visitor; null: for nobody */
  trail: Trail | null;
  /** the visitor looks at that choice */
  choosesTrail: boolean;
  /** what the shop's page says its visitor agreed to */
  consent: Consent | null;
  /** where the page went since it was loaded */
  looked: { url: string; title: string } | null;
}

export interface Consent {
  page_trail?: boolean;
  wording?: string;
}

/** What a conversation leaves in the window, before there is one. */
export const UNSAID = {
  conversation: null,
  messages: [],
  older: 'unknown',
  unread: 0,
  contactLeft: false,
  asks: null,
  topic: null,
  who: 'anyone',
  quote: null,
} satisfies Partial<State>;

/** The window before the server has said anything, as remembered from the last visit. */
export function beginning(
  options: Options,
  corner: Corner,
  config: WidgetConfig | null,
  pending: OutboxEntry[],
): State {
  return {
    options,
    config,
    strings: zhCN,
    language: options.language ?? 'zh-CN',
    open: options.mode === 'page',
    connection: 'idle',
    identified: false,
    forbidden: false,
    availability: config?.availability ?? null,
    ...UNSAID,
    pending,
    uploads: [],
    typing: null,
    notice: null,
    fault: null,
    times: false,
    invitations: [],
    happened: [],
    trail: null,
    choosesTrail: false,
    consent: null,
    looked: null,
    sound: corner.get('sound') !== 'off',
  };
}
