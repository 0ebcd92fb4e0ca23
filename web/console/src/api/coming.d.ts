import type { components } from "./schema";

/** Routes of the contract that the server does not describe yet. */
type S = components["schemas"];
export interface ComingPaths {
  "/api/conversations/search": {
    get: {
      parameters: { query: { q: string; cursor?: string; limit?: number } };
      responses: {
        200: {
          headers: Record<string, never>;
          content: {
            "application/json": {
              items: {
                conversation: S["ConversationSummary"];
                message: S["MessageOut"];
                highlights: string[];
              }[];
              next: string | null;
              note?: string | null;
            };
          };
        };
      };
    };
  };
}
