import { describe, expect, test } from "vitest";
import { readAirports } from "@/lib/local/demo/airports";
import { makeContracts } from "@/lib/local/demo/contracts";
import { accountRows, contractRows, personRows } from "@/lib/local/demo/faults";
import { makePeople } from "@/lib/local/demo/people";

const airports = readAirports();
const people = makePeople(airports);
const contracts = makeContracts(airports);

describe("the airports", () => {
  test("have an ident of their own and a name each", () => {
    expect(airports).toHaveLength(accountRows);
    expect(new Set(airports.map(({ ident }) => ident)).size).toBe(accountRows);
    expect(airports.filter(({ ident, name }) => ident === "" || name === "")).toEqual([]);
  });

  test("know their country", () => {
    expect(airports.find(({ ident }) => ident === "LSZH")).toMatchObject({
      name: "Zürich Airport",
      type: "large_airport",
      country_code: "CH",
      country: "Switzerland",
      iata_code: "ZRH",
      scheduled_service: "yes",
    });
    expect(airports.filter(({ country }) => country === null)).toEqual([]);
  });
});

describe("people and contracts", () => {
  test("are the same every time", () => {
    expect(people).toHaveLength(personRows);
    expect(contracts).toHaveLength(contractRows);
    expect(makePeople(airports)).toEqual(people);
    expect(makeContracts(airports)).toEqual(contracts);
  });

  test("belong to an airport", () => {
    const idents = new Set(airports.map(({ ident }) => ident));
    const ofNowhere = [...people, ...contracts].filter(({ airport_ident }) => !idents.has(airport_ident));
    expect(ofNowhere).toEqual([]);
  });

  test.each([
    ["Latin", "Latin"],
    ["Cyrillic", "Cyrillic"],
    ["Greek", "Greek"],
    ["Arabic", "Arabic"],
    ["Hebrew", "Hebrew"],
    ["Devanagari", "Devanagari"],
    ["Thai", "Thai"],
    ["Han", "Han"],
    ["Katakana", "Katakana"],
    ["Hangul", "Hangul"],
    ["Armenian", "Armenian"],
    ["Georgian", "Georgian"],
  ])("some people write their name in %s script", (_name, script) => {
    const letters = new RegExp(`\\p{Script=${script}}`, "u");
    expect(people.some(({ first_name, last_name }) => letters.test(first_name + last_name))).toBe(true);
  });

  test("hold what real tables hold, and still go through", () => {
    expect(people.some(({ last_name }) => last_name === "O'Brien")).toBe(true);
    expect(people.some(({ first_name }) => first_name.includes("✈️"))).toBe(true);
    expect(people.some(({ email }) => email !== null && /^[A-Z]/.test(email))).toBe(true);
    expect(people.some(({ email }) => email?.startsWith(" ") && email.trim() !== "")).toBe(true);
    expect(people.some(({ joined_at }) => joined_at.endsWith("13:45"))).toBe(true);
    expect(people.some(({ notes }) => notes?.length === 70_000)).toBe(true);
  });

  test("can't be reached by mistake", () => {
    const addresses = people.flatMap(({ email }) => (email?.includes("@") ? [email.trim().toLowerCase()] : []));
    const reachable = addresses.filter((address) => !/@[a-z0-9-]+(\.example|\.x)?$/.test(address));
    expect(reachable).toEqual([]);
    const phones = people.flatMap(({ phone }) => (phone === null ? [] : [phone]));
    expect(phones.filter((phone) => !/^\+1 202 555 01\d\d$/.test(phone))).toEqual([]);
  });
});
