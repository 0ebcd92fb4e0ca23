import { Button } from "antd";
import { useRef } from "react";

type Props = {
  label: string;
  accept: string;
  take: (file: File) => void;
  busy?: boolean;
  primary?: boolean;
};

/** A button that asks for a file; the same one may be chosen twice in a row. */
export function FileButton({ label, accept, take, busy = false, primary = false }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        type={primary ? "primary" : "default"}
        loading={busy}
        onClick={() => picker.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) take(file);
        }}
      />
    </>
  );
}
