import { useEffect, useState } from 'preact/hooks';
import type { FileInfo } from '../api/types';
import { uploadsOf } from '../core/uploads';
import { sizeText } from '../rules/files';
import type { Strings } from '../strings';
import { useChat } from './context';
import { Icon } from './icons';

const addresses = new Map<string, Promise<string>>();

/** A blob address for a stored file: fetched once with the visitor's header, kept for the page. */
export function useBlobAddress(file: FileInfo, path: string): { address?: string; failed?: true } {
  const chat = useChat();
  const [result, setResult] = useState<{ address?: string; failed?: true }>({});
  useEffect(() => {
    let current = true;
    const local = uploadsOf(chat).local.get(file.id);
    const known =
      addresses.get(path) ??
      (local ? Promise.resolve(local) : chat.http.blob(path)).then((blob) =>
        URL.createObjectURL(blob),
      );
    addresses.set(path, known);
    known.then(
      (address) => current && setResult({ address }),
      () => {
        addresses.delete(path);
        if (current) setResult({ failed: true });
      },
    );
    return () => {
      current = false;
    };
  }, [path]);
  return result;
}

/** The space a picture will take, before it is there: nothing jumps when it arrives. */
function box(file: FileInfo): { width: number; height: number } {
  const width = file.width || 200;
  const height = file.height || 150;
  const scale = Math.min(1, 220 / width, 260 / height);
  return { width: Math.max(48, width * scale), height: Math.max(48, height * scale) };
}

interface Props {
  file: FileInfo;
  strings: Strings;
}

export function Picture({ file, strings, show }: Props & { show: (file: FileInfo) => void }) {
  const { address, failed } = useBlobAddress(file, file.thumb_url ?? file.url);
  const size = box(file);
  return (
    <button
      type="button"
      class="picture"
      aria-label={`${strings.view} ${file.name}`}
      style={{ width: `${size.width}px`, aspectRatio: `${size.width} / ${size.height}` }}
      onClick={() => show(file)}
    >
      {address && <img src={address} alt={file.name} />}
      {failed && <span>{strings.imageGone}</span>}
    </button>
  );
}

export function FileCard({ file, strings }: Props) {
  const { http } = useChat();
  const save = async () => {
    const address = URL.createObjectURL(await http.blob(file.url));
    const link = document.createElement('a');
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <button
      type="button"
      class="file"
      aria-label={`${strings.download} ${file.name}`}
      onClick={() => void save().catch(() => undefined)}
    >
      <Icon name="file" />
      <span>
        <b>{file.name}</b>
        <small>{sizeText(file.size)}</small>
      </span>
    </button>
  );
}
