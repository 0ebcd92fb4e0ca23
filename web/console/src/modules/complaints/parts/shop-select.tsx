import { Select } from "antd";
import { useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";

type Props = { value: string | null; change: (shop: string | null) => void };

/** One shop or all, where there are several. */
export function ShopSelect({ value, change }: Props) {
  const t = useT();
  const shops = useShops();
  if (shops.length < 2) return null;
  return (
    <Select
      allowClear
      aria-label={t("complaints:shop")}
      placeholder={t("complaints:shop.all")}
      style={{ minWidth: 150 }}
      value={value}
      options={shops.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(shop: string | undefined) => change(shop ?? null)}
    />
  );
}
