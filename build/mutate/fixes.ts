import type { Fix } from './fix.ts';

/** What was wrong once. */
export const fixes: readonly Fix[] = [
  {
    name: 'a renewal that was carried out and not answered is known again',
    shows: 'a lease is lost only to others or to time',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/guard/keep-lease.ts',
        from: 'if (theirs?.token !== us.token || !theirs.until) return false;',
        to: 'if (theirs || us) return false;',
      },
    ],
  },
  {
    name: 'nothing starts once the lease is lost',
    shows: 'no group is changed without a lease',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/run/waves-gate.ts',
        from: 'if (blocked.aborted) return String((blocked.reason as Error).message);',
        to: '',
      },
    ],
  },
  {
    name: 'a lease is given back by its token',
    shows: 'a lease is given back by who has it',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/guard/find-lease.ts',
        from: '    if (token !== undefined && lease.token !== token) return false;\n',
        to: '',
      },
    ],
  },
  {
    name: "a lease's age is told by S3's time, not by the machine's",
    shows: 'no lease is taken over that is renewed',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/guard/lease-record.ts',
        from: 'return ageOf(kept) ?? now - one.since;',
        to: "return now - Date.parse(leaseIn(kept)?.until ?? '') + timing.lease.holds;",
      },
    ],
  },
  {
    name: 'finish: what could not be looked at may go on',
    shows: 'finish ends well only when all has ended',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/finish/settle.ts',
        from: 'return told(destination, { begun, ending, isSettled: false });',
        to: 'return told(destination, { begun, ending, isSettled: true });',
      },
    ],
  },
  {
    name: 'finish: a list that cannot be read is not an empty one',
    shows: 'finish ends well only when all has ended',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/finish/look-for.ts',
        from: "if ('unread' in look) throw look.unread;",
        to: "if ('unread' in look) return { none: true };",
      },
    ],
  },
  {
    name: 'after a lost answer nothing is created before it is known what became of it',
    shows: 'no two deployments of one run and destination',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: "        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;\n      }",
        to: '      }',
      },
    ],
  },
  {
    name: 'after an answer that is late nothing is created while it may yet come',
    shows: 'no two deployments of one run and destination',
    command: 'rollback',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: 'if (isLate(fault)) mayComeUntil = sent.at + timing.create.late;',
        to: 'if (isLate(fault)) mayComeUntil = sent.at;',
      },
    ],
  },
  {
    name: 'an undo looks for an earlier one of its own',
    shows: 'no two deployments of one run and destination',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: "role === 'rollback' ? await findOwn(input, marker, ports) : undefined",
        to: "role === 'rollback' && isBlind ? await findOwn(input, marker, ports) : undefined",
      },
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: "        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;\n      }",
        to: '      }',
      },
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: '/** `closed`: nothing may start any more. `sent`: when CreateDeployment itself was called, if it was: looking comes before it. */',
        to: 'const isBlind = false as boolean;\n',
      },
    ],
  },
  {
    name: 'onBusy: stop stops no rollback',
    shows: 'what goes back is not stopped by another run',
    command: 'deploy',
    environment: 'staging',
    patches: [
      {
        file: 'src/release/deployment/wait-for-turn.ts',
        from: "return creator === 'user' && !readMarker(description)?.back;",
        to: 'return creator !== description || !readMarker(description)?.back;',
      },
    ],
  },
  {
    name: 'S3 that does not answer for a known release refuses, and is no bug',
    shows: 'no exit 70',
    command: 'promote',
    patches: [
      {
        file: 'src/release/records/publish.ts',
        from: '      problems.push({ message: `${message} (bucket ${holder.bucket})`, ...rest });',
        to: '      if (message || rest) throw error;',
      },
    ],
  },
  {
    name: 'a machine that slept asks for its lease before it creates anything',
    shows: 'no group is changed without a lease',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: '    if (ports.sure) await unlessCancelled(ports.sure, signal);\n',
        to: '',
      },
    ],
  },
  {
    name: 'a rollback goes to what is proven',
    shows: "a rollback's target was proven",
    command: 'deploy',
    patches: [
      {
        file: 'src/release/records/proof.ts',
        from: '  if (!isGood(entry.outcome)) return unproven(`${inWords(entry)} in run ${run}`);\n',
        to: '',
      },
      {
        file: 'src/release/records/proof.ts',
        from: '  if (!entry.verified || !entry.digest) return',
        to: '  if (!entry.digest) return',
      },
    ],
  },
  {
    name: 'what a check found wrong is not verified',
    shows: 'what is proven held its checks',
    command: 'deploy',
    patches: [
      {
        file: 'src/verify/verify.ts',
        from: '    held = failure ? 0 : held + 1;',
        to: '    held += 1;',
      },
    ],
  },
  {
    name: 'finish records what the run was to bring, not what brought back the rest',
    shows: 'a record names what its run was to bring',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/finish/settle.ts',
        from: 'const seen = await lookFor(begun, work);',
        to: 'const seen = await lookFor(begun.undo ?? begun, work);',
      },
    ],
  },
  {
    name: 'time limits count from the first fault of a series',
    shows: 'nobody gives up for a fault of a moment',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/deployment/create-deployment.ts',
        from: "if (fault.kind === 'busy') {\n        failing = undefined;",
        to: "if (fault.kind === 'busy') {\n        failing ??= { since: clock.now(), tries: 0 };",
      },
    ],
  },
  {
    name: 'no more go back at once than may be deployed to at once',
    shows: 'a wave is no wider than it may be',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/run/undo.ts',
        from: 'Math.min(timing.atOnce.requests, maxParallel)',
        to: 'Math.max(timing.atOnce.requests, maxParallel)',
      },
    ],
  },
  {
    name: 'a record that cannot be written keeps a run from ending well',
    shows: 'a run that ends well is recorded',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/records/record-run.ts',
        from: 'return [artifacts.bucket];',
        to: 'return [];',
      },
    ],
  },
  {
    name: "a run's time is S3's when it took its lease",
    shows: "a record's time is S3's when its run took the lease",
    command: 'deploy',
    patches: [
      {
        file: 'src/release/guard/keep-lease.ts',
        from: 'sent: began, sentAt, taken } = lease;',
        to: 'sent: began, sentAt } = lease;\n  const taken = clock.now();',
      },
    ],
  },
  {
    name: 'a deployment that left an instance behind proves nothing',
    shows: 'what is proven runs on all instances',
    command: 'deploy',
    patches: [
      {
        file: 'src/release/records/record-run.ts',
        from: 'isGood(result.outcome) && leftBehind === undefined',
        to: 'isGood(result.outcome)',
      },
    ],
  },
];
