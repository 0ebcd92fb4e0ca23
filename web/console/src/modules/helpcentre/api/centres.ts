import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";

type S = components["schemas"];

export type Centre = S["HelpCentreOut"];
export type CentreValues = S["HelpCentreIn"];
export type Unhelpful = S["VoteOut"];

export const centresQuery = queryOptions({
  queryKey: ["help-centres"],
  queryFn: () => unwrap(api.GET("/api/help-centres")),
});

/** What readers said of articles that did not help them. */
export const unhelpfulQuery = (shopId: string) =>
  queryOptions({
    queryKey: ["help-centres", "unhelpful", shopId],
    queryFn: () =>
      unwrap(
        api.GET("/api/help-centres/{shop_id}/unhelpful", { params: { path: { shop_id: shopId } } }),
      ),
  });

const at = (centre: Centre) => ({ params: { path: { shop_id: centre.shop_id } } });

export function saveCentre(centre: Centre, body: CentreValues): Promise<Centre> {
  return unwrap(
    api.PUT("/api/help-centres/{shop_id}", { ...at(centre), headers: ifMatch(centre), body }),
  );
}

export function sendLogo(centre: Centre, file: File): Promise<Centre> {
  const form = new FormData();
  form.append("file", file);
  return unwrap(
    api.POST("/api/help-centres/{shop_id}/logo", {
      ...at(centre),
      body: form as never,
      bodySerializer: (body) => body as never,
    }),
  );
}

export function removeLogo(centre: Centre): Promise<Centre> {
  return unwrap(api.DELETE("/api/help-centres/{shop_id}/logo", at(centre)));
}

/** Where the logo is read; the version makes a new one show at once. */
export function logoOf(centre: Centre): string | null {
  return centre.has_logo ? `/api/help-centres/${centre.shop_id}/logo?v=${centre.version}` : null;
}

/** The form's values: what the server takes, without what it only tells. */
export function valuesOf(centre: Centre): CentreValues {
  const { active, slug, site, languages, title, welcome, contact, color, links, widget_id } =
    centre;
  return { active, slug, site, languages, title, welcome, contact, color, links, widget_id };
}
