/** The shapes the server speaks with a visitor (访客); those of its calls are generated. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Language = Schemas['WidgetConfig']['language'];
export type Look = Schemas['WidgetLook'];
export type Availability = Schemas['Availability'];
export type WidgetConfig = Omit<Schemas['WidgetConfig'], 'languages'> & { languages: Language[] };
export type FileInfo = Schemas['FileOut'];
export type VisitorMessage = Schemas['VisitorMessage'];
export type VisitorConversation = Schemas['VisitorConversation'];
export type VisitorHistory = Schemas['VisitorHistory'];
export type VisitorUpdate = Schemas['VisitorUpdate'];
export type Identity = Schemas['IdentityIn'];
export type PageInfo = Schemas['PageIn'];
export type SessionQuestion = Schemas['SessionIn'];
export type SessionAnswer = Omit<Schemas['SessionOut'], 'config'> & { config: WidgetConfig };
export type ContactBody = Schemas['ContactIn'];
export type PostBody = Pick<Schemas['VisitorPostIn'], 'key' | 'file_id'> & {
  kind: 'text' | 'image' | 'file';
  text: string;
};

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
