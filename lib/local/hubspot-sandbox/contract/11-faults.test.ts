import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { connectApp, refresh } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import {
  byEmail,
  startTestSandbox,
  type TestSandbox,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({
    limits: null,
    portals: [testPortal, { ...testPortal, hubId: 4343, tokens: [{ token: "pat-other", scopes: [] }] }],
  });
});

afterEach(() => sandbox.stop());

const details = "/account-info/2026-09/details";
const inputs = [byEmail("a@x.example", {}, "a"), byEmail("b@x.example", {}, "b")];
const upsert = () => sandbox.upsert("contacts", inputs);
const fault = (kind: string, more: Record<string, unknown> = {}) =>
  sandbox.admin("POST", "/faults", { match: { method: "POST", path: "/batch/upsert" }, kind, ...more });
const faultOfDetails = (more: Record<string, unknown>) =>
  sandbox.admin("POST", "/faults", { match: { path: details }, kind: "status", ...more });

async function askOften(times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let call = 0; call < times; call += 1) statuses.push((await sandbox.call("GET", details)).status);
  return statuses;
}

describe("Which calls a fault strikes", () => {
  it("as often as asked, matching calls only, and nothing is written", async () => {
    await fault("status", { times: 2, status: 477, headers: { "retry-after": "90" }, body: { message: "moving" } });
    expect((await sandbox.call("GET", details)).status).toBe(200);
    for (let time = 0; time < 2; time += 1) {
      const { status, headers, body } = await upsert();
      expect([status, headers.get("retry-after"), body]).toEqual([477, "90", { message: "moving" }]);
    }
    expect(await sandbox.countRecords("contacts")).toBe(0);
    expect((await upsert()).status).toBe(200);
  });

  it("after as many matching calls as are to be spared", async () => {
    await faultOfDetails({ after: 2, times: 2 });
    expect(await askOften(5)).toEqual([200, 200, 500, 500, 200]);
  });

  it("one portal's calls, told by token or by refresh token", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const ask = async (token: string) => (await sandbox.call("GET", details, undefined, token)).status;
    await sandbox.admin("POST", "/faults", { match: { portal: 4343 }, kind: "status", times: 9 });
    expect([await ask("pat-all"), await ask(access_token), await ask("pat-other")]).toEqual([200, 200, 500]);
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
    await sandbox.admin("POST", "/faults", { match: { portal: 4242 }, kind: "status", times: 9 });
    expect([await ask("pat-all"), await ask(access_token)]).toEqual([500, 500]);
    expect((await refresh(sandbox, refresh_token)).status).toBe(500);
  });

  it("a share of the calls without an end, the same ones for the same seed", async () => {
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      await sandbox.admin("DELETE", "/faults");
      await faultOfDetails({ share: 0.2, seed });
      runs.push(await askOften(100));
    }
    const struck = runs.map((run) => run.filter((status) => status === 500).length);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).not.toEqual(runs[0]);
    for (const count of struck) {
      expect(count).toBeGreaterThan(8);
      expect(count).toBeLessThan(35);
    }
  });

  it("a share ends after as many times as asked", async () => {
    await faultOfDetails({ share: 1, times: 3 });
    expect(await askOften(5)).toEqual([500, 500, 500, 200, 200]);
  });

  it("one fault at a time, in the order in which they were asked for", async () => {
    await faultOfDetails({ status: 423 });
    await faultOfDetails({ status: 502 });
    expect(await askOften(3)).toEqual([423, 502, 200]);
  });

  it("and how often each did is told, until they are cleared", async () => {
    await faultOfDetails({ after: 1, times: 5 });
    await askOften(3);
    const { body } = await sandbox.admin("GET", "/faults");
    expect(body).toMatchObject({ faults: [{ kind: "status", status: 500, matched: 3, struck: 2 }] });
    await sandbox.admin("DELETE", "/faults");
    expect((await sandbox.admin("GET", "/faults")).body).toEqual({ faults: [] });
    expect(await askOften(1)).toEqual([200]);
  });

  it("what isn't a fault is refused", async () => {
    expect((await fault("meteor")).status).toBe(400);
    expect((await fault("status", { stauts: 500 })).status).toBe(400);
    expect((await sandbox.admin("POST", "/faults", { kind: "hang", match: { url: "/" } })).status).toBe(400);
  });
});

