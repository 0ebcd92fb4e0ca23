import { useQuery } from "@tanstack/react-query";
import { shopsQuery } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { PlacesPage } from "../parts/places-page";
import { ShopDrawer } from "../parts/shop-drawer";

/** Shops 店铺: brands and their business day. */
export default function ShopsPage() {
  const t = useT();
  const { data } = useQuery(shopsQuery);
  return (
    <PlacesPage
      title={t("people:shops")}
      lead={t("people:shops.hint")}
      add={t("people:shop.add")}
      none={t("people:shops.none")}
      places={data}
      about={(shop) => `${shop.code} · ${shop.time_zone} · ${shop.currency}`}
      drawer={(shop, close) => <ShopDrawer key={shop?.id} shop={shop} close={close} />}
    />
  );
}
