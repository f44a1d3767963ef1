import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { applyFix } from "@/lib/syncs/apply-fix";
import { listFixes } from "@/lib/syncs/list-fixes";

export const GET = createRoute(operations.listFixes, ({ actor, params }) => listFixes(actor, params));
export const POST = createRoute(operations.applyFix, ({ actor, params, body }) =>
  applyFix(actor, { ...params, fix: body }),
);
