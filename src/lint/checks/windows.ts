import type { Finder } from '../../appspec/finder.ts';

/** A hook's script on a Windows host, which the agent starts by its extension. */
export function checkWindowsScript(path: string, bytes: Uint8Array, finder: Finder): void {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension === 'sh') {
    finder.add('script/shell-on-windows', 'Windows has nothing that runs a .sh file');
  } else if (extension === 'ps1') {
    checkPowerShell(lines, finder);
  } else if (extension === 'bat' || extension === 'cmd') {
    const pause = lines.findIndex((line) => /^\s*@?pause\b(?!.*<\s*nul)/i.test(line));
    if (pause < 0) return;
    finder.add('script/waits-for-key', '"pause" waits for a key', { line: pause + 1 });
  }
}

function checkPowerShell(lines: readonly string[], finder: Finder): void {
  const code = lines.map((line) => line.replace(/^\s*#.*$/, ''));
  const wait = code.findIndex((line) => /^\s*(?:pause\b|.*\bRead-Host\b)/i.test(line));
  if (wait >= 0) {
    finder.add('script/waits-for-key', 'nobody answers this', { line: wait + 1 });
  }
  if (
    code.some((line) => /\$LASTEXITCODE|\$\?|\$PSNativeCommandUseErrorActionPreference/i.test(line))
  )
    return;
  const program = code.findIndex((line) => /^\s*(?:&\s*)?["']?[\w$:\\/. ()-]*\.exe\b/i.test(line));
  if (program < 0) return;
  const message = 'the exit code of this program is lost';
  finder.add('script/exit-code-lost', message, { line: program + 1 });
}
