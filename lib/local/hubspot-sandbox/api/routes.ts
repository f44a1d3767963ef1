import { accountRoutes } from "@/lib/local/hubspot-sandbox/api/account";
import { associationRoutes } from "@/lib/local/hubspot-sandbox/api/associations/association-routes";
import type { Route } from "@/lib/local/hubspot-sandbox/api/call";
import { limitRoutes } from "@/lib/local/hubspot-sandbox/api/limits";
import { objectLibraryRoutes } from "@/lib/local/hubspot-sandbox/api/object-library";
import { objectRoutes } from "@/lib/local/hubspot-sandbox/api/objects/object-routes";
import { ownerRoutes } from "@/lib/local/hubspot-sandbox/api/owners";
import { pipelineRoutes } from "@/lib/local/hubspot-sandbox/api/pipelines";
import { propertyRoutes } from "@/lib/local/hubspot-sandbox/api/properties";
import { propertyValidationRoutes } from "@/lib/local/hubspot-sandbox/api/property-validations";
import { schemaRoutes } from "@/lib/local/hubspot-sandbox/api/schemas";
import { tokenRoutes } from "@/lib/local/hubspot-sandbox/oauth/token-routes";

/** Every endpoint of the API. A route without `{…}` comes before one with it where both would match. */
export const routes: readonly Route[] = [
  ...objectRoutes,
  ...associationRoutes,
  ...propertyRoutes,
  ...propertyValidationRoutes,
  ...schemaRoutes,
  ...pipelineRoutes,
  ...ownerRoutes,
  ...accountRoutes,
  ...limitRoutes,
  ...objectLibraryRoutes,
  ...tokenRoutes,
];
