import { lazy, Suspense } from "react";
import type { Loader } from "../contracts";

const cache = new Map<unknown, ReturnType<typeof lazy>>();

/** Draws what modules contribute to one place, each loaded when it is first needed. */
export function LazyParts<P extends object>(given: { parts: Loader<P>[]; props: P }) {
  return given.parts.map((load, at) => {
    const Part = cache.get(load) ?? lazy(load as never);
    cache.set(load, Part);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Suspense key={at}>
        <Part {...(given.props as object)} />
      </Suspense>
    );
  });
}
