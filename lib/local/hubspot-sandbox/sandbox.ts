import { CallCounts } from "@/lib/local/hubspot-sandbox/admin/call-counts";
import { Faults } from "@/lib/local/hubspot-sandbox/admin/faults";
import { RateLimiter } from "@/lib/local/hubspot-sandbox/api/rate-limiter";
import { Clock } from "@/lib/local/hubspot-sandbox/clock";
import { Latency } from "@/lib/local/hubspot-sandbox/http/latency";
import type { JournalEntry } from "@/lib/local/hubspot-sandbox/journal/entries";
import { type Journal, openJournal } from "@/lib/local/hubspot-sandbox/journal/journal";
import { type ConnectRules, connectRulesFrom } from "@/lib/local/hubspot-sandbox/oauth/connect-rules";
import { type App, Installs } from "@/lib/local/hubspot-sandbox/oauth/installs";
import type { SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import { addCustomObjectType } from "@/lib/local/hubspot-sandbox/portals/create-object-type";
import { createPortal } from "@/lib/local/hubspot-sandbox/portals/create-portal";
import {
  applyObjectTypeState,
  type ObjectTypeState,
  readObjectTypeState,
} from "@/lib/local/hubspot-sandbox/portals/object-type-state";
import { type ObjectType, type Portal, putProperty } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import { defaultSwitches, type Switches } from "@/lib/local/hubspot-sandbox/switches";

const firstRecordId = 100_000_000_001;
const firstAppId = 3_209_723;

/** Everything that the doors share: the accounts, who may call, and what tests turn. */
export class Sandbox {
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly calls = new CallCounts();
  readonly limiter: RateLimiter;
  readonly switches: Switches;
  readonly apps: readonly App[];
  readonly installs: Installs;
  readonly portals: ReadonlyMap<number, Portal>;
  readonly #connectRules = new Map<number, ConnectRules>();
  readonly latency: Latency;
  searchLagMs: number;
  #journal: Journal | null = null;
  #lastRecordId = firstRecordId - 1;
  readonly #changedTypes = new Map<string, JournalEntry>();
  readonly #changedProperties = new Map<string, JournalEntry>();

  constructor(options: SandboxOptions) {
    this.switches = { ...defaultSwitches, ...options.switches };
    this.latency = new Latency(options.latencyMs ?? 0);
    this.searchLagMs = options.searchLagMs ?? 5000;
    this.limiter = new RateLimiter(options, () => this.switches.sendsRetryAfterOnRateLimit);
    this.apps = options.apps.map((app, index) => ({ ...app, appId: String(firstAppId + index) }));
    this.installs = new Installs(this.apps, options.portals, (state) =>
      this.#journal?.append({ kind: "installs", state }),
    );
    this.portals = new Map(
      options.portals.map((seed) => [
        seed.hubId,
        createPortal(seed, this.switches, {
          onRecordChange: (portalId, typeId, record) => this.#journal?.touchRecord(portalId, typeId, record),
          onRecordForget: (record) => this.#journal?.forgetRecord(record),
          associationsOf: (portalId) => ({
            onLink: (link) => this.#journal?.append({ kind: "link", portalId, link }),
            onDefine: (definitions) => {
              for (const definition of definitions) {
                this.#journal?.append({ kind: "association", portalId, definition });
              }
            },
          }),
        }),
      ]),
    );
  }

  /** Brings back what `dataDir` remembers and keeps it up to date from here on. */
  async persist(dataDir: string): Promise<void> {
    this.#journal = await openJournal(
      dataDir,
      (entry) => this.#apply(entry),
      () => this.#list(),
    );
  }

  connectRulesOf(hubId: number): ConnectRules {
    return this.#connectRules.get(hubId) ?? connectRulesFrom(this.portals.get(hubId)?.seed ?? {});
  }

  setConnectRules(hubId: number, rules: ConnectRules): void {
    this.#connectRules.set(hubId, rules);
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    this.#journal = null;
  }

  nextRecordId(): number {
    this.#lastRecordId += 1;
    return this.#lastRecordId;
  }

  advanceClock(byMs: number): void {
    this.clock.advance(byMs);
    this.#journal?.append({ kind: "clock", offsetMs: this.clock.offsetMs });
  }

  /** Takes a record, what was merged into it and what they were connected with out of the portal for good. */
  eraseRecord(portal: Portal, type: ObjectType, id: number): void {
    for (const record of type.records.erase(id)) {
      this.#journal?.forgetRecord(record);
      portal.associations.erase({ objectTypeId: type.typeId, id: record.id });
      this.#journal?.append({ kind: "erased", portalId: portal.hubId, typeId: type.typeId, id: record.id });
    }
  }

  saveProperty(portal: Portal, type: ObjectType, property: Property): void {
    putProperty(type, property);
    const entry: JournalEntry = { kind: "property", portalId: portal.hubId, typeId: type.typeId, property };
    this.#changedProperties.set(`${portal.hubId}/${type.typeId}/${property.name}`, entry);
    this.#journal?.append(entry);
  }

  /** Keeps what was changed of an object type, its properties and records apart. */
  saveObjectType(portal: Portal, type: ObjectType): void {
    const place = { portalId: portal.hubId, typeId: type.typeId };
    const entry: JournalEntry = { kind: "object-type", ...place, state: readObjectTypeState(type) };
    this.#changedTypes.set(`${place.portalId}/${place.typeId}`, entry);
    this.#journal?.append(entry);
  }

  #restoreObjectType(portal: Portal, typeId: string, state: ObjectTypeState): void {
    const known = portal.objectTypes.get(typeId);
    const type = known ?? (state.custom && addCustomObjectType(portal, typeId, state.name, state.custom));
    if (type === null) return;
    applyObjectTypeState(type, state);
    this.saveObjectType(portal, type);
  }

  #apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case "clock":
        this.clock.restore(entry.offsetMs);
        break;
      case "installs":
        this.installs.restore(entry.state);
        break;
      case "object-type": {
        const portal = this.portals.get(entry.portalId);
        if (portal !== undefined) this.#restoreObjectType(portal, entry.typeId, entry.state);
        break;
      }
      case "property":
        this.#withType(entry, (portal, type) => this.saveProperty(portal, type, entry.property));
        break;
      case "record":
        this.#lastRecordId = Math.max(this.#lastRecordId, entry.record.id);
        this.#withType(entry, (_, type) => type.records.restore(entry.record));
        break;
      case "erased":
        this.#lastRecordId = Math.max(this.#lastRecordId, entry.id);
        this.#withType(entry, (portal, type) => this.eraseRecord(portal, type, entry.id));
        break;
      case "association":
        this.portals.get(entry.portalId)?.associations.restoreDefinitions([entry.definition]);
        break;
      case "link":
        this.portals.get(entry.portalId)?.associations.restoreLink(entry.link);
        break;
      default:
        entry satisfies never;
    }
  }

  /** A portal or an object type that is no longer seeded is left behind. */
  #withType(place: { portalId: number; typeId: string }, use: (portal: Portal, type: ObjectType) => void): void {
    const portal = this.portals.get(place.portalId);
    const type = portal?.objectTypes.get(place.typeId);
    if (portal !== undefined && type !== undefined) use(portal, type);
  }

  *#list(): Iterable<JournalEntry> {
    yield { kind: "clock", offsetMs: this.clock.offsetMs };
    yield { kind: "installs", state: this.installs.state };
    yield* this.#changedTypes.values();
    yield* this.#changedProperties.values();
    for (const portal of this.portals.values()) {
      for (const type of portal.objectTypes.values()) {
        const place = { portalId: portal.hubId, typeId: type.typeId };
        for (const record of type.records.all()) yield { kind: "record", ...place, record };
        for (const id of type.records.erasedIds) yield { kind: "erased", ...place, id };
      }
      const { hubId: portalId, associations } = portal;
      for (const definition of associations.listOwnDefinitions()) yield { kind: "association", portalId, definition };
      for (const link of associations.listLinks()) yield { kind: "link", portalId, link };
    }
  }
}
