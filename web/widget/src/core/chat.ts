/** The window's brain: session, link, outbox and state put together. */
import { type ApiError, Http } from '../api/http';
import type { FileInfo, VisitorMessage } from '../api/types';
import { Attention } from './attention';
import { type Claims, chooseClaims } from './claims';
import { Connection } from './connection';
import { missedSince } from './gaps';
import { arrived, highestChanged, merge } from './history';
import { applyReport } from './incoming';
import { Lifecycle, pause, type Stage } from './lifecycle';
import type { LinkOwner, Place, Report } from './link';
import { watchNetwork } from './network';
import { Outbox } from './outbox';
import { Reading } from './reading';
import { Sender } from './sender';
import { Session } from './session';
import { beginning, type Options, type State, UNSAID } from './state';
import { Corner } from './storage';
import { Store } from './store';
import { withUploads } from './with-uploads';

const TYPING_MS = 6000;
const ASK_MS = 10_000;

export class Chat implements LinkOwner, Stage {
  readonly store: Store<State>;
  readonly corner: Corner;
  readonly http: Http;
  readonly session: Session;
  readonly life: Lifecycle;
  private readonly outbox: Outbox;
  private readonly sender: Sender;
  readonly reading: Reading;
  readonly link: Connection;
  private readonly attention: Attention;
  /** written in this tab */
  readonly own = new Set<string>();
  readonly claims: Claims;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.corner = new Corner(options.widget);
    this.http = new Http(options.host, options.language ?? 'zh-CN');
    this.session = new Session(this.http, this.corner, options.widget);
    this.outbox = new Outbox(this.corner);
    const config = this.session.remembered();
    this.store = new Store(beginning(options, this.corner, config, this.outbox.list()));
    this.claims = chooseClaims(options.widget, this.own);
    this.link = new Connection(this.http, this);
    this.sender = new Sender(this.outbox, this.claims, {
      post: (entry) => this.link.post(entry),
      ready: () => this.store.get().connection === 'live',
      acked: (_key, message) => this.take([message]),
      changed: () => this.refresh(),
      slowed: (notice) => this.store.set({ notice }),
      wait: pause,
    });
    this.reading = new Reading(this.store, this.corner, this.http, (number) =>
      this.link.send({ type: 'seen', number }),
    );
    this.attention = new Attention(this.store);
    this.life = new Lifecycle(this);
    this.corner.onOtherTab((name) => this.otherTab(name));
    watchNetwork(this.link);
    setInterval(() => this.askAgain(), ASK_MS);
  }

  connect(): void {
    if (this.store.get().connection !== 'idle' || !this.http.token) return;
    this.store.set({ connection: 'connecting' });
    this.link.start();
    this.sender.adopt();
  }

  // What the link tells.

  place(): Place {
    const { messages, conversation } = this.store.get();
    const id = conversation?.id ?? messages.at(-1)?.conversation_id ?? null;
    const since = id ? highestChanged(messages, id) : 0;
    return { token: this.http.token ?? '', conversation: since ? id : null, since: since || null };
  }

  frame(report: Report): void {
    const { messages: known, conversation } = this.store.get();
    const since = missedSince(conversation, report);
    if (since !== null) this.link.send({ type: 'hello', ...this.place(), since });
    this.store.set(applyReport(this.store.get(), report));
    if (report.type === 'typing') this.typingFades();
    if (report.type === 'changed' || report.type === 'state') {
      this.settle();
      const ids = new Set(known.map(({ id }) => id));
      const news = report.messages.some(({ id, from }) => from === 'agent' && !ids.has(id));
      if (news && report.type === 'changed') this.attention.chime();
    }
  }

  up(live: boolean): void {
    this.store.set({ connection: live ? 'live' : 'lost' });
    if (!live) return;
    void this.sender.pump();
    if (this.corner.get('files')) withUploads(this, (files) => files.resume());
  }

  unknownToken(): void {
    this.life.unknownToken();
  }

  forbidden(): void {
    this.halt();
    this.store.set({ forbidden: true });
  }

  halt(): void {
    this.link.stop();
    this.store.set({ connection: 'idle' });
  }

  // What the visitor does.

  open(): void {
    this.store.set({ open: true });
    this.connect();
  }

  /** While nobody is there, looks from time to time whether somebody has come. */
  private askAgain(): void {
    const { open, connection, availability } = this.store.get();
    if (open && connection === 'live' && !availability?.online && !document.hidden) {
      this.link.send({ type: 'hello', ...this.place() });
    }
  }

  close(): void {
    this.store.set({ open: false });
  }

  sendText(text: string): void {
    const { quote } = this.store.get();
    this.store.set({ quote: null });
    const points = quote ? { reply_to: quote.number } : {};
    this.enqueue(this.outbox.add({ kind: 'text', text, ...points, ...this.chosen() }).key);
  }

  sendFile(file: FileInfo): void {
    const kind = file.media_type.startsWith('image/') ? 'image' : 'file';
    this.enqueue(this.outbox.add({ kind, text: '', file_id: file.id, ...this.chosen() }, file).key);
  }

  /** What was chosen before chatting goes with the first words, and only with them. */
  private chosen(): { topic?: string; who?: State['who'] } {
    const { topic, who } = this.store.get();
    this.store.set({ topic: null, who: 'anyone' });
    return { ...(topic ? { topic } : {}), ...(who === 'anyone' ? {} : { who }) };
  }

  private enqueue(key: string): void {
    this.own.add(key);
    this.corner.set('written', '1');
    this.refresh();
    this.connect();
    this.sender.adopt();
  }

  retry(key: string): void {
    this.outbox.retry(key);
    this.refresh();
    void this.sender.pump();
  }

  discard(key: string): void {
    this.sender.drop(key);
    this.refresh();
  }

  typing(text: string): void {
    const { conversation, config } = this.store.get();
    // Words go ahead only where the visitor is told so under the composer.
    const shown = config?.preview ? text.slice(0, 500) : '';
    if (conversation) this.link.send({ type: 'typing', text: shown });
  }

  async recall(message: VisitorMessage): Promise<void> {
    await this.tell(this.http.recall(message.id));
  }

  async end(): Promise<void> {
    await this.tell(this.http.end());
  }

  async tell(call: Promise<unknown>): Promise<void> {
    try {
      await call;
    } catch (error) {
      const { message } = error as ApiError;
      this.store.set({ notice: message || this.store.get().strings.failed });
    }
  }

  sound(on: boolean): void {
    this.corner.set('sound', on ? 'on' : 'off');
    this.store.set({ sound: on });
  }

  page(url: string, title: string): void {
    this.link.send({ type: 'page', url, title });
  }

  clearOutbox(): void {
    this.outbox.clear();
    withUploads(this, (files) => files.clear());
  }

  wipe(): void {
    this.store.set(UNSAID);
    this.refresh();
  }

  private take(messages: VisitorMessage[]): void {
    this.store.set({ messages: merge(this.store.get().messages, messages) });
    this.settle();
  }

  private settle(): void {
    for (const key of arrived(this.store.get().messages, this.outbox.list())) this.sender.drop(key);
    this.refresh();
    this.reading.count();
  }

  private refresh(): void {
    this.store.set({ pending: this.outbox.list() });
  }

  private typingFades(): void {
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.store.set({ typing: null }), TYPING_MS);
  }

  private otherTab(name: string): void {
    if (name.startsWith('out:')) {
      this.refresh();
      this.sender.adopt();
      void this.sender.pump();
    } else if (name === 'seen') {
      this.reading.count();
    } else if (name === 'token' && this.corner.get('token') !== this.http.token) {
      this.life.otherToken();
    }
  }
}
