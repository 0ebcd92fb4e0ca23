import type { components } from "./schema";

/** The server's shapes under the names the console uses. */
type S = components["schemas"];

export type Me = S["Me"];
export type Device = S["DeviceOut"];
export type Presence = S["PresenceOut"];
export type PresenceStatus = Presence["status"];
export type Staff = S["StaffOut"];
export type StaffChange = S["StaffPatch"];
export type Role = S["RoleOut"];
export type Permission = S["PermissionOut"];
export type Team = S["TeamOut"];
export type Shop = S["ShopOut"];
export type Hours = S["Hours"];
export type Subject = S["SubjectOut"];
export type Widget = S["WidgetOut"];
export type WidgetInput = S["WidgetIn"];
export type Look = S["Look"];
export type Setting = S["SettingOut"];
export type Summary = S["ConversationSummary"];
export type ConversationDetail = S["ConversationDetail"];
export type Visitor = S["VisitorInfo"];
export type Message = S["MessageOut"];
export type FileInfo = S["FileOut"];
export type SearchHit = S["SearchHit"];
export type Customer = S["CustomerOut"];
export type CustomerBrief = S["CustomerBriefOut"];
export type CustomerChange = S["CustomerPatch"];
export type Identity = S["IdentityOut"];
export type TimelineItem = S["TimelineItem"];
export type Binned = S["BinnedOut"];
export type Job = S["JobOut"];
export type Skill = S["SkillOut"];
export type Matrix = S["MatrixOut"];
export type MatrixRow = S["MatrixRow"];
export type MatrixChange = S["MatrixChange"];
export type Grade = MatrixRow["grade"];
export type DutyShift = S["DutyShiftOut"];
export type EntryRule = S["RuleOut"];
export type EntryRuleInput = S["RuleIn"];
export type Condition = S["ConditionIn"];
export type TrialInput = S["TrialIn"];
export type TrialResult = S["TrialOut"];
export type SetupInput = S["SetupIn"];
/** A short label in every language (标签). */
export type Labels = S["Labels"];
export type LabelText = Partial<Record<string, string>>;
