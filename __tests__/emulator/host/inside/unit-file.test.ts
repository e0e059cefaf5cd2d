import { describe, expect, test } from '@jest/globals';
import { read, words } from '../../../../src/emulator/host/inside/unit-file.ts';

describe('unit files', () => {
  test('sections, comments, joined lines, lists and drop-ins', () => {
    const unit = `# a comment
[Unit]
Description = The orders
[Service]
; another
ExecStart=/usr/bin/env \\
  # in between
  node service.js
Environment=A=1
Environment=B=2
`;
    expect(read([unit, '[Service]\nEnvironment=\nEnvironment=C=3\n'])).toEqual({
      'Unit.Description': ['The orders'],
      'Service.ExecStart': ['/usr/bin/env  node service.js'],
      'Service.Environment': ['C=3'],
    });
  });
});

describe('command lines', () => {
  const environment = { PORT: '8080', OPTIONS: '-v "a b"', EMPTY: '' };
  test.each<[string, string[]]>([
    ['/bin/app --port ${PORT}', ['/bin/app', '--port', '8080']],
    ['/bin/app $OPTIONS', ['/bin/app', '-v', 'a b']],
    ['/bin/app "${OPTIONS}"', ['/bin/app', '-v "a b"']],
    ['/bin/app $EMPTY ${EMPTY} ${MISSING}', ['/bin/app', '', '']],
    ["/bin/sh -c 'echo $$PORT; exit'", ['/bin/sh', '-c', 'echo $PORT; exit']],
    ['a\\x b\\ c "d\\"e"', ['ax', 'b c', 'd"e']],
    ['""', ['']],
    ['', []],
  ])('%s', (line, expected) => {
    expect(words(line, environment)).toEqual(expected);
  });
});
