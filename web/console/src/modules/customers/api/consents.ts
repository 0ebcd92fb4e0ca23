import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Consent = components["schemas"]["ConsentOut"];

export const consentsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["customer", customer, "consents"],
    queryFn: () =>
      unwrap(
        api.GET("/api/customers/{customer_id}/consents", {
          params: { path: { customer_id: customer } },
        }),
      ),
  });

export const withdrawConsent = (customer: string, purpose: string) =>
  unwrap(
    api.POST("/api/customers/{customer_id}/consents/{purpose}/withdraw", {
      params: { path: { customer_id: customer, purpose } },
    }),
  );
