import type { CardProps } from "@/shell/contracts";
import { AutomationCard } from "./automation-card";

export default function TicketAutomation({ id }: CardProps) {
  return <AutomationCard kind="ticket" id={id} />;
}
