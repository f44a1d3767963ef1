import { type Converter, refuse } from "./converter";
import { quoteValue } from "./show-text";

const spellings = new Map([
  ...["true", "yes", "y", "t", "1"].map((text) => [text, "true"] as const),
  ...["false", "no", "n", "f", "0"].map((text) => [text, "false"] as const),
]);

/** HubSpot's bool is the text `true` or `false`, and nothing else (its properties guide). */
export function createBoolConverter(property: string): Converter {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return null;
    return (
      spellings.get(trimmed.toLowerCase()) ??
      refuse("INVALID_BOOLEAN", property, `${quoteValue(trimmed)} is neither true nor false.`)
    );
  };
}
