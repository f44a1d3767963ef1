import { randomUUID } from "node:crypto";
import type { KeyRing } from "./key-ring";
import type { S3Answer } from "./s3-answer";
import type { S3Error } from "./s3-error";
import { parentElement, stsNamespace, textElement } from "./xml";

/** A role that whoever holds one of the server's own keys may assume. */
export interface S3Role {
  readonly arn: string;
  /** Must be named in the request, where the role has one. */
  readonly externalId?: string;
  /** How long its credentials last, whatever the request asks for. */
  readonly lifetimeMs?: number;
  /** The longest session that may be asked for. */
  readonly maxSeconds?: number;
}

/** STS, as far as S3 clients need it: `Action=AssumeRole` answers credentials that expire. */
export function assumeRole(form: URLSearchParams, roles: readonly S3Role[], keys: KeyRing): S3Answer {
  if (form.get("Action") !== "AssumeRole") {
    return refuse(400, "InvalidAction", `The action ${form.get("Action")} is not valid for this endpoint.`);
  }
  const role = roles.find(({ arn }) => arn === form.get("RoleArn"));
  if (role === undefined || (role.externalId !== undefined && role.externalId !== form.get("ExternalId"))) {
    return refuse(403, "AccessDenied", "Not authorized to perform sts:AssumeRole on this role.");
  }
  const seconds = Number(form.get("DurationSeconds") ?? 3600);
  if (!(seconds >= 900 && seconds <= 43_200)) {
    return refuse(400, "ValidationError", "DurationSeconds must be between 900 and 43200.");
  }
  if (seconds > (role.maxSeconds ?? 43_200)) {
    return refuse(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration of this role.");
  }
  const session = form.get("RoleSessionName") ?? "";
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) return refuse(400, "ValidationError", "RoleSessionName is not valid.");
  const given = keys.giveOut(role.arn, role.lifetimeMs ?? seconds * 1000);
  const result = parentElement("AssumeRoleResult", [
    parentElement("Credentials", [
      textElement("AccessKeyId", given.accessKeyId),
      textElement("SecretAccessKey", given.secretAccessKey),
      textElement("SessionToken", given.sessionToken),
      textElement("Expiration", given.expiresAt.toISOString()),
    ]),
    parentElement("AssumedRoleUser", [
      textElement("Arn", `${role.arn}/${session}`),
      textElement("AssumedRoleId", `${given.accessKeyId}:${session}`),
    ]),
  ]);
  return { status: 200, xml: parentElement("AssumeRoleResponse", [result, metadata()], stsNamespace) };
}

/** The token service has its own form of refusals, and its own name for a key that it doesn't know. */
export function describeStsError({ status, code, message }: S3Error): S3Answer {
  return refuse(status, code === "InvalidAccessKeyId" ? "InvalidClientTokenId" : code, message);
}

function refuse(status: number, code: string, message: string): S3Answer {
  const error = parentElement("Error", [
    textElement("Type", "Sender"),
    textElement("Code", code),
    textElement("Message", message),
  ]);
  return { status, xml: parentElement("ErrorResponse", [error, metadata()], stsNamespace) };
}

function metadata(): string {
  return parentElement("ResponseMetadata", [textElement("RequestId", randomUUID())]);
}
