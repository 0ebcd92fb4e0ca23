import { Alert, type FormInstance } from "antd";
import { ApiError } from "@/api/client";
import { useSentence } from "./notice";

/** What the server said against a form, above its button. */
export function FormError({ reason }: { reason: unknown }) {
  const sentence = useSentence();
  if (reason === null || reason === undefined) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={sentence(reason)}
      role="alert"
      style={{ marginBottom: 16 }}
    />
  );
}

/** Puts the server's sentence to each field it names. */
export function showFieldErrors(form: FormInstance, reason: unknown): void {
  if (!(reason instanceof ApiError)) return;
  form.setFields(
    Object.entries(reason.fields).map(([name, message]) => ({
      name: name.split("."),
      errors: [message],
    })),
  );
}
