import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Deed } from '../../catalogue/access/rights.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Periods } from '../../catalogue/privacy/kinds.ts';
import type { Meetings } from '../../catalogue/rooms/meetings.ts';
import type { Config } from '../../config.ts';
import type { Rooms } from '../../rooms/rooms.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the REST API's routes: what somebody does by it. */
    deed?: Deed;
    /** It says nothing of anybody. */
    isPublic?: boolean;
  }
}

export type Api = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** What is meant by a route's parts. */
export interface ApiParts {
  readonly catalogue: Catalogue;
  readonly meetings: Meetings;
  readonly live: Pick<Rooms['live'], 'countsOf'>;
  /** As they are set for this server. */
  readonly periods: Periods;
  readonly reservations: Pick<Config['reservations'], 'capacitySeats' | 'capacityFrom'>;
  /** Of this installation, for links; known when it listens. */
  readonly publicUrl: () => string;
}
