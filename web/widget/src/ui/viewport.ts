import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Follows the part of the window that is really visible: on phones the keyboard covers the lower
 * half, and a fixed window would hide its composer behind it.
 */
export function useViewport(frame: RefObject<HTMLElement | null>, open: boolean): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view || !open) return;
    const follow = () => {
      frame.current?.style.setProperty('--view-height', `${Math.round(view.height)}px`);
      frame.current?.style.setProperty('--view-top', `${Math.round(view.offsetTop)}px`);
    };
    follow();
    view.addEventListener('resize', follow);
    view.addEventListener('scroll', follow);
    return () => {
      view.removeEventListener('resize', follow);
      view.removeEventListener('scroll', follow);
    };
  }, [open]);
}
