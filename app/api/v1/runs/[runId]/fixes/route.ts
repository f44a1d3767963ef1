import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { applyRunFix } from "@/lib/syncs/apply-run-fix";
import { listRunFixes } from "@/lib/syncs/list-run-fixes";

export const GET = createRoute(operations.listRunFixes, ({ actor, params }) => listRunFixes(actor, params));
export const POST = createRoute(operations.applyRunFix, ({ actor, params, body }) =>
  applyRunFix(actor, { ...params, fix: body }),
);
