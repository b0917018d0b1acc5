import { z } from 'zod';

// The environment of the keeper of certificates, as compose.yaml sets it.

const folder = z.string().min(1);

/** No way out of a folder, and no option of lego's. */
const NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

const settings = z.object({
  NAMES: z
    .string()
    .transform((text) => [...new Set(text.split(',').flatMap((name) => name.trim().toLowerCase() || []))])
    .refine((names) => names.length > 0 && names.every((name) => NAME.test(name)), 'a list of names, comma-separated'),
  ACME_EMAIL: z.email().optional(),
  ACME_SERVER: z.url({ protocol: /^https$/ }).optional(),
  ACME_DIR: folder,
  ACME_PORT: z.string().regex(/^\d{1,5}$/),
  CERTIFICATES: folder,
  OWN_CERTIFICATES: folder,
  HAPROXY_SOCKET: folder,
  READY_FILE: folder.optional(),
});

export interface Settings {
  readonly names: readonly string[];
  /** Without a certificate authority there are only certificates of one's own. */
  readonly authority: {
    readonly email: string;
    /** Its ACME directory; undefined: Let's Encrypt's. */
    readonly server: string | undefined;
    /** Where lego keeps its account and what it was given. */
    readonly folder: string;
    /** On which it answers the authority's question (TLS-ALPN-01). */
    readonly port: string;
  } | null;
  /** Where haproxy reads. */
  readonly served: string;
  /** Where an operator puts their own. */
  readonly own: string;
  readonly haproxySocket: string;
  /** Written when haproxy can be started. */
  readonly readyFile: string | undefined;
}

/** Errors: ZodError. */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, env[name] || undefined]));
  const parsed = settings.parse(given);
  const { ACME_EMAIL: email, ACME_SERVER: server, ACME_DIR, ACME_PORT } = parsed;
  return {
    names: parsed.NAMES,
    authority: email === undefined ? null : { email, server, folder: ACME_DIR, port: ACME_PORT },
    served: parsed.CERTIFICATES,
    own: parsed.OWN_CERTIFICATES,
    haproxySocket: parsed.HAPROXY_SOCKET,
    readyFile: parsed.READY_FILE,
  };
}
