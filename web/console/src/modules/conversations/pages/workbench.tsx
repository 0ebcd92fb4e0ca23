import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useActs } from "@/shell/hooks/acts";
import { useGo, usePathParam, useQueryParam } from "@/shell/hooks/go";
import { mineQuery } from "@/shell/hooks/mine";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { usePhone, useRoomForCards } from "@/shell/hooks/wide";
import { KeyCap } from "@/ui/keycap";
import { EmptyState } from "@/ui/states";
import { pick } from "../api/actions";
import { intoBoxes } from "../api/boxes";
import { getState, useHeld } from "../api/store";
import { Cards } from "../parts/cards/panel";
import { PhoneCards } from "../parts/cards/phone-cards";
import { ConversationList, useBox } from "../parts/list/list";
import { ThreadView } from "../parts/thread/thread";
import styles from "./workbench.module.css";

/** Conversations in the order in which the list shows them. */
function shownOrder(): string[] {
  const rows = document.querySelectorAll<HTMLElement>("li[data-conversation]");
  return [...rows].map((row) => row.dataset.conversation ?? "");
}

const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Up and down through the list, also while writing (with Alt). */
function useMoves(chosen: string | undefined, me: string, query: string): void {
  const go = useGo();
  const step = (by: number) => {
    const order = shownOrder();
    const at = chosen ? order.indexOf(chosen) : -1;
    const next = order[at === -1 ? 0 : Math.max(0, Math.min(order.length - 1, at + by))];
    if (next) go(`/conversations/${next}${query}`);
  };
  const pickNext = () => {
    const first = intoBoxes(getState().summaries, me).queue[0];
    if (first)
      pick(first.id).then(
        () => go(`/conversations/${first.id}`),
        () => undefined,
      );
  };
  const nextWaiting = () => {
    const waiting = intoBoxes(getState().summaries, me).yours.filter(({ id }) => id !== chosen);
    if (waiting[0]) go(`/conversations/${waiting[0].id}`);
  };
  const act = (name: string, keys: string[], run: () => void) => ({
    id: `list.${name}`,
    label: `conversations:help.${name}`,
    group: "conversations:menu",
    keys,
    run,
  });
  const jumps = PLACES.map((place) => ({
    ...act(`jump.${place}`, [`alt+${place}`], () => {
      const there = shownOrder()[place - 1];
      if (there) go(`/conversations/${there}${query}`);
    }),
    hidden: true as const,
  }));
  useActs([
    act("next", ["j", "alt+down"], () => step(1)),
    act("previous", ["k", "alt+up"], () => step(-1)),
    act("waiting", ["w", "alt+w"], nextWaiting),
    act("pick", ["p"], pickNext),
    ...jumps,
  ]);
}

function NothingOpen() {
  const t = useT();
  return (
    <div className={styles.nothing}>
      <EmptyState
        title={t("conversations:choose.title")}
        hint={
          <>
            <KeyCap combo="j" /> <KeyCap combo="k" /> {t("conversations:choose.move")}{" "}
            <KeyCap combo="p" /> {t("conversations:choose.pick")} <KeyCap combo="?" />{" "}
            {t("conversations:choose.help")}
          </>
        }
      />
    </div>
  );
}

/** 会话: my chats, the conversation, what is known. */
export default function Workbench() {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const box = useBox();
  const phone = usePhone();
  const room = useRoomForCards();
  const chosen = usePathParam("id");
  const panel = useQueryParam("panel");
  const [aside, setAside] = useState(false);
  // Known before the first message is sent: whether it is held back.
  useQuery(mineQuery);
  const summary = useHeld((state) => (chosen ? state.summaries[chosen] : undefined));
  const query = box === "mine" ? "" : `?box=${box}`;
  useMoves(chosen, me.id, query);
  const back = useCallback(() => go(`/conversations${query}`), [go, query]);
  const showCards = useMemo(() => {
    if (room) return null;
    if (!phone) return () => setAside((open) => !open);
    return () => go(`/conversations/${chosen}${query ? `${query}&` : "?"}panel=cards`);
  }, [room, phone, go, chosen, query]);
  const list = <ConversationList chosen={chosen} />;
  const thread = chosen ? (
    <ThreadView key={chosen} id={chosen} onBack={back} showCards={showCards} />
  ) : (
    <NothingOpen />
  );
  if (phone) {
    return (
      <>
        {!chosen && list}
        {chosen && panel !== "cards" && thread}
        {chosen && panel === "cards" && summary && (
          <div className={styles.stack} data-hides-tabs>
            <PhoneCards summary={summary} onClose={() => go(`/conversations/${chosen}${query}`)} />
          </div>
        )}
      </>
    );
  }
  return (
    <div className={room && chosen ? styles.three : styles.two}>
      {list}
      {thread}
      {room &&
        chosen &&
        (summary ? <Cards summary={summary} /> : <aside aria-label={t("conversations:cards")} />)}
      {!room && aside && summary && (
        <div className={styles.over}>
          <Cards summary={summary} onClose={() => setAside(false)} />
        </div>
      )}
    </div>
  );
}
