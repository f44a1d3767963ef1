import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listTables } from "@/lib/connections/preview-source";

export const GET = createRoute(operations.listTables, ({ actor, params }) => listTables(actor, params));
