import { type ComponentType, lazy, Suspense } from "react";
import { CardBoundary } from "@/ui/boundary";
import { RowsSkeleton } from "@/ui/states";
import type { Card, CardProps } from "../contracts";
import { useT } from "./text";

const loaded = new Map<string, ReturnType<typeof lazy<ComponentType<CardProps>>>>();

function componentOf(card: Card) {
  const held = loaded.get(card.id) ?? lazy(card.load);
  loaded.set(card.id, held);
  return held;
}

type Props = CardProps & { card: Card };

/** What a card shows; one that fails says so and leaves the others alone. */
export function CardBody({ card, id, context }: Props) {
  const t = useT();
  const Body = componentOf(card);
  return (
    <CardBoundary message={t("shell:card.missing")}>
      <Suspense fallback={<RowsSkeleton rows={2} />}>
        <Body id={id} context={context} />
      </Suspense>
    </CardBoundary>
  );
}
