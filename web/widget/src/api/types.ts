/** The shapes the server speaks with a visitor (访客); all generated from its own types. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Language = Schemas['WidgetConfig']['language'];
export type Look = Schemas['WidgetLook'];
export type Availability = Schemas['Availability'];
export type WidgetConfig = Omit<Schemas['WidgetConfig'], 'languages'> & { languages: Language[] };
export type FileInfo = Schemas['FileOut'];
export type VisitorMessage = Schemas['VisitorMessage'];
export type BotTurn = NonNullable<VisitorMessage['bot']>;
export type VisitorConversation = Schemas['VisitorConversation'];
export type Wants = VisitorConversation['wants'];
export type Service = Schemas['Service'];
export type VisitorHistory = Schemas['VisitorHistory'];
export type VisitorUpdate = Schemas['VisitorUpdate'];
export type Identity = Schemas['IdentityIn'];
export type PageInfo = Schemas['PageIn'];
export type SessionQuestion = Schemas['SessionIn'];
export type SessionAnswer = Omit<Schemas['SessionOut'], 'config'> & { config: WidgetConfig };
export type Invitation = SessionAnswer['invitations'][number];
export type Trail = NonNullable<SessionAnswer['trail']>;
export type PageView = Schemas['PageViewIn'];
export type TrailChoice = Schemas['TrailChoice'];
export type Rating = Schemas['VisitorRating'];
export type RatingBody = Schemas['AnswerIn'];
export type ContactBody = Schemas['ContactIn'];
export type PostBody = Pick<Schemas['VisitorPostIn'], 'key' | 'file_id' | 'topic' | 'reply_to'> & {
  who?: Schemas['VisitorPostIn']['who'];
  kind: 'text' | 'image' | 'file';
  text: string;
};

export type ClientFrame = Schemas['ClientFrame'];
export type ServerFrame = Schemas['ServerFrame'];
