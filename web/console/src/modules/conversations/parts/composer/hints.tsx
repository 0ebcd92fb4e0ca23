import type { HintProps } from "@/shell/contracts";
import { useHints } from "@/shell/hooks/contributions";
import { LazyParts } from "@/shell/hooks/lazy-parts";

/** What modules have to say above the composer of this conversation. */
export function Hints(props: HintProps) {
  return <LazyParts parts={useHints()} props={props} />;
}
