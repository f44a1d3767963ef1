import { CallCounts } from "@/lib/local/hubspot-sandbox/admin/call-counts";
import { Faults } from "@/lib/local/hubspot-sandbox/admin/faults";
import { RateLimiter } from "@/lib/local/hubspot-sandbox/api/rate-limiter";
import { Clock } from "@/lib/local/hubspot-sandbox/clock";
import type { JournalEntry } from "@/lib/local/hubspot-sandbox/journal/entries";
import { type Journal, openJournal } from "@/lib/local/hubspot-sandbox/journal/journal";
import { type App, Installs } from "@/lib/local/hubspot-sandbox/oauth/installs";
import type { SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import { createPortal } from "@/lib/local/hubspot-sandbox/portals/create-portal";
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
  latencyMs: number;
  #journal: Journal | null = null;
  #lastRecordId = firstRecordId - 1;
  readonly #changedProperties = new Map<string, JournalEntry>();

  constructor(options: SandboxOptions) {
    this.switches = { ...defaultSwitches, ...options.switches };
    this.latencyMs = options.latencyMs ?? 0;
    this.limiter = new RateLimiter(options.limits === undefined ? { burst: 110, intervalMs: 10_000 } : options.limits);
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

  saveProperty(portal: Portal, type: ObjectType, property: Property): void {
    putProperty(type, property);
    const entry: JournalEntry = { kind: "property", portalId: portal.hubId, typeId: type.typeId, property };
    this.#changedProperties.set(`${portal.hubId}/${type.typeId}/${property.name}`, entry);
    this.#journal?.append(entry);
  }

  #apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case "clock":
        this.clock.restore(entry.offsetMs);
        break;
      case "installs":
        this.installs.restore(entry.state);
        break;
      case "property":
        this.#withType(entry, (portal, type) => this.saveProperty(portal, type, entry.property));
        break;
      case "record":
        this.#lastRecordId = Math.max(this.#lastRecordId, entry.record.id);
        this.#withType(entry, (_, type) => type.records.restore(entry.record));
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
    yield* this.#changedProperties.values();
    for (const portal of this.portals.values()) {
      for (const type of portal.objectTypes.values()) {
        const place = { portalId: portal.hubId, typeId: type.typeId };
        for (const record of type.records.all()) yield { kind: "record", ...place, record };
      }
    }
  }
}
