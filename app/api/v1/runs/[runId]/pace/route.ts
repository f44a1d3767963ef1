import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getPace } from "@/lib/runs/get-pace";

export const GET = createRoute(operations.getPace, ({ actor, params }) => getPace(actor, params));
