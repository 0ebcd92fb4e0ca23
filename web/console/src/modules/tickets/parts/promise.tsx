import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import { Countdown } from "@/ui/countdown";
import { remainingOf } from "@/ui/remaining";
import type { TicketLine } from "../api/tickets";

type Props = {
  ticket: Pick<TicketLine, "promise">;
  /** Whether it also says in words what is promised. */
  named?: boolean;
};

/** What is left of the promise that presses most (剩余时间), ticking with the house's one clock. */
export function PromiseLeft({ ticket, named = false }: Props) {
  const now = useNow();
  const t = useT();
  const { promise } = ticket;
  if (!promise) return null;
  const left = remainingOf(promise, now);
  const kind = t(`tickets:promise.${promise.kind}`);
  const title = t("tickets:promise.title", {
    kind,
    state: t(`tickets:promise.state.${left.level}`),
  });
  return (
    <>
      {named && `${kind} `}
      <Countdown left={left} title={title} days={(count) => t("tickets:days", { count })} />
    </>
  );
}
