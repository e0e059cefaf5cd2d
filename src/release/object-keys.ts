import { defined } from '../defined.ts';
/** Whose releases and records they are: an application's, or a bundle's of those that share an application. */
export type Owner = {
  application: string;
  bundleName?: string;
  /** What comes before all keys in a bucket that others use too: `teams/payments`. */
  prefix?: string;
};

/** Below which everything of an owner is, in every bucket. Nothing else puts keys together. */
function prefixOf({ prefix, ...owner }: Owner): string {
  return prefix === undefined ? belowPrefix(owner) : `${prefix}/${belowPrefix(owner)}`;
}

function belowPrefix({ application, bundleName }: Owner): string {
  return bundleName === undefined ? application : `${application}/bundles/${bundleName}`;
}

/** Whether both have the same keys. */
export function isSameOwner(one: Owner, other: Owner): boolean {
  return prefixOf(one) === prefixOf(other);
}

/** An owner as people read it. */
export function ownerText({ application, bundleName }: Owner): string {
  return bundleName === undefined ? application : `${application}/${bundleName}`;
}

/** Where a release's zip is in each bucket. */
export function releaseKey(owner: Owner, version: string, digest: string): string {
  return `${prefixOf(owner)}/${version}-${digest.slice(0, 16)}.zip`;
}

/** The version of a zip by its key; undefined for what is not a release of ours. */
export function versionOfKey(key: string | undefined): string | undefined {
  return /^(?:.*\/)?([^/]+)-[0-9a-f]{16}\.zip$/.exec(key ?? '')?.[1];
}

/** The beginning of its content digest, likewise. */
export function digestOfKey(key: string | undefined): string | undefined {
  return /-([0-9a-f]{16})\.zip$/.exec(key ?? '')?.[1];
}

/** Whose release a zip is by its key; undefined for what has no owner. No prefix has a part that is called `bundles`. */
export function ownerOfKey(key: string): Owner | undefined {
  const [, prefix, application, bundleName] =
    /^(?:(.+?)\/)??([^/]+)\/(?:bundles\/([^/]+)\/)?[^/]+$/.exec(key) ?? [];
  if (application === undefined) return undefined;
  return { application, ...defined({ bundleName, prefix }) };
}

/** Where the record of a release is, beside its zip. */
export function releaseRecordKey(owner: Owner, version: string): string {
  return `${releasesPrefix(owner)}${version}.json`;
}

export function releasesPrefix(owner: Owner): string {
  return `${prefixOf(owner)}/releases/`;
}

export function runsPrefix(owner: Owner, environment: string): string {
  return `${prefixOf(owner)}/runs/${environment}/`;
}

export function leaseKey(environment: Owner & { name: string }): string {
  return `${prefixOf(environment)}/locks/${environment.name}.json`;
}

export function holdKey(environment: Owner & { name: string }): string {
  return `${prefixOf(environment)}/holds/${environment.name}.json`;
}

/** The keys of an environment as the resources of IAM name them, apart by who may do what there. */
export function keyPatterns(environment: Owner & { name: string }) {
  const prefix = prefixOf(environment);
  return {
    all: `${prefix}/*`,
    bundles: `${prefix}/*.zip`,
    releases: `${releasesPrefix(environment)}*`,
    runs: `${runsPrefix(environment, environment.name)}*`,
    lock: leaseKey(environment),
    hold: holdKey(environment),
  };
}
