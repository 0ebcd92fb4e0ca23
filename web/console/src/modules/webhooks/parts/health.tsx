import { Tag } from "antd";
import { useT } from "@/shell/hooks/text";
import { healthOf, type Webhook } from "../api/webhooks";

const COLOURS = {
  off: "default",
  gone: "error",
  gave_up: "error",
  failing: "warning",
  fresh: "default",
  well: "success",
} as const;

/** How a webhook goes, in a word. */
export function Health({ one }: { one: Webhook }) {
  const t = useT();
  const health = healthOf(one);
  return <Tag color={COLOURS[health]}>{t(`webhooks:health.${health}`)}</Tag>;
}
