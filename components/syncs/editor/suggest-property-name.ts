/** An internal name that HubSpot takes, from a label: `Customer №` → `customer_n`. Empty where nothing is left. */
export function suggestPropertyName(label: string): string {
  return label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 100);
}
