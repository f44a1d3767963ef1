const apiVersions = ["2026-09", "2026-03", "v4", "v3", "v1"] as const;
export type ApiVersion = (typeof apiVersions)[number];

export function isDated(version: ApiVersion): boolean {
  return /^\d{4}-\d\d$/.test(version);
}

/**
 * Where each family of endpoints puts its version: the newest spelling first, then the older ones. The older versions
 * reach the same handlers without the rules that came with 2026-09.
 */
const families = {
  objects: [
    { path: "/crm/objects/{version}", versions: ["2026-09", "2026-03", "v3"] },
    { path: "/crm/{version}/objects", versions: ["v3"] },
  ],
  /** Two records' own associations, below one of them. */
  links: [
    { path: "/crm/objects/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/objects", versions: ["v4"] },
  ],
  associations: [
    { path: "/crm/associations/{version}", versions: ["2026-09", "2026-03", "v4"] },
    { path: "/crm/{version}/associations", versions: ["v4"] },
  ],
  properties: [
    { path: "/crm/properties/{version}", versions: ["2026-09", "2026-03", "v3"] },
    { path: "/crm/{version}/properties", versions: ["v3"] },
  ],
  propertyValidations: [
    { path: "/crm/property-validations/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/property-validations", versions: ["v3"] },
  ],
  schemas: [
    { path: "/crm-object-schemas/{version}/schemas", versions: ["2026-09", "2026-03", "v3"] },
    { path: "/crm/{version}/schemas", versions: ["v3"] },
  ],
  pipelines: [
    { path: "/crm/pipelines/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/pipelines", versions: ["v3"] },
  ],
  owners: [
    { path: "/crm/owners/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/owners", versions: ["v3"] },
  ],
  limits: [
    { path: "/crm/limits/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/limits", versions: ["v3"] },
  ],
  objectLibrary: [
    { path: "/crm/object-library/{version}", versions: ["2026-09", "2026-03"] },
    { path: "/crm/{version}/object-library", versions: ["v3"] },
  ],
  account: [{ path: "/account-info/{version}", versions: ["2026-09", "2026-03", "v3"] }],
  oauth: [{ path: "/oauth/{version}", versions: ["2026-09", "2026-03", "v3", "v1"] }],
  appInstalls: [{ path: "/appinstalls/{version}", versions: ["2026-09", "2026-03", "v3"] }],
} as const satisfies Record<string, readonly { path: string; versions: readonly ApiVersion[] }[]>;

export type Family = keyof typeof families;

export interface Place {
  readonly method: string;
  readonly family: Family;
  /** Below the family's path; `{name}` takes one segment. */
  readonly path: string;
  /** The versions that have it, if not all of the family's. */
  readonly versions?: readonly ApiVersion[];
}

export interface Found<R extends Place> {
  readonly route: R;
  readonly version: ApiVersion;
  readonly params: Readonly<Record<string, string>>;
  /** The path with ids taken out, to count calls by. */
  readonly countedPath: string;
}

/** Finds the route of a call among `routes`, or null. */
export function createRouter<R extends Place>(routes: readonly R[]): (method: string, path: string) => Found<R> | null {
  const bases = Object.entries(families).flatMap(([family, spellings]) =>
    spellings.flatMap(({ path, versions }) =>
      versions.map((version) => ({ family, version, base: path.replace("{version}", version) })),
    ),
  );
  const compiled = routes.map((route) => ({ route, segments: splitPath(route.path) }));
  return (method, path) => {
    const trimmed = path.replace(/\/+$/, "");
    for (const { family, version, base } of bases) {
      if (trimmed !== base && !trimmed.startsWith(`${base}/`)) continue;
      const given = splitPath(trimmed.slice(base.length));
      for (const { route, segments } of compiled) {
        if (route.family !== family || route.method !== method || route.versions?.includes(version) === false) continue;
        const params = matchSegments(segments, given);
        if (params !== null) return { route, version, params, countedPath: `${base}${hideIds(segments, params)}` };
      }
    }
    return null;
  };
}

function splitPath(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function matchSegments(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decodeSegment(value);
    else if (segment !== value) return null;
  }
  return params;
}

function decodeSegment(segment: string): string {
  return /%(?![0-9a-f]{2})/i.test(segment) ? segment : decodeURIComponent(segment);
}

function hideIds(segments: readonly string[], params: Readonly<Record<string, string>>): string {
  const shown: Readonly<Record<string, string | undefined>> = {
    "{objectType}": params.objectType,
    "{toObjectType}": params.toObjectType,
  };
  return segments.map((segment) => `/${shown[segment] ?? segment}`).join("");
}
