import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { ApiError, api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";
import { onFrame, useWatch } from "@/shell/hooks/live";

type S = components["schemas"];
export type ComplaintRow = S["ComplaintRow"];
export type Complaint = S["ComplaintOut"];
export type Stage = ComplaintRow["stage"];
export type Offer = S["ComplaintOffer"];
export type Option = S["OptionOut"];
export type OptionIn = S["OptionIn"];
export type Grade = S["GradeOut"];
export type Look = S["LookOut"];
export type Alike = S["AlikeOut"];
export type ProblemBrief = S["ProblemBrief"];
export type FollowUp = S["FollowUpIn"];
export type Lesson = S["LessonIn"];

export const LEVELS = [1, 2, 3, 4] as const;
export const COMPLAINTS = ["complaints"] as const;

export type Asked = {
  levels: number[];
  which: "open" | "late" | "over" | "all";
  shop: string | null;
  mine: boolean;
};
const OPEN: Stage[] = ["new", "working", "offered", "chosen"];

export const queryOf = ({ levels, which, shop, mine }: Asked) => ({
  ...(levels.length > 0 ? { level: levels } : {}),
  ...(which === "open" ? { stage: OPEN, sort: "pressing" as const } : {}),
  ...(which === "late" ? { late: true, sort: "pressing" as const } : {}),
  ...(which === "over" ? { stage: ["solved", "closed"] as Stage[] } : {}),
  ...(shop ? { shop_id: [shop] } : {}),
  ...(mine ? { mine } : {}),
});

export const complaintsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: [...COMPLAINTS, "list", asked],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/complaints", {
          params: {
            query: { ...queryOf(asked), ...(pageParam ? { cursor: pageParam } : {}), limit: 50 },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** The complaint a ticket is, or null where it is none. */
export const ofTicketQuery = (ticket: string) =>
  queryOptions({
    queryKey: [...COMPLAINTS, "of", ticket],
    queryFn: async () => {
      try {
        return await unwrap(
          api.GET("/api/complaints/of/{ticket_id}", { params: { path: { ticket_id: ticket } } }),
        );
      } catch (reason) {
        if (reason instanceof ApiError && reason.status === 404) return null;
        throw reason;
      }
    },
  });

export const alikeQuery = (id: string) =>
  queryOptions({
    queryKey: [...COMPLAINTS, "alike", id],
    queryFn: () =>
      unwrap(
        api.GET("/api/complaints/{complaint_id}/alike", {
          params: { path: { complaint_id: id } },
        }),
      ),
  });

/** Reads complaints anew whenever their tickets, payouts or cases move. */
export function useFreshComplaints(): void {
  const client = useQueryClient();
  useWatch("complaints");
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "topic") return;
        if (!["complaints", "tickets", "cases", "payouts"].includes(frame.topic)) return;
        void client.invalidateQueries({ queryKey: COMPLAINTS });
      }),
    [client],
  );
}

export const look = (body: { conversation_id?: string; words?: string }) =>
  unwrap(api.POST("/api/complaints/look", { body: { words: "", ...body } }));

export type Filing = {
  conversation_id?: string;
  title?: string;
  words: string;
  wish: string;
  cause_id: string | null;
  subject_id: string | null;
  level: number | null;
  reason: string;
};
export const file = (body: Filing) => unwrap(api.POST("/api/complaints", { body }));

const of = (one: { id: string }) => ({ params: { path: { complaint_id: one.id } } });

export const setLevel = (one: Complaint, body: { level: number; reason: string }) =>
  unwrap(api.PUT("/api/complaints/{complaint_id}/level", { ...of(one), body }));
export const calm = (one: Complaint) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/calm", of(one)));
export const solved = (one: Complaint) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/solved", of(one)));
export const change = (one: Complaint, body: S["ComplaintPatch"]) =>
  unwrap(api.PATCH("/api/complaints/{complaint_id}", { ...of(one), headers: ifMatch(one), body }));
export const offer = (one: Complaint, options: OptionIn[]) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/offers", { ...of(one), body: { options } }));
export const followUp = (one: Complaint, body: FollowUp) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/follow-up", { ...of(one), body }));
export const learn = (one: Complaint, body: Lesson) =>
  unwrap(api.PUT("/api/complaints/{complaint_id}/lesson", { ...of(one), body }));

const at = (one: Complaint, offered: Offer) => ({
  params: { path: { complaint_id: one.id, offer_id: offered.id } },
});
export const link = (one: Complaint, offered: Offer) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/offers/{offer_id}/link", at(one, offered)));
export const withdraw = (one: Complaint, offered: Offer) =>
  unwrap(api.POST("/api/complaints/{complaint_id}/offers/{offer_id}/withdraw", at(one, offered)));
export const choose = (
  one: Complaint,
  offered: Offer,
  body: { place: number | null; words: string },
) =>
  unwrap(
    api.POST("/api/complaints/{complaint_id}/offers/{offer_id}/choice", {
      ...at(one, offered),
      body,
    }),
  );

/** Something done with a complaint: what comes of it is shown at once. */
export function useComplaintMove<V, R = Complaint>(
  act: (values: V) => Promise<R>,
  done?: (result: R) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (result) => done?.(result),
    onSettled: () => {
      for (const key of [COMPLAINTS, ["tickets"], ["cases"], ["payouts"], ["tasks"]]) {
        void client.invalidateQueries({ queryKey: key });
      }
    },
  });
}
