import { describe, expect, test } from '@jest/globals';
import { readAppSpec } from '../../src/appspec/appspec.ts';
import { inspect } from '../../src/appspec/ruby/value.ts';

/** What Ruby makes of `key: TEXT`, in Ruby's own notation, or the message it refuses it with. */
function inRuby(text: string): string {
  const reading = readAppSpec(new TextEncoder().encode(`key: ${text}\n`));
  if (!reading.ok && !reading.document) return reading.message;
  const document = reading.document;
  if (document?.kind !== 'map') throw new Error('not a mapping');
  const [entry] = document.entries.values();
  return entry ? inspect(entry.value) : 'nothing';
}

describe('a scalar without quotes is what Psych 4 makes of it', () => {
  test.each([
    // Where other parsers differ.
    ['0644', '420'],
    ['0755', '493'],
    ['02755', '1517'],
    ['1:00', '3600'],
    ['12:30:45', '45045'],
    ['-1:30', '-1800'],
    ['1:30.5', '5430.0'],
    ['1:60', '"1:60"'],
    ['3,600', '3600'],
    ['0,0', '0'],
    ['1_000', '1000'],
    ['1__0', '"1__0"'],
    ['1e3', '"1e3"'],
    ['1.0e2', '"1.0e2"'],
    ['1.0e+2', '100.0'],
    ['1.e+3', '1000.0'],
    ['08', '"08"'],
    ['090', '"090"'],
    ['0o644', '"0o644"'],
    ['yes', 'true'],
    ['Yes', 'true'],
    ['NO', 'false'],
    ['on', 'true'],
    ['Off', 'false'],
    ['y', '"y"'],
    ['n', '"n"'],
    ['.', '"."'],
    ['+.', '"+."'],
    ['..', '".."'],
    ['2024-01-02', 'Tried to load unspecified class: Date'],
    ['2024-1-2', 'Tried to load unspecified class: Date'],
    ['2024-13-02', '"2024-13-02"'],
    ['2024-01-02 03:04:05', 'Tried to load unspecified class: Time'],
    ['2024-01-02T03:04:05Z', 'Tried to load unspecified class: Time'],
    [':foo', ':foo'],
    [':"a b"', ':"a b"'],
    // Where they agree.
    ['', 'nil'],
    ['~', 'nil'],
    ['null', 'nil'],
    ['NULL', 'nil'],
    ['true', 'true'],
    ['False', 'false'],
    ['truey', '"truey"'],
    ['0', '0'],
    ['-0', '0'],
    ['+12', '12'],
    ['0x1F', '31'],
    ['0b101', '5'],
    ['0.0', '0.0'],
    ['-0.0', '-0.0'],
    ['.0', '0.0'],
    ['5.', '5.0'],
    ['1.5', '1.5'],
    ['.inf', 'Infinity'],
    ['-.INF', '-Infinity'],
    ['.nan', 'NaN'],
    ['1.2.3', '"1.2.3"'],
    ['10000000000000000000000', '10000000000000000000000'],
    ['0.0001', '0.0001'],
    ['0.00001', '1.0e-05'],
    ['1.0e+20', '1.0e+20'],
    ['scripts/start.sh', '"scripts/start.sh"'],
    ['/', '"/"'],
    ['-x', '"-x"'],
    ['a:b', '"a:b"'],
    ['yeſ', 'true'],
    // What raises inside Ruby's own conversions.
    ['0x_', 'invalid value for Integer(): "0x"'],
    ['.e+3', 'invalid value for Float(): "e+3"'],
  ])('%s is %s', (text, value) => {
    expect(inRuby(text)).toBe(value);
  });
});

describe('quotes, blocks and tags', () => {
  test.each([
    ['"0644"', '"0644"'],
    ["'yes'", '"yes"'],
    ['"a\\x41\\u00e9\\n"', '"aAé\\n"'],
    ["'it''s'", '"it\'s"'],
    ['|\n  a\n  b', '"a\\nb\\n"'],
    ['>-\n  a\n  b', '"a b"'],
    ['|+\n  a\n', '"a\\n\\n"'],
    ['!!str 0644', '"0644"'],
    ["!!float '0.0'", '0.0'],
    ['!!float 1e3', '1000.0'],
    ['!!float abc', 'invalid value for Float(): "abc"'],
    ['!!binary bGludXg=', '"linux"'],
    ['!ruby/symbol foo', ':foo'],
    ['!Ref x', '"x"'],
    ['!Sub 5', '5'],
    ['! "5"', '5'],
    ['!ruby/regexp /x/', 'Tried to load unspecified class: Regexp'],
    ['!ruby/object:Set {}', 'Tried to load unspecified class: Set'],
    ['!!set {a: }', 'Tried to load unspecified class: Psych::Set'],
    ['[a, 1, ~, {b: c}]', '["a", 1, nil, {"b"=>"c"}]'],
    ['{<<: {a: 1}, b: 2}', '{"a"=>1, "b"=>2}'],
    ['{<<: [{a: 1}, {a: 2}]}', '{"a"=>1}'],
    ['{a: 1, a: 2}', '{"a"=>2}'],
    ['&anchor x', '"x"'],
    ['{a: &x 1, b: *x}', 'Unknown alias: x'],
  ])('%s is %s', (text, value) => {
    expect(inRuby(text)).toBe(value);
  });
});
