import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listColumns } from "@/lib/connections/list-columns";

export const GET = createRoute(operations.listColumns, ({ actor, params }) => listColumns(actor, params));
