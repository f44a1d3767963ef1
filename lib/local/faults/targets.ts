import type { FieldMapping, Mapping } from "@/lib/engine/types";
import { benchMapping } from "../bench/tables";

/** Which records the rows of a table become, and by which of their properties they are found. */
export interface FaultTarget {
  readonly objectTypeId: string;
  readonly mapping: Mapping;
}

export const contactsByEmail: FaultTarget = { objectTypeId: "0-1", mapping: benchMapping };

const companyProperties = {
  first_name: "name",
  last_name: "city",
  job_title: "description",
  phone: "phone",
  employees_managed: "numberofemployees",
  newsletter: "has_scheduled_service",
};

/** By a property of the portal's own with unique values. HubSpot would take two companies that are alike in all else. */
export const companiesByIdent: FaultTarget = {
  objectTypeId: "0-2",
  mapping: {
    match: { column: "email", property: "airport_ident" },
    fields: Object.entries(companyProperties).map(
      ([column, property]): FieldMapping => ({ property, value: { kind: "column", column }, whenEmpty: "skip" }),
    ),
  },
};
