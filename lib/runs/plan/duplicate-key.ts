import { quoteValue } from "../../engine/show-text";
import type { Refusal } from "../../engine/types";

/** Why a row isn't sent that a later one with the same key has replaced. */
export function refuseSuperseded(matchValue: string, matchProperty: string): Refusal {
  return {
    code: "SUPERSEDED_ROW",
    property: matchProperty,
    option: null,
    message: `A later row of this run has the match value ${quoteValue(matchValue)}, too. By the query's order the last one counts.`,
  };
}

/** Why none of the rows that share a key is sent: nothing says which of them is right. */
export function refuseDuplicate(matchValue: string, matchProperty: string): Refusal {
  return {
    code: "DUPLICATE_KEY",
    property: matchProperty,
    option: null,
    message: `Several rows of this run have the match value ${quoteValue(matchValue)} once capitals and blanks are evened out. None of them was sent.`,
  };
}
