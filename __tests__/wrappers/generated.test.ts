import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { wrapperFiles } from '../../build/generate-wrappers.ts';

test.each(Object.entries(wrapperFiles))(
  '%s is what the tables give; UPDATE=1 npm test -- wrappers writes it',
  (path, render) => {
    const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
    const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const text = render(old);
    if (process.env.UPDATE === '1' && text !== old) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);
