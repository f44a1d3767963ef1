import { readFileSync } from "node:fs";
import path from "node:path";

const columns = [
  "ident",
  "name",
  "type",
  "latitude",
  "longitude",
  "elevation_ft",
  "continent",
  "country_code",
  "country",
  "region_code",
  "region",
  "municipality",
  "scheduled_service",
  "iata_code",
  "gps_code",
  "home_link",
  "wikipedia_link",
  "keywords",
] as const;

/** One line of the file, as text; null where nothing is known. */
export type Airport = Readonly<Record<(typeof columns)[number], string | null>> & {
  readonly ident: string;
  readonly name: string;
};

const file = path.join(import.meta.dirname, "../../../prisma/demo/airports.tsv");

/** The airports of `prisma/demo/airports.tsv`, in its order. */
export function readAirports(): Airport[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  if (head !== columns.join("\t")) throw new Error(`${file} has other columns than expected.`);
  return lines.map(parseAirport);
}

function parseAirport(line: string): Airport {
  const cells = line.split("\t");
  const read = (column: (typeof columns)[number]) => cells[columns.indexOf(column)] || null;
  return {
    ident: read("ident") ?? "",
    name: read("name") ?? "",
    type: read("type"),
    latitude: read("latitude"),
    longitude: read("longitude"),
    elevation_ft: read("elevation_ft"),
    continent: read("continent"),
    country_code: read("country_code"),
    country: read("country"),
    region_code: read("region_code"),
    region: read("region"),
    municipality: read("municipality"),
    scheduled_service: read("scheduled_service"),
    iata_code: read("iata_code"),
    gps_code: read("gps_code"),
    home_link: read("home_link"),
    wikipedia_link: read("wikipedia_link"),
    keywords: read("keywords"),
  };
}
