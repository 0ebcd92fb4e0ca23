import type { Message, Summary } from "@/api/types";

/** A conversation that waits for us, unless told otherwise. */
export function summary(change: Partial<Summary> = {}): Summary {
  return {
    id: "c1",
    number: 1,
    ref: "C-2611-000001",
    state: "assigned",
    shop_id: "s1",
    channel: { id: "w1", kind: "web", name: "官网" },
    customer: { id: "p1", name: "王小姐", avatar_color: "#4c63b6", tags: [], level: null },
    team_id: null,
    assignee: { id: "me", name: "李薇" },
    subject_id: null,
    priority: 0,
    assign_reason: null,
    last_message: null,
    unread: 0,
    waiting_since: "2026-11-22T08:00:00Z",
    clock: null,
    visitor_online: true,
    opened_at: "2026-11-22T08:00:00Z",
    queued_at: null,
    assigned_at: null,
    first_response_at: null,
    closed_at: null,
    customer_read: 0,
    staff_read: 0,
    participants: [],
    mood: null,
    merged_into_id: null,
    ...change,
  } as Summary;
}

/** A customer's message with a number, unless told otherwise. */
export function message(number: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${number}`,
    conversation_id: "c1",
    number,
    changed: number,
    kind: "text",
    sender: { kind: "customer", id: "p1", name: "王小姐" },
    text: `第 ${number} 句`,
    file: null,
    event: null,
    created_at: new Date(Date.UTC(2026, 10, 22, 8, number)).toISOString(),
    recalled_at: null,
    client_key: null,
    reply_to: null,
    bot: null,
    ...change,
  } as Message;
}
