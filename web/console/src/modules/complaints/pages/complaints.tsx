import { useInfiniteQuery } from "@tanstack/react-query";
import { Checkbox, Segmented, Select, Tabs } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { type Asked, complaintsQuery, LEVELS, useFreshComplaints } from "../api/complaints";
import styles from "../parts/complaints.module.css";
import { FiguresTab } from "../parts/figures-tab";
import { ComplaintList } from "../parts/list";
import { Problems } from "../parts/problems";
import { ShopSelect } from "../parts/shop-select";

const WHICH: Asked["which"][] = ["open", "late", "over", "all"];

/** 投诉: by how grave they are, with what is promised; in figures; and what they have in common. */
export default function ComplaintsPage() {
  const t = useT();
  const figures = useCan()("complaints.figures");
  useFreshComplaints();
  const tabs = [
    { key: "list", label: t("complaints:tab.list"), children: <ListTab /> },
    { key: "problems", label: t("complaints:tab.problems"), children: <Problems /> },
    ...(figures
      ? [{ key: "figures", label: t("complaints:tab.figures"), children: <FiguresTab /> }]
      : []),
  ];
  return (
    <Page wide title={t("complaints:menu")} lead={t("complaints:lead")}>
      <Tabs items={tabs} destroyOnHidden />
    </Page>
  );
}

function ListTab() {
  const t = useT();
  const [asked, setAsked] = useState<Asked>({ levels: [], which: "open", shop: null, mine: false });
  const set = (part: Partial<Asked>) => setAsked((held) => ({ ...held, ...part }));
  return (
    <>
      <div className={styles.filters}>
        <Segmented<Asked["which"]>
          aria-label={t("complaints:which")}
          value={asked.which}
          options={WHICH.map((value) => ({ value, label: t(`complaints:which.${value}`) }))}
          onChange={(which) => set({ which })}
        />
        <Select<number[]>
          mode="multiple"
          allowClear
          aria-label={t("complaints:level")}
          placeholder={t("complaints:level.all")}
          style={{ minWidth: 150 }}
          value={asked.levels}
          options={LEVELS.map((value) => ({ value, label: t(`complaints:level.${value}`) }))}
          onChange={(levels) => set({ levels })}
        />
        <ShopSelect value={asked.shop} change={(shop) => set({ shop })} />
        <Checkbox checked={asked.mine} onChange={(event) => set({ mine: event.target.checked })}>
          {t("complaints:mine")}
        </Checkbox>
      </div>
      <Section>
        <List key={JSON.stringify(asked)} asked={asked} />
      </Section>
    </>
  );
}

function List({ asked }: { asked: Asked }) {
  const t = useT();
  const query = useInfiniteQuery(complaintsQuery(asked));
  const empty = { title: t(`complaints:none.${asked.which}`), hint: t("complaints:none.hint") };
  return (
    <Endless query={query} empty={empty} rows={6}>
      {(rows) => <ComplaintList rows={rows} />}
    </Endless>
  );
}
