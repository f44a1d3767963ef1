import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createOpenApi } from "@/lib/api/operations/openapi";
import type { Operation } from "@/lib/api/operations/operation";
import { operations } from "@/lib/api/operations/operations";
import type { RunView } from "@/lib/api/runs";
import { Mapping } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import { closeDb, getPool } from "@/lib/db";
import { expectedRuns } from "@/lib/local/demo/faults";
import { demoSyncs } from "@/lib/local/demo/syncs";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { createApiKey } from "@/lib/members/create-api-key";
import { setUpInstance } from "@/lib/members/set-up-instance";
import { CALLS_PER_MINUTE } from "@/lib/members/spend-call";
import { ApiClient, readRefusal } from "../support/api-client";
import { startTestStack, type TestStack } from "../support/stack";

const [portalSeed] = demoPortals;
const people = demoSyncs.find(({ name }) => name === "people");
const account = { email: "owner@example.com", password: "three random words" };
const table = Object.values<Operation>(operations);

let product: TestStack;
let appUrl: string;
let owner: Actor;
let api: ApiClient;

const makeKey = async (role: Actor["role"]) =>
  (await createApiKey(owner, { name: `For a test as ${role}`, role, expiresInDays: 1 })).key;
const makeClient = async (role: Actor["role"]) => new ApiClient(appUrl, await makeKey(role));

beforeAll(async () => {
  product = await startTestStack();
  Object.assign(process.env, product.stack.env);
  appUrl = product.stack.env.NEXTAUTH_URL ?? "";
  const made = await setUpInstance({ ...account, name: "Ada", workspaceName: "API" });
  owner = { ...made, role: "owner" };
  api = await makeClient("editor");
});

afterAll(async () => {
  await closeDb();
  await product?.stop();
});

async function waitForRun(runId: string): Promise<RunView> {
  let run = await api.call(operations.getRun, { params: { runId } });
  await expect
    .poll(
      async () => {
        run = await api.call(operations.getRun, { params: { runId } });
        return run.finishedAt;
      },
      { timeout: 120_000, interval: 300 },
    )
    .not.toBeNull();
  return run;
}

