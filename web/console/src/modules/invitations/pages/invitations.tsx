import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { DAYS, invitationsQuery } from "../api/invitations";
import { InvitationDrawer } from "../parts/invitation-drawer";
import { InvitationList } from "../parts/invitation-list";

/** 主动邀请: the rules, their figures, and writing one. */
export default function InvitationsPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(invitationsQuery);
  const [edited, setEdited] = useState<string | null>(null);
  const chosen = data?.rules.find((rule) => rule.id === edited) ?? null;
  const add = (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("invitations:add")}
    </Button>
  );
  return (
    <Page title={t("invitations:title")} lead={t("invitations:lead")} actions={add}>
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={4} />}
        {data?.rules.length === 0 && (
          <EmptyState
            title={t("invitations:none")}
            hint={t("invitations:none.hint")}
            action={add}
          />
        )}
        {data && data.rules.length > 0 && (
          <>
            <p>{t("invitations:figures", { count: DAYS })}</p>
            <InvitationList
              rules={data.rules}
              days={data.days}
              edit={(rule) => setEdited(rule.id)}
            />
          </>
        )}
      </Section>
      {(chosen || edited === "new") && (
        <InvitationDrawer key={edited} rule={chosen} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
