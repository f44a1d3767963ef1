import { createRoute } from "@/app/_server/route";
import { readProperties } from "@/lib/connections/read-properties";

export const GET = createRoute<{ portalId: string; objectTypeId: string }>((actor, object) =>
  readProperties(actor, object),
);
