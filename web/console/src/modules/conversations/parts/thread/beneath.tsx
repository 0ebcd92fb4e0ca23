import { lazy, Suspense } from "react";
import type { BeneathProps } from "@/shell/contracts";
import { useBeneath } from "@/shell/hooks/contributions";

const cache = new Map<unknown, ReturnType<typeof lazy>>();

/** What modules have to say under the words of a message. */
export function Beneath(props: BeneathProps) {
  return useBeneath().map((load, at) => {
    const Part = cache.get(load) ?? lazy(load as never);
    cache.set(load, Part);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Suspense key={at}>
        <Part {...(props as object)} />
      </Suspense>
    );
  });
}
