import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { TASKS, type Task } from "./tasks";

const path = (task: Task) => ({ params: { path: { task_id: task.id } } });

type Ending = { task: Task; how: "done" | "cancel"; result: string };

/** What can be done with a task; an end can be taken back (撤销). */
export function useTaskActions(finished: () => void) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const refresh = () => client.invalidateQueries({ queryKey: TASKS });
  const take = useMutation({
    mutationFn: (task: Task) => unwrap(api.POST("/api/tasks/{task_id}/take", path(task))),
    onSettled: refresh,
    onError: notices.failed,
  });
  const end = useMutation({
    mutationFn: ({ task, how, result }: Ending) =>
      unwrap(
        how === "done"
          ? api.POST("/api/tasks/{task_id}/done", { ...path(task), body: { result } })
          : api.POST("/api/tasks/{task_id}/cancel", { ...path(task), body: { result } }),
      ),
    onSuccess: (_, { task, how }) => {
      notices.undoable(t(`tasks:ended.${how}`, { title: task.title }), () => {
        unwrap(api.POST("/api/tasks/{task_id}/take-back", path(task))).then(
          refresh,
          notices.failed,
        );
      });
      finished();
    },
    onSettled: refresh,
    onError: notices.failed,
  });
  return { take, end };
}
