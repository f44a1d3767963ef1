import { z } from "zod";

export const associationCategorySchema = z.enum(["HUBSPOT_DEFINED", "USER_DEFINED", "INTEGRATOR_DEFINED", "WORK"]);
export type AssociationCategory = z.infer<typeof associationCategorySchema>;

/** One way in which a record of one type may belong to a record of another. Each has its inverse. */
export const associationDefinitionSchema = z.object({
  category: associationCategorySchema,
  typeId: z.number(),
  /** As `associations=` of a read calls it. */
  name: z.string(),
  /** Null: the two belong together, and that is all. */
  label: z.string().nullable(),
  fromTypeId: z.string(),
  toTypeId: z.string(),
  inverseTypeId: z.number(),
});

export type AssociationDefinition = Readonly<z.infer<typeof associationDefinitionSchema>>;

/** How a request names a definition. */
export interface AssociationSpec {
  readonly category: AssociationCategory;
  readonly typeId: number;
}

/** A record has one primary company, so these replace each other. */
export function isPrimary({ category, typeId }: AssociationSpec): boolean {
  return category === "HUBSPOT_DEFINED" && (typeId === 1 || typeId === 5 || typeId === 26);
}

/** HubSpot's own definitions, as its associations guide lists them. */
export const hubspotDefinitions: readonly AssociationDefinition[] = [
  ...pair(["0-1", 279, "contact_to_company_unlabeled"], ["0-2", 280, "company_to_contact_unlabeled"]),
  ...pair(
    ["0-1", 1, "contact_to_company", "Primary"],
    ["0-2", 2, "company_to_contact", "Contact with Primary Company"],
  ),
  ...pair(["0-3", 341, "deal_to_company_unlabeled"], ["0-2", 342, "company_to_deal_unlabeled"]),
  ...pair(["0-3", 5, "deal_to_company", "Primary"], ["0-2", 6, "company_to_deal", "Deal with Primary Company"]),
  ...pair(["0-5", 339, "ticket_to_company_unlabeled"], ["0-2", 340, "company_to_ticket_unlabeled"]),
  ...pair(["0-5", 26, "ticket_to_company", "Primary"], ["0-2", 25, "company_to_ticket", "Ticket with Primary Company"]),
  ...pair(["0-3", 3, "deal_to_contact"], ["0-1", 4, "contact_to_deal"]),
  ...pair(["0-1", 15, "contact_to_ticket"], ["0-5", 16, "ticket_to_contact"]),
  ...pair(["0-3", 27, "deal_to_ticket"], ["0-5", 28, "ticket_to_deal"]),
  ...pair(["0-3", 19, "deal_to_line_item"], ["0-8", 20, "line_item_to_deal"]),
];

type Side = readonly [objectTypeId: string, typeId: number, name: string, label?: string];

/** A definition and its inverse: each side's own type id leads from it to the other. */
function pair(one: Side, other: Side): readonly AssociationDefinition[] {
  return [define(one, other), define(other, one)];
}

function define(from: Side, to: Side): AssociationDefinition {
  const [fromTypeId, typeId, name, label] = from;
  const [toTypeId, inverseTypeId] = to;
  return { category: "HUBSPOT_DEFINED", typeId, name, label: label ?? null, fromTypeId, toTypeId, inverseTypeId };
}
