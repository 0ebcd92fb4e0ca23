import { useState } from 'preact/hooks';
import type { ApiError } from '../api/http';
import type { State } from '../core/state';
import { leave } from '../core/wishes';
import { readContact } from '../rules/contact';
import { useChat } from './context';

/** 离线留言: a message with a way to answer it. What is typed stays, whatever goes wrong. */
export function LeaveMessage({ state, withText }: { state: State; withText: boolean }) {
  const chat = useChat();
  const { strings, asks } = state;
  const call = asks === 'callback';
  const [contact, setContact] = useState('');
  const [name, setName] = useState('');
  const [message, setMessage] = useState(chat.corner.get('draft') ?? '');
  const [wrong, setWrong] = useState<{ contact?: string; message?: string; form?: string }>({});
  const [busy, setBusy] = useState(false);

  const write = (text: string) => {
    setMessage(text);
    chat.corner.set('draft', text);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = readContact(contact);
    const read = call && found && !('phone' in found) ? null : found;
    const missing = call ? strings.contactPhoneWrong : strings.contactMissing;
    const wrongOne = call ? strings.contactPhoneWrong : strings.contactWrong;
    const faults = {
      ...(read ? {} : { contact: contact.trim() ? wrongOne : missing }),
      ...(!withText || message.trim() ? {} : { message: strings.contactMessageMissing }),
    };
    setWrong(faults);
    if (!read || Object.keys(faults).length > 0) {
      const field = faults.contact ? 'contact' : 'message';
      (event.target as HTMLFormElement).querySelector<HTMLElement>(`[name=${field}]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      const called = name.trim();
      await leave(
        chat,
        { ...read, ...(called ? { name: called } : {}) },
        withText ? message.trim() : '',
      );
    } catch (error) {
      const { fields = {}, message: sentence } = error as ApiError;
      const beside = fields.phone ?? fields.email;
      setWrong(beside ? { contact: beside } : { form: sentence || strings.contactFailed });
    }
    setBusy(false);
  };

  return (
    <form class="leave" onSubmit={submit} noValidate>
      <b class="leave-title">
        {call ? strings.ratherCall : asks ? strings.ratherLeave : strings.contactTitle}
      </b>
      <p>{call ? strings.contactCall : asks ? strings.contactKeep : strings.contactIntro}</p>
      {withText && (
        <label>
          {strings.contactMessage}
          <textarea
            name="message"
            rows={3}
            value={message}
            maxLength={state.config?.limits.text ?? 4000}
            aria-invalid={!!wrong.message}
            aria-describedby="message-wrong"
            onInput={(event) => write(event.currentTarget.value)}
          />
          <span class="wrong" id="message-wrong" role="alert">
            {wrong.message}
          </span>
        </label>
      )}
      <label>
        {call ? strings.contactPhone : strings.contactLabel}
        <input
          name="contact"
          type="text"
          inputMode={call ? 'tel' : 'email'}
          autoComplete={call ? 'tel' : 'email'}
          value={contact}
          aria-invalid={!!wrong.contact}
          aria-describedby="contact-wrong"
          onInput={(event) => setContact(event.currentTarget.value)}
        />
        <span class="wrong" id="contact-wrong" role="alert">
          {wrong.contact}
        </span>
      </label>
      <label>
        {strings.contactName}
        <input
          name="name"
          autoComplete="name"
          maxLength={60}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy}>
        {withText ? strings.contactSubmit : strings.contactSave}
      </button>
      {wrong.form && (
        <span class="wrong" role="alert">
          {wrong.form}
        </span>
      )}
    </form>
  );
}
