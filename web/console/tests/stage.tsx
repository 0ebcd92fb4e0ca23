import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Me } from "@/api/types";
import { NoticePlace } from "@/shell/hooks/notice";
import { meQuery } from "@/shell/hooks/session";

export const me = {
  id: "me",
  name: "李薇",
  email: "li@tea.example",
  avatar_color: "#2f7a55",
  language: null,
  theme: null,
  two_factor: false,
  permissions: ["conversations.reply", "conversations.close", "conversations.transfer"],
  teams: [],
  shops: [],
  presence: "online",
  capacity: 5,
  notifications: { sound: true, desktop: false },
} as unknown as Me;

/** Draws a part the way the house would: signed in, with data and notices around it. */
export function show(part: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 1e9 } } });
  client.setQueryData(meQuery.queryKey, me);
  client.setQueryData(["subjects"], []);
  client.setQueryData(["settings", "mine"], []);
  return render(
    <QueryClientProvider client={client}>
      <NoticePlace>{part}</NoticePlace>
    </QueryClientProvider>,
  );
}
