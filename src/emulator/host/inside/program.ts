import type { Owners } from './file-work.ts';

/** Replaced by the build: build/script-text.js. */
declare function nodeText(entry: string): { text: string };

const insideProgram = nodeText('./inside.ts');
const systemctlProgram = nodeText('./systemctl.ts');

/** The program of a host as one CommonJS file. */
export function programText(owners: Owners): string {
  return `globalThis.owners = ${JSON.stringify(owners)};\n${insideProgram.text}`;
}

/** The stand-in for systemctl and journalctl as one CommonJS file. */
export function systemctlText(oneUser: boolean): string {
  return `globalThis.oneUser = ${oneUser};\n${systemctlProgram.text}`;
}
