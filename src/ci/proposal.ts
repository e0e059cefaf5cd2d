import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** Events of GitHub whose code is not, or not yet, that of the branch: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
const proposing = ['pull_request', 'pull_request_target', 'merge_group'];

/** Why what this job of GitHub has may be what somebody merely proposes; undefined where it is not. */
export function proposalIn(env: Env): string | undefined {
  const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = '' } = env;
  if (!GITHUB_ACTIONS) return undefined;
  if (proposing.includes(event)) return `its event, ${event}, is of a change that is not merged`;
  return event === 'workflow_run' ? proposalBefore(env.GITHUB_EVENT_PATH) : undefined;
}

/** A workflow that follows another one has all its secrets, whatever the other one ran on. */
function proposalBefore(path: string | undefined): string | undefined {
  const event = path === undefined ? undefined : read(path);
  const { workflow_run: before, repository } = event ?? {};
  if (!before?.event || !before.head_repository?.full_name || !repository?.full_name)
    return 'it follows another one (workflow_run), and what that one ran on cannot be told';
  if (proposing.includes(before.event))
    return `it follows one (workflow_run) whose event, ${before.event}, is of a change that is not merged`;
  if (before.head_repository.full_name !== repository.full_name)
    return `it follows one (workflow_run) that ran on the fork ${before.head_repository.full_name}`;
  return undefined;
}

type WorkflowRun = {
  workflow_run?: { event?: string; head_repository?: { full_name?: string } };
  repository?: { full_name?: string };
};

function read(path: string): WorkflowRun | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
