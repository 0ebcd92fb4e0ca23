import type { Ref } from 'preact';
import type { Strings } from '../strings';
import { Icon } from './icons';

interface Props {
  strings: Strings;
  open: boolean;
  unread: number;
  press: () => void;
  button: Ref<HTMLButtonElement>;
}

export function Launcher({ strings, open, unread, press, button }: Props) {
  const label = open ? strings.close : unread ? strings.launcherUnread(unread) : strings.launcher;
  return (
    <button
      type="button"
      class="launcher"
      ref={button}
      aria-label={label}
      aria-expanded={open}
      aria-controls="panel"
      onClick={press}
    >
      <Icon name={open ? 'down' : 'chat'} />
      {!open && <span class="launcher-word">{strings.launcher}</span>}
      {!open && unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
    </button>
  );
}
