import { z } from "zod";
import { type Commands, inPortal, parsePortal } from "@/lib/local/hubspot-sandbox/admin/command";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** What a portal does to the apps that are connected to it, and to those that want to be. */
export const appCommands: Commands = {
  "POST /revoke": (sandbox, input) => sandbox.installs.revoke(parsePortal(sandbox, input).hubId),
  "POST /uninstall": uninstall,
  "POST /expire-tokens": expireTokens,
  "POST /remove-scope": removeScope,
  "POST /connect-rules": setConnectRules,
};

/** One app, or without a client id every app of the portal and its static tokens. */
function uninstall(sandbox: Sandbox, input: unknown): void {
  const { clientId } = inPortal.extend({ clientId: z.string().optional() }).parse(input);
  sandbox.installs.uninstall(parsePortal(sandbox, input).hubId, clientId ?? null, sandbox.switches);
}

/** Access tokens end now; refresh tokens live on. */
function expireTokens(sandbox: Sandbox, input: unknown): void {
  sandbox.installs.expireAccessTokens(parsePortal(sandbox, input).hubId, sandbox.clock.now());
}

function setConnectRules(sandbox: Sandbox, input: unknown): void {
  const rules = inPortal
    .extend({ userMayConnectApps: z.boolean().optional(), requiresAppApproval: z.boolean().optional() })
    .parse(input);
  const portal = parsePortal(sandbox, input);
  const { userMayConnectApps, requiresAppApproval } = sandbox.connectRulesOf(portal.hubId);
  sandbox.setConnectRules(portal.hubId, {
    userMayConnectApps: rules.userMayConnectApps ?? userMayConnectApps,
    requiresAppApproval: rules.requiresAppApproval ?? requiresAppApproval,
  });
}

function removeScope(sandbox: Sandbox, input: unknown): void {
  const { scope } = inPortal.extend({ scope: z.string() }).parse(input);
  sandbox.installs.removeScope(parsePortal(sandbox, input).hubId, scope);
}
