import { z } from "zod";

export const MemberRole = z.enum(["owner", "editor", "viewer"]);
export type MemberRole = z.infer<typeof MemberRole>;

const DAYS = "Give whole days, from 1 to 3,650.";

export const ApiKeyInput = z.object({
  name: z.string().trim().min(1, "Name the key for what will use it, such as Airflow.").max(120),
  role: MemberRole,
  /** Null for a key that works until it is revoked. */
  expiresInDays: z.number(DAYS).int(DAYS).min(1, DAYS).max(3650, DAYS).nullable(),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  role: MemberRole,
  /** How the key begins. */
  hint: z.string(),
  /** `abandoned` when whoever made it is no member any more: it works as little as an expired one. */
  status: z.enum(["active", "expired", "abandoned"]),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute; null when it was never used. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

/** The only answer that ever holds the key itself. */
export interface CreatedApiKey {
  readonly key: string;
  readonly apiKey: ApiKeyView;
}
