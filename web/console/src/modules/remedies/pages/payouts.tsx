import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented, Select } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { Endless } from "@/shell/hooks/endless";
import { useGo, usePathParam, useQueryParam } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Page, Section } from "@/ui/page";
import {
  type Asked,
  BOXES,
  type Box,
  boxOf,
  exportPath,
  type Payout,
  payoutsQuery,
  useFreshPayouts,
} from "../api/payouts";
import { BulkBar } from "../parts/bulk-bar";
import { PayoutDrawer } from "../parts/payout-drawer";
import { PayoutList } from "../parts/payout-list";
import styles from "../parts/remedies.module.css";

const NAMES = Object.keys(BOXES) as Box[];
const NOBODY: ReadonlySet<string> = new Set();

/** 补偿: what customers are given, where each stands, and what is to be decided or paid. */
export default function PayoutsPage() {
  const t = useT();
  const go = useGo();
  const open = usePathParam("id");
  const [box, setBox] = useState<Box>(boxOf(useQueryParam("box")));
  const [shop, setShop] = useState<string | null>(null);
  const [mine, setMine] = useState(false);
  const asked: Asked = { box, shop, mine };
  useFreshPayouts();
  return (
    <Page
      wide
      title={t("remedies:menu")}
      lead={t("remedies:lead")}
      actions={
        <Button icon={<DownloadOutlined />} href={exportPath(asked)}>
          {t("remedies:export")}
        </Button>
      }
    >
      <div className={styles.filters}>
        <Boxes box={box} choose={setBox} />
        <Shops shop={shop} choose={setShop} />
        <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
          {t("remedies:mine")}
        </Checkbox>
      </div>
      <Section>
        <List key={`${box} ${shop} ${mine}`} asked={asked} />
      </Section>
      {open && <PayoutDrawer id={open} close={() => go("/payouts")} />}
    </Page>
  );
}

function Boxes({ box, choose }: { box: Box; choose: (box: Box) => void }) {
  const t = useT();
  const options = NAMES.map((value) => ({ value, label: t(`remedies:box.${value}`) }));
  if (usePhone()) {
    return (
      <Select<Box>
        aria-label={t("remedies:state")}
        style={{ flex: 1, minWidth: 140 }}
        value={box}
        options={options}
        onChange={choose}
      />
    );
  }
  return (
    <Segmented<Box>
      aria-label={t("remedies:state")}
      value={box}
      options={options}
      onChange={choose}
    />
  );
}

function Shops({ shop, choose }: { shop: string | null; choose: (shop: string | null) => void }) {
  const t = useT();
  const shops = useShops();
  if (shops.length < 2) return null;
  return (
    <Select
      allowClear
      aria-label={t("remedies:shop")}
      placeholder={t("remedies:shop.all")}
      style={{ minWidth: 150 }}
      value={shop}
      options={shops.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(value: string | undefined) => choose(value ?? null)}
    />
  );
}

function List({ asked }: { asked: Asked }) {
  const t = useT();
  const query = useInfiniteQuery(payoutsQuery(asked));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOBODY);
  const empty = { title: t(`remedies:none.${asked.box}`), hint: t("remedies:none.hint") };
  const rows: Payout[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Endless query={query} empty={empty} rows={6}>
        {(items) => <PayoutList rows={items} chosen={chosen} choose={setChosen} />}
      </Endless>
      <BulkBar rows={rows.filter(({ id }) => chosen.has(id))} clear={() => setChosen(NOBODY)} />
    </>
  );
}
