import { queryOptions } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type S = components["schemas"];

export type State = S["TranslationState"];
export type Tongue = State["mine"];
export type Item = S["TranslationOut"];

export const stateQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["translation", conversation],
    queryFn: (): Promise<State> =>
      unwrap(
        api.GET("/api/assistance/{conversation_id}/translation", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    staleTime: 30_000,
  });

/** What somebody has chosen for a conversation: no translation, or another language. */
export type Choice = { off?: boolean; into?: Tongue };

const PREFIX = "zhiyin.translation.";
const NOTHING: Choice = {};
const held = new Map<string, Choice>();
const listeners = new Set<() => void>();

function read(conversation: string): Choice {
  const known = held.get(conversation);
  if (known) return known;
  let choice = NOTHING;
  try {
    choice = JSON.parse(localStorage.getItem(PREFIX + conversation) ?? "{}") as Choice;
  } catch {
    // Written by nobody we know: nothing was chosen.
  }
  held.set(conversation, choice);
  return choice;
}

export function choose(conversation: string, change: Choice): void {
  const choice = { ...read(conversation), ...change };
  held.set(conversation, choice);
  localStorage.setItem(PREFIX + conversation, JSON.stringify(choice));
  for (const listener of listeners) listener();
}

export function useChoice(conversation: string): Choice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read(conversation),
  );
}

/** The customer's language where it is not the reader's own; null where nothing is translated. */
export function tongueFor(state: State | undefined, choice: Choice): Tongue | null {
  if (!state?.ready) return null;
  const into = choice.into ?? state.theirs;
  return into === null || into === state.mine ? null : into;
}

type Waiting = { number: number; done: (item: Item | null) => void; failed: (e: unknown) => void };
const waiting = new Map<string, Waiting[]>();
const TOGETHER = 30;
// As many as the server takes at once.
const MOST = 100;

async function askAll(conversation: string): Promise<void> {
  const all = waiting.get(conversation) ?? [];
  const asked = all.splice(0, MOST);
  if (all.length === 0) waiting.delete(conversation);
  else void askAll(conversation);
  try {
    const { items } = await unwrap(
      api.POST("/api/assistance/{conversation_id}/translations", {
        params: { path: { conversation_id: conversation } },
        body: { numbers: asked.map((each) => each.number) },
      }),
    );
    for (const each of asked) {
      each.done(items.find((item) => item.number === each.number) ?? null);
    }
  } catch (reason) {
    for (const each of asked) each.failed(reason);
  }
}

/** Messages that come on screen together are asked for together. */
function askFor(conversation: string, number: number): Promise<Item | null> {
  return new Promise((done, failed) => {
    const others = waiting.get(conversation);
    if (others) others.push({ number, done, failed });
    else {
      waiting.set(conversation, [{ number, done, failed }]);
      setTimeout(() => void askAll(conversation), TOGETHER);
    }
  });
}

/** A message in the reader's language; null where it is written in it already. */
export const translatedQuery = (conversation: string, number: number, into: Tongue) =>
  queryOptions({
    queryKey: ["translated", conversation, number, into],
    queryFn: () => askFor(conversation, number),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const translateWords = async (
  conversation: string,
  text: string,
  into: Tongue,
): Promise<string> =>
  (
    await unwrap(
      api.POST("/api/assistance/{conversation_id}/translate", {
        params: { path: { conversation_id: conversation } },
        body: { text, into },
      }),
    )
  ).text;

const WITHIN = 2_000;

/** Keeps what was written, for whoever reads it later; the message does not wait for long. */
export async function keepWritten(
  conversation: string,
  written: { key: string; text: string; language: Tongue },
): Promise<void> {
  const kept = unwrap(
    api.POST("/api/assistance/{conversation_id}/written", {
      params: { path: { conversation_id: conversation } },
      body: written,
    }),
  ).catch(() => undefined);
  await Promise.race([kept, new Promise((done) => setTimeout(done, WITHIN))]);
}

/** A language by its name, in the language of the console. */
export function nameOf(tongue: Tongue, language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(tongue) ?? tongue;
}
