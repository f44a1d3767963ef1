import { createRoute } from "@/app/_server/route";
import { getConnect } from "@/lib/connections/get-connect";

export const GET = createRoute(async (actor) => getConnect(actor));
