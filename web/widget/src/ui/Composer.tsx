import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { State } from '../core/state';
import { uploadsOf } from '../core/uploads';
import { ACCEPT } from '../rules/files';
import { sendsMessage } from '../rules/ime';
import { useChat } from './context';
import { Icon } from './icons';
import { lazyPart } from './lazy';

const EmojiPanel = lazyPart(() => import('./EmojiPanel').then(({ EmojiPanel: part }) => part));

const TELL_MS = 1000;

export function Composer({ state }: { state: State }) {
  const chat = useChat();
  const { strings, open, config, notice, fault, quote } = state;
  const [text, setText] = useState(chat.corner.get('draft') ?? '');
  const [emoji, setEmoji] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const told = useRef(0);
  const telling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const limit = config?.limits.text ?? 4000;
  const over = [...text].length > limit;

  useEffect(() => {
    // On a phone the keyboard would hide the answer: let the visitor tap when they want to write.
    if (open && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [open]);

  // The draft is written down at once: a reload or a crash a moment later loses nothing.
  useEffect(() => {
    if (text) chat.corner.set('draft', text);
    else chat.corner.remove('draft');
  }, [text]);

  useEffect(() => {
    if (quote) field.current?.focus();
  }, [quote]);

  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  }, [text, open]);

  const tell = (value: string) => {
    told.current = Date.now();
    chat.typing(value);
  };
  const type = (value: string) => {
    setText(value);
    if (notice || fault) chat.store.set({ notice: null, fault: null });
    clearTimeout(telling.current);
    const wait = value === '' ? 0 : told.current + TELL_MS - Date.now();
    if (wait <= 0) tell(value);
    // The agent sees what stands there, not the first letter of it.
    else telling.current = setTimeout(() => tell(value), wait);
  };
  const send = () => {
    // The field itself, not the last drawing: Enter may follow a key before the next frame.
    const words = (field.current?.value ?? '').trim();
    if (!words || [...words].length > limit) return;
    clearTimeout(telling.current);
    chat.sendText(words);
    if (field.current) field.current.value = '';
    setText('');
    setEmoji(false);
    told.current = 0;
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (!sendsMessage(event, composing.current)) return;
    event.preventDefault();
    send();
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    uploadsOf(chat).add(files);
  };
  const insert = (sign: string) => {
    const box = field.current;
    const at = box?.selectionStart ?? text.length;
    type(text.slice(0, at) + sign + text.slice(box?.selectionEnd ?? at));
    requestAnimationFrame(() => box?.setSelectionRange(at + sign.length, at + sign.length));
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {(notice || fault || over) && (
        <p class="notice" role="alert">
          {over ? strings.tooLong(limit) : (fault ?? notice)}
        </p>
      )}
      {quote && (
        <p class="quoted">
          <span>{quote.text || quote.file?.name}</span>
          <button
            type="button"
            class="link"
            aria-label={strings.cancel}
            onClick={() => chat.store.set({ quote: null })}
          >
            ✕
          </button>
        </p>
      )}
      {emoji && <EmojiPanel pick={insert} label={strings.emoji} />}
      <textarea
        ref={field}
        rows={1}
        value={text}
        placeholder={strings.placeholder}
        aria-label={strings.messageLabel}
        enterkeyhint="send"
        onInput={(event) => type(event.currentTarget.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
        }}
        onKeyDown={keys}
        onPaste={paste}
      />
      <div class="tools">
        <button
          type="button"
          class="tool"
          aria-label={strings.emoji}
          title={strings.emoji}
          aria-expanded={emoji}
          onClick={() => setEmoji(!emoji)}
        >
          <Icon name="smile" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={strings.attach}
          title={strings.attach}
          onClick={() => picker.current?.click()}
        >
          <Icon name="clip" />
        </button>
        <input
          ref={picker}
          type="file"
          class="hidden"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          accept={ACCEPT}
          onChange={(event) => {
            uploadsOf(chat).add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <button type="submit" class="send" disabled={!text.trim() || over}>
          {strings.send}
          <Icon name="send" />
        </button>
      </div>
      {config?.preview && <p class="told">{strings.preview}</p>}
    </form>
  );
}
