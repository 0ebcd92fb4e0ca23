/** Hand-written until the server prints its own description; `npm run generate` replaces it. */
type Ok<T> = { 200: { headers: Record<string, never>; content: { "application/json": T } } };
type Op<R, B = never, Q = never, P = never> = {
  parameters: { query?: Q; path?: P };
  requestBody?: { content: { "application/json": B } };
  responses: Ok<R>;
};
type Id = { id: string };
type Paging = { cursor?: string | null; limit?: number };
type Page<T> = { items: T[]; next: string | null };
type S = components["schemas"];

export interface paths {
  "/api/setup": { get: Op<{ needed: boolean }>; post: Op<{ widget_id: string; widget_key: string }, S["SetupIn"]> };
  "/api/auth/login": { post: Op<{ state: "signed_in" | "second_factor" }, { email: string; password: string }> };
  "/api/auth/second-factor": { post: Op<{ state: "signed_in" }, { code: string }> };
  "/api/auth/logout": { post: Op<unknown> };
  "/api/auth/me": { get: Op<S["Me"]>; patch: Op<S["Me"], Partial<Pick<S["Me"], "name" | "language" | "theme" | "notifications">>> };
  "/api/auth/password": { post: Op<unknown, { current: string; new: string }> };
  "/api/auth/password-reset": { post: Op<unknown, { email: string }> };
  "/api/auth/password-reset/confirm": { post: Op<unknown, { token: string; password: string }> };
  "/api/auth/sessions": { get: Op<S["Device"][]> };
  "/api/auth/sessions/{id}": { delete: Op<unknown, never, never, Id> };
  "/api/auth/two-factor/begin": { post: Op<{ secret: string; uri: string; qr_svg: string }> };
  "/api/auth/two-factor/confirm": { post: Op<{ recovery_codes: string[] }, { code: string }> };
  "/api/auth/two-factor/disable": { post: Op<unknown, { password: string }> };
  "/api/auth/invitations/{token}": { get: Op<{ email: string; inviter: string; organisation: string }, never, never, { token: string }> };
  "/api/auth/invitations/{token}/accept": { post: Op<unknown, { name: string; password: string }, never, { token: string }> };
  "/api/staff": { get: Op<Page<S["Staff"]>, never, Paging> };
  "/api/staff/{id}": { patch: Op<S["Staff"], Partial<S["Staff"]>, never, Id> };
  "/api/staff/invitations": { post: Op<S["Staff"], { email: string; name: string; role_ids: string[]; team_ids: string[] }> };
  "/api/staff/{id}/invitation": { post: Op<unknown, never, never, Id> };
  "/api/roles": { get: Op<Page<S["Role"]>>; post: Op<S["Role"], Partial<S["Role"]>> };
  "/api/roles/{id}": { patch: Op<S["Role"], Partial<S["Role"]>, never, Id>; delete: Op<unknown, never, never, Id> };
  "/api/permissions": { get: Op<S["Permission"][]> };
  "/api/teams": { get: Op<Page<S["Team"]>>; post: Op<S["Team"], Partial<S["Team"]>> };
  "/api/teams/{id}": { patch: Op<S["Team"], Partial<S["Team"]>, never, Id>; delete: Op<unknown, never, never, Id> };
  "/api/shops": { get: Op<Page<S["Shop"]>>; post: Op<S["Shop"], Partial<S["Shop"]>> };
  "/api/shops/{id}": { patch: Op<S["Shop"], Partial<S["Shop"]>, never, Id> };
  "/api/subjects": { get: Op<Page<S["Subject"]>>; post: Op<S["Subject"], Partial<S["Subject"]>> };
  "/api/subjects/{id}": { patch: Op<S["Subject"], Partial<S["Subject"]>, never, Id>; delete: Op<unknown, never, never, Id> };
  "/api/widgets": { get: Op<Page<S["Widget"]>>; post: Op<S["Widget"], Partial<S["Widget"]>> };
  "/api/widgets/{id}": { patch: Op<S["Widget"], Partial<S["Widget"]>, never, Id> };
  "/api/widgets/{id}/secret": { post: Op<{ secret: string }, never, never, Id> };
  "/api/settings": { get: Op<S["Setting"][], never, { scope: string; scope_id?: string }> };
  "/api/settings/{key}": {
    put: Op<S["Setting"], { scope: string; scope_id?: string; value: unknown }, never, { key: string }>;
    delete: Op<S["Setting"], never, { scope: string; scope_id?: string }, { key: string }>;
  };
  "/api/presence": { get: Op<S["Presence"][]>; put: Op<S["Presence"], { status: string }> };
  "/api/conversations": {
    get: Op<Page<S["ConversationSummary"]>, never, Paging & { box: string; team_id?: string; assignee_id?: string; customer_id?: string }>;
  };
  "/api/conversations/search": { get: Op<S["SearchPage"], never, Paging & { q: string }> };
  "/api/conversations/{id}": { get: Op<S["ConversationDetail"], never, never, Id>; patch: Op<S["ConversationSummary"], { subject_id?: string | null; priority?: number }, never, Id> };
  "/api/conversations/{id}/messages": {
    get: Op<{ items: S["Message"][]; next: string | null }, never, { before?: number; since?: number; limit?: number }, Id>;
    post: Op<S["Message"], { key: string; kind: string; text: string; file_id?: string }, never, Id>;
  };
  "/api/conversations/{id}/pick": { post: Op<S["ConversationSummary"], never, never, Id> };
  "/api/conversations/{id}/transfer": { post: Op<S["ConversationSummary"], { staff_id?: string; team_id?: string; note: string }, never, Id> };
  "/api/conversations/{id}/close": { post: Op<S["ConversationSummary"], { subject_id: string; note?: string }, never, Id> };
  "/api/conversations/{id}/reopen": { post: Op<S["ConversationSummary"], never, never, Id> };
  "/api/conversations/{id}/return": { post: Op<S["ConversationSummary"], never, never, Id> };
  "/api/conversations/{id}/messages/{message_id}/recall": { post: Op<S["Message"], never, never, Id & { message_id: string }> };
  "/api/customers": { get: Op<Page<S["Customer"]>, never, Paging & { q?: string }> };
  "/api/customers/{id}": { get: Op<S["Customer"], never, never, Id>; patch: Op<S["Customer"], Partial<Pick<S["Customer"], "name" | "note" | "tags" | "language">>, never, Id> };
  "/api/customers/{id}/identities": { post: Op<S["Customer"], { kind: string; value: string }, never, Id> };
  "/api/customers/{id}/identities/{identity_id}": { delete: Op<unknown, never, never, Id & { identity_id: string }> };
  "/api/customers/{id}/timeline": { get: Op<S["TimelinePage"], never, { before?: string; limit?: number }, Id> };
  "/api/files": { post: Op<S["File"], FormData> };
}

