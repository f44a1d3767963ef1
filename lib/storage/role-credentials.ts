import { AssumeRoleError } from "./assume-role-error";
import type { CredentialProvider, Credentials } from "./credentials";
import { readCode } from "./storage-error";

export interface AssumedRole {
  readonly roleArn: string;
  readonly externalId: string | null;
  readonly sessionSeconds: number;
  readonly sessionName: string;
  /** Where the role is asked for; null for Amazon's token service of the region. */
  readonly stsEndpoint: string | null;
  readonly region: string;
  /** Who asks; null for whatever this process finds: its environment, its profile, its machine's or task's role. */
  readonly base: Credentials | null;
}

/**
 * Credentials of a role, for a session. The client that is given this asks again five minutes before they end, so that
 * no upload outlives them. Throws an `AssumeRoleError` that says what to do.
 */
export function assumeRole(role: AssumedRole): CredentialProvider {
  let ask: (() => Promise<Credentials>) | null = null;
  return async () => {
    try {
      ask ??= await prepare(role);
      return await ask();
    } catch (thrown) {
      throw new AssumeRoleError(explain(role, readCode(thrown)), thrown);
    }
  };
}

// Loaded when the first role is assumed: most instances never do, and it is large.
async function prepare(role: AssumedRole): Promise<() => Promise<Credentials>> {
  const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  return fromTemporaryCredentials({
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      DurationSeconds: role.sessionSeconds,
      ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
    },
    ...(role.base === null ? {} : { masterCredentials: role.base }),
    clientConfig: {
      region: role.region,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
      ...(role.stsEndpoint === null ? {} : { endpoint: role.stsEndpoint }),
    },
  });
}

/** Whatever this process finds, in the order of Amazon's tools. */
export function findOwnCredentials(): CredentialProvider {
  let find: (() => Promise<Credentials>) | null = null;
  return async () => {
    if (find === null) {
      const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
      find = fromNodeProviderChain();
    }
    return find();
  };
}

function explain({ roleArn, externalId, sessionSeconds, stsEndpoint }: AssumedRole, code: string): string {
  switch (code) {
    case "AccessDenied":
    case "AccessDeniedException":
      return `Let the trust policy of \`${roleArn}\` name this instance's identity${
        externalId === null
          ? "; if it asks for an external id, give it here"
          : `, with the external id \`${externalId}\``
      }, and allow that identity \`sts:AssumeRole\` on the role.`;
    case "ValidationError":
      return `The role doesn't allow sessions of ${sessionSeconds} seconds: shorten the session, or raise the role's maximum.`;
    case "CredentialsProviderError":
      return "This instance has no credentials of its own to ask with: give it an instance profile, a task role, a web identity or AWS_ACCESS_KEY_ID.";
    case "ExpiredToken":
    case "ExpiredTokenException":
      return "The instance's own credentials have expired: renew them.";
    case "InvalidClientTokenId":
    case "InvalidAccessKeyId":
    case "SignatureDoesNotMatch":
      return "The instance's own credentials aren't good at this token service: correct them.";
    case "RegionDisabledException":
      return "The token service is switched off in this region: switch it on in the account, or choose another region.";
    case "RequestTimeTooSkewed":
      return "This machine's clock is wrong: set it.";
    default:
      return `Check that ${stsEndpoint ?? "Amazon's token service (STS)"} can be reached from here.`;
  }
}
