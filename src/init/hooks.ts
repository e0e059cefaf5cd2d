import type { NewFile } from './repository.ts';

export type HookAnswers = {
  /** Names of units, with `.service`. */
  units: readonly string[];
  /** Users that the units run as and that have to be there. */
  users: readonly string[];
  /** Further lines that make the service ready. */
  install: readonly string[];
  consul: boolean;
  checkUrl?: string | undefined;
};

/** Scripts that can run twice and do no harm the second time. */
export function hookFiles(answers: HookAnswers): NewFile[] {
  const scripts = {
    stop: stop(answers),
    install: install(answers),
    start: start(answers),
    check: check(answers),
  };
  return Object.entries(scripts).map(([name, lines]) => ({
    path: `codedeploy/scripts/${name}_service.sh`,
    text: `${lines.join('\n')}\n`,
    executable: true,
  }));
}

function stop({ units }: HookAnswers): string[] {
  return [
    '#!/bin/sh',
    '# Runs from the release that was installed before. Nothing to stop is not a failure.',
    'set -eu',
    ...units.flatMap((unit) => [
      `if systemctl is-active --quiet ${unit}; then`,
      `  systemctl stop ${unit}`,
      'fi',
    ]),
  ];
}

function install({ units, users, install: more }: HookAnswers): string[] {
  return [
    '#!/bin/sh',
    '# Files are in place, nothing runs yet.',
    'set -eu',
    ...users.map(
      (user) =>
        `id ${user} >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin ${user}`,
    ),
    ...more,
    'systemctl daemon-reload',
    `systemctl enable ${units.join(' ')}`,
  ];
}

function start({ units, consul }: HookAnswers): string[] {
  return [
    '#!/bin/sh',
    "# systemd runs the service: nothing here keeps the hook's output open, for which the agent would wait.",
    'set -eu',
    `systemctl restart ${units.join(' ')}`,
    ...(consul ? ['if systemctl is-active --quiet consul; then', '  consul reload', 'fi'] : []),
  ];
}

/** What goes to its output is in the build log when it fails. */
function check({ units, checkUrl }: HookAnswers): string[] {
  const [unit = ''] = units;
  const words = [`  journalctl --unit ${unit} --lines 20 --no-pager >&2`, '  exit 1'];
  const head = [
    '#!/bin/sh',
    '# What goes to stdout and stderr is in the build log when this fails.',
    'set -eu',
  ];
  if (checkUrl !== undefined)
    return [
      ...head,
      `if ! curl --fail --silent --show-error --max-time 5 --retry 20 --retry-delay 1 --retry-connrefused '${checkUrl}'; then`,
      "  echo 'the service does not answer; its last log lines:' >&2",
      ...words,
      'fi',
    ];
  return [
    ...head,
    '# A service that ends soon after its start is not well. An address that tells its health says more: ask that with curl.',
    'sleep 3',
    `if ! systemctl is-active --quiet ${units.join(' ')}; then`,
    "  echo 'the service does not run; its last log lines:' >&2",
    ...words,
    'fi',
  ];
}
