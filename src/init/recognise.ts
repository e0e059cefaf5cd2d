import { defined } from '../defined.ts';
import type { Kind, Pipeline, Repository } from './repository.ts';
import { type Unit, unitsIn } from './units.ts';

export type Recognised = {
  /** The likeliest first. */
  kinds: Kind[];
  pipelines: Exclude<Pipeline, 'none'>[];
  /** The path of an AppSpec file that is there. */
  appspec?: string;
  units: Unit[];
  /** Paths of service definitions for Consul. */
  consul: string[];
  /** A name for the application. */
  name: string;
  /** Folders below that look like a service each, the first few. */
  services: string[];
};

const marks: readonly [Kind, RegExp][] = [
  ['go', /^(?:go\.mod|main\.go)$/],
  ['java', /^(?:pom\.xml|build\.gradle(?:\.kts)?|src\/main\/java\/.*\.java)$/],
  ['python', /^(?:pyproject\.toml|requirements\.txt|setup\.py|(?:app|main|server|service)\.py)$/],
  ['node', /^(?:package\.json|server\.m?js)$/],
  ['docker', /^Dockerfile$/],
];

const pipelineMarks: readonly [Exclude<Pipeline, 'none'>, RegExp][] = [
  ['github', /^\.github\//],
  ['gitlab', /^\.gitlab(?:-ci\.yml$|\/)/],
  ['teamcity', /^\.teamcity\//],
  ['jenkins', /^Jenkinsfile$/],
];

/** Tells by its files what a repository is. An AppSpec file that is there says more than a language does. */
export function recognise(repository: Repository): Recognised {
  const { files } = repository;
  const appspec = files
    .filter((path) => /(?:^|\/)appspec\.ya?ml$/.test(path) && !isMade(path))
    .toSorted((one, other) => one.split('/').length - other.split('/').length)[0];
  const units = unitsIn(repository);
  const found = <T extends string>(table: readonly [T, RegExp][]) =>
    table.filter(([, mark]) => files.some((path) => mark.test(path))).map(([name]) => name);
  const languages = found(marks);
  return {
    kinds: [
      ...(appspec === undefined ? [] : (['appspec'] as const)),
      ...languages,
      ...(units.length > 0 ? (['systemd'] as const) : []),
    ],
    pipelines: found(pipelineMarks),
    ...defined({ appspec }),
    units,
    // All go into one folder.
    consul: files
      .filter((path) => isConsulService(path, repository))
      .filter(
        (path, index, all) =>
          all.findIndex((one) => one.split('/').pop() === path.split('/').pop()) === index,
      ),
    name: nameOf(repository),
    services: servicesBelow(files),
  };
}

function servicesBelow(files: readonly string[]): string[] {
  const folders = files.flatMap((path) => {
    const at = path.lastIndexOf('/');
    const isMark = marks.some(([, mark]) => mark.test(path.slice(at + 1)));
    return at > 0 && isMark && !isMade(path) ? [path.slice(0, at)] : [];
  });
  return [...new Set(folders)].slice(0, 5);
}

/** What a build leaves, and what `init` has written. */
function isMade(path: string): boolean {
  return /^(?:codedeploy|build)\//.test(path);
}

/** https://developer.hashicorp.com/consul/docs/services/configuration/services-configuration-reference */
function isConsulService(path: string, { read }: Repository): boolean {
  if (isMade(path) || !/\.(?:json|hcl)$/.test(path)) return false;
  if (!/(?:^|\/)consul(?:\.d)?\/|consul|_service\.json$/.test(path)) return false;
  return /^\s*(?:"services?"\s*:|services?\s*[={])/m.test((read(path) ?? '').replace(/^\s*\{/, ''));
}

/** What the repository calls itself, else its folder: CodeDeploy's names have no other characters. */
function nameOf({ name, read }: Repository): string {
  const own = [
    /^module\s+\S*?([^/\s]+)(?:\/v\d+)?\s*$/m.exec(read('go.mod') ?? '')?.[1],
    /"name"\s*:\s*"(?:@[^"/]*\/)?([^"/]+)"/.exec(read('package.json') ?? '')?.[1],
    /<artifactId>([^<]+)<\/artifactId>/.exec(
      (read('pom.xml') ?? '').replace(/<parent>[\s\S]*?<\/parent>/, ''),
    )?.[1],
    /^\s*rootProject\.name\s*=\s*["']([^"']+)["']/m.exec(
      read('settings.gradle') ?? read('settings.gradle.kts') ?? '',
    )?.[1],
    /^name\s*=\s*["']([^"']+)["']/m.exec(read('pyproject.toml') ?? '')?.[1],
    name,
  ];
  const fit = own
    .map((text = '') =>
      text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, ''),
    )
    .find((text) => text !== '');
  return (fit ?? 'service').slice(0, 64);
}
