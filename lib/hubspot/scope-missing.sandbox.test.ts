import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startTestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { createHubSpotClient } from "./client";
import { createLimiter } from "./limiter";
import { HubSpotScopeMissing } from "./scope-missing";

const granted = "crm.schemas.contacts.read";
const sensitive = "crm.objects.contacts.sensitive.read.v2";

it.each([
  {
    body: "that says one of several would do",
    path: "/crm/objects/2026-09/products",
    scopes: ["crm.objects.products.read", "e-commerce"],
    needsAll: false,
    says: "HubSpot asks for one of the scopes crm.objects.products.read, e-commerce, which",
  },
  {
    body: "that says all of several are needed",
    path: "/crm/properties/2026-09/contacts?dataSensitivity=sensitive",
    scopes: [granted, sensitive],
    needsAll: true,
    says: `HubSpot asks for all of the scopes ${granted}, ${sensitive}, which`,
  },
  {
    body: "in the older form",
    path: "/crm/v3/objects/products",
    scopes: ["crm.objects.products.read", "e-commerce"],
    needsAll: false,
    says: "HubSpot asks for one of the scopes crm.objects.products.read, e-commerce, which",
  },
])("a 403 $body names the scopes", async ({ path, scopes, needsAll, says }) => {
  const portal = { ...testPortal, tokens: [{ token: "pat-narrow", scopes: [granted] }] };
  const sandbox = await startTestSandbox({ portals: [portal] });
  onTestFinished(() => sandbox.stop());
  const client = createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter(),
    getAccessToken: async () => "pat-narrow",
    renewAccessToken: async () => "pat-narrow",
  });
  const call = { method: "GET", path, schema: z.unknown(), isSafeToRepeat: true } as const;
  const error: unknown = await client.request(call).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HubSpotScopeMissing);
  expect(error).toMatchObject({ code: "hubspot_scope_missing", scopes, needsAll });
  expect(error).toHaveProperty("message", expect.stringContaining(says));
});
