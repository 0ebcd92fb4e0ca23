import { BookOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const READ = "knowledge.read";
const WRITE = "knowledge.write";
const PUBLISH = "knowledge.publish";

/** Fetched with the first search. */
const finders = () => import("./api/finders");

/** 知识库: articles, how they are found, and what is missing. */
export const manifest: Manifest = {
  name: "knowledge",
  routes: [
    {
      path: "/knowledge",
      place: "house",
      permission: READ,
      load: () => import("./pages/articles"),
    },
    {
      path: "/knowledge/articles/$id",
      place: "house",
      permission: READ,
      load: () => import("./pages/article"),
    },
    {
      path: "/knowledge/articles/$id/edit",
      place: "house",
      permission: WRITE,
      load: () => import("./pages/edit"),
    },
    {
      path: "/knowledge/board",
      place: "house",
      permission: WRITE,
      load: () => import("./pages/board"),
    },
    {
      path: "/knowledge/trials",
      place: "house",
      permission: WRITE,
      load: () => import("./pages/trials"),
    },
    {
      path: "/knowledge/categories",
      place: "house",
      permission: PUBLISH,
      load: () => import("./pages/categories"),
    },
    {
      path: "/knowledge/synonyms",
      place: "house",
      permission: PUBLISH,
      load: () => import("./pages/synonyms"),
    },
    {
      path: "/knowledge/transfer",
      place: "house",
      permission: PUBLISH,
      load: () => import("./pages/transfer"),
    },
  ],
  menu: [
    {
      path: "/knowledge",
      label: "knowledge:menu",
      icon: BookOutlined,
      order: 25,
      permission: READ,
    },
  ],
  commands: [
    {
      id: "article-new",
      label: "knowledge:new",
      group: "knowledge:menu",
      permission: WRITE,
      run: (go) => go("/knowledge?new=1"),
    },
    {
      id: "knowledge-review",
      label: "knowledge:command.review",
      group: "knowledge:menu",
      permission: PUBLISH,
      run: (go) => go("/knowledge?state=in_review"),
    },
    {
      id: "knowledge-gaps",
      label: "knowledge:board",
      group: "knowledge:menu",
      permission: WRITE,
      run: (go) => go("/knowledge/board"),
    },
  ],
  finders: [
    {
      id: "articles",
      group: "knowledge:menu",
      order: 17,
      permission: READ,
      find: async (text) => (await finders()).findArticles(text),
      all: {
        label: "knowledge:search.all",
        path: (text) => `/knowledge?q=${encodeURIComponent(text)}`,
      },
    },
  ],
  objects: [{ kind: "article", path: (id) => `/knowledge/articles/${id}` }],
  shortcuts: [
    { keys: "alt+a", label: "knowledge:help.insert", group: "knowledge:menu" },
    { keys: "alt+shift+2", label: "knowledge:help.insert.nth", group: "knowledge:menu" },
    { keys: "alt+k", label: "knowledge:help.search", group: "knowledge:menu" },
    { keys: "mod+s", label: "knowledge:help.save", group: "knowledge:menu" },
    { keys: "mod+enter", label: "knowledge:help.submit", group: "knowledge:menu" },
  ],
  cards: [
    {
      id: "knowledge",
      on: "conversation",
      title: "knowledge:card",
      order: 8,
      permission: READ,
      load: () => import("./parts/card"),
    },
  ],
};
