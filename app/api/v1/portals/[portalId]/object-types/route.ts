import { createRoute } from "@/app/_server/route";
import { listObjectTypes } from "@/lib/connections/list-object-types";

export const GET = createRoute<{ portalId: string }>((actor, { portalId }) => listObjectTypes(actor, { portalId }));
