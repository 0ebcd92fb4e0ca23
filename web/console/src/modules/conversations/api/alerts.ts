import type { ServerFrame } from "@/api/frames";
import type { Message, Summary } from "@/api/types";

export type Alert = { conversation: string; title: string; body: string };

/**
 * What a frame has to say to somebody who may be looking elsewhere: a customer's new message
 * in one of my conversations, or a conversation that has just become mine.
 */
export function alertFor(
  frame: ServerFrame,
  me: string,
  before: Summary | undefined,
): Alert | null {
  if (frame.type !== "changed" || frame.conversation.assignee?.id !== me) return null;
  const { conversation, messages } = frame;
  const fresh = messages.filter(
    (message: Message) =>
      message.sender.kind === "customer" &&
      message.recalled_at === null &&
      message.number > conversation.staff_read,
  );
  const becameMine = before?.assignee?.id !== me && conversation.state === "assigned";
  if (fresh.length === 0 && !becameMine) return null;
  return {
    conversation: conversation.id,
    title: conversation.customer.name,
    body: fresh.at(-1)?.text || conversation.last_message?.preview || "",
  };
}

/** Two soft tones, made on the spot so that no sound file is needed. */
export function chime(context: AudioContext): void {
  for (const [at, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const start = context.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.22);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.24);
  }
}
