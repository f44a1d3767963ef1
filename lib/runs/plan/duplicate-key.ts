import { quoteValue } from "../../engine/show-text";
import type { Refusal } from "../../engine/types";

/** Why none of the rows that share a key is sent: nothing says which of them is right. */
export function refuseDuplicate(matchValue: string, matchProperty: string): Refusal {
  return {
    code: "DUPLICATE_KEY",
    property: matchProperty,
    option: null,
    message: `Several rows of this run have the match value ${quoteValue(matchValue)} once capitals and blanks are evened out. None of them was sent.`,
  };
}
