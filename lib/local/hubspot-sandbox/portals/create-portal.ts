import type { CustomObjectSeed, OwnerSeed, PortalSeed } from "@/lib/local/hubspot-sandbox/options";
import {
  addCustomObjectType,
  addObjectType,
  createCustomProperty,
  qualifyName,
} from "@/lib/local/hubspot-sandbox/portals/create-object-type";
import type { CustomObject } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import { libraryObjectTypes } from "@/lib/local/hubspot-sandbox/portals/defaults/library-object-types";
import { standardObjectTypes } from "@/lib/local/hubspot-sandbox/portals/defaults/standard-object-types";
import { type Portal, putProperty } from "@/lib/local/hubspot-sandbox/portals/portal";
import { type AssociationRules, AssociationStore } from "@/lib/local/hubspot-sandbox/records/association-store";
import { RecordStore } from "@/lib/local/hubspot-sandbox/records/record-store";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

export interface PortalWatcher {
  onRecordChange(portalId: number, typeId: string, record: StoredRecord): void;
  onRecordForget(record: StoredRecord): void;
  associationsOf(portalId: number): AssociationRules;
}

export function createPortal(seed: PortalSeed, switches: Switches, watcher: PortalWatcher): Portal {
  const portal: Portal = {
    hubId: seed.hubId,
    seed,
    owners: seed.owners ?? defaultOwners,
    objectTypes: new Map(),
    associations: new AssociationStore(watcher.associationsOf(seed.hubId)),
    typeIds: new Map(),
    createRecords: (typeId) =>
      new RecordStore({
        foldUnique: (unique, value) =>
          switches.ignoresCaseOfUniqueText || unique === "email" ? value.toLowerCase() : value,
        keepsUniqueValuesOfArchived: () => switches.revivesArchivedRecords,
        onChange: (record) => watcher.onRecordChange(seed.hubId, typeId, record),
        onForget: (record) => watcher.onRecordForget(record),
      }),
  };
  for (const standard of [...standardObjectTypes, ...libraryObjectTypes]) addObjectType(portal, standard, null);
  if (seed.tier === "enterprise") for (const custom of seed.customObjects ?? []) addSeeded(portal, custom);
  return portal;
}

const defaultOwners: readonly OwnerSeed[] = [
  {
    id: "60158084",
    email: "lorelai@example.com",
    firstName: "Lorelai",
    lastName: "Gilmore",
    teams: [{ id: "178588", name: "Sales", primary: true }],
  },
  { id: "60158085", email: "luke@example.com", firstName: "Luke", lastName: "Danes" },
  { id: "60158086", email: "sookie@example.com", firstName: "Sookie", lastName: "St. James" },
];

const seededAt = Date.parse("2024-01-15T09:00:00.000Z");

function addSeeded(portal: Portal, seed: CustomObjectSeed): void {
  const custom: CustomObject = {
    fullyQualifiedName: qualifyName(portal.hubId, seed.name),
    labels: seed.labels,
    description: "",
    primaryDisplayProperty: seed.primaryDisplayProperty,
    secondaryDisplayProperties: [],
    requiredProperties: [...seed.requiredProperties],
    searchableProperties: [seed.primaryDisplayProperty],
    createdAt: seededAt,
    updatedAt: seededAt,
    archivedAt: null,
  };
  const type = addCustomObjectType(portal, seed.objectTypeId, seed.name, custom);
  for (const own of seed.properties) putProperty(type, createCustomProperty(own, `${seed.name}_information`));
}
