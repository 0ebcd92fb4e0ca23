import type { ComponentType } from "react";

/** What a module hands the shell (模块清单). The shell walks these; modules never meet. */
export type Loader<P = object> = () => Promise<{ default: ComponentType<P> }>;

export type RouteSpec = {
  path: string;
  load: Loader;
  /** bare: without sign-in and menu (login pages); house: inside the menu. */
  place: "bare" | "house";
  permission?: string;
  /** Its words come with the first screen; other pages wait for theirs. */
  atOnce?: boolean;
};

export type MenuEntry = {
  path: string;
  label: string;
  icon: ComponentType;
  order: number;
  permission?: string;
  /** A hook that gives the number shown on the entry. */
  useBadge?: () => number;
};

/** One thing the palette can do. `run` gets a way to move around. */
export type Command = {
  id: string;
  label: string;
  group: string;
  keys?: string;
  permission?: string;
  run: (go: (path: string) => void) => void;
};

/** A way to find objects from the palette. */
export type Finder = {
  id: string;
  group: string;
  order: number;
  permission?: string;
  find: (text: string) => Promise<FinderHit[]>;
  /** Where all hits stand, when the palette shows only the first. */
  all?: { label: string; path: (text: string) => string };
};
/** A hit leads somewhere, or does something where one is. */
export type FinderHit = { id: string; title: string; detail: string } & (
  | { path: string }
  | { run: () => void }
);

/** Where an object of a kind is shown, for links that know only its kind and id. */
export type ObjectPath = { kind: string; path: (id: string) => string };

export type ShortcutHelp = { keys: string; label: string; group: string };

export type CardProps = { id: string; context: Record<string, string> };

/** A card in the right column of an object's page. */
export type Card = {
  id: string;
  on: "customer" | "conversation" | "ticket";
  /** Shown on the object's own page too, or only there; its own module draws it otherwise. */
  onPage?: true | "only";
  /** It is worked in, not only looked at: it stands among the words of the object, not beside them. */
  amid?: true;
  title: string;
  order: number;
  permission?: string;
  /** A hook that says whether there is anything to show; without it there always is. */
  useShown?: () => boolean;
  load: Loader<CardProps>;
};

export type InsertProps = { insert: (text: string) => void };

/** A button under the composer that puts something into it. */
export type ComposerInsert = {
  id: string;
  label: string;
  order: number;
  load: Loader<InsertProps>;
};

/** What stands above the composer of a conversation while it concerns it, and can write into it. */
export type HintProps = InsertProps & { id: string };

/**
 * What a reader says of words about to be sent: `anyway` tells the server that one was asked; `say`
 * goes out in their place, under a key the reader has made.
 */
export type Verdict = { go: boolean; anyway?: boolean; say?: { text: string; key: string } };
/** Said at once where the answer is known; nobody types on meanwhile. */
export type Asks = (text: string) => Verdict | Promise<Verdict>;

/** A reply that stands pale in the composer until it is taken, put away or written over. */
export type Ghost = { text: string; taken: () => void; putAway: () => void };

/** Reads along where something for customers is written, draws a line below, may hold it back. */
export type ReaderProps = {
  /** Where it goes; without it, it is kept as a canned reply of the shop. */
  conversation: string | null;
  shop: string | null;
  text: string;
  replace: (from: number, to: number, piece: string) => void;
  select: (from: number, to: number) => void;
  /** The reader hands over how it is asked before sending, and takes it back when it goes. */
  listen: (asks: Asks) => () => void;
  /** Where a whole reply can be offered; null takes the offer back. */
  offer?: (ghost: Ghost | null) => void;
  /** Sends what stands there, as its own button does. */
  send?: () => void;
};

/** What stands under the words of a message, or nothing. */
export type BeneathProps = { conversation: string; number: number };

/** A small mark on a conversation in lists, or nothing. */
export type MarkProps = { id: string };

export type SettingsPage = {
  path: string;
  label: string;
  hint: string;
  group: "account" | "people" | "service" | "channels" | "system";
  order: number;
  permission?: string;
  /** A page behind another one, e.g. of a single row: a route, but no entry. */
  hidden?: boolean;
  load: Loader;
};

export type Manifest = {
  name: string;
  routes?: RouteSpec[];
  menu?: MenuEntry[];
  commands?: Command[];
  finders?: Finder[];
  shortcuts?: ShortcutHelp[];
  objects?: ObjectPath[];
  cards?: Card[];
  inserts?: ComposerInsert[];
  hints?: Loader<HintProps>[];
  marks?: Loader<MarkProps>[];
  beneath?: Loader<BeneathProps>[];
  readers?: Loader<ReaderProps>[];
  settings?: SettingsPage[];
  /** Lines above every page that say what is wrong now, and nothing otherwise. */
  banners?: Loader[];
  /** Parts that live as long as somebody is signed in (sound, title badge). */
  attendants?: Loader[];
};
