type Listener = (reason: unknown, promise: Promise<unknown>) => void;

const owners = new Map<object, (reason: unknown) => void>();
let others: Listener[] = [];
let ownerOf: () => object | undefined = () => undefined;

/**
 * Collects the promises an evaluation leaves rejected: one error of a Pulumi program rejects dozens of outputs nobody looks at.
 *
 * Node tells about them in the asynchronous context they were made in; rejections of anything else reach the listeners that
 * were there before, or end the process if there were none.
 *
 * @param owner - what `locate` finds in that context.
 * @param locate - finds the owner of the present context.
 * @returns stops collecting for this owner.
 */
export function collectRejections(
  owner: object,
  locate: () => object | undefined,
  collect: (reason: unknown) => void,
): () => void {
  if (owners.size === 0) {
    others = process.listeners("unhandledRejection") as Listener[];
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", dispatch);
    ownerOf = locate;
  }
  owners.set(owner, collect);
  return () => {
    owners.delete(owner);
    if (owners.size > 0) return;
    process.off("unhandledRejection", dispatch);
    for (const listener of others) process.on("unhandledRejection", listener);
    others = [];
  };
}

function dispatch(reason: unknown, promise: Promise<unknown>): void {
  const collect = owners.get(ownerOf() ?? process);
  if (collect !== undefined) {
    collect(reason);
    return;
  }
  for (const listener of others) listener.call(process, reason, promise);
  if (others.length > 0) return;
  setImmediate(() => {
    throw reason;
  });
}
