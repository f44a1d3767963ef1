import type { RejectStage } from "@/lib/engine/types";
import type { DemoSyncName } from "@/lib/local/demo/syncs";

/** Rows that are wrong in one way, on purpose, and what becomes of them. */
export interface Fault {
  /** How many groups of rows have it. Rows of a group share the value that is wrong. */
  readonly groups: number;
  readonly rowsPerGroup: number;
  readonly rejectedPerGroup: number;
  readonly cause: Cause;
}

export interface Cause {
  readonly stage: RejectStage;
  readonly code: string;
  readonly property: string;
}

export interface ExpectedCause extends Cause {
  readonly sync: DemoSyncName;
  readonly rows: number;
}

export interface ExpectedRun {
  readonly read: number;
  readonly rejectedByCause: readonly ExpectedCause[];
}

export const accountRows = 5210;
export const personRows = 3000;
export const contractRows = 1000;

/** No row has two of them, so the counts are exact. */
export const personFaults = {
  emailIsNull: single(7, preflight("MISSING_KEY", "email")),
  emailIsBlank: single(5, preflight("MISSING_KEY", "email")),
  emailHasNoAt: single(6, preflight("INVALID_EMAIL", "email")),
  emailHasBlankInside: single(5, preflight("INVALID_EMAIL", "email")),
  emailDomainHasNoDot: single(4, preflight("INVALID_EMAIL", "email")),
  emailOnlyHubSpotRefuses: single(9, hubspot("INVALID_EMAIL", "email")),
  emailTwice: together(6, 2, preflight("DUPLICATE_KEY", "email")),
  emailTwiceInOtherCase: together(5, 2, preflight("DUPLICATE_KEY", "email")),
  emailThriceWithBlanks: together(3, 3, preflight("DUPLICATE_KEY", "email")),
  notesAreTooLong: single(6, preflight("VALUE_TOO_LONG", "message")),
  employeesAreText: single(11, preflight("INVALID_NUMBER", "employees_managed")),
  seniorityIsUnknown: single(13, preflight("INVALID_OPTION", "seniority")),
  joinedAtInfinity: single(4, preflight("INVALID_DATE", "joined_on")),
  jobTitleBreaksRule: single(10, hubspot("INVALID_MAX_LENGTH", "jobtitle")),
  /** Which of the two HubSpot takes depends on which arrives first; it refuses one. */
  badgeIsShared: {
    groups: 8,
    rowsPerGroup: 2,
    rejectedPerGroup: 1,
    cause: hubspot("CONFLICTING_UNIQUE_VALUE", "badge_number"),
  },
} as const satisfies Record<string, Fault>;
export type PersonFault = keyof typeof personFaults;

export const contractFaults = {
  numberIsNull: single(3, preflight("MISSING_KEY", "contract_number")),
  numberIsBlank: single(2, preflight("MISSING_KEY", "contract_number")),
  amountIsNotANumber: single(4, preflight("INVALID_NUMBER", "amount")),
  closesAtInfinity: single(3, preflight("INVALID_DATETIME", "closedate")),
  stageIsUnknown: single(6, hubspot("INVALID_OPTION", "dealstage")),
} as const satisfies Record<string, Fault>;
export type ContractFault = keyof typeof contractFaults;

/** What the first run of each sync reports. Everything that isn't rejected is created. */
export const expectedRuns: Readonly<Record<DemoSyncName, ExpectedRun>> = {
  accounts: { read: accountRows, rejectedByCause: [] },
  people: { read: personRows, rejectedByCause: sumByCause("people", personFaults) },
  contracts: { read: contractRows, rejectedByCause: sumByCause("contracts", contractFaults) },
};

function sumByCause(sync: DemoSyncName, faults: Readonly<Record<string, Fault>>): ExpectedCause[] {
  const causes = new Map<string, ExpectedCause>();
  for (const { groups, rejectedPerGroup, cause } of Object.values(faults)) {
    const name = `${cause.stage} ${cause.code} ${cause.property}`;
    const rows = (causes.get(name)?.rows ?? 0) + groups * rejectedPerGroup;
    causes.set(name, { sync, ...cause, rows });
  }
  return [...causes.values()];
}

function single(rows: number, cause: Cause): Fault {
  return { groups: rows, rowsPerGroup: 1, rejectedPerGroup: 1, cause };
}

/** All rows of such a group are refused, the first as well as the later ones. */
function together(groups: number, rowsPerGroup: number, cause: Cause): Fault {
  return { groups, rowsPerGroup, rejectedPerGroup: rowsPerGroup, cause };
}

function preflight(code: string, property: string): Cause {
  return { stage: "preflight", code, property };
}

function hubspot(code: string, property: string): Cause {
  return { stage: "hubspot", code, property };
}
