import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldValue, FieldValues } from "@/api/types";
import { withValue } from "@/shell/hooks/field-saving";
import { type CaseStep, keepForm } from "../../api/cases";

const PAUSE = 1_000;

/**
 * What is filled in and ticked off at a step, kept by the server while one writes, so that whoever
 * takes the step over finds it; nothing is demanded before the step is finished.
 */
export function useStepForm(id: string, step: CaseStep) {
  const [values, setValues] = useState<FieldValues>(step.values as FieldValues);
  const [checked, setChecked] = useState<string[]>(step.checklist);
  const held = useRef({ values, checked });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keep = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const { values: written, checked: ticked } = held.current;
    // What is refused is refused again, with words, when the step is finished.
    keepForm(id, step.id, { values: written, checklist: ticked }).catch(() => undefined);
  }, [id, step.id]);
  useEffect(() => keep, [keep]);
  const later = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, PAUSE);
  };
  const fill = (code: string, value: FieldValue) => {
    held.current = { ...held.current, values: withValue(held.current.values, code, value) };
    setValues(held.current.values);
    later();
  };
  const tick = (code: string, on: boolean) => {
    const rest = held.current.checked.filter((one) => one !== code);
    held.current = { ...held.current, checked: on ? [...rest, code] : rest };
    setChecked(held.current.checked);
    later();
  };
  /** The step is over: nothing is kept for it any more. */
  const stop = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  return { values, checked, fill, tick, stop };
}
