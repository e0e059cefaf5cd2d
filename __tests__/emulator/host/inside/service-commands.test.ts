import { expect, test } from '@jest/globals';
import { read } from '../../../../src/emulator/host/inside/unit-file.ts';

Object.assign(globalThis, { oneUser: true });
const { commandOf, environmentOf } = await import(
  '../../../../src/emulator/host/inside/service-commands.ts'
);

function aService(text: string) {
  return { name: 'orders.service', file: '/etc/systemd/system/orders.service', unit: read([text]) };
}

test('a command runs with the environment of its unit and nothing else', () => {
  const service = aService(
    '[Service]\nEnvironment=PORT=8080 "NAME=a b"\nWorkingDirectory=-/none\n',
  );
  const environment = environmentOf(service, '1');
  expect(environment).toMatchObject({ PORT: '8080', NAME: 'a b', INVOCATION_ID: '1' });
  expect(commandOf(service, '-/usr/bin/serve --port $PORT', environment)).toEqual({
    argv: expect.arrayContaining(['env', '-i', 'PORT=8080', '/usr/bin/serve', '--port', '8080']),
    cwd: '/',
  });
});

test('what has no meaning in a sandbox is refused in words', () => {
  expect(() => commandOf(aService(''), '@/usr/bin/serve name', {})).toThrow(
    expect.objectContaining({ refused: expect.stringContaining('not supported in a sandbox') }),
  );
});
