import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listObjectTypes } from "@/lib/connections/list-object-types";

export const GET = createRoute(operations.listObjectTypes, ({ actor, params }) => listObjectTypes(actor, params));
