import { z } from "zod";

/** A heading under which a portal's pages show properties. */
export const propertyGroupSchema = z.object({
  name: z.string(),
  label: z.string(),
  displayOrder: z.number(),
  isHubSpotDefined: z.boolean(),
});

export type PropertyGroup = Readonly<z.infer<typeof propertyGroupSchema>>;

/** HubSpot's own groups, in the order in which its pages show them: `name=Label`. */
export function groups(...listed: readonly string[]): readonly PropertyGroup[] {
  return listed.map((one, displayOrder) => {
    const [name = one, label = name] = one.split("=");
    return { name, label, displayOrder, isHubSpotDefined: true };
  });
}
