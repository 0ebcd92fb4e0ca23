import type { Labels } from "@/api/types";
import { TextPair } from "@/ui/text-pair";

type Props = {
  title: string;
  value: Labels;
  onChange: (value: Labels) => void;
  lines?: number;
};

/** A text of a procedure in both languages. */
export function Pair({ title, value, onChange, lines = 1 }: Props) {
  return (
    <TextPair
      title={title}
      lines={lines}
      value={value}
      onChange={(next) => onChange(next as Labels)}
    />
  );
}
