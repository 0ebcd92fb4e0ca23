import { Checkbox, Switch } from "antd";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState } from "@/ui/states";
import { useChange } from "../../api/change";
import type { Bot } from "../../api/shapes";
import styles from "./settings.module.css";

type Shop = Bot["shops"][number];

/** One shop: whether it answers there, whether new conversations come to it first, which teams. */
function ShopRow({ shop }: { shop: Shop }) {
  const t = useT();
  const { busy, change } = useChange();
  const put = (what: { on?: boolean; first?: boolean }) => {
    const back = { ...(what.on === undefined ? { first: shop.first } : { on: shop.on }) };
    const at = { shop_id: shop.shop_id };
    void change({ places: [{ ...at, ...what }] }, { places: [{ ...at, ...back }] });
  };
  return (
    <li className={styles.place}>
      <div className={styles.line}>
        <b>{shop.name}</b>
        <Switch
          aria-label={t("bot:place.on", { name: shop.name })}
          checked={shop.on}
          disabled={busy}
          onChange={(on) => put({ on })}
        />
      </div>
      {shop.on && (
        <>
          <Checkbox
            checked={shop.first}
            disabled={busy}
            onChange={(event) => put({ first: event.target.checked })}
          >
            {t("bot:place.first")}
          </Checkbox>
          <p className={styles.quiet}>{t("bot:place.first.hint")}</p>
          {shop.teams.length > 0 && <Teams shop={shop} />}
        </>
      )}
    </li>
  );
}

function Teams({ shop }: { shop: Shop }) {
  const t = useT();
  const { busy, change } = useChange();
  const put = (team_id: string, on: boolean) =>
    void change({ places: [{ team_id, on }] }, { places: [{ team_id, on: !on }] });
  return (
    <fieldset className={styles.teams}>
      <legend className={styles.quiet}>{t("bot:place.teams")}</legend>
      {shop.teams.map((team) => (
        <Checkbox
          key={team.team_id}
          checked={team.on}
          disabled={busy}
          onChange={(event) => put(team.team_id, event.target.checked)}
        >
          {team.name}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** 接待范围: shops and teams in which the bot answers. */
export function Places({ bot }: { bot: Bot }) {
  const t = useT();
  return (
    <Section title={t("bot:places")} lead={t("bot:places.lead")}>
      {bot.shops.length === 0 && <EmptyState title={t("bot:places.none")} />}
      <ul>
        {bot.shops.map((shop) => (
          <ShopRow key={shop.shop_id} shop={shop} />
        ))}
      </ul>
    </Section>
  );
}