export interface components {
  schemas: {
    Text: Record<string, string>;
    PresenceStatus: "online" | "busy" | "away" | "offline";
    Named: { id: string; name: string };
    SetupIn: {
      owner: { name: string; email: string; password: string };
      shop: { name: string; time_zone: string };
      team: { name: string };
      widget: { name: string; color: string; greeting: string; allowed_origins: string[] };
    };
    Me: {
      id: string;
      name: string;
      email: string;
      avatar_color: string;
      language: "zh-CN" | "en" | null;
      theme: "light" | "dark" | null;
      two_factor: boolean;
      permissions: string[];
      teams: S["Named"][];
      shops: S["Named"][];
      presence: S["PresenceStatus"];
      capacity: number;
      notifications: { sound: boolean; desktop: boolean };
    };
    Device: { id: string; device: string; ip: string; created_at: string; last_seen_at: string; current: boolean };
    Staff: {
      id: string;
      name: string;
      email: string;
      state: "active" | "invited" | "disabled";
      role_ids: string[];
      team_ids: string[];
      capacity: number;
      two_factor: boolean;
      presence: S["PresenceStatus"];
      last_seen_at: string | null;
      version: number;
    };
    Role: {
      id: string;
      code: string;
      name: S["Text"];
      permissions: string[];
      scope: "own" | "team" | "shop" | "all";
      builtin: boolean;
      staff_count: number;
      version: number;
    };
    Permission: { name: string; module: string; title: S["Text"]; description: S["Text"] };
    Hours: { time_zone: string; week: string[][][] };
    Team: { id: string; name: string; shop_id: string | null; hours: S["Hours"] | null; member_ids: string[]; version: number };
    Shop: { id: string; name: string; code: string; time_zone: string; currency: string; hours: S["Hours"] | null; version: number };
    Subject: {
      id: string;
      parent_id: string | null;
      code: string;
      name: S["Text"];
      tier: "A" | "B" | "C";
      active: boolean;
      position: number;
      version: number;
    };
    Look: {
      color: string;
      title: string;
      greeting: S["Text"];
      offline_text: S["Text"];
      position: "right" | "left";
      offset_x: number;
      offset_y: number;
    };
    Widget: {
      id: string;
      key: string;
      shop_id: string;
      team_id: string | null;
      name: string;
      look: S["Look"];
      languages: string[];
      allowed_origins: string[];
      active: boolean;
      script_tag: string;
      version: number;
    };
    Setting: {
      key: string;
      module: string;
      group: string;
      type: "bool" | "int" | "text" | "Text" | "choice" | "duration";
      value: unknown;
      default: unknown;
      inherited_from: string | null;
      title: S["Text"];
      description: S["Text"];
      minimum?: number | null;
      maximum?: number | null;
      choices?: string[] | null;
      version: number;
    };
    Presence: {
      staff_id: string;
      name: string;
      status: S["PresenceStatus"];
      since: string;
      used: number;
      capacity: number;
      team_ids: string[];
      connected: boolean;
    };
    LastMessage: {
      number: number;
      kind: S["Message"]["kind"];
      preview: string;
      sender: "customer" | "staff" | "bot" | "system";
      at: string;
    };
    ConversationSummary: {
      id: string;
      number: number;
      ref: string;
      state: "bot" | "queued" | "assigned" | "waiting_customer" | "closed";
      shop_id: string;
      channel: { id: string; kind: string; name: string };
      customer: { id: string; name: string; avatar_color: string; tags: string[]; level: string | null };
      team_id: string | null;
      assignee: S["Named"] | null;
      subject_id: string | null;
      priority: number;
      assign_reason: string | null;
      last_message: S["LastMessage"] | null;
      unread: number;
      waiting_since: string | null;
      visitor_online: boolean;
      opened_at: string;
      queued_at: string | null;
      assigned_at: string | null;
      first_response_at: string | null;
      closed_at: string | null;
      customer_read: number;
      staff_read: number;
    };
    Message: {
      id: string;
      conversation_id: string;
      number: number;
      changed: number;
      kind: "text" | "image" | "file" | "note" | "event";
      sender: { kind: "customer" | "staff" | "bot" | "system"; id: string | null; name: string };
      text: string;
      file: S["File"] | null;
      event: { code: string; values: Record<string, string> } | null;
      created_at: string;
      recalled_at: string | null;
      client_key: string | null;
    };
    File: {
      id: string;
      name: string;
      media_type: string;
      size: number;
      width: number | null;
      height: number | null;
      url: string;
      thumb_url: string | null;
    };
    Visitor: {
      page_url: string | null;
      page_title: string | null;
      browser: string | null;
      device: string | null;
      language: string | null;
      time_zone: string | null;
    };
    ConversationDetail: {
      conversation: S["ConversationSummary"];
      messages: S["Message"][];
      has_more: boolean;
      visitor: S["Visitor"] | null;
      history_count: number;
    };
    SearchHit: { conversation: S["ConversationSummary"]; message: S["Message"]; highlights: string[] };
    SearchPage: { items: S["SearchHit"][]; next: string | null; note?: string | null };
    Identity: { id: string; kind: "phone" | "email" | "user" | "visitor"; value: string; verified: boolean; created_at: string };
    Customer: {
      id: string;
      ref: string;
      name: string;
      avatar_color: string;
      language: string | null;
      tags: string[];
      level: string | null;
      note: string;
      identities: S["Identity"][];
      facts: { label: S["Text"]; value: string }[];
      first_seen_at: string;
      last_contact_at: string | null;
      version: number;
    };
    TimelineItem: {
      kind: string;
      at: string;
      title: string;
      lines: string[];
      badge: string | null;
      ref: { kind: string; id: string } | null;
    };
    TimelinePage: { items: S["TimelineItem"][]; next: string | null; missing: string[] };
  };
}
