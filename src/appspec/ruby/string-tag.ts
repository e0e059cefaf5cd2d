import { RubyError } from './errors.ts';
import type { Position } from './value.ts';

export const STRING_TAG = /^!(?:str|ruby\/string)(?::(.*))?$/;
export const YAML_TAG = 'tag:yaml.org,2002:';

/** What a safe load raises for a class it may not make an object of. */
export function disallowed(name: string, at: Position): RubyError {
  return new RubyError('Psych::DisallowedClass', `Tried to load unspecified class: ${name}`, at);
}
