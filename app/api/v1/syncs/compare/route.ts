import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { compareRows } from "@/lib/syncs/compare/compare-rows";

export const POST = createRoute(operations.compareRows, ({ actor, body }) => compareRows(actor, body));
