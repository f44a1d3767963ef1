/** Error bodies as HubSpot words them. */

export function refuseValues(
  faults: readonly { name: string; error: string; message: string; propertyValue?: string }[],
): Record<string, unknown> {
  return {
    status: "error",
    message: `Property values were not valid: ${JSON.stringify(
      faults.map((fault) => ({ isValid: false, ...fault, localizedErrorMessage: fault.message, portalId: 111 })),
    )}`,
    correlationId: "9d1c7a34-0000-4000-8000-000000000001",
    errors: faults.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
    category: "VALIDATION_ERROR",
  };
}

export const uniqueValueTaken = {
  status: "error",
  message:
    "Cannot set PropertyValueCoordinates{portalId=12345678, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, propertyName=whatsapp_phone, value=+15550004567} on 100000000001. 891 already has that value.",
  correlationId: "01a0d038-933c-7ace-b4af-0a37a64e8d7b",
  category: "VALIDATION_ERROR",
};

export const contactExists = {
  status: "error",
  message: "Contact already exists. Existing ID: 2926551",
  correlationId: "9d1c7a34-0000-4000-8000-000000000002",
  category: "CONFLICT",
};

export const notUnique = {
  status: "error",
  message: "Unable to perform update/upsert by non-unique 0-2 property domain in portal ID 21939747",
  correlationId: "9d1c7a34-0000-4000-8000-000000000003",
  category: "VALIDATION_ERROR",
};

export const missingScopes = {
  status: "error",
  message:
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
  correlationId: "dc49c0a8-0000-4000-8000-000000000004",
  errors: [
    {
      message: "One or more of the following scopes are required.",
      context: { requiredGranularScopes: ["crm.schemas.deals.read", "crm.objects.deals.read"] },
    },
  ],
  links: { scopes: "https://developers.hubspot.com/scopes" },
  category: "MISSING_SCOPES",
};

export const tokenExpired = {
  status: "error",
  message: "The OAuth token used to make this call expired 75 second(s) ago.",
  correlationId: "9d1c7a34-0000-4000-8000-000000000005",
  category: "EXPIRED_AUTHENTICATION",
  context: { "expire time": ["2022-06-21T10:37:52.040Z"] },
};

export function limitReached(policyName: "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY"): Record<string, unknown> {
  return {
    status: "error",
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: "RATE_LIMIT",
    correlationId: "c93e06a4-7d61-4c3e-b63f-edf486fc6e90",
    policyName,
  };
}

export const dailyLimitReached = { ...limitReached("DAILY"), message: "You have reached your daily limit." };
