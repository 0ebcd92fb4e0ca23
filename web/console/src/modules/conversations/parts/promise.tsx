import type { Summary } from "@/api/types";
import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import { Countdown } from "@/ui/countdown";
import { remainingOf } from "@/ui/remaining";

/** What is left of the promise that presses most (剩余时间), ticking with the house's one clock. */
export function PromiseLeft({ clock }: { clock: NonNullable<Summary["clock"]> }) {
  const now = useNow();
  const t = useT();
  const left = remainingOf(clock, now);
  const title = t("conversations:clock.title", {
    kind: t(`conversations:clock.${clock.kind}`),
    state: t(`conversations:clock.state.${left.level}`),
  });
  return (
    <Countdown left={left} title={title} days={(count) => t("conversations:days", { count })} />
  );
}
