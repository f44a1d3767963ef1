import { expect, it, onTestFinished } from "vitest";
import { startTestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { createHubSpotClient, type HubSpotClient } from "./client";
import { createLimiter } from "./limiter";
import { probeWriting } from "./probe-access";
import { HubSpotScopeMissing } from "./scope-missing";

const CONTACTS = "0-1";
const mayRead = "crm.objects.contacts.read";
const mayWrite = "crm.objects.contacts.write";

it("an empty update names the scope that is missing, and lets pass what isn't missing", async () => {
  const { probe } = await startProbe({ checksScopesOfEmptyBatches: true });
  const error: unknown = await probe(mayRead).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HubSpotScopeMissing);
  expect(error).toMatchObject({ code: "hubspot_scope_missing", scopes: [mayWrite], needsAll: false });
  await probe(mayWrite);
});

it("where HubSpot answers an empty update whatever the scopes, nothing is known against writing", async () => {
  const { probe } = await startProbe({ checksScopesOfEmptyBatches: false });
  await probe(mayRead);
});

it("where HubSpot refuses an empty update, nothing is known against writing", async () => {
  const { probe, admin } = await startProbe({ checksScopesOfEmptyBatches: false });
  const body = { status: "error", message: "inputs must not be empty", category: "VALIDATION_ERROR" };
  await admin("POST", "/faults", { match: { path: "/batch/update" }, kind: "status", status: 400, body });
  await probe(mayRead);
});

it.each([true, false])("it writes nothing, whatever is looked at first: %s", async (checksScopesOfEmptyBatches) => {
  const { probe, countRecords } = await startProbe({ checksScopesOfEmptyBatches });
  await probe(mayWrite);
  expect(await countRecords("contacts")).toBe(0);
});

async function startProbe(switches: { checksScopesOfEmptyBatches: boolean }) {
  const tokens = [mayRead, mayWrite].map((scope) => ({ token: `pat-${scope}`, scopes: [scope] }));
  const sandbox = await startTestSandbox({ portals: [{ ...testPortal, tokens }], switches });
  onTestFinished(() => sandbox.stop());
  return {
    admin: sandbox.admin,
    countRecords: sandbox.countRecords,
    probe: (scope: string) => probeWriting(openClient(sandbox.apiUrl, `pat-${scope}`), CONTACTS),
  };
}

function openClient(apiBaseUrl: string, token: string): HubSpotClient {
  const getAccessToken = async () => token;
  const renewAccessToken = async () => {
    throw new Error("The token is good.");
  };
  return createHubSpotClient({ apiBaseUrl, limiter: createLimiter(), getAccessToken, renewAccessToken });
}
