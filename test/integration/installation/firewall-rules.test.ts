import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layNetwork } from '../../e2e/support/network/network.ts';
import { startIn } from '../../e2e/support/server/program.ts';
import { blocksOf } from '../../e2e/support/site/guide.ts';

const LISTEN = `require('node:net').createServer(() => {}).listen(41000, '0.0.0.0');`;
/** Says of each connection, one after the other, whether it came to be, and keeps them. */
const CONNECT = `
  const { connect } = require('node:net');
  const [address, times] = process.argv.slice(1);
  (async () => {
    for (let time = 0; time < times; time += 1) {
      const socket = connect(40000, address);
      socket.on('error', () => {});
      const isIn = await new Promise((resolve) => {
        socket.once('connect', () => resolve(true));
        setTimeout(() => resolve(false), 2_000);
      });
      console.log(isIn ? 'in' : 'out');
    }
    console.log('done');
  })();
`;

describe('the firewall’s rules for connections that say nothing', () => {
  it.each([
    { guide: 'einrichten.md', heading: 'Stumme Verbindungen begrenzen' },
    { guide: '../README.md', heading: 'Settings' },
  ])(
    'typed as they stand in $guide, bound those of one address, also where Docker hands them on',
    async ({ guide, heading }) => {
      const { server, addPlace } = layNetwork({ names: [] });
      const places = [await addPlace(), await addPlace()];
      const inServer = ['netns', 'exec', server.name];
      const [rules = ''] = blocksOf(guide, heading);
      expect(rules.match(/over 600/g)).toHaveLength(2);
      execFileSync('ip', [...inServer, 'sh', '-ec', rules.replaceAll('over 600', 'over 3')]);
      // As Docker does with a published port.
      const handOn = 'add table ip docker; add chain ip docker pre { type nat hook prerouting priority -100; }; ';
      execFileSync('ip', [...inServer, 'nft', `${handOn}add rule ip docker pre tcp dport 40000 redirect to :41000`]);
      await startIn(server.name, { command: [process.execPath, '-e', LISTEN], listens: ['0.0.0.0:41000'] });

      for (const place of places) {
        const args = ['netns', 'exec', place.name, process.execPath, '-e', CONNECT, server.address, '5'];
        const client = spawn('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });
        onTestFinished(() => void client.kill('SIGKILL'));
        let said = '';
        client.stdout.setEncoding('utf8');
        while (!said.endsWith('done\n')) said += (await once(client.stdout, 'data'))[0];
        expect(said.split('\n').slice(0, 5)).toEqual(['in', 'in', 'in', 'out', 'out']);
      }
    },
  );
});
