import { WhatIs } from "./what-is";

/** Where HubSpot lists a property that is made here. */
export function PropertyGroupNote() {
  return (
    <p className="text-xs text-muted">
      It goes into the property group that HubSpot keeps for the object type; of a custom object, into that of its other
      properties. <WhatIs word="propertyGroup" />
    </p>
  );
}
