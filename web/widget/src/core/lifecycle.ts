/** Beginning, changing and ending the visitor's session. */
import { ApiError, type Http } from '../api/http';
import type { Identity, Language } from '../api/types';
import { backoff } from '../rules/backoff';
import { chooseLanguage, loadStrings } from '../strings';
import type { Session } from './session';
import type { State } from './state';
import type { Corner } from './storage';
import type { Store } from './store';

export interface Stage {
  store: Store<State>;
  http: Http;
  corner: Corner;
  session: Session;
  connect(): void;
  halt(): void;
  wipe(): void;
  forbidden(): void;
  clearOutbox(): void;
  tell(call: Promise<unknown>): Promise<void>;
}

export const pause = (milliseconds: number) =>
  new Promise<void>((done) => setTimeout(done, milliseconds));

export class Lifecycle {
  /** Given by the shop's page, not yet taken by the server; good for one use. */
  private identity: Identity | null = null;
  private latest = 0;
  private answered = false;

  constructor(private readonly stage: Stage) {}

  /** The words the window most likely needs, known before the server has said which. */
  async words(): Promise<void> {
    const language = this.language();
    const strings = await loadStrings(language);
    if (!this.answered) this.stage.store.set({ language, strings });
  }

  /** Begins or renews the session; keeps trying while the server cannot be reached. */
  async begin(): Promise<void> {
    const { store, session } = this.stage;
    for (let attempt = 0; !store.get().forbidden; attempt += 1) {
      try {
        await this.open();
        break;
      } catch (error) {
        const status = error instanceof ApiError ? error.status : 0;
        if (status === 403 || status === 404) this.stage.forbidden();
        if (status === 401) session.forgetToken();
        await pause(backoff(attempt + 2));
      }
    }
    const { open, pending } = store.get();
    const waiting = pending.length > 0 || this.stage.corner.get('files') !== null;
    if (open || waiting || session.known()) this.stage.connect();
  }

  private async open(): Promise<void> {
    const { store, session, http } = this.stage;
    this.latest += 1;
    const turn = this.latest;
    const identity = this.identity;
    const answer = await session.open(this.language(), identity);
    if (identity === this.identity) this.identity = null;
    const strings = await loadStrings(answer.config.language);
    // An earlier question may be answered after a later one: the later one counts.
    if (turn !== this.latest) return;
    this.answered = true;
    http.language = answer.config.language;
    store.set({
      config: answer.config,
      availability: answer.config.availability,
      language: answer.config.language,
      identified: answer.identified,
      invitations: answer.invitations,
      trail: answer.trail,
      strings,
    });
  }

  language(): Language {
    const { store, session } = this.stage;
    const { config, options } = store.get();
    return (
      session.language() ??
      options.language ??
      chooseLanguage(navigator.languages, config?.languages ?? ['zh-CN', 'en'], 'zh-CN')
    );
  }

  async speak(language: Language): Promise<void> {
    this.stage.corner.set('language', language);
    await this.stage.tell(this.open());
    // Texts the server writes, such as system lines, come anew in the other language.
    this.restart();
  }

  /** The shop's server vouches for the visitor; a refused signature leaves them anonymous. */
  async identify(identity: Identity): Promise<boolean> {
    this.identity = identity;
    await this.stage.tell(this.open());
    // An open line still speaks for whom the visitor was before.
    this.restart();
    return this.stage.store.get().identified;
  }

  /** The visitor signs out of the shop: the next person at this browser sees nothing. */
  async logout(): Promise<void> {
    const { corner, http } = this.stage;
    this.stage.clearOutbox();
    for (const name of ['token', 'draft', 'seen', 'written', 'files']) corner.remove(name);
    http.token = null;
    this.stage.halt();
    this.stage.wipe();
    this.stage.store.set({ identified: false });
    await this.begin();
  }

  unknownToken(): void {
    this.stage.session.forgetToken();
    this.stage.halt();
    void pause(backoff(1)).then(() => this.begin());
  }

  /** Another tab got another token: the same visitor identified, or signed out. */
  otherToken(): void {
    const { corner, http } = this.stage;
    http.token = corner.get('token');
    this.restart();
  }

  private restart(): void {
    const idle = this.stage.store.get().connection === 'idle';
    this.stage.halt();
    this.stage.wipe();
    if (!idle) this.stage.connect();
  }
}
