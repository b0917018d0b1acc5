// What it reads and writes goes to a port of 127.0.0.1 and comes from there. A network namespace has a 127.0.0.1 of its
// own, and only a program in it gets there.
import { connect } from 'node:net';

const socket = connect(Number(process.argv[2]), '127.0.0.1');
socket.on('error', () => {});
socket.on('close', () => process.exit());
process.stdout.on('error', () => socket.destroy());
process.stdin.pipe(socket);
socket.pipe(process.stdout);
