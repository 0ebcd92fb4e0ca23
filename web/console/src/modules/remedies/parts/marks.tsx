import { Tag } from "antd";
import { useLanguage, useT } from "@/shell/hooks/text";
import { amountText } from "@/ui/money";
import type { Payout, State } from "../api/payouts";

const COLOURS: Record<State, string> = {
  requested: "warning",
  approved: "processing",
  refused: "default",
  due: "warning",
  sent: "processing",
  arrived: "success",
  failed: "error",
  withdrawn: "default",
};

/** Where a payout stands; one that is held says for what it waits. */
export function StateTag({ row }: { row: Pick<Payout, "state" | "held"> }) {
  const t = useT();
  const waits = row.held && row.state === "approved";
  return (
    <Tag color={COLOURS[row.state]} style={{ marginInlineEnd: 0 }}>
      {t(waits ? "remedies:state.held" : `remedies:state.${row.state}`)}
    </Tag>
  );
}

export function useAmount(): (row: { amount: number; currency: string }) => string {
  const language = useLanguage();
  return ({ amount, currency }) => amountText(amount, currency, language);
}
