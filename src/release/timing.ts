const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const MiB = 1024 * 1024;

/**
 * How often a run looks, how long it waits for what, and how much it does at once; in milliseconds where nothing else
 * is said. What depends on the service that is deployed is in `fanout.yml` instead: timeout, busyTimeout, bake, maxParallel.
 */
export const timing = {
  /** Between two looks at a deployment: a share of how long nothing has changed, or of what is left, within these bounds. */
  look: {
    /** CodeDeploy lists the instances of a deployment a second or two after it was created. */
    first: 3 * second,
    /**
     * Instances are still to come, or have more events than those below before them, whose time is guessed from that of those
     * behind them; many destinations share an account's rate.
     */
    far: { share: 1 / 2, least: 4 * second, most: 15 * second },
    /** Every instance is at its last events: whoever waits for the end wants to know at once. Two seconds late on average. */
    near: 3.75 * second,
    /** As many events after its own: a script of ValidateService often takes no time. */
    lastEvents: 1,
    /** Between these shares of the length that is expected most deployments end. */
    expected: { earliest: 0.9, latest: 1.08 },
    /** There, by the length that is expected, and before. */
    nearExpected: { share: 1 / 30, least: 2.5 * second, most: 3.75 * second },
    farExpected: 30 * second,
    /**
     * Between these shares of its wait one of several that were created together is looked at, in turn with the others; those in
     * more places than that need not look in turn.
     */
    inTurn: { earliest: 1 / 2, latest: 3 / 2, places: 24 },
    /** Instances, by how long the deployment has run: often at first, when a mistake shows, and always when counts change. */
    detail: { share: 1 / 2, least: 8 * second, most: 45 * second },
    /** Where the looks do not go by it: near the end, or with a length that is expected. */
    detailSeldom: { share: 1, least: 20 * second, most: 80 * second },
    /** Nor more often than this in an account and region, whose followers share it. */
    detailEach: second,
    /** Baking, or Ready for somebody to shift the traffic: nothing of it is urgent. */
    idle: { share: 1 / 4, least: 3 * second, most: 20 * second },
    /** Looks that are due within this time of each other share a call. */
    together: second / 2,
    /** BatchGetDeployments takes 25 ids (the API's model of 2025; older guides say 100). */
    batch: 25,
    /** BatchGetDeploymentTargets too; one such call a look keeps large fleets within the API's limits. */
    instances: 25,
    /** After throttling all followers of an account and region wait: doubled each time, with jitter. */
    throttled: { least: 2 * second, most: minute },
  },

  /**
   * What has answered nothing for that long, while other regions did, is down: the run goes on without it, and says what it
   * does not know. A hiccup is shorter; an outage of a region lasts as long as a wave would wait for nothing.
   */
  silent: 3 * minute,

  /** Creating a deployment, and what may have become of it. */
  create: {
    /** Goes on through throttling and faults that pass; AWS's incidents of this kind are mostly shorter. */
    goesOn: 5 * minute,
    pause: { least: 2 * second, most: 30 * second },
    /** What was seen of a group so long ago is not asked for again before the first attempt. */
    seen: 30 * second,
    /** What was not answered in time may be carried out as late as this after it was sent. */
    late: 2 * minute,
    /** After a lost answer: lists lag a little behind. The last is for a run that is cancelled. */
    looks: [second, 3 * second, 6 * second],
    lookCancelled: second,
    /** CodeDeploy may tell so late of what was created, and is asked again meanwhile. */
    told: 40 * second,
    lookTold: 4 * second,
    /** How far back a list goes: the clocks of this machine and of AWS may differ, and a longer list costs nothing. */
    since: 6 * hour,
    /** Looks at a deployment of others that is in progress, and tries again where its id is not known. */
    busy: 5 * second,
    busyUnknown: 10 * second,
  },

  follow: {
    /** A deployment may be unreadable so long for a reason that does not pass by itself, such as a policy just changed. */
    unreadable: 2 * minute,
    /** The last look at all instances is repeated, each time after twice as long. */
    lastLooks: 4,
    /**
     * Events that run on instances are not interrupted when a deployment is stopped
     * (https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_StopDeployment.html: `Pending`).
     */
    stopping: 10 * minute,
    /** CodeDeploy writes `rollbackInfo` a little after the deployment has ended. */
    rollbackBegins: minute,
    rollbackLook: 2 * second,
    /**
     * CodeDeploy starts deployments for instances that were launched meanwhile a few seconds after the success, and does not
     * announce them (https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html).
     */
    relatedBegin: 10 * second,
  },

  /** While a wave bakes. */
  bake: {
    /** DescribeAlarms may be called nine times a second in an account and region (CloudWatch's quotas). */
    alarms: 15 * second,
    /** One call answers for all alarms that are due within this time. */
    alarmsTogether: second,
    /** Looks without an answer in a row; CodeDeploy too gives up an alarm only after some. */
    alarmUnknowns: 3,
    /** CloudWatch may take as long to have what was measured; its own alarms wait for it in the same way. */
    ingestion: 2 * minute,
  },

  check: {
    /** An HTTP answer that takes longer is a failed try. */
    answer: 30 * second,
    /** Between queries of Consul, even where it answers at once, as while a lot changes. */
    betweenQueries: second,
    /** A server of Consul that has not heard of its leader for longer may answer with what was. */
    silentLeader: 10 * second,
    /** A machine behind a proxy may have no name server that answers. */
    lookup: 2 * second,
  },

  /** How long a run waits at its end for what it still has to tell a webhook. */
  notice: {
    /** One that has answered nothing so far. */
    dead: 40,
    alive: 2 * second,
  },

  lease: {
    /** After a renewal; three may fail in a row. */
    holds: 2 * minute,
    /** Longer than it holds, since a renewal may be on its way for a while before S3 takes it. */
    takenOver: 3 * minute,
    renew: 30 * second,
    renewAgain: 10 * second,
    /** A renewal that hangs must leave time for others. */
    renewal: { least: 5 * second, most: 20 * second },
    release: 10 * second,
    /** Between two attempts to take it. Runs that saw each other wait up to `apart` longer, each by its own chance. */
    attempt: 5 * second,
    apart: 10 * second,
    attemptOlder: 15 * second,
    /** A bucket may take so long where there are others: a region that is down keeps nobody from the rest. */
    bucket: 8 * second,
    /** Where too few have answered, the others may take longer, so that they can say why. */
    lastBucket: minute,
    /** A majority that does not answer is asked again for that long. */
    silence: 20 * second,
    /** So long after a fanout that knows only one home was last seen, another one is expected. */
    olderFanout: 30 * 24 * hour,
  },

  /** An object that hosts may read once it is tagged. */
  tag: {
    /** Whoever has read an object's tags writes them within this time, and would take away what was written meanwhile. */
    settles: second,
    tries: 4,
  },

  record: {
    /** A record that is missing makes a run unproven, so it is worth minutes; a cancelled job has seconds. */
    goesOn: 2 * minute,
    goesOnCancelled: 5 * second,
    pause: { least: 2 * second, most: 30 * second },
    pauseCancelled: second,
    /** The clocks of S3 in two regions differ by less. */
    clocks: minute,
  },

  finish: {
    /** A cancelled job has minutes left; what takes longer is for the next `finish`. */
    goesOn: 5 * minute,
    look: 5 * second,
  },

  status: {
    /** `--watch` */
    watch: 10 * second,
    /** `serve`, at least; its budget of calls may make it longer. */
    serve: 15 * second,
  },

  /** A line is printed after so long without one: some CI systems end a job that prints nothing for ten minutes. */
  silence: minute,

  /** Requests to AWS. */
  request: {
    /** CodeDeploy and CloudWatch answer in less than a second, or not at all. */
    usual: { connect: 5 * second, answer: 10 * second },
    /** Where the answer to a creation is not waited for, it must be found out whether there is a deployment. */
    creation: { connect: 5 * second, answer: 30 * second },
    /** STS has other regions to ask. */
    sts: { connect: 3 * second, answer: 6 * second },
    /** A part takes as long as the line needs, but not without a byte moving. */
    s3: { connect: 5 * second, idle: minute },
    /** What is small is answered within seconds as well, or S3 hangs. */
    s3Small: 10 * second,
    /** What says nothing is asked so often: each time costs its whole time-out, and there are other regions. */
    silences: 2,
    /** AWS calls throttling and its own faults passing: before anything is deployed they are borne so long. */
    goesOn: 75 * second,
    /** The SDK's standard mode: full jitter over a base that doubles, throttling from a higher one. */
    pause: { base: second / 10, throttled: second / 2, most: 20 * second },
    /**
     * Once CodeDeploy has refused a call for its rate, an account and region are asked no more often than this share of what
     * was answered in the window before, and with each window that goes well so much more, until nobody is held back.
     */
    rate: { window: second, share: 0.8, least: 2, more: 1.1, free: 50 },
    /** Between two rounds through the regions of STS. */
    round: { least: second / 2, most: 15 * second },
    /**
     * How old a connection may be that was opened ahead of its request. What is asked once alone must not meet one that the
     * other side is about to close.
     */
    ahead: { kept: 20 * second, single: 5 * second },
    /** From here on the SDK corrects a clock that is off (@aws-sdk/core: httpAuthSchemes/utils). */
    clockOff: 4 * minute,
    /** Credentials are renewed so long before their end, and after a failure asked for again. */
    renewAhead: 5 * minute,
    renewAgain: 30 * second,
  },

  /** The upload of a bundle, over all buckets. */
  upload: {
    /** In bytes: the smallest part that S3 takes (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
    part: 5 * MiB,
    /** Parts of files, each with so much memory, which is read into by halves: 6 MiB. As many connections as a long line wants. */
    files: { atOnce: 12, room: MiB / 2 },
    /** Parts of what comes through this machine from another bucket: 30 MiB, for each is kept whole. */
    streams: { atOnce: 6 },
    /** Bytes a ms: nobody waits longer for the one request of a bundle than a line so slow would take. */
    slowest: 64,
    /** Parts of one object (the same page). */
    parts: 10_000,
    /** Of a copy within S3, before the bundle goes through this machine instead. */
    copyTries: 4,
  },

  /** How many are asked at the same time. */
  atOnce: {
    /** One small request each to buckets, endpoints or alarms in different regions. */
    requests: 50,
    /** Several calls for each destination, of which many may share an account, and with it a rate. */
    destinations: 20,
    /** Destinations whose connections are opened ahead; those that come after them in turn find some open. */
    ahead: 12,
    /** Sign-ins: STS shares one rate for all of an account. */
    roles: 16,
    /** Objects of one bucket. */
    objects: 8,
    /** Endpoints of users, and whole environments. */
    endpoints: 4,
    environments: 4,
  },
} as const;
