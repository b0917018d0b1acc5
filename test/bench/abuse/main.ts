import { setPriority } from 'node:os';
import { serve } from '../processes/rpc.ts';
import { ATTACKS } from './attacks.ts';
import { crowd, type Target } from './crowd.ts';

// The attackers' process: keeps their work away from who measures, and lets the server go before them where both want
// the same core, as though they sat at machines of their own.

const LOWEST_PRIORITY = 19;
setPriority(LOWEST_PRIORITY);

let isOver = false;
let attacking: Promise<string> | null = null;

const methods = {
  /** Resolves when all who take part are in their place. */
  async begin(name: string, target: Target): Promise<void> {
    const attack = ATTACKS.find((each) => each.name === name);
    if (!attack) throw new Error(`There is no attack "${name}".`);
    const people = await crowd(target, attack.people ?? 0);
    attacking = attack.run(target, () => isOver, people);
    // Told by `end`; nobody waits for it before.
    attacking.catch(() => {});
  },

  /** How much was sent, in words. */
  async end(): Promise<string> {
    isOver = true;
    return (await attacking) ?? 'nothing';
  },
};

export type AttackerMethods = typeof methods;

serve(process, methods);
process.once('disconnect', () => process.exit());
process.stdout.write('attackers are ready: ipc\n');
