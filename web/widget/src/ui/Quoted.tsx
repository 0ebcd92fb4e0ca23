import type { VisitorMessage } from '../api/types';
import type { Strings } from '../strings';

type Quote = NonNullable<VisitorMessage['reply_to']>;

/** The words this one points to; a click goes there. */
export function Quoted({ quote, strings }: { quote: Quote; strings: Strings }) {
  const jump = (event: MouseEvent) => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ParentNode;
    root.querySelector(`[data-n="${quote.number}"]`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <button type="button" class="quoted" onClick={jump}>
      <span>{`${quote.mine ? strings.me : quote.name}：${quote.text || '…'}`}</span>
    </button>
  );
}
