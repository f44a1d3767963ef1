import { systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  checkbox,
  datetime,
  external,
  file,
  inGroup,
  number,
  owner,
  type Property,
  readOnly,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const ticketGroups = groups(
  "ticketinformation=Ticket information",
  "ticket_activity=Ticket activity",
  "ticketstages=Ticket stages",
  "customer_feedback=Customer feedback",
);

const about: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  number("hs_ticket_id", "Ticket ID", calculated),
  text("subject", "Ticket name"),
  textarea("content", "Ticket description"),
  external("hs_pipeline", "Pipeline"),
  external("hs_pipeline_stage", "Ticket status"),
  select("hs_ticket_priority", "Priority", ["LOW=Low", "MEDIUM=Medium", "HIGH=High", "URGENT=Urgent"]),
  checkbox("hs_ticket_category", "Category", [
    "PRODUCT_ISSUE=Product issue",
    "BILLING_ISSUE=Billing issue",
    "FEATURE_REQUEST=Feature request",
    "GENERAL_INQUIRY=General inquiry",
  ]),
  select("hs_resolution", "Resolution", [
    "ISSUE_FIXED=Issue fixed",
    "ISSUE_NOT_FIXED=Issue not fixed",
    "DUPLICATE=Duplicate",
    "OTHER=Other",
  ]),
  select("source_type", "Source", ["CHAT=Chat", "EMAIL=Email", "FORM=Form", "PHONE=Phone"]),
  text("source_ref", "Source Reference", readOnly),
  file("hs_file_upload", "File upload"),
  select("hs_ticket_language_ai_tag", "Ticket language", ["en=English", "de=German", "fr=French"], readOnly),
  text("created_by", "Created by", readOnly),
  owner("hubspot_owner_id", "Ticket owner"),
  text("hubspot_team_id", "HubSpot Team", readOnly),
];

const stages: readonly Property[] = [
  datetime("closed_date", "Close date"),
  datetime("hs_v2_date_entered_current_stage", "Date entered current stage", readOnly),
  bool("hs_is_closed", "Is closed", calculated),
  number("time_to_close", "Time to close", calculated),
];

const activity: readonly Property[] = [
  datetime("first_agent_reply_date", "First agent email response date", readOnly),
  datetime("last_reply_date", "Last customer reply date", readOnly),
  datetime("hs_lastactivitydate", "Last Activity Date", readOnly),
  datetime("hs_lastcontacted", "Last Contacted Date", readOnly),
  number("time_to_first_agent_reply", "Time to first agent email reply", calculated),
  number("num_notes", "Number of Sales Activities", calculated),
  number("hs_num_times_contacted", "Number of times contacted", calculated),
  number("hs_num_associated_companies", "Number of Associated Companies", calculated),
];

const feedback: readonly Property[] = [
  number("hs_feedback_last_ces_rating", "Last CES survey rating", readOnly),
  textarea("hs_feedback_last_ces_follow_up", "Last CES survey comment"),
];

export const ticketProperties: readonly Property[] = [
  ...inGroup("ticketinformation", about),
  ...inGroup("ticketstages", stages),
  ...inGroup("ticket_activity", activity),
  ...inGroup("customer_feedback", feedback),
];
