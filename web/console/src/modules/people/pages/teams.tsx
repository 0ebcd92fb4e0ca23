import { useQuery } from "@tanstack/react-query";
import { teamsQuery, usePresences, useShops } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { PlacesPage } from "../parts/places-page";
import { TeamDrawer } from "../parts/team-drawer";

/** Teams 团队: who belongs together and when they work. */
export default function TeamsPage() {
  const t = useT();
  const shops = useShops();
  const people = usePresences();
  const { data } = useQuery(teamsQuery);
  const shopOf = (team: { shop_id: string | null }) => shops.find(({ id }) => id === team.shop_id);
  const coordinatorOf = (team: { coordinator_id?: string | null }) => {
    const found = people.find(({ staff_id }) => staff_id === team.coordinator_id);
    return found && t("people:team.coordinated", { name: found.name });
  };
  return (
    <PlacesPage
      title={t("people:teams")}
      lead={t("people:teams.hint")}
      add={t("people:team.add")}
      none={t("people:teams.none")}
      places={data}
      about={(team) =>
        [
          team.line,
          t("people:role.people", { count: team.member_ids.length }),
          shopOf(team)?.name,
          coordinatorOf(team),
        ]
          .filter(Boolean)
          .join(" · ")
      }
      hours={(team) => shopOf(team)?.hours ?? null}
      drawer={(team, close) => <TeamDrawer key={team?.id} team={team} close={close} />}
    />
  );
}
