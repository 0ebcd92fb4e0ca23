import { Button } from "antd";
import { Fragment } from "react";
import type { LabelText, Permission, Role } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./people.module.css";

type Props = {
  roles: Role[];
  permissions: Permission[];
  label: (text: LabelText) => string;
  open: (role: Role) => void;
};

/** Permissions down, roles across (权限表). */
export function PermissionMatrix({ roles, permissions, label, open }: Props) {
  const t = useT();
  const modules = [...new Set(permissions.map((each) => each.module))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    // biome-ignore lint/a11y/useSemanticElements: a table that scrolls inside the page
    <div className={styles.scrollX} tabIndex={0} role="region" aria-label={t("people:roles.title")}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t("people:permission")}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <Button type="link" size="small" onClick={() => open(role)}>
                  {label(role.name)}
                </Button>
                <div className={styles.quiet}>
                  {t("people:role.people", { count: role.staff_count })}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("people:scope")}</th>
            {roles.map((role) => (
              <td key={role.id}>{t(`people:scope.${role.scope}`)}</td>
            ))}
          </tr>
          {modules.map((module) => (
            <Fragment key={module}>
              <tr className={styles.matrixGroup}>
                <th scope="rowgroup">{t(`people:module.${module}`)}</th>
                <td colSpan={roles.length} />
              </tr>
              {permissions
                .filter((each) => each.module === module)
                .map((permission) => (
                  <tr key={permission.name}>
                    <th scope="row" title={label(permission.description)}>
                      {label(permission.title)}
                    </th>
                    {roles.map((role) => {
                      const has = role.permissions.includes(permission.name);
                      return (
                        <td key={role.id}>
                          <span aria-hidden="true">{has ? "✓" : "·"}</span>
                          <span className="visually-hidden">
                            {t(has ? "people:yes" : "people:no")}
                          </span>
                        </td>
                      );
                    })}
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
