import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Field, FieldValue } from "@/api/types";
import { FileButton } from "@/ui/file-button";
import { usePresences } from "./directory";
import { useNotices } from "./notice";
import { useSettled } from "./settled";
import { useT } from "./text";
import { uploadFile } from "./upload";

type Common = { autoFocus: boolean; "aria-label": string; status?: "error" };
type Props = {
  field: Field;
  value: string | null;
  /** What ids are called, as far as the server has said. */
  names: Record<string, string>;
  onChange: (value: FieldValue) => void;
  common: Common;
};

/** Chooses what a field names: a customer, a colleague, a file. */
export function ReferenceInput(props: Props) {
  if (props.field.type === "customer") return <CustomerInput {...props} />;
  if (props.field.type === "staff") return <StaffInput {...props} />;
  return <FileInput {...props} />;
}

/** Those found, and whoever is chosen already. */
function optionsOf(found: { id: string; name: string }[], value: string | null, name?: string) {
  const known = new Map(found.map((each) => [each.id, each.name]));
  if (value && !known.has(value)) known.set(value, name ?? "…");
  return [...known].map(([id, label]) => ({ value: id, label }));
}

function CustomerInput({ value, names, onChange, common }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const q = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: ["customers", "named", q],
    enabled: q !== "",
    queryFn: () => unwrap(api.GET("/api/customers", { params: { query: { q, limit: 10 } } })),
  });
  const found = (data?.items ?? []).map(({ id, ref, name }) => ({ id, name: `${name} ${ref}` }));
  const known = chosen && chosen.id === value ? chosen.name : value ? names[value] : undefined;
  const { data: file } = useQuery({
    queryKey: ["customers", "name", value],
    enabled: value !== null && known === undefined,
    queryFn: () =>
      unwrap(
        api.GET("/api/customers/{customer_id}", { params: { path: { customer_id: value ?? "" } } }),
      ),
  });
  return (
    <Select<string | null>
      {...common}
      allowClear
      style={{ width: "100%" }}
      placeholder={t("shell:field.customer")}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={q && data ? t("shell:field.customer.none") : null}
      value={value}
      options={optionsOf(found, value, known ?? file?.name)}
      onChange={(next) => {
        setChosen(found.find(({ id }) => id === next) ?? null);
        onChange(next ?? null);
      }}
    />
  );
}

function StaffInput({ value, names, onChange, common }: Props) {
  const t = useT();
  const people = usePresences().map(({ staff_id, name }) => ({ id: staff_id, name }));
  return (
    <Select<string | null>
      {...common}
      allowClear
      style={{ width: "100%" }}
      placeholder={t("shell:field.choose")}
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      options={optionsOf(people, value, value ? names[value] : undefined)}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}

function FileInput({ field, value, names, onChange, common }: Props) {
  const t = useT();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const take = (file: File) => {
    setBusy(true);
    uploadFile(file, file.name)
      .then(({ id, name }) => {
        setChosen({ id, name });
        onChange(id);
      }, notices.failed)
      .finally(() => setBusy(false));
  };
  const name = chosen?.id === value ? chosen?.name : value ? names[value] : null;
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} aria-label={common["aria-label"]}>
      {value && <p>{name ?? "…"}</p>}
      <div style={{ display: "flex", gap: 8 }}>
        <FileButton
          label={t(value ? "shell:field.file.other" : "shell:field.file")}
          accept="*/*"
          busy={busy}
          take={take}
        />
        {value && !field.required && (
          <Button onClick={() => onChange(null)}>{t("shell:field.file.remove")}</Button>
        )}
      </div>
    </fieldset>
  );
}
