import { createRoute } from "@/app/_server/route";
import { listTables } from "@/lib/connections/preview-source";

export const GET = createRoute<{ sourceId: string }>((actor, { sourceId }) => listTables(actor, { sourceId }));
