import { useSyncExternalStore } from "react";
import { ApiError } from "@/api/client";
import type { ServerFrame } from "@/api/frames";
import { randomKey } from "@/api/request-keys";
import type { FileInfo } from "@/api/types";
import { live } from "@/shell/hooks/live";
import { mentionedIn } from "@/shell/hooks/mentioned";
import { uploadFile } from "@/shell/hooks/upload";
import { deleteBlob, getBlob, putBlob } from "./blobs";
import { noteUses } from "./canned";
import { putBack } from "./drafts";
import {
  changeOutbox,
  type OutboxChange,
  type Outgoing,
  type Pending,
  ready,
  revive,
} from "./outbox";
import { claimTab, livingTabs } from "./tab";

const ACK_WITHIN = 10_000;
const TRY_LATER = 3_000;

let owner = "";
let tab = "";
let entries: Pending[] = [];
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const uploading = new Set<string>();

/** Each tab keeps its own list, so that two of them never overwrite each other. */
const PREFIX = "zhiyin.outbox.";
const storageKey = () => `${PREFIX}${owner}.${tab}`;

function apply(change: OutboxChange): void {
  entries = changeOutbox(entries, change);
  save();
}

function save(): void {
  if (entries.length === 0) localStorage.removeItem(storageKey());
  else localStorage.setItem(storageKey(), JSON.stringify(entries));
  for (const listener of listeners) listener();
}

function after(key: string, wait: number, act: () => void): void {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(act, wait));
}

async function upload(entry: Pending): Promise<void> {
  if (uploading.has(entry.key)) return;
  uploading.add(entry.key);
  try {
    const blob = await getBlob(entry.key);
    if (!blob) throw new ApiError(404, "file_missing", "");
    const file = await uploadFile(blob, entry.file?.name ?? "file");
    apply({ type: "uploaded", key: entry.key, file: file as FileInfo });
    pump();
  } catch (reason) {
    if (reason instanceof ApiError) {
      apply({ type: "failed", key: entry.key, error: reason.message });
    } else {
      after(entry.key, TRY_LATER, pump);
    }
  } finally {
    uploading.delete(entry.key);
  }
}

function post(entry: Pending): void {
  const sent = live.send({
    type: "post",
    conversation_id: entry.conversation,
    key: entry.key,
    kind: entry.kind,
    text: entry.text,
    ...(entry.uploaded ? { file_id: entry.uploaded.id } : {}),
    ...(entry.quote ? { reply_to: entry.quote.number } : {}),
    ...(entry.mentions ? { mentions: entry.mentions } : {}),
    ...(entry.anyway ? { anyway: true } : {}),
  });
  if (!sent) return;
  apply({ type: "sending", key: entry.key });
  // No answer: the same key goes again; the server stores it once.
  after(entry.key, ACK_WITHIN, () => {
    apply({ type: "later", key: entry.key });
    pump();
  });
}

function pump(): void {
  for (const entry of ready(entries)) {
    if (entry.file && !entry.uploaded) void upload(entry);
    else post(entry);
  }
}

function settle(key: string): void {
  clearTimeout(timers.get(key));
  timers.delete(key);
  if (entries.find((entry) => entry.key === key)?.file) void deleteBlob(key);
  apply({ type: "drop", key });
}

function hear(frame: ServerFrame): void {
  if (frame.type === "welcome") {
    apply({ type: "disconnected" });
    pump();
  } else if (frame.type === "ack") {
    const sent = entries.find((entry) => entry.key === frame.key);
    if (sent?.taken) noteUses(sent.taken, sent.wrote ?? sent.text);
    settle(frame.key);
    pump();
  } else if (frame.type === "refused" && frame.key !== null) {
    const key = frame.key;
    clearTimeout(timers.get(key));
    if (frame.retry) {
      after(key, TRY_LATER, () => {
        apply({ type: "later", key });
        pump();
      });
    } else {
      apply({ type: "failed", key, error: frame.message });
      pump();
    }
  }
}

live.onFrame(hear);

/** What closed tabs of this person left unsent; it becomes ours. */
async function orphans(): Promise<Pending[]> {
  const living = await livingTabs();
  const mine = storageKey();
  const names = Object.keys(localStorage).filter((name) => {
    if (!name.startsWith(`${PREFIX}${owner}.`) || name === mine) return false;
    return !living?.has(name.slice(PREFIX.length + owner.length + 1));
  });
  return names.flatMap((name) => {
    const left = revive(localStorage.getItem(name));
    localStorage.removeItem(name);
    return left;
  });
}

/** Takes up what this person left unsent in this browser. */
export async function adoptOutbox(staffId: string): Promise<void> {
  if (owner === staffId) return;
  owner = staffId;
  entries = [];
  tab = await claimTab();
  const left = [...revive(localStorage.getItem(storageKey())), ...(await orphans())];
  // What was written while we looked comes after what was left.
  const known = new Set(entries.map((entry) => entry.key));
  const before = left.filter((entry) => !known.has(entry.key) && entry.state !== "held");
  entries = [...before, ...entries];
  save();
  // A closed tab could not send what it still held: it is a draft again.
  for (const entry of left.filter((each) => each.state === "held")) backToDraft(entry);
  pump();
}

/** Puts a message into the outbox; it goes as soon as there is a connection. */
export async function sendMessage(outgoing: Outgoing): Promise<void> {
  const key = outgoing.key ?? randomKey();
  const { file, quote, taken, hold } = outgoing;
  if (file) await putBlob(key, file);
  apply({
    type: "add",
    entry: {
      key,
      conversation: outgoing.conversation,
      kind: outgoing.kind,
      text: outgoing.text,
      ...(outgoing.kind === "note" ? { mentions: mentionedIn(outgoing.text) } : {}),
      file: file ? { name: file.name, size: file.size, type: file.type } : null,
      uploaded: null,
      at: new Date().toISOString(),
      state: hold ? "held" : "waiting",
      error: null,
      ...(quote ? { quote } : {}),
      ...(taken ? { taken } : {}),
      ...(outgoing.anyway ? { anyway: true } : {}),
      ...(outgoing.wrote ? { wrote: outgoing.wrote } : {}),
      ...(hold ? { hold } : {}),
    },
  });
  if (hold) after(key, hold * 1000, () => release(outgoing.conversation));
  pump();
}

/** Sends at once what a conversation still holds back; whether there was anything. */
export function release(conversation: string): boolean {
  const held = entries.filter(
    (entry) => entry.conversation === conversation && entry.state === "held",
  );
  for (const entry of held) {
    clearTimeout(timers.get(entry.key));
    apply({ type: "again", key: entry.key });
  }
  pump();
  return held.length > 0;
}

function backToDraft(entry: Pending): void {
  putBack(entry.conversation, entry.wrote ?? entry.text, entry.quote ?? null, entry.taken ?? []);
}

/** Takes back a message that is still held; its words stand in the composer again. */
export function takeBack(key: string): void {
  const entry = entries.find((each) => each.key === key);
  if (entry?.state !== "held") return;
  settle(key);
  backToDraft(entry);
  pump();
}

export function retryMessage(key: string): void {
  apply({ type: "again", key });
  pump();
}

export function discardMessage(key: string): void {
  settle(key);
  pump();
}

export function useOutbox(): Pending[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
  );
}
