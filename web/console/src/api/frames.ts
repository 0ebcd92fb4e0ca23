import type { Message, PresenceStatus, Summary } from "./types";

/** What the console says on the staff socket. */
export type ClientFrame =
  | { type: "watch" | "unwatch"; topics: string[] }
  | {
      type: "post";
      conversation_id: string;
      key: string;
      kind: "text" | "image" | "file" | "note";
      text: string;
      file_id?: string;
    }
  | { type: "seen"; conversation_id: string; number: number }
  | { type: "typing"; conversation_id: string }
  | { type: "ping" };

/** What the server says on it. */
export type ServerFrame =
  | { type: "welcome"; staff_id: string; now: string }
  | { type: "ack"; key: string; message: Message }
  | { type: "refused"; key: string | null; code: string; message: string; retry: boolean }
  | { type: "changed"; conversation: Summary; messages: Message[] }
  | { type: "gone"; conversation_id: string }
  | {
      type: "typing";
      conversation_id: string;
      from: "customer" | "staff";
      name: string;
      text: string | null;
    }
  | {
      type: "presence";
      staff_id: string;
      status: PresenceStatus;
      used: number;
      capacity: number;
      connected: boolean;
    }
  | { type: "visitor"; conversation_id: string; online: boolean }
  | { type: "pong" };
