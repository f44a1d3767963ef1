import type { Airport } from "@/lib/local/demo/airports";
import { type PersonFault, personFaults, personRows } from "@/lib/local/demo/faults";
import { makeName } from "@/lib/local/demo/names";
import { createRandom, type Random } from "@/lib/local/demo/random";
import { scatterFaults } from "@/lib/local/demo/scatter-faults";

/** A row of `crm.people`, as the text of its cells. */
export interface Person {
  readonly person_id: string;
  readonly email: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly job_title: string;
  readonly phone: string | null;
  readonly lifecycle_stage: string;
  /** Text in the table although it should be a number, as it happens. */
  readonly employees_managed: string | null;
  readonly salary: string;
  readonly birthday: string | null;
  readonly joined_at: string;
  readonly newsletter: string | null;
  readonly seniority: string | null;
  readonly notes: string | null;
  readonly badge_number: string | null;
  readonly airport_ident: string;
  readonly updated_at: string;
}

const seed = 20_240_731;
const dayMs = 86_400_000;

/** Made-up people who work at the airports; the same on every machine. */
export function makePeople(airports: readonly Airport[]): Person[] {
  const random = createRandom(seed);
  const people = Array.from({ length: personRows }, (_, index) => makePerson(index + 1, airports, random));
  const placements = scatterFaults(personFaults, personRows, random);
  return people.map((person, index) => {
    const placement = placements.get(index);
    const leader = placement && people[placement.leader];
    if (placement === undefined || leader === undefined) return person;
    return { ...person, ...spoilers[placement.fault](person, leader, placement.place) };
  });
}

function makePerson(id: number, airports: readonly Airport[], random: Random): Person {
  const airport = airports[random.below(airports.length)];
  if (airport === undefined) throw new Error("People need at least one airport to work at.");
  const name = makeName(airport.country_code, random);
  const address = `${name.latin}.${id}@${airport.ident.toLowerCase()}.example`;
  const age = 20 + random.below(40);
  return {
    person_id: String(id),
    email: dressEmail(address, random),
    first_name: name.first,
    last_name: name.last,
    job_title: random.pick(jobTitles),
    phone: random.isLucky(0.8) ? `+1 202 555 01${String(random.below(100)).padStart(2, "0")}` : null,
    lifecycle_stage: random.pick(lifecycleStages),
    employees_managed: random.isLucky(0.3) ? random.pick(["0", "3", " 12 ", "140", "1.5", ""]) : null,
    salary: `${24_000 + random.below(120_000)}.${String(random.below(100)).padStart(2, "0")}`,
    birthday: random.isLucky(0.7) ? toDay(Date.UTC(2025 - age, 0, 1) + random.below(365) * dayMs) : null,
    joined_at: `${toDay(Date.UTC(2005, 0, 1) + random.below(7_500) * dayMs)} ${random.pick(["00:00", "13:45", "08:30:15.250"])}`,
    newsletter: random.isLucky(0.9) ? String(random.isLucky(0.4)) : null,
    seniority: random.isLucky(0.85) ? random.pick(["trainee", "junior", "senior", "Senior", "lead", "director"]) : null,
    notes: random.isLucky(0.35) ? random.pick(notes) : null,
    badge_number: random.isLucky(0.6) ? `B-${String(id).padStart(6, "0")}` : null,
    airport_ident: airport.ident,
    updated_at: new Date(Date.UTC(2026, 0, 1) + random.below(150 * dayMs)).toISOString(),
  };
}

/** Spellings of one address that are fine: capitals, and blanks around it. */
function dressEmail(address: string, random: Random): string {
  if (random.isLucky(0.06)) return address.toUpperCase();
  return random.isLucky(0.04) ? `  ${address} ` : address;
}

function toDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

type Spoiler = (person: Person, leader: Person, place: number) => Partial<Person>;

/** The address without what `dressEmail` did to it. */
const plain = ({ email }: Person) => (email ?? "").trim().toLowerCase();

const spoilers: Readonly<Record<PersonFault, Spoiler>> = {
  emailIsNull: () => ({ email: null }),
  emailIsBlank: () => ({ email: "   " }),
  emailHasNoAt: (person) => ({ email: plain(person).replace("@", ".at.") }),
  emailHasBlankInside: (person) => ({ email: plain(person).replace(".", " ") }),
  emailDomainHasNoDot: (person) => ({ email: plain(person).replace(".example", "") }),
  emailOnlyHubSpotRefuses: (person) => ({ email: plain(person).replace(".example", ".x") }),
  emailTwice: (_person, leader) => ({ email: plain(leader) }),
  emailTwiceInOtherCase: (_person, leader, place) => ({
    email: place === 0 ? plain(leader) : plain(leader).toUpperCase(),
  }),
  emailThriceWithBlanks: (_person, leader, place) => ({
    email: `${" ".repeat(place)}${plain(leader)}${" ".repeat(place)}`,
  }),
  notesAreTooLong: () => ({ notes: `📋 ${"Handover notes, pasted in full. ".repeat(2_300)}`.slice(0, 70_000) }),
  employeesAreText: ({ person_id }) => ({
    employees_managed: Number(person_id) % 2 === 0 ? "about twenty" : "12 (two on leave)",
  }),
  seniorityIsUnknown: () => ({ seniority: "wizard" }),
  joinedAtInfinity: () => ({ joined_at: "infinity" }),
  jobTitleBreaksRule: () => ({ job_title: "Deputy Assistant Head of Ground Operations, Night Shift" }),
  badgeIsShared: (_person, leader) => ({ badge_number: `S-${leader.person_id.padStart(6, "0")}` }),
};

const jobTitles = [
  "Air Traffic Controller",
  "Airport Manager",
  "Apron Controller",
  "Baggage Handler",
  "Duty Officer",
  "Fire Chief",
  "Fuel Technician",
  "Ground Crew Lead",
  "Maintenance Engineer",
  "Meteorologist",
  "Operations Director",
  "Security Officer",
  "Station Manager",
  "Wildlife Control Officer",
] as const;

const lifecycleStages = [
  "subscriber",
  "lead",
  "marketingqualifiedlead",
  "salesqualifiedlead",
  "opportunity",
  "customer",
] as const;

const notes = [
  "Prefers calls before 9.",
  "Met at the ground handling fair 🛫 Follow up in spring.",
  'Said: "send the offer, then we talk."\nWants two copies.',
  "👩🏽‍✈️ → 👨‍👩‍👧‍👦, back in September",
  "Speaks English, français, 日本語 and العربية.",
  "Runway lights; 50% discount & free delivery <agreed>",
  `${"Long history with us. ".repeat(200)}`,
] as const;
