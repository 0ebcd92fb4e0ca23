import { useQuery } from "@tanstack/react-query";
import { Button, Input, Table, Tag } from "antd";
import { useState } from "react";
import type { Role, Staff, Team } from "@/api/types";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { rolesQuery, staffQuery } from "../api/queries";
import { InviteDrawer } from "../parts/invite-drawer";
import styles from "../parts/people.module.css";
import { StaffDrawer } from "../parts/staff-drawer";

type TableProps = { staff: Staff[]; roles: Role[]; teams: Team[]; open: (staff: Staff) => void };

function StaffTable({ staff, roles, teams, open }: TableProps) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const roleName = (id: string) => label(roles.find((role) => role.id === id)?.name);
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name ?? "";
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={staff}
      columns={[
        {
          title: t("people:name"),
          render: (_, each: Staff) => (
            <button type="button" className={`plain ${styles.person}`} onClick={() => open(each)}>
              <Avatar name={each.name || each.email} size={28} />
              <span>
                {each.name || each.email}
                <br />
                <span className={styles.quiet}>{each.email}</span>
              </span>
            </button>
          ),
        },
        {
          title: t("people:roles"),
          render: (_, each: Staff) => each.role_ids.map(roleName).join("、"),
        },
        {
          title: t("people:grade"),
          render: (_, each: Staff) => t(`people:grade.${each.grade}`),
        },
        {
          title: t("people:teams"),
          render: (_, each: Staff) => each.team_ids.map(teamName).join("、"),
        },
        {
          title: t("people:state"),
          render: (_, each: Staff) => (
            <>
              <Tag {...(each.state === "active" ? {} : { color: "warning" })}>
                {t(`people:state.${each.state}`)}
              </Tag>
              {each.two_factor && <Tag>{t("people:two_factor.short")}</Tag>}
            </>
          ),
        },
        {
          title: t("people:last_seen"),
          render: (_, each: Staff) => (each.last_seen_at ? format.short(each.last_seen_at) : ""),
        },
      ]}
    />
  );
}

/** Staff 员工: who works here, with what role and in which team. */
export default function StaffPage() {
  const t = useT();
  const sentence = useSentence();
  const teams = useTeams();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data, error, refetch } = useQuery(staffQuery);
  const [text, setText] = useState("");
  const [inviting, setInviting] = useState(false);
  const [edited, setEdited] = useState<string | null>(null);
  const wanted = text.trim().toLowerCase();
  const shown = (data ?? []).filter((each) =>
    `${each.name} ${each.email}`.toLowerCase().includes(wanted),
  );
  const chosen = data?.find((each) => each.id === edited);
  return (
    <Page
      wide
      title={t("people:staff")}
      lead={t("people:staff.hint")}
      actions={
        <Button type="primary" onClick={() => setInviting(true)}>
          {t("people:invite")}
        </Button>
      }
    >
      <Section>
        <Input
          allowClear
          aria-label={t("people:staff.search")}
          placeholder={t("people:staff.search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ maxWidth: 320, marginBottom: 12 }}
        />
        {error && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton avatar />}
        {data && (
          <StaffTable
            staff={shown}
            roles={roles}
            teams={teams}
            open={(each) => setEdited(each.id)}
          />
        )}
      </Section>
      {inviting && <InviteDrawer close={() => setInviting(false)} />}
      {chosen && <StaffDrawer key={chosen.id} staff={chosen} close={() => setEdited(null)} />}
    </Page>
  );
}
