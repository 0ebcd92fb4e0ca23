import { Button, Checkbox, Form, Radio } from "antd";
import { api, unwrap } from "@/api/client";
import type { Labels, Permission, Role } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError } from "@/shell/hooks/form-error";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import { rolesQuery } from "../api/queries";
import styles from "./people.module.css";

/** "Night shift lead" becomes "night_shift_lead": roles need a code nobody has to think of. */
export function codeFrom(name: string | undefined): string {
  const plain = (name ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return plain || `role_${Date.now().toString(36)}`;
}

type Values = { name: Labels; scope: Role["scope"]; permissions: string[] };
type Props = { role: Role | null; permissions: Permission[]; close: () => void };

function PermissionBoxes({ permissions }: { permissions: Permission[] }) {
  const t = useT();
  const label = useLabel();
  const modules = [...new Set(permissions.map((each) => each.module))];
  return (
    <Form.Item name="permissions" label={t("people:permissions")}>
      <Checkbox.Group style={{ display: "grid", gap: 4 }}>
        {modules.map((module) => (
          <div key={module}>
            <p className={styles.quiet}>{t(`people:module.${module}`)}</p>
            {permissions
              .filter((each) => each.module === module)
              .map((each) => (
                <div key={each.name}>
                  <Checkbox value={each.name}>
                    {label(each.title)}{" "}
                    <span className={styles.quiet}>{label(each.description)}</span>
                  </Checkbox>
                </div>
              ))}
          </div>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}

/** A role: its name, how far it reaches, what it may do. */
export function RoleDrawer({ role, permissions, close }: Props) {
  const t = useT();
  const label = useLabel();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: (values: Values): Promise<unknown> =>
      role
        ? unwrap(
            api.PATCH("/api/roles/{role_id}", {
              params: { path: { role_id: role.id } },
              headers: ifMatch(role),
              body: values,
            }),
          )
        : unwrap(api.POST("/api/roles", { body: { ...values, code: codeFrom(values.name.en) } })),
    refresh: rolesQuery.queryKey,
    done: close,
  });
  const remove = useDelete({
    kind: "role",
    act: (id: string) =>
      unwrap(api.DELETE("/api/roles/{role_id}", { params: { path: { role_id: id } } })),
    refresh: rolesQuery.queryKey,
    done: close,
  });
  return (
    <EditDrawer
      title={role ? label(role.name) : t("people:role.add")}
      close={close}
      save={form.submit}
      saving={save.isPending}
      extra={
        role &&
        !role.builtin && (
          <Button
            danger
            disabled={role.staff_count > 0}
            onClick={() => remove.mutate({ id: role.id, name: label(role.name) })}
          >
            {t("shell:delete")}
          </Button>
        )
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={role ?? { name: {}, scope: "own", permissions: [] }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t("people:role.name")}
          rules={[{ required: true, message: t("people:name.required") }]}
        >
          <TextPair title={t("people:role.name")} />
        </Form.Item>
        <Form.Item name="scope" label={t("people:scope")} extra={t("people:scope.hint")}>
          <Radio.Group
            options={(["own", "team", "shop", "all"] as const).map((each) => ({
              value: each,
              label: t(`people:scope.${each}`),
            }))}
          />
        </Form.Item>
        <PermissionBoxes permissions={permissions} />
        <FormError reason={save.error ?? remove.error} />
      </Form>
    </EditDrawer>
  );
}
