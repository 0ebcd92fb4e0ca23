import type { CardProps } from "@/shell/contracts";
import { AutomationCard } from "./automation-card";

export default function ConversationAutomation({ id }: CardProps) {
  return <AutomationCard kind="conversation" id={id} />;
}
