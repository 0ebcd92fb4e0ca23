import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Customer } from "@/api/types";
import { useLookAtJobs } from "@/shell/hooks/jobs";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";

const JoinDialog = lazy(() => import("./join-dialog"));
const EraseDialog = lazy(() => import("./erase-dialog"));

/** What is done to a file as a whole: export it, join it, erase it. */
export function More({ customer }: { customer: Customer }) {
  const t = useT();
  const allowed = useCan();
  const notices = useNotices();
  const look = useLookAtJobs();
  const [dialog, setDialog] = useState<"join" | "erase" | null>(null);
  const exportAll = () =>
    unwrap(
      api.POST("/api/customers/{customer_id}/export", {
        params: { path: { customer_id: customer.id } },
      }),
    ).then(() => {
      notices.done(t("customers:export.asked"));
      look();
    }, notices.failed);
  const items: MenuProps["items"] = [
    allowed("customers.merge") && {
      key: "join",
      label: t("customers:join"),
      onClick: () => setDialog("join"),
    },
    allowed("customers.export") && {
      key: "export",
      label: t("customers:export"),
      onClick: () => void exportAll(),
    },
    allowed("customers.erase") && {
      key: "erase",
      danger: true,
      label: t("customers:erase"),
      onClick: () => setDialog("erase"),
    },
  ].filter((item) => item !== false);
  if (items.length === 0) return null;
  const close = () => setDialog(null);
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button>
          {t("customers:more")} <DownOutlined />
        </Button>
      </Dropdown>
      <Suspense>
        {dialog === "join" && <JoinDialog customer={customer} close={close} />}
        {dialog === "erase" && <EraseDialog customer={customer} close={close} />}
      </Suspense>
    </>
  );
}
