import type { RefObject } from 'preact';

/** Back to the field, where a keyboard does not cover half the window. */
export function write(place: RefObject<HTMLElement | null>): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  const root = place.current?.getRootNode() as ShadowRoot | undefined;
  root?.querySelector<HTMLElement>('.composer textarea')?.focus();
}
