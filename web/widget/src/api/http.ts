/** Calls to the server; every failure becomes an `ApiError` with a code and a sentence. */
import type {
  ContactBody,
  Language,
  PostBody,
  Rating,
  RatingBody,
  SessionAnswer,
  SessionQuestion,
  VisitorHistory,
  VisitorMessage,
  VisitorUpdate,
  Wants,
} from './types';

export class ApiError extends Error {
  constructor(
    /** 0 when the server was not reached */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

interface ErrorBody {
  error?: { code?: string; message?: string; fields?: Record<string, string> };
}

export function readError(status: number, body: unknown): ApiError {
  const error = (body as ErrorBody | null)?.error ?? {};
  return new ApiError(status, error.code ?? 'unknown', error.message ?? '', error.fields);
}

export class Http {
  token: string | null = null;

  constructor(
    readonly host: string,
    public language: Language,
  ) {}

  headers(): Record<string, string> {
    return {
      'Accept-Language': this.language,
      ...(this.token ? { Authorization: `Visitor ${this.token}` } : {}),
    };
  }

  async call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    let answer: Response;
    try {
      answer = await fetch(this.host + path, {
        method,
        credentials: 'omit',
        headers: {
          ...this.headers(),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch {
      throw new ApiError(0, 'unreachable', '');
    }
    const data: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw readError(answer.status, data);
    return data as T;
  }

  session(body: SessionQuestion): Promise<SessionAnswer> {
    return this.call('POST', '/api/visitor/session', body);
  }

  invitation(id: string, what: 'shown' | 'dismissed' | 'accepted'): Promise<{ allowed: boolean }> {
    return this.call('POST', `/api/visitor/invitations/${id}`, { what });
  }

  history(before: string): Promise<VisitorHistory> {
    return this.call('GET', `/api/visitor/history?before=${encodeURIComponent(before)}&limit=40`);
  }

  latest(): Promise<VisitorHistory> {
    return this.call('GET', '/api/visitor/history?limit=40');
  }

  post(body: PostBody): Promise<{ message: VisitorMessage }> {
    return this.call('POST', '/api/visitor/messages', body);
  }

  updates(
    conversation: string | null,
    since: number | null,
    reason: string,
    signal: AbortSignal,
  ): Promise<VisitorUpdate> {
    const query = new URLSearchParams({ reason });
    if (conversation) query.set('conversation', conversation);
    if (since !== null) query.set('since', String(since));
    return this.call('GET', `/api/visitor/updates?${query}`, undefined, signal);
  }

  want(wants: Wants): Promise<unknown> {
    return this.call('PUT', '/api/visitor/wants', { wants });
  }

  contact(body: ContactBody): Promise<unknown> {
    return this.call('POST', '/api/visitor/contact', body);
  }

  rating(conversation: string): Promise<Rating> {
    return this.call('GET', `/api/visitor/rating?conversation=${conversation}`);
  }

  rate(body: RatingBody): Promise<Rating> {
    return this.call('PUT', '/api/visitor/rating', body);
  }

  /** 有帮助 / 没帮助: what the bot said in one turn. */
  helped(turn: string, helpful: boolean): Promise<unknown> {
    return this.call('POST', `/api/visitor/bot/turns/${turn}/rating`, { helpful });
  }

  read(number: number): Promise<unknown> {
    return this.call('POST', '/api/visitor/read', { number });
  }

  recall(message: string): Promise<unknown> {
    return this.call('POST', `/api/visitor/messages/${message}/recall`, {});
  }

  end(): Promise<unknown> {
    return this.call('POST', '/api/visitor/end', {});
  }

  /** A stored picture or file as a blob: the address alone gives nobody anything. */
  async blob(path: string): Promise<Blob> {
    const answer = await fetch(this.host + path, { credentials: 'omit', headers: this.headers() });
    if (!answer.ok) throw readError(answer.status, null);
    return answer.blob();
  }
}
