import { countryOptions } from "@/lib/local/hubspot-sandbox/portals/defaults/languages";
import {
  leadStatuses,
  lifecycleStages,
  systemProperties,
  trafficSources,
} from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  datetime,
  fixedOptions,
  inGroup,
  money,
  number,
  owner,
  type Property,
  phone,
  readOnly,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const companyGroups = groups(
  "companyinformation=Company information",
  "company_activity=Company activity",
  "companylcs=Lifecycle stage information",
  "socialmediainformation=Social media information",
  "analyticsinformation=Web analytics history",
  "deal_information=Deal information",
  "target_accounts=Target accounts",
);

const about: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  text("name", "Company name"),
  text("domain", "Company Domain Name"),
  text("hs_additional_domains", "Additional Domains"),
  text("website", "Website URL"),
  phone("phone", "Phone Number"),
  text("address", "Street Address"),
  text("address2", "Street Address 2"),
  text("city", "City"),
  text("state", "State/Region"),
  text("zip", "Postal Code"),
  text("country", "Country/Region"),
  text("timezone", "Time Zone"),
  select("industry", "Industry", [
    "ACCOUNTING=Accounting",
    "AUTOMOTIVE=Automotive",
    "BANKING=Banking",
    "BIOTECHNOLOGY=Biotechnology",
    "CHEMICALS=Chemicals",
    "COMPUTER_SOFTWARE=Computer Software",
    "CONSTRUCTION=Construction",
    "CONSUMER_GOODS=Consumer Goods",
    "EDUCATION_MANAGEMENT=Education Management",
    "FINANCIAL_SERVICES=Financial Services",
    "FOOD_BEVERAGES=Food & Beverages",
    "HOSPITAL_HEALTH_CARE=Hospital & Health Care",
    "INFORMATION_TECHNOLOGY_AND_SERVICES=Information Technology and Services",
    "INSURANCE=Insurance",
    "INTERNET=Internet",
    "LOGISTICS_AND_SUPPLY_CHAIN=Logistics and Supply Chain",
    "MACHINERY=Machinery",
    "MARKETING_AND_ADVERTISING=Marketing and Advertising",
    "REAL_ESTATE=Real Estate",
    "RETAIL=Retail",
    "TELECOMMUNICATIONS=Telecommunications",
    "WHOLESALE=Wholesale",
  ]),
  select("type", "Type", ["PROSPECT=Prospect", "PARTNER=Partner", "RESELLER=Reseller", "VENDOR=Vendor", "OTHER=Other"]),
  number("annualrevenue", "Annual Revenue", { description: "The actual or estimated annual revenue of the company." }),
  number("numberofemployees", "Number of Employees"),
  number("total_money_raised", "Total Money Raised"),
  text("founded_year", "Year Founded"),
  bool("is_public", "Is Public"),
  textarea("description", "Description"),
  textarea("about_us", "About Us"),
  owner("hubspot_owner_id", "Company owner"),
  select("hs_country_code", "Country Code", countryOptions, fixedOptions),
  text("hs_parent_company_id", "Parent Company", readOnly),
  number("hs_num_child_companies", "Number of child companies", calculated),
  text("web_technologies", "Web Technologies", readOnly),
];

const stages: readonly Property[] = [
  select("lifecyclestage", "Lifecycle Stage", lifecycleStages),
  select("hs_lead_status", "Lead Status", leadStatuses),
  datetime("hs_lifecyclestage_lead_date", "Became a Lead Date", readOnly),
  datetime("hs_lifecyclestage_customer_date", "Became a Customer Date", readOnly),
  number("days_to_close", "Days to Close", calculated),
];

const social: readonly Property[] = [
  text("linkedin_company_page", "LinkedIn Company Page"),
  text("twitterhandle", "Twitter Handle"),
  text("facebook_company_page", "Facebook Company Page"),
];

const targets: readonly Property[] = [
  select("hs_ideal_customer_profile", "Ideal Customer Profile Tier", [
    "tier_1=Tier 1",
    "tier_2=Tier 2",
    "tier_3=Tier 3",
  ]),
  bool("hs_is_target_account", "Target Account"),
];

const activity: readonly Property[] = [
  number("num_associated_contacts", "Number of Associated Contacts", calculated),
  datetime("first_contact_createdate", "First Contact Create Date", readOnly),
  datetime("notes_last_contacted", "Last Contacted", readOnly),
  datetime("notes_last_updated", "Last Activity Date", readOnly),
  number("num_notes", "Number of Sales Activities", calculated),
];

const analytics: readonly Property[] = [
  select("hs_analytics_source", "Original Traffic Source", trafficSources, readOnly),
  select("hs_latest_source", "Latest Traffic Source", trafficSources, readOnly),
  number("hs_analytics_num_page_views", "Number of Pageviews", calculated),
];

const sold: readonly Property[] = [
  number("num_associated_deals", "Number of Associated Deals", calculated),
  datetime("closedate", "Close Date"),
  number("total_revenue", "Total Revenue", calculated),
  money("recent_deal_amount", "Recent Deal Amount", calculated),
];

export const companyProperties: readonly Property[] = [
  ...inGroup("companyinformation", about),
  ...inGroup("companylcs", stages),
  ...inGroup("socialmediainformation", social),
  ...inGroup("target_accounts", targets),
  ...inGroup("company_activity", activity),
  ...inGroup("analyticsinformation", analytics),
  ...inGroup("deal_information", sold),
];
