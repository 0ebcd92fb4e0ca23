import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const given = new WeakMap<Node, Set<string>>();

/** The styles of a part that is fetched later come with it, once a window. */
export function useSheet(text: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = place.current?.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    const known = given.get(root) ?? new Set();
    if (known.has(text)) return;
    given.set(root, known.add(text));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
  return place;
}
