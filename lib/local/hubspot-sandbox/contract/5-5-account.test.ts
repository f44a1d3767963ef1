import { afterEach, describe, expect, it } from "vitest";
import { connectApp } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

afterEach(() => sandbox.stop());

const details = "/account-info/2026-09/details";
const usage = "/account-info/2026-09/api-usage/daily/private-apps";

describe("§5.5 Account", () => {
  it("§5.5.1 the details tell type, zone, money and where the account lives", async () => {
    sandbox = await startTestSandbox({
      portals: [{ ...testPortal, accountType: "SANDBOX", timeZone: "UTC", additionalCurrencies: ["CHF", "EUR"] }],
    });
    const { status, body } = await sandbox.call("GET", details);
    expect(status).toBe(200);
    expect(body).toEqual({
      portalId: 4242,
      accountType: "SANDBOX",
      timeZone: "UTC",
      companyCurrency: "USD",
      additionalCurrencies: ["CHF", "EUR"],
      utcOffset: "+00:00",
      utcOffsetMilliseconds: 0,
      uiDomain: "app.hubspot.com",
      dataHostingLocation: "na1",
    });
  });

  it.each([
    ["Asia/Kolkata", "+05:30", 19_800_000],
    ["America/Phoenix", "-07:00", -25_200_000],
    ["Asia/Tokyo", "+09:00", 32_400_000],
  ])("§5.5.1 in %s the offset is %s", async (timeZone, utcOffset, utcOffsetMilliseconds) => {
    sandbox = await startTestSandbox({ portals: [{ ...testPortal, timeZone }] });
    expect((await sandbox.call("GET", details)).body).toMatchObject({ timeZone, utcOffset, utcOffsetMilliseconds });
  });

  it("§5.5.1 any token may read them, that of an app too", async () => {
    sandbox = await startTestSandbox();
    const tokens = await connectApp(sandbox);
    expect((await sandbox.call("GET", details, undefined, tokens.access_token)).status).toBe(200);
  });

  it("§5.5.2 the day's usage counts calls of private apps, and not those of an app that came by OAuth", async () => {
    sandbox = await startTestSandbox();
    const tokens = await connectApp(sandbox);
    for (let made = 0; made < 3; made += 1) await sandbox.call("GET", details);
    await sandbox.call("GET", details, undefined, tokens.access_token);
    expect((await sandbox.call("GET", usage)).body).toEqual({
      results: [
        {
          name: "private-apps-api-calls-daily",
          usageLimit: 1_000_000,
          currentUsage: 4,
          collectedAt: expect.any(String),
          fetchStatus: "SUCCESS",
          resetsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT0[45]:00:00\.000Z$/),
        },
      ],
    });
  });
});
