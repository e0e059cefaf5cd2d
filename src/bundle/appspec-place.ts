import type { Problem } from '../problem.ts';
import type { BundleEntry } from './bundle.ts';
import { quoted } from './names.ts';
import { follow } from './symbolic-links.ts';

type Placed = Pick<BundleEntry, 'path' | 'kind' | 'target'>;

export const appspecName = 'appspec.yml';

/**
 * Where hosts find the AppSpec file, or why they do not: at the root, or in a folder that is the only entry at the root
 * and has something called appspec in it; the agent strips that level
 * (aws/aws-codedeploy-agent: `lib/instance_agent/plugins/codedeploy/command_executor.rb`, unpack_bundle).
 */
export function findAppspec(
  entries: readonly Placed[],
): { path: string; wrapper?: string } | Problem {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const wrapper = byPath.has(appspecName) ? undefined : wrapperOf(entries);
  const path = wrapper === undefined ? appspecName : `${wrapper}/${appspecName}`;
  if (!byPath.has(path)) return missing(entries);
  const end = follow(path, byPath);
  const kind = typeof end === 'string' ? undefined : byPath.get(end.path)?.kind;
  if (kind === 'file') return wrapper === undefined ? { path } : { path, wrapper };
  const what =
    kind === 'directory' ? 'is a folder' : 'is a link whose target is not a file of the bundle';
  return { code: 'no-appspec', message: `${quoted(path)}, the AppSpec file, ${what}`, file: path };
}

function wrapperOf(entries: readonly Placed[]): string | undefined {
  const [first] = entries;
  const root = first?.path.split('/')[0];
  if (root === undefined) return undefined;
  const alone = entries.every(({ path }) => path === root || path.startsWith(`${root}/`));
  const marked = entries.some(({ path }) => /^[^/]+\/[^/]*appspec[^/]*$/i.test(path));
  return alone && marked ? root : undefined;
}

function missing(entries: readonly Placed[]): Problem {
  const message = `there is no ${appspecName} at the root of the bundle`;
  const like = entries
    .map(({ path }) => path)
    .filter((path) => /(^|\/)appspec\.ya?ml$/i.test(path));
  const nearest = like.sort((a, b) => a.split('/').length - b.split('/').length)[0];
  if (nearest === undefined)
    return {
      code: 'no-appspec',
      message,
      hint: 'is it generated? set bundle.appspec to where it is',
    };
  const hint = `there is ${quoted(nearest)}, but hosts look for exactly "${appspecName}" at the root`;
  return { code: 'no-appspec', message, hint };
}
