import { useQuery } from "@tanstack/react-query";
import { teamsQuery, useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { PlacesPage } from "../parts/places-page";
import { TeamDrawer } from "../parts/team-drawer";

/** Teams 团队: who belongs together and when they work. */
export default function TeamsPage() {
  const t = useT();
  const shops = useShops();
  const { data } = useQuery(teamsQuery);
  const shopOf = (team: { shop_id: string | null }) => shops.find(({ id }) => id === team.shop_id);
  return (
    <PlacesPage
      title={t("people:teams")}
      lead={t("people:teams.hint")}
      add={t("people:team.add")}
      none={t("people:teams.none")}
      places={data}
      about={(team) =>
        [t("people:role.people", { count: team.member_ids.length }), shopOf(team)?.name]
          .filter(Boolean)
          .join(" · ")
      }
      hours={(team) => shopOf(team)?.hours ?? null}
      drawer={(team, close) => <TeamDrawer key={team?.id} team={team} close={close} />}
    />
  );
}
