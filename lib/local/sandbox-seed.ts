import { optionalScopes, requiredScopes } from "@/lib/hubspot/scopes";
import { demoProperties, demoValidationRules } from "./demo/portal-properties";
import type { AppSeed, PortalSeed, PropertySeed } from "./hubspot-sandbox/options";

const scopesOf = (list: readonly { scope: string }[]) => list.map(({ scope }) => scope);

/** Our app, as it is registered at the sandbox. */
export function makeAppSeed(app: { clientId: string; clientSecret: string; redirectUrl: string }): AppSeed {
  return {
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    name: "Sluice",
    redirectUrls: [app.redirectUrl],
    requiredScopes: scopesOf(requiredScopes),
    optionalScopes: scopesOf(optionalScopes),
  };
}

/** The portals that the sandbox begins with: the demo's own, and a small one beside it to choose from. */
export const demoPortals: readonly PortalSeed[] = [
  {
    hubId: 48_000_001,
    domain: "airports.example",
    tier: "enterprise",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    uiDomain: "app.hubspot.com",
    hublet: "na1",
    accountType: "DEVELOPER_TEST",
    tokens: [
      {
        token: "pat-na1-00000000-demo-0000-0000-000000000001",
        scopes: scopesOf([...requiredScopes, ...optionalScopes]),
      },
    ],
    properties: groupProperties(),
    validationRules: demoValidationRules.map(({ objectTypeId, property, ruleType, ruleArguments }) => ({
      objectType: objectTypeId,
      property,
      rules: [{ ruleType, ruleArguments }],
    })),
  },
  {
    hubId: 48_000_002,
    domain: "small-office.example",
    tier: "free",
    timeZone: "America/Sao_Paulo",
    currency: "BRL",
    uiDomain: "app.hubspot.com",
    hublet: "na1",
    tokens: [{ token: "pat-na1-00000000-demo-0000-0000-000000000002", scopes: scopesOf(requiredScopes) }],
  },
];

function groupProperties(): Record<string, PropertySeed[]> {
  const byObject: Record<string, PropertySeed[]> = {};
  for (const { objectTypeId, ...property } of demoProperties) {
    byObject[objectTypeId] = [...(byObject[objectTypeId] ?? []), property];
  }
  return byObject;
}
