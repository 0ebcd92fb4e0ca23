import { useQuery } from "@tanstack/react-query";
import type { CardProps } from "@/shell/contracts";
import { RowsSkeleton } from "@/ui/states";
import { type About, openAboutQuery } from "../api/tasks";
import { FewTasks } from "./tasks-card";

/** What others have to do about a ticket, each until their own moment (工单的待办). */
export default function TicketTasks({ id }: CardProps) {
  const about: About = { kind: "ticket", id };
  const { data, error } = useQuery(openAboutQuery(about));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  return <FewTasks tasks={data.items} about={about} />;
}
