module.exports = {
"./appspec-place.js"(require, module, exports) {"use strict";
const require_paths = () => require("./paths.js");

// src/bundle/appspec-place.ts
const appspecName = "appspec.yml";
function findAppspec(entries) {
	const byPath = new Map(entries.map((entry) => [entry.path, entry]));
	const wrapper = byPath.has("appspec.yml") ? void 0 : wrapperOf(entries);
	const path = wrapper === void 0 ? appspecName : `${wrapper}/${appspecName}`;
	if (!byPath.has(path)) return missing(entries);
	const end = (require_paths()).follow(path, byPath);
	const kind = typeof end === "string" ? void 0 : byPath.get(end.path)?.kind;
	if (kind === "file") return wrapper === void 0 ? { path } : {
		path,
		wrapper
	};
	const what = kind === "directory" ? "is a folder" : "is a link whose target is not a file of the bundle";
	return {
		code: "no-appspec",
		message: `${(require_paths()).quoted(path)}, the AppSpec file, ${what}`,
		file: path
	};
}
function wrapperOf(entries) {
	const [first] = entries;
	const root = first?.path.split("/")[0];
	if (root === void 0) return void 0;
	const alone = entries.every(({ path }) => path === root || path.startsWith(`${root}/`));
	const marked = entries.some(({ path }) => /^[^/]+\/[^/]*appspec[^/]*$/i.test(path));
	return alone && marked ? root : void 0;
}
function missing(entries) {
	const message = `there is no ${appspecName} at the root of the bundle`;
	const nearest = entries.map(({ path }) => path).filter((path) => /(^|\/)appspec\.ya?ml$/i.test(path)).sort((a, b) => a.split("/").length - b.split("/").length)[0];
	if (nearest === void 0) return {
		code: "no-appspec",
		message,
		hint: "is it generated? set bundle.appspec to where it is"
	};
	return {
		code: "no-appspec",
		message,
		hint: `there is ${(require_paths()).quoted(nearest)}, but hosts look for exactly "${appspecName}" at the root`
	};
}

Object.defineProperty(exports, "appspecName", {
  enumerable: true,
  get: function () {
    return appspecName;
  }
});
Object.defineProperty(exports, "findAppspec", {
  enumerable: true,
  get: function () {
    return findAppspec;
  }
});
},
"./ballots.js"(require, module, exports) {"use strict";
const require_run_command = () => require("./run-command.js");
const require_defined = () => require("./defined.js");
const require_timing = () => require("./timing.js");
const require_open_session = () => require("./open-session.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_problem = () => require("./problem.js");
const require_marker = () => require("./marker.js");

// src/release/guard/home-choice.ts
function homeDestinations(environment) {
	const main = recordsDestinationOf(environment);
	const whole = (require_project()).wholeOf(environment);
	const elsewhere = whole.filter(({ region, bucket }) => region !== main.region && bucket !== main.bucket);
	const near = elsewhere.filter(({ account }) => account.name === main.account.name);
	const rest = oneOfEachRegion(regionsIn(near) >= 2 ? near : elsewhere);
	const count = Math.min(mostHomes, rest.length + 1);
	const size = count % 2 === 1 ? count : count - 1;
	return whole.length < 3 || size < 3 ? [main] : [main, ...rest.slice(0, size - 1)];
}
const mostHomes = 5;
function recordsDestinationOf(environment) {
	if (environment.recordsDestination) return environment.recordsDestination;
	const [first] = (require_project()).allDestinations(environment);
	if (!first) throw new Error("an environment has at least one destination");
	return first;
}
function regionsIn(destinations) {
	return new Set(destinations.map(({ region }) => region)).size;
}
function oneOfEachRegion(destinations) {
	const sorted = destinations.toSorted((a, b) => compare(a.region, b.region) || compare(a.bucket, b.bucket));
	const buckets = /* @__PURE__ */ new Set();
	const byRegion = /* @__PURE__ */ new Map();
	for (const one of sorted) {
		if (byRegion.has(one.region) || buckets.has(one.bucket)) continue;
		buckets.add(one.bucket);
		byRegion.set(one.region, one);
	}
	return [...byRegion.values()];
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/release/guard/homes.ts
function homesOf(environment, aws) {
	const chosen = homeDestinations(environment);
	const byBucket = new Map((require_project()).wholeOf(environment).map((one) => [one.bucket, one]));
	for (const { bucket } of chosen) byBucket.delete(bucket);
	const home = (destination) => homeIn(aws.artifacts(destination), destination);
	const voters = chosen.map(home);
	return {
		own: voters[0],
		voters,
		others: [...byBucket.values()].map(home)
	};
}
function homeIn(records, destination) {
	return {
		bucket: records.bucket,
		destination,
		async read(key, signal) {
			const found = await records.readJson(key, signal);
			if (!found) return void 0;
			const { eTag: tag, ...rest } = found;
			return {
				...rest,
				tag
			};
		},
		async write(key, value, before, signal) {
			const condition = before ? { ifMatch: before.tag } : { ifNoneMatch: true };
			const answer = await records.writeJson(key, value, condition, signal);
			if (!answer.written) return void 0;
			const time = (require_defined()).defined({
				now: answer.now,
				written: answer.now
			});
			return {
				value,
				tag: answer.eTag,
				...time
			};
		}
	};
}
async function askEach(homes, { clock, outer, ms = (require_timing()).timing.lease.bucket, isEnough = () => true }, work) {
	const answers = /* @__PURE__ */ new Map();
	const silent = [];
	if (homes.length === 0) return {
		answers,
		silent
	};
	const left = leaveLate({
		clock,
		ms,
		isEnough: () => isEnough(answers)
	});
	const ask = (home, ends) => {
		if (ms === Number.POSITIVE_INFINITY) return work(home, outer);
		const most = Math.max(ms, (require_timing()).timing.lease.lastBucket);
		return (require_run_command()).within(most, {
			clock,
			outer: ends
		}, (signal) => work(home, signal));
	};
	await (require_run_command()).withAny([outer, left.signal], (ends) => (require_limit()).mapLimited(homes, (require_timing()).timing.atOnce.requests, async (home) => {
		try {
			answers.set(home, await ask(home, ends));
			left.look();
		} catch (error) {
			outer?.throwIfAborted();
			silent.push({
				home,
				error
			});
		}
	})).finally(left.end);
	return {
		answers,
		silent
	};
}
function leaveLate({ clock, ms, isEnough }) {
	const late = new AbortController();
	const over = new AbortController();
	let isLate = false;
	const look = () => {
		if (isLate && isEnough()) late.abort((require_run_command()).tooLate(ms));
	};
	const wait = clock.patience ?? clock.sleep;
	if (ms !== Number.POSITIVE_INFINITY) wait(ms, over.signal).then(() => {
		isLate = true;
		look();
	}, () => void 0);
	return {
		signal: late.signal,
		look,
		end: () => over.abort(answered)
	};
}
const answered = /* @__PURE__ */ new Error("all have answered");
function patienceFor({ voters }) {
	if (voters.length === 1) return { ms: Number.POSITIVE_INFINITY };
	return { isEnough: ({ size }) => 2 * size > voters.length };
}
async function askAll(homes, { isEnough, ...asking }, work) {
	const { voters, others } = homes;
	if (voters.length > 1) return askEach([...voters, ...others], {
		...asking,
		isEnough
	}, work);
	const [chosen, rest] = await Promise.all([askEach(voters, {
		...asking,
		...patienceFor(homes)
	}, work), askEach(others, asking, work)]);
	return {
		answers: new Map([...chosen.answers, ...rest.answers]),
		silent: [...chosen.silent, ...rest.silent]
	};
}
function haveMost({ voters }) {
	return (answering) => 2 * voters.filter((home) => answering.has(home)).length > voters.length;
}
async function readAll(homes, key, { unread, ...asking }, isEnough = haveMost(homes)) {
	const read = (home, signal) => home.read(key, signal);
	const { answers, silent } = await askAll(homes, {
		...asking,
		isEnough
	}, read);
	const found = [...homes.voters, ...homes.others].flatMap((home) => {
		const kept = answers.get(home);
		return kept ? [{
			home,
			kept
		}] : [];
	});
	if (!isEnough(answers)) return {
		found,
		blind: { error: silenceOf(homes, silent, "s3:GetObject") }
	};
	for (const { home, error } of silent) unread(home, error);
	return { found };
}
function unreadProblem(what, { bucket, destination }, error) {
	if (error instanceof (require_problem()).RefusedError && error.problems[0]) return error.problems[0];
	return {
		code: "hold-unreadable",
		message: `not checked: ${what} s3://${bucket}: ${destination.region} does not answer: ${(require_open_session()).errorText(error)}`
	};
}
function silenceOf({ voters }, all, operation) {
	const ofVoters = all.filter(({ home }) => voters.includes(home));
	const silent = ofVoters.length > 0 && voters.length === 1 ? ofVoters : all;
	const [first] = silent;
	if (voters.length === 1 || !first) return first?.error;
	const problems = silent.map(({ home, error }) => error instanceof (require_problem()).RefusedError && error.problems[0] ? error.problems[0] : (require_open_session()).describeFault(error, {
		destination: home.destination,
		operation
	}));
	return new (require_problem()).RefusedError(problems, { cause: first.error });
}
function asRefusal(error, environment, operation) {
	if (error instanceof (require_problem()).RefusedError || error instanceof (require_problem()).UsageError) return error;
	const where = {
		destination: recordsDestinationOf(environment),
		operation
	};
	return new (require_problem()).RefusedError([(require_open_session()).describeFault(error, where)], { cause: error });
}

// src/release/guard/lease-record.ts
function leaseIn(kept) {
	const value = kept?.value;
	if (value === void 0 || value === null) return void 0;
	const { run, token, since, until, older, ...rest } = value;
	const text = (one) => typeof one === "string" ? one : void 0;
	return {
		...rest,
		run: text(run) ?? "unknown",
		since: text(since) ?? "",
		...(require_defined()).defined({
			token: text(token),
			until: until ? text(until) ?? "unknown" : void 0,
			older: text(older)
		})
	};
}
function homesIn(kept) {
	return namesIn(leaseIn(kept)?.homes);
}
function setsIn(kept) {
	const former = leaseIn(kept)?.former;
	return [homesIn(kept), ...Array.isArray(former) ? former.map(namesIn) : []].filter((set) => set.length > 0);
}
function namesIn(named) {
	return Array.isArray(named) ? named.filter((one) => typeof one === "string") : [];
}
function ageOf(kept) {
	const { now, written } = kept ?? {};
	return now === void 0 || written === void 0 ? void 0 : now - written;
}
function tellsAge(clock) {
	const seen = /* @__PURE__ */ new Map();
	return (bucket, kept) => {
		const now = clock.now();
		const known = seen.get(bucket);
		const one = known?.tag === kept?.tag && known ? known : {
			tag: kept?.tag ?? "",
			since: now
		};
		seen.set(bucket, one);
		return ageOf(kept) ?? now - one.since;
	};
}
function keepsOut(kept, us, all, age) {
	const theirs = leaseIn(kept);
	if (!theirs?.until || theirs.token === us.token || (require_marker()).isEarlierAttempt(String(theirs.run), us.run)) return false;
	return age < (require_timing()).timing.lease.takenOver && !isGivenBack(theirs, all);
}
function isGivenBack({ token, since }, all) {
	return all.some((kept) => {
		const one = leaseIn(kept);
		return token !== void 0 && one?.token === token && one.since === since && !one.until;
	});
}

// src/release/guard/majority.ts
function homeNames(homes) {
	return homes.map(({ bucket }) => bucket);
}
function hasMajority(set, had, known) {
	const needed = Math.floor(set.length / 2) + 1;
	const left = set.filter((name) => known.includes(name)).length;
	return set.filter((name) => had.includes(name)).length >= Math.min(needed, left);
}
function setsOf({ voters }, records) {
	const own = homeNames(voters);
	const sets = /* @__PURE__ */ new Map([[keyOf(own), own]]);
	for (const named of records.flatMap(setsIn)) sets.set(keyOf(named), named);
	return [...sets.values()];
}
function isSameSet(a, b) {
	return keyOf(a) === keyOf(b);
}
function keyOf(set) {
	return JSON.stringify([...new Set(set)].toSorted());
}

// src/release/guard/older-fanout.ts
function watchOlder(clock) {
	const silentSince = /* @__PURE__ */ new Map();
	return {
		looked(answering, silent) {
			for (const home of answering) silentSince.delete(home);
			for (const home of silent) silentSince.set(home, silentSince.get(home) ?? clock.now());
		},
		mayWorkUntil(seen) {
			if (silentSince.size === 0 || !isReckonedWith(seen)) return void 0;
			const until = Math.max(...silentSince.values()) + (require_timing()).timing.lease.takenOver;
			return clock.now() < until ? until : void 0;
		}
	};
}
function isReckonedWith(seen) {
	const all = [...seen.values()];
	if (!all.some((kept) => homesIn(kept).length > 0)) return true;
	return all.some((kept) => {
		const older = Date.parse(leaseIn(kept)?.older ?? "");
		return !Number.isNaN(older) && (kept?.now ?? older) - older < (require_timing()).timing.lease.olderFanout;
	});
}
function olderSeen(read) {
	return [...read].flatMap(sightingIn).toSorted().at(-1);
}
function sightingIn(kept) {
	const lease = leaseIn(kept);
	if (!lease || homesIn(kept).length > 0) return lease?.older === void 0 ? [] : [lease.older];
	const written = kept?.written ?? kept?.now;
	return written === void 0 ? [] : [new Date(written).toISOString()];
}

// src/release/guard/ballots.ts
function openBallots({ key, run, token }, read, { clock, asking, ours }) {
	const told = Math.max(0, ...[...read.values()].map((kept) => kept?.now ?? 0));
	const since = new Date(told || clock.now()).toISOString();
	let record = {
		run,
		token,
		since,
		homes: ours
	};
	const held = /* @__PURE__ */ new Map();
	const cast = /* @__PURE__ */ new Map();
	const failed = [];
	const [sent, sentAt] = [clock.now(), (require_run_command()).wallTime(clock)];
	return {
		failed,
		sent,
		has: (home) => held.has(home),
		won: () => homeNames([...held.keys()]),
		untold: (seen) => olderSeen(seen.values()) === record.older ? [] : [...held.keys()],
		async cast(on, seen) {
			record = {
				...record,
				...(require_defined()).defined({ older: olderSeen(seen.values()) })
			};
			const until = new Date(clock.now() + (require_timing()).timing.lease.holds).toISOString();
			const { answers, silent } = await askEach(on, asking, (home, signal) => {
				const before = held.get(home) ?? seen.get(home);
				if (!cast.has(home)) cast.set(home, before);
				held.delete(home);
				return home.write(key, {
					...record,
					until,
					...formerOf(before, ours)
				}, before, signal);
			});
			for (const [home, kept] of answers) if (kept) held.set(home, kept);
			failed.push(...silent);
		},
		async end() {
			await askEach([...cast.keys()], { clock }, (home, signal) => giveBackIn(home, key, {
				token,
				since
			}, held.get(home), signal, {
				...record,
				...namesBefore(cast.get(home))
			}));
		},
		taken(voters, sets, known) {
			const times = [...held.values()].map((kept) => kept.now ?? 0);
			const all = new Map(voters.map((home) => [home, void 0]));
			for (const [home, kept] of held) all.set(home, kept);
			const settled = {
				...record,
				settled: true
			};
			const taken = Math.max(...times) || clock.now();
			return {
				key,
				record: settled,
				held: all,
				sets,
				known,
				sent,
				sentAt,
				taken
			};
		}
	};
}
async function giveBackIn(home, key, { token, since }, kept, signal, free) {
	if (kept && await home.write(key, free, kept, signal)) return true;
	const found = await home.read(key, signal);
	const theirs = leaseIn(found);
	return theirs?.until && theirs.token === token && (!since || theirs.since === since) ? await home.write(key, free, found, signal) !== void 0 : false;
}
function formerOf(before, ours) {
	const former = setsIn(before).filter((set) => !isSameSet(set, ours));
	return former.length > 0 ? { former } : {};
}
function namesBefore(before) {
	const { settled, former } = leaseIn(before) ?? {};
	const homes = homesIn(before);
	return {
		...homes.length > 0 && { homes },
		...settled === true && { settled },
		...(require_defined()).defined({ former })
	};
}

Object.defineProperty(exports, "ageOf", {
  enumerable: true,
  get: function () {
    return ageOf;
  }
});
Object.defineProperty(exports, "asRefusal", {
  enumerable: true,
  get: function () {
    return asRefusal;
  }
});
Object.defineProperty(exports, "askAll", {
  enumerable: true,
  get: function () {
    return askAll;
  }
});
Object.defineProperty(exports, "askEach", {
  enumerable: true,
  get: function () {
    return askEach;
  }
});
Object.defineProperty(exports, "giveBackIn", {
  enumerable: true,
  get: function () {
    return giveBackIn;
  }
});
Object.defineProperty(exports, "hasMajority", {
  enumerable: true,
  get: function () {
    return hasMajority;
  }
});
Object.defineProperty(exports, "haveMost", {
  enumerable: true,
  get: function () {
    return haveMost;
  }
});
Object.defineProperty(exports, "homeDestinations", {
  enumerable: true,
  get: function () {
    return homeDestinations;
  }
});
Object.defineProperty(exports, "homeNames", {
  enumerable: true,
  get: function () {
    return homeNames;
  }
});
Object.defineProperty(exports, "homesIn", {
  enumerable: true,
  get: function () {
    return homesIn;
  }
});
Object.defineProperty(exports, "homesOf", {
  enumerable: true,
  get: function () {
    return homesOf;
  }
});
Object.defineProperty(exports, "isSameSet", {
  enumerable: true,
  get: function () {
    return isSameSet;
  }
});
Object.defineProperty(exports, "keepsOut", {
  enumerable: true,
  get: function () {
    return keepsOut;
  }
});
Object.defineProperty(exports, "leaseIn", {
  enumerable: true,
  get: function () {
    return leaseIn;
  }
});
Object.defineProperty(exports, "olderSeen", {
  enumerable: true,
  get: function () {
    return olderSeen;
  }
});
Object.defineProperty(exports, "openBallots", {
  enumerable: true,
  get: function () {
    return openBallots;
  }
});
Object.defineProperty(exports, "patienceFor", {
  enumerable: true,
  get: function () {
    return patienceFor;
  }
});
Object.defineProperty(exports, "readAll", {
  enumerable: true,
  get: function () {
    return readAll;
  }
});
Object.defineProperty(exports, "recordsDestinationOf", {
  enumerable: true,
  get: function () {
    return recordsDestinationOf;
  }
});
Object.defineProperty(exports, "setsOf", {
  enumerable: true,
  get: function () {
    return setsOf;
  }
});
Object.defineProperty(exports, "silenceOf", {
  enumerable: true,
  get: function () {
    return silenceOf;
  }
});
Object.defineProperty(exports, "tellsAge", {
  enumerable: true,
  get: function () {
    return tellsAge;
  }
});
Object.defineProperty(exports, "unreadProblem", {
  enumerable: true,
  get: function () {
    return unreadProblem;
  }
});
Object.defineProperty(exports, "watchOlder", {
  enumerable: true,
  get: function () {
    return watchOlder;
  }
});
},
"./build-environment.js"(require, module, exports) {"use strict";
// src/bundle/build-environment.ts
const ofTheJob = [
	/^AWS_/i,
	/^ACTIONS_/i,
	/^(INPUT|STATE)_/i,
	/^FANOUT_/i,
	/^GITHUB_(TOKEN|ENTERPRISE_TOKEN|OUTPUT|ENV|STATE|PATH|STEP_SUMMARY)$/i,
	/^GH_(TOKEN|ENTERPRISE_TOKEN)$/i,
	/^CI_(JOB_TOKEN|JOB_JWT.*|BUILD_TOKEN|REGISTRY_PASSWORD|DEPLOY_PASSWORD|DEPENDENCY_PROXY_PASSWORD|REPOSITORY_URL)$/i,
	/^TEAMCITY_BUILD_PROPERTIES_FILE$/i
];
const ofATool = /(^|_)_?(auth_?token|tokens?|secrets?|pass(word|wd|phrase)?|pat|credentials?|auth|(api|access|private|signing|account|encryption)_?key)(_|$)|^KUBECONFIG$|^BUNDLE_\w+__\w+|_HTTP_BASIC_/i;
const token = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;
const withPassword = /:\/\/[^/\s@]*:[^/\s@]*@/;
const proxy = /^(https?|ftp|all|no)_proxy$/i;
const known = [
	/^(PATH|HOME|USER|LOGNAME|SHELL|PWD|LANG|LANGUAGE|TZ|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|HOSTNAME|TMP|TEMP|TMPDIR)$/i,
	/^(LC|XDG)_/,
	proxy,
	/^(SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|GIT_SSL_CAINFO)$/,
	/^(CC|CXX|CPP|LD|AR|AS|MAKE|C(XX|PP)?FLAGS|LDFLAGS|MAKEFLAGS|PKG_CONFIG_PATH|(LD|DYLD)_LIBRARY_PATH|SOURCE_DATE_EPOCH|VIRTUAL_ENV|DEVELOPER_DIR|SDKROOT)$/,
	/^GO[A-Z0-9]+(_|$)/,
	/^(CGO|CARGO|RUST|RUSTUP|JAVA|JDK|M2|MAVEN|MVN|GRADLE|KOTLIN|SBT|NODE|NVM|FNM|VOLTA|PNPM|YARN|BUN|DENO|COREPACK|NPM|NPM_CONFIG|PIP|UV|POETRY|CONDA|PYENV|RUBY|GEM|BUNDLE|RBENV|PHP|COMPOSER|DOTNET|NUGET|ANDROID|SWIFT|CMAKE|NINJA|CCACHE|SCCACHE|HOMEBREW|NIX|DOCKER|BUILDKIT|BUILDX|ZIG|MIX|HEX|TURBO|NX|ASDF|MISE)_/i,
	/^(PYTHON|RUSTFLAGS|RUBYOPT|RUBYLIB|NODE_OPTIONS|_?JAVA_OPTIONS|JAVA_TOOL_OPTIONS)/,
	/^(CI|GITLAB_CI|GITHUB_\w+|RUNNER_\w+|CI_\w+|GITLAB_USER_\w+|TEAMCITY_\w+|BUILD_\w+|JENKINS_URL|JOB_NAME)$/,
	/^(System(Root|Drive)|windir|ComSpec|PATHEXT|(Common)?Program(Files|Data|W6432)(\(x86\))?|(Local)?AppData|UserProfile|HomeDrive|HomePath|UserName|UserDomain|AllUsersProfile|Public|OS|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|MSYSTEM|VS\w*COMNTOOLS)$/i
];
function isOfTheJob(name) {
	return ofTheJob.some((each) => each.test(name));
}
function buildEnvironment(env, { passed = [], withheld = [] } = {}) {
	const names = new Set(passed.filter((name) => !name.endsWith("*")));
	const starts = passed.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
	const isPassed = (name) => names.has(name) || starts.some((start) => name.startsWith(start));
	return pick(env, withheld, (name, value) => {
		if (isPassed(name)) return true;
		return known.some((each) => each.test(name)) && !isSecret(name, value);
	});
}
function checkEnvironment(env, withheld = []) {
	return pick(env, withheld, (name, value) => !isSecret(name, value));
}
function isSecret(name, value) {
	return !proxy.test(name) && (ofATool.test(name) || withPassword.test(value));
}
function pick(env, withheld, wanted) {
	return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0 && !token.test(entry[1]) && !withheld.includes(entry[0]) && !isOfTheJob(entry[0]) && wanted(entry[0], entry[1])));
}

Object.defineProperty(exports, "buildEnvironment", {
  enumerable: true,
  get: function () {
    return buildEnvironment;
  }
});
Object.defineProperty(exports, "checkEnvironment", {
  enumerable: true,
  get: function () {
    return checkEnvironment;
  }
});
Object.defineProperty(exports, "isOfTheJob", {
  enumerable: true,
  get: function () {
    return isOfTheJob;
  }
});
},
"./cancel.js"(require, module, exports) {"use strict";
// src/release/cancel.ts
var CancelledError = class extends Error {
	signal;
	constructor(signal) {
		super(`cancelled by ${signal}`);
		this.name = "CancelledError";
		this.signal = signal;
	}
};
function cancellationOf(signal) {
	return signal.reason instanceof CancelledError ? signal.reason.signal : void 0;
}
async function unlessCancelled(work, signal) {
	signal.throwIfAborted();
	let onAbort = () => {};
	const cancelled = new Promise((_, reject) => {
		onAbort = () => reject(signal.reason);
		signal.addEventListener("abort", onAbort, { once: true });
	});
	try {
		return await Promise.race([work(), cancelled]);
	} finally {
		signal.removeEventListener("abort", onAbort);
	}
}

Object.defineProperty(exports, "CancelledError", {
  enumerable: true,
  get: function () {
    return CancelledError;
  }
});
Object.defineProperty(exports, "cancellationOf", {
  enumerable: true,
  get: function () {
    return cancellationOf;
  }
});
Object.defineProperty(exports, "unlessCancelled", {
  enumerable: true,
  get: function () {
    return unlessCancelled;
  }
});
},
"./check-content.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_publish = () => require("./publish.js");

// src/release/records/check-content.ts
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function checkContent({ owner, record, holders }, digest, { signal, clock }, look = async () => void 0) {
	refuseOther(record.version, record.digest, digest);
	const key = (require_object_keys()).releaseKey(owner, record.version, record.digest);
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-content-"));
	try {
		const path = (0, import__builtin_path.join)(folder, "bundle.zip");
		const got = await (require_publish()).fromAny(holders, "s3:GetObject", async (holder) => {
			const there = await holder.find(key);
			if (!there) return void 0;
			const object = `s3://${holder.bucket}/${key}`;
			if (there.size !== record.size) return {
				size: there.size,
				sha256: void 0,
				object
			};
			return {
				...await holder.download(key, path, signal),
				object
			};
		});
		signal.throwIfAborted();
		if (!got) throw (require_publish()).lost(key, record, holders);
		const { size, sha256, object } = got;
		if (size !== record.size) throw notThese(object, `${size} bytes, recorded ${record.size}`);
		if (sha256 !== record.sha256) throw notThese(object, `sha256 ${sha256}, recorded ${record.sha256}`);
		const found = await (require_run_command()).aside(clock, () => contentOf(path, size, signal));
		if (found.digest !== record.digest) throw notThese(object, `content ${found.digest}, recorded ${record.digest}`);
		await (require_run_command()).aside(clock, () => look({
			path,
			size,
			sha256,
			...found
		}));
	} finally {
		await (0, import_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
function refuseOther(version, actual, asked) {
	if (asked === void 0 || asked === actual) return;
	throw new (require_problem()).RefusedError([{
		code: "content-differs",
		message: `version "${version}" has content ${actual}, and ${asked} was requested with --digest`,
		hint: "deploy the bundle that the build gave this digest for; if this is that bundle, somebody changed the record in the bucket"
	}]);
}
async function contentOf(path, size, signal) {
	const handle = await (0, import_promises.open)(path, "r");
	try {
		return await (require_lint_bundle()).readArchive({
			handle,
			size,
			shownAs: "the release"
		}, signal);
	} finally {
		await handle.close();
	}
}
function notThese(object, what) {
	return new (require_problem()).RefusedError([{
		code: "bytes-differ",
		message: `"${object}" does not hold the bytes of its release: ${what}`,
		hint: "somebody changed it after it was built, and nothing was deployed: build a new version"
	}]);
}

Object.defineProperty(exports, "checkContent", {
  enumerable: true,
  get: function () {
    return checkContent;
  }
});
Object.defineProperty(exports, "refuseOther", {
  enumerable: true,
  get: function () {
    return refuseOther;
  }
});
},
"./choose-promotion.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_sources = () => require("./sources.js");
const require_find_proven = () => require("./find-proven.js");

// src/release/run/choose-promotion.ts
async function choosePromotion(promotion, read, aws) {
	const { version, force } = promotion;
	const choice = (require_sources()).chooseRelease(read, {
		...(require_defined()).defined({ version }),
		forced: force !== void 0
	});
	return {
		choice,
		known: await (require_find_proven()).findProven(choice, promotion, aws)
	};
}
function howChosen({ version, unproven }, { sources, version: wanted }) {
	const which = wanted === void 0 ? "the newest release that is " : "";
	return `${version} is ${unproven.length > 0 ? "taken without proof" : `${which}proven in ${(require_sources()).namesOf(sources)}`}`;
}
function promotionDoubts({ unproven, passedOver, doubts }) {
	return [
		...unproven,
		...passedOver,
		...doubts
	];
}
function nothingNew({ version, passedOver }, environment, isThere) {
	if (passedOver.length === 0 || !(require_project()).allDestinations(environment).every(isThere)) return [];
	return [{
		code: "nothing-to-promote",
		message: `nothing new can be promoted: ${environment.name} runs ${version} already, the newest release that is proven`,
		hint: `--version ${version} deploys it again`
	}, ...passedOver];
}

Object.defineProperty(exports, "choosePromotion", {
  enumerable: true,
  get: function () {
    return choosePromotion;
  }
});
Object.defineProperty(exports, "howChosen", {
  enumerable: true,
  get: function () {
    return howChosen;
  }
});
Object.defineProperty(exports, "nothingNew", {
  enumerable: true,
  get: function () {
    return nothingNew;
  }
});
Object.defineProperty(exports, "promotionDoubts", {
  enumerable: true,
  get: function () {
    return promotionDoubts;
  }
});
},
"./choose-rollback.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_find_release = () => require("./find-release.js");
const require_open_session = () => require("./open-session.js");

// src/release/records/choose-rollback.ts
function chooseRollback(standings) {
	const own = standings.map((standing) => ({
		standing,
		course: lastProven(standing)
	}));
	const targets = new Set(own.flatMap(({ course }) => course.kind === "goes" ? [course.to.version] : []));
	return new Map(own.map(({ standing, course }) => {
		const now = runsWhole(standing);
		if (!now || !targets.has(now.version)) return [standing.destination.id, course];
		const stays = {
			kind: "stays",
			version: now.version
		};
		return [standing.destination.id, isChecked(standing, now.version) ? stays : goTo(now.version, now)];
	}));
}
function isRollbackDecided(standings) {
	return standings.every((standing) => {
		const { destination, state, history } = standing;
		if (!(require_open_session()).hasMore(history)) return true;
		const ours = ofGroup(history, destination, state?.group.deploymentGroupId);
		const running = keyOf(state);
		const now = state?.running?.version;
		if (running && now !== void 0 && needsMore((require_open_session()).proofOf(now, destination, ours))) return false;
		if (running && !ours.some((run) => isRunning(running, run, destination))) return false;
		return !versionsBefore(running, destination, ours).map((version) => (require_open_session()).proofOf(version, destination, ours)).some(needsMore) && lastProven(standing).kind === "goes";
	});
}
function needsMore(proof) {
	return !proof.proven && proof.more === true;
}
function lastProven(standing) {
	const { destination, state, history } = standing;
	if (state?.running?.unknown && !state.attempted) return {
		kind: "cannot",
		why: `CodeDeploy has no details of ${state.running.deploymentId}, the deployment that runs`
	};
	const groupId = state?.group.deploymentGroupId;
	const ours = ofGroup(history, destination, groupId);
	const running = keyOf(state);
	const doubts = [];
	for (const version of versionsBefore(running, destination, ours)) {
		const proof = (require_open_session()).proofOf(version, destination, ours);
		if (!proof.proven) doubts.push(`${version}: ${proof.why}`);
		else if (!(require_find_release()).isDigest(proof.digest)) doubts.push(`${version}: its record has no digest`);
		else if (!running || proof.entry.object?.key !== running) return goTo(version, proof);
	}
	return {
		kind: "cannot",
		why: reason(standing, ours, doubts)
	};
}
function goTo(version, proof) {
	const { object } = proof.entry;
	return {
		kind: "goes",
		to: {
			version,
			digest: proof.digest,
			...(require_defined()).defined({ object })
		}
	};
}
function ofGroup(history, place, groupId) {
	return history.filter((run) => {
		if ("unread" in run) return true;
		const theirs = (require_open_session()).entryOf(run, place)?.deploymentGroupId;
		return !theirs || !groupId || theirs === groupId;
	});
}
function keyOf(state) {
	return state?.attempted ? void 0 : state?.running?.location?.key;
}
function versionsBefore(running, place, history) {
	const entries = history.flatMap((run) => {
		const entry = "unread" in run ? void 0 : (require_open_session()).entryOf(run, place);
		return entry && (require_open_session()).hasDeployed(entry) ? [entry] : [];
	});
	const now = entries.findIndex(({ object }) => running !== void 0 && object?.key === running);
	const versions = entries.slice(now + 1).map(({ version }) => version);
	return [...new Set(versions)].filter((version) => version !== void 0);
}
function isRunning(key, run, place) {
	return !("unread" in run) && (require_open_session()).entryOf(run, place)?.object?.key === key;
}
function runsWhole({ destination, state, history }) {
	const running = keyOf(state);
	const version = state?.running?.version;
	if (!running || version === void 0) return void 0;
	const groupId = state?.group.deploymentGroupId;
	const proof = (require_open_session()).proofOf(version, destination, ofGroup(history, destination, groupId));
	return proof.proven && proof.entry.object?.key === running ? {
		...proof,
		version
	} : void 0;
}
function isChecked({ destination, history }, version) {
	return history.map((run) => "unread" in run ? void 0 : (require_open_session()).entryOf(run, destination)).find((entry) => entry?.version === version && (require_open_session()).hasDeployed(entry))?.verified ?? true;
}
function reason({ destination, state, history }, ours, doubts) {
	if (history.length - ours.length > 0 && doubts.length === 0) return "its deployment group was recreated, and no release is proven in the new one except what runs";
	const unread = ours.find((run) => "unread" in run);
	if (doubts.length === 0 && unread) return unread.unread;
	const now = state?.running?.version;
	const which = keyOf(state) && now ? `before ${now}, which runs` : "there";
	const known = ours.some((run) => !("unread" in run) && (require_open_session()).entryOf(run, destination));
	if (doubts.length === 0) return known ? `no release was deployed ${which}` : "no run deployed to it";
	return `no release is proven ${which} (${doubts.slice(0, 3).join("; ")})`;
}

Object.defineProperty(exports, "chooseRollback", {
  enumerable: true,
  get: function () {
    return chooseRollback;
  }
});
Object.defineProperty(exports, "isRollbackDecided", {
  enumerable: true,
  get: function () {
    return isRollbackDecided;
  }
});
},
"./commits-between.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_defined = () => require("./defined.js");
const require__builtin_child_process$1 = () => require("./_builtin_child_process.js");
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_read_status = () => require("./read-status.js");
const require_sources = () => require("./sources.js");
const require_find_proven = () => require("./find-proven.js");
const require_build_environment = () => require("./build-environment.js");

// src/release/status/read-changes.ts
async function readChanges(request, running, ports) {
	const { name, application, bundleName } = request.environment;
	const { known, notes, proven = false } = await whatComes(request, ports);
	return {
		environment: name,
		application,
		...(require_defined()).defined({ bundleName }),
		provenIn: request.sources.map((source) => source.name),
		...known && { to: {
			...nameOf(known),
			proven
		} },
		notes,
		from: await Promise.all(groupsOf(running).map((rows) => compare(rows, known, ports))),
		unread: running.flatMap(({ destination: { id }, problem }) => problem ? [{
			destination: id,
			problem
		}] : []),
		empty: running.flatMap(({ destination: { id }, problem, current }) => problem || current ? [] : [id])
	};
}
async function whatComes({ environment, sources, version }, { aws, clock }) {
	try {
		const read = await (require_sources()).readSources({
			sources,
			environment,
			version
		}, aws, {
			emit: () => void 0,
			clock
		});
		const wanted = {
			...(require_defined()).defined({ version }),
			forced: version !== void 0,
			isLook: true
		};
		const choice = (require_sources()).chooseRelease(read, wanted);
		const known = await (require_find_proven()).findProven(choice, { sources }, aws);
		const { unproven, passedOver, doubts } = choice;
		return {
			known,
			proven: unproven.length === 0,
			notes: [
				...unproven,
				...passedOver,
				...doubts
			]
		};
	} catch (error) {
		if (error instanceof (require_problem()).RefusedError) return { notes: [...error.problems] };
		throw error;
	}
}
function nameOf({ record }) {
	const { version, digest, build, time } = record;
	const commit = commitIn$1(record.commit);
	return {
		version,
		digest,
		build,
		time,
		...(require_defined()).defined({ commit })
	};
}
function groupsOf(running) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of running) {
		if (!row.current) continue;
		const name = row.current.key ?? row.current.text;
		groups.set(name, [...groups.get(name) ?? [], {
			...row,
			current: row.current
		}]);
	}
	return [...groups.values()].toSorted((a, b) => b.length - a.length);
}
async function compare(rows, known, ports) {
	const [first] = rows;
	const { version, text, key } = first.current;
	const commit = commitIn$1(rows.find(({ current }) => current.commit)?.current.commit);
	const comingKey = known && (require_object_keys()).releaseKey(known.owner, known.record.version, known.record.digest);
	const isSame = key !== void 0 && key === comingKey;
	const [commits, files] = await Promise.all([commitsOf(commit, commitIn$1(known?.record.commit), ports), isSame ? {
		files: [],
		same: 0
	} : filesOf(rows, known, comingKey, ports)]);
	return {
		revision: text,
		...(require_defined()).defined({
			version,
			commit
		}),
		destinations: rows.map(({ destination }) => destination.id),
		isSame,
		isSameContent: isSame || hasDigest(key, comingKey),
		commits,
		files
	};
}
function hasDigest(key, comingKey) {
	const digest = (require_object_keys()).digestOfKey(key);
	return digest !== void 0 && digest === (require_object_keys()).digestOfKey(comingKey);
}
async function commitsOf(before, after, { commits }) {
	if (after === void 0) return { unknown: "no record names the commit of what would come" };
	if (before === void 0) return { unknown: "no record names the commit of what runs" };
	if (before === after) return {
		coming: [],
		leaving: [],
		more: 0,
		isShallow: false
	};
	return commits(before, after);
}
async function filesOf(rows, known, comingKey, ports) {
	if (!known || comingKey === void 0) return { unknown: "nothing would come" };
	const places = rows.flatMap(({ destination, current: { key, bucket } }) => key !== void 0 && bucket === destination.bucket ? [{
		key,
		artifacts: ports.aws.artifacts(destination)
	}] : []);
	if (places.length === 0) return { unknown: "what runs is not in the buckets of its destinations" };
	const coming = known.holders.map((artifacts) => ({
		key: comingKey,
		artifacts
	}));
	return (require_read_status()).changesBetween(places, coming, ports);
}
function commitIn$1(text) {
	return typeof text === "string" && /^[0-9a-f]{7,64}$/i.test(text) ? text : void 0;
}

// src/cli/commits-between.ts
var import__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_child_process$1()).require__builtin_child_process(), 1);
const MOST = 500;
const LONGEST = 2e4;
async function commitsBetween({ folder, env }, before, after) {
	const git = (...args) => runGit(args, folder, env);
	const checkout = await git("rev-parse", "--is-shallow-repository");
	if ("fault" in checkout) return { unknown: checkout.fault };
	const isShallow = checkout.text.trim() === "true";
	const shallow = isShallow ? `, which is shallow: ${whole}` : "";
	for (const commit of [before, after]) if ("fault" in await git("cat-file", "-e", `${commit}^{commit}`)) return { unknown: `commit ${commit} is not in this checkout${shallow}` };
	const [base, log] = await Promise.all([git("merge-base", before, after), git("log", "--left-right", `--format=${format}`, `${before}...${after}`)]);
	if ("fault" in base || "fault" in log) return { unknown: `the history between them is not in this checkout${shallow}` };
	const all = log.text.split("\0\n").filter((line) => line !== "");
	const listed = all.slice(0, MOST).map(commitIn);
	return {
		coming: listed.flatMap(({ side, ...commit }) => side === ">" ? [commit] : []),
		leaving: listed.flatMap(({ side, ...commit }) => side === "<" ? [commit] : []),
		more: all.length - listed.length,
		isShallow
	};
}
const whole = "get all of its history, with fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab";
const format = [
	"%m",
	"%H",
	"%aI",
	"%an",
	"%s"
].join("%x00").concat("%x00");
function commitIn(line) {
	const [side = "", id = "", time = "", author = "", subject = ""] = line.split("\0");
	return {
		side,
		id,
		time,
		author,
		subject
	};
}
function runGit(args, folder, env) {
	const calm = [
		"--no-pager",
		"-c",
		"log.showSignature=false",
		"-c",
		"core.fsmonitor=false"
	];
	const quiet = {
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: "none",
		GIT_TERMINAL_PROMPT: "0"
	};
	const options = {
		cwd: folder,
		env: {
			...(require_build_environment()).checkEnvironment(env),
			...quiet,
			LC_ALL: "C"
		},
		timeout: LONGEST,
		maxBuffer: 67108864,
		encoding: "utf8"
	};
	return new Promise((resolve) => {
		(0, import__builtin_child_process.execFile)("git", [...calm, ...args], options, (error, text, said) => {
			if (!error) resolve({ text });
			else if (error.code === "ENOENT") resolve({ fault: "git is not installed here" });
			else resolve({ fault: (said.trim().split("\n")[0] || error.message).replace(/^fatal: /, "git says: ") });
		});
	});
}

Object.defineProperty(exports, "commitsBetween", {
  enumerable: true,
  get: function () {
    return commitsBetween;
  }
});
Object.defineProperty(exports, "readChanges", {
  enumerable: true,
  get: function () {
    return readChanges;
  }
});
},
"./consul-check.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_timing = () => require("./timing.js");
const require_quoted = () => require("./quoted.js");
const require_quantities = () => require("./quantities.js");
const require__builtin_util$1 = () => require("./_builtin_util.js");

// src/verify/consul-answer.ts
function entriesIn(body) {
	try {
		const document = JSON.parse(body);
		return Array.isArray(document) && document.every((one) => one?.Service !== void 0) ? document : void 0;
	} catch {
		return;
	}
}
function compareConsul(entries, wanted, hosts) {
	const { service, instance } = wanted;
	const isPassing = (entry) => isOfVersion(entry, wanted) && !unwell(entry);
	const passing = entries.filter(isPassing);
	const needed = hosts?.length ?? 1;
	if (hosts === void 0 || instance === "count") {
		const count = new Set(passing.map(({ Node }) => Node?.Node)).size;
		if (count >= Math.max(needed, 1)) return void 0;
		return `${service}: ${count}${hosts === void 0 ? "" : ` of ${(require_quantities()).many(needed, "host")}`} registered and passing${others(entries, wanted)}`;
	}
	const idOf = identity(instance);
	const missing = hosts.filter((host) => !passing.some((entry) => isHost(idOf(entry), host)));
	if (missing.length === 0 && hosts.length > 0) return void 0;
	if (hosts.length === 0) return "CodeDeploy names no host of the destination";
	const isKnown = entries.some((entry) => hosts.some((host) => isHost(idOf(entry), host)));
	const reasons = /* @__PURE__ */ new Map();
	for (const host of missing) {
		const reason = whatIsWrong(entries.filter((entry) => isHost(idOf(entry), host)), wanted);
		reasons.set(reason, [...reasons.get(reason) ?? [], host]);
	}
	const said = [...reasons].map(([reason, of]) => `${reason} (${(require_quantities()).list(of, 3)})`);
	const unknown = entries.length > 0 && !isKnown ? known(entries, idOf) : "";
	return `${service} is not passing on ${missing.length} of ${(require_quantities()).many(needed, "host")}: ${(require_quantities()).list(said, 5)}${unknown}`;
}
function identity(instance) {
	const [where, key = ""] = instance.split(".");
	return ({ Node, Service }) => {
		if (where === "node") return Node?.Node;
		return (where === "meta" ? Service : Node)?.Meta?.[key];
	};
}
function isHost(id, host) {
	return id?.toLowerCase() === host.toLowerCase();
}
function isOfVersion({ Service }, { meta, tags }) {
	return Object.entries(meta).every(([key, value]) => Service?.Meta?.[key] === value) && tags.every((tag) => Service?.Tags?.includes(tag));
}
function unwell({ Checks }) {
	const bad = (Checks ?? []).filter(({ Status }) => Status !== "passing");
	const worst = bad.find(({ Status }) => Status === "critical") ?? bad[0];
	if (!worst) return void 0;
	const output = worst.Output?.trim().slice(0, 200);
	return `${worst.Status ?? "unknown"} by "${worst.Name ?? ""}"${output ? `: ${output}` : ""}`;
}
function whatIsWrong(there, wanted) {
	if (there.length === 0) return "not registered";
	const ofVersion = there.find((entry) => isOfVersion(entry, wanted));
	return ofVersion ? unwell(ofVersion) ?? "" : `${versionsIn(there, wanted)}`;
}
function others(entries, wanted) {
	const rest = entries.filter((entry) => !isOfVersion(entry, wanted));
	const bad = entries.filter((entry) => isOfVersion(entry, wanted)).flatMap((one) => unwell(one) ?? []);
	return [...bad[0] ? [`; one ${bad[0]}`] : [], ...rest.length > 0 ? [`; others have ${versionsIn(rest, wanted)}`] : []].join("");
}
function versionsIn(entries, { meta, tags }) {
	const texts = entries.map(({ Service }) => [...Object.keys(meta).map((key) => `${key} ${Service?.Meta?.[key] ?? "missing"}`), ...tags.length > 0 ? [`tags ${JSON.stringify(Service?.Tags ?? [])}`] : []].join(", "));
	return (require_quoted()).enumerate([...new Set(texts)].slice(0, 3));
}
function known(entries, idOf) {
	return `. Consul has ${[...new Set(entries.map((entry) => idOf(entry) ?? "none"))].slice(0, 3).join(", ")}: "instance" of the check says where it keeps the ids of hosts`;
}

// src/verify/expectation.ts
var import__builtin_util = (require__builtin_util$1()).require__builtin_util();
function compare(answer, expected) {
	if (answer.status !== expected.status) return [`status ${answer.status}, expected ${expected.status}`];
	return [...compareJson(answer.body, expected.json), ...expected.contains !== void 0 && !answer.body.includes(expected.contains) ? [`the body does not contain ${show(expected.contains)}`] : []];
}
function compareJson(body, expected) {
	if (Object.keys(expected).length === 0) return [];
	let document;
	try {
		document = JSON.parse(body);
	} catch {
		return ["the body is not JSON"];
	}
	return Object.entries(expected).flatMap(([key, value]) => {
		const actual = valueAt(document, key);
		if ((0, import__builtin_util.isDeepStrictEqual)(actual, value)) return [];
		return [`${key} is ${actual === void 0 ? "missing" : show(actual)}, expected ${show(value)}`];
	});
}
function valueAt(document, key) {
	const exact = member(document, key);
	if (exact !== void 0 || !key.startsWith("/")) return exact;
	return key.slice(1).split("/").reduce((value, step) => member(value, step.replaceAll("~1", "/").replaceAll("~0", "~")), document);
}
function member(value, key) {
	if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : void 0;
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return void 0;
	return value[key];
}
function show(value) {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 200 ? `${text.slice(0, 200)}\u2026` : text;
}

// src/verify/redirects.ts
const most = 5;
async function followRedirects(url, get, { withinOrigin }) {
	let here = url;
	for (let redirects = 0; redirects <= most; redirects++) {
		const answer = await get(here);
		const { location } = answer.headers;
		if (!isRedirect(answer.status) || !location) return answer;
		const next = redirectedTo(location, here);
		if (withinOrigin && !isSameService(here, next)) throw new Error(`redirected to another port, "${next.host}", which is not followed with the headers of the check`);
		here = next;
	}
	throw new Error(`more than ${most} redirects`);
}
function isRedirect(status) {
	return status >= 300 && status <= 399;
}
function isSameService(from, to) {
	const isUpgrade = from.protocol === "http:" && to.protocol === "https:";
	return from.origin === to.origin || isUpgrade && from.port === "" && to.port === "";
}
function redirectedTo(location, from) {
	if (!URL.canParse(location, from.href)) throw new Error("redirected to what is not an address");
	const to = new URL(location, from);
	if (!/^https?:$/.test(to.protocol)) throw new Error(`redirected to "${to.protocol}", which is not followed`);
	if (to.hostname !== from.hostname) throw new Error(`redirected to another host, "${to.hostname}", which is not followed`);
	if (from.protocol === "https:" && to.protocol !== "https:") throw new Error("redirected from https to http, which is not followed");
	return to;
}

// src/verify/http-check.ts
async function checkAnswer(check, values, get) {
	const url = new URL((require_project()).complete(check.url, values));
	const headers = fillAll(check.headers, values);
	const getOne = (address) => get(address, headers);
	const answer = await (isRedirect(check.status) ? getOne(url) : followRedirects(url, getOne, { withinOrigin: Object.keys(headers).length > 0 }));
	const problems = compare(answer, {
		status: check.status,
		json: fillAll(check.json, values),
		...check.contains !== void 0 && { contains: (require_project()).complete(check.contains, values) }
	});
	if (problems.length === 0) return void 0;
	return `${check.name === check.url ? "" : `${url.origin}${url.pathname}: `}${problems.join("; ")}`;
}
function fillAll(value, values) {
	if (typeof value === "string") return (require_project()).complete(value, values);
	if (Array.isArray(value)) return value.map((item) => fillAll(item, values));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAll(item, values)]));
}

// src/verify/consul-check.ts
async function checkConsul(check, values, { get, wait, memory }) {
	const { token } = check;
	const headers = token === void 0 ? {} : { "x-consul-token": (require_project()).complete(token, values) };
	const answer = await get(addressOf(check, values, {
		wait,
		memory
	}), headers);
	if (answer.status !== 200) {
		delete memory.index;
		return refused(answer, token !== void 0);
	}
	noteIndex(answer, memory);
	const stale = staleness(answer);
	if (stale) return { problem: stale };
	const entries = entriesIn(answer.body);
	if (!entries) return { problem: "the answer is not one of Consul: is this the address of its API?" };
	const problem = compareConsul(entries, {
		...check,
		meta: fillAll(check.meta, values),
		tags: fillAll(check.tags, values)
	}, await values.hosts?.());
	if (problem === void 0) return void 0;
	if (answer.headers["x-consul-results-filtered-by-acls"] === "true") return {
		problem: `${problem}; Consul left out what the token may not read`,
		advice: rights
	};
	return { problem };
}
const rights = "give the token service:read on the service and node:read on its nodes";
function addressOf(check, values, { wait, memory: { index } }) {
	const url = new URL((require_project()).complete(check.url, values));
	const service = encodeURIComponent((require_project()).complete(check.service, values));
	url.pathname = `${url.pathname.replace(/\/$/, "")}/v1/health/service/${service}`;
	const optional = {
		dc: check.datacenter,
		ns: check.namespace
	};
	for (const [key, value] of Object.entries(optional)) if (value !== void 0) url.searchParams.set(key, (require_project()).complete(value, values));
	if (index !== void 0) {
		url.searchParams.set("index", String(index));
		url.searchParams.set("wait", `${Math.max(1, Math.ceil(wait / 1e3))}s`);
	}
	return url;
}
function isConsulsAddress(check, { origin, pathname }) {
	return check.kind === "consul" && new URL(check.url.replaceAll(/\$\{(?:version|digest)\}/g, "1")).origin === origin && pathname.includes("/v1/health/service/");
}
function noteIndex({ headers }, memory) {
	const next = Number(headers["x-consul-index"]);
	if (Number.isSafeInteger(next) && next > 0 && next >= (memory.index ?? 0)) memory.index = next;
	else delete memory.index;
}
function staleness({ headers }) {
	if (headers["x-consul-knownleader"] === "false") return "Consul has no leader at the moment, and its answer may be old";
	const silence = Number(headers["x-consul-lastcontact"] ?? 0);
	if (silence <= (require_timing()).timing.check.silentLeader) return void 0;
	return `Consul's answer is old: its server heard of the leader ${Math.round(silence / 1e3)} s ago`;
}
function refused({ status, body }, hasToken) {
	const said = body.trim().split("\n")[0]?.slice(0, 200);
	const what = `status ${status}${said ? `: ${said}` : ""}`;
	if (status === 429) return { problem: `Consul is asked too often: ${what}` };
	if (status === 401 || status === 403) return {
		problem: `Consul refuses ${hasToken ? "the token" : "who asks without a token"}: ${what}`,
		advice: hasToken ? rights : `name one in "token"; ${rights}`,
		isFinal: true
	};
	return { problem: what };
}

Object.defineProperty(exports, "checkAnswer", {
  enumerable: true,
  get: function () {
    return checkAnswer;
  }
});
Object.defineProperty(exports, "checkConsul", {
  enumerable: true,
  get: function () {
    return checkConsul;
  }
});
Object.defineProperty(exports, "fillAll", {
  enumerable: true,
  get: function () {
    return fillAll;
  }
});
Object.defineProperty(exports, "isConsulsAddress", {
  enumerable: true,
  get: function () {
    return isConsulsAddress;
  }
});
},
"./continue.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_find_release = () => require("./find-release.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_run_release = () => require("./run-release.js");
const require_under_way = () => require("./under-way.js");
const require_run_on_environment = () => require("./run-on-environment.js");

// src/release/run/continue-run.ts
function continueRun(request, ports) {
	const { version: meant, environment, run } = request;
	const release = async (aws, { snapshot }) => {
		const found = (require_under_way()).findUnderWay(environment, snapshot, meant);
		return prepare(environment, {
			found,
			snapshot
		}, aws, ports);
	};
	return (require_run_release()).runRelease({
		environment,
		run,
		command: "continue",
		allowOlder: true
	}, async () => ({ release }), ports);
}
async function prepare(environment, { found, snapshot }, aws, { emit }) {
	const artifacts = /* @__PURE__ */ new Map();
	const waiting = /* @__PURE__ */ new Map();
	const leftOut = /* @__PURE__ */ new Map();
	const taken = [...found.values()].flatMap((one) => "info" in one ? [one.info] : []);
	for (const [id, one] of found) {
		if (!("left" in one)) continue;
		const bad = (require_under_way()).endedBadly(snapshot.get(id)?.last, taken);
		leftOut.set(id, bad ?? {
			outcome: "skipped",
			reason: one.left
		});
	}
	const versions = /* @__PURE__ */ new Map();
	for (const [id, one] of found) if ("info" in one) versions.set(one.version, [...versions.get(one.version) ?? [], [id, one]]);
	for (const [version, those] of versions) {
		const { digest, size } = await releaseOf(version, those, environment, aws);
		if (versions.size === 1) emit({
			kind: "bundle-ready",
			version,
			digest,
			size,
			reused: true,
			seconds: 0
		});
		for (const [id, { info }] of those) {
			waiting.set(id, info);
			artifacts.set(id, artifactOf(info, version, digest));
		}
	}
	const [only, ...others] = artifacts.values();
	const release = only && others.every(({ digest }) => digest === only.digest) && { ...only };
	return {
		artifacts,
		waiting,
		leftOut,
		...release && { release: {
			version: release.version,
			digest: release.digest
		} }
	};
}
async function releaseOf(version, those, environment, aws) {
	const buckets = (require_record_buckets()).recordBucketsOf((require_project()).wholeOf(environment), aws);
	const known = await (require_find_release()).findRelease(environment, version, buckets, { despiteFaults: true });
	const amiss = those.filter(([, { digest }]) => !known?.record.digest.startsWith(digest));
	if (known && amiss.length === 0) return known.record;
	const what = known ? "has other content" : "has no record in the buckets";
	throw new (require_problem()).RefusedError(amiss.map(([destination, { info }]) => ({
		code: "no-release",
		destination,
		message: `${info.deploymentId} is not continued: release "${version}" of ${(require_object_keys()).ownerText(environment)} ${what}`,
		hint: `fanout stop ${environment.name} stops it`
	})));
}
function artifactOf({ revision }, version, digest) {
	const { bucket = "", key = "", eTag, version: versionId } = revision?.s3Location ?? {};
	return {
		version,
		digest,
		bucket,
		key,
		...eTag && { eTag },
		...versionId && { versionId }
	};
}

// src/cli/commands/continue.ts
var continue_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ continueCommand: () => continueCommand });
function continueCommand(inputs, ports) {
	const { version } = inputs;
	return (require_run_on_environment()).runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) => continueRun({
		environment,
		run,
		version
	}, runPorts));
}

Object.defineProperty(exports, "continueCommand", {
  enumerable: true,
  get: function () {
    return continueCommand;
  }
});
Object.defineProperty(exports, "continue_exports", {
  enumerable: true,
  get: function () {
    return continue_exports;
  }
});
},
"./deploy-release.js"(require, module, exports) {"use strict";
const require_open_session = () => require("./open-session.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_check_content = () => require("./check-content.js");
const require_earlier_bytes = () => require("./earlier-bytes.js");
const require_find_release = () => require("./find-release.js");
const require_publish = () => require("./publish.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_saved_plan = () => require("./saved-plan.js");
const require_prepared = () => require("./prepared.js");
const require_run_release = () => require("./run-release.js");
const require_sources = () => require("./sources.js");

// src/release/run/deploy-release.ts
async function deploy(request, ports) {
	const { force: reason, ...rest } = request;
	const sources = openSources(request, ports);
	const session = oneSession(ports);
	const prepare = async () => {
		const claim = claimOf(request);
		const found = claim.versionGiven || claim.repeated || claim.isLaterPart ? await lookFirst(request, session.first(), ports) : void 0;
		const earlier = found && (require_earlier_bytes()).mayTake(found.record, claim) ? found : void 0;
		if (!earlier) session.beforeBuild();
		const bundle = earlier ? void 0 : await ports.makeBundle();
		if (bundle) (require_check_content()).refuseOther(request.version, bundle.digest, request.digest);
		const digest = bundle?.digest ?? earlier?.record.digest ?? "";
		const proven = await sources?.refuseUnproven(digest);
		ports.onProven?.();
		let known = Promise.resolve(earlier);
		const look = async (aws) => {
			if (!earlier) known = lookUnderLease(request, aws, ports);
			await known.catch(() => void 0);
		};
		const release = async (aws, { snapshot }) => {
			if (request.plan) refuseMoved(request.plan, request, digest, snapshot);
			await proven?.verifyAgain();
			return publishRelease(request, {
				known: await known,
				bundle
			}, aws, ports);
		};
		return {
			version: request.version,
			look,
			release
		};
	};
	const run = {
		...rest,
		command: "deploy",
		reason
	};
	try {
		return await (require_run_release()).runRelease(run, prepare, {
			...ports,
			openAws: session.last
		});
	} finally {
		session.close();
		sources?.close();
	}
}
function oneSession({ openAws, buildsNothing }) {
	let aws;
	const close = () => {
		aws?.close();
		aws = void 0;
	};
	return {
		first: () => {
			aws = openAws();
			return aws;
		},
		beforeBuild: () => {
			if (!buildsNothing) close();
		},
		last: () => aws ?? openAws(),
		close
	};
}
function refuseMoved(plan, { environment, version }, digest, snapshot) {
	const deployments = new Map([...snapshot].map(([id, { running, attempted }]) => [id, {
		running: running?.deploymentId ?? null,
		attempted: attempted?.deploymentId ?? null
	}]));
	const problems = (require_saved_plan()).movedSince(plan, {
		environment,
		version,
		digest,
		deployments
	});
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
}
function openSources(request, ports) {
	const { environment, version, sources = [] } = request;
	if (environment.after.length === 0) return void 0;
	if (sources.length === 0 || !ports.openSources) throw new Error(`what ${environment.name} comes after is asked before it is deployed to`);
	let aws;
	return {
		async refuseUnproven(digest) {
			const session = ports.openSources?.();
			aws = session;
			const force = request.force ?? ports.withoutProof?.();
			const read = await (require_sources()).readSources({
				sources,
				environment,
				version,
				force
			}, session, ports);
			(require_sources()).refuseUnproven({
				version,
				digest
			}, read, force, ports.emit);
			const known = {
				version,
				digest
			};
			return { verifyAgain: async () => {
				if (force === void 0) await (require_run_release()).verifyAgain(known, read, session, ports);
			} };
		},
		close: () => aws?.close()
	};
}
async function lookFirst({ environment, version }, aws, { emit }) {
	emit({
		kind: "step",
		text: `looking for a release of version ${version}`
	});
	const destinations = (require_project()).wholeOf(environment);
	await aws.identify((require_project()).allDestinations(environment));
	const recordBuckets = (require_record_buckets()).recordBucketsOf(destinations, aws);
	return (require_find_release()).findRelease(environment, version, recordBuckets, leavingOut(environment, emit));
}
function lookUnderLease({ environment, version }, aws, { emit }) {
	const everywhere = (require_record_buckets()).recordBucketsOf((require_project()).wholeOf(environment), aws);
	return (require_find_release()).findRelease(environment, version, everywhere, leavingOut(environment, emit));
}
async function publishRelease(request, { known, bundle }, aws, ports) {
	const { environment } = request;
	const recordBuckets = (require_record_buckets()).recordBucketsOf((require_project()).allDestinations(environment), aws);
	if (known) {
		tellKnown(known.record, bundle, request, ports.emit);
		if (!(bundle?.sha256 === known.record.sha256 && bundle.size === known.record.size)) await (require_check_content()).checkContent(known, bundle?.digest ?? request.digest, ports);
		const published = await (require_publish()).publishKnown(environment, known, recordBuckets, ports);
		return (require_prepared()).preparedFrom(known.record, environment, published);
	}
	if (!bundle) throw new Error("a bundle is made wherever no release was found");
	const record = newRecord(request, bundle, ports.clock);
	const published = await (require_publish()).publishBundle(environment, bundle, record, recordBuckets, ports);
	return (require_prepared()).preparedFrom(record, environment, published);
}
function leavingOut(environment, emit) {
	const taking = new Set((require_project()).allDestinations(environment).map(({ bucket }) => bucket));
	return { mayLack(destination, error) {
		if (taking.has(destination.bucket)) return false;
		const { message, ...rest } = (require_open_session()).describeFault(error, {
			destination,
			operation: "s3:GetObject"
		});
		const said = `not checked: whether there is a release of that version in s3://${destination.bucket}, which is left out: ${message}`;
		emit({
			kind: "notice",
			level: "info",
			problem: {
				...rest,
				message: said
			}
		});
		return true;
	} };
}
function tellKnown(record, built, request, emit) {
	const claim = claimOf(request);
	const { version, digest, size, build } = record;
	if (!built) {
		for (const problem of (require_earlier_bytes()).doubtsOf(record, claim)) emit({
			kind: "notice",
			level: "warning",
			problem
		});
		emit({
			kind: "bundle-ready",
			version,
			digest,
			size,
			reused: true,
			seconds: 0
		});
		return;
	}
	if (built.digest !== digest) throw (require_earlier_bytes()).differentContent(record, built, claim);
	emit({
		kind: "notice",
		level: "info",
		problem: {
			code: "release-reused",
			message: `version "${version}" was built before, by ${build}, with the same content; the zip of that build is deployed`
		}
	});
}
function claimOf({ environment, ...request }) {
	const versionGiven = request.versionGiven && !request.sourceGiven;
	const isLaterPart = (environment.part?.earlier ?? []).length > 0;
	const { bundleName } = environment;
	const named = (require_defined()).defined({ bundleName });
	return {
		...request,
		...named,
		versionGiven,
		isLaterPart
	};
}
function newRecord({ version, run, commit, origin }, { digest, sha256, size }, clock) {
	return {
		version,
		digest,
		sha256,
		size,
		build: run,
		time: new Date(clock.now()).toISOString(),
		...(require_defined()).defined({ commit }),
		...origin
	};
}

Object.defineProperty(exports, "deploy", {
  enumerable: true,
  get: function () {
    return deploy;
  }
});
},
"./earlier-bytes.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");

// src/release/records/earlier-bytes.ts
function mayTake(record, claim) {
	const { commit, origin = {}, run, repeated, isLaterPart, versionGiven } = claim;
	if (versionGiven) return true;
	if (!commit || commit !== record.commit) return false;
	if (repeated && same("step")(record, origin) && run !== record.build) return true;
	const alike = [
		"pipeline",
		"recipe",
		"environment"
	].every((name) => same(name)(record, origin));
	return isLaterPart && alike;
}
function doubtsOf(record, claim) {
	const { commit, origin } = claim;
	const isOther = isOtherBundle(record, origin);
	const doubt = otherCommit(record, commit, isOther ? ` (source "${record.source}")` : "");
	if (isOther && !doubt) throw bundlesMeet(record, claim);
	return doubt ? [{
		...doubt,
		hint: "that release is deployed, not this checkout"
	}] : [];
}
function otherCommit(record, commit, from = "") {
	if (!commit || !record.commit || commit === record.commit) return void 0;
	return {
		code: "other-commit",
		message: `version "${record.version}" was built from commit ${record.commit}${from}, not from ${commit}`
	};
}
function differentContent(record, built, claim) {
	if (isOtherBundle(record, claim.origin)) return bundlesMeet(record, claim);
	const { version, digest } = record;
	const { commit, run } = claim;
	const ours = `${run} built ${short(built.digest)}${from(commit)}`;
	const elsewhere = record.environment && claim.origin?.environment !== record.environment ? ` for ${record.environment}` : "";
	return new (require_problem()).RefusedError([{
		code: "content-differs",
		message: `version "${version}" exists with other content: ${record.build} built ${short(digest)}${from(record.commit)}${elsewhere}; ${ours}`,
		hint: `a version has one content: give this build its own version with --version or bundle.version; --version ${version} without a build deploys the earlier content`
	}]);
}
function isOtherBundle(record, origin) {
	const [theirs, ours] = [record.source, origin?.source];
	if (!record.recipe || !ours || theirs === ours) return false;
	return /\.zip$/i.test(theirs ?? "") === /\.zip$/i.test(ours);
}
function bundlesMeet(record, { version, origin, bundleName }) {
	const name = (origin?.source?.replace(/^.*\//, "").replace(/\.zip$/i, "") ?? "").replace(/[^\w-]+/g, "-").replace(/^[-_]+/, "") || "NAME";
	return new (require_problem()).RefusedError([{
		code: "bundles-meet",
		message: `two bundles share version "${version}": ${record.build} built it from "${record.source}", and this one comes from "${origin?.source}"`,
		hint: bundleName === void 0 ? `services that share an application need a name each; add to the configuration of this one: bundle: { name: ${name} }` : `two configurations have the bundle.name "${bundleName}"; give this one its own name`
	}]);
}
function same(name) {
	return (record, origin) => record[name] !== void 0 && record[name] === origin[name];
}
function short(digest) {
	return digest.slice(0, 16);
}
function from(commit) {
	return commit ? ` from commit ${commit}` : " from an unknown commit";
}

Object.defineProperty(exports, "differentContent", {
  enumerable: true,
  get: function () {
    return differentContent;
  }
});
Object.defineProperty(exports, "doubtsOf", {
  enumerable: true,
  get: function () {
    return doubtsOf;
  }
});
Object.defineProperty(exports, "mayTake", {
  enumerable: true,
  get: function () {
    return mayTake;
  }
});
Object.defineProperty(exports, "otherCommit", {
  enumerable: true,
  get: function () {
    return otherCommit;
  }
});
},
"./find-lease.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_ballots = () => require("./ballots.js");

// src/release/guard/find-lease.ts
async function readLease(homes, key, ports) {
	const { found, blind } = await (require_ballots()).readAll(homes, key, ports);
	if (blind) throw blind.error;
	const all = found.map(({ kept }) => kept);
	for (const kept of all) {
		const lease = (require_ballots()).leaseIn(kept);
		if (lease && (require_ballots()).keepsOut(kept, nobody, all, (require_ballots()).ageOf(kept) ?? 0)) return {
			run: String(lease.run),
			since: String(lease.since)
		};
	}
}
const nobody = {
	run: "",
	token: ""
};
async function giveLeaseBack(homes, key, { run, token }, clock) {
	const { voters, others } = homes;
	const one = async (home, signal) => {
		const lease = (require_ballots()).leaseIn(await home.read(key, signal));
		if (!lease?.until || lease.run !== run) return false;
		if (token !== void 0 && lease.token !== token) return false;
		const { until: _, ...free } = lease;
		const whose = (require_defined()).defined({ token: lease.token });
		return (require_ballots()).giveBackIn(home, key, whose, void 0, signal, free);
	};
	const chosen = await (require_ballots()).askEach(voters, {
		clock,
		...(require_ballots()).patienceFor(homes)
	}, one);
	const rest = await (require_ballots()).askEach(others, { clock }, one);
	if (2 * chosen.answers.size <= voters.length) throw (require_ballots()).silenceOf(homes, chosen.silent, "s3:PutObject");
	return [...chosen.answers.values(), ...rest.answers.values()].some(Boolean);
}

Object.defineProperty(exports, "giveLeaseBack", {
  enumerable: true,
  get: function () {
    return giveLeaseBack;
  }
});
Object.defineProperty(exports, "readLease", {
  enumerable: true,
  get: function () {
    return readLease;
  }
});
},
"./find-proven.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_find_release = () => require("./find-release.js");
const require_record_buckets = () => require("./record-buckets.js");

// src/release/records/find-proven.ts
async function findProven({ version, digest }, { sources, force }, aws) {
	const found = [];
	for (const environment of sources) {
		const recordBuckets = (require_record_buckets()).recordBucketsOf((require_project()).allDestinations(environment), aws);
		const known = await (require_find_release()).findRelease(environment, version, recordBuckets, { despiteFaults: force !== void 0 });
		if (known) found.push(known);
	}
	const [first] = found;
	if (!first) throw noRelease(version, sources.map(({ name }) => name).join(" and "));
	const other = found.find(({ record }) => !(require_find_release()).isSame(record, first.record));
	if (other) throw (require_find_release()).releasesDiffer(version, first, other);
	if (digest !== void 0 && digest !== first.record.digest) throw new (require_problem()).RefusedError([{
		code: "content-differs",
		message: `version "${version}" was proven with content ${digest}, but its release has ${first.record.digest}`,
		hint: "the record of the release was changed after it was proven; build a new version"
	}]);
	return first;
}
function noRelease(version, environments) {
	return new (require_problem()).RefusedError([{
		code: "no-release",
		message: `there is no release "${version}" in the buckets of ${environments}`,
		hint: "a release exists once it was deployed to one of these environments"
	}]);
}

Object.defineProperty(exports, "findProven", {
  enumerable: true,
  get: function () {
    return findProven;
  }
});
},
"./find-release.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_open_session = () => require("./open-session.js");

// src/release/records/find-release.ts
async function findRelease(owner, version, recordBuckets, { despiteFaults = false, mayLack = () => false } = {}) {
	const key = (require_object_keys()).releaseRecordKey(owner, version);
	const present = (await (require_record_buckets()).onEachBucket(recordBuckets, "s3:GetObject", async ({ artifacts, destination }) => {
		const json = await artifacts.readJson(key).catch((error) => {
			if (error instanceof (require_problem()).RefusedError) throw error;
			if (!despiteFaults && !mayLack(destination, error)) throw error;
		});
		if (!json) return [];
		return [{
			record: readRelease(json.value, version, `s3://${artifacts.bucket}/${key}`),
			holders: [artifacts]
		}];
	})).flat();
	const [first] = present;
	if (!first) return void 0;
	const other = present.find(({ record }) => !isSame(record, first.record));
	if (other) throw releasesDiffer(version, first, other);
	const holders = present.flatMap((one) => one.holders);
	return {
		owner,
		record: first.record,
		holders
	};
}
function readRelease(value, version, object) {
	if ((require_open_session()).isReleaseRecord(value) && value.version === version) return value;
	throw new (require_problem()).RefusedError([{
		code: "record-invalid",
		message: `the release record ${object} is not one of fanout's`,
		hint: "a version whose record was changed by hand cannot be trusted; build a new version"
	}]);
}
function isDigest(value) {
	return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}
function isSame(a, b) {
	return a.digest === b.digest && a.sha256 === b.sha256;
}
function releasesDiffer(version, one, other) {
	const tell = ({ holders, record }) => `${holders[0]?.bucket} has ${record.digest.slice(0, 16)} in a zip ${record.sha256.slice(0, 16)}${record.build ? ` (built by ${record.build})` : ""}`;
	return new (require_problem()).RefusedError([{
		code: "content-differs",
		message: `version "${version}" exists with different content: ${tell(one)}, ${tell(other)}`,
		hint: "a version is built once and never overwritten; use a new version"
	}]);
}

Object.defineProperty(exports, "findRelease", {
  enumerable: true,
  get: function () {
    return findRelease;
  }
});
Object.defineProperty(exports, "isDigest", {
  enumerable: true,
  get: function () {
    return isDigest;
  }
});
Object.defineProperty(exports, "isSame", {
  enumerable: true,
  get: function () {
    return isSame;
  }
});
Object.defineProperty(exports, "readRelease", {
  enumerable: true,
  get: function () {
    return readRelease;
  }
});
Object.defineProperty(exports, "releasesDiffer", {
  enumerable: true,
  get: function () {
    return releasesDiffer;
  }
});
},
"./finish.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_open_session = () => require("./open-session.js");
const require_single = () => require("./single.js");
const require_problem = () => require("./problem.js");
const require_recorder = () => require("./recorder.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_find_lease = () => require("./find-lease.js");
const require_ballots = () => require("./ballots.js");
const require_object_keys = () => require("./object-keys.js");
const require_run_started = () => require("./run-started.js");
const require_timing = () => require("./timing.js");
const require_verdict = () => require("./verdict.js");
const require_defined = () => require("./defined.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_outcome = () => require("./outcome.js");
const require_console = () => require("./console.js");
const require_marker = () => require("./marker.js");
const require_facts = () => require("./facts.js");
const require_json = () => require("./json.js");
const require_read_events = () => require("./read-events.js");

// src/release/finish/noted-ending.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
function withNoted({ info, ending }, { outcome, isUnknown }, work) {
	const over = `the run was ${because(work.leftOver)}`;
	if (!outcome) return ending;
	if (ending.outcome !== "not-verified") return (require_open_session()).isOver(info) && !isUnknown ? {
		...ending,
		reason: `the run had found it ${outcome}`
	} : ending;
	if (outcome === "succeeded" && !isBaked(work)) return {
		...ending,
		reason: `${over} before its bake had ended`
	};
	if (outcome === "succeeded") return {
		...ending,
		outcome,
		reason: `it had succeeded before ${over}`
	};
	if (outcome === "skipped" || outcome === "never-started") return ending;
	const reason = `as the run had found before it was ${because(work.leftOver)}`;
	const { isUnchecked: _, ...found } = ending;
	return {
		...found,
		outcome,
		reason
	};
}
function withRollback(ending, rollback, { ended }) {
	const { reason: _, ...rest } = ending;
	if (rollback.status === "succeeded") return {
		...rest,
		outcome: "rolled-back",
		rollback
	};
	const wentWell = (require_outcome()).isGood(ending.outcome) || ending.outcome === "not-verified";
	const { deploymentId: id, status } = rollback;
	const what = status === "unknown" ? "is not known to have ended" : status;
	return {
		...rest,
		outcome: wentWell ? "failed" : ending.outcome,
		rollback,
		reason: ended ? `it was to be rolled back by ${id}: ${what}` : `the run was interrupted while it was rolled back by ${id}: ${what}`
	};
}
function because({ ended }) {
	return ended ? "over" : "interrupted";
}
function isBaked({ destination: { id }, leftOver, environment }) {
	const wave = environment.waves.find(({ destinations }) => destinations.some((one) => one.id === id));
	if (!wave || wave.bake === 0 || leftOver.command === "rollback") return true;
	return leftOver.endedWaves?.has(wave.name) ?? false;
}

// src/release/finish/finish-record.ts
async function recordFinished(settled, { leftOver, environment, aws }, ports) {
	const { run, by, command, began, taken = began, token } = leftOver;
	const record = {
		fanout: 1,
		run,
		...(require_defined()).defined({
			by,
			token
		}),
		command,
		environment: environment.name,
		started: new Date(taken).toISOString(),
		ended: new Date(ports.clock.now()).toISOString(),
		verdict: (require_verdict()).judge(settled.map(({ result }) => result)).verdict,
		reason: `the run was ${because(leftOver)}; finish wrote this`,
		...settled.some(({ isSettled }) => !isSettled) && { unsettled: true },
		destinations: settled.map((one) => entryFor(one, leftOver))
	};
	const buckets = (require_record_buckets()).recordBucketsOf((require_project()).allDestinations(environment), aws);
	return (await (require_run_started()).recordRun(environment, record, buckets, ports)).size === 0;
}
function entryFor({ destination, result, info }, { begun, bundle }) {
	const { bucket, key, eTag, version: versionId } = info?.revision?.s3Location ?? {};
	const more = { ...(require_defined()).defined({
		eTag,
		versionId
	}) };
	const before = begun.get(destination.id)?.before;
	const isBundle = bundle !== void 0 && bundle.version === result.version;
	return {
		...(require_run_started()).recordOf(destination, result, void 0, /* @__PURE__ */ new Map()),
		verified: false,
		...isBundle && { digest: bundle.digest },
		...bucket && key && { object: {
			bucket,
			key,
			...more
		} },
		...(require_defined()).defined({ before })
	};
}

// src/release/finish/await-end.ts
async function awaitEnd(first, { calls, clock, signal }) {
	const until = clock.now() + (require_timing()).timing.finish.goesOn;
	let latest = first;
	while (!(require_open_session()).isOver(latest) && clock.now() < until && !signal.aborted) {
		await clock.sleep((require_timing()).timing.finish.look, signal).catch(() => void 0);
		const [info] = await calls.getDeployments([first.deploymentId ?? ""]).catch(() => []);
		latest = info ?? latest;
	}
	return latest;
}

// src/release/finish/look-for.ts
async function lookFor(attempt, ports) {
	const { leftOver, destination } = ports;
	if (attempt.deploymentId) {
		const info = await (require_open_session()).tellOf(attempt.deploymentId, ports);
		if (!info) return { none: true };
		const why = strangeness(info, destination, attempt, leftOver);
		return why ? {
			stranger: info,
			why
		} : { info };
	}
	const marker = (require_marker()).readMarker(attempt.marker);
	if (!marker) return { none: true };
	const isOne = (info) => {
		const theirs = (require_marker()).readMarker(info.description);
		return (require_marker()).isSameRun(theirs, marker) && theirs?.back === marker.back && !strangeness(info, destination, attempt, leftOver);
	};
	const look = await findUntilSure(() => (require_open_session()).findLatest(isOne, attempt.at, ports), ports);
	if ("unread" in look) throw look.unread;
	return "found" in look ? { info: look.found } : { none: true };
}
async function findUntilSure(find, { clock, signal }) {
	const until = clock.now() + (require_timing()).timing.create.late;
	for (;;) {
		const look = await find();
		if (!("none" in look) || clock.now() >= until) return look;
		if (signal.aborted) return { unread: /* @__PURE__ */ new Error("it may yet come, and was not waited for") };
		await clock.sleep((require_timing()).timing.finish.look, signal).catch(() => void 0);
	}
}
function strangeness({ applicationName, deploymentGroupName, description, revision }, { application, deploymentGroup }, { adopted, marker: noted }, { run, environment }) {
	if (applicationName !== application || deploymentGroupName !== deploymentGroup) return "it belongs to another deployment group";
	const marker = (require_marker()).readMarker(description);
	if (!marker) return "fanout did not create it";
	if (!(marker.run === run || adopted && (require_marker()).isEarlierAttempt(marker.run, run))) return `it belongs to run ${marker.run}`;
	if (marker.environment !== environment) return "it belongs to another environment";
	if (marker.bundle !== (require_marker()).readMarker(noted)?.bundle) return "it belongs to another bundle";
	const key = revision?.s3Location?.key ?? "";
	return (require_marker()).markerVersion((require_object_keys()).versionOfKey(key) ?? key) === marker.version ? void 0 : `its description names ${marker.version}, but it deploys something else`;
}

// src/release/finish/settle.ts
async function settle(destination, ports) {
	const { aws, leftOver } = ports;
	const begun = leftOver.begun.get(destination.id);
	if (!begun) {
		const reason = `the run was ${because(leftOver)} before it got there`;
		const { version } = leftOver.bundle ?? {};
		return told(destination, {
			version,
			ending: nothing(reason),
			isSettled: true
		});
	}
	try {
		await aws.identify([destination]);
		const work = {
			...ports,
			destination,
			calls: aws.codedeploy(destination)
		};
		const seen = await lookFor(begun, work);
		if (!("info" in seen)) return told(destination, {
			begun,
			...withoutOne(seen, begun)
		});
		return await settleOne(seen.info, begun, work);
	} catch (error) {
		return told(destination, {
			begun,
			ending: failed(`${unseen(destination, begun)}: ${wordsOf(error)}`),
			isSettled: false
		});
	}
}
function unseen(destination, { deploymentId, undo }) {
	if (deploymentId !== void 0 && (!undo || undo.deploymentId !== void 0)) return "its state could not be read, and it may still be running";
	return `the run did not hear whether CodeDeploy accepted its deployment: one may be under way in ${(require_run_started()).groupText(destination)}, which fanout cannot look at`;
}
function withoutOne(seen, { deploymentId }) {
	if ("stranger" in seen) {
		const { stranger, why } = seen;
		const goesOn = (require_open_session()).isOver(stranger) ? "" : ", and is still running";
		return {
			ending: failed(`${stranger.deploymentId} was left alone: ${why}${goesOn}`),
			isSettled: (require_open_session()).isOver(stranger)
		};
	}
	return {
		ending: deploymentId ? failed(`there is no deployment ${deploymentId}`) : nothing("no deployment of this run was found there"),
		isSettled: true
	};
}
async function settleOne(info, begun, work) {
	const { leftOver, destination } = work;
	const [first, rollback] = [await end(info, leftOver.command === "rollback", work), await endRollback(info, begun, work)];
	const ending = withNoted(first, begun, work);
	const isSettled = first.isSettled && (rollback?.isSettled ?? true);
	const undone = rollback ? withRollback(ending, rollback.rollback, leftOver) : ending;
	return told(destination, {
		begun,
		info: first.info,
		ending: undone,
		isSettled
	});
}
async function end(info, goesBack, work) {
	const { onCancel } = work.environment;
	const { deploymentId = "" } = info;
	const latest = goesBack && onCancel === "stop-and-rollback" && !(require_open_session()).isOver(info) ? await awaitEnd(info, work) : info;
	const how = {
		...work,
		onCancel,
		goesBack,
		info: latest,
		because: because(work.leftOver)
	};
	const ending = await (require_run_started()).stopCancelled(deploymentId, how);
	const isLeft = onCancel === "leave";
	return {
		info: latest,
		ending,
		isSettled: ending.outcome !== "failed" || (require_open_session()).isOver(latest) || isLeft
	};
}
async function endRollback({ rollbackInfo }, { undo, openRollback }, work) {
	if (undo) {
		const seen = await lookFor(undo, work);
		if ("none" in seen) return void 0;
		if ("stranger" in seen) throw new Error(`${seen.stranger.deploymentId}: ${seen.why}`);
		return backOf(await end(seen.info, true, work), "fanout");
	}
	const id = rollbackInfo?.rollbackDeploymentId;
	const [info] = id ? await work.calls.getDeployments([id]) : [];
	if (info && openRollback !== void 0) return lookedAt(info, work);
	if (openRollback !== void 0) throw new Error(`CodeDeploy does not show ${openRollback}`);
	return info ? backOf(await end(info, true, work), "codedeploy") : void 0;
}
async function lookedAt(info, work) {
	const latest = await awaitEnd(info, work);
	return backOf({
		info: latest,
		isSettled: (require_open_session()).isOver(latest)
	}, "codedeploy");
}
function backOf({ info, isSettled }, by) {
	const { failed, skipped } = (require_open_session()).countsOf(info);
	const version = (require_object_keys()).versionOfKey(info.revision?.s3Location?.key);
	const status = statusOf(info);
	return {
		rollback: {
			deploymentId: info.deploymentId ?? "",
			status,
			...(require_defined()).defined({ version }),
			complete: status === "succeeded" && failed + skipped === 0,
			by
		},
		isSettled
	};
}
function statusOf({ status }) {
	if (status === "Succeeded") return "succeeded";
	if (status === "Failed") return "failed";
	return status === "Stopped" ? "stopped" : "unknown";
}
function told(destination, { begun, info, ending, isSettled, ...noted }) {
	const named = noted.version ?? (require_marker()).readMarker(begun?.marker)?.version;
	const version = (require_object_keys()).versionOfKey(info?.revision?.s3Location?.key) ?? versionOf(named);
	const id = info?.deploymentId;
	const link = id ? {
		deploymentId: id,
		consoleUrl: (require_console()).deploymentUrl(destination, id)
	} : {};
	return {
		destination,
		result: {
			destination: destination.id,
			...(require_defined()).defined({ version }),
			...link,
			...ending,
			seconds: 0
		},
		...(require_defined()).defined({ info }),
		isSettled
	};
}
function versionOf(version) {
	return version && (require_project()).versionProblems(version).length === 0 ? version : void 0;
}
function wordsOf(error) {
	if (error instanceof (require_problem()).RefusedError) return error.problems[0]?.message ?? error.message;
	return (require_open_session()).errorText(error);
}
function nothing(reason) {
	return {
		outcome: "never-started",
		reason,
		causes: [],
		instances: (require_outcome()).noInstances
	};
}
function failed(reason) {
	return {
		outcome: "failed",
		reason,
		causes: [],
		instances: (require_outcome()).noInstances
	};
}

// src/release/finish/finish-runs.ts
async function finish({ leftOver, environment: whole }, ports) {
	const environment = coveredBy(leftOver, whole);
	const { clock, emit } = ports;
	const { run, begun } = leftOver;
	const started = clock.now();
	emit((require_run_started()).runStarted({
		command: "finish",
		environment,
		run
	}));
	const destinations = (require_project()).allDestinations(environment);
	const isKnown = warnOfStrangers(leftOver, environment, ports);
	const aws = ports.openAws();
	try {
		if ((require_recorder()).mayBeAtWork(leftOver)) await refuseAtWork({
			leftOver,
			environment,
			aws
		}, ports);
		aws.announce(destinations);
		const settled = await (require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.requests, async (destination) => {
			const one = await settle(destination, {
				...ports,
				leftOver,
				aws,
				environment
			});
			emit({
				kind: "finished",
				destination: destination.id,
				result: one.result
			});
			return one;
		});
		const isRecorded = !destinations.some(({ id }) => begun.has(id)) || await recordFinished(settled, {
			leftOver,
			environment,
			aws
		}, ports);
		const isFree = await freeLease({
			leftOver,
			environment,
			aws
		}, ports);
		const results = settled.map(({ result }) => result);
		const { verdict } = (require_verdict()).judge(results);
		const exitCode = (isFree || begun.size === 0) && isKnown && isRecorded && settled.every(({ isSettled }) => isSettled) ? 0 : 1;
		emit({
			kind: "run-finished",
			verdict,
			exitCode,
			seconds: (clock.now() - started) / 1e3,
			results
		});
		return {
			verdict,
			exitCode,
			results
		};
	} finally {
		aws.close();
	}
}
function coveredBy({ part, begun }, environment) {
	if (!part) return environment;
	const ids = /* @__PURE__ */ new Set([...part, ...begun.keys()]);
	const waves = environment.waves.map((wave) => ({
		...wave,
		destinations: wave.destinations.filter(({ id }) => ids.has(id))
	})).filter(({ destinations }) => destinations.length > 0);
	const whole = {
		whole: (require_project()).allDestinations(environment),
		earlier: []
	};
	return {
		...environment,
		waves,
		recordsDestination: (require_ballots()).recordsDestinationOf(environment),
		part: whole
	};
}
async function refuseAtWork({ leftOver: { run, process: noted }, environment, aws }, { clock }) {
	const key = (require_object_keys()).leaseKey(environment);
	aws.announce((require_project()).wholeOf(environment));
	const reading = {
		clock,
		unread: () => void 0
	};
	if ((await (require_find_lease()).readLease((require_ballots()).homesOf(environment, aws), key, reading).catch((error) => {
		throw (require_ballots()).asRefusal(error, environment, "s3:GetObject");
	}))?.run !== run) return;
	const where = noted ? ` as process ${noted.pid} of ${noted.host}` : "";
	throw new (require_problem()).RefusedError([{
		code: "lease-taken",
		message: `run ${run} is at work${where}, and holds the lease of this environment`,
		hint: "stop it with Ctrl-C; if it was killed, its lease expires within three minutes"
	}]);
}
async function freeLease({ leftOver, environment, aws }, { clock, emit }) {
	const recordsDestination = (require_ballots()).recordsDestinationOf(environment);
	try {
		const key = (require_object_keys()).leaseKey(environment);
		if (await (require_find_lease()).giveLeaseBack((require_ballots()).homesOf(environment, aws), key, leftOver, clock)) emit({
			kind: "step",
			text: `released the lease of run ${leftOver.run}`
		});
		return true;
	} catch (error) {
		const { message, ...rest } = (require_open_session()).describeFault(error, {
			destination: recordsDestination,
			operation: "s3:PutObject"
		});
		const said = `the lease could not be released: ${message}`;
		emit({
			kind: "notice",
			level: "warning",
			problem: {
				...rest,
				code: "record-unwritten",
				message: said
			}
		});
		return false;
	}
}
function warnOfStrangers({ begun }, environment, { emit }) {
	const known = new Set((require_project()).allDestinations(environment).map(({ id }) => id));
	const strangers = [...begun].filter(([id]) => !known.has(id));
	for (const [id] of strangers) emit({
		kind: "notice",
		level: "warning",
		problem: {
			code: "unknown-destination",
			message: `the run had begun to deploy to "${id}", which is not in the configuration`,
			hint: "run finish with the configuration of that run; without it, fanout cannot know what is running there"
		}
	});
	return strangers.every(([, { outcome, undo }]) => {
		const last = undo ? undo.outcome : outcome;
		return last === "succeeded" || last === "rolled-back";
	});
}

// src/cli/commands/finish.ts
var finish_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ finishCommand: () => finishCommand });
async function finishCommand(inputs, ports) {
	const { env, host } = ports;
	const found = (require_recorder()).notesPaths(inputs, ports).flatMap((require_recorder()).readLeftOvers);
	const unfinished = found.filter(({ leftOver }) => !reasonToLeave(leftOver, env)).reverse();
	if (unfinished.length === 0) {
		const why = reasonToLeave(found[0]?.leftOver, env);
		host.print(`nothing to finish: ${why}`);
		if (inputs.json) host.result((require_json()).jsonText((require_facts()).noFacts));
		return 0;
	}
	const recorder = (require_recorder()).openRecorder(inputs, ports, { notes: false });
	const codes = [];
	const failures = [];
	try {
		for (const { path, leftOver } of unfinished) await finishOne(path, leftOver, {
			inputs,
			ports,
			recorder
		}).then((code) => codes.push(code), (error) => failures.push(error));
		if (failures.length > 0) throw together(failures);
		if (inputs.json) host.result((require_json()).jsonText(ports.host.facts));
		return Math.max(...codes);
	} finally {
		await recorder.close();
	}
}
async function finishOne(path, leftOver, { inputs, ports, recorder }) {
	const { clock, host, random, signal } = ports;
	const environment = await chooseEnvironment(leftOver, inputs, ports);
	refuseOtherBundle(leftOver, environment);
	recorder.goOnWith(host.scrub(eventsIn(path)));
	const session = {
		run: leftOver.run,
		environment,
		neededMs: 0
	};
	const { exitCode } = await finish({
		leftOver,
		environment
	}, {
		clock,
		random,
		emit: recorder.emit,
		signal,
		openAws: () => (require_open_session()).openSession(session, inputs, ports)
	});
	if (exitCode === 0) noteEnd(path, host.facts.finished);
	return exitCode;
}
function eventsIn(path) {
	try {
		return (require_read_events()).readEvents((0, import__builtin_fs.readFileSync)(path, "utf8")).events;
	} catch {
		return [];
	}
}
function together(failures) {
	const bug = failures.find((one) => !(one instanceof (require_problem()).RefusedError || one instanceof (require_problem()).UsageError));
	if (bug || failures.length === 1) return bug ?? failures[0];
	const problems = failures.flatMap((one) => one.problems);
	return new (require_problem()).RefusedError(problems);
}
function reasonToLeave(leftOver, env) {
	if (!leftOver) return "no run left notes here";
	const { run, finished, leased, begun } = leftOver;
	if (finished) return `run ${run} has ended`;
	if (!(leased && !(require_recorder()).mayBeAtWork(leftOver)) && begun.size === 0) return `run ${run} had not started a deployment`;
	const ours = (require_open_session()).runId(env);
	if (ours.startsWith("local:") || ours === run) return "";
	return `run ${run} is not this one, ${ours}`;
}
async function chooseEnvironment({ environment: name }, inputs, ports) {
	if (inputs.deploymentGroup === void 0) {
		const project = await (require_project()).loadConfigured(inputs, ports, { canDescribe: true });
		return (require_project()).environmentOf(project, name, (secret) => ports.host.mask(secret));
	}
	const single = (require_single()).singleDestination(inputs);
	if (!single.ok) throw new (require_problem()).UsageError(single.problems);
	return single.environment;
}
function refuseOtherBundle({ run, bundleName: theirs }, environment) {
	const ours = environment.bundleName;
	if (theirs === ours) return;
	const named = (name) => name === void 0 ? "no bundle.name" : `the bundle "${name}"`;
	throw new (require_problem()).UsageError([{
		code: "other-bundle",
		message: `run ${run} deployed ${named(theirs)}, but this configuration has ${named(ours)}`,
		hint: "run finish with the configuration of that run (--config)"
	}]);
}
function noteEnd(path, event) {
	if (!event) return;
	const notes = (require_recorder()).openNotes(path, "append");
	notes.write(event);
	notes.close();
}

Object.defineProperty(exports, "finishCommand", {
  enumerable: true,
  get: function () {
    return finishCommand;
  }
});
Object.defineProperty(exports, "finish_exports", {
  enumerable: true,
  get: function () {
    return finish_exports;
  }
});
},
"./guard.js"(require, module, exports) {"use strict";
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_problem = () => require("./problem.js");
const require_programs = () => require("./programs.js");
const require_read_history = () => require("./read-history.js");
const require_object_keys = () => require("./object-keys.js");
const require_defined = () => require("./defined.js");
const require_quantities = () => require("./quantities.js");
const require_plan = () => require("./plan.js");
const require_timing = () => require("./timing.js");
const require_ballots = () => require("./ballots.js");
const require_open_session = () => require("./open-session.js");
const require_quoted = () => require("./quoted.js");
const require_cancel = () => require("./cancel.js");
const require_hold_record = () => require("./hold-record.js");
const require_outcome = () => require("./outcome.js");

// src/release/schedule.ts
const minute = 6e4;
function closedProblem(environment, now) {
	const [first] = environment.waves;
	const all = (require_project()).allDestinations(environment);
	for (const { id } of all) {
		const opening = openingOf(environment, id, now);
		if (opening.open) continue;
		const opens = opening.opens === void 0 ? "" : `; it opens at ${inWords(opening.opens)}`;
		return {
			code: "closed",
			destination: id,
			message: `${environment.name} is closed for deployments: ${opening.why}${opens}`,
			hint: "deploy when it is open; rollback works at any time"
		};
	}
	const late = first && lateReason(environment, first, now);
	if (!late) return void 0;
	return {
		code: "window-too-short",
		message: `${environment.name}: ${late}`,
		hint: "deploy when the window is open for longer"
	};
}
function lateReason(environment, wave, now) {
	if (!environment.schedule) return void 0;
	const ends = now + longestWave(wave);
	for (const { id } of wave.destinations) {
		const opening = openingOf(environment, id, now);
		if (!opening.open) return `it is closed for deployments to ${id}: ${opening.why}`;
		if (opening.until !== void 0 && ends > opening.until) return `wave ${wave.name} may take ${(require_quantities()).duration((ends - now) / 1e3)}, and ${id} is closed for deployments from ${inWords(opening.until)} on`;
	}
}
function lateAlone(environment, { id, timeout }, now) {
	const opening = openingOf(environment, id, now);
	if (!opening.open) return `it is closed for deployments: ${opening.why}`;
	if (opening.until === void 0 || now + timeout <= opening.until) return void 0;
	return `its deployment may take ${(require_quantities()).duration(timeout / 1e3)}, and it is closed for deployments from ${inWords(opening.until)} on`;
}
function longestWave(wave) {
	return Math.ceil(wave.destinations.length / (require_plan()).atOnce(wave)) * Math.max(0, ...wave.destinations.map((destination) => destination.timeout)) + wave.bake;
}
function withFreezes(environment, freezes) {
	if (freezes.length === 0) return environment;
	const { windows, freezes: own } = environment.schedule ?? {
		windows: [],
		freezes: []
	};
	return {
		...environment,
		schedule: {
			windows,
			freezes: [...own, ...freezes]
		}
	};
}
function openingOf({ schedule }, id, now) {
	if (!schedule) return { open: true };
	const freeze = schedule.freezes.find(({ from, to }) => from <= now && now < to);
	if (freeze) return {
		open: false,
		why: `frozen: ${freeze.reason}`,
		opens: freeze.to
	};
	const nextFreeze = Math.min(...schedule.freezes.filter(({ from }) => from > now).map(({ from }) => from));
	const until = (moment) => {
		const first = Math.min(moment, nextFreeze);
		return Number.isFinite(first) ? { until: first } : {};
	};
	const windows = schedule.windows.filter(({ match }) => (require_project()).isIn(match, id));
	if (schedule.windows.length === 0) return {
		open: true,
		...until(1e400)
	};
	const spans = joined(windows.flatMap((window) => spansAround(window, now)));
	const current = spans.find(({ from, to }) => from <= now && now < to);
	if (current) return {
		open: true,
		...until(current.to)
	};
	const next = spans.find(({ from }) => from > now);
	return {
		open: false,
		why: "outside its windows",
		...(require_defined()).defined({ opens: next?.from })
	};
}
function spansAround({ days, from, length, zone }, now) {
	const { year, month, day: today } = (require_project()).wallTime(now, zone);
	return Array.from({ length: 10 }, (_, index) => {
		const date = new Date(Date.UTC(year, month - 1, today + index - 1));
		const at = {
			year: date.getUTCFullYear(),
			month: date.getUTCMonth() + 1,
			day: date.getUTCDate()
		};
		if (!days.includes(date.getUTCDay())) return [];
		const opens = (require_project()).momentOf({
			...at,
			minutes: from
		}, zone);
		const closes = (require_project()).momentOf({
			...at,
			minutes: from + length
		}, zone);
		return closes > opens ? [{
			from: opens,
			to: closes
		}] : [];
	}).flat();
}
function joined(spans) {
	const result = [];
	for (const span of spans.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else result.push({ ...span });
	}
	return result;
}
function inWords(at) {
	return `${(/* @__PURE__ */ new Date(Math.round(at / minute) * minute)).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

// src/release/guard/attempt-lease.ts
function lookAtLease(key, { homes, clock, signal }) {
	const asking = {
		clock,
		outer: signal,
		...(require_ballots()).patienceFor(homes)
	};
	return (require_ballots()).askEach(homes.voters, asking, (home, within) => home.read(key, within));
}
function leaseAttempts(us, { homes, clock, signal }, { alone = false, ahead } = {}) {
	const { own, voters, others } = homes;
	const ours = (require_ballots()).homeNames(voters);
	const known = (require_ballots()).homeNames([...voters, ...others]);
	const asking = {
		clock,
		outer: signal,
		...(require_ballots()).patienceFor(homes)
	};
	const ages = (require_ballots()).tellsAge(clock);
	const older = (require_ballots()).watchOlder(clock);
	const read = (home, within) => home.read(us.key, within);
	const isEnough = (names, sets) => alone || sets.every((set) => (require_ballots()).hasMajority(set, names, known));
	let early = ahead;
	return async () => {
		const before = await early;
		early = void 0;
		const found = before && await attempt(before);
		return found?.kind === "taken" ? found : attempt(await lookAtLease(us.key, {
			homes,
			clock,
			signal
		}));
	};
	async function attempt(first) {
		const seen = new Map(first.answers);
		older.looked(seen.keys(), homesThat(first.silent));
		const rival = rivalIn(seen);
		if (rival) return {
			kind: "held",
			...rival,
			met: false
		};
		const { silent } = first;
		const olderUntil = alone ? void 0 : older.mayWorkUntil(seen);
		if (olderUntil !== void 0) return {
			kind: "silent",
			silent,
			olderUntil
		};
		if (!isEnough((require_ballots()).homeNames([...seen.keys()]), [ours])) return {
			kind: "silent",
			silent
		};
		const ballots = (require_ballots()).openBallots(us, seen, {
			clock,
			asking,
			ours
		});
		try {
			await ballots.cast([...seen.keys()], seen);
			if (!isEnough(ballots.won(), [ours])) return await ended(ballots, silent);
			return await lookAround(seen, ballots);
		} catch (error) {
			await ballots.end();
			throw error;
		}
	}
	async function lookAround(seen, ballots) {
		const rest = [...voters, ...others].filter((home) => !ballots.has(home));
		const { answers, silent } = await (require_ballots()).askEach(rest, {
			clock,
			outer: asking.outer
		}, read);
		older.looked(answers.keys(), homesThat(silent));
		const met = rivalIn(answers, true);
		if (met) return ended(ballots, [], {
			kind: "held",
			...met,
			met: true
		});
		for (const [home, kept] of answers) seen.set(home, kept);
		const sets = (require_ballots()).setsOf(homes, [...seen.values()]);
		const named = new Set(sets.flat());
		const more = [...answers.keys()].filter(({ bucket }) => named.has(bucket));
		await ballots.cast([...ballots.untold(seen), ...more], seen);
		if (!(alone || voters.length === 1 || isSettled(seen, silent)) || !isEnough(ballots.won(), sets)) return ended(ballots, silent);
		const olderUntil = alone ? void 0 : older.mayWorkUntil(seen);
		if (olderUntil !== void 0) return ended(ballots, silent, {
			kind: "silent",
			silent,
			olderUntil
		});
		if (!alone && clock.now() - ballots.sent >= (require_timing()).timing.lease.holds) return ended(ballots, silent);
		return {
			kind: "taken",
			lease: ballots.taken(voters, alone ? [] : sets, known),
			silent,
			...takenFrom(seen)
		};
	}
	function rivalIn(answers, isMajorityOurs = false) {
		const all = [...answers.values()];
		for (const [home, kept] of answers) {
			const theirs = (require_ballots()).leaseIn(kept);
			if (!theirs || !(require_ballots()).keepsOut(kept, us, all, ages(home.bucket, kept))) continue;
			if (isMajorityOurs && (require_ballots()).isSameSet((require_ballots()).homesIn(kept), ours)) continue;
			return {
				theirs,
				bucket: home.bucket
			};
		}
	}
	function isSettled(seen, silent) {
		if (silent.length === 0) return true;
		const settled = [...seen.values()].filter((kept) => (require_ballots()).leaseIn(kept)?.settled === true);
		if (settled.some((kept) => (require_ballots()).isSameSet((require_ballots()).homesIn(kept), ours))) return true;
		return settled.length > 0 && isNarrow(silent, own);
	}
	function takenFrom(seen) {
		const [theirs] = [...seen.values()].map((require_ballots()).leaseIn).filter((one) => one?.until !== void 0 && one.token !== us.token);
		return (require_defined()).defined({ from: theirs });
	}
}
async function ended(ballots, silent, why) {
	await ballots.end();
	if (why) return why;
	const all = [...silent, ...ballots.failed];
	return all.length > 0 ? {
		kind: "silent",
		silent: all
	} : { kind: "raced" };
}
function homesThat(silent) {
	return silent.map(({ home }) => home);
}
function isNarrow(silent, { destination }) {
	const regions = new Set(silent.map(({ home }) => home.destination.region));
	const accounts = new Set(silent.map(({ home }) => home.destination.account.name));
	return regions.size <= 1 || accounts.size === 1 && !accounts.has(destination.account.name);
}

// src/release/run/watch.ts
async function* watchUntil(until, watches, { clock, signal }) {
	const began = clock.now();
	let watched = [...watches].flatMap(([destination, list]) => list.map((watch) => ({
		destination,
		watch,
		due: began + watch.interval,
		failed: 0,
		unknown: 0
	})));
	for (let isOver = false; !isOver;) {
		const next = Math.min(until, ...watched.map(({ due }) => due));
		const pause = Math.max(0, next - clock.now());
		await (watched.some(({ failed }) => failed > 0) ? (require_run_command()).settle(clock, pause, signal) : clock.sleep(pause, signal));
		isOver = clock.now() >= until;
		const due = watched.filter((each) => isOver ? isLast(each) : each.due <= clock.now());
		const told = await (require_limit()).mapLimited(due, (require_timing()).timing.atOnce.requests, (each) => look(each, {
			clock,
			signal,
			began,
			isOver
		}));
		const acting = /* @__PURE__ */ new Map();
		for (const one of told) if (one?.acts) acting.set(one.destination, one);
		watched = watched.filter(({ destination }) => !acting.has(destination));
		const news = told.filter((one) => one !== void 0);
		if (news.length > 0) yield news;
	}
}
function isLast({ watch, verdict }) {
	return watch.kind === "alarm" || watch.kind === "metric" && verdict === void 0;
}
async function look(each, { clock, signal, began, isOver }) {
	const { watch, destination } = each;
	const since = (require_run_command()).wallTime(clock) - (clock.now() - began);
	const seen = await (require_cancel()).unlessCancelled(() => watch.look(since), signal);
	each.due = clock.now() + watch.interval;
	each.seen = seen;
	countFailure(each, seen);
	each.unknown = "unknown" in seen ? each.unknown + 1 : 0;
	const verdict = verdictOf(each, seen, isOver);
	if (verdict === void 0 || verdict === each.verdict) return void 0;
	each.verdict = verdict;
	const seconds = Math.round((clock.now() - began) / 1e3);
	const times = Math.max(each.failed, each.unknown);
	const when = `${times > 1 ? `${times} times in a row, ` : ""}${seconds} s into the bake`;
	const text = "holds" in seen && seen.holds ? seen.text ?? "it holds" : `${why(seen)} (${when})`;
	const base = {
		destination,
		watch,
		verdict,
		text,
		acts: !watch.dryRun && hasConsequence(watch, verdict)
	};
	return verdict === "pass" ? base : {
		...base,
		cause: causeOf(watch, seen, text)
	};
}
function countFailure(each, seen) {
	const hasFailed = "holds" in seen && !seen.holds;
	const at = hasFailed ? seen.at : void 0;
	if (!hasFailed) each.failed = 0;
	else if (at === void 0 || at !== each.failedAt) each.failed += 1;
	each.failedAt = at;
}
function verdictOf({ watch, failed, unknown, verdict }, seen, isOver) {
	if ("holds" in seen && seen.holds) return "pass";
	if (failed >= watch.failures) return "fail";
	if (unknown >= watch.unknowns) return "inconclusive";
	return isOver && verdict === void 0 ? "inconclusive" : void 0;
}
function hasConsequence({ onInconclusive }, verdict) {
	return verdict === "fail" || verdict === "inconclusive" && onInconclusive !== "continue";
}
function why(seen) {
	if ("unknown" in seen) return `inconclusive: ${seen.unknown}`;
	if ("early" in seen) return `inconclusive: ${seen.early}`;
	return seen.holds ? seen.text ?? "it holds" : seen.problem;
}
function causeOf({ name }, seen, message) {
	const base = {
		instances: [],
		of: 0,
		event: "bake",
		script: name,
		message
	};
	if (!("holds" in seen) || seen.holds) return base;
	const { log, advice } = seen;
	return {
		...base,
		...(require_defined()).defined({
			log: log || void 0,
			advice: advice || void 0
		})
	};
}

// src/release/run/watches.ts
function watchesOf(destination, ports) {
	const { verify, gates = [] } = destination;
	return [
		...verify.map((check) => checkWatch(check, ports.ask)),
		...alarmWatches(destination, ports),
		...gates.map((gate) => gateWatch(gate, destination, ports))
	];
}
function checkWatch(check, ask) {
	return {
		kind: "check",
		name: check.name,
		interval: check.interval,
		failures: check.failures,
		unknowns: check.failures,
		onInconclusive: "stop",
		dryRun: false,
		look: async () => {
			const failure = await ask(check);
			return failure ? {
				holds: false,
				...failure
			} : { holds: true };
		}
	};
}
function alarmWatches(destination, { cloudwatch, clock }) {
	const { names = [], onInconclusive = "stop" } = destination.alarms ?? {};
	const read = shared(clock, (require_timing()).timing.bake.alarmsTogether, () => cloudwatch().alarms(names));
	return names.map((name) => ({
		kind: "alarm",
		name,
		interval: (require_timing()).timing.bake.alarms,
		failures: 1,
		unknowns: (require_timing()).timing.bake.alarmUnknowns,
		onInconclusive,
		dryRun: false,
		look: () => looked$1("cloudwatch:DescribeAlarms", destination, async () => alarmSeen(await read(), name, destination))
	}));
}
function alarmSeen(alarms, name, { region }) {
	const alarm = alarms.find((one) => one.name === name);
	if (!alarm) return { unknown: `there is no alarm "${name}" in ${region}` };
	if (alarm.state !== "ALARM") return {
		holds: true,
		text: `it is ${alarm.state}`
	};
	return {
		holds: false,
		problem: `the alarm is on${alarm.since === void 0 ? "" : ` since ${stamp(alarm.since)}`}${alarm.reason ? `: ${alarm.reason}` : ""}`
	};
}
function gateWatch(gate, destination, ports) {
	const { name, metric, stat, period, interval, failures, onInconclusive, dryRun } = gate;
	return {
		kind: "metric",
		name,
		interval,
		failures,
		unknowns: failures,
		onInconclusive,
		dryRun,
		look: (since) => looked$1("cloudwatch:GetMetricData", destination, async () => {
			const now = (require_run_command()).wallTime(ports.clock);
			const from = Math.ceil(since / period) * period;
			const to = Math.floor(now / period) * period;
			const early = `no whole period of ${period / 6e4} min was measured since the bake began`;
			if (to <= from) return { early };
			const query = {
				...metric,
				period
			};
			const [values, samples] = await ports.cloudwatch().metric([{
				...query,
				stat
			}, {
				...query,
				stat: "SampleCount"
			}], Math.max(from, to - 10 * period), to);
			const partial = values?.partial ?? samples?.partial;
			if (partial) return { unknown: `CloudWatch gave only a part: ${partial}` };
			const newest = values?.points[0];
			if (!newest) {
				const text = `CloudWatch has no data of ${metric.namespace} ${metric.name} since the bake began`;
				return to - from < period + (require_timing()).timing.bake.ingestion ? { early: text } : { unknown: text };
			}
			if (now - (newest.at + period) > period + (require_timing()).timing.bake.ingestion) return { unknown: `there is nothing newer than ${stamp(newest.at)} of ${metric.name}` };
			const count = samples?.points.find(({ at }) => at === newest.at)?.value ?? 0;
			const seen = judged(gate, newest.value, count);
			return "holds" in seen && !seen.holds ? {
				...seen,
				at: newest.at
			} : seen;
		})
	};
}
function judged({ stat, above, below, minSamples }, value, samples) {
	const told = `${stat} is ${shown(value)}`;
	if (samples < minSamples) return { unknown: `${told}, from only ${samples} samples; at least ${minSamples} are needed` };
	if (above !== void 0 && !(value <= above)) return {
		holds: false,
		problem: `${told}, more than ${above}`
	};
	if (below !== void 0 && !(value >= below)) return {
		holds: false,
		problem: `${told}, less than ${below}`
	};
	return {
		holds: true,
		text: told
	};
}
function stamp(at) {
	return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
function shown(value) {
	return String(Number(value.toPrecision(6)));
}
async function looked$1(operation, destination, work) {
	try {
		return await work();
	} catch (error) {
		return { unknown: (require_open_session()).describeFault(error, {
			destination,
			operation
		}).message };
	}
}
function shared(clock, ms, work) {
	let held;
	return () => {
		const now = clock.now();
		if (!held || now - held.at >= ms) held = {
			at: now,
			answer: work()
		};
		return held.answer;
	};
}

// src/release/guard/check-alarms.ts
async function checkAlarms(destination, ports) {
	const watches = alarmWatches(destination, ports);
	const seen = await Promise.all(watches.map((watch) => watch.look(0)));
	return watches.flatMap((watch, index) => {
		const finding = findingOf(seen[index], watch.name, destination);
		if (!finding) return [];
		return [{
			kind: hasConsequence(watch, finding.verdict) ? "problem" : "unchecked",
			problem: finding.problem
		}];
	});
}
function findingOf(seen, name, { id }) {
	if ("holds" in seen && seen.holds) return void 0;
	const alarm = `alarm ${(require_quoted()).quoted(name)} of ${id}`;
	if (!("unknown" in seen)) return {
		verdict: "fail",
		problem: {
			code: "alarm-on",
			destination: id,
			message: `${alarm}, before anything was deployed: ${why(seen)}`,
			hint: `wait until it is off, or pass --ignore-alarm ${(require_quoted()).quoted(name)}, which is recorded`
		}
	};
	return {
		verdict: "inconclusive",
		problem: {
			code: "alarm-unreadable",
			destination: id,
			message: `${alarm}, whether it is on: ${why(seen)}`,
			hint: "check that it exists and that the role may call cloudwatch:DescribeAlarms, or set \"onInconclusive: continue\" under \"alarms\""
		}
	};
}

// src/release/guard/earlier-waves.ts
async function checkWavesBefore(environment, version, { aws, clock }) {
	const earlier = (require_project()).earlierOf(environment);
	if (earlier.length === 0) return [];
	await aws.identify(earlier);
	const [snapshot, histories, alarms] = await Promise.all([
		(require_read_history()).takeSnapshot(earlier, aws),
		(require_read_history()).readUntil((require_read_history()).historiesReader(earlier, environment, aws), (histories) => earlier.every((one) => isDecided(version, one, histories.get(one.id) ?? []))),
		(require_limit()).mapLimited(earlier, (require_timing()).timing.atOnce.destinations, (destination) => checkAlarms(destination, {
			cloudwatch: () => aws.cloudwatch(destination),
			clock
		}))
	]);
	return [...earlier.flatMap((destination) => {
		const { id } = destination;
		const { running, attempted } = snapshot.get(id) ?? {};
		const runs = attempted ? void 0 : running?.version;
		const proof = (require_open_session()).proofOf(version, destination, histories.get(id) ?? []);
		if (runs === version && proof.proven) return [];
		return [{
			code: "earlier-wave",
			destination: id,
			message: `it is in an earlier wave, and ${runs === version || attempted?.version === version && !proof.proven ? `${version} is not proven there: ${proof.proven ? "" : proof.why}` : `it runs ${running?.version ?? "no release"}, not ${version}`}`,
			hint: "deploy that wave first, or use --only, which ignores the order of waves"
		}];
	}).map((problem) => ({
		kind: "problem",
		problem
	})), ...alarms.flat()];
}
function isDecided(version, destination, history) {
	const proof = (require_open_session()).proofOf(version, destination, history);
	return proof.proven || !proof.more;
}

// src/release/guard/silence.ts
function answeringText({ voters }, silent) {
	const missing = [...new Map(silent.map((one) => [one.home.bucket, one])).values()];
	const lost = missing.filter(({ home }) => voters.includes(home)).length;
	const told = missing.slice(0, mostTold).map(({ home, error }) => `${home.destination.id} does not answer (${reasonOf(error)})`);
	const more = missing.length > mostTold ? [`${missing.length - mostTold} more do not`] : [];
	const left = voters.length - lost;
	return `${[...told, ...more].join(", ")}; of the ${voters.length} homes of the lease ${left} ${left === 1 ? "does" : "do"}`;
}
const mostTold = 5;
function reasonOf(error) {
	if (error instanceof (require_problem()).RefusedError && error.problems[0]) return error.problems[0].message;
	return (require_open_session()).errorText(error);
}

// src/release/guard/keep-lease.ts
function keepLease(lease, { homes, clock, emit }) {
	const { key, held, sets, known, sent: began, sentAt, taken } = lease;
	let { record } = lease;
	const us = {
		run: record.run,
		token: record.token
	};
	const homesOfLease = [...held.keys()];
	const lost = new AbortController();
	const ended = new AbortController();
	let told = {
		time: taken,
		at: clock.now()
	};
	const ages = (require_ballots()).tellsAge(clock);
	let heldUntil = began + (require_timing()).timing.lease.holds;
	const wall = () => (require_run_command()).wallTime(clock);
	let knownAt = sentAt;
	let hurry = new AbortController();
	const waiting = [];
	let silentBefore = "";
	renew().finally(tellRound);
	async function renew() {
		for (let pause = (require_timing()).timing.lease.renew;;) {
			const rest = heldUntil - clock.now();
			await (require_run_command()).withAny([ended.signal, hurry.signal], (wakes) => clock.sleep(Math.min(pause, Math.max(0, rest)), wakes)).catch(() => void 0);
			if (ended.signal.aborted) return;
			hurry = new AbortController();
			const [sent, askedAt] = [clock.now(), wall()];
			const ms = Math.max((require_timing()).timing.lease.renewal.least, Math.min((require_timing()).timing.lease.renewal.most, heldUntil - sent));
			const round = await renewAll(ms).catch(() => void 0);
			if (ended.signal.aborted) return;
			if (!round) return lose();
			if (round.isHad) {
				heldUntil = sent + (require_timing()).timing.lease.holds;
				knownAt = askedAt;
				pause = (require_timing()).timing.lease.renew;
				tellRound();
				tellSilent(round.silent);
				await joinRest(ms).catch(() => void 0);
				continue;
			}
			if (!round.mayBeHad) return lose();
			tellNotRenewed(round.silent);
			if (clock.now() >= heldUntil) return lose();
			pause = (require_timing()).timing.lease.renewAgain;
		}
	}
	function tellRound() {
		for (const go of waiting.splice(0)) go();
	}
	const isKnown = () => wall() - knownAt < (require_timing()).timing.lease.holds || lost.signal.aborted;
	async function sure() {
		if (isKnown()) return;
		hurry.abort(/* @__PURE__ */ new Error("the machine slept"));
		while (!isKnown() && !ended.signal.aborted) await new Promise((resolve) => {
			waiting.push(resolve);
		});
	}
	async function renewAll(ms) {
		const mine = homesOfLease.filter((home) => held.get(home) !== void 0);
		const asking = {
			clock,
			outer: ended.signal,
			ms
		};
		const { answers, silent } = await (require_ballots()).askEach(mine, asking, renewIn);
		const had = mine.filter((home) => answers.get(home));
		const unknown = silent.map(({ home }) => home);
		for (const home of mine) if (!had.includes(home) && !unknown.includes(home)) held.set(home, void 0);
		const isHad = (by) => sets.every((set) => (require_ballots()).hasMajority(set, (require_ballots()).homeNames(by), known));
		return {
			isHad: isHad(had),
			mayBeHad: isHad([...had, ...unknown]),
			silent
		};
	}
	const renewed = () => ({
		...record,
		until: new Date(clock.now() + (require_timing()).timing.lease.holds).toISOString()
	});
	async function renewIn(home, signal) {
		const next = renewed();
		let before = held.get(home);
		for (const isLast of [false, true]) {
			let unanswered;
			try {
				const kept = await home.write(key, next, before, signal);
				if (kept) return keep(home, kept);
			} catch (error) {
				unanswered = { error };
			}
			const found = await home.read(key, signal);
			const theirs = (require_ballots()).leaseIn(found);
			if (theirs?.token !== us.token || !theirs.until) return false;
			if (found && theirs.until === next.until) return keep(home, found);
			before = found;
			if (unanswered && (isLast || signal?.aborted)) throw unanswered.error;
		}
		return false;
	}
	const now = () => told.time + (clock.now() - told.at);
	function keep(home, kept) {
		if (!ended.signal.aborted) held.set(home, kept);
		if (kept.now !== void 0 && kept.now - now() > (require_timing()).timing.record.clocks) told = {
			time: kept.now,
			at: clock.now()
		};
		return true;
	}
	async function joinRest(ms) {
		const rest = homesOfLease.filter((home) => held.get(home) === void 0);
		await (require_ballots()).askEach(rest, {
			clock,
			outer: ended.signal,
			ms
		}, async (home, signal) => {
			const found = await home.read(key, signal);
			if ((require_ballots()).keepsOut(found, us, [], ages(home.bucket, found))) return;
			const older = (require_ballots()).olderSeen([found, {
				value: record,
				tag: ""
			}]);
			if (older !== record.older) {
				record = {
					...record,
					...(require_defined()).defined({ older })
				};
				return;
			}
			const kept = await home.write(key, renewed(), found, signal);
			if (kept) keep(home, kept);
		});
	}
	function tellSilent(silent) {
		const which = silent.map(({ home }) => home.bucket).join(" ");
		if (which === silentBefore) return;
		silentBefore = which;
		if (silent.length === 0) return;
		emit({
			kind: "notice",
			level: "info",
			problem: {
				code: "home-silent",
				message: `the lease is renewed: ${answeringText(homes, silent)}`
			}
		});
	}
	function tellNotRenewed(silent) {
		emit({
			kind: "notice",
			level: "warning",
			problem: {
				code: "lease-not-renewed",
				message: `the lease could not be renewed: ${homes.voters.length > 1 ? answeringText(homes, silent) : (require_open_session()).errorText(silent[0]?.error)}`
			}
		});
	}
	function lose() {
		const problem = {
			code: "lease-lost",
			message: "this run lost the lease of the environment: another run took it, or it expired; nothing new is started"
		};
		emit({
			kind: "notice",
			level: "warning",
			problem
		});
		lost.abort(new Error(problem.message));
	}
	return {
		lost: lost.signal,
		token: us.token,
		taken,
		sure,
		now,
		async release() {
			ended.abort();
			await (require_ballots()).askEach(homesOfLease, {
				clock,
				ms: (require_timing()).timing.lease.release
			}, (home, signal) => (require_ballots()).giveBackIn(home, key, { token: us.token }, held.get(home), signal, record));
		}
	};
}

// src/release/guard/lease.ts
async function takeLease(request, ports) {
	const { homes, clock, random = (require_programs()).systemRandom, emit, signal } = ports;
	const until = clock.now() + request.timeout;
	const { ahead } = request;
	const attempt = leaseAttempts(request, ports, { ahead });
	let said = "";
	let silentUntil;
	for (;;) {
		const found = await attempt();
		if (found.kind === "taken") return begin(found);
		if (found.kind !== "silent") silentUntil = void 0;
		let pause = (require_timing()).timing.lease.attempt;
		if (found.kind === "held") {
			const { theirs, bucket, met } = found;
			if (clock.now() >= until) throw busy(request.key, theirs, bucket);
			if (said !== theirs.run) emit(waitingFor(theirs));
			said = String(theirs.run);
			if (met) pause += random.next() * (require_timing()).timing.lease.apart;
		}
		if (found.kind === "raced" && homes.voters.length > 1) pause += random.next() * (require_timing()).timing.lease.apart;
		if (found.kind === "silent" && found.olderUntil !== void 0) {
			const text = waitingForOlder(found.silent, found.olderUntil - clock.now());
			if (said !== "older") emit({
				kind: "step",
				text
			});
			said = "older";
			pause = Math.min((require_timing()).timing.lease.attemptOlder, found.olderUntil - clock.now());
		} else if (found.kind === "silent") {
			silentUntil ??= clock.now() + (require_timing()).timing.lease.silence;
			const [first] = found.silent;
			if (homes.voters.length === 1 && first) throw first.error;
			const isOver = clock.now() >= silentUntil || !mayPass(found.silent);
			if (isOver && request.without !== void 0) return goWithout(found.silent);
			if (isOver) throw noMajority(homes, found.silent);
		}
		await clock.sleep(pause, signal);
	}
	function begin({ lease, from, silent }) {
		if (from) emit(takenOver(from));
		if (silent.length > 0) {
			const message = `the lease is taken: ${answeringText(homes, silent)}`;
			emit({
				kind: "notice",
				level: "info",
				problem: {
					code: "home-silent",
					message
				}
			});
		}
		return keepLease(lease, ports);
	}
	async function goWithout(silent) {
		const found = await leaseAttempts(request, ports, { alone: true })();
		if (found.kind === "held") throw busy(request.key, found.theirs, found.bucket);
		if (found.kind !== "taken") throw noMajority(homes, silent);
		const message = `continues without the lease of this environment, because ${answeringText(homes, silent)}: ${request.without}`;
		emit({
			kind: "notice",
			level: "warning",
			problem: {
				code: "without-lease",
				message
			}
		});
		return {
			...keepLease(found.lease, ports),
			without: request.without
		};
	}
}
function mayPass(silent) {
	return silent.some(({ error }) => (require_open_session()).isTransient((require_open_session()).faultOf(error).kind));
}
function takenOver({ run }) {
	return {
		kind: "step",
		text: `took the lease over from run ${run}, which no longer renews it`
	};
}
function waitingFor({ run, since }) {
	return {
		kind: "step",
		text: `waiting for run ${run}, which has been working on this environment since ${since}`
	};
}
function waitingForOlder(silent, ms) {
	const region = silent[0]?.home.destination.region ?? "a region";
	return `waiting ${(require_quantities()).duration(ms / 1e3)}: ${region} does not answer, and the lease of a run of an older fanout, which keeps it only there, would have expired by then`;
}
function busy(key, { run, since }, bucket) {
	return new (require_problem()).RefusedError([{
		code: "lease-taken",
		message: `run ${run} has been working on this environment since ${since}`,
		hint: `wait for it; a lease that is no longer renewed (s3://${bucket}/${key}) is taken over after three minutes`
	}]);
}
function noMajority(homes, silent) {
	const problem = {
		code: "no-majority",
		message: `cannot tell whether another run is at work: ${answeringText(homes, silent)}`,
		hint: "wait until most of these regions answer; if nobody else is deploying, use rollback --without-lease REASON"
	};
	return new (require_problem()).RefusedError([problem]);
}

// src/release/guard/patient-session.ts
function patientSession(aws, ports) {
	return {
		...aws,
		codedeploy: (destination) => patientCalls(aws.codedeploy(destination), ports)
	};
}
function patientCalls(calls, ports) {
	const asked = (ask) => {
		return (...args) => whileThrottled(() => ask(...args), ports);
	};
	return {
		...calls,
		getGroup: asked(calls.getGroup),
		getConfig: asked(calls.getConfig),
		getDeployments: asked(calls.getDeployments),
		listTargets: asked(calls.listTargets),
		getTargets: asked(calls.getTargets)
	};
}
async function whileThrottled(ask, { clock, signal }) {
	const began = clock.now();
	for (;;) try {
		return await ask();
	} catch (error) {
		signal.throwIfAborted();
		if (clock.now() - began >= (require_timing()).timing.create.goesOn || (require_open_session()).faultOf(error).kind !== "throttled") throw error;
	}
}

// src/release/guard/check-admitted.ts
async function checkAdmitted(destination, { targetRevision }, aws) {
	const { guardTag: tag, id } = destination;
	const { bucket, key, version } = targetRevision?.s3Location ?? {};
	if (tag === void 0 || bucket !== destination.bucket || key === void 0) return [];
	try {
		if ((await aws.artifacts(destination).tags({
			key,
			versionId: version
		})).get(tag) === "yes") return [];
		return [{
			kind: "warning",
			problem: {
				code: "not-admitted",
				destination: id,
				message: `the running bundle has no tag ${tag}: hosts cannot fetch s3://${bucket}/${key} again for a rollback or a scale-out`,
				hint: "fanout bootstrap --check says what to tag, and how"
			}
		}];
	} catch (error) {
		const what = `whether hosts may fetch s3://${bucket}/${key}, the running bundle, again`;
		return [(require_hold_record()).notChecked(destination, what, "s3:GetObjectTagging", error)];
	}
}

// src/release/guard/check-zones.ts
const zones = 3;
function checkZones({ id, timeout }, { deploymentConfigName, zonalConfig }) {
	const each = zonalConfig?.monitorDurationInSeconds ?? 0;
	const first = zonalConfig?.firstZoneMonitorDurationInSeconds ?? each;
	const waits = first + 1 * each;
	if (waits * 1e3 < timeout) return [];
	return [{
		kind: "warning",
		problem: {
			code: "zones-outlast-timeout",
			destination: id,
			message: `${deploymentConfigName} waits ${(require_quantities()).duration(first)} after the first zone and ${(require_quantities()).duration(each)} after each other but the last: ${(require_quantities()).duration(waits)} in ${zones} zones, and the deployment is stopped after ${(require_quantities()).duration(timeout / 1e3)}`,
			hint: "set a longer timeout, or choose another deploymentConfig"
		}
	}];
}

// src/release/guard/check-config.ts
async function checkConfig(destination, group, instances, calls) {
	const named = destination.deploymentConfig;
	const name = named ?? group.deploymentConfigName;
	if (!name || ofAws.has(name)) return [];
	if (!named && name.startsWith("CodeDeployDefault.")) return [];
	try {
		const config = await calls.getConfig(name);
		return [...checkMinimum(destination, config, await instances), ...checkZones(destination, config)];
	} catch (error) {
		const operation = "codedeploy:GetDeploymentConfig";
		if ((require_open_session()).faultOf(error).kind !== "denied") return [{
			kind: "problem",
			problem: (require_open_session()).describeFault(error, {
				destination,
				operation
			})
		}];
		const what = `whether the deployment configuration "${name}" exists and fits`;
		return [(require_hold_record()).notChecked(destination, what, operation, error)];
	}
}
const ofAws = /* @__PURE__ */ new Set([
	"CodeDeployDefault.AllAtOnce",
	"CodeDeployDefault.HalfAtATime",
	"CodeDeployDefault.OneAtATime"
]);
function checkMinimum({ id, deploymentGroup }, { deploymentConfigName, minimumHealthyHosts }, instances) {
	const { type, value = 0 } = minimumHealthyHosts ?? {};
	if (type !== "HOST_COUNT" || !instances || value < instances) return [];
	return [{
		kind: "warning",
		problem: {
			code: "too-few-instances",
			destination: id,
			message: `${deploymentConfigName} keeps ${value} instances healthy, and ${deploymentGroup} had ${instances} in its last deployment: none could be deployed to`,
			hint: "CodeDeploy fails such a deployment with HEALTH_CONSTRAINTS_INVALID unless there are more instances by now; choose another deploymentConfig"
		}
	}];
}

// src/release/guard/check-following.ts
async function checkFollowing(fresh, read, aws) {
	const known = new Set(read.map(whoFollows));
	const asking = fresh.filter((destination) => {
		const who = whoFollows(destination);
		return !known.has(who) && known.add(who);
	});
	return (await (require_limit()).mapLimited(asking, (require_timing()).timing.atOnce.destinations, async (destination) => {
		try {
			await aws.codedeploy(destination).getDeployments([nobodys]);
			return [];
		} catch (error) {
			const doubt = `whether ${destination.application}'s deployments can be followed`;
			const finding = (require_hold_record()).notChecked(destination, doubt, operation, error);
			return (require_open_session()).faultOf(error).kind === "denied" ? [asDoubt(finding)] : [finding];
		}
	})).flat();
}
const operation = "codedeploy:BatchGetDeployments";
const nobodys = "d-000000000";
function whoFollows({ account, role, readRole, application }) {
	return JSON.stringify([
		account,
		role,
		readRole,
		application
	]);
}
function asDoubt({ kind, problem }) {
	const hint = `nothing has been deployed here yet, so fanout asked AWS for a deployment that does not exist, which AWS may deny to a working role too; ${problem.hint ?? `check that the role is allowed ${operation}`}`;
	return {
		kind,
		problem: {
			...problem,
			hint
		}
	};
}

// src/release/guard/check-group.ts
function checkGroup(destination, group) {
	const platform = group.computePlatform ?? "Server";
	if (platform === "Server") return checkReadiness(destination, group);
	const { id, deploymentGroup } = destination;
	return [{
		kind: "problem",
		problem: {
			code: "wrong-platform",
			destination: id,
			message: `${deploymentGroup} deploys to ${platform}, not to instances`,
			hint: "fanout deploys only to deployment groups of the Server (EC2/on-premises) compute platform"
		}
	}];
}
function checkReadiness({ id, deploymentGroup, onReady }, { deploymentStyle, blueGreenDeploymentConfiguration }) {
	const isBlueGreen = deploymentStyle?.deploymentType === "BLUE_GREEN";
	const { actionOnTimeout } = blueGreenDeploymentConfiguration?.deploymentReadyOption ?? {};
	if (onReady === "leave" && !isBlueGreen) return [{
		kind: "problem",
		problem: {
			code: "traffic-not-ours",
			destination: id,
			message: `${deploymentGroup} deploys in place, so nothing waits for traffic: a deployment would run to its end`,
			hint: "set onReady: continue for this destination, or make the group blue/green"
		}
	}];
	if (onReady === "continue" || !isBlueGreen || actionOnTimeout === "STOP_DEPLOYMENT") return [];
	return [{
		kind: "problem",
		problem: {
			code: "traffic-not-ours",
			destination: id,
			message: `${deploymentGroup} shifts traffic as soon as its new instances are ready, ${onReady === "verify-then-continue" ? "before anything can be verified" : "and does not wait"}`,
			hint: "have the deployment group reroute traffic manually (deploymentReadyOption: STOP_DEPLOYMENT, with a time to wait), or set onReady: continue"
		}
	}];
}

// src/release/guard/check-last-deployment.ts
async function checkLastDeployment(destination, group, calls) {
	const last = group.lastAttemptedDeployment?.deploymentId;
	if (!last) return { findings: [] };
	try {
		const infos = await calls.getDeployments((require_read_history()).lastOf(group), { isPatient: true });
		const attempt = infos.find(({ deploymentId }) => deploymentId === last);
		if (!attempt) return { findings: [] };
		const instances = (require_outcome()).countAll((require_open_session()).countsOf(attempt));
		const { failed, skipped } = (require_open_session()).countsOf(attempt);
		const isWhole = attempt.status === "Succeeded" && failed + skipped === 0;
		const isFresh = attempt.deploymentStyle?.deploymentType === "BLUE_GREEN";
		if (isWhole || isFresh || !(require_open_session()).isOver(attempt)) return {
			findings: [],
			instances
		};
		return {
			findings: await leftBehind({
				destination,
				attempt,
				before: infos.find(({ deploymentId }) => deploymentId === group.lastSuccessfulDeployment?.deploymentId),
				last
			}, calls),
			instances
		};
	} catch (error) {
		const what = `what the last deployment, ${last}, left behind`;
		return { findings: [(require_hold_record()).notChecked(destination, what, "codedeploy:BatchGetDeployments", error)] };
	}
}
async function leftBehind(left, calls) {
	const { destination, attempt, last } = left;
	const { failed, skipped } = (require_open_session()).countsOf(attempt);
	const counts = [...failed > 0 ? [`${failed} failed`] : [], ...skipped > 0 ? [`${skipped} skipped`] : []].join(", ");
	const how = attempt.status === "Succeeded" ? "succeeded" : attempt.status?.toLowerCase();
	const message = `the last deployment, ${last} of ${named(attempt)}, ${how}${counts ? ` (instances: ${counts})` : ""}`;
	const warning = (hint) => ({
		kind: "warning",
		problem: {
			code: "last-deployment-failed",
			destination: destination.id,
			message,
			hint
		}
	});
	try {
		const ids = await calls.listTargets(last);
		const targets = await calls.getTargets(last, ids.slice(0, looked));
		return [warning(whoseScripts(left, targets)), ...stopped(left, targets)];
	} catch (error) {
		return [warning("ApplicationStop is run from the revision whose Install last succeeded on an instance"), (require_hold_record()).notChecked(destination, "whose ApplicationStop runs first", "codedeploy:BatchGetDeploymentTargets", error)];
	}
}
const looked = 25;
function whoseScripts({ attempt, before }, targets) {
	const installed = targets.filter((target) => statusOf(target, ["Install"]) === "Succeeded").length;
	const rest = targets.length - installed;
	const other = before ? named(before) : "whatever was installed before";
	return `ApplicationStop is run from what was last installed: ${[...installed > 0 ? [`of ${named(attempt)} on ${installed}`] : [], ...rest > 0 ? [`of ${other} on ${rest}`] : []].join(", ")} of ${targets.length} instances`;
}
const stopping = [
	"BeforeBlockTraffic",
	"AfterBlockTraffic",
	"ApplicationStop"
];
function stopped({ destination, before, last }, targets) {
	const failed = targets.filter((target) => statusOf(target, stopping) === "Failed").length;
	if (failed === 0) return [];
	const message = `ApplicationStop${before ? ` of ${named(before)}` : ""} failed on ${failed} of ${targets.length} instances in ${last}, and the next deployment runs the same script`;
	const hint = destination.ignoreApplicationStopFailures ? "CodeDeploy ignores that, because of ignoreApplicationStopFailures" : "a fixed script in the new release does not help; deploy once with ignoreApplicationStopFailures: true";
	const { id } = destination;
	return [{
		kind: "warning",
		problem: {
			code: "application-stop-failed",
			destination: id,
			message,
			hint
		}
	}];
}
function statusOf({ lifecycleEvents = [] }, names) {
	const statuses = lifecycleEvents.filter(({ lifecycleEventName }) => names.includes(lifecycleEventName ?? "")).map(({ status }) => status);
	return statuses.includes("Failed") ? "Failed" : statuses[0];
}
function named({ revision }) {
	const key = revision?.s3Location?.key;
	return (require_object_keys()).versionOfKey(key) ?? key ?? "a revision that is not in S3";
}

// src/release/guard/preflight.ts
async function preflight(destinations, aws, { clock, goesBack = false }) {
	const configs = onceEach(aws);
	const read = [];
	const fresh = [];
	const lastSeen = /* @__PURE__ */ new Map();
	const all = [...(await (require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.destinations, async (destination) => {
		const cloudwatch = () => aws.cloudwatch(destination);
		return (await Promise.all([
			checkDeployments(destination, aws, {
				getConfig: configs,
				onRead: (group) => {
					(group.lastAttemptedDeployment ? read : fresh).push(destination);
					lastSeen.set(destination.id, (require_read_history()).lastOf(group));
				}
			}),
			checkBucket(destination, aws),
			goesBack ? [] : checkAlarms(destination, {
				cloudwatch,
				clock
			})
		])).flat();
	})).flat(), ...await checkFollowing(fresh, read, aws)];
	return {
		problems: (require_hold_record()).problemsOf("problem", all),
		warnings: (require_hold_record()).problemsOf("warning", all),
		unchecked: (require_hold_record()).problemsOf("unchecked", all),
		lastSeen
	};
}
async function checkDeployments(destination, aws, { getConfig, onRead }) {
	const calls = aws.codedeploy(destination);
	const configs = { getConfig: (name) => getConfig(destination, name) };
	let group;
	try {
		group = await calls.getGroup();
	} catch (error) {
		return [{
			kind: "problem",
			problem: (require_open_session()).describeFault(error, {
				destination,
				operation: "codedeploy:GetDeploymentGroup"
			})
		}, ...await checkConfig(destination, {}, void 0, configs)];
	}
	onRead(group);
	const misfits = checkGroup(destination, group);
	const last = checkLastDeployment(destination, group, calls);
	const instances = last.then((one) => one.instances);
	const [{ findings }, config, admitted] = await Promise.all([
		last,
		checkConfig(destination, group, instances, configs),
		checkAdmitted(destination, group, aws)
	]);
	return [
		...misfits,
		...findings,
		...config,
		...admitted
	];
}
function onceEach(aws) {
	const asked = /* @__PURE__ */ new Map();
	return (destination, name) => {
		const { account, region, role, readRole } = destination;
		const key = JSON.stringify([
			account,
			region,
			role,
			readRole,
			name
		]);
		const asking = asked.get(key) ?? aws.codedeploy(destination).getConfig(name);
		asked.set(key, asking);
		return asking;
	};
}
async function checkBucket(destination, aws) {
	try {
		await aws.artifacts(destination).check();
		return [];
	} catch (error) {
		return [{
			kind: "problem",
			problem: (require_open_session()).describeFault(error, {
				destination,
				operation: "s3:HeadBucket"
			})
		}];
	}
}

// src/release/guard/version-order.ts
var SupersededError = class extends (require_problem()).RefusedError {
	running;
	constructor(problems, running) {
		super(problems);
		this.name = "SupersededError";
		this.running = running;
	}
};
function refuseOlder(version, snapshot, { onOlder }) {
	const { problems, warnings } = checkOrder(version, snapshot);
	if (problems.length === 0) return warnings;
	if (onOlder === "refuse" || problems.length < snapshot.size) throw new (require_problem()).RefusedError(problems);
	const running = [...snapshot].map(([id, state]) => [id, state.running?.version ?? ""]);
	throw new SupersededError(problems, new Map(running));
}
function checkOrder(version, snapshot) {
	const problems = [];
	const warnings = [];
	for (const [destination, { running }] of snapshot) {
		const theirs = running?.version;
		if (!theirs || theirs === version) continue;
		const order = (require_project()).compareVersions(version, theirs);
		if (order === void 0) {
			const message = `cannot tell whether ${version} is newer than ${theirs}, which runs there`;
			warnings.push({
				code: "version-not-comparable",
				destination,
				message
			});
		} else if (order < 0) problems.push({
			code: "older-version",
			destination,
			message: `version ${version} is older than ${theirs}, which runs there`,
			hint: "pass --allow-older if that is intended"
		});
	}
	return {
		problems,
		warnings
	};
}

// src/release/guard/guard.ts
async function guard(request, aws, ports, beside) {
	const environment = environmentLease(request, aws, ports);
	const patient = request.acceptsPartial ? aws : patientSession(aws, ports);
	const { unreachable, lastSeen } = await checkAll(request, patient, ports, environment.look);
	const lease = await environment.take();
	try {
		const snapshotAt = ports.clock.now();
		const [freezes = [], , taken] = await inOrder([
			request.ignoreHold ? void 0 : refuseHeld(request.environment, aws, ports),
			refuseAhead(request, aws, ports),
			snapshotInOrder(request, {
				unreachable,
				lastSeen
			}, patient, ports),
			beside?.()
		]);
		return {
			lease,
			snapshotAt,
			freezes,
			...taken
		};
	} catch (error) {
		await lease.release();
		throw error;
	}
}
async function inOrder(work) {
	const [refused] = (await Promise.allSettled(work)).filter(({ status }) => status === "rejected");
	if (refused?.status === "rejected") throw refused.reason;
	return Promise.all(work);
}
async function checkAll({ environment, acceptsPartial = false, ignoreHold: goesBack }, aws, { emit, clock }, onIdentified) {
	const destinations = (require_project()).allDestinations(environment);
	const count = destinations.length;
	emit({
		kind: "step",
		text: `checking ${count} ${count === 1 ? "destination" : "destinations"}`
	});
	aws.announce(destinations);
	if (!acceptsPartial) {
		await aws.identify(destinations);
		onIdentified();
	}
	const checked = acceptsPartial ? await (require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.destinations, (destination) => checkAlone(destination, aws, {
		clock,
		goesBack
	})) : [await preflight(destinations, aws, {
		clock,
		goesBack
	})];
	const [problems, warnings, unchecked] = [
		checked.flatMap((one) => one.problems),
		checked.flatMap((one) => one.warnings),
		checked.flatMap((one) => one.unchecked)
	];
	tellUnchecked(unchecked, emit);
	const isNobodyLeft = checked.every((one) => one.problems.length > 0);
	const late = problems.length > 0 ? [] : aws.lifetime(destinations, longestRun(environment));
	for (const problem of [...late, ...warnings]) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	for (const problem of aws.untagged(destinations)) emit({
		kind: "notice",
		level: "info",
		problem
	});
	if (problems.length > 0 && (!acceptsPartial || isNobodyLeft)) throw new (require_problem()).RefusedError(problems);
	const unreachable = destinations.flatMap(({ id }, index) => {
		const [problem] = acceptsPartial ? checked[index]?.problems ?? [] : [];
		return problem ? [[id, problem.message]] : [];
	});
	const lastSeen = checked.flatMap((one) => [...one.lastSeen]);
	return {
		unreachable: new Map(unreachable),
		lastSeen: new Map(lastSeen)
	};
}
function tellUnchecked(problems, emit) {
	for (const { message, ...rest } of problems) emit({
		kind: "notice",
		level: "info",
		problem: {
			message: `not checked: ${message}`,
			...rest
		}
	});
}
async function checkAlone(destination, aws, options) {
	try {
		await aws.identify([destination]);
		return await preflight([destination], aws, options);
	} catch (error) {
		if (!(error instanceof (require_problem()).RefusedError)) throw error;
		return {
			problems: [...error.problems],
			warnings: [],
			unchecked: [],
			lastSeen: /* @__PURE__ */ new Map()
		};
	}
}
function longestRun({ waves }) {
	return waves.reduce((sum, wave) => sum + longestWave(wave), 0);
}
function environmentLease({ environment, run, withoutLease }, aws, ports) {
	const key = (require_object_keys()).leaseKey(environment);
	const homes = (require_ballots()).homesOf(environment, aws);
	let ahead;
	return {
		look() {
			ahead = lookAtLease(key, {
				...ports,
				homes
			});
			ahead.catch(() => void 0);
		},
		async take() {
			const request = {
				key,
				run,
				timeout: (require_ballots()).recordsDestinationOf(environment).busyTimeout,
				token: (ports.random ?? (require_programs()).systemRandom).uuid(),
				without: withoutLease,
				ahead
			};
			ports.emit({
				kind: "leasing",
				token: request.token
			});
			try {
				const lease = await takeLease(request, {
					...ports,
					homes
				});
				ports.emit({
					kind: "leased",
					taken: new Date(lease.taken).toISOString()
				});
				return lease;
			} catch (error) {
				ports.signal.throwIfAborted();
				throw (require_ballots()).asRefusal(error, environment, "s3:PutObject");
			}
		}
	};
}
async function refuseHeld(environment, aws, { clock, emit, signal }) {
	const { name } = environment;
	const key = (require_object_keys()).holdKey(environment);
	const { holds, freezes: planned } = await (require_hold_record()).readKept((require_ballots()).homesOf(environment, aws), key, {
		clock,
		outer: signal,
		unread: (home, error) => {
			emit({
				kind: "notice",
				level: "info",
				problem: (require_ballots()).unreadProblem(`whether ${name} is held in`, home, error)
			});
		}
	}).catch((error) => {
		signal.throwIfAborted();
		throw (require_ballots()).asRefusal(error, environment, "s3:GetObject");
	});
	const [held] = holds;
	if (held) throw new (require_problem()).RefusedError([(require_hold_record()).heldProblem(name, held.hold)]);
	const freezes = (require_hold_record()).freezesOf(planned);
	const closed = freezes.length > 0 && closedProblem(withFreezes(environment, freezes), (require_run_command()).wallTime(clock));
	if (closed) throw new (require_problem()).RefusedError([closed]);
	return freezes;
}
async function refuseAhead({ environment, version }, aws, { clock, emit }) {
	if (version === void 0) return;
	const found = await checkWavesBefore(environment, version, {
		aws,
		clock
	});
	tellUnchecked((require_hold_record()).problemsOf("unchecked", found), emit);
	const problems = (require_hold_record()).problemsOf("problem", found);
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
}
async function snapshotInOrder({ environment, version, allowOlder, acceptsPartial = false }, { unreachable: before, lastSeen }, aws, { emit }) {
	const reachable = (require_project()).allDestinations(environment).filter(({ id }) => !before.has(id));
	const { snapshot, problems: unread } = await (require_read_history()).readSnapshot(reachable, aws, lastSeen);
	if (unread.length > 0 && (!acceptsPartial || snapshot.size === 0)) throw new (require_problem()).RefusedError(unread);
	const gone = unread.map(({ destination = "", message }) => [destination, message]);
	const taken = {
		snapshot,
		unreachable: new Map([...before, ...gone])
	};
	if (allowOlder || version === void 0) return taken;
	for (const problem of refuseOlder(version, snapshot, environment)) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	return taken;
}

Object.defineProperty(exports, "SupersededError", {
  enumerable: true,
  get: function () {
    return SupersededError;
  }
});
Object.defineProperty(exports, "causeOf", {
  enumerable: true,
  get: function () {
    return causeOf;
  }
});
Object.defineProperty(exports, "checkOrder", {
  enumerable: true,
  get: function () {
    return checkOrder;
  }
});
Object.defineProperty(exports, "checkWavesBefore", {
  enumerable: true,
  get: function () {
    return checkWavesBefore;
  }
});
Object.defineProperty(exports, "closedProblem", {
  enumerable: true,
  get: function () {
    return closedProblem;
  }
});
Object.defineProperty(exports, "guard", {
  enumerable: true,
  get: function () {
    return guard;
  }
});
Object.defineProperty(exports, "hasConsequence", {
  enumerable: true,
  get: function () {
    return hasConsequence;
  }
});
Object.defineProperty(exports, "lateAlone", {
  enumerable: true,
  get: function () {
    return lateAlone;
  }
});
Object.defineProperty(exports, "lateReason", {
  enumerable: true,
  get: function () {
    return lateReason;
  }
});
Object.defineProperty(exports, "longestRun", {
  enumerable: true,
  get: function () {
    return longestRun;
  }
});
Object.defineProperty(exports, "preflight", {
  enumerable: true,
  get: function () {
    return preflight;
  }
});
Object.defineProperty(exports, "watchUntil", {
  enumerable: true,
  get: function () {
    return watchUntil;
  }
});
Object.defineProperty(exports, "watchesOf", {
  enumerable: true,
  get: function () {
    return watchesOf;
  }
});
Object.defineProperty(exports, "why", {
  enumerable: true,
  get: function () {
    return why;
  }
});
Object.defineProperty(exports, "withFreezes", {
  enumerable: true,
  get: function () {
    return withFreezes;
  }
});
},
"./hold-record.js"(require, module, exports) {"use strict";
const require_open_session = () => require("./open-session.js");
const require_problem = () => require("./problem.js");
const require_ballots = () => require("./ballots.js");
const require_run_command = () => require("./run-command.js");

// src/release/guard/finding.ts
function problemsOf(kind, findings) {
	return findings.filter((one) => one.kind === kind).map(({ problem }) => problem);
}
function problemsIn(error) {
	if (error instanceof (require_problem()).RefusedError || error instanceof (require_problem()).UsageError) return [...error.problems];
	return [(require_open_session()).describeFault(error, {})];
}
function notChecked(destination, what, operation, error) {
	const { message: why, ...rest } = (require_open_session()).describeFault(error, {
		destination,
		operation
	});
	return {
		kind: "unchecked",
		problem: {
			...rest,
			message: `${what}: ${why}`
		}
	};
}

// src/release/guard/most-regions.ts
function holdIsSought(homes) {
	return inMost(homes, (ofRegion, answering) => ofRegion.some((home) => answering.has(home)));
}
function holdIsKept(homes) {
	return inMost(homes, (ofRegion, answering) => ofRegion.every((home) => answering.has(home)));
}
function inMost(homes, counts) {
	const { voters, others } = homes;
	const haveMostVoters = (require_ballots()).haveMost(homes);
	if (voters.length === 1) return haveMostVoters;
	const all = [...voters, ...others];
	const regions = [...new Set(all.map(({ destination }) => destination.region))].map((name) => all.filter((one) => one.destination.region === name));
	return (answering) => haveMostVoters(answering) && 2 * regions.filter((ofRegion) => counts(ofRegion, answering)).length > regions.length;
}

// src/release/guard/hold-record.ts
async function readKept(homes, key, ports) {
	const { found, blind } = await (require_ballots()).readAll(homes, key, ports, holdIsSought(homes));
	const over = new Set(found.flatMap(({ kept }) => overIn(kept)));
	const holds = found.flatMap(({ home, kept }) => {
		const hold = holdIn(kept);
		return hold && !over.has(idOf(hold)) ? [{
			home,
			hold
		}] : [];
	});
	if (blind && holds.length === 0) throw blind.error;
	const planned = new Map(found.flatMap(({ kept }) => freezesIn(kept)).map((freeze) => [idOf(freeze), freeze]));
	const now = (require_run_command()).wallTime(ports.clock);
	return {
		holds,
		freezes: [...planned].filter(([id, { until }]) => !over.has(id) && Date.parse(until) > now).map(([, freeze]) => freeze).toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
	};
}
function holdIn(kept) {
	const stored = kept?.value;
	if (!stored?.held) return void 0;
	const { reason, by, time } = stored;
	return {
		held: true,
		reason: typeof reason === "string" ? reason : "its record does not say why",
		by: typeof by === "string" ? by : "somebody",
		time: typeof time === "string" ? time : new Date(kept?.written ?? 0).toISOString()
	};
}
function idOf({ time, by }) {
	return `${time} ${by}`;
}
function overIn(kept) {
	const over = (kept?.value)?.over;
	return Array.isArray(over) ? over.filter((one) => typeof one === "string") : [];
}
function freezesIn(kept) {
	const freezes = (kept?.value)?.freezes;
	return Array.isArray(freezes) ? freezes.filter(isFreeze) : [];
}
function isFreeze(value) {
	if (typeof value !== "object" || value === null) return false;
	const { from, until, reason, by, time } = value;
	return [
		from,
		until,
		reason,
		by,
		time
	].every((one) => typeof one === "string") && !Number.isNaN(Date.parse(`${from}`)) && !Number.isNaN(Date.parse(`${until}`));
}
async function writeFreeze(home, key, freeze, { now, signal }) {
	for (;;) {
		const before = await home.read(key, signal);
		const { time, by } = freeze;
		const there = before?.value;
		const hold = typeof there === "object" && there !== null ? there : {
			held: false,
			reason: "",
			time,
			by
		};
		const freezes = [...freezesIn(before).filter(({ until }) => Date.parse(until) > now).filter((one) => idOf(one) !== idOf(freeze)), freeze];
		if (await home.write(key, {
			...hold,
			freezes
		}, before, signal)) return;
	}
}
async function writeHold(home, key, hold, signal) {
	for (;;) {
		const before = await home.read(key, signal);
		const over = [.../* @__PURE__ */ new Set([...hold.over ?? [], ...overIn(before)])].slice(0, mostOver);
		const freezes = freezesIn(before).filter((one) => !over.includes(idOf(one)));
		const written = {
			...hold,
			...over.length > 0 && { over },
			...freezes.length > 0 && { freezes }
		};
		if (await home.write(key, written, before, signal)) return;
	}
}
const mostOver = 50;
function heldProblem(environment, { reason, by, time }) {
	return {
		code: "held",
		message: `${environment} has been held since ${time} by ${by}: ${reason}`,
		hint: `lift the hold with: fanout unhold ${environment}`
	};
}
function freezesOf(planned) {
	return planned.map(({ from, until, reason, by }) => ({
		from: Date.parse(from),
		to: Date.parse(until),
		reason: `${reason} (set by ${by})`
	}));
}

Object.defineProperty(exports, "freezesOf", {
  enumerable: true,
  get: function () {
    return freezesOf;
  }
});
Object.defineProperty(exports, "heldProblem", {
  enumerable: true,
  get: function () {
    return heldProblem;
  }
});
Object.defineProperty(exports, "holdIsKept", {
  enumerable: true,
  get: function () {
    return holdIsKept;
  }
});
Object.defineProperty(exports, "idOf", {
  enumerable: true,
  get: function () {
    return idOf;
  }
});
Object.defineProperty(exports, "notChecked", {
  enumerable: true,
  get: function () {
    return notChecked;
  }
});
Object.defineProperty(exports, "problemsIn", {
  enumerable: true,
  get: function () {
    return problemsIn;
  }
});
Object.defineProperty(exports, "problemsOf", {
  enumerable: true,
  get: function () {
    return problemsOf;
  }
});
Object.defineProperty(exports, "readKept", {
  enumerable: true,
  get: function () {
    return readKept;
  }
});
Object.defineProperty(exports, "writeFreeze", {
  enumerable: true,
  get: function () {
    return writeFreeze;
  }
});
Object.defineProperty(exports, "writeHold", {
  enumerable: true,
  get: function () {
    return writeHold;
  }
});
},
"./make-bundle.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require__builtin_child_process$1 = () => require("./_builtin_child_process.js");
const require_run_command = () => require("./run-command.js");
const require__builtin_assert$1 = () => require("./_builtin_assert.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_build_environment = () => require("./build-environment.js");
const require_prepare = () => require("./prepare.js");
const require_project = () => require("./project.js");
const require_quantities = () => require("./quantities.js");
const require_lint_bundle = () => require("./lint-bundle.js");

// \0builtin:diagnostics_channel
var require__builtin_diagnostics_channel = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:diagnostics_channel");
}));

// \0builtin:string_decoder
var require__builtin_string_decoder = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:string_decoder");
}));

// node_modules/@actions/io/lib/io-util.js
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_child_process$1()).require__builtin_child_process(), 1);
var import__builtin_assert = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_assert$1()).require__builtin_assert(), 1);
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
var import__builtin_diagnostics_channel = require__builtin_diagnostics_channel();
var import__builtin_string_decoder = require__builtin_string_decoder();
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var __awaiter$3 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = import__builtin_fs.promises;
const IS_WINDOWS$1 = process.platform === "win32";
const READONLY = import__builtin_fs.constants.O_RDONLY;
function exists(fsPath) {
	return __awaiter$3(this, void 0, void 0, function* () {
		try {
			yield stat(fsPath);
		} catch (err) {
			if (err.code === "ENOENT") return false;
			throw err;
		}
		return true;
	});
}
function isRooted(p) {
	p = normalizeSeparators(p);
	if (!p) throw new Error("isRooted() parameter \"p\" cannot be empty");
	if (IS_WINDOWS$1) return p.startsWith("\\") || /^[A-Z]:/i.test(p);
	return p.startsWith("/");
}
function tryGetExecutablePath(filePath, extensions) {
	return __awaiter$3(this, void 0, void 0, function* () {
		let stats = void 0;
		try {
			stats = yield stat(filePath);
		} catch (err) {
			if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
		}
		if (stats && stats.isFile()) {
			if (IS_WINDOWS$1) {
				const upperExt = import__builtin_path.extname(filePath).toUpperCase();
				if (extensions.some((validExt) => validExt.toUpperCase() === upperExt)) return filePath;
			} else if (isUnixExecutable(stats)) return filePath;
		}
		const originalFilePath = filePath;
		for (const extension of extensions) {
			filePath = originalFilePath + extension;
			stats = void 0;
			try {
				stats = yield stat(filePath);
			} catch (err) {
				if (err.code !== "ENOENT") console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
			}
			if (stats && stats.isFile()) {
				if (IS_WINDOWS$1) {
					try {
						const directory = import__builtin_path.dirname(filePath);
						const upperName = import__builtin_path.basename(filePath).toUpperCase();
						for (const actualName of yield readdir(directory)) if (upperName === actualName.toUpperCase()) {
							filePath = import__builtin_path.join(directory, actualName);
							break;
						}
					} catch (err) {
						console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
					}
					return filePath;
				} else if (isUnixExecutable(stats)) return filePath;
			}
		}
		return "";
	});
}
function normalizeSeparators(p) {
	p = p || "";
	if (IS_WINDOWS$1) {
		p = p.replace(/\//g, "\\");
		return p.replace(/\\\\+/g, "\\");
	}
	return p.replace(/\/\/+/g, "/");
}
function isUnixExecutable(stats) {
	return (stats.mode & 1) > 0 || (stats.mode & 8) > 0 && process.getgid !== void 0 && stats.gid === process.getgid() || (stats.mode & 64) > 0 && process.getuid !== void 0 && stats.uid === process.getuid();
}

// node_modules/@actions/io/lib/io.js
var __awaiter$2 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
function which(tool, check) {
	return __awaiter$2(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		if (check) {
			const result = yield which(tool, false);
			if (!result) {
				if (IS_WINDOWS$1) throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
				else throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
			}
			return result;
		}
		const matches = yield findInPath(tool);
		if (matches && matches.length > 0) return matches[0];
		return "";
	});
}
function findInPath(tool) {
	return __awaiter$2(this, void 0, void 0, function* () {
		if (!tool) throw new Error("parameter 'tool' is required");
		const extensions = [];
		if (IS_WINDOWS$1 && process.env["PATHEXT"]) {
			for (const extension of process.env["PATHEXT"].split(import__builtin_path.delimiter)) if (extension) extensions.push(extension);
		}
		if (isRooted(tool)) {
			const filePath = yield tryGetExecutablePath(tool, extensions);
			if (filePath) return [filePath];
			return [];
		}
		if (tool.includes(import__builtin_path.sep)) return [];
		const directories = [];
		if (process.env.PATH) {
			for (const p of process.env.PATH.split(import__builtin_path.delimiter)) if (p) directories.push(p);
		}
		const matches = [];
		for (const directory of directories) {
			const filePath = yield tryGetExecutablePath(import__builtin_path.join(directory, tool), extensions);
			if (filePath) matches.push(filePath);
		}
		return matches;
	});
}

// \0builtin:timers
var require__builtin_timers = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:timers");
}));

// node_modules/@actions/exec/lib/toolrunner.js
var import__builtin_timers = require__builtin_timers();
var __awaiter$1 = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const IS_WINDOWS = process.platform === "win32";
var ToolRunner = class extends import__builtin_events.EventEmitter {
	constructor(toolPath, args, options) {
		super();
		if (!toolPath) throw new Error("Parameter 'toolPath' cannot be null or empty.");
		this.toolPath = toolPath;
		this.args = args || [];
		this.options = options || {};
	}
	_debug(message) {
		if (this.options.listeners && this.options.listeners.debug) this.options.listeners.debug(message);
	}
	_getCommandString(options, noPrefix) {
		const toolPath = this._getSpawnFileName();
		const args = this._getSpawnArgs(options);
		let cmd = noPrefix ? "" : "[command]";
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				cmd += toolPath;
				for (const a of args) cmd += ` ${a}`;
			} else if (options.windowsVerbatimArguments) {
				cmd += `"${toolPath}"`;
				for (const a of args) cmd += ` ${a}`;
			} else {
				cmd += this._windowsQuoteCmdArg(toolPath);
				for (const a of args) cmd += ` ${this._windowsQuoteCmdArg(a)}`;
			}
		} else {
			cmd += toolPath;
			for (const a of args) cmd += ` ${a}`;
		}
		return cmd;
	}
	_processLineBuffer(data, strBuffer, onLine) {
		try {
			let s = strBuffer + data.toString();
			let n = s.indexOf(import__builtin_os.EOL);
			while (n > -1) {
				onLine(s.substring(0, n));
				s = s.substring(n + import__builtin_os.EOL.length);
				n = s.indexOf(import__builtin_os.EOL);
			}
			return s;
		} catch (err) {
			this._debug(`error processing line. Failed with error ${err}`);
			return "";
		}
	}
	_getSpawnFileName() {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) return process.env["COMSPEC"] || "cmd.exe";
		}
		return this.toolPath;
	}
	_getSpawnArgs(options) {
		if (IS_WINDOWS) {
			if (this._isCmdFile()) {
				let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
				for (const a of this.args) {
					argline += " ";
					argline += options.windowsVerbatimArguments ? a : this._windowsQuoteCmdArg(a);
				}
				argline += "\"";
				return [argline];
			}
		}
		return this.args;
	}
	_endsWith(str, end) {
		return str.endsWith(end);
	}
	_isCmdFile() {
		const upperToolPath = this.toolPath.toUpperCase();
		return this._endsWith(upperToolPath, ".CMD") || this._endsWith(upperToolPath, ".BAT");
	}
	_windowsQuoteCmdArg(arg) {
		if (!this._isCmdFile()) return this._uvQuoteCmdArg(arg);
		if (!arg) return "\"\"";
		const cmdSpecialChars = [
			" ",
			"	",
			"&",
			"(",
			")",
			"[",
			"]",
			"{",
			"}",
			"^",
			"=",
			";",
			"!",
			"'",
			"+",
			",",
			"`",
			"~",
			"|",
			"<",
			">",
			"\""
		];
		let needsQuotes = false;
		for (const char of arg) if (cmdSpecialChars.some((x) => x === char)) {
			needsQuotes = true;
			break;
		}
		if (!needsQuotes) return arg;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\"";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_uvQuoteCmdArg(arg) {
		if (!arg) return "\"\"";
		if (!arg.includes(" ") && !arg.includes("	") && !arg.includes("\"")) return arg;
		if (!arg.includes("\"") && !arg.includes("\\")) return `"${arg}"`;
		let reverse = "\"";
		let quoteHit = true;
		for (let i = arg.length; i > 0; i--) {
			reverse += arg[i - 1];
			if (quoteHit && arg[i - 1] === "\\") reverse += "\\";
			else if (arg[i - 1] === "\"") {
				quoteHit = true;
				reverse += "\\";
			} else quoteHit = false;
		}
		reverse += "\"";
		return reverse.split("").reverse().join("");
	}
	_cloneExecOptions(options) {
		options = options || {};
		const result = {
			cwd: options.cwd || process.cwd(),
			env: options.env || process.env,
			silent: options.silent || false,
			windowsVerbatimArguments: options.windowsVerbatimArguments || false,
			failOnStdErr: options.failOnStdErr || false,
			ignoreReturnCode: options.ignoreReturnCode || false,
			delay: options.delay || 1e4
		};
		result.outStream = options.outStream || process.stdout;
		result.errStream = options.errStream || process.stderr;
		return result;
	}
	_getSpawnOptions(options, toolPath) {
		options = options || {};
		const result = {};
		result.cwd = options.cwd;
		result.env = options.env;
		result["windowsVerbatimArguments"] = options.windowsVerbatimArguments || this._isCmdFile();
		if (options.windowsVerbatimArguments) result.argv0 = `"${toolPath}"`;
		return result;
	}
	exec() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (!isRooted(this.toolPath) && (this.toolPath.includes("/") || IS_WINDOWS && this.toolPath.includes("\\"))) this.toolPath = import__builtin_path.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
			this.toolPath = yield which(this.toolPath, true);
			return new Promise((resolve, reject) => __awaiter$1(this, void 0, void 0, function* () {
				this._debug(`exec tool: ${this.toolPath}`);
				this._debug("arguments:");
				for (const arg of this.args) this._debug(`   ${arg}`);
				const optionsNonNull = this._cloneExecOptions(this.options);
				if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + import__builtin_os.EOL);
				const state = new ExecState(optionsNonNull, this.toolPath);
				state.on("debug", (message) => {
					this._debug(message);
				});
				if (this.options.cwd && !(yield exists(this.options.cwd))) return reject(/* @__PURE__ */ new Error(`The cwd: ${this.options.cwd} does not exist!`));
				const fileName = this._getSpawnFileName();
				const cp = import__builtin_child_process.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
				let stdbuffer = "";
				if (cp.stdout) cp.stdout.on("data", (data) => {
					if (this.options.listeners && this.options.listeners.stdout) this.options.listeners.stdout(data);
					if (!optionsNonNull.silent && optionsNonNull.outStream) optionsNonNull.outStream.write(data);
					stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.stdline) this.options.listeners.stdline(line);
					});
				});
				let errbuffer = "";
				if (cp.stderr) cp.stderr.on("data", (data) => {
					state.processStderr = true;
					if (this.options.listeners && this.options.listeners.stderr) this.options.listeners.stderr(data);
					if (!optionsNonNull.silent && optionsNonNull.errStream && optionsNonNull.outStream) (optionsNonNull.failOnStdErr ? optionsNonNull.errStream : optionsNonNull.outStream).write(data);
					errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
						if (this.options.listeners && this.options.listeners.errline) this.options.listeners.errline(line);
					});
				});
				cp.on("error", (err) => {
					state.processError = err.message;
					state.processExited = true;
					state.processClosed = true;
					state.CheckComplete();
				});
				cp.on("exit", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				cp.on("close", (code) => {
					state.processExitCode = code;
					state.processExited = true;
					state.processClosed = true;
					this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
					state.CheckComplete();
				});
				state.on("done", (error, exitCode) => {
					if (stdbuffer.length > 0) this.emit("stdline", stdbuffer);
					if (errbuffer.length > 0) this.emit("errline", errbuffer);
					cp.removeAllListeners();
					if (error) reject(error);
					else resolve(exitCode);
				});
				if (this.options.input) {
					if (!cp.stdin) throw new Error("child process missing stdin");
					cp.stdin.end(this.options.input);
				}
			}));
		});
	}
};
function argStringToArray(argString) {
	const args = [];
	let inQuotes = false;
	let escaped = false;
	let arg = "";
	function append(c) {
		if (escaped && c !== "\"") arg += "\\";
		arg += c;
		escaped = false;
	}
	for (let i = 0; i < argString.length; i++) {
		const c = argString.charAt(i);
		if (c === "\"") {
			if (!escaped) inQuotes = !inQuotes;
			else append(c);
			continue;
		}
		if (c === "\\" && escaped) {
			append(c);
			continue;
		}
		if (c === "\\" && inQuotes) {
			escaped = true;
			continue;
		}
		if (c === " " && !inQuotes) {
			if (arg.length > 0) {
				args.push(arg);
				arg = "";
			}
			continue;
		}
		append(c);
	}
	if (arg.length > 0) args.push(arg.trim());
	return args;
}
var ExecState = class ExecState extends import__builtin_events.EventEmitter {
	constructor(options, toolPath) {
		super();
		this.processClosed = false;
		this.processError = "";
		this.processExitCode = 0;
		this.processExited = false;
		this.processStderr = false;
		this.delay = 1e4;
		this.done = false;
		this.timeout = null;
		if (!toolPath) throw new Error("toolPath must not be empty");
		this.options = options;
		this.toolPath = toolPath;
		if (options.delay) this.delay = options.delay;
	}
	CheckComplete() {
		if (this.done) return;
		if (this.processClosed) this._setResult();
		else if (this.processExited) this.timeout = (0, import__builtin_timers.setTimeout)(ExecState.HandleTimeout, this.delay, this);
	}
	_debug(message) {
		this.emit("debug", message);
	}
	_setResult() {
		let error;
		if (this.processExited) {
			if (this.processError) error = /* @__PURE__ */ new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
			else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
			else if (this.processStderr && this.options.failOnStdErr) error = /* @__PURE__ */ new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
		}
		if (this.timeout) {
			clearTimeout(this.timeout);
			this.timeout = null;
		}
		this.done = true;
		this.emit("done", error, this.processExitCode);
	}
	static HandleTimeout(state) {
		if (state.done) return;
		if (!state.processClosed && state.processExited) {
			const message = `The STDIO streams did not close within ${state.delay / 1e3} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
			state._debug(message);
		}
		state._setResult();
	}
};

// node_modules/@actions/exec/lib/exec.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
function exec(commandLine, args, options) {
	return __awaiter(this, void 0, void 0, function* () {
		const commandArgs = argStringToArray(commandLine);
		if (commandArgs.length === 0) throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
		const toolPath = commandArgs[0];
		args = commandArgs.slice(1).concat(args || []);
		return new ToolRunner(toolPath, args, options).exec();
	});
}

// src/bundle/build-namespace.ts
function ownNamespace() {
	if (process.platform !== "linux") return { why: "only Linux has process namespaces" };
	const asRoot = process.getuid?.() === 0;
	const flags = [
		...asRoot ? [] : ["--user", "--map-current-user"],
		"--mount",
		"--pid",
		"--fork",
		"--kill-child=SIGKILL",
		"--mount-proc"
	];
	const tried = (0, import__builtin_child_process.spawnSync)("unshare", [
		...flags,
		"sh",
		"-c",
		":"
	], { encoding: "utf8" });
	if (tried.error) return { why: "there is no program \"unshare\"" };
	if (tried.status !== 0) return { why: tried.stderr.trim().split("\n")[0] || "unshare does not work" };
	const first = "exec 3<&0; \"$@\" <&3 3<&- & wait $!";
	return {
		prefix: [
			"unshare",
			...flags,
			"sh",
			"-c",
			first,
			"sh"
		],
		asRoot
	};
}

// src/bundle/build-supervisor.ts
function supervisorScript({ graceMs, mark, alone }) {
	return `
const { spawn } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { constants } = require('node:os');
const [program, ...args] = process.argv.slice(1);
const mark = ${JSON.stringify(mark)};
const command = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, FANOUT_BUILD: mark } });
let stopping = false;

function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function leftRunning() {
  let pids = [];
  try {
    pids = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).map(Number);
  } catch {}
  return pids.filter((pid) => pid !== process.pid).flatMap((pid) => {
    try {
      const stat = readFileSync('/proc/' + pid + '/stat', 'latin1');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const mine = ${alone} ? pid !== 1 : Number(group) === command.pid || readFileSync('/proc/' + pid + '/environ', 'latin1').split('\\0').includes('FANOUT_BUILD=' + mark);
      return state !== 'Z' && state !== 'X' && mine ? [{ pid, name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')) }] : [];
    } catch {
      return [];
    }
  });
}

function endAll(done) {
  const told = new Map();
  const deadline = Date.now() + 5000;
  const again = () => {
    const left = leftRunning();
    for (const { pid, name } of left) told.set(pid, name);
    for (const { pid } of left) signal(pid, 'SIGKILL');
    signal(-command.pid, 'SIGKILL');
    if (left.length > 0 && Date.now() < deadline) return setTimeout(again, 20);
    for (const name of told.values()) process.stderr.write('\\n' + mark + (left.length > 0 ? ' alive ' : ' ended ') + JSON.stringify(name) + '\\n');
    done();
  };
  again();
}

function stop() {
  if (stopping) return;
  stopping = true;
  signal(-command.pid, 'SIGTERM');
  const deadline = Date.now() + ${graceMs};
  const timer = setInterval(() => {
    const over = Date.now() >= deadline;
    if (!over && signal(-command.pid, 0)) return;
    clearInterval(timer);
    endAll(() => process.exit(143));
  }, 20);
}

command.on('error', ({ code, message }) => {
  const why = code === 'ENOENT' ? 'there is no such program on the PATH' : message;
  console.error('cannot start ' + JSON.stringify(program) + ': ' + why);
  process.exit(127);
});
command.on('exit', (code, by) => {
  if (!stopping) endAll(() => process.exit(code ?? 128 + constants.signals[by]));
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
process.stdin.on('end', stop).on('error', stop).resume();
`;
}

// src/bundle/output-lines.ts
const longestLine = 16384;
var OutputLines = class {
	#decoder = new import__builtin_string_decoder.StringDecoder("utf8");
	#onLine;
	#rest = "";
	constructor(onLine) {
		this.#onLine = onLine;
	}
	add(bytes) {
		const lines = (this.#rest + this.#decoder.write(bytes)).split(/\r?\n/);
		this.#rest = lines.pop() ?? "";
		for (const line of lines) this.#onLine(line);
		while (this.#rest.length > longestLine) {
			this.#onLine(this.#rest.slice(0, longestLine));
			this.#rest = this.#rest.slice(longestLine);
		}
	}
	end() {
		const rest = this.#rest + this.#decoder.end();
		this.#rest = "";
		if (rest !== "") this.#onLine(rest);
	}
};

// src/bundle/build.ts
const lastLines = 20;
const channel = "child_process";
async function runBuild(command, ports) {
	const { signal } = ports;
	signal.throwIfAborted();
	const last = [];
	const mark = `fanout-${(0, import__builtin_crypto.randomUUID)()}`;
	const left = {
		ended: [],
		alive: []
	};
	const namespace = ports.apart ? ownNamespace() : void 0;
	const cancellation = cancelOn(signal);
	let code;
	try {
		code = await execute(command, ports, {
			mark,
			prefix: namespace && "prefix" in namespace ? namespace.prefix : []
		}, (line) => {
			if (isAboutLeft(line, mark, left)) return;
			last.push(line);
			if (last.length > lastLines) last.shift();
			ports.onLine(line);
		});
	} catch (error) {
		signal.throwIfAborted();
		throw notStarted(command, error);
	} finally {
		cancellation.close();
	}
	signal.throwIfAborted();
	if (left.alive.length > 0) throw notEnded(command, left.alive);
	if (code !== 0) throw failed(command, code, last);
	return {
		ended: left.ended,
		...openness(namespace)
	};
}
function isAboutLeft(line, mark, left) {
	if (!line.startsWith(mark)) return false;
	const [, what, name] = /^ (ended|alive) (".*")$/.exec(line.slice(mark.length)) ?? [];
	if (what && name) left[what].push(clean(name));
	return true;
}
function openness(namespace) {
	if (!namespace) return {};
	if ("why" in namespace) return { open: namespace.why };
	return namespace.asRoot ? { open: "it runs as root" } : {};
}
function notEnded(command, alive) {
	const message = `${shown(command)} left ${alive.join(", ")} running, which cannot be ended`;
	return new (require_problem()).UsageError([{
		code: "build-not-ended",
		message
	}]);
}
async function execute(command, { cwd, env, version, buildNumber, passed, withheld, graceMs = 3e3 }, { mark, prefix }, onLine) {
	const [program = "", ...args] = typeof command === "string" ? [
		"bash",
		"-euo",
		"pipefail",
		"-c",
		command
	] : command;
	const [out, err] = [new OutputLines(onLine), new OutputLines(onLine)];
	const options = {
		cwd,
		env: {
			...(require_build_environment()).buildEnvironment(env, {
				passed,
				withheld
			}),
			VERSION: version,
			BUILD_NUMBER: buildNumber
		},
		silent: true,
		ignoreReturnCode: true,
		listeners: {
			stdout: (data) => out.add(data),
			stderr: (data) => err.add(data)
		}
	};
	const [starter = "", ...supervisor] = [
		...prefix,
		process.execPath,
		"--input-type=commonjs",
		"-e",
		supervisorScript({
			graceMs,
			mark,
			alone: prefix.length > 0
		}),
		"--",
		program,
		...args
	];
	const code = process.platform === "win32" ? await exec(`"${program}"`, args, {
		...options,
		input: Buffer.alloc(0)
	}) : await exec(`"${starter}"`, supervisor, options);
	out.end();
	err.end();
	return code ?? 137;
}
function cancelOn(signal) {
	let child;
	const end = () => {
		if (!child) return;
		if (process.platform === "win32") endTree(child);
		else child.stdin?.end();
	};
	const started = (message) => {
		(0, import__builtin_diagnostics_channel.unsubscribe)(channel, started);
		child = message.process;
		if (signal.aborted) child.once("spawn", end);
	};
	(0, import__builtin_diagnostics_channel.subscribe)(channel, started);
	signal.addEventListener("abort", end, { once: true });
	return { close() {
		(0, import__builtin_diagnostics_channel.unsubscribe)(channel, started);
		signal.removeEventListener("abort", end);
	} };
}
function endTree({ pid }) {
	exec("taskkill", [
		"/T",
		"/F",
		"/PID",
		String(pid)
	], {
		silent: true,
		ignoreReturnCode: true
	}).catch(() => {});
}
function failed(command, code, last) {
	const message = `${shown(command)} exited with code ${code}`;
	const lines = last.map((line) => `\n  | ${clean(line)}`).join("");
	const hint = hints[code];
	return new (require_problem()).UsageError([{
		code: "build-failed",
		message: lines === "" ? message : `${message}; its last lines:${lines}`,
		...(require_defined()).defined({ hint })
	}]);
}
const hints = {
	126: "a program may not be run: is its file executable?",
	127: "a program was not found: is it installed on this machine, and on the PATH?",
	137: "it was killed, perhaps because memory ran out"
};
function notStarted(command, error) {
	const bash = typeof command === "string" && "a command written as text runs in bash: install bash (on Windows it comes with Git), or write the command as a list";
	const message = `${shown(command)} cannot be started: ${error.message.split("\n")[0]}`;
	return new (require_problem()).UsageError([{
		code: "build-failed",
		message,
		...bash && { hint: bash }
	}], { cause: error });
}
function shown(command) {
	const whole = typeof command === "string" ? command.trim() : command.join(" ");
	const start = whole.split("\n", 1)[0]?.slice(0, 80) ?? "";
	return `bundle.build ${JSON.stringify(start === whole ? whole : `${start} \u2026`)}`;
}
function clean(line) {
	return line.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}

// src/ci/identity.ts
function identityIn(env) {
	if (env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) return "the right to ask GitHub for identity tokens (`id-token: write`)";
	if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return "AWS credentials";
	const named = [
		"AWS_PROFILE",
		"AWS_WEB_IDENTITY_TOKEN_FILE",
		...inputs
	].find((name) => env[name]);
	if (named) return `an identity by ${named}`;
	const token = Object.keys(env).find((name) => isIdentityToken(env[name] ?? ""));
	return token && `an identity token in ${token}`;
}
const inputs = [
	"INPUT_WEB_IDENTITY_TOKEN",
	"INPUT_WEB-IDENTITY-TOKEN",
	"INPUT_WEB_IDENTITY_TOKEN_FILE",
	"INPUT_WEB-IDENTITY-TOKEN-FILE"
];
function isIdentityToken(text) {
	const [, payload] = /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text) ?? [];
	if (payload === void 0) return false;
	try {
		const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
		return Boolean(claims?.aud && claims?.sub);
	} catch {
		return false;
	}
}

// src/cli/build-permission.ts
function permitBuild({ bundle }, { env, host, needsAws, profiles = [] }) {
	const [profile] = profiles;
	const identity = identityIn(env) ?? (profile && `the credentials of profile "${profile}", which fanout.yml names`);
	if (identity === void 0 && !needsAws) return { identity: false };
	if (bundle.buildWithIdentity) return { identity: true };
	const isCi = host.name !== "terminal";
	if (identity !== void 0 && isCi) throw new (require_problem()).RefusedError([{
		code: "build-with-identity",
		message: `bundle.build is not run, because this job has ${identity}: a build could use it`,
		hint: "run `package` in a job without an identity and `deploy --source` its zip in the next one, or allow it with bundle.buildWithIdentity: true"
	}]);
	if (identity === void 0 && !isCi) return { identity: true };
	return {
		identity: true,
		warning: {
			code: "build-with-identity",
			message: `bundle.build runs where it can reach ${identity ?? "the credentials of this machine"}`,
			hint: "build with `package` in a job, or as a user, without them; set bundle.buildWithIdentity: true if this is intended"
		}
	};
}

// src/cli/make-bundle.ts
function makeBundle(project, out, ports) {
	return (require_run_command()).atPace(ports.clock, () => made(project, out, ports));
}
async function made(project, out, { clock, emit, ...ports }) {
	const { folder, bundle: settings, version } = project;
	const began = clock.now();
	if (settings.build !== void 0) await build(project, settings.build, {
		...ports,
		emit
	});
	const { bundle, notes } = await (require_prepare()).prepareBundle(settings, {
		cwd: folder,
		out,
		signal: ports.signal,
		notes: ports.notes
	});
	const { digest, size, path, entries } = bundle;
	const seconds = (clock.now() - began) / 1e3;
	emit({
		kind: "bundle-ready",
		version,
		digest,
		size,
		path,
		entries: entries.length,
		reused: false,
		seconds
	});
	const own = notes.filter(({ code }) => OWN_NOTES.has(code));
	const warnings = await (require_lint_bundle()).lintFinishedBundle(bundle, project, ports);
	for (const problem of [...own, ...warnings]) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	return bundle;
}
const OWN_NOTES = /* @__PURE__ */ new Set([
	"appspec-conflict",
	"exclude-unused",
	"links-unused"
]);
async function build(project, command, { env, signal, host, emit, needsAws = false, isRehearsal, envOfJob = env }) {
	const { folder: cwd, version, variables, configuration, bundle } = project;
	const warn = (problem) => emit({
		kind: "notice",
		level: "warning",
		problem
	});
	const withheld = (require_project()).environmentNames(configuration?.definition);
	const { buildEnvironment: passed = [] } = bundle;
	refuseSecrets(passed, withheld);
	const { holdSdkFiles, profilesThere } = await Promise.resolve().then(() => require("./sdk-files.js")).then((n) => n.sdk_files_exports);
	const profiles = await profilesThere(profilesOf(configuration), envOfJob);
	const { identity, warning } = permitBuild(project, {
		env: envOfJob,
		host,
		needsAws: needsAws && !isRehearsal,
		profiles
	});
	if (warning && !isRehearsal) warn(warning);
	emit({
		kind: "step",
		text: `building: ${typeof command === "string" ? command : command.join(" ")}`
	});
	const { holdAuthorities } = await Promise.resolve().then(() => require("./http-agents.js")).then((n) => n.http_agents_exports);
	await holdSdkFiles(env);
	holdAuthorities(env);
	const built = await runBuild(command, {
		cwd,
		env,
		version,
		buildNumber: variables.buildNumber ?? "",
		signal,
		passed,
		withheld,
		apart: identity && host.name !== "terminal",
		onLine: (line) => host.print(line)
	});
	if (built.ended.length > 0) warn({
		code: "build-not-ended",
		message: `the build left ${(require_quantities()).list(built.ended, 5)} running, which is ended now`
	});
	if (built.open === void 0) return;
	const open = `the build could look into the processes around it: ${built.open}`;
	if (bundle.buildWithIdentity || host.name === "terminal") host.debug(open);
	else warn({
		code: "build-sees-processes",
		message: open,
		hint: "`package` builds in a job without an identity"
	});
}
function profilesOf(configuration) {
	return Object.values(configuration?.definition.accounts ?? {}).flatMap((account) => typeof account === "object" && account?.profile !== void 0 ? [account.profile] : []);
}
function refuseSecrets(passed, withheld) {
	const problems = passed.flatMap((name) => {
		const message = `bundle.buildEnvironment: "${name}" cannot be passed to a build`;
		if (withheld.includes(name)) return [{
			code: "secret-for-build",
			message,
			hint: `the configuration uses it as a secret, \${env.${name}}`
		}];
		return (require_build_environment()).isOfTheJob(name) ? [{
			code: "secret-for-build",
			message,
			hint: "with it a build could act for this job"
		}] : [];
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
}

Object.defineProperty(exports, "makeBundle", {
  enumerable: true,
  get: function () {
    return makeBundle;
  }
});
},
"./marker.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");

// src/release/marker.ts
const descriptionLimit = 256;
function markerVersion(version) {
	if (/^[!-~]{1,128}$/.test(version)) return version;
	return encodeURI(version).slice(-100);
}
function describeDeployment(marker, reason) {
	const words = [
		"fanout/1",
		`v=${markerVersion(marker.version)}`,
		`env=${marker.environment}`,
		`run=${marker.run}`,
		...marker.sha ? [`sha=${marker.sha.slice(0, 8)}`] : [],
		...marker.back ? ["back=1"] : [],
		...marker.bundle ? [`b=${marker.bundle}`] : []
	].join(" ");
	const said = reason && /^\s*\w+=/.test(reason) ? `- ${reason}` : reason;
	return [words, ...said ? [said] : []].join(" ").slice(0, descriptionLimit);
}
function readMarker(description) {
	const [magic, ...words] = (description ?? "").split(" ");
	if (magic !== "fanout/1") return void 0;
	const fields = /* @__PURE__ */ new Map();
	for (const word of words) {
		const [name = "", ...rest] = word.split("=");
		if (rest.length === 0 || !fieldNames.has(name) || fields.has(name)) break;
		fields.set(name, rest.join("="));
	}
	const version = fields.get("v");
	const environment = fields.get("env");
	const run = fields.get("run");
	if (!version || !environment || !run) return void 0;
	const sha = fields.get("sha");
	const back = fields.get("back") === "1";
	const bundle = fields.get("b");
	return {
		version,
		environment,
		run,
		...(require_defined()).defined({ sha: sha || void 0 }),
		...back && { back: true },
		...(require_defined()).defined({ bundle: bundle || void 0 })
	};
}
const fieldNames = /* @__PURE__ */ new Set([
	"v",
	"env",
	"run",
	"sha",
	"back",
	"b"
]);
function markerBundle(marker) {
	return readMarker(describeDeployment(marker))?.bundle;
}
function isSameBundle(theirs, bundle) {
	return theirs.bundle === (bundle && markerBundle({
		...theirs,
		bundle
	}));
}
function isSameRun(a, b) {
	if (a?.environment !== b.environment || a.run !== b.run) return false;
	return a.version === markerVersion(b.version) && a.bundle === markerBundle(b);
}
function isEarlierAttempt(earlier, run) {
	const [one, other] = [earlier, run].map((each) => /^(github:\d+)\.(\d+)$/.exec(each));
	return one?.[1] !== void 0 && one[1] === other?.[1] && Number(one[2]) < Number(other[2]);
}

Object.defineProperty(exports, "describeDeployment", {
  enumerable: true,
  get: function () {
    return describeDeployment;
  }
});
Object.defineProperty(exports, "isEarlierAttempt", {
  enumerable: true,
  get: function () {
    return isEarlierAttempt;
  }
});
Object.defineProperty(exports, "isSameBundle", {
  enumerable: true,
  get: function () {
    return isSameBundle;
  }
});
Object.defineProperty(exports, "isSameRun", {
  enumerable: true,
  get: function () {
    return isSameRun;
  }
});
Object.defineProperty(exports, "markerVersion", {
  enumerable: true,
  get: function () {
    return markerVersion;
  }
});
Object.defineProperty(exports, "readMarker", {
  enumerable: true,
  get: function () {
    return readMarker;
  }
});
},
"./missing-problem.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_quantities = () => require("./quantities.js");
const require_object_keys = () => require("./object-keys.js");
const require_hold_record = () => require("./hold-record.js");
const require_ballots = () => require("./ballots.js");
const require_run_command = () => require("./run-command.js");

// src/release/guard/set-hold.ts
async function holdEnvironment(environment, words, ports, { keepEarlier = false } = {}) {
	return change(environment, ports, { evenBlind: true }, async ({ before }, write) => {
		if (before && keepEarlier) return {
			now: before,
			before
		};
		const { hold, missing } = await write({
			held: true,
			...words
		});
		return {
			now: hold,
			...(require_defined()).defined({
				before,
				missing
			})
		};
	});
}
async function unholdEnvironment(environment, words, ports) {
	return change(environment, ports, { evenBlind: false }, async ({ before, freezes }, write) => {
		const begun = freezes.filter(({ from }) => Date.parse(from) <= (require_run_command()).wallTime(ports.clock));
		const lifted = before || begun.length > 0 ? begun : freezes;
		if (!before && lifted.length === 0) return {};
		const { missing } = await write({
			held: false,
			...words
		}, lifted);
		return {
			...(require_defined()).defined({
				before,
				missing
			}),
			...lifted.length > 0 && { lifted }
		};
	});
}
async function freezeEnvironment(environment, freeze, { aws, ...ports }) {
	const now = (require_run_command()).wallTime(ports.clock);
	const planned = {
		...freeze,
		time: new Date(now).toISOString()
	};
	const key = (require_object_keys()).holdKey(environment);
	const write = (home, signal) => (require_hold_record()).writeFreeze(home, key, planned, {
		now,
		signal
	});
	try {
		const missing = await writeEverywhere((require_ballots()).homesOf(environment, aws), write, ports);
		return {
			planned,
			...(require_defined()).defined({ missing })
		};
	} catch (error) {
		throw (require_ballots()).asRefusal(error, environment, "s3:PutObject");
	}
}
async function change(environment, { aws, clock, unread, evenFewer = false }, { evenBlind }, work) {
	const homes = (require_ballots()).homesOf(environment, aws);
	const key = (require_object_keys()).holdKey(environment);
	let blind;
	let operation = "s3:GetObject";
	try {
		const { holds, freezes } = await (require_hold_record()).readKept(homes, key, {
			clock,
			unread
		}).catch((error) => {
			if (!evenFewer && !evenBlind) throw error;
			blind = { error: (require_ballots()).asRefusal(error, environment, operation) };
			return {
				holds: [],
				freezes: []
			};
		});
		return await work({
			freezes,
			...(require_defined()).defined({ before: holds[0]?.hold })
		}, async (hold, lifted = []) => {
			operation = "s3:PutObject";
			const over = [...new Set([...holds.map((one) => one.hold), ...lifted].map((require_hold_record()).idOf))];
			const time = new Date((require_run_command()).wallTime(clock)).toISOString();
			const written = {
				...hold,
				time,
				...over.length > 0 && { over }
			};
			const writeOne = (home, signal) => (require_hold_record()).writeHold(home, key, written, signal);
			const missing = await writeEverywhere(homes, writeOne, {
				clock,
				unread,
				evenFewer
			});
			return {
				hold: {
					...hold,
					time
				},
				missing
			};
		});
	} catch (error) {
		throw (require_ballots()).asRefusal(blind ? blind.error : error, environment, operation);
	}
}
async function writeEverywhere(homes, writeOne, { clock, unread, evenFewer = false }) {
	const isEnough = (require_hold_record()).holdIsKept(homes);
	const write = async (home, signal) => {
		await writeOne(home, signal);
		return true;
	};
	const { answers, silent } = await (require_ballots()).askAll(homes, {
		clock,
		isEnough
	}, write);
	if (answers.size === 0 && !evenFewer) throw (require_ballots()).silenceOf(homes, silent, "s3:PutObject");
	for (const { home, error } of silent) unread(home, error);
	return isEnough(answers) ? void 0 : silent.map(({ home }) => home.destination.id);
}

// src/release/guard/missing-problem.ts
function missingProblem({ name }, missing, command) {
	const outcome = command === "hold" ? "a run that sees only those may pass over it" : "a run that sees only those is refused as before";
	return {
		code: "hold-not-everywhere",
		message: `${name} is ${command === "hold" ? "held" : "no longer held"}, but ${(require_quantities()).list(missing, mostTold)} ${missing.length === 1 ? "has" : "have"} not got that: ${outcome}`,
		hint: `repeat fanout ${command} once they answer`
	};
}
const mostTold = 5;

Object.defineProperty(exports, "freezeEnvironment", {
  enumerable: true,
  get: function () {
    return freezeEnvironment;
  }
});
Object.defineProperty(exports, "holdEnvironment", {
  enumerable: true,
  get: function () {
    return holdEnvironment;
  }
});
Object.defineProperty(exports, "missingProblem", {
  enumerable: true,
  get: function () {
    return missingProblem;
  }
});
Object.defineProperty(exports, "unholdEnvironment", {
  enumerable: true,
  get: function () {
    return unholdEnvironment;
  }
});
},
"./not-rehearsed.js"(require, module, exports) {"use strict";
// src/verify/not-rehearsed.ts
var NotRehearsedError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "NotRehearsedError";
	}
};

Object.defineProperty(exports, "NotRehearsedError", {
  enumerable: true,
  get: function () {
    return NotRehearsedError;
  }
});
},
"./object-keys.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");

// src/release/object-keys.ts
function prefixOf({ prefix, ...owner }) {
	return prefix === void 0 ? belowPrefix(owner) : `${prefix}/${belowPrefix(owner)}`;
}
function belowPrefix({ application, bundleName }) {
	return bundleName === void 0 ? application : `${application}/bundles/${bundleName}`;
}
function isSameOwner(one, other) {
	return prefixOf(one) === prefixOf(other);
}
function ownerText({ application, bundleName }) {
	return bundleName === void 0 ? application : `${application}/${bundleName}`;
}
function releaseKey(owner, version, digest) {
	return `${prefixOf(owner)}/${version}-${digest.slice(0, 16)}.zip`;
}
function versionOfKey(key) {
	return /^(?:.*\/)?([^/]+)-[0-9a-f]{16}\.zip$/.exec(key ?? "")?.[1];
}
function digestOfKey(key) {
	return /-([0-9a-f]{16})\.zip$/.exec(key ?? "")?.[1];
}
function ownerOfKey(key) {
	const [, prefix, application, bundleName] = /^(?:(.+?)\/)??([^/]+)\/(?:bundles\/([^/]+)\/)?[^/]+$/.exec(key) ?? [];
	if (application === void 0) return void 0;
	return {
		application,
		...(require_defined()).defined({
			bundleName,
			prefix
		})
	};
}
function releaseRecordKey(owner, version) {
	return `${releasesPrefix(owner)}${version}.json`;
}
function releasesPrefix(owner) {
	return `${prefixOf(owner)}/releases/`;
}
function runsPrefix(owner, environment) {
	return `${prefixOf(owner)}/runs/${environment}/`;
}
function leaseKey(environment) {
	return `${prefixOf(environment)}/locks/${environment.name}.json`;
}
function holdKey(environment) {
	return `${prefixOf(environment)}/holds/${environment.name}.json`;
}
function keyPatterns(environment) {
	const prefix = prefixOf(environment);
	return {
		all: `${prefix}/*`,
		bundles: `${prefix}/*.zip`,
		releases: `${releasesPrefix(environment)}*`,
		runs: `${runsPrefix(environment, environment.name)}*`,
		lock: leaseKey(environment),
		hold: holdKey(environment)
	};
}

Object.defineProperty(exports, "digestOfKey", {
  enumerable: true,
  get: function () {
    return digestOfKey;
  }
});
Object.defineProperty(exports, "holdKey", {
  enumerable: true,
  get: function () {
    return holdKey;
  }
});
Object.defineProperty(exports, "isSameOwner", {
  enumerable: true,
  get: function () {
    return isSameOwner;
  }
});
Object.defineProperty(exports, "keyPatterns", {
  enumerable: true,
  get: function () {
    return keyPatterns;
  }
});
Object.defineProperty(exports, "leaseKey", {
  enumerable: true,
  get: function () {
    return leaseKey;
  }
});
Object.defineProperty(exports, "ownerOfKey", {
  enumerable: true,
  get: function () {
    return ownerOfKey;
  }
});
Object.defineProperty(exports, "ownerText", {
  enumerable: true,
  get: function () {
    return ownerText;
  }
});
Object.defineProperty(exports, "releaseKey", {
  enumerable: true,
  get: function () {
    return releaseKey;
  }
});
Object.defineProperty(exports, "releaseRecordKey", {
  enumerable: true,
  get: function () {
    return releaseRecordKey;
  }
});
Object.defineProperty(exports, "releasesPrefix", {
  enumerable: true,
  get: function () {
    return releasesPrefix;
  }
});
Object.defineProperty(exports, "runsPrefix", {
  enumerable: true,
  get: function () {
    return runsPrefix;
  }
});
Object.defineProperty(exports, "versionOfKey", {
  enumerable: true,
  get: function () {
    return versionOfKey;
  }
});
},
"./outcome.js"(require, module, exports) {"use strict";
// src/release/outcome.ts
const outcomes = [
	"succeeded",
	"not-rehearsed",
	"ready",
	"failed",
	"rolled-back",
	"stopped",
	"timed-out",
	"not-verified",
	"never-started",
	"skipped"
];
const verdicts = [
	...outcomes,
	"split",
	"superseded",
	"cancelled",
	"refused",
	"invalid"
];
function isGood(outcome) {
	return outcome === "succeeded" || outcome === "not-rehearsed";
}
function isAsAsked(outcome) {
	return isGood(outcome) || outcome === "ready";
}
const notRehearsed = "NotRehearsed";
const rollbackStatuses = [
	"succeeded",
	"failed",
	"stopped",
	"timed-out",
	"unknown"
];
const noInstances = {
	pending: 0,
	inProgress: 0,
	succeeded: 0,
	failed: 0,
	skipped: 0,
	ready: 0
};
function countAll(counts) {
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

Object.defineProperty(exports, "countAll", {
  enumerable: true,
  get: function () {
    return countAll;
  }
});
Object.defineProperty(exports, "isAsAsked", {
  enumerable: true,
  get: function () {
    return isAsAsked;
  }
});
Object.defineProperty(exports, "isGood", {
  enumerable: true,
  get: function () {
    return isGood;
  }
});
Object.defineProperty(exports, "noInstances", {
  enumerable: true,
  get: function () {
    return noInstances;
  }
});
Object.defineProperty(exports, "notRehearsed", {
  enumerable: true,
  get: function () {
    return notRehearsed;
  }
});
Object.defineProperty(exports, "outcomes", {
  enumerable: true,
  get: function () {
    return outcomes;
  }
});
Object.defineProperty(exports, "rollbackStatuses", {
  enumerable: true,
  get: function () {
    return rollbackStatuses;
  }
});
Object.defineProperty(exports, "verdicts", {
  enumerable: true,
  get: function () {
    return verdicts;
  }
});
},
"./paths.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream$1 = () => require("./_builtin_stream.js");
const require__builtin_zlib$1 = () => require("./_builtin_zlib.js");
const require_problem = () => require("./problem.js");
const require__builtin_buffer$1 = () => require("./_builtin_buffer.js");

// src/bundle/names.ts
var import__builtin_buffer = (require__builtin_buffer$1()).require__builtin_buffer();
function nameProblem(path, kind) {
	if (/[\u0000-\u001f\u007f]/.test(path)) return "has a control character in its name";
	if (/^[A-Za-z]:/.test(path)) return "begins like a drive of Windows";
	if (path.includes("\\")) return "has a backslash in its name";
	if (kind !== "directory" && /;[0-9]*$/.test(path)) return "ends in \";\" or \";\" and a number, which unzip cuts off as a VMS version";
	const size = Buffer.byteLength(path);
	if (size > 255 && path.split("/").some((name) => Buffer.byteLength(name) > 255)) return "has a name of more than 255 bytes";
	return size > 4e3 ? "has a path of more than 4000 bytes" : void 0;
}
function normalPath(name) {
	if (!/^\/|\/$|\/\/|(?:^|\/)\.(?:\/|$)/.test(name)) return name;
	return name.split("/").filter((part) => part !== "" && part !== ".").join("/");
}
function utf8(bytes) {
	return (0, import__builtin_buffer.isUtf8)(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : void 0;
}
function quoted(name) {
	return JSON.stringify(name).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped);
}
function sortByPath(entries) {
	if (!entries.some(({ path }) => /[\ud800-\uffff]/.test(path))) return entries.toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
	return entries.map((entry) => ({
		entry,
		key: Buffer.from(entry.path)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}
function escaped(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// src/bundle/symbolic-links.ts
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream$1()).require_promises(), 1);
var import__builtin_stream = (require__builtin_stream$1()).require__builtin_stream();
var import__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_zlib$1()).require__builtin_zlib(), 1);
const mostHops = 40;
const unusual = /(?:^|\/)\.{0,2}(?:\/|$)/;
function follow(path, entries) {
	if (entries.size === 0 && !unusual.test(path)) return { path };
	const at = [];
	const ahead = path.split("/").reverse();
	let hops = 0;
	for (let name = ahead.pop(); name !== void 0; name = ahead.pop()) {
		if (name === "" || name === ".") continue;
		if (name === "..") {
			if (at.pop() === void 0) return "outside";
			continue;
		}
		const target = entries.get([...at, name].join("/"))?.target;
		if (target === void 0) at.push(name);
		else {
			hops += 1;
			if (hops > mostHops) return "loop";
			if (/^([/\\]|[A-Za-z]:)/.test(target)) return "outside";
			ahead.push(...target.split("/").reverse());
		}
	}
	return { path: at.join("/") };
}
function linksOutward(entries) {
	const links = entries.filter(({ kind }) => kind === "link");
	const byPath = new Map(links.map((entry) => [entry.path, entry]));
	return links.filter(({ path }) => follow(path, byPath) === "outside");
}
function notesOnLinks(entries) {
	return linksOutward(entries).map(({ path, target }) => ({
		code: "link-leaves-bundle",
		message: `the link ${quoted(path)} leads out of the bundle, to ${quoted(target ?? "")}`,
		file: path,
		hint: "on a host it points to whatever is there; package the file itself, or create the link in a hook"
	}));
}

// src/bundle/zip-records.ts
const localSignature = 67324752;
const centralSignature = 33639248;
const endSignature = 101010256;
const end64Signature = 101075792;
const locatorSignature = 117853008;
const stored = 0;
const deflated = 8;
const utf8Flag = 2048;
const fileType = {
	mask: 61440,
	file: 32768,
	directory: 16384,
	link: 40960
};
const full16 = 65535;
const full32 = 4294967295;
const zip64Id$1 = 1;
const localSize$1 = 30;
const centralSize$1 = 46;
const none = Buffer.alloc(0);
const dosTime = 0;
const dosDate = 33;
const dosDirectory = 16;
function localHeaderSize(entry) {
	return localSize$1 + nameOf(entry).length + (entry.size >= 4294967295 ? 20 : 0);
}
function localHeader(entry) {
	const name = nameOf(entry);
	const large = entry.size >= full32;
	const extra = large ? zip64Extra([entry.size, entry.compressedSize]) : none;
	const header = Buffer.alloc(localSize$1 + name.length + extra.length);
	header.writeUInt32LE(localSignature, 0);
	writeCommon(header, 4, entry, large);
	header.writeUInt16LE(name.length, 26);
	header.writeUInt16LE(extra.length, 28);
	name.copy(header, localSize$1);
	extra.copy(header, localSize$1 + name.length);
	return header;
}
function readLocalHeader(zip, at) {
	const compressedSize = zip.readUInt32LE(at + 18);
	return {
		method: zip.readUInt16LE(at + 8) === 0 ? 0 : 8,
		crc32: zip.readUInt32LE(at + 14),
		compressedSize,
		size: zip.readUInt32LE(at + 22),
		end: at + localSize$1 + zip.readUInt16LE(at + 26) + compressedSize
	};
}
function centralHeader(entry) {
	const name = nameOf(entry);
	const large = entry.size >= full32;
	const far = entry.offset >= full32;
	const fields = [...large ? [entry.size, entry.compressedSize] : [], ...far ? [entry.offset] : []];
	const extra = fields.length > 0 ? zip64Extra(fields) : none;
	const header = Buffer.alloc(centralSize$1 + name.length + extra.length);
	header.writeUInt32LE(centralSignature, 0);
	header.writeUInt16LE(813, 4);
	writeCommon(header, 6, entry, large);
	if (far) header.writeUInt16LE(45, 6);
	header.writeUInt16LE(name.length, 28);
	header.writeUInt16LE(extra.length, 30);
	const unix = fileType[entry.kind] | entry.mode;
	header.writeUInt32LE(unix * 65536 + (entry.kind === "directory" ? dosDirectory : 0), 38);
	header.writeUInt32LE(far ? full32 : entry.offset, 42);
	name.copy(header, centralSize$1);
	extra.copy(header, centralSize$1 + name.length);
	return header;
}
function endRecords(directory) {
	const { entries, offset, size } = directory;
	const end = Buffer.alloc(22);
	end.writeUInt32LE(endSignature, 0);
	end.writeUInt16LE(Math.min(entries, full16), 8);
	end.writeUInt16LE(Math.min(entries, full16), 10);
	end.writeUInt32LE(Math.min(size, full32), 12);
	end.writeUInt32LE(Math.min(offset, full32), 16);
	if (entries < full16 && offset < 4294967295 && size < 4294967295) return end;
	const end64 = Buffer.alloc(56);
	end64.writeUInt32LE(end64Signature, 0);
	end64.writeBigUInt64LE(44n, 4);
	end64.writeUInt16LE(813, 12);
	end64.writeUInt16LE(45, 14);
	end64.writeBigUInt64LE(BigInt(entries), 24);
	end64.writeBigUInt64LE(BigInt(entries), 32);
	end64.writeBigUInt64LE(BigInt(size), 40);
	end64.writeBigUInt64LE(BigInt(offset), 48);
	const locator = Buffer.alloc(20);
	locator.writeUInt32LE(locatorSignature, 0);
	locator.writeBigUInt64LE(BigInt(offset + size), 8);
	locator.writeUInt32LE(1, 16);
	return Buffer.concat([
		end64,
		locator,
		end
	]);
}
function writeCommon(into, at, entry, large) {
	into.writeUInt16LE(large ? 45 : 20, at);
	into.writeUInt16LE(utf8Flag, at + 2);
	into.writeUInt16LE(entry.method, at + 4);
	into.writeUInt16LE(dosTime, at + 6);
	into.writeUInt16LE(dosDate, at + 8);
	into.writeUInt32LE(entry.crc32, at + 10);
	into.writeUInt32LE(large ? full32 : entry.compressedSize, at + 14);
	into.writeUInt32LE(large ? full32 : entry.size, at + 18);
}
function zip64Extra(fields) {
	const extra = Buffer.alloc(4 + 8 * fields.length);
	extra.writeUInt16LE(zip64Id$1, 0);
	extra.writeUInt16LE(8 * fields.length, 2);
	fields.forEach((field, index) => {
		extra.writeBigUInt64LE(BigInt(field), 4 + 8 * index);
	});
	return extra;
}
function nameOf({ path, kind }) {
	return Buffer.from(kind === "directory" ? `${path}/` : path);
}

// src/bundle/zip-source.ts
function broken({ shownAs }, what) {
	return new (require_problem()).UsageError([{
		code: "zip-invalid",
		message: `"${shownAs}" ${what}`,
		file: shownAs
	}]);
}
async function readAt(zip, start, end) {
	const buffer = Buffer.allocUnsafe(end - start);
	let length = 0;
	while (length < buffer.length) {
		const { bytesRead } = await zip.handle.read(buffer, length, buffer.length - length, start + length);
		if (bytesRead === 0) throw broken(zip, "became shorter while it was read");
		length += bytesRead;
	}
	return buffer;
}
function number64(bytes, at) {
	if (at + 8 > bytes.length) return void 0;
	const number = bytes.readBigUInt64LE(at);
	return number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : void 0;
}

// src/bundle/zip-directory.ts
const encryptedFlags = 8257;
const centralSize = 46;
const pieceSize$1 = 262144;
const zip64Id = 1;
const unicodePathId = 28789;
async function* readDirectory(zip, directory) {
	for await (const records of directoryRecords(zip, directory)) for (const { record } of records) yield directoryEntry(zip, record);
}
async function* directoryRecords(zip, directory) {
	const end = directory.offset + directory.size;
	let at = directory.offset;
	let count = 0;
	for (let size = centralSize; at < end;) {
		if (at + size > end) throw broken(zip, "is damaged: its directory is cut short");
		const piece = await readAt(zip, at, Math.min(end, at + Math.max(size, pieceSize$1)));
		const records = [];
		let used = 0;
		while (at + used < end) {
			if (count === directory.entries) throw broken(zip, `is damaged: it has more entries than the ${count} that it says`);
			size = sizeAt(zip, piece, used);
			if (used + size > piece.length) break;
			records.push({
				at: at + used,
				record: piece.subarray(used, used + size)
			});
			count += 1;
			used += size;
		}
		at += used;
		yield records;
	}
	if (count !== directory.entries) throw broken(zip, `is damaged: it has ${count} entries and says ${directory.entries}`);
}
function sizeAt(zip, piece, at) {
	if (at + centralSize > piece.length) return centralSize;
	if (piece.readUInt32LE(at) !== 33639248) throw broken(zip, "is damaged: its directory holds something else");
	const name = piece.readUInt16LE(at + 28);
	const extra = piece.readUInt16LE(at + 30);
	return centralSize + name + extra + piece.readUInt16LE(at + 32);
}
async function readRecord(zip, at) {
	const head = await readAt(zip, at, at + centralSize);
	return directoryEntry(zip, await readAt(zip, at, at + sizeAt(zip, head, 0)));
}
function nameInRecord(record) {
	const nameEnd = centralSize + record.readUInt16LE(28);
	const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
	return nameIn(record.subarray(centralSize, nameEnd), extra);
}
function isEmptyRecord(record) {
	return record.readUInt32LE(24) === 0;
}
function directoryEntry(zip, record) {
	const nameEnd = centralSize + record.readUInt16LE(28);
	const rawName = Buffer.from(record.subarray(centralSize, nameEnd));
	const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
	const large = largeSizes({
		size: record.readUInt32LE(24),
		compressedSize: record.readUInt32LE(20),
		offset: record.readUInt32LE(42)
	}, extraField(extra, zip64Id));
	if (!large) throw broken(zip, "is damaged: an entry without its ZIP64 sizes");
	return {
		name: nameIn(rawName, extra),
		rawName,
		host: record.readUInt8(5),
		flags: record.readUInt16LE(8),
		method: record.readUInt16LE(10),
		crc32: record.readUInt32LE(16),
		attributes: record.readUInt32LE(38),
		...large
	};
}
function nameIn(rawName, extra) {
	const field = extraField(extra, unicodePathId);
	return (field && field.length > 5 && field.readUInt8(0) === 1 && field.readUInt32LE(1) === (0, import__builtin_zlib.crc32)(rawName) ? utf8(field.subarray(5)) : void 0) ?? utf8(rawName);
}
function extraField(extra, id) {
	for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		if (extra.readUInt16LE(at) !== id) continue;
		return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
	}
}
function largeSizes(sizes, extra) {
	const found = { ...sizes };
	let at = 0;
	for (const field of [
		"size",
		"compressedSize",
		"offset"
	]) {
		if (sizes[field] !== 4294967295) continue;
		const number = extra && number64(extra, at);
		if (number === void 0) return void 0;
		found[field] = number;
		at += 8;
	}
	return found;
}

// src/bundle/zip-end.ts
const endSize = 22;
const longestComment = 65535;
async function findDirectory(zip) {
	const tail = await readAt(zip, Math.max(0, zip.size - endSize - longestComment), zip.size);
	const start = zip.size - tail.length;
	const at = findEnd(tail);
	if (at === void 0) throw broken(zip, "is not a zip, or is cut short");
	const end = tail.subarray(at);
	if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0) throw broken(zip, "is one part of a zip that is split in several");
	const small = {
		entries: end.readUInt16LE(10),
		size: end.readUInt32LE(12),
		offset: end.readUInt32LE(16)
	};
	const directory = await findEnd64(zip, start + at) ?? {
		...small,
		end: start + at
	};
	if (directory.offset + directory.size !== directory.end) throw broken(zip, "is damaged, or has something else in front of it");
	return directory;
}
function findEnd(tail) {
	for (let at = tail.length - endSize; at >= 0; at -= 1) if (tail.readUInt32LE(at) === 101010256 && at + endSize + tail.readUInt16LE(at + 20) === tail.length) return at;
}
async function findEnd64(zip, end) {
	if (end < 76) return void 0;
	const locator = await readAt(zip, end - 20, end);
	if (locator.readUInt32LE(0) !== 117853008) return void 0;
	const at = number64(locator, 8);
	if (at === void 0 || at + 56 > end - 20) throw broken(zip, "is damaged at its end");
	const record = await readAt(zip, at, at + 56);
	if (record.readUInt32LE(0) !== 101075792) throw broken(zip, "is damaged at its end");
	const [entries, size, offset] = [
		32,
		40,
		48
	].map((field) => number64(record, field));
	if (entries === void 0 || size === void 0 || offset === void 0) throw broken(zip, "is damaged at its end");
	return {
		entries,
		size,
		offset,
		end: at
	};
}

// src/bundle/zip-local.ts
const localSize = 30;
const usualExtra = 128;
async function dataStart(zip, offset) {
	const header = await readAt(zip, offset, offset + localSize);
	return offset + localSize + header.readUInt16LE(26) + header.readUInt16LE(28);
}
async function findData(zip, entry, limit) {
	const { offset, rawName, compressedSize } = entry;
	const nameEnd = localSize + rawName.length;
	if (offset + nameEnd > limit) return "is outside the zip";
	let header = await readAt(zip, offset, Math.min(limit, offset + nameEnd + usualExtra));
	const size = nameEnd + header.readUInt16LE(28);
	if (offset + size + compressedSize > limit) return "is outside the zip";
	if (size > header.length) header = await readAt(zip, offset, offset + size);
	return agrees(header.subarray(0, size), entry) ? offset + size : "has two headers that differ";
}
function agrees(header, { rawName, name, flags, method }) {
	const nameEnd = localSize + rawName.length;
	return header.readUInt32LE(0) === 67324752 && ((header.readUInt16LE(6) ^ flags) & (8257 | 2048)) === 0 && header.readUInt16LE(8) === method && header.readUInt16LE(26) === rawName.length && header.subarray(localSize, nameEnd).equals(rawName) && nameIn(rawName, header.subarray(nameEnd)) === name;
}

// src/bundle/archive-entries.ts
const limits = {
	entries: 25e4,
	unpacked: 64 * 1024 ** 3,
	suspect: 1024 ** 3,
	ratio: 200,
	target: 4096
};
async function archiveEntries(zip) {
	const directory = await findDirectory(zip);
	if (directory.entries > limits.entries) throw broken(zip, `has ${directory.entries} entries, more than ${limits.entries}`);
	const entries = /* @__PURE__ */ new Map();
	const problems = [];
	const wrong = (path, what) => problems.push({
		code: "zip-invalid",
		message: `${quoted(path)} in "${zip.shownAs}" ${what}`,
		file: zip.shownAs
	});
	for await (const found of readDirectory(zip, directory)) {
		const entry = await checkEntry(zip, found, directory.offset);
		if (typeof entry === "string") wrong(found.name ?? found.rawName.toString("latin1"), entry);
		else if (entries.has(entry.path)) wrong(entry.path, "appears twice");
		else entries.set(entry.path, entry);
	}
	const placed = [...entries.values()].sort((a, b) => a.offset - b.offset);
	checkPlaces(placed, wrong);
	checkParents(entries, wrong);
	checkSize(placed, zip);
	return {
		entries: placed,
		problems
	};
}
function withImpliedFolders(entries) {
	const all = new Map(entries.map((entry) => [entry.path, entry]));
	for (const { path } of entries) for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
		const folder = path.slice(0, end);
		if (all.has(folder)) break;
		all.set(folder, {
			path: folder,
			kind: "directory",
			mode: 493,
			size: 0
		});
	}
	return sortByPath([...all.values()]);
}
async function checkEntry(zip, found, limit) {
	const { method, compressedSize, size, offset } = found;
	if (found.name === void 0) return "has a name that is not UTF-8";
	if (/^([/\\]|[A-Za-z]:)/.test(found.name)) return "has an absolute path";
	if (found.name.split(/[/\\]/).includes("..")) return "leads out of the bundle";
	const type = entryType(found);
	if (!type) return "is a device, a named pipe or a socket";
	const path = normalPath(found.name);
	if (path === "") return "has no name";
	const problem = nameProblem(path, type.kind);
	if (problem !== void 0) return `${problem}: it would not arrive on the hosts under that name`;
	if (found.flags & 8257) return "is encrypted";
	if (method !== 0 && method !== 8) return `is compressed by method ${method}; hosts unpack stored (0) and deflated (8) entries`;
	if (method === 0 && size !== compressedSize) return "is damaged: it has two sizes";
	if (type.kind === "directory" && size > 0) return "is a folder with data in it";
	if (type.kind === "link" && (size === 0 || size >= limits.target)) return "is a link to nowhere";
	const start = await findData(zip, found, limit);
	if (typeof start === "string") return start;
	return {
		path,
		...type,
		method,
		compressedSize,
		size,
		offset,
		start,
		crc32: found.crc32
	};
}
function entryType({ name, host, attributes }) {
	const unix = host === 3 ? attributes >>> 16 : 0;
	const type = unix & fileType.mask;
	const known = unix !== 0;
	if (type === fileType.link) return {
		kind: "link",
		mode: 511
	};
	if (name?.endsWith("/") || type === fileType.directory) return {
		kind: "directory",
		mode: known ? 493 : void 0
	};
	if (type !== fileType.file && type !== 0) return void 0;
	return {
		kind: "file",
		mode: known ? (unix & 73) !== 0 ? 493 : 420 : void 0
	};
}
function checkPlaces(placed, wrong) {
	let end = 0;
	for (const { path, offset, start, compressedSize } of placed) {
		if (offset < end) wrong(path, "overlaps another entry");
		end = Math.max(end, start + compressedSize);
	}
}
function checkParents(entries, wrong) {
	for (const path of entries.keys()) for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
		const parent = entries.get(path.slice(0, end));
		if (!parent) continue;
		if (parent.kind !== "directory") wrong(path, `is below ${quoted(parent.path)}, a ${parent.kind}`);
		break;
	}
}
function checkSize(entries, zip) {
	const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
	const suspect = unpacked > limits.suspect && unpacked > limits.ratio * zip.size;
	if (unpacked > limits.unpacked || suspect) throw broken(zip, `unpacks to ${unpacked} bytes, from ${zip.size}: it looks like a zip bomb`);
}

// src/bundle/blocks.ts
const SIZE = 131072;
const MOST = 16;
function inBlocks(file) {
	const blocks = /* @__PURE__ */ new Map();
	const blockAt = (number) => {
		const block = blocks.get(number) ?? readBlock(file, number * SIZE);
		blocks.delete(number);
		blocks.set(number, block);
		const [oldest] = blocks.keys();
		if (blocks.size > MOST && oldest !== void 0) blocks.delete(oldest);
		return block;
	};
	return {
		async read(buffer, offset, length, position) {
			if (length >= SIZE) return file.read(buffer, offset, length, position);
			const block = await blockAt(Math.floor(position / SIZE));
			const from = position % SIZE;
			return { bytesRead: block.copy(buffer, offset, from, Math.min(block.length, from + length)) };
		},
		close: () => file.close()
	};
}
async function readBlock(file, position) {
	const block = Buffer.allocUnsafe(SIZE);
	let length = 0;
	while (length < SIZE) {
		const { bytesRead } = await file.read(block, length, SIZE - length, position + length);
		if (bytesRead === 0) break;
		length += bytesRead;
	}
	return block.subarray(0, length);
}

// \0builtin:stream/promises
var require_promises = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:stream/promises");
}));

// src/bundle/entry-data.ts
var import_promises$1 = require_promises();
var DamagedEntry = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "DamagedEntry";
	}
};
const pieceSize = 131072;
const smallSize = 65536;
async function* entryData(zip, data) {
	let size = 0;
	for await (const piece of pieces(zip, data)) {
		size += piece.length;
		if (size > data.size) throw new DamagedEntry("unpacks to more than the zip says");
		yield piece;
	}
	if (size < data.size) throw new DamagedEntry("unpacks to less than the zip says");
}
function pieces(zip, data) {
	if (data.method === 0) return packed(zip, data);
	return data.compressedSize <= smallSize && data.size <= smallSize ? inflatedAtOnce(zip, data) : inflated(zip, data);
}
async function* packed(zip, data) {
	const end = data.start + data.compressedSize;
	for (let at = data.start; at < end; at += pieceSize) yield await readAt(zip, at, Math.min(end, at + pieceSize));
}
async function* inflatedAtOnce(zip, data) {
	for await (const piece of packed(zip, data)) {
		const options = {
			maxOutputLength: data.size + 1,
			chunkSize: data.size + 1024,
			info: true
		};
		const { buffer, engine } = explain(() => (0, import__builtin_zlib.inflateRawSync)(piece, options));
		checkEnd(engine, data);
		yield buffer;
	}
}
async function* inflated(zip, data) {
	const inflate = (0, import__builtin_zlib.createInflateRaw)({ chunkSize: pieceSize });
	(0, import_promises$1.pipeline)(import__builtin_stream.Readable.from(packed(zip, data)), inflate).catch(() => {});
	try {
		yield* inflate;
	} catch (error) {
		throw explained(error);
	}
	checkEnd(inflate, data);
}
function checkEnd(engine, data) {
	if (engine.bytesWritten === data.compressedSize) return;
	throw new DamagedEntry("is damaged: it ends before its data do");
}
function explain(inflate) {
	try {
		return inflate();
	} catch (error) {
		throw explained(error);
	}
}
function explained(error) {
	const { code, message } = error;
	if (code === "ERR_BUFFER_TOO_LARGE") return new DamagedEntry("unpacks to more than the zip says");
	return code?.startsWith("Z_") ? new DamagedEntry(`is damaged: ${message}`, { cause: error }) : error;
}

// src/bundle/bundle-reader.ts
async function openBundle({ path, entries }) {
	const handle = await (0, import_promises.open)(path, "r");
	try {
		const { size } = await handle.stat();
		return await readerOf({
			handle: inBlocks(handle),
			size,
			shownAs: path
		}, entries);
	} catch (error) {
		await handle.close();
		throw error;
	}
}
async function readerOf(zip, entries) {
	const places = /* @__PURE__ */ new Map();
	for await (const records of directoryRecords(zip, await findDirectory(zip))) for (const { at, record } of records) if (!isEmptyRecord(record)) places.set(normalPath(nameInRecord(record) ?? ""), at);
	return new BundleReader(zip, entries, places);
}
var BundleReader = class {
	#zip;
	#links;
	#empty;
	#places;
	constructor(zip, entries, places) {
		const links = entries.filter(({ kind }) => kind === "link");
		const empty = entries.filter(({ kind, size }) => kind === "file" && size === 0);
		this.#zip = zip;
		this.#links = new Map(links.map((entry) => [entry.path, entry]));
		this.#empty = new Set(empty.map(({ path }) => path));
		this.#places = places;
	}
	async bytes(path, limit = 16777216) {
		const end = follow(path, this.#links);
		if (typeof end === "string" || this.#links.has(end.path)) return void 0;
		if (this.#empty.has(end.path)) return Buffer.alloc(0);
		const place = this.#places.get(end.path);
		if (place === void 0) return void 0;
		const { offset, method, compressedSize, size: whole } = await readRecord(this.#zip, place);
		const pieces = [];
		let size = 0;
		const data = {
			start: await dataStart(this.#zip, offset),
			method,
			compressedSize,
			size: whole
		};
		for await (const piece of entryData(this.#zip, data)) {
			pieces.push(piece);
			size += piece.length;
			if (size >= limit) break;
		}
		const [only = Buffer.alloc(0), ...others] = pieces;
		return (others.length === 0 ? only : Buffer.concat(pieces)).subarray(0, limit);
	}
	async close() {
		await this.#zip.handle.close();
	}
};

// src/appspec/paths.ts
function leavesBundle(path) {
	let depth = 0;
	for (const name of path.split(/[/\\]/)) {
		if (name === "" || name === ".") continue;
		depth += name === ".." ? -1 : 1;
		if (depth < 0) return true;
	}
	return false;
}
function inBundle(path) {
	return parts(path).join("/");
}
function onHost(path) {
	const drive = /^[A-Za-z]:(?=[/\\]|$)/.exec(path)?.[0] ?? "";
	return `${drive}/${parts(path.slice(drive.length)).join("/")}`;
}
function isAbsolute(path, os) {
	return os === "windows" ? /^(?:[A-Za-z]:)?[/\\]/.test(path) : path.startsWith("/");
}
function baseName(path) {
	return parts(path).at(-1) ?? "";
}
function parts(path) {
	const kept = [];
	for (const name of path.split(/[/\\]/)) if (name === "..") kept.pop();
	else if (name !== "" && name !== ".") kept.push(name);
	return kept;
}

Object.defineProperty(exports, "DamagedEntry", {
  enumerable: true,
  get: function () {
    return DamagedEntry;
  }
});
Object.defineProperty(exports, "archiveEntries", {
  enumerable: true,
  get: function () {
    return archiveEntries;
  }
});
Object.defineProperty(exports, "baseName", {
  enumerable: true,
  get: function () {
    return baseName;
  }
});
Object.defineProperty(exports, "broken", {
  enumerable: true,
  get: function () {
    return broken;
  }
});
Object.defineProperty(exports, "centralHeader", {
  enumerable: true,
  get: function () {
    return centralHeader;
  }
});
Object.defineProperty(exports, "endRecords", {
  enumerable: true,
  get: function () {
    return endRecords;
  }
});
Object.defineProperty(exports, "entryData", {
  enumerable: true,
  get: function () {
    return entryData;
  }
});
Object.defineProperty(exports, "entryType", {
  enumerable: true,
  get: function () {
    return entryType;
  }
});
Object.defineProperty(exports, "findDirectory", {
  enumerable: true,
  get: function () {
    return findDirectory;
  }
});
Object.defineProperty(exports, "follow", {
  enumerable: true,
  get: function () {
    return follow;
  }
});
Object.defineProperty(exports, "inBundle", {
  enumerable: true,
  get: function () {
    return inBundle;
  }
});
Object.defineProperty(exports, "isAbsolute", {
  enumerable: true,
  get: function () {
    return isAbsolute;
  }
});
Object.defineProperty(exports, "leavesBundle", {
  enumerable: true,
  get: function () {
    return leavesBundle;
  }
});
Object.defineProperty(exports, "linksOutward", {
  enumerable: true,
  get: function () {
    return linksOutward;
  }
});
Object.defineProperty(exports, "localHeader", {
  enumerable: true,
  get: function () {
    return localHeader;
  }
});
Object.defineProperty(exports, "localHeaderSize", {
  enumerable: true,
  get: function () {
    return localHeaderSize;
  }
});
Object.defineProperty(exports, "nameProblem", {
  enumerable: true,
  get: function () {
    return nameProblem;
  }
});
Object.defineProperty(exports, "normalPath", {
  enumerable: true,
  get: function () {
    return normalPath;
  }
});
Object.defineProperty(exports, "notesOnLinks", {
  enumerable: true,
  get: function () {
    return notesOnLinks;
  }
});
Object.defineProperty(exports, "onHost", {
  enumerable: true,
  get: function () {
    return onHost;
  }
});
Object.defineProperty(exports, "openBundle", {
  enumerable: true,
  get: function () {
    return openBundle;
  }
});
Object.defineProperty(exports, "quoted", {
  enumerable: true,
  get: function () {
    return quoted;
  }
});
Object.defineProperty(exports, "readDirectory", {
  enumerable: true,
  get: function () {
    return readDirectory;
  }
});
Object.defineProperty(exports, "readLocalHeader", {
  enumerable: true,
  get: function () {
    return readLocalHeader;
  }
});
Object.defineProperty(exports, "readerOf", {
  enumerable: true,
  get: function () {
    return readerOf;
  }
});
Object.defineProperty(exports, "sortByPath", {
  enumerable: true,
  get: function () {
    return sortByPath;
  }
});
Object.defineProperty(exports, "utf8", {
  enumerable: true,
  get: function () {
    return utf8;
  }
});
Object.defineProperty(exports, "withImpliedFolders", {
  enumerable: true,
  get: function () {
    return withImpliedFolders;
  }
});
},
"./plan-online.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_open_session = () => require("./open-session.js");
const require_guard = () => require("./guard.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_hold_record = () => require("./hold-record.js");
const require_object_keys = () => require("./object-keys.js");
const require_check_content = () => require("./check-content.js");
const require_choose_promotion = () => require("./choose-promotion.js");
const require_plan = () => require("./plan2.js");
const require_limit = () => require("./limit.js");
const require_read_status = () => require("./read-status.js");
const require_timing = () => require("./timing.js");
const require_sources = () => require("./sources.js");
const require_read_history = () => require("./read-history.js");
const require_roll_back = () => require("./roll-back.js");
const require_earlier_bytes = () => require("./earlier-bytes.js");
const require_find_release = () => require("./find-release.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_digest_from = () => require("./digest-from.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_problem = () => require("./problem.js");
const require_other_content = () => require("./other-content.js");
const require_source_names = () => require("./source-names.js");

// src/release/run/plan-files.ts
async function plannedFiles(rows, comingTo, { aws, signal }) {
	const ports = {
		aws,
		signal,
		listings: /* @__PURE__ */ new Map()
	};
	const pairs = pairsOf(rows, comingTo);
	return (require_limit()).mapLimited(pairs, (require_timing()).timing.atOnce.requests, async ({ running, coming }) => {
		const [{ current }] = running;
		const digest = (require_object_keys()).digestOfKey(current.key);
		const isSameContent = digest !== void 0 && digest === coming.digest;
		return {
			revision: current.text,
			...(require_defined()).defined({
				from: current.version,
				to: coming.version
			}),
			destinations: running.map(({ destination }) => destination.id),
			isSameContent,
			files: isSameContent ? {
				files: [],
				same: 0
			} : await filesOf(running, coming, ports)
		};
	});
}
function comingFrom({ owner, record, holders }) {
	const { version, digest } = record;
	const key = (require_object_keys()).releaseKey(owner, version, digest);
	return {
		version,
		digest,
		places: holders.map((artifacts) => ({
			key,
			artifacts
		}))
	};
}
function pairsOf(rows, comingTo) {
	const pairs = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const coming = row.current && comingTo(row);
		if (!row.current || !coming) continue;
		const { key, text } = row.current;
		const name = JSON.stringify([
			key ?? text,
			coming.version,
			coming.digest
		]);
		const pair = pairs.get(name) ?? {
			running: [],
			coming
		};
		pair.running.push({
			...row,
			current: row.current
		});
		pairs.set(name, pair);
	}
	return [...pairs.values()].toSorted((a, b) => b.running.length - a.running.length);
}
async function filesOf(running, coming, ports) {
	if ("unknown" in coming) return { unknown: coming.unknown };
	const places = running.flatMap(({ destination, current: { key, bucket } }) => key !== void 0 && bucket === destination.bucket ? [{
		key,
		artifacts: ports.aws.artifacts(destination)
	}] : []);
	if (places.length === 0) return { unknown: "what runs is not in the buckets of its destinations" };
	return (require_read_status()).changesBetween(places, "places" in coming ? coming.places : coming.listing, ports);
}

// src/release/run/plan-rows.ts
async function checkRows(wanted, ports) {
	const { environment } = wanted;
	const destinations = (require_project()).allDestinations(environment);
	const [checked, keeping] = await Promise.all([(require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.destinations, (destination) => check(destination, wanted, ports)), (require_read_status()).readKeeping(environment, ports)]);
	const rows = checked.map(({ row }) => row);
	const reached = destinations.filter((_, index) => checked[index]?.reached);
	const isWhole = reached.length === destinations.length;
	return {
		rows: environment.onOlder === "skip" ? supersededIn(rows) : rows,
		reached,
		inTheWay: keepingProblems(wanted, keeping, (require_run_command()).wallTime(ports.clock)),
		notes: [...isWhole ? ports.aws.lifetime(destinations, (require_guard()).longestRun(environment)) : [], ...plannedFreezes(keeping, (require_run_command()).wallTime(ports.clock))]
	};
}
async function checkWaves(environment, version, ports) {
	if (version === void 0) return {
		problems: [],
		unchecked: []
	};
	try {
		const found = await (require_guard()).checkWavesBefore(environment, version, ports);
		const unchecked = (require_hold_record()).problemsOf("unchecked", found).map(asUnchecked);
		return {
			problems: (require_hold_record()).problemsOf("problem", found),
			unchecked
		};
	} catch (error) {
		return {
			problems: (require_hold_record()).problemsIn(error),
			unchecked: []
		};
	}
}
function byDestination(rows) {
	const byId = new Map(rows.map((row) => [row.destination.id, row]));
	return ({ id }) => byId.get(id);
}
async function check(destination, { environment, version, allowOlder, goesBack = false }, { aws, clock }) {
	const { problem, current, lastAttempt } = await (require_read_status()).readDestination(destination, environment, {
		aws,
		clock,
		memory: /* @__PURE__ */ new Map(),
		brief: true
	});
	const checked = await (require_guard()).preflight([destination], aws, {
		clock,
		goesBack
	});
	const order = allowOlder || version === void 0 ? {
		problems: [],
		warnings: []
	} : orderOf(version, destination, current);
	const found = [...problem ? [problem] : [], ...checked.problems];
	const failed = [...new Map(found.map((one) => [one.message, one])).values()];
	return {
		row: {
			destination,
			...(require_defined()).defined({
				version,
				current,
				lastAttempt
			}),
			read: problem === void 0,
			inTheWay: [
				...failed,
				...underWay(destination, lastAttempt),
				...order.problems
			],
			notes: [...checked.warnings, ...order.warnings],
			unchecked: checked.unchecked
		},
		reached: failed.length === 0
	};
}
function orderOf(version, { id }, current) {
	const { deploymentId = "", version: theirs } = current ?? {};
	const running = {
		deploymentId,
		...(require_defined()).defined({ version: theirs })
	};
	return (require_guard()).checkOrder(version, /* @__PURE__ */ new Map([[id, {
		group: {},
		running
	}]]));
}
function supersededIn(rows) {
	const isOlder = ({ code }) => code === "older-version";
	if (!rows.every(({ inTheWay }) => inTheWay.some(isOlder))) return rows;
	return rows.map((row) => {
		const notes = row.inTheWay.filter(isOlder).map(({ hint: _, ...problem }) => problem).map((problem) => ({
			...problem,
			hint: "the run would end as superseded, with nothing deployed (onOlder: skip)"
		}));
		return {
			...row,
			inTheWay: row.inTheWay.filter((one) => !isOlder(one)),
			notes: [...row.notes, ...notes]
		};
	});
}
const ended = [
	"Succeeded",
	"Failed",
	"Stopped"
];
function underWay({ id, onBusy, busyTimeout }, attempt) {
	if (!attempt || ended.includes(attempt.status)) return [];
	const { deploymentId, version, text } = attempt;
	const hints = {
		wait: `a deployment would wait for it, for ${Math.round(busyTimeout / 6e4)} minutes at most (onBusy: wait)`,
		stop: "a deployment would stop it, unless it is a rollback or belongs to a scale-out (onBusy: stop)",
		fail: "a deployment would fail there (onBusy: fail)"
	};
	return [{
		code: "deployment-under-way",
		destination: id,
		message: `deployment ${deploymentId} of ${version ?? text} is under way`,
		hint: hints[onBusy]
	}];
}
function keepingProblems({ environment, goesBack }, { hold, freezes = [], lease, problems }, now) {
	const { name } = environment;
	const closed = goesBack || (require_guard()).closedProblem(environment, now) ? void 0 : (require_guard()).closedProblem((require_guard()).withFreezes(environment, (require_hold_record()).freezesOf(freezes)), now);
	const taken = lease && {
		code: "lease-taken",
		message: `run ${lease.run} has been working on ${name} since ${lease.since}`,
		hint: `a ${goesBack ? "rollback" : "deployment"} would wait for it`
	};
	return [
		...hold && !goesBack ? [(require_hold_record()).heldProblem(name, hold)] : [],
		...closed ? [closed] : [],
		...taken ? [taken] : [],
		...problems
	];
}
function plannedFreezes({ freezes = [] }, now) {
	return freezes.filter(({ from }) => Date.parse(from) > now).map(({ from, until, by, reason }) => ({
		code: "closed",
		message: `nothing may be deployed from ${from} to ${until}: ${reason} (set by ${by})`
	}));
}
function asUnchecked({ message, ...rest }) {
	return {
		message: `not checked: ${message}`,
		...rest
	};
}

// src/release/run/plan-promotion.ts
async function planPromotion(request, ports) {
	const { environment, sources } = request;
	ports.aws.announce([environment, ...sources].flatMap((require_project()).allDestinations));
	const closed = (require_guard()).closedProblem(environment, (require_run_command()).wallTime(ports.clock));
	const chosen = await choose(request, ports);
	const version = chosen.choice?.version ?? request.version;
	const [checked, ahead] = await Promise.all([checkRows({
		...request,
		version
	}, ports), checkWaves(environment, version, ports)]);
	const row = byDestination(checked.rows);
	const told = nothingTold(request, chosen, (destination) => {
		const { current, lastAttempt } = row(destination);
		return current?.bucket === destination.bucket && lastAttempt === void 0 ? current.key : void 0;
	});
	const coming = chosen.known && comingFrom(chosen.known);
	return {
		...(require_plan()).laidOut("promote", environment, row),
		files: await plannedFiles(checked.rows, () => coming, ports),
		...(require_defined()).defined({
			version,
			how: chosen.choice && (require_choose_promotion()).howChosen(chosen.choice, request)
		}),
		inTheWay: [
			...closed ? [closed] : [],
			...checked.inTheWay,
			...chosen.problems,
			...ahead.problems,
			...told
		],
		notes: [
			...chosen.notes,
			...checked.notes,
			...ahead.unchecked
		]
	};
}
async function choose(request, { aws, clock, signal, lint }) {
	const notes = [];
	try {
		const emit = (event) => {
			if (event.kind === "notice") notes.push(event.problem);
		};
		const read = await (require_sources()).readSources(request, aws, {
			emit,
			clock
		});
		const { choice, known } = await (require_choose_promotion()).choosePromotion(request, read, aws);
		notes.push(...(require_choose_promotion()).promotionDoubts(choice));
		return {
			choice,
			known,
			problems: await (require_check_content()).checkContent(known, request.digest, {
				signal,
				clock
			}, async (bundle) => {
				notes.push(...await lint(bundle));
			}).then(() => [], (error) => (require_hold_record()).problemsIn(error)),
			notes
		};
	} catch (error) {
		signal.throwIfAborted();
		return {
			problems: (require_hold_record()).problemsIn(error),
			notes
		};
	}
}
function nothingTold({ environment, version, force }, { choice, known }, keyIn) {
	if (!choice || !known || version !== void 0 || force !== void 0) return [];
	const key = (require_object_keys()).releaseKey(environment, choice.version, known.record.digest);
	return (require_choose_promotion()).nothingNew(choice, environment, (destination) => keyIn(destination) === key);
}

// src/release/run/plan-rollback.ts
async function planRollback(request, ports) {
	const environment = (require_roll_back()).forRollback(request.environment);
	const { to } = request;
	const destinations = (require_project()).allDestinations(environment);
	ports.aws.announce(destinations);
	const checked = await checkRows({
		environment,
		allowOlder: true,
		goesBack: true
	}, ports);
	const { snapshot, unreachable, problems } = await look(checked.rows, ports);
	const chosen = await courses({
		environment,
		to
	}, {
		snapshot,
		unreachable
	}, ports);
	const row = byDestination(checked.rows.map((each) => withCourse(each, chosen.courses)));
	const coming = ({ destination: { id } }) => comingBy(chosen.courses?.get(id), destinations, ports);
	return {
		...(require_plan()).laidOut("rollback", environment, row),
		files: await plannedFiles(checked.rows, coming, ports),
		...(require_defined()).defined({ version: to }),
		how: `${environment.name} would be held from then on`,
		inTheWay: [
			...checked.inTheWay,
			...problems,
			...chosen.problems
		],
		notes: checked.notes
	};
}
async function look(rows, { aws }) {
	const snapshot = /* @__PURE__ */ new Map();
	const unreachable = /* @__PURE__ */ new Map();
	const problems = [];
	await (require_limit()).mapLimited(rows, (require_timing()).timing.atOnce.destinations, async ({ destination, read, inTheWay }) => {
		const [why] = inTheWay.filter(({ code }) => code !== "deployment-under-way");
		if (!read || why) {
			unreachable.set(destination.id, why?.message ?? "it does not answer");
			return;
		}
		try {
			for (const [id, state] of await (require_read_history()).takeSnapshot([destination], aws)) snapshot.set(id, state);
		} catch (error) {
			const found = (require_hold_record()).problemsIn(error);
			problems.push(...found);
			unreachable.set(destination.id, found[0]?.message ?? "it does not answer");
		}
	});
	return {
		snapshot,
		unreachable,
		problems
	};
}
async function courses(request, reach, { aws }) {
	const bring = async ({ record }, { artifacts }) => {
		const key = (require_object_keys()).releaseKey(request.environment, record.version, record.digest);
		return {
			key,
			eTag: (await artifacts.find(key))?.eTag ?? ""
		};
	};
	try {
		return {
			courses: await (require_roll_back()).chooseCourses(request, reach, aws, bring),
			problems: []
		};
	} catch (error) {
		return { problems: (require_hold_record()).problemsIn(error) };
	}
}
function withCourse(row, all) {
	const course = all?.get(row.destination.id);
	const version = course && versionOf(course);
	const problem = (require_roll_back()).doubtOf(course, row.destination);
	const isTold = course?.kind === "cannot" && row.inTheWay.some(({ message }) => message === course.why);
	const told = {
		...row,
		...(require_defined()).defined({ version })
	};
	return problem && !isTold ? withProblem(told, problem) : told;
}
function comingBy(course, destinations, { aws }) {
	if (course?.kind !== "goes") return void 0;
	const { version, digest, bucket, key } = course.artifact;
	const own = destinations.filter((one) => one.bucket === bucket);
	const others = destinations.filter((one) => one.bucket !== bucket);
	return {
		version,
		digest,
		places: [...own, ...others].map((one) => ({
			key,
			artifacts: aws.artifacts(one)
		}))
	};
}
function versionOf(course) {
	if (course.kind === "goes") return course.artifact.version;
	return course.kind === "stays" ? course.version : void 0;
}
function withProblem(row, problem) {
	return problem.code === "cannot-go-back" ? {
		...row,
		inTheWay: [...row.inTheWay, problem]
	} : {
		...row,
		notes: [...row.notes, problem]
	};
}

// src/release/run/plan-run.ts
async function planDeployment(request, ports) {
	const { environment, version, sources = [], force } = request;
	const { aws, clock } = ports;
	const closed = (require_guard()).closedProblem(environment, (require_run_command()).wallTime(clock));
	const destinations = (require_project()).allDestinations(environment);
	aws.announce([...destinations, ...sources.flatMap((require_project()).allDestinations)]);
	const [checked, ahead, unproven] = await Promise.all([
		checkRows(request, ports),
		checkWaves(environment, version, ports),
		(require_sources()).checkProof({
			version,
			sources,
			environment,
			force
		}, ports)
	]);
	const others = (require_project()).wholeOf(environment).filter(({ id }) => !destinations.some((one) => one.id === id));
	const release = await lookForRelease(request, [...checked.reached, ...others], aws);
	const coming = comingOf(request, release);
	const files = await plannedFiles(checked.rows, () => coming, ports);
	return {
		...(require_plan()).laidOut("deploy", environment, byDestination(checked.rows)),
		version,
		...(require_defined()).defined({
			release: release.found,
			digest: coming.digest
		}),
		files,
		inTheWay: [
			...closed ? [closed] : [],
			...checked.inTheWay,
			...ahead.problems,
			...unproven.problems,
			...release.problems
		],
		notes: [
			...unproven.notes,
			...release.notes,
			...checked.notes,
			...ahead.unchecked
		]
	};
}
function comingOf({ version, digest, listing }, { found, known }) {
	if (known) return comingFrom(known);
	const named = {
		version,
		...(require_defined()).defined({ digest })
	};
	if (listing) return {
		...named,
		listing
	};
	return {
		...named,
		unknown: found ? `${version} is not built yet; --source gives the zip that another job has packaged` : `it is not known whether ${version} is built`
	};
}
async function lookForRelease({ environment, version, versionGiven, commit, digest }, destinations, aws) {
	const of = new Set((require_project()).wholeOf(environment).map(({ bucket }) => bucket)).size;
	const recordBuckets = (require_record_buckets()).recordBucketsOf(destinations, aws);
	try {
		const known = await (require_find_release()).findRelease(environment, version, recordBuckets);
		if (!known) return {
			...recordBuckets.length === of && { found: { exists: false } },
			problems: [],
			notes: []
		};
		const { record, holders } = known;
		(require_check_content()).refuseOther(version, record.digest, digest);
		const found = {
			exists: true,
			record,
			buckets: holders.length,
			of
		};
		const doubt = (require_earlier_bytes()).otherCommit(record, commit);
		if (!doubt) return {
			found,
			known,
			problems: [],
			notes: []
		};
		const hint = versionGiven ? "that release is deployed, not this checkout" : "a build whose content differs is refused: give it its own version";
		return {
			found,
			known,
			problems: [],
			notes: [{
				...doubt,
				hint
			}]
		};
	} catch (error) {
		return {
			problems: (require_hold_record()).problemsIn(error),
			notes: []
		};
	}
}

// src/cli/planned-zip.ts
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function plannedZip(source, asked, { cwd, signal }) {
	if (!/\.zip$/i.test(source)) throw new (require_problem()).UsageError([builds(source)]);
	const handle = await opened(source, (0, import__builtin_path.resolve)(cwd, source));
	try {
		const { size } = await handle.stat();
		const zip = {
			handle,
			size,
			shownAs: source
		};
		const { digest } = await (require_lint_bundle()).readArchive(zip, signal);
		if (asked !== void 0 && digest !== asked) throw (require_other_content()).otherContent(source, digest, asked);
		return {
			digest,
			listing: await (require_read_status()).listZip(zip)
		};
	} finally {
		await handle.close();
	}
}
async function opened(source, path) {
	try {
		if (!(await (0, import_promises.stat)(path)).isFile()) throw new Error("it is not a file");
		return await (0, import_promises.open)(path);
	} catch (error) {
		const message = `cannot read the zip "${source}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message
		}], { cause: error });
	}
}
function builds(source) {
	return {
		code: "no-source",
		message: `--source "${source}" is not a zip, and plan builds nothing`,
		hint: "give the zip that `package --out` has written"
	};
}

// src/cli/plan-online.ts
async function planOnline(occasion, inputs, ports) {
	const { environment, version } = occasion;
	const session = {
		run: (require_open_session()).runId(ports.env),
		environment,
		version,
		neededMs: (require_guard()).longestRun(environment)
	};
	const aws = (require_open_session()).openSession({
		...session,
		access: "read"
	}, inputs, ports);
	const planPorts = {
		aws,
		clock: ports.clock,
		signal: ports.signal
	};
	try {
		if (inputs.of === "deploy") return await planDeployment(await deployRequest(occasion, inputs, ports), planPorts);
		if (inputs.of === "rollback") return await planRollback({
			environment,
			to: version
		}, planPorts);
		return await planPromotion(promoteRequest(occasion, inputs), {
			...planPorts,
			lint: (bundle) => (require_lint_bundle()).lintFinishedBundle(bundle, occasion.project, ports)
		});
	} finally {
		aws.close();
	}
}
async function deployRequest({ project, environment, named }, { allowOlder, digest, force, source }, ports) {
	const asked = digest && (require_digest_from()).digestFrom(digest);
	const zip = source === void 0 ? void 0 : await plannedZip(source, asked, ports);
	return {
		environment,
		version: project.version,
		versionGiven: project.versionGiven,
		allowOlder,
		sources: environment.after.map(named),
		commit: project.variables.commit || void 0,
		force,
		digest: asked ?? zip?.digest,
		listing: zip?.listing
	};
}
function promoteRequest({ environment, version, named }, { allowOlder, digest, force, from }) {
	return {
		environment,
		sources: (require_source_names()).sourceNames(environment, from).map(named),
		allowOlder,
		version,
		force,
		digest: digest && (require_digest_from()).digestFrom(digest)
	};
}

exports.planOnline = planOnline;
},
"./plan.js"(require, module, exports) {"use strict";
// src/release/plan.ts
function obstacles({ inTheWay, waves }) {
	const rows = waves.flatMap(({ destinations }) => destinations);
	return [...inTheWay, ...rows.flatMap((row) => row.inTheWay)];
}
function atOnce({ maxParallel, maxFailures, failureMode }, failed = 0) {
	if (failureMode === "soft") return maxParallel;
	return Math.max(1, Math.min(maxParallel, maxFailures + 1 - failed));
}

Object.defineProperty(exports, "atOnce", {
  enumerable: true,
  get: function () {
    return atOnce;
  }
});
Object.defineProperty(exports, "obstacles", {
  enumerable: true,
  get: function () {
    return obstacles;
  }
});
},
"./prepare.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_make_folders = () => require("./make-folders.js");
const require_problem = () => require("./problem.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require_paths = () => require("./paths.js");
const require_appspec_place = () => require("./appspec-place.js");
const require__builtin_buffer = () => require("./_builtin_buffer.js");
const require__builtin_zlib$1 = () => require("./_builtin_zlib.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require__builtin_v8$1 = () => require("./_builtin_v8.js");
const require__builtin_vm$1 = () => require("./_builtin_vm.js");
const require_read_named_file = () => require("./read-named-file.js");

// src/bundle/files.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises$1 = (require__builtin_events$1()).require_promises();
const everybody = 292;
async function findFiles(origin, walk) {
	const entries = [];
	const problems = [];
	const tell = (row) => {
		for (const entry of row) entries.push(entry);
		if (problems.length === 0) walk.found?.(row);
	};
	async function walkThrough(folder) {
		await (0, import_promises$1.setImmediate)();
		walk.signal.throwIfAborted();
		let row = [];
		for (const next of inOrder(listFolder(origin, folder, walk), problems)) if ("kind" in next) row.push(next);
		else {
			tell(row);
			row = [];
			await walkThrough(next.folder);
		}
		tell(row);
	}
	await walkThrough("");
	return {
		entries,
		problems
	};
}
function inOrder(found, problems) {
	const all = [];
	for (const one of found) {
		if ("message" in one) problems.push(one);
		else all.push(one);
		if ("kind" in one && one.kind === "directory") all.push({
			folder: one.path,
			path: `${one.path}/`
		});
	}
	return (require_paths()).sortByPath(all);
}
function fileEntry({ path, origin }, stats, platform) {
	const { dev, ino, size, mtimeMs } = stats;
	const kind = "file";
	if (platform === "win32") return {
		kind,
		path,
		origin,
		size,
		mtimeMs,
		dev,
		ino
	};
	return {
		kind,
		path,
		origin,
		size,
		mtimeMs,
		dev,
		ino,
		executable: (stats.mode & 73) !== 0
	};
}
function identityOf({ dev, ino }) {
	return `${dev}:${ino}`;
}
function locationOf({ origin, path }) {
	return origin.isFile ? origin.location : `${origin.location}${import__builtin_path.sep}${path}`;
}
function placeOf({ origin, path }) {
	if (origin.isFile) return origin;
	return {
		location: (0, import__builtin_path.join)(origin.location, path),
		shownAs: (0, import__builtin_path.join)(origin.shownAs, path)
	};
}
function listFolder(origin, folder, walk) {
	const shownAs = (0, import__builtin_path.join)(origin.shownAs, folder);
	let names;
	try {
		names = (0, import__builtin_fs.readdirSync)((0, import__builtin_path.join)(origin.location, folder), { encoding: "buffer" });
	} catch (error) {
		return [unreadable$1("folder", shownAs, error)];
	}
	return names.map((bytes) => {
		const name = (require_paths()).utf8(bytes);
		if (name !== void 0) return look(origin, folder === "" ? name : `${folder}/${name}`, walk);
		const shown = (require_paths()).quoted(bytes.toString("latin1"));
		return problem(shownAs, `${shown} in ${(require_paths()).quoted(shownAs)} has a name that is not UTF-8`);
	}).filter((one) => one !== void 0);
}
function look(origin, path, { rules, leaveOut, platform }) {
	const location = `${origin.location}${import__builtin_path.sep}${path}`;
	const shownAs = () => (0, import__builtin_path.join)(origin.shownAs, path);
	try {
		const stats = (0, import__builtin_fs.lstatSync)(location);
		if (leaveOut.has(identityOf(stats))) return void 0;
		const kind = kindOf(stats);
		if (rules.leftOutBy(path, kind ?? "file") !== void 0) return void 0;
		if (kind === void 0) return problem(shownAs(), `${(require_paths()).quoted(shownAs())} is a ${specialKind(stats)}, not a file`);
		const wrong = (require_paths()).nameProblem(path, kind);
		if (wrong !== void 0) return problem(shownAs(), `${(require_paths()).quoted(shownAs())} ${wrong}: it would not arrive on the hosts under that name`);
		if (kind === "directory") return {
			kind,
			path
		};
		if (kind === "file") {
			if ((stats.mode & everybody) !== everybody) (0, import__builtin_fs.accessSync)(location, import__builtin_fs.constants.R_OK);
			return fileEntry({
				path,
				origin
			}, stats, platform);
		}
		const target = (require_paths()).utf8((0, import__builtin_fs.readlinkSync)(location, { encoding: "buffer" }));
		if (target === void 0) return problem(shownAs(), `${(require_paths()).quoted(shownAs())} is a link to a name that is not UTF-8`);
		return {
			kind,
			path,
			target: platform === "win32" ? target.replaceAll("\\", "/") : target
		};
	} catch (error) {
		return unreadable$1("file", shownAs(), error);
	}
}
function kindOf(stats) {
	if (stats.isSymbolicLink()) return "link";
	if (stats.isDirectory()) return "directory";
	return stats.isFile() ? "file" : void 0;
}
function specialKind(stats) {
	if (stats.isSocket()) return "socket";
	return stats.isFIFO() ? "named pipe" : "device";
}
function problem(file, message) {
	return {
		code: "not-packable",
		message,
		file,
		hint: "rename or remove it, or leave it out with bundle.exclude"
	};
}
function unreadable$1(what, shownAs, error) {
	const { code, message } = error;
	const reason = code === "EACCES" || code === "EPERM" ? "permission denied" : code ?? message;
	return {
		code: "not-packable",
		message: `${what} ${(require_paths()).quoted(shownAs)} cannot be read: ${reason}`,
		file: shownAs
	};
}

// src/bundle/leads-out.ts
const outward = "is a link that leads out of its folder, or is behind one";
async function leadsOut(named, folder) {
	if (!isWithin(named, folder)) return false;
	return !isWithin(await (0, import_promises.realpath)(named), await (0, import_promises.realpath)(folder));
}
function isWithin(path, folder) {
	const way = (0, import__builtin_path.relative)(folder, path);
	return !(0, import__builtin_path.isAbsolute)(way) && way.split(import__builtin_path.sep)[0] !== "..";
}

// src/bundle/copy-links.ts
function copyLinks({ entries, problems }, links = "keep") {
	if (links === "keep") return {
		entries,
		problems
	};
	const byPath = new Map(entries.map((entry) => [entry.path, entry]));
	const targets = new Map(entries.flatMap((entry) => entry.kind === "link" ? [[entry.path, { target: entry.target }]] : []));
	const folders = foldersOf(entries);
	const more = [];
	return {
		entries: entries.map((entry) => {
			if (entry.kind !== "link") return entry;
			const end = (require_paths()).follow(entry.path, targets);
			if (typeof end !== "string") {
				const target = byPath.get(end.path);
				if (target?.kind === "file") return {
					...target,
					path: entry.path,
					origin: {
						...placeOf(target),
						isFile: true
					}
				};
				if (folders.has(end.path)) return entry;
			}
			more.push(cannotCopy(entry.path, entry.target));
			return entry;
		}),
		problems: [...problems, ...more]
	};
}
function foldersOf(entries) {
	const folders = /* @__PURE__ */ new Set([""]);
	for (const { path, kind } of entries) {
		if (kind === "directory") folders.add(path);
		for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) folders.add(path.slice(0, end));
	}
	return folders;
}
function cannotCopy(path, target) {
	return {
		code: "link-not-copied",
		message: `bundle.links: copy cannot copy the link ${(require_paths()).quoted(path)}: ${(require_paths()).quoted(target)} is not packed`,
		file: path,
		hint: "leave the link out with bundle.exclude, or pack its target"
	};
}

// src/bundle/entry-stream.ts
var EntryStream = class {
	#waiting = [];
	#ended;
	#wake = () => void 0;
	add(entries) {
		for (const entry of entries) this.#waiting.push(entry);
		if (entries.length > 0) this.#wake();
	}
	end() {
		this.#ended = {};
		this.#wake();
	}
	fail(error) {
		this.#ended = { error };
		this.#wake();
	}
	async *[Symbol.asyncIterator]() {
		for (;;) {
			if (this.#ended && "error" in this.#ended) throw this.#ended.error;
			const row = this.#waiting;
			this.#waiting = [];
			if (row.length > 0) yield row;
			else if (this.#ended) return;
			else await new Promise((resolve) => this.#wake = resolve);
		}
	}
};
async function lookAhead(rows, enough) {
	const seen = [];
	const others = eachOf(rows);
	while (!enough(seen)) {
		const { value, done } = await others.next();
		if (done) break;
		for (const entry of value) seen.push(entry);
	}
	async function* all() {
		yield seen;
		yield* others;
	}
	return {
		seen,
		all: all()
	};
}
async function* eachOf(rows) {
	yield* rows;
}

// node_modules/ignore/index.js
var require_ignore = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	function makeArray(subject) {
		return Array.isArray(subject) ? subject : [subject];
	}
	const UNDEFINED = void 0;
	const EMPTY = "";
	const SPACE = " ";
	const ESCAPE = "\\";
	const REGEX_LITERAL_SPECIAL = /[.*+?()[\]{}^$|\\/]/;
	const BOM = "\ufeff";
	const REGEX_ANCHORED_GLOBSTAR = /^\/\*{2,}$/;
	const REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
	const REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
	const REGEX_SPLITALL_CRLF = /\r?\n/g;
	const DOUBLE_SLASH = "//";
	const SLASH_CODE = 47;
	const DOT_CODE = 46;
	const SLASH = "/";
	let TMP_KEY_IGNORE = "node-ignore";
	/* istanbul ignore else */
	if (typeof Symbol !== "undefined") TMP_KEY_IGNORE = Symbol.for("node-ignore");
	const KEY_IGNORE = TMP_KEY_IGNORE;
	const define = (object, key, value) => {
		Object.defineProperty(object, key, { value });
		return value;
	};
	const RETURN_FALSE = () => false;
	const POSIX_CLASSES = {
		alnum: "0-9A-Za-z",
		alpha: "A-Za-z",
		blank: " \\t",
		cntrl: "\\x00-\\x1f\\x7f",
		digit: "0-9",
		graph: "!-.0-~",
		lower: "a-z",
		print: " -.0-~",
		punct: "!-.:-@\\[-`{-~",
		space: " \\t\\n\\r",
		upper: "A-Z",
		xdigit: "0-9A-Fa-f"
	};
	const CLASS_MEMBERS_TO_ESCAPE = "\\]^-[";
	const escapeMember = (char) => CLASS_MEMBERS_TO_ESCAPE.indexOf(char) < 0 ? char : ESCAPE + char;
	const NON_SLASH = "(?!\\/)";
	const classSource = (negated, body) => {
		if (negated) return `[^\\/${body}]`;
		const source = `[${body}]`;
		return new RegExp(source).test("/") ? NON_SLASH + source : source;
	};
	const scanBracket = (pattern, start) => {
		const { length } = pattern;
		let index = start + 1;
		let negated = EMPTY;
		const lead = pattern[index];
		if (lead === "!" || lead === "^") {
			negated = "^";
			index++;
		}
		let body = EMPTY;
		let prev = EMPTY;
		for (;;) {
			const char = pattern[index];
			if (char === UNDEFINED) return null;
			if (char === ESCAPE) {
				const escaped = pattern[++index];
				body += escapeMember(escaped);
				prev = escaped;
			} else if (char === "-" && prev && index + 1 < length && pattern[index + 1] !== "]") {
				index++;
				let to = pattern[index];
				if (to === ESCAPE) to = pattern[index += 1];
				if (prev <= to) body += `-${escapeMember(to)}`;
				prev = EMPTY;
			} else if (char === "[" && pattern[index + 1] === ":") {
				const nameStart = index + 2;
				let end = nameStart;
				while (end < length && pattern[end] !== "]") end++;
				if (end === length) return null;
				if (end > nameStart && pattern[end - 1] === ":") {
					const name = pattern.slice(nameStart, end - 1);
					if (!Object.prototype.hasOwnProperty.call(POSIX_CLASSES, name)) return null;
					body += POSIX_CLASSES[name];
					prev = EMPTY;
					index = end;
				} else {
					body += escapeMember("[");
					prev = "[";
					index = nameStart - 2;
				}
			} else {
				body += escapeMember(char);
				prev = char;
			}
			index++;
			if (pattern[index] === "]") return {
				end: index,
				source: classSource(negated, body)
			};
		}
	};
	const NEVER_MATCH = "[]";
	const PLACEHOLDER = "\0";
	const REGEX_RESTORE_PLACEHOLDER = new RegExp(`${PLACEHOLDER}(\\d+)${PLACEHOLDER}`, "g");
	const TRAILING_WILDCARD = "\ue000";
	const TRAILING_DOUBLESTAR = "\ue001";
	const isReserved = (char) => char === PLACEHOLDER || char === TRAILING_WILDCARD || char === TRAILING_DOUBLESTAR;
	const extractBrackets = (pattern) => {
		const sources = [];
		const hold = (source) => `${PLACEHOLDER}${sources.push(source) - 1}${PLACEHOLDER}`;
		const { length } = pattern;
		let out = EMPTY;
		let index = 0;
		while (index < length) {
			const char = pattern[index];
			if (char === ESCAPE) {
				const escaped = pattern[index + 1];
				if (escaped === SLASH && index + 2 === length) out += hold(NEVER_MATCH);
				else if (escaped === "*" || escaped === "[" || escaped === SPACE) out += pattern.slice(index, index + 2);
				else out += hold(REGEX_LITERAL_SPECIAL.test(escaped) ? ESCAPE + escaped : isReserved(escaped) ? `[${escaped}]` : escaped);
				index += 2;
			} else if (isReserved(char)) {
				out += hold(`[${char}]`);
				index++;
			} else if (char === "[") {
				const scanned = scanBracket(pattern, index);
				if (scanned === null) {
					out += hold(NEVER_MATCH);
					index = length;
				} else {
					out += hold(scanned.source);
					index = scanned.end + 1;
				}
			} else {
				out += char;
				index++;
			}
		}
		return {
			source: out,
			sources
		};
	};
	const DIRECT = null;
	const REGEX_INNER_SLASH = /\/(?!$)/;
	const WILDCARD = "[^\\/]*";
	const REPLACERS = [
		[
			/(\\+)( ?)/g,
			(_, run, space) => space ? run.slice(0, run.length - run.length % 2) + SPACE : run,
			"\\ "
		],
		[
			/(^|\/)\*{3,}(?=\/|$)/g,
			(_, start) => `${start}**`,
			"*"
		],
		[/[\\$.|*+(){^]/g, (match) => `\\${match}`],
		[
			/(?!\\)\?/g,
			() => "[^/]",
			"?"
		],
		[
			/^\//,
			() => "^",
			SLASH
		],
		[
			/\//g,
			() => "\\/",
			SLASH
		],
		[
			/^\^*(?:\\\*\\\*\\\/)+/,
			() => "(?:^|\\/)",
			"*"
		],
		[DIRECT, (source, pattern) => {
			if (!source || source[0] === "^" || source[0] === "(") return source;
			return (!REGEX_INNER_SLASH.test(pattern) ? "(?:^|\\/)" : "^") + source;
		}],
		[
			/\\\/\\\*\\\*(?=\\\/|$)/g,
			(_, index, str) => index + 6 < str.length ? str.slice(index + 6) === "\\/" ? "(?:\\/[^\\/]+)+" : "(?:\\/[^\\/]+)*" : `\\/${TRAILING_DOUBLESTAR}`,
			"*"
		],
		[
			/(^|[^\\])(?:\\\*)+(?!$)/g,
			(_, p1) => p1 + WILDCARD,
			"*"
		],
		[
			/(^|[^\\])((?:\\\\)*)\\\*$/,
			(match, p1, p2) => p2 === EMPTY ? p1 + TRAILING_WILDCARD : match,
			"*"
		],
		[
			/\\\\\\(?=[$.|*+(){^])/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\\/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\[([^\]/]*?)($|\])/g,
			(match, range, close) => `\\[${range}${close}`,
			"["
		],
		[DIRECT, (source) => {
			const last = source[source.length - 1];
			if (!last || last === TRAILING_WILDCARD || last === TRAILING_DOUBLESTAR) return source;
			return last === SLASH ? `${source}$` : `${source}(?=$|\\/$)`;
		}]
	];
	const REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\uE000$/;
	const MODE_IGNORE = "regex";
	const MODE_CHECK_IGNORE = "checkRegex";
	const replaceTrailingWildcard = (_, p1) => {
		return `${p1 ? `${p1}[^/]+` : "[^/]*"}(?=$|\\/$)`;
	};
	const REGEX_REPLACE_TRAILING_DOUBLESTAR = /\uE001$/;
	const replaceTrailingDoublestar = () => "[\\s\\S]";
	const separatorAfter = (run, at) => {
		let separator = EMPTY;
		for (let index = at + 1; index < run.length && !run[index].wildcard; index++) separator += run[index].single;
		return separator;
	};
	const pinWildcards = (source) => {
		if (source.indexOf(WILDCARD) < 0) return source;
		const tokens = [];
		const { length } = source;
		let index = 0;
		while (index < length) {
			const char = source[index];
			if (source.startsWith(WILDCARD, index)) {
				tokens.push({ wildcard: true });
				index += 6;
			} else if (char === "[") {
				let end = index + 1;
				if (source[end] === "^") end++;
				if (source[end] === "]") end++;
				while (end < length && source[end] !== "]") end += source[end] === ESCAPE ? 2 : 1;
				end++;
				tokens.push({ single: source.slice(index, end) });
				index = end;
			} else if (char === ESCAPE) {
				tokens.push({ single: source.slice(index, index + 2) });
				index += 2;
			} else if (char === "(") {
				let depth = 0;
				let end = index;
				do {
					if (source[end] === ESCAPE) end++;
					else if (source[end] === "(") depth++;
					else if (source[end] === ")") depth--;
					end++;
				} while (end < length && depth > 0);
				if ("*+?".indexOf(source[end]) >= 0) end++;
				tokens.push({ boundary: source.slice(index, end) });
				index = end;
			} else if (char === "^" || char === "$") {
				tokens.push({ boundary: char });
				index++;
			} else {
				tokens.push({ single: char });
				index++;
			}
		}
		let out = EMPTY;
		let run = [];
		const flush = () => {
			let lastWildcard;
			run.forEach((token, at) => {
				if (token.wildcard) lastWildcard = at;
			});
			run.forEach((token, at) => {
				if (!token.wildcard) {
					out += token.single;
					return;
				}
				out += at === lastWildcard ? WILDCARD : `(?:(?!${separatorAfter(run, at)})[^\\/])*`;
			});
			run = [];
		};
		tokens.forEach((token) => {
			if (token.boundary === void 0) {
				run.push(token);
				return;
			}
			flush();
			out += token.boundary;
		});
		flush();
		return out;
	};
	const makeRegexPrefix = (pattern) => {
		if (REGEX_ANCHORED_GLOBSTAR.test(pattern)) pattern = "**";
		const { source, sources } = extractBrackets(pattern);
		const replaced = REPLACERS.reduce((prev, [matcher, replacer, required]) => {
			if (matcher === DIRECT) return replacer(prev, pattern);
			if (required !== UNDEFINED && prev.indexOf(required) < 0) return prev;
			return matcher.test(prev) ? prev.replace(matcher, replacer.bind(pattern)) : prev;
		}, source);
		return sources.length ? replaced.replace(REGEX_RESTORE_PLACEHOLDER, (match, index) => sources[index]) : replaced;
	};
	const checkSourceOf = (body, prefix) => {
		if (body[body.length - 1] === SLASH) prefix = makeRegexPrefix(body.slice(0, -1));
		const head = prefix.slice(0, -1);
		const last = prefix[prefix.length - 1];
		return last === TRAILING_WILDCARD ? `${head}$` : last === TRAILING_DOUBLESTAR ? head : NEVER_MATCH;
	};
	const matchesBasename = (body) => {
		const index = body.indexOf(SLASH);
		return index < 0 || index === body.length - 1;
	};
	const basenameOf = (path) => {
		const end = path.length - 1;
		const index = path.lastIndexOf(SLASH, path[end] === SLASH ? end - 1 : end);
		return index < 0 ? path : path.slice(index + 1);
	};
	const parentOf = (path) => {
		if (path.charCodeAt(0) === SLASH_CODE || path.indexOf(DOUBLE_SLASH) >= 0) {
			const slices = path.split(SLASH).filter(Boolean);
			slices.pop();
			return slices.length ? slices.join(SLASH) + SLASH : EMPTY;
		}
		const end = path.length - 1;
		const cut = path.lastIndexOf(SLASH, path.charCodeAt(end) === SLASH_CODE ? end - 1 : end);
		return cut < 0 ? EMPTY : path.slice(0, cut + 1);
	};
	const isString = (subject) => typeof subject === "string";
	const checkPattern = (pattern) => pattern && isString(pattern);
	const splitPattern = (pattern) => (pattern[pattern.length - 1] === "\r" ? pattern.slice(0, -1) : pattern).split(REGEX_SPLITALL_CRLF).filter(Boolean);
	var IgnoreRule = class {
		constructor(pattern, mark, body, ignoreCase, negative, prefix) {
			this.pattern = pattern;
			this.mark = mark;
			this.negative = negative;
			define(this, "body", body);
			define(this, "ignoreCase", ignoreCase);
			define(this, "regexPrefix", prefix);
		}
		get _basenameOnly() {
			return define(this, "_basenameOnly", matchesBasename(this.body));
		}
		get regex() {
			const key = "_regex";
			if (this[key]) return this[key];
			return this._make(MODE_IGNORE, key);
		}
		get checkRegex() {
			const key = "_checkRegex";
			if (this[key]) return this[key];
			return this._make(MODE_CHECK_IGNORE, key);
		}
		_make(mode, key) {
			const str = pinWildcards(mode === MODE_IGNORE ? this.regexPrefix.replace(REGEX_REPLACE_TRAILING_WILDCARD, replaceTrailingWildcard).replace(REGEX_REPLACE_TRAILING_DOUBLESTAR, replaceTrailingDoublestar) : checkSourceOf(this.body, this.regexPrefix));
			const regex = this.ignoreCase ? new RegExp(str, "i") : new RegExp(str);
			return define(this, key, regex);
		}
	};
	const hasTrailingBackslash = (str) => {
		let count = 0;
		while (str[str.length - count - 1] === ESCAPE) count++;
		return count % 2 === 1;
	};
	const trimEnd = (body, stripLineEnd) => {
		let lineEnd = body.length;
		let end;
		for (;;) {
			if (stripLineEnd && body[lineEnd - 1] === "\r") lineEnd--;
			end = lineEnd;
			while (body[end - 1] === SPACE) end--;
			if (!stripLineEnd || body[end - 1] !== "\n") break;
			lineEnd = end - 1;
		}
		if (end === lineEnd) return body.slice(0, lineEnd);
		let backslashes = 0;
		while (body[end - backslashes - 1] === ESCAPE) backslashes++;
		return backslashes % 2 ? body.slice(0, end - 1) + SPACE : body.slice(0, end);
	};
	const createRule = (pattern, mark, ignoreCase, stripLineEnd, stripBOM) => {
		let body = stripBOM && pattern[0] === BOM ? pattern.slice(1) : pattern;
		if (body[0] === "#") return;
		let negative = false;
		if (body[0] === "!") {
			negative = true;
			body = body.slice(1);
		}
		const last = body[body.length - 1];
		if (last === SPACE || stripLineEnd && (last === "\r" || last === "\n")) body = trimEnd(body, stripLineEnd);
		if (!body || hasTrailingBackslash(body)) return;
		body = body.replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, "!").replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, "#");
		const regexPrefix = makeRegexPrefix(body);
		return new IgnoreRule(pattern, mark, body, ignoreCase, negative, regexPrefix);
	};
	var RuleManager = class {
		constructor(ignoreCase) {
			this._ignoreCase = ignoreCase;
			this._rules = [];
			this._basenameCount = 0;
		}
		_add(pattern, index) {
			if (pattern && pattern[KEY_IGNORE]) {
				this._rules = this._rules.concat(pattern._rules._rules);
				this._basenameCount += pattern._rules._basenameCount;
				this._added = true;
				return;
			}
			const isStr = isString(pattern);
			const raw = isStr ? pattern : pattern.pattern;
			const rule = checkPattern(raw) && createRule(raw, isStr ? UNDEFINED : pattern.mark, this._ignoreCase, !this._split, this._stripBOM && !index);
			if (rule) {
				this._added = true;
				this._rules.push(rule);
				if (matchesBasename(rule.body)) this._basenameCount++;
			}
		}
		add(pattern) {
			this._added = false;
			this._split = isString(pattern);
			this._stripBOM = !this._split || pattern[0] === BOM;
			makeArray(this._split ? splitPattern(pattern) : pattern).forEach(this._add, this);
			if (this._added) this._literalRules = UNDEFINED;
			return this._added;
		}
		testLiteral(path) {
			const rules = this._literalRules || (this._literalRules = this._rules.filter(({ body }) => body[body.length - (body[body.length - 1] === SLASH ? 2 : 1)] === "*"));
			let ignored = false;
			let unignored = false;
			let matchedRule;
			for (let index = rules.length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule.checkRegex.test(path)) {
					ignored = !rule.negative;
					unignored = rule.negative;
					matchedRule = rule.negative ? UNDEFINED : rule;
					break;
				}
			}
			const ret = {
				ignored,
				unignored
			};
			if (matchedRule) ret.rule = matchedRule;
			return ret;
		}
		test(path, mode) {
			const rules = this._rules;
			const { length } = rules;
			const shortcut = this._basenameCount * 2 >= length;
			const basename = shortcut ? basenameOf(path) : path;
			for (let index = length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule[mode].test(shortcut && rule._basenameOnly ? basename : path)) {
					const { negative } = rule;
					const ret = {
						ignored: !negative,
						unignored: negative
					};
					if (!negative) ret.rule = rule;
					return ret;
				}
			}
			return {
				ignored: false,
				unignored: false
			};
		}
	};
	const throwError = (message, Ctor) => {
		throw new Ctor(message);
	};
	const checkPath = (path, originalPath, doThrow) => {
		if (!isString(path)) return doThrow(`path must be a string, but got \`${originalPath}\``, TypeError);
		if (!path) return doThrow(`path must not be empty`, TypeError);
		if (checkPath.isNotRelative(path)) return doThrow(`path should be a \`path.relative()\`d string, but got "${originalPath}"`, RangeError);
		return true;
	};
	const isNotRelative = (path) => {
		const first = path.charCodeAt(0);
		if (first === SLASH_CODE) return true;
		if (first !== DOT_CODE) return false;
		if (path.length === 1) return true;
		const second = path.charCodeAt(1);
		if (second === SLASH_CODE) return true;
		if (second !== DOT_CODE) return false;
		return path.length === 2 || path.charCodeAt(2) === SLASH_CODE;
	};
	checkPath.isNotRelative = isNotRelative;
	/* istanbul ignore next */
	checkPath.convert = (p) => p;
	const convertPath = (target) => isString(target) && checkPath.convert(target);
	var Ignore = class {
		constructor({ ignorecase = true, ignoreCase = ignorecase, allowRelativePaths = false } = {}) {
			define(this, KEY_IGNORE, true);
			this._rules = new RuleManager(ignoreCase);
			this._strictPathCheck = !allowRelativePaths;
			this._initCache();
		}
		_initCache() {
			this._ignoreCache = Object.create(null);
			this._testCache = Object.create(null);
		}
		add(pattern) {
			if (this._rules.add(pattern)) this._initCache();
			return this;
		}
		addPattern(pattern) {
			return this.add(pattern);
		}
		_test(originalPath, cache, path) {
			checkPath(path, originalPath, this._strictPathCheck ? throwError : RETURN_FALSE);
			return path ? this._t(path, cache) : {
				ignored: false,
				unignored: false
			};
		}
		checkIgnore(target) {
			const path = convertPath(target);
			if (!path || path.charCodeAt(path.length - 1) !== SLASH_CODE) return this._test(target, this._testCache, path);
			const dir = this._t(path, this._testCache);
			if (dir.ignored) return dir;
			const literal = this._rules.testLiteral(path);
			return literal.ignored || literal.unignored ? literal : dir;
		}
		_t(path, cache) {
			if (path in cache) return cache[path];
			const parentPath = parentOf(path);
			const parent = parentPath ? this._t(parentPath, cache) : UNDEFINED;
			return cache[path] = parent && parent.ignored ? parent : this._rules.test(path, MODE_IGNORE);
		}
		ignores(path) {
			return this._test(path, this._ignoreCache, convertPath(path)).ignored;
		}
		createFilter() {
			return (path) => !this.ignores(path);
		}
		filter(paths) {
			return makeArray(paths).filter(this.createFilter());
		}
		test(path) {
			return this._test(path, this._testCache, convertPath(path));
		}
	};
	const factory = (options) => new Ignore(options);
	const isPathValid = (path) => checkPath(convertPath(path), path, RETURN_FALSE);
	/* istanbul ignore next */
	const setupWindows = () => {
		const makePosix = (str) => /^\\\\\?\\/.test(str) || /["<>|\u0000-\u001F]+/u.test(str) ? str : str.replace(/\\/g, "/");
		checkPath.convert = makePosix;
		const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
		checkPath.isNotRelative = (path) => REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path) || isNotRelative(path);
	};
	/* istanbul ignore next */
	if (typeof process !== "undefined" && process.platform === "win32") setupWindows();
	module.exports = factory;
	factory.default = factory;
	module.exports.isPathValid = isPathValid;
	define(module.exports, Symbol.for("setupWindows"), setupWindows);
}));

// src/bundle/ignore-rules.ts
var import_ignore = /* @__PURE__ */ (require_rolldown_runtime()).__toESM(require_ignore(), 1);
const ignoreFile = ".codedeployignore";
const noFollow = import__builtin_fs.constants.O_RDONLY | (import__builtin_fs.constants.O_NOFOLLOW ?? 0);
async function readIgnoreRules(root, { exclude, shownAs }) {
	const rules = (0, import_ignore.default)({ ignorecase: false });
	const text = await readIgnoreFile((0, import__builtin_path.join)(root, ignoreFile), `${shownAs}/${ignoreFile}`);
	rules.add(text);
	rules.add(exclude);
	const isEmpty = text === "" && exclude.length === 0;
	return { leftOutBy(path, kind) {
		const name = path.slice(path.lastIndexOf("/") + 1);
		if (name === ".git" || path === ignoreFile) return name;
		if (isEmpty) return void 0;
		const result = rules.test(kind === "directory" ? `${path}/` : path);
		return result.ignored ? result.rule?.pattern ?? "" : void 0;
	} };
}
const reasons = {
	ELOOP: "is a symbolic link, which is not followed",
	ENOTSUP: "is not a file"
};
function notAFile() {
	return Object.assign(/* @__PURE__ */ new Error("it is not a file"), { code: "ENOTSUP" });
}
async function readIgnoreFile(path, shownAs) {
	try {
		const stats = await (0, import_promises.lstat)(path);
		if (!stats.isFile() && !stats.isSymbolicLink()) throw notAFile();
		return (await (0, import_promises.readFile)(path, {
			encoding: "utf8",
			flag: noFollow
		})).replace(/^\ufeff/, "");
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT") return "";
		const why = reasons[code ?? ""] ?? "cannot be read";
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message: `"${ignoreFile}" ${why} (${code})`,
			file: shownAs
		}], { cause: error });
	}
}

// src/bundle/windows-modes.ts
async function withHooksExecutable(entries) {
	const hooks = new Set(await hookScripts(entries));
	return entries.map((entry) => entry.kind === "file" && hooks.has(entry.path) ? {
		...entry,
		executable: true
	} : entry);
}
async function hookScripts(entries) {
	const appspec = entries.find(({ path }) => path === (require_appspec_place()).appspecName);
	if (appspec?.kind !== "file") return [];
	const { spec } = (require__builtin_buffer()).examineAppSpec(await (0, import_promises.readFile)(placeOf(appspec).location));
	return [...spec?.hooks.values() ?? []].flat().map(({ location }) => (require_paths()).inBundle(location));
}

// src/bundle/central-directory.ts
var import__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_zlib$1()).require__builtin_zlib(), 1);
const pageSize = 262144;
var CentralDirectory = class {
	#pages = [];
	#room = Buffer.alloc(0);
	#entries = 0;
	add(entry) {
		const header = (require_paths()).centralHeader(entry);
		if (header.length > this.#room.length) {
			this.#endPage();
			this.#room = Buffer.allocUnsafeSlow(Math.max(pageSize, header.length));
			this.#pages.push(this.#room);
		}
		header.copy(this.#room);
		this.#room = this.#room.subarray(header.length);
		this.#entries += 1;
	}
	async appendTo(zip) {
		this.#endPage();
		const offset = zip.size;
		for (const page of this.#pages) await zip.append(page);
		await zip.append((require_paths()).endRecords({
			entries: this.#entries,
			offset,
			size: zip.size - offset
		}));
	}
	#endPage() {
		const page = this.#pages.pop();
		if (page) this.#pages.push(page.subarray(0, page.length - this.#room.length));
		this.#room = Buffer.alloc(0);
	}
};

// src/bundle/deflate.ts
const blockSize = 262144;
const level = 6;
const windowSize = 32768;
const worthAThread = 16384;
function deflateBlock(block, { before, last }) {
	const options = optionsFor(block, {
		before,
		last
	});
	return block.length < worthAThread ? Promise.resolve([(0, import__builtin_zlib.deflateRawSync)(block, options)]) : inPool(block, options);
}
function deflateAtOnce(file) {
	const pieces = [];
	let at = 0;
	do {
		const block = file.subarray(at, at + blockSize);
		const before = at === 0 ? void 0 : file.subarray(at - windowSize, at);
		at += block.length;
		pieces.push((0, import__builtin_zlib.deflateRawSync)(block, optionsFor(block, {
			before,
			last: at === file.length
		})));
	} while (at < file.length);
	return pieces;
}
function optionsFor(block, { before, last }) {
	return {
		level,
		finishFlush: last ? import__builtin_zlib.constants.Z_FINISH : import__builtin_zlib.constants.Z_SYNC_FLUSH,
		chunkSize: block.length + 1024,
		...before && { dictionary: before }
	};
}
function inPool(block, options) {
	return new Promise((resolve, reject) => {
		const pieces = [];
		(0, import__builtin_zlib.createDeflateRaw)(options).on("data", (piece) => pieces.push(piece)).on("end", () => resolve(pieces)).on("error", reject).end(block);
	});
}

// src/bundle/read-blocks.ts
function* readBlocks(file, { blockSize, buffer }) {
	const descriptor = openFile(file);
	try {
		let left = file.size;
		do {
			const block = buffer(Math.min(blockSize, left));
			const length = fill(block, descriptor, file);
			left -= length;
			if (length < block.length || left === 0 && !isSame(descriptor, file)) throw changed(file);
			yield block;
		} while (left > 0);
	} finally {
		(0, import__builtin_fs.closeSync)(descriptor);
	}
}
function changed(file) {
	const { shownAs } = placeOf(file);
	const message = `file ${(require_paths()).quoted(shownAs)} changed while it was packaged`;
	return new (require_problem()).UsageError([{
		code: "bundle-changed",
		message,
		file: shownAs,
		hint: "is the build still writing, or another job using this folder?"
	}]);
}
function openFile(file) {
	try {
		return (0, import__builtin_fs.openSync)(locationOf(file), import__builtin_fs.constants.O_RDONLY | (import__builtin_fs.constants.O_NOFOLLOW ?? 0));
	} catch (error) {
		const { code } = error;
		throw code === "ENOENT" || code === "ELOOP" ? changed(file) : unreadable(file, error);
	}
}
function unreadable(file, cause) {
	const { shownAs } = placeOf(file);
	const { code } = cause;
	const message = `file ${(require_paths()).quoted(shownAs)} cannot be read: ${code}`;
	return new (require_problem()).UsageError([{
		code: "not-packable",
		message,
		file: shownAs
	}], { cause });
}
function isSame(descriptor, { size, mtimeMs, dev, ino }) {
	const now = (0, import__builtin_fs.fstatSync)(descriptor);
	return now.size === size && now.mtimeMs === mtimeMs && now.dev === dev && now.ino === ino;
}
function fill(block, descriptor, file) {
	let length = 0;
	try {
		while (length < block.length) {
			const read = (0, import__builtin_fs.readSync)(descriptor, block, length, block.length - length, null);
			if (read === 0) break;
			length += read;
		}
	} catch (error) {
		throw unreadable(file, error);
	}
	return length;
}

// src/bundle/entry-blocks.ts
function* fileBlocks(entry, buffer) {
	const blocks = readBlocks(entry, {
		blockSize,
		buffer
	});
	const sha256 = (0, import__builtin_crypto.createHash)("sha256");
	const before = Buffer.alloc(windowSize);
	let facts = {
		mode: 0,
		size: 0,
		crc32: 0
	};
	for (const raw of blocks) {
		const first = facts.size === 0;
		sha256.update(raw);
		facts = {
			mode: first ? modeOf(entry, raw) : facts.mode,
			size: facts.size + raw.length,
			crc32: (0, import__builtin_zlib.crc32)(raw, facts.crc32)
		};
		const last = facts.size === entry.size;
		const deflated = deflateQuietly(raw, {
			last,
			before: first ? void 0 : before
		});
		if (!last) raw.copy(before, 0, raw.length - windowSize);
		const block = {
			entry,
			first,
			raw,
			deflated
		};
		yield last ? {
			...block,
			facts: {
				...facts,
				sha256: sha256.digest("hex")
			}
		} : block;
	}
}
function deflateQuietly(...block) {
	const deflated = deflateBlock(...block);
	deflated.catch(() => {});
	return deflated;
}
function modeOf(entry, start) {
	return (entry.kind === "file" ? entry.executable : void 0) ?? start.toString("latin1", 0, 2) === "#!" ? 493 : 420;
}

// src/bundle/pack-batch.ts
const largestWhole = (require_lint_bundle()).largestLinted;
const mebibyte = 1048576;
let fileRoom = Buffer.alloc(0);
function packBatch(entries, spare) {
	const room = roomFor(entries, spare);
	const records = [];
	const modes = [];
	const toLookAt = [];
	let used = 0;
	for (const [index, entry] of entries.entries()) {
		const { path, kind } = entry;
		const raw = bytesOf(entry);
		const mode = modeFor[kind] ?? modeOf(entry, raw);
		const { method, data } = packed(entry, raw);
		const facts = {
			crc32: (0, import__builtin_zlib.crc32)(raw),
			compressedSize: lengthOf(data),
			size: raw.length
		};
		used += (require_paths()).localHeader({
			path,
			kind,
			method,
			...facts
		}).copy(room, used);
		for (const piece of data) used += piece.copy(room, used);
		records.push((require_lint_bundle()).digestRecord({
			path,
			kind,
			mode,
			sha256: (0, import__builtin_crypto.hash)("sha256", raw, "hex")
		}));
		modes.push(mode);
		if (kind === "file" && (require_lint_bundle()).mayConcernLint(path, raw)) toLookAt.push(index);
	}
	return {
		bytes: room.subarray(0, used),
		digested: together(records),
		modes,
		toLookAt
	};
}
function roomFor(entries, spare) {
	const most = entries.reduce((sum, entry) => sum + mostOf(entry), 0);
	if (spare && spare.byteLength >= most) return Buffer.from(spare);
	return Buffer.allocUnsafeSlow(Math.ceil(most / mebibyte) * mebibyte);
}
function mostOf(entry) {
	const size = entry.kind === "link" ? Buffer.byteLength(entry.target) : sizeOf(entry);
	return (require_paths()).localHeaderSize({
		path: entry.path,
		kind: entry.kind,
		size
	}) + size;
}
function packed(entry, raw) {
	const smaller = entry.kind === "file" && raw.length > 0 ? deflateAtOnce(raw) : [raw];
	return lengthOf(smaller) < raw.length ? {
		method: 8,
		data: smaller
	} : {
		method: 0,
		data: [raw]
	};
}
function lengthOf(pieces) {
	return pieces.reduce((sum, { length }) => sum + length, 0);
}
function together(pieces) {
	const data = Buffer.allocUnsafeSlow(lengthOf(pieces));
	let at = 0;
	for (const piece of pieces) at += piece.copy(data, at);
	return data;
}
const modeFor = {
	link: 511,
	directory: 493
};
function sizeOf(entry) {
	return entry.kind === "file" ? entry.size : 0;
}
function bytesOf(entry) {
	if (entry.kind === "directory") return Buffer.alloc(0);
	if (entry.kind === "link") return Buffer.from(entry.target);
	const [only = Buffer.alloc(0)] = readBlocks(entry, {
		blockSize: largestWhole,
		buffer: (size) => {
			if (fileRoom.length < size) fileRoom = Buffer.allocUnsafeSlow(size);
			return fileRoom.subarray(0, size);
		}
	});
	return only;
}

// src/bundle/pack-parts.ts
const batchBytes = 1048576;
const batchEntries = 512;
async function* partsOf(rows) {
	let batch = [];
	let bytes = 0;
	for await (const row of rows) for (const entry of row) {
		const size = entry.kind === "file" ? entry.size : 0;
		const isLarge = size > largestWhole;
		if (batch.length > 0 && (isLarge || bytes + size > batchBytes || batch.length === batchEntries)) {
			yield { batch };
			[batch, bytes] = [[], 0];
		}
		if (isLarge && entry.kind === "file") yield { file: entry };
		else batch.push(entry);
		bytes += isLarge ? 0 : size;
	}
	if (batch.length > 0) yield { batch };
}
async function* packedAhead(parts, { parallel, pack }) {
	const ahead = [];
	for await (const part of parts) {
		ahead.push("batch" in part ? begun(part.batch, parallel > 0, pack) : part);
		if (ahead.length > 2 * parallel) yield ahead.shift();
	}
	yield* ahead;
}
function begun(batch, atOnce, pack) {
	if (!atOnce) return {
		batch,
		packed: () => pack(batch)
	};
	const packed = pack(batch);
	packed.catch(() => {});
	return {
		batch,
		packed: () => packed
	};
}

// src/bundle/pack-program.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
const packProgram = {
	"text": "let node_worker_threads = require(\"node:worker_threads\");\nlet node_crypto = require(\"node:crypto\");\nlet node_zlib = require(\"node:zlib\");\nlet node_fs = require(\"node:fs\");\nlet node_path = require(\"node:path\");\n\n// src/problem.ts\n/** Usage, configuration, AppSpec file or bundle are wrong: exit code 2. Carries every mistake that was found. */\nvar UsageError = class extends Error {\n	problems;\n	constructor(problems, options) {\n		super(problems.map(saidOf).join(\"\\n\"), options);\n		this.name = \"UsageError\";\n		this.problems = problems;\n	}\n};\n/** `retail/eu-west-1: no such group`: the message after the destination it is about. */\nfunction saidOf({ destination, message }) {\n	return destination === void 0 ? message : `${destination}: ${message}`;\n}\n\n// src/lint/checks/secret-patterns.ts\n/** What others published; private keys in it are for its tests. */\nconst vendored = /(?:^|\\/)(?:node_modules|bower_components|site-packages|vendor)\\//;\nconst example = /EXAMPLE/;\nfunction isVendored(path) {\n	return vendored.test(path);\n}\n/** Kinds of secrets in a text, each with where the first of it stands. */\nfunction secretsIn(text) {\n	const found = [];\n	for (const [pattern, what] of patterns) {\n		const index = firstOf(pattern, text);\n		if (index !== void 0) found.push({\n			what,\n			index\n		});\n	}\n	return found;\n}\n/** Asked of every file: matchAll() would copy the pattern each time. */\nfunction firstOf(pattern, text) {\n	pattern.lastIndex = 0;\n	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) if (!example.test(match[0])) return match.index;\n}\nconst patterns = [\n	[/-----BEGIN (?:[A-Z]{1,16} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g, \"a private key\"],\n	[/(?<![A-Za-z0-9/+=])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9/+=])/g, \"an AWS access key\"],\n	[/aws_?secret_?access_?key[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi, \"an AWS secret key\"],\n	[/_authToken\\s{0,8}=\\s{0,8}[\\w-]{20,}/g, \"an npm token\"],\n	[/\\bgh[pousr]_[A-Za-z0-9]{36}\\b/g, \"a GitHub token\"]\n];\n\n// src/lint/first-look.ts\n/** Larger files are no scripts, and secrets are not looked for in them. */\nconst largestLinted = 1048576;\n/**\n* Whether the content of a file can have findings by itself: it may be a script, or holds what looks like a secret. Asked while\n* files are packed, so that lint need not unpack all of them again.\n*/\nfunction mayConcernLint(path, bytes) {\n	if (bytes.length === 0 || bytes.length > 1048576 || isVendored(path)) return false;\n	return mayBeScript(bytes) || secretsIn(bytes.toString(\"latin1\")).length > 0;\n}\n/** It begins with `#!`, maybe behind a byte order mark of whatever encoding. */\nfunction mayBeScript(bytes) {\n	const [first = 0] = bytes;\n	return first === 35 && bytes[1] === 33 || first === 239 || first === 255 || first === 254;\n}\n\n// src/bundle/deflate.ts\n/** Files are deflated in blocks of this many bytes, each on its own, so that all threads of libuv's pool work at once. */\nconst blockSize = 262144;\nconst level = 6;\n/** How far deflate looks back. */\nconst windowSize = 32768;\n/** All blocks of a file that is in memory, one after the other, in this thread. */\nfunction deflateAtOnce(file) {\n	const pieces = [];\n	let at = 0;\n	do {\n		const block = file.subarray(at, at + blockSize);\n		const before = at === 0 ? void 0 : file.subarray(at - windowSize, at);\n		at += block.length;\n		pieces.push((0, node_zlib.deflateRawSync)(block, optionsFor(block, {\n			before,\n			last: at === file.length\n		})));\n	} while (at < file.length);\n	return pieces;\n}\nfunction optionsFor(block, { before, last }) {\n	return {\n		level,\n		finishFlush: last ? node_zlib.constants.Z_FINISH : node_zlib.constants.Z_SYNC_FLUSH,\n		chunkSize: block.length + 1024,\n		...before && { dictionary: before }\n	};\n}\n\n// src/bundle/digest.ts\nconst headSize = 7;\nconst hashSize = 32;\n/** What the digest takes in of an entry. */\nfunction digestRecord({ kind, mode, path, sha256 }) {\n	const length = Buffer.byteLength(path);\n	const record = Buffer.allocUnsafe(headSize + length + hashSize);\n	record.write(kind.slice(0, 1), \"latin1\");\n	record.writeUInt16BE(mode ?? 65535, 1);\n	record.writeUInt32BE(length, 3);\n	record.write(path, headSize);\n	record.write(sha256, headSize + length, \"hex\");\n	return record;\n}\n\n// src/bundle/names.ts\n/** A name for people to read: in quotes, with control characters spelt out. */\nfunction quoted(name) {\n	return JSON.stringify(name).replace(/[\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]/g, escaped);\n}\nfunction escaped(character) {\n	return `\\\\u${character.charCodeAt(0).toString(16).padStart(4, \"0\")}`;\n}\n\n// src/bundle/files.ts\n/** Where a file is read: absolute. */\nfunction locationOf({ origin, path }) {\n	return origin.isFile ? origin.location : `${origin.location}${node_path.sep}${path}`;\n}\n/** The same, and for people. */\nfunction placeOf({ origin, path }) {\n	if (origin.isFile) return origin;\n	return {\n		location: (0, node_path.join)(origin.location, path),\n		shownAs: (0, node_path.join)(origin.shownAs, path)\n	};\n}\n\n// src/bundle/read-blocks.ts\n/**\n* A file's bytes, one full buffer after the other and at least one; `buffer` gives an empty one of the size asked for.\n* UsageError if the file cannot be read, or is no longer the one that was found.\n*\n* Reads block: as jobs of libuv's pool they would wait behind deflate, which keeps its four threads busy, and packing\n* takes twice as long.\n*/\nfunction* readBlocks(file, { blockSize, buffer }) {\n	const descriptor = openFile(file);\n	try {\n		let left = file.size;\n		do {\n			const block = buffer(Math.min(blockSize, left));\n			const length = fill(block, descriptor, file);\n			left -= length;\n			if (length < block.length || left === 0 && !isSame(descriptor, file)) throw changed(file);\n			yield block;\n		} while (left > 0);\n	} finally {\n		(0, node_fs.closeSync)(descriptor);\n	}\n}\nfunction changed(file) {\n	const { shownAs } = placeOf(file);\n	const message = `file ${quoted(shownAs)} changed while it was packaged`;\n	return new UsageError([{\n		code: \"bundle-changed\",\n		message,\n		file: shownAs,\n		hint: \"is the build still writing, or another job using this folder?\"\n	}]);\n}\nfunction openFile(file) {\n	try {\n		return (0, node_fs.openSync)(locationOf(file), node_fs.constants.O_RDONLY | (node_fs.constants.O_NOFOLLOW ?? 0));\n	} catch (error) {\n		const { code } = error;\n		throw code === \"ENOENT\" || code === \"ELOOP\" ? changed(file) : unreadable(file, error);\n	}\n}\nfunction unreadable(file, cause) {\n	const { shownAs } = placeOf(file);\n	const { code } = cause;\n	const message = `file ${quoted(shownAs)} cannot be read: ${code}`;\n	return new UsageError([{\n		code: \"not-packable\",\n		message,\n		file: shownAs\n	}], { cause });\n}\nfunction isSame(descriptor, { size, mtimeMs, dev, ino }) {\n	const now = (0, node_fs.fstatSync)(descriptor);\n	return now.size === size && now.mtimeMs === mtimeMs && now.dev === dev && now.ino === ino;\n}\nfunction fill(block, descriptor, file) {\n	let length = 0;\n	try {\n		while (length < block.length) {\n			const read = (0, node_fs.readSync)(descriptor, block, length, block.length - length, null);\n			if (read === 0) break;\n			length += read;\n		}\n	} catch (error) {\n		throw unreadable(file, error);\n	}\n	return length;\n}\n\n// src/bundle/entry-blocks.ts\n/** Scripts are executable where the file system cannot tell. */\nfunction modeOf(entry, start) {\n	return (entry.kind === \"file\" ? entry.executable : void 0) ?? start.toString(\"latin1\", 0, 2) === \"#!\" ? 493 : 420;\n}\n\n// src/bundle/zip-records.ts\nconst localSignature = 67324752;\n/** Names are UTF-8. */\nconst utf8Flag = 2048;\nconst full32 = 4294967295;\nconst zip64Id = 1;\nconst localSize = 30;\nconst none = Buffer.alloc(0);\nconst dosTime = 0;\nconst dosDate = 33;\n/** The length of an entry's local header, which is known before its compressed size and checksum are. */\nfunction localHeaderSize(entry) {\n	return localSize + nameOf(entry).length + (entry.size >= 4294967295 ? 20 : 0);\n}\n/** Nothing in it depends on where the entry lies in the zip. */\nfunction localHeader(entry) {\n	const name = nameOf(entry);\n	const large = entry.size >= full32;\n	const extra = large ? zip64Extra([entry.size, entry.compressedSize]) : none;\n	const header = Buffer.alloc(localSize + name.length + extra.length);\n	header.writeUInt32LE(localSignature, 0);\n	writeCommon(header, 4, entry, large);\n	header.writeUInt16LE(name.length, 26);\n	header.writeUInt16LE(extra.length, 28);\n	name.copy(header, localSize);\n	extra.copy(header, localSize + name.length);\n	return header;\n}\n/** What local and central header have in common, from \"version needed\" to \"uncompressed size\". */\nfunction writeCommon(into, at, entry, large) {\n	into.writeUInt16LE(large ? 45 : 20, at);\n	into.writeUInt16LE(utf8Flag, at + 2);\n	into.writeUInt16LE(entry.method, at + 4);\n	into.writeUInt16LE(dosTime, at + 6);\n	into.writeUInt16LE(dosDate, at + 8);\n	into.writeUInt32LE(entry.crc32, at + 10);\n	into.writeUInt32LE(large ? full32 : entry.compressedSize, at + 14);\n	into.writeUInt32LE(large ? full32 : entry.size, at + 18);\n}\nfunction zip64Extra(fields) {\n	const extra = Buffer.alloc(4 + 8 * fields.length);\n	extra.writeUInt16LE(zip64Id, 0);\n	extra.writeUInt16LE(8 * fields.length, 2);\n	fields.forEach((field, index) => {\n		extra.writeBigUInt64LE(BigInt(field), 4 + 8 * index);\n	});\n	return extra;\n}\nfunction nameOf({ path, kind }) {\n	return Buffer.from(kind === \"directory\" ? `${path}/` : path);\n}\n\n// src/bundle/pack-batch.ts\n/** Files up to this size are read at once: lint looks into none that is larger. */\nconst largestWhole = largestLinted;\nconst mebibyte = 1048576;\nlet fileRoom = Buffer.alloc(0);\n/** Reads, hashes and deflates entries; the result depends on their bytes alone. `spare` is memory to use, if it is enough. */\nfunction packBatch(entries, spare) {\n	const room = roomFor(entries, spare);\n	const records = [];\n	const modes = [];\n	const toLookAt = [];\n	let used = 0;\n	for (const [index, entry] of entries.entries()) {\n		const { path, kind } = entry;\n		const raw = bytesOf(entry);\n		const mode = modeFor[kind] ?? modeOf(entry, raw);\n		const { method, data } = packed(entry, raw);\n		const facts = {\n			crc32: (0, node_zlib.crc32)(raw),\n			compressedSize: lengthOf(data),\n			size: raw.length\n		};\n		used += localHeader({\n			path,\n			kind,\n			method,\n			...facts\n		}).copy(room, used);\n		for (const piece of data) used += piece.copy(room, used);\n		records.push(digestRecord({\n			path,\n			kind,\n			mode,\n			sha256: (0, node_crypto.hash)(\"sha256\", raw, \"hex\")\n		}));\n		modes.push(mode);\n		if (kind === \"file\" && mayConcernLint(path, raw)) toLookAt.push(index);\n	}\n	return {\n		bytes: room.subarray(0, used),\n		digested: together(records),\n		modes,\n		toLookAt\n	};\n}\nfunction roomFor(entries, spare) {\n	const most = entries.reduce((sum, entry) => sum + mostOf(entry), 0);\n	if (spare && spare.byteLength >= most) return Buffer.from(spare);\n	return Buffer.allocUnsafeSlow(Math.ceil(most / mebibyte) * mebibyte);\n}\n/** The bytes that an entry takes at most. */\nfunction mostOf(entry) {\n	const size = entry.kind === \"link\" ? Buffer.byteLength(entry.target) : sizeOf(entry);\n	return localHeaderSize({\n		path: entry.path,\n		kind: entry.kind,\n		size\n	}) + size;\n}\nfunction packed(entry, raw) {\n	const smaller = entry.kind === \"file\" && raw.length > 0 ? deflateAtOnce(raw) : [raw];\n	return lengthOf(smaller) < raw.length ? {\n		method: 8,\n		data: smaller\n	} : {\n		method: 0,\n		data: [raw]\n	};\n}\nfunction lengthOf(pieces) {\n	return pieces.reduce((sum, { length }) => sum + length, 0);\n}\n/** In memory of its own, which can be handed to another thread. */\nfunction together(pieces) {\n	const data = Buffer.allocUnsafeSlow(lengthOf(pieces));\n	let at = 0;\n	for (const piece of pieces) at += piece.copy(data, at);\n	return data;\n}\nconst modeFor = {\n	link: 511,\n	directory: 493\n};\nfunction sizeOf(entry) {\n	return entry.kind === \"file\" ? entry.size : 0;\n}\nfunction bytesOf(entry) {\n	if (entry.kind === \"directory\") return Buffer.alloc(0);\n	if (entry.kind === \"link\") return Buffer.from(entry.target);\n	const [only = Buffer.alloc(0)] = readBlocks(entry, {\n		blockSize: largestWhole,\n		buffer: (size) => {\n			if (fileRoom.length < size) fileRoom = Buffer.allocUnsafeSlow(size);\n			return fileRoom.subarray(0, size);\n		}\n	});\n	return only;\n}\n\n// src/bundle/pack-worker.ts\n/** What runs in a thread of its own: packs what it is sent, one batch after the other. */\nnode_worker_threads.parentPort?.on(\"message\", ({ entries, spare }) => {\n	const answer = answerTo(entries, spare);\n	const buffers = \"bytes\" in answer ? [answer.bytes.buffer, answer.digested.buffer] : [];\n	node_worker_threads.parentPort?.postMessage(answer, buffers);\n});\nfunction answerTo(entries, spare) {\n	try {\n		return packBatch(entries, spare);\n	} catch (error) {\n		return error instanceof UsageError ? { problems: error.problems } : { error };\n	}\n}\n",
	"sha256": "P07p79BHoyDrsrFALS+RmWyjfOo7sBdWXKT943BtJPo="
};

// src/bundle/packers.ts
const worthThreads = {
	bytes: 8388608,
	entries: 2e3
};
const mostThreads = 4;
const frugal = { maxYoungGenerationSizeMb: 12 };
async function openPackers(entries) {
	const threads = Math.min(mostThreads, (0, import__builtin_os.availableParallelism)());
	return threads > 1 && isWorthThreads(entries) ? threadPackers(threads) : here;
}
function isWorthThreads(entries) {
	const own = entries.map((entry) => entry.kind === "file" ? entry.size : 0).filter((size) => size <= largestWhole);
	return own.reduce((sum, size) => sum + size, 0) >= worthThreads.bytes || own.length >= worthThreads.entries;
}
const here = {
	parallel: 0,
	pack: async (entries) => packBatch(entries),
	takeBack: () => void 0,
	close: async () => void 0
};
async function threadPackers(count) {
	const { Worker } = process.getBuiltinModule("node:worker_threads");
	const options = {
		eval: true,
		env: {},
		execArgv: [],
		resourceLimits: frugal
	};
	const all = Array.from({ length: count }, () => new Worker(packProgram.text, options));
	const idle = [...all];
	const waiting = [];
	const spares = [];
	const failed = new Promise((_, reject) => {
		for (const worker of all) {
			worker.on("error", reject);
			worker.on("exit", () => reject(/* @__PURE__ */ new Error("a packing thread ended by itself")));
		}
	});
	failed.catch(() => void 0);
	async function pack(entries) {
		const worker = await Promise.race([failed, nextFree()]);
		const answer = {};
		const answered = (0, import__builtin_events.once)(worker, "message").then(([packed]) => {
			answer.packed = packed;
		});
		const spare = spares.pop();
		worker.postMessage({
			entries,
			spare
		}, spare ? [spare] : []);
		await Promise.race([failed, answered]);
		hand(worker);
		return batchOf(answer.packed);
	}
	function nextFree() {
		const turn = new Promise((resolve) => waiting.push(resolve));
		hand(idle.pop());
		return turn;
	}
	function hand(worker) {
		if (!worker) return;
		const next = waiting.shift();
		if (next) next(worker);
		else idle.push(worker);
	}
	async function close() {
		waiting.length = 0;
		const free = Promise.all(all.map(nextFree));
		await Promise.race([failed, free]).catch(() => void 0);
		await Promise.all(all.map((worker) => worker.terminate()));
	}
	return {
		parallel: count,
		pack,
		takeBack: ({ bytes }) => void spares.push(bytes.buffer),
		close
	};
}
function batchOf(packed) {
	if ("problems" in packed) throw new (require_problem()).UsageError(packed.problems);
	if ("error" in packed) throw packed.error;
	const { bytes, digested } = packed;
	return {
		...packed,
		bytes: Buffer.from(bytes.buffer, 0, bytes.length),
		digested: Buffer.from(digested.buffer)
	};
}

// src/bundle/young-garbage.ts
var import__builtin_v8 = (require__builtin_v8$1()).require__builtin_v8();
var import__builtin_vm = (require__builtin_vm$1()).require__builtin_vm();
const often = 4194304;
function youngGarbage() {
	let waiting = 0;
	let collect;
	return { told(bytes) {
		waiting += bytes;
		if (waiting < often) return;
		waiting = 0;
		collect ??= collector();
		collect({ type: "minor" });
	} };
}
function collector() {
	(0, import__builtin_v8.setFlagsFromString)("--expose-gc");
	return (0, import__builtin_vm.runInNewContext)("gc");
}

// src/bundle/write-all.ts
async function writeAll(handle, bytes, position) {
	let written = 0;
	while (written < bytes.length) {
		const left = bytes.length - written;
		written += (await handle.write(bytes, written, left, position + written)).bytesWritten;
	}
}

// src/bundle/zip-file.ts
var ZipFile = class {
	#handle;
	#hash = (0, import__builtin_crypto.createHash)("sha256");
	#buffer = Buffer.allocUnsafeSlow(1048576);
	#buffered = 0;
	#written = 0;
	#hashed = 0;
	constructor(handle) {
		this.#handle = handle;
	}
	get size() {
		return this.#written + this.#buffered;
	}
	async append(bytes) {
		if (this.#hashed === this.size) {
			this.#hash.update(bytes);
			this.#hashed += bytes.length;
		}
		if (this.#buffered + bytes.length > this.#buffer.length) await this.#flush();
		if (bytes.length > this.#buffer.length) {
			await writeAll(this.#handle, bytes, this.#written);
			this.#written += bytes.length;
		} else this.#buffered += bytes.copy(this.#buffer, this.#buffered);
	}
	async reserve(size) {
		await this.#flush();
		this.#written += size;
	}
	async rewind(offset) {
		await this.#flush();
		this.#written = offset;
	}
	async fill(offset, bytes) {
		await this.#flush();
		await writeAll(this.#handle, bytes, offset);
		const buffer = this.#buffer;
		while (this.#hashed < this.#written) {
			const length = Math.min(buffer.length, this.#written - this.#hashed);
			const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#hashed);
			if (bytesRead === 0) throw new Error("the zip was cut short while it was written");
			this.#hash.update(buffer.subarray(0, bytesRead));
			this.#hashed += bytesRead;
		}
	}
	async end() {
		await this.#flush();
		await this.#handle.truncate(this.#written);
		return {
			size: this.#written,
			sha256: this.#hash.digest("hex")
		};
	}
	async #flush() {
		await writeAll(this.#handle, this.#buffer.subarray(0, this.#buffered), this.#written);
		this.#written += this.#buffered;
		this.#buffered = 0;
	}
};

// src/bundle/zip-writer.ts
const blocksAhead = 8;
async function writeZip(rows, handle, signal, open = openPackers) {
	const zip = new ZipFile(handle);
	const written = new Written();
	const garbage = youngGarbage();
	const ahead = await lookAhead(rows, isWorthThreads);
	const packers = await open(ahead.seen);
	try {
		for await (const part of packedAhead(partsOf(ahead.all), packers)) {
			signal.throwIfAborted();
			if ("batch" in part) {
				const packed = await part.packed();
				await addBatch(zip, part.batch, packed, written);
				packers.takeBack(packed);
			} else await addFile(zip, part.file, written, garbage);
		}
	} finally {
		await packers.close();
	}
	await written.directory.appendTo(zip);
	const { digest, entries: all, toLookAt } = written;
	return {
		...await zip.end(),
		digest: digest.hex(),
		entries: all,
		toLookAt
	};
}
var Written = class {
	digest = new (require_lint_bundle()).ContentDigest();
	directory = new CentralDirectory();
	entries = [];
	toLookAt = /* @__PURE__ */ new Set();
	add(record, target) {
		const { path, kind, mode, size } = record;
		this.directory.add(record);
		const entry = {
			path,
			kind,
			mode,
			size
		};
		this.entries.push(target === void 0 ? entry : {
			...entry,
			target
		});
	}
};
async function addBatch(zip, batch, { bytes, digested, modes, toLookAt }, written) {
	const start = zip.size;
	await zip.append(bytes);
	written.digest.addRecords(digested);
	let at = 0;
	for (const [index, entry] of batch.entries()) {
		const { method, crc32: checksum, compressedSize, size, end } = (require_paths()).readLocalHeader(bytes, at);
		const { path, kind } = entry;
		const record = {
			path,
			kind,
			mode: modes[index],
			method,
			crc32: checksum,
			compressedSize,
			size,
			offset: start + at
		};
		written.add(record, kind === "link" ? entry.target : void 0);
		at = end;
	}
	for (const index of toLookAt) written.toLookAt.add(batch[index].path);
}
async function addFile(zip, file, written, garbage) {
	const offset = zip.size;
	await zip.reserve(headerRoom(file));
	for (const block of readAhead(file)) {
		for (const piece of await block.deflated) await zip.append(piece);
		garbage.told(block.raw.length);
		if (!block.facts) continue;
		const record = await endParts(zip, file, {
			...block.facts,
			offset
		});
		written.digest.add({
			...record,
			sha256: block.facts.sha256
		});
		written.add(record);
	}
}
async function endParts(zip, entry, facts) {
	const start = facts.offset + headerRoom(entry);
	const method = zip.size - start < facts.size ? 8 : 0;
	if (method === 0) await storeInstead(zip, entry, {
		start,
		crc32: facts.crc32
	});
	const { path, kind } = entry;
	const whole = {
		path,
		kind,
		...facts,
		method,
		compressedSize: zip.size - start
	};
	await zip.fill(facts.offset, (require_paths()).localHeader(whole));
	return whole;
}
async function storeInstead(zip, entry, { start, crc32: expected }) {
	await zip.rewind(start);
	const room = Buffer.allocUnsafeSlow(blockSize);
	const buffer = (size) => room.subarray(0, size);
	let checksum = 0;
	for (const raw of readBlocks(entry, {
		blockSize,
		buffer
	})) {
		checksum = (0, import__builtin_zlib.crc32)(raw, checksum);
		await zip.append(raw);
	}
	if (checksum !== expected) throw changed(entry);
}
function* readAhead(file) {
	const room = Array.from({ length: 10 }, () => Buffer.allocUnsafeSlow(blockSize));
	let turn = 0;
	const buffer = (size) => {
		turn = (turn + 1) % room.length;
		return room[turn].subarray(0, size);
	};
	const blocks = [];
	for (const block of fileBlocks(file, buffer)) {
		blocks.push(block);
		if (blocks.length > blocksAhead) yield blocks.shift();
	}
	yield* blocks;
}
function headerRoom(entry) {
	return (require_paths()).localHeaderSize({
		...entry,
		size: entry.kind === "file" ? entry.size : 0
	});
}

// src/bundle/pack-folder.ts
async function packFolder(work) {
	const { exclude } = work.settings;
	const { location, shownAs } = work.source;
	const rules = await readIgnoreRules(location, {
		exclude,
		shownAs
	});
	const entries = new EntryStream();
	const early = await staysAsFound(work) ? entries : void 0;
	const looking = whatToPack(work, rules, early).then((found) => {
		if (!early) entries.add(found.entries);
		entries.end();
		return found.notes;
	}, (error) => {
		entries.fail(error);
		throw error;
	});
	const writing = writeZip(entries, work.handle, work.signal);
	const [looked, written] = await Promise.allSettled([looking, writing]);
	if (looked.status === "rejected") throw looked.reason;
	if (written.status === "rejected") throw written.reason;
	return {
		...written.value,
		notes: looked.value
	};
}
async function staysAsFound({ settings, source, platform }) {
	if (settings.links === "copy" || settings.appspec !== void 0 || platform === "win32") return false;
	return (await (0, import_promises.lstat)((0, import__builtin_path.join)(source.location, "appspec.yml")).catch(() => void 0))?.isFile() ?? false;
}
async function whatToPack(work, rules, early) {
	const walk = {
		...work,
		rules,
		found: early && ((row) => early.add(row))
	};
	const found = copyLinks(await findFiles(work.source, walk), work.settings.links);
	const placed = await placeAppspec(found.entries, work);
	const problems = [...found.problems, ...placed.problems];
	const atRoot = (require_appspec_place()).findAppspec(placed.entries);
	if (placed.problems.length === 0 && !("path" in atRoot && atRoot.path === "appspec.yml")) problems.push(await whyMissing(atRoot, work, rules));
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	const entries = work.platform === "win32" ? await withHooksExecutable(placed.entries) : placed.entries;
	return {
		...placed,
		entries
	};
}
async function placeAppspec(entries, work) {
	const { settings, cwd, source, platform } = work;
	if (settings.appspec === void 0) return {
		entries,
		problems: [],
		notes: []
	};
	const setting = `bundle.appspec ${(require_paths()).quoted(settings.appspec)}`;
	const problem = (what) => ({
		entries,
		problems: [{
			code: "appspec-conflict",
			message: `${setting} ${what}`
		}],
		notes: []
	});
	const there = entries.find(({ path }) => path === (require_appspec_place()).appspecName);
	if (there?.kind === "directory") return problem(`cannot be placed: "${source.shownAs}" has a folder called ${(require_appspec_place()).appspecName}`);
	try {
		const named = (0, import__builtin_path.resolve)(cwd, settings.appspec);
		const location = await (0, import_promises.realpath)(named);
		if (await leadsOut(named, cwd)) return problem(outward);
		const stats = await (0, import_promises.stat)(location);
		if (!stats.isFile()) return problem("is not a file");
		await (0, import_promises.access)(location, import__builtin_fs.constants.R_OK);
		const shownAs = (0, import__builtin_path.normalize)(settings.appspec);
		const file = fileEntry({
			path: (require_appspec_place()).appspecName,
			origin: {
				location,
				shownAs,
				isFile: true
			}
		}, stats, platform);
		const others = entries.filter((entry) => entry !== there);
		const notes = there && await isOther(there, file, work) ? [replaced(shownAs, work)] : [];
		return {
			entries: (require_paths()).sortByPath([...others, file]),
			problems: [],
			notes
		};
	} catch (error) {
		const { code } = error;
		return problem(code === "ENOENT" ? "does not exist" : `cannot be read: ${code}`);
	}
}
async function isOther(there, file, { source }) {
	if (there.kind !== "file" || there.size !== file.size) return true;
	return !(await (0, import_promises.readFile)((0, import__builtin_path.join)(source.location, there.path))).equals(await (0, import_promises.readFile)(file.origin.location));
}
function replaced(shownAs, { source }) {
	return {
		code: "appspec-conflict",
		message: `"${shownAs}" replaces the ${(require_appspec_place()).appspecName} in "${source.shownAs}", which is different`,
		file: shownAs,
		hint: "remove one of the two, or unset bundle.appspec"
	};
}
async function whyMissing(found, { source }, rules) {
	const pattern = rules.leftOutBy((require_appspec_place()).appspecName, "file");
	if (pattern !== void 0 && await (0, import_promises.lstat)((0, import__builtin_path.join)(source.location, "appspec.yml")).catch(() => false)) return {
		code: "no-appspec",
		message: `${(require_appspec_place()).appspecName} at the root of "${source.shownAs}" is left out by the pattern "${pattern}"`,
		hint: `add "!/${(require_appspec_place()).appspecName}" after it`
	};
	if (!("path" in found)) return {
		...found,
		file: source.shownAs
	};
	const message = `there is no ${(require_appspec_place()).appspecName} at the root of "${source.shownAs}"`;
	const hint = `it is in "${found.wrapper}": set bundle.source to that folder`;
	return {
		code: "no-appspec",
		message,
		file: source.shownAs,
		hint
	};
}

// src/bundle/take-archive.ts
async function takeArchive(work) {
	const { source, handle, signal } = work;
	const { size, sha256 } = await copy(source, handle, signal);
	const zip = {
		handle,
		size,
		shownAs: source.shownAs
	};
	const { entries, digest } = await (require_lint_bundle()).readArchive(zip, signal);
	const found = (require_appspec_place()).findAppspec(entries);
	if (!("path" in found)) throw new (require_problem()).UsageError([{
		...found,
		file: source.shownAs
	}]);
	await checkAppspec(zip, {
		entries,
		path: found.path
	}, work);
	const { wrapper } = found;
	const { exclude, links } = work.settings;
	const notes = [...exclude.length > 0 ? [excludeUnused(source.shownAs)] : [], ...links === "copy" ? [linksUnused(source.shownAs)] : []];
	const made = {
		size,
		sha256,
		digest,
		entries
	};
	if (wrapper === void 0) return {
		...made,
		notes
	};
	return {
		...made,
		wrapper,
		notes: [...notes, inWrapper(wrapper, source.shownAs)]
	};
}
async function copy({ location, shownAs }, to, signal) {
	const unreadable = (error) => {
		const { code } = error;
		const message = `bundle.source "${shownAs}" cannot be read: ${code}`;
		return new (require_problem()).UsageError([{
			code: "no-source",
			message
		}], { cause: error });
	};
	const from = await (0, import_promises.open)(location, "r").catch((error) => {
		throw unreadable(error);
	});
	const hash = (0, import__builtin_crypto.createHash)("sha256");
	const buffer = Buffer.allocUnsafeSlow(1048576);
	try {
		for (let size = 0;;) {
			signal.throwIfAborted();
			const { bytesRead } = await from.read(buffer, 0, buffer.length, size).catch((error) => {
				throw unreadable(error);
			});
			if (bytesRead === 0) return {
				size,
				sha256: hash.digest("hex")
			};
			const piece = buffer.subarray(0, bytesRead);
			hash.update(piece);
			await writeAll(to, piece, size);
			size += bytesRead;
		}
	} finally {
		await from.close();
	}
}
async function checkAppspec(zip, inside, { settings, cwd, source }) {
	if (settings.appspec === void 0) return;
	const setting = `bundle.appspec ${(require_paths()).quoted(settings.appspec)}`;
	const outside = readOutside((0, import__builtin_path.resolve)(cwd, settings.appspec), setting);
	if ((await (await (require_paths()).readerOf(zip, inside.entries)).bytes(inside.path))?.equals(outside)) return;
	throw new (require_problem()).UsageError([{
		code: "appspec-conflict",
		message: `${setting} is not the one in "${source.shownAs}", and a ready-made zip is used as it is`,
		hint: "put it into the zip, or unset bundle.appspec"
	}]);
}
function readOutside(path, setting) {
	try {
		return (require_read_named_file()).readNamedBytes(path);
	} catch (error) {
		const { code, message: why } = error;
		const message = `${setting} cannot be read: ${code ?? why}`;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message
		}], { cause: error });
	}
}
function inWrapper(wrapper, shownAs) {
	return {
		code: "wrapper-folder",
		message: `everything in "${shownAs}" is in the folder ${(require_paths()).quoted(wrapper)}, which hosts strip`,
		file: shownAs,
		hint: "one more file beside that folder, and hosts find no AppSpec file: zip its content instead"
	};
}
function linksUnused(shownAs) {
	return {
		code: "links-unused",
		message: `bundle.links: copy has no effect: "${shownAs}" is a ready-made zip`,
		file: shownAs,
		hint: "package it with the links copied, or unset bundle.links"
	};
}
function excludeUnused(shownAs) {
	return {
		code: "exclude-unused",
		message: `bundle.exclude leaves nothing out of "${shownAs}": a ready-made zip is used as it is`,
		file: shownAs
	};
}

// src/bundle/prepare.ts
async function prepareBundle(settings, context) {
	const { cwd, out, signal } = context;
	signal.throwIfAborted();
	const source = {
		location: (0, import__builtin_path.resolve)(cwd, settings.source),
		shownAs: (0, import__builtin_path.normalize)(settings.source)
	};
	const make = await isFolder(source, cwd) ? packFolder : takeArchive;
	const platform = context.platform ?? process.platform;
	const { notes, ...made } = await writeBeside(out, async (handle, part) => {
		const leaveOut = await identities([...[
			part,
			out,
			(0, import__builtin_path.join)(cwd, ".fanout")
		], ...context.notes === void 0 ? [] : [context.notes]]);
		return make({
			cwd,
			settings,
			source,
			handle,
			leaveOut,
			platform,
			signal
		});
	});
	return {
		bundle: {
			path: out,
			...made
		},
		notes: [...notes, ...(require_paths()).notesOnLinks(made.entries)]
	};
}
async function isFolder({ location, shownAs }, cwd) {
	let stats;
	let isOutward;
	try {
		stats = await (0, import_promises.stat)(location);
		isOutward = await leadsOut(location, cwd);
	} catch (error) {
		const { code } = error;
		const message = `bundle.source "${shownAs}" ${code === "ENOENT" ? "does not exist" : `cannot be read: ${code}`}`;
		throw new (require_problem()).UsageError([{
			code: "no-source",
			message
		}], { cause: error });
	}
	if (stats.isDirectory() && isOutward) {
		const message = `bundle.source "${shownAs}" ${outward}`;
		throw new (require_problem()).UsageError([{
			code: "source-leads-out",
			message,
			hint: "copy what you want to package, for example with cp -RL"
		}]);
	}
	if (stats.isDirectory() || stats.isFile() && /\.zip$/i.test(location)) return stats.isDirectory();
	const hint = "give a folder, whose content is packaged, or a ready-made .zip";
	const message = `bundle.source "${shownAs}" is neither a folder nor a .zip file`;
	throw new (require_problem()).UsageError([{
		code: "no-source",
		message,
		hint
	}]);
}
async function writeBeside(out, write) {
	const part = `${out}.${(0, import__builtin_crypto.randomUUID)()}.part`;
	let handle;
	try {
		(require_make_folders()).makeFolders((0, import__builtin_path.dirname)(out));
		handle = await (0, import_promises.open)(part, "wx+");
		const written = await write(handle, part);
		await handle.close();
		await (0, import_promises.rename)(part, out);
		return written;
	} catch (error) {
		await handle?.close().catch(() => {});
		await (0, import_promises.rm)(part, { force: true });
		throw explained(error, out);
	}
}
function explained(error, out) {
	if (!(error instanceof Error) || !("syscall" in error)) return error;
	const message = `the bundle cannot be written to "${out}": ${error.message.split(", ")[0]}`;
	return new (require_problem()).UsageError([{
		code: "file-unwritable",
		message
	}], { cause: error });
}
async function identities(paths) {
	const found = await Promise.all(paths.map((path) => (0, import_promises.lstat)(path).catch(() => void 0)));
	return new Set(found.filter((stats) => stats !== void 0).map(identityOf));
}

Object.defineProperty(exports, "prepareBundle", {
  enumerable: true,
  get: function () {
    return prepareBundle;
  }
});
},
"./prepared.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");

// src/release/run/prepared.ts
function preparedFrom({ version, digest, commit }, environment, published) {
	const artifacts = (require_project()).allDestinations(environment).map(({ id, bucket }) => {
		const artifact = published.get(bucket);
		if (!artifact) throw new Error(`nothing was published to ${bucket}`);
		return [id, {
			...artifact,
			version,
			digest,
			bucket
		}];
	});
	return {
		artifacts: new Map(artifacts),
		release: {
			version,
			digest
		},
		...(require_defined()).defined({ commit })
	};
}

Object.defineProperty(exports, "preparedFrom", {
  enumerable: true,
  get: function () {
    return preparedFrom;
  }
});
},
"./promote.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_read_history = () => require("./read-history.js");
const require_object_keys = () => require("./object-keys.js");
const require_check_content = () => require("./check-content.js");
const require_publish = () => require("./publish.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_choose_promotion = () => require("./choose-promotion.js");
const require_prepared = () => require("./prepared.js");
const require_run_release = () => require("./run-release.js");
const require_sources = () => require("./sources.js");
const require_digest_from = () => require("./digest-from.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require_open_session = () => require("./open-session.js");
const require_run_on_environment = () => require("./run-on-environment.js");
const require_source_names = () => require("./source-names.js");

// src/release/run/promote-release.ts
async function promote(request, ports) {
	const { force: reason, ...rest } = request;
	const aws = ports.openSources();
	const prepare = async () => {
		const sources = await (require_sources()).readSources(request, aws, ports);
		const { choice, known } = await (require_choose_promotion()).choosePromotion(request, sources, aws);
		await (require_check_content()).checkContent(known, request.digest, ports, ports.lint);
		tellChoice(choice, request, ports);
		return {
			version: choice.version,
			release: (target, { snapshot }) => bring({
				choice,
				known,
				sources
			}, request, {
				aws,
				target,
				snapshot
			}, ports)
		};
	};
	const run = {
		...rest,
		command: "promote",
		...(require_defined()).defined({ reason })
	};
	try {
		return await (require_run_release()).runRelease(run, prepare, ports);
	} finally {
		aws.close();
	}
}
function tellChoice(choice, request, { emit }) {
	for (const problem of (require_choose_promotion()).promotionDoubts(choice)) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	emit({
		kind: "step",
		text: (require_choose_promotion()).howChosen(choice, request)
	});
}
async function bring({ choice, known, sources }, request, { aws, target, snapshot }, ports) {
	const { environment, force, version: wanted } = request;
	const { record } = known;
	if (wanted === void 0 && force === void 0) {
		const key = (require_object_keys()).releaseKey(environment, choice.version, record.digest);
		const isThere = ({ id, bucket }) => (require_read_history()).runsNow(snapshot.get(id), {
			bucket,
			key
		});
		const problems = (require_choose_promotion()).nothingNew(choice, environment, isThere);
		if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
	}
	if (force === void 0) await (require_run_release()).verifyAgain(record, sources, aws, ports);
	const { version, digest, size } = record;
	ports.emit({
		kind: "bundle-ready",
		version,
		digest,
		size,
		reused: true,
		seconds: 0
	});
	const recordBuckets = (require_record_buckets()).recordBucketsOf((require_project()).allDestinations(environment), target);
	const copying = {
		...ports,
		acrossAccounts: true
	};
	const published = await (require_publish()).publishKnown(environment, known, recordBuckets, copying);
	return (require_prepared()).preparedFrom(record, environment, published);
}

// src/cli/commands/promote.ts
async function promoteCommand(inputs, ports) {
	const { version, allowOlder } = inputs;
	return (require_run_on_environment()).runOnEnvironment(inputs, ports, (occasion) => {
		const { project, environment, run, mask } = occasion;
		const sources = (require_source_names()).sourceNames(environment, inputs.from).map((name) => (require_project()).environmentOf(project, name, mask));
		const session = {
			run,
			environment,
			neededMs: 0,
			access: "read"
		};
		return promote({
			environment,
			sources,
			run,
			allowOlder,
			version,
			digest: inputs.digest && (require_digest_from()).digestFrom(inputs.digest),
			force: inputs.force && (require_run_on_environment()).inOneLine(inputs.force)
		}, {
			...occasion.ports,
			openSources: () => (require_open_session()).openSession(session, inputs, ports),
			lint: async (bundle) => {
				for (const problem of await (require_lint_bundle()).lintFinishedBundle(bundle, project, ports)) occasion.ports.emit({
					kind: "notice",
					level: "warning",
					problem
				});
			}
		});
	});
}

exports.promoteCommand = promoteCommand;
},
"./publish.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_open_session = () => require("./open-session.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_find_release = () => require("./find-release.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_unwritable = () => require("./unwritable.js");
const require_record_buckets = () => require("./record-buckets.js");

// src/aws/file-chunks.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
const chunkSize = 262144;
async function* fileChunks(path) {
	for (let from = 0;;) {
		const chunk = await readChunk(path, from);
		if (chunk.length === 0) return;
		from += chunk.length;
		yield chunk;
	}
}
async function readChunk(path, from) {
	const file = await (0, import_promises.open)(path);
	try {
		const chunk = Buffer.allocUnsafe(chunkSize);
		const { bytesRead } = await file.read(chunk, 0, chunkSize, from);
		return chunk.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

// src/release/records/read-once.ts
function readingOnce() {
	const files = /* @__PURE__ */ new Map();
	let folder;
	let count = 0;
	async function download(holder, key, signal) {
		folder ??= (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-copies-")).catch(() => void 0);
		const made = await folder;
		if (made === void 0) return void 0;
		const path = (0, import__builtin_path.join)(made, String(++count));
		await holder.download(key, path, signal);
		return path;
	}
	function fileOf(holder, key, signal) {
		const object = `${holder.bucket}/${key}`;
		const known = files.get(object);
		if (known !== void 0) return known;
		const file = download(holder, key, signal).catch((error) => {
			if ((require_unwritable()).isUnwritable(error)) return void 0;
			files.delete(object);
			throw error;
		});
		files.set(object, file);
		return file;
	}
	return {
		of: (holder) => ({
			...holder,
			async *read(key, signal) {
				const path = await fileOf(holder, key, signal);
				yield* path === void 0 ? holder.read(key, signal) : fileChunks(path);
			}
		}),
		async end() {
			const made = await folder;
			if (made) await (0, import_promises.rm)(made, {
				recursive: true,
				force: true
			});
		}
	};
}

// src/release/records/spread-inside.ts
function spreadInside({ key, record, signal, emit, origin, store }) {
	const firsts = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Set();
	const refused = /* @__PURE__ */ new Set();
	return async (recordBucket) => {
		if (record.size > (require_open_session()).largestCopy) return store(recordBucket, key);
		const account = accountOf(recordBucket.destination);
		const first = firsts.get(account);
		if (!first) {
			const stored = bringFirst(recordBucket);
			firsts.set(account, {
				recordBucket,
				stored
			});
			return stored;
		}
		const { artifacts } = first.recordBucket;
		const [source, found] = await Promise.all([first.stored.catch(() => void 0), recordBucket.artifacts.find(key)]);
		if (!source || found) return store(recordBucket, key);
		return copied(recordBucket, {
			artifacts,
			key,
			eTag: source.eTag
		});
	};
	async function bringFirst(recordBucket) {
		if (!(origin && isReachable(origin, recordBucket.artifacts)) || await recordBucket.artifacts.find(key)) return store(recordBucket, key);
		return copied(recordBucket, origin);
	}
	async function copied(recordBucket, { artifacts, key: sourceKey, eTag }) {
		const where = placeOf(recordBucket, artifacts);
		if (refused.has(where)) return store(recordBucket, key);
		try {
			const from = {
				artifacts,
				key: sourceKey,
				eTag,
				digest: record.digest
			};
			return {
				...await recordBucket.artifacts.copyInside(from, key, record, signal),
				how: "copied"
			};
		} catch (error) {
			if (error instanceof (require_problem()).RefusedError || signal.aborted) throw error;
			const { kind } = (require_open_session()).faultOf(error);
			if (kind !== "conflict") tell(where, error);
			if (kind !== "conflict" && !(require_open_session()).isTransient(kind)) refused.add(where);
			return store(recordBucket, key);
		}
	}
	function tell(where, error) {
		if (said.has(where)) return;
		said.add(where);
		const { message } = (require_open_session()).describeFault(error, { operation: "s3:CopyObject" });
		emit({
			kind: "step",
			text: `S3 does not copy it ${where}, so it goes through this machine: ${message}`
		});
	}
}
function placeOf({ artifacts, destination }, from) {
	const [, id] = accountOf(destination).split(" ");
	return artifacts.owner === from.owner ? `within account ${id}` : `from ${from.bucket} to account ${id}`;
}
function isReachable({ artifacts, acrossAccounts }, target) {
	if (artifacts.partition !== target.partition) return false;
	return acrossAccounts || target.owner !== void 0 && artifacts.owner === target.owner;
}
function accountOf({ partition, account, bucketOwner, kms }) {
	return `${partition} ${bucketOwner ?? account.id ?? account.name}${kms === void 0 ? "" : " encrypted by a key"}`;
}

// src/release/records/publish.ts
async function publishBundle(owner, bundle, record, recordBuckets, ports) {
	return publish(owner, record, recordBuckets, ports, ({ artifacts }, key) => artifacts.upload(key, bundle, ports.signal));
}
async function publishKnown(owner, { owner: theirs, record, holders }, recordBuckets, ports) {
	const from = (require_object_keys()).releaseKey(theirs, record.version, record.digest);
	const found = await holderOf(from, holders);
	if (!found) throw lost(from, record, holders);
	const { acrossAccounts = false } = ports;
	const origin = {
		...found,
		key: from,
		acrossAccounts
	};
	const read = readingFrom(from, [found.artifacts, ...holders]);
	const once = readingOnce();
	const store = async ({ artifacts }, key) => {
		const stored = await read((holder) => {
			const source = recordBuckets.length > 1 ? once.of(holder) : holder;
			return artifacts.copyFrom(source, key, record, ports.signal, from);
		});
		return {
			...stored,
			how: stored.how === "present" ? "present" : "copied"
		};
	};
	try {
		return await publish(owner, record, recordBuckets, {
			...ports,
			origin
		}, store);
	} finally {
		await once.end();
	}
}
async function publish(owner, record, recordBuckets, { clock, emit, signal, origin }, store) {
	const key = (require_object_keys()).releaseKey(owner, record.version, record.digest);
	emit({
		kind: "step",
		text: `bringing the bundle to ${`${recordBuckets.length} ${recordBuckets.length === 1 ? "bucket" : "buckets"}`}`
	});
	const spread = spreadInside({
		key,
		record,
		signal,
		emit,
		origin,
		store
	});
	const published = await (require_record_buckets()).onEachBucket(recordBuckets, "s3:PutObject", async (recordBucket) => {
		signal.throwIfAborted();
		const began = clock.now();
		const { eTag, versionId, how } = await spread(recordBucket);
		await writeRecord(owner, record, recordBucket.artifacts);
		const { bucket } = recordBucket.artifacts;
		const { region } = recordBucket.destination;
		const seconds = (clock.now() - began) / 1e3;
		emit({
			kind: "uploaded",
			bucket,
			region,
			key,
			bytes: record.size,
			how,
			seconds
		});
		return [bucket, {
			key,
			eTag,
			...(require_defined()).defined({ versionId })
		}];
	});
	return new Map(published);
}
async function writeRecord(owner, record, artifacts) {
	const key = (require_object_keys()).releaseRecordKey(owner, record.version);
	const { written } = await artifacts.writeJson(key, record, { ifNoneMatch: true });
	if (written) return;
	const json = await artifacts.readJson(key);
	const theirs = (require_find_release()).readRelease(json?.value, record.version, `s3://${artifacts.bucket}/${key}`);
	if ((require_find_release()).isSame(theirs, record)) return;
	const holders = [artifacts];
	throw (require_find_release()).releasesDiffer(record.version, {
		holders,
		record
	}, {
		holders,
		record: theirs
	});
}
async function holderOf(key, holders) {
	return fromAny(holders, "s3:GetObject", async (artifacts) => {
		const found = await artifacts.find(key);
		return found && {
			artifacts,
			eTag: found.eTag
		};
	});
}
function readingFrom(key, holders) {
	const gone = /* @__PURE__ */ new Map();
	const has = (holder) => holder.find(key).then((found) => found !== void 0, () => false);
	return async (work) => {
		let failed;
		for (const holder of holders) {
			if (gone.has(holder.bucket)) {
				failed ??= gone.get(holder.bucket);
				continue;
			}
			try {
				return await work(holder);
			} catch (error) {
				failed ??= error;
				if (error instanceof (require_problem()).RefusedError || await has(holder)) throw error;
				gone.set(holder.bucket, error);
			}
		}
		throw failed;
	};
}
async function fromAny(holders, operation, work) {
	const problems = [];
	for (const holder of holders) try {
		const found = await work(holder);
		if (found !== void 0) return found;
	} catch (error) {
		const { message, ...rest } = (require_open_session()).describeFault(error, { operation });
		problems.push({
			message: `${message} (bucket ${holder.bucket})`,
			...rest
		});
	}
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
}
function lost(key, { version }, holders) {
	const buckets = holders.map(({ bucket }) => bucket).join(", ");
	return new (require_problem()).RefusedError([{
		code: "zip-missing",
		message: `version "${version}" has a release record, but its zip ${key} is in none of ${buckets}`,
		hint: "it was deleted, perhaps by a lifecycle rule; build a new version"
	}]);
}

Object.defineProperty(exports, "fromAny", {
  enumerable: true,
  get: function () {
    return fromAny;
  }
});
Object.defineProperty(exports, "lost", {
  enumerable: true,
  get: function () {
    return lost;
  }
});
Object.defineProperty(exports, "publishBundle", {
  enumerable: true,
  get: function () {
    return publishBundle;
  }
});
Object.defineProperty(exports, "publishKnown", {
  enumerable: true,
  get: function () {
    return publishKnown;
  }
});
},
"./read-history.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_open_session = () => require("./open-session.js");
const require_problem = () => require("./problem.js");
const require_timing = () => require("./timing.js");
const require_object_keys = () => require("./object-keys.js");
const require_limit = () => require("./limit.js");

// src/release/deployment/group-state.ts
async function takeSnapshot(destinations, aws) {
	const { snapshot, problems } = await readSnapshot(destinations, aws);
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
	return snapshot;
}
async function readSnapshot(destinations, aws, lastSeen = /* @__PURE__ */ new Map()) {
	const problems = [];
	const states = /* @__PURE__ */ new Map();
	await (require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.destinations, async (destination) => {
		let operation = "codedeploy:GetDeploymentGroup";
		const began = (next) => {
			operation = next;
		};
		try {
			states.set(destination.id, await readState(destination, aws, began, lastSeen.get(destination.id)));
		} catch (error) {
			problems.push((require_open_session()).describeFault(error, {
				destination,
				operation
			}));
		}
	});
	return {
		snapshot: states,
		problems
	};
}
async function readState(destination, aws, began, lastSeen = []) {
	const calls = aws.codedeploy(destination);
	const read = async (ids) => ids.length > 0 ? calls.getDeployments(ids, { isPatient: true }) : [];
	const early = read(lastSeen).catch(() => []);
	const group = await calls.getGroup();
	const ids = lastOf(group);
	began("codedeploy:BatchGetDeployments");
	const known = (await early).filter((require_open_session()).isOver);
	const infos = ids.every((id) => known.some(({ deploymentId }) => deploymentId === id)) ? known : await read(ids);
	const { running, attempted } = whatRuns(group, infos);
	const lastId = group.lastAttemptedDeployment?.deploymentId;
	const last = infos.find(({ deploymentId }) => deploymentId === lastId);
	return {
		group,
		...(require_defined()).defined({ last }),
		...running && { running: runningOf(running, infos) },
		...attempted && { attempted: runningOf(attempted, infos) }
	};
}
function lastOf(group) {
	const { lastSuccessfulDeployment, lastAttemptedDeployment } = group;
	const ids = [lastSuccessfulDeployment?.deploymentId, lastAttemptedDeployment?.deploymentId];
	return [...new Set(ids)].filter((id) => id !== void 0);
}
function whatRuns(group, infos) {
	const succeeded = group.lastSuccessfulDeployment?.deploymentId;
	const last = group.lastAttemptedDeployment?.deploymentId;
	const info = infos.find(({ deploymentId }) => deploymentId === last);
	const running = info?.status === "InProgress" && info.instanceTerminationWaitTimeStarted ? last : succeeded;
	return {
		...(require_defined()).defined({ running }),
		...last && last !== running && { attempted: last }
	};
}
function runningOf(deploymentId, infos) {
	const info = infos.find((one) => one.deploymentId === deploymentId);
	if (!info) return {
		deploymentId,
		unknown: true
	};
	const location = info.revision?.s3Location;
	const version = (require_object_keys()).versionOfKey(location?.key);
	const since = info.completeTime;
	const took = since && info.createTime && since.getTime() - info.createTime.getTime();
	const isBlueGreen = info.deploymentStyle?.deploymentType === "BLUE_GREEN";
	return {
		deploymentId,
		...(require_defined()).defined({
			version,
			location,
			since,
			took: isBlueGreen ? void 0 : took
		})
	};
}
function runsNow(state, { bucket, key }) {
	if (!state || state.attempted) return false;
	const { location } = state.running ?? {};
	return location?.bucket === bucket && location.key === key;
}

// src/release/records/read-history.ts
const most = 200;
const steps = [8, 32];
async function readUntil(read, isDecided) {
	for (const count of steps) {
		const told = await read(count);
		if (isDecided(told)) return told;
	}
	return read(most);
}
function historyReader(records, owner, environment) {
	const prefix = (require_object_keys()).runsPrefix(owner, environment);
	const runs = /* @__PURE__ */ new Map();
	let listed;
	async function newest(count) {
		if (!listed || listed.count < count && listed.keys.length >= listed.count) listed = {
			keys: await (require_open_session()).listNewest(records, prefix, count),
			count
		};
		return listed.keys;
	}
	return async (count) => {
		let keys;
		try {
			keys = await newest(count + 1);
		} catch (error) {
			return [(require_open_session()).unread(`the records in s3://${records.bucket}/${prefix} cannot be listed`, error)];
		}
		const history = await (require_limit()).mapLimited(keys.slice(0, count), (require_timing()).timing.atOnce.objects, (stored) => {
			const reading = runs.get(stored.key) ?? (require_open_session()).readRun(records, stored);
			runs.set(stored.key, reading);
			return reading;
		});
		return keys.length > count && count < most ? [...history, older] : history;
	};
}
const older = {
	unread: "older records were not read",
	more: true
};
function historiesReader(destinations, environment, aws) {
	const readers = /* @__PURE__ */ new Map();
	const all = destinations.map((destination) => {
		const { account, bucket, role, readRole } = destination;
		const key = JSON.stringify([
			account,
			bucket,
			role,
			readRole
		]);
		const reader = readers.get(key) ?? onceEach(historyReader(aws.artifacts(destination), environment, environment.name));
		readers.set(key, reader);
		return {
			destination,
			reader
		};
	});
	return async (count) => new Map(await (require_limit()).mapLimited(all, (require_timing()).timing.atOnce.requests, async ({ destination, reader }) => {
		const history = (require_open_session()).historyOf(destination, await reader(count));
		return [destination.id, history];
	}));
}
function onceEach(read) {
	const told = /* @__PURE__ */ new Map();
	return (count) => {
		const reading = told.get(count) ?? read(count);
		told.set(count, reading);
		return reading;
	};
}

Object.defineProperty(exports, "historiesReader", {
  enumerable: true,
  get: function () {
    return historiesReader;
  }
});
Object.defineProperty(exports, "historyReader", {
  enumerable: true,
  get: function () {
    return historyReader;
  }
});
Object.defineProperty(exports, "lastOf", {
  enumerable: true,
  get: function () {
    return lastOf;
  }
});
Object.defineProperty(exports, "readSnapshot", {
  enumerable: true,
  get: function () {
    return readSnapshot;
  }
});
Object.defineProperty(exports, "readUntil", {
  enumerable: true,
  get: function () {
    return readUntil;
  }
});
Object.defineProperty(exports, "runsNow", {
  enumerable: true,
  get: function () {
    return runsNow;
  }
});
Object.defineProperty(exports, "takeSnapshot", {
  enumerable: true,
  get: function () {
    return takeSnapshot;
  }
});
Object.defineProperty(exports, "whatRuns", {
  enumerable: true,
  get: function () {
    return whatRuns;
  }
});
},
"./read-status.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_open_session = () => require("./open-session.js");
const require_problem = () => require("./problem.js");
const require_timing = () => require("./timing.js");
const require_outcome = () => require("./outcome.js");
const require_object_keys = () => require("./object-keys.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_marker = () => require("./marker.js");
const require_read_history = () => require("./read-history.js");
const require_record_buckets = () => require("./record-buckets.js");
const require__builtin_buffer = () => require("./_builtin_buffer.js");
const require_paths = () => require("./paths.js");
const require_appspec_place = () => require("./appspec-place.js");
const require_hold_record = () => require("./hold-record.js");
const require_ballots = () => require("./ballots.js");
const require_find_lease = () => require("./find-lease.js");

// src/bundle/zip-listing.ts
const MOST = 25e4;
const LARGEST_DIRECTORY = 67108864;
const LARGEST_APPSPEC = 1048576;
async function listZip(zip) {
	const directory = await (require_paths()).findDirectory(zip);
	if (directory.entries > MOST) throw (require_paths()).broken(zip, `has ${directory.entries} entries`);
	if (directory.size > LARGEST_DIRECTORY) throw (require_paths()).broken(zip, `has a directory of ${directory.size} bytes`);
	const files = /* @__PURE__ */ new Map();
	for await (const entry of (require_paths()).readDirectory(zip, directory)) {
		const listed = listedOf(entry);
		if (listed) files.set(listed.path, listed);
	}
	const all = [...files.values()];
	const place = (require_appspec_place()).findAppspec(all);
	if (!("path" in place)) return { files: all };
	const bytes = await (await (require_paths()).readerOf(zip, all)).bytes(place.path, LARGEST_APPSPEC);
	const reading = bytes && (require__builtin_buffer()).readAppSpec(bytes);
	const start = place.wrapper === void 0 ? 0 : place.wrapper.length + 1;
	return {
		files: all.map((file) => ({
			...file,
			path: file.path.slice(start)
		})),
		...reading?.ok && { appspec: reading.spec }
	};
}
function listedOf(entry) {
	const type = (require_paths()).entryType(entry);
	const path = (require_paths()).normalPath(entry.name ?? entry.rawName.toString("latin1"));
	if (!type || type.kind === "directory" || path === "") return void 0;
	return {
		path,
		kind: type.kind,
		mode: type.mode,
		size: entry.size,
		crc32: entry.crc32
	};
}

// src/release/bundle-changes.ts
function compareBundles(before, after) {
	const marksOf = marker([before, after]);
	const old = new Map(before.files.map((file) => [file.path, file]));
	const fresh = new Map(after.files.map((file) => [file.path, file]));
	const files = [.../* @__PURE__ */ new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
		const change = changeOf(old.get(path), fresh.get(path));
		if (!change) return [];
		return [{
			path,
			change,
			marks: marksOf(path),
			...sideOf("before", old.get(path)),
			...sideOf("after", fresh.get(path))
		}];
	});
	return {
		files: files.toSorted((a, b) => weightOf(a) - weightOf(b) || (a.path < b.path ? -1 : 1)),
		same: old.size - files.filter(({ change }) => change !== "new").length
	};
}
function changeOf(before, after) {
	if (!before) return "new";
	if (!after) return "gone";
	if (!(before.kind === after.kind && before.size === after.size && before.crc32 === after.crc32)) return "changed";
	return before.mode === after.mode ? void 0 : "mode";
}
function sideOf(name, file) {
	return file ? { [name]: {
		size: file.size,
		mode: file.mode
	} } : {};
}
const marks = [
	"appspec",
	"migration",
	"hook",
	"unit"
];
function weightOf(file) {
	const first = marks.findIndex((mark) => file.marks.includes(mark));
	return first === -1 ? marks.length : first;
}
const migration = /(?:^|\/)(?:db[-_]?)?(?:migrations?|migrate|alembic|flyway|liquibase)(?:\/|$)|\.sql$/i;
const unit = /\.(?:service|timer|socket|path|mount|target|slice)(?:\.d\/.*)?$/;
function marker(listings) {
	const scripts = new Set(listings.flatMap(({ appspec }) => [...appspec?.hooks.values() ?? []].flat()).map(({ location }) => (require_paths()).inBundle(location)));
	return (path) => [
		...path === "appspec.yml" ? ["appspec"] : [],
		...scripts.has(path) ? ["hook"] : [],
		...unit.test(path) ? ["unit"] : [],
		...migration.test(path) ? ["migration"] : []
	];
}

// src/release/records/bundle-listings.ts
async function changesBetween(before, after, ports) {
	try {
		const [old, fresh] = await Promise.all([listingIn(before, ports), "files" in after ? after : listingIn(after, ports)]);
		return compareBundles(old, fresh);
	} catch (error) {
		if (error instanceof (require_problem()).UsageError) return { unknown: error.message };
		return { unknown: (require_open_session()).errorText(error) };
	}
}
async function listingIn([place, ...others], ports) {
	if (!place) throw new Error("its zip is in none of the buckets");
	try {
		return await listed(place, ports);
	} catch (error) {
		if (others.length === 0 || ports.signal.aborted) throw error;
		return listingIn(others, ports);
	}
}
function listed({ key, artifacts }, { listings, signal }) {
	const shownAs = `s3://${artifacts.bucket}/${key}`;
	const there = listings.get(shownAs);
	if (there !== void 0) return there;
	const reading = (async () => {
		const zip = await artifacts.pieces(key, signal);
		if (!zip) throw new Error(`${shownAs} no longer exists`);
		return listZip({
			...zip,
			shownAs
		});
	})();
	listings.set(shownAs, reading);
	reading.catch(() => listings.delete(shownAs));
	return reading;
}

// src/release/status/last-known.ts
const mostRuns = 20;
async function lastKnownOf(silent, environment, aws) {
	const found = /* @__PURE__ */ new Map();
	const gone = new Set(silent.map(({ region }) => region));
	const answering = (require_project()).wholeOf(environment).filter(({ region }) => !gone.has(region));
	for (const { artifacts } of (require_record_buckets()).recordBucketsOf(answering, aws)) if (await readInto(found, artifacts).catch(() => false)) break;
	return found;
	async function readInto(known, artifacts) {
		const prefix = (require_object_keys()).runsPrefix(environment, environment.name);
		const keys = await (require_open_session()).listNewest(artifacts, prefix, mostRuns);
		for (const stored of keys.slice(0, mostRuns)) {
			if (silent.every(({ id }) => known.has(id))) break;
			const run = await (require_open_session()).readRun(artifacts, stored);
			if ("unread" in run || run.doubt !== void 0) continue;
			for (const destination of silent) {
				const entry = (require_open_session()).entryOf(run, destination);
				if (!entry || known.has(destination.id)) continue;
				const { version, outcome } = entry;
				known.set(destination.id, {
					at: run.ended,
					run: run.run,
					outcome,
					...(require_defined()).defined({ version })
				});
			}
		}
		return true;
	}
}

// src/release/status/status-drift.ts
function driftOf(destinations) {
	const leading = leadingVersion(destinations);
	return new Map(destinations.map((status) => [status.destination.id, driftIn(status, leading)]));
}
function leadingVersion(destinations) {
	const read = destinations.filter(({ problem }) => problem === void 0);
	const counts = /* @__PURE__ */ new Map();
	for (const { current } of read) if (current?.version) counts.set(current.version, (counts.get(current.version) ?? 0) + 1);
	const [first] = [...counts].sort(([a, x], [b, y]) => y - x || ((require_project()).compareVersions(b, a) ?? 0));
	return first && {
		version: first[0],
		count: first[1],
		of: read.length
	};
}
function driftIn({ destination, problem, current }, leading) {
	if (problem) return [];
	if (!current) return leading ? [`nothing was deployed with success; ${most(leading)}`] : [];
	const { version, text, bucket, startedBy = "" } = current;
	if (!version) return [`${text} is not a release of this tool, deployed ${startedBy}`.trimEnd()];
	return [...leading && version !== leading.version ? [most(leading)] : [], ...bucket === destination.bucket ? [] : [`it is from bucket ${bucket}, not from ${destination.bucket}`]];
}
function most({ version, count, of }) {
	return `${count} of ${of} destinations run${count === 1 ? "s" : ""} ${version}`;
}

// src/release/status/status-behind.ts
async function behindOf({ name, after }, rows, all, aws) {
	const here = leadingVersion(rows.get(name) ?? [])?.version;
	return (await Promise.all(after.map(async (environment) => {
		const destinations = rows.get(environment) ?? [];
		const there = leadingVersion(destinations)?.version;
		const failed = destinations.find(({ problem }) => problem)?.problem;
		if (!there && failed) return {
			environment,
			unknown: failed.message,
			problem: failed
		};
		if (!here || !there || here === there) return void 0;
		const order = (require_project()).compareVersions(there, here);
		if (order === void 0) return {
			environment,
			unknown: `it runs ${there}, which cannot be compared with ${here}`
		};
		if (order <= 0) return void 0;
		const source = all.find((one) => one.name === environment);
		return {
			environment,
			version: there,
			...source && await countBetween(source, here, there, aws)
		};
	}))).filter((one) => one !== void 0);
}
async function countBetween(source, here, there, aws) {
	const prefix = (require_object_keys()).releasesPrefix(source);
	const destination = (require_ballots()).recordsDestinationOf(source);
	try {
		const { length: versions } = (await aws.artifacts(destination).list(prefix)).map(({ key }) => key.slice(prefix.length).replace(/\.json$/, "")).filter((version) => ((require_project()).compareVersions(version, here) ?? 0) > 0).filter((version) => ((require_project()).compareVersions(version, there) ?? 1) <= 0);
		return { versions };
	} catch (error) {
		return { problem: (require_open_session()).describeFault(error, {
			destination,
			operation: "s3:ListBucket"
		}) };
	}
}

// src/release/status/status-memory.ts
function remembering(records, memory) {
	return {
		...records,
		readJson(key) {
			const name = `${records.bucket}/${key}`;
			const known = memory.get(name);
			if (known !== void 0) return known;
			const reading = records.readJson(key);
			memory.set(name, reading);
			const forget = () => memory.delete(name);
			reading.then((found) => void (found ?? forget()), forget);
			return reading;
		}
	};
}

// src/release/status/status-probe.ts
async function askProbes({ verify, ...rest }, { version, digest, key }, probe) {
	const checks = verify.filter((check) => check.kind === "http");
	if (!version || !key) return checks.map(({ name }) => ({
		check: name,
		holds: false,
		says: "not asked, because what runs is not a release to compare it with"
	}));
	const release = {
		version,
		digest: digest ?? digestInKey(key)
	};
	return (require_limit()).mapLimited(checks, (require_timing()).timing.atOnce.endpoints, async (check) => {
		const problem = await probe(check, {
			...rest,
			verify
		}, release);
		const holds = problem === void 0;
		return {
			check: check.name,
			holds,
			says: problem ?? expected(check, release)
		};
	});
}
function expected({ status, json }, release) {
	const values = Object.entries(json).map(([key, value]) => `${key} ${(require_project()).complete(JSON.stringify(value), release)}`);
	return [`status ${status}`, ...values].join(", ");
}
function digestInKey(key) {
	return /-([0-9a-f]{16})\.zip$/.exec(key)?.[1] ?? "";
}

// src/release/status/status-proof.ts
async function readProof(running, destination, environment, records) {
	const read = (require_read_history()).historyReader(records, environment, environment.name);
	return judge(running, destination, await (require_read_history()).readUntil(async (count) => (require_open_session()).historyOf(destination, await read(count)), (told) => !(require_open_session()).hasMore(told) || isDecided(running.version, destination, told)));
}
function isDecided(version, place, history) {
	const proof = (require_open_session()).proofOf(version, place, history);
	if (proof.proven) return true;
	return !proof.more && history.some((run) => isRunOf(version, place, run));
}
function isRunOf(version, place, run) {
	const entry = "unread" in run ? void 0 : (require_open_session()).entryOf(run, place);
	return entry?.version === version && (require_open_session()).hasDeployed(entry);
}
function judge({ version, key }, place, history) {
	const proof = (require_open_session()).proofOf(version, place, history);
	if (!proof.proven) return {
		proven: false,
		reason: proof.why,
		failed: hasFailed(version, place, history),
		...proof.unread && { unread: proof.why }
	};
	if (key.includes(proof.digest.slice(0, 16))) return {
		proven: true,
		failed: false
	};
	return {
		proven: false,
		reason: `run ${proof.run} proved other content under this version: ${proof.digest.slice(0, 16)}`,
		failed: true
	};
}
function hasFailed(version, place, history) {
	for (const run of history) {
		if ("unread" in run) return false;
		const entry = (require_open_session()).entryOf(run, place);
		if (entry?.version === version && (require_open_session()).hasDeployed(entry)) return !(require_outcome()).isAsAsked(entry.outcome);
	}
	return false;
}

// src/release/status/status-destination.ts
async function readDestination(destination, environment, ports) {
	const { aws, brief } = ports;
	const bare = {
		destination,
		stale: [],
		drift: []
	};
	try {
		await aws.identify([destination]);
		const calls = aws.codedeploy(destination);
		const { running, attempt } = await readDeployments(calls);
		const last = attempt ? { lastAttempt: attemptOf(attempt) } : {};
		if (brief) return {
			...bare,
			...running && { current: currentOf(running) },
			...last
		};
		const current = running && await readCurrent(running, destination, environment, ports);
		const probe = ports.probe && current && await askProbes(destination, current, ports.probe);
		return {
			...bare,
			...(require_defined()).defined({ current }),
			...last,
			...await readStale(running, attempt, calls),
			...(require_defined()).defined({ probe })
		};
	} catch (error) {
		const operation = "codedeploy:GetDeploymentGroup";
		return {
			...bare,
			problem: (require_open_session()).describeFault(error, {
				destination,
				operation
			})
		};
	}
}
async function readDeployments(calls) {
	const group = await calls.getGroup();
	const known = await read((require_read_history()).lastOf(group), calls);
	const ids = (require_read_history()).whatRuns(group, known);
	const running = known.find(({ deploymentId }) => deploymentId === ids.running);
	const attempt = ids.attempted ? known.find(({ deploymentId }) => deploymentId === ids.attempted) : await rolledBack(running, calls);
	return { ...(require_defined()).defined({
		running,
		attempt
	}) };
}
async function rolledBack(running, calls) {
	const id = running?.rollbackInfo?.rollbackTriggeringDeploymentId;
	if (!id || id === running?.deploymentId) return void 0;
	return (await calls.getDeployments([id]))[0];
}
async function read(ids, calls) {
	if (ids.length === 0) return [];
	const infos = await calls.getDeployments(ids);
	const missing = ids.filter((id) => !infos.some(({ deploymentId }) => deploymentId === id));
	if (missing.length === 0) return infos;
	const message = `deployment ${missing.join(", ")} was not in CodeDeploy's answer`;
	throw Object.assign(new Error(message), { name: "DeploymentDoesNotExistException" });
}
async function readCurrent(running, destination, environment, { aws, memory }) {
	const current = currentOf(running);
	const { version, key } = current;
	if (!version || !key) return {
		...current,
		reason: "it is not a release"
	};
	const records = remembering(aws.artifacts(destination), memory);
	const owner = (require_object_keys()).ownerOfKey(key);
	if (!owner) return {
		...current,
		reason: "it is not a release"
	};
	const [record, proof] = await Promise.all([records.readJson((require_object_keys()).releaseRecordKey(owner, version)).catch(unreadOf), readProof({
		version,
		key
	}, destination, environment, records)]);
	const other = (require_object_keys()).isSameOwner(owner, environment) || proof.proven ? {} : { reason: `it is a release of ${(require_object_keys()).ownerText(owner)}${belowOther(owner, environment)}: ${proof.reason}` };
	const unread = record && "unread" in record ? record : {};
	const value = record && "value" in record ? record.value : void 0;
	return {
		...current,
		...buildOf(value, running, current),
		...unread,
		...proof,
		...other
	};
}
function belowOther({ prefix }, environment) {
	if (prefix === environment.prefix) return "";
	return prefix === void 0 ? " without a bundle.prefix" : ` below ${prefix}/`;
}
function unreadOf(error) {
	return { unread: `cannot read who built it: ${(require_open_session()).errorText(error)}` };
}
function buildOf(value, { description }, { version, key }) {
	const { build, commit, digest } = value ?? {};
	const isText = (text) => typeof text === "string" && text !== "";
	if (isText(digest) && key?.includes(digest.slice(0, 16))) return {
		digest,
		...isText(build) && { build },
		...isText(commit) && { commit }
	};
	const marker = (require_marker()).readMarker(description);
	if (marker?.version !== version || !marker) return {};
	return {
		build: marker.run,
		...(require_defined()).defined({ commit: marker.sha })
	};
}
function currentOf(info) {
	const { deploymentId = "", completeTime, createTime } = info;
	const since = completeTime ?? createTime;
	const startedBy = startedByOf(info);
	return {
		...revisionOf(info),
		deploymentId,
		...(require_defined()).defined({
			since,
			startedBy
		}),
		proven: false,
		failed: false,
		instances: (require_open_session()).countsOf(info)
	};
}
function attemptOf(info) {
	const { deploymentId = "", status = "Unknown", completeTime, createTime } = info;
	const since = completeTime ?? createTime;
	const { code, message } = info.errorInformation ?? {};
	const said = [code, message].filter(Boolean).join(": ");
	return {
		...revisionOf(info),
		deploymentId,
		status,
		...(require_defined()).defined({ since }),
		instances: (require_open_session()).countsOf(info),
		...said && status !== "Succeeded" && { message: said }
	};
}
function revisionOf({ revision }) {
	const { s3Location, gitHubLocation } = revision ?? {};
	if (s3Location) {
		const { bucket = "", key = "" } = s3Location;
		const version = (require_object_keys()).versionOfKey(key);
		return {
			...(require_defined()).defined({ version }),
			key,
			bucket,
			text: `s3://${bucket}/${key}`
		};
	}
	if (gitHubLocation) return { text: `GitHub ${gitHubLocation.repository}@${gitHubLocation.commitId}` };
	return { text: `a revision of type ${revision?.revisionType ?? "unknown"}` };
}
function startedByOf({ creator, description }) {
	if (creator === "codeDeployRollback") return "by CodeDeploy's rollback";
	if (creator === "autoscaling") return "by a scale-out";
	return (require_marker()).readMarker(description) ? void 0 : "by hand";
}
async function readStale(running, attempt, calls) {
	const stale = [];
	const which = [];
	if (running && running.status === "Succeeded") {
		const { failed, skipped } = (require_open_session()).countsOf(running);
		if (failed + skipped > 0) {
			const named = await names(running, ["Failed", "Skipped"], calls);
			which.push(named);
			stale.push(`${instances(failed + skipped)} not on it, failed or skipped in ${running.deploymentId}${named.text}`);
		}
	}
	const ended = attempt?.status === "Failed" || attempt?.status === "Stopped";
	const isFixed = running?.rollbackInfo?.rollbackTriggeringDeploymentId === attempt?.deploymentId;
	if (attempt && ended && !isFixed) {
		const { succeeded } = (require_open_session()).countsOf(attempt);
		if (succeeded > 0 && revisionOf(attempt).text !== (running && revisionOf(running).text)) {
			const { version, text } = revisionOf(attempt);
			const named = await names(attempt, ["Succeeded"], calls);
			which.push(named);
			stale.push(`${instances(succeeded)} on ${version ?? text}, from ${attempt.deploymentId}${named.text}`);
		}
	}
	return {
		stale,
		...which.some(({ isNameless }) => isNameless) && { isNameless: true }
	};
}
function instances(count) {
	return count === 1 ? "1 instance" : `${count} instances`;
}
const mostNames = 5;
async function names({ deploymentId = "" }, statuses, calls) {
	let targets;
	try {
		targets = await calls.getTargets(deploymentId, await calls.listTargets(deploymentId));
	} catch (error) {
		return {
			text: ` (which ones cannot be read: ${(require_open_session()).errorText(error)})`,
			isNameless: true
		};
	}
	const found = targets.filter(({ status }) => statuses.includes(status ?? "")).map((require_open_session()).instanceName);
	const more = found.length > mostNames ? ` and ${found.length - mostNames} more` : "";
	const list = `${found.slice(0, mostNames).join(", ")}${more}`;
	return {
		text: found.length === 0 ? "" : `: ${list}`,
		isNameless: false
	};
}

// src/release/status/read-status.ts
async function readStatus(shown, others, ports) {
	const environments = [...shown, ...others];
	const cells = environments.flatMap((environment) => (require_project()).allDestinations(environment).map((destination) => ({
		environment,
		destination
	})));
	ports.aws.announce(cells.map(({ destination }) => destination));
	const read = await (require_limit()).mapLimited(cells, (require_timing()).timing.atOnce.destinations, async ({ environment, destination }) => ({
		environment,
		status: await readDestination(destination, environment, {
			...ports,
			brief: !shown.includes(environment)
		})
	}));
	const rows = new Map(environments.map((environment) => [environment.name, read.filter((one) => one.environment === environment).map(({ status }) => status)]));
	return Promise.all(shown.map((environment) => describe(environment, rows, environments, ports)));
}
function isUnread({ problems, destinations, behind }) {
	return problems.length > 0 || behind.some(({ problem }) => problem !== void 0) || destinations.some(({ problem, current, isNameless }) => problem !== void 0 || current?.unread !== void 0 || isNameless);
}
function isAmiss({ destinations }) {
	return destinations.some(({ drift, stale, current, lastAttempt, probe = [] }) => drift.length > 0 || stale.length > 0 || current?.failed === true || ["Failed", "Stopped"].includes(lastAttempt?.status ?? "") || probe.some(({ holds }) => !holds));
}
async function describe(environment, rows, all, ports) {
	const { name, application, bundleName } = environment;
	const destinations = rows.get(name) ?? [];
	const silent = destinations.flatMap((row) => row.problem ? [row.destination] : []);
	const [keeping, behind, lastKnown] = await Promise.all([
		readKeeping(environment, ports),
		behindOf(environment, rows, all, ports.aws),
		silent.length === 0 ? /* @__PURE__ */ new Map() : lastKnownOf(silent, environment, ports.aws)
	]);
	const drift = driftOf(destinations);
	return {
		environment: name,
		application,
		...(require_defined()).defined({ bundleName }),
		...keeping,
		behind,
		destinations: destinations.map((status) => {
			const { id } = status.destination;
			const known = lastKnown.get(id);
			return {
				...status,
				drift: drift.get(id) ?? [],
				...(require_defined()).defined({ lastKnown: known })
			};
		})
	};
}
async function readKeeping(environment, { aws, clock }) {
	const { name } = environment;
	const homes = (require_ballots()).homesOf(environment, aws);
	const problems = [];
	const told = async (what, work) => {
		const unread = (home, error) => {
			problems.push((require_ballots()).unreadProblem(`${what}, as it is told in`, home, error));
		};
		try {
			return await work({
				clock,
				unread
			});
		} catch (error) {
			const { destination } = homes.own;
			const { message, ...rest } = (require_open_session()).describeFault(error, {
				destination,
				operation: "s3:GetObject"
			});
			problems.push({
				message: `cannot tell ${what}: ${message}`,
				...rest
			});
			return;
		}
	};
	const [kept, lease] = await Promise.all([told(`whether ${name} is held`, (ports) => (require_hold_record()).readKept(homes, (require_object_keys()).holdKey(environment), ports)), told("who is at work", (ports) => (require_find_lease()).readLease(homes, (require_object_keys()).leaseKey(environment), ports))]);
	const { holds: [held] = [], freezes = [] } = kept ?? {};
	return {
		...(require_defined()).defined({
			hold: held?.hold,
			lease
		}),
		...freezes.length > 0 && { freezes },
		problems
	};
}

Object.defineProperty(exports, "changesBetween", {
  enumerable: true,
  get: function () {
    return changesBetween;
  }
});
Object.defineProperty(exports, "isAmiss", {
  enumerable: true,
  get: function () {
    return isAmiss;
  }
});
Object.defineProperty(exports, "isUnread", {
  enumerable: true,
  get: function () {
    return isUnread;
  }
});
Object.defineProperty(exports, "leadingVersion", {
  enumerable: true,
  get: function () {
    return leadingVersion;
  }
});
Object.defineProperty(exports, "listZip", {
  enumerable: true,
  get: function () {
    return listZip;
  }
});
Object.defineProperty(exports, "readDestination", {
  enumerable: true,
  get: function () {
    return readDestination;
  }
});
Object.defineProperty(exports, "readKeeping", {
  enumerable: true,
  get: function () {
    return readKeeping;
  }
});
Object.defineProperty(exports, "readStatus", {
  enumerable: true,
  get: function () {
    return readStatus;
  }
});
Object.defineProperty(exports, "remembering", {
  enumerable: true,
  get: function () {
    return remembering;
  }
});
},
"./record-buckets.js"(require, module, exports) {"use strict";
const require_open_session = () => require("./open-session.js");
const require_limit = () => require("./limit.js");
const require_problem = () => require("./problem.js");
const require_timing = () => require("./timing.js");

// src/release/records/record-buckets.ts
function recordBucketsOf(destinations, aws) {
	return [...new Map(destinations.map((destination) => [destination.bucket, destination])).values()].map((destination) => ({
		destination,
		artifacts: aws.artifacts(destination)
	}));
}
async function onEachBucket(recordBuckets, operation, work) {
	const problems = [];
	const results = await (require_limit()).mapLimited(recordBuckets, (require_timing()).timing.atOnce.requests, async (recordBucket) => {
		try {
			return [await work(recordBucket)];
		} catch (error) {
			const { destination } = recordBucket;
			problems.push(...problemsOf(error, {
				destination,
				operation
			}));
			return [];
		}
	});
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
	return results.flat(1);
}
function problemsOf(error, where) {
	if (error instanceof (require_problem()).RefusedError || error instanceof (require_problem()).UsageError) return error.problems;
	const { message, ...rest } = (require_open_session()).describeFault(error, where);
	return [{
		message: `${message} (bucket ${where.destination.bucket})`,
		...rest
	}];
}

Object.defineProperty(exports, "onEachBucket", {
  enumerable: true,
  get: function () {
    return onEachBucket;
  }
});
Object.defineProperty(exports, "recordBucketsOf", {
  enumerable: true,
  get: function () {
    return recordBucketsOf;
  }
});
},
"./recorder.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_http_agents = () => require("./http-agents.js");
const require_open_session = () => require("./open-session.js");
const require_object_keys = () => require("./object-keys.js");
const require_outcome = () => require("./outcome.js");
const require_quantities = () => require("./quantities.js");
const require_outcomes = () => require("./outcomes.js");
const require_request = () => require("./request.js");
const require__builtin_net$1 = () => require("./_builtin_net.js");
const require_timing = () => require("./timing.js");
const require_problem = () => require("./problem.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_make_folders = () => require("./make-folders.js");
const require_schemas = () => require("./schemas.js");
const require_machine_json = () => require("./machine-json.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require_unwritable = () => require("./unwritable.js");

// src/cli/actor.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import__builtin_net = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_net$1()).require__builtin_net(), 1);
function actorOf(env, run) {
	const { actor: inCi } = (require_project()).ciBuild(env);
	if (run.startsWith("local:")) {
		const name = env.USER || env.USERNAME;
		return name ? `${name} (local)` : run;
	}
	return inCi ? `${inCi} (${run})` : run;
}

// src/report/metrics.ts
function metricsOfRun() {
	let tags = {};
	const began = /* @__PURE__ */ new Map();
	const took = (stage, ms, more = {}) => ({
		name: "stage.duration",
		value: Math.max(0, Math.round(ms)),
		type: "ms",
		tags: {
			...tags,
			stage,
			...more
		}
	});
	const count = (name, value, more = {}) => ({
		name,
		value,
		type: "c",
		tags: {
			...tags,
			...more
		}
	});
	const ofRequests = ({ service, account, region, retries, throttles }) => Object.entries({
		"request.retries": retries,
		"request.throttles": throttles
	}).filter(([, value]) => value > 0).map(([name, value]) => count(name, value, {
		service,
		account,
		region
	}));
	return (event, requests = []) => [...ofEvent(event), ...requests.flatMap(ofRequests)];
	function ofEvent(event) {
		switch (event.kind) {
			case "run-started":
				tags = {
					application: event.application,
					environment: event.environment,
					command: event.command
				};
				return [count("run.started", 1)];
			case "bundle-ready": return [took("bundle", event.seconds * 1e3)];
			case "uploaded": return [took("upload", event.seconds * 1e3, { region: event.region })];
			case "wave-started":
				began.set(event.wave, event.at);
				return [];
			case "baking": return [took("bake", event.ms, { wave: event.wave })];
			case "wave-finished": {
				const from = began.get(event.wave);
				return from === void 0 ? [] : [took("wave", event.at - from, { wave: event.wave })];
			}
			case "trouble": return [count("trouble", 1, { destination: event.destination })];
			case "finished": return ofDestination(event.result).map((metric) => ({
				...metric,
				tags: {
					...tags,
					...metric.tags
				}
			}));
			case "run-finished": return [count("run.finished", 1, { verdict: event.verdict }), {
				name: "run.duration",
				value: Math.round(event.seconds * 1e3),
				type: "ms",
				tags: {
					...tags,
					verdict: event.verdict
				}
			}];
			default: return [];
		}
	}
}
function ofDestination(result) {
	const { destination, outcome, seconds, instances, checks = [] } = result;
	const tags = {
		destination,
		outcome
	};
	return [
		{
			name: "destination.finished",
			value: 1,
			type: "c",
			tags
		},
		{
			name: "destination.duration",
			value: Math.round(seconds * 1e3),
			type: "ms",
			tags
		},
		...[
			"succeeded",
			"failed",
			"skipped"
		].flatMap((state) => {
			const value = instances[state];
			return value === 0 ? [] : [{
				name: "instances",
				value,
				type: "c",
				tags: {
					destination,
					state
				}
			}];
		}),
		...checks.map((check) => ({
			name: "stage.duration",
			value: Math.round(check.seconds * 1e3),
			type: "ms",
			tags: {
				destination,
				stage: "verify",
				check: check.name
			}
		}))
	];
}
function statsdLine({ name, value, type, tags }, prefix, style) {
	const full = `${prefix}.${name}`;
	const pairs = Object.entries(tags).map(([key, text]) => [key, plain(text)]);
	if (style === "telegraf") return `${[full, ...pairs.map(([key, text]) => `${key}=${text}`)].join(",")}:${value}|${type}`;
	const end = pairs.map(([key, text]) => `${key}:${text}`).join(",");
	return `${full}:${value}|${type}${style === "datadog" && end !== "" ? `|#${end}` : ""}`;
}
function plain(text) {
	return text.replaceAll(/[\s,=:|#@]+/g, "_").slice(0, 200) || "none";
}

// src/report/notices.ts
function noticesOfRun() {
	let run = "";
	let command = "";
	let link = "";
	let version = "";
	let hasFailed = false;
	const said = (on, text) => {
		return {
			on,
			text: `${escaped(`${[run, version].filter((part) => part !== "").join(" ")}: ${text}`)}${link}`
		};
	};
	return (event) => {
		switch (event.kind) {
			case "run-started": {
				const { environment, destinations, by, waves } = event;
				command = event.command;
				run = `${command} of ${(require_object_keys()).ownerText(event)} to ${environment}`;
				link = event.link === void 0 ? "" : ` <${escaped(event.link)}|build>`;
				const where = `${(require_quantities()).many(destinations.length, "destination")} in ${(require_quantities()).many(waves.length, "wave")}`;
				return said("start", `started${by === void 0 ? "" : ` by ${by}`}, ${where}`);
			}
			case "bundle-ready":
				version = event.version;
				return;
			case "finished": {
				const { destination, result } = event;
				if (hasFailed || isAsMeant(result, command)) return void 0;
				hasFailed = true;
				return said("failure", `${destination} ${(require_outcomes()).outcomeText(result)}`);
			}
			case "run-finished": {
				const good = event.results.filter(({ outcome }) => (require_outcome()).isGood(outcome)).length;
				const of = event.results.length;
				const count = of === 0 ? "" : `, ${good} of ${(require_quantities()).many(of, "destination")}`;
				return said("end", `${(require_outcomes()).inWords(event.verdict)} after ${(require_quantities()).duration(event.seconds)}${count}`);
			}
			default: return;
		}
	};
}
function isAsMeant({ outcome }, command) {
	const isStopped = outcome === "stopped" || outcome === "rolled-back";
	return (require_outcome()).isAsAsked(outcome) || outcome === "skipped" || command === "stop" && isStopped;
}
function escaped(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// \0builtin:dgram
var require__builtin_dgram = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:dgram");
}));

// src/notices/statsd-socket.ts
var import__builtin_dgram = require__builtin_dgram();
var import_promises = (require_request()).require_promises();
const longest = 1400;
function openStatsd({ hostname, port }, resolve) {
	const resolver = new import_promises.Resolver({
		timeout: 2e3,
		tries: 1
	});
	let socket;
	let waiting = [];
	let isClosed = false;
	let refusal;
	const begin = async () => {
		const address = await (require_request()).firstAllowed(hostname, resolve ?? ((host) => addressesOf(host, resolver)));
		if (isClosed || address === void 0) return;
		const opened = (0, import__builtin_dgram.createSocket)((0, import__builtin_net.isIP)(address) === 6 ? "udp6" : "udp4");
		opened.unref();
		opened.on("error", () => void 0);
		opened.connect(port === "" ? 8125 : Number(port), address, () => {
			socket = opened;
			flush();
		});
	};
	begin().catch((error) => {
		if (error instanceof (require_request()).ForbiddenAddressError) refusal = error.message;
	});
	function flush() {
		if (!socket) return;
		for (const packet of packets(waiting)) socket.send(packet, () => void 0);
		waiting = [];
	}
	return {
		send(lines) {
			waiting.push(...lines);
			flush();
		},
		close() {
			isClosed = true;
			resolver.cancel();
			const last = socket;
			if (last) setImmediate(() => last.close());
			return refusal;
		}
	};
}
async function addressesOf(host, resolver) {
	if (host === "localhost") return [{
		address: "127.0.0.1",
		family: 4
	}];
	const four = await resolver.resolve4(host).catch(() => []);
	return (four.length > 0 ? four : await resolver.resolve6(host)).map((address) => ({
		address,
		family: (0, import__builtin_net.isIP)(address)
	}));
}
function packets(lines) {
	const found = [];
	for (const line of lines) {
		const last = found.at(-1);
		if (last !== void 0 && last.length + line.length < longest) found[found.length - 1] = `${last}\n${line}`;
		else found.push(line);
	}
	return found;
}

// src/notices/webhook.ts
function openWebhook(url, { agents, ...ports }) {
	const isEnded = new AbortController();
	let last = Promise.resolve();
	let isAlive = false;
	let problem;
	async function post(text) {
		try {
			const sending = {
				...ports,
				agents: await agents(),
				ended: isEnded.signal
			};
			const status = await send(url, JSON.stringify({ text }), sending);
			isAlive = true;
			if (status >= 300) problem = `status ${status}`;
		} catch (error) {
			problem = error.message;
		}
	}
	return {
		post(text) {
			last = last.then(() => post(text));
		},
		async close() {
			let isDone = false;
			const done = last.then(() => {
				isDone = true;
			});
			await within(done, (require_timing()).timing.notice.dead);
			if (!isDone && isAlive) await within(done, (require_timing()).timing.notice.alive);
			isEnded.abort();
			return isDone ? problem : "it did not answer in time";
		}
	};
}
async function within(work, ms) {
	let timer;
	const over = new Promise((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([work, over]);
	clearTimeout(timer);
}
async function send(url, post, { ended, ...ports }) {
	const late = AbortSignal.timeout((require_timing()).timing.check.answer);
	const headers = {
		"content-type": "application/json",
		"content-length": String(Buffer.byteLength(post))
	};
	try {
		return (await (require_run_command()).withAny([ended, late], (signal) => (require_request()).request(url, {
			headers,
			post
		}, {
			...ports,
			signal
		}))).status;
	} catch (error) {
		throw late.aborted ? /* @__PURE__ */ new Error("no answer") : error;
	}
}

// src/notices/tellers.ts
function openTellers({ metrics, notify }, ports) {
	return [...metrics ? [metricsTeller(metrics, ports)] : [], ...notify ? [noticeTeller(notify, ports)] : []];
}
function metricsTeller({ statsd, prefix, tags }, { resolve }) {
	const socket = openStatsd(new URL(statsd), resolve);
	const metricsOf = metricsOfRun();
	return {
		take: (event, requests) => socket.send(metricsOf(event, requests).map((metric) => statsdLine(metric, prefix, tags))),
		close: async () => {
			const refusal = socket.close();
			return refusal ? [lost(`no metrics were sent to "metrics.statsd": ${refusal}`)] : [];
		}
	};
}
function noticeTeller({ url, on }, { env, ...ports }) {
	const agents = (require_http_agents()).openAgents(env);
	const webhook = openWebhook(new URL(url), {
		...ports,
		agents: () => agents.keeping()
	});
	const noticeOf = noticesOfRun();
	return {
		take(event) {
			const notice = noticeOf(event);
			if (notice && on.includes(notice.on)) webhook.post(notice.text);
		},
		async close() {
			const problem = await webhook.close();
			agents.close();
			if (problem === void 0) return [];
			return [lost(`the webhook under "notify" may not have accepted all notices: ${problem}`)];
		}
	};
}
function lost(message) {
	return {
		code: "notice-lost",
		message,
		hint: "this does not affect the run"
	};
}

// src/report/event-json.ts
function eventLine(event) {
	return `${(require_machine_json()).machineJson(event)}\n`;
}

// src/release/finish/at-work.ts
function mayBeAtWork({ run, process: noted }) {
	if (!run.startsWith("local:")) return false;
	if (!noted || noted.host !== (0, import__builtin_os.hostname)()) return true;
	if (noted.pid === process.pid) return false;
	try {
		process.kill(noted.pid, 0);
		return true;
	} catch (error) {
		return error.code !== "ESRCH";
	}
}
function isUnfinished(leftOver) {
	const { finished, leased, begun } = leftOver;
	return !finished && (leased === true || begun.size > 0 || mayBeAtWork(leftOver));
}

// src/release/finish/noted-events.ts
function notedEvents(text) {
	return text.split("\n").flatMap(eventOf);
}
function eventOf(line) {
	try {
		const parsed = event.safeParse(JSON.parse(line));
		return parsed.success ? [parsed.data] : [];
	} catch {
		return [];
	}
}
const outcome = (require_schemas())._enum((require_outcome()).outcomes);
const at = (require_schemas()).number().min(0).max(864e13);
const destination = (require_schemas()).string().min(1).max(500);
const name = (require_schemas()).string().min(1).max(200);
const deploymentId = (require_schemas()).string().regex(/^d-[A-Z0-9]{9}$/);
const event = (require_schemas()).discriminatedUnion("kind", [
	(require_schemas()).object({
		kind: (require_schemas()).literal("process"),
		host: (require_schemas()).string().min(1).max(255),
		pid: (require_schemas()).int().min(1).max(2147483647)
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("run-started"),
		at,
		run: (require_schemas()).string().regex(/^[\w.:+-]{1,80}$/),
		command: (require_schemas())._enum([
			"deploy",
			"promote",
			"rollback",
			"continue",
			"stop"
		]),
		environment: name,
		bundleName: name.optional(),
		by: (require_schemas()).string().max(300).optional(),
		destinations: (require_schemas()).array((require_schemas()).object({ id: destination })).max(1e4).optional(),
		of: (require_schemas()).int().min(1).optional()
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("leasing"),
		token: (require_schemas()).string().max(100).optional()
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("leased"),
		taken: (require_open_session()).datetime()
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("bundle-ready"),
		version: name,
		digest: (require_schemas()).string().regex(/^[0-9a-f]{64}$/)
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("creating"),
		at,
		destination,
		marker: (require_schemas()).string().max(256),
		before: name.optional()
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("created"),
		destination,
		deploymentId,
		adopted: (require_schemas()).boolean().optional()
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("rolling-back"),
		destination,
		deploymentId,
		by: (require_schemas()).literal("fanout")
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("finished"),
		destination,
		result: (require_schemas()).object({
			outcome,
			isUnknown: (require_schemas()).literal(true).optional(),
			goesOn: (require_schemas()).literal(true).optional(),
			rollback: (require_schemas()).object({
				deploymentId,
				status: (require_schemas())._enum((require_outcome()).rollbackStatuses),
				by: (require_schemas())._enum(["codedeploy", "fanout"])
			}).optional().catch(void 0)
		})
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("wave-finished"),
		wave: name
	}),
	(require_schemas()).object({
		kind: (require_schemas()).literal("run-finished"),
		unrecorded: (require_schemas()).boolean().optional()
	})
]);

// src/release/finish/interrupted-run.ts
function leftOverIn(notes) {
	const events = notedEvents(notes);
	const started = events.find((each) => each.kind === "run-started");
	if (!started) return void 0;
	const { run, by, command, environment, bundleName, at: began, destinations = [], of } = started;
	const begun = begunIn(events);
	const noted = events.find((each) => each.kind === "process");
	const process = noted && {
		host: noted.host,
		pid: noted.pid
	};
	const leasing = events.find((each) => each.kind === "leasing");
	const leased = events.find((each) => each.kind === "leased");
	const bundle = events.findLast((each) => each.kind === "bundle-ready");
	return {
		run,
		...(require_defined()).defined({ by }),
		command,
		environment,
		...(require_defined()).defined({ bundleName }),
		...of !== void 0 && { part: destinations.map(({ id }) => id) },
		began,
		finished: isFinished(events, begun),
		ended: events.some((each) => each.kind === "run-finished"),
		leased: leasing !== void 0,
		...(require_defined()).defined({ token: leasing?.token }),
		...leased && { taken: Date.parse(leased.taken) },
		...bundle && { bundle: {
			version: bundle.version,
			digest: bundle.digest
		} },
		...(require_defined()).defined({ process }),
		endedWaves: new Set(events.flatMap((each) => each.kind === "wave-finished" ? each.wave : [])),
		begun
	};
}
function isFinished(events, begun) {
	const ends = events.filter((each) => each.kind === "run-finished");
	const isInDoubt = ({ outcome, deploymentId, isUnknown }) => isUnknown || outcome === "failed" && deploymentId === void 0;
	const mayGoOn = [...begun.values()].some((one) => isInDoubt(one) || isInDoubt(one.undo ?? {}) || one.openRollback !== void 0);
	const last = ends.at(-1);
	return last !== void 0 && !last.unrecorded && (ends.length > 1 || !mayGoOn);
}
function begunIn(events) {
	const begun = /* @__PURE__ */ new Map();
	for (const each of events) {
		if (!("destination" in each)) continue;
		const known = begun.get(each.destination);
		if (each.kind === "creating") {
			const { at, marker, before } = each;
			const attempt = {
				at,
				marker
			};
			const first = {
				...attempt,
				...(require_defined()).defined({ before })
			};
			begun.set(each.destination, known ? {
				...known,
				undo: attempt
			} : first);
		} else if (known) begun.set(each.destination, withNoted(known, each));
	}
	return begun;
}
function withNoted(begun, noted) {
	const { undo } = begun;
	if (noted.kind === "finished") {
		const { outcome, goesOn, isUnknown = goesOn, rollback } = noted.result;
		const end = {
			outcome,
			...(require_defined()).defined({ isUnknown })
		};
		const { isUnknown: _, ...before } = begun;
		const known = withRollback(before, rollback);
		return undo ? {
			...known,
			undo: {
				...undo,
				...end
			}
		} : {
			...known,
			...end
		};
	}
	if (noted.kind === "creating") return begun;
	const { deploymentId } = noted;
	if (undo) return {
		...begun,
		undo: {
			...undo,
			deploymentId
		}
	};
	const adopted = noted.kind === "created" && noted.adopted ? { adopted: true } : {};
	return {
		...begun,
		deploymentId,
		...adopted
	};
}
function withRollback({ openRollback, ...begun }, rollback) {
	if (rollback?.by !== "codedeploy") return {
		...begun,
		...(require_defined()).defined({ openRollback })
	};
	const { deploymentId, status } = rollback;
	return status === "timed-out" || status === "unknown" ? {
		...begun,
		openRollback: deploymentId
	} : begun;
}

// src/release/finish/read-notes.ts
function readLeftOver(path) {
	return leftOverIn(readText(path) ?? "");
}
function readLeftOvers(path) {
	const folder = (0, import__builtin_path.dirname)(path);
	refuseForeign(folder);
	return [path, ...names(folder).filter((name) => /^run-\d{8}T\d{9}Z\.jsonl$/.test(name)).sort().reverse().map((name) => (0, import__builtin_path.join)(folder, name))].flatMap((each) => {
		const leftOver = readLeftOver(each);
		return leftOver ? [{
			path: each,
			leftOver
		}] : [];
	});
}
function nameAside({ began }) {
	return `run-${new Date(began).toISOString().replace(/\W/g, "")}.jsonl`;
}
function refuseForeign(folder) {
	const about = (0, import__builtin_fs.lstatSync)(folder, { throwIfNoEntry: false });
	const why = about?.isSymbolicLink() ? "it is a symbolic link" : about && foreign(about);
	if (why === void 0) return;
	const message = `cannot keep notes in "${folder}": ${why}`;
	throw new (require_problem()).UsageError([{
		code: "file-unwritable",
		message
	}]);
}
function foreign({ uid }) {
	const own = process.geteuid?.() ?? 0;
	return [own, 0].includes(uid) || own === 0 ? void 0 : "it belongs to another user";
}
function names(folder) {
	try {
		return (0, import__builtin_fs.readdirSync)(folder);
	} catch (error) {
		const { code, message } = error;
		if (code === "ENOENT" || code === "ENOTDIR") return [];
		throw unreadable(folder, message, error);
	}
}
const mostBytes = 268435456;
function readText(path) {
	const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import__builtin_fs.constants;
	let file;
	try {
		file = (0, import__builtin_fs.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	} catch (error) {
		const { code, message } = error;
		if (code === "ENOENT" || code === "ENOTDIR") return void 0;
		throw unreadable(path, code === "ELOOP" ? "it is a symbolic link" : message, error);
	}
	try {
		const about = (0, import__builtin_fs.fstatSync)(file);
		if (!about.isFile()) throw unreadable(path, "it is not a file");
		const why = foreign(about);
		if (why !== void 0) throw unreadable(path, why);
		if (about.size > mostBytes) throw unreadable(path, `it has more than ${mostBytes} bytes`);
		const bytes = Buffer.alloc(about.size);
		let length = 0;
		for (let got = -1; got !== 0 && length < bytes.length; length += got) got = (0, import__builtin_fs.readSync)(file, bytes, length, bytes.length - length, null);
		return bytes.toString("utf8", 0, length);
	} finally {
		(0, import__builtin_fs.closeSync)(file);
	}
}
function unreadable(path, why, cause) {
	return new (require_problem()).UsageError([{
		code: "file-unreadable",
		message: `cannot read "${path}": ${why}`
	}], { cause });
}

// src/release/finish/run-notes.ts
function openNotes(path, mode = "anew") {
	const file = openFile(path, mode);
	return {
		write: (event) => void (0, import__builtin_fs.writeSync)(file, eventLine(event)),
		close: () => (0, import__builtin_fs.closeSync)(file)
	};
}
function openRunNotes(path) {
	makeNotesFolder((0, import__builtin_path.dirname)(path));
	const aside = moveAside(path);
	const file = openFile(path, "anew");
	const self = `${JSON.stringify({
		kind: "process",
		host: (0, import__builtin_os.hostname)(),
		pid: process.pid
	})}\n`;
	try {
		(0, import__builtin_fs.writeSync)(file, self);
	} catch (error) {
		(0, import__builtin_fs.closeSync)(file);
		throw unwritable(path, error);
	}
	return {
		write: (event) => void (0, import__builtin_fs.writeSync)(file, eventLine(event)),
		close: () => (0, import__builtin_fs.closeSync)(file),
		...(require_defined()).defined({ aside })
	};
}
function moveAside(path) {
	const before = readLeftOver(path);
	if (!before || !isUnfinished(before)) return void 0;
	const aside = (0, import__builtin_path.join)((0, import__builtin_path.dirname)(path), nameAside(before));
	try {
		(0, import__builtin_fs.renameSync)(path, aside);
	} catch (error) {
		throw unwritable(aside, error);
	}
	return aside;
}
function makeNotesFolder(path) {
	try {
		(require_make_folders()).makeFolders(path, 448);
	} catch (error) {
		const message = `cannot keep notes in "${path}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unwritable",
			message
		}], { cause: error });
	}
	refuseForeign(path);
	ignoreItself(path);
}
function ignoreItself(folder) {
	try {
		(0, import__builtin_fs.writeFileSync)((0, import__builtin_path.join)(folder, ".gitignore"), "*\n", { flag: "wx" });
	} catch {}
}
function openFile(path, mode) {
	const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import__builtin_fs.constants;
	let file;
	try {
		(require_make_folders()).makeFolders((0, import__builtin_path.dirname)(path));
		file = (0, import__builtin_fs.openSync)(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 384);
		if (!(0, import__builtin_fs.fstatSync)(file).isFile()) throw new Error("it is not a file");
		(0, import__builtin_fs.fchmodSync)(file, 384);
		if (mode === "anew") (0, import__builtin_fs.ftruncateSync)(file);
		return file;
	} catch (error) {
		if (file !== void 0) (0, import__builtin_fs.closeSync)(file);
		throw unwritable(path, error);
	}
}
function unwritable(path, error) {
	const { code } = error;
	const message = `cannot write "${path}": ${code === "ELOOP" ? "it is a symbolic link" : error.message}`;
	return new (require_problem()).UsageError([{
		code: "file-unwritable",
		message
	}], { cause: error });
}

// src/release/request-counts.ts
function countRequests() {
	const counts = /* @__PURE__ */ new Map();
	return {
		note({ service, account = "unknown", region, isRetry, isThrottled }) {
			if (!isRetry && !isThrottled) return;
			const key = `${service} ${account} ${region}`;
			const count = counts.get(key) ?? {
				service,
				account,
				region,
				retries: 0,
				throttles: 0
			};
			if (isRetry) count.retries++;
			if (isThrottled) count.throttles++;
			counts.set(key, count);
		},
		take() {
			const taken = [...counts.values()];
			counts.clear();
			return taken;
		}
	};
}

// src/cli/notes-folder.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
function notesFolders({ notes }, { env, cwd }) {
	if (notes !== void 0) return [(0, import__builtin_path.join)((0, import__builtin_path.resolve)(cwd, notes), "fanout")];
	const ofRunner = env.RUNNER_TEMP ? [(0, import__builtin_path.join)(env.RUNNER_TEMP, "fanout")] : [];
	const ofWorkspace = (0, import__builtin_path.join)(cwd, ".fanout");
	return [...env.GITHUB_ACTIONS && ofRunner.length > 0 ? ofRunner : [ofWorkspace, ...ofRunner], ofMachine(cwd)];
}
function ofMachine(cwd) {
	const user = process.getuid?.() ?? "user";
	const place = (0, import__builtin_crypto.createHash)("sha256").update(cwd).digest("hex").slice(0, 16);
	return (0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), `fanout-${user}-${place}`);
}
function inFirst(folders, open) {
	const failures = [];
	for (const folder of folders) try {
		refuseOthers(folder, folders);
		return {
			folder,
			opened: open(folder),
			...failures[0] && { problem: elsewhere(failures[0], folder) }
		};
	} catch (error) {
		if (!(error instanceof (require_problem()).UsageError) || !(require_unwritable()).isUnwritable(error.cause)) throw error;
		failures.push(error);
	}
	throw new (require_problem()).UsageError(failures.flatMap(({ problems }) => problems));
}
function refuseOthers(folder, folders) {
	if (isOurs(folder, folders)) return;
	const message = `cannot keep notes in "${folder}": it is not a folder of this user alone`;
	throw new (require_problem()).UsageError([{
		code: "file-unwritable",
		message,
		hint: "remove it, or pass --notes DIR"
	}]);
}
function isOurs(folder, folders) {
	const stats = folder === folders.at(-1) && folders.length > 1 ? (0, import__builtin_fs.lstatSync)(folder, { throwIfNoEntry: false }) : void 0;
	if (!stats || process.getuid === void 0) return true;
	return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 18) === 0;
}
function elsewhere({ problems }, folder) {
	return {
		code: "file-unwritable",
		message: `${problems[0]?.message}; this run's notes are in "${folder}"`,
		hint: "fanout finish looks there too; --notes DIR names another place"
	};
}

// src/cli/run-pages.ts
const noPages = {
	take() {},
	goOnWith() {},
	async close() {}
};
function openRunPages(asked, folder, { host, cwd }) {
	if (asked === void 0 && !host.keepPage) return noPages;
	const kept = [];
	let before = [];
	return {
		take(event) {
			const last = kept.at(-1);
			if (!last || event.kind === "run-started" && begins(last)) {
				kept.push({
					before,
					events: [event]
				});
				before = [];
			} else last.events.push(event);
		},
		goOnWith(events) {
			before = events;
		},
		async close() {
			if (kept.length === 0) return;
			try {
				const { pagesOfRuns } = await Promise.resolve().then(() => require("./page-file.js")).then((n) => n.page_file_exports);
				const pages = named(await pagesOfRuns(kept.map(({ before: earlier, events }) => [earlier, events])));
				for (const page of pages.toReversed()) await keep(page);
			} catch (error) {
				warn(asked ?? folder, error);
			}
		}
	};
	function begins({ events }) {
		return events.some(({ kind }) => kind === "run-started");
	}
	function named(pages) {
		const taken = /* @__PURE__ */ new Map();
		return pages.flatMap((events) => {
			const name = nameOf(events);
			if (asked === void 0 && name === void 0) return [];
			const wanted = asked === void 0 ? (0, import__builtin_path.join)(host.pageFolder ?? folder, `${name}.html`) : (0, import__builtin_path.resolve)(cwd, asked);
			const count = (taken.get(wanted) ?? 0) + 1;
			taken.set(wanted, count);
			return [{
				path: count === 1 ? wanted : numbered(wanted, count),
				events
			}];
		});
	}
	async function keep({ path, events }) {
		try {
			const { writePage } = await Promise.resolve().then(() => require("./page-file.js")).then((n) => n.page_file_exports);
			await writePage(path, events, asked === void 0 ? "ours" : "chosen");
			host.keepPage?.(path);
		} catch (error) {
			warn(path, error);
		}
	}
	function warn(path, { message: why }) {
		const message = `cannot write the page "${path}": ${why}`;
		host.problems([{
			code: "file-unwritable",
			message,
			hint: "this does not affect the run"
		}], "warning");
	}
}
function numbered(path, count) {
	const { dir, name, ext } = (0, import__builtin_path.parse)(path);
	return (0, import__builtin_path.join)(dir, `${name}-${count}${ext}`);
}
function nameOf(events) {
	const started = events.find((event) => event.kind === "run-started");
	if (!started) return void 0;
	const { environment, of, waves } = started;
	return [environment, ...of === void 0 ? [] : waves.map(({ name }) => name)].join("-").replace(/[^\w.-]+/g, "-").replace(/^\.+/, "").slice(0, 100);
}

// src/cli/recorder.ts
function openRecorder(inputs, ports, { notes = true, environment } = {}) {
	const { host, clock, cwd } = ports;
	const { folder, opened: ours, problem } = inFirst(notesFolders(inputs, ports), (folder) => {
		if (ports.isRehearsal) makeNotesFolder(folder);
		return notes && !ports.isRehearsal ? openRunNotes(notesIn(folder)) : void 0;
	});
	if (problem) host.problems([problem], "warning");
	if (ours?.aside !== void 0) host.problems([unfinished((0, import__builtin_path.relative)(cwd, ours.aside))], "warning");
	const files = [...ours ? [ours] : [], ...inputs.events ? [openNotes((0, import__builtin_path.resolve)(cwd, inputs.events))] : []];
	const counts = countRequests();
	const tellers = environment && !ports.isRehearsal ? openTellers(environment, { env: ports.env }) : [];
	const pages = openRunPages(inputs.page, folder, ports);
	function write(file, event) {
		try {
			file.write(event);
		} catch (error) {
			files.splice(files.indexOf(file), 1);
			const message = `the run's notes can no longer be written: ${error.message}`;
			host.problems([{
				code: "file-unwritable",
				message,
				hint: "if this run is killed now, fanout finish cannot complete it"
			}], "warning");
		}
	}
	return {
		folder,
		emit(unstamped) {
			const stamped = {
				at: clock.now(),
				...unstamped
			};
			const told = stamped.kind === "run-started" ? {
				...stamped,
				...circumstances(ports, stamped.run)
			} : stamped;
			const event = ports.isRehearsal ? withoutLinks(told) : told;
			if (event.kind === "run-finished" && event.problems) host.problems((require_problem()).together(event.problems), "error");
			const shown = host.take(event);
			for (const file of [...files]) write(file, shown);
			pages.take(shown);
			const requests = countedAt.has(shown.kind) ? counts.take() : [];
			for (const teller of tellers) teller.take(shown, requests);
		},
		noteRequest: counts.note,
		goOnWith: pages.goOnWith,
		async close() {
			for (const file of files) file.close();
			const lost = await Promise.all(tellers.map((teller) => teller.close()));
			if (lost.flat().length > 0) host.problems(lost.flat(), "warning");
			await pages.close();
		}
	};
}
const countedAt = /* @__PURE__ */ new Set(["wave-finished", "run-finished"]);
function circumstances({ env, isRehearsal }, run) {
	const { link } = (require_project()).ciBuild(env);
	return {
		by: actorOf(env, run),
		...(require_defined()).defined({ link }),
		...isRehearsal && { rehearsal: true }
	};
}
function withoutLinks(event) {
	switch (event.kind) {
		case "created": return unlinked(event);
		case "finished": return {
			...event,
			result: unlinked(event.result)
		};
		case "run-finished": return {
			...event,
			results: event.results.map(unlinked)
		};
		default: return event;
	}
}
function unlinked(linked) {
	const { consoleUrl: _, ...rest } = linked;
	return rest;
}
function unfinished(path) {
	return {
		code: "unfinished-run",
		message: `the previous run has not ended; its notes are kept as "${path}"`,
		hint: "if it was interrupted: fanout finish"
	};
}
function notesPaths(inputs, ports) {
	const folders = notesFolders(inputs, ports);
	return folders.filter((folder) => isOurs(folder, folders)).map(notesIn);
}
function notesIn(folder) {
	return (0, import__builtin_path.join)(folder, "run.jsonl");
}

Object.defineProperty(exports, "actorOf", {
  enumerable: true,
  get: function () {
    return actorOf;
  }
});
Object.defineProperty(exports, "mayBeAtWork", {
  enumerable: true,
  get: function () {
    return mayBeAtWork;
  }
});
Object.defineProperty(exports, "notesPaths", {
  enumerable: true,
  get: function () {
    return notesPaths;
  }
});
Object.defineProperty(exports, "openNotes", {
  enumerable: true,
  get: function () {
    return openNotes;
  }
});
Object.defineProperty(exports, "openRecorder", {
  enumerable: true,
  get: function () {
    return openRecorder;
  }
});
Object.defineProperty(exports, "readLeftOvers", {
  enumerable: true,
  get: function () {
    return readLeftOvers;
  }
});
},
"./request.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_http$1 = () => require("./_builtin_http.js");
const require__builtin_https$1 = () => require("./_builtin_https.js");
const require__builtin_net$1 = () => require("./_builtin_net.js");
const require_timing = () => require("./timing.js");

// \0builtin:dns/promises
var require_promises = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:dns/promises");
}));

// src/verify/embedded-ipv4.ts
var import__builtin_http = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_http$1()).require__builtin_http(), 1);
var import__builtin_https = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_https$1()).require__builtin_https(), 1);
var import__builtin_net = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_net$1()).require__builtin_net(), 1);
var import_promises = require_promises();
function embeddedIpv4(address) {
	const bytes = bytesOf(address);
	const at = (...places) => places.map((place) => bytes[place] ?? 0).join(".");
	const begins = (...groups) => groups.every((group, index) => groupAt(bytes, index) === group);
	const last = at(12, 13, 14, 15);
	const found = [];
	const isZero = begins(0, 0, 0, 0);
	if (isZero && [0, 65535].includes(groupAt(bytes, 5)) && groupAt(bytes, 4) === 0) {
		if (last !== "0.0.0.1") found.push(last);
	}
	if (isZero && groupAt(bytes, 4) === 65535 && groupAt(bytes, 5) === 0) found.push(last);
	if (begins(100, 65435, 0, 0, 0, 0)) found.push(last);
	if (begins(100, 65435, 1)) {
		const places = [
			at(6, 7, 9, 10),
			at(7, 9, 10, 11),
			at(9, 10, 11, 12),
			last
		];
		found.push(...places.filter((inner) => !inner.startsWith("0.")));
	}
	if (begins(8194)) found.push(at(2, 3, 4, 5));
	if (begins(8193, 0)) found.push(at(4, 5, 6, 7), [
		12,
		13,
		14,
		15
	].map((place) => 255 - (bytes[place] ?? 0)).join("."));
	if ((groupAt(bytes, 4) & 65023) === 0 && groupAt(bytes, 5) === 24318) found.push(last);
	return found;
}
function groupAt(bytes, index) {
	return (bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0);
}
function bytesOf(address) {
	const [front = [], back = []] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::").map((part) => part.split(":").filter((group) => group !== ""));
	const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
	return [
		...front,
		...zeros,
		...back
	].flatMap((group) => {
		const value = Number.parseInt(group, 16);
		return [value >> 8, value & 255];
	});
}

// src/verify/forbidden.ts
const forbidden = new import__builtin_net.BlockList();
forbidden.addSubnet("169.254.0.0", 16, "ipv4");
forbidden.addSubnet("0.0.0.0", 8, "ipv4");
forbidden.addSubnet("fe80::", 10, "ipv6");
forbidden.addSubnet("fd00:ec2::", 32, "ipv6");
forbidden.addAddress("168.63.129.16", "ipv4");
forbidden.addAddress("100.100.100.200", "ipv4");
forbidden.addAddress("192.0.0.192", "ipv4");
forbidden.addAddress("fd20:ce::254", "ipv6");
function isForbidden(address) {
	const family = (0, import__builtin_net.isIP)(address);
	if (family === 4) return forbidden.check(address);
	if (family !== 6) return false;
	const [bare = ""] = address.split("%");
	return forbidden.check(bare, "ipv6") || embeddedIpv4(bare).some((inner) => forbidden.check(inner));
}

// src/verify/address.ts
var ForbiddenAddressError = class extends Error {
	constructor(host, address) {
		const via = host === address ? "" : ` (${address})`;
		super(`"${host}"${via} is a link-local or metadata address, which is never asked`);
		this.name = "ForbiddenAddressError";
	}
};
function checkHost(hostname) {
	const address = hostname.replace(/^\[|\]$/g, "");
	if (isForbidden(address)) throw new ForbiddenAddressError(hostname, hostname);
}
async function checkProxied(hostname, resolve) {
	let timer;
	const late = new Promise((done) => {
		timer = setTimeout(() => done([]), (require_timing()).timing.check.lookup);
	});
	const host = hostname.replace(/^\[|\]$/g, "");
	const found = await Promise.race([resolve(host).catch(() => []), late]);
	clearTimeout(timer);
	refuseForbidden(hostname, found);
}
function refuseForbidden(hostname, found) {
	const bad = found.find(({ address }) => isForbidden(address));
	if (bad) throw new ForbiddenAddressError(hostname, bad.address);
}
async function firstAllowed(hostname, resolve) {
	checkHost(hostname);
	const host = hostname.replace(/^\[|\]$/g, "");
	if ((0, import__builtin_net.isIP)(host) !== 0) return host;
	const found = await resolve(host);
	refuseForbidden(hostname, found);
	return found[0]?.address;
}
const resolveHere = (host) => (0, import_promises.lookup)(host, { all: true });
function checkedLookup(resolve) {
	return (hostname, options, callback) => {
		const refuse = (error) => callback(error, "", 0);
		const find = async () => {
			const found = await resolve(hostname);
			refuseForbidden(hostname, found);
			return found;
		};
		find().then((addresses) => {
			const [first] = addresses;
			if (!first) return refuse(/* @__PURE__ */ new Error(`no address for ${hostname}`));
			if (options.all) return callback(null, addresses);
			return callback(null, first.address, first.family);
		}, refuse);
	};
}

// src/verify/request.ts
const longestBody = 1048576;
async function request(url, { headers, post }, { agents, signal, resolve = resolveHere }) {
	checkHost(url.hostname);
	const secure = url.protocol === "https:";
	const agent = secure ? agents.httpsAgent : agents.httpAgent;
	if ("proxy" in agent) await checkProxied(url.hostname, resolve);
	const options = {
		method: post === void 0 ? "GET" : "POST",
		headers,
		agent,
		lookup: checkedLookup(resolve),
		signal
	};
	return new Promise((done, reject) => {
		const take = (response) => {
			readBody(response).then((body) => {
				done({
					status: response.statusCode ?? 0,
					headers: single(response.headers),
					body
				});
			}, reject);
		};
		(secure ? import__builtin_https.default.request(url, options, take) : import__builtin_http.default.request(url, options, take)).on("error", reject).end(post);
	});
}
async function readBody(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (size > longestBody) {
			response.destroy();
			throw new Error(`the answer is larger than ${longestBody} bytes`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
function single(headers) {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));
}

Object.defineProperty(exports, "ForbiddenAddressError", {
  enumerable: true,
  get: function () {
    return ForbiddenAddressError;
  }
});
Object.defineProperty(exports, "firstAllowed", {
  enumerable: true,
  get: function () {
    return firstAllowed;
  }
});
Object.defineProperty(exports, "request", {
  enumerable: true,
  get: function () {
    return request;
  }
});
Object.defineProperty(exports, "require_promises", {
  enumerable: true,
  get: function () {
    return require_promises;
  }
});
},
"./roll-back.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_hold_record = () => require("./hold-record.js");
const require_ballots = () => require("./ballots.js");
const require_missing_problem = () => require("./missing-problem.js");
const require_publish = () => require("./publish.js");
const require_run_release = () => require("./run-release.js");
const require_open_session = () => require("./open-session.js");
const require_limit = () => require("./limit.js");
const require_cancel = () => require("./cancel.js");
const require_object_keys = () => require("./object-keys.js");
const require_choose_rollback = () => require("./choose-rollback.js");
const require_find_release = () => require("./find-release.js");
const require_read_history = () => require("./read-history.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_timing = () => require("./timing.js");

// src/release/run/rollback-artifacts.ts
async function chooseCourses({ environment, to }, { snapshot, unreachable }, aws, bring) {
	const all = (require_project()).allDestinations(environment);
	const reachable = all.filter(({ id }) => !unreachable.has(id));
	const read = (require_read_history()).historiesReader(reachable, environment, aws);
	const standings = await (require_read_history()).readUntil(async (count) => standingsOf(reachable, snapshot, await read(count)), to === void 0 ? (require_choose_rollback()).isRollbackDecided : (all) => all.every((one) => isDecided(to, one)));
	const reached = to === void 0 ? await toLastProven(standings, environment, aws) : await toVersion(to, standings, environment, aws, bring);
	return new Map(all.map(({ id }) => [id, reached.get(id) ?? cannot(unreachable.get(id) ?? "it does not answer")]));
}
function standingsOf(destinations, snapshot, histories) {
	return destinations.map((destination) => ({
		destination,
		state: snapshot.get(destination.id),
		history: histories.get(destination.id) ?? []
	}));
}
function isDecided(version, { destination, history }) {
	if (!(require_open_session()).hasMore(history)) return true;
	const proof = (require_open_session()).proofOf(version, destination, history);
	if (!proof.proven && proof.more) return false;
	return history.some((run) => {
		const entry = "unread" in run ? void 0 : (require_open_session()).entryOf(run, destination);
		return entry?.version === version && entry.object !== void 0;
	});
}
async function toLastProven(standings, owner, aws) {
	const choices = (require_choose_rollback()).chooseRollback(standings);
	return byId(standings, await (require_limit()).mapLimited(standings, (require_timing()).timing.atOnce.destinations, async ({ destination }) => {
		const choice = choices.get(destination.id);
		if (choice?.kind !== "goes") return choice;
		return held(choice.to, owner, destination, aws);
	}));
}
async function toVersion(version, standings, environment, aws, bring) {
	const { part } = environment;
	const reached = standings.map(({ destination }) => destination);
	const recordBuckets = (require_record_buckets()).recordBucketsOf(reached, aws);
	const holders = part ? (require_record_buckets()).recordBucketsOf([...reached, ...part.whole], aws) : recordBuckets;
	const known = await (require_find_release()).findRelease(environment, version, holders, { despiteFaults: true });
	if (!known) throw noRelease(version, (require_object_keys()).ownerText(environment));
	const all = new Map(await (require_limit()).mapLimited(recordBuckets, (require_timing()).timing.atOnce.requests, async (recordBucket) => {
		const published = await brought(known, environment, recordBucket, {
			standings,
			bring
		});
		return [recordBucket.artifacts.bucket, published];
	}));
	const { digest, size } = known.record;
	return byId(standings, standings.map(({ destination, history }) => {
		const { bucket } = destination;
		const published = all.get(bucket);
		if (!published || "why" in published) return cannot(published?.why ?? "it was not copied");
		const artifact = {
			...published,
			version,
			digest,
			bucket
		};
		const proof = (require_open_session()).proofOf(version, destination, history);
		const unproven = proof.proven ? {} : { unproven: proof.why };
		return {
			kind: "goes",
			artifact,
			size,
			...unproven
		};
	}));
}
async function held({ version, digest, object }, owner, destination, aws) {
	const { bucket } = destination;
	const key = (require_object_keys()).releaseKey(owner, version, digest);
	try {
		const found = await aws.artifacts(destination).find(key);
		if (!found) return cannot(`${version} is gone: there is no s3://${bucket}/${key}; --to ${version} copies it from another bucket that has it`);
		const { eTag, versionId, size } = found;
		const artifact = {
			version,
			digest,
			bucket,
			key,
			eTag,
			...(require_defined()).defined({ versionId })
		};
		const changed = overwritten(object, artifact);
		return changed ? cannot(changed) : {
			kind: "goes",
			artifact,
			size
		};
	} catch (error) {
		return cannot((require_open_session()).describeFault(error, { operation: "s3:GetObject" }).message);
	}
}
async function brought(known, owner, { artifacts, destination }, { standings, bring }) {
	const { version, digest } = known.record;
	const { bucket } = artifacts;
	const key = (require_object_keys()).releaseKey(owner, version, digest);
	try {
		const found = await artifacts.find(key);
		const there = found && {
			version,
			digest,
			bucket,
			key,
			eTag: found.eTag
		};
		const why = (there && standings.map((one) => overwritten(recordedIn(one, version), there)))?.find((one) => one !== void 0);
		if (why) return { why };
		return await bring(known, {
			artifacts,
			destination
		});
	} catch (error) {
		if (error instanceof (require_cancel()).CancelledError) throw error;
		return { why: (require_open_session()).describeFault(error, { operation: "s3:GetObject" }).message };
	}
}
function overwritten(recorded, { bucket, key, eTag, version }) {
	if (!(recorded?.bucket === bucket && recorded.key === key) || !recorded.eTag || recorded.eTag === eTag) return void 0;
	return `${version} was overwritten: s3://${bucket}/${key} has ETag ${eTag}, and had ${recorded.eTag} when it was deployed`;
}
function recordedIn({ history, destination }, version) {
	for (const run of history) {
		const entry = "unread" in run ? void 0 : (require_open_session()).entryOf(run, destination);
		if (entry?.version === version && entry.object) return entry.object;
	}
}
function cannot(why) {
	return {
		kind: "cannot",
		why
	};
}
function byId(standings, courses) {
	return new Map(standings.map(({ destination }, index) => [destination.id, courses[index] ?? cannot("no course was chosen")]));
}
function noRelease(version, whose) {
	return new (require_problem()).RefusedError([{
		code: "no-release",
		message: `there is no release "${version}" of ${whose} in the buckets of this environment`,
		hint: "name a version that was deployed to it before"
	}]);
}

// src/release/run/roll-back.ts
function rollBack(request, ports) {
	const environment = forRollback(request.environment);
	const { to: version, ...rest } = request;
	const run = {
		...rest,
		...(require_defined()).defined({ version }),
		environment
	};
	const release = (aws, guarded) => prepareRollback({
		...request,
		environment
	}, aws, guarded, ports);
	const backwards = {
		command: "rollback",
		allowOlder: true,
		ignoreHold: true,
		acceptsPartial: true
	};
	return (require_run_release()).runRelease({
		...run,
		...backwards
	}, async () => ({ release }), ports);
}
function forRollback(environment) {
	const waves = environment.waves.map((wave) => ({
		...wave,
		bake: 0,
		destinations: wave.destinations.map((require_run_release()).withRollbackPolicy)
	}));
	const { part } = environment;
	const ahead = part ? { part: {
		...part,
		earlier: []
	} } : {};
	return {
		...(require_project()).atAnyTime(environment),
		waves,
		...ahead,
		onFailure: "continue"
	};
}
async function prepareRollback(request, aws, guarded, ports) {
	const { environment } = request;
	const courses = await chooseCourses(request, guarded, aws, async (known, recordBucket) => {
		return (await (require_publish()).publishKnown(environment, known, [recordBucket], ports)).get(recordBucket.artifacts.bucket);
	});
	const going = [...courses.values()].filter((course) => course.kind === "goes");
	if (going.length === 0) throw nothingCan(environment, courses);
	tell((require_project()).allDestinations(environment), guarded.snapshot, courses, ports);
	ports.signal.throwIfAborted();
	await hold(request, going, aws, ports);
	return preparedFrom(courses);
}
function tell(destinations, snapshot, courses, { emit }) {
	const changes = /* @__PURE__ */ new Map();
	for (const destination of destinations) {
		const state = snapshot.get(destination.id);
		const course = courses.get(destination.id);
		const problem = doubtOf(course, destination);
		if (problem) emit({
			kind: "notice",
			level: "warning",
			problem
		});
		if (!course || course.kind === "cannot") continue;
		const change = course.kind === "stays" ? `stays on ${course.version}` : `goes back from ${nowText(state)} to ${course.artifact.version}`;
		changes.set(change, [...changes.get(change) ?? [], destination.id]);
	}
	for (const [change, ids] of changes) emit({
		kind: "step",
		text: `${change}: ${ids.join(", ")}`
	});
	tellRelease(courses, emit);
}
function doubtOf(course, { id }) {
	if (course?.kind === "cannot") return {
		code: "cannot-go-back",
		destination: id,
		message: `cannot go back: ${course.why}`
	};
	if (course?.kind === "goes" && course.unproven) return {
		code: "going-back-unproven",
		destination: id,
		message: `${course.artifact.version} is not proven here: ${course.unproven}`
	};
}
function nowText(state) {
	const { running, attempted } = state ?? {};
	const said = (one) => one.version ?? "a revision that is not a release";
	if (attempted) return `${said(attempted)} (whose deployment has not succeeded)`;
	return running ? said(running) : "nothing";
}
function tellRelease(courses, emit) {
	const going = [...courses.values()].filter((course) => course.kind === "goes");
	const [first] = going;
	if (!first || going.some(({ artifact }) => artifact.digest !== first.artifact.digest)) return;
	const { version, digest } = first.artifact;
	emit({
		kind: "bundle-ready",
		version,
		digest,
		size: first.size,
		reused: true,
		seconds: 0
	});
}
async function hold({ environment, run, reason, withoutLease }, going, aws, { clock, emit, by = run }) {
	const words = {
		reason: `rolled back to ${[...new Set(going.map(({ artifact }) => artifact.version))].join(", ")}${reason === void 0 ? "" : `: ${reason}`}`,
		by
	};
	const { now, missing } = await (require_missing_problem()).holdEnvironment(environment, words, {
		aws,
		clock,
		evenFewer: withoutLease !== void 0,
		unread: (home, error) => {
			emit({
				kind: "notice",
				level: "info",
				problem: (require_ballots()).unreadProblem(`the hold of ${environment.name} in`, home, error)
			});
		}
	}, { keepEarlier: true });
	if (now) emit({
		kind: "notice",
		level: "info",
		problem: (require_hold_record()).heldProblem(environment.name, now)
	});
	if (!missing) return;
	emit({
		kind: "notice",
		level: "warning",
		problem: (require_missing_problem()).missingProblem(environment, missing, "hold")
	});
}
function preparedFrom(courses) {
	const artifacts = /* @__PURE__ */ new Map();
	const leftOut = /* @__PURE__ */ new Map();
	for (const [id, course] of courses) if (course.kind === "goes") artifacts.set(id, course.artifact);
	else if (course.kind === "cannot") leftOut.set(id, {
		outcome: "never-started",
		reason: `cannot go back: ${course.why}`
	});
	else {
		const { version } = course;
		const reason = `already runs ${version}, the version that others go back to`;
		leftOut.set(id, {
			outcome: "skipped",
			version,
			reason
		});
	}
	return {
		artifacts,
		leftOut
	};
}
function nothingCan({ name }, courses) {
	const hint = `use --to VERSION to take ${name} to a version of your choice`;
	const problems = [...courses].flatMap(([id, course]) => doubtOf(course, { id }) ?? []);
	return new (require_problem()).RefusedError(problems.map((problem) => ({
		...problem,
		hint
	})));
}

Object.defineProperty(exports, "chooseCourses", {
  enumerable: true,
  get: function () {
    return chooseCourses;
  }
});
Object.defineProperty(exports, "doubtOf", {
  enumerable: true,
  get: function () {
    return doubtOf;
  }
});
Object.defineProperty(exports, "forRollback", {
  enumerable: true,
  get: function () {
    return forRollback;
  }
});
Object.defineProperty(exports, "rollBack", {
  enumerable: true,
  get: function () {
    return rollBack;
  }
});
},
"./run-release.js"(require, module, exports) {"use strict";
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_cancel = () => require("./cancel.js");
const require_guard = () => require("./guard.js");
const require_quantities = () => require("./quantities.js");
const require_outcome = () => require("./outcome.js");
const require_verdict = () => require("./verdict.js");
const require_open_session = () => require("./open-session.js");
const require_limit = () => require("./limit.js");
const require_timing = () => require("./timing.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_run_started = () => require("./run-started.js");
const require_console = () => require("./console.js");
const require_marker = () => require("./marker.js");
const require_programs = () => require("./programs.js");
const require_object_keys = () => require("./object-keys.js");
const require_plan = () => require("./plan.js");
const require_read_history = () => require("./read-history.js");

// src/release/guard/who-answers.ts
function sayingWhoAnswers(error, all) {
	if (!(error instanceof (require_problem()).RefusedError)) return error;
	const silent = new Set(error.problems.flatMap(silentIn));
	const answering = new Set(all.filter(({ id }) => !silent.has(id)).map(({ region }) => region));
	if (silent.size === 0 || answering.size === 0) return error;
	const problems = error.problems.map((problem) => {
		const gone = all.find(({ id }) => silentIn(problem).includes(id));
		return gone ? {
			...problem,
			hint: hintFor(gone, silent, all, answering)
		} : problem;
	});
	return new (require_problem()).RefusedError(problems, { cause: error });
}
const silentCodes = [
	"aws-unreachable",
	"aws-failed",
	"aws-throttled"
];
function silentIn({ code, destination }) {
	return destination !== void 0 && silentCodes.includes(code) ? [destination] : [];
}
function hintFor({ id, account, region }, silent, all, answering) {
	const isGone = (whose) => all.filter(whose).length > 1 && all.filter(whose).every((one) => silent.has(one.id));
	const others = all.filter((one) => !silent.has(one.id));
	if (isGone((one) => one.account.name === account.name)) return `account ${account.name} does not answer, ${(require_quantities()).many(others.length, "other destination")} ${others.length === 1 ? "does" : "do"}: --except '${account.name}/*' leaves it out`;
	const which = isGone((one) => one.region === region) ? `*/${region}` : id;
	const where = answering.has(region) ? id : region;
	const rest = [...answering].filter((one) => one !== region).length;
	return `${where} does not answer, ${(require_quantities()).many(rest, "other region")} ${rest === 1 ? "does" : "do"}: --except '${which}' leaves it out`;
}

// src/release/run/admit.ts
async function admit(prepared, { environment, goesBack }, ports) {
	const { emit, signal } = ports;
	const guarded = (require_project()).allDestinations(environment).flatMap((destination) => {
		const artifact = prepared.artifacts.get(destination.id);
		return destination.guardTag !== void 0 && artifact ? [{
			destination,
			artifact,
			tag: destination.guardTag
		}] : [];
	});
	if (guarded.length === 0) return prepared;
	emit({
		kind: "step",
		text: `letting hosts read it: ${[...tagsOf(guarded)].join(", ")}`
	});
	const problems = /* @__PURE__ */ new Map();
	const pending = /* @__PURE__ */ new Map();
	await (require_limit()).mapLimited(guarded, (require_timing()).timing.atOnce.requests, async (one) => {
		signal.throwIfAborted();
		const { destination, artifact, tag } = one;
		const object = JSON.stringify([
			artifact.bucket,
			artifact.key,
			artifact.versionId,
			tag
		]);
		const tagging = pending.get(object) ?? tagOnce(one, ports);
		pending.set(object, tagging);
		await tagging.catch((error) => {
			problems.set(destination.id, problemOf(error, destination, artifact));
		});
	});
	if (problems.size === 0) return prepared;
	if (!goesBack) throw new (require_problem()).RefusedError([...problems.values()]);
	return withoutThem(prepared, problems);
}
function tagsOf(guarded) {
	return new Set(guarded.map(({ tag }) => tag));
}
async function tagOnce({ destination, artifact: { key, versionId }, tag }, { aws, clock, signal }) {
	const artifacts = aws.artifacts(destination);
	const object = {
		key,
		versionId
	};
	for (let tries = 0; tries < (require_timing()).timing.tag.tries; tries++) {
		const there = await artifacts.tags(object);
		if (there.get(tag) === "yes") return;
		await artifacts.addTag(object, there, [tag, "yes"]);
		await clock.sleep((require_timing()).timing.tag.settles, signal);
	}
	if ((await artifacts.tags(object)).get(tag) !== "yes") throw new Error("somebody else takes the tag away again");
}
function problemOf(error, destination, { bucket, key }) {
	const { message, ...rest } = (require_open_session()).describeFault(error, {
		destination,
		operation: "s3:PutObjectTagging"
	});
	return {
		...rest,
		message: `s3://${bucket}/${key} cannot be tagged ${destination.guardTag}, and without that tag no host may read it: ${message}`
	};
}
function withoutThem(prepared, problems) {
	const going = [...prepared.artifacts].filter(([id]) => !problems.has(id));
	if (going.length === 0) throw new (require_problem()).RefusedError([...problems.values()]);
	const left = [...problems].map(([id, { message }]) => [id, {
		outcome: "never-started",
		reason: `cannot go back: ${message}`
	}]);
	return {
		...prepared,
		artifacts: new Map(going),
		leftOut: new Map([...prepared.leftOut ?? [], ...left])
	};
}

// src/release/deployment/check-results.ts
function checkResults(checks, causes, seconds) {
	return checks.map(({ name }) => {
		const failure = causes.find(({ script }) => script === name);
		const base = {
			name,
			passed: !failure,
			seconds
		};
		if (!failure) return base;
		const isMissing = failure.code === (require_outcome()).notRehearsed;
		return {
			...base,
			message: failure.message,
			...isMissing && { notRehearsed: true }
		};
	});
}

// src/release/deployment/continue-deployment.ts
async function proceed(deploymentId, wait, calls) {
	try {
		await calls.continue(deploymentId, wait);
		return;
	} catch (error) {
		const fault = (require_open_session()).faultOf(error);
		return hasPassed.includes(fault.name) ? void 0 : fault;
	}
}
const hasPassed = [
	"DeploymentAlreadyCompletedException",
	"DeploymentIsNotInReadyStateException",
	"InvalidDeploymentStatusException"
];

// src/release/deployment/termination-wait.ts
async function endTerminationWait(active, calls) {
	const { deploymentId, instanceTerminationWaitTimeStarted } = active;
	if (!deploymentId || !instanceTerminationWaitTimeStarted || (require_open_session()).isOver(active)) return "not-waiting";
	const refused = await proceed(deploymentId, "TERMINATION_WAIT", calls);
	return refused ? { refused } : "ending";
}

// src/release/deployment/wait-for-turn.ts
async function waitForTurn(fault, { marker, input, turn }, ports) {
	const { destination, calls, read, clock, emit, signal } = ports;
	const active = await findActive(fault, calls);
	if (active?.deploymentId && (require_open_session()).isOurs(active, marker, input)) return {
		deploymentId: active.deploymentId,
		adopted: true
	};
	const waitEnding = active ? await endWait(active, turn, ports) : "not-waiting";
	const reason = active ? `${active.deploymentId} is under way${byWhom(active)}` : fault.message;
	if (destination.onBusy === "fail" && waitEnding !== "ending") return {
		refused: reason,
		fault
	};
	const deploymentId = active?.deploymentId;
	emit({
		kind: "waiting",
		destination: destination.id,
		...(require_defined()).defined({ deploymentId }),
		reason
	});
	if (destination.onBusy === "stop" && waitEnding === "not-waiting" && active && mayBeStopped(active)) {
		const problem = await stopOnce(active, turn, ports);
		if (problem) return {
			refused: problem,
			fault
		};
	}
	let isEnding = waitEnding === "ending";
	for (;;) {
		if (clock.now() >= turn.busyUntil) return {
			refused: `${reason}, and still was after busyTimeout`,
			fault
		};
		if (ports.closed?.()) return void 0;
		if (!deploymentId) {
			await clock.sleep((require_timing()).timing.create.busyUnknown, signal);
			return;
		}
		const reading = await read(deploymentId, (require_timing()).timing.create.busy);
		signal.throwIfAborted();
		if ("info" in reading && (require_open_session()).isOver(reading.info)) return void 0;
		if ("info" in reading && !isEnding) isEnding = await endWait(reading.info, turn, ports) === "ending";
		if ("fault" in reading && !(require_open_session()).isTransient(reading.fault.kind)) return void 0;
	}
}
async function findActive(fault, calls) {
	const named = /\bd-[A-Z0-9]{9}\b/.exec(fault.message)?.[0];
	try {
		const ids = named ? [named] : await calls.listDeployments({ statuses: [
			"Created",
			"Queued",
			"InProgress",
			"Baking",
			"Ready"
		] });
		return (await calls.getDeployments(ids)).find((info) => !(require_open_session()).isOver(info));
	} catch {
		return;
	}
}
function mayBeStopped({ creator, description }) {
	return creator === "user" && !(require_marker()).readMarker(description)?.back;
}
function byWhom(info) {
	const marker = (require_marker()).readMarker(info.description);
	if (marker) return ` (version ${marker.version}, run ${marker.run})`;
	return info.creator && info.creator !== "user" ? ` (started by ${info.creator})` : "";
}
async function stopOnce({ deploymentId = "" }, { stopped }, { destination, calls, emit }) {
	if (stopped.has(deploymentId)) return void 0;
	stopped.add(deploymentId);
	emit({
		kind: "stopping",
		destination: destination.id,
		deploymentId,
		rollback: false,
		reason: "onBusy: stop"
	});
	try {
		await calls.stop(deploymentId, { rollback: false });
		return;
	} catch (error) {
		const fault = (require_open_session()).faultOf(error);
		if (fault.name === "DeploymentAlreadyCompletedException") return void 0;
		return `${deploymentId} blocks this one and could not be stopped: ${(require_open_session()).faultText(fault)}`;
	}
}
async function endWait(active, { refused }, { destination, calls, emit }) {
	const ending = await endTerminationWait(active, calls);
	if (ending === "ending") emit({
		kind: "step",
		text: `${destination.id}: ending the termination wait of ${active.deploymentId}`
	});
	if (typeof ending === "string") return ending;
	const fault = ending.refused;
	const advice = (require_open_session()).adviceForFault(fault, { destination });
	const problem = {
		code: "termination-not-ended",
		destination: destination.id,
		message: `the termination wait of ${active.deploymentId} could not be ended, so this deployment waits for it: ${(require_open_session()).faultText(fault)}`,
		...(require_defined()).defined({ hint: advice })
	};
	if (!refused.has(fault.name)) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	refused.add(fault.name);
	return "waiting";
}

// src/release/deployment/create-deployment.ts
async function createDeployment(input, marker, ports) {
	const { destination, clock, emit, signal } = ports;
	const { before } = ports;
	emit({
		kind: "creating",
		destination: destination.id,
		marker: input.description ?? "",
		...(require_defined()).defined({ before })
	});
	const began = clock.now();
	const turn = {
		busyUntil: began + destination.busyTimeout,
		stopped: /* @__PURE__ */ new Set(),
		refused: /* @__PURE__ */ new Set()
	};
	let lost;
	let isInDoubt = false;
	let mayComeUntil = 0;
	let isFirst = true;
	let failing;
	try {
		for (;;) {
			signal.throwIfAborted();
			const reason = ports.closed?.();
			if (reason && !(lost && isInDoubt)) return notCreated(reason, lost);
			if (lost && isInDoubt) {
				const look = await (require_open_session()).findOurs(input, marker, began, ports);
				if ("found" in look) return adopt(look.found);
				isInDoubt = "unread" in look || clock.now() < mayComeUntil;
				failing ??= {
					since: clock.now(),
					tries: 0
				};
				if (isInDoubt && isOver(failing.since, ports)) return unknown(lost);
				if (isInDoubt) await clock.sleep(pause(failing.tries++), signal);
				continue;
			}
			const isNew = isFirst && isNothingThere(input, ports);
			isFirst = false;
			const attempt = await tryToCreate(input, marker, isNew, ports);
			if (attempt === "closed") continue;
			if (!("fault" in attempt)) return attempt;
			const { fault, sent } = attempt;
			if (fault.kind === "busy") {
				failing = void 0;
				const given = await waitForTurn(fault, {
					marker,
					input,
					turn
				}, ports);
				if (given && "refused" in given) return notCreated(given.refused, lost, given.fault);
				if (given) return given;
				continue;
			}
			if (!(require_open_session()).isTransient(fault.kind)) return notCreated((require_open_session()).faultText(fault), lost, fault);
			if (sent && fault.kind !== "throttled") {
				lost = fault;
				const look = await (require_open_session()).findOurs(input, marker, began, ports);
				if ("found" in look) return adopt(look.found);
				if (isLate(fault)) mayComeUntil = sent.at + (require_timing()).timing.create.late;
				isInDoubt = "unread" in look || clock.now() < mayComeUntil;
			}
			failing ??= {
				since: clock.now(),
				tries: 0
			};
			if (isOver(failing.since, ports)) return notCreated((require_open_session()).faultText(fault), lost, fault);
			await clock.sleep(pause(failing.tries++), signal);
		}
	} catch (error) {
		if (!signal.aborted || !lost) throw error;
		const look = await (require_open_session()).findOurs(input, marker, began, ports);
		return "found" in look ? adopt(look.found) : unknown(lost);
	}
}
function isOver(failingSince, { clock, silentSince }) {
	const silent = silentSince?.() ?? clock.now();
	return clock.now() - failingSince >= (require_timing()).timing.create.goesOn || clock.now() - silent >= (require_timing()).timing.silent;
}
function isNothingThere(input, { seen, clock }) {
	if (!seen || clock.now() - seen.at > (require_timing()).timing.create.seen) return false;
	return !seen.last || !(require_open_session()).hasRevision(seen.last, input);
}
function isLate({ name, status }) {
	return name === "TimeoutError" || status === 504 || status === 408;
}
function adopt({ deploymentId = "" }) {
	return {
		deploymentId,
		adopted: true
	};
}
function pause(tries) {
	const { least, most } = (require_timing()).timing.create.pause;
	return Math.min(most, least * 2 ** tries);
}
function notCreated(reason, lost, fault) {
	return lost ? unknown(lost) : {
		refused: reason,
		...(require_defined()).defined({ fault })
	};
}
function unknown(fault) {
	return {
		unknown: (require_open_session()).faultText(fault),
		fault
	};
}
async function tryToCreate(input, marker, isNew, ports) {
	const { calls, clock, role, signal } = ports;
	let sent;
	try {
		const earlier = role === "deployment" && !isNew ? await (require_open_session()).findEarlier(input, marker, ports) : void 0;
		if (earlier?.standing === "runs") return { running: earlier.info };
		if (earlier?.info.deploymentId) return {
			deploymentId: earlier.info.deploymentId,
			adopted: true
		};
		const own = role === "rollback" ? await (require_open_session()).findOwn(input, marker, ports) : void 0;
		if (own?.deploymentId) return {
			deploymentId: own.deploymentId,
			adopted: true
		};
		if (ports.sure) await (require_cancel()).unlessCancelled(ports.sure, signal);
		signal.throwIfAborted();
		if (ports.closed?.()) return "closed";
		sent = { at: clock.now() };
		return {
			deploymentId: await calls.create(input),
			adopted: false
		};
	} catch (error) {
		if (!sent) signal.throwIfAborted();
		return {
			fault: (require_open_session()).faultOf(error),
			sent
		};
	}
}

// src/release/deployment/deployment-input.ts
function deploymentInput(destination, artifact, description) {
	const { deploymentConfig, fileExistsBehavior } = destination;
	return {
		applicationName: destination.application,
		deploymentGroupName: destination.deploymentGroup,
		description,
		revision: {
			revisionType: "S3",
			s3Location: locationOf(artifact)
		},
		...(require_defined()).defined({
			deploymentConfigName: deploymentConfig,
			fileExistsBehavior
		}),
		...destination.ignoreApplicationStopFailures && { ignoreApplicationStopFailures: true },
		...destination.updateOutdatedInstancesOnly && { updateOutdatedInstancesOnly: true },
		...autoRollback(destination),
		...alarmOverride(destination)
	};
}
function locationOf({ bucket, key, eTag, versionId, bundleType = "zip" }) {
	return {
		bucket,
		key,
		bundleType,
		...(require_defined()).defined({
			eTag,
			version: versionId
		})
	};
}
function autoRollback({ rollback: { auto } }) {
	return auto ? { autoRollbackConfiguration: {
		enabled: auto.length > 0,
		events: auto
	} } : {};
}
function alarmOverride({ alarms }) {
	if (!alarms) return {};
	return { overrideAlarmConfiguration: {
		enabled: alarms.names.length > 0,
		ignorePollAlarmFailure: alarms.ignorePollFailure,
		alarms: alarms.names.map((name) => ({ name }))
	} };
}

// src/release/deployment/follow-related.ts
async function followRelated({ info }, ports) {
	if (!info || !mayHaveRelated(info, ports)) return [];
	const { destination, clock } = ports;
	const deadline = clock.now() + destination.timeout;
	const all = [];
	const known = /* @__PURE__ */ new Set();
	for (;;) {
		const ids = (await awaitRelated(info, known, ports)).filter((id) => !known.has(id));
		if (ids.length === 0) return all;
		for (const id of ids) known.add(id);
		const follows = ids.map((id) => (require_run_started()).follow(id, {
			...ports,
			destination: destination.id,
			role: "related",
			deadline
		}));
		all.push(...await Promise.all(follows));
	}
}
function mayHaveRelated({ status, deploymentStyle, relatedDeployments }, { group }) {
	if (status !== "Succeeded" || deploymentStyle?.deploymentType === "BLUE_GREEN") return false;
	if (relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds?.length) return true;
	const { autoScalingGroups = [], outdatedInstancesStrategy } = group ?? {};
	return autoScalingGroups.length > 0 && outdatedInstancesStrategy !== "IGNORE";
}
async function awaitRelated(info, known, { read, clock }) {
	const until = clock.now() + (require_timing()).timing.follow.relatedBegin;
	for (let latest = info;;) {
		const ids = latest.relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
		const left = until - clock.now();
		if (left <= 0 || ids.some((id) => !known.has(id))) return ids;
		const reading = await read(info.deploymentId ?? "", Math.min(left, (require_timing()).timing.follow.relatedBegin / 2));
		if ("info" in reading) latest = reading.info;
	}
}

// src/release/deployment/follow-rollback.ts
async function followRollback({ info, end }, { askedFor }, ports) {
	if (end === "lost" || !info || !endedBadly(info)) return void 0;
	const { destination, clock, emit, versionOf } = ports;
	const rollbackId = await awaitRollback(info, askedFor, ports);
	if (!rollbackId) return void 0;
	emit({
		kind: "rolling-back",
		destination: destination.id,
		deploymentId: rollbackId,
		by: "codedeploy"
	});
	const { halt: _, ...rest } = ports;
	const followed = await (require_run_started()).follow(rollbackId, {
		...rest,
		destination: destination.id,
		role: "rollback",
		deadline: clock.now() + destination.timeout
	});
	const version = versionOf(followed.info?.revision?.s3Location?.key);
	return {
		deploymentId: rollbackId,
		status: statusOf$1(followed),
		...(require_defined()).defined({ version }),
		complete: isComplete(followed),
		by: "codedeploy"
	};
}
async function awaitRollback(info, askedFor, { destination, read, clock, emit, group }) {
	const until = clock.now() + (require_timing()).timing.follow.rollbackBegins;
	for (let latest = info;;) {
		const { rollbackDeploymentId, rollbackMessage } = latest.rollbackInfo ?? {};
		if (rollbackDeploymentId) return rollbackDeploymentId;
		if (rollbackMessage) {
			emit({
				kind: "notice",
				level: "warning",
				problem: {
					code: "not-rolled-back",
					destination: destination.id,
					message: `CodeDeploy did not roll back: ${rollbackMessage}`
				}
			});
			return;
		}
		if (!askedFor && !isRollbackExpected(latest, group?.autoRollbackConfiguration)) return void 0;
		if (clock.now() >= until) {
			emit({
				kind: "notice",
				level: "warning",
				problem: notBegun(destination)
			});
			return;
		}
		const reading = await read(latest.deploymentId ?? "", (require_timing()).timing.follow.rollbackLook);
		if ("info" in reading) latest = reading.info;
		else if (!(require_open_session()).isTransient(reading.fault.kind)) return void 0;
	}
}
const notBegun = ({ id }) => ({
	code: "not-rolled-back",
	destination: id,
	message: `CodeDeploy should roll back by itself, but had not started after ${(require_timing()).timing.follow.rollbackBegins / 1e3} seconds`,
	hint: "check in the console whether it has started since"
});
function isRollbackExpected({ autoRollbackConfiguration: own, status, errorInformation }, groupRollback) {
	const setting = own ?? groupRollback;
	if (!setting?.enabled) return false;
	const events = setting.events ?? [];
	if (errorInformation?.code === "ALARM_ACTIVE") return events.includes("DEPLOYMENT_STOP_ON_ALARM");
	if (status === "Stopped") return events.includes("DEPLOYMENT_STOP_ON_REQUEST");
	return events.includes("DEPLOYMENT_FAILURE");
}
function endedBadly({ status }) {
	return status === "Failed" || status === "Stopped";
}
function statusOf$1({ end, info }) {
	if (end === "expired") return "timed-out";
	if (end === "shifted" || info?.status === "Succeeded") return "succeeded";
	if (end === "lost") return "unknown";
	return info?.status === "Stopped" ? "stopped" : "failed";
}
function isComplete({ end, info }) {
	if (!info || end !== "shifted" && info.status !== "Succeeded") return false;
	const { pending, inProgress, failed, skipped } = (require_open_session()).countsOf(info);
	return pending + inProgress + failed + skipped === 0;
}

// src/release/deployment/gaps.ts
const PREFIX = "Not rehearsed: ";
function gapsOf(targets) {
	const reports = targets.flatMap((target) => (target.lifecycleEvents ?? []).flatMap((event) => {
		const report = gapOf(event);
		return report ? [{
			instance: (require_open_session()).instanceName(target),
			...report
		}] : [];
	}));
	return (require_open_session()).collapse(reports, targets.length);
}
function gapOf(event) {
	const { message = "", script, log } = (require_open_session()).diagnosticsOf(event) ?? {};
	if (event.status !== "Succeeded" || !message.startsWith(PREFIX)) return void 0;
	return {
		...(require_defined()).defined({
			event: event.lifecycleEventName || void 0,
			script: script || void 0
		}),
		code: (require_outcome()).notRehearsed,
		message: message.slice(15),
		...(require_defined()).defined({ log: log || void 0 }),
		advice: "give it to the hosts of rehearsals: rehearsal.host in fanout.yml takes stub commands (docker: { exit: 0 }), units and a root folder"
	};
}
function lackedIn(gaps) {
	const names = gaps.flatMap(({ message }) => /^(?:failed after )?the host lacks (.*)/.exec(message)?.[1]?.split(", ") ?? []);
	return `hosts lack ${[...new Set(names)].join(", ")}`;
}

// src/release/deployment/judge-deployment.ts
function judgeDeployment(followed, destination, { emulated, interruption, rollback, related }) {
	const alone = withRelated(judgeAlone(followed, destination, {
		interruption,
		emulated
	}), related, destination);
	const wentBack = rollback?.status === "succeeded" && ["failed", "stopped"].includes(alone.outcome);
	return {
		...alone,
		...wentBack && { outcome: "rolled-back" },
		...(require_defined()).defined({ rollback })
	};
}
function judgeMissing(creation, destination) {
	const isSure = "refused" in creation;
	const operation = "codedeploy:CreateDeployment";
	const { fault } = creation;
	const cause = withAdvice({
		instances: [],
		of: 0,
		message: isSure ? creation.refused : creation.unknown
	});
	const advice = cause.advice ?? (fault && (require_open_session()).adviceForFault(fault, {
		destination,
		operation
	}));
	return {
		outcome: isSure ? "never-started" : "failed",
		instances: (require_outcome()).noInstances,
		causes: [advice ? {
			...cause,
			advice
		} : cause],
		...isSure ? { reason: "no deployment was created" } : (require_run_started()).unknownCreation(destination)
	};
}
function judgeAlone(followed, destination, { interruption, emulated }) {
	const { end, info, targets, goesOn } = followed;
	if (end === "lost" || !info) return judgeLost(followed, destination, interruption);
	const instances = (require_open_session()).countsOf(info);
	const causes = (require_open_session()).causesOf(info, targets, (require_open_session()).adviceForCause);
	if (end === "shifted" || info.status === "Succeeded") return judgeSucceeded({
		instances,
		causes,
		gaps: emulated ? gapsOf(targets) : []
	}, destination);
	if (end === "ready") return {
		outcome: "ready",
		instances,
		causes: [],
		reason: leftReady
	};
	if (interruption) {
		const ended = {
			causes,
			...interruption,
			instances
		};
		if (end !== "expired") return ended;
		return {
			...ended,
			reason: `${interruption.reason}${stillRuns(goesOn)}`,
			goesOn: true
		};
	}
	if (info.errorInformation?.code === "NO_INSTANCES" && destination.empty === "skip") return {
		outcome: "skipped",
		instances,
		causes: [],
		reason: "the deployment group has no instances"
	};
	return {
		outcome: info.status === "Stopped" ? "stopped" : "failed",
		instances,
		causes
	};
}
const leftReady = "its new instances wait for traffic (onReady: leave)";
function stillRuns(goesOn = false) {
	return goesOn ? "; it could not be stopped and is still running" : "; fanout asked CodeDeploy to stop it, but scripts are still running on its instances";
}
function judgeLost({ info, fault, unreadSince }, destination, interruption) {
	const why = interruption ? `${interruption.reason}; ` : "";
	const since = unreadSince === void 0 ? "" : ` since ${timeOfDay(unreadSince)}`;
	return {
		outcome: "failed",
		instances: info ? (require_open_session()).countsOf(info) : (require_outcome()).noInstances,
		causes: [unreadable(fault, destination)],
		reason: `${why}the outcome of the deployment is unknown: it could not be read${since}`,
		isUnknown: true
	};
}
function judgeSucceeded({ instances, causes, gaps }, { failedInstances }) {
	if (gaps.length > 0 && (instances.failed === 0 || failedInstances === "warn")) {
		const failed = instances.failed === 0 ? [] : causes;
		const reason = lackedIn(gaps);
		return {
			outcome: "not-rehearsed",
			instances,
			causes: [...failed, ...gaps],
			reason
		};
	}
	if (instances.failed === 0) return {
		outcome: "succeeded",
		instances,
		causes: []
	};
	return {
		outcome: failedInstances === "fail" ? "failed" : "succeeded",
		instances,
		causes,
		reason: `CodeDeploy says succeeded, but ${instances.failed} of its instances failed`
	};
}
function withRelated(judged, related, destination) {
	const { failedInstances } = destination;
	const behind = related.filter(leftBehind);
	if (behind.length === 0 || !(require_outcome()).isGood(judged.outcome)) return judged;
	const isBorne = failedInstances === "warn" && behind.every(hasSucceeded$1);
	const ids = behind.map(({ info }) => info?.deploymentId ?? "(unread)").join(", ");
	return {
		...judged,
		outcome: isBorne ? judged.outcome : "failed",
		causes: [...judged.causes, ...behind.flatMap((one) => causesOfRelated(one, destination))],
		reason: `instances that joined meanwhile were not${isBorne ? " all" : ""} updated: ${ids}`
	};
}
function leftBehind(followed) {
	const { info } = followed;
	if (info?.errorInformation?.code === "NO_INSTANCES") return false;
	return !hasSucceeded$1(followed) || info !== void 0 && (require_open_session()).countsOf(info).failed > 0;
}
function hasSucceeded$1({ info }) {
	return info?.status === "Succeeded";
}
function causesOfRelated({ info, targets, fault }, destination) {
	if (fault) return [unreadable(fault, destination)];
	return info ? (require_open_session()).causesOf(info, targets, (require_open_session()).adviceForCause) : [];
}
function timeOfDay(at) {
	return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
function unreadable(fault, destination) {
	const message = fault ? (require_open_session()).faultText(fault) : "it could not be read";
	const advice = fault && (require_open_session()).adviceForFault(fault, {
		destination,
		operation: "codedeploy:BatchGetDeployments"
	});
	return {
		instances: [],
		of: 0,
		message,
		...(require_defined()).defined({ advice })
	};
}
function withAdvice(cause) {
	const advice = (require_open_session()).adviceForCause(cause);
	return advice ? {
		...cause,
		advice
	} : cause;
}

// src/release/deployment/poll-deployments.ts
function pollDeployments(getDeployments, { clock, signal, random = (require_programs()).systemRandom }) {
	const waiting = /* @__PURE__ */ new Map();
	let running = false;
	let wake = new AbortController();
	let backoff = 0;
	const read = (deploymentId, delay) => new Promise((resolve, reject) => {
		const due = clock.now() + Math.max(delay, backoff);
		waiting.set(deploymentId, {
			due,
			resolve,
			reject
		});
		if (running) wake.abort();
		else serve();
	});
	return Object.assign(read, {
		followers: () => waiting.size + 1,
		hasten(deploymentId, at) {
			const waiter = waiting.get(deploymentId);
			const due = Math.max(at, clock.now() + backoff);
			if (!waiter || waiter.due <= due) return;
			waiter.due = due;
			wake.abort();
		}
	});
	async function serve() {
		running = true;
		try {
			while (waiting.size > 0) {
				const rest = Math.min(...[...waiting.values()].map(({ due }) => due)) - clock.now();
				if (rest > 0) await nap(rest);
				else await look();
			}
		} catch (error) {
			for (const { reject } of waiting.values()) reject(error);
			waiting.clear();
		} finally {
			running = false;
		}
	}
	async function nap(ms) {
		wake = new AbortController();
		await (require_run_command()).withAny([signal, wake.signal], (either) => clock.sleep(ms, either)).catch(() => void 0);
		signal.throwIfAborted();
	}
	async function look() {
		const now = clock.now();
		const batch = [...waiting].filter(([, { due }]) => due <= now + (require_timing()).timing.look.together).map(([id]) => id).slice(0, (require_timing()).timing.look.batch);
		const readings = await readBatch(batch);
		for (const id of batch) {
			waiting.get(id)?.resolve(readings.get(id) ?? { fault: missing(id) });
			waiting.delete(id);
		}
	}
	async function readBatch(ids) {
		try {
			const infos = await getDeployments(ids);
			backoff = 0;
			return new Map(infos.map((info) => [info.deploymentId ?? "", { info }]));
		} catch (error) {
			signal.throwIfAborted();
			const fault = (require_open_session()).faultOf(error);
			if ((require_open_session()).isTransient(fault.kind)) backoff = nextBackoff(backoff, random);
			return new Map(ids.map((id) => [id, { fault }]));
		}
	}
}
function nextBackoff(backoff, random) {
	const { least, most } = (require_timing()).timing.look.throttled;
	return Math.min(most, Math.max(least, backoff * 2) * (.75 + random.next() / 2));
}
function missing(deploymentId) {
	return (require_open_session()).faultOf(Object.assign(/* @__PURE__ */ new Error(`deployment ${deploymentId} was not in the answer`), { name: "DeploymentDoesNotExistException" }));
}

// src/release/deployment/follow-stop.ts
async function followStop(deploymentId, asked, ports) {
	const { destination, calls, clock, emulated = false } = ports;
	if (!deploymentId || asked.outcome !== "stopped" || !isAwaited(ports)) return asked;
	const { signal } = new AbortController();
	const read = pollDeployments((ids) => calls.getDeployments(ids), {
		clock,
		signal
	});
	const { halt: _, ...rest } = {
		...ports,
		signal,
		read
	};
	const followed = await (require_run_started()).follow(deploymentId, {
		...rest,
		destination: destination.id,
		deadline: clock.now() + (require_timing()).timing.follow.stopping
	});
	const how = {
		emulated,
		interruption: {
			outcome: "stopped",
			reason: "the run was cancelled"
		},
		rollback: await followRollback(followed, { askedFor: (require_run_started()).isRolledBack(ports) }, rest),
		related: []
	};
	const ending = judgeDeployment(followed, destination, how);
	return {
		...ending,
		causes: ending.causes.filter(({ code }) => code !== "MANUAL_STOP")
	};
}
function isAwaited({ isAttended, signal }) {
	return isAttended === true && (require_cancel()).cancellationOf(signal) === "SIGINT";
}

// src/release/deployment/ready.ts
function readiness(deploymentId, version, ports) {
	const { destination, calls, emit, role, verify, goesBack, waiting } = ports;
	const refusal = new AbortController();
	let interruption;
	let isVerified = destination.onReady !== "verify-then-continue";
	let isLeft = false;
	return {
		refused: refusal.signal,
		interruption: () => interruption,
		isLeft: () => isLeft,
		async decide() {
			if (destination.onReady === "wait" && role === "deployment" && !waiting) {
				emit({
					kind: "notice",
					level: "info",
					problem: someoneMust(destination)
				});
				return true;
			}
			if (destination.onReady === "leave" && !goesBack && !waiting) {
				isLeft = true;
				refusal.abort();
				return true;
			}
			if (!isVerified) {
				const causes = (await verify?.(destination, version, { deploymentId }) ?? []).filter(({ code }) => code !== (require_outcome()).notRehearsed);
				if (causes.length > 0) return refuse({
					...unverified,
					causes
				});
				isVerified = true;
			}
			const fault = await proceed(deploymentId, "READY_WAIT", calls);
			if (!fault) return true;
			if (!(require_open_session()).isTransient(fault.kind)) return refuse(notShifted(fault));
			const text = `traffic is not shifted yet: ${(require_open_session()).faultText(fault)}`;
			emit({
				kind: "trouble",
				destination: destination.id,
				text
			});
			return false;
		}
	};
	function refuse(why) {
		interruption = why;
		refusal.abort();
		return true;
	}
}
const someoneMust = ({ id }) => ({
	code: "traffic-waits",
	destination: id,
	message: "its new instances are ready: someone must now shift the traffic (onReady: wait)",
	hint: "reroute the traffic in the console, or call ContinueDeployment with READY_WAIT"
});
const unverified = {
	outcome: "not-verified",
	reason: "not verified before its traffic was shifted"
};
function notShifted({ name, message }) {
	return {
		outcome: "failed",
		reason: "its traffic could not be shifted",
		causes: [{
			instances: [],
			of: 0,
			code: name,
			message,
			advice: "allow the role codedeploy:ContinueDeployment"
		}]
	};
}

// src/release/deployment/deploy-destination.ts
async function deployDestination(artifact, marker, ports) {
	const { destination, clock, signal } = ports;
	const began = clock.now();
	const { version } = artifact;
	let created;
	let ended;
	const quiet = {
		...ports,
		emit: unlessAborted(ports)
	};
	const result = (ending) => ({
		destination: destination.id,
		version,
		...created,
		...ending,
		seconds: Math.round((clock.now() - began) / 1e3)
	});
	try {
		const input = deploymentInput(destination, artifact, (require_marker()).describeDeployment(marker, ports.reason));
		const creation = ports.waiting ? takeUp(ports.waiting, ports) : await createDeployment(input, marker, ports);
		if ("refused" in creation || "unknown" in creation) return result(judgeMissing(creation, destination));
		if ("running" in creation) {
			created = linked(creation.running.deploymentId ?? "", destination);
			ended = alreadyThere(creation.running);
		} else {
			const { deploymentId, adopted } = creation;
			created = linked(deploymentId, destination);
			announce(created, adopted, version, ports);
			ended = await (require_cancel()).unlessCancelled(() => followToTheEnd({
				deploymentId,
				version,
				adopted
			}, quiet), signal);
		}
		const ending = ended;
		const id = created.deploymentId;
		return result(await (require_cancel()).unlessCancelled(() => verified(ending, version, id, quiet), signal));
	} catch (error) {
		if (!signal.aborted) throw error;
		if (ended) return result(cutShort(ended));
		const id = created?.deploymentId;
		return result(cutShort(await followStop(id, await (require_run_started()).stopCancelled(id, ports), ports)));
	}
}
function takeUp({ deploymentId = "", description = "" }, { destination, emit, before }) {
	emit({
		kind: "creating",
		destination: destination.id,
		marker: description,
		...(require_defined()).defined({ before })
	});
	return {
		deploymentId,
		adopted: true
	};
}
function unlessAborted({ emit, signal }) {
	return (event) => {
		if (!signal.aborted) emit(event);
	};
}
function linked(deploymentId, destination) {
	return {
		deploymentId,
		consoleUrl: (require_console()).deploymentUrl(destination, deploymentId)
	};
}
function alreadyThere(info) {
	return {
		outcome: "succeeded",
		instances: (require_open_session()).countsOf(info),
		causes: [],
		reason: "it already runs there"
	};
}
function cutShort(ending) {
	if (!(require_outcome()).isGood(ending.outcome)) return ending;
	return {
		...ending,
		outcome: "not-verified",
		isUnchecked: true,
		reason: "CodeDeploy says succeeded, but the run was cancelled before it was verified"
	};
}
function announce(created, adopted, version, { destination: { id: destination }, emit, role }) {
	const { deploymentId } = created;
	if (role === "deployment") emit({
		kind: "created",
		destination,
		...created,
		adopted
	});
	else emit({
		kind: "rolling-back",
		destination,
		deploymentId,
		by: "fanout",
		version
	});
}
async function followToTheEnd(begun, ports) {
	const { followed, interruption, askedFor } = await followOrStop(begun, ports);
	return judgeDeployment(followed, ports.destination, {
		emulated: ports.emulated ?? false,
		interruption,
		rollback: await followRollback(followed, { askedFor }, ports),
		related: await followRelated(followed, ports)
	});
}
async function followOrStop({ deploymentId, version, adopted }, ports) {
	const { destination, clock, halt } = ports;
	const ready = readiness(deploymentId, version, ports);
	const followed = await (require_run_started()).follow(deploymentId, {
		...ports,
		destination: destination.id,
		...adopted ? {
			firstLook: 0,
			usual: void 0
		} : {
			firstLook: (require_timing()).timing.look.first,
			...ports.beside
		},
		deadline: clock.now() + destination.timeout,
		halt: halt ? AbortSignal.any([halt, ready.refused]) : ready.refused,
		onReady: ready.decide
	});
	if (followed.end !== "expired") return {
		followed,
		askedFor: false
	};
	if (ready.isLeft()) return {
		followed: {
			...followed,
			end: "ready"
		},
		askedFor: false
	};
	const cause = ready.interruption();
	const outside = interruptionOf(followed, ports);
	const stopped = await (require_run_started()).stopAndFollow(deploymentId, (cause ?? outside).reason, ports);
	const interruption = cause ?? (stopped.stop === "over" ? void 0 : outside);
	return {
		followed: stopped.followed,
		...(require_defined()).defined({ interruption }),
		askedFor: stopped.stop === "asked" && (require_run_started()).isRolledBack(ports)
	};
}
function interruptionOf({ info }, { destination, halt, goesBack }) {
	if (halt?.aborted) return {
		outcome: "stopped",
		reason: "stopped because another destination failed"
	};
	const minutes = `${Math.round(destination.timeout / 6e4)} minutes`;
	return {
		outcome: "timed-out",
		reason: `${info?.status === "Ready" && destination.onReady === "wait" ? "nobody shifted its traffic within" : "not finished after"} ${minutes}${goesBack ? "; it is stopped and not rolled back, because that would bring back what it replaces" : ""}`
	};
}
async function verified(ending, version, deploymentId, { destination, verify, clock }) {
	if (!(require_outcome()).isGood(ending.outcome) || !verify || destination.verify.length === 0) return ending;
	const isWhole = ending.outcome === "succeeded";
	const began = clock.now();
	const found = await verify(destination, version, {
		once: !isWhole,
		deploymentId
	});
	const causes = isWhole ? found : found.map(afterwards);
	const seconds = Math.round((clock.now() - began) / 1e3);
	const checks = checkResults(destination.verify, causes, seconds);
	if (causes.length === 0) return {
		...ending,
		checks
	};
	if (causes.every(({ code }) => code === "NotRehearsed")) return unrehearsed(ending, causes, checks);
	return {
		...ending,
		outcome: "not-verified",
		causes,
		checks,
		reason: "CodeDeploy says succeeded, but it was not verified"
	};
}
function afterwards(cause) {
	if (cause.code === "NotRehearsed") return cause;
	return {
		...cause,
		code: (require_outcome()).notRehearsed,
		message: `after something the host lacks: ${cause.message}`
	};
}
function unrehearsed(ending, causes, checks) {
	const { reason = `its checks could not run: ${causes[0]?.message ?? ""}` } = ending;
	return {
		...ending,
		outcome: "not-rehearsed",
		causes: [...ending.causes, ...causes],
		checks,
		reason
	};
}

// src/release/deployment/deployed-since.ts
const byItself = [
	"autoscaling",
	"autoscalingTermination",
	"codeDeployRollback",
	"CodeDeploy",
	"CodeDeployAutoUpdate"
];
async function deployedSince({ deploymentId = "" }, calls) {
	try {
		const last = (await calls.getGroup()).lastAttemptedDeployment?.deploymentId;
		if (!last || last === deploymentId) return void 0;
		const infos = await calls.getDeployments([last, deploymentId]);
		const [later, ours] = [last, deploymentId].map((id) => infos.find((info) => info.deploymentId === id));
		return Number(later?.createTime ?? 0) > Number(ours?.createTime ?? 1e400) && !byItself.includes(later?.creator ?? "user") ? later : void 0;
	} catch {
		return;
	}
}

// src/release/deployment/fellows.ts
function openFellows() {
	const members = /* @__PURE__ */ new Set();
	const looks = /* @__PURE__ */ new Map();
	const places = /* @__PURE__ */ new Set();
	let longest;
	return {
		took: () => longest,
		ended(took) {
			if (longest !== void 0 && took <= longest * (require_timing()).timing.look.expected.latest) return;
			longest = took;
			for (const { onEnd } of members) onEnd(took);
		},
		join(joining) {
			const { began, place, firstLook } = joining;
			members.add(joining);
			if (places.size < (require_timing()).timing.look.inTurn.places) places.add(place);
			if (places.has(place)) looks.set(joining, firstLook);
			return {
				nextLook(now, wait) {
					if (!places.has(place)) return now + wait;
					looks.delete(joining);
					const others = [...looks];
					const here = others.filter(([other]) => other.place === place).map(([, due]) => due);
					const elsewhere = others.filter(([other]) => other.place !== place).map(([other, due]) => due - other.began + began);
					const due = (require_run_started()).lookInTurn(now, wait, {
						here,
						elsewhere
					});
					looks.set(joining, due);
					return due;
				},
				leave() {
					members.delete(joining);
					looks.delete(joining);
				}
			};
		}
	};
}

// src/release/deployment/look-again.ts
async function lookAgain(result, ports) {
	const { emit } = ports;
	const { destination } = result;
	const info = await read(result, ports);
	if (!info) return result;
	const now = asItIs(result, info);
	if (now !== result) emit({
		kind: "finished",
		destination,
		result: now
	});
	return now;
}
async function read({ deploymentId }, { isOwn, began, ...ports }) {
	const { calls, signal } = ports;
	if (!deploymentId) {
		const look = await (require_open_session()).findLatest(isOwn, began, ports);
		return "found" in look ? look.found : void 0;
	}
	const [info] = await (require_cancel()).unlessCancelled(() => calls.getDeployments([deploymentId], { signal }), signal).catch(() => []);
	return info;
}
function asItIs(result, info) {
	if (!result.isUnknown) return (require_run_started()).endOf(info) ? afterReady(result, info) : result;
	const found = {
		...result,
		...(require_defined()).defined({ deploymentId: info.deploymentId })
	};
	if ((require_run_started()).endOf(info)) return afterSilence(found, info);
	return {
		...found,
		instances: (require_open_session()).countsOf(info),
		reason: stillUnderWay(result, info)
	};
}
function stillUnderWay({ deploymentId, reason }, info) {
	const now = `was still ${info.status} when the run ended, and is no longer followed`;
	if (!deploymentId) return `CreateDeployment was not answered; the deployment it made, ${info.deploymentId}, ${now}`;
	return `${reason ?? "its outcome is unknown"}; it ${now}`;
}
function afterReady(result, info) {
	return {
		...result,
		instances: (require_open_session()).countsOf(info),
		outcome: hasFailed(info) ? "stopped" : "not-verified",
		reason: hasFailed(info) ? "it was stopped while it waited for its traffic" : "its traffic was shifted while the run went on, and it is not verified"
	};
}
function afterSilence(result, info) {
	const { isUnknown: _, causes, ...rest } = result;
	const instances = (require_open_session()).countsOf(info);
	if (!hasFailed(info)) {
		const reason = "it ended with success while it could not be read, and is not verified: run again, which only verifies it";
		return {
			...rest,
			causes,
			instances,
			outcome: "not-verified",
			reason
		};
	}
	return {
		...rest,
		causes: [...causes, ...(require_open_session()).causesOf(info, [], (require_open_session()).adviceForCause)],
		instances,
		outcome: info.status === "Stopped" ? "stopped" : "failed",
		reason: "it ended while it could not be read"
	};
}
function hasFailed({ status }) {
	return status === "Stopped" || status === "Failed";
}

// src/release/deployment/withdraw.ts
async function withdrawDestination({ deploymentId = "", description = "", revision }, ports) {
	const { destination, clock, emit, reason } = ports;
	const began = clock.now();
	const { id } = destination;
	const consoleUrl = (require_console()).deploymentUrl(destination, deploymentId);
	emit({
		kind: "creating",
		destination: id,
		marker: description
	});
	emit({
		kind: "created",
		destination: id,
		deploymentId,
		consoleUrl,
		adopted: true
	});
	const ending = await withdraw(deploymentId, reason === void 0 ? "stopped by fanout stop" : `stopped by fanout stop: ${reason}`, ports);
	const version = (require_object_keys()).versionOfKey(revision?.s3Location?.key);
	const seconds = Math.round((clock.now() - began) / 1e3);
	return {
		destination: id,
		...(require_defined()).defined({ version }),
		deploymentId,
		consoleUrl,
		...ending,
		seconds
	};
}
async function withdrawReady(result, ports) {
	const { clock } = ports;
	const began = clock.now();
	const { reason: _, ...rest } = result;
	const ending = await withdraw(result.deploymentId ?? "", "stopped before its traffic was shifted, because another destination failed", {
		...ports,
		onCancel: "stop-and-rollback"
	});
	const seconds = result.seconds + Math.round((clock.now() - began) / 1e3);
	return {
		...rest,
		...ending,
		seconds
	};
}
const tooLate = {
	outcome: "not-verified",
	reason: "it ended before it could be stopped, and is not verified"
};
async function withdraw(deploymentId, reason, ports) {
	const { signal, onCancel } = ports;
	try {
		return await (require_cancel()).unlessCancelled(async () => {
			const { followed, stop } = await (require_run_started()).stopAndFollow(deploymentId, reason, ports);
			const askedFor = stop === "asked" && onCancel === "stop-and-rollback";
			const ending = judgeDeployment(followed, ports.destination, {
				emulated: ports.emulated ?? false,
				interruption: stop === "over" ? void 0 : {
					outcome: "stopped",
					reason,
					causes: []
				},
				rollback: await followRollback(followed, { askedFor }, ports),
				related: []
			});
			if (followed.end === "expired") return {
				...ending,
				outcome: "failed",
				isUnknown: true
			};
			return (require_outcome()).isGood(ending.outcome) ? {
				...ending,
				...tooLate
			} : ending;
		}, signal);
	} catch (error) {
		if (!signal.aborted) throw error;
		return (require_run_started()).stopCancelled(deploymentId, ports);
	}
}

// src/release/run/note-gate.ts
function noteGate({ destination, watch, verdict, text }, wave, results, emit) {
	const { kind, name, dryRun } = watch;
	if (kind === "check") return;
	const gate = {
		kind,
		name,
		verdict,
		message: text,
		...dryRun && { dryRun: true }
	};
	emit({
		kind: "gate",
		destination,
		wave,
		gate
	});
	const result = results.get(destination);
	if (!result) return;
	const others = (result.gates ?? []).filter((one) => one.kind !== kind || one.name !== name);
	results.set(destination, {
		...result,
		gates: [...others, gate]
	});
}

// src/release/run/results.ts
function wellSoFar(environment, results) {
	return [...(require_project()).earlierOf(environment).filter(({ id }) => !results.has(id)), ...(require_project()).allDestinations(environment).filter(({ id }) => hasSucceeded(results, id))];
}
function hasSucceeded(results, id) {
	return results.get(id)?.outcome === "succeeded";
}

// src/release/run/bake.ts
async function bake(wave, context, ports) {
	const { environment, results, gate } = context;
	const { clock, emit, signal } = ports;
	const here = wave.destinations.filter(({ id }) => hasSucceeded(results, id));
	if (wave.bake === 0 || here.length === 0) return;
	if (gate.closed() !== void 0) {
		for (const { id } of here) unprove(id, "nothing new may start, so it did not bake");
		return;
	}
	const watched = new Map(wellSoFar(environment, results).map((one) => [one.id, one]));
	const watches = new Map([...watched].map(([id, one]) => [id, ports.watches(one)]));
	const names = new Set([...watches.values()].flat().map(({ name }) => name));
	emit({
		kind: "baking",
		wave: wave.name,
		ms: wave.bake,
		watched: [...names]
	});
	try {
		const until = clock.now() + wave.bake;
		for await (const told of (require_guard()).watchUntil(until, watches, ports)) {
			for (const one of told) noteGate(one, wave.name, results, emit);
			const bad = told.filter(({ acts }) => acts);
			for (const one of bad) if (one.verdict === "fail") take(one);
			gate.count();
			for (const one of bad) if (one.verdict !== "fail") take(one);
			if (gate.closed() !== void 0) return endEarly(bad);
		}
		await (require_limit()).mapLimited(here, (require_timing()).timing.atOnce.requests, async (destination) => {
			if (!hasSucceeded(results, destination.id)) return;
			const began = clock.now();
			const causes = await (require_cancel()).unlessCancelled(() => ports.recheck(destination), signal);
			const seconds = Math.round((clock.now() - began) / 1e3);
			if (causes.length > 0) worsen(destination, causes, "it was no longer verified at the end of the bake", seconds);
		});
		const gone = (require_project()).earlierOf(environment).flatMap(({ id }) => results.has(id) ? [id] : []);
		if (gone.length > 0) for (const { id } of here) unprove(id, `${gone.join(", ")} went bad while it baked`);
	} catch (error) {
		if (!signal.aborted) throw error;
		for (const { id } of here) unprove(id, "CodeDeploy says succeeded, but the run was cancelled before its bake had ended");
	}
	function take({ destination: id, watch, verdict, cause }) {
		const destination = watched.get(id);
		if (!destination || !cause) return;
		if (verdict === "fail") {
			worsen(destination, [cause], `it went bad while ${wave.name} baked`, 0);
			return;
		}
		const reason = `cannot judge ${watch.name} in ${id}`;
		if (watch.onInconclusive === "rollback") gate.goBack(reason);
		else {
			gate.keepOut(id);
			gate.stop(reason);
		}
		worsen(destination, [cause], `no conclusion about ${watch.name}`, 0);
	}
	function worsen({ id, verify }, causes, reason, seconds) {
		const checks = causes.some(({ script }) => verify.some(({ name }) => name === script)) ? checkResults(verify, causes, seconds) : [];
		change(id, {
			causes,
			reason,
			...checks.length > 0 && { checks }
		});
	}
	function endEarly(bad) {
		const ids = [...new Set(bad.map(({ destination }) => destination))].join(", ");
		const what = bad.some(({ verdict }) => verdict === "fail") ? "went bad" : "could not be judged";
		const reason = ids ? `when ${ids} ${what}` : `early: ${gate.closed()}`;
		for (const { id } of here) unprove(id, `its bake was ended ${reason}`);
	}
	function unprove(id, reason) {
		if (hasSucceeded(results, id)) change(id, { reason });
	}
	function ofEarlier(id) {
		const version = ports.versionFor(watched.get(id));
		return {
			destination: id,
			seconds: 0,
			instances: (require_outcome()).noInstances,
			causes: [],
			outcome: "succeeded",
			...(require_defined()).defined({ version })
		};
	}
	function change(id, what) {
		const before = results.get(id);
		const worse = {
			...before ?? ofEarlier(id),
			...what,
			outcome: "not-verified"
		};
		results.set(id, worse);
		if (before) emit({
			kind: "finished",
			destination: id,
			result: worse
		});
		else emit({
			kind: "notice",
			level: "warning",
			problem: earlierGoneBad(worse, wave, environment)
		});
	}
}
function earlierGoneBad({ destination, version, causes: [cause] }, wave, { name }) {
	const what = `${version ?? "the release"} went bad here while wave ${wave.name} baked`;
	return {
		code: "earlier-wave-bad",
		destination,
		message: cause ? `${what}: ${cause.script ?? cause.event}: ${cause.message}` : what,
		hint: `it is in an earlier wave, which this run does not roll back: use fanout rollback ${name}`
	};
}

// src/release/run/look-before-wave.ts
async function lookBeforeWave(wave, context, ports) {
	const { environment, results, gate } = context;
	const { emit, signal } = ports;
	if (gate.closed() !== void 0) return;
	const alarms = [...wellSoFar(environment, results), ...wave.destinations].flatMap((destination) => ports.watches(destination).filter(({ kind }) => kind === "alarm").map((watch) => ({
		destination,
		watch
	})));
	const seen = (await (require_limit()).mapLimited(alarms, (require_timing()).timing.atOnce.requests, async ({ destination, watch }) => {
		const seen = await (require_cancel()).unlessCancelled(() => watch.look(0), signal);
		if ("holds" in seen && seen.holds) return void 0;
		const verdict = "unknown" in seen ? "inconclusive" : "fail";
		const text = `${(require_guard()).why(seen)} (before wave ${wave.name})`;
		const acts = (require_guard()).hasConsequence(watch, verdict);
		const cause = (require_guard()).causeOf(watch, seen, text);
		return {
			destination: destination.id,
			watch,
			verdict,
			text,
			cause,
			acts
		};
	}).catch((error) => {
		if (!signal.aborted) throw error;
		return [];
	})).flatMap((one) => one ?? []);
	for (const one of seen) noteGate(one, wave.name, results, emit);
	const acting = seen.filter(({ acts }) => acts);
	const hasFailed = ({ destination, verdict }) => verdict === "fail" && results.has(destination);
	for (const one of acting) if (hasFailed(one)) follow(one);
	gate.count();
	for (const one of acting) if (!hasFailed(one)) follow(one);
	const on = acting.find(({ verdict }) => verdict === "fail");
	if (on && gate.closed() === void 0) gate.stop(reasonOf(on));
	function follow(one) {
		const { destination: id, watch, verdict, cause } = one;
		const reason = reasonOf(one);
		const result = results.get(id);
		if (result === void 0) {
			gate.stop(reason);
			return;
		}
		if (verdict === "inconclusive" && watch.onInconclusive === "stop") {
			gate.keepOut(id);
			gate.stop(reason);
		}
		const worse = {
			...result,
			outcome: "not-verified",
			causes: cause ? [cause] : [],
			reason: `${reason} before wave ${wave.name}`
		};
		results.set(id, worse);
		emit({
			kind: "finished",
			destination: id,
			result: worse
		});
		if (verdict === "inconclusive" && watch.onInconclusive === "rollback") gate.goBack(reason);
	}
}
function reasonOf({ destination, watch, verdict }) {
	return `alarm ${watch.name} of ${destination} ${verdict === "fail" ? "is on" : "cannot be read"}`;
}

// src/release/run/waves-gate.ts
function openGate(environment, results, { signal, blocked, onHalt, clock }) {
	const { onFailure, part } = environment;
	const waves = [...part?.earlier ?? [], ...environment.waves];
	let halted;
	let late;
	let stopped;
	let goesBack = false;
	const kept = /* @__PURE__ */ new Set();
	const failedOf = ({ destinations }) => destinations.map(({ id }) => id).filter((id) => {
		const result = results.get(id);
		return result && !wentWell(result) && !kept.has(id);
	});
	return {
		failed: (wave) => failedOf(wave).length,
		halted: () => halted,
		goesBack: () => goesBack,
		keepOut: (id) => kept.add(id),
		closed() {
			if (signal.aborted) return "the run was cancelled";
			if (blocked.aborted) return String(blocked.reason.message);
			return halted ?? stopped ?? late;
		},
		stop(reason) {
			stopped ??= reason;
		},
		goBack(reason) {
			goesBack = true;
			if (halted) return;
			halted = reason;
			onHalt();
		},
		keepTime(wave) {
			late ??= (require_guard()).lateReason(environment, wave, (require_run_command()).wallTime(clock));
		},
		count() {
			if (halted || stopped || onFailure === "continue") return;
			for (const wave of waves) {
				const failed = failedOf(wave);
				if (failed.length <= wave.maxFailures) continue;
				halted = `nothing new starts after ${failed.join(", ")}`;
				onHalt();
				return;
			}
		}
	};
}
function wentWell({ outcome }) {
	return (require_outcome()).isAsAsked(outcome) || outcome === "skipped";
}

// src/release/run/run-waves.ts
async function runWaves(environment, ports) {
	const { emit } = ports;
	const results = /* @__PURE__ */ new Map();
	const gate = openGate(environment, results, ports);
	for (const [index, wave] of environment.waves.entries()) {
		gate.keepTime(wave);
		await lookBeforeWave(wave, {
			environment,
			results,
			gate
		}, ports);
		const starts = gate.closed() === void 0;
		const destinations = wave.destinations.map(({ id }) => id);
		const of = environment.waves.length;
		if (starts) emit({
			kind: "wave-started",
			wave: wave.name,
			index: index + 1,
			of,
			destinations
		});
		await deployWave(wave, environment, results, gate, ports);
		await bake(wave, {
			environment,
			results,
			gate
		}, ports);
		gate.count();
		if (starts) emit({
			kind: "wave-finished",
			wave: wave.name
		});
	}
	const of = (destinations) => destinations.map(({ id }) => results.get(id)).filter((result) => result !== void 0);
	return {
		results: of((require_project()).allDestinations(environment)),
		earlier: of((require_project()).earlierOf(environment)),
		halted: gate.halted(),
		goesBack: gate.goesBack()
	};
}
async function deployWave(wave, environment, results, gate, ports) {
	const room = () => gate.closed() === void 0 ? (require_plan()).atOnce(wave, gate.failed(wave)) : 1e400;
	await (require_limit()).mapWithin(wave.destinations, room, async (destination) => {
		const shut = () => gate.closed() ?? (require_guard()).lateAlone(environment, destination, (require_run_command()).wallTime(ports.clock));
		const reason = shut();
		if (reason || ports.isLeftOut?.(destination)) gate.keepOut(destination.id);
		const result = reason ? neverStarted(destination, reason, ports) : await ports.deploy(destination, shut);
		ports.emit({
			kind: "finished",
			destination: destination.id,
			result
		});
		results.set(destination.id, result);
		if (result.outcome === "never-started" && (require_guard()).lateAlone(environment, destination, (require_run_command()).wallTime(ports.clock))) gate.keepOut(destination.id);
		gate.count();
	});
}
function neverStarted(destination, reason, { versionFor }) {
	const version = versionFor(destination);
	return {
		destination: destination.id,
		outcome: "never-started",
		...(require_defined()).defined({ version }),
		seconds: 0,
		instances: (require_outcome()).noInstances,
		causes: [],
		reason
	};
}

// src/release/run/undo.ts
async function undo(waves, results, snapshot, ports) {
	const byId = new Map(results.map((result) => [result.destination, result]));
	return (await Promise.all(waves.map(({ destinations, maxParallel }) => (require_limit()).mapLimited(destinations, Math.min((require_timing()).timing.atOnce.requests, maxParallel), back)))).flat();
	async function back(destination) {
		const result = byId.get(destination.id);
		if (!isTouched(result, snapshot)) return result;
		const undone = await undoOne(destination, result, snapshot, ports);
		ports.emit({
			kind: "finished",
			destination: destination.id,
			result: undone
		});
		return undone;
	}
}
function hasTouched(results, snapshot) {
	return results.some((result) => isTouched(result, snapshot));
}
function isTouched({ destination, outcome, deploymentId, rollback }, snapshot) {
	if (!deploymentId || outcome === "skipped" || outcome === "rolled-back") return false;
	if (deploymentId === snapshot.get(destination)?.running?.deploymentId) return false;
	return rollback?.status !== "succeeded";
}
async function undoOne(destination, result, snapshot, { deploy, withdraw, deployedSince, signal }) {
	if (result.outcome === "ready") return withdraw(destination, result);
	const before = artifactOf(snapshot.get(destination.id)?.running?.location);
	const worse = (require_outcome()).isGood(result.outcome) ? "failed" : result.outcome;
	if (!before) return {
		...result,
		outcome: worse,
		reason: "cannot be rolled back: no revision in S3 ran there before"
	};
	if (before.version === result.version) return {
		...result,
		outcome: worse,
		reason: `not rolled back: ${before.version} ran there before, too; use fanout rollback to go back to a proven release`
	};
	const theirs = await deployedSince(destination, result);
	if (theirs) return {
		...result,
		outcome: worse,
		reason: `not rolled back: somebody deployed ${(require_object_keys()).versionOfKey(theirs.revision?.s3Location?.key) ?? "another revision"} there since (${theirs.deploymentId}), which was left alone`
	};
	return undone(result, await deploy(destination, before), {
		worse,
		to: before.version,
		isCancelled: signal.aborted
	});
}
function undone(result, back, { worse, to, isCancelled }) {
	const isBack = (require_outcome()).isGood(back.outcome) || back.isUnchecked === true;
	const rollback = {
		deploymentId: back.deploymentId ?? "",
		status: isBack ? "succeeded" : statusOf(back),
		version: to,
		complete: isBack && back.instances.failed + back.instances.skipped === 0,
		by: "fanout"
	};
	const seconds = result.seconds + back.seconds;
	if (isBack) {
		const { isUnknown: _, goesOn: __, ...known } = result;
		return {
			...known,
			outcome: "rolled-back",
			rollback,
			seconds
		};
	}
	const causes = isCancelled ? result.causes : [...result.causes, ...back.causes];
	const open = { ...(require_defined()).defined({
		isUnknown: back.isUnknown,
		goesOn: back.goesOn
	}) };
	const failed = {
		...result,
		outcome: worse,
		...open,
		seconds,
		causes
	};
	const { reason = isCancelled ? "the run was cancelled" : "its outcome is unknown" } = back;
	if (isCancelled || back.isUnknown) {
		const isNamed = back.deploymentId !== void 0;
		return {
			...failed,
			...isNamed && { rollback },
			reason: isCancelled ? `while it was rolled back to ${to}, ${reason}` : `rolling back to ${to}: ${reason}`
		};
	}
	const what = back.outcome === "never-started" ? "could not be started" : "failed";
	return {
		...failed,
		rollback,
		reason: `rolling back to ${to} ${what}`
	};
}
function artifactOf(location) {
	const { bucket, key, eTag, version: versionId, bundleType } = location ?? {};
	if (!bucket || !key) return void 0;
	return {
		version: (require_object_keys()).versionOfKey(key) ?? key,
		bucket,
		key,
		...(require_defined()).defined({
			eTag,
			versionId
		}),
		...(require_defined()).defined({ bundleType })
	};
}
function statusOf({ outcome, isUnknown, goesOn }) {
	if (isUnknown) return "unknown";
	if (outcome === "timed-out" || outcome === "stopped") return outcome;
	return goesOn ? "unknown" : "failed";
}

// src/release/run/carry-out.ts
async function carryOut(plan, snapshot, ports) {
	const { environment, artifacts, leftOut } = plan;
	const { aws, clock, emit, signal, blocked, verify } = ports;
	const stopping = new AbortController();
	const work = destinationWork(plan, snapshot, ports, stopping.signal);
	const ran = await runWaves(environment, {
		clock,
		emit,
		signal,
		blocked,
		deploy: async (destination, closed) => {
			const left = leftOut?.get(destination.id);
			if (left) return {
				...nothingDone(destination),
				...left
			};
			const ours = plan.command === "stop" ? plan.waiting?.get(destination.id) : void 0;
			if (ours) return withdrawDestination(ours, work.portsFor(destination, closed));
			return work.deploy(destination, artifactFor(destination, artifacts), closed);
		},
		isLeftOut: ({ id }) => leftOut?.has(id) ?? false,
		watches: ports.watches,
		recheck: (destination) => verify(destination, artifactFor(destination, artifacts).version),
		versionFor: ({ id }) => (artifacts.get(id) ?? plan.release)?.version,
		onHalt: () => {
			if (environment.stopRunning) stopping.abort();
		}
	});
	const { earlier, halted, goesBack } = ran;
	const results = await asTheyAre(ran.results, plan, ports);
	const asIs = {
		results,
		earlier
	};
	if (!halted || signal.aborted || blocked.aborted) return asIs;
	if (!goesBack && environment.onFailure !== "rollback") return asIs;
	const isBlocked = () => blocked.aborted ? blocked.reason.message : void 0;
	if (!hasTouched(results, snapshot)) return asIs;
	emit({
		kind: "step",
		text: `rolling back what this run touched: ${halted}`
	});
	return {
		results: await undo(environment.waves, results, snapshot, {
			emit,
			signal,
			deployedSince: (destination, result) => deployedSince(result, aws.codedeploy(destination)),
			withdraw: (destination, result) => withdrawReady(result, work.portsFor(destination, isBlocked)),
			deploy: (destination, artifact) => work.undo(patient(withRollbackPolicy(destination)), artifact, isBlocked)
		}),
		earlier
	};
}
function asTheyAre(results, plan, { aws, clock, emit, signal, snapshotAt: began }) {
	const destinations = new Map((require_project()).allDestinations(plan.environment).map((one) => [one.id, one]));
	return (require_limit()).mapLimited(results, (require_timing()).timing.atOnce.requests, async (result) => {
		const destination = destinations.get(result.destination);
		if (!(result.outcome === "ready" || result.isUnknown) || !destination) return result;
		const calls = aws.codedeploy(destination);
		const silentSince = () => silenceOf(aws, destination);
		const artifact = plan.artifacts.get(destination.id);
		const isOwn = ({ description }) => artifact !== void 0 && (require_marker()).isSameRun((require_marker()).readMarker(description), markerOf(plan, artifact));
		return lookAgain(result, {
			calls,
			clock,
			emit,
			signal,
			silentSince,
			isOwn,
			began
		});
	});
}
function silenceOf(aws, { region }) {
	return aws.silentSince({
		service: "codedeploy",
		region
	});
}
function destinationWork(plan, snapshot, ports, halt) {
	const { aws, clock, random, emit, signal, verify } = ports;
	const { environment, reason } = plan;
	const readers = readersByRegion(aws, {
		clock,
		random,
		signal
	});
	const fellows = openFellows();
	const isRollback = plan.command === "rollback";
	const shared = (destination, closed) => {
		const { group, running } = snapshot.get(destination.id) ?? {};
		return {
			destination,
			calls: aws.codedeploy(destination),
			read: readers(destination).read,
			clock,
			emit,
			signal,
			onCancel: environment.onCancel,
			closed,
			sure: ports.sure,
			emulated: ports.emulated,
			isAttended: ports.isAttended,
			...(require_defined()).defined({
				reason,
				group
			}),
			usual: running?.took,
			silentSince: () => silenceOf(aws, destination),
			versionOf: (require_object_keys()).versionOfKey
		};
	};
	const portsFor = (destination, closed) => {
		const { group, running, last } = snapshot.get(destination.id) ?? {};
		return {
			...shared(destination, closed),
			role: "deployment",
			goesBack: isRollback,
			halt,
			verify,
			beside: {
				fellows,
				firstLook: readers(destination).firstLook
			},
			...(require_defined()).defined({ waiting: plan.waiting?.get(destination.id) }),
			...group && { seen: {
				at: ports.snapshotAt,
				last
			} },
			...running?.version && { before: running.version }
		};
	};
	return {
		portsFor,
		deploy(destination, artifact, closed) {
			const sha = plan.commit || void 0;
			const own = {
				...markerOf(plan, artifact),
				...(require_defined()).defined({ sha }),
				...isRollback && { back: true }
			};
			return deployDestination(artifact, own, portsFor(destination, closed));
		},
		undo(destination, artifact, closed) {
			const own = {
				...markerOf(plan, artifact),
				back: true
			};
			const back = {
				...shared(destination, closed),
				role: "rollback",
				goesBack: true
			};
			return deployDestination(artifact, own, back);
		}
	};
}
function markerOf({ environment, run }, { version }) {
	const { name, bundleName } = environment;
	return {
		version,
		environment: name,
		run,
		...(require_defined()).defined({ bundle: bundleName })
	};
}
function nothingDone({ id }) {
	return {
		destination: id,
		seconds: 0,
		instances: (require_outcome()).noInstances,
		causes: []
	};
}
function artifactFor({ id }, artifacts) {
	const artifact = artifacts.get(id);
	if (!artifact) throw new Error(`no artifact was prepared for ${id}`);
	return artifact;
}
function withRollbackPolicy(destination) {
	const { ignoreApplicationStopFailures, fileExistsBehavior } = destination.rollback;
	return {
		...destination,
		...(require_defined()).defined({
			ignoreApplicationStopFailures,
			fileExistsBehavior
		}),
		rollback: {
			...destination.rollback,
			auto: []
		}
	};
}
function patient(destination) {
	return destination.onBusy === "fail" ? {
		...destination,
		onBusy: "wait"
	} : destination;
}
function readersByRegion(aws, ports) {
	const readers = /* @__PURE__ */ new Map();
	return (destination) => {
		const { account, region, role } = destination;
		const key = `${account.name} ${region} ${role?.arn ?? ""}`;
		const known = readers.get(key);
		if (known) return known;
		const calls = aws.codedeploy(destination);
		const reader = {
			read: pollDeployments((ids) => calls.getDeployments(ids, { signal: ports.signal }), ports),
			firstLook: (require_run_started()).firstLookOf(readers.size)
		};
		readers.set(key, reader);
		return reader;
	};
}

// src/release/run/deployed-hosts.ts
function hostsByDestination(aws) {
	const hosts = /* @__PURE__ */ new Map();
	return {
		note(destination, deploymentId) {
			if (deploymentId !== void 0) hosts.set(destination.id, hostsOf(deploymentId, aws.codedeploy(destination)));
		},
		of({ id }) {
			return (require_defined()).defined({ hosts: hosts.get(id) });
		}
	};
}
function hostsOf(deploymentId, calls) {
	let asked;
	const ask = async () => {
		return (await calls.getTargets(deploymentId, await calls.listTargets(deploymentId))).filter(({ instanceLabel, status }) => instanceLabel !== "Blue" && !withoutIt.has(status ?? "")).flatMap(({ targetId }) => targetId ?? []);
	};
	return () => {
		asked ??= ask().catch((error) => {
			asked = void 0;
			throw error;
		});
		return asked;
	};
}
const withoutIt = /* @__PURE__ */ new Set(["Failed", "Skipped"]);

// src/release/run/deploy-and-record.ts
async function deployAndRecord(request, prepared, { snapshot, snapshotAt, lease }, aws, ports) {
	const { environment } = request;
	const { emit } = ports;
	const destinations = (require_project()).allDestinations(environment);
	const { results: carried, earlier } = await carryOut({
		...request,
		...prepared
	}, snapshot, {
		...ports,
		aws,
		blocked: lease.lost,
		sure: lease.sure,
		snapshotAt,
		...checksOf(request, prepared, aws, ports)
	});
	const results = carried.map((result) => {
		const before = snapshot.get(result.destination)?.running?.version;
		return before === void 0 ? result : {
			...result,
			before
		};
	});
	const gone = (require_project()).earlierOf(environment).flatMap((destination) => {
		const result = earlier.find((one) => one.destination === destination.id);
		return result ? [{
			destination,
			result
		}] : [];
	});
	const record = runRecordOf(request, {
		results,
		gone,
		prepared,
		snapshot,
		lease
	}, ports);
	const buckets = (require_record_buckets()).recordBucketsOf([...destinations, ...gone.map(({ destination }) => destination)], aws);
	const isDown = (region) => ["s3", "codedeploy"].some((service) => aws.isDown({
		service,
		region
	}));
	const missing = await (require_run_started()).recordRun(environment, record, buckets, {
		...ports,
		isDown
	});
	tellLeftBehind(results, emit);
	return {
		results: withoutRecord(results, destinations, missing, emit),
		isRecorded: missing.size === 0
	};
}
function checksOf({ ignoreHold }, { artifacts, release: ofAll }, aws, ports) {
	const deployedTo = hostsByDestination(aws);
	return {
		verify: async (destination, _, how) => {
			const artifact = artifacts.get(destination.id);
			deployedTo.note(destination, how?.deploymentId);
			return artifact ? ports.verify(destination, {
				...artifact,
				...deployedTo.of(destination)
			}, how) : [];
		},
		watches: (destination) => {
			const release = artifacts.get(destination.id) ?? ofAll;
			if (!release || ignoreHold) return [];
			return (require_guard()).watchesOf(destination, {
				ask: (check) => ports.ask(check, destination, {
					...release,
					...deployedTo.of(destination)
				}),
				cloudwatch: () => aws.cloudwatch(destination),
				clock: ports.clock
			});
		}
	};
}
function runRecordOf({ environment, command, run, reason }, { results, gone, prepared, snapshot, lease }, { by, signal }) {
	return {
		fanout: 1,
		run,
		...(require_defined()).defined({ by }),
		token: lease.token,
		command,
		environment: environment.name,
		started: new Date(lease.taken).toISOString(),
		ended: new Date(lease.now()).toISOString(),
		verdict: (require_verdict()).judge(results, (require_cancel()).cancellationOf(signal)).verdict,
		...(require_defined()).defined({
			reason,
			withoutLease: lease.without,
			ignoredAlarms: environment.ignoredAlarms
		}),
		destinations: [...(require_project()).allDestinations(environment).map((destination, index) => (require_run_started()).recordOf(destination, results[index], prepared.artifacts.get(destination.id), snapshot)), ...gone.map(({ destination, result }) => ({
			...(require_run_started()).recordOf(destination, result, void 0, snapshot),
			...prepared.release
		}))]
	};
}
function tellLeftBehind(results, emit) {
	for (const result of results) {
		const left = (require_run_started()).leftBehindBy(result);
		if (left === void 0) continue;
		emit({
			kind: "notice",
			level: "warning",
			problem: {
				code: "not-proven",
				destination: result.destination,
				message: `${result.version} is not proven here: ${left} left behind`,
				hint: "deploy it again once they are fixed; until then it is neither promoted nor rolled back to"
			}
		});
	}
}
function withoutRecord(results, destinations, missing, emit) {
	return results.map((result, index) => {
		const bucket = destinations[index]?.bucket ?? "";
		if (!missing.has(bucket) || !(require_outcome()).isGood(result.outcome)) return result;
		const reason = `it succeeded, but s3://${bucket} did not take the run's record; run again to record it: what runs already is not deployed again`;
		const unproven = {
			...result,
			outcome: "not-verified",
			reason
		};
		emit({
			kind: "finished",
			destination: result.destination,
			result: unproven
		});
		return unproven;
	});
}

// src/release/run/not-begun.ts
function passedOver(environment, version, { running }) {
	return (require_project()).allDestinations(environment).map(({ id }) => {
		const before = running.get(id) ?? "";
		return {
			destination: id,
			outcome: "skipped",
			...(require_defined()).defined({ version }),
			before,
			seconds: 0,
			instances: (require_outcome()).noInstances,
			causes: [],
			reason: `${before} runs there and is newer than ${version}`
		};
	});
}
function untouched({ id }, version) {
	return {
		destination: id,
		outcome: "never-started",
		...(require_defined()).defined({ version }),
		seconds: 0,
		instances: (require_outcome()).noInstances,
		causes: [],
		reason: "the run was cancelled before anything was deployed"
	};
}

// src/release/run/verify-again.ts
async function verifyAgain(record, sources, aws, { verify, emit }, waysOn = "give --force \"reason\"") {
	const checked = sources.filter(({ destination }) => destination.verify.length > 0);
	if (checked.length === 0) return;
	const { version, digest } = record;
	const snapshot = await (require_read_history()).takeSnapshot(checked.map(({ destination }) => destination), aws);
	const problems = [];
	await (require_limit()).mapLimited(checked, (require_timing()).timing.atOnce.requests, async ({ environment, destination }) => {
		const { id, bucket } = destination;
		const state = snapshot.get(id);
		if (!(require_read_history()).runsNow(state, {
			bucket,
			key: (require_object_keys()).releaseKey(environment, version, digest)
		})) return emit({
			kind: "step",
			text: `${id} now runs ${(state?.attempted ?? state?.running)?.version ?? "another revision"}: its record of ${version} stays valid`
		});
		const deploymentId = state?.running?.deploymentId;
		const hosts = deploymentId === void 0 ? {} : { hosts: hostsOf(deploymentId, aws.codedeploy(destination)) };
		for (const { script, message, code } of await verify(destination, {
			...record,
			...hosts
		})) {
			if (code === "NotRehearsed") continue;
			problems.push({
				code: "no-longer-verified",
				destination: id,
				message: `${version} no longer passes ${script ?? "verification"}: ${message}`,
				hint: `check what is wrong in ${environment.name}, or ${waysOn}`
			});
		}
	});
	if (problems.length > 0) throw new (require_problem()).RefusedError(problems);
}

// src/release/run/run-release.ts
async function runRelease(request, prepare, ports) {
	const { environment } = request;
	const { clock, emit, signal, isAttended } = ports;
	const began = clock.now();
	emit((require_run_started()).runStarted(request));
	const policy = environment.onCancel;
	const onAbort = () => {
		emit({
			kind: "cancelling",
			signal: (require_cancel()).cancellationOf(signal) ?? "abort",
			policy
		});
		if (isAttended && (require_cancel()).cancellationOf(signal) === "SIGINT") emit({
			kind: "step",
			text: "following the stops to their end; Ctrl-C again to leave"
		});
	};
	signal.addEventListener("abort", onAbort, { once: true });
	let results;
	let isRecorded = true;
	let isSuperseded;
	try {
		({results, isRecorded, isSuperseded} = await attempt(request, prepare, ports));
	} catch (error) {
		if (!signal.aborted || isBug(error, signal)) {
			const seconds = (clock.now() - began) / 1e3;
			const refusal = refusalOf(error);
			if (refusal) emit({
				kind: "run-finished",
				...refusal,
				seconds,
				results: []
			});
			throw error;
		}
		results = (require_project()).allDestinations(environment).map((destination) => untouched(destination, request.version));
	} finally {
		signal.removeEventListener("abort", onAbort);
	}
	const cancelled = (require_cancel()).cancellationOf(signal);
	const judged = isSuperseded && !cancelled ? {
		verdict: "superseded",
		exitCode: 0
	} : strictly(judgeBy(request, results, cancelled), ports);
	const seconds = (clock.now() - began) / 1e3;
	const told = isRecorded || (require_outcome()).isGood(judged.verdict) ? judged : {
		...judged,
		exitCode: judged.exitCode || 1
	};
	const unrecorded = isRecorded ? {} : { unrecorded: true };
	emit({
		kind: "run-finished",
		...told,
		seconds,
		results,
		...unrecorded
	});
	return {
		...told,
		results
	};
}
function judgeBy({ isDone }, results, cancelled) {
	const judged = (require_verdict()).judge(results, cancelled);
	if (!isDone || cancelled) return judged;
	return {
		...judged,
		exitCode: isDone(results) ? 0 : 1
	};
}
function strictly(judged, { isStrict }) {
	return isStrict && judged.verdict === "not-rehearsed" ? {
		...judged,
		exitCode: 1
	} : judged;
}
function isBug(error, signal) {
	return !(error === signal.reason || error.name === "AbortError") && refusalOf(error) === void 0;
}
function refusalOf(error) {
	if (error instanceof (require_problem()).UsageError) return {
		verdict: "invalid",
		exitCode: 2,
		problems: error.problems
	};
	if (error instanceof (require_problem()).RefusedError) return {
		verdict: "refused",
		exitCode: 3,
		problems: error.problems
	};
}
async function attempt(request, prepare, ports) {
	const { environment } = request;
	const closed = (require_guard()).closedProblem(environment, (require_run_command()).wallTime(ports.clock));
	if (closed) throw new (require_problem()).RefusedError([closed]);
	const { version, look, release } = await prepare();
	ports.signal.throwIfAborted();
	const aws = ports.openAws();
	try {
		const wanted = {
			...request,
			...(require_defined()).defined({ version })
		};
		const guarded = await (require_guard()).guard(wanted, aws, ports, look && (() => look(aws)));
		try {
			aws.expectCreation(environment.waves[0]?.destinations ?? []);
			const chosen = await release(aws, guarded);
			await verifyEarlier(request, chosen, aws, ports);
			const goesBack = request.ignoreHold ?? false;
			const prepared = await admit(chosen, {
				environment,
				goesBack
			}, {
				...ports,
				aws
			});
			const wanted = {
				...request,
				environment: (require_guard()).withFreezes(environment, guarded.freezes)
			};
			return await deployAndRecord(wanted, prepared, guarded, aws, ports);
		} finally {
			await guarded.lease.release();
		}
	} catch (error) {
		if (error instanceof (require_guard()).SupersededError) return {
			results: passedOver(environment, version, error),
			isRecorded: true,
			isSuperseded: true
		};
		throw sayingWhoAnswers(error, (require_project()).allDestinations(environment));
	} finally {
		aws.close();
	}
}
async function verifyEarlier({ environment, ignoreHold: goesBack }, { release }, aws, ports) {
	if (goesBack || !release) return;
	const sources = (require_project()).earlierOf(environment).map((destination) => ({
		environment,
		destination
	}));
	await verifyAgain(release, sources, aws, ports, "deploy with --only, which ignores the order of waves");
}

Object.defineProperty(exports, "runRelease", {
  enumerable: true,
  get: function () {
    return runRelease;
  }
});
Object.defineProperty(exports, "verifyAgain", {
  enumerable: true,
  get: function () {
    return verifyAgain;
  }
});
Object.defineProperty(exports, "withRollbackPolicy", {
  enumerable: true,
  get: function () {
    return withRollbackPolicy;
  }
});
},
"./run-started.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_open_session = () => require("./open-session.js");
const require_timing = () => require("./timing.js");
const require_quantities = () => require("./quantities.js");
const require_outcome = () => require("./outcome.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_console = () => require("./console.js");

// src/release/records/record-run.ts
async function recordRun(owner, record, recordBuckets, ports) {
	const text = new (require_open_session()).JsonText(record);
	const missing = await (require_limit()).mapLimited(recordBuckets, (require_timing()).timing.atOnce.requests, async ({ artifacts, destination }) => {
		try {
			const write = () => writeRecord(owner, {
				record,
				text
			}, artifacts);
			const isDown = () => ports.isDown?.(destination.region) ?? false;
			await (isAwaited(artifacts.bucket, record) ? persist(write, isDown, ports) : write());
			return [];
		} catch (error) {
			const { message, ...rest } = (require_open_session()).describeFault(error, {
				destination,
				operation: "s3:PutObject"
			});
			const said = `the run's record could not be written: ${message}`;
			const problem = {
				...rest,
				code: "record-unwritten",
				message: said
			};
			ports.emit({
				kind: "notice",
				level: "warning",
				problem
			});
			return [artifacts.bucket];
		}
	});
	return new Set(missing.flat());
}
function isAwaited(bucket, { destinations }) {
	return destinations.some((one) => (require_open_session()).hasDeployed(one) && (one.object?.bucket ?? bucket) === bucket);
}
async function persist(work, isDown, { clock, signal }) {
	const { goesOn, goesOnCancelled, pause, pauseCancelled } = (require_timing()).timing.record;
	const began = clock.now();
	for (let wait = pause.least;; wait = Math.min(2 * wait, pause.most)) try {
		return await work();
	} catch (error) {
		if (clock.now() - began >= (signal.aborted ? goesOnCancelled : goesOn) || isDown() || !(require_open_session()).isTransient((require_open_session()).faultOf(error).kind)) throw error;
		await clock.sleep(wait, signal).catch(() => clock.sleep(pauseCancelled));
	}
}
async function writeRecord(owner, { record, text }, artifacts) {
	for (let count = 1;; count++) {
		const key = (require_open_session()).runKey(owner, record, count);
		const { written } = await artifacts.writeJson(key, text, { ifNoneMatch: true });
		if (written) return;
		const there = (await artifacts.readJson(key))?.value;
		if (there?.run === record.run && there.token === record.token && (record.unsettled || !there.unsettled)) return;
	}
}
function recordOf(destination, result, artifact, snapshot) {
	const { account, region, application, deploymentGroup } = destination;
	const { group, running } = snapshot.get(destination.id) ?? {};
	const leftBehind = leftBehindBy(result);
	return {
		destination: destination.id,
		...(require_defined()).defined({ account: account.id }),
		region,
		application,
		deploymentGroup,
		...(require_defined()).defined({ deploymentGroupId: group?.deploymentGroupId }),
		...(require_defined()).defined({ version: result.version }),
		...artifact && releaseOf(artifact),
		outcome: result.outcome,
		verified: (require_outcome()).isGood(result.outcome) && leftBehind === void 0,
		...(require_defined()).defined({
			unchecked: result.isUnchecked,
			gates: result.gates,
			leftBehind,
			deploymentId: result.deploymentId,
			rollbackDeploymentId: result.rollback?.deploymentId,
			before: running?.version
		})
	};
}
function releaseOf({ version, digest, bucket, key, eTag, versionId }) {
	return {
		version,
		digest,
		object: {
			bucket,
			key,
			...(require_defined()).defined({
				eTag,
				versionId
			})
		}
	};
}
function leftBehindBy({ outcome, instances, causes }) {
	if (!(require_outcome()).isGood(outcome)) return void 0;
	const left = instances.failed + instances.skipped;
	if (left > 0) return `${left} of ${(require_quantities()).many((require_outcome()).countAll(instances), "instance")}`;
	return causes.some(({ code }) => code !== "NotRehearsed") ? "instances that joined meanwhile" : void 0;
}

// src/release/deployment/cadence.ts
const { look } = (require_timing()).timing;
function untilNextLook(progress) {
	const { status, elapsed, quiet } = progress;
	if (status === "Baking" || status === "Ready") return shareOf(quiet, look.idle);
	const expected = expectedLength(progress);
	if (expected !== void 0 && isWithin(expected, elapsed)) {
		const near = shareOf(expected, look.nearExpected);
		const far = inTurn(progress.counts) ? look.far.most : look.farExpected;
		return clamp(expected * look.expected.earliest - elapsed, near, far);
	}
	return isNear(progress) ? look.near : untilNear(progress);
}
function firstLookOf(place) {
	return look.first + place * .618034 % 1 * look.far.least;
}
function lookInTurn(now, wait, { here, elsewhere }) {
	const from = now + wait * look.inTurn.earliest;
	const until = now + wait * look.inTurn.latest;
	const shared = here.find((due) => due >= from && due <= until);
	if (shared !== void 0) return shared;
	const before = elsewhere.filter((due) => due > now && due <= until);
	if (before.length === 0) return now + wait;
	const next = Math.max(...before) + wait / (before.length + 1);
	return next <= until ? Math.max(from, next) : amidst([
		from,
		...before,
		until
	], from);
}
function amidst(times, from) {
	const sorted = times.filter((time) => time >= from).toSorted((a, b) => a - b);
	const [largest] = sorted.slice(1).map((end, index) => ({
		end,
		length: end - (sorted[index] ?? end)
	})).toSorted((a, b) => b.length - a.length);
	return largest ? largest.end - largest.length / 2 : from;
}
function isDetailDue(since, progress, followers = 1) {
	const { elapsed } = progress;
	const expected = expectedLength(progress);
	const isSeldom = isNear(progress) || expected !== void 0 && isWithin(expected, elapsed);
	const least = followers * look.detailEach;
	return since >= Math.max(least, shareOf(elapsed, isSeldom ? look.detailSeldom : look.detail));
}
function isWithin(expected, elapsed) {
	return elapsed < expected * look.expected.latest;
}
function isNear({ counts, events }) {
	return counts.pending === 0 && (require_outcome()).countAll(counts) > 0 && (events?.left ?? 0) <= look.lastEvents;
}
function untilNear({ counts, elapsed, events }) {
	const { least, most } = look.far;
	if (counts.pending > 0 || !events) return shareOf(elapsed, look.far);
	const share = (events.left - look.lastEvents) / Math.max(events.done, 1);
	return shareOf(elapsed, {
		share: Math.min(share, 1),
		least,
		most
	});
}
function expectedLength({ counts, elapsed, usual }) {
	return inTurn(counts) ? elapsed * (require_outcome()).countAll(counts) / doneOf(counts) : usual;
}
function inTurn(counts) {
	return counts.pending > 0 && doneOf(counts) > 0;
}
function doneOf({ succeeded, failed, skipped }) {
	return succeeded + failed + skipped;
}
function shareOf(time, { share, least, most }) {
	return clamp(time * share, least, most);
}
function clamp(value, least, most) {
	return Math.min(most, Math.max(least, value));
}

// src/release/deployment/watch-instances.ts
function watchInstances(deploymentId, ports) {
	const { destination, role, calls, emit, clock } = ports;
	const known = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Map();
	let denied = false;
	let told = 0;
	return {
		seen: () => [...known.values()].filter((target) => target !== void 0),
		events() {
			return this.seen().filter(({ status }) => status === "InProgress").map(({ lifecycleEvents = [] }) => ({
				left: lifecycleEvents.filter(isToCome).length,
				done: lifecycleEvents.filter(isOver).length
			})).toSorted((a, b) => b.left - a.left)[0];
		},
		async readSome(counts) {
			const before = told;
			await attempt(async () => {
				if (!isKnown(counts)) await list();
				const unfinished = [...known].filter(([, target]) => !isFinished(target));
				const atWork = unfinished.filter(([, target]) => target?.status === "InProgress");
				const rest = unfinished.filter(([, target]) => target?.status !== "InProgress");
				await get([...atWork, ...rest].slice(0, (require_timing()).timing.look.instances).map(([id]) => id));
			});
			return told > before;
		},
		async readAll(counts) {
			for (let tries = 0; tries < (require_timing()).timing.follow.lastLooks; tries++) {
				if (await attempt(async () => {
					if (isBlueGreen() || !isKnown(counts)) await list();
					await get([...known.keys()]);
				})) break;
				await clock.sleep(1e3 * 2 ** tries);
			}
			return this.seen();
		}
	};
	function isBlueGreen() {
		return [...known.values()].some((target) => target?.instanceLabel !== void 0);
	}
	function isKnown(counts) {
		return known.size > 0 && known.size >= (require_outcome()).countAll(counts);
	}
	async function list() {
		for (const id of await calls.listTargets(deploymentId)) if (!known.has(id)) known.set(id, void 0);
	}
	async function get(ids) {
		if (ids.length === 0) return;
		for (const target of await calls.getTargets(deploymentId, ids)) {
			if (target.targetId) known.set(target.targetId, target);
			tell(target);
		}
	}
	function tell(target) {
		const instance = (require_open_session()).instanceName(target);
		for (const event of target.lifecycleEvents ?? []) {
			const { lifecycleEventName: name = "", status = "Unknown" } = event;
			const key = `${instance} ${name}`;
			if (status === "Pending" || said.get(key) === status) continue;
			said.set(key, status);
			told += 1;
			const diagnostics = (require_open_session()).diagnosticsOf(event);
			const details = (require_defined()).defined({ diagnostics });
			emit({
				kind: "instance",
				destination,
				deploymentId,
				role,
				instance,
				event: name,
				status,
				...details
			});
		}
	}
	async function attempt(work) {
		if (denied) return true;
		try {
			await work();
			return true;
		} catch (error) {
			const fault = (require_open_session()).faultOf(error);
			if (fault.kind === "denied") {
				denied = true;
				emit({
					kind: "notice",
					level: "warning",
					problem: noDetail(destination, fault)
				});
			}
			return denied || fault.name === "DeploymentNotStartedException";
		}
	}
}
function noDetail(destination, fault) {
	return {
		code: "instances-unreadable",
		destination,
		message: `instances cannot be read, so only totals are shown: ${(require_open_session()).faultText(fault)}`,
		hint: "allow the role codedeploy:ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets"
	};
}
function isToCome({ status }) {
	return status === "Pending";
}
function isOver(event) {
	return !isToCome(event) && event.status !== "InProgress";
}
function isFinished(target) {
	return [
		"Succeeded",
		"Failed",
		"Skipped"
	].includes(target?.status ?? "");
}

// src/release/deployment/zone-waits.ts
function tellZoneWaits({ destination, role, calls, emit }) {
	let asked;
	let told = 0;
	return async (info, counts) => {
		const { deploymentConfigName: name = "", deploymentId = "", status } = info;
		const done = counts.succeeded + counts.failed;
		const isBetween = counts.inProgress === 0 && counts.pending > 0 && done > told;
		if (role !== "deployment" || status !== "InProgress" || !isBetween) return;
		if (name === "" || name.startsWith("CodeDeployDefault.")) return;
		asked ??= calls.getConfig(name).catch(() => void 0);
		const { monitorDurationInSeconds: each = 0, firstZoneMonitorDurationInSeconds: first = each } = (await asked)?.zonalConfig ?? {};
		const [seconds, which] = told === 0 ? [first, "first zone"] : [each, "next zone"];
		told = done;
		if (seconds === 0) return;
		emit({
			kind: "waiting",
			destination,
			deploymentId,
			reason: `${name} has CodeDeploy watch the ${which} for ${(require_quantities()).duration(seconds)} before it goes on`
		});
	};
}

// src/release/deployment/follow.ts
async function follow(deploymentId, ports) {
	const { fellows, read, clock } = ports;
	const began = clock.now();
	const fellow = fellows?.join({
		began,
		firstLook: began + (ports.firstLook ?? 0),
		place: read,
		onEnd: (took) => read.hasten?.(deploymentId, began + took)
	});
	try {
		const followed = await followAlone(deploymentId, ports, fellow);
		const took = lengthOf(followed) ?? clock.now() - began;
		if (followed.end === "ended" || followed.end === "shifted") fellows?.ended(took);
		return followed;
	} finally {
		fellow?.leave();
	}
}
function lengthOf({ info }) {
	const { createTime, completeTime } = info ?? {};
	return createTime && completeTime && completeTime.getTime() - createTime.getTime();
}
async function followAlone(deploymentId, ports, fellow) {
	const { destination, role, read, clock, emit, deadline } = ports;
	const instances = watchInstances(deploymentId, ports);
	const trouble = watchTrouble(ports);
	const tellWaits = tellZoneWaits(ports);
	const began = clock.now();
	let last;
	let changed = began;
	let detailed = 0;
	let ready = false;
	for (let delay = ports.firstLook ?? 0;; delay = nextDelay()) {
		const reading = await read(deploymentId, Math.max(0, Math.min(delay, deadline - clock.now())));
		if ("fault" in reading) {
			const unreadSince = trouble.note(reading.fault);
			if (unreadSince !== void 0) return {
				...lastSeen(),
				end: "lost",
				fault: reading.fault,
				unreadSince
			};
		} else {
			trouble.clear();
			const { info } = reading;
			const counts = (require_open_session()).countsOf(info);
			if (info.status !== last?.info.status || !equal(counts, last?.counts)) {
				changed = clock.now();
				emit({
					kind: "status",
					destination,
					deploymentId,
					role,
					status: info.status ?? "Unknown",
					counts
				});
			}
			last = {
				info,
				counts
			};
			const end = endOf(info);
			if (end) return {
				...lastSeen(),
				end,
				targets: await instances.readAll(counts)
			};
			if (isDetailWanted(last)) {
				detailed = clock.now();
				if (await instances.readSome(counts)) changed = clock.now();
			}
			await tellWaits(info, counts);
			if (info.status === "Ready" && !ready) ready = await ports.onReady?.() ?? true;
		}
		if (clock.now() >= deadline || ports.halt?.aborted) {
			if ("fault" in reading) return {
				...lastSeen(),
				end: "expired"
			};
			return {
				...lastSeen(),
				end: "expired",
				targets: await instances.readAll((require_open_session()).countsOf(reading.info))
			};
		}
	}
	function isDetailWanted(seen) {
		const now = clock.now();
		if (changed === now) return true;
		return seen.counts.inProgress > 0 && isDetailDue(now - detailed, progressOf(seen), read.followers?.());
	}
	function nextDelay() {
		const now = clock.now();
		const wait = last ? untilNextLook(progressOf(last)) : (require_timing()).timing.look.first;
		return fellow ? fellow.nextLook(now, wait) - now : wait;
	}
	function progressOf({ info: { status }, counts }) {
		const now = clock.now();
		const usual = ports.usual ?? ports.fellows?.took();
		const events = instances.events();
		return {
			status,
			counts,
			elapsed: now - began,
			quiet: now - changed,
			usual,
			events
		};
	}
	function lastSeen() {
		return {
			...(require_defined()).defined({ info: last?.info }),
			targets: instances.seen()
		};
	}
}
function endOf(info) {
	switch (info.status) {
		case "Succeeded":
		case "Failed":
		case "Stopped": return "ended";
		default: return info.instanceTerminationWaitTimeStarted ? "shifted" : void 0;
	}
}
function watchTrouble({ destination, clock, emit, silentSince }) {
	let since;
	let said = "";
	let times = 0;
	return {
		note(fault) {
			const transient = (require_open_session()).isTransient(fault.kind);
			times += 1;
			if (transient) since = void 0;
			else since ??= clock.now();
			if (said !== `${fault.kind} ${fault.name}` && (times > 1 || !transient && fault.kind !== "missing")) {
				said = `${fault.kind} ${fault.name}`;
				emit({
					kind: "trouble",
					destination,
					text: (require_open_session()).faultText(fault)
				});
			}
			if (since !== void 0 && clock.now() - since >= (require_timing()).timing.follow.unreadable) return since;
			const silent = transient ? silentSince?.() : void 0;
			return silent !== void 0 && clock.now() - silent >= (require_timing()).timing.silent ? silent : void 0;
		},
		clear() {
			since = void 0;
			said = "";
			times = 0;
		}
	};
}
function equal(a, b) {
	return JSON.stringify(a) === JSON.stringify(b);
}

// src/release/deployment/unknown-creation.ts
function unknownCreation(destination) {
	return {
		reason: `CreateDeployment was not answered, and fanout could not find out whether CodeDeploy accepted it: a deployment of this run may be under way in ${groupText(destination)}; run fanout finish, which looks for it again, before you deploy there again`,
		consoleUrl: (require_console()).groupUrl(destination),
		isUnknown: true
	};
}
function groupText({ account, region, application, deploymentGroup }) {
	return `deployment group "${deploymentGroup}" of application "${application}" (account ${account.id ?? account.name}, ${region})`;
}

// src/release/deployment/stop-deployment.ts
function isRolledBack({ onCancel, goesBack }) {
	return onCancel === "stop-and-rollback" && !goesBack;
}
async function stopAndFollow(deploymentId, reason, ports) {
	const { destination, clock } = ports;
	const stop = await stopUnlessOver(deploymentId, reason, ports);
	const { halt: _, usual: __, ...rest } = ports;
	const followed = await follow(deploymentId, {
		...rest,
		destination: destination.id,
		deadline: clock.now() + (stop === "unheard" ? (require_timing()).timing.silent : (require_timing()).timing.follow.stopping)
	});
	const goesOn = stop === "refused" || stop === "unheard";
	return {
		followed: goesOn ? {
			...followed,
			goesOn
		} : followed,
		stop
	};
}
async function stopUnlessOver(deploymentId, reason, ports) {
	const { destination, calls, read, emit } = ports;
	const reading = await read(deploymentId, 0);
	if ("info" in reading && endOf(reading.info)) return "over";
	const rollback = isRolledBack(ports);
	emit({
		kind: "stopping",
		destination: destination.id,
		deploymentId,
		rollback,
		reason
	});
	try {
		await calls.stop(deploymentId, { rollback });
		return "asked";
	} catch (error) {
		const { name, kind } = (require_open_session()).faultOf(error);
		if (hasEnded(name)) return "over";
		const told = (require_open_session()).describeFault(error, {
			destination,
			operation: "codedeploy:StopDeployment"
		});
		const message = `${deploymentId} could not be stopped: ${told.message}`;
		emit({
			kind: "notice",
			level: "warning",
			problem: {
				...told,
				code: "not-stopped",
				message
			}
		});
		return (require_open_session()).isTransient(kind) ? "unheard" : "refused";
	}
}
async function stopCancelled(deploymentId, ports) {
	const { destination, calls, emit, onCancel, goesBack, because = "cancelled" } = ports;
	if (!deploymentId) return ended("never-started", `the run was ${because} before it was created`);
	const before = ports.info ? endingOf(ports.info, because) : await lastWord(deploymentId, ports);
	if (before) return before;
	const leadsBack = goesBack && onCancel === "stop-and-rollback";
	if (onCancel === "leave" || leadsBack) return {
		...ended("failed", `the run was ${because} and deployment ${deploymentId} left under way${leadsBack ? ", because it goes back to an earlier release" : ""}; its outcome is unknown`),
		isUnknown: true
	};
	const rollback = isRolledBack(ports);
	const reason = because === "over" ? "its run is over" : because;
	emit({
		kind: "stopping",
		destination: destination.id,
		deploymentId,
		rollback,
		reason
	});
	try {
		await calls.stop(deploymentId, { rollback });
		return ended("stopped", `the run was ${because}; fanout asked CodeDeploy to stop the deployment${rollback ? " and to roll it back" : ""}`);
	} catch (error) {
		const fault = (require_open_session()).faultOf(error);
		if (!hasEnded(fault.name)) return {
			...ended("failed", `the run was ${because}, but its deployment could not be stopped: ${(require_open_session()).faultText(fault)}`),
			goesOn: true
		};
		const just = `the run was ${because}, and its deployment had just ended; see the console for its result`;
		return await lastWord(deploymentId, ports) ?? {
			...ended("failed", just),
			isUnknown: true
		};
	}
}
const lookTimeout = 1500;
async function lastWord(deploymentId, { calls, clock, because = "cancelled" }) {
	const late = new AbortController();
	const look = calls.getDeployments([deploymentId], { signal: late.signal }).catch(() => []);
	const over = new AbortController();
	const slept = clock.sleep(lookTimeout, over.signal).then(() => [], () => []);
	const [info] = await Promise.race([look, slept]);
	over.abort();
	late.abort();
	return info && endingOf(info, because);
}
function endingOf(info, because) {
	const { status, instanceTerminationWaitTimeStarted } = info;
	const instances = (require_open_session()).countsOf(info);
	const how = `the run was ${because} before it was verified`;
	if (status === "Succeeded") return {
		...unchecked(how),
		instances
	};
	if (status !== "Failed" && status !== "Stopped") {
		if (!instanceTerminationWaitTimeStarted) return void 0;
		return {
			...unchecked(`its traffic was shifted, but ${how}`),
			instances
		};
	}
	return {
		outcome: status === "Stopped" ? "stopped" : "failed",
		instances,
		causes: (require_open_session()).causesOf(info, [], (require_open_session()).adviceForCause),
		reason: `the run was ${because} before it knew that its deployment had ended`
	};
}
function unchecked(reason) {
	return {
		...ended("not-verified", reason),
		isUnchecked: true
	};
}
function ended(outcome, reason) {
	return {
		outcome,
		reason,
		causes: [],
		instances: (require_outcome()).noInstances
	};
}
function hasEnded(faultName) {
	return faultName === "DeploymentAlreadyCompletedException";
}

// src/release/run/run-started.ts
function runStarted({ command, environment, run }) {
	const { name, application, bundleName, waves, part } = environment;
	return {
		kind: "run-started",
		command,
		environment: name,
		application,
		...(require_defined()).defined({ bundleName }),
		run,
		destinations: (require_project()).allDestinations(environment).map((destination) => ({
			id: destination.id,
			account: destination.account.name,
			...(require_defined()).defined({ accountId: destination.account.id }),
			region: destination.region,
			application: destination.application,
			deploymentGroup: destination.deploymentGroup
		})),
		waves: waves.map((wave) => ({
			name: wave.name,
			destinations: wave.destinations.map(({ id }) => id)
		})),
		...(require_defined()).defined({ of: part?.whole.length })
	};
}

Object.defineProperty(exports, "endOf", {
  enumerable: true,
  get: function () {
    return endOf;
  }
});
Object.defineProperty(exports, "firstLookOf", {
  enumerable: true,
  get: function () {
    return firstLookOf;
  }
});
Object.defineProperty(exports, "follow", {
  enumerable: true,
  get: function () {
    return follow;
  }
});
Object.defineProperty(exports, "groupText", {
  enumerable: true,
  get: function () {
    return groupText;
  }
});
Object.defineProperty(exports, "isRolledBack", {
  enumerable: true,
  get: function () {
    return isRolledBack;
  }
});
Object.defineProperty(exports, "leftBehindBy", {
  enumerable: true,
  get: function () {
    return leftBehindBy;
  }
});
Object.defineProperty(exports, "lookInTurn", {
  enumerable: true,
  get: function () {
    return lookInTurn;
  }
});
Object.defineProperty(exports, "recordOf", {
  enumerable: true,
  get: function () {
    return recordOf;
  }
});
Object.defineProperty(exports, "recordRun", {
  enumerable: true,
  get: function () {
    return recordRun;
  }
});
Object.defineProperty(exports, "runStarted", {
  enumerable: true,
  get: function () {
    return runStarted;
  }
});
Object.defineProperty(exports, "stopAndFollow", {
  enumerable: true,
  get: function () {
    return stopAndFollow;
  }
});
Object.defineProperty(exports, "stopCancelled", {
  enumerable: true,
  get: function () {
    return stopCancelled;
  }
});
Object.defineProperty(exports, "unknownCreation", {
  enumerable: true,
  get: function () {
    return unknownCreation;
  }
});
},
"./running-release.js"(require, module, exports) {"use strict";
const require_outcome = () => require("./outcome.js");

// src/release/running-release.ts
function runningOf(result) {
	const { outcome, rollback, version, before, instances } = result;
	if (rollback) {
		if (rollback.status === "succeeded" && rollback.complete) return {
			state: "back",
			version: rollback.version
		};
		return {
			state: "unknown",
			why: "rollback-failed"
		};
	}
	if (result.isUnknown) return {
		state: "unknown",
		why: "untold"
	};
	const partial = instances.succeeded < (require_outcome()).countAll(instances) - instances.skipped;
	const rehearsed = outcome !== "not-rehearsed";
	if (outcome === "ready") return {
		state: "ready",
		version: before,
		waits: version
	};
	if ((require_outcome()).isGood(outcome)) return {
		state: "new",
		version,
		verified: true,
		partial,
		rehearsed
	};
	if (outcome === "not-verified" && instances.succeeded > 0) return {
		state: "new",
		version,
		verified: false,
		partial,
		rehearsed
	};
	if (outcome === "never-started" || outcome === "skipped") return {
		state: "untouched",
		version: before
	};
	if (outcome === "stopped" || outcome === "timed-out") return {
		state: "unknown",
		why: outcome
	};
	return {
		state: "unknown",
		why: "failed"
	};
}
function onlyVersionOf(results) {
	const versions = results.map((result) => {
		const running = runningOf(result);
		if (running.state === "unknown" || running.state === "new" && running.partial) return void 0;
		return running.version;
	});
	const [first] = versions;
	return versions.every((version) => version === first) ? first : void 0;
}

Object.defineProperty(exports, "onlyVersionOf", {
  enumerable: true,
  get: function () {
    return onlyVersionOf;
  }
});
Object.defineProperty(exports, "runningOf", {
  enumerable: true,
  get: function () {
    return runningOf;
  }
});
},
"./saved-plan.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");

// src/release/saved-plan.ts
function savedPlan(plan, version) {
	return {
		fanout: "plan/1",
		environment: plan.environment,
		application: plan.application,
		bundle: plan.bundleName ?? null,
		version,
		digest: plan.digest ?? null,
		waves: plan.waves.map(({ name, destinations }) => ({
			name,
			destinations: destinations.map(({ destination, current, lastAttempt }) => ({
				...placeOf(destination),
				running: current?.deploymentId ?? null,
				attempted: lastAttempt?.deploymentId ?? null
			}))
		}))
	};
}
function placeOf({ id, account, region, application, deploymentGroup, bucket }) {
	return {
		id,
		account: account.id ?? "",
		region,
		application,
		deploymentGroup,
		bucket
	};
}
function movedSince(saved, ahead) {
	const { environment, version, digest, deployments } = ahead;
	const moved = (message, destination) => ({
		code: "plan-moved",
		message,
		hint: "make the plan again, and have it approved",
		...(require_defined()).defined({ destination })
	});
	const of = `${saved.application}${saved.bundle === null ? "" : `/${saved.bundle}`}`;
	const here = `${environment.application}${environment.bundleName === void 0 ? "" : `/${environment.bundleName}`}`;
	if (saved.environment !== environment.name || of !== here) return [moved(`the plan is for ${of} in ${saved.environment}, not for ${here} in ${environment.name}`)];
	const shape = (waves) => JSON.stringify(waves.map(({ name, destinations }) => [name, destinations.map((one) => [
		one.id,
		one.account,
		one.region,
		one.application,
		one.deploymentGroup,
		one.bucket
	])]));
	const now = environment.waves.map(({ name, destinations }) => ({
		name,
		destinations: destinations.map(placeOf)
	}));
	const known = saved.waves.flatMap(({ destinations }) => destinations);
	return [
		...saved.version === version ? [] : [moved(`the plan is for version ${saved.version}, but this run would deploy ${version}`)],
		...saved.digest === null || saved.digest === digest ? [] : [moved(`the content is not what was planned: ${digest.slice(0, 16)} instead of ${saved.digest.slice(0, 16)}`)],
		...shape(saved.waves) === shape(now) ? [] : [moved("the waves and destinations are not those of the plan: the configuration has changed")],
		...known.flatMap(({ id, running, attempted }) => {
			const is = deployments.get(id);
			const isTriedAgain = is?.attempted != null && is.attempted !== attempted;
			if (!is || is.running === running && !isTriedAgain) return [];
			const what = is.running === running ? "was deployed to" : "runs something else";
			return [moved(`it ${what} since the plan was made: deployment ${is.attempted ?? is.running ?? "none"}`, id)];
		})
	];
}

Object.defineProperty(exports, "movedSince", {
  enumerable: true,
  get: function () {
    return movedSince;
  }
});
Object.defineProperty(exports, "savedPlan", {
  enumerable: true,
  get: function () {
    return savedPlan;
  }
});
},
"./sources.js"(require, module, exports) {"use strict";
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_limit = () => require("./limit.js");
const require_problem = () => require("./problem.js");
const require_hold_record = () => require("./hold-record.js");
const require_open_session = () => require("./open-session.js");
const require_read_history = () => require("./read-history.js");
const require_timing = () => require("./timing.js");

// src/release/records/choose-release.ts
const told = 3;
function chooseRelease(sources, { version, forced, isLook }) {
	const versions = version === void 0 ? versionsIn(sources) : [version];
	if (versions.length === 0) throw nothingDeployed(sources);
	const chosen = versions.find((each) => forced || missingProof(each, sources).length === 0);
	const passedOver = tell(chosen === void 0 ? versions : versions.slice(0, versions.indexOf(chosen)), sources);
	if (chosen === void 0) throw new (require_problem()).RefusedError(passedOver.map((each) => withHint(each, isLook)));
	const digest = digestOf(chosen, sources);
	return {
		version: chosen,
		...(require_defined()).defined({ digest }),
		unproven: missingProof(chosen, sources),
		passedOver,
		doubts: higherNumbers(chosen, versions, sources)
	};
}
function isReleaseDecided(sources, { version, forced }) {
	const versions = version === void 0 ? versionsIn(sources) : [version];
	for (const each of versions) {
		const proofs = sources.map((source) => proofIn(source, each));
		if (proofs.some((proof) => !proof.proven && proof.more)) return false;
		if (forced || proofs.every(({ proven }) => proven)) return true;
	}
	return version !== void 0 || !sources.some(({ history }) => (require_open_session()).hasMore(history));
}
function proofIn({ destination, history, provenBy }, version) {
	return provenBy === void 0 ? (require_open_session()).proofOf(version, destination, history) : (require_open_session()).proofBy(provenBy, version, destination, history);
}
function versionsIn(sources) {
	const newestFirst = sources.flatMap(({ destination, history }) => history.flatMap((run) => {
		if ("unread" in run) return [];
		const entry = (require_open_session()).entryOf(run, destination);
		return entry?.version !== void 0 && (require_open_session()).hasDeployed(entry) ? [{
			version: entry.version,
			started: run.started
		}] : [];
	})).toSorted((a, b) => byTime(b, a));
	return [...new Set(newestFirst.map(({ version }) => version))];
}
function byTime(a, b) {
	return a.started < b.started ? -1 : Number(a.started > b.started);
}
function missingProof(version, sources) {
	const reasons = /* @__PURE__ */ new Map();
	for (const source of sources) {
		const { environment, destination } = source;
		const proof = proofIn(source, version);
		if (proof.proven) continue;
		const reason = `${version} is not proven in ${environment.name}: ${proof.why}`;
		const cause = proof.fault && `the records of ${environment.name}: ${proof.fault}`;
		const known = reasons.get(reason) ?? {
			ids: [],
			...(require_defined()).defined({ cause })
		};
		known.ids.push(destination.id);
		reasons.set(reason, known);
	}
	return [...reasons].map(([reason, { ids, ...rest }]) => ({
		code: "not-proven",
		message: `${reason} (${ids.join(", ")})`,
		...rest
	}));
}
function tell(versions, sources) {
	const problems = versions.slice(0, told).flatMap((version) => missingProof(version, sources));
	const rest = versions.length - told;
	if (rest > 0) problems.push({
		code: "not-proven",
		message: `and neither are ${rest} earlier versions`
	});
	return problems;
}
function withHint(problem, isLook = false) {
	const first = problem.cause ? "make sure that it can be read" : "deploy and verify it there";
	const hint = isLook ? first : `${first}, or go on without proof with --force "reason"`;
	return {
		...problem,
		hint
	};
}
function digestOf(version, sources) {
	const proofs = sources.flatMap((source) => {
		const { destination } = source;
		const proof = proofIn(source, version);
		return proof.proven ? [{
			digest: proof.digest,
			destination: destination.id
		}] : [];
	});
	const [first] = proofs;
	const other = proofs.find(({ digest }) => digest !== first?.digest);
	if (first && other) {
		const message = `version "${version}" was proven with different content: ${[first, other].map(({ destination, digest }) => `${destination} has ${digest}`).join(", ")}`;
		throw new (require_problem()).RefusedError([{
			code: "content-differs",
			message,
			hint: "build a new version"
		}]);
	}
	return first?.digest;
}
function higherNumbers(chosen, versions, sources) {
	return versions.slice(versions.indexOf(chosen) + 1).filter((version) => ((require_project()).compareVersions(version, chosen) ?? 0) > 0).filter((version) => missingProof(version, sources).length === 0).slice(0, told).map((version) => ({
		code: "higher-version-proven",
		message: `${version} is proven too and has the higher number, but ${chosen} was deployed after it`,
		hint: `to promote that one, pass --version ${version}`
	}));
}
function nothingDeployed(sources) {
	const names = [...new Set(sources.map(({ environment }) => environment.name))].join(", ");
	const unread = sources.flatMap(({ history }) => history.flatMap((run) => "unread" in run ? [run.unread] : []));
	const why = unread.length > 0 ? {
		message: `nothing can be promoted: cannot read the records of ${names}, which say what was deployed there`,
		hint: "make sure that they can be read"
	} : {
		message: `nothing can be promoted: no run's record says that anything was deployed to ${names}`,
		hint: "a deployment by this tool leaves a record; one made by hand proves nothing"
	};
	return new (require_problem()).RefusedError([{
		code: "nothing-to-promote",
		...why
	}, ...[...new Set(unread)].slice(0, told).map((message) => ({
		code: "record-unreadable",
		message
	}))]);
}

// src/release/run/sources.ts
async function readSources({ sources, environment, version, force }, aws, { emit, clock }) {
	emit({
		kind: "step",
		text: `looking for what is proven in ${namesOf(sources)}`
	});
	await aws.identify(sources.flatMap((require_project()).allDestinations)).catch((error) => {
		if (force === void 0 || !(error instanceof (require_problem()).RefusedError)) throw error;
		for (const problem of error.problems) emit({
			kind: "notice",
			level: "warning",
			problem
		});
	});
	const now = (require_run_command()).wallTime(clock);
	const provenBy = ({ name }) => {
		const soak = environment.soak?.[name];
		return soak === void 0 ? {} : { provenBy: now - soak };
	};
	const wanted = {
		...(require_defined()).defined({ version }),
		forced: force !== void 0
	};
	return (require_read_history()).readUntil(sourcesReader(sources, provenBy, aws), (read) => isReleaseDecided(read, wanted));
}
function sourcesReader(environments, provenBy, aws) {
	const readers = environments.map((environment) => {
		const destinations = (require_project()).allDestinations(environment);
		return {
			environment,
			destinations,
			read: (require_read_history()).historiesReader(destinations, environment, aws)
		};
	});
	return async (count) => {
		return (await (require_limit()).mapLimited(readers, (require_timing()).timing.atOnce.environments, async ({ environment, destinations, read }) => {
			const histories = await read(count);
			return destinations.map((destination) => {
				return {
					environment,
					destination,
					history: histories.get(destination.id) ?? [],
					...provenBy(environment)
				};
			});
		})).flat();
	};
}
function refuseUnproven({ version, digest }, sources, force, emit) {
	const choice = chooseRelease(sources, {
		version,
		forced: force !== void 0
	});
	for (const problem of choice.unproven) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	if (choice.digest === void 0 || choice.digest === digest) return;
	throw new (require_problem()).RefusedError([{
		code: "content-differs",
		message: `version "${version}" was proven with content ${choice.digest}, and this one has ${digest}`,
		hint: `deploy what was proven: --version ${version} without a build, or promote; what was rebuilt needs a version of its own`
	}]);
}
async function checkProof(asked, { aws, clock }) {
	const { version, force } = asked;
	if (asked.sources.length === 0) return {
		problems: [],
		notes: []
	};
	const notes = [];
	try {
		const emit = (event) => {
			if (event.kind === "notice") notes.push(event.problem);
		};
		const read = await readSources(asked, aws, {
			emit,
			clock
		});
		const { unproven } = chooseRelease(read, {
			version,
			forced: force !== void 0
		});
		return {
			problems: [],
			notes: [...notes, ...unproven]
		};
	} catch (error) {
		return {
			problems: (require_hold_record()).problemsIn(error),
			notes
		};
	}
}
function namesOf(environments) {
	return environments.map(({ name }) => name).join(" and ");
}

Object.defineProperty(exports, "checkProof", {
  enumerable: true,
  get: function () {
    return checkProof;
  }
});
Object.defineProperty(exports, "chooseRelease", {
  enumerable: true,
  get: function () {
    return chooseRelease;
  }
});
Object.defineProperty(exports, "namesOf", {
  enumerable: true,
  get: function () {
    return namesOf;
  }
});
Object.defineProperty(exports, "readSources", {
  enumerable: true,
  get: function () {
    return readSources;
  }
});
Object.defineProperty(exports, "refuseUnproven", {
  enumerable: true,
  get: function () {
    return refuseUnproven;
  }
});
},
"./stop.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_ballots = () => require("./ballots.js");
const require_run_release = () => require("./run-release.js");
const require_under_way = () => require("./under-way.js");
const require_run_on_environment = () => require("./run-on-environment.js");

// src/release/run/stop-run.ts
function stopRun(request, ports) {
	const { version: meant, reason, run } = request;
	const environment = forStop(request.environment);
	const release = async (_, { snapshot, unreachable }) => {
		const waiting = /* @__PURE__ */ new Map();
		const leftOut = /* @__PURE__ */ new Map();
		for (const [id, why] of unreachable) leftOut.set(id, {
			outcome: "never-started",
			reason: why
		});
		for (const [id, one] of (require_under_way()).findUnderWay(environment, snapshot, meant)) {
			if (unreachable.has(id)) continue;
			if ("info" in one) waiting.set(id, one.info);
			else leftOut.set(id, {
				outcome: "skipped",
				reason: one.left
			});
		}
		return {
			artifacts: /* @__PURE__ */ new Map(),
			waiting,
			leftOut
		};
	};
	const wanted = {
		environment,
		run,
		command: "stop",
		...(require_defined()).defined({ reason }),
		allowOlder: true,
		ignoreHold: true,
		acceptsPartial: true,
		isDone
	};
	return (require_run_release()).runRelease(wanted, async () => ({ release }), ports);
}
function forStop(environment) {
	const destinations = (require_project()).allDestinations(environment);
	const all = {
		name: "stop",
		destinations,
		bake: 0
	};
	const limits = {
		maxParallel: destinations.length,
		maxFailures: destinations.length,
		failureMode: "soft"
	};
	const { part } = environment;
	return {
		...(require_project()).atAnyTime(environment),
		waves: [{
			...all,
			...limits
		}],
		...part && { part: {
			...part,
			earlier: []
		} },
		recordsDestination: {
			...(require_ballots()).recordsDestinationOf(environment),
			busyTimeout: 0
		},
		onFailure: "continue",
		onCancel: environment.onCancel === "leave" ? "stop" : environment.onCancel
	};
}
function isDone(results) {
	return results.every(({ outcome, rollback, instances }) => {
		if (outcome === "skipped") return true;
		if (outcome === "rolled-back") return rollback?.status === "succeeded";
		return outcome === "stopped" && rollback === void 0 && instances.succeeded === 0;
	});
}

// src/cli/commands/stop.ts
var stop_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ stopCommand: () => stopCommand });
function stopCommand(inputs, ports) {
	const { version, reason } = inputs;
	return (require_run_on_environment()).runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) => stopRun({
		environment,
		run,
		version,
		reason: reason && (require_run_on_environment()).inOneLine(reason)
	}, runPorts));
}

Object.defineProperty(exports, "stopCommand", {
  enumerable: true,
  get: function () {
    return stopCommand;
  }
});
Object.defineProperty(exports, "stop_exports", {
  enumerable: true,
  get: function () {
    return stop_exports;
  }
});
},
"./timing.js"(require, module, exports) {"use strict";
// src/release/timing.ts
const second = 1e3;
const minute = 60 * second;
const hour = 60 * minute;
const MiB = 1048576;
const timing = {
	look: {
		first: 3 * second,
		far: {
			share: 1 / 2,
			least: 4 * second,
			most: 15 * second
		},
		near: 3.75 * second,
		lastEvents: 1,
		expected: {
			earliest: .9,
			latest: 1.08
		},
		nearExpected: {
			share: 1 / 30,
			least: 2.5 * second,
			most: 3.75 * second
		},
		farExpected: 30 * second,
		inTurn: {
			earliest: 1 / 2,
			latest: 3 / 2,
			places: 24
		},
		detail: {
			share: 1 / 2,
			least: 8 * second,
			most: 45 * second
		},
		detailSeldom: {
			share: 1,
			least: 20 * second,
			most: 80 * second
		},
		detailEach: second,
		idle: {
			share: 1 / 4,
			least: 3 * second,
			most: 20 * second
		},
		together: second / 2,
		batch: 25,
		instances: 25,
		throttled: {
			least: 2 * second,
			most: minute
		}
	},
	silent: 3 * minute,
	create: {
		goesOn: 5 * minute,
		pause: {
			least: 2 * second,
			most: 30 * second
		},
		seen: 30 * second,
		late: 2 * minute,
		looks: [
			second,
			3 * second,
			6 * second
		],
		lookCancelled: second,
		told: 40 * second,
		lookTold: 4 * second,
		since: 6 * hour,
		busy: 5 * second,
		busyUnknown: 10 * second
	},
	follow: {
		unreadable: 2 * minute,
		lastLooks: 4,
		stopping: 10 * minute,
		rollbackBegins: minute,
		rollbackLook: 2 * second,
		relatedBegin: 10 * second
	},
	bake: {
		alarms: 15 * second,
		alarmsTogether: second,
		alarmUnknowns: 3,
		ingestion: 2 * minute
	},
	check: {
		answer: 30 * second,
		betweenQueries: second,
		silentLeader: 10 * second,
		lookup: 2 * second
	},
	notice: {
		dead: 40,
		alive: 2 * second
	},
	lease: {
		holds: 2 * minute,
		takenOver: 3 * minute,
		renew: 30 * second,
		renewAgain: 10 * second,
		renewal: {
			least: 5 * second,
			most: 20 * second
		},
		release: 10 * second,
		attempt: 5 * second,
		apart: 10 * second,
		attemptOlder: 15 * second,
		bucket: 8 * second,
		lastBucket: minute,
		silence: 20 * second,
		olderFanout: 720 * hour
	},
	tag: {
		settles: second,
		tries: 4
	},
	record: {
		goesOn: 2 * minute,
		goesOnCancelled: 5 * second,
		pause: {
			least: 2 * second,
			most: 30 * second
		},
		pauseCancelled: second,
		clocks: minute
	},
	finish: {
		goesOn: 5 * minute,
		look: 5 * second
	},
	status: {
		watch: 10 * second,
		serve: 15 * second
	},
	silence: minute,
	request: {
		usual: {
			connect: 5 * second,
			answer: 10 * second
		},
		creation: {
			connect: 5 * second,
			answer: 30 * second
		},
		sts: {
			connect: 3 * second,
			answer: 6 * second
		},
		s3: {
			connect: 5 * second,
			idle: minute
		},
		s3Small: 10 * second,
		silences: 2,
		goesOn: 75 * second,
		pause: {
			base: second / 10,
			throttled: second / 2,
			most: 20 * second
		},
		rate: {
			window: second,
			share: .8,
			least: 2,
			more: 1.1,
			free: 50
		},
		round: {
			least: second / 2,
			most: 15 * second
		},
		ahead: {
			kept: 20 * second,
			single: 5 * second
		},
		clockOff: 4 * minute,
		renewAhead: 5 * minute,
		renewAgain: 30 * second
	},
	upload: {
		part: 5 * MiB,
		files: {
			atOnce: 12,
			room: MiB / 2
		},
		streams: { atOnce: 6 },
		slowest: 64,
		parts: 1e4,
		copyTries: 4
	},
	atOnce: {
		requests: 50,
		destinations: 20,
		ahead: 12,
		roles: 16,
		objects: 8,
		endpoints: 4,
		environments: 4
	}
};

Object.defineProperty(exports, "timing", {
  enumerable: true,
  get: function () {
    return timing;
  }
});
},
"./under-way.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_run_started = () => require("./run-started.js");
const require_marker = () => require("./marker.js");
const require_object_keys = () => require("./object-keys.js");

// src/release/run/under-way.ts
function findUnderWay(environment, snapshot, meant) {
	const found = new Map((require_project()).allDestinations(environment).map((destination) => [destination.id, underWayIn(destination, environment, snapshot.get(destination.id))]));
	const waiting = [...found].flatMap(([id, one]) => "info" in one ? [{
		id,
		...one
	}] : []);
	if (waiting.length === 0) throw nothingWaits(environment, found);
	const others = waiting.filter(({ version }) => meant !== void 0 && version !== meant);
	if (others.length === 0) return found;
	throw new (require_problem()).RefusedError(others.map(({ id, version, info }) => ({
		code: "other-version-waits",
		destination: id,
		message: `${info.deploymentId}, which is under way there, deploys ${version}, not ${meant}`,
		hint: `pass the version you mean, or leave this destination out (--except ${id})`
	})));
}
function underWayIn({ id, bucket }, environment, state) {
	const info = state?.last;
	if (!state) return { left: "could not find out what is under way there" };
	if (!info || (require_run_started()).endOf(info)) return { left: "nothing is under way there" };
	const { deploymentId: named = id, revision } = info;
	const marker = (require_marker()).readMarker(info.description);
	if (!marker) return { left: `${named} is under way there, and fanout did not create it` };
	if (marker.environment !== environment.name || !(require_marker()).isSameBundle(marker, environment.bundleName)) return { left: `${named} is under way there, and belongs to another environment or bundle` };
	if (marker.back) return { left: `${named} is under way there, and goes back` };
	const key = revision?.s3Location?.key ?? "";
	const [version, digest] = [(require_object_keys()).versionOfKey(key), (require_object_keys()).digestOfKey(key)];
	if (!(version !== void 0 && digest !== void 0 && revision?.s3Location?.bucket === bucket && key === (require_object_keys()).releaseKey(environment, version, digest) && (require_marker()).markerVersion(version) === marker.version)) return { left: `${named} is under way there, and deploys no release of ${(require_object_keys()).ownerText(environment)}` };
	return {
		info,
		version,
		digest
	};
}
function endedBadly(last, taken) {
	if (!last || !(require_run_started()).endOf(last)) return void 0;
	const marker = (require_marker()).readMarker(last.description);
	const isOfSameRun = taken.some((one) => marker && (require_marker()).readMarker(one.description)?.run === marker.run);
	const first = Math.min(...taken.map(({ createTime }) => Number(createTime ?? 0)));
	const isBack = last.creator === "codeDeployRollback" && Number(last.createTime) >= first;
	const hasSucceeded = last.status === "Succeeded" || (require_run_started()).endOf(last) === "shifted";
	const hasFailed = isOfSameRun && (marker?.back === true || !hasSucceeded);
	if (!isBack && !hasFailed) return void 0;
	const what = isBack || marker?.back ? "went back" : `is ${last.status?.toLowerCase()}`;
	return {
		outcome: "never-started",
		reason: `nothing is under way there: what the same run had brought did not succeed (${last.deploymentId} ${what})`
	};
}
function nothingWaits(environment, found) {
	const isPart = (require_project()).wholeOf(environment).length > found.size;
	return new (require_problem()).RefusedError([...found].map(([destination, one]) => ({
		code: "nothing-waits",
		destination,
		message: "left" in one ? one.left : "",
		hint: `fanout status ${environment.name} shows what runs where${isPart ? "; this run is for a part of it" : ""}`
	})));
}

Object.defineProperty(exports, "endedBadly", {
  enumerable: true,
  get: function () {
    return endedBadly;
  }
});
Object.defineProperty(exports, "findUnderWay", {
  enumerable: true,
  get: function () {
    return findUnderWay;
  }
});
},
"./verdict.js"(require, module, exports) {"use strict";
const require_outcome = () => require("./outcome.js");

// src/release/verdict.ts
function judge(results, cancelled) {
	if (cancelled) return {
		verdict: "cancelled",
		exitCode: exitCodeOf(cancelled)
	};
	const verdict = sharedOutcome(results.map((result) => result.outcome));
	return {
		verdict,
		exitCode: (require_outcome()).isAsAsked(verdict) ? 0 : 1
	};
}
function exitCodeOf(cancelled) {
	return cancelled === "SIGTERM" || cancelled === "SIGHUP" ? 143 : 130;
}
function sharedOutcome(outcomes) {
	if (outcomes.length === 0) return "never-started";
	const [first, ...others] = new Set(outcomes.filter((outcome) => outcome !== "skipped"));
	if (first === void 0) return "skipped";
	const all = [first, ...others];
	if (all.every((require_outcome()).isAsAsked) && all.includes("ready")) return "ready";
	if (all.every((require_outcome()).isGood) && others.length > 0) return "not-rehearsed";
	return others.length === 0 ? first : "split";
}

Object.defineProperty(exports, "exitCodeOf", {
  enumerable: true,
  get: function () {
    return exitCodeOf;
  }
});
Object.defineProperty(exports, "judge", {
  enumerable: true,
  get: function () {
    return judge;
  }
});
},
"./verifier.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_http_agents = () => require("./http-agents.js");
const require_build_environment = () => require("./build-environment.js");
const require_outcome = () => require("./outcome.js");
const require_request = () => require("./request.js");
const require_run_command = () => require("./run-command.js");
const require_timing = () => require("./timing.js");
const require__builtin_child_process$1 = () => require("./_builtin_child_process.js");
const require_consul_check = () => require("./consul-check.js");
const require_not_rehearsed = () => require("./not-rehearsed.js");

// src/verify/command.ts
var import__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_child_process$1()).require__builtin_child_process(), 1);
function runCheck([program = "", ...args], { env, cwd, signal }) {
	return new Promise((resolve) => {
		let log = "";
		const keep = (chunk) => {
			log = (log + chunk.toString("utf8")).slice(-2e3);
		};
		const detached = process.platform !== "win32";
		signal.throwIfAborted();
		const child = (0, import__builtin_child_process.spawn)(program, args, {
			env,
			cwd,
			detached,
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			]
		});
		const end = () => endGroup(child, detached);
		child.on("exit", end);
		signal.addEventListener("abort", end, { once: true });
		child.stdout.on("data", keep);
		child.stderr.on("data", keep);
		child.on("error", (error) => resolve({
			problem: `"${program}": ${error.message}`,
			log
		}));
		child.on("close", (code, killedBy) => {
			signal.removeEventListener("abort", end);
			if (code === 0) return resolve(void 0);
			resolve({
				problem: `"${program}" ${code === null ? `was ended by ${killedBy}` : `failed with exit code ${code}`}`,
				log
			});
		});
	});
}
function endGroup(child, detached) {
	if (child.pid === void 0) return;
	try {
		if (detached) process.kill(-child.pid, "SIGKILL");
		else child.kill("SIGKILL");
	} catch {}
}

// src/verify/request-fault.ts
const untrusted = [
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"UNABLE_TO_GET_ISSUER_CERT",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE"
];
function requestFault(error) {
	const each = error instanceof AggregateError ? error.errors : [error];
	const [{ code = "", reason } = {}] = each;
	const message = each.map((one) => one.message).join("; ") || code || "the request failed";
	if (untrusted.includes(code)) return {
		problem: `its certificate is not trusted: ${message}`,
		advice: "name the file of the authority that signed it in NODE_EXTRA_CA_CERTS"
	};
	if (code === "EPROTO") return { problem: `no TLS could be agreed on: ${reason ?? message}` };
	return { problem: message };
}

// src/verify/verify.ts
async function verify(destination, values, ports, { once = false } = {}) {
	return (await Promise.all(destination.verify.map((check) => once ? {
		...check,
		consecutive: 1,
		timeout: 0
	} : check).map((check) => untilItHolds(check, destination, values, ports)))).filter((cause) => cause !== void 0);
}
async function ask(check, destination, values, ports) {
	return tryOnce(check, limitOf(check, check.timeout), {}, destination, values, ports);
}
async function untilItHolds(check, destination, values, ports) {
	const { clock, signal } = ports;
	const began = clock.now();
	const until = began + check.timeout;
	let held = 0;
	let tries = 0;
	let last = { problem: "it was not tried" };
	const memory = {};
	for (;;) {
		const failure = await tryOnce(check, limitOf(check, until - clock.now()), memory, destination, values, ports);
		signal.throwIfAborted();
		tries += 1;
		held = failure ? 0 : held + 1;
		if (failure) last = failure;
		if (held >= check.consecutive) return void 0;
		if (failure?.code === "NotRehearsed" || failure?.isFinal) break;
		if (clock.now() + check.interval > until) break;
		if (!failure) delete memory.index;
		const pause = memory.index === void 0 ? check.interval : (require_timing()).timing.check.betweenQueries;
		await (failure ? (require_run_command()).settle(clock, pause, signal) : clock.sleep(pause, signal));
	}
	const { problem, isFinal: _, ...details } = last;
	const long = `${tries} ${tries === 1 ? "try" : "tries"} in ${inSeconds(clock.now() - began)}`;
	const asked = held > 0 ? `; it held ${held} of ${check.consecutive} times in a row at the end` : "";
	return {
		instances: [],
		of: 0,
		event: "verification",
		script: check.name,
		message: `${problem} (${long}${asked})`,
		...details
	};
}
function limitOf({ kind, timeout, interval }, left) {
	const fair = timeout === 0 ? (require_timing()).timing.check.answer : Math.min(timeout, (require_timing()).timing.check.answer);
	if (kind === "command") return Math.max(left, fair);
	return kind === "consul" ? fair + Math.ceil(interval * 17 / 16) : fair;
}
async function tryOnce(check, limit, memory, destination, values, ports) {
	const timeout = new AbortController();
	const done = new AbortController();
	ports.clock.sleep(limit, done.signal).then(() => timeout.abort(), () => void 0);
	const late = () => timeout.signal.aborted && !ports.signal.aborted;
	const tooLate = `no answer within ${inSeconds(limit)}`;
	try {
		const failure = await (require_run_command()).withAny([ports.signal, timeout.signal], (signal) => makeCheck(check, memory, destination, values, {
			...ports,
			signal
		}));
		return failure && late() ? {
			...failure,
			problem: tooLate
		} : failure;
	} catch (error) {
		if (late()) return { problem: tooLate };
		const isMissing = error instanceof (require_not_rehearsed()).NotRehearsedError;
		return {
			...requestFault(error),
			...isMissing && { code: "NotRehearsed" }
		};
	} finally {
		done.abort();
	}
}
async function makeCheck(check, memory, destination, values, { clock, get, signal, cwd, env }) {
	if (check.kind === "command") return (require_run_command()).aside(clock, () => runCheck(check.command, {
		signal,
		cwd,
		env: {
			...env,
			...variables(destination, values)
		}
	}));
	const getOne = (url, headers) => get(destination, url, headers, signal);
	if (check.kind === "consul") return (require_consul_check()).checkConsul(check, values, {
		get: getOne,
		wait: check.interval,
		memory
	});
	const problem = await (require_consul_check()).checkAnswer(check, values, getOne);
	return problem === void 0 ? void 0 : { problem };
}
function variables({ account, region, application, deploymentGroup }, { version, digest }) {
	return {
		VERSION: version,
		DIGEST: digest,
		APPLICATION: application,
		DEPLOYMENT_GROUP: deploymentGroup,
		ACCOUNT_NAME: account.name,
		ACCOUNT_ID: account.id ?? "",
		REGION: region
	};
}
function inSeconds(ms) {
	return `${Math.round(ms / 1e3)} s`;
}

// src/cli/verifier.ts
function openVerifier({ env, cwd, clock, signal, httpGet, checks, unanswered }, withheld) {
	const agents = (require_http_agents()).openAgents(env);
	const overTheNetwork = async (_, url, headers, until) => (require_request()).request(url, { headers }, {
		agents: await agents.single(),
		signal: until
	});
	const ports = () => ({
		get: httpGet ?? overTheNetwork,
		clock,
		signal,
		env: (require_build_environment()).checkEnvironment(env, withheld),
		cwd
	});
	return {
		verify: checks?.verify ?? (async (destination, release, how) => unanswered === void 0 ? verify(destination, release, ports(), how) : destination.verify.map(({ name }) => notMade(name, unanswered))),
		ask: checks?.ask ?? ((check, destination, release) => ask(check, destination, release, ports())),
		probe: async (check, destination, release) => (await ask(check, destination, release, ports()))?.problem,
		close: () => agents.close()
	};
}
function notMade(script, message) {
	return {
		instances: [],
		of: 0,
		event: "verification",
		script,
		code: (require_outcome()).notRehearsed,
		message
	};
}

Object.defineProperty(exports, "ask", {
  enumerable: true,
  get: function () {
    return ask;
  }
});
Object.defineProperty(exports, "openVerifier", {
  enumerable: true,
  get: function () {
    return openVerifier;
  }
});
Object.defineProperty(exports, "verify", {
  enumerable: true,
  get: function () {
    return verify;
  }
});
},
};
