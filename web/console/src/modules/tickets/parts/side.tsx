import { useQuery } from "@tanstack/react-query";
import { Select, Tag } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { type Asked, pathOf, STANDARD, sameTickets } from "../api/asked";
import { countsQuery } from "../api/counts";
import { useViews, type View } from "../api/views";
import styles from "./side.module.css";

type Props = { view: View | undefined; asked: Asked };

const many = (count: number | undefined) => (count ? (count >= 100 ? "99+" : String(count)) : "");

/** Lists everybody has, then the saved views: mine, my teams', the house's. */
export function Side({ view, asked }: Props) {
  const t = useT();
  const go = useGo();
  const phone = usePhone();
  const { data: counts } = useQuery(countsQuery);
  const views = useViews().data ?? [];
  const here = view ? undefined : STANDARD.find((each) => sameTickets(each.asked, asked));
  const count: Record<string, number | undefined> = {
    mine: counts?.mine,
    team: counts?.unowned,
    late: counts?.overdue,
  };
  const open = (each: (typeof STANDARD)[number]) => go(pathOf({ asked: each.asked }));
  if (phone) {
    return (
      <Select
        aria-label={t("tickets:views")}
        style={{ flex: 1, minWidth: 160 }}
        value={view?.id ?? here?.name ?? null}
        placeholder={t("tickets:views")}
        options={[
          {
            label: t("tickets:views.usual"),
            options: STANDARD.map(({ name }) => ({ value: name, label: t(`tickets:box.${name}`) })),
          },
          ...(views.length > 0
            ? [
                {
                  label: t("tickets:views"),
                  options: views.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
        onChange={(to) => {
          const usual = STANDARD.find(({ name }) => name === to);
          if (usual) open(usual);
          else if (to) go(pathOf({ view: to }));
        }}
      />
    );
  }
  return (
    <nav className={styles.side} aria-label={t("tickets:views")}>
      <ul>
        {STANDARD.map((each) => (
          <li key={each.name}>
            <button
              type="button"
              className={styles.entry}
              aria-current={each === here ? "true" : undefined}
              onClick={() => open(each)}
            >
              <span>{t(`tickets:box.${each.name}`)}</span>
              <span className={`${styles.quiet} tnum`}>{many(count[each.name])}</span>
            </button>
          </li>
        ))}
      </ul>
      {views.length > 0 && <h2>{t("tickets:views")}</h2>}
      <ul>
        {views.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className={styles.entry}
              aria-current={each.id === view?.id ? "true" : undefined}
              title={each.name}
              onClick={() => go(pathOf({ view: each.id }))}
            >
              <span>{each.name}</span>
              {each.shared !== "nobody" && <Tag>{t(`tickets:shared.${each.shared}.short`)}</Tag>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
