import { FrownOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useActs } from "@/shell/hooks/acts";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { Intake } from "./intake";

/** Files a complaint from the conversation one is in, by one key (会话投诉). */
export default function ConversationCard({ id, context }: CardProps) {
  const t = useT();
  const conversation = context.conversation ?? id;
  const [open, setOpen] = useState(false);
  useActs([
    {
      id: "complaints-file",
      label: t("complaints:file.key"),
      group: "complaints:menu",
      keys: ["alt+u"],
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Button
        size="small"
        icon={<FrownOutlined />}
        title={`${t("complaints:file.key")} (Alt+U)`}
        onClick={() => setOpen(true)}
      >
        {t("complaints:file")} <KeyCap combo="alt+u" />
      </Button>
      {open && <Intake conversation={conversation} close={() => setOpen(false)} />}
    </>
  );
}
