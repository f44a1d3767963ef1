import { currencies, systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import type { StandardObjectType } from "@/lib/local/hubspot-sandbox/portals/defaults/standard-object-types";
import {
  bool,
  calculated,
  datetime,
  external,
  money,
  number,
  owner,
  radio,
  readOnly,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

const names = { created: "hs_createdate", modified: "hs_lastmodifieddate" };

function objectType(
  more: Pick<StandardObjectType, "typeId" | "name" | "singular" | "groups" | "properties" | "shownProperties">,
): StandardObjectType {
  return {
    ...more,
    legacyName: more.singular.toUpperCase(),
    createdProperty: names.created,
    modifiedProperty: names.modified,
    pipelineProperties: null,
    requiredByGuides: [],
  };
}

/** Object types of HubSpot's library, with the properties that one meets first. */
export const libraryObjectTypes: readonly StandardObjectType[] = [
  objectType({
    typeId: "0-14",
    name: "quotes",
    singular: "quote",
    groups: groups("quoteinformation=Quote information"),
    shownProperties: ["hs_createdate", "hs_expiration_date", "hs_lastmodifieddate", "hs_object_id", "hs_title"],
    properties: [
      ...systemProperties(names),
      text("hs_title", "Title"),
      datetime("hs_expiration_date", "Expiration date"),
      select("hs_status", "Status", ["DRAFT=Draft", "PENDING_APPROVAL=Pending approval", "APPROVED=Approved"]),
      select("hs_currency", "Currency", currencies),
      money("hs_quote_amount", "Total amount", calculated),
      textarea("hs_comments", "Comments to buyer"),
      bool("hs_esign_enabled", "Enable esignature"),
      owner(),
    ],
  }),
  {
    ...objectType({
      typeId: "0-123",
      name: "orders",
      singular: "order",
      groups: groups("orderinformation=Order information"),
      shownProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id", "hs_order_name", "hs_total_price"],
      properties: [
        ...systemProperties(names),
        text("hs_order_name", "Name"),
        external("hs_pipeline", "Pipeline"),
        external("hs_pipeline_stage", "Order stage"),
        select("hs_currency_code", "Currency", currencies),
        money("hs_total_price", "Total price"),
        money("hs_subtotal_price", "Subtotal price"),
        number("hs_order_discount", "Discount"),
        text("hs_external_order_id", "Source store's order ID"),
        select("hs_fulfillment_status", "Fulfillment status", ["processing=Processing", "shipped=Shipped"]),
        text("hs_shipping_tracking_number", "Tracking number"),
        owner(),
      ],
    }),
    pipelineProperties: { pipeline: "hs_pipeline", stage: "hs_pipeline_stage" },
  },
  {
    ...objectType({
      typeId: "0-136",
      name: "leads",
      singular: "lead",
      groups: groups("lead_information=Lead information"),
      shownProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_lead_name", "hs_object_id"],
      properties: [
        ...systemProperties(names),
        text("hs_lead_name", "Lead name"),
        external("hs_pipeline", "Lead pipeline"),
        external("hs_pipeline_stage", "Lead stage"),
        select("hs_lead_type", "Lead type", [
          "NEW_BUSINESS=New business",
          "UPSELL=Upsell",
          "RE_ATTEMPTING=Re-attempting",
        ]),
        radio("hs_lead_label", "Label", ["COLD=Cold", "HOT=Hot", "WARM=Warm"]),
        datetime("hs_lead_disqualification_date", "Disqualified at", readOnly),
        owner(),
      ],
    }),
    pipelineProperties: { pipeline: "hs_pipeline", stage: "hs_pipeline_stage" },
  },
];
