import { fileWork, type Owners } from './file-work.ts';
import { inside } from './inside.ts';
import { rawNames } from './raw-names.ts';
import { unpacking } from './unpack.ts';

/** The program of a host as one CommonJS file, made of the functions' own source text. */
export function programText(owners: Owners): string {
  return `'use strict';
const at = (path) => path;
const names = (${rawNames})();
const files = (${fileWork})(require('node:fs'), at, '${owners}', names, ${unpacking});
(${inside})(require, files, process);
`;
}
