import { lazy, Suspense } from "react";
import type { MarkProps } from "@/shell/contracts";
import { useMarks } from "@/shell/hooks/contributions";

const cache = new Map<unknown, ReturnType<typeof lazy>>();

/** What modules mark this conversation with in lists. */
export function Marks(props: MarkProps) {
  return useMarks().map((load, at) => {
    const Mark = cache.get(load) ?? lazy(load as never);
    cache.set(load, Mark);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Suspense key={at}>
        <Mark {...(props as object)} />
      </Suspense>
    );
  });
}
