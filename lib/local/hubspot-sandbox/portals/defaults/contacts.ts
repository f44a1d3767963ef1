import { countryOptions, languages } from "@/lib/local/hubspot-sandbox/portals/defaults/languages";
import {
  leadStatuses,
  legalBases,
  lifecycleStages,
  systemProperties,
  trafficSources,
} from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  checkbox,
  date,
  datetime,
  fixedOptions,
  hidden,
  inGroup,
  internal,
  number,
  owner,
  type Property,
  percentage,
  phone,
  radio,
  readOnly,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const contactGroups = groups(
  "contactinformation=Contact information",
  "contact_activity=Contact activity",
  "contactlcs=Lifecycle stage information",
  "sales_properties=Sales properties",
  "emailinformation=Email information",
  "analyticsinformation=Web analytics history",
  "conversioninformation=Conversion information",
  "socialmediainformation=Social media information",
  "deal_information=Deal information",
);

const about: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "lastmodifieddate" }),
  text("email", "Email"),
  text("hs_additional_emails", "Additional email addresses", readOnly),
  text("hs_email_domain", "Email Domain", calculated),
  text("hs_full_name_or_email", "Full name or email", { ...calculated, isHidden: true }),
  text("hs_searchable_calculated_phone_number", "Phone number, searchable", { ...calculated, isHidden: true }),
  text("hs_all_contact_vids", "All vids for a contact", readOnly),
  text("hs_calculated_merged_vids", "Merged vids with timestamps of a contact", { ...calculated, isHidden: true }),
  text("firstname", "First Name"),
  text("lastname", "Last Name"),
  text("salutation", "Salutation"),
  text("jobtitle", "Job Title"),
  text("job_function", "Job function"),
  text("seniority", "Seniority"),
  text("company", "Company Name"),
  text("company_size", "Company size"),
  phone("phone", "Phone Number"),
  phone("mobilephone", "Mobile Phone Number"),
  phone("fax", "Fax Number"),
  text("hs_whatsapp_phone_number", "WhatsApp Phone Number"),
  text("website", "Website URL"),
  text("address", "Street Address"),
  text("city", "City"),
  text("state", "State/Region"),
  text("zip", "Postal Code"),
  text("country", "Country/Region"),
  select("hs_country_region_code", "Country/Region Code", countryOptions, fixedOptions),
  select("hs_language", "Preferred language", languages, fixedOptions),
  text("hs_timezone", "Time Zone"),
  text("industry", "Industry"),
  date("date_of_birth", "Date of birth"),
  select("gender", "Gender", ["female=Female", "male=Male", "nonbinary=Nonbinary", "undisclosed=Undisclosed"]),
  text("marital_status", "Marital Status"),
  text("relationship_status", "Relationship Status"),
  text("military_status", "Military status"),
  text("degree", "Degree"),
  text("field_of_study", "Field of study"),
  text("school", "School"),
  date("graduation_date", "Graduation date"),
  date("start_date", "Start date"),
  textarea("message", "Message"),
  text("work_email", "Work email"),
  select("hs_persona", "Persona", ["persona_1=Buyer", "persona_2=Champion"]),
  checkbox("hs_legal_basis", "Legal basis for processing contact's data", legalBases),
  number("annualrevenue", "Annual Revenue"),
  number("numemployees", "Number of Employees"),
  text("ip_city", "IP City", { ...readOnly, ...hidden }),
  text("ip_country", "IP Country", { ...readOnly, ...hidden }),
  internal("hs_ip_coordinates", "IP coordinates", "object_coordinates"),
  internal("hs_registration_details", "Registration details", "json"),
  select(
    "hs_marketable_status",
    "Marketing contact status",
    ["true=Marketing contact", "false=Non-marketing contact"],
    readOnly,
  ),
  owner("hubspot_owner_id", "Contact owner"),
  text("hubspot_team_id", "HubSpot Team", readOnly),
];

const stages: readonly Property[] = [
  select("lifecyclestage", "Lifecycle Stage", lifecycleStages),
  select("hs_pipeline", "Pipeline", ["contacts-lifecycle-pipeline=Lifecycle Stage Pipeline"], readOnly),
  datetime("hs_lifecyclestage_lead_date", "Became a Lead Date", readOnly),
  datetime("hs_lifecyclestage_opportunity_date", "Became an Opportunity Date", readOnly),
  datetime("hs_lifecyclestage_customer_date", "Became a Customer Date", readOnly),
  number("days_to_close", "Days To Close", calculated),
];

