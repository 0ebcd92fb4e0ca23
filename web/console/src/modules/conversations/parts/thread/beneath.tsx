import type { BeneathProps } from "@/shell/contracts";
import { useBeneath } from "@/shell/hooks/contributions";
import { LazyParts } from "@/shell/hooks/lazy-parts";

/** What modules have to say under the words of a message. */
export function Beneath(props: BeneathProps) {
  return <LazyParts parts={useBeneath()} props={props} />;
}
