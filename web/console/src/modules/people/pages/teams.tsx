import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { teamsQuery, useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { HoursText } from "../parts/hours-text";
import styles from "../parts/people.module.css";
import { TeamDrawer } from "../parts/team-drawer";

/** Teams 团队: who belongs together and when they work. */
export default function TeamsPage() {
  const t = useT();
  const shops = useShops();
  const { data } = useQuery(teamsQuery);
  const [edited, setEdited] = useState<string | null>(null);
  const chosen = data?.find((team) => team.id === edited) ?? null;
  return (
    <Page
      title={t("people:teams")}
      lead={t("people:teams.hint")}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("people:team.add")}
        </Button>
      }
    >
      <Section>
        {!data && <RowsSkeleton rows={3} />}
        {data?.length === 0 && <EmptyState title={t("people:teams.none")} />}
        <ul className={styles.rows}>
          {data?.map((team) => (
            <li key={team.id}>
              <div className={styles.grow}>
                <p>
                  <strong>{team.name}</strong>{" "}
                  <span className={styles.quiet}>
                    {t("people:role.people", { count: team.member_ids.length })}
                    {team.shop_id && ` · ${shops.find((shop) => shop.id === team.shop_id)?.name}`}
                  </span>
                </p>
                <HoursText hours={team.hours} />
              </div>
              <Button size="small" onClick={() => setEdited(team.id)}>
                {t("shell:edit")}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      {(chosen || edited === "new") && (
        <TeamDrawer key={edited} team={chosen} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
