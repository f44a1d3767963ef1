import { companyGroups, companyProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/companies";
import { contactGroups, contactProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/contacts";
import { dealGroups, dealProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/deals";
import {
  lineItemGroups,
  lineItemProperties,
  productGroups,
  productProperties,
} from "@/lib/local/hubspot-sandbox/portals/defaults/products";
import { ticketGroups, ticketProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/tickets";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import type { PropertyGroup } from "@/lib/local/hubspot-sandbox/portals/property-group";

export interface StandardObjectType {
  readonly typeId: string;
  readonly name: string;
  readonly singular: string;
  /** As HubSpot's errors call it. */
  readonly legacyName: string;
  /** The first one takes what names no group. */
  readonly groups: readonly PropertyGroup[];
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** The pair that holds a record's place in a pipeline. */
  readonly pipelineProperties: { readonly pipeline: string; readonly stage: string } | null;
  /** What a read returns when it asks for nothing in particular. */
  readonly shownProperties: readonly string[];
  /** What the guides require on create: one of each list. */
  readonly requiredByGuides: readonly (readonly string[])[];
  readonly properties: readonly Property[];
}

export const standardObjectTypes: readonly StandardObjectType[] = [
  {
    typeId: "0-1",
    name: "contacts",
    singular: "contact",
    legacyName: "CONTACT",
    groups: contactGroups,
    createdProperty: "createdate",
    modifiedProperty: "lastmodifieddate",
    pipelineProperties: null,
    shownProperties: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
    requiredByGuides: [["email", "firstname", "lastname"]],
    properties: contactProperties,
  },
  {
    typeId: "0-2",
    name: "companies",
    singular: "company",
    legacyName: "COMPANY",
    groups: companyGroups,
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: null,
    shownProperties: ["createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"],
    requiredByGuides: [["name", "domain"]],
    properties: companyProperties,
  },
  {
    typeId: "0-3",
    name: "deals",
    singular: "deal",
    legacyName: "DEAL",
    groups: dealGroups,
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: { pipeline: "pipeline", stage: "dealstage" },
    shownProperties: [
      "amount",
      "closedate",
      "createdate",
      "dealname",
      "dealstage",
      "hs_lastmodifieddate",
      "hs_object_id",
      "pipeline",
    ],
    requiredByGuides: [["dealname"], ["dealstage"]],
    properties: dealProperties,
  },
  {
    typeId: "0-5",
    name: "tickets",
    singular: "ticket",
    legacyName: "TICKET",
    groups: ticketGroups,
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: { pipeline: "hs_pipeline", stage: "hs_pipeline_stage" },
    shownProperties: [
      "content",
      "createdate",
      "hs_lastmodifieddate",
      "hs_object_id",
      "hs_pipeline",
      "hs_pipeline_stage",
      "hs_ticket_category",
      "hs_ticket_priority",
      "subject",
    ],
    requiredByGuides: [["subject"], ["hs_pipeline_stage"]],
    properties: ticketProperties,
  },
  {
    typeId: "0-7",
    name: "products",
    singular: "product",
    legacyName: "PRODUCT",
    groups: productGroups,
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: null,
    shownProperties: ["createdate", "description", "hs_lastmodifieddate", "hs_object_id", "name", "price"],
    requiredByGuides: [["name"]],
    properties: productProperties,
  },
  {
    typeId: "0-8",
    name: "line_items",
    singular: "line_item",
    legacyName: "LINE_ITEM",
    groups: lineItemGroups,
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: null,
    shownProperties: ["createdate", "hs_lastmodifieddate", "hs_object_id", "hs_product_id", "quantity"],
    requiredByGuides: [],
    properties: lineItemProperties,
  },
];
