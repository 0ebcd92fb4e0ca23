import { Select } from "antd";
import { useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";

type ShopProps = { value: string | undefined; change: (value: string | undefined) => void };

/** Which shop; nothing where there is but one. */
export function ShopFilter({ value, change }: ShopProps) {
  const t = useT();
  const shops = useShops();
  if (shops.length < 2) return null;
  return (
    <Select
      allowClear
      aria-label={t("bot:shop")}
      placeholder={t("bot:shop.all")}
      value={value ?? null}
      onChange={(chosen: string | null) => change(chosen ?? undefined)}
      options={shops.map((each) => ({ value: each.id, label: each.name }))}
      style={{ minWidth: 160 }}
    />
  );
}

type SpanProps = { spans: number[]; value: number; change: (days: number) => void };

/** How many days back. */
export function SpanFilter({ spans, value, change }: SpanProps) {
  const t = useT();
  return (
    <Select
      aria-label={t("bot:span")}
      value={value}
      onChange={change}
      options={spans.map((days) => ({ value: days, label: t("bot:span.days", { count: days }) }))}
    />
  );
}
