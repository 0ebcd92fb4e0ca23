import type { Field, FieldValue, FieldValues, Labels } from "@/api/types";
import type { CheckItem, FormField } from "./shapes";

type Asked = {
  code: string;
  name: Labels;
  type: string;
  help?: Labels | null | undefined;
  choices?: ({ name: Labels } & ({ code: string } | { value: string }))[] | undefined;
  required?: boolean | undefined;
  decimals?: number | undefined;
  currency?: string | undefined;
};

/** A field of a step, or what an action wants to know, as the controls of custom fields take it. */
export const asField = (asked: Asked): Field =>
  ({
    id: asked.code,
    code: asked.code,
    name: asked.name,
    help: asked.help ?? null,
    type: asked.type,
    choices: (asked.choices ?? []).map((choice) => ({
      code: "code" in choice ? choice.code : choice.value,
      name: choice.name,
      active: true,
    })),
    required: asked.required ?? false,
    decimals: asked.decimals ?? 0,
    currency: asked.currency ?? "CNY",
    active: true,
  }) as unknown as Field;

export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (Array.isArray(value) && value.length === 0);

/** What has to be there before a step is finished and is not: codes of fields and of checks. */
export function missing(
  step: { fields: FormField[]; checklist: CheckItem[] },
  values: FieldValues,
  checked: readonly string[],
): { fields: string[]; checks: string[] } {
  return {
    fields: step.fields
      .filter(({ code, required }) => required && isEmpty(values[code]))
      .map(({ code }) => code),
    checks: step.checklist
      .filter(({ code, required }) => required && !checked.includes(code))
      .map(({ code }) => code),
  };
}
