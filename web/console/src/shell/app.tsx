import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { theme as antd, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { ApiError, onSignedOut } from "@/api/client";
import { onPage } from "@/ui/ground";
import { antdTheme } from "@/ui/theme";
import { NoticePlace } from "./hooks/notice";
import { usePreferences } from "./hooks/preferences";
import { meQuery } from "./hooks/session";
import { useStillness } from "./hooks/wide";
import { partsLocale } from "./i18n";
import { makeRouter } from "./router";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, reason) => !(reason instanceof ApiError) && count < 3,
    },
  },
});
const router = makeRouter(client);

// A session that ended elsewhere sends the person to the login and back here afterwards. Drafts
// and unsent messages are kept in the browser; everything else of the person is dropped.
onSignedOut(() => {
  if (client.getQueryData(meQuery.queryKey) === undefined) return;
  client.removeQueries({ queryKey: meQuery.queryKey });
  const here = location.pathname + location.search;
  location.assign(`/console/login?next=${encodeURIComponent(here)}`);
});

/** The theme's own colours and letters, for what is not drawn by one of its parts. */
function Ground({ children }: { children: ReactNode }) {
  const { token } = antd.useToken();
  const { colorText: color, fontSize, lineHeight, fontFamily } = token;
  return <div style={{ height: "100%", color, fontSize, lineHeight, fontFamily }}>{children}</div>;
}

/** The whole console: language, theme, data, routes. */
export function App() {
  // A new language brings a new partsLocale with it.
  const { theme } = usePreferences();
  const still = useStillness();
  return (
    <ConfigProvider
      theme={antdTheme(theme, still)}
      {...(partsLocale ? { locale: partsLocale } : {})}
      button={{ autoInsertSpace: false }}
      getPopupContainer={onPage}
    >
      <Ground>
        <NoticePlace>
          <QueryClientProvider client={client}>
            <RouterProvider router={router as never} />
          </QueryClientProvider>
        </NoticePlace>
      </Ground>
    </ConfigProvider>
  );
}
