import type { FieldMapping, Mapping } from "@/lib/engine/types";

/** The demo's syncs are named for their tables in the schema `crm`. */
export type DemoSyncName = "accounts" | "people" | "contracts";

export interface DemoSync {
  readonly name: DemoSyncName;
  readonly title: string;
  readonly table: { readonly schema: "crm"; readonly table: DemoSyncName };
  readonly objectTypeId: string;
  readonly mapping: Mapping;
}

export const demoSyncs: readonly DemoSync[] = [
  {
    name: "accounts",
    title: "Airports to companies",
    table: { schema: "crm", table: "accounts" },
    objectTypeId: "0-2",
    mapping: {
      match: { column: "ident", property: "airport_ident" },
      fields: [
        column("name", "name"),
        column("municipality", "city"),
        column("region", "state"),
        column("country", "country"),
        column("home_link", "website", "clear"),
        column("type", "airport_size"),
        column("iata_code", "iata_code", "clear"),
        column("elevation_ft", "elevation_ft"),
        column("latitude", "latitude"),
        column("longitude", "longitude"),
        column("has_scheduled_service", "has_scheduled_service"),
        column("wikipedia_link", "wikipedia_link", "clear"),
      ],
    },
  },
  {
    name: "people",
    title: "Airport staff to contacts",
    table: { schema: "crm", table: "people" },
    objectTypeId: "0-1",
    mapping: {
      match: { column: "email", property: "email" },
      fields: [
        column("first_name", "firstname"),
        column("last_name", "lastname"),
        column("job_title", "jobtitle"),
        column("phone", "phone", "clear"),
        column("lifecycle_stage", "lifecyclestage"),
        column("birthday", "date_of_birth"),
        column("notes", "message", "clear"),
        column("employees_managed", "employees_managed"),
        column("seniority", "seniority"),
        column("joined_at", "joined_on"),
        column("newsletter", "newsletter"),
        column("badge_number", "badge_number"),
        column("airport_ident", "airport"),
      ],
    },
  },
  {
    name: "contracts",
    title: "Contracts to deals",
    table: { schema: "crm", table: "contracts" },
    objectTypeId: "0-3",
    mapping: {
      match: { column: "contract_no", property: "contract_number" },
      fields: [
        column("title", "dealname"),
        { property: "pipeline", value: { kind: "constant", value: "default" }, whenEmpty: "skip" },
        column("stage", "dealstage"),
        column("amount", "amount", "clear"),
        column("currency", "deal_currency_code"),
        column("close_date", "closedate"),
        column("signed_at", "signed_at"),
        column("airport_ident", "airport"),
      ],
    },
  },
];

function column(name: string, property: string, whenEmpty: FieldMapping["whenEmpty"] = "skip"): FieldMapping {
  return { property, value: { kind: "column", column: name }, whenEmpty };
}