describe("all by key, from nothing to rejected rows", () => {
  let sourceId: string;
  let portalId: string;
  let syncId: string;
  let run: RunView;

  test("a source is added, tried and read", async () => {
    const connection = { kind: "url", url: product.warehouseUrl, tls: "disable", caCertificate: null } as const;
    const body = { name: "Warehouse", kind: "postgres", connection } as const;
    const tried = await api.call(operations.testSourceInput, { body });
    expect(tried.filter(({ status }) => status !== "passed")).toEqual([]);
    sourceId = (await api.call(operations.createSource, { body })).id;
    expect(await api.refuse(operations.createSource, { body })).toBe("409 conflict");
    const params = { sourceId };
    await api.call(operations.testSource, { params });
    expect(await api.call(operations.getSource, { params })).toMatchObject({ name: "Warehouse", testFailure: null });
    const tables = await api.call(operations.listTables, { params });
    expect(tables).toContainEqual(expect.objectContaining({ schema: "crm", table: "people" }));
    const query = { kind: "sql", sql: "select email from crm.people" } as const;
    const preview = await api.call(operations.previewSource, { params, body: query });
    expect(preview.rows).toHaveLength(20);
  });

  test("a portal is connected by its token, and says what can be written", async () => {
    const token = portalSeed?.tokens?.[0]?.token ?? "";
    const portal = await api.call(operations.connectPortal, { body: { token } });
    expect(portal).toMatchObject({ hubId: String(portalSeed?.hubId), authKind: "token", status: "connected" });
    portalId = portal.id;
    const params = { portalId };
    expect(await api.call(operations.listPortals)).toHaveLength(1);
    const types = await api.call(operations.listObjectTypes, { params });
    expect(types.find(({ objectTypeId }) => objectTypeId === "0-1")).toMatchObject({ whyNot: null });
    const contacts = { params: { portalId, objectTypeId: "0-1" } };
    const { properties } = await api.call(operations.readProperties, contacts);
    expect(properties.find(({ name }) => name === "email")).toMatchObject({ isUnique: true });
    await api.call(operations.createUniqueProperty, { ...contacts, body: { name: "api_id", label: "Id of the API" } });
    await api.call(operations.addOption, {
      params: { ...contacts.params, property: "seniority" },
      body: { value: "added", label: "Added by the API" },
    });
    const refreshed = await api.call(operations.refreshProperties, contacts);
    expect(refreshed.properties.map(({ name }) => name)).toContain("api_id");
    const reserved = await api.call(operations.setReserve, { params, body: { reserveShare: 0.2 } });
    expect(reserved.reserveShare).toBe(0.2);
    await api.call(operations.testPortal, { params });
  });

  test("a sync is previewed, made, changed, paused and resumed", async () => {
    if (!people) throw new Error("The demo has people.");
    const { mapping, objectTypeId, table: read } = people;
    const query = { kind: "table", ...read } as const;
    const parts = { sourceId, portalId, objectTypeId, query, mapping: Mapping.parse(mapping), mode: "upsert" } as const;
    const preview = await api.call(operations.previewSyncInput, { body: parts });
    expect(preview.problems).toEqual([]);
    expect(preview.rows.length).toBe(20);
    const body = { ...parts, name: "People", schedule: { kind: "manual" }, timeZone: "Europe/Berlin" } as const;
    const made = await api.call(operations.createSync, { body });
    syncId = made.id;
    const params = { syncId };
    expect(await api.call(operations.previewSync, { params })).toEqual(preview);
    expect((await api.call(operations.pauseSync, { params })).pausedAt).not.toBeNull();
    expect((await api.call(operations.resumeSync, { params })).pausedAt).toBeNull();
    // What was read can be sent back.
    const changed = await api.call(operations.updateSync, { params, body: { ...made, name: "All people" } });
    expect(changed).toMatchObject({ name: "All people", version: 2, mapping: made.mapping });
    expect(await api.call(operations.listSyncs)).toMatchObject([{ id: syncId, name: "All people" }]);
  });

  test("a mapping that can't work says so in the preview", async () => {
    const { mapping, ...sync } = await api.call(operations.getSync, { params: { syncId } });
    const broken = { ...mapping, match: { column: "nowhere", property: "email" } };
    const preview = await api.call(operations.previewSyncInput, { body: { ...sync, mapping: broken } });
    expect(preview.rows).toEqual([]);
    expect(preview.problems.join()).toContain("nowhere");
  });

  test("all rows are checked before any is sent, as saved and as a draft", async () => {
    const asked = { params: { syncId }, headers: { "Idempotency-Key": "check-1" } };
    await product.admin.resetCounts();
    const started = await api.call(operations.planSync, asked);
    expect((await api.call(operations.planSync, asked)).id).toBe(started.id);
    const check = await waitForRun(started.id);
    const rejected = expectedRuns.people.rejectedByCause.reduce((sum, { rows }) => sum + rows, 0);
    expect(check).toMatchObject({ status: "completed_with_rejects", ledger: { created: 0, updated: 0 }, callsMade: 0 });
    expect(check.ledger.read).toBe(expectedRuns.people.read);
    expect(check.ledger.rejected).toBeLessThanOrEqual(rejected);
    expect(check.dryRun?.wouldCreate).toBe(check.ledger.read - check.ledger.rejected);
    expect(check.forecast?.calls).toBe(Math.ceil((check.dryRun?.wouldCreate ?? 0) / 100));
    const sync = await api.call(operations.getSync, { params: { syncId } });
    const draft = { ...sync, query: { kind: "sql", sql: "select * from crm.people limit 10" } as const };
    const checked = await waitForRun((await api.call(operations.planSync, { params: { syncId }, body: { draft } })).id);
    expect(checked).toMatchObject({ isDraft: true, ledger: { read: 10 } });
    expect(await product.admin.countWrites()).toBe(0);
    expect(await product.admin.readAll(portalSeed?.hubId ?? 0, "0-1")).toEqual([]);
    expect(await api.refuse(operations.startRun, { body: { syncId }, headers: asked.headers })).toBe("409 conflict");
  });

  test("a run is started once for a name, and accounts for every row", async () => {
    const asked = { body: { syncId }, headers: { "Idempotency-Key": "job-1" } };
    const [one, two] = await Promise.all([api.call(operations.startRun, asked), api.call(operations.startRun, asked)]);
    expect(two.id).toBe(one.id);
    expect(one.trigger).toBe("api");
    run = await waitForRun(one.id);
    const rejected = expectedRuns.people.rejectedByCause.reduce((sum, { rows }) => sum + rows, 0);
    expect(run.ledger).toMatchObject({ read: expectedRuns.people.read, rejected });
    expect(run.status).toBe("completed_with_rejects");
    expect((await api.call(operations.startRun, asked)).id).toBe(run.id);
    expect(await api.call(operations.listRuns, { query: { syncId } })).toMatchObject({
      runs: [{ id: run.id, dryRun: null }, { dryRun: { wouldUpdate: 0 } }, { dryRun: { wouldUpdate: 0 } }],
      nextCursor: null,
    });
  });

  test("its rejects are read page by page, and downloaded", async () => {
    const params = { runId: run.id };
    const rows: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: Record<string, string> = cursor === "" ? {} : { cursor };
      const page: z.infer<typeof operations.listRejects.answer> = await api.call(operations.listRejects, {
        params,
        query,
      });
      rows.push(...page.rejects.map(({ rowNumber }) => rowNumber));
      cursor = page.nextCursor;
    }
    expect(new Set(rows).size).toBe(run.ledger.rejected);
    const [cause] = run.causes;
    const ofCause = await api.call(operations.listRejects, { params, query: { causeId: cause?.id ?? "" } });
    expect(ofCause.rejects[0]).toMatchObject({ code: cause?.code, stage: cause?.stage });

    const download = await api.send(operations.downloadReport, { params });
    expect(download.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(download.headers.get("content-disposition")).toMatch(/^attachment; filename=/);
    expect(parse(await download.text(), { columns: true, bom: true })).toHaveLength(run.ledger.rejected);
    const query = { format: "ndjson" as const, causeId: cause?.id ?? "" };
    const part = await (await api.send(operations.downloadReport, { params, query })).text();
    expect(part.trimEnd().split("\n")).toHaveLength(cause?.rows ?? 0);
  });

  test("rejected rows are retried once for a name, and a cause is ignored until that is undone", async () => {
    const cause = run.causes.find(({ whyNotRetried }) => whyNotRetried === null);
    const causeId = cause?.id ?? "";
    const asked = {
      params: { runId: run.id },
      body: { causeIds: [causeId] },
      headers: { "Idempotency-Key": "retry-1" },
    };
    const started = await api.call(operations.retryRun, asked);
    expect(started).toMatchObject({ trigger: "retry", origin: { id: run.id } });
    const retried = await waitForRun(started.id);
    expect(retried.ledger).toMatchObject({ read: cause?.rows, rejected: cause?.rows });
    expect((await api.call(operations.retryRun, asked)).id).toBe(retried.id);
    expect(await api.refuse(operations.retryRun, { ...asked, body: null })).toBe("409 conflict");
    expect(await api.refuse(operations.retryRun, { ...asked, headers: {} })).toBe("409 conflict");
    const params = { runId: run.id, causeId };
    expect(await api.call(operations.getCause, { params })).toMatchObject({ settledRows: cause?.rows });
    const query = { causeId, state: "settled" as const };
    const { rejects } = await api.call(operations.listRejects, { params: { runId: run.id }, query });
    expect(rejects[0]?.settledBy).toBe(retried.id);

    const open = await api.call(operations.countCauses);
    const { causes } = await api.call(operations.listCauses, { query: { syncId } });
    expect(causes).toHaveLength(open.open);
    const ofSync = { params: { causeId: causes[0]?.id ?? "" } };
    expect((await api.call(operations.ignoreCause, ofSync)).ignored?.by).toBe("Ada");
    expect(await api.call(operations.countCauses)).toEqual({ ...open, open: open.open - 1, ignored: 1 });
    expect((await api.call(operations.heedCause, ofSync)).ignored).toBeNull();
    expect(await api.call(operations.countCauses)).toEqual(open);
  });

  test("a corrected file is looked through before it is sent, and sent once for a name", async () => {
    // Of what the retry had refused again.
    const { runs } = await api.call(operations.listRuns, { query: { syncId } });
    const params = { runId: runs.find(({ trigger }) => trigger === "retry")?.id ?? "" };
    const report = await (await api.send(operations.downloadReport, { params })).text();
    const lines: Record<string, string>[] = parse(report, { columns: true, bom: true });
    const file = stringify(lines.slice(0, 1), { header: true, delimiter: ";" });
    const query = { fileName: "Häfen, corrected.csv" };
    const found = await api.call(operations.uploadCorrectedFile, { params, query, file });
    expect(found).toMatchObject({ ...query, rows: 1, changedRows: 0, check: { rows: 1 }, whyNot: null });
    const uploaded = { params: { uploadId: found.id } };
    expect(await api.call(operations.getUpload, uploaded)).toEqual(found);

    const headers = { "Idempotency-Key": "upload-1" };
    const sent = await api.call(operations.sendUpload, { ...uploaded, headers });
    expect(sent.trigger).toBe("upload");
    expect((await waitForRun(sent.id)).ledger).toMatchObject({ read: 1, rejected: 1 });
    expect((await api.call(operations.sendUpload, { ...uploaded, headers })).id).toBe(sent.id);
    expect(await api.refuse(operations.sendUpload, uploaded)).toBe("409 conflict");
    expect(await api.refuse(operations.uploadCorrectedFile, { params, file: "PK\u0003\u0004" })).toBe(
      "400 invalid_input",
    );
    expect(await api.refuse(operations.uploadCorrectedFile, { params })).toBe("400 invalid_input");
  });

  test("the name of a run of another sync is refused, and so is a cancel that comes too late", async () => {
    const sync = await api.call(operations.getSync, { params: { syncId } });
    const { id } = await api.call(operations.createSync, { body: { ...sync, name: "Others" } });
    const headers = { "Idempotency-Key": "job-1" };
    expect(await api.refuse(operations.startRun, { body: { syncId: id }, headers })).toBe("409 conflict");
    const params = { runId: run.id };
    expect(await api.refuse(operations.cancelRun, { params })).toBe("409 conflict");
    expect(await api.refuse(operations.approveRun, { params })).toBe("409 conflict");
    const started = await api.call(operations.startRun, { body: { syncId: id } });
    await api.call(operations.cancelRun, { params: { runId: started.id } });
    expect((await waitForRun(started.id)).status).toBe("cancelled");
    expect((await api.call(operations.getOverview)).syncs).toBe(2);
    await api.call(operations.deleteSync, { params: { syncId: id } });
  });

  test("what is used is kept, what isn't can go", async () => {
    expect(await api.refuse(operations.deleteSource, { params: { sourceId } })).toBe("409 conflict");
    const accepted = { rows: run.ledger.read - run.ledger.rejected };
    expect(await api.call(operations.countAccepted, { params: { syncId } })).toEqual(accepted);
    expect(await api.call(operations.forgetAccepted, { params: { syncId } })).toEqual(accepted);
    expect(await api.call(operations.disconnectPortal, { params: { portalId } })).toEqual({ app: "none" });
    expect(await api.refuse(operations.startRun, { body: { syncId } })).toBe("409 hubspot_reconnect");
    await api.call(operations.deleteSync, { params: { syncId } });
    await api.call(operations.deleteSource, { params: { sourceId } });
    expect(await api.refuse(operations.getSource, { params: { sourceId } })).toBe("404 not_found");
  });
});

