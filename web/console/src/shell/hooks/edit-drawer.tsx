import { Button, Drawer } from "antd";
import type { ReactNode } from "react";
import { forTyping } from "@/ui/ground";
import { useT } from "./text";

type Props = {
  title: string;
  close: () => void;
  save: () => void;
  saving: boolean;
  saveLabel?: string;
  extra?: ReactNode;
  children: ReactNode;
};

/** A form at the side: the list stays in view. */
export function EditDrawer(props: Props) {
  const t = useT();
  return (
    <Drawer
      {...forTyping}
      open
      title={props.title}
      size={520}
      onClose={props.close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={props.saving} onClick={props.save}>
            {props.saveLabel ?? t("shell:save")}
          </Button>
          <Button onClick={props.close}>{t("shell:cancel")}</Button>
          <span style={{ flex: 1 }} />
          {props.extra}
        </div>
      }
    >
      {props.children}
    </Drawer>
  );
}
