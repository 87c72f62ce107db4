/** The gateway asked for something that does not exist on loopback. Becomes the gateway's own answer, never a crash. */
export class UnreachableError extends Error {}
