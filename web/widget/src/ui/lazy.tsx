import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part that is fetched when it is first drawn; nothing stands there until it has come. */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let part: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, redraw] = useState(0);
    useEffect(() => {
      if (part) return;
      void load().then((loaded) => {
        part = loaded;
        redraw(1);
      });
    }, []);
    const Part = part;
    return Part ? <Part {...props} /> : null;
  };
}
