import {
  type AssociationDefinition,
  type AssociationSpec,
  hubspotDefinitions,
  isPrimary,
} from "@/lib/local/hubspot-sandbox/records/association-definitions";

export interface RecordRef {
  readonly objectTypeId: string;
  readonly id: number;
}

/** Two records and all that connects them, seen from `from`. No definitions: they are no longer connected. */
export interface Link {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly specs: readonly AssociationSpec[];
}

export interface LinkedRecord {
  readonly id: number;
  readonly definitions: readonly AssociationDefinition[];
}

/** A definition of the portal's own; the inverse is how the other side calls it. */
export interface NewAssociation {
  readonly name: string;
  readonly label: string | null;
  readonly inverseName: string;
  readonly inverseLabel: string | null;
}

export interface AssociationRules {
  /** Told of each connection that changed, so that it reaches the journal. */
  onLink(link: Link): void;
  onDefine(definitions: readonly AssociationDefinition[]): void;
}

type LinksByRecord = Map<number, readonly AssociationDefinition[]>;

/** Which records of a portal belong together. What is true from one side is true from the other. */
export class AssociationStore {
  readonly #rules: AssociationRules;
  readonly #definitions = new Map<string, AssociationDefinition>();
  /** By record, then by the other side's object type. */
  readonly #links = new Map<string, Map<string, LinksByRecord>>();
  #lastOwnTypeId = 0;

  constructor(rules: AssociationRules) {
    this.#rules = rules;
    for (const definition of hubspotDefinitions) this.#definitions.set(keyOf(definition), definition);
  }

  findDefinition(spec: AssociationSpec): AssociationDefinition | null {
    return this.#definitions.get(keyOf(spec)) ?? null;
  }

  listDefinitions(fromTypeId: string, toTypeId: string): readonly AssociationDefinition[] {
    if (isCustom(fromTypeId) || isCustom(toTypeId)) this.#defineUnlabelled(fromTypeId, toTypeId);
    return this.#findBetween(fromTypeId, toTypeId);
  }

  /** The definition without a label; null where HubSpot connects no such records. */
  findUnlabelled(fromTypeId: string, toTypeId: string): AssociationDefinition | null {
    return this.listDefinitions(fromTypeId, toTypeId).find(({ label }) => label === null) ?? null;
  }

  /** Adds a label of the portal's own, in both directions, and returns it as told: this direction first. */
  define(
    fromTypeId: string,
    toTypeId: string,
    { name, label, inverseName, inverseLabel }: NewAssociation,
  ): readonly AssociationDefinition[] {
    const typeId = this.#lastOwnTypeId + 1;
    const isItsOwnInverse = fromTypeId === toTypeId && inverseLabel === label;
    const inverseTypeId = isItsOwnInverse ? typeId : typeId + 1;
    const category = "USER_DEFINED";
    const definition = { category, typeId, name, label, fromTypeId, toTypeId, inverseTypeId } as const;
    const inverse = {
      ...definition,
      typeId: inverseTypeId,
      name: inverseName,
      label: inverseLabel,
      fromTypeId: toTypeId,
      toTypeId: fromTypeId,
      inverseTypeId: typeId,
    };
    const definitions = isItsOwnInverse ? [definition] : [definition, inverse];
    this.restoreDefinitions(definitions);
    this.#rules.onDefine(definitions);
    return definitions;
  }

  restoreDefinitions(definitions: readonly AssociationDefinition[]): void {
    for (const definition of definitions) {
      this.#definitions.set(keyOf(definition), definition);
      this.#lastOwnTypeId = Math.max(this.#lastOwnTypeId, definition.typeId);
    }
  }

