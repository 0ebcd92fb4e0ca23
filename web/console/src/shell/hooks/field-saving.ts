import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import type { FieldValue, FieldValues } from "@/api/types";
import { fieldErrors } from "./fields";
import { useNotices } from "./notice";
import { useT } from "./text";

type Row = { fields: FieldValues; version: number };

type Options<R extends Row> = {
  /** Where the row with its values is held. */
  key: QueryKey;
  patch: (fields: FieldValues, held: R | undefined) => Promise<R>;
};

/** These values with one of them changed or taken away. */
export function withValue(values: FieldValues, code: string, value: FieldValue): FieldValues {
  const { [code]: _, ...rest } = values;
  return value === null ? rest : { ...rest, [code]: value };
}

/**
 * Fills in one custom field: seen at once, taken back when refused, with a way back. What is wrong
 * with the value is the caller's to show; everything else is said here.
 */
export function useFieldSaving<R extends Row>({ key, patch }: Options<R>) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const store = async (code: string, value: FieldValue): Promise<void> => {
    await client.cancelQueries({ queryKey: key });
    const held = client.getQueryData<R>(key);
    if (held) client.setQueryData(key, { ...held, fields: withValue(held.fields, code, value) });
    try {
      client.setQueryData(key, await patch({ [code]: value }, held));
    } catch (reason) {
      client.setQueryData(key, held);
      if (!fieldErrors(reason)) {
        notices.failed(reason);
        void client.invalidateQueries({ queryKey: key });
      }
      throw reason;
    }
  };
  return async (code: string, value: FieldValue): Promise<void> => {
    const before = client.getQueryData<R>(key)?.fields[code] ?? null;
    await store(code, value);
    notices.undoable(t("shell:saved"), () => void store(code, before).catch(() => undefined));
  };
}
