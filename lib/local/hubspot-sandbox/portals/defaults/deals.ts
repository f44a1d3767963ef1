import { currencies, systemProperties, trafficSources } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  datetime,
  external,
  inGroup,
  money,
  number,
  owner,
  type Property,
  percentage,
  readOnly,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const dealGroups = groups(
  "dealinformation=Deal information",
  "deal_activity=Deal activity",
  "deal_revenue=Deal revenue",
  "dealstages=Deal stages",
  "analyticsinformation=Web analytics history",
);

const inDealCurrency = { currencyPropertyName: "deal_currency_code" };

const about: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  text("dealname", "Deal Name"),
  external("pipeline", "Pipeline"),
  external("dealstage", "Deal Stage"),
  money("amount", "Amount", { description: "The total amount of the deal.", ...inDealCurrency }),
  datetime("closedate", "Close Date"),
  select("dealtype", "Deal Type", ["newbusiness=New Business", "existingbusiness=Existing Business"]),
  textarea("description", "Deal Description"),
  select("hs_priority", "Priority", ["low=Low", "medium=Medium", "high=High"]),
  text("hs_next_step", "Next step"),
  textarea("closed_lost_reason", "Closed Lost Reason"),
  textarea("closed_won_reason", "Closed Won Reason"),
  select("deal_currency_code", "Currency", currencies),
  owner("hubspot_owner_id", "Deal owner"),
  text("hubspot_team_id", "HubSpot Team", readOnly),
];

const revenue: readonly Property[] = [
  select("hs_forecast_category", "Forecast category", [
    "OMIT=Not forecasted",
    "PIPELINE=Pipeline",
    "BEST_CASE=Best case",
    "COMMIT=Commit",
    "CLOSED=Closed won",
  ]),
  select("hs_manual_forecast_category", "Forecast category, set by hand", [
    "OMIT=Not forecasted",
    "PIPELINE=Pipeline",
    "BEST_CASE=Best case",
    "COMMIT=Commit",
    "CLOSED=Closed won",
  ]),
  percentage("hs_forecast_probability", "Forecast probability"),
  money("hs_forecast_amount", "Forecast amount", {
    ...calculated,
    calculationFormula: "amount * hs_forecast_probability",
  }),
  money("amount_in_home_currency", "Amount in company currency", calculated),
  money("hs_projected_amount", "Weighted amount", {
    ...calculated,
    calculationFormula: "amount * hs_deal_stage_probability",
  }),
  money("hs_closed_amount", "Closed Deal Amount", calculated),
  money("hs_acv", "Annual contract value", inDealCurrency),
  money("hs_arr", "Annual recurring revenue", inDealCurrency),
  money("hs_mrr", "Monthly recurring revenue", inDealCurrency),
  money("hs_tcv", "Total contract value", inDealCurrency),
];

const stages: readonly Property[] = [
  percentage("hs_deal_stage_probability", "Deal probability", calculated),
  bool("hs_is_closed", "Is Deal Closed?", calculated),
  bool("hs_is_closed_won", "Is Closed Won", calculated),
  bool("hs_is_closed_lost", "Is Closed Lost", calculated),
  bool("hs_is_stalled", "Is stalled", calculated),
  datetime("hs_closed_won_date", "Closed Won Date", readOnly),
  datetime("hs_v2_date_entered_current_stage", "Date entered current stage", readOnly),
  number("days_to_close", "Days to close", calculated),
];

const activity: readonly Property[] = [
  number("num_associated_contacts", "Number of Associated Contacts", calculated),
  number("hs_num_of_associated_line_items", "Number of Associated Line Items", calculated),
  number("num_notes", "Number of Sales Activities", calculated),
  number("num_contacted_notes", "Number of times contacted", calculated),
  datetime("notes_last_contacted", "Last Contacted", readOnly),
  datetime("notes_last_updated", "Last Activity Date", readOnly),
  datetime("notes_next_activity_date", "Next Activity Date", readOnly),
];

const analytics: readonly Property[] = [
  select("hs_analytics_source", "Original Traffic Source", trafficSources, readOnly),
  select("hs_analytics_latest_source", "Latest Traffic Source", trafficSources, readOnly),
];

export const dealProperties: readonly Property[] = [
  ...inGroup("dealinformation", about),
  ...inGroup("deal_revenue", revenue),
  ...inGroup("dealstages", stages),
  ...inGroup("deal_activity", activity),
  ...inGroup("analyticsinformation", analytics),
];
