import { Device, detectDeviceAsync, type types } from 'mediasoup-client';
import { Chrome74 } from 'mediasoup-client/handlers/Chrome74';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
import { Firefox120 } from 'mediasoup-client/handlers/Firefox120';
import { Safari12 } from 'mediasoup-client/handlers/Safari12';
import { receivedWell } from './codecs.ts';
import { connectingAtOnce } from './early-connection.ts';

/** By the browser they are for. Each is made when it is wanted. */
export const FACTORIES: Partial<Record<types.BuiltinHandlerName, (options: object) => types.HandlerFactory>> = {
  Chrome111: Chrome111.createFactory,
  Chrome74: Chrome74.createFactory,
  Firefox120: (options) => changingServers(Firefox120.createFactory(options)),
  Safari12: Safari12.createFactory,
};

let prepared: Promise<types.HandlerFactory> | null = null;

/**
 * Asks the browser for its capabilities while somebody types their name. It takes two throw-away connections and
 * starts the browser's media engine, which would stand between the click and the first picture otherwise.
 */
export function prepareDevice(): void {
  // Told by createDevice(), when somebody wants in.
  preparedFactory().catch(() => {});
}

/** Errors: UnsupportedError of mediasoup-client in a browser that it does not know. */
export async function createDevice(): Promise<Device> {
  return new Device({ handlerFactory: await preparedFactory() });
}

/**
 * A device of this router, whose receiving transports connect at once.
 *
 * Not in Firefox: what is agreed upon again while it still seeks a way may end its search too early.
 */
export async function createEagerDevice(routerRtpCapabilities: types.RtpCapabilities): Promise<Device> {
  const factory = await preparedFactory();
  const isEager = factory.name.startsWith('Chrome');
  const handlerFactory: types.HandlerFactory = isEager
    ? connectingAtOnce(factory, () => device.recvRtpCapabilities)
    : factory;
  const device: Device = new Device({ handlerFactory });
  await device.load({ routerRtpCapabilities });
  return device;
}

function preparedFactory(): Promise<types.HandlerFactory> {
  prepared ??= prepareFactory();
  return prepared;
}

/**
 * mediasoup-client says that Firefox cannot change the ICE servers of a connection, and refuses. It can by now, and every
 * new attempt, on a changed network as well, begins with fresh credentials.
 */
function changingServers(factory: types.HandlerFactory): types.HandlerFactory {
  const { updateIceServers } = Chrome111.prototype;
  return { ...factory, factory: (options) => Object.assign(factory.factory(options), { updateIceServers }) };
}

async function prepareFactory(): Promise<types.HandlerFactory> {
  const name = await detectDeviceAsync();
  const factory = name && FACTORIES[name]?.({});
  if (!factory) throw new Error(`no WebRTC handler for this browser: ${name ?? 'unknown'}`);
  const [sendonly, recvonly] = await Promise.all([
    factory.getNativeRtpCapabilities({ direction: 'sendonly' }),
    factory.getNativeRtpCapabilities({ direction: 'recvonly' }).then(receivedWell),
  ]);
  const capabilities = { sendonly, recvonly };
  return { ...factory, getNativeRtpCapabilities: async ({ direction }) => capabilities[direction] };
}