describe("who may", () => {
  const nobody = "00000000-0000-4000-8000-000000000000";
  const fill = ({ path }: Operation) =>
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, nobody]));

  test("a viewer's key is refused wherever the table says editor, whatever it sends", async () => {
    const viewer = await makeClient("viewer");
    for (const operation of table.filter(({ role }) => role === "editor")) {
      expect([operation.path, await viewer.refuse<Operation>(operation, { params: fill(operation) })]).toEqual([
        operation.path,
        "403 forbidden",
      ]);
    }
    expect(await viewer.call(operations.listSources)).toEqual([]);
  });

  test("without a key that works there is nothing but the description, which is as documented", async () => {
    const stranger = new ApiClient(appUrl, "slk_nobody");
    for (const operation of table.filter(({ role }) => role !== null)) {
      const response = await stranger.send<Operation>(operation, { params: fill(operation) });
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await readRefusal(response)).toBe("401 unauthenticated");
    }
    expect(await readRefusal(await fetch(`${appUrl}/api/v1/sources`))).toBe("401 unauthenticated");
    const document: unknown = await (await fetch(`${appUrl}/api/v1/openapi.json`)).json();
    expect(document).toEqual(createOpenApi());
  });

  test("a key that doesn't work never turns into the session that came with it", async () => {
    const cookie = await signIn();
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${appUrl}/api/v1/sources`, { headers: { cookie, ...headers } })).status;
    expect(await ask({})).toBe(200);
    expect(await ask({ authorization: "Bearer slk_nobody" })).toBe(401);
    expect(await ask({ authorization: "Basic bm9ib2R5Og==" })).toBe(401);
    expect(await ask({ authorization: "" })).toBe(401);
  });

  test("a session changes things from the console's own pages only", async () => {
    const cookie = await signIn();
    const pause = async (headers: Record<string, string>) =>
      readRefusal(
        await fetch(`${appUrl}/api/v1/syncs/${nobody}/pause`, { method: "POST", headers: { cookie, ...headers } }),
      );
    const own = "404 not_found";
    const refused = "403 forbidden";
    expect(await pause({})).toBe(refused);
    expect(await pause({ origin: "https://evil.example" })).toBe(refused);
    expect(await pause({ "sec-fetch-site": "cross-site", origin: new URL(appUrl).origin })).toBe(refused);
    expect(await pause({ "sec-fetch-site": "same-site" })).toBe(refused);
    expect(await pause({ "sec-fetch-site": "same-origin" })).toBe(own);
    expect(await pause({ origin: new URL(appUrl).origin })).toBe(own);
  });

  test("a key that has spent its minute is told when to come back", async () => {
    const spender = await makeClient("viewer");
    await spender.call(operations.listSources);
    await getPool().query(`update "ApiKeyAllowance" set minute = minute + interval '1 minute', calls = $1`, [
      CALLS_PER_MINUTE,
    ]);
    const response = await spender.send(operations.listSources, {});
    const seconds = Number(response.headers.get("retry-after"));
    expect(seconds > 0 && seconds <= 120).toBe(true);
    expect(await readRefusal(response)).toBe("429 throttled");
    await getPool().query('delete from "ApiKeyAllowance"');
    await spender.call(operations.listSources);
  });
});

describe("what is sent", () => {
  const send = async (path: string, { body, ...init }: RequestInit = {}) =>
    readRefusal(
      await fetch(`${appUrl}/api/v1${path}`, {
        method: "POST",
        ...init,
        headers: {
          authorization: `Bearer ${await makeKey("editor")}`,
          "content-type": "application/json",
          ...init.headers,
        },
        ...(body ? { body } : {}),
      }),
    );

  test.each([
    ["that isn't JSON", "{", {}],
    ["that isn't called JSON", "{}", { "content-type": "text/plain" }],
    ["of more than 1 MB", JSON.stringify({ name: "x".repeat(1024 * 1024) }), {}],
    ["that can't be stored", JSON.stringify({ syncId: "a\0b" }), {}],
    ["that lacks something", "{}", {}],
    ["with a name that has spaces", JSON.stringify({ syncId: "1" }), { "idempotency-key": "two words" }],
  ])("a body %s is refused", async (_, body, headers) => {
    expect(await send("/runs", { body, headers })).toBe("400 invalid_input");
  });

  test("a parameter that doesn't exist is refused, and so is a page that doesn't", async () => {
    expect(await send("/runs?sync=1", { method: "GET" })).toBe("400 invalid_input");
    expect(await send("/runs?cursor=nowhere", { method: "GET" })).toBe("404 not_found");
  });

  test("an address that doesn't exist is refused as everything else is", async () => {
    for (const path of ["/nothing", "/runs/1/nothing", "/sources/test/nothing"]) {
      expect(await send(path)).toBe("404 not_found");
    }
    expect(await send("/runs/not-an-id", { method: "GET" })).toBe("404 not_found");
  });
});

/** The cookies of somebody who signed in. */
async function signIn(): Promise<string> {
  const first = await fetch(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await first.json());
  const body = new URLSearchParams({ ...account, csrfToken, json: "true" });
  const headers = { cookie: readCookies(first) };
  const signedIn = await fetch(`${appUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers,
    body,
  });
  return readCookies(signedIn);
}

const readCookies = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
