import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Space, Upload } from "antd";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { type Centre, centresQuery, logoOf, removeLogo, sendLogo } from "../api/centres";
import styles from "./help.module.css";

/** The shop's logo; a change of it holds at once. */
export function Logo({ centre }: { centre: Centre }) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const change = useMutation({
    mutationFn: (file: File | null) => (file ? sendLogo(centre, file) : removeLogo(centre)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: centresQuery.queryKey });
      notices.done(t("shell:saved"));
    },
    onError: notices.failed,
  });
  const logo = logoOf(centre);
  return (
    <div className={styles.logo}>
      {logo ? (
        <img src={logo} alt={t("helpcentre:logo")} />
      ) : (
        <span className={styles.quiet}>{t("helpcentre:logo.none")}</span>
      )}
      <Space>
        <Upload
          accept="image/png,image/jpeg,image/webp,image/gif"
          showUploadList={false}
          beforeUpload={(file) => {
            change.mutate(file);
            return false;
          }}
        >
          <Button loading={change.isPending}>{t("helpcentre:logo.choose")}</Button>
        </Upload>
        {logo && (
          <Button disabled={change.isPending} onClick={() => change.mutate(null)}>
            {t("helpcentre:logo.remove")}
          </Button>
        )}
      </Space>
    </div>
  );
}
