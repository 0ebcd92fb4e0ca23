import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { EntryRule, EntryRuleInput } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";

export const rulesQuery = queryOptions({
  queryKey: ["routing", "rules"],
  queryFn: () => unwrap(api.GET("/api/routing/rules")),
});

const at = (id: string) => ({ params: { path: { rule_id: id } } });

export const makeRule = (body: EntryRuleInput): Promise<EntryRule> =>
  unwrap(api.POST("/api/routing/rules", { body }));

export const writeRule = (
  rule: { id: string; version: number },
  body: EntryRuleInput,
): Promise<EntryRule> =>
  unwrap(api.PUT("/api/routing/rules/{rule_id}", { ...at(rule.id), headers: ifMatch(rule), body }));

/** What of a rule is sent when it is written anew. */
export function bodyOf(rule: EntryRule): EntryRuleInput {
  const { id: _, version: __, ...body } = rule;
  return body;
}

const STEP = "routing.priority_step";

/** Seconds a step of priority is worth, or null for those who may not read settings. */
export function usePriorityStep(): number | null {
  const allowed = useCan()("settings.manage");
  const { data } = useQuery({
    queryKey: ["settings", "organisation", null],
    queryFn: () =>
      unwrap(api.GET("/api/settings", { params: { query: { scope: "organisation" } } })),
    enabled: allowed,
    staleTime: 30_000,
  });
  const value = data?.find((setting) => setting.key === STEP)?.value;
  return typeof value === "number" ? value : null;
}

const inOrder = (rules: EntryRule[], ids: string[]): EntryRule[] =>
  ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);

/** Moves, switches and deletes rules; each with a way back. */
export function useRuleActions() {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const key = rulesQuery.queryKey;
  const look = () => void client.invalidateQueries({ queryKey: key });
  const order = useMutation({
    mutationFn: (ids: string[]) => unwrap(api.PUT("/api/routing/rules/order", { body: { ids } })),
    onMutate: (ids) => {
      client.setQueryData(key, (held: EntryRule[] | undefined) => held && inOrder(held, ids));
    },
    onError: notices.failed,
    onSettled: look,
  });
  const move = (rules: EntryRule[], from: number, to: number) => {
    const before = rules.map((rule) => rule.id);
    const [moved] = before.slice(from, from + 1);
    if (moved === undefined || to < 0 || to >= before.length || from === to) return;
    const ids = before.filter((id) => id !== moved);
    ids.splice(to, 0, moved);
    order.mutate(ids, {
      onSuccess: () => notices.undoable(t("routing:moved"), () => order.mutate(before)),
    });
  };
  const toggle = (rule: EntryRule) => {
    writeRule(rule, { ...bodyOf(rule), active: !rule.active }).then(look, (reason) => {
      notices.failed(reason);
      look();
    });
  };
  const remove = (rule: EntryRule) => {
    unwrap(api.DELETE("/api/routing/rules/{rule_id}", at(rule.id))).then(() => {
      look();
      notices.undoable(t("routing:deleted", { name: rule.name }), () => {
        makeRule(bodyOf(rule)).then(look, notices.failed);
      });
    }, notices.failed);
  };
  return { move, toggle, remove };
}
