/** The shapes the server speaks with a visitor (访客). */

export type Language = 'zh-CN' | 'en';

export interface Look {
  color: string;
  title: string;
  greeting: string;
  offline_text: string;
  position: 'left' | 'right';
  offset_x: number;
  offset_y: number;
}

export interface Availability {
  open: boolean;
  online: boolean;
  reason: 'open' | 'nobody' | 'outside_hours';
  next_open_at: string | null;
  wait_seconds: number | null;
  text: string;
}

export interface WidgetConfig {
  key: string;
  look: Look;
  language: Language;
  languages: Language[];
  availability: Availability;
  limits: { text: number; file: number };
}

export interface FileInfo {
  id: string;
  name: string;
  media_type: string;
  size: number;
  width: number | null;
  height: number | null;
  url: string;
  thumb_url: string | null;
}

export type MessageKind = 'text' | 'image' | 'file' | 'event';

export interface VisitorMessage {
  id: string;
  conversation_id: string;
  number: number;
  changed: number;
  from: 'me' | 'agent' | 'bot' | 'system';
  name: string | null;
  kind: MessageKind;
  text: string;
  file: FileInfo | null;
  event: { code: string; values: Record<string, string> } | null;
  created_at: string;
  recalled: boolean;
  client_key: string | null;
}

export interface VisitorConversation {
  id: string;
  number: number;
  state: 'bot' | 'queued' | 'assigned' | 'waiting_customer' | 'closed';
  agent: { name: string; avatar_color: string } | null;
  queue: { position: number; wait_seconds: number | null } | null;
  staff_read: number;
  contact_known: boolean;
}

export interface Identity {
  user_id: string;
  name?: string;
  phone?: string;
  email?: string;
  issued_at: number | string;
  nonce: string;
  signature: string;
}

export interface PageInfo {
  url: string;
  title: string;
  referrer: string;
}

export interface SessionAnswer {
  token: string;
  config: WidgetConfig;
  identified: boolean;
}

export interface PostBody {
  key: string;
  kind: 'text' | 'image' | 'file';
  text: string;
  file_id?: string;
}

export type ClientFrame =
  | { type: 'hello'; token: string; conversation: string | null; since: number | null }
  | ({ type: 'post' } & PostBody)
  | { type: 'seen'; number: number }
  | { type: 'typing'; text: string }
  | { type: 'recall'; message_id: string }
  | { type: 'page'; url: string; title: string }
  | { type: 'ping' };

export type ServerFrame =
  | {
      type: 'state';
      conversation: VisitorConversation | null;
      messages: VisitorMessage[];
      has_more: boolean;
      availability: Availability;
    }
  | { type: 'ack'; key: string; message: VisitorMessage }
  | { type: 'refused'; key: string | null; code: string; message: string; retry: boolean }
  | { type: 'changed'; conversation: VisitorConversation; messages: VisitorMessage[] }
  | { type: 'typing'; name: string }
  | { type: 'availability'; availability: Availability }
  | { type: 'pong' };
