import type { CardProps } from "@/shell/contracts";
import { Timeline } from "./timeline";

/** The last few events, in the workbench. */
export default function TimelineCard({ id }: CardProps) {
  return <Timeline id={id} first={5} />;
}
