import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listChanges } from "@/lib/runs/changes/list-changes";

export const GET = createRoute(operations.listChanges, ({ actor, params }) => listChanges(actor, params));
