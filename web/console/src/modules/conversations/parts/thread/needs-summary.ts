import type { Summary } from "@/api/types";
import type { Thread } from "../../api/state";

/** More than this is not read through by whoever takes over. */
const LONG = 12;
const MOVED = ["transferred", "taken_over", "given_back"];

/** Whether a conversation is worth a summary: it came from somebody else, or it is long (小结). */
export function needsSummary(summary: Summary, thread: Thread): boolean {
  if (MOVED.includes(summary.assign_reason ?? "") || thread.hasMore) return true;
  const said = thread.messages.filter(({ kind }) => kind !== "event" && kind !== "note");
  return said.length > LONG || said.some(({ bot }) => bot?.kind === "handover");
}
