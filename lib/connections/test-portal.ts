import type { TestLine } from "../api/sources";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { messageOf } from "../errors";
import { type Account, readAccount } from "../hubspot/account";
import type { HubSpotClient } from "../hubspot/client";
import { listObjectTypes } from "../hubspot/list-object-types";
import { findKind, labelOf, objectKinds, standardObjectTypes } from "../hubspot/object-types";
import { probeReading, probeWriting } from "../hubspot/probe-access";
import { listProperties } from "../hubspot/properties";
import { learnScopes } from "./learn-scopes";
import { openPortal } from "./open-portal";
import { readAccessToken } from "./portal-tokens";
import { knownScopesOf } from "./why-blocked";

interface Check {
  readonly id: string;
  readonly label: string;
  readonly fix: string;
  readonly run: () => Promise<string>;
  /** Nothing that comes later depends on it. */
  readonly isAlone?: boolean;
  /** Whether its failing is no fault: nobody uses what it tries. */
  readonly isUnused?: boolean;
}

/** Tries a portal, line by line: its tokens, the account, what may be read and written. Never throws for HubSpot. */
export async function testPortal(actor: Actor, { portalId }: { portalId: string }): Promise<TestLine[]> {
  const id = requireId(portalId, "portal");
  const portal = await getDb().portal.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: { hubId: true, authKind: true, syncs: { select: { objectTypeId: true } } },
  });
  if (!portal) throw notFound("portal");
  const client = openPortal(id);
  const used = new Set(portal.syncs.map(({ objectTypeId }) => findKind(objectTypeId)?.kind));
  return runChecks([
    { id: "token", label: "Access token", fix: "Connect the portal again.", run: () => checkToken(id) },
    {
      id: "account",
      label: "Account",
      fix: "Connect the portal that this connection was made for.",
      run: async () => describeAccount(await readAccount(client), portal.hubId),
    },
    ...(portal.authKind === "token" ? listTokenChecks(client, used) : listGrantChecks(client, id)),
  ]);
}

async function checkToken(portalId: string): Promise<string> {
  const { tokens, expiresAt, connectedAt } = await readAccessToken(portalId, null);
  await learnScopes(portalId, { tokens, connectedAt });
  if (!expiresAt) return "A pasted token: good until somebody rotates or deletes it.";
  const minutes = Math.max(1, Math.round((expiresAt.getTime() - Date.now()) / 60_000));
  return `Good for another ${minutes} minutes, and refreshed by itself.`;
}

function describeAccount({ hubId, accountType, timeZone }: Account, expected: bigint): string {
  if (String(hubId) !== expected.toString()) {
    throw new Error(`The token belongs to portal ${hubId}, not to ${expected}.`);
  }
  return `Portal ${hubId}, a ${accountType.toLowerCase().replaceAll("_", " ")} account, ${timeZone}.`;
}

/** HubSpot tells what a grant allows. */
function listGrantChecks(client: HubSpotClient, portalId: string): Check[] {
  return [
    {
      id: "objects",
      label: "Object types that may be written",
      fix: "Connect again and grant the missing scopes.",
      run: async () => {
        const where = { id: portalId };
        const select = { authKind: true, grantedScopes: true, deniedScopes: true };
        const known = knownScopesOf(await getDb().portal.findUniqueOrThrow({ where, select }));
        const usable = (await listObjectTypes(client, known)).filter((verdict) => !verdict.whyNot);
        if (usable.length === 0) throw new Error("None: every write scope is missing.");
        return usable.map((verdict) => verdict.labelPlural).join(", ");
      },
    },
    {
      id: "properties",
      label: "Properties of contacts",
      fix: "Grant the scope crm.objects.contacts.read or crm.schemas.contacts.read.",
      run: async () => `${(await listProperties(client, "0-1")).length} properties read.`,
    },
  ];
}

/** HubSpot doesn't tell a token's scopes: reading and writing are tried for each kind, and nothing is written. */
function listTokenChecks(client: HubSpotClient, used: ReadonlySet<string | undefined>): Check[] {
  return objectKinds.map((kind) => ({
    id: `use:${kind.kind}`,
    label: `Read and write ${labelOf(kind).toLowerCase()}`,
    fix: `Add ${[kind.readScopes[0], kind.writeScopes[0]].filter((scope, index, all) => all.indexOf(scope) === index).join(" and ")} to the token in HubSpot, then test again.`,
    isAlone: true,
    isUnused: !used.has(kind.kind),
    run: async () => {
      await probeReading(client, kind);
      const standard = standardObjectTypes.find((objectType) => objectType.kind === kind.kind);
      if (!standard) return "May be listed. A sync tries whether its object may be written before it reads a row.";
      await probeWriting(client, standard.objectTypeId);
      return "May be read, and nothing stands against writing.";
    },
  }));
}

async function runChecks(checks: readonly Check[]): Promise<TestLine[]> {
  const lines: TestLine[] = [];
  let hasFailed = false;
  for (const { id, label, fix, run, isAlone = false, isUnused = false } of checks) {
    if (hasFailed) {
      lines.push({ id, label, status: "skipped", detail: "Not tried, since an earlier line failed.", fix: null });
      continue;
    }
    const line = await run().then(
      (detail): TestLine => ({ id, label, status: "passed", detail, fix: null }),
      (error: unknown): TestLine => ({
        id,
        label,
        status: isUnused ? "skipped" : "failed",
        detail: isUnused ? `No sync needs it. ${messageOf(error)}` : messageOf(error),
        fix: isUnused ? null : fix,
      }),
    );
    hasFailed = line.status === "failed" && !isAlone;
    lines.push(line);
  }
  return lines;
}
