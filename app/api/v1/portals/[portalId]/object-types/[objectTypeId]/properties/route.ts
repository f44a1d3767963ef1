import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { createUniqueProperty } from "@/lib/connections/create-unique-property";
import { readProperties } from "@/lib/connections/read-properties";

export const GET = createRoute(operations.readProperties, ({ actor, params }) => readProperties(actor, params));
export const POST = createRoute(operations.createUniqueProperty, ({ actor, params, body }) =>
  createUniqueProperty(actor, { ...params, ...body }),
);
