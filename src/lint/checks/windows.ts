import type { Finder } from '../../appspec/finder.ts';
import type { BundleFindings } from '../findings.ts';

/** A hook's script on a Windows host, which the agent starts by its extension. */
export function checkWindowsScript(path: string, bytes: Uint8Array, finder: Finder): void {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension === 'sh') {
    finder.add('script/shell-on-windows', 'Windows has nothing that runs a .sh file');
  } else if (extension === 'ps1') {
    checkPowerShell(codeOf(textOf(bytes), /^\s*#.*$/), finder);
  } else if (extension === 'bat' || extension === 'cmd') {
    checkBatch(codeOf(textOf(bytes), /^\s*(?:@?rem\b|::).*$/i), finder);
  }
}

/** Names that a zip carries in one code page and Windows reads in another. */
export function checkWindowsNames(paths: Iterable<string>, findings: BundleFindings): void {
  for (const path of paths) {
    const message = strangeName(path);
    if (message !== undefined) findings.inside(path).add('bundle/name-on-windows', message);
  }
}

/** Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /(?:^|\/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^/]*)?(?:\/|$)/i;

function strangeName(path: string): string | undefined {
  if (/[^\x20-\x7e]/.test(path))
    return 'the name has characters beyond ASCII, and may be another on the host';
  if (DEVICE.test(path)) return 'Windows has a device of this name, and makes no such file';
  if (/[<>:"|?*]/.test(path)) return 'the name has a character that Windows does not allow';
  if (/[. ](?:\/|$)/.test(path)) return 'Windows removes a dot or space at the end of a name';
  return undefined;
}

/** PowerShell reads UTF-16 where the file begins with its mark. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

function codeOf(text: string, comment: RegExp): string[] {
  return text.split(/\r?\n/).map((line) => line.replace(comment, ''));
}

/** Programs that are mostly called without their extension. */
const PROGRAM =
  /^\s*(?:\$\w+\s*=\s*)?(?:&\s*)?(?:["']?[\w$:\\/. ()-]*\.exe\b|(?:dotnet|npm|npx|node|yarn|msbuild|nuget|iisreset|appcmd|sc|net|msdeploy|python|pip|git|aws|docker|java|choco|msiexec|nssm|reg|schtasks|icacls|netsh|sqlcmd|7z|xcopy)\s)/i;

function checkPowerShell(code: readonly string[], finder: Finder): void {
  const wait = code.findIndex((line) => /^\s*(?:pause\b|.*\bRead-Host\b)/i.test(line));
  if (wait >= 0) {
    finder.add('script/waits-for-key', 'nobody answers this', { line: wait + 1 });
  }
  const ends = code.findIndex((line) =>
    /^\s*(?:Restart-Computer|Stop-Computer|shutdown(?:\.exe)?\s+[/-][rs])\b|^\s*(?:Restart|Stop)-Service\b.*\bcodedeployagent\b/i.test(
      line,
    ),
  );
  if (ends >= 0) {
    const message = 'this ends the agent that runs this hook';
    finder.add('script/ends-agent', message, { line: ends + 1 });
  }
  const text = code.join('\n');
  const stops =
    /\$ErrorActionPreference\s*=\s*["']?Stop|^\s*trap\b|-ErrorAction\s+["']?Stop|\bcatch\b/im;
  const first = code.findIndex((line) => /^\s*[A-Z]\w+-[A-Z]\w+\b/i.test(line));
  if (first >= 0 && !stops.test(text)) {
    const message = 'the script continues after an error, and the hook succeeds';
    finder.add('script/errors-ignored', message, { line: first + 1 });
  }
  if (/\$LASTEXITCODE|\$\?|\$PSNativeCommandUseErrorActionPreference/i.test(text)) return;
  const program = code.findIndex((line) => PROGRAM.test(line) && !/\bStart-Process\b/i.test(line));
  if (program < 0) return;
  const message = 'the exit code of this program is lost';
  finder.add('script/exit-code-lost', message, { line: program + 1 });
}

const WAITS: readonly [RegExp, string][] = [
  [/^\s*@?pause\b(?!.*<\s*nul)/i, '"pause" waits for a key'],
  [/^\s*@?set\s+\/p\b(?!.*<)/i, '"set /p" waits for an answer'],
  [/^\s*@?choice\b(?!.*\/t)/i, '"choice" waits for an answer'],
  [/^\s*@?timeout\s+\/t\b/i, '"timeout" needs a console, which a hook does not have'],
];

function checkBatch(code: readonly string[], finder: Finder): void {
  for (const [at, line] of code.entries()) {
    const waits = WAITS.find(([pattern]) => pattern.test(line));
    if (waits) finder.add('script/waits-for-key', waits[1], { line: at + 1 });
  }
  if (/errorlevel|\|\||&&/i.test(code.join('\n'))) return;
  const last = code.findLastIndex((line) => /\S/.test(line));
  const program = code.findIndex(
    (line, at) => at < last && /^\s*@?(?:call\s+)?["']?[\w%:\\/. ()-]*\.exe\b/i.test(line),
  );
  if (program < 0) return;
  const message = 'the exit code of this program is lost: that of the last line counts';
  const hint = 'write "|| exit /b 1" after it';
  finder.add('script/exit-code-lost', message, { line: program + 1 }, hint);
}
