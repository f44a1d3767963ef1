import { systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  bool,
  calculated,
  date,
  external,
  number,
  owner,
  type Property,
  select,
  text,
  textarea,
} from "@/lib/local/hubspot-sandbox/portals/property";

const billingFrequencies = ["weekly=Weekly", "monthly=Monthly", "quarterly=Quarterly", "annually=Annually"];

const shared: readonly Property[] = [
  text("name", "Name"),
  textarea("description", "Product description"),
  text("hs_sku", "SKU"),
  number("price", "Unit price"),
  number("tax", "Tax"),
  number("hs_cost_of_goods_sold", "Unit cost"),
  number("hs_margin", "Margin", calculated),
  text("hs_url", "URL"),
  text("hs_images", "Image URL"),
  select("recurringbillingfrequency", "Billing frequency", billingFrequencies),
  text("hs_recurring_billing_period", "Term"),
  date("hs_recurring_billing_start_date", "Billing start date"),
  select("hs_product_type", "Product type", ["inventory=Inventory", "non_inventory=Non-inventory", "service=Service"]),
  owner(),
];

export const productProperties: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  ...shared,
  external("hs_folder", "Folder"),
  select("hs_status", "Status", ["active=Active", "inactive=Inactive"]),
  bool("hs_bundle", "Is a bundle"),
  select("hs_pricing_model", "Pricing model", ["flat=Flat", "volume=Volume", "graduated=Graduated"]),
];

export const lineItemProperties: readonly Property[] = [
  ...systemProperties({ created: "createdate", modified: "hs_lastmodifieddate" }),
  ...shared,
  number("hs_product_id", "Product ID"),
  number("quantity", "Quantity"),
  number("amount", "Net price", calculated),
  number("discount", "Unit discount"),
  number("hs_discount_percentage", "Discount percentage"),
  number("hs_total_discount", "Total discount", calculated),
  number("hs_position_on_quote", "Position on quote"),
  select("hs_line_item_currency_code", "Currency", ["USD=US Dollar", "EUR=Euro", "GBP=British Pound"]),
];
