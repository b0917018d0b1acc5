// `node scripts/complete-lock.mjs`: after `npm install` with a registry that has no packages for other platforms, adds
// those to package-lock.json, so that `npm ci` accepts it on every machine.
import fs from 'node:fs';
import path from 'node:path';
import { say } from './lib/base/say.mjs';
import { missingPlatformPackages } from './lib/npm/lock-platforms.mjs';
import { ROOT } from './lib/paths.mjs';

const file = path.join(process.argv[2] ?? ROOT, 'package-lock.json');
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const missing = missingPlatformPackages(lock);
const packages = Object.entries({ ...lock.packages, ...missing });
lock.packages = Object.fromEntries(packages.sort(([one], [other]) => one.localeCompare(other, 'en')));
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
say(`${Object.keys(missing).length} packages of other platforms added to ${file}.`);
