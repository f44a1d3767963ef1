import { hash } from "node:crypto";
import type { MappingContext } from "../../engine/compile-mapping";
import { listReadColumns } from "../../engine/list-read-columns";
import type { SourceRow } from "../../engine/types";
import type { BigintColumn } from "./bigint-column";
import { CONVERSIONS } from "./conversions";

/** Writes the fingerprint of a row's cells into a column. */
export type Fingerprint = (cells: SourceRow, into: BigintColumn, index: number) => void;

/**
 * Fingerprints rows: 64 bits of the cells that a mapping reads, as they were read, and of all that decides what becomes
 * of them. Where the fingerprint is the same, the payload is the same, and nothing has to be mapped to know it.
 *
 * Two MurmurHash3 with different constants, a number of 32 bits for two characters each: a third of what MD5 takes for
 * texts that are this short. Nobody gains by making two versions of a row of their own look alike.
 */
export function createFingerprint(context: MappingContext): Fingerprint {
  const places = listColumns(context).map((name) => context.columns.findIndex((one) => one.name === name));
  const salt = Buffer.from(hash("md5", describeConversion(context), "hex"), "hex");
  const [upperSeed, lowerSeed] = [salt.readInt32BE(0), salt.readInt32BE(4)];
  return (cells, into, index) => {
    let upper = upperSeed;
    let lower = lowerSeed;
    for (const place of places) {
      const cell = cells[place] ?? null;
      // With its length before it no cell runs into the next one; null has a length of its own.
      const length = cell === null ? -1 : cell.length;
      upper = mixUpper(upper, length);
      lower = mixLower(lower, length);
      if (cell === null) continue;
      for (let at = 0; at < length; at += 2) {
        const pair = cell.charCodeAt(at) | (at + 1 < length ? cell.charCodeAt(at + 1) << 16 : 0);
        upper = mixUpper(upper, pair);
        lower = mixLower(lower, pair);
      }
    }
    into.set(index, upper, lower);
  };
}

/** All that decides what a mapping makes of cells, but for the cells. */
function describeConversion(context: MappingContext): string {
  const { mapping, columns, properties, objectTypeId } = context;
  const written = new Set([mapping.match.property, ...mapping.fields.map(({ property }) => property)]);
  return JSON.stringify([
    CONVERSIONS,
    objectTypeId,
    mapping,
    listColumns(context).map((name) => columns.find((column) => column.name === name)?.type),
    properties.filter(({ name }) => written.has(name)),
  ]);
}

/** The match column first, then those of the fields in their order. */
function listColumns({ mapping: { match, fields }, readTemplate }: MappingContext): string[] {
  return [...new Set([match.column, ...fields.flatMap(({ value }) => listReadColumns(value, readTemplate))])];
}

function mixUpper(state: number, word: number): number {
  const mixed = state ^ Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotate(mixed, 13), 5) + 0xe6546b64) | 0;
}

function mixLower(state: number, word: number): number {
  const mixed = state ^ Math.imul(rotate(Math.imul(word, 0x85ebca6b), 16), 0xc2b2ae35);
  return (Math.imul(rotate(mixed, 17), 9) + 0x561ccd1b) | 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
