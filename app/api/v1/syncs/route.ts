import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { createSync } from "@/lib/syncs/create-sync";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const GET = createRoute(operations.listSyncs, ({ actor }) => listSyncs(actor));
export const POST = createRoute(operations.createSync, ({ actor, body }) => createSync(actor, body));
