import type { ReaderProps } from "../contracts";
import { useReaders } from "./contributions";
import { LazyParts } from "./lazy-parts";

/** Lines of those who read along while something for customers is written (用语检查). */
export function Readers(props: ReaderProps) {
  return <LazyParts parts={useReaders()} props={props} />;
}