describe("Broken connections", () => {
  it("§4.9.4 a reset before the work writes nothing, a reset after it does", async () => {
    await fault("reset-before");
    await expect(upsert()).rejects.toThrow("fetch failed");
    expect(await sandbox.countRecords("contacts")).toBe(0);
    await fault("reset-after");
    await expect(upsert()).rejects.toThrow("fetch failed");
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it.each([500, 504, 524])("§4.9.4 a %i before the work writes nothing, one after it does", async (status) => {
    const send = () => sandbox.call("POST", "/crm/objects/2026-09/contacts/batch/upsert", { inputs });
    await fault("status", { status });
    expect((await send()).status).toBe(status);
    expect(await sandbox.countRecords("contacts")).toBe(0);
    await fault("status-after", { status });
    expect((await send()).status).toBe(status);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("half a body is written for whole but never arrives", async () => {
    await fault("half-body");
    await expect(upsert()).rejects.toThrow();
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("a call that hangs ends when the caller gives up", async () => {
    await fault("hang");
    const path = `${sandbox.apiUrl}/crm/objects/2026-09/contacts/batch/upsert`;
    const hanging = fetch(path, { method: "POST", signal: AbortSignal.timeout(50) });
    await expect(hanging).rejects.toThrow(/timeout/);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("a slow answer comes when the work is long done", async () => {
    await fault("slow", { delayMs: 60_000 });
    const path = `${sandbox.apiUrl}/crm/objects/2026-09/contacts/batch/upsert`;
    const slow = fetch(path, {
      method: "POST",
      headers: { authorization: "Bearer pat-all" },
      body: JSON.stringify({ inputs: [byEmail("a@x.example", {})] }),
      signal: AbortSignal.timeout(300),
    });
    await expect(slow).rejects.toThrow(/timeout/);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });
});

describe("Answers that don't say what was done", () => {
  it("empty results are a 200 that wrote nothing", async () => {
    await fault("empty-results");
    const { status, body } = await upsert();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "COMPLETE", results: [] });
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it.each([1, 2])("%i omitted results were written but aren't named", async (count) => {
    await fault("omit-results", { count });
    expect((await upsert()).batch.results).toHaveLength(2 - count);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("results can be in the wrong order", async () => {
    await sandbox.admin("POST", "/switches", { shufflesResults: false });
    const traces = async () => (await upsert()).batch.results.map((result) => result.objectWriteTraceId);
    expect(await traces()).toEqual(["a", "b"]);
    await fault("wrong-order");
    expect(await traces()).toEqual(["b", "a"]);
  });

  it("results can be without their trace ids", async () => {
    await fault("results-without-trace-ids");
    const { batch } = await upsert();
    expect(batch.results).toHaveLength(2);
    for (const result of batch.results) expect(result).not.toHaveProperty("objectWriteTraceId");
  });

  it("a result can be named twice", async () => {
    await fault("duplicate-result");
    const { results } = (await upsert()).batch;
    expect(results).toHaveLength(3);
    expect(results[2]).toEqual(results[0]);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("a body can be anything at all", async () => {
    await fault("status", { status: 200, body: "<p>hello</p>" });
    const { status, headers, body } = await sandbox.call("POST", "/crm/objects/2026-09/contacts/batch/upsert", {});
    expect([status, headers.get("content-type"), body]).toEqual([200, "text/html;charset=utf-8", "<p>hello</p>"]);
  });
});

describe("How long answers take", () => {
  const duration = async () => {
    const from = performance.now();
    await sandbox.call("GET", details);
    return performance.now() - from;
  };

  it("as long as they are told to", async () => {
    await sandbox.admin("POST", "/latency", { latencyMs: 60_000 });
    const answer = fetch(`${sandbox.apiUrl}${details}`, { signal: AbortSignal.timeout(50) });
    await expect(answer).rejects.toThrow(/timeout/);
    await sandbox.admin("POST", "/latency", { latencyMs: 0 });
    expect((await sandbox.call("GET", details)).status).toBe(200);
  });

  it("between two bounds", async () => {
    await sandbox.admin("POST", "/latency", { minMs: 40, maxMs: 60, seed: 3 });
    for (let call = 0; call < 5; call += 1) expect(await duration()).toBeGreaterThan(38);
    await sandbox.admin("POST", "/latency", { minMs: 60_000, maxMs: 60_000 });
    const answer = fetch(`${sandbox.apiUrl}${details}`, { signal: AbortSignal.timeout(50) });
    await expect(answer).rejects.toThrow(/timeout/);
    expect((await sandbox.admin("POST", "/latency", { minMs: 2, maxMs: 1 })).status).toBe(400);
  });

  it("the work is done and counted before the wait", async () => {
    const Calls = z.object({ calls: z.array(z.object({ count: z.number() })) });
    await sandbox.admin("POST", "/latency", { latencyMs: 60_000 });
    const answer = fetch(`${sandbox.apiUrl}${details}`, { signal: AbortSignal.timeout(300) });
    await expect(answer).rejects.toThrow(/timeout/);
    expect(Calls.parse((await sandbox.admin("GET", "/calls")).body).calls).toEqual([{ count: 1 }]);
  });
});
