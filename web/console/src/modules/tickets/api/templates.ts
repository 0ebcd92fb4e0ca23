import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useDelete } from "@/shell/hooks/bin";
import { ifMatch, useEdit } from "@/shell/hooks/edit";

type S = components["schemas"];
export type Template = S["TemplateOut"];
export type TemplateInput = S["TemplateIn"];
export type TemplatePart = S["TemplatePart"];
export type Schedule = S["ScheduleOut"];
export type ScheduleInput = S["ScheduleIn"];
export type Recurrence = S["RecurrenceIn"];

export const TEMPLATES = ["ticket-templates"];

/** Templates for me, in the drawer of a new ticket. */
export const useTemplates = (): Template[] =>
  useQuery(
    queryOptions({
      queryKey: [...TEMPLATES, "mine"],
      queryFn: () => unwrap(api.GET("/api/ticket-templates")),
    }),
  ).data ?? [];

export const keptQuery = queryOptions({
  queryKey: [...TEMPLATES, "kept"],
  queryFn: () => unwrap(api.GET("/api/ticket-templates/kept")),
});

export const schedulesQuery = queryOptions({
  queryKey: [...TEMPLATES, "schedules"],
  queryFn: () => unwrap(api.GET("/api/ticket-schedules")),
});

/** The next moments of a rule that is still being written. */
export const momentsQuery = (body: S["MomentsIn"] | null) =>
  queryOptions({
    queryKey: [...TEMPLATES, "moments", body],
    queryFn: () =>
      body ? unwrap(api.POST("/api/ticket-schedules/moments", { body })) : Promise.resolve(null),
    enabled: body !== null,
  });

/** Keeps a template, or changes one. */
export function useSaveTemplate(template: Template | null, done: () => void) {
  return useEdit({
    act: (body: TemplateInput) =>
      template
        ? unwrap(
            api.PUT("/api/ticket-templates/{template_id}", {
              params: { path: { template_id: template.id } },
              headers: ifMatch(template),
              body,
            }),
          )
        : unwrap(api.POST("/api/ticket-templates", { body })),
    refresh: TEMPLATES,
    done,
  });
}

export const useDeleteTemplate = (done: () => void) =>
  useDelete({
    kind: "ticket_template",
    act: (id) =>
      unwrap(
        api.DELETE("/api/ticket-templates/{template_id}", {
          params: { path: { template_id: id } },
        }),
      ),
    refresh: TEMPLATES,
    done,
  });

const put = (schedule: Schedule, body: ScheduleInput) =>
  unwrap(
    api.PUT("/api/ticket-schedules/{schedule_id}", {
      params: { path: { schedule_id: schedule.id } },
      headers: ifMatch(schedule),
      body,
    }),
  );

/** Keeps a recurring ticket, or changes one. */
export function useSaveSchedule(schedule: Schedule | null, done: () => void) {
  return useEdit({
    act: (body: ScheduleInput) =>
      schedule ? put(schedule, body) : unwrap(api.POST("/api/ticket-schedules", { body })),
    refresh: TEMPLATES,
    done,
  });
}

/** Pauses a recurring ticket, or lets it go on. */
export function usePause() {
  return useEdit({
    act: (schedule: Schedule) => {
      const { template_id, shop_id, rule, starts_on, ends_on } = schedule;
      const given = { template_id, shop_id, rule, starts_on, ends_on: ends_on ?? null };
      return put(schedule, { ...given, paused: !schedule.paused });
    },
    refresh: TEMPLATES,
  });
}

export const useDeleteSchedule = (done: () => void) =>
  useDelete({
    kind: "ticket_schedule",
    act: (id) =>
      unwrap(
        api.DELETE("/api/ticket-schedules/{schedule_id}", {
          params: { path: { schedule_id: id } },
        }),
      ),
    refresh: TEMPLATES,
    done,
  });

/** The description a ticket begins with: the words, and what is to be ticked off. */
export function wordsOf({ text, checklist }: Pick<TemplateInput, "text" | "checklist">): string {
  const boxes = (checklist ?? []).map((one) => `□ ${one}`).join("\n");
  return [text, boxes].filter(Boolean).join("\n\n");
}

/** A moment so many seconds ahead, to the minute. */
export const ahead = (seconds: number): string =>
  new Date(Math.ceil((Date.now() + seconds * 1000) / 60_000) * 60_000).toISOString();
