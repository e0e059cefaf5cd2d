import { YamlError } from './characters.ts';
import type { Scanner } from './scanner.ts';

/** What a document's directives make of the handles of tags: prefixes by handle. */
export function readDirectives(scanner: Scanner): ReadonlyMap<string, string> {
  const handles = new Map<string, string>();
  let versionSeen = false;
  for (let token = scanner.peek(); ; token = scanner.peek()) {
    if (token.type === 'version') {
      if (versionSeen) throw new YamlError('found duplicate %YAML directive', token.start);
      if (token.major !== 1 || (token.minor !== 1 && token.minor !== 2)) {
        throw new YamlError('found incompatible YAML document', token.start);
      }
      versionSeen = true;
    } else if (token.type === 'tag-directive') {
      if (handles.has(token.handle)) {
        throw new YamlError('found duplicate %TAG directive', token.start);
      }
      handles.set(token.handle, token.prefix);
    } else {
      break;
    }
    scanner.take();
  }
  return new Map([['!', '!'], ['!!', 'tag:yaml.org,2002:'], ...handles]);
}
