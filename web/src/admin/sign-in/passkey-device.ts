import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Assertion, Attestation, PasskeysOffered } from '../../../../src/protocol/accounts/passkeys.ts';
import { useAdmin } from '../admin-parts.tsx';

/** Why a device or its owner has not answered. The server has heard nothing of it. */
export type DeviceTrouble = 'cancelled' | 'already' | 'unable';
export type Answered<T> = { readonly passkey: T } | { readonly trouble: DeviceTrouble };

/** What is asked of a device is the browser's business; only that there is a challenge is looked at here. */
const asked = z.looseObject({ challenge: z.string() });
export const creationSchema = asked as unknown as z.ZodType<PublicKeyCredentialCreationOptionsJSON>;
export const requestSchema = asked as unknown as z.ZodType<PublicKeyCredentialRequestOptionsJSON>;

const offeredSchema = z.object({ worksAt: z.string().nullable() }) satisfies z.ZodType<PasskeysOffered>;

/** Whether passkeys work at this server's name and in this browser; until that is known, or when it is not told, they do not. */
export function usePasskeys(): boolean {
  const { server } = useAdmin();
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    if (!browserSupportsWebAuthn()) return;
    const gone = new AbortController();
    server.ask('GET', '/api/passkeys', { answer: offeredSchema, signal: gone.signal }).then(
      ({ worksAt }) => !gone.signal.aborted && setOffered(worksAt === location.hostname),
      () => {},
    );
    return () => gone.abort();
  }, [server]);
  return isOffered;
}

/** Whoever leaves the page is not asked for a finger any more. */
export function useNoLongerAsked(): void {
  useEffect(() => () => WebAuthnAbortService.cancelCeremony(), []);
}

/** Asks a device to make one; as long as its owner takes. */
export function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<Answered<Attestation>> {
  return answered(async () => {
    const { id, response } = await startRegistration({ optionsJSON });
    const { clientDataJSON, attestationObject } = response;
    return { id, clientDataJSON, attestationObject };
  });
}

/** Asks for one that its owner chooses. */
export function takePasskey(optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<Answered<Assertion>> {
  return answered(async () => {
    const { id, response } = await startAuthentication({ optionsJSON });
    const { clientDataJSON, authenticatorData, signature, userHandle = null } = response;
    return { id, clientDataJSON, authenticatorData, signature, userHandle };
  });
}

async function answered<T>(ask: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { passkey: await ask() };
  } catch (error) {
    return { trouble: troubleOf(error) };
  }
}

function troubleOf(error: unknown): DeviceTrouble {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'already';
  // Also when the time was over, and in browsers that do not say what was wrong (WebAuthn, 14.5.1).
  const isCancelled = error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
  return isCancelled ? 'cancelled' : 'unable';
}
