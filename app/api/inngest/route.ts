import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { getInngest } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";

export const dynamic = "force-dynamic";

let handlers: ReturnType<typeof serve> | undefined;

// Made at the first request, since a build has no environment.
function getHandlers() {
  const client = getInngest();
  handlers ??= serve({ client, functions: createFunctions(client) });
  return handlers;
}

export const GET = (request: NextRequest, context: unknown) => getHandlers().GET(request, context);
export const POST = (request: NextRequest, context: unknown) => getHandlers().POST(request, context);
export const PUT = (request: NextRequest, context: unknown) => getHandlers().PUT(request, context);
