import type { Airport } from "@/lib/local/demo/airports";
import { type ContractFault, contractFaults, contractRows } from "@/lib/local/demo/faults";
import { createRandom, type Random } from "@/lib/local/demo/random";
import { scatterFaults } from "@/lib/local/demo/scatter-faults";

/** A row of `crm.contracts`, as the text of its cells. */
export interface Contract {
  readonly contract_id: string;
  readonly contract_no: string | null;
  readonly title: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly close_date: string | null;
  /** The id of a stage in HubSpot's own deal pipeline. */
  readonly stage: string;
  readonly airport_ident: string;
  readonly signed_at: string | null;
  readonly updated_at: string;
}

const seed = 19_030_217;
const dayMs = 86_400_000;

/** Made-up contracts with the airports; the same on every machine. */
export function makeContracts(airports: readonly Airport[]): Contract[] {
  const random = createRandom(seed);
  const contracts = Array.from({ length: contractRows }, (_, index) => makeContract(index + 1, airports, random));
  const placements = scatterFaults(contractFaults, contractRows, random);
  return contracts.map((contract, index) => {
    const placement = placements.get(index);
    return placement === undefined ? contract : { ...contract, ...spoilers[placement.fault] };
  });
}

function makeContract(id: number, airports: readonly Airport[], random: Random): Contract {
  const airport = airports[random.below(airports.length)];
  if (airport === undefined) throw new Error("Contracts need at least one airport.");
  const stage = random.pick(stages);
  const closesAt = Date.UTC(2025, 0, 1) + random.below(900) * dayMs;
  return {
    contract_id: String(id),
    contract_no: `C-${String(id).padStart(5, "0")}`,
    title: `${random.pick(services)} – ${airport.name}`,
    amount: random.isLucky(0.9) ? `${random.below(2_000_000)}.${String(random.below(100)).padStart(2, "0")}` : null,
    currency: random.pick(["USD", "EUR", "GBP", "CHF"]),
    close_date: random.isLucky(0.9) ? new Date(closesAt).toISOString().slice(0, 10) : null,
    stage,
    airport_ident: airport.ident,
    signed_at: stage === "closedwon" ? new Date(closesAt - random.below(30 * dayMs)).toISOString() : null,
    updated_at: new Date(Date.UTC(2026, 0, 1) + random.below(150 * dayMs)).toISOString(),
  };
}

const spoilers: Readonly<Record<ContractFault, Partial<Contract>>> = {
  numberIsNull: { contract_no: null },
  numberIsBlank: { contract_no: "  " },
  amountIsNotANumber: { amount: "NaN" },
  closesAtInfinity: { close_date: "infinity" },
  stageIsUnknown: { stage: "handshake" },
};

const stages = [
  "appointmentscheduled",
  "qualifiedtobuy",
  "presentationscheduled",
  "decisionmakerboughtin",
  "contractsent",
  "closedwon",
  "closedlost",
] as const;

const services = [
  "Baggage belts",
  "De-icing",
  "Ground handling",
  "Jet bridges",
  "Lounge refit",
  "Runway lights",
  "Snow clearing",
  "Wayfinding",
] as const;
