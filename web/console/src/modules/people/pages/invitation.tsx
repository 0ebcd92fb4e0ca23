import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { forgetSession } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { Door } from "../parts/door";
import { NewPassword } from "../parts/new-password";

/** Somebody was invited and chooses a name and a password (接受邀请). */
export default function InvitationPage() {
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const token = usePathParam("token") ?? "";
  const [form] = Form.useForm();
  const [failure, setFailure] = useState<unknown>(null);
  const path = { params: { path: { token } } };
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => unwrap(api.GET("/api/auth/invitations/{token}", path)),
    retry: false,
  });
  const submit = (values: { name: string; password: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/invitations/{token}/accept", { ...path, body: values }))
      .then(() => {
        forgetSession(client);
        go("/");
      })
      .catch((reason: unknown) => {
        setFailure(reason);
        showFieldErrors(form, reason);
      });
  };
  const { data } = invitation;
  return (
    <Door
      title={t("people:invitation.title")}
      lead={
        data &&
        t("people:invitation.lead", { inviter: data.inviter, organisation: data.organisation })
      }
    >
      {invitation.isPending && <RowsSkeleton rows={3} />}
      <FormError reason={invitation.error} />
      {invitation.isError && <Link to={"/login" as never}>{t("people:login.back")}</Link>}
      {data && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item label={t("people:email")}>
            <Input value={data.email} disabled autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="name"
            label={t("people:name")}
            extra={t("people:name.hint")}
            rules={[{ required: true, message: t("people:name.required") }]}
          >
            <Input autoComplete="name" />
          </Form.Item>
          <NewPassword />
          <FormError reason={failure} />
          <Button block type="primary" size="large" htmlType="submit">
            {t("people:invitation.submit")}
          </Button>
        </Form>
      )}
    </Door>
  );
}
