import { z } from "zod";

/**
 * What nobody has proven about HubSpot: each is a switch, so that tests can show the product survives either behaviour.
 * The defaults are the likelier half. Those about unique values shape the indexes, so they are set before the first
 * record is written.
 */
export const switchesSchema = z.object({
  /** Results of a batch come back in another order than its inputs. */
  shufflesResults: z.boolean(),
  /** Contacts upserted by email: one bad record refuses the batch, trace ids or not. */
  refusesWholeEmailBatches: z.boolean(),
  /** Contacts upserted by email: a known contact loses the values of all properties that aren't sent. */
  blanksUnsentByEmail: z.boolean(),
  /** An upsert input without `idProperty` refuses the request; otherwise it is left out of the answer. */
  refusesUpsertWithoutIdProperty: z.boolean(),
  /** The inputs of one upsert may name different properties to match by; otherwise they refuse the request. */
  takesSeveralIdProperties: z.boolean(),
  /** A batch with trace ids in which all inputs fail is a 207 without results; otherwise it is a 400. */
  answers207WhenAllInputsFail: z.boolean(),
  /** A new record takes its match value from an upsert's `id`; otherwise only a contact takes its email address so. */
  setsMatchValueFromId: z.boolean(),
  /** The refusal of a property without unique values says in which portal it is. */
  namesPortalOfNonUniqueProperty: z.boolean(),
  /** The property `email` says `hasUniqueValue: true`. */
  reportsEmailAsUnique: z.boolean(),
  /** Unique text values that differ only by upper and lower case are the same. */
  ignoresCaseOfUniqueText: z.boolean(),
  /** In an upsert with trace ids, a taken unique value refuses the whole request instead of its record. */
  refusesWholeUpsertOnTakenValue: z.boolean(),
  /** One contact reached by its primary and by a secondary email in one batch refuses the whole request. */
  refusesTwoEmailsOfOneContact: z.boolean(),
  /** `hs_additional_emails` may be set when a contact is created. */
  takesAdditionalEmailsOnCreate: z.boolean(),
  /** A `lifecyclestage` behind the present one is dropped without a word. */
  ignoresBackwardLifecycleStage: z.boolean(),
  /** Refused options are told in the older, longer words: label, value and display order. */
  describesOptionsAtLength: z.boolean(),
  /** A text that is too long is told as other bad values are, with code and property; otherwise in a bare sentence. */
  listsOverlongText: z.boolean(),
  /** An owner id that nobody has is refused as an unknown option; otherwise it is taken as it is. */
  refusesUnknownOwners: z.boolean(),
  /** Products may have properties with unique values. */
  takesUniquePropertiesOnProducts: z.boolean(),
  /** A 429 says `Retry-After`. */
  sendsRetryAfterOnRateLimit: z.boolean(),
  /** A call counts against its limit when it is answered instead of when it arrives. */
  countsCallsWhenAnswered: z.boolean(),
  /** An unknown client id is the OAuth error `invalid_client` instead of `invalid_request`. */
  saysInvalidClientForUnknownId: z.boolean(),
  /** "Cancel" on the consent page goes back to the app with `error=access_denied`. */
  redirectsOnCancel: z.boolean(),
  /** Each refresh hands out a new refresh token and kills the old one. */
  rotatesRefreshTokens: z.boolean(),
  /** An uninstall ends access tokens that are out; otherwise they live on until they run out. */
  endsAccessTokensOnUninstall: z.boolean(),
  /** A batch read that finds nothing at all is a 404 instead of a 207. */
  answers404WhenBatchReadFindsNothing: z.boolean(),
  /** Records that a batch doesn't find share one error instead of having one each. */
  groupsMissingRecords: z.boolean(),
  /** What the guides call required on create (a deal's name, a company's name or domain) is required by 2026-09. */
  requiresWhatTheGuidesRequire: z.boolean(),
  /** Scopes are looked at before an empty batch of records is; otherwise such a batch is answered whatever they are. */
  checksScopesOfEmptyBatches: z.boolean(),
  /** An account below Enterprise is refused its list of schemas; otherwise the list is empty. */
  refusesSchemasBelowEnterprise: z.boolean(),
  /** A JSON null clears a property; otherwise it counts as not sent. */
  clearsOnNull: z.boolean(),
  /** Blanks around an upsert's `id` don't matter. */
  trimsMatchValues: z.boolean(),
  /** One pair that can't be connected refuses its whole batch of associations. */
  refusesWholeAssociationBatches: z.boolean(),
  /** A search for what isn't a value finds records that have no value at all, too. */
  findsEmptyByNegation: z.boolean(),
  /** An upsert by the unique value of an archived record brings that record back instead of creating another. */
  revivesArchivedRecords: z.boolean(),
});

export type Switches = z.infer<typeof switchesSchema>;

export const defaultSwitches: Readonly<Switches> = {
  shufflesResults: true,
  refusesWholeEmailBatches: false,
  blanksUnsentByEmail: false,
  refusesUpsertWithoutIdProperty: true,
  takesSeveralIdProperties: true,
  answers207WhenAllInputsFail: true,
  setsMatchValueFromId: true,
  namesPortalOfNonUniqueProperty: true,
  reportsEmailAsUnique: false,
  ignoresCaseOfUniqueText: true,
  refusesWholeUpsertOnTakenValue: false,
  refusesTwoEmailsOfOneContact: true,
  takesAdditionalEmailsOnCreate: true,
  ignoresBackwardLifecycleStage: true,
  describesOptionsAtLength: false,
  listsOverlongText: true,
  refusesUnknownOwners: true,
  takesUniquePropertiesOnProducts: true,
  sendsRetryAfterOnRateLimit: false,
  countsCallsWhenAnswered: false,
  saysInvalidClientForUnknownId: false,
  redirectsOnCancel: false,
  rotatesRefreshTokens: false,
  endsAccessTokensOnUninstall: true,
  answers404WhenBatchReadFindsNothing: false,
  groupsMissingRecords: true,
  requiresWhatTheGuidesRequire: true,
  checksScopesOfEmptyBatches: true,
  refusesSchemasBelowEnterprise: false,
  clearsOnNull: false,
  trimsMatchValues: false,
  refusesWholeAssociationBatches: false,
  findsEmptyByNegation: false,
  revivesArchivedRecords: false,
};
