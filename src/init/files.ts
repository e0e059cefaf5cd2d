import { appspecFile } from './appspec-file.ts';
import { buildScript, bundleFolder, firstBuild, ignoredPaths } from './build-script.ts';
import { type BundleAnswer, configurationFile } from './configuration-file.ts';
import { hookFiles } from './hooks.ts';
import { dockerService } from './kinds/docker.ts';
import { goService } from './kinds/go.ts';
import { javaService } from './kinds/java.ts';
import { nodeService } from './kinds/node.ts';
import { pythonService } from './kinds/python.ts';
import { systemdService } from './kinds/systemd.ts';
import type { Wrapper } from './pipelines/context.ts';
import { pipelineFiles } from './pipelines/pipeline.ts';
import type { Recognised } from './recognise.ts';
import { type Answers, hasFile, type Kind, type NewFile, type Repository } from './repository.ts';
import { type MakeService, type Place, type Service, starterUrl } from './service.ts';
import { unitFile } from './unit-file.ts';
import type { Unit } from './units.ts';

const services: Record<Exclude<Kind, 'appspec'>, MakeService> = {
  go: goService,
  node: nodeService,
  java: javaService,
  python: pythonService,
  docker: dockerService,
  systemd: systemdService,
};

export type Written = {
  /** The configuration is the last, so that it is there only where all others are. */
  files: NewFile[];
  /** What somebody has to do or to know, a sentence each. */
  notes: string[];
};

/** Everything that makes the repository one that can be deployed. */
export function filesFor(
  repository: Repository,
  recognised: Recognised,
  answers: Answers,
  wrapper: Wrapper,
): Written {
  const made =
    answers.kind === 'appspec'
      ? ofAppspec(repository, recognised)
      : ofService(repository, recognised, answers, services[answers.kind]);
  const pipeline = pipelineFiles(answers, { repository, wrapper, image: made.image });
  const configuration = configurationFile(answers, made.bundle, recognised.consul.length > 0);
  return {
    files: [
      ...made.files,
      { path: '.gitignore', text: made.ignored.map((path) => `${path}\n`).join('') },
      ...pipeline.files,
      configuration,
    ],
    notes: [...made.notes, ...ignoreNotes(repository, made.ignored), ...pipeline.notes],
  };
}

type Made = Written & {
  bundle: BundleAnswer;
  /** Paths for .gitignore. */
  ignored: string[];
  image?: string | undefined;
};

/** What is there already decides; only what makes it is told. */
function ofAppspec(repository: Repository, { appspec = 'appspec.yml' }: Recognised): Made {
  const source = appspec.includes('/') ? appspec.slice(0, appspec.lastIndexOf('/')) : '.';
  const build = /^build\s*:/m.test(repository.read('Makefile') ?? '')
    ? 'make build'
    : /"scripts"\s*:\s*\{[^}]*"build"\s*:/.test(repository.read('package.json') ?? '')
      ? `npm ${hasFile(repository, 'package-lock.json') ? 'ci' : 'install'} && npm run build`
      : undefined;
  const note = `what "${appspec}" copies has to be in "${source}" when the zip is made: "bundle.build" in fanout.yml makes it`;
  return {
    files: [],
    notes: build === undefined ? [note] : [],
    // Neither decides what hosts get: a change to a pipeline is not other content.
    bundle: { source, build, ...(source === '.' && { exclude: aboutDeploying }) },
    ignored: ['.fanout/'],
  };
}

const aboutDeploying = ['/fanout.yml', '/.git*', '/.teamcity/', '/Jenkinsfile*'];

function ofService(
  repository: Repository,
  { units, consul }: Recognised,
  answers: Answers,
  make: MakeService,
): Made {
  const [unit] = units;
  const name = serviceName(answers.application);
  const place: Place = {
    name,
    folder: unit?.folder ?? `/opt/${name}`,
    ...(unit?.paths[0] !== undefined && { program: lastOf(unit.paths) }),
  };
  const service: Service = make(repository, place);
  const isConsul = consul.length > 0;
  const copied = { units: units.map(({ path }) => path), consul };
  const files: NewFile[] = [
    ...service.starter,
    buildScript(service, copied),
    appspecFile({ folder: place.folder, consul: isConsul }),
    ...hookFiles({
      units: unit ? units.map((each) => each.name) : [`${name}.service`],
      users: usersOf(units, answers.kind, name),
      install: service.install ?? [],
      consul: isConsul,
      checkUrl: answers.checkUrl ?? (service.starter.length > 0 ? starterUrl : undefined),
    }),
    ...(unit ? [] : [unitFile(service, place, answers.application)]),
    ...firstBuild(
      repository,
      copied,
      units.flatMap((each) => programsIn(each, place.folder)),
    ),
  ];
  const notes = service.rehearse === undefined ? [] : [service.rehearse];
  const bundle = {
    source: bundleFolder,
    build: `bash ${bundleFolder}/build.sh`,
    exclude: ['build.sh'],
  };
  return { files, notes, bundle, ignored: ignoredPaths(copied), image: service.image };
}

/** What somebody has to add to a .gitignore that is there. */
function ignoreNotes({ read }: Repository, paths: readonly string[]): string[] {
  const text = read('.gitignore');
  if (text === undefined) return [];
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\//, ''));
  const missing = paths.filter((path) => !lines.includes(path));
  return missing.length === 0 ? [] : [`add to .gitignore: ${missing.join(', ')}`];
}

function usersOf(units: Recognised['units'], kind: Kind, name: string): string[] {
  if (units.length === 0) return kind === 'docker' ? [] : [name];
  const named = units
    .flatMap(({ user }) => user ?? [])
    .filter((user) => /^[a-z_][\w-]*$/.test(user));
  return [...new Set(named.filter((user) => user !== 'root'))];
}

/** The last part of the path that a unit starts: the binary, or the archive after its options. */
function lastOf(paths: readonly string[]): string {
  const path = paths.at(-1) ?? '';
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name that systemd, useradd and file systems take. */
function serviceName(application: string): string {
  const fit = application.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-');
  return (
    fit
      .replace(/^[^a-z]+/, '')
      .replace(/-+$/, '')
      .slice(0, 31) || 'service'
  );
}

/** What a unit starts of the folder that the AppSpec file installs, as paths in it. */
function programsIn({ paths }: Unit, folder: string): string[] {
  return paths
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1));
}
