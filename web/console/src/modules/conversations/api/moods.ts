import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { MoodPoint } from "@/api/types";

/** How the customer felt, message by message; asked anew whenever the mood moved (情绪线). */
export const moodsQuery = (id: string, upTo: number) =>
  queryOptions({
    queryKey: ["moods", id, upTo],
    queryFn: (): Promise<MoodPoint[]> =>
      unwrap(
        api.GET("/api/conversations/{conversation_id}/moods", {
          params: { path: { conversation_id: id } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** How many of each mood, for a sentence. */
export function countMoods(
  points: readonly MoodPoint[],
): Partial<Record<MoodPoint["mood"], number>> {
  const counts: Partial<Record<MoodPoint["mood"], number>> = {};
  for (const { mood } of points) {
    if (mood !== "neutral") counts[mood] = (counts[mood] ?? 0) + 1;
  }
  return counts;
}

/** Room for the shapes at the ends. */
const EDGE = 4;

export type Place = { x: number; y: number; point: MoodPoint };

/** The last points that fit, from left to right; glad above, angry below. */
export function placesOf(
  points: readonly MoodPoint[],
  width: number,
  height: number,
  most: number,
): Place[] {
  const shown = points.slice(-most);
  const step = shown.length > 1 ? (width - 2 * EDGE) / (shown.length - 1) : 0;
  return shown.map((point, at) => ({
    x: shown.length > 1 ? EDGE + at * step : width / 2,
    y: EDGE + (height / 2 - EDGE) * (1 - point.value),
    point,
  }));
}
