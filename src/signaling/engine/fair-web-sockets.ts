import { type ServerOptions, WebSocketServer } from 'ws';

/**
 * WebSockets of which each hands on one message within a turn of the event loop, however many have come in one read. What
 * somebody has sent beyond that stays unparsed, and soon unread: it waits in the sender's own network.
 */
export class FairWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, allowSynchronousEvents: false });
  }
}
