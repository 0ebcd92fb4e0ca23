import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { shopsQuery } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { HoursText } from "../parts/hours-text";
import styles from "../parts/people.module.css";
import { ShopDrawer } from "../parts/shop-drawer";

/** Shops 店铺: brands and their business day. */
export default function ShopsPage() {
  const t = useT();
  const { data } = useQuery(shopsQuery);
  const [edited, setEdited] = useState<string | null>(null);
  const chosen = data?.find((shop) => shop.id === edited) ?? null;
  return (
    <Page
      title={t("people:shops")}
      lead={t("people:shops.hint")}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("people:shop.add")}
        </Button>
      }
    >
      <Section>
        {!data && <RowsSkeleton rows={2} />}
        <ul className={styles.rows}>
          {data?.map((shop) => (
            <li key={shop.id}>
              <div className={styles.grow}>
                <p>
                  <strong>{shop.name}</strong>{" "}
                  <span className={styles.quiet}>
                    {shop.code} · {shop.time_zone} · {shop.currency}
                  </span>
                </p>
                <HoursText hours={shop.hours} />
              </div>
              <Button size="small" onClick={() => setEdited(shop.id)}>
                {t("shell:edit")}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      {(chosen || edited === "new") && (
        <ShopDrawer key={edited} shop={chosen} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
