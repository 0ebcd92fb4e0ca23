import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useActs } from "@/shell/hooks/acts";
import { useShops } from "@/shell/hooks/directory";
import { Endless } from "@/shell/hooks/endless";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Gap, type GapState, gapsQuery, learningQuery } from "../api/learning";
import { ShopFilter, SpanFilter } from "../parts/filters";
import { Frame } from "../parts/frame";
import { GapRow } from "../parts/learning/gap-row";
import { LearningNumbers } from "../parts/learning/numbers";
import { Organise } from "../parts/learning/organise";
import { TeachDialog } from "../parts/learning/teach-dialog";
import { useDeciding } from "../parts/learning/use-deciding";

const SHOWN: GapState[] = ["open", "taught", "dismissed"];
const SPANS = [7, 30, 90];

/** 学习: what customers asked and nobody answered, group by group, and what to do about it. */
export default function LearningPage() {
  const t = useT();
  const shops = useShops();
  const mayWrite = useCan()("knowledge.write");
  const [state, setState] = useState<GapState>("open");
  const [shop, setShop] = useState<string>();
  const [days, setDays] = useState(30);
  const [teaching, setTeaching] = useState<Gap | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useInfiniteQuery(gapsQuery(state, shop, days));
  const { data: learning } = useQuery(learningQuery);
  const deciding = useDeciding();
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const there = items.filter((each) => !deciding.busy.includes(each.id));
  const current = there.find((each) => each.id === chosen) ?? there[0];
  const step = (by: number) => {
    const place = current ? there.indexOf(current) : -1;
    setChosen(there[Math.min(Math.max(place + by, 0), there.length - 1)]?.id ?? null);
  };
  const act = (id: string, keys: string[], run: (gap: Gap) => unknown, enabled = true) => ({
    id: `bot.learning.${id}`,
    label: `bot:learning.${id}`,
    group: "bot:menu",
    keys,
    run: () => current && void run(current),
    enabled: enabled && current !== undefined && teaching === null,
  });
  const open = state === "open";
  useActs([
    { ...act("next", ["j", "down"], () => step(1)), hidden: true },
    { ...act("previous", ["k", "up"], () => step(-1)), hidden: true },
    act("teach", ["t"], setTeaching, open),
    act("write", ["n"], deciding.write, open && mayWrite),
    act("dismiss", ["x"], deciding.dismiss, open),
  ]);
  return (
    <Frame
      lead={t("bot:learning.lead")}
      actions={
        <>
          <ShopFilter value={shop} change={setShop} />
          <SpanFilter spans={SPANS} value={days} change={setDays} />
          <Organise />
        </>
      }
    >
      {learning && <LearningNumbers learning={learning} />}
      <Segmented<GapState>
        style={{ marginBottom: 12 }}
        aria-label={t("bot:learning.which")}
        value={state}
        onChange={setState}
        options={SHOWN.map((value) => ({ value, label: t(`bot:learning.${value}`) }))}
      />
      <Section>
        <Endless
          query={query}
          rows={5}
          empty={{
            title: t(`bot:learning.none.${state}`),
            hint: t(`bot:learning.none.${state}.hint`),
          }}
        >
          {(gaps) => (
            <ol>
              {gaps.map((gap) => (
                <GapRow
                  key={gap.id}
                  gap={gap}
                  shop={shops.length > 1 ? shops.find((each) => each.id === gap.shop_id)?.name : ""}
                  current={gap === current}
                  followed={gap.id === chosen}
                  busy={deciding.busy.includes(gap.id)}
                  mayWrite={mayWrite}
                  teach={() => setTeaching(gap)}
                  deciding={deciding}
                />
              ))}
            </ol>
          )}
        </Endless>
      </Section>
      {teaching && <TeachDialog gap={teaching} close={() => setTeaching(null)} />}
    </Frame>
  );
}
