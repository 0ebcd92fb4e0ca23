import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { exportPath, figuresQuery, ratingsQuery, type Which } from "../api/ratings";
import { FiguresView } from "../parts/figures";
import { RatingRow } from "../parts/rating-row";
import styles from "../parts/ratings.module.css";

const SHOWN: Which[] = ["all", "low", "comments"];
const DAYS = [7, 30, 90];

function List({ which, staff }: { which: Which; staff: string | undefined }) {
  const t = useT();
  const query = useInfiniteQuery(ratingsQuery(which, staff));
  const empty = { title: t(`ratings:none.${which}`), hint: t("ratings:none.hint") };
  return (
    <Endless query={query} empty={empty} rows={5}>
      {(ratings) => (
        <ul className={styles.list}>
          {ratings.map((rating) => (
            <RatingRow key={rating.id} rating={rating} />
          ))}
        </ul>
      )}
    </Endless>
  );
}

/** 评价: what customers say of our service. */
export default function RatingsPage() {
  const t = useT();
  const [which, setWhich] = useState<Which>("all");
  const [days, setDays] = useState(30);
  const [staff, setStaff] = useState<string>();
  const { data: figures } = useQuery(figuresQuery(days));
  const people = (figures?.staff ?? []).flatMap((each) =>
    each.id ? [{ value: each.id, label: each.name }] : [],
  );
  return (
    <Page
      wide
      title={t("ratings:menu")}
      lead={t("ratings:lead")}
      actions={
        <>
          <Select
            aria-label={t("ratings:period")}
            value={days}
            onChange={setDays}
            options={DAYS.map((value) => ({ value, label: t("ratings:days", { count: value }) }))}
          />
          <Button icon={<DownloadOutlined />} href={exportPath(days, new Date())}>
            {t("ratings:export")}
          </Button>
        </>
      }
    >
      <Section>{figures ? <FiguresView figures={figures} /> : <RowsSkeleton rows={3} />}</Section>
      <div className={styles.filters}>
        <Segmented<Which>
          aria-label={t("ratings:which")}
          value={which}
          onChange={setWhich}
          options={SHOWN.map((value) => ({ value, label: t(`ratings:show.${value}`) }))}
        />
        {people.length > 1 && (
          <Select
            allowClear
            aria-label={t("ratings:staff")}
            placeholder={t("ratings:everybody")}
            value={staff ?? null}
            onChange={(value: string | null) => setStaff(value ?? undefined)}
            options={people}
            style={{ minWidth: 160 }}
          />
        )}
      </div>
      <Section>
        <List which={which} staff={staff} />
      </Section>
    </Page>
  );
}
