import type { components } from "./schema";

/** The server's shapes under the names the console uses. */
type S = components["schemas"];

export type Me = S["Me"];
export type Device = S["Device"];
export type PresenceStatus = S["PresenceStatus"];
export type Presence = S["Presence"];
export type Staff = S["Staff"];
export type Role = S["Role"];
export type Permission = S["Permission"];
export type Team = S["Team"];
export type Shop = S["Shop"];
export type Hours = S["Hours"];
export type Subject = S["Subject"];
export type Widget = S["Widget"];
export type Look = S["Look"];
export type Setting = S["Setting"];
export type Summary = S["ConversationSummary"];
export type ConversationDetail = S["ConversationDetail"];
export type Visitor = S["Visitor"];
export type Message = S["Message"];
export type FileInfo = S["File"];
export type SearchHit = S["SearchHit"];
export type Customer = S["Customer"];
export type Identity = S["Identity"];
export type TimelineItem = S["TimelineItem"];
export type SetupInput = S["SetupIn"];

/** A short label in every language it has (标签). */
export type LabelText = Record<string, string>;
