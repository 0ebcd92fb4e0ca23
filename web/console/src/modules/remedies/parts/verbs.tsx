import { Button } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import {
  approve,
  noteArrived,
  noteFailed,
  noteSent,
  type Payout,
  refuse,
  usePayoutMove,
  type Verb,
  withdraw,
} from "../api/payouts";
import { SentDialog } from "./sent-dialog";
import { WhyDialog } from "./why-dialog";

type Given = { verb: Verb; act: () => Promise<unknown> };
const ASKING: Verb[] = ["refuse", "withdraw", "fail"];
const SHOWN: Verb[] = ["approve", "refuse", "send", "arrive", "fail", "withdraw"];
const FIRST: Verb[] = ["approve", "send", "arrive"];

/** What I can do with one payout now. */
export function Verbs({ row }: { row: Payout }) {
  const t = useT();
  const notices = useNotices();
  const [asking, setAsking] = useState<Verb | null>(null);
  const move = usePayoutMove(({ act }: Given) => act());
  const go = (verb: Verb, act: () => Promise<unknown>) =>
    move.mutate(
      { verb, act },
      {
        onSuccess: () => notices.done(t(`remedies:done.${verb}`, { number: row.number })),
        onError: notices.failed,
        onSettled: () => setAsking(null),
      },
    );
  const press = (verb: Verb) => {
    if (verb === "approve") go(verb, () => approve(row));
    else if (verb === "arrive") go(verb, () => noteArrived([row]));
    else setAsking(verb);
  };
  const because = (verb: Verb) => (why: string) =>
    go(verb, () => {
      if (verb === "refuse") return refuse(row, why);
      return verb === "fail" ? noteFailed([row], why) : withdraw(row, why);
    });
  return (
    <>
      {SHOWN.filter((verb) => row.may.includes(verb)).map((verb) => (
        <Button
          key={verb}
          size="small"
          type={FIRST.includes(verb) ? "primary" : "default"}
          loading={move.isPending && move.variables?.verb === verb}
          onClick={() => press(verb)}
        >
          {t(`remedies:verb.${verb}`)}
        </Button>
      ))}
      {asking === "send" && (
        <SentDialog
          rows={[row]}
          pending={move.isPending}
          say={(paid) => go("send", () => noteSent([row], paid))}
          close={() => setAsking(null)}
        />
      )}
      {asking && ASKING.includes(asking) && (
        <WhyDialog
          title={t(`remedies:verb.${asking}`)}
          hint={t(`remedies:why.${asking}`)}
          pending={move.isPending}
          say={because(asking)}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}
