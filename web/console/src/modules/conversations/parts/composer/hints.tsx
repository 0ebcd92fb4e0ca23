import { lazy, Suspense } from "react";
import type { HintProps } from "@/shell/contracts";
import { useHints } from "@/shell/hooks/contributions";

const cache = new Map<unknown, ReturnType<typeof lazy>>();

/** What modules have to say above the composer of this conversation. */
export function Hints(props: HintProps) {
  return useHints().map((load, at) => {
    const Hint = cache.get(load) ?? lazy(load as never);
    cache.set(load, Hint);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Suspense key={at}>
        <Hint {...(props as object)} />
      </Suspense>
    );
  });
}
