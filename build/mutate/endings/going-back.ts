import type { Removal } from '../removal.ts';

const create = '__tests__/release/deployment/create-deployment.test.ts';
const marker = '__tests__/release/marker.test.ts';
const back = '__tests__/release/run/handed-back.test.ts';
const creation = 'src/release/deployment/create-deployment.ts';
const turn = 'src/release/deployment/wait-for-turn.ts';

const onlyOfUsers = { file: turn, from: "return creator === 'user' &&", to: 'return' };

/** Of what goes back, and of what is in the way. */
export const ofGoingBack: readonly Removal[] = [
  {
    name: 'an undo creates nothing while it is not known whether the one before exists',
    patches: [
      {
        file: creation,
        from: "        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;\n      }",
        to: '      }',
      },
    ],
    test: create,
    title: 'while looking is denied: it is not known whether it exists',
  },
  {
    name: 'an undo looks for the one whose answer was lost',
    patches: [
      {
        file: creation,
        from: "if ('found' in look) return adopt(look.found);\n        if (isLate(fault))",
        to: 'if (isLate(fault))',
      },
    ],
    test: create,
    title: 'once a list names it',
  },
  {
    name: 'what goes back is handed back as it was read, a .tgz too',
    patches: [
      {
        file: 'src/release/run/undo.ts',
        from: '...more, ...defined({ bundleType }) };',
        to: '...more };',
      },
    ],
    test: back,
    title: 'what others had deployed is handed back as it was read, be it no zip',
  },
  {
    name: 'and CodeDeploy is asked for that kind of bundle',
    patches: [
      {
        file: 'src/release/deployment/deployment-input.ts',
        from: '    bundleType,\n    ...defined',
        to: "    bundleType: 'zip',\n    ...defined",
      },
    ],
    test: back,
    title: 'CodeDeploy is asked for the bundle that it is',
  },
  {
    name: 'a key with spaces makes a marker that can be read',
    patches: [
      {
        file: 'src/release/marker.ts',
        from: 'return encodeURI(version).slice(-longestKey);',
        to: 'return version.slice(-longestKey);',
      },
    ],
    test: marker,
    title: 'can be read where a revision of others has the key .*by hand',
  },
  {
    name: 'a key of over 200 characters makes a marker that can be read',
    patches: [
      {
        file: 'src/release/marker.ts',
        from: 'return encodeURI(version).slice(-longestKey);',
        to: 'return encodeURI(version);',
      },
    ],
    test: marker,
    title: 'can be read where a revision of others has the key .*folder',
  },
  {
    name: "onBusy: stop does not stop fanout's own undo",
    patches: [{ file: turn, from: ' && !readMarker(description)?.back;', to: ';' }],
    test: create,
    title: 'what a run brings back',
  },
  {
    name: 'onBusy: stop does not stop a rollback of CodeDeploy',
    patches: [onlyOfUsers],
    test: create,
    title: 'a rollback of CodeDeploy',
  },
  {
    name: 'onBusy: stop does not stop what goes to instances that were added',
    patches: [onlyOfUsers],
    test: create,
    title: 'what is deployed to instances that were added',
  },
  {
    name: 'onBusy: stop does not stop what CodeDeploy updates by itself',
    patches: [onlyOfUsers],
    test: create,
    title: 'what CodeDeploy updates by itself',
  },
  {
    name: 'onBusy: stop stops a deployment of another run, and one by hand',
    patches: [{ file: turn, from: "return creator === 'user' &&", to: "return creator === '' &&" }],
    test: create,
    title: 'a deployment (?:of another run|by hand)',
  },
  {
    name: 'a reason forges no marker: the first field wins',
    patches: [
      {
        file: 'src/release/marker.ts',
        from: 'if (rest.length === 0 || !fieldNames.has(name) || fields.has(name)) break;',
        to: 'if (rest.length === 0) continue;',
      },
    ],
    test: marker,
    title: 'is what it was made of, whatever the reason.*leaks',
  },
  {
    name: 'the marker says that it goes back',
    patches: [
      { file: 'src/release/marker.ts', from: "...(marker.back ? ['back=1'] : []),", to: '' },
    ],
    test: marker,
    title: 'is what it was made of, whatever the reason',
  },
  {
    name: 'a throttled call after minutes behind a busy group is the first fault of a series',
    patches: [
      {
        file: creation,
        from: "if (fault.kind === 'busy') {\n        failing = undefined;",
        to: "if (fault.kind === 'busy') {\n        failing ??= { since: clock.now(), tries: 0 };",
      },
    ],
    test: create,
    title: 'after minutes behind a busy group a throttled call is the first fault of a series',
  },
  {
    name: 'an undo respects maxParallel',
    patches: [
      {
        file: 'src/release/run/undo.ts',
        from: 'Math.min(timing.atOnce.requests, maxParallel)',
        to: 'Math.max(timing.atOnce.requests, maxParallel)',
      },
    ],
    test: back,
    title: 'no more of a wave go back at once than may be deployed to at once',
  },
];
