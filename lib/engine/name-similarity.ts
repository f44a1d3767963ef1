import type { Property } from "./types";

/** Other names for HubSpot's standard properties, as `squeezeName` writes them. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  email: ["emailaddress", "mail", "mailaddress", "primaryemail", "workemail"],
  firstname: ["fname", "givenname", "forename"],
  lastname: ["lname", "surname", "familyname"],
  phone: ["phonenumber", "telephone", "telephonenumber", "tel", "phoneno"],
  mobilephone: ["mobile", "mobilenumber", "mobilephonenumber", "cell", "cellphone"],
  company: ["companyname", "organization", "organisation", "employer"],
  name: ["companyname", "organizationname", "organisationname", "accountname", "productname", "title"],
  domain: ["domainname", "companydomain", "websitedomain"],
  website: ["url", "homepage", "websiteurl", "web", "site"],
  address: ["street", "streetaddress", "address1", "addressline1"],
  address2: ["addressline2", "street2"],
  zip: ["zipcode", "postcode", "postalcode"],
  city: ["town"],
  state: ["region", "province", "county"],
  country: ["countryname"],
  jobtitle: ["title", "job", "position"],
  numberofemployees: ["employees", "employeecount", "headcount"],
  annualrevenue: ["revenue", "yearlyrevenue"],
  industry: ["sector"],
  description: ["about", "notes"],
  dealname: ["name", "title", "opportunityname"],
  dealstage: ["stage"],
  amount: ["dealvalue", "dealamount", "total", "totalamount", "value"],
  closedate: ["closedat", "closingdate"],
  hs_sku: ["productcode", "itemnumber", "articlenumber"],
  price: ["unitprice", "listprice"],
  subject: ["title"],
  content: ["body", "message"],
};

/** What tables put in front of a column's name without meaning anything by it. */
const ownerPrefix = /^(?:contact|customer|company|account|organization|organisation|deal|ticket|product)[\s_.-]+/i;

// Options are hardly longer, and cells may be very long.
const comparedCharacters = 200;

/** A column's name, and the same without its owner's; both squeezed. */
export interface ColumnSpellings {
  readonly full: string;
  readonly bare: string;
}

/** What a property is called, squeezed. */
export interface PropertySpellings {
  readonly name: string;
  readonly label: string;
  readonly others: readonly string[];
}

export function spellColumn(name: string): ColumnSpellings {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, "$1_$2");
  return { full: squeezeName(name), bare: squeezeName(spaced.replace(ownerPrefix, "")) };
}

export function spellProperty({ name, label }: Property): PropertySpellings {
  const others = [squeezeName(name.replace(/^hs_/, "")), ...(synonyms[name] ?? [])];
  return { name: squeezeName(name), label: squeezeName(label), others };
}

/**
 * How well a column's name fits a property: 4 its name, 3 its label, 2 a synonym, 1 any of these once the name's owner
 * (`customer_phone`) is taken off; 0 not at all.
 */
export function rateSimilarity({ full, bare }: ColumnSpellings, property: PropertySpellings): number {
  return rateName(full, property) || Math.min(1, rateName(bare, property));
}

function rateName(squeezed: string, { name, label, others }: PropertySpellings): number {
  if (squeezed === "") return 0;
  if (squeezed === name) return 4;
  if (squeezed === label) return 3;
  return others.includes(squeezed) ? 2 : 0;
}

/**
 * How much two texts resemble each other, from 0 to 1, by the pairs of letters that they share; 1 where nothing but
 * capitals, accents, blanks and punctuation differs.
 */
export function rateResemblance(one: string, other: string): number {
  const a = squeezeName(one.slice(0, comparedCharacters));
  const b = squeezeName(other.slice(0, comparedCharacters));
  if (a === "" || b === "") return 0;
  if (a === b) return 1;
  const pairsOfB = countPairs(b);
  let shared = 0;
  for (const [pair, count] of countPairs(a)) shared += Math.min(count, pairsOfB.get(pair) ?? 0);
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  // Below 1, which says that they are the same.
  return all === 0 ? 0 : Math.min(0.99, (2 * shared) / all);
}

function countPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** A name without capitals, accents, blanks and punctuation: `First_Name`, `firstName` and `first-name` are one. */
function squeezeName(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
