import { relative } from 'node:path';
import { agentWords } from '../appspec/agent-versions.ts';
import type { Finding } from '../appspec/rules.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { openBundle } from '../bundle/bundle-reader.ts';
import { defined } from '../defined.ts';
import { reportBundle } from '../lint/lint-bundle.ts';
import { systemShellCheck } from '../lint/shell-check.ts';
import { systemReview } from '../lint/shellcheck.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { Project } from './project.ts';

/** Checks a finished bundle. Gives the warnings; rejects with a {@link UsageError} that holds all errors. */
export async function lintFinishedBundle(
  bundle: Bundle,
  { folder, bundle: settings, configuration, agents }: Project,
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<Problem[]> {
  const off = configuration?.lintOff ?? [];
  const reader = await openBundle(bundle);
  try {
    const { findings } = await reportBundle(
      {
        entries: bundle.entries,
        size: bundle.size,
        toLookAt: bundle.toLookAt,
        read: (path) => reader.bytes(path),
      },
      {
        off,
        agents,
        shellCheck: systemShellCheck(signal),
        review: systemReview(off, signal),
        ...naming(settings, relative(cwd, folder)),
      },
    );
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new UsageError(errors.map(problemOf));
    return findings.map(problemOf);
  } finally {
    await reader.close();
  }
}

/** How the user knows what is in the bundle: by the files that it was made of. */
export function naming(
  { source, appspec }: { source: string; appspec?: string },
  folder: string,
): { appspec: string; nameOf(path: string): string } {
  const at = (path: string) => [folder, path].filter((part) => part && part !== '.').join('/');
  const nameOf = (path: string) =>
    at([source, path].filter((part) => part && part !== '.').join('/'));
  return { appspec: appspec ? at(appspec) : nameOf('appspec.yml'), nameOf };
}

export function problemOf({ rule, agent, message, file, line, column, hint }: Finding): Problem {
  const who = agent === 'both' ? '' : `, ${agentWords(agent)}`;
  return {
    code: rule,
    message: `${message} [${rule}${who}]`,
    file,
    ...defined({ line, column, hint }),
  };
}
