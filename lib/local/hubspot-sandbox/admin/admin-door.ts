import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { adminCommands } from "@/lib/local/hubspot-sandbox/admin/commands";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { Door, DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** The door for tests: seed, inspect, break things, move the clock. It speaks JSON and nothing of HubSpot's. */
export function createAdminDoor(sandbox: Sandbox): Door {
  return async (request) => {
    // A page in somebody's browser must not reach this door through a name that leads to loopback.
    if (!/^(127\.0\.0\.1|localhost)(:|$)/.test(request.headers.host ?? "")) return replyEmpty(403);
    const command = adminCommands[`${request.method} ${request.url.pathname}`];
    if (command === undefined) return replyJson(404, { error: "The admin door has no such command." });
    return run(() => command(sandbox, readInput(request)));
  };
}

function run(answer: () => unknown): Reply {
  try {
    return replyJson(200, answer() ?? { ok: true });
  } catch (failure) {
    if (failure instanceof z.ZodError) return replyJson(400, { error: z.prettifyError(failure) });
    if (failure instanceof SyntaxError || failure instanceof AdminRefusal) {
      return replyJson(400, { error: failure.message });
    }
    throw failure;
  }
}

function readInput({ method, url, body }: DoorRequest): unknown {
  if (method === "GET" || method === "DELETE") return Object.fromEntries(url.searchParams);
  return body === "" ? {} : JSON.parse(body);
}
