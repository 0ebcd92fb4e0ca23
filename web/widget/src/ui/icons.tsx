/** Line icons of one weight; always beside a word or a label. */
const PATHS = {
  chat: 'M4 5h16v11H9l-5 4V5z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  send: 'M12 20V5M5.5 11.5L12 5l6.5 6.5',
  clip: 'M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7L9.3 17a1.7 1.7 0 01-2.4-2.4l7.6-7.6',
  smile:
    'M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 14.5s1.2 1.8 3.5 1.8 3.5-1.8 3.5-1.8M9 9.5v.01M15 9.5v.01',
  file: 'M6 3h8l4 4v14H6V3zM14 3v5h4',
  retry: 'M20 12a8 8 0 11-2.5-5.8M20 3v5h-5',
};

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={`icon icon-${name}`}>
      <path d={PATHS[name]} />
    </svg>
  );
}
