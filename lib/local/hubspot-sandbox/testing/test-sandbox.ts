import { z } from "zod";
import { knownScopes } from "@/lib/local/hubspot-sandbox/oauth/scopes";
import type { AppSeed, PortalSeed, SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import { startHubSpotSandbox } from "@/lib/local/hubspot-sandbox/start-hubspot-sandbox";

export const testApp: AppSeed = {
  clientId: "test-client",
  clientSecret: "test-secret",
  name: "Test App",
  redirectUrls: ["http://localhost:3000/api/hubspot/callback"],
  requiredScopes: ["oauth", "crm.objects.contacts.read", "crm.objects.contacts.write"],
  optionalScopes: ["crm.objects.deals.read", "crm.objects.custom.read"],
};

export const testPortal: PortalSeed = {
  hubId: 4242,
  domain: "acme.example",
  tier: "enterprise",
  timeZone: "America/New_York",
  currency: "USD",
  uiDomain: "app.hubspot.com",
  hublet: "na1",
  tokens: [{ token: "pat-all", scopes: [...knownScopes].filter((scope) => scope !== "oauth") }],
  properties: {
    contacts: [
      { name: "external_id", label: "External ID", type: "string", fieldType: "text", hasUniqueValue: true },
      { name: "badge", label: "Badge", type: "string", fieldType: "text", hasUniqueValue: true },
      { name: "is_vip", label: "VIP", type: "bool", fieldType: "booleancheckbox" },
      { name: "nickname", label: "Nickname", type: "string", fieldType: "text" },
    ],
    companies: [
      { name: "warehouse_id", label: "Warehouse ID", type: "string", fieldType: "text", hasUniqueValue: true },
    ],
    deals: [{ name: "deal_key", label: "Deal key", type: "string", fieldType: "text", hasUniqueValue: true }],
  },
  customObjects: [
    {
      objectTypeId: "2-7001",
      name: "widget",
      labels: { singular: "Widget", plural: "Widgets" },
      primaryDisplayProperty: "title",
      requiredProperties: ["title"],
      properties: [
        { name: "title", label: "Title", type: "string", fieldType: "text" },
        { name: "serial", label: "Serial", type: "string", fieldType: "text", hasUniqueValue: true },
      ],
    },
  ],
};

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const batchSchema = z.looseObject({
  status: z.string().optional(),
  results: z
    .array(
      z.looseObject({
        id: z.string(),
        properties: z.record(z.string(), z.string().nullable()),
        new: z.boolean().optional(),
        objectWriteTraceId: z.string().optional(),
      }),
    )
    .default([]),
  errors: z.array(z.looseObject({ message: z.string() })).default([]),
  message: z.string().default(""),
});

/** A sandbox of its own for one test, with one Enterprise portal that grants everything to the token `pat-all`. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}) {
  const running = await startHubSpotSandbox({ adminPort: 0, apps: [testApp], portals: [testPortal], ...options });

  async function call(method: string, path: string, body?: unknown, token = "pat-all"): Promise<TestAnswer> {
    const response = await fetch(`${running.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readAnswer(response);
  }

  async function callBatch(path: string, body: unknown, token?: string) {
    const answer = await call("POST", path, body, token);
    return { ...answer, batch: batchSchema.parse(answer.body) };
  }

  async function admin(method: string, path: string, body?: unknown): Promise<TestAnswer> {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return readAnswer(await fetch(`${running.adminUrl}${path}`, init));
  }

  return {
    ...running,
    call,
    callBatch,
    admin,
    upsert: (type: string, inputs: readonly unknown[], version = "2026-09") =>
      callBatch(`/crm/objects/${version}/${type}/batch/upsert`, { inputs }),
    sendForm: async (path: string, form: Record<string, string>) =>
      readAnswer(await fetch(`${running.apiUrl}${path}`, { method: "POST", body: new URLSearchParams(form) })),
    countRecords: async (objectType: string) => {
      const { body } = await admin("GET", `/records?portal=4242&objectType=${objectType}`);
      return z.looseObject({ total: z.number() }).parse(body).total;
    },
  };
}

export type TestSandbox = Awaited<ReturnType<typeof startTestSandbox>>;

/** An upsert of a contact by email. */
export function byEmail(email: string, properties: Record<string, string>, trace?: string) {
  return { id: email, idProperty: "email", properties, ...(trace !== undefined && { objectWriteTraceId: trace }) };
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
