import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Labels, Shop, Widget } from "@/api/types";

export const widgetsQuery = queryOptions({
  queryKey: ["widgets"],
  queryFn: () => unwrap(api.GET("/api/widgets")),
});

export type WidgetValues = Pick<
  Widget,
  "name" | "team_id" | "look" | "languages" | "allowed_origins" | "active"
>;

/** A new widget in the shop's name, ready to be changed. */
export function freshWidget(
  shop: Shop,
  name: string,
  greeting: Labels,
  offline: Labels,
): WidgetValues & Pick<Widget, "shop_id" | "topics" | "ask_who"> {
  return {
    name,
    shop_id: shop.id,
    team_id: null,
    look: {
      color: "#0b776b",
      title: shop.name,
      greeting,
      offline_text: offline,
      position: "right",
      offset_x: 24,
      offset_y: 24,
    },
    languages: ["zh-CN", "en"],
    allowed_origins: [],
    active: true,
    topics: [],
    ask_who: true,
  };
}

/** "https://shop.example/path" becomes "https://shop.example"; null if it is no web address. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  try {
    const url = new URL(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
    return /^[a-z0-9.-]+$/i.test(url.hostname) ? url.origin : null;
  } catch {
    return null;
  }
}
