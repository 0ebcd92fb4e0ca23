import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useShops, useSubjects } from "@/shell/hooks/directory";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";

export type Choice = { value: string; label: string };

/** What a condition about conversations may be compared with, by fact; facts without choices take any words. */
export function useChoices(): (field: string) => Choice[] {
  const t = useT();
  const label = useLabel();
  const shops = useShops();
  const subjects = useSubjects();
  const allowed = useCan()("channels.manage");
  const { data: widgets = [] } = useQuery({
    queryKey: ["widgets"],
    queryFn: () => unwrap(api.GET("/api/widgets")),
    enabled: allowed,
  });
  const named = (rows: { id: string; name: string }[]) =>
    rows.map((row) => ({ value: row.id, label: row.name }));
  return (field) => {
    if (field === "shop") return named(shops);
    if (field === "channel") return named(widgets);
    if (field === "subject") {
      return subjects.map((row) => ({ value: row.id, label: label(row.name) }));
    }
    if (field === "priority") {
      return [0, 1, 2, 3].map((level) => ({
        value: String(level),
        label: t(`servicelevels:priority.${level}`),
      }));
    }
    if (field === "language")
      return [
        { value: "zh-CN", label: "中文" },
        { value: "en", label: "English" },
      ];
    return [];
  };
}
