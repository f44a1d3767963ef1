/** A property that the demo's portal needs besides HubSpot's own. */
export interface DemoProperty {
  readonly objectTypeId: string;
  readonly name: string;
  readonly label: string;
  readonly groupName: string;
  readonly type: string;
  readonly fieldType: string;
  readonly hasUniqueValue?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** A rule that the demo portal's administrator has put on a property. */
export interface DemoValidationRule {
  readonly objectTypeId: string;
  readonly property: string;
  readonly ruleType: "MAX_LENGTH";
  readonly ruleArguments: readonly string[];
}

const company = { objectTypeId: "0-2", groupName: "companyinformation" };
const contact = { objectTypeId: "0-1", groupName: "contactinformation" };
const deal = { objectTypeId: "0-3", groupName: "dealinformation" };

const text = { type: "string", fieldType: "text" };
const number = { type: "number", fieldType: "number" };
const yesOrNo = {
  type: "bool",
  fieldType: "booleancheckbox",
  options: [
    { value: "true", label: "Yes" },
    { value: "false", label: "No" },
  ],
};

export const demoProperties: readonly DemoProperty[] = [
  { ...company, ...text, name: "airport_ident", label: "Airport ident", hasUniqueValue: true },
  {
    ...company,
    name: "airport_size",
    label: "Airport size",
    type: "enumeration",
    fieldType: "select",
    options: [
      { value: "medium_airport", label: "Medium" },
      { value: "large_airport", label: "Large" },
    ],
  },
  { ...company, ...text, name: "iata_code", label: "IATA code" },
  { ...company, ...number, name: "elevation_ft", label: "Elevation (feet)" },
  { ...company, ...number, name: "latitude", label: "Latitude" },
  { ...company, ...number, name: "longitude", label: "Longitude" },
  { ...company, ...yesOrNo, name: "has_scheduled_service", label: "Has scheduled service" },
  { ...company, ...text, name: "wikipedia_link", label: "Wikipedia" },

  { ...contact, ...text, name: "badge_number", label: "Badge number", hasUniqueValue: true },
  { ...contact, ...text, name: "airport", label: "Airport" },
  { ...contact, ...number, name: "employees_managed", label: "Employees managed" },
  {
    ...contact,
    name: "seniority",
    label: "Seniority",
    type: "enumeration",
    fieldType: "select",
    options: [
      { value: "trainee", label: "Trainee" },
      { value: "junior", label: "Junior" },
      { value: "senior", label: "Senior" },
      { value: "lead", label: "Lead" },
      { value: "director", label: "Director" },
    ],
  },
  { ...contact, name: "joined_on", label: "Joined on", type: "date", fieldType: "date" },
  { ...contact, ...yesOrNo, name: "newsletter", label: "Newsletter" },

  { ...deal, ...text, name: "contract_number", label: "Contract number", hasUniqueValue: true },
  { ...deal, ...text, name: "airport", label: "Airport" },
  { ...deal, name: "signed_at", label: "Signed at", type: "datetime", fieldType: "date" },
];

export const demoValidationRules: readonly DemoValidationRule[] = [
  { objectTypeId: "0-1", property: "jobtitle", ruleType: "MAX_LENGTH", ruleArguments: ["40"] },
];
