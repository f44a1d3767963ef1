import { currencies, systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  date,
  external,
  fixedOptions,
  inGroup,
  money,
  number,
  owner,
  type Property,
  percentage,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const productGroups = groups("productinformation=Product information", "productpricing=Pricing");

export const lineItemGroups = groups(
  "lineiteminformation=Line item information",
  "lineitempricing=Pricing",
  "lineitemdiscounts=Discounts",
);

const billingFrequencies = [
  "weekly=Weekly",
  "biweekly=Every two weeks",
  "monthly=Monthly",
  "quarterly=Quarterly",
  "per_six_months=Semi-annually",
  "annually=Annually",
  "per_two_years=Every two years",
  "per_three_years=Every three years",
];

const about: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  text("name", "Name"),
  textarea("description", "Product description"),
  text("hs_sku", "SKU"),
  text("hs_url", "URL"),
  text("hs_images", "Image URL"),
  select("hs_product_type", "Product type", ["inventory=Inventory", "non_inventory=Non-inventory", "service=Service"]),
  owner(),
];

const pricing: readonly Property[] = [
  money("price", "Unit price"),
  money("tax", "Tax"),
  money("hs_cost_of_goods_sold", "Unit cost"),
  select("recurringbillingfrequency", "Billing frequency", billingFrequencies, fixedOptions),
  text("hs_recurring_billing_period", "Term"),
  date("hs_recurring_billing_start_date", "Billing start date"),
  select("hs_pricing_model", "Pricing model", ["flat=Flat", "volume=Volume", "graduated=Graduated"], fixedOptions),
];

export const productProperties: readonly Property[] = [
  ...inGroup("productinformation", [
    ...about,
    external("hs_folder", "Folder"),
    select("hs_status", "Status", ["active=Active", "inactive=Inactive"]),
    bool("hs_bundle", "Is a bundle"),
    text("hs_product_classification", "Product classification"),
  ]),
  ...inGroup("productpricing", [
    ...pricing,
    ...["eur", "gbp", "usd"].map((code) => money(`hs_price_${code}`, `Unit price in ${code.toUpperCase()}`)),
    money("hs_margin", "Margin", { ...calculated, calculationFormula: "price - hs_cost_of_goods_sold" }),
  ]),
];

export const lineItemProperties: readonly Property[] = [
  ...inGroup("lineiteminformation", [
    ...about,
    number("hs_product_id", "Product ID"),
    number("quantity", "Quantity"),
    number("hs_position_on_quote", "Position on quote"),
    select("hs_line_item_currency_code", "Currency", currencies),
  ]),
  ...inGroup("lineitempricing", [
    ...pricing,
    money("amount", "Net price", { ...calculated, calculationFormula: "price * quantity - hs_total_discount" }),
    money("hs_pre_discount_amount", "Pre discount amount", calculated),
    money("hs_margin", "Margin", calculated),
    money("hs_arr", "Annual recurring revenue", calculated),
    money("hs_mrr", "Monthly recurring revenue", calculated),
    money("hs_tcv", "Total contract value", calculated),
    select("hs_billing_start_delay_type", "Start date delay", [
      "hs_billing_start_delay_days=Delayed start by days",
      "hs_billing_start_delay_months=Delayed start by months",
    ]),
  ]),
  ...inGroup("lineitemdiscounts", [
    money("discount", "Unit discount"),
    percentage("hs_discount_percentage", "Discount percentage"),
    money("hs_total_discount", "Total discount", calculated),
  ]),
];
