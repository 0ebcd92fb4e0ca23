import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { api, unwrap } from "@/api/client";
import { useBothLanguages } from "@/shell/hooks/both";
import { useShops } from "@/shell/hooks/directory";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { type Probe, probesQuery } from "../api/probes";
import styles from "../parts/channels.module.css";
import { freshWidget, widgetsQuery } from "../parts/data";

const COLOURS = { up: "success", down: "error", unknown: "default" } as const;

function ProbeTag({ probe }: { probe: Probe | undefined }) {
  const t = useT();
  const format = useFormat();
  if (!probe) return null;
  const title = probe.checked_at
    ? t("channels:probe.at", {
        time: format.time(probe.checked_at),
        took: probe.took_ms ?? 0,
      })
    : "";
  return (
    <Tag color={COLOURS[probe.state]} title={title}>
      {t(`channels:probe.${probe.state}`)}
    </Tag>
  );
}

/** Widgets 挂件: one for each page or brand. */
export default function WidgetsPage() {
  const t = useT();
  const go = useGo();
  const shops = useShops();
  const client = useQueryClient();
  const notices = useNotices();
  const texts = useBothLanguages(["channels:fresh.greeting", "channels:fresh.offline"]);
  const { data } = useQuery(widgetsQuery);
  const { data: probes } = useQuery(probesQuery);
  const make = useMutation({
    mutationFn: () => {
      const shop = shops[0];
      const [greeting, offline] = texts ?? [];
      if (!shop || !greeting || !offline) throw new Error("the page is not ready");
      const name = t("channels:fresh.name", { shop: shop.name });
      return unwrap(api.POST("/api/widgets", { body: freshWidget(shop, name, greeting, offline) }));
    },
    onSuccess: (widget) => {
      void client.invalidateQueries({ queryKey: widgetsQuery.queryKey });
      go(`/settings/widgets/${widget.id}`);
    },
    onError: notices.failed,
  });
  return (
    <Page
      title={t("channels:widgets")}
      lead={t("channels:widgets.hint")}
      actions={
        <Button
          type="primary"
          disabled={shops.length === 0 || texts === null}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {t("channels:add")}
        </Button>
      }
    >
      <Section>
        {!data && <RowsSkeleton rows={2} />}
        {data?.length === 0 && <EmptyState title={t("channels:none")} />}
        <ul className={styles.rows}>
          {data?.map((widget) => (
            <li key={widget.id}>
              <span className={styles.swatch} style={{ background: widget.look.color }} />
              <div className={styles.grow}>
                <p>
                  <strong>{widget.name}</strong>{" "}
                  {!widget.active && <Tag color="warning">{t("channels:inactive")}</Tag>}
                </p>
                <p className={styles.quiet}>
                  {shops.find((shop) => shop.id === widget.shop_id)?.name}
                  {" · "}
                  {widget.allowed_origins.join("  ") || t("channels:origins.none")}
                </p>
              </div>
              <ProbeTag probe={probes?.find((each) => each.channel_id === widget.id)} />
              <Button size="small" onClick={() => go(`/settings/widgets/${widget.id}`)}>
                {t("shell:edit")}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
