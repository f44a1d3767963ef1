import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getRun } from "@/lib/runs/get-run";

export const GET = createRoute(operations.getRun, ({ actor, params }) => getRun(actor, params));
