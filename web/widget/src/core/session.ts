/** The visitor's session: token per widget, language, identity. */
import type { Http } from '../api/http';
import type { Identity, Language, PageInfo, SessionAnswer, WidgetConfig } from '../api/types';
import type { Corner } from './storage';

export function currentPage(): PageInfo {
  return {
    url: location.href.slice(0, 2000),
    title: document.title.slice(0, 300),
    referrer: document.referrer.slice(0, 2000),
  };
}

export class Session {
  constructor(
    private readonly http: Http,
    private readonly corner: Corner,
    private readonly widget: string,
  ) {}

  /** What the window looked like last time, to be drawn before the server has answered. */
  remembered(): WidgetConfig | null {
    return this.corner.read<WidgetConfig>('config');
  }

  language(): Language | null {
    return this.corner.get('language') as Language | null;
  }

  async open(language: Language, identity: Identity | null): Promise<SessionAnswer> {
    this.http.language = language;
    const answer = await this.http.session({
      widget: this.widget,
      token: this.corner.get('token'),
      language,
      page: currentPage(),
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      identity,
    });
    this.http.token = answer.token;
    this.corner.set('token', answer.token);
    this.corner.write('config', answer.config);
    return answer;
  }

  /** Has this visitor written before? Then messages may arrive while the window is closed. */
  known(): boolean {
    return this.corner.get('written') !== null;
  }

  forgetToken(): void {
    this.http.token = null;
    this.corner.remove('token');
  }
}
