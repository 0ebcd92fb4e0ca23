import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { Role } from "@/api/types";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { permissionsQuery, rolesQuery } from "../api/queries";
import { PermissionMatrix } from "../parts/permission-matrix";
import { RoleDrawer } from "../parts/role-drawer";

/** Roles and permissions 角色与权限: who may do what, on one sheet. */
export default function RolesPage() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const roles = useQuery(rolesQuery);
  const permissions = useQuery(permissionsQuery);
  const [edited, setEdited] = useState<string | "new" | null>(null);
  const chosen: Role | null = roles.data?.find((role) => role.id === edited) ?? null;
  const failure = roles.error ?? permissions.error;
  return (
    <Page
      wide
      title={t("people:roles.title")}
      lead={t("people:roles.hint")}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("people:role.add")}
        </Button>
      }
    >
      <Section>
        {failure && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(failure)}
            retry={() => void Promise.all([roles.refetch(), permissions.refetch()])}
            retryLabel={t("shell:retry")}
          />
        )}
        {!failure && !(roles.data && permissions.data) && <RowsSkeleton />}
        {roles.data && permissions.data && (
          <PermissionMatrix
            roles={roles.data}
            permissions={permissions.data}
            label={label}
            open={(role) => setEdited(role.id)}
          />
        )}
      </Section>
      {(chosen || edited === "new") && (
        <RoleDrawer
          key={edited}
          role={chosen}
          permissions={permissions.data ?? []}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
