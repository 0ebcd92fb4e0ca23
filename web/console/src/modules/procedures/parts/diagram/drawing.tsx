import { lazy, Suspense } from "react";
import { usePhone } from "@/shell/hooks/wide";
import { RowsSkeleton } from "@/ui/states";
import type { DrawingProps } from "./marks";
import { StepList } from "./step-list";

// A phone shows a list instead, and has no use for what lays a diagram out.
const Diagram = lazy(() => import("./diagram"));

/** A procedure as fits the screen: a diagram, or its steps one below the other. */
export function Drawing(props: DrawingProps) {
  const phone = usePhone();
  if (phone) return <StepList {...props} />;
  return (
    <Suspense fallback={<RowsSkeleton rows={6} />}>
      <Diagram {...props} />
    </Suspense>
  );
}
