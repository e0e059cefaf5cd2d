import { defined } from '../defined.ts';
import { Rejection } from './rejection.ts';
import { RubyError } from './ruby/errors.ts';
import { loadYaml } from './ruby/load.ts';
import type { Position, Value } from './ruby/value.ts';
import type { AgentRule } from './rules/agent.ts';
import { YamlError } from './yaml/characters.ts';
import { parseYaml } from './yaml/parser.ts';
import { yamlAdvice } from './yaml-advice.ts';

/**
 * The first document of a file as `YAML.load` of Ruby 3.1 gives it to the agent; nil where there is none.
 *
 * @throws {Rejection}
 */
export function readDocument(bytes: Uint8Array): { document: Value; another?: Position } {
  try {
    const { root, another } = parseYaml(bytes);
    const document: Value = root ? loadYaml(root) : { kind: 'nil', at: { line: 1, column: 1 } };
    return { document, ...defined({ another }) };
  } catch (error) {
    if (error instanceof YamlError) throw syntaxRejection(error, bytes);
    if (error instanceof RubyError) throw loadRejection(error);
    throw error;
  }
}

/** libyaml's message names the place where the construct began, or the first line; the finding points to the mistake. */
function syntaxRejection(error: YamlError, bytes: Uint8Array): Rejection {
  const { line, column } = error.context?.mark ?? { line: 1, column: 1 };
  const words = [error.message, error.context?.text].filter(Boolean).join(' ');
  const message = `(<unknown>): ${words} at line ${line} column ${column}`;
  const isEncoding = /UTF-8|Unicode character$|control characters/.test(error.message);
  const rule: AgentRule = isEncoding ? 'yaml/encoding' : 'yaml/syntax';
  const hint = syntaxHint(error, bytes);
  if (isEncoding || hint !== undefined) {
    return new Rejection(rule, 'yaml', message, error.mark, hint);
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const advice = yamlAdvice(error.message, error.mark, error.context?.mark, text);
  return new Rejection(rule, 'yaml', message, advice.at, advice.hint);
}

function syntaxHint(error: YamlError, bytes: Uint8Array): string | undefined {
  if (/UTF-8|Unicode character$/.test(error.message)) {
    const [first, second] = bytes;
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    return isUtf16 ? 'the file is UTF-16; save it as UTF-8 without a byte order mark' : undefined;
  }
  const isTab = error.message.includes('cannot start any token') && byteIsTab(error, bytes);
  return isTab ? 'indent with spaces: YAML takes no tabs for that' : undefined;
}

function byteIsTab(error: YamlError, bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return [...text][error.mark.index] === '\t';
}

const OLDER_RUBY =
  'agents on Ruby 2.7 and 3.0 (Psych 3) accept it, those on Ruby 3.1 and newer do not';

function loadRejection(error: RubyError): Rejection {
  const at = error.at;
  if (error.name === 'Psych::BadAlias') {
    const hint = `write the value out where it is used; ${OLDER_RUBY}`;
    return new Rejection('yaml/alias', 'yaml', error.message, at, hint);
  }
  if (error.name === 'Psych::DisallowedClass') {
    const isDate = /: (?:Date|Time)$/.test(error.message);
    const hint = isDate ? `put it in quotes; ${OLDER_RUBY}` : `remove the tag; ${OLDER_RUBY}`;
    return new Rejection(isDate ? 'yaml/date' : 'yaml/ruby-tag', 'yaml', error.message, at, hint);
  }
  const rule = error.name === 'SystemStackError' ? 'yaml/too-deep' : 'yaml/value';
  return new Rejection(rule, 'ruby', error.message, at);
}
