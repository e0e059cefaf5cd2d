import type { Structures } from './model.generated.ts';
import type { Group, Instance, Scope } from './state.ts';

/** The instances that a group's tags and Auto Scaling groups name, in the order they came to be. */
export function instancesOf(scope: Scope, group: Group): Instance[] {
  const { ec2TagFilters, ec2TagSet, autoScalingGroups } = group.settings;
  return select(scope, { tagFilters: ec2TagFilters, ec2TagSet, autoScalingGroups });
}

/** The instances that tags, sets of tags or Auto Scaling groups name; none where nothing is named. */
export function select(scope: Scope, wanted: Structures['TargetInstances']): Instance[] {
  const { tagFilters = [], ec2TagSet, autoScalingGroups = [] } = wanted;
  const anyOf = tagFilters.map(asTest);
  const allOf = (ec2TagSet?.ec2TagSetList ?? [])
    .filter((set) => set.length > 0)
    .map((set) => anyOne(set.map(asTest)))
    // What an instance is most likely to lack is asked first: sets narrow down from the first to the last.
    .reverse();
  return [...scope.fleet].filter(
    ({ tags, autoScalingGroup }) =>
      anyOf.some((test) => test(tags)) ||
      (allOf.length > 0 && allOf.every((test) => test(tags))) ||
      autoScalingGroups.includes(autoScalingGroup),
  );
}

type Test = (tags: Instance['tags']) => boolean;

function anyOne(tests: readonly Test[]): Test {
  const [only, ...others] = tests;
  return only && others.length === 0 ? only : (tags) => tests.some((test) => test(tags));
}

function asTest({ Key, Value, Type }: Structures['EC2TagFilter']): Test {
  const kind = Type ?? (Key === undefined ? 'VALUE_ONLY' : Value === undefined ? 'KEY_ONLY' : '');
  if (kind === 'VALUE_ONLY') return (tags) => Object.values(tags).some((value) => value === Value);
  if (Key === undefined) return () => false;
  if (kind === 'KEY_ONLY') return (tags) => Object.hasOwn(tags, Key);
  return (tags) => tags[Key] === Value && Object.hasOwn(tags, Key);
}

/** Adds instances like those that the group was made with. */
export function launch(scope: Scope, group: Group, ids: readonly string[]): Instance[] {
  const { seed } = group;
  const numbers = [...scope.fleet]
    .filter((instance) => instance.seed === seed)
    .map(({ number }) => number);
  const last = Math.max(0, ...numbers);
  const added = ids.map((id, index) => anInstance(id, seed, last + index + 1));
  for (const instance of added) scope.fleet.add(instance);
  return added;
}

function anInstance(id: string, seed: Group['seed'], number: number): Instance {
  const tags = { Application: seed.application, DeploymentGroup: seed.deploymentGroup };
  return { id, seed, number, tags, autoScalingGroup: seed.deploymentGroup, health: new Map() };
}