  /** The definitions that aren't HubSpot's. */
  *listOwnDefinitions(): Iterable<AssociationDefinition> {
    for (const definition of this.#definitions.values())
      if (definition.category !== "HUBSPOT_DEFINED") yield definition;
  }

  /** By ascending id. */
  listLinked(from: RecordRef, toTypeId: string): readonly LinkedRecord[] {
    const links = this.#links.get(refKey(from))?.get(toTypeId);
    if (links === undefined) return [];
    return [...links].map(([id, definitions]) => ({ id, definitions })).sort((one, other) => one.id - other.id);
  }

  getLink(from: RecordRef, to: RecordRef): readonly AssociationDefinition[] {
    return this.#links.get(refKey(from))?.get(to.objectTypeId)?.get(to.id) ?? [];
  }

  /** Adds to what connects the two already; a label never comes without the plain association. */
  link(from: RecordRef, to: RecordRef, definitions: readonly AssociationDefinition[]): void {
    const plain = this.findUnlabelled(from.objectTypeId, to.objectTypeId);
    const added = plain === null ? definitions : [plain, ...definitions];
    for (const definition of added) this.#clearOtherPrimary(from, to, definition);
    this.set(from, to, [...new Set([...this.getLink(from, to), ...added])]);
  }

  /** Replaces all that connects the two. */
  set(from: RecordRef, to: RecordRef, definitions: readonly AssociationDefinition[]): void {
    this.#setOneWay(from, to, definitions);
    this.#setOneWay(
      to,
      from,
      definitions.map((one) => this.#inverseOf(one)),
    );
    this.#rules.onLink({ from, to, specs: definitions.map(({ category, typeId }) => ({ category, typeId })) });
  }

  restoreLink({ from, to, specs }: Link): void {
    this.set(
      from,
      to,
      specs.flatMap((spec) => this.findDefinition(spec) ?? []),
    );
  }

  /** Gives `into` what `from` was connected with. A primary company stays the one it was. */
  move(from: RecordRef, into: RecordRef): void {
    for (const { to, definitions } of this.#listAll(from)) {
      this.set(from, to, []);
      if (refKey(to) === refKey(into)) continue;
      const keepsOwn = this.listLinked(into, to.objectTypeId).some((linked) => linked.definitions.some(isPrimary));
      this.link(into, to, keepsOwn ? definitions.filter((one) => !isPrimary(one)) : definitions);
    }
  }

  erase(ref: RecordRef): void {
    for (const { to } of this.#listAll(ref)) this.set(ref, to, []);
  }

  /** Every connection once. */
  *listLinks(): Iterable<Link> {
    for (const key of this.#links.keys()) {
      const from = readKey(key);
      for (const { to, definitions } of this.#listAll(from)) {
        if (key > refKey(to)) continue;
        yield { from, to, specs: definitions.map(({ category, typeId }) => ({ category, typeId })) };
      }
    }
  }

  #listAll(from: RecordRef): readonly { to: RecordRef; definitions: readonly AssociationDefinition[] }[] {
    return [...(this.#links.get(refKey(from)) ?? [])].flatMap(([objectTypeId, links]) =>
      [...links].map(([id, definitions]) => ({ to: { objectTypeId, id }, definitions })),
    );
  }

  #setOneWay(from: RecordRef, to: RecordRef, definitions: readonly AssociationDefinition[]): void {
    const byType = this.#links.get(refKey(from)) ?? new Map<string, LinksByRecord>();
    const links = byType.get(to.objectTypeId) ?? new Map<number, readonly AssociationDefinition[]>();
    if (definitions.length > 0) links.set(to.id, definitions);
    else links.delete(to.id);
    if (links.size > 0) byType.set(to.objectTypeId, links);
    else byType.delete(to.objectTypeId);
    if (byType.size > 0) this.#links.set(refKey(from), byType);
    else this.#links.delete(refKey(from));
  }

  #clearOtherPrimary(from: RecordRef, to: RecordRef, definition: AssociationDefinition): void {
    const inverse = this.#inverseOf(definition);
    if (isPrimary(inverse)) this.#clearOtherPrimary(to, from, inverse);
    if (!isPrimary(definition)) return;
    for (const { id, definitions } of this.listLinked(from, to.objectTypeId)) {
      if (id === to.id || !definitions.includes(definition)) continue;
      const other = { objectTypeId: to.objectTypeId, id };
      this.set(
        from,
        other,
        definitions.filter((one) => one !== definition),
      );
    }
  }

  #inverseOf(definition: AssociationDefinition): AssociationDefinition {
    const inverse = this.findDefinition({ category: definition.category, typeId: definition.inverseTypeId });
    if (inverse === null) throw new Error(`The association ${keyOf(definition)} has no inverse.`);
    return inverse;
  }

  #findBetween(fromTypeId: string, toTypeId: string): readonly AssociationDefinition[] {
    return [...this.#definitions.values()].filter((one) => one.fromTypeId === fromTypeId && one.toTypeId === toTypeId);
  }

  /** Custom objects may be connected with everything, by definitions that are the portal's own. */
  #defineUnlabelled(fromTypeId: string, toTypeId: string): void {
    if (this.#findBetween(fromTypeId, toTypeId).some(({ label }) => label === null)) return;
    const name = `${fromTypeId}_to_${toTypeId}`;
    const inverseName = `${toTypeId}_to_${fromTypeId}`;
    this.define(fromTypeId, toTypeId, { name, label: null, inverseName, inverseLabel: null });
  }
}

function isCustom(objectTypeId: string): boolean {
  return objectTypeId.startsWith("2-");
}

function keyOf({ category, typeId }: AssociationSpec): string {
  return `${category}=${typeId}`;
}

function refKey({ objectTypeId, id }: RecordRef): string {
  return `${objectTypeId}/${id}`;
}

function readKey(key: string): RecordRef {
  const slash = key.indexOf("/");
  return { objectTypeId: key.slice(0, slash), id: Number(key.slice(slash + 1)) };
}
