import type { Mailbox } from '../../mail/ports.ts';
import { foundOrThrow } from '../access/found.ts';
import type { Actor } from '../access/rights.ts';
import type { OrganisationStore, OrganiserStore, RoomOwner } from '../ports.ts';

interface SenderStores {
  readonly organisations: Pick<OrganisationStore, 'find'>;
  readonly organisers: Pick<OrganiserStore, 'find'>;
}

export interface Sender {
  readonly organiserId: string | null;
  /** Null: the operator. */
  readonly organiser: Mailbox | null;
  /** Null: the room is the operator's. */
  readonly houseName: string | null;
}

/** In whose name mail about a room goes that somebody sends. */
export async function senderOf(stores: SenderStores, actor: Actor, owner: RoomOwner | null): Promise<Sender> {
  const isPerson = actor.kind === 'organiser';
  const person = isPerson ? foundOrThrow(await stores.organisers.find(actor.organiserId)) : null;
  return senderFrom(stores, person, owner);
}

export async function senderFrom(
  { organisations }: Pick<SenderStores, 'organisations'>,
  person: Awaited<ReturnType<SenderStores['organisers']['find']>>,
  owner: RoomOwner | null,
): Promise<Sender> {
  const house = owner && (await organisations.find(owner.organisationId));
  return {
    organiserId: person?.id ?? null,
    organiser: person && { name: person.name, address: person.email },
    houseName: house && (house.senderName ?? house.name),
  };
}
