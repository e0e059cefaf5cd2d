/** A command as the CI system that reads the log would carry it out. */
export type Found = { name: string; attributes: Record<string, string>; data: string };

const registered = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** As actions/runner does: src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs. */
export function githubCommands(log: string): Found[] {
  const found: Found[] = [];
  const known = new Set(registered);
  let stopToken: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = inColons(line, known) ?? inBrackets(line, known);
    if (!command) continue;
    if (stopToken !== undefined) {
      if (command.name.toLowerCase() === stopToken.toLowerCase()) {
        known.delete(stopToken);
        stopToken = undefined;
      }
    } else if (command.name === 'stop-commands') {
      stopToken = command.data;
      known.add(stopToken);
    } else found.push(command);
  }
  if (stopToken !== undefined) throw new Error('commands are still stopped at the end of the log');
  return found;
}

function inColons(line: string, known: Set<string>): Found | undefined {
  const text = line.trimStart();
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  return parts(text.slice(2, end), text.slice(end + 2), ',', known);
}

function inBrackets(line: string, known: Set<string>): Found | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return parts(line.slice(start + 3, end), line.slice(end + 1), ';', known);
}

function parts(
  info: string,
  data: string,
  separator: string,
  known: Set<string>,
): Found | undefined {
  const [name = '', ...rest] = info.split(' ');
  if (!known.has(name)) return undefined;
  const pairs = rest
    .join(' ')
    .split(separator)
    .map((pair) => pair.split('=', 2));
  const attributes = Object.fromEntries(
    pairs.flatMap(([key, value]) => (key && value ? [[key, unescaped(value)]] : [])),
  );
  return { name, attributes, data: unescaped(data) };
}

function unescaped(text: string): string {
  const signs: { [code: string]: string } = {
    '0D': '\r',
    '0A': '\n',
    '3A': ':',
    '2C': ',',
    '25': '%',
  };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => signs[code] ?? '');
}

/** Anywhere in a line, as the agent's parser does. */
export function teamcityMessages(log: string): Found[] {
  return log.split('\n').flatMap((line) => {
    return [...line.matchAll(/##teamcity\[(\w+)((?:\|.|[^|\]])*)\]/g)].map(
      ([, name = '', rest = '']) => {
        const attributes: Record<string, string> = {};
        for (const [, key, value] of rest.matchAll(/(\w+)='((?:\|.|[^|'])*)'/g)) {
          attributes[key ?? ''] = unescapedValue(value ?? '');
        }
        const single = /^ '((?:\|.|[^|'])*)'$/.exec(rest)?.[1];
        return { name, attributes, data: unescapedValue(single ?? '') };
      },
    );
  });
}

function unescapedValue(text: string): string {
  return text.replace(/\|(?:0x([0-9a-f]{4})|(.))/g, (_, code: string | undefined, sign: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return { n: '\n', r: '\r' }[sign] ?? sign;
  });
}

/** gitlab-org/gitlab: lib/gitlab/regex.rb, build_trace_section_regex. */
export function gitlabSections(log: string): Found[] {
  const marker = new RegExp(
    `section_(start|end):(\\d+):([a-zA-Z0-9_.-]+)(\\[\\w+=\\w+(?:, ?\\w+=\\w+)*\\])?\\r${String.fromCharCode(27)}\\[0K`,
    'g',
  );
  return [...log.matchAll(marker)].map(([, name = '', time = '', section = '', options = '']) => {
    return { name, attributes: { time, options }, data: section };
  });
}

/** Escape sequences other than colours and GitLab's own. */
export function strangeControls(log: string): string[] {
  const esc = String.fromCharCode(27);
  const ours = new RegExp(`${esc}\\[\\d*m|\\r?${esc}\\[0K`, 'g');
  return [...(log.replace(ours, '').match(/[^\P{C}\n]/gu) ?? [])];
}

/** The entries of $GITHUB_OUTPUT, as actions/runner reads them: src/Runner.Worker/FileCommandManager.cs. */
export function githubFile(text: string): Record<string, string> {
  const entries: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (heredoc < 0 || (equals >= 0 && equals < heredoc)) {
      entries[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const end = lines.indexOf(line.slice(heredoc + 2), at + 1);
    if (end < 0) throw new Error(`no end of "${line}"`);
    entries[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return entries;
}
