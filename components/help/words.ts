export interface ExplainedWord {
  /** The question that the button asks: "What is a portal?" */
  readonly question: string;
  /** A sentence or two, for somebody who has never seen HubSpot's developer pages. */
  readonly text: string;
  /** Where docs/words.md says the rest. */
  readonly anchor: string;
}

/** Words that need explaining where they stand; docs/words.md has them all. */
export const words = {
  portal: {
    question: "What is a portal?",
    text: "HubSpot's word for one account, with records, properties and users of its own. Its hub id is the number in the addresses of its pages.",
    anchor: "portal",
  },
  objectType: {
    question: "What is an object type?",
    text: "The kind of record that rows become: contacts, companies, deals, tickets, or one that your company has made itself.",
    anchor: "object-type",
  },
  uniqueProperty: {
    question: "What is a unique property?",
    text: "A property in which no two records may have the same value, such as a contact's e-mail address. By it a row finds its record; HubSpot allows ten of your own for each object type.",
    anchor: "unique-property",
  },
  recordId: {
    question: "What is a record id?",
    text: "The number that HubSpot gives each record, at the end of its page's address. It can be matched by, but HubSpot alone gives it: no record is created by it.",
    anchor: "record-id",
  },
  property: {
    question: "What is a property?",
    text: "A field of HubSpot's records, with a type, a label that people see and an internal name that stays. Properties stand in groups, as they do in HubSpot's settings.",
    anchor: "property",
  },
  propertyGroup: {
    question: "What is a property group?",
    text: "The heading under which a property stands in HubSpot's settings, such as Contact information. It changes nothing about the property, and can be changed there at any time.",
    anchor: "property-group",
  },
  scope: {
    question: "What is a scope?",
    text: "A permission that HubSpot grants to a connection, such as writing companies. What a connection wasn't granted, it can't do, whoever uses it.",
    anchor: "scope",
  },
  allowance: {
    question: "What is the allowance?",
    text: "How many calls HubSpot takes from this connection in ten seconds. Sluice uses it as far as it goes, less the share that you leave to other apps.",
    anchor: "allowance",
  },
  correlationId: {
    question: "What is a correlation id?",
    text: "HubSpot's own number for one call. HubSpot's support can find the call by it, and nobody else can do anything with it.",
    anchor: "correlation-id",
  },
  rejects: {
    question: "What is a rejected row?",
    text: "A row that wasn't taken, by Sluice before it was sent or by HubSpot, with the reason. It is kept, so that it can be corrected and sent again.",
    anchor: "rejected-row",
  },
  dryRun: {
    question: "What is a dry run?",
    text: "A run that reads, maps and compares every row, and sends none.",
    anchor: "dry-run",
  },
} as const satisfies Readonly<Record<string, ExplainedWord>>;

export type Word = keyof typeof words;
