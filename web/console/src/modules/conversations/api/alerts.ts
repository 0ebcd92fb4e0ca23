import type { ServerFrame } from "@/api/frames";
import type { Message, Summary } from "@/api/types";

export type Alert = {
  key: string;
  topic: "assigned" | "message";
  conversation: string;
  title: string;
  body: string;
};

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
    // What made it mine and the words that came with it are one matter.
    key: `${conversation.id}:${fresh.at(-1)?.number ?? `mine:${conversation.number}`}`,
    topic: becameMine ? "assigned" : "message",
    conversation: conversation.id,
    title: conversation.customer.name,
    body: fresh.at(-1)?.text || conversation.last_message?.preview || "",
  };
}
