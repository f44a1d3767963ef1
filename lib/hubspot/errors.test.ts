import { describe, expect, it } from "vitest";
import { parseEnvelope } from "./envelope";
import { errorDocsAnchor, explainHubSpotCode, hubSpotErrorCatalogue, isSystemicCode } from "./errors";
import { readExistingRecordId, readRefusal, readRefusedValues } from "./refusals";
import * as bodies from "./testing/hubspot-bodies";

const read = (body: unknown) => readRefusal(parseEnvelope(body));

describe("a refusal", () => {
  it.each([
    ["INVALID_OPTION", "Gold was not one of the allowed options: [Silver, Bronze]", "Gold"],
    ["INVALID_OPTION", 'Gold was not one of the allowed options: [label: "Prospect"\nvalue: "PROSPECT"\n]', "Gold"],
    ["INVALID_INTEGER", "1.42e-14 was not a valid number.", null],
    ["INVALID_LONG", "1/1/1 was not a valid long.", null],
    ["READ_ONLY_VALUE", '"hs_object_id" is a calculated property; its value cannot be set.', null],
  ])("of code %s is read out of the array in its message", (code, message, option) => {
    expect(read(bodies.refuseValues([{ name: "tier", error: code, message }]))).toEqual({
      code,
      property: "tier",
      option,
      message,
    });
  });

  it("is read as well where a 207 gives no errors list", () => {
    const {
      errors: _none,
      correlationId: _noneEither,
      ...body
    } = bodies.refuseValues([
      { name: "missing", error: "PROPERTY_DOESNT_EXIST", message: 'Property "missing" does not exist' },
    ]);
    expect(read(body)).toMatchObject({ code: "PROPERTY_DOESNT_EXIST", property: "missing" });
  });

  it("is read from the errors list where the message is plain text", () => {
    const body = {
      category: "VALIDATION_ERROR",
      message: "The property values provided are invalid",
      errors: [
        {
          code: "MISSING_REQUIRED_PROPERTY",
          message: "A value for firstname must be provided",
          context: { propertyName: ["firstname"] },
        },
      ],
    };
    expect(read(body)).toEqual({
      code: "MISSING_REQUIRED_PROPERTY",
      property: "firstname",
      option: null,
      message: "A value for firstname must be provided",
    });
  });

  it("keeps everybody's words where a row has several faults", () => {
    const refusal = read(
      bodies.refuseValues([
        { name: "email", error: "INVALID_EMAIL", message: "Email address a@b is invalid" },
        { name: "amount", error: "INVALID_INTEGER", message: "x was not a valid number." },
      ]),
    );
    expect(refusal).toMatchObject({ code: "INVALID_EMAIL", property: "email" });
    expect(refusal.message).toBe("Email address a@b is invalid; x was not a valid number.");
  });

  it("of a unique value names the property, and the record that has the value", () => {
    expect(read(bodies.uniqueValueTaken)).toMatchObject({
      code: "CONFLICTING_UNIQUE_VALUE",
      property: "whatsapp_phone",
    });
    expect(readRefusedValues(parseEnvelope(bodies.uniqueValueTaken))[0].value).toBe("+15550004567");
    expect(readExistingRecordId(parseEnvelope(bodies.uniqueValueTaken))).toBe("891");
  });

  it("of a unique value is read even where the value holds braces and commas", () => {
    const message = bodies.uniqueValueTaken.message.replace("+15550004567", "a}, b=c} on 5. 6");
    const envelope = parseEnvelope({ ...bodies.uniqueValueTaken, message });
    expect(readRefusedValues(envelope)[0]).toMatchObject({ value: "a}, b=c} on 5. 6" });
    expect(readExistingRecordId(envelope)).toBe("891");
  });

  it("of a contact that exists names the contact", () => {
    expect(read(bodies.contactExists)).toMatchObject({ code: "CONFLICT", property: null });
    expect(readExistingRecordId(parseEnvelope(bodies.contactExists))).toBe("2926551");
    const named = { ...bodies.contactExists, message: "Contact already exists.", context: { existingId: ["7"] } };
    expect(readExistingRecordId(parseEnvelope(named))).toBe("7");
  });

  it.each([
    [bodies.notUnique.message, "NON_UNIQUE_MATCH_PROPERTY"],
    ["Unable to perform update/upsert by non-unique 0-2 property hs_object_id", "NON_UNIQUE_MATCH_PROPERTY"],
    ["Unable to infer object type from: widgets", "UNKNOWN_OBJECT_TYPE"],
    [
      "The maximum number of inputs supported in a batch is 100. Please reduce the number of items and try again",
      "BATCH_TOO_LARGE",
    ],
    ["Invalid input JSON on line 3, column 9: Cannot deserialize value", "INVALID_JSON"],
    ["Missing 'Edit Associations' permission.", "MISSING_PERMISSION"],
    ["Missing required scope for: sensitive-data-property-create", "MISSING_SCOPES"],
  ])("about the request as a whole is known by its text: %s", (message, code) => {
    expect(read({ status: "error", message, category: "VALIDATION_ERROR" }).code).toBe(code);
    expect(isSystemicCode(code)).toBe(true);
  });

  it.each([undefined, null, "text", 7, [], {}, { message: 5, errors: "no", context: [1] }, { errors: [null, 3] }])(
    "is honest about a body that says nothing: %j",
    (body) => {
      expect(read(body)).toEqual({
        code: "UNEXPLAINED",
        property: null,
        option: null,
        message: "HubSpot gave no reason.",
      });
    },
  );

  it("with a broken array falls back to the errors list", () => {
    const body = bodies.refuseValues([
      { name: "email", error: "INVALID_EMAIL", message: "Email address x is invalid" },
    ]);
    expect(read({ ...body, message: String(body.message).slice(0, -9) })).toMatchObject({ code: "INVALID_EMAIL" });
  });
});

describe("the catalogue", () => {
  it("says what every code means and what to do", () => {
    for (const code of Object.keys(hubSpotErrorCatalogue)) {
      const { meaning, fix } = explainHubSpotCode(code);
      expect(meaning.length, code).toBeGreaterThan(20);
      expect(fix.length, code).toBeGreaterThan(4);
    }
  });

  it("leads to the code's place in the documentation, whoever refused the row", () => {
    expect(errorDocsAnchor("preflight", "MISSING_KEY")).toBe("preflight-missing_key");
    expect(errorDocsAnchor("hubspot", "INVALID_EMAIL")).toBe("hubspot-invalid_email");
    expect(errorDocsAnchor("unconfirmed", "UNCONFIRMED")).toBe("hubspot-unconfirmed");
    expect(errorDocsAnchor("hubspot", "INVALID_ZIP")).toBe("hubspot-any-other-code");
  });

  it("has an answer for codes that nobody has met, whatever they are called", () => {
    expect(explainHubSpotCode("INVALID_ZIP").meaning).toContain("INVALID_ZIP");
    expect(explainHubSpotCode("constructor").meaning).toContain("constructor");
    expect(isSystemicCode("toString")).toBe(false);
  });
});
