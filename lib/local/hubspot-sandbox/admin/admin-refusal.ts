/** A call of the admin door that asks for something that isn't there. */
export class AdminRefusal extends Error {}
