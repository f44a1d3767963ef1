import { z } from "zod";

const Email = z.string().trim().toLowerCase().pipe(z.email("Write an e-mail address such as ada@example.com."));

export const Credentials = z.object({ email: Email, password: z.string().min(1, "Write your password.").max(1024) });
export type Credentials = z.infer<typeof Credentials>;

export const SetUpInput = z.object({
  email: Email,
  name: z.string().trim().min(1, "Write your name.").max(120),
  password: z.string().min(12, "Use at least 12 characters; three random words are good.").max(1024),
  workspaceName: z.string().trim().min(1, "Give the workspace a name, such as your company's.").max(120),
});
export type SetUpInput = z.infer<typeof SetUpInput>;
