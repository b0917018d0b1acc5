import pino from 'pino';
import { z } from 'zod';
import { CertificateKeeper } from './keeper.ts';
import { loadSettings } from './settings.ts';

// The program that keeps an installation's certificates, see compose.yaml. SIGHUP orders new ones at once.

try {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const keeper = new CertificateKeeper({ settings: loadSettings(process.env), log });
  const end = async () => {
    await keeper.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.on('SIGHUP', () => void keeper.look({ orderNow: true }));
  await keeper.start();
} catch (error) {
  const known = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error;
  process.stderr.write(`The certificates cannot be kept: ${known}\n`);
  process.exit(1);
}