const selling: readonly Property[] = [
  select("hs_lead_status", "Lead Status", leadStatuses),
  checkbox("hs_buying_role", "Buying Role", [
    "BLOCKER=Blocker",
    "BUDGET_HOLDER=Budget Holder",
    "CHAMPION=Champion",
    "DECISION_MAKER=Decision Maker",
    "END_USER=End User",
    "EXECUTIVE_SPONSOR=Executive Sponsor",
    "INFLUENCER=Influencer",
    "LEGAL_AND_COMPLIANCE=Legal & Compliance",
    "OTHER=Other",
  ]),
  bool("hs_is_unworked", "Contact unworked", calculated),
  number("hubspotscore", "HubSpot Score", calculated),
  percentage("hs_predictivecontactscore_v2", "Likelihood to close", calculated),
];

const activity: readonly Property[] = [
  number("num_notes", "Number of Sales Activities", calculated),
  number("num_contacted_notes", "Number of times contacted", calculated),
  datetime("notes_last_contacted", "Last Contacted", readOnly),
  datetime("notes_last_updated", "Last Activity Date", readOnly),
  datetime("notes_next_activity_date", "Next Activity Date", readOnly),
  datetime("hs_last_sales_activity_timestamp", "Last Engagement Date", readOnly),
];

const emails: readonly Property[] = [
  bool("hs_email_optout", "Unsubscribed from all email", readOnly),
  text("hs_email_bad_address", "Invalid email address", { ...readOnly, ...hidden }),
  number("hs_email_open", "Marketing emails opened", calculated),
  number("hs_email_click", "Marketing emails clicked", calculated),
  number("hs_email_bounce", "Marketing emails bounced", calculated),
  datetime("hs_email_last_open_date", "Last marketing email open date", readOnly),
  radio("hs_email_quarantine_reason", "Email address quarantine reason", ["OTHER=Other"], {
    ...readOnly,
    ...hidden,
  }),
];

const analytics: readonly Property[] = [
  select("hs_analytics_source", "Original Traffic Source", trafficSources, readOnly),
  text("hs_analytics_source_data_1", "Original Traffic Source Drill-Down 1", readOnly),
  text("hs_analytics_source_data_2", "Original Traffic Source Drill-Down 2", readOnly),
  select("hs_latest_source", "Latest Traffic Source", trafficSources, readOnly),
  datetime("hs_latest_source_timestamp", "Latest Traffic Source Date", readOnly),
  number("hs_analytics_num_page_views", "Number of Pageviews", calculated),
  number("hs_analytics_num_visits", "Number of Sessions", calculated),
  datetime("hs_analytics_first_timestamp", "Time First Seen", readOnly),
];

const conversions: readonly Property[] = [
  text("first_conversion_event_name", "First Conversion", readOnly),
  datetime("first_conversion_date", "First Conversion Date", readOnly),
  text("recent_conversion_event_name", "Recent Conversion", readOnly),
  number("num_conversion_events", "Number of Form Submissions", calculated),
];

const social: readonly Property[] = [
  text("twitterhandle", "Twitter Username"),
  text("hs_linkedin_url", "LinkedIn URL"),
  number("followercount", "Follower Count"),
];

const sold: readonly Property[] = [
  datetime("closedate", "Close Date"),
  number("num_associated_deals", "Number of Associated Deals", calculated),
  number("recent_deal_amount", "Recent Deal Amount", calculated),
  datetime("recent_deal_close_date", "Recent Deal Close Date", readOnly),
  number("total_revenue", "Total Revenue", calculated),
];

export const contactProperties: readonly Property[] = [
  ...inGroup("contactinformation", about),
  ...inGroup("contactlcs", stages),
  ...inGroup("sales_properties", selling),
  ...inGroup("contact_activity", activity),
  ...inGroup("emailinformation", emails),
  ...inGroup("analyticsinformation", analytics),
  ...inGroup("conversioninformation", conversions),
  ...inGroup("socialmediainformation", social),
  ...inGroup("deal_information", sold),
];
