import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Answer, lengthOf, parseAnswer } from './stun-message.ts';

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;
/** As RFC 8489, 6.2.1 has it: twice as long each time. */
const FIRST_REPEAT_MS = 500;
/** A server of ours says a few hundred bytes; what is longer is none. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** A way to a STUN server, for one request at a time. */
export interface StunLine {
  /** Errors: those of the system, and a time-out. */
  ask(message: { readonly bytes: Buffer; readonly transaction: string }): Promise<Answer>;
  close(): void;
}

interface LineOptions {
  readonly address: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** For TLS, whose certificate is somebody else's business. */
  readonly name: string;
}

export async function openLine({ address, port, transport, name }: LineOptions): Promise<StunLine> {
  if (transport === 'udp') return openDatagrams(address, port);
  const servername = isIP(name) === 0 ? { servername: name } : {};
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host: address, port, rejectUnauthorized: false, ...servername })
      : createConnection({ host: address, port });
  socket.on('error', () => {});
  try {
    const opened = transport === 'tls' ? 'secureConnect' : 'connect';
    await once(socket, opened, { signal: AbortSignal.timeout(CONNECT_WITHIN_MS) });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return streamLine(socket);
}

async function openDatagrams(address: string, port: number): Promise<StunLine> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.on('error', () => {});
  try {
    // Connected, so that a closed port is heard of, and nobody else is.
    socket.connect(port, address);
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_WITHIN_MS) });
  } catch (error) {
    socket.close();
    throw error;
  }
  return {
    ask({ bytes, transaction }) {
      let repeat: NodeJS.Timeout | undefined;
      const send = (againMs: number) => {
        socket.send(bytes, () => {});
        repeat = setTimeout(() => send(2 * againMs), againMs);
      };
      const answer = awaited((found, failed) => {
        const hear = (datagram: Buffer) => found(parseAnswer(datagram), transaction);
        socket.on('message', hear).once('error', failed);
        return () => socket.off('message', hear).off('error', failed);
      }).finally(() => clearTimeout(repeat));
      send(FIRST_REPEAT_MS);
      return answer;
    },
    close: () => socket.close(),
  };
}

function streamLine(socket: Socket): StunLine {
  let rest = Buffer.alloc(0);
  return {
    ask({ bytes, transaction }) {
      const answer = awaited((found, failed) => {
        const hear = (chunk: Buffer) => {
          rest = Buffer.concat([rest, chunk]);
          if (rest.length > MAX_BUFFERED_BYTES) return failed(new Error('no STUN server'));
          for (let length = lengthOf(rest); length !== null && rest.length >= length; length = lengthOf(rest)) {
            const message = rest.subarray(0, length);
            rest = rest.subarray(length);
            found(parseAnswer(message), transaction);
          }
        };
        const ended = () => failed(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
        socket.on('data', hear).once('error', failed).once('close', ended);
        return () => socket.off('data', hear).off('error', failed).off('close', ended);
      });
      socket.write(bytes);
      return answer;
    },
    close: () => socket.destroy(),
  };
}

type Listen = (
  found: (answer: Answer | null, transaction: string) => void,
  failed: (error: Error) => void,
) => () => unknown;

function awaited(listen: Listen): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      stop();
    };
    const stop = listen(
      (answer, transaction) => {
        if (answer?.transaction !== transaction) return;
        end();
        resolve(answer);
      },
      (error) => {
        end();
        reject(error);
      },
    );
    const timer = setTimeout(() => {
      stop();
      reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    }, ANSWER_WITHIN_MS);
  });
}
