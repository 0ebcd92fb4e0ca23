import type { Link } from './link';

/** Tells the link at once what the browser knows of the network, or when the page is back. */
export function watchNetwork(link: Link): void {
  const hurry = () => {
    if (document.visibilityState === 'visible') link.hurry();
  };
  window.addEventListener('online', hurry);
  window.addEventListener('pageshow', hurry);
  window.addEventListener('offline', () => link.lose());
  document.addEventListener('visibilitychange', hurry);
}
