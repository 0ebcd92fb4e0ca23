import { Form, Input, InputNumber, Select } from "antd";
import type { InvitationInput } from "@/api/types";
import { useT } from "@/shell/hooks/text";

export const TRIGGERS = ["time", "scroll", "visits", "cart", "event"] as const;
const MOST: Partial<Record<InvitationInput["trigger"], number>> = { scroll: 100, visits: 1000 };

/** What has to happen on the page. */
export function TriggerFields() {
  const t = useT();
  const trigger = Form.useWatch<InvitationInput["trigger"]>("trigger") ?? "time";
  return (
    <>
      <Form.Item name="trigger" label={t("invitations:trigger")}>
        <Select
          options={TRIGGERS.map((each) => ({
            value: each,
            label: t(`invitations:trigger.${each}`),
          }))}
        />
      </Form.Item>
      {trigger === "event" ? (
        <Form.Item
          name="event"
          label={t("invitations:event")}
          extra={t("invitations:event.hint")}
          rules={[{ required: true, pattern: /^[A-Za-z0-9_.:-]{1,60}$/ }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      ) : (
        <Form.Item
          name="threshold"
          label={t(`invitations:threshold.${trigger}`)}
          extra={trigger === "cart" ? t("invitations:cart.hint") : undefined}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={MOST[trigger] ?? 1_000_000} precision={0} />
        </Form.Item>
      )}
    </>
  );
}
