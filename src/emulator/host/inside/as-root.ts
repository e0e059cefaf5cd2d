import net from 'node:net';
import { AS_ROOT_SOCKET, type FromRoot, onObjects, type ToRoot } from './as-root-protocol.ts';

/*
 * What the stand-in of sudo calls for a user who is not root: has the program inside the host run the arguments, and
 * passes on what goes in and out.
 */

const socket = net.connect(AS_ROOT_SOCKET);
const say = (message: ToRoot) => void socket.write(`${JSON.stringify(message)}\n`);
let exit: number | undefined;

socket.on('error', ({ message }) => {
  process.stderr.write(`sudo: the host does not answer: ${message}\n`);
  process.exitCode = 1;
});
socket.on('close', () => process.exit(exit ?? 1));
onObjects<FromRoot>(socket, (told) => {
  if ('exit' in told) exit = told.exit;
  else process[told.stream].write(Buffer.from(told.chunk, 'base64'));
});
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  ),
);
say({ argv: process.argv.slice(2), cwd: process.cwd(), env });
process.stdin.on('data', (chunk: Buffer) => say({ input: chunk.toString('base64') }));
process.stdin.on('error', () => say({ input: null }));
process.stdin.on('end', () => say({ input: null }));
