import { MessageOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useFields } from "@/shell/hooks/fields";
import { useMe } from "@/shell/hooks/session";
import { useUnread } from "./api/unread";

const READ = "conversations.read";

/** Fetched with the first search. */
const finders = () => import("./api/finders");

/** 会话: the workbench, the search in messages, and what belongs to them. */
export const manifest: Manifest = {
  name: "conversations",
  routes: [
    {
      path: "/conversations",
      place: "house",
      permission: READ,
      load: () => import("./pages/workbench"),
      atOnce: true,
    },
    {
      path: "/conversations/search",
      place: "house",
      permission: READ,
      load: () => import("./pages/search"),
    },
    {
      path: "/conversations/$id",
      place: "house",
      permission: READ,
      load: () => import("./pages/workbench"),
    },
  ],
  menu: [
    {
      path: "/conversations",
      label: "conversations:menu",
      icon: MessageOutlined,
      order: 10,
      permission: READ,
      useBadge: () => useUnread(useMe().id),
    },
  ],
  commands: [
    {
      id: "search-messages",
      label: "conversations:search.title",
      group: "conversations:menu",
      permission: READ,
      run: (go) => go("/conversations/search"),
    },
    {
      id: "closed",
      label: "conversations:command.closed",
      group: "conversations:menu",
      permission: READ,
      run: (go) => go("/conversations?box=closed"),
    },
  ],
  finders: [
    {
      id: "conversations",
      group: "conversations:menu",
      order: 5,
      permission: READ,
      find: async (text) => (await finders()).findConversations(text),
    },
    {
      id: "canned",
      group: "conversations:canned",
      order: 15,
      permission: "conversations.reply",
      find: async (text) => (await finders()).findCanned(text),
    },
    {
      id: "messages",
      group: "conversations:messages",
      order: 20,
      permission: READ,
      find: async (text) => (await finders()).findMessages(text),
      all: {
        label: "conversations:search.all",
        path: (text) => `/conversations/search?q=${encodeURIComponent(text)}`,
      },
    },
  ],
  shortcuts: [
    { keys: "j", label: "conversations:help.next", group: "conversations:menu" },
    { keys: "k", label: "conversations:help.previous", group: "conversations:menu" },
    { keys: "alt+down", label: "conversations:help.next.writing", group: "conversations:menu" },
    { keys: "alt+up", label: "conversations:help.previous.writing", group: "conversations:menu" },
    { keys: "w", label: "conversations:help.waiting", group: "conversations:menu" },
    { keys: "alt+w", label: "conversations:help.waiting.writing", group: "conversations:menu" },
    { keys: "alt+1", label: "conversations:help.jump", group: "conversations:menu" },
    { keys: "p", label: "conversations:help.pick", group: "conversations:menu" },
    { keys: "r", label: "conversations:help.reply", group: "conversations:menu" },
    { keys: "n", label: "conversations:help.note", group: "conversations:menu" },
    { keys: "t", label: "conversations:help.transfer", group: "conversations:menu" },
    { keys: "e", label: "conversations:help.close", group: "conversations:menu" },
    { keys: "alt+s", label: "conversations:help.subject", group: "conversations:menu" },
    { keys: "alt+f", label: "conversations:help.find", group: "conversations:menu" },
    { keys: "enter", label: "conversations:help.send", group: "conversations:help.composer" },
    { keys: "shift+enter", label: "conversations:help.line", group: "conversations:help.composer" },
    { keys: "escape", label: "conversations:help.leave", group: "conversations:help.composer" },
    { keys: "tab", label: "conversations:help.take", group: "conversations:help.composer" },
    { keys: "/", label: "conversations:help.canned", group: "conversations:help.composer" },
    { keys: "alt+c", label: "conversations:help.canned", group: "conversations:help.composer" },
    { keys: "alt+n", label: "conversations:help.note", group: "conversations:help.composer" },
    { keys: "alt+t", label: "conversations:help.transfer", group: "conversations:help.composer" },
    { keys: "alt+e", label: "conversations:help.close", group: "conversations:help.composer" },
  ],
  objects: [{ kind: "conversation", path: (id) => `/conversations/${id}` }],
  cards: [
    {
      id: "fields",
      on: "conversation",
      title: "conversations:fields",
      order: 15,
      useShown: () => useFields("conversation").some((field) => field.active && field.on_card),
      load: () => import("./parts/cards/fields"),
    },
    {
      id: "tags",
      on: "conversation",
      title: "conversations:tags",
      order: 14,
      load: () => import("./parts/cards/tags"),
    },
    {
      id: "visitor",
      on: "conversation",
      title: "conversations:visitor",
      order: 40,
      load: () => import("./parts/cards/visitor"),
    },
  ],
  inserts: [
    {
      id: "emoji",
      label: "conversations:composer.emoji",
      order: 10,
      load: () => import("./parts/composer/emoji"),
    },
  ],
  beneath: [() => import("./parts/entities/chips")],
  settings: [
    {
      path: "/blocks",
      label: "conversations:blocks",
      hint: "conversations:blocks.hint",
      group: "service",
      order: 60,
      permission: "conversations.block",
      load: () => import("./pages/blocks"),
    },
  ],
  attendants: [() => import("./parts/attendant")],
};
