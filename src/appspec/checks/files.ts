import type { AppSpec } from '../appspec.ts';
import type { Finder } from '../finder.ts';
import { baseName, inBundle, isAbsolute, leavesBundle, onHost } from '../paths.ts';
import { hasExtension } from '../places.ts';
import { noPath } from '../ruby/methods.ts';
import type { Value } from '../ruby/value.ts';

/** Items of `files` that the agent takes and cannot copy, or copies to where nobody expects them. */
export function checkFiles(spec: AppSpec, finder: Finder): void {
  const seen = new Map<string, number>();
  for (const { source, destination, at } of spec.files) {
    checkText('source', source, finder);
    checkText('destination', destination, finder);
    if (source.kind === 'string') checkSource(source.value, source, finder);
    if (destination.kind !== 'string') continue;
    checkDestination(destination.value, destination, spec.os, finder);
    if (source.kind !== 'string') continue;
    checkRepeatedName(source.value, destination.value, destination, finder);
    const copy = `${inBundle(source.value)}\0${onHost(destination.value)}`;
    const line = seen.get(copy);
    if (line !== undefined) {
      const message = `"${source.value}" is copied to "${destination.value}" in line ${line} already`;
      finder.add('files/same-destination', message, at);
    }
    seen.set(copy, line ?? at.line);
  }
}

/** Ruby joins paths from lists as well as from text. */
function checkText(name: string, value: Value, finder: Finder): void {
  if (value.kind === 'string' || value.kind === 'list') return;
  const message = `the ${name} is not text to YAML; Install fails with "${noPath(value).message}"`;
  finder.add('files/value-not-text', message, value.at);
}

function checkSource(source: string, value: Value, finder: Finder): void {
  if (leavesBundle(source)) {
    finder.add('files/source-outside', `the source "${source}" leaves the bundle`, value.at);
  } else if (isPattern(source)) {
    const message = `the source "${source}" is a pattern, and the agent looks for a file of exactly that name`;
    finder.add('files/glob-in-source', message, value.at);
  }
}

function isPattern(source: string): boolean {
  if (/[*?]/.test(source)) return true;
  const [open, close] = [source.indexOf('['), source.lastIndexOf(']')];
  return open >= 0 && close > open + 1;
}

function checkDestination(
  destination: string,
  value: Value,
  os: 'linux' | 'windows',
  finder: Finder,
): void {
  if (/^~|\$\{?\w|%\w+%/.test(destination)) {
    const message = `the destination "${destination}" is taken letter by letter: no shell expands it`;
    finder.add('files/unexpanded-destination', message, value.at);
  } else if (!isAbsolute(destination, os)) {
    const message = `the destination "${destination}" is relative to the folder the agent happens to run in`;
    const refusal = `agent 2 does not make the folder "${destination}", and fails where it is missing`;
    const isMade = os === 'windows' || /^\.\.?\//.test(destination);
    if (isMade) finder.add('files/relative-destination', message, value.at);
    else if (finder.agents !== '1') finder.add('agent-2/relative-destination', refusal, value.at);
    else finder.add('files/relative-destination', `${message}; ${refusal}`, value.at);
  }
}

/** Without the bundle only a name with an extension is known to be a file's. */
function checkRepeatedName(
  source: string,
  destination: string,
  value: Value,
  finder: Finder,
): void {
  const name = baseName(source);
  if (!hasExtension(name) || baseName(destination) !== name) return;
  reportRepeatedName(name, destination, value, finder);
}

export function reportRepeatedName(
  name: string,
  destination: string,
  value: Value,
  finder: Finder,
): void {
  const folder = /[/\\]$/.test(destination) ? destination : `${destination}/`;
  const message = `a destination is a folder: the file becomes "${folder}${name}"`;
  finder.add('files/destination-repeats-file', message, value.at);
}
