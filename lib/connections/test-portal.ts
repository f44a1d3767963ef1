import type { TestLine } from "../api/sources";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { messageOf } from "../errors";
import { readAccount } from "../hubspot/account";
import { listObjectTypes } from "../hubspot/object-types";
import { listProperties } from "../hubspot/properties";
import { openPortal } from "./open-portal";
import { readAccessToken } from "./portal-tokens";

interface Check {
  readonly id: string;
  readonly label: string;
  readonly fix: string;
  readonly run: () => Promise<string>;
}

/** Tries a portal, line by line: its tokens, the account, what may be written, and its properties. Never throws for HubSpot. */
export async function testPortal(actor: Actor, { portalId }: { portalId: string }): Promise<TestLine[]> {
  const id = requireId(portalId, "portal");
  const portal = await getDb().portal.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: { hubId: true, grantedScopes: true },
  });
  if (!portal) throw notFound("portal");
  const client = openPortal(id);
  return runChecks([
    {
      id: "token",
      label: "Access token",
      fix: "Connect the portal again.",
      run: async () => {
        const { expiresAt } = await readAccessToken(id, null);
        if (!expiresAt) return "A pasted token: good until somebody rotates or deletes it.";
        const minutes = Math.max(1, Math.round((expiresAt.getTime() - Date.now()) / 60_000));
        return `Good for another ${minutes} minutes, and refreshed by itself.`;
      },
    },
    {
      id: "account",
      label: "Account",
      fix: "Connect the portal that this connection was made for.",
      run: async () => {
        const account = await readAccount(client);
        if (String(account.hubId) !== portal.hubId.toString()) {
          throw new Error(`The token belongs to portal ${account.hubId}, not to ${portal.hubId}.`);
        }
        const kind = account.accountType.toLowerCase().replaceAll("_", " ");
        return `Portal ${account.hubId}, a ${kind} account, ${account.timeZone}.`;
      },
    },
    {
      id: "objects",
      label: "Object types that may be written",
      fix: "Connect again and grant the missing scopes, or add them to the token.",
      run: async () => {
        const usable = (await listObjectTypes(client, portal.grantedScopes)).filter((verdict) => !verdict.whyNot);
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
  ]);
}

async function runChecks(checks: readonly Check[]): Promise<TestLine[]> {
  const lines: TestLine[] = [];
  for (const { id, label, fix, run } of checks) {
    if (lines.some((line) => line.status === "failed")) {
      lines.push({ id, label, status: "skipped", detail: "Not tried, since an earlier line failed.", fix: null });
      continue;
    }
    lines.push(
      await run().then(
        (detail): TestLine => ({ id, label, status: "passed", detail, fix: null }),
        (error: unknown): TestLine => ({ id, label, status: "failed", detail: messageOf(error), fix }),
      ),
    );
  }
  return lines;
}
