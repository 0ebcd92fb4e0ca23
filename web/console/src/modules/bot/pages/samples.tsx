import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useActs } from "@/shell/hooks/acts";
import { Endless } from "@/shell/hooks/endless";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { judge, samplesQuery, type Which } from "../api/bot";
import { BOT, type Sample } from "../api/shapes";
import { addFromSample } from "../api/tests";
import { BetterDialog } from "../parts/better-dialog";
import { Frame } from "../parts/frame";
import { SampleRow } from "../parts/sample-row";

const SHOWN: Which[] = ["unchecked", "unhelpful", "unanswered", "checked"];

/** The article that was found right for a question. */
function rightOf(sample: Sample): string | null {
  const right = sample.verdict === "right" ? sample.article : sample.better;
  return right?.article_id ?? null;
}

/** 抽样检查: was the bot right? A better article is taught with two clicks. */
export default function SamplesPage() {
  const t = useT();
  const notices = useNotices();
  const client = useQueryClient();
  const [which, setWhich] = useState<Which>("unchecked");
  const [teaching, setTeaching] = useState<Sample | null>(null);
  const [busy, setBusy] = useState<readonly string[]>([]);
  const query = useInfiniteQuery(samplesQuery(which));
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const current = items.find((each) => each.verdict === null && !busy.includes(each.turn_id));
  const say = async (sample: Sample, verdict: "right" | "wrong") => {
    setBusy((held) => [...held, sample.turn_id]);
    try {
      await judge(sample.turn_id, { verdict, teach: false });
      await client.invalidateQueries({ queryKey: BOT });
    } catch (reason) {
      notices.failed(reason);
    }
    setBusy((held) => held.filter((each) => each !== sample.turn_id));
  };
  const keep = async (sample: Sample) => {
    try {
      await addFromSample(sample.turn_id, rightOf(sample));
      notices.done(t("bot:samples.kept"));
      await client.invalidateQueries({ queryKey: [...BOT, "tests"] });
    } catch (reason) {
      notices.failed(reason);
    }
  };
  const act = (id: string, key: string, run: (sample: Sample) => unknown) => ({
    id: `bot.samples.${id}`,
    label: `bot:verdict.${id}`,
    group: "bot:menu",
    keys: [key],
    run: () => current && void run(current),
    enabled: current !== undefined && teaching === null,
  });
  useActs([
    act("right", "y", (sample) => say(sample, "right")),
    act("wrong", "n", (sample) => say(sample, "wrong")),
    act("better", "b", setTeaching),
  ]);
  return (
    <Frame lead={t("bot:samples.lead")}>
      <Segmented<Which>
        style={{ marginBottom: 12 }}
        aria-label={t("bot:samples.which")}
        value={which}
        onChange={setWhich}
        options={SHOWN.map((value) => ({ value, label: t(`bot:samples.${value}`) }))}
      />
      <Section>
        <Endless
          query={query}
          rows={5}
          empty={{
            title: t(`bot:samples.none.${which}`),
            hint: t(`bot:samples.none.${which}.hint`),
          }}
        >
          {(samples) => (
            <ol>
              {samples.map((sample) => (
                <SampleRow
                  key={sample.turn_id}
                  sample={sample}
                  current={sample === current}
                  busy={busy.includes(sample.turn_id)}
                  say={(verdict) => void say(sample, verdict)}
                  teach={() => setTeaching(sample)}
                  keep={rightOf(sample) ? () => void keep(sample) : undefined}
                />
              ))}
            </ol>
          )}
        </Endless>
      </Section>
      {teaching && (
        <BetterDialog
          sample={teaching}
          close={() => setTeaching(null)}
          done={() => void client.invalidateQueries({ queryKey: BOT })}
        />
      )}
    </Frame>
  );
}
