import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../src/appspec/document.ts';
import { Rejection } from '../../src/appspec/rejection.ts';
import { inspect } from '../../src/appspec/ruby/value.ts';
import fc from '../fast-check.ts';

/** One Base64 document a line in; what Ruby makes of it, or its message, as JSON out. */
const RUBY = `
  require 'yaml'; require 'json'; require 'base64'
  STDIN.each_line do |line|
    begin
      said = YAML.load(Base64.decode64(line).force_encoding('UTF-8')).inspect
    rescue Exception => error
      said = error.message.lines.first.to_s.chomp
    end
    puts JSON.generate(said.dup.force_encoding('UTF-8').scrub)
  end
`;

const found = spawnSync('ruby', ['-rpsych', '-e', 'print RUBY_VERSION, " ", Psych::VERSION'], {
  encoding: 'utf8',
});
/** Others word their errors differently. */
const isReference = found.status === 0 && /^3\.1\.\d+ 4\./.test(found.stdout);
const withRuby = isReference ? describe : describe.skip;

function inRuby(documents: readonly Uint8Array[]): string[] {
  const input = documents.map((bytes) => `${Buffer.from(bytes).toString('base64')}\n`).join('');
  const { stdout } = spawnSync('ruby', ['-W0', '-e', RUBY], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8' },
    maxBuffer: 1 << 28,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function here(bytes: Uint8Array): string {
  try {
    return inspect(readDocument(bytes).document);
  } catch (error) {
    if (error instanceof Rejection) return error.message;
    throw error;
  }
}

/** The same documents on every run. */
function samples<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: 20_260_219 });
}

function compare(documents: readonly Uint8Array[]): void {
  const theirs = inRuby(documents);
  const ours = documents.map(here);
  const different = documents.flatMap((bytes, index) =>
    ours[index] === theirs[index]
      ? []
      : [{ text: Buffer.from(bytes).toString(), ruby: theirs[index], here: ours[index] }],
  );
  expect(theirs).toHaveLength(documents.length);
  expect(different).toEqual([]);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

// Skipped where there is no Ruby 3.1 with Psych 4, as in Debian 12: `apt-get install ruby`.
withRuby('what Ruby 3.1 reads', () => {
  test('10,000 scalars', () => {
    const pieces =
      '0 1 2 7 8 9 . : - + _ , e E x b o a n y t ~ T Z 00 60 2024 01 12 inf nan null yes no on off true false é / .5 1. e+5 0x 0b :30'.split(
        ' ',
      );
    const scalar = fc.array(fc.constantFrom(...pieces, ' '), { minLength: 1, maxLength: 6 });
    const tag = fc.constantFrom('', '', '', '!!float ', '!!str ', '! ');
    const line = fc
      .tuple(tag, scalar)
      .map(([name, parts]) => bytesOf(`k: ${name}${parts.join('')}\n`));
    compare(samples(line, 10_000));
  });

  test('10,000 documents of pieces of YAML', () => {
    const pieces =
      ': - # [ ] { } , | > & * ! % @ ` ? " \' ~ \\ a b key 1 &a *a !t !!str <<: |2 >- --- ... é'.split(
        ' ',
      );
    const blanks = [
      ' ',
      '  ',
      '\n',
      '\n  ',
      '\n\n',
      '\t',
      '\r\n',
      ': ',
      '- ',
      '\u2028',
      '\ufeff',
      '\0',
    ];
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...blanks));
    const text = fc.array(piece, { minLength: 1, maxLength: 16 });
    compare(samples(text, 10_000).map((parts) => bytesOf(parts.join(''))));
  });

  test('5,000 AppSpec files with a few bytes changed', () => {
    const good = bytesOf(
      'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: "/opt/app"\nhooks: # in order\n  AfterInstall:\n    - location: |-\n        a.sh\n      timeout: 60\n      runas: \'app\'\n',
    );
    const change = fc.tuple(
      fc.nat(good.length - 1),
      fc.nat(6),
      fc.oneof(
        fc
          .constantFrom(':', ' ', '\n', '-', '"', "'", '[', '{', '#', '\t', '|', '&', '*')
          .map(bytesOf),
        fc.uint8Array({ maxLength: 2 }),
      ),
    );
    const changed = fc
      .array(change, { minLength: 1, maxLength: 3 })
      .map((changes) =>
        changes.reduce(
          (bytes, [at, removed, put]) =>
            Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + removed)]),
          good,
        ),
      );
    compare(samples(changed, 5000));
  });
});
