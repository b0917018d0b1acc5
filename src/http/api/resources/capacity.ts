import { type Capacity, capacitySchema } from '../../../protocol/api/reservations.ts';
import type { Api, ApiParts } from '../parts.ts';

/** By what seats are promised here: the same for all houses, and nothing of any of them. */
export function addCapacity(api: Api, { reservations: { capacitySeats: seats, capacityFrom } }: ApiParts): void {
  const capacity: Capacity = {
    seats,
    from: capacityFrom.is,
    measuredOn: capacityFrom.is === 'measured' ? capacityFrom.on : null,
  };
  api.get('/capacity', {
    config: { deed: 'reservation:list' },
    schema: {
      tags: ['Reservations'],
      summary: 'How many seats may be reserved at once, and whence that number is',
      response: { 200: capacitySchema },
    },
    handler: async () => capacity,
  });
}
