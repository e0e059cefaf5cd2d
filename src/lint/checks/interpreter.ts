import type { Finder } from '../../appspec/finder.ts';
import { closest } from '../../words/closest.ts';

const COMMON = ['bash', 'sh', 'dash', 'env', 'node', 'perl', 'php', 'python', 'python3', 'ruby'];
const OTHERS = new Set(
  'ash awk bun csh deno expect fish gawk groovy java jshell ksh lua make nodejs pwsh pypy rbash sed tclsh tcsh zsh'.split(
    ' ',
  ),
);

/** What stands behind `#!` and cannot be started on any host. */
export function checkInterpreterName(interpreter: string, finder: Finder): void {
  const at = { line: 1, column: 1 };
  const [path = '', ...rest] = interpreter.split(/\s+/);
  if (path === '') return;
  if (!path.startsWith('/')) {
    finder.add('script/interpreter-misspelt', `"${path}" is not an absolute path`, at);
    return;
  }
  const isEnv = path.endsWith('/env');
  const [first = ''] = rest;
  const name = isEnv ? first : path.slice(path.lastIndexOf('/') + 1);
  if (isEnv && rest.length > 1 && !/^-|=/.test(first)) {
    const message = `Linux gives env "${rest.join(' ')}" as one word, and there is no such program`;
    finder.add(
      'script/interpreter-misspelt',
      message,
      at,
      `write #!/usr/bin/env -S ${rest.join(' ')}`,
    );
    return;
  }
  const isHosts = isEnv || /^\/(?:usr\/(?:local\/)?)?bin\/[^/]+$/.test(path);
  if (!isHosts || !/^[a-z]+\d?$/.test(name) || COMMON.includes(name) || OTHERS.has(name)) return;
  const meant = closest(name, COMMON);
  if (meant === undefined) return;
  const message = `the host probably has no "${name}"`;
  finder.add('script/interpreter-misspelt', message, at, `did you mean "${meant}"?`);
}
