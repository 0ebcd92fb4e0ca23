import { lazy, Suspense } from "react";
import type { ReaderProps } from "../contracts";
import { useReaders } from "./contributions";

const cache = new Map<unknown, ReturnType<typeof lazy>>();

/** Lines of those who read along while something for customers is written (用语检查). */
export function Readers(props: ReaderProps) {
  return useReaders().map((load, at) => {
    const Reader = cache.get(load) ?? lazy(load as never);
    cache.set(load, Reader);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Suspense key={at}>
        <Reader {...(props as object)} />
      </Suspense>
    );
  });
}
