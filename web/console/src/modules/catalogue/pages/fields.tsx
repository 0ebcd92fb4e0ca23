import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { Field } from "@/api/types";
import { fieldsQuery } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { kindsQuery } from "../api/fields";
import { FieldDrawer } from "../parts/field-drawer";
import { FieldRows } from "../parts/field-rows";

/** Custom fields 自定义字段: what the shop wants to know of its customers and conversations. */
export default function FieldsPage() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const kinds = useQuery(kindsQuery).data ?? [];
  const [chosen, setChosen] = useState("customer");
  const kind = kinds.find((one) => one.kind === chosen);
  const { data, error, refetch } = useQuery(fieldsQuery(chosen));
  const [edited, setEdited] = useState<Field | "new" | null>(null);
  const add = (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("catalogue:fields.add")}
    </Button>
  );
  return (
    <Page
      title={t("catalogue:fields")}
      lead={t("catalogue:fields.lead")}
      actions={data && data.length > 0 && add}
    >
      <Segmented
        style={{ marginBottom: 12 }}
        aria-label={t("catalogue:fields.kind")}
        value={chosen}
        options={kinds.map((one) => ({ value: one.kind, label: label(one.title) }))}
        onChange={setChosen}
      />
      <Section>
        {error && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={3} />}
        {data?.length === 0 && (
          <EmptyState
            title={t("catalogue:fields.none")}
            hint={t(`catalogue:fields.none.hint`)}
            action={add}
          />
        )}
        {data && data.length > 0 && <FieldRows kind={chosen} fields={data} edit={setEdited} />}
      </Section>
      {edited && kind && (
        <FieldDrawer
          key={edited === "new" ? "new" : edited.id}
          field={edited === "new" ? null : edited}
          kind={kind}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
