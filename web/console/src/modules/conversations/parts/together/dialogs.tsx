import { type ComponentType, lazy } from "react";
import type { Summary } from "@/api/types";

export type Together = "invite" | "merge" | "block" | "whisper";
type Props = { summary: Summary; done: () => void };

const DIALOGS: Record<Together, ComponentType<Props>> = {
  invite: lazy(() => import("../dialogs/invite-dialog")),
  merge: lazy(() => import("../dialogs/merge-dialog")),
  block: lazy(() => import("../dialogs/block-dialog")),
  whisper: lazy(() => import("../dialogs/whisper-dialog")),
};

/** The dialog of working together that is open, if one is. */
export function TogetherDialog({ open, ...props }: Props & { open: string | null }) {
  if (!open || !(open in DIALOGS)) return null;
  const Shown = DIALOGS[open as Together];
  return <Shown {...props} />;
}
