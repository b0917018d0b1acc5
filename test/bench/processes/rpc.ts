/** What a process and its child have in common. */
export interface MessagePort {
  send?(message: object): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

export type Methods<M> = { readonly [N in keyof M]: (...args: never[]) => Promise<unknown> };
export type Call<M extends Methods<M>> = <N extends keyof M & string>(
  name: N,
  ...args: Parameters<M[N]>
) => Promise<Awaited<ReturnType<M[N]>>>;

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Answers what the other side calls. */
export function serve<M extends Methods<M>>(port: MessagePort, methods: M): void {
  answer(port, (name, args) => methods[name as keyof M](...(args as never[])));
}

/** Lets a third process answer what the other side calls. */
export function passOn<M extends Methods<M>>(port: MessagePort, call: Call<M>): void {
  answer(port, (name, args) => call(name as keyof M & string, ...(args as Parameters<M[keyof M & string]>)));
}

function answer(port: MessagePort, perform: (name: string, args: readonly unknown[]) => Promise<unknown>): void {
  port.on('message', async (received) => {
    const message = received as Message;
    if (message.kind !== 'call') return;
    const { id, name, args } = message;
    try {
      const value = await perform(name, args);
      port.send?.({ kind: 'done', id, value } satisfies Message);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      port.send?.({ kind: 'failed', id, reason } satisfies Message);
    }
  });
}

/** Calls the other side. A call rejects with what went wrong there, or when that side is gone. */
export function callerOf<M extends Methods<M>>(port: MessagePort): Call<M> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  port.on('message', (received) => {
    const message = received as Message;
    if (message.kind === 'call') return;
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'done') call?.resolve(message.value);
    else call?.reject(new Error(message.reason));
  });
  port.once('disconnect', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process has gone'));
    waiting.clear();
  });
  return (name, ...args) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve: resolve as Waiting['resolve'], reject });
      port.send?.({ kind: 'call', id: lastId, name, args } satisfies Message);
    });
}
