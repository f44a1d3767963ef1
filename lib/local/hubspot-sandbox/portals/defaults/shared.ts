import {
  bool,
  calculated,
  datetime,
  number,
  type Property,
  readOnly,
  text,
} from "@/lib/local/hubspot-sandbox/portals/property";

/** What every object type has, under the names that vary from one to the next. */
export function systemProperties(names: { created: string; modified: string }): readonly Property[] {
  return [
    number("hs_object_id", "Record ID", calculated),
    datetime(names.created, "Create Date", readOnly),
    datetime(names.modified, "Last Modified Date", readOnly),
    text("hs_object_source", "Record creation source", readOnly),
    text("hs_object_source_id", "Record creation source ID", readOnly),
    text("hs_object_source_label", "Record source", readOnly),
    number("hs_created_by_user_id", "Created by user ID", readOnly),
    number("hs_updated_by_user_id", "Updated by user ID", readOnly),
    text("hs_unique_creation_key", "Unique creation key", { ...readOnly, hasUniqueValue: true }),
    text("hs_merged_object_ids", "Merged record IDs", calculated),
    datetime("hubspot_owner_assigneddate", "Owner Assigned Date", readOnly),
    bool("hs_was_imported", "Performed in an import", { ...readOnly, isHidden: true }),
    text("hs_user_ids_of_all_owners", "User IDs of all owners", { ...readOnly, isHidden: true }),
  ];
}

export const lifecycleStages = [
  "subscriber=Subscriber",
  "lead=Lead",
  "marketingqualifiedlead=Marketing Qualified Lead",
  "salesqualifiedlead=Sales Qualified Lead",
  "opportunity=Opportunity",
  "customer=Customer",
  "evangelist=Evangelist",
  "other=Other",
];

export const leadStatuses = [
  "NEW=New",
  "OPEN=Open",
  "IN_PROGRESS=In Progress",
  "OPEN_DEAL=Open Deal",
  "UNQUALIFIED=Unqualified",
  "ATTEMPTED_TO_CONTACT=Attempted to Contact",
  "CONNECTED=Connected",
  "BAD_TIMING=Bad Timing",
];

export const trafficSources = [
  "ORGANIC_SEARCH=Organic Search",
  "PAID_SEARCH=Paid Search",
  "EMAIL_MARKETING=Email Marketing",
  "SOCIAL_MEDIA=Organic Social",
  "REFERRALS=Referrals",
  "OTHER_CAMPAIGNS=Other Campaigns",
  "DIRECT_TRAFFIC=Direct Traffic",
  "OFFLINE=Offline Sources",
  "PAID_SOCIAL=Paid Social",
];

export const legalBases = [
  "Legitimate interest – prospect/lead",
  "Legitimate interest – existing customer",
  "Legitimate interest - other",
  "Performance of a contract",
  "Freely given consent from contact",
  "Not applicable",
];

export const currencies = [
  "AUD=Australian Dollar",
  "BRL=Brazilian Real",
  "CAD=Canadian Dollar",
  "CHF=Swiss Franc",
  "EUR=Euro",
  "GBP=British Pound",
  "JPY=Japanese Yen",
  "USD=US Dollar",
];
