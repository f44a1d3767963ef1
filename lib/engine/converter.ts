import type { PreflightCode } from "./explain-refusal";
import type { Refusal } from "./types";

/** What HubSpot is sent (a string), null where the cell counts as empty, or why the value was refused. */
export type Converted = string | null | Refusal;

/** Turns a cell's canonical text into a property's value. Never throws. */
export type Converter = (text: string) => Converted;

/** A refusal by the preflight. `option` is only given for the refused value of an enumeration. */
export function refuse(code: PreflightCode, property: string, message: string, option: string | null = null): Refusal {
  return { code, property, option, message };
}
