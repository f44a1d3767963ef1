import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { createSource } from "@/lib/connections/create-source";
import { listSources } from "@/lib/connections/list-sources";

export const GET = createRoute(operations.listSources, ({ actor }) => listSources(actor));
export const POST = createRoute(operations.createSource, ({ actor, body }) => createSource(actor, body));
