import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getCall } from "@/lib/runs/calls/get-call";

export const GET = createRoute(operations.getCall, ({ actor, params }) => getCall(actor, params));
