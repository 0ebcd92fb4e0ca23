import { useEffect, useRef } from 'preact/hooks';
import type { FileInfo } from '../api/types';
import type { Strings } from '../strings';
import { useBlobAddress } from './Attachment';
import { Icon } from './icons';

interface Props {
  file: FileInfo;
  strings: Strings;
  close: () => void;
}

/** One picture, large. Any key of leaving closes it: Esc, a tap beside it, the button. */
export function Lightbox({ file, strings, close }: Props) {
  const { address, failed } = useBlobAddress(file, file.url);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      class="lightbox"
      ref={dialog}
      aria-label={file.name}
      onClose={close}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {address && <img src={address} alt={file.name} />}
      <p>{failed ? strings.imageGone : address ? '' : strings.loading}</p>
      <div class="lightbox-bar">
        {address && (
          <a href={address} download={file.name}>
            {strings.download}
          </a>
        )}
        <button
          type="button"
          class="round"
          aria-label={strings.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
    </dialog>
  );
}
