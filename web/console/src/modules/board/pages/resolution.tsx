import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useShops, useSubjects, useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import {
  type Asked,
  type Came,
  contactsQuery,
  exportPath,
  firstContact,
  type Group,
  lastDays,
  resolutionQuery,
  shareText,
} from "../api/resolution";
import styles from "../parts/board.module.css";
import { MadeOfDrawer } from "../parts/made-of";
import { Groups, Rates, Weeks } from "../parts/settled";

const DAYS = [28, 91, 182, 364];
const HEADS = ["subject", "team"] as const;
type Head = (typeof HEADS)[number];
type Opened = { came: Came; name: string; asked: Asked };

/** 解决情况: whether matters are settled by the first contact, and what comes back. */
export default function ResolutionPage() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const format = useFormat();
  const [days, setDays] = useState(28);
  const [narrowed, setNarrowed] = useState<Omit<Asked, "from" | "to">>({});
  const [head, setHead] = useState<Head>("subject");
  const [opened, setOpened] = useState<Opened>();
  const shops = useShops();
  const choices = {
    shop: shops.length > 1 ? shops.map((each) => ({ value: each.id, label: each.name })) : [],
    team: useTeams().map((each) => ({ value: each.id, label: each.name })),
    subject: useSubjects().map((each) => ({ value: each.id, label: label(each.name) })),
  };
  const asked: Asked = { ...lastDays(days, new Date()), ...narrowed };
  const { data: told, error, refetch } = useQuery(resolutionQuery(asked));
  const narrow = (name: "shop" | "team" | "subject", value: string | undefined) => {
    const { [`${name}_id` as const]: _, ...rest } = narrowed;
    setNarrowed(value ? { ...rest, [`${name}_id`]: value } : rest);
  };
  const open = (came: Came, name: string, group?: Group) =>
    setOpened({
      came,
      name,
      asked: group?.id ? { ...asked, [`${head}_id`]: group.id } : asked,
    });
  return (
    <Page
      wide
      title={t("board:resolution")}
      lead={t("board:resolution.lead")}
      actions={
        <>
          <Select
            aria-label={t("board:period")}
            value={days}
            onChange={setDays}
            options={DAYS.map((value) => ({
              value,
              label: t("board:period.weeks", { count: value / 7 }),
            }))}
          />
          <Button icon={<DownloadOutlined />} href={exportPath(asked)}>
            {t("board:export")}
          </Button>
        </>
      }
    >
      <div className={styles.filters}>
        {(["shop", "team", "subject"] as const).map(
          (name) =>
            choices[name].length > 0 && (
              <Select
                key={name}
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                aria-label={t(`board:${name}`)}
                placeholder={t(`board:${name}.all`)}
                value={narrowed[`${name}_id`] ?? null}
                onChange={(value: string | null) => narrow(name, value ?? undefined)}
                options={choices[name]}
                style={{ minWidth: 160 }}
              />
            ),
        )}
      </div>
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!told && !error && <RowsSkeleton rows={8} />}
      {told && told.total.contacts === 0 && (
        <Section>
          <EmptyState title={t("board:resolution.none")} hint={t("board:resolution.none.hint")} />
        </Section>
      )}
      {told && told.total.contacts > 0 && (
        <>
          <Rates told={told} open={open} />
          <Section title={t("board:rate.fcr.weekly")}>
            <Weeks weeks={told.weeks} />
            <p className={styles.quiet}>
              {t("board:resolution.made.of", {
                contacts: told.total.contacts,
                firsts: told.total.firsts,
                undecided: told.total.undecided,
              })}{" "}
              {t("board:resolution.kinds", {
                people: shareText(firstContact(told.people)),
                bot: shareText(firstContact(told.bot)),
              })}
            </p>
          </Section>
          <Section
            title={t(`board:by.${head}`)}
            extra={
              <Segmented<Head>
                aria-label={t("board:by")}
                value={head}
                onChange={setHead}
                options={HEADS.map((value) => ({ value, label: t(`board:${value}`) }))}
              />
            }
          >
            <Groups
              groups={head === "subject" ? told.subjects : told.teams}
              head={head}
              targets={told.targets}
              open={open}
            />
          </Section>
        </>
      )}
      {opened && (
        <MadeOfDrawer
          title={`${opened.name} · ${t(`board:came.${opened.came}`)}`}
          query={contactsQuery(opened.asked, opened.came)}
          when={(made) => format.short(made.since)}
          close={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}
