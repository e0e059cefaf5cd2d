module.exports = {
"./emulation.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream$1 = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require__builtin_zlib$1 = () => require("./_builtin_zlib.js");
const require_programs = () => require("./programs.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_problem = () => require("./problem.js");
const require_scalars = () => require("./scalars.js");
const require__builtin_http$1 = () => require("./_builtin_http.js");
const require__builtin_util$1 = () => require("./_builtin_util.js");
const require__builtin_net$1 = () => require("./_builtin_net.js");
const require__builtin_child_process$1 = () => require("./_builtin_child_process.js");
const require__builtin_https$1 = () => require("./_builtin_https.js");
const require_object_keys = () => require("./object-keys.js");
const require_consul_check = () => require("./consul-check.js");
const require_not_rehearsed = () => require("./not-rehearsed.js");
const require_schemas = () => require("./schemas.js");
const require_needs = () => require("./needs.js");
const require__builtin_buffer$1 = () => require("./_builtin_buffer.js");
const require_examine = () => require("./examine.js");
const require_main = () => require("./index.cjs");
const require_read_named_file = () => require("./read-named-file.js");
const require_quoted = () => require("./quoted.js");

// src/emulator/wire/call-log.ts
var import__builtin_util = (require__builtin_util$1()).require__builtin_util();
var import__builtin_http = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_http$1()).require__builtin_http(), 1);
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream$1()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream$1()).require_promises(), 1);
var import__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_zlib$1()).require__builtin_zlib(), 1);
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
function callLog(limit = 2e4) {
	const calls = [];
	return {
		calls,
		add(call) {
			calls.push(call);
			if (calls.length > limit) calls.splice(0, Math.ceil(limit / 10));
		}
	};
}
function describeCall(call) {
	const where = [call.account, call.region].filter(Boolean).join("/");
	return [
		[
			`${call.service} ${call.operation}`,
			where,
			call.about
		].filter(Boolean).join(" "),
		call.status === 0 ? "no answer" : `${call.status}`,
		call.error,
		call.fault && `(${call.fault})`
	].filter(Boolean).join(" ").replace(/\p{Cc}/gu, (character) => {
		return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
	});
}

// src/emulator/codedeploy-commands/agent-folder.ts
var import__builtin_stream = (require__builtin_stream$1()).require__builtin_stream();
var import__builtin_net = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_net$1()).require__builtin_net(), 1);
const SETTINGS = "codedeployagent.yml";
const IDENTITY = "codedeploy.onpremises.yml";
async function writeAgentFolder(parent, { instance, region, session }, url) {
	const folder = (0, import__builtin_path.join)(parent, instance);
	await (0, import_promises.mkdir)(folder, {
		recursive: true,
		mode: 448
	});
	await (0, import_promises.chmod)(folder, 448);
	const { principal, secretAccessKey } = session;
	await writePrivate((0, import__builtin_path.join)(folder, IDENTITY), {
		region,
		iam_user_arn: principal.arn,
		aws_access_key_id: principal.accessKeyId,
		aws_secret_access_key: secretAccessKey
	});
	const settings = (0, import__builtin_path.join)(folder, SETTINGS);
	await writePrivate(settings, settingsFor((0, import__builtin_path.join)(folder, IDENTITY), url));
	return settings;
}
function settingsFor(identity, url) {
	return {
		":program_name": "codedeploy-agent",
		":log_aws_wire": false,
		":log_dir": "/var/log/aws/codedeploy-agent/",
		":pid_dir": "/opt/codedeploy-agent/state/.pid/",
		":root_dir": "/opt/codedeploy-agent/deployment-root",
		":verbose": false,
		":wait_between_runs": 0,
		":max_revisions": 5,
		":on_premises_config_file": identity,
		":deploy_control_endpoint": url,
		":s3_endpoint_override": url,
		":codedeploy_test_profile": "beta"
	};
}
async function writePrivate(path, settings) {
	const lines = Object.entries(settings).map(([name, value]) => `${name}: ${quoted$2(value)}\n`);
	await (0, import_promises.rm)(path, { force: true });
	await (0, import_promises.writeFile)(path, `---\n${lines.join("")}`, {
		mode: 384,
		flag: "wx"
	});
}
function quoted$2(value) {
	return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

// src/cli/agent-configuration.ts
const agentFolders = (0, import__builtin_path.join)(".fanout", "agents");
const PROGRAM$1 = "/opt/codedeploy-agent/bin/codedeploy-agent";
function agentConfiguration(parent, say) {
	let url;
	const early = [];
	const write = async (host, url) => {
		const settings = await writeAgentFolder(parent, host, url);
		say(`${host.destination} ${host.instance}: ${PROGRAM$1} --config_file ${settings} start`);
	};
	return {
		options: {
			say,
			onHost(host) {
				if (url === void 0) early.push(host);
				else write(host, url).catch((error) => say(`${host.instance}: ${error.message}`));
			}
		},
		async begin(emulator, codedeploy) {
			for (const { account, region, destination, instances } of codedeploy.view()) for (const { id } of instances) emulator.openHost?.(id, {
				account,
				region,
				destination
			});
			say("hosts are real agents; each waits for its own, which may start as");
			try {
				for (const host of early) await write(host, emulator.url);
			} catch (error) {
				const message = `cannot write the agents' settings to ${parent}: ${error.message}`;
				throw new (require_problem()).UsageError([{
					code: "file-unwritable",
					message
				}], { cause: error });
			}
			({url} = emulator);
		}
	};
}
function refuseWithoutAgents({ hooks, agentConfig }) {
	if (agentConfig === void 0 || hooks === "agents") return;
	throw new (require_problem()).UsageError([{
		code: "options-conflict",
		message: "--agent-config is for real agents",
		hint: "add --hooks agents"
	}]);
}

// src/emulator/service.ts
var ServiceError = class extends Error {
	code;
	status;
	constructor(code, message, status = 400, options) {
		super(message, options);
		this.name = "ServiceError";
		this.code = code;
		this.status = status;
	}
};

// src/emulator/codedeploy/engine/engine.ts
function note$1(engine, deployment) {
	deployment.history.push(snapshotOf(deployment, engine.clock.now()));
	if (deployment.history.length > mostSnapshots) deployment.history.splice(0, mostSnapshots / 2);
}
function snapshotOf(deployment, at) {
	const { status, error, startTime, completeTime, rollback, related, targets } = deployment;
	return {
		at,
		status,
		terminationWaitStarted: deployment.terminationWaitStarted,
		...(require_defined()).defined({
			error,
			startTime,
			completeTime,
			rollback,
			related
		}),
		...targets && { overview: overviewOf(targets) }
	};
}
const mostSnapshots = 400;
function overviewOf(targets) {
	const counts = {
		Pending: 0,
		InProgress: 0,
		Succeeded: 0,
		Failed: 0,
		Skipped: 0,
		Ready: 0
	};
	for (const { status } of targets) if (status !== "Unknown") counts[status] += 1;
	return counts;
}

// src/emulator/codedeploy/fleet.ts
function instancesOf$1(scope, group) {
	const { ec2TagFilters, ec2TagSet, autoScalingGroups } = group.settings;
	return select(scope, {
		tagFilters: ec2TagFilters,
		ec2TagSet,
		autoScalingGroups
	});
}
function select(scope, wanted) {
	const { tagFilters = [], ec2TagSet, autoScalingGroups = [] } = wanted;
	const anyOf = tagFilters.map(asTest);
	const allOf = (ec2TagSet?.ec2TagSetList ?? []).filter((set) => set.length > 0).map((set) => anyOne(set.map(asTest))).reverse();
	return [...scope.fleet].filter(({ tags, autoScalingGroup }) => anyOf.some((test) => test(tags)) || allOf.length > 0 && allOf.every((test) => test(tags)) || autoScalingGroups.includes(autoScalingGroup));
}
function anyOne(tests) {
	const [only, ...others] = tests;
	return only && others.length === 0 ? only : (tags) => tests.some((test) => test(tags));
}
function asTest({ Key, Value, Type }) {
	const kind = Type ?? (Key === void 0 ? "VALUE_ONLY" : Value === void 0 ? "KEY_ONLY" : "");
	if (kind === "VALUE_ONLY") return (tags) => Object.values(tags).some((value) => value === Value);
	if (Key === void 0) return () => false;
	if (kind === "KEY_ONLY") return (tags) => Object.hasOwn(tags, Key);
	return (tags) => tags[Key] === Value && Object.hasOwn(tags, Key);
}
function launch(scope, group, ids) {
	const { seed } = group;
	const numbers = [...scope.fleet].filter((instance) => instance.seed === seed).map(({ number }) => number);
	const last = Math.max(0, ...numbers);
	const added = ids.map((id, index) => anInstance(id, seed, last + index + 1));
	for (const instance of added) scope.fleet.add(instance);
	return added;
}
function anInstance(id, seed, number) {
	return {
		id,
		seed,
		number,
		tags: {
			Application: seed.application,
			DeploymentGroup: seed.deploymentGroup
		},
		autoScalingGroup: seed.deploymentGroup,
		health: /* @__PURE__ */ new Map()
	};
}

// src/emulator/codedeploy/state.ts
const ends = [
	"Succeeded",
	"Failed",
	"Stopped"
];
function hasEnded(deployment) {
	return ends.includes(deployment.status);
}
function revisionKey({ revisionType, s3Location, gitHubLocation }) {
	if (revisionType === "GitHub") return JSON.stringify([
		"GitHub",
		gitHubLocation?.repository,
		gitHubLocation?.commitId
	]);
	const { bucket, key, bundleType, version, eTag } = s3Location ?? {};
	return JSON.stringify([
		bucket,
		key,
		bundleType,
		version,
		eTag?.replaceAll("\"", "")
	]);
}

// src/emulator/codedeploy/engine/alarms.ts
function activeAlarms({ alarms, scope }) {
	if (!alarms?.enabled) return [];
	return (alarms.alarms ?? []).map(({ name = "" }) => name).filter((name) => scope.alarms.has(name));
}
function alarmError(names) {
	return {
		code: "ALARM_ACTIVE",
		message: `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${names.map((name) => `<${name}>`).join(" ")}`
	};
}

// src/emulator/codedeploy/engine/errors.ts
function deploymentError(code, detail) {
	return {
		code,
		message: detail ?? words$3[code] ?? `The deployment failed: ${code}.`
	};
}
const words$3 = {
	AGENT_ISSUE: "The deployment failed because of a problem with the CodeDeploy agent. Make sure the agent is installed and running on all instances in this deployment group.",
	APPLICATION_MISSING: "The deployment failed because the application was not found.",
	DEPLOYMENT_GROUP_MISSING: "The deployment failed because the deployment group was not found.",
	HEALTH_CONSTRAINTS: "The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.",
	HEALTH_CONSTRAINTS_INVALID: "The deployment can\u2019t start because the minimum number of healthy instances, as defined by your deployment configuration, are not available. You can reduce the required number of healthy instances by updating your deployment configuration or increase the number of instances in this deployment group.",
	IAM_ROLE_MISSING: "The deployment failed because no service role exists with the service role name specified for the deployment group. Make sure you are using the correct service role name.",
	IAM_ROLE_PERMISSIONS: "CodeDeploy does not have the permissions required to assume a role, or the IAM role you're using does't give you permission to perform operations in an AWS service.",
	MANUAL_STOP: "The deployment was stopped manually.",
	NO_INSTANCES: "The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your Amazon EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again.",
	OVER_MAX_INSTANCES: "The deployment failed because more instances are targeted for deployment than are allowed for your account. To reduce the number of instances targeted for this deployment, update the tag settings for this deployment group or delete some of the targeted instances. Alternatively, you can contact AWS Support to request a limit increase.",
	REVISION_MISSING: "The deployment failed because the revision was not found.",
	THROTTLED: "The deployment failed because more requests were made than are permitted for AWS CodeDeploy by an IAM role. Try reducing the number of requests.",
	TIMEOUT: "The deployment failed because it did not end within the time allowed for it."
};

// src/emulator/codedeploy/engine/halt.ts
function halt(deployment, reason) {
	if (deployment.halt) return;
	deployment.halt = reason;
	deployment.halting.abort();
}
async function pause({ clock }, { halting, closing }, ms, over = halting.signal) {
	try {
		await (require_run_command()).withAny([
			closing,
			halting.signal,
			over
		], (either) => clock.sleep(ms, either));
	} catch (error) {
		if (!halting.signal.aborted && !over.aborted) throw error;
	}
	closing.throwIfAborted();
}

// src/emulator/codedeploy/engine/lifecycle.ts
const blockEvents = [
	"BeforeBlockTraffic",
	"BlockTraffic",
	"AfterBlockTraffic"
];
const allowEvents = [
	"BeforeAllowTraffic",
	"AllowTraffic",
	"AfterAllowTraffic"
];
const installEvents = [
	"ApplicationStop",
	"DownloadBundle",
	"BeforeInstall",
	"Install",
	"AfterInstall",
	"ApplicationStart",
	"ValidateService"
];
const stopEvents = [
	"ApplicationStop",
	"BeforeBlockTraffic",
	"AfterBlockTraffic"
];
const trafficEvents = ["BlockTraffic", "AllowTraffic"];
const noHooks = [
	"DownloadBundle",
	"Install",
	...trafficEvents
];
function isHook(event) {
	return !noHooks.includes(event);
}
function pending$1(names) {
	return names.map((name) => ({
		name,
		status: "Pending"
	}));
}

// src/emulator/codedeploy/engine/report.ts
const unanswered = {
	ok: false,
	diagnostics: {
		errorCode: "UnknownError",
		scriptName: "",
		message: "CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.",
		logTail: ""
	}
};
function resultOf(report, ending) {
	if (report.lacking && !ending) return {
		ok: true,
		diagnostics: unrehearsed(report, report.lacking)
	};
	return {
		ok: report.errorCode === 0,
		diagnostics: diagnosticsOf$1(report, ending)
	};
}
function unrehearsed({ errorCode, scriptName, message, log }, { what, isLater }) {
	const lacks = `the host lacks ${what.join(", ")}`;
	const failure = errorCode === 0 ? "" : `\n${message}`;
	return {
		errorCode: "Success",
		scriptName,
		message: `Not rehearsed: ${isLater ? `failed after ${lacks}` : lacks}${failure}`,
		logTail: tail(log)
	};
}
function reportOf$1(ending) {
	switch (ending.kind) {
		case "timeout": {
			const seconds = Math.round(ending.after / 1e3);
			const message = `Script at specified location: ${ending.script} failed to complete in ${seconds} seconds`;
			return {
				errorCode: 3,
				scriptName: ending.script,
				message,
				log: ""
			};
		}
		case "fail": {
			const { script = "", exitCode, log } = ending;
			const usual = `Script at specified location: ${script} failed with exit code ${exitCode}`;
			return {
				errorCode: script ? 4 : 5,
				scriptName: script,
				message: ending.message ?? usual,
				log
			};
		}
		case "diskFull": return unknown$2("The disk is (or was) full during extraction.");
		default: throw new Error(`${ending.kind} has no report`);
	}
}
const succeeded$1 = {
	errorCode: 0,
	scriptName: "",
	message: "",
	log: ""
};
const overdue = unknown$2("The lifecycle event did not end within one hour.");
function unknown$2(message) {
	return {
		errorCode: 5,
		scriptName: "",
		message,
		log: ""
	};
}
function diagnosticsOf$1(report, ending) {
	if (report.errorCode === 0) return {
		errorCode: "Success",
		scriptName: "",
		message: "Succeeded",
		logTail: ""
	};
	return {
		errorCode: (ending?.kind === "fail" ? ending.code : void 0) ?? codes[report.errorCode] ?? "UnknownError",
		scriptName: report.scriptName,
		message: report.message,
		logTail: tail(report.log)
	};
}
const codes = {
	1: "ScriptMissing",
	2: "ScriptNotExecutable",
	3: "ScriptTimedOut",
	4: "ScriptFailed"
};
function tail(log) {
	const bytes = Buffer.from(log);
	if (bytes.length <= 4096) return log;
	return bytes.subarray(-4096).toString().replace(/^\uFFFD+/, "");
}

// src/emulator/codedeploy/engine/timing.ts
const timing = {
	queued: 500,
	starting: 500,
	shortEvent: 300,
	rollback: 3e3,
	autoUpdate: 5e3,
	provision: 5e3,
	startLimit: 3e5,
	eventLimit: 36e5,
	inPlaceLimit: 432e5,
	blueGreenLimit: 3924e5
};

// src/emulator/codedeploy/engine/event.ts
function errandOf({ hosts }, deployment, instance, { event, ending }) {
	if (!hosts || ending || trafficEvents.includes(event)) return void 0;
	return {
		agent: hosts.agent(instance),
		command: commandOf$2(deployment, instance, event)
	};
}
async function isTaken(engine, deployment, { agent, command }) {
	if (!agent.offer) return true;
	const taken = new AbortController();
	const withdrawn = new AbortController();
	const offer = agent.offer(command, withdrawn.signal).then((isTaken) => {
		if (isTaken) taken.abort();
		return isTaken;
	});
	try {
		await pause(engine, deployment, timing.startLimit, taken.signal);
	} finally {
		withdrawn.abort();
	}
	return offer;
}
async function carryOut$3(engine, deployment, errand, event, planned) {
	const { ending, delay } = planned;
	const report = errand ? await perform(engine, errand, {
		delay,
		closing: deployment.closing
	}) : await script(engine, deployment, event, planned);
	return resultOf(report, ending);
}
async function perform(engine, { agent, command }, { delay, closing }) {
	const limit = new AbortController();
	const over = new AbortController();
	const { clock } = engine;
	const late = (require_run_command()).withAny([closing, over.signal], (end) => clock.sleep(timing.eventLimit, end)).then(() => overdue);
	const work = (require_run_command()).withAny([closing, limit.signal], async (signal) => {
		await clock.sleep(delay, signal);
		return agent.perform(command, signal);
	}).catch((error) => unknown$2(error instanceof Error ? error.message : String(error)));
	try {
		const report = await Promise.race([work, late]);
		closing.throwIfAborted();
		return report;
	} finally {
		limit.abort();
		over.abort();
		late.catch(() => void 0);
	}
}
async function script(engine, deployment, event, { delay, ending }) {
	const own = isHook(event) ? engine.hookMs : timing.shortEvent;
	const time = delay + (ending?.kind === "timeout" ? ending.after : own);
	if (ending?.kind === "agentDies" || time > timing.eventLimit) {
		await engine.clock.sleep(timing.eventLimit, deployment.closing);
		return overdue;
	}
	await engine.clock.sleep(time, deployment.closing);
	if (ending) return reportOf$1(ending);
	return event === "DownloadBundle" ? download$1(engine, deployment) : succeeded$1;
}
function download$1(engine, { scope, group, bundle }) {
	const { account, region } = scope;
	const { bucket, key, version, eTag } = bundle;
	try {
		const actual = bare$2(engine.objects.read({
			account,
			region,
			bucket,
			key,
			...version && { version },
			...(require_defined()).defined({ tag: group.seed.readsTagged })
		}).eTag);
		if (eTag === void 0 || bare$2(eTag) === actual) return succeeded$1;
		return unknown$2(`Expected deployment artifact bundle etag ${eTag} but was actually "${actual}"`);
	} catch (error) {
		if (error instanceof ServiceError) return unknown$2(error.message);
		throw error;
	}
}
function bare$2(eTag) {
	return eTag.replaceAll("\"", "");
}
function commandOf$2(deployment, instance, event) {
	const { scope, group, bundle, restarts } = deployment;
	const { version, eTag } = bundle;
	return {
		event,
		deploymentId: deployment.id,
		deploymentGroupId: group.id,
		deploymentGroup: group.name,
		application: group.application.name,
		account: scope.account,
		region: scope.region,
		instance: instance.id,
		creator: deployment.creator,
		deploymentType: deployment.settings.deploymentStyle?.deploymentType ?? "IN_PLACE",
		fileExistsBehavior: deployment.fileExistsBehavior,
		...(require_defined()).defined({ tag: group.seed.readsTagged }),
		revision: {
			bucket: bundle.bucket,
			key: bundle.key,
			bundleType: bundle.bundleType,
			...version && { version },
			...eTag && { eTag }
		},
		...restarts && { reuseOf: restarts.id }
	};
}

// src/emulator/codedeploy/engine/triggers.ts
function pull(engine, deployment, trigger) {
	if (trigger.kind === "alarm") raiseAlarm(deployment.scope, trigger.name);
	else if (trigger.kind === "scaleOut") scaleOut(engine, deployment.scope, deployment.group, trigger.count);
	else {
		const error = deploymentError("MANUAL_STOP");
		halt(deployment, {
			status: "Stopped",
			error,
			rollBack: trigger.rollback
		});
	}
}
function raiseAlarm(scope, name) {
	scope.alarms.add(name);
	for (const deployment of scope.deployments.values()) {
		if (hasEnded(deployment) || deployment.startTime === void 0) continue;
		const active = activeAlarms(deployment);
		if (active.length > 0) halt(deployment, {
			status: "Stopped",
			error: alarmError(active)
		});
	}
}
function scaleOut(engine, scope, group, count) {
	const ids = Array.from({ length: count }, engine.ids.instance);
	for (const instance of launch(scope, group, ids)) {
		if (!group.targetRevision) continue;
		instance.health.set(group.id, {
			revision: revisionKey(group.targetRevision),
			healthy: true
		});
	}
}

// src/emulator/codedeploy/engine/instance.ts
async function deployTo(engine, deployment, target, { events = target.events, done = "Succeeded" } = {}) {
	setStatus(engine, deployment, target, "InProgress");
	for (const event of events) {
		checkTime$1(engine, deployment);
		const result = deployment.halt ? void 0 : await take(engine, deployment, target, event);
		if (result === void 0) return give(engine, deployment, target, "Skipped");
		if (!result.ok && !mayFail(deployment, event)) return give(engine, deployment, target, "Failed");
	}
	if (events.some(({ name }) => name === "Install")) target.instance.health.set(deployment.group.id, {
		revision: revisionKey(deployment.revision),
		healthy: true
	});
	setStatus(engine, deployment, target, done);
	return true;
}
function skip(engine, deployment, target) {
	skipEvents(target, engine.clock.now());
	setStatus(engine, deployment, target, "Skipped");
}
async function take(engine, deployment, target, event) {
	const { clock, outcomes } = engine;
	const planned = outcomes.planned(deployment, target, event.name);
	for (const trigger of planned.triggers) pull(engine, deployment, trigger);
	if (planned.ending?.kind === "hang") {
		await pause(engine, deployment, timing.startLimit);
		return deployment.halt ? void 0 : finish(engine, target, event, unanswered);
	}
	if (deployment.halt) return void 0;
	const { ending } = planned;
	const errand = errandOf(engine, deployment, target.instance, {
		event: event.name,
		ending
	});
	if (errand && !await isTaken(engine, deployment, errand)) return deployment.halt ? void 0 : finish(engine, target, event, unanswered);
	event.status = "InProgress";
	event.startTime = clock.now();
	target.updatedAt = event.startTime;
	return finish(engine, target, event, await carryOut$3(engine, deployment, errand, event.name, planned));
}
function finish(engine, target, event, result) {
	event.status = result.ok ? "Succeeded" : "Failed";
	event.endTime = engine.clock.now();
	event.diagnostics = result.diagnostics;
	target.updatedAt = event.endTime;
	return result;
}
function mayFail(deployment, event) {
	return deployment.ignoreApplicationStopFailures && stopEvents.includes(event.name);
}
function give(engine, deployment, target, status) {
	skipEvents(target, engine.clock.now());
	const { health } = target.instance;
	const revision = target.events.some(({ name, startTime }) => name === "Install" && startTime !== void 0) ? void 0 : health.get(deployment.group.id)?.revision;
	health.set(deployment.group.id, {
		revision,
		healthy: false
	});
	setStatus(engine, deployment, target, status);
	return false;
}
function skipEvents(target, now) {
	for (const event of target.events) if (event.status === "Pending") Object.assign(event, {
		status: "Skipped",
		endTime: now
	});
}
function setStatus(engine, deployment, target, status) {
	target.status = status;
	target.updatedAt = engine.clock.now();
	note$1(engine, deployment);
}
function checkTime$1(engine, deployment) {
	const limit = deployment.settings.deploymentStyle?.deploymentType === "BLUE_GREEN" ? timing.blueGreenLimit : timing.inPlaceLimit;
	if (engine.clock.now() - (deployment.startTime ?? deployment.createTime) < limit) return;
	halt(deployment, {
		status: "Failed",
		error: deploymentError("TIMEOUT")
	});
}

// src/emulator/codedeploy/engine/retire.ts
async function remove$1(engine, { scope }, instances) {
	for (const instance of instances) scope.fleet.delete(instance);
	await Promise.all(instances.map((instance) => engine.hosts?.close(instance)));
}
async function retire(engine, deployment) {
	const green = deployment.provisioned ?? [];
	deployment.provisioned = [];
	await remove$1(engine, deployment, green);
}

// src/emulator/codedeploy/engine/end.ts
function end(engine, deployment, status, error) {
	const { group } = deployment;
	for (const target of deployment.targets ?? []) if (target.status === "Pending" || target.status === "Ready") skip(engine, deployment, target);
	deployment.status = status;
	deployment.error = error;
	deployment.completeTime = engine.clock.now();
	note$1(engine, deployment);
	if (status === "Succeeded") {
		group.targetRevision = deployment.revision;
		group.lastSuccessful = deployment;
		leave(deployment);
		if (outdated(deployment).length > 0) engine.start(() => autoUpdate(engine, deployment));
	} else if (isToRollBack(deployment)) engine.start(() => rollBack(engine, deployment));
	else {
		leave(deployment);
		engine.start(() => retire(engine, deployment));
	}
}
function leave({ group, id }) {
	if (group.active?.id === id) delete group.active;
}
function isToRollBack(deployment) {
	const { creator, autoRollback, halt, status, error } = deployment;
	if (creator === "codeDeployRollback") return false;
	if (status === "Stopped" && halt?.rollBack !== void 0) return halt.rollBack;
	const event = status === "Failed" ? "DEPLOYMENT_FAILURE" : error?.code === "ALARM_ACTIVE" ? "DEPLOYMENT_STOP_ON_ALARM" : "DEPLOYMENT_STOP_ON_REQUEST";
	return autoRollback.enabled === true && (autoRollback.events ?? []).includes(event);
}
async function rollBack(engine, failed) {
	await engine.clock.sleep(timing.rollback, failed.closing);
	const { scope, group, id } = failed;
	const good = group.lastSuccessful;
	leave(failed);
	if (!good) {
		failed.rollback = { rollbackMessage: `Deployment ${id} cannot be rolled back: no earlier deployment of the deployment group ${group.name} has succeeded.` };
		note$1(engine, failed);
		return retire(engine, failed);
	}
	const rollback = engine.begin({
		scope,
		group,
		creator: "codeDeployRollback",
		revision: good.revision,
		bundle: good.bundle,
		config: failed.config,
		ignoreApplicationStopFailures: good.ignoreApplicationStopFailures,
		fileExistsBehavior: good.fileExistsBehavior,
		autoRollback: { enabled: false },
		undoes: failed
	});
	failed.rollback = {
		rollbackDeploymentId: rollback.id,
		rollbackMessage: `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`
	};
	rollback.rollback = {
		rollbackTriggeringDeploymentId: id,
		rollbackMessage: `Deployment ${rollback.id} is triggered to roll back deployment ${id}.`
	};
	note$1(engine, failed);
	note$1(engine, rollback);
}
function outdated(deployment) {
	const { scope, group, settings, revision } = deployment;
	if (settings.deploymentStyle?.deploymentType === "BLUE_GREEN") return [];
	if (settings.outdatedInstancesStrategy === "IGNORE" || deployment.updateOutdatedInstancesOnly) return [];
	const known = new Set(deployment.targets?.map(({ instance }) => instance.id));
	const key = revisionKey(revision);
	return instancesOf$1(scope, group).filter(({ id, health }) => !known.has(id) && health.get(group.id)?.revision !== key).map(({ id }) => id);
}
async function autoUpdate(engine, root) {
	await engine.clock.sleep(timing.autoUpdate, root.closing);
	const { scope, group, revision, bundle, config, fileExistsBehavior } = root;
	if (group.active || group.lastSuccessful !== root) return;
	const update = engine.begin({
		scope,
		group,
		creator: "CodeDeployAutoUpdate",
		revision,
		bundle,
		config,
		fileExistsBehavior,
		updateOutdatedInstancesOnly: true,
		autoRollback: { enabled: false },
		related: { autoUpdateOutdatedInstancesRootDeploymentId: root.id }
	});
	root.related = { autoUpdateOutdatedInstancesDeploymentIds: [...root.related?.autoUpdateOutdatedInstancesDeploymentIds ?? [], update.id] };
	note$1(engine, root);
}

// src/emulator/codedeploy/engine/minimum-healthy.ts
function minimumHealthy({ type, value }, total) {
	switch (type) {
		case "MOST_CONCURRENCY": return Math.max(0, total - value);
		case "FLEET_PERCENT": return Math.ceil(total * value / 100);
		default: return value;
	}
}

// src/emulator/codedeploy/engine/roll-out.ts
function rollOut(options) {
	const { targets, minimum, least = 1, deploy, isHalted } = options;
	const waiting = [...targets];
	let running = 0;
	let failed = 0;
	return new Promise((resolve, reject) => {
		const step = () => {
			while (waiting.length > 0 && running < targets.length - minimum - failed && !isHalted()) {
				running += 1;
				deploy(waiting.shift()).then((ok) => {
					running -= 1;
					if (!ok) failed += 1;
					step();
				}, reject);
			}
			if (running > 0) return;
			const succeeded = targets.length - waiting.length - failed;
			if (isHalted()) resolve("halted");
			else resolve(waiting.length === 0 && succeeded >= Math.max(least, minimum) ? "succeeded" : "failed");
		};
		step();
	});
}

// src/emulator/codedeploy/engine/start.ts
function startWith(engine, deployment, targets) {
	deployment.targets = targets;
	deployment.startTime ??= engine.clock.now();
	deployment.status = "InProgress";
	note$1(engine, deployment);
}
function aTarget(engine, instance, events, label) {
	return {
		instance,
		status: "Pending",
		updatedAt: engine.clock.now(),
		events: pending$1(events),
		...label && { label }
	};
}

// src/emulator/codedeploy/engine/blue-green.ts
async function blueGreen(engine, deployment) {
	const { settings, config } = deployment;
	const original = instancesOf$1(deployment.scope, deployment.group);
	deployment.startTime = engine.clock.now();
	deployment.status = "InProgress";
	note$1(engine, deployment);
	const replacement = await provision(engine, deployment, original);
	if (deployment.halt) return end(engine, deployment, deployment.halt.status, deployment.halt.error);
	if (replacement.length === 0) return end(engine, deployment, "Failed", deploymentError("NO_INSTANCES"));
	const minimum = minimumHealthy(config.minimumHealthy, replacement.length);
	if (minimum >= replacement.length) return end(engine, deployment, "Failed", deploymentError("HEALTH_CONSTRAINTS_INVALID"));
	const hasTraffic = settings.deploymentStyle?.deploymentOption === "WITH_TRAFFIC_CONTROL";
	const greenEvents = [...installEvents, ...hasTraffic ? allowEvents : []];
	const green = replacement.map((instance) => aTarget(engine, instance, greenEvents, "Green"));
	const blue = original.map((instance) => aTarget(engine, instance, hasTraffic ? blockEvents : [], "Blue"));
	startWith(engine, deployment, [...green, ...blue]);
	if (!await phase(engine, deployment, green, minimum, {
		first: 0,
		last: installEvents.length
	})) return;
	const ready = green.filter(({ status }) => status === "Ready");
	if (!await readyWait$1(engine, deployment)) return;
	if (!await phase(engine, deployment, ready, Math.min(minimum, ready.length - 1), { first: installEvents.length })) return;
	if (blue.length > 0 && !await phase(engine, deployment, blue, 0, { all: true })) return;
	await terminate(engine, deployment, original);
}
async function provision(engine, deployment, original) {
	const { scope, group, settings, targetInstances } = deployment;
	const { greenFleetProvisioningOption } = settings.blueGreenDeploymentConfiguration ?? {};
	if (greenFleetProvisioningOption?.action !== "COPY_AUTO_SCALING_GROUP") {
		const known = new Set(original);
		return select(scope, targetInstances ?? {}).filter((instance) => !known.has(instance));
	}
	await pause(engine, deployment, timing.provision);
	const ids = Array.from(original, engine.ids.instance);
	deployment.provisioned = launch(scope, group, ids);
	return deployment.provisioned;
}
async function phase(engine, deployment, targets, minimum, { first = 0, last, all = false }) {
	const done = last === void 0 ? "Succeeded" : "Ready";
	const result = await rollOut({
		targets,
		minimum,
		deploy: (target) => deployTo(engine, deployment, target, {
			events: target.events.slice(first, last),
			done
		}),
		isHalted: () => deployment.halt !== void 0
	});
	const failed = all && targets.some(({ status }) => status === "Failed");
	if (result === "succeeded" && !failed && !deployment.halt) return true;
	const { status, error } = deployment.halt ?? {
		status: "Failed",
		error: deploymentError("HEALTH_CONSTRAINTS")
	};
	end(engine, deployment, status, error);
	return false;
}
async function readyWait$1(engine, deployment) {
	const option = deployment.settings.blueGreenDeploymentConfiguration?.deploymentReadyOption;
	if (option?.actionOnTimeout !== "STOP_DEPLOYMENT") return true;
	deployment.status = "Ready";
	note$1(engine, deployment);
	if (await wait(engine, deployment, "READY_WAIT", option.waitTimeInMinutes ?? 0) === "time" && !deployment.halt) halt(deployment, {
		status: "Stopped",
		error: deploymentError("TIMEOUT", "The deployment was stopped because traffic rerouting was not started in time."),
		rollBack: false
	});
	if (deployment.halt) {
		end(engine, deployment, deployment.halt.status, deployment.halt.error);
		return false;
	}
	deployment.status = "InProgress";
	note$1(engine, deployment);
	return true;
}
async function terminate(engine, deployment, original) {
	const option = deployment.settings.blueGreenDeploymentConfiguration?.terminateBlueInstancesOnDeploymentSuccess;
	if (option?.action === "TERMINATE") {
		deployment.terminationWaitStarted = true;
		note$1(engine, deployment);
		await wait(engine, deployment, "TERMINATION_WAIT", option.terminationWaitTimeInMinutes ?? 0);
		if (deployment.halt) {
			deployment.statusInfo = "Instances in the original environment were not terminated.";
			return end(engine, deployment, deployment.halt.status, deployment.halt.error);
		}
	}
	deployment.provisioned = [];
	await remove$1(engine, deployment, original);
	end(engine, deployment, "Succeeded");
}
async function wait(engine, deployment, kind, minutes) {
	const over = new AbortController();
	deployment.wait = {
		kind,
		over
	};
	await pause(engine, deployment, minutes * 6e4, over.signal);
	delete deployment.wait;
	return over.signal.aborted ? "continued" : "time";
}

// src/emulator/codedeploy/engine/undo-blue-green.ts
async function undoBlueGreen(engine, deployment) {
	const { scope, group, undoes } = deployment;
	const labelled = undoes?.targets?.filter(({ label }) => label === "Green") ?? [];
	const green = /* @__PURE__ */ new Set([...labelled.map(({ instance }) => instance), ...undoes?.provisioned ?? []]);
	const blue = instancesOf$1(scope, group).filter((instance) => !green.has(instance)).map((instance) => aTarget(engine, instance, allowEvents, "Blue"));
	const targets = [...blue, ...[...green].map((instance) => aTarget(engine, instance, blockEvents, "Green"))];
	if (blue.length === 0) return end(engine, deployment, "Failed", deploymentError("NO_INSTANCES"));
	startWith(engine, deployment, targets);
	const result = await rollOut({
		targets,
		minimum: 0,
		deploy: (target) => deployTo(engine, deployment, target),
		isHalted: () => deployment.halt !== void 0
	});
	if (undoes) await retire(engine, undoes);
	if (deployment.halt) return end(engine, deployment, deployment.halt.status, deployment.halt.error);
	if (result === "succeeded") return end(engine, deployment, "Succeeded");
	return end(engine, deployment, "Failed", deploymentError("HEALTH_CONSTRAINTS"));
}

// src/emulator/codedeploy/engine/zones.ts
function zoneOf({ number, seed }) {
	return `${seed.region}${"abc"[(number - 1) % 3]}`;
}
function isZoneKept(deployment, instances) {
	return [...byZone(instances, (one) => one).values()].some((zone) => minimumIn(deployment, zone.length) >= zone.length);
}
async function rollOutByZone(engine, deployment, targets, minimum) {
	const { config } = deployment;
	const zones = [...byZone(targets, ({ instance }) => instance).values()];
	let failed = 0;
	for (const [index, zone] of zones.entries()) {
		const left = targets.length - minimum - failed;
		const ended = await rollOut({
			targets: zone,
			minimum: Math.max(minimumIn(deployment, zone.length), zone.length - left),
			least: 0,
			deploy: (target) => deployTo(engine, deployment, target),
			isHalted: () => deployment.halt !== void 0
		});
		if (ended !== "succeeded") return ended;
		failed += zone.filter(({ status }) => status === "Failed").length;
		if (index < zones.length - 1) await pause(engine, deployment, watchedFor(config, index));
		if (deployment.halt) return "halted";
	}
	return targets.length - failed >= Math.max(1, minimum) ? "succeeded" : "failed";
}
function byZone(all, instanceOf) {
	const zones = /* @__PURE__ */ new Map();
	for (const one of all) {
		const zone = zoneOf(instanceOf(one));
		zones.set(zone, [...zones.get(zone) ?? [], one]);
	}
	return new Map([...zones].toSorted(([a], [b]) => a < b ? -1 : 1));
}
function minimumIn({ config, creator }, total) {
	const { type = "HOST_COUNT", value = 0 } = config.zonal?.minimumHealthyHostsPerZone ?? {};
	const minimum = minimumHealthy({
		type,
		value
	}, total);
	return creator === "CodeDeployAutoUpdate" ? Math.min(minimum, total - 1) : minimum;
}
function watchedFor({ zonal }, index) {
	const each = zonal?.monitorDurationInSeconds ?? 0;
	const first = zonal?.firstZoneMonitorDurationInSeconds ?? each;
	return (index === 0 ? first : each) * 1e3;
}

// src/emulator/codedeploy/engine/run-deployment.ts
async function runDeployment(engine, deployment) {
	const { clock } = engine;
	await clock.sleep(timing.queued, deployment.closing);
	if (hasEnded(deployment)) return;
	deployment.status = "Queued";
	note$1(engine, deployment);
	await clock.sleep(timing.starting, deployment.closing);
	if (hasEnded(deployment)) return;
	const error = obstacle(engine, deployment);
	if (error) return end(engine, deployment, "Failed", error);
	const active = activeAlarms(deployment);
	if (active.length > 0) return end(engine, deployment, "Stopped", alarmError(active));
	if (deployment.settings.deploymentStyle?.deploymentType !== "BLUE_GREEN") return inPlace$1(engine, deployment);
	return deployment.undoes ? undoBlueGreen(engine, deployment) : blueGreen(engine, deployment);
}
function obstacle(engine, deployment) {
	const { scope, group } = deployment;
	const scripted = engine.outcomes.error(deployment);
	if (scripted) return deploymentError(scripted);
	const application = scope.applications.get(group.application.name);
	if (application !== group.application) return deploymentError("APPLICATION_MISSING");
	if (application.groups.get(group.name) !== group) return deploymentError("DEPLOYMENT_GROUP_MISSING");
}
async function inPlace$1(engine, deployment) {
	const { settings } = deployment;
	const instances = inOrder(deployment, wanted(deployment));
	if (instances.length === 0) return end(engine, deployment, "Failed", deploymentError("NO_INSTANCES"));
	const minimum = minimumFor(deployment, instances.length);
	const isByZone = deployment.config.zonal !== void 0;
	if (minimum >= instances.length || isByZone && isZoneKept(deployment, instances)) return end(engine, deployment, "Failed", deploymentError("HEALTH_CONSTRAINTS_INVALID"));
	const events = settings.deploymentStyle?.deploymentOption === "WITH_TRAFFIC_CONTROL" ? [
		...blockEvents,
		...installEvents,
		...allowEvents
	] : installEvents;
	const targets = instances.map((instance) => aTarget(engine, instance, events));
	startWith(engine, deployment, targets);
	const result = isByZone ? await rollOutByZone(engine, deployment, targets, minimum) : await rollOut({
		targets,
		minimum,
		deploy: (target) => deployTo(engine, deployment, target),
		isHalted: () => deployment.halt !== void 0
	});
	if (deployment.halt) return end(engine, deployment, deployment.halt.status, deployment.halt.error);
	if (result === "succeeded") return end(engine, deployment, "Succeeded");
	return end(engine, deployment, "Failed", deploymentError("HEALTH_CONSTRAINTS"));
}
function minimumFor({ config, creator }, total) {
	const minimum = minimumHealthy(config.minimumHealthy, total);
	return creator === "CodeDeployAutoUpdate" ? Math.min(minimum, total - 1) : minimum;
}
function wanted(deployment) {
	const { scope, group, revision } = deployment;
	const instances = instancesOf$1(scope, group);
	if (!deployment.updateOutdatedInstancesOnly) return instances;
	return instances.filter(({ health }) => health.get(group.id)?.revision !== revisionKey(revision));
}
function inOrder({ group }, instances) {
	const current = group.targetRevision && revisionKey(group.targetRevision);
	const rank = ({ health }) => {
		const { healthy, revision } = health.get(group.id) ?? { healthy: false };
		if (!healthy) return 0;
		if (revision === void 0) return 1;
		return revision === current ? 3 : 2;
	};
	return [...instances].sort((a, b) => rank(a) - rank(b));
}

// src/emulator/codedeploy/begin.ts
function begin(engine, order) {
	const { scope, group } = order;
	const isRollback = order.creator === "codeDeployRollback";
	const now = engine.clock.now();
	if (!isRollback) group.count += 1;
	const deployment = {
		ignoreApplicationStopFailures: false,
		updateOutdatedInstancesOnly: false,
		fileExistsBehavior: "DISALLOW",
		...order,
		id: freshId(engine, scope),
		...!isRollback && { number: group.count },
		previousRevision: group.targetRevision,
		settings: group.settings,
		autoRollback: order.autoRollback ?? group.settings.autoRollbackConfiguration ?? { enabled: false },
		alarms: isRollback ? void 0 : order.overrideAlarms ?? group.settings.alarmConfiguration,
		status: "Created",
		createTime: now,
		terminationWaitStarted: false,
		closing: engine.closing(),
		halting: new AbortController(),
		history: []
	};
	register(deployment, now);
	scope.deployments.set(deployment.id, deployment);
	group.active = deployment;
	group.lastAttempted = deployment;
	note$1(engine, deployment);
	engine.start(() => runDeployment(engine, deployment));
	return deployment;
}
function freshId(engine, scope) {
	const id = engine.ids.deployment();
	return scope.deployments.has(id) ? freshId(engine, scope) : id;
}
function register({ id, revision, group }, now) {
	const { revisions } = group.application;
	const key = revisionKey(revision);
	const known = revisions.get(key) ?? {
		location: revision,
		description: `Application revision registered by Deployment ID: ${id}`,
		registerTime: now
	};
	revisions.set(key, {
		...known,
		firstUsedTime: known.firstUsedTime ?? now,
		lastUsedTime: now
	});
}

// src/emulator/codedeploy/engine/host-of-instance.ts
function createHosts$1(make) {
	const agents = /* @__PURE__ */ new Map();
	return {
		agent: ({ id, seed }) => {
			const agent = agents.get(id) ?? make(id, seed);
			agents.set(id, agent);
			return agent;
		},
		close: async ({ id }) => {
			const agent = agents.get(id);
			agents.delete(id);
			await agent?.close();
		},
		closeAll: async () => {
			const all = [...agents.values()];
			agents.clear();
			await Promise.all(all.map((agent) => agent.close()));
		}
	};
}

// src/emulator/codedeploy/engine/create-engine.ts
function createEngine({ hosts: factory, onEnd, ...parts }) {
	const controllers = [];
	const underWay = /* @__PURE__ */ new Set();
	const hosts = factory && createHosts$1(factory);
	let isClosed = false;
	let bug;
	const engine = {
		...parts,
		...(require_defined()).defined({ hosts }),
		closing() {
			const controller = new AbortController();
			(0, import__builtin_events.setMaxListeners)(0, controller.signal);
			controllers.push(controller);
			return controller.signal;
		},
		begin: (order) => begin(engine, order),
		start(work) {
			const done = work().then(onEnd).catch((error) => {
				if (!isClosed) bug ??= { error };
			}).finally(() => underWay.delete(done));
			underWay.add(done);
		}
	};
	return {
		engine,
		assertWhole() {
			if (bug) throw new Error("the emulated CodeDeploy is broken", { cause: bug.error });
		},
		async close(reason) {
			isClosed = true;
			for (const controller of controllers) controller.abort(reason);
			await Promise.all(underWay);
			await hosts?.closeAll();
		}
	};
}

// src/emulator/codedeploy/graph.ts
function flatten(root) {
	const places = /* @__PURE__ */ new Map();
	const nodes = [];
	const place = (value) => {
		if (typeof value !== "object" || value === null) return value;
		const known = places.get(value);
		if (known !== void 0) return { ref: known };
		const index = nodes.push(void 0) - 1;
		places.set(value, index);
		nodes[index] = node(value, place);
		return { ref: index };
	};
	place(root);
	return nodes;
}
function unflatten(nodes) {
	const made = nodes.map((kept) => empty(kept));
	const value = (kept) => {
		if (typeof kept !== "object" || kept === null) return kept;
		const found = made[kept.ref];
		if (found === void 0) throw new Error("a reference leads nowhere");
		return found;
	};
	nodes.forEach((kept, index) => {
		fill(made[index], kept, value);
	});
	return made[0];
}
function node(value, place) {
	if (value instanceof Map) return { map: [...value].map(([key, item]) => [place(key), place(item)]) };
	if (value instanceof Set) return { set: [...value].map(place) };
	if (Array.isArray(value)) return { list: value.map(place) };
	return { object: Object.entries(value).filter(([, item]) => item !== void 0 && !isOfTheProcess(item)).map(([name, item]) => [name, place(item)]) };
}
function isOfTheProcess(value) {
	return value instanceof AbortController || value instanceof AbortSignal;
}
function empty(kept) {
	if ("map" in kept) return /* @__PURE__ */ new Map();
	if ("set" in kept) return /* @__PURE__ */ new Set();
	return "list" in kept ? [] : {};
}
function fill(made, kept, value) {
	if (made instanceof Map && "map" in kept) for (const [key, item] of kept.map) made.set(value(key), value(item));
	else if (made instanceof Set && "set" in kept) for (const item of kept.set) made.add(value(item));
	else if (Array.isArray(made) && "list" in kept) for (const item of kept.list) made.push(value(item));
	else if ("object" in kept) for (const [name, item] of kept.object) Object.defineProperty(made, name, {
		value: value(item),
		writable: true,
		enumerable: true,
		configurable: true
	});
}

// src/emulator/codedeploy/context.ts
function applicationNamed(scope, name) {
	const application = scope.applications.get(name);
	if (application) return application;
	throw new ServiceError("ApplicationDoesNotExistException", `No application found for name: ${name}`);
}
function groupNamed(scope, application, name) {
	const group = applicationNamed(scope, application).groups.get(name);
	if (group) return group;
	throw new ServiceError("DeploymentGroupDoesNotExistException", `No Deployment Group found for name: ${name}`);
}
function configNamed(scope, name) {
	const config = scope.configs.get(name);
	if (config) return config;
	const message = `No Deployment Configuration found for name: ${name}`;
	throw new ServiceError("DeploymentConfigDoesNotExistException", message);
}
function deploymentWithId(scope, id) {
	const deployment = scope.deployments.get(assertDeploymentId(id));
	if (deployment) return deployment;
	throw new ServiceError("DeploymentDoesNotExistException", `The deployment ${id} could not be found`);
}
function assertDeploymentId(id) {
	if (/^d-[A-Z0-9]+$/.test(id)) return id;
	throw new ServiceError("InvalidDeploymentIdException", `Specified DeploymentId is not in the valid format: ${id}`);
}
function assertBatch(items, most, code = "BatchLimitExceededException") {
	if (items.length <= most) return;
	throw new ServiceError(code, `${items.length} were asked for; the most for this request is ${most}`);
}
function assertDescription(description) {
	if (description === void 0 || description.length <= 256) return;
	const message = `The description has ${description.length} characters; the most is 256`;
	throw new ServiceError("DescriptionTooLongException", message);
}
function toMap(tags) {
	return new Map((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}
function seconds(ms) {
	return ms / 1e3;
}

// src/emulator/codedeploy/paging.ts
function page$1(items, nameOf, { token, size }) {
	const start = token === void 0 ? 0 : items.findIndex((item) => nameOf(item) === read$2(token)) + 1;
	if (token !== void 0 && start === 0) throw unknown$1(token);
	const found = items.slice(start, start + size);
	const last = found.at(-1);
	if (last === void 0 || start + size >= items.length) return { items: found };
	return {
		items: found,
		nextToken: write$2(nameOf(last))
	};
}
function write$2(name) {
	return Buffer.from(`after:${name}`).toString("base64url");
}
function read$2(token) {
	const text = Buffer.from(token, "base64url").toString();
	if (!text.startsWith("after:")) throw unknown$1(token);
	return text.slice(6);
}
function unknown$1(token) {
	return new ServiceError("InvalidNextTokenException", `The next token "${token}" is not one of this list`);
}

// src/emulator/codedeploy/member-errors.ts
function memberError(member, problem) {
	const name = byMember[member]?.[problem];
	if (name === void 0) throw new Error(`no error of the model is known for ${problem} ${member}`);
	return `${name}Exception`;
}
const application = {
	required: "ApplicationNameRequired",
	invalid: "InvalidApplicationName"
};
const group = {
	required: "DeploymentGroupNameRequired",
	invalid: "InvalidDeploymentGroupName"
};
const deployment = {
	required: "DeploymentIdRequired",
	invalid: "InvalidDeploymentId"
};
const target$3 = {
	required: "DeploymentTargetIdRequired",
	invalid: "InvalidDeploymentTargetId"
};
const instance = {
	required: "InstanceIdRequired",
	invalid: "InvalidInstanceName"
};
const revision = {
	required: "RevisionRequired",
	invalid: "InvalidRevision"
};
const alarms = { invalid: "InvalidAlarmConfig" };
const byMember = {
	applicationName: application,
	applicationNames: application,
	newApplicationName: application,
	deploymentGroupName: group,
	deploymentGroupNames: group,
	currentDeploymentGroupName: group,
	newDeploymentGroupName: group,
	deploymentConfigName: {
		required: "DeploymentConfigNameRequired",
		invalid: "InvalidDeploymentConfigName"
	},
	deploymentId: deployment,
	deploymentIds: deployment,
	targetId: target$3,
	targetIds: target$3,
	instanceId: instance,
	instanceIds: instance,
	revision,
	revisions: revision,
	serviceRoleArn: {
		required: "RoleRequired",
		invalid: "InvalidRole"
	},
	computePlatform: { invalid: "InvalidComputePlatform" },
	minimumHealthyHosts: { invalid: "InvalidMinimumHealthyHostValue" },
	trafficRoutingConfig: { invalid: "InvalidTrafficRoutingConfiguration" },
	zonalConfig: { invalid: "InvalidZonalDeploymentConfiguration" },
	fileExistsBehavior: { invalid: "InvalidFileExistsBehavior" },
	deploymentMode: { invalid: "InvalidInput" },
	targetInstances: { invalid: "InvalidTargetInstances" },
	autoRollbackConfiguration: { invalid: "InvalidAutoRollbackConfig" },
	alarmConfiguration: alarms,
	overrideAlarmConfiguration: alarms,
	outdatedInstancesStrategy: { invalid: "InvalidInput" },
	deploymentStyle: { invalid: "InvalidDeploymentStyle" },
	blueGreenDeploymentConfiguration: { invalid: "InvalidBlueGreenDeploymentConfiguration" },
	triggerConfigurations: { invalid: "InvalidTriggerConfig" },
	ec2TagFilters: { invalid: "InvalidEC2Tag" },
	ec2TagSet: { invalid: "InvalidEC2Tag" },
	onPremisesInstanceTagFilters: { invalid: "InvalidTag" },
	onPremisesTagSet: { invalid: "InvalidTag" },
	includeOnlyStatuses: { invalid: "InvalidDeploymentStatus" },
	instanceStatusFilter: { invalid: "InvalidInstanceStatus" },
	instanceTypeFilter: { invalid: "InvalidInstanceType" },
	targetFilters: { invalid: "InvalidTargetFilterName" },
	sortBy: { invalid: "InvalidSortBy" },
	sortOrder: { invalid: "InvalidSortOrder" },
	deployed: { invalid: "InvalidDeployedStateFilter" },
	deploymentWaitType: { invalid: "InvalidDeploymentWaitType" },
	ResourceArn: {
		required: "ResourceArnRequired",
		invalid: "InvalidArn"
	},
	Tags: { required: "TagRequired" },
	TagKeys: { required: "TagRequired" }
};

// src/emulator/codedeploy/model.generated.ts
const values = JSON.parse((0, import__builtin_zlib.inflateRawSync)(Buffer.from("7T1pb+O4kv9F2E/7PIuZaewCG+ABqzhKom3b8rPk7ul5yDMUi3ELkSWvjnSnB/7vC14Sb9JXH4P5lIgsksUiWSzW5T+8agfqtM2rcpZuQeNd/dPzsyxJN01SReW8Btu8AU1YNm1arkHjjbzrtF1/vAOtv9sV+Ro1XYCXvMmrUlPNFt+AXVG9bkHZ3tVVt1NXqYYbapO03oBWXceWqtEfV2Wblx0Y2sDCGqQtYFDuyxRgQ9G4Kp/yjaICzc0beTegAGK/uEzRiVjBd3KXt/fdo79eV13ZJtUzGPpagKbq6jVorl+Dzy2oy7QIM1Rbg03etKCWSeGNPH6RpAK6qLiCowP33eMvr65YyA8uriguVaI6yRvdfhOqaJGIn1ze7z++mN0rfM2w7/hyWiKvED5SuFa9G2ENPGy3VU1X0Rt5866d5E9g/bouQPACyva+qp6Dz2DdwSnGbdp2sPGCrK560RamtV+AbfUC0Mh1tVXjFj/nu/dp3ib5FtxWNa1KQL3NS7pn4rbacXsjSTfMTJZly3/vMumg4TJx6zyMBtbUeFd/mPnO1R9eXu661rsywoUIZuRVXWsHjjDQyAN1XdWYNQ5gNxVoZlUbfM6bNvi8BjsyGwYELv8C/F+X1yBjQdCgk3ybo4Yg42vD8iUt8kzoRwFBEWWraJk87MNew5vNpHMi2fdKKnbO0sFXzFuE0c5dBPxG8xeZnG4gAV3dYM47T9GfjegDYzHSvQdzIH0Pq6C+K93sFAszNanw2LpaRKZxtd11LZgXaftU1VsjIUNVB3QUFwLT28lIXgLkQFwCqSDt6cQb6mdVG7dp3erqMRb2cTCcbTQMBa/cOP8C1AwFE1w3otuyyXjZFs+ybC4LdsopMO5i9WThPBSiNDMNuZbOQrWX/KIGafYKjwwUac98XJl62D4sF3AwKEiBU5YXS2JGECRAve64YZZl0+12Fdz2/hqW3VY1s2c4aERn6XXCklmslPaKBGG+rchKIBo3mutKu6ccrjTnW8bOPvEz1c+4/pOPddW2RV5uVFTU7FWhTkPDAUBFwiKtt40LZU6QB4688U8UDAYwAzNp1nWOvpKqmlQs9Yc1hyTCiB+1I/yurRZVUTym62d9N11bxesUbgA0qRMvZjzOMYJQDxWM4xjUL/laVXmbFwCftWvwMX3Jq1oBJD8tVdLCpqxq9pzDt9ltmhddDZp3adEBpYix61RX3KRKs+u0gJdhHZZPleP7g1ZVBVCeV3QdUrlNBVGnT0/5elF1bV5uMO07/AhUQOOXY9S18E82yINl8SrNl2KrOwr6l5M7SyGqEANjwRBW9oLBjMIXBtEyaxHQ+Q1hYdtnOzrTvMy33fYepEX78fW+alrdFj1sT/xelWkh4iCBq1YP6x0Mi4cArGuHoH6w+8FhGyE4h11kvEgGTjhNd7u83Fif9t/JjXFddOCuBqC07qzLXCGszPlaqC+ZX5N0M662j0Q5p4U59IY64YoYFItW3LRXxsZV8OMuGUTMeZrXJzOUpM43G1DLu6dX0ULtrHYjw3kp75R0E+PHqLap6toZeQQf8kDXNIb8TTY+MLxNqpQfZ+eU5fnVHbAz3Z1qCNMjkkIsG3DCFed4cCOqnTbPS7pVlADSraKEMj/c7HfCV9D+GVZcsDcxJOFrJFrw1RfTtbpokzUmMu1cKIRlThTsm83NyahwuOhMSKZ+dAvKXJlAxuf2OXS4Fv2Wysypw18j2CtgHKR6+4y+iqwu0UDiZXKtmQIOXOyHU46cz2qitpXrTwwxQRgpTqEudIJs6vJvayVRORnoyEl1EyZiYpg/gU3kdDuGA/W1ThvMEuhgpHXQAV7O8tqtn0ELa2/zogX1SUdf7ExLbJAho4QW6i14ndfgKf+shZiBz1oNYVzVLfQRUlZEdcZ2qFhB08pZV0y1UnqU6eiyG4+AggSgxEOCOhEZ2YVAVW9B5cKuA86b02nGSvu9BsQyb5Pd3mHqh/Bax/v9OJZ8rvtLpoxoMBRYrdbsaGlvYg2Yw2OuomblRlcDJYBlH+hdDH7AXfBnW2PD6trWtfkKAv73I7gf4hYweOceoGY1rmi+BYu03CiWUvQqFZZTqFYuqQCjWta6hKeCejOoqFsLqgTcl19rtAUmn1ZmCgYwoyLzpM3nYuG+gNemgx8uQxk79PfghnMULz3Ub0bwTWaJxNVIm5+vNr73zkWwk+6oM9ONdeFmiMYUSxRj6o7k/npOcma1jpoxmQxLRqZFyKU6uLzzO0NJrkKiJVf7FzV7akqhAyxFxUrjLeDi4nZhQ4I66EGakU27qoT6kzofnCju/eV78JfvwXl8D74r/4JL+xHsR17zMd1hxQ86EvCf57zMvCuvaetu3XY1DO3agu0jqBFYmW4Brs3LjQe7YM4SoYS9F1CmjwWAAI9VVYAUIp0jH8d5VRSoR+LdyIGkiNV5V3hMSJgBA/Q1DFzAz5FXPVFob48YXbwDa+i+TqRGM5prCkjniwj263/+l0AB9m56quz9pkyDjO095TkPxF0oGXlr5JQG3wDeldfmW9C06RbGYxZ5+QyypMIepRzhNqyT6YxbwpG35rVcyL+fLxEmiTtgJ4k72uald/XLyNumn72rX37+eeTt0hY+i70r71//9H/6Pf3py88//fff/j76j/9Z/fTw7//m8f3StxLWZTMjgLLbeiPvBXoRojuPBr8iKoy8p7xu2mUDMvJdpMznAz9IA5fItFmExRRau7VEFNojYc2BUL/8AkGlK+Wk0wResKaH6xcFnDbDuRGrTCS/CeaT6MM0mCWrWz+cLBcBvJ+HwjiJ5qtotvIn/mKqrloE/1gGcYJXRI2WhrISoqQH9no9lHeNvI9V9cx+t8ND+p6r2iuGs6DLYaZoDneIoQs68Mgh5vUQdqPlKvVgwut1FpOKhoQ0iOI1Eb3gdkgNPTxY0CZC7FnwRnLwFDRNuuHWVjWf/uTvNQGzx9Gz4RFrHMilpdExtGnwpaNmcntDnOwZt08mi5sNcnXjR3TbScrOTAG/rkTLJAIgwkkvMUI73e7am8NgHcmaMSoddufmvWcFpGDfq4p0XBd8S0uorivFaJdN3G23af3KYERKjqAUZ0M6mk4tcVxokI4K/+9ApKGZMdj28C3Vm86UYakaUhxDBH4I68bQTfSIKcoHRmA0luesfSx6BQPYFRP1wzxUu/UaNJAGLAijA4/oK2jAG4WEknIWe7Z85G0g5rcFAO28rvCNkZebvtmdqZrOXo+Pnc2uyUC0D6zQ5eUSqv4Py2ledi1isnnZgg2oMQ5dmRXIgGiS5dq0ht1uvngj70sO3w4f/OnEG3n/G0czHEBTVF12W9VbNOrgX3XaUWXLkIyOVFyZ30ovGTZDSoNsVmwJ4TkNzpZCj3+fPKUmakhMBhGNd6CGa/ce5JuPcOCs6h4LgKgnvnsMJIR6DQCpOEm3j1mKlVCa0OkTGV0mRRxzm7gv3Kviic94x9vfiZDEG7wgG5erXhkBfYQExNJrrw3eO3gZBgUbR3CmGD3lhFg3OP+ponTktQrlESSWqtiN3F9gRFzf0e/Ml/ZCYLDXxzkefjUQElsWgtF0X0rslOU5CdZlXcEa6jSxQwVcUazjxN+E/VRSaiWuhQieCi/ARvFS7F+FI6/BilOov0RaBIaNsVrFrk+j5HHaRjqoQjmn0thh9DT6B4NuAtkr+BDduK3TFmygqBhp69jlQKpnbiVwych7tMoTdpFj5BWCQhleJ2IRXfAYXnNksWOUtwysG6LDxtuAarSlTdC3jsQiiS1KqoZA0uAc80iSd402FvbIF5PtfH+jo133biSS7uLgg58NviDcq8wUgc9p3lo+En54nTD51449bJ0+Kp7D4UnKPOBdeXI6Arh/X0Bd5xnwnRnFQM5plfGERAXOd77khnGkhLRXBUSebSc6TMcUzXhWccP1UjfEIX7ls3kUG9NOwXWfQMUutCeP4XEA2XKnuGr7R6u8bi4mHJPkM7qgDKm1/jhJ5wcJoAbhcq8OWDubUUhy6jeoynUnhSmHNIMsUP+c6xr0mIN8ucGbBJE0IzuQ8mOUZJYWch9we+HnrCe+nqUCpjdmQNbp72E/UmklL3J6dTv3zyFR26VpdDkvjBLE9yVxu0jOx0rlX1Pihhogos176grWm9ObpHxUSQ/vty3Y7lqQ2cF1Ar2bxO7CTi1PA7uMrz7lTrxu4Al7pZvUBVgxY8Jxwk5mxBfjYWdkUzot3A4+MqquMXMK80ukV1iKAQXUgAIJRG+NKy8QiwzXfwNdrjViAZSkFFXDTKMXuHHBJw6zvlD7JlrTe1Vx1x7yYrr0a6gm7QkrWrCfbuzU5U2Xy6p/qq0n/vAcUl+T06ZZlsMGbPYsvPFIm35J3R+OmdATsf2pdjepImzRibMOue45m36RcqwfG/elwou8ajlGhmEM1oHEn934ixvoEx3Eib9IBJFOMgpJXbwPk/tVsvBvb8PxahzNkkUELTSwOFomUo3QfX+gbcx2DsoMUvfKKypE5LCc19WmxiY2UoZuaeg9OBTBg8x+w9iUHVuAbGv0k6ceqiLWLQMF4NTC2TJYDa5EcCDoTMSUPMhdH2Zxi0p4RCuSmkeF48j7ZDG7SfzcNC3EwqEp+h8d6NA/DM2hpfY5F6jekxsHvuzQf5jAD4rRna5ogqiiOXtcbd5JIqs8xF4uGrJQAXctyRZbxtyqSv9wmK1exmAoZvg56d0L+QIokELTX18/YT+RdNhXBeO4L18rTatqi6tqnk6rS9uP1LMzbE9plsK02KkoceZ3pHW42Wo+8cfQmfB6sgxWd4sgmAl9DGZPfT+LwL/5sHrvh5BHJMFiGs78JIxmuIjvr3GWsmUBu3E7Fnm6KaumzdeNg/smFPPG+NYZ7Nx94cjDwpfotruVnd6KapOkecGrRtl3th2Zt+CV7REl7mQLyJlhO+2Nz9KLXk0mDiGhmW2Z3wYfVtFs8gGi5sP9Qj5guT+7WaFCtNzDk8++APSliJEemvY6Qr7EPi1q/B7ehHYsiIpC8s4uuoYEdYvryr03dUj1COzZs3tWVw5cJuhVLujf0abNcwx6byQ0K1TCrBctcnBxy0DZ5k/wcLBqsAbqrMfQX36QaXZYWBJK664s5dIeecZui9SsouMJpR9xYvaYIBQivpP5TtJHUPQA+IufrHkjUIrAJpNrt7e4HO5BmpqGIp1D4IG16c+0fwedxMM4XsJbAPmPr/xxEr5Dn/P5JBxjVj4N4zic3cHSZRLFY38Szu7gkQ9vMECwWEQLUr2i9eNodhveLRcIRKwM/elqEU2C1RxeGXEcRrMYXmzRTYBlzNUiiKPlYhysxv5sFiWr62B1Gy1nULQfL+MkmgaLFYvkcnYf+JPk/gPvA3+3iJZzZgbBOF4t5zd+EvRYBxM/TsLxahL5N6trf+LPxgjFGZohArimX6twBt8Y6N7E48F5xsnCD2dJrCxkOrqPorer4LdgvEQoD/78PTkGRDUUCmdJsJj5kx57ihicWBws3oUIN1o68afXN760FkL17XI2FmoWwbswxkVTf7b0JyiaAH5hDFeD1MC8CqSBKDQm4W20mIo1d2Fyv7xeJdHbABbPolUw/nUVL6/j8SKcE+BZ1BMeEiF6FyxWU/83rrDfMJNwGiar4LdxENwE+CmI58JQN7lfREkyQdVJOA2iJZRfxpNoedMjuYoTf/y2X6UHeq44ZZE9lAnJF6xYsVV56yre+qagkDD2J5PoPaHF+0WYBGiiiR9iKQ7fh0iMcJKc7kAJ6nzNuuy7XFZK/VQmJXVSazPFACLhskq1VVwYElu1l/KJfk17tDKp6iFDq8KgtBlSLxCEotKeOsefGJK5njPwpHbSAxMRRbWr9+o0pN/QbUCf0fRwc7joKM4U75W5R38s9wRt6tODPaq0ISgynU7yIzZFRWgzlJ4tlMUND66FFqlDY1e0oSsyhY9wRBLXT710bArSM7693EJddAlTj41xUWqa4BAoyrjngtZ+a7Crmryt6lchHHmbSw5e6ugLuxL5JozHSEwLfgvjBAtd42j+YcU9A5B0jslkDAJxjuEwogvnIwR5GGZAlVkBUnME85U/gU+jB6YTu9KZqvkFXbNaxUxU+TDLzXNZfSo5ZTM/pkGmE5Bjm9IDeU6+wry4hZHPoovImdx8rC6Y6r5UUXEWulAmNBJ1rpdXzug0K2cklE5bwVHOsGOh8dMj55HbeLChA3nxyoyEAErb8wMru2+7cu2ezeGJQIuaO1ruF3nKKYLWXV2DkgYiaSOUDgpd4rT0P/QGKhRLoFoXPGvJ8efouRudM0rV80/jjIEQk/X4JnMxiWkceTF6x07zpiE2QKz6h6mR4E+Ep1hhiEvhwFmEskHhgp6DE76NxiZZI1lC22nEL5W4sTPWusHZOvR+KGoK9jTnEaRXhoS54QwLU5SaXvqONKVFP+PbpiG5UQx5UzAQyvkNEx72/4+85g3OVs5t+zd94nFZd4IM+uhXdYfU5b1RvKTZS7XyqEo5Ycn27iA0WhJVqBFTpDx3XBXH3o5J3KBKHGFEX5MS/ZQ56PKnH/zkJxesxnfbcVpnT0xx/CY9NsnEERoKg2bSiWrnSj2hGGwQ6DADpXZk1TuAl5IlyF5ws6kizDnl3XNWkA3JS4COJD1PjgolQVsmV/cgQtHvw4hzYLYKbc4MR6o03yjAT+0PmJfrossA9PfEu1DpfUjdDnthDWXVhgTo/3ed/REZMxS5OoyjyRetQWIhBEAEov9ht1tdrnDH9WMSucK1q+F1P7NyUraVZnxXCiZiwOxMTzKoW/fr0u19J/nLWp1DisfB3s1ZvznDPQOTKEo5WJhbUg3P1cD5qYLA7Kcc6ygUbYlr2wvx6mFdGBXQc1D/XpXglAFJF0eNa9MQ3EcxNPQukVvo7SQIEmijHlOnUN30j+9RChOxEkaMNSErHqmK94oRDHta8jXSh/UYZoxdEOCT524WEePyIv0U4wNzrgSZ1pT+Z7pQlFbg8xkVFa7mdsT7uEBpfRZVxYo5fCJQfbMbWyqo/cg7zHxei2RRmjQ3Ksu81rIp5dxT72K+3Uge1xl5opgVOyCcp3nDTC5+w05LMFqIVowRXZQr5mCgTK1cKlkxt+xeMRkHOrA7UzkVkxbpjUdtMMhRnGAqIIY2MhcQY6UwgdbtVVpPoiHzcmODVOaJY1bFitKjpMZ45v1WH5k8WGxSrJH3IitXYZSpgIvjL22ckLFg0MsYljRt1r1SCrI38iH/AsaJ7xQ2Asuai0R6kih/U8Pu70p1f7B5r2lt2BAEgWIDnJMWb1DckV++ONX7eY+7ObMrtexH7eJEzXlQX8B9Okk3b8Grk0xNhXQtoh7/wyMnvEESY3oxtgWBFX7zxHFv4kXgf1HLaKLljSA4N1zIGcIehC7ZPbxNdz0Hk4YdpGbRla7v8YD8ALI/r+q1oltJfjC+MX26uCohesWX+rm0qys22T7g01Qgr2nQtCaIvRo/twn2s+k7IYoS+2EQIkXt1DDnRDgwbZg66n2gBTHLHmB35Tb3V3ExgLfuddqAbJyWTn4CawQ3B/UawB/YYZ+YI1IZli2oX9JCeH32Q03yEqS1i2UMwmmGwpWGoYjqyeFqrFvZgCZZGfntb0e915U0xKzDqk6EDpkEMY7Pf74xEbdacS2l1WVg6CJIyyLjZrvp5FHEPuHvRhR+G8Ef4ka7jk3m4TBpDC7aRlv2pzfUift683fCfA/KcREVE8PiUB4a9j0aPaNYPWndcr+2MxikhzL6gxx80Ge14wqY1DZCLK3HuQ6h8QZPGDoaLRnGoiUMd1BRzUifgRziL3edJoq8Ba9EGqGikk0gQS2k3w87QCrR/BjWmUxln3y7+7nuB67OmWgW+8fcHGAgKMGnm79ygf6VC/RHyAV6cupPw/nQ/v7cRVLnsTnh7G5yMMYG6vWnVQmdfm/IqoRlDNZVmTH5JrZ2CIO1wmTK2O/3+/8H", "base64")));
const operationNames = values.operationNames;
const operations$2 = values.operations;
const shapes = values.shapes;

// src/emulator/codedeploy/validate-input.ts
function validateInput(operation, input) {
	const name = operations$2[operation]?.input;
	const shape = name === void 0 ? void 0 : shapes[name];
	if (shape?.kind !== "structure") return {};
	const clean = read$1(input ?? {}, name ?? "", "");
	for (const member of shape.required ?? []) if (clean[member] === void 0) throw missing(member);
	for (const [member, type] of Object.entries(shape.members)) {
		const problem = clean[member] === void 0 ? void 0 : violation(clean[member], type, member);
		if (problem) throw new ServiceError(memberError(member, "invalid"), problem);
	}
	return clean;
}
function missing(member) {
	const message = `${member} is required and was not given`;
	return new ServiceError(memberError(member, "required"), message);
}
function read$1(value, type, path) {
	const shape = shapes[type];
	switch (shape?.kind) {
		case "structure": {
			const given = asObject(value, path);
			const members = Object.entries(shape.members).filter(([member]) => isGiven(given, member));
			return Object.fromEntries(members.map(([member, of]) => [member, read$1(given[member], of, join$5(path, member))]));
		}
		case "map": {
			const entries = Object.entries(asObject(value, path)).filter(([, item]) => item != null);
			return Object.fromEntries(entries.map(([key, item]) => [key, read$1(item, shape.value, join$5(path, key))]));
		}
		case "list":
			if (!Array.isArray(value)) throw unreadable$2(path, "a list", value);
			return value.map((item, index) => read$1(item, shape.of, `${path}[${index}]`));
		default: return readPlain(value, shape === void 0 ? type : "string", path);
	}
}
function readPlain(value, type, path) {
	switch (type) {
		case "string":
			if (typeof value !== "string") throw unreadable$2(path, "a string", value);
			return value;
		case "boolean":
			if (typeof value !== "boolean") throw unreadable$2(path, "true or false", value);
			return value;
		case "integer":
		case "long":
			if (!Number.isInteger(value)) throw unreadable$2(path, "a whole number", value);
			return value;
		default:
			if (typeof value !== "number") throw unreadable$2(path, "a number", value);
			return value;
	}
}
function violation(value, type, path) {
	const shape = shapes[type];
	switch (shape?.kind) {
		case "string": return textViolation(value, shape, path);
		case "enum":
			if (shape.values.includes(value)) return void 0;
			return `${path} is "${value}", but must be one of ${shape.values.join(", ")}`;
		case "list": return first(value.map((item) => violation(item, shape.of, path)));
		case "map": return first(Object.keys(value).map((key) => violation(key, shape.key, `a key of ${path}`)));
		case "structure": return first(Object.entries(value).map(([member, item]) => violation(item, shape.members[member] ?? "string", join$5(path, member))));
		default: return;
	}
}
function textViolation(text, shape, path) {
	const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape;
	if (text.length < min || text.length > max) return `${path} must have ${min} to ${max} characters, but has ${text.length}`;
	if (pattern !== void 0 && !new RegExp(pattern).test(text)) return `${path} is "${text}", but must match ${pattern}`;
}
function asObject(value, path) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable$2(path, "an object", value);
	return value;
}
function isGiven(object, member) {
	return Object.hasOwn(object, member) && object[member] != null;
}
function unreadable$2(path, wanted, value) {
	return new ServiceError("SerializationException", `${path || "the body"} must be ${wanted}, but is ${value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`}`);
}
function first(problems) {
	return problems.find((problem) => problem !== void 0);
}
function join$5(path, member) {
	return path === "" ? member : `${path}.${member}`;
}

// src/emulator/codedeploy/seeded-zones.ts
function configNameOf({ zones, deploymentConfig: name }) {
	const isOwn = name !== void 0 && !name.startsWith("CodeDeployDefault.");
	return zones && !isOwn ? "zone-by-zone" : name ?? "CodeDeployDefault.OneAtATime";
}
function zonalConfigOf({ watch, watchFirst, healthy }) {
	return {
		...watch !== void 0 && { monitorDurationInSeconds: Math.ceil(watch / 1e3) },
		...watchFirst !== void 0 && { firstZoneMonitorDurationInSeconds: Math.ceil(watchFirst / 1e3) },
		...healthy !== void 0 && { minimumHealthyHostsPerZone: {
			type: "HOST_COUNT",
			value: healthy
		} }
	};
}

// src/emulator/codedeploy/world.ts
function createWorld(seed, scopes, { ids, now }) {
	const scope = (account, region) => {
		const key = `${account}/${region}`;
		const known = scopes.get(key);
		if (known) return known;
		const fresh = anEmptyScope(account, region, now);
		scopes.set(key, fresh);
		return fresh;
	};
	for (const group of seed.groups) plant(scope(group.account, group.region), group, ids, now);
	return {
		scope,
		scopes: () => scopes.values()
	};
}
function plant(scope, seed, ids, now) {
	const application = scope.applications.get(seed.application) ?? anApplication(seed.application, ids, now);
	if (application.groups.has(seed.deploymentGroup)) return;
	scope.applications.set(application.name, application);
	const name = seed.deploymentConfig;
	if (name && !scope.configs.has(name) && !name.startsWith("CodeDeployDefault.")) scope.configs.set(name, aConfig(ids.uuid(), name, {
		type: "FLEET_PERCENT",
		value: 50
	}, now));
	if (seed.zones) {
		const config = aConfig(ids.uuid(), configNameOf(seed), {
			type: "HOST_COUNT",
			value: 0
		}, now);
		scope.configs.set(config.name, {
			...config,
			zonal: zonalConfigOf(seed.zones)
		});
	}
	const group = {
		id: ids.uuid(),
		name: seed.deploymentGroup,
		application,
		settings: settingsOf(scope, seed),
		tags: /* @__PURE__ */ new Map(),
		seed,
		count: 0
	};
	application.groups.set(group.name, group);
	launch(scope, group, Array.from({ length: seed.instances }, ids.instance));
}
const minute = 6e4;
function settingsOf(scope, seed) {
	const events = seed.autoRollback ?? [];
	const hasTraffic = seed.loadBalancer === true || seed.blueGreen === true;
	return {
		deploymentConfigName: configNameOf(seed),
		serviceRoleArn: `arn:${scope.partition}:iam::${scope.account}:role/codedeploy-service`,
		ec2TagSet: { ec2TagSetList: [[{
			Key: "Application",
			Value: seed.application,
			Type: "KEY_AND_VALUE"
		}], [{
			Key: "DeploymentGroup",
			Value: seed.deploymentGroup,
			Type: "KEY_AND_VALUE"
		}]] },
		autoRollbackConfiguration: events.length > 0 ? {
			enabled: true,
			events
		} : { enabled: false },
		deploymentStyle: {
			deploymentType: seed.blueGreen ? "BLUE_GREEN" : "IN_PLACE",
			deploymentOption: hasTraffic ? "WITH_TRAFFIC_CONTROL" : "WITHOUT_TRAFFIC_CONTROL"
		},
		...seed.alarms && { alarmConfiguration: {
			enabled: true,
			alarms: seed.alarms.map((name) => ({ name }))
		} },
		...hasTraffic && { loadBalancerInfo: { targetGroupInfoList: [{ name: seed.deploymentGroup }] } },
		...seed.autoScaling && { autoScalingGroups: [seed.deploymentGroup] },
		...seed.blueGreen && {
			blueGreenDeploymentConfiguration: {
				terminateBlueInstancesOnDeploymentSuccess: {
					action: "TERMINATE",
					terminationWaitTimeInMinutes: (seed.terminationWait ?? 5 * minute) / minute
				},
				deploymentReadyOption: seed.readyWait ? {
					actionOnTimeout: "STOP_DEPLOYMENT",
					waitTimeInMinutes: seed.readyWait / minute
				} : {
					actionOnTimeout: "CONTINUE_DEPLOYMENT",
					waitTimeInMinutes: 0
				},
				greenFleetProvisioningOption: { action: "COPY_AUTO_SCALING_GROUP" }
			},
			autoScalingGroups: [seed.deploymentGroup]
		}
	};
}
function anApplication(name, ids, now) {
	return {
		id: ids.uuid(),
		name,
		createTime: now,
		groups: /* @__PURE__ */ new Map(),
		revisions: /* @__PURE__ */ new Map(),
		tags: /* @__PURE__ */ new Map()
	};
}
function anEmptyScope(account, region, now) {
	const predefined = Object.entries(predefinedConfigs).map(([name, { id, ...minimumHealthy }]) => [name, {
		...aConfig(id, name, minimumHealthy, now),
		predefined: true
	}]);
	return {
		account,
		region,
		partition: partitionOf(region),
		applications: /* @__PURE__ */ new Map(),
		configs: new Map(predefined),
		deployments: /* @__PURE__ */ new Map(),
		fleet: /* @__PURE__ */ new Set(),
		alarms: /* @__PURE__ */ new Set()
	};
}
function aConfig(id, name, minimumHealthy, now) {
	return {
		id,
		name,
		createTime: now,
		minimumHealthy,
		predefined: false
	};
}
const predefinedConfigs = {
	"CodeDeployDefault.OneAtATime": {
		id: "00000000-0000-0000-0000-000000000001",
		type: "MOST_CONCURRENCY",
		value: 1
	},
	"CodeDeployDefault.HalfAtATime": {
		id: "00000000-0000-0000-0000-000000000002",
		type: "FLEET_PERCENT",
		value: 50
	},
	"CodeDeployDefault.AllAtOnce": {
		id: "00000000-0000-0000-0000-000000000003",
		type: "FLEET_PERCENT",
		value: 0
	}
};
function partitionOf(region) {
	if (region.startsWith("cn-")) return "aws-cn";
	return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

// src/emulator/codedeploy/applications.ts
const createApplication = ({ engine, scope }, input) => {
	const { applicationName, computePlatform = "Server", tags } = input;
	if (computePlatform !== "Server") {
		const message = `This emulator offers the compute platform Server only, not ${computePlatform}`;
		throw new ServiceError("InvalidComputePlatformException", message);
	}
	assertFree$1(scope.applications, applicationName);
	const application = anApplication(applicationName, engine.ids, engine.clock.now());
	application.tags = toMap(tags);
	scope.applications.set(applicationName, application);
	return { applicationId: application.id };
};
const getApplication = ({ scope }, { applicationName }) => ({ application: infoOf$2(applicationNamed(scope, applicationName)) });
const batchGetApplications = ({ scope }, { applicationNames }) => {
	if (applicationNames.length === 0) throw missing("applicationNames");
	assertBatch(applicationNames, 100);
	return { applicationsInfo: applicationNames.map((name) => infoOf$2(applicationNamed(scope, name))) };
};
const listApplications = ({ scope, pageSize }, { nextToken: token }) => {
	const names = [...scope.applications.keys()].sort();
	const { items, nextToken } = page$1(names, String, {
		token,
		size: pageSize
	});
	return {
		applications: items,
		nextToken
	};
};
const updateApplication = ({ scope }, input) => {
	const { applicationName, newApplicationName } = input;
	if (applicationName === void 0) throw missing("applicationName");
	const application = applicationNamed(scope, applicationName);
	if (newApplicationName === void 0 || newApplicationName === applicationName) return void 0;
	assertFree$1(scope.applications, newApplicationName);
	scope.applications.delete(applicationName);
	application.name = newApplicationName;
	scope.applications.set(newApplicationName, application);
};
const deleteApplication = ({ scope }, { applicationName }) => {
	scope.applications.delete(applicationName);
};
function assertFree$1(applications, name) {
	if (!applications.has(name)) return;
	throw new ServiceError("ApplicationAlreadyExistsException", `An application named ${name} already exists`);
}
function infoOf$2({ id, name, createTime }) {
	return {
		applicationId: id,
		applicationName: name,
		createTime: seconds(createTime),
		linkedToGitHub: false,
		computePlatform: "Server"
	};
}

// src/emulator/codedeploy/configs.ts
const createDeploymentConfig = ({ engine, scope }, input) => {
	const { deploymentConfigName: name, computePlatform = "Server", minimumHealthyHosts } = input;
	if (computePlatform !== "Server" || input.trafficRoutingConfig) throw new ServiceError("InvalidComputePlatformException", "This emulator offers the compute platform Server only, which has no traffic routing configuration");
	if (input.zonalConfig) assertZonal(input.zonalConfig);
	if (name.startsWith("CodeDeployDefault.")) {
		const message = `The name ${name} is reserved: CodeDeployDefault. is the prefix of AWS's own`;
		throw new ServiceError("InvalidDeploymentConfigNameException", message);
	}
	if (scope.configs.has(name)) {
		const message = `A deployment configuration named ${name} already exists`;
		throw new ServiceError("DeploymentConfigAlreadyExistsException", message);
	}
	const config = aConfig(engine.ids.uuid(), name, minimumOf(minimumHealthyHosts), engine.clock.now());
	const zonal = input.zonalConfig && { zonal: input.zonalConfig };
	scope.configs.set(name, {
		...config,
		...zonal
	});
	return { deploymentConfigId: config.id };
};
const getDeploymentConfig = ({ scope }, input) => {
	const { id, name, createTime, minimumHealthy, zonal } = configNamed(scope, input.deploymentConfigName);
	return { deploymentConfigInfo: {
		deploymentConfigId: id,
		deploymentConfigName: name,
		createTime: seconds(createTime),
		minimumHealthyHosts: minimumHealthy,
		computePlatform: "Server",
		...zonal && { zonalConfig: zonal }
	} };
};
const listDeploymentConfigs = ({ scope, pageSize }, input) => {
	const names = [...scope.configs.keys()].sort();
	const { items, nextToken } = page$1(names, String, {
		token: input.nextToken,
		size: pageSize
	});
	return {
		deploymentConfigsList: items,
		nextToken
	};
};
const deleteDeploymentConfig = ({ scope }, input) => {
	const { deploymentConfigName: name } = input;
	if (scope.configs.get(name)?.predefined) {
		const message = `The deployment configuration ${name} is AWS's own and cannot be deleted`;
		throw new ServiceError("InvalidOperationException", message);
	}
	const user = [...scope.applications.values()].flatMap((application) => [...application.groups.values()]).find(({ settings }) => settings.deploymentConfigName === name);
	if (user) {
		const message = `The deployment configuration ${name} is in use by the deployment group ${user.name}`;
		throw new ServiceError("DeploymentConfigInUseException", message);
	}
	scope.configs.delete(name);
};
function assertZonal({ firstZoneMonitorDurationInSeconds: first = 0, monitorDurationInSeconds: each = 0, minimumHealthyHostsPerZone: { type, value = 0 } = { type: "HOST_COUNT" } }) {
	if (first >= 0 && each >= 0 && type !== void 0 && value >= 0 && value <= (type === "FLEET_PERCENT" ? 99 : Number.MAX_SAFE_INTEGER)) return;
	throw new ServiceError("InvalidZonalDeploymentConfigurationException", "zonalConfig: its durations must be 0 or more, and minimumHealthyHostsPerZone a HOST_COUNT of 0 or more, or a FLEET_PERCENT of 0 to 99");
}
function minimumOf(given) {
	const { type, value = 0 } = given ?? {};
	if (type !== void 0 && value >= 0 && value <= (type === "FLEET_PERCENT" ? 99 : Number.MAX_SAFE_INTEGER)) return {
		type,
		value
	};
	const message = type === void 0 ? "minimumHealthyHosts must be given, with type HOST_COUNT or FLEET_PERCENT" : `minimumHealthyHosts.value is ${value}; a HOST_COUNT must be 0 or more, a FLEET_PERCENT 0 to 99`;
	throw new ServiceError("InvalidMinimumHealthyHostValueException", message);
}

// src/emulator/codedeploy/group-settings.ts
function assertSettings(scope, settings) {
	configNamed(scope, settings.deploymentConfigName);
	assertRole(scope, settings.serviceRoleArn);
	assertTags(settings);
	assertAlarms(settings.alarmConfiguration);
	assertAutoRollback(settings.autoRollbackConfiguration);
	assertTraffic(settings);
	assertBlueGreen(settings);
	assertMost(settings.triggerConfigurations, 10, "TriggerTargetsLimitExceededException", "triggers");
	if (settings.ecsServices?.length) refuse("InvalidECSServiceException", "This emulator offers the compute platform Server only, not ECS");
	if (settings.onPremisesInstanceTagFilters?.length || settings.onPremisesTagSet?.onPremisesTagSetList?.length) refuse("InvalidTagException", "This emulator does not offer on-premises instances");
	if (settings.terminationHookEnabled) refuse("InvalidAutoScalingGroupException", "This emulator does not offer a termination hook: no deployment follows the end of an instance");
	if (settings.autoScalingGroups?.some((name) => name === "")) refuse("InvalidAutoScalingGroupException", "An Auto Scaling group has no name");
}
function assertAlarms(configuration) {
	if (!configuration) return;
	const names = (configuration.alarms ?? []).map(({ name = "" }) => name);
	assertMost(names, 50, "AlarmsLimitExceededException", "alarms");
	const wrong = names.find((name) => name.length === 0 || name.length > 255);
	if (wrong !== void 0) invalidAlarms(`an alarm's name has ${wrong.length} characters; it must have 1 to 255`);
	if (new Set(names).size < names.length) invalidAlarms("two alarms have the same name");
	if (configuration.enabled && names.length === 0) invalidAlarms("it is enabled, but names no alarm");
}
function assertAutoRollback(configuration) {
	if (!configuration?.enabled || configuration.events?.length) return;
	refuse("InvalidAutoRollbackConfigException", "Automatic rollback is enabled, but no events are listed");
}
function assertRole({ account, partition }, arn) {
	if (arn.startsWith(`arn:${partition}:iam::${account}:role/`)) return;
	refuse("InvalidRoleException", `"${arn}" is not the ARN of a role in the account ${account}`);
}
function assertTags({ ec2TagFilters, ec2TagSet, onPremisesInstanceTagFilters, onPremisesTagSet }) {
	if (ec2TagFilters?.length && ec2TagSet?.ec2TagSetList?.length) refuse("InvalidEC2TagCombinationException", "ec2TagFilters and ec2TagSet cannot be given together");
	if (onPremisesInstanceTagFilters?.length && onPremisesTagSet?.onPremisesTagSetList?.length) refuse("InvalidOnPremisesTagCombinationException", "onPremisesInstanceTagFilters and onPremisesTagSet cannot be given together");
	const sets = ec2TagSet?.ec2TagSetList ?? [];
	assertMost(sets, 3, "TagSetListLimitExceededException", "tag groups");
	for (const { Key, Value, Type } of [...ec2TagFilters ?? [], ...sets.flat()]) if ({
		KEY_ONLY: [Key],
		VALUE_ONLY: [Value],
		KEY_AND_VALUE: [Key, Value]
	}[Type ?? "KEY_AND_VALUE"].some((text) => text === void 0)) refuse("InvalidEC2TagException", `A tag filter of type ${Type ?? "KEY_AND_VALUE"} lacks its key or value`);
}
function assertTraffic({ deploymentStyle, loadBalancerInfo }) {
	const { elbInfoList = [], targetGroupInfoList = [], targetGroupPairInfoList = [] } = loadBalancerInfo ?? {};
	const code = "InvalidLoadBalancerInfoException";
	assertMost(elbInfoList, 10, code, "load balancers");
	assertMost(targetGroupInfoList, 10, code, "target groups");
	if (targetGroupPairInfoList.length > 0) refuse(code, "Pairs of target groups are for ECS, which is not offered here");
	const all = [...elbInfoList, ...targetGroupInfoList];
	if (all.some(({ name }) => !name)) refuse(code, "A load balancer or target group has no name");
	if (deploymentStyle?.deploymentOption === "WITH_TRAFFIC_CONTROL" && all.length === 0) refuse(code, "WITH_TRAFFIC_CONTROL needs a load balancer or a target group");
}
function assertBlueGreen({ deploymentStyle, blueGreenDeploymentConfiguration: given }) {
	const code = "InvalidBlueGreenDeploymentConfigurationException";
	if (deploymentStyle?.deploymentType === "BLUE_GREEN" && !given) refuse(code, "A deployment group of type BLUE_GREEN needs a blueGreenDeploymentConfiguration");
	const { terminationWaitTimeInMinutes = 0 } = given?.terminateBlueInstancesOnDeploymentSuccess ?? {};
	const { waitTimeInMinutes = 0 } = given?.deploymentReadyOption ?? {};
	for (const minutes of [terminationWaitTimeInMinutes, waitTimeInMinutes]) if (minutes < 0 || minutes > 2880) refuse(code, `A wait of ${minutes} minutes is not within 0 to 2880`);
}
function assertMost(items, most, code, what) {
	const count = items?.length ?? 0;
	if (count > most) refuse(code, `${count} ${what} were given; the most is ${most}`);
}
function invalidAlarms(why) {
	return refuse("InvalidAlarmConfigException", `The alarm configuration is not valid: ${why}`);
}
function refuse(code, message) {
	throw new ServiceError(code, message);
}

// src/emulator/codedeploy/revisions.ts
const registerApplicationRevision = ({ engine, scope }, input) => {
	const { revisions } = applicationNamed(scope, input.applicationName);
	assertDescription(input.description);
	assertRevision(input.revision);
	const key = revisionKey(input.revision);
	const known = revisions.get(key) ?? {
		location: input.revision,
		registerTime: engine.clock.now()
	};
	revisions.set(key, {
		...known,
		description: input.description ?? known.description
	});
};
const getApplicationRevision = ({ scope }, input) => {
	const application = applicationNamed(scope, input.applicationName);
	assertRevision(input.revision);
	const found = application.revisions.get(revisionKey(input.revision));
	if (!found) {
		const message = `The revision ${describe$2(input.revision)} is not registered with the application ${application.name}`;
		throw new ServiceError("RevisionDoesNotExistException", message);
	}
	const revisionInfo = infoOf$1(application, found);
	return {
		applicationName: application.name,
		revision: found.location,
		revisionInfo
	};
};
const batchGetApplicationRevisions = ({ scope }, input) => {
	const application = applicationNamed(scope, input.applicationName);
	if (input.revisions.length === 0) throw missing("revisions");
	assertBatch(input.revisions, 25);
	for (const revision of input.revisions) assertRevision(revision);
	const asked = input.revisions.map((location) => ({
		location,
		found: application.revisions.get(revisionKey(location))
	}));
	const unknown = asked.filter(({ found }) => !found).map(({ location }) => describe$2(location));
	return {
		applicationName: application.name,
		errorMessage: unknown.length > 0 ? `These revisions are not registered: ${unknown.join(", ")}` : "",
		revisions: asked.flatMap(({ found }) => found ? [{
			revisionLocation: found.location,
			genericRevisionInfo: infoOf$1(application, found)
		}] : [])
	};
};
const listApplicationRevisions = ({ scope, pageSize }, input) => {
	const application = applicationNamed(scope, input.applicationName);
	const { s3Bucket, s3KeyPrefix, deployed = "ignore", sortBy, sortOrder } = input;
	if (s3KeyPrefix !== void 0 && s3Bucket === void 0) throw new ServiceError("BucketNameFilterRequiredException", "s3KeyPrefix needs an s3Bucket");
	const found = [...application.revisions.values()].filter(({ location }) => {
		if (s3Bucket !== void 0 && location.s3Location?.bucket !== s3Bucket) return false;
		if (s3KeyPrefix !== void 0 && !location.s3Location?.key?.startsWith(s3KeyPrefix)) return false;
		const isTarget = targetedBy(application, location).length > 0;
		return deployed === "ignore" || isTarget === (deployed === "include");
	});
	if (sortBy) found.sort((a, b) => (a[sortBy] ?? 0) - (b[sortBy] ?? 0));
	if (sortOrder === "descending") found.reverse();
	const { items, nextToken } = page$1(found, ({ location }) => revisionKey(location), {
		token: input.nextToken,
		size: pageSize
	});
	return {
		revisions: items.map(({ location }) => location),
		nextToken
	};
};
function bundleOf(revision) {
	assertRevision(revision);
	const { bucket, key, bundleType, version, eTag } = revision.s3Location ?? {};
	if (bucket === void 0 || key === void 0 || bundleType === void 0) throw invalid$1("This emulator deploys revisions in S3 only, not from GitHub");
	return {
		bucket,
		key,
		bundleType,
		...version && { version },
		...eTag && { eTag }
	};
}
function assertRevision({ revisionType, s3Location, gitHubLocation }) {
	if (revisionType === "S3") {
		const { bucket, key, bundleType } = s3Location ?? {};
		if (!bucket || !key || !bundleType) throw invalid$1("An S3 revision needs a bucket, a key and a bundleType");
		if (bundleType === "YAML" || bundleType === "JSON") throw invalid$1(`The bundle type ${bundleType} is for ECS and Lambda; the platform Server takes tar, tgz and zip`);
	} else if (revisionType === "GitHub") {
		const { repository, commitId } = gitHubLocation ?? {};
		if (!repository || !commitId) throw invalid$1("A GitHub revision needs a repository and a commitId");
	} else if (revisionType) throw invalid$1(`The revision type ${revisionType} is for ECS and Lambda; this emulator offers the platform Server only`);
	else throw invalid$1("The revision has no revisionType");
}
function infoOf$1(application, revision) {
	const { description, registerTime, firstUsedTime, lastUsedTime } = revision;
	return {
		description,
		deploymentGroups: targetedBy(application, revision.location),
		registerTime: seconds(registerTime),
		firstUsedTime: firstUsedTime === void 0 ? void 0 : seconds(firstUsedTime),
		lastUsedTime: lastUsedTime === void 0 ? void 0 : seconds(lastUsedTime)
	};
}
function targetedBy({ groups }, location) {
	const key = revisionKey(location);
	return [...groups.values()].filter(({ targetRevision }) => targetRevision && revisionKey(targetRevision) === key).map(({ name }) => name);
}
function describe$2({ s3Location, gitHubLocation }) {
	if (gitHubLocation) return `${gitHubLocation.repository}@${gitHubLocation.commitId}`;
	return `s3://${s3Location?.bucket}/${s3Location?.key}`;
}
function invalid$1(message) {
	return new ServiceError("InvalidRevisionException", message);
}

// src/emulator/codedeploy/create-deployment.ts
const createDeployment = ({ engine, scope }, input) => {
	const { deploymentGroupName } = input;
	if (deploymentGroupName === void 0) throw missing("deploymentGroupName");
	const group = groupNamed(scope, input.applicationName, deploymentGroupName);
	const config = configNamed(scope, input.deploymentConfigName ?? group.settings.deploymentConfigName);
	assertDescription(input.description);
	assertAlarms(input.overrideAlarmConfiguration);
	assertAutoRollback(input.autoRollbackConfiguration);
	const restarts = input.deploymentMode === "RESTART" ? restarted(group, input) : void 0;
	const revision = restarts?.revision ?? input.revision;
	if (revision === void 0) throw missing("revision");
	const bundle = bundleOf(revision);
	assertTargetInstances(group, input.targetInstances);
	assertIdle(group);
	return { deploymentId: engine.begin({
		scope,
		group,
		creator: "user",
		revision,
		bundle,
		config,
		description: input.description,
		ignoreApplicationStopFailures: input.ignoreApplicationStopFailures ?? false,
		updateOutdatedInstancesOnly: input.updateOutdatedInstancesOnly ?? false,
		fileExistsBehavior: input.fileExistsBehavior ?? "DISALLOW",
		targetInstances: input.targetInstances,
		autoRollback: input.autoRollbackConfiguration,
		overrideAlarms: input.overrideAlarmConfiguration,
		...(require_defined()).defined({ restarts })
	}).id };
};
function assertIdle({ name, active }) {
	if (!active) return;
	const message = `The Deployment Group '${name}' already has an active Deployment '${active.id}'`;
	throw new ServiceError("DeploymentLimitExceededException", message);
}
function restarted({ name, settings, lastSuccessful }, { revision, updateOutdatedInstancesOnly }) {
	const problem = settings.deploymentStyle?.deploymentType === "BLUE_GREEN" ? "The deployment mode RESTART is for deployments in place" : revision ? "The deployment mode RESTART takes no revision: it deploys the last one that succeeded" : updateOutdatedInstancesOnly ? "The deployment mode RESTART and updateOutdatedInstancesOnly cannot be given together" : void 0;
	if (problem) throw new ServiceError("InvalidInputException", problem);
	if (lastSuccessful) return lastSuccessful;
	throw new ServiceError("InvalidInputException", `No deployment of the deployment group ${name} has succeeded, so that none can be restarted`);
}
function assertTargetInstances(group, wanted) {
	if (!wanted) return;
	const problem = !(group.settings.deploymentStyle?.deploymentType === "BLUE_GREEN") ? "Target instances were given for an in-place deployment; they name the replacement environment of a blue/green one" : wanted.tagFilters && wanted.ec2TagSet ? "tagFilters and ec2TagSet cannot be given together" : (wanted.tagFilters?.length ?? 0) > 10 ? "More than 10 tags were given" : void 0;
	if (problem) throw new ServiceError("InvalidTargetInstancesException", problem);
}

// src/emulator/codedeploy/deployment-info.ts
function deploymentInfo(deployment, snapshot = deployment.history.at(-1)) {
	const { group, settings } = deployment;
	const { startTime, completeTime } = snapshot ?? {};
	return {
		applicationName: group.application.name,
		deploymentGroupName: group.name,
		deploymentConfigName: deployment.config.name,
		deploymentId: deployment.id,
		previousRevision: deployment.previousRevision,
		revision: deployment.revision,
		status: snapshot?.status,
		errorInformation: snapshot?.error,
		createTime: seconds(deployment.createTime),
		startTime: startTime === void 0 ? void 0 : seconds(startTime),
		completeTime: completeTime === void 0 ? void 0 : seconds(completeTime),
		deploymentOverview: snapshot?.overview,
		description: deployment.description,
		creator: deployment.creator,
		ignoreApplicationStopFailures: deployment.ignoreApplicationStopFailures,
		autoRollbackConfiguration: deployment.autoRollback,
		updateOutdatedInstancesOnly: deployment.updateOutdatedInstancesOnly,
		rollbackInfo: snapshot?.rollback,
		deploymentStyle: settings.deploymentStyle,
		targetInstances: deployment.targetInstances,
		instanceTerminationWaitTimeStarted: snapshot?.terminationWaitStarted,
		blueGreenDeploymentConfiguration: settings.blueGreenDeploymentConfiguration,
		loadBalancerInfo: settings.loadBalancerInfo,
		additionalDeploymentStatusInfo: deployment.statusInfo,
		fileExistsBehavior: deployment.fileExistsBehavior,
		deploymentStatusMessages: [],
		computePlatform: "Server",
		relatedDeployments: snapshot?.related,
		overrideAlarmConfiguration: deployment.overrideAlarms,
		deploymentMode: deployment.restarts && "RESTART"
	};
}

// src/emulator/codedeploy/snapshot.ts
function snapshotAt({ history }, at = Number.POSITIVE_INFINITY) {
	return history.findLast((snapshot) => snapshot.at <= at);
}

// src/emulator/codedeploy/deployments.ts
const getDeployment = ({ scope }, { deploymentId }) => ({ deploymentInfo: deploymentInfo(deploymentWithId(scope, deploymentId)) });
const batchGetDeployments = ({ scope, asOf }, { deploymentIds }) => {
	if (deploymentIds.length === 0) throw missing("deploymentIds");
	assertBatch(deploymentIds, 25);
	return { deploymentsInfo: deploymentIds.flatMap((id) => scope.deployments.get(assertDeploymentId(id)) ?? []).flatMap((deployment) => {
		const snapshot = snapshotAt(deployment, asOf);
		return snapshot ? [deploymentInfo(deployment, snapshot)] : [];
	}) };
};
const listDeployments = ({ scope, pageSize, asOf }, input) => {
	const { applicationName, deploymentGroupName, includeOnlyStatuses = [], createTimeRange } = input;
	if (applicationName === void 0 && deploymentGroupName !== void 0) throw missing("applicationName");
	if (applicationName !== void 0 && deploymentGroupName === void 0) throw missing("deploymentGroupName");
	const group = applicationName !== void 0 && deploymentGroupName !== void 0 ? groupNamed(scope, applicationName, deploymentGroupName) : void 0;
	const [from, to] = rangeOf(createTimeRange);
	const found = [...scope.deployments.values()].reverse().filter((deployment) => {
		if (group && deployment.group !== group) return false;
		if (deployment.createTime < from || deployment.createTime > to) return false;
		const status = snapshotAt(deployment, asOf)?.status;
		return status !== void 0 && (includeOnlyStatuses.length === 0 || includeOnlyStatuses.includes(status));
	});
	const listed = input.externalId === void 0 ? found : [];
	const { items, nextToken } = page$1(listed, ({ id }) => id, {
		token: input.nextToken,
		size: pageSize
	});
	return {
		deployments: items.map(({ id }) => id),
		nextToken
	};
};
function rangeOf(range) {
	const from = range?.start === void 0 ? Number.NEGATIVE_INFINITY : range.start * 1e3;
	const to = range?.end === void 0 ? Number.POSITIVE_INFINITY : range.end * 1e3;
	if (from <= to) return [from, to];
	throw new ServiceError("InvalidTimeRangeException", "The start of the time range is after its end");
}

// src/emulator/codedeploy/group-info.ts
function groupInfo(group) {
	const { settings, lastSuccessful, lastAttempted } = group;
	return {
		applicationName: group.application.name,
		deploymentGroupId: group.id,
		deploymentGroupName: group.name,
		deploymentConfigName: settings.deploymentConfigName,
		ec2TagFilters: settings.ec2TagFilters,
		onPremisesInstanceTagFilters: settings.onPremisesInstanceTagFilters,
		autoScalingGroups: (settings.autoScalingGroups ?? []).map((name) => ({
			name,
			hook: `CodeDeploy-managed-automatic-launch-deployment-hook-${group.name}-${group.id}`
		})),
		serviceRoleArn: settings.serviceRoleArn,
		targetRevision: group.targetRevision,
		triggerConfigurations: settings.triggerConfigurations ?? [],
		alarmConfiguration: settings.alarmConfiguration,
		autoRollbackConfiguration: settings.autoRollbackConfiguration ?? { enabled: false },
		deploymentStyle: settings.deploymentStyle,
		outdatedInstancesStrategy: settings.outdatedInstancesStrategy ?? "UPDATE",
		blueGreenDeploymentConfiguration: settings.blueGreenDeploymentConfiguration,
		loadBalancerInfo: settings.loadBalancerInfo,
		lastSuccessfulDeployment: lastSuccessful && infoOf(lastSuccessful),
		lastAttemptedDeployment: lastAttempted && infoOf(lastAttempted),
		ec2TagSet: settings.ec2TagSet,
		onPremisesTagSet: settings.onPremisesTagSet ?? { onPremisesTagSetList: [] },
		computePlatform: "Server",
		terminationHookEnabled: settings.terminationHookEnabled
	};
}
function infoOf({ id, status, createTime, completeTime }) {
	return {
		deploymentId: id,
		status,
		createTime: seconds(createTime),
		endTime: completeTime === void 0 ? void 0 : seconds(completeTime)
	};
}

// src/emulator/codedeploy/groups.ts
const createDeploymentGroup = (context, input) => {
	const { engine, scope } = context;
	const { applicationName, deploymentGroupName: name, tags, ...given } = input;
	const application = applicationNamed(scope, applicationName);
	assertFree(application, name);
	const settings = {
		...given,
		deploymentConfigName: given.deploymentConfigName ?? "CodeDeployDefault.OneAtATime",
		deploymentStyle: {
			...inPlace,
			...given.deploymentStyle
		}
	};
	assertSettings(scope, settings);
	const group = {
		id: engine.ids.uuid(),
		name,
		application,
		settings,
		tags: toMap(tags),
		seed: seedOf$1(context, applicationName, name),
		count: 0
	};
	application.groups.set(name, group);
	return { deploymentGroupId: group.id };
};
const getDeploymentGroup = ({ scope }, input) => ({ deploymentGroupInfo: groupInfo(groupNamed(scope, input.applicationName, input.deploymentGroupName)) });
const batchGetDeploymentGroups = ({ scope }, input) => {
	const { groups } = applicationNamed(scope, input.applicationName);
	if (input.deploymentGroupNames.length === 0) throw missing("deploymentGroupNames");
	assertBatch(input.deploymentGroupNames, 100);
	const unknown = input.deploymentGroupNames.filter((name) => !groups.has(name));
	return {
		deploymentGroupsInfo: input.deploymentGroupNames.flatMap((name) => {
			const group = groups.get(name);
			return group ? [groupInfo(group)] : [];
		}),
		errorMessage: unknown.length > 0 ? `No Deployment Group found for name: ${unknown.join(", ")}` : ""
	};
};
const listDeploymentGroups = ({ scope, pageSize }, input) => {
	const { name, groups } = applicationNamed(scope, input.applicationName);
	const { items, nextToken } = page$1([...groups.keys()].sort(), String, {
		token: input.nextToken,
		size: pageSize
	});
	return {
		applicationName: name,
		deploymentGroups: items,
		nextToken
	};
};
const updateDeploymentGroup = ({ scope }, input) => {
	const { applicationName, currentDeploymentGroupName, newDeploymentGroupName, ...given } = input;
	const group = groupNamed(scope, applicationName, currentDeploymentGroupName);
	const { groups } = group.application;
	const settings = {
		...group.settings,
		...given,
		deploymentConfigName: given.deploymentConfigName ?? group.settings.deploymentConfigName,
		serviceRoleArn: given.serviceRoleArn ?? group.settings.serviceRoleArn,
		deploymentStyle: {
			...group.settings.deploymentStyle,
			...given.deploymentStyle
		}
	};
	assertSettings(scope, settings);
	if (newDeploymentGroupName !== void 0 && newDeploymentGroupName !== group.name) {
		assertFree(group.application, newDeploymentGroupName);
		groups.delete(group.name);
		group.name = newDeploymentGroupName;
		groups.set(group.name, group);
	}
	group.settings = settings;
	return { hooksNotCleanedUp: [] };
};
const deleteDeploymentGroup = ({ scope }, input) => {
	scope.applications.get(input.applicationName)?.groups.delete(input.deploymentGroupName);
	return { hooksNotCleanedUp: [] };
};
const inPlace = {
	deploymentType: "IN_PLACE",
	deploymentOption: "WITHOUT_TRAFFIC_CONTROL"
};
function assertFree({ groups }, name) {
	if (!groups.has(name)) return;
	const message = `Deployment group name already exists: ${name}`;
	throw new ServiceError("DeploymentGroupAlreadyExistsException", message);
}
function seedOf$1({ scope }, application, deploymentGroup) {
	const { account, region } = scope;
	return {
		account,
		region,
		application,
		deploymentGroup,
		instances: 0,
		destination: `${account}/${region}/${deploymentGroup}`
	};
}

// src/emulator/codedeploy/targets.ts
const listDeploymentTargets = ({ scope, pageSize }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	const { TargetStatus: statuses, ServerInstanceLabel: labels } = input.targetFilters ?? {};
	const found = targetsOf(deployment, {
		statuses,
		labels
	});
	const { items, nextToken } = page$1(found, idOf$1, {
		token: input.nextToken,
		size: pageSize
	});
	return {
		targetIds: items.map(idOf$1),
		nextToken
	};
};
const batchGetDeploymentTargets = ({ scope }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	if (input.targetIds.length === 0) throw missing("targetIds");
	assertBatch(input.targetIds, 25, "DeploymentTargetListSizeExceededException");
	return { deploymentTargets: input.targetIds.map((id) => describe$1(scope, deployment, id)) };
};
const getDeploymentTarget = ({ scope }, input) => ({ deploymentTarget: describe$1(scope, deploymentWithId(scope, input.deploymentId), input.targetId) });
function targetsOf(deployment, { statuses, labels } = {}) {
	assertOneOf(statuses, statusNames, "InvalidInstanceStatusException");
	assertOneOf(labels, ["Blue", "Green"], "InvalidInstanceTypeException");
	if (labels && deployment.settings.deploymentStyle?.deploymentType !== "BLUE_GREEN") throw new ServiceError("InvalidDeploymentInstanceTypeException", "Instances have a type in blue/green deployments only");
	if (!deployment.targets) throw new ServiceError("DeploymentNotStartedException", `The deployment ${deployment.id} has not started`);
	return deployment.targets.filter(({ status, label }) => (!statuses?.length || statuses.includes(status)) && (!labels?.length || labels.includes(label ?? "")));
}
function eventInfo(event) {
	return {
		lifecycleEventName: event.name,
		diagnostics: event.diagnostics,
		startTime: event.startTime === void 0 ? void 0 : seconds(event.startTime),
		endTime: event.endTime === void 0 ? void 0 : seconds(event.endTime),
		status: event.status
	};
}
function instanceArn({ partition, region, account }, id) {
	return `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
}
const statusNames = [
	"Pending",
	"InProgress",
	"Succeeded",
	"Failed",
	"Skipped",
	"Unknown",
	"Ready"
];
function assertOneOf(given, allowed, code) {
	const wrong = given?.find((value) => !allowed.includes(value));
	if (wrong === void 0) return;
	throw new ServiceError(code, `"${wrong}" is not one of ${allowed.join(", ")}`);
}
function describe$1(scope, deployment, id) {
	const target = targetsOf(deployment).find((one) => idOf$1(one) === id || instanceArn(scope, idOf$1(one)) === id);
	if (!target) {
		const message = `The target ${id} does not belong to the deployment ${deployment.id}`;
		throw new ServiceError("DeploymentTargetDoesNotExistException", message);
	}
	return {
		deploymentTargetType: "InstanceTarget",
		instanceTarget: {
			deploymentId: deployment.id,
			targetId: idOf$1(target),
			targetArn: instanceArn(scope, idOf$1(target)),
			status: target.status,
			lastUpdatedAt: seconds(target.updatedAt),
			lifecycleEvents: target.events.map(eventInfo),
			instanceLabel: target.label
		}
	};
}
function idOf$1({ instance }) {
	return instance.id;
}

// src/emulator/codedeploy/instances.ts
const listDeploymentInstances = ({ scope, pageSize }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	const ids = targetsOf(deployment, {
		statuses: input.instanceStatusFilter,
		labels: input.instanceTypeFilter
	}).map(({ instance }) => instance.id);
	const { items, nextToken } = page$1(ids, String, {
		token: input.nextToken,
		size: pageSize
	});
	return {
		instancesList: items,
		nextToken
	};
};
const getDeploymentInstance = ({ scope }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	const target = find(scope, deployment, input.instanceId);
	if (!target) throw unknown(deployment, input.instanceId);
	return { instanceSummary: summaryOf(scope, deployment, target) };
};
const batchGetDeploymentInstances = ({ scope }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	if (input.instanceIds.length === 0) throw missing("instanceIds");
	assertBatch(input.instanceIds, 25);
	const asked = input.instanceIds.map((id) => ({
		id,
		target: find(scope, deployment, id)
	}));
	const absent = asked.filter(({ target }) => !target).map(({ id }) => id);
	return {
		instancesSummary: asked.flatMap(({ target }) => target ? [summaryOf(scope, deployment, target)] : []),
		errorMessage: absent.length > 0 ? unknown(deployment, absent.join(", ")).message : ""
	};
};
function find(scope, { targets = [] }, id) {
	return targets.find(({ instance }) => instance.id === id || instanceArn(scope, instance.id) === id);
}
function summaryOf(scope, { id }, target) {
	return {
		deploymentId: id,
		instanceId: instanceArn(scope, target.instance.id),
		status: target.status,
		lastUpdatedAt: seconds(target.updatedAt),
		lifecycleEvents: target.events.map(eventInfo),
		instanceType: target.label
	};
}
function unknown({ id }, instances) {
	const message = `Not instances of the deployment ${id}: ${instances}`;
	return new ServiceError("InstanceDoesNotExistException", message);
}

// src/emulator/codedeploy/stop-deployment.ts
const stopDeployment = ({ engine, scope }, input) => {
	const deployment = deploymentWithId(scope, input.deploymentId);
	if (deployment.status === "Succeeded" || deployment.status === "Failed") throw completed(deployment);
	if (deployment.status === "Stopped") return stopped;
	const error = deploymentError("MANUAL_STOP");
	halt(deployment, {
		status: "Stopped",
		error,
		rollBack: input.autoRollbackEnabled
	});
	if (deployment.startTime === void 0) end(engine, deployment, "Stopped", error);
	return isAtWork(deployment) ? pending : stopped;
};
const continueDeployment = ({ scope }, input) => {
	const { deploymentId, deploymentWaitType: kind = "READY_WAIT" } = input;
	if (deploymentId === void 0) throw missing("deploymentId");
	return proceed(deploymentWithId(scope, deploymentId), kind, "DeploymentIsNotInReadyStateException");
};
const skipWaitTime = ({ scope }, { deploymentId }) => {
	if (deploymentId === void 0) throw missing("deploymentId");
	return proceed(deploymentWithId(scope, deploymentId), "TERMINATION_WAIT", "DeploymentNotStartedException");
};
function proceed(deployment, kind, elsewhere) {
	if (deployment.settings.deploymentStyle?.deploymentType !== "BLUE_GREEN") {
		const message = `${deployment.id} is not a blue/green deployment and has nothing to wait for`;
		throw new ServiceError("UnsupportedActionForDeploymentTypeException", message);
	}
	if (hasEnded(deployment)) throw completed(deployment);
	if (deployment.wait?.kind !== kind) {
		const message = `The deployment ${deployment.id} is not in its ${kind}`;
		throw new ServiceError(elsewhere, message);
	}
	deployment.wait.over.abort();
}
const stopped = {
	status: "Succeeded",
	statusMessage: "No more commands will be scheduled for execution in the deployment instances"
};
const pending = {
	status: "Pending",
	statusMessage: "Stopping Pending. Stopping to schedule commands in the deployment instances"
};
function isAtWork({ targets = [] }) {
	return targets.some(({ events }) => events.some(({ status }) => status === "InProgress"));
}
function completed({ id, status }) {
	const message = `The deployment ${id} is already completed: ${status}`;
	return new ServiceError("DeploymentAlreadyCompletedException", message);
}

// src/emulator/codedeploy/tags.ts
const tagResource = ({ scope }, { ResourceArn, Tags }) => {
	const tags = tagsOf(scope, ResourceArn);
	for (const [key, value] of toMap(Tags)) tags.set(key, value);
	return {};
};
const untagResource = ({ scope }, { ResourceArn, TagKeys }) => {
	const tags = tagsOf(scope, ResourceArn);
	for (const key of TagKeys) tags.delete(key);
	return {};
};
const listTagsForResource = ({ scope }, { ResourceArn }) => ({ Tags: [...known$2(scope, ResourceArn)].map(([Key, Value]) => ({
	Key,
	Value
})) });
function known$2(scope, arn) {
	try {
		return tagsOf(scope, arn);
	} catch (error) {
		if (error instanceof ServiceError && error.code.endsWith("DoesNotExistException")) return /* @__PURE__ */ new Map();
		throw error;
	}
}
function tagsOf(scope, arn) {
	const [prefix, partition, service, region, account, kind, ...rest] = arn.split(":");
	const name = rest.join(":");
	if (!(prefix === "arn" && service === "codedeploy" && partition === scope.partition && region === scope.region && account === scope.account) || name === "") {
		const message = `"${arn}" is not an ARN of CodeDeploy in ${scope.account}/${scope.region}`;
		throw new ServiceError("InvalidArnException", message);
	}
	if (kind === "application") return applicationNamed(scope, name).tags;
	if (kind === "deploymentgroup") {
		const [application = "", group = ""] = name.split("/");
		return groupNamed(scope, application, group).tags;
	}
	throw new ServiceError("ArnNotSupportedException", `A ${kind} has no tags: "${arn}"`);
}

// src/emulator/codedeploy/handlers.ts
const handlers = {
	BatchGetApplicationRevisions: batchGetApplicationRevisions,
	BatchGetApplications: batchGetApplications,
	BatchGetDeploymentGroups: batchGetDeploymentGroups,
	BatchGetDeploymentInstances: batchGetDeploymentInstances,
	BatchGetDeploymentTargets: batchGetDeploymentTargets,
	BatchGetDeployments: batchGetDeployments,
	ContinueDeployment: continueDeployment,
	CreateApplication: createApplication,
	CreateDeployment: createDeployment,
	CreateDeploymentConfig: createDeploymentConfig,
	CreateDeploymentGroup: createDeploymentGroup,
	DeleteApplication: deleteApplication,
	DeleteDeploymentConfig: deleteDeploymentConfig,
	DeleteDeploymentGroup: deleteDeploymentGroup,
	GetApplication: getApplication,
	GetApplicationRevision: getApplicationRevision,
	GetDeployment: getDeployment,
	GetDeploymentConfig: getDeploymentConfig,
	GetDeploymentGroup: getDeploymentGroup,
	GetDeploymentInstance: getDeploymentInstance,
	GetDeploymentTarget: getDeploymentTarget,
	ListApplicationRevisions: listApplicationRevisions,
	ListApplications: listApplications,
	ListDeploymentConfigs: listDeploymentConfigs,
	ListDeploymentGroups: listDeploymentGroups,
	ListDeploymentInstances: listDeploymentInstances,
	ListDeploymentTargets: listDeploymentTargets,
	ListDeployments: listDeployments,
	ListTagsForResource: listTagsForResource,
	RegisterApplicationRevision: registerApplicationRevision,
	SkipWaitTimeForInstanceTermination: skipWaitTime,
	StopDeployment: stopDeployment,
	TagResource: tagResource,
	UntagResource: untagResource,
	UpdateApplication: updateApplication,
	UpdateDeploymentGroup: updateDeploymentGroup
};

// src/emulator/codedeploy/ids.ts
function createIds(seed) {
	const random = (require_programs()).generator(seed);
	const text = (alphabet, length) => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
	const hex = (length) => text("0123456789abcdef", length);
	return {
		deployment: () => `d-${text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 9)}`,
		instance: () => `i-${hex(17)}`,
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
	};
}

// src/emulator/codedeploy/interrupt.ts
function interrupt(scope, now) {
	for (const deployment of scope.deployments.values()) {
		delete deployment.group.active;
		for (const instance of deployment.provisioned ?? []) scope.fleet.delete(instance);
		delete deployment.provisioned;
		if (hasEnded(deployment)) continue;
		for (const target of deployment.targets ?? []) {
			if (target.status === "Succeeded" || target.status === "Failed") continue;
			skipEvents(target, now);
			Object.assign(target, {
				status: "Skipped",
				updatedAt: now
			});
		}
		deployment.error = deploymentError("INTERNAL_ERROR", "The emulator ended while the deployment was under way.");
		deployment.status = "Failed";
		deployment.completeTime = now;
		deployment.history.push(snapshotOf(deployment, now));
	}
}

// src/emulator/codedeploy/offered.ts
const offered = [
	"BatchGetApplicationRevisions",
	"BatchGetApplications",
	"BatchGetDeploymentGroups",
	"BatchGetDeploymentInstances",
	"BatchGetDeploymentTargets",
	"BatchGetDeployments",
	"ContinueDeployment",
	"CreateApplication",
	"CreateDeployment",
	"CreateDeploymentConfig",
	"CreateDeploymentGroup",
	"DeleteApplication",
	"DeleteDeploymentConfig",
	"DeleteDeploymentGroup",
	"GetApplication",
	"GetApplicationRevision",
	"GetDeployment",
	"GetDeploymentConfig",
	"GetDeploymentGroup",
	"GetDeploymentInstance",
	"GetDeploymentTarget",
	"ListApplicationRevisions",
	"ListApplications",
	"ListDeploymentConfigs",
	"ListDeploymentGroups",
	"ListDeploymentInstances",
	"ListDeploymentTargets",
	"ListDeployments",
	"ListTagsForResource",
	"RegisterApplicationRevision",
	"SkipWaitTimeForInstanceTermination",
	"StopDeployment",
	"TagResource",
	"UntagResource",
	"UpdateApplication",
	"UpdateDeploymentGroup"
];
function isOffered(operation) {
	return offered.includes(operation);
}

// src/emulator/codedeploy/planned-outcomes.ts
function createOutcomes(rules) {
	const fired = /* @__PURE__ */ new Set();
	return {
		error(deployment) {
			for (const rule of rules) if (typeof rule.then === "object" && "error" in rule.then && concerns$1(rule, deployment)) return rule.then.error;
		},
		planned(deployment, target, event) {
			const planned = {
				delay: 0,
				triggers: []
			};
			for (const [index, rule] of rules.entries()) {
				if (!concerns$1(rule, deployment) || !strikes(rule, target, event)) continue;
				const effect = effectOf(rule.then);
				if (effect === void 0) continue;
				if ("delay" in effect) planned.delay += effect.delay;
				else if ("ending" in effect) planned.ending ??= effect.ending;
				else if (!fired.has(`${index} ${deployment.id}`)) {
					fired.add(`${index} ${deployment.id}`);
					planned.triggers.push(effect.trigger);
				}
			}
			return planned;
		}
	};
}
function concerns$1(rule, deployment) {
	const { group, number, bundle } = deployment;
	if (!matches$1(rule.destination, group.seed.destination)) return false;
	if (!matches$1(rule.version, bundle.key)) return false;
	if (rule.deployment === "rollback") return number === void 0;
	return number !== void 0 && (rule.deployment === void 0 || rule.deployment === number);
}
function strikes(rule, target, event) {
	const first = rule.then === "diskFull" ? "DownloadBundle" : target.events[0]?.name;
	if (event !== (rule.event ?? first)) return false;
	return rule.instance === void 0 || [rule.instance].flat().includes(target.instance.number);
}
function effectOf(then) {
	if (typeof then === "string") return { ending: { kind: then } };
	if ("fail" in then) return { ending: {
		kind: "fail",
		...then.fail
	} };
	if ("timeout" in then) return { ending: {
		kind: "timeout",
		...then.timeout
	} };
	if ("slow" in then) return { delay: then.slow };
	if ("alarm" in then) return { trigger: {
		kind: "alarm",
		name: then.alarm
	} };
	if ("scaleOut" in then) return { trigger: {
		kind: "scaleOut",
		count: then.scaleOut
	} };
	if ("stop" in then) return { trigger: {
		kind: "stop",
		...then.stop
	} };
}
function matches$1(patterns, text) {
	return patterns === void 0 || [patterns].flat().some((pattern) => (require_project()).matchesGlob(pattern, text));
}

// src/emulator/codedeploy/state-file.ts
const format = 1;
function openStateFile(folder) {
	(0, import__builtin_fs.mkdirSync)(folder, {
		recursive: true,
		mode: 448
	});
	const file = (0, import__builtin_path.join)(folder, "codedeploy.json");
	const scopes = load$1(file);
	let writing = Promise.resolve();
	let next;
	return {
		scopes,
		keep() {
			next ??= writing.catch(() => void 0).then(() => {
				next = void 0;
				writing = write$1(file, scopes);
				return writing;
			});
			return next;
		}
	};
}
function load$1(file) {
	let text;
	try {
		text = (0, import__builtin_fs.readFileSync)(file, "utf8");
	} catch (cause) {
		if (cause.code === "ENOENT") return /* @__PURE__ */ new Map();
		throw unreadable$1(file, cause);
	}
	try {
		const kept = JSON.parse(text);
		const state = kept.format === format && Array.isArray(kept.state) ? unflatten(kept.state) : void 0;
		if (state instanceof Map) return state;
	} catch (cause) {
		throw unreadable$1(file, cause);
	}
	throw unreadable$1(file);
}
function unreadable$1(file, cause) {
	return new (require_problem()).UsageError([{
		code: "state-unusable",
		message: "the emulator's state cannot be read",
		file,
		hint: "remove it to start over"
	}], { cause });
}
async function write$1(file, scopes) {
	const draft = `${file}.${(0, import__builtin_crypto.randomUUID)()}.draft`;
	await (0, import_promises.writeFile)(draft, JSON.stringify({
		format,
		state: flatten(scopes)
	}), {
		flag: "wx",
		mode: 384
	});
	await (0, import_promises.rename)(draft, file);
}

// src/emulator/codedeploy/validate-output.ts
function assertOutput(operation, output) {
	const type = operations$2[operation]?.output;
	const isEmpty = output === void 0;
	if (type === void 0) {
		if (!isEmpty) throw new Error(`${operation} answers with an empty body`);
		return;
	}
	if (isEmpty) throw new Error(`the answer of ${operation} is missing`);
	const problem = mismatch(output, type);
	if (problem) throw new Error(`the answer of ${operation} has ${problem.what(problem.at)}`);
}
function assertError(operation, { code, message, cause }) {
	if (code === "SerializationException" || operations$2[operation]?.errors.includes(code)) return;
	throw new Error(`${operation} has no error ${code}: ${message}`, { cause });
}
function mismatch(value, type) {
	const shape = shapes[type];
	if (shape === void 0) return isPlain(value, type) ? void 0 : here((at) => `no ${type} at ${at}`);
	switch (shape.kind) {
		case "structure": {
			if (typeof value !== "object" || value === null) return here((at) => `no structure at ${at}`);
			const members = value;
			for (const member in members) {
				const of = shape.members[member];
				if (of === void 0) return below$1(`.${member}`, here((at) => `an unknown member ${at}`));
				const item = members[member];
				const problem = item === void 0 ? void 0 : mismatch(item, of);
				if (problem) return below$1(`.${member}`, problem);
			}
			return;
		}
		case "list":
			if (!Array.isArray(value)) return here((at) => `no list at ${at}`);
			for (const item of value) {
				const problem = mismatch(item, shape.of);
				if (problem) return below$1("[]", problem);
			}
			return;
		case "enum": return shape.values.includes(value) || known$1(type, value) ? void 0 : here((at) => `"${value}" at ${at}, which is not in ${type}`);
		default: return typeof value === "string" ? void 0 : here((at) => `no string at ${at}`);
	}
}
function here(what) {
	return {
		what,
		at: ""
	};
}
function below$1(step, { what, at }) {
	return {
		what,
		at: `${step}${at}`
	};
}
function known$1(type, value) {
	return type === "MinimumHealthyHostsType" && value === "MOST_CONCURRENCY";
}
function isPlain(value, type) {
	switch (type) {
		case "string": return typeof value === "string";
		case "boolean": return typeof value === "boolean";
		case "timestamp": return typeof value === "number" && Number.isFinite(value) && value < 1e11;
		default: return typeof value === "number" && Number.isFinite(value);
	}
}

// src/emulator/codedeploy/view.ts
function viewOf$1(scope, group) {
	const { destination, account, region } = group.seed;
	return {
		destination,
		account,
		region,
		application: group.application.name,
		deploymentGroup: group.name,
		get instances() {
			return instancesOf$1(scope, group).map(({ id, health }) => {
				const { revision, healthy = false } = health.get(group.id) ?? {};
				const [, key] = revision === void 0 ? [] : JSON.parse(revision);
				return {
					id,
					...(require_defined()).defined({ key }),
					healthy
				};
			});
		},
		get deployments() {
			return [...scope.deployments.values()].filter((one) => one.group === group).map(seen);
		}
	};
}
function seen({ id, status, creator, description, bundle, targets, halt, terminationWaitStarted }) {
	return {
		id,
		status,
		creator,
		description: description ?? "",
		isHalted: halt !== void 0,
		isShifted: terminationWaitStarted,
		bucket: bundle.bucket,
		key: bundle.key,
		targets: (targets ?? []).map((target) => target.status)
	};
}

// src/emulator/codedeploy/codedeploy.ts
function createCodeDeploy(options) {
	const { seed, clock, objects, outcomes = [], hookSeconds = 2, pageSize = 10, idSeed = 1, state, captured } = options;
	const now = clock.now();
	const file = state === void 0 ? void 0 : openStateFile(state);
	const scopes = file?.scopes ?? (captured ? restored(captured) : /* @__PURE__ */ new Map());
	for (const scope of scopes.values()) interrupt(scope, now);
	const ids = createIds(scopes.size === 0 ? idSeed : idSeed + now);
	const world = createWorld(seed, scopes, {
		ids,
		now
	});
	const keep = () => void file?.keep().catch(() => void 0);
	const { engine, assertWhole, close } = createEngine({
		clock,
		ids,
		objects,
		hookMs: hookSeconds * 1e3,
		outcomes: createOutcomes(outcomes),
		hosts: options.hosts,
		onEnd: keep
	});
	let ending;
	const groups = () => [...world.scopes()].flatMap(({ applications }) => [...applications.values()].flatMap((application) => [...application.groups.values()]));
	return {
		async handle(call) {
			if (ending !== void 0) throw closed();
			assertWhole();
			const { account, region, input, asOf } = call;
			const operation = operationOf(call);
			const output = await answer$1({
				engine,
				scope: world.scope(account, region),
				pageSize,
				asOf
			}, operation, input);
			if (!/^(Get|List|BatchGet)/.test(operation)) await file?.keep();
			return output;
		},
		close() {
			ending ??= close(closed()).then(() => file?.keep());
			return ending;
		},
		arm(rules) {
			engine.outcomes = createOutcomes(rules);
			for (const group of groups()) group.count = 0;
		},
		scaleOut(destination, count) {
			const found = groups().filter(({ seed: { destination: name } }) => name === destination);
			if (found.length === 0) throw new Error(`no deployment group belongs to the destination "${destination}"`);
			for (const group of found) scaleOut(engine, world.scope(group.seed.account, group.seed.region), group, count);
		},
		raiseAlarm: (account, region, name) => raiseAlarm(world.scope(account, region), name),
		view: () => groups().map((group) => viewOf$1(world.scope(group.seed.account, group.seed.region), group)),
		capture: () => flatten(scopes),
		clearAlarm: (account, region, name) => void world.scope(account, region).alarms.delete(name)
	};
}
function restored(captured) {
	return unflatten(captured);
}
function closed() {
	return new ServiceError("ServiceUnavailableException", "The emulator is closing", 503);
}
async function answer$1(context, operation, input) {
	try {
		const output = await handlers[operation](context, validateInput(operation, input));
		assertOutput(operation, output);
		return output;
	} catch (error) {
		if (error instanceof ServiceError) assertError(operation, error);
		throw error;
	}
}
function operationOf({ operation }) {
	if (isOffered(operation)) return operation;
	const message = operationNames.includes(operation) ? `This emulator does not offer ${operation} of CodeDeploy` : `CodeDeploy has no operation ${operation}`;
	throw new ServiceError("UnknownOperationException", message, 501);
}

// src/emulator/scenario/group-definition.ts
const groupRule = (require_schemas()).strictObject({
	destination: (require_scalars()).globs.optional().describe("Such as \"*/eu-west-1\". Default: every destination."),
	instances: (require_schemas()).int().min(0).max(100).optional().describe("How many instances there are; 0 is an empty group. Default: as in fanout.yml."),
	loadBalancer: (require_schemas()).boolean().optional().describe("Traffic is taken from instances while they are deployed to. Default: false."),
	autoScaling: (require_schemas()).boolean().optional().describe("The instances are those of an Auto Scaling group, and what it launches during a deployment is brought up to date after it. Default: false."),
	blueGreen: (require_schemas()).boolean().optional().describe("Deployments launch new instances, shift the traffic to them and end the old ones. Default: false."),
	readyWait: (require_scalars()).duration.optional().describe("How long a blue/green deployment waits to be continued before its traffic is shifted, and is stopped then. Whole minutes. Default: it does not wait."),
	terminationWait: (require_scalars()).duration.optional().describe("How long the old instances of blue/green are kept. Whole minutes. Default: 5m."),
	zones: (require_schemas()).strictObject({
		watch: (require_scalars()).duration.optional().describe("How long each zone but the last is watched. Default: not at all."),
		watchFirst: (require_scalars()).duration.optional().describe("How long the first one is. Default: as each."),
		healthy: (require_schemas()).int().min(0).optional().describe("How many instances of a zone are kept healthy. Default: 0.")
	}).optional().describe("The deployment configuration goes zone by zone, which none of AWS\u2019s own does; instances are in three zones, in turn. Default: it does not."),
	alarms: (require_schemas()).array((require_schemas()).string().min(1).max(255)).min(1).max(10).optional().describe("CloudWatch alarms that stop a deployment. Default: none.")
}).superRefine((rule, context) => {
	for (const key of ["readyWait", "terminationWait"]) {
		const wait = rule[key];
		if (wait === void 0) continue;
		const error = rule.blueGreen ? inMinutes(wait) : "left out where blueGreen is not true";
		if (error) context.addIssue({
			code: "custom",
			path: [key],
			message: error
		});
	}
}).describe("Deployment groups that differ from the usual ones.");
function asRuled(group, rules) {
	const own = rules.filter(({ destination }) => isNamed$1(group, destination));
	return Object.assign({}, group, ...own.map(({ destination, ...settings }) => settings));
}
function isNamed$1(group, patterns) {
	if (patterns === void 0) return true;
	return [patterns].flat().some((pattern) => (require_project()).matchesGlob(pattern, group.destination));
}
function inMinutes(ms) {
	return ms % 6e4 === 0 ? void 0 : "a duration in whole minutes, such as \"5m\"";
}

// src/emulator/seed.ts
function seedOf(environments, instances, rules = [], given) {
	const destinations = environments.flatMap((environment) => (require_project()).allDestinations(environment).map((destination) => ({
		...destination,
		agents: given ?? environment.agents ?? "1"
	})));
	const recordsDestinations = environments.flatMap(({ recordsDestination }) => recordsDestination ?? []);
	return {
		accounts: accountsOf(destinations),
		buckets: distinct([...destinations, ...recordsDestinations].map(({ bucket, bucketOwner, region, account }) => ({
			name: bucket,
			region,
			account: bucketOwner ?? idOf(account),
			grants: [...usersOf(bucket, [...destinations, ...recordsDestinations]), ...copiersOf(bucket, environments)]
		})), ({ name }) => name),
		...baseOf(destinations),
		...watchedOf(destinations),
		groups: distinct(destinations.map((destination) => ({
			...groupOf(destination),
			instances,
			destination: destination.id,
			...destination.agents !== "1" && { agents: destination.agents },
			...destination.onReady === "leave" && {
				blueGreen: true,
				readyWait
			},
			...(require_defined()).defined({
				deploymentConfig: destination.deploymentConfig,
				autoRollback: destination.rollback.auto,
				readsTagged: destination.guardTag && `${destination.guardTag}=${"yes"}`
			})
		})), groupKey).map((group) => asRuled(group, rules))
	};
}
const readyWait = 36e5;
function watchedOf(destinations) {
	const alarms = /* @__PURE__ */ new Map();
	const metrics = /* @__PURE__ */ new Map();
	for (const destination of destinations) {
		const { id, region, alarms: own, gates = [] } = destination;
		const account = idOf(destination.account);
		for (const name of own?.names ?? []) {
			const key = JSON.stringify([
				account,
				region,
				name
			]);
			const known = alarms.get(key)?.destinations ?? [];
			alarms.set(key, {
				account,
				region,
				name,
				destinations: [...known, id]
			});
		}
		for (const { metric, above, below } of gates) {
			const { namespace, name } = metric;
			const key = JSON.stringify([
				account,
				region,
				namespace,
				name
			]);
			const known = metrics.get(key)?.destinations ?? [];
			const value = below ?? Math.min(0, above ?? 0);
			metrics.set(key, {
				account,
				region,
				namespace,
				name,
				value,
				destinations: [...known, id]
			});
		}
	}
	return {
		alarms: [...alarms.values()],
		metrics: [...metrics.values()]
	};
}
const anyAccount = "111111111111";
function groupKey({ account, region, application, deploymentGroup }) {
	return [
		account,
		region,
		application,
		deploymentGroup
	].join("/");
}
function groupOf({ account, region, application, deploymentGroup }) {
	return {
		account: idOf(account),
		region,
		application,
		deploymentGroup
	};
}
function idOf(account) {
	return account.id ?? anyAccount;
}
function accountsOf(destinations) {
	const accounts = /* @__PURE__ */ new Map();
	for (const { account, role, readRole } of destinations) {
		const id = idOf(account);
		const seeded = accounts.get(id) ?? {
			id,
			name: account.name,
			roles: []
		};
		accounts.set(id, seeded);
		for (const one of [role, readRole]) {
			if (!one) continue;
			addRole(accounts, one);
			if (one.via) addRole(accounts, { arn: one.via });
		}
	}
	return [...accounts.values()];
}
function addRole(accounts, { arn, externalId, via }) {
	const id = accountIn(arn);
	const account = accounts.get(id) ?? {
		id,
		name: id,
		roles: []
	};
	accounts.set(id, account);
	const trusts = via === void 0 ? {} : { trusts: [accountIn(via)] };
	const there = account.roles.find((role) => role.arn === arn);
	if (!there) account.roles.push({
		arn,
		...(require_defined()).defined({ externalId }),
		...trusts
	});
	else if (via === void 0) delete there.trusts;
}
function accountIn(arn) {
	return arn.split(":")[4] ?? anyAccount;
}
function usersOf(bucket, destinations) {
	const users = destinations.filter((one) => one.bucket === bucket && one.bucketOwner && one.bucketOwner !== idOf(one.account));
	return [...new Set(users.map(({ account }) => idOf(account)))].map((account) => ({
		account,
		actions: ["s3:*"]
	}));
}
function copiersOf(bucket, environments) {
	const holding = environments.filter((one) => (require_project()).allDestinations(one).some((destination) => destination.bucket === bucket)).map(({ name }) => name);
	const accounts = environments.filter((one) => one.after.some((name) => holding.includes(name))).flatMap((require_project()).allDestinations).map(({ account }) => idOf(account));
	return [...new Set(accounts)].map((account) => ({
		account,
		actions: ["s3:GetObject"]
	}));
}
function baseOf(destinations) {
	const direct = destinations.find(({ role }) => role === void 0);
	return direct ? { base: { account: idOf(direct.account) } } : {};
}
function distinct(items, key) {
	return [...new Map(items.map((item) => [key(item), item])).values()];
}

// src/emulator/cloudwatch/cloudwatch.ts
function createCloudWatch(seed, { clock, pageSize }) {
	const born = clock.now();
	let armed = {
		rules: {
			alarms: [],
			metrics: []
		},
		at: born
	};
	function ruleAt(rules, fits, at) {
		const second = (at - armed.at) / 1e3;
		return rules.findLast((rule) => (rule.from ?? 0) <= second && second < (rule.to ?? 1e400) && fits(rule));
	}
	return {
		describeAlarms({ account, region }, input) {
			const { AlarmNames = [], NextToken } = input;
			const now = clock.now();
			const all = (seed.alarms ?? []).filter((alarm) => alarm.account === account && alarm.region === region).filter(({ name }) => AlarmNames.length === 0 || AlarmNames.includes(name)).flatMap((alarm) => {
				const rule = ruleAt(armed.rules.alarms, ({ name, destination }) => isLike(name, [alarm.name]) && isLike(destination, alarm.destinations), now);
				if (rule?.state === "missing") return [];
				const state = rule?.state ?? "OK";
				const since = (rule ? armed.at + (rule.from ?? 0) * 1e3 : born) / 1e3;
				return {
					AlarmName: alarm.name,
					AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm.name}`,
					StateValue: state,
					StateReason: rule?.reason ?? reasons[state],
					StateUpdatedTimestamp: since,
					StateTransitionedTimestamp: since
				};
			});
			const from = Number(NextToken ?? 0);
			const until = from + pageSize;
			const more = until < all.length ? { NextToken: String(until) } : {};
			return {
				MetricAlarms: all.slice(from, until),
				CompositeAlarms: [],
				...more
			};
		},
		getMetricData({ account, region }, input) {
			const { MetricDataQueries = [], StartTime, EndTime, ScanBy } = input;
			if (StartTime === void 0 || EndTime === void 0 || StartTime >= EndTime) throw new ServiceError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
			return {
				MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
					if (!MetricStat) throw new ServiceError("ValidationError", "the emulator knows queries by MetricStat only");
					const { Metric, Period, Stat } = MetricStat;
					const metric = (seed.metrics ?? []).find((one) => one.account === account && one.region === region && one.namespace === Metric.Namespace && one.name === Metric.MetricName);
					const points = [];
					const first = Math.ceil(StartTime / Period) * Period;
					const last = Math.min(EndTime, clock.now() / 1e3 - Period);
					for (let at = first; metric && at < EndTime && at <= last; at += Period) {
						const rule = ruleAt(armed.rules.metrics, (each) => isLike(each.metric, [`${metric.namespace}/${metric.name}`]) && isLike(each.destination, metric.destinations), at * 1e3);
						const samples = rule?.samples ?? 100;
						if (samples === 0) continue;
						points.push([at, Stat === "SampleCount" ? samples : rule?.value ?? metric.value]);
					}
					if (ScanBy !== "TimestampAscending") points.reverse();
					return {
						Id,
						Label: Metric.MetricName,
						Timestamps: points.map(([at]) => at),
						Values: points.map(([, value]) => value),
						StatusCode: "Complete"
					};
				}),
				Messages: []
			};
		},
		arm(rules) {
			armed = {
				rules,
				at: clock.now()
			};
		}
	};
}
const reasons = {
	OK: "Threshold Crossed: no datapoints were greater than the threshold.",
	ALARM: "Threshold Crossed: 1 datapoint was greater than the threshold.",
	INSUFFICIENT_DATA: "Insufficient Data: 1 datapoint was unknown."
};
function isLike(patterns, names) {
	if (patterns === void 0) return true;
	return [patterns].flat().some((glob) => names.some((name) => (require_project()).matchesGlob(glob, name)));
}

// src/emulator/wire/bytes.ts
function lengthOf$1(bytes) {
	return bytes.reduce((sum, piece) => sum + piece.length, 0);
}
function sliceOf(bytes, start, end) {
	const slices = [];
	let offset = 0;
	for (const piece of bytes) {
		const from = Math.max(start - offset, 0);
		const to = Math.min(end - offset, piece.length);
		if (from < to) slices.push(piece.subarray(from, to));
		offset += piece.length;
		if (offset >= end) break;
	}
	return slices;
}
const known = /* @__PURE__ */ new WeakMap();
function digestOf(bytes, algorithm) {
	const own = known.get(bytes) ?? /* @__PURE__ */ new Map();
	known.set(bytes, own);
	const there = own.get(algorithm);
	if (there) return there;
	const hash = (0, import__builtin_crypto.createHash)(algorithm);
	for (const piece of bytes) hash.update(piece);
	const digest = hash.digest();
	own.set(algorithm, digest);
	return digest;
}
function textOf$3(bytes) {
	return Buffer.concat(bytes).toString("utf8");
}

// src/emulator/wire/reply.ts
function textReply(status, type, text) {
	return {
		status,
		headers: { "content-type": type },
		body: [Buffer.from(text)]
	};
}
async function send(outgoing, reply, { date, truncate = false }) {
	const body = reply.body ?? [];
	const length = reply.length ?? body.reduce((sum, piece) => sum + piece.length, 0);
	outgoing.statusCode = reply.status;
	outgoing.setHeader("date", date.toUTCString());
	for (const [name, value] of Object.entries(reply.headers ?? {})) if (value !== void 0) outgoing.setHeader(name, value);
	if (reply.status !== 204 && reply.status !== 304) outgoing.setHeader("content-length", length);
	if (truncate) return sendHalf(outgoing, body, length);
	for (const piece of body) await write(outgoing, piece);
	outgoing.end();
}
function reset(outgoing) {
	outgoing.socket?.resetAndDestroy();
}
async function sendHalf(outgoing, body, length) {
	let left = Math.floor(length / 2);
	outgoing.flushHeaders();
	for (const piece of body) {
		const part = piece.subarray(0, left);
		left -= part.length;
		if (part.length > 0) await write(outgoing, part);
	}
	await new Promise((resolve) => outgoing.write("", () => resolve()));
	outgoing.socket?.destroySoon();
}
async function write(outgoing, piece) {
	if (outgoing.destroyed || outgoing.write(piece)) return;
	await new Promise((resolve) => {
		const done = () => {
			outgoing.off("drain", done);
			outgoing.off("close", done);
			resolve();
		};
		outgoing.on("drain", done);
		outgoing.on("close", done);
	});
}

// src/emulator/wire/json-service.ts
function jsonReply(status, requestId, body) {
	const reply = textReply(status, "application/x-amz-json-1.1", body);
	return {
		...reply,
		headers: {
			...reply.headers,
			"x-amzn-requestid": requestId
		}
	};
}
function jsonRefusal(error, { requestId }) {
	const field = error.code === "AccessDeniedException" ? "Message" : "message";
	const body = JSON.stringify({
		__type: error.code,
		[field]: error.message
	});
	return jsonReply(error.status, requestId, body);
}
function parsedJson(text) {
	try {
		return text === "" ? {} : JSON.parse(text);
	} catch (cause) {
		throw new ServiceError("SerializationException", "the body is not JSON", 400, { cause });
	}
}
const invalidToken$1 = "The security token included in the request is invalid.";
const jsonWords = {
	missing: [
		"MissingAuthenticationTokenException",
		400,
		"Missing Authentication Token"
	],
	malformed: [
		"IncompleteSignatureException",
		400,
		"$"
	],
	unsupported: [
		"IncompleteSignatureException",
		400,
		"Unsupported authorization type \"$\""
	],
	"unknown-key": [
		"UnrecognizedClientException",
		400,
		invalidToken$1
	],
	"wrong-token": [
		"UnrecognizedClientException",
		400,
		invalidToken$1
	],
	expired: [
		"ExpiredTokenException",
		400,
		"The security token included in the request is expired"
	],
	skewed: [
		"InvalidSignatureException",
		400,
		"$"
	],
	mismatch: [
		"InvalidSignatureException",
		400,
		"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
	],
	"presigned-expired": [
		"InvalidSignatureException",
		400,
		"$"
	],
	"unsigned-headers": [
		"InvalidSignatureException",
		400,
		"$"
	],
	payload: [
		"InvalidSignatureException",
		400,
		"$"
	]
};

// src/emulator/wire/request.ts
function readHead(incoming) {
	const target = incoming.url ?? "/";
	const mark = target.indexOf("?");
	const rawQuery = mark < 0 ? "" : target.slice(mark + 1);
	return {
		method: incoming.method ?? "GET",
		path: mark < 0 ? target : target.slice(0, mark),
		rawQuery,
		query: splitQuery(rawQuery).map((pair) => pair.map(decodeQuery)),
		headers: pairs(incoming.rawHeaders)
	};
}
async function readBody(incoming, most) {
	const pieces = [];
	let length = 0;
	for await (const piece of incoming) {
		length += piece.length;
		if (length <= most) pieces.push(piece);
		else pieces.length = 0;
	}
	if (length <= most) return pieces;
	throw new ServiceError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
}
async function drain(incoming) {
	if (incoming.complete || incoming.destroyed) return;
	incoming.resume();
	await new Promise((resolve) => incoming.once("close", resolve));
}
function header(request, name) {
	return request.headers.find(([key]) => key === name)?.[1];
}
function parameter(request, name) {
	return request.query.find(([key]) => key === name)?.[1];
}
function splitQuery(rawQuery) {
	return rawQuery.split("&").filter((part) => part !== "").map((part) => {
		const equals = part.indexOf("=");
		return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
	});
}
function decodeQuery(text) {
	return decode(text.replaceAll("+", " "));
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch (cause) {
		throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.", 400, { cause });
	}
}
function pairs(rawHeaders) {
	const headers = [];
	for (let index = 0; index + 1 < rawHeaders.length; index += 2) headers.push([(rawHeaders[index] ?? "").toLowerCase(), rawHeaders[index + 1] ?? ""]);
	return headers;
}

// src/emulator/cloudwatch/cloudwatch-protocol.ts
const target$2 = "GraniteServiceVersion20100801.";
function cloudWatchProtocol(service) {
	const operations = operationsOf(service);
	return {
		name: "cloudwatch",
		words: jsonWords,
		allowedSkew: 5,
		maxBody: 1024 ** 2,
		unknownOperation: "UnknownOperationException",
		internalError: "InternalFailure",
		denied: ({ operation, region, account, arn }) => new ServiceError("AccessDeniedException", `User: ${arn} is not authorized to perform: cloudwatch:${operation} on resource: arn:aws:cloudwatch:${region}:${account}:* because no identity-based policy allows the cloudwatch:${operation} action`),
		throttled: () => new ServiceError("ThrottlingException", "Rate exceeded"),
		operationOf(request) {
			const named = header(request, "x-amz-target") ?? "";
			const name = named.startsWith(target$2) ? named.slice(30) : request.path;
			return {
				name,
				offered: Object.hasOwn(operations, name)
			};
		},
		takesUnsigned: () => false,
		async handle({ operation, request, requestId, region, session }) {
			const perform = operations[operation];
			if (!perform || !session) throw new Error(`no operation ${operation}`);
			const { account } = session.principal;
			const answer = perform({
				account,
				region
			}, parsedJson(textOf$3(request.body)));
			return jsonReply(200, requestId, JSON.stringify(answer));
		},
		refusal: jsonRefusal
	};
}
function operationsOf(service) {
	return {
		DescribeAlarms: service.describeAlarms,
		GetMetricData: service.getMetricData
	};
}

// src/emulator/codedeploy/codedeploy-protocol.ts
const target$1 = "CodeDeploy_20141006.";
function codeDeployProtocol(service) {
	return {
		name: "codedeploy",
		words: jsonWords,
		allowedSkew: 5,
		maxBody: 1024 ** 2,
		unknownOperation: "UnknownOperationException",
		internalError: "InternalFailure",
		denied,
		throttled: () => new ServiceError("ThrottlingException", "Rate exceeded"),
		operationOf(request) {
			const name = header(request, "x-amz-target") ?? "an operation without a name";
			const offered = service !== void 0 && name.startsWith(target$1);
			const about = "body" in request ? subject$1(textOf$3(request.body)) : void 0;
			return {
				name: name.startsWith(target$1) ? name.slice(20) : name,
				offered,
				...(require_defined()).defined({ about: about || void 0 })
			};
		},
		takesUnsigned: () => false,
		async handle({ operation, request, requestId, region, session, asOf }) {
			if (!service || !session) throw new Error(`no service for ${operation}`);
			const { principal } = session;
			const answer = await service.handle({
				operation,
				account: principal.account,
				region,
				principal,
				input: parsedJson(textOf$3(request.body)),
				...(require_defined()).defined({ asOf })
			});
			return jsonReply(200, requestId, answer === void 0 ? "" : JSON.stringify(answer));
		},
		refusal: jsonRefusal
	};
}
function denied({ operation, region, account, arn, about = "" }) {
	const [application, group] = about.split("/");
	const place = `${arn.split(":", 2).join(":")}:codedeploy:${region}:${account}`;
	const resource = group ? `${place}:deploymentgroup:${application}/${group}` : "*";
	return new ServiceError("AccessDeniedException", `User: ${arn} is not authorized to perform: codedeploy:${operation} on resource: ${resource} because no identity-based policy allows the codedeploy:${operation} action`);
}
function subject$1(text) {
	let input;
	try {
		input = JSON.parse(text);
	} catch {
		return;
	}
	return [
		"applicationName",
		"deploymentGroupName",
		"deploymentId",
		"deploymentConfigName"
	].flatMap((name) => typeof input?.[name] === "string" ? [input[name]] : []).join("/");
}

// src/emulator/codedeploy-commands/report.ts
const UNKNOWN_ERROR$1 = 5;
function reportOf(status, diagnostics) {
	const told = parsed$2(diagnostics ?? "{}");
	const text = (name) => typeof told[name] === "string" ? told[name] : "";
	const code = told.error_code;
	return {
		errorCode: status === "Succeeded" ? 0 : typeof code === "number" && code !== 0 ? code : UNKNOWN_ERROR$1,
		scriptName: text("script_name"),
		message: text("message"),
		log: text("log")
	};
}
function parsed$2(text) {
	try {
		const value = JSON.parse(text);
		if (typeof value === "object" && value !== null) return value;
	} catch (cause) {
		throw refused$1("the diagnostics are not JSON", { cause });
	}
	throw refused$1("the diagnostics are no JSON object");
}
function refused$1(message, options) {
	return new ServiceError("ClientException", message, 400, options);
}

// src/emulator/codedeploy-commands/agent-host.ts
const HOLD = 2e4;
const AGAIN = 6e4;
var AgentHost = class {
	instance;
	destination;
	region;
	session;
	#ports;
	#commands = /* @__PURE__ */ new Map();
	#version = "";
	#lastPoll;
	#wake = () => void 0;
	#isClosed = false;
	constructor(named, ports) {
		this.instance = named.instance;
		this.destination = named.destination;
		this.region = named.region;
		this.session = named.session;
		this.#ports = ports;
	}
	async offer(order, signal) {
		const command = this.#queue(order);
		await until(command.taken.promise, signal);
		if (command.isAcknowledged) return true;
		command.status = "Failed";
		this.#say(`no agent took ${about(command)}`);
		return false;
	}
	async perform(order, signal) {
		const command = [...this.#commands.values()].find((one) => one.order === order);
		if (!command) throw new Error(`${order.event} was not offered to ${this.instance}`);
		const report = await until(command.done.promise, signal);
		if (report) return report;
		command.status = "Failed";
		this.#say(`no report of ${about(command)} came`);
		throw signal.reason;
	}
	async poll(version) {
		this.#notePoll(version);
		this.#wake();
		if (this.#isClosed) return void 0;
		const found = this.#take();
		if (found) return found;
		const { clock, closing } = this.#ports;
		const woken = new AbortController();
		this.#wake = () => woken.abort();
		await (require_run_command()).withAny([closing, woken.signal], (either) => clock.sleep(HOLD, either)).catch(() => void 0);
		closing.throwIfAborted();
		return this.#isClosed ? void 0 : this.#take();
	}
	commandOf(id) {
		return this.#commands.get(id);
	}
	commandOfExecution(execution) {
		return [...this.#commands.values()].findLast((one) => one.execution === execution);
	}
	acknowledge(command) {
		if (command.status === "Failed" && !command.isAcknowledged) return "Failed";
		if (command.isAcknowledged) throw refused$1(`the command ${command.id} was acknowledged before: ${command.status}`);
		command.isAcknowledged = true;
		command.status = "InProgress";
		this.#say(`takes ${about(command)}`);
		command.taken.resolve();
		return command.status;
	}
	complete(command, status, report) {
		if (command.status === "Succeeded" || command.status === "Failed") return;
		if (status === "Succeeded" && !command.isAcknowledged) throw refused$1(`the command ${command.id} was not acknowledged`);
		command.isAcknowledged = true;
		command.status = status;
		const words = status === "Succeeded" ? "succeeded" : `failed: ${report.message}`;
		this.#say(`${about(command)} ${words}`);
		command.taken.resolve();
		command.done.resolve(report);
	}
	async close() {
		this.#isClosed = true;
		this.#wake();
	}
	#queue(order) {
		const { random } = this.#ports;
		const { deploymentId, deploymentGroupId, account } = order;
		const command = {
			id: random.bytes(32).toString("base64url"),
			execution: `${account}/${deploymentGroupId}/${deploymentId}/${this.instance}`,
			nonce: random.bytes(4).readUInt32BE(),
			order,
			status: "Pending",
			isAcknowledged: false,
			taken: settled(),
			done: settled()
		};
		this.#forgetOld(deploymentId);
		this.#commands.set(command.id, command);
		this.#wake();
		return command;
	}
	#forgetOld(deployment) {
		for (const [id, { order, status }] of this.#commands) if ((status === "Succeeded" || status === "Failed") && order.deploymentId !== deployment && this.#commands.size > 100) this.#commands.delete(id);
	}
	#take() {
		const now = this.#ports.clock.now();
		const command = [...this.#commands.values()].find(({ status, handedOutAt }) => status === "Pending" && (handedOutAt === void 0 || now - handedOutAt >= AGAIN));
		if (command) command.handedOutAt = now;
		return command;
	}
	#notePoll(version) {
		const isNew = this.#lastPoll === void 0 || version !== this.#version;
		this.#version = version;
		this.#lastPoll = this.#ports.clock.now();
		if (isNew) this.#say("polls for commands");
	}
	#say(words) {
		const { destination, instance } = this;
		this.#ports.say(`${destination} ${instance} (${this.#seen()}): ${words}`);
	}
	#seen() {
		if (this.#lastPoll === void 0) return "no agent has polled yet";
		return `agent ${this.#version === "" ? "of no version" : this.#version}, last poll ${new Date(this.#lastPoll).toISOString()}`;
	}
};
function about({ order }) {
	return `${order.event} of ${order.deploymentId}`;
}
async function until(promise, signal) {
	const aborted = settled();
	const end = () => aborted.resolve(void 0);
	signal.addEventListener("abort", end, { once: true });
	if (signal.aborted) end();
	try {
		return await Promise.race([promise, aborted.promise]);
	} finally {
		signal.removeEventListener("abort", end);
	}
}
function settled() {
	let resolve = () => void 0;
	return {
		promise: new Promise((settle) => {
			resolve = settle;
		}),
		resolve
	};
}

// src/emulator/codedeploy-commands/der.ts
const der = {
	sequence: (...parts) => tagged(48, Buffer.concat(parts)),
	set: (...parts) => tagged(49, Buffer.concat(parts.sort(Buffer.compare))),
	context: (number, content) => tagged(160 + number, content),
	integer,
	identifier,
	octets: (content) => tagged(4, content),
	bits: (content) => tagged(3, Buffer.concat([Buffer.of(0), content])),
	text: (content) => tagged(12, Buffer.from(content)),
	nothing: () => tagged(5, Buffer.alloc(0)),
	time: time$1
};
function tagged(tag, content) {
	return Buffer.concat([
		Buffer.of(tag),
		lengthOf(content.length),
		content
	]);
}
function lengthOf(length) {
	if (length < 128) return Buffer.of(length);
	const bytes = bytesOf$1(length);
	return Buffer.of(128 | bytes.length, ...bytes);
}
function integer(value) {
	const bytes = bytesOf$1(value);
	return tagged(2, Buffer.from((bytes[0] ?? 0) >= 128 ? [0, ...bytes] : bytes));
}
function identifier(dotted) {
	const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
	return tagged(6, Buffer.from([first * 40 + second, ...rest].flatMap(septets)));
}
function septets(value) {
	const digits = [value % 128];
	for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(left % 128 | 128);
	return digits;
}
function bytesOf$1(value) {
	const bytes = [value % 256];
	for (let left = Math.floor(value / 256); left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
	return bytes;
}
function time$1(at) {
	const digits = `${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`;
	return at.getUTCFullYear() < 2050 ? tagged(23, Buffer.from(digits.slice(2))) : tagged(24, Buffer.from(digits));
}

// src/emulator/codedeploy-commands/signed-message.ts
function createSigner(now) {
	let key;
	return { async sign(content) {
		key ??= makeKey(now);
		return pem(signedMessage(Buffer.from(content), await key));
	} };
}
async function makeKey(now) {
	const pair = await (0, import__builtin_util.promisify)(import__builtin_crypto.generateKeyPair)("rsa", { modulusLength: 2048 });
	return {
		key: pair.privateKey,
		certificate: certificateOf(pair, now)
	};
}
const algorithm$1 = (identifier) => der.sequence(der.identifier(identifier), der.nothing());
const sha256 = algorithm$1("2.16.840.1.101.3.4.2.1");
const rsaEncryption = algorithm$1("1.2.840.113549.1.1.1");
const sha256WithRsa = algorithm$1("1.2.840.113549.1.1.11");
const data = der.identifier("1.2.840.113549.1.7.1");
const signedData = der.identifier("1.2.840.113549.1.7.2");
const commonName = der.identifier("2.5.4.3");
const serial = der.integer(1);
const signer = der.sequence(der.set(der.sequence(commonName, der.text("fanout emulator: deployment specifications"))));
function certificateOf({ publicKey, privateKey }, now) {
	const day = 864e5;
	const content = der.sequence(serial, sha256WithRsa, signer, der.sequence(der.time(/* @__PURE__ */ new Date(now - day)), der.time(new Date(now + 3650 * day))), signer, publicKey.export({
		type: "spki",
		format: "der"
	}));
	return der.sequence(content, sha256WithRsa, der.bits((0, import__builtin_crypto.sign)("sha256", content, privateKey)));
}
function signedMessage(content, { key, certificate }) {
	const information = der.sequence(der.integer(1), der.sequence(signer, serial), sha256, rsaEncryption, der.octets((0, import__builtin_crypto.sign)("sha256", content, key)));
	const message = der.sequence(der.integer(1), der.set(sha256), der.sequence(data, der.context(0, der.octets(content))), der.context(0, certificate), der.set(information));
	return der.sequence(signedData, der.context(0, message));
}
function pem(message) {
	return [
		"-----BEGIN PKCS7-----",
		...message.toString("base64").match(/.{1,64}/g) ?? [],
		"-----END PKCS7-----",
		""
	].join("\n");
}

// src/emulator/codedeploy-commands/agent-hosts.ts
function createAgentHosts({ sessions, onHost, ...ports }) {
	const hosts = /* @__PURE__ */ new Map();
	const byKey = /* @__PURE__ */ new Map();
	const open = (instance, { account, region, destination }) => {
		const known = hosts.get(instance);
		if (known) return known;
		const arn = `arn:${(require_scalars()).partitionOf(region)}:iam::${account}:user/${instance}`;
		const session = sessions.addUser({
			account,
			arn
		});
		const host = new AgentHost({
			instance,
			destination,
			region,
			session
		}, ports);
		hosts.set(instance, host);
		byKey.set(session.principal.accessKeyId, host);
		onHost(host);
		return host;
	};
	return {
		open,
		factory: open,
		hostOf: (accessKeyId) => byKey.get(accessKeyId),
		signer: createSigner(Date.now())
	};
}

// src/emulator/codedeploy-commands/specification.ts
function specificationOf(command) {
	const { bucket, key, bundleType, version, eTag } = command.revision;
	return JSON.stringify({
		DeploymentId: command.deploymentId,
		DeploymentGroupId: command.deploymentGroupId,
		DeploymentGroupName: command.deploymentGroup,
		ApplicationName: command.application,
		DeploymentCreator: command.creator,
		DeploymentType: command.deploymentType,
		Revision: {
			RevisionType: "S3",
			S3Revision: {
				Bucket: bucket,
				Key: key,
				BundleType: bundleType,
				...version && { Version: version },
				...eTag && { ETag: eTag }
			}
		},
		...command.reuseOf && { ReuseArchiveFromDeploymentId: command.reuseOf },
		AgentActionOverrides: { AgentOverrides: { FileExistsBehavior: command.fileExistsBehavior } }
	});
}

// src/emulator/codedeploy-commands/operations.ts
const operations$1 = {
	async PollHostCommand({ host, input, version }) {
		checkHost(host, input);
		const command = await host.poll(version);
		if (!command) return {};
		return { HostCommand: {
			HostCommandIdentifier: command.id,
			HostIdentifier: host.session.principal.arn,
			DeploymentExecutionId: command.execution,
			CommandName: command.order.event,
			Nonce: command.nonce
		} };
	},
	async GetDeploymentSpecification({ host, input, signer }) {
		checkHost(host, input);
		const execution = text$1(input, "DeploymentExecutionId");
		const command = host.commandOfExecution(execution);
		if (!command) throw refused$1(`this host has no deployment execution ${execution}`);
		return {
			DeploymentSystem: "CodeDeploy",
			DeploymentSpecification: { GenericEnvelope: {
				Format: "PKCS7/JSON",
				Payload: await signer.sign(specificationOf(command.order))
			} }
		};
	},
	async PutHostCommandAcknowledgement({ host, input }) {
		const command = commandOf$1(host, input);
		diagnosticsOf(input);
		return { CommandStatus: host.acknowledge(command) };
	},
	async PutHostCommandComplete({ host, input }) {
		const command = commandOf$1(host, input);
		const status = text$1(input, "CommandStatus");
		if (status !== "Succeeded" && status !== "Failed") throw refused$1(`a command is completed as Succeeded or Failed, not as ${status}`);
		host.complete(command, status, reportOf(status, diagnosticsOf(input)));
		return {};
	},
	async PostHostCommandUpdate({ host, input }) {
		const command = commandOf$1(host, input);
		diagnosticsOf(input);
		return { CommandStatus: command.status };
	}
};
function checkHost(host, input) {
	const { arn } = host.session.principal;
	const identifier = text$1(input, "HostIdentifier");
	if (identifier !== arn) throw refused$1(`${arn} may not speak for the host ${identifier}`);
}
function commandOf$1(host, input) {
	const id = text$1(input, "HostCommandIdentifier");
	const command = host.commandOf(id);
	if (!command) throw refused$1(`this host has no command ${id}`);
	return command;
}
function text$1(input, name) {
	const value = input[name];
	if (typeof value !== "string" || value === "") throw refused$1(`${name} is required, as a text`);
	return value;
}
function diagnosticsOf({ Diagnostics: envelope }) {
	if (envelope === void 0 || envelope === null) return void 0;
	const { Format, Payload } = envelope;
	if (Format !== "JSON") throw refused$1("the format of diagnostics is JSON");
	if (typeof Payload !== "string") throw refused$1("the payload of diagnostics is a text");
	if (Payload.length > MOST_DIAGNOSTICS) throw refused$1(`diagnostics have ${MOST_DIAGNOSTICS} characters at most`);
	return Payload;
}
const MOST_DIAGNOSTICS = 8192;

// src/emulator/codedeploy-commands/commands-protocol.ts
const target = "CodeDeployCommandService_v20141006.";
function commandsProtocol(hosts) {
	return {
		name: "codedeploy-commands",
		words: jsonWords,
		allowedSkew: 5,
		maxBody: 1024 ** 2,
		unknownOperation: "UnknownOperationException",
		internalError: "ServerException",
		denied: ({ operation, region, account, arn }) => new ServiceError("AccessDeniedException", `User: ${arn} is not authorized to perform: codedeploy-commands:${operation} on resource: arn:aws:codedeploy-commands:${region}:${account}:*`),
		throttled: () => new ServiceError("ThrottlingException", "Rate exceeded"),
		operationOf(request) {
			const name = header(request, "x-amz-target") ?? "an operation without a name";
			const operation = name.startsWith(target) ? name.slice(35) : name;
			const about = "body" in request ? subject(textOf$3(request.body)) : void 0;
			return {
				name: operation,
				offered: Object.hasOwn(operations$1, operation),
				...(require_defined()).defined({ about: about || void 0 })
			};
		},
		takesUnsigned: () => false,
		async handle({ operation, request, requestId, session }) {
			const { accessKeyId = "", arn = "" } = session?.principal ?? {};
			const host = hosts.hostOf(accessKeyId);
			if (!host) throw new ServiceError("AccessDeniedException", `${arn} is the agent of no host here`);
			const answer = await operations$1[operation]({
				host,
				input: record(parsedJson(textOf$3(request.body))),
				version: header(request, "x-amz-codedeploy-agent-version") ?? "",
				signer: hosts.signer
			});
			return jsonReply(200, requestId, JSON.stringify(answer));
		},
		refusal: jsonRefusal
	};
}
function record(input) {
	if (typeof input === "object" && input !== null) return input;
	throw new ServiceError("SerializationException", "the body is no JSON object");
}
function subject(text) {
	try {
		const { DeploymentExecutionId: execution, HostIdentifier: host } = JSON.parse(text) ?? {};
		if (typeof execution === "string") return execution.split("/").slice(2).join("/");
		return typeof host === "string" ? host.split("/").at(-1) : void 0;
	} catch {
		return;
	}
}

// src/emulator/s3/captured.ts
function copyOf(buckets) {
	return new Map([...buckets].map(([name, bucket]) => [name, {
		...bucket,
		keys: new Map(bucket.keys),
		uploads: new Map(bucket.uploads),
		history: new Map(bucket.history)
	}]));
}

// src/emulator/s3/errors.ts
var S3Error = class extends ServiceError {
	fields;
	headers;
	constructor(code, status, message, { fields = {}, headers = {} } = {}) {
		super(code, message, status);
		this.name = "S3Error";
		this.fields = fields;
		this.headers = headers;
	}
};
function accessDenied(message = "Access Denied") {
	return new S3Error("AccessDenied", 403, message);
}
function noSuchBucket(name) {
	return new S3Error("NoSuchBucket", 404, "The specified bucket does not exist", { fields: { BucketName: name } });
}
function noSuchKey(key, headers = {}) {
	return new S3Error("NoSuchKey", 404, "The specified key does not exist.", {
		fields: { Key: key },
		headers
	});
}
function noSuchVersion(key, versionId) {
	return new S3Error("NoSuchVersion", 404, "The specified version does not exist.", { fields: {
		Key: key,
		VersionId: versionId
	} });
}
function noSuchUpload(uploadId) {
	return new S3Error("NoSuchUpload", 404, "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", { fields: { UploadId: uploadId } });
}
function preconditionFailed(condition) {
	return new S3Error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", { fields: { Condition: condition } });
}
function conflict(condition) {
	return new S3Error("ConditionalRequestConflict", 409, "The conditional request cannot succeed due to a conflicting operation against this resource.", { fields: { Condition: condition } });
}
function invalidRequest(message) {
	return new S3Error("InvalidRequest", 400, message);
}
function invalidArgument(name, value, message) {
	return new S3Error("InvalidArgument", 400, message, { fields: {
		ArgumentName: name,
		ArgumentValue: value
	} });
}
function malformedXml() {
	return new S3Error("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");
}
function permanentRedirect(bucket, region) {
	const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
	return new S3Error("PermanentRedirect", 301, "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.", {
		fields: {
			Endpoint: `${bucket}.s3.${region}.${domain}`,
			Bucket: bucket
		},
		headers: { "x-amz-bucket-region": region }
	});
}
function notImplemented(header) {
	return new S3Error("NotImplemented", 501, "A header you provided implies functionality that is not implemented", { fields: { Header: header } });
}

// src/emulator/s3/bucket-policy.ts
const operators = [
	"StringEquals",
	"StringNotEquals",
	"StringLike",
	"StringNotLike",
	"ArnEquals",
	"ArnNotEquals",
	"ArnLike",
	"ArnNotLike",
	"Bool",
	"Null"
];
const keys = [
	"aws:PrincipalAccount",
	"aws:PrincipalArn",
	"aws:ResourceAccount",
	"aws:SecureTransport",
	"s3:ExistingObjectTag/*",
	"s3:ObjectCreationOperation",
	"s3:RequestObjectTag/*",
	"s3:RequestObjectTagKeys",
	"s3:if-none-match"
];
function readPolicy(text, bucket) {
	let found;
	try {
		found = JSON.parse(text, (_, value) => /number|boolean/.test(typeof value) ? `${value}` : value);
	} catch {
		throw malformed("Policies must be valid JSON and the first byte must be '{'");
	}
	const { Statement, ...rest } = found ?? {};
	const statements = [Statement ?? []].flat();
	if (statements.length === 0) throw malformed("Missing required field Statement");
	refuseOthers(Object.keys(rest), ["Version", "Id"]);
	for (const statement of statements) checkStatement(statement, bucket);
	return {
		text,
		statements
	};
}
function checkStatement(statement, bucket) {
	if (!isObject(statement)) throw malformed("Invalid policy syntax.");
	const { Effect, Principal, Action, Resource, Condition = {}, ...rest } = statement;
	refuseOthers(Object.keys(rest), ["Sid"]);
	for (const [name, value] of Object.entries({
		Effect,
		Principal,
		Action,
		Resource
	})) if (value === void 0) throw malformed(`Missing required field ${name}`);
	if (Effect !== "Allow" && Effect !== "Deny") throw malformed(`Invalid effect: ${Effect}`);
	if (Principal !== "*" && !isObject(Principal)) throw malformed("Invalid principal in policy");
	if (Principal !== "*") refuseOthers(Object.keys(Principal), ["AWS"]);
	if (!areTexts(Action)) throw malformed("Policy has invalid action");
	const arn = /^arn:[a-z-]+:s3:::([^/]*)/;
	if ([Resource].flat().some((one) => arn.exec(one)?.[1] !== bucket)) throw malformed("Policy has invalid resource");
	if (!isObject(Condition) || !Object.values(Condition).every(isObject)) throw malformed("Invalid policy syntax.");
	for (const [operator, values] of Object.entries(Condition)) {
		refuseOthers([partsOf(operator).operator], operators);
		if (!Object.values(values).every(areTexts)) throw malformed("Invalid policy syntax.");
		for (const key of Object.keys(values)) if (!keys.some((one) => (require_project()).matchesGlob(one.toLowerCase(), key.toLowerCase()))) throw notJudged(`the condition key ${key}`);
	}
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function areTexts(value) {
	return [value].flat().every((one) => typeof one === "string");
}
function partsOf(text) {
	const [, of, operator = "", exists] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(text) ?? [];
	return {
		...(require_defined()).defined({ of }),
		operator,
		ifExists: exists !== void 0
	};
}
function refuseOthers(names, known) {
	const other = names.find((name) => !known.includes(name));
	if (other !== void 0) throw notJudged(other);
}
function malformed(message) {
	return new S3Error("MalformedPolicy", 400, message);
}
function notJudged(what) {
	return new S3Error("NotImplemented", 501, `the emulator does not judge ${what} in bucket policies`);
}

// src/emulator/s3/judge-policy.ts
function judgePolicy({ statements }, request) {
	const effects = new Set(statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect));
	if (effects.has("Deny")) return "Deny";
	return effects.has("Allow") ? "Allow" : void 0;
}
function applies(statement, { caller, action, resource, context }) {
	const { Principal, Action, Resource, Condition = {} } = statement;
	return isNamed(Principal, caller) && [Action].flat().some((one) => (require_project()).matchesGlob(one.toLowerCase(), action.toLowerCase())) && [Resource].flat().some((one) => (require_project()).matchesGlob(one, resource)) && Object.entries(Condition).every(([operator, values]) => Object.entries(values).every(([key, wanted]) => holds$1(operator, [wanted].flat(), context[key.toLowerCase()])));
}
function isNamed(principal, { account, arn }) {
	if (principal === "*") return true;
	return [principal.AWS].flat().some((one) => one === "*" || one === arn || one === account || new RegExp(`^arn:[a-z-]+:iam::${account}:root$`).test(one));
}
function holds$1(text, wanted, found) {
	const { of, operator, ifExists } = partsOf(text);
	if (operator === "Null") return wanted.includes(String(found === void 0));
	const isNegated = operator.includes("Not");
	const like = (value) => {
		return wanted.some((one) => alike(operator, one, value)) !== isNegated;
	};
	const values = found === void 0 ? [] : [found].flat();
	if (of === "ForAnyValue") return values.some(like);
	if (of === "ForAllValues") return values.every(like);
	if (values.length === 0) return ifExists || isNegated;
	return isNegated ? values.every(like) : values.some(like);
}
function alike(operator, wanted, value) {
	if (operator.startsWith("Bool")) return wanted.toLowerCase() === value.toLowerCase();
	return operator.endsWith("Like") || operator.startsWith("Arn") ? (require_project()).matchesGlob(wanted, value) : wanted === value;
}

// src/emulator/s3/version-id.ts
function newVersionId(random) {
	return random.bytes(24).toString("base64url").replace(/[-_]/g, ".");
}
function versionNamed(request) {
	const text = parameter(request, "versionId");
	return text === void 0 ? void 0 : checkedVersionId(text);
}
function checkedVersionId(text) {
	if (/^[\w.-]{1,1024}$/.test(text)) return text;
	throw invalidArgument("versionId", text, "Invalid version id specified");
}

// src/emulator/s3/access.ts
function openBucket(call, action, more = {}) {
	const { key, request } = call;
	return openNamedBucket(call, {
		tags: [...new URLSearchParams(header(request, "x-amz-tagging"))],
		...more,
		name: call.bucketName,
		action,
		...key !== "" && {
			key,
			versionId: versionNamed(request)
		},
		ownerHeader: "x-amz-expected-bucket-owner",
		anyRegion: false
	});
}
function openSourceBucket(call, { name, key, versionId }, action) {
	return openNamedBucket(call, {
		name,
		action,
		key,
		versionId,
		ownerHeader: "x-amz-source-expected-bucket-owner",
		anyRegion: true
	});
}
function refusalOf(caller, bucket, asked) {
	const { action, key } = asked;
	const arn = `arn:${(require_scalars()).partitionOf(bucket.region)}:s3:::${bucket.name}`;
	const resource = key === void 0 ? arn : `${arn}/${key}`;
	const context = contextOf(caller, bucket, asked);
	const said = bucket.policy && judgePolicy(bucket.policy, {
		caller,
		action,
		resource,
		context
	});
	const isOwn = caller.account === bucket.account;
	if (said === "Deny") return isOwn ? accessDenied(`User: ${caller.user ?? caller.arn} is not authorized to perform: ${action} on resource: "${resource}" with an explicit deny in a resource-based policy`) : accessDenied();
	const isGranted = bucket.grants.some(({ account, actions }) => account === caller.account && actions.some((glob) => (require_project()).matchesGlob(glob, action)));
	return isOwn || said === "Allow" || isGranted ? void 0 : accessDenied();
}
function mayDo(caller, bucket, asked) {
	return refusalOf(caller, bucket, asked) === void 0;
}
function contextOf(caller, bucket, { action, key, tags = [], ...asked }) {
	const { request, versionId } = asked;
	const versions = bucket.keys.get(key ?? "") ?? [];
	const there = versionId === void 0 ? versions[0] : versions.find((one) => one.versionId === versionId);
	const existing = there?.kind === "object" && looksAtTags.test(action) ? there.tags ?? [] : [];
	const ifNoneMatch = request && header(request, "if-none-match");
	return {
		"aws:principalaccount": caller.account,
		"aws:principalarn": caller.arn,
		"aws:resourceaccount": bucket.account,
		"aws:securetransport": "true",
		...Object.fromEntries(existing.map(([name, value]) => [`s3:existingobjecttag/${name.toLowerCase()}`, value])),
		...Object.fromEntries(tags.map(([name, value]) => [`s3:requestobjecttag/${name.toLowerCase()}`, value])),
		...tags.length > 0 && { "s3:requestobjecttagkeys": tags.map(([name]) => name) },
		...ifNoneMatch !== void 0 && { "s3:if-none-match": ifNoneMatch },
		...request && { "s3:objectcreationoperation": String(creates(request)) }
	};
}
const looksAtTags = /^s3:(?:GetObject|PutObject(?:Version)?Tagging|DeleteObject(?:Version)?Tagging)/;
function creates({ method, query }) {
	const has = (name) => query.some(([one]) => one === name);
	return method === "PUT" ? !has("partNumber") && !has("tagging") : has("uploadId");
}
function openNamedBucket(call, asked) {
	const bucket = call.state.buckets.get(asked.name);
	if (!bucket) throw noSuchBucket(asked.name);
	if (!asked.anyRegion && bucket.region !== call.region) throw permanentRedirect(bucket.name, bucket.region);
	const owner = header(call.request, asked.ownerHeader);
	if (owner !== void 0 && !/^\d{12}$/.test(owner)) throw invalidArgument(asked.ownerHeader, owner, "The value of the expected bucket owner parameter must be an AWS account ID.");
	if (owner !== void 0 && owner !== bucket.account) throw accessDenied();
	const refusal = refusalOf(callerOf(call), bucket, {
		...asked,
		request: call.request
	});
	if (refusal) throw refusal;
	return bucket;
}
function accountOf(call) {
	return callerOf(call).account;
}
function callerOf({ session }) {
	const { account = "", arn = "", role = arn } = session?.principal ?? {};
	return {
		account,
		arn: role,
		user: arn
	};
}

// src/emulator/s3/state.ts
function seededState(seed, { clock, random, sequence, pageSize }) {
	const buckets = seed.buckets.map((bucket) => newBucket(bucket, clock.now()));
	return {
		clock,
		random,
		sequence,
		pageSize,
		buckets: new Map(buckets.map((bucket) => [bucket.name, bucket])),
		changes: []
	};
}
function newBucket({ name, region, account, versioning, policy, grants = [] }, created) {
	return {
		name,
		region,
		account,
		created,
		grants,
		...versioning && { versioning: "Enabled" },
		...policy !== void 0 && { policy: readPolicy(policy, name) },
		keys: /* @__PURE__ */ new Map(),
		uploads: /* @__PURE__ */ new Map(),
		history: /* @__PURE__ */ new Map()
	};
}
function currentObject(bucket, key) {
	const current = bucket.keys.get(key)?.[0];
	return current?.kind === "object" ? current : void 0;
}
function store(state, bucket, key, content) {
	const version = {
		kind: "object",
		versionId: bucket.versioning === "Enabled" ? newVersionId(state.random) : "null",
		modified: wholeSeconds(state.clock.now()),
		...content
	};
	putFirst(bucket, key, version);
	const number = state.sequence();
	const event = content.parts ? {
		written: number,
		completed: number
	} : { written: number };
	happened(state, {
		bucket,
		key
	}, event);
	return version;
}
function remove(state, bucket, { key, versionId }) {
	happened(state, {
		bucket,
		key
	}, { deleted: state.sequence() });
	if (versionId !== void 0) return takeOut(bucket, key, versionId);
	if (bucket.versioning === void 0) {
		bucket.keys.delete(key);
		return;
	}
	const marker = {
		kind: "delete-marker",
		versionId: bucket.versioning === "Enabled" ? newVersionId(state.random) : "null",
		modified: wholeSeconds(state.clock.now())
	};
	putFirst(bucket, key, marker);
	return marker;
}
function exchangeVersion(state, { bucket, key }, [before, after]) {
	const [first, ...rest] = (bucket.keys.get(key) ?? []).map((one) => one === before ? after : one);
	if (first) bucket.keys.set(key, [first, ...rest]);
	state.changes.push({
		bucket,
		key
	});
}
function happened(state, { bucket, key }, event) {
	bucket.history.set(key, {
		...bucket.history.get(key),
		...event
	});
	state.changes.push({
		bucket,
		key
	});
}
function putFirst(bucket, key, version) {
	const others = (bucket.keys.get(key) ?? []).filter((old) => old.versionId !== version.versionId);
	bucket.keys.set(key, [version, ...others]);
}
function takeOut(bucket, key, versionId) {
	const versions = bucket.keys.get(key) ?? [];
	const [first, ...rest] = versions.filter((version) => version.versionId !== versionId);
	if (first) bucket.keys.set(key, [first, ...rest]);
	else bucket.keys.delete(key);
	return versions.find((version) => version.versionId === versionId);
}
function wholeSeconds(ms) {
	return Math.floor(ms / 1e3) * 1e3;
}

// src/emulator/s3/conditions.ts
function checkWriteConditions(call, bucket) {
	const ifNoneMatch = header(call.request, "if-none-match");
	const ifMatch = header(call.request, "if-match");
	const current = currentObject(bucket, call.key);
	if (ifNoneMatch !== void 0) {
		if (ifNoneMatch !== "*") throw notImplemented("If-None-Match");
		if (meanwhile(call, bucket, "deleted")) throw conflict("If-None-Match");
		if (current) throw preconditionFailed("If-None-Match");
	}
	if (ifMatch !== void 0) {
		if (!mayDo(callerOf(call), bucket, {
			action: "s3:GetObject",
			key: call.key
		})) throw accessDenied();
		if (!current) throw noSuchKey(call.key);
		if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed("If-Match");
	}
}
function checkRacingCompletion(call, bucket) {
	if (!meanwhile(call, bucket, "completed")) return;
	if (header(call.request, "if-none-match") !== void 0) throw conflict("If-None-Match");
	if (header(call.request, "if-match") !== void 0) throw conflict("If-Match");
}
function checkDeleteCondition(call, bucket) {
	const ifMatch = header(call.request, "if-match");
	if (ifMatch === void 0) return;
	if (!mayDo(callerOf(call), bucket, {
		action: "s3:GetObject",
		key: call.key
	})) throw accessDenied();
	if (meanwhile(call, bucket, "deleted") || meanwhile(call, bucket, "written")) throw conflict("If-Match");
	const current = currentObject(bucket, call.key);
	if (!current) throw noSuchKey(call.key);
	if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed("If-Match");
}
function readOutcome(request, object, prefix = "") {
	const ifMatch = header(request, `${prefix}if-match`);
	const ifUnmodified = time(header(request, `${prefix}if-unmodified-since`));
	if (ifMatch !== void 0) {
		if (!matchesETag(ifMatch, object.eTag)) return "failed";
	} else if (ifUnmodified !== void 0 && object.modified > ifUnmodified) return "failed";
	const ifNoneMatch = header(request, `${prefix}if-none-match`);
	const ifModified = time(header(request, `${prefix}if-modified-since`));
	if (ifNoneMatch !== void 0) return matchesETag(ifNoneMatch, object.eTag) ? "not-modified" : "go";
	return ifModified !== void 0 && object.modified <= ifModified ? "not-modified" : "go";
}
function matchesETag(given, eTag) {
	return given.split(",").map((candidate) => candidate.trim().replace(/^"(.*)"$/, "$1")).some((candidate) => candidate === "*" || candidate === eTag);
}
function meanwhile(call, bucket, event) {
	return (bucket.history.get(call.key)?.[event] ?? 0) > call.arrived;
}
function time(text) {
	const ms = Date.parse(text ?? "");
	return Number.isNaN(ms) ? void 0 : ms;
}

// src/emulator/s3/crc.ts
function crc32c(pieces) {
	castagnoli ??= table(2197175160n);
	const { low } = castagnoli;
	let crc = 4294967295;
	for (const piece of pieces) for (const byte of piece) crc = low[(crc ^ byte) & 255] ^ crc >>> 8;
	const digest = Buffer.alloc(4);
	digest.writeUInt32BE(~crc >>> 0);
	return digest;
}
function crc64nvme(pieces) {
	nvme ??= table(11127430586519243189n);
	let high = 4294967295;
	let low = 4294967295;
	for (const piece of pieces) for (const byte of piece) {
		const index = (low ^ byte) & 255;
		low = (low >>> 8 | high << 24) ^ nvme.low[index];
		high = high >>> 8 ^ nvme.high[index];
	}
	const digest = Buffer.alloc(8);
	digest.writeUInt32BE(~high >>> 0, 0);
	digest.writeUInt32BE(~low >>> 0, 4);
	return digest;
}
let castagnoli;
let nvme;
function table(polynomial) {
	const remainders = Array.from({ length: 256 }, (_, byte) => {
		let value = BigInt(byte);
		for (let bit = 0; bit < 8; bit++) value = value & 1n ? value >> 1n ^ polynomial : value >> 1n;
		return value;
	});
	return {
		high: Uint32Array.from(remainders, (value) => Number(value >> 32n)),
		low: Uint32Array.from(remainders, (value) => Number(value & 4294967295n))
	};
}

// src/emulator/s3/checksums.ts
const digests = {
	CRC32(bytes) {
		const digest = Buffer.alloc(4);
		digest.writeUInt32BE(bytes.reduce((crc, piece) => (0, import__builtin_zlib.crc32)(piece, crc), 0));
		return digest;
	},
	CRC32C: crc32c,
	CRC64NVME: crc64nvme,
	SHA1: (bytes) => digestOf(bytes, "sha1"),
	SHA256: (bytes) => digestOf(bytes, "sha256")
};
const checksumAlgorithms = Object.keys(digests);
function checksumOf(bytes, algorithm) {
	return digests[algorithm](bytes).toString("base64");
}
function compositeOf(checksums, algorithm) {
	return `${digests[algorithm](checksums.map((checksum) => Buffer.from(checksum, "base64"))).toString("base64")}-${checksums.length}`;
}
function headerOf(algorithm) {
	return `x-amz-checksum-${algorithm.toLowerCase()}`;
}
function elementOf(algorithm) {
	return `Checksum${algorithm}`;
}
function verifiedChecksum(request, body) {
	verifyMd5(header(request, "content-md5"), body);
	const given = givenChecksum(request);
	if (!given) return void 0;
	if (checksumOf(body, given.algorithm) !== given.value) throw new S3Error("BadDigest", 400, `The ${given.algorithm} you specified did not match the calculated checksum.`);
	return given;
}
function addedChecksum(body) {
	return {
		algorithm: "CRC64NVME",
		value: checksumOf(body, "CRC64NVME")
	};
}
function givenChecksum(request) {
	const [first, second] = checksumAlgorithms.flatMap((algorithm) => {
		const value = header(request, headerOf(algorithm));
		return value === void 0 ? [] : [{
			algorithm,
			value
		}];
	});
	if (second) throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
	const announced = header(request, "x-amz-sdk-checksum-algorithm")?.toUpperCase();
	if (!first && announced !== void 0) throw invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
	if (first && announced !== void 0 && announced !== first.algorithm) throw invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
	if (first) checkLength(first.algorithm, first.value);
	return first;
}
function algorithmNamed(name) {
	const algorithm = checksumAlgorithms.find((candidate) => candidate === name.toUpperCase());
	if (algorithm) return algorithm;
	throw invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
}
function checkLength(algorithm, value) {
	const bytes = Buffer.from(value, "base64");
	if (bytes.length === digests[algorithm]([]).length && bytes.toString("base64") === value) return;
	throw invalidRequest(`Value for ${headerOf(algorithm)} header is invalid.`);
}
function verifyMd5(given, body) {
	if (given === void 0) return;
	const wanted = Buffer.from(given, "base64");
	if (wanted.length !== 16) throw new S3Error("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
	if (!digestOf(body, "md5").equals(wanted)) throw new S3Error("BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
}
function multipartETag(md5s) {
	const hash = (0, import__builtin_crypto.createHash)("md5");
	for (const md5 of md5s) hash.update(md5);
	return `${hash.digest("hex")}-${md5s.length}`;
}

// src/emulator/s3/encryption.ts
const prefix$1 = "x-amz-server-side-encryption";
function encryptionAsked(request, bucket) {
	const kind = header(request, prefix$1);
	const keyId = header(request, `${prefix$1}-aws-kms-key-id`);
	if (kind === void 0 || kind === "AES256") {
		if (keyId !== void 0) throw invalidArgument(prefix$1, kind ?? "null", "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms");
		return { kind: "AES256" };
	}
	if (kind !== "aws:kms" && kind !== "aws:kms:dsse") throw invalidArgument(prefix$1, kind, "The encryption method specified is not supported");
	const bucketKey = header(request, `${prefix$1}-bucket-key-enabled`)?.toLowerCase() === "true";
	return {
		kind,
		keyId: fullKeyArn(keyId, bucket),
		bucketKey
	};
}
function encryptionHeaders(encryption) {
	if (encryption.kind === "AES256") return { [prefix$1]: "AES256" };
	return {
		[prefix$1]: encryption.kind,
		[`${prefix$1}-aws-kms-key-id`]: encryption.keyId,
		[`${prefix$1}-bucket-key-enabled`]: encryption.bucketKey ? "true" : void 0
	};
}
function eTagFor(md5, encryption) {
	if (encryption.kind === "AES256") return md5.toString("hex");
	return (0, import__builtin_crypto.createHash)("md5").update(encryption.keyId).update(md5).digest("hex");
}
function fullKeyArn(keyId, { region, account }) {
	if (keyId?.startsWith("arn:")) {
		const keyRegion = keyId.split(":")[3];
		if (keyRegion === region) return keyId;
		throw new S3Error("KMS.NotFoundException", 400, `Invalid arn ${keyRegion}`);
	}
	return `arn:${region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws"}:kms:${region}:${account}:${keyId?.startsWith("alias/") ? keyId : `key/${keyId ?? awsManagedKey(account, region)}`}`;
}
function awsManagedKey(account, region) {
	return (0, import__builtin_crypto.createHash)("sha256").update(`${account}/${region}/aws/s3`).digest("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

// src/emulator/s3/metadata.ts
const kept = [
	"cache-control",
	"content-disposition",
	"content-encoding",
	"content-language",
	"content-type",
	"expires",
	"x-amz-storage-class"
];
function metadataOf(request) {
	const metadata = { "content-type": "binary/octet-stream" };
	for (const [name, value] of request.headers) if (kept.includes(name) || name.startsWith("x-amz-meta-")) metadata[name] = value;
	const encoding = metadata["content-encoding"];
	if (encoding !== void 0) {
		const codings = encoding.split(",").map((coding) => coding.trim());
		delete metadata["content-encoding"];
		const own = codings.filter((coding) => coding !== "aws-chunked" && coding !== "");
		if (own.length > 0) metadata["content-encoding"] = own.join(",");
	}
	checkStorageClass(metadata["x-amz-storage-class"]);
	if (metadata["x-amz-storage-class"] === "STANDARD") delete metadata["x-amz-storage-class"];
	checkSize$1(metadata);
	return metadata;
}
function overriddenHeaders(request) {
	return Object.fromEntries([
		"cache-control",
		"content-disposition",
		"content-encoding",
		"content-language",
		"content-type",
		"expires"
	].flatMap((name) => {
		const value = parameter(request, `response-${name}`);
		if (value === void 0) return [];
		if (!/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) throw invalidArgument(`response-${name}`, value, "Header value cannot be represented using ISO-8859-1.");
		return [[name, value]];
	}));
}
const storageClasses = [
	"STANDARD",
	"STANDARD_IA",
	"ONEZONE_IA",
	"INTELLIGENT_TIERING",
	"GLACIER_IR",
	"REDUCED_REDUNDANCY"
];
function checkStorageClass(name) {
	if (name === void 0 || storageClasses.includes(name)) return;
	throw new S3Error("InvalidStorageClass", 400, "The storage class you specified is not valid");
}
function checkSize$1(metadata) {
	const size = Object.entries(metadata).filter(([name]) => name.startsWith("x-amz-meta-")).reduce((sum, [name, value]) => sum + name.length - 11 + Buffer.byteLength(value), 0);
	if (size > 2048) throw new S3Error("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size", { fields: {
		Size: String(size),
		MaxSizeAllowed: "2048"
	} });
}

// src/emulator/s3/tags.ts
function tagsAsked(call) {
	const text = header(call.request, "x-amz-tagging");
	if (text === void 0 || text === "") return {};
	const tags = [...new URLSearchParams(text)].map(([key, value]) => [key, value]);
	if (new Set(tags.map(([key]) => key)).size < tags.length) throw invalidArgument("x-amz-tagging", text, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.");
	openBucket(call, "s3:PutObjectTagging", { tags });
	return { tags: checkedTags(tags) };
}
function replacesTags(request) {
	const directive = header(request, "x-amz-tagging-directive") ?? "COPY";
	if (directive === "COPY" || directive === "REPLACE") return directive === "REPLACE";
	throw invalidArgument("x-amz-tagging-directive", directive, "Unknown tagging directive.");
}
function checkedTags(tags) {
	if (tags.length > 10) throw new S3Error("BadRequest", 400, "Object tags cannot be greater than 10");
	for (const [key, value] of tags) {
		if (key === "" || key.length > 128 || !allowed.test(key)) throw invalidTag("The TagKey you have provided is invalid");
		if (value.length > 256 || !allowed.test(value)) throw invalidTag("The TagValue you have provided is invalid");
		if (key.startsWith("aws:")) throw invalidTag("System tags cannot be added/updated by requester");
	}
	return tags;
}
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
function invalidTag(message) {
	return new S3Error("InvalidTag", 400, message);
}

// src/emulator/s3/put-object.ts
function putObject(call) {
	const bucket = openBucket(call, "s3:PutObject");
	const { request, key, state } = call;
	const checksum = verifiedChecksum(request, request.body) ?? addedChecksum(request.body);
	const encryption = encryptionAsked(request, bucket);
	const headers = metadataOf(request);
	const tags = tagsAsked(call);
	checkWriteConditions(call, bucket);
	return {
		status: 200,
		headers: writtenHeaders(store(state, bucket, key, {
			body: request.body,
			size: lengthOf$1(request.body),
			eTag: eTagFor(digestOf(request.body, "md5"), encryption),
			headers,
			encryption,
			...tags,
			checksum: {
				...checksum,
				type: "FULL_OBJECT"
			}
		}))
	};
}
function writtenHeaders(object) {
	return {
		etag: `"${object.eTag}"`,
		"x-amz-version-id": object.versionId === "null" ? void 0 : object.versionId,
		...encryptionHeaders(object.encryption),
		...checksumHeaders(object.checksum)
	};
}
function checksumHeaders(checksum) {
	if (!checksum) return {};
	return {
		[headerOf(checksum.algorithm)]: checksum.value,
		"x-amz-checksum-type": checksum.type
	};
}

// src/emulator/s3/range.ts
function askedRange(text, size) {
	const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? "") ?? [];
	if (first === void 0 || last === void 0 || first === "" && last === "") return void 0;
	const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
	const end = first === "" || last === "" ? size : Math.min(Number(last) + 1, size);
	if (first !== "" && last !== "" && Number(last) < Number(first)) return void 0;
	if (start >= size || first === "" && Number(last) === 0) throw new S3Error("InvalidRange", 416, "The requested range is not satisfiable", {
		fields: {
			RangeRequested: text,
			ActualObjectSize: String(size)
		},
		headers: { "content-range": `bytes */${size}` }
	});
	return {
		start,
		end
	};
}

// src/emulator/s3/get-object.ts
function getObject(call) {
	const { request } = call;
	const versionId = versionNamed(request);
	const bucket = openBucket(call, versionId === void 0 ? "s3:GetObject" : "s3:GetObjectVersion");
	const object = foundObject(callerOf(call), bucket, {
		key: call.key,
		versionId
	});
	const outcome = readOutcome(request, object);
	if (outcome === "failed") throw preconditionFailed(header(request, "if-match") ? "If-Match" : "If-Unmodified-Since");
	const headers = {
		...objectHeaders(object, call.skew),
		...overriddenHeaders(request)
	};
	if (outcome === "not-modified") return {
		status: 304,
		headers
	};
	const range = partRange(call, object) ?? askedRange(header(request, "range"), object.size);
	if (range) return partOf(object, range, headers, request.method);
	const checksum = header(request, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED";
	return {
		status: 200,
		headers: {
			...headers,
			...checksum && checksumHeaders(checksumFor$1(object))
		},
		...request.method === "HEAD" ? { length: object.size } : { body: object.body }
	};
}
function foundObject(caller, bucket, { key, versionId }) {
	const versions = bucket.keys.get(key) ?? [];
	const version = versionId === void 0 ? versions[0] : versions.find((v) => v.versionId === versionId);
	if (version?.kind === "object") return version;
	if (!mayDo(caller, bucket, { action: "s3:ListBucket" })) throw accessDenied();
	if (version === void 0) throw versionId === void 0 ? noSuchKey(key) : noSuchVersion(key, versionId);
	const marker = {
		"x-amz-delete-marker": "true",
		"x-amz-version-id": version.versionId
	};
	if (versionId === void 0) throw noSuchKey(key, marker);
	throw new S3Error("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", { headers: {
		...marker,
		allow: "DELETE"
	} });
}
function objectHeaders(object, skew) {
	return {
		...object.headers,
		"accept-ranges": "bytes",
		etag: `"${object.eTag}"`,
		"last-modified": new Date(object.modified + skew).toUTCString(),
		"x-amz-tagging-count": object.tags?.length ? String(object.tags.length) : void 0,
		"x-amz-version-id": object.versionId === "null" ? void 0 : object.versionId,
		...encryptionHeaders(object.encryption)
	};
}
function checksumFor$1(object) {
	object.checksum ??= {
		...addedChecksum(object.body),
		type: "FULL_OBJECT"
	};
	return object.checksum;
}
function partRange(call, object) {
	const text = parameter(call.request, "partNumber");
	if (text === void 0) return void 0;
	const number = Number(text);
	const parts = object.parts ?? [{
		number: 1,
		size: object.size
	}];
	if (!Number.isInteger(number) || number < 1 || number > 1e4) throw invalidArgument("partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
	const index = parts.findIndex((part) => part.number === number);
	const part = parts[index];
	if (!part) throw new S3Error("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");
	const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
	return {
		start,
		end: start + part.size,
		...object.parts && { parts: parts.length }
	};
}
function partOf(object, range, headers, method) {
	const body = sliceOf(object.body, range.start, range.end);
	return {
		status: 206,
		headers: {
			...headers,
			"content-range": `bytes ${range.start}-${range.end - 1}/${object.size}`,
			"x-amz-mp-parts-count": range.parts?.toString()
		},
		...method === "HEAD" ? { length: lengthOf$1(body) } : { body }
	};
}

// src/emulator/s3/object-reader.ts
function objectReader({ buckets }) {
	return { read({ account, region, bucket: name, key, version, eTag, tag }) {
		const bucket = buckets.get(name);
		if (!bucket) throw noSuchBucket(name);
		if (bucket.region !== region) throw permanentRedirect(name, bucket.region);
		const action = version === void 0 ? "s3:GetObject" : "s3:GetObjectVersion";
		const caller = instancesOf(account);
		const refusal = refusalOf(caller, bucket, {
			action,
			key,
			versionId: version
		});
		if (refusal) throw refusal;
		const object = foundObject(caller, bucket, {
			key,
			versionId: version
		});
		const isTagged = object.tags?.some((pair) => pair.join("=") === tag);
		if (tag !== void 0 && !isTagged) throw notTagged(caller.user, action, `${name}/${key}`);
		if (eTag !== void 0 && !matchesETag(eTag, object.eTag)) throw preconditionFailed("If-Match");
		return {
			body: Buffer.concat(object.body),
			eTag: object.eTag,
			...object.versionId !== "null" && { versionId: object.versionId }
		};
	} };
}
function instancesOf(account) {
	const name = "emulated-instances";
	return {
		account,
		arn: `arn:aws:iam::${account}:role/${name}`,
		user: `arn:aws:sts::${account}:assumed-role/${name}/instance`
	};
}
function notTagged(user, action, object) {
	return accessDenied(`User: ${user} is not authorized to perform: ${action} on resource: "arn:aws:s3:::${object}" because no identity-based policy allows the ${action} action`);
}

// src/emulator/wire/xml.ts
function xmlDocument(name, namespace, content) {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${namespace ? ` xmlns="${namespace}"` : ""}>${inner(content)}</${name}>`;
}
function parseXml(source) {
	const root = {
		name: "",
		children: [],
		text: ""
	};
	const open = [root];
	for (const [whole, closing, name, , empty] of source.matchAll(/<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w.:-]+)((?:\s[^<>]*?)?)(\/?)>|[^<]+|</g)) {
		const parent = open.at(-1) ?? root;
		if (whole.startsWith("<?") || whole.startsWith("<!--")) continue;
		if (name === void 0) {
			if (whole.startsWith("<")) throw new SyntaxError(`not well-formed at "${whole}"`);
			parent.text += unescaped(whole);
		} else if (closing) {
			if (open.length < 2 || parent.name !== local(name)) throw new SyntaxError(`unexpected </${name}>`);
			open.pop();
		} else {
			const element = {
				name: local(name),
				children: [],
				text: ""
			};
			parent.children.push(element);
			if (!empty) open.push(element);
		}
	}
	const [only] = root.children;
	if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "" || !only) throw new SyntaxError("not one whole element");
	return only;
}
function child(element, name) {
	return element.children.find((candidate) => candidate.name === name);
}
function childText(element, name) {
	return child(element, name)?.text;
}
function inner(content) {
	if (typeof content !== "object") return escaped$1(String(content));
	return Object.entries(content).flatMap(([name, value]) => {
		if (value === void 0) return [];
		return (Array.isArray(value) ? value : [value]).map((item) => `<${name}>${inner(item)}</${name}>`);
	}).join("");
}
const entities = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: "\"",
	apos: "'"
};
function escaped$1(text) {
	return text.replace(/[&<>"]|(?![\t\n])\p{Cc}/gu, (character) => {
		const name = Object.keys(entities).find((entity) => entities[entity] === character);
		return name ? `&${name};` : `&#x${character.charCodeAt(0).toString(16)};`;
	});
}
function unescaped(text) {
	return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
		if (hex || decimal) return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
		const value = entities[name];
		if (value === void 0) throw new SyntaxError(`unknown entity ${whole}`);
		return value;
	});
}
function local(name) {
	return name.slice(name.indexOf(":") + 1);
}

// src/emulator/s3/addressing.ts
function addressed(request) {
	const path = decode(request.path).slice(1);
	const inHost = bucketInHost(header(request, "host") ?? "");
	if (inHost !== void 0) return {
		bucketName: inHost,
		key: path
	};
	const slash = path.indexOf("/");
	if (slash < 0) return {
		bucketName: path,
		key: ""
	};
	return {
		bucketName: path.slice(0, slash),
		key: path.slice(slash + 1)
	};
}
function bucketInHost(host) {
	const [, before] = /^(.+)\.localhost(?::\d+)?$/i.exec(host) ?? [];
	if (before === void 0) return void 0;
	const service = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z]+(?:-[a-z]+)+-\d+)?$/.exec(before);
	return service ? service.groups?.bucket : before;
}

// src/emulator/s3/headers.ts
const understood = /* @__PURE__ */ new Set([
	...checksumAlgorithms.map(headerOf),
	"x-amz-acl",
	"x-amz-checksum-algorithm",
	"x-amz-checksum-mode",
	"x-amz-checksum-type",
	"x-amz-content-sha256",
	"x-amz-copy-source",
	"x-amz-copy-source-if-match",
	"x-amz-copy-source-if-modified-since",
	"x-amz-copy-source-if-none-match",
	"x-amz-copy-source-if-unmodified-since",
	"x-amz-copy-source-range",
	"x-amz-date",
	"x-amz-decoded-content-length",
	"x-amz-expected-bucket-owner",
	"x-amz-metadata-directive",
	"x-amz-mp-object-size",
	"x-amz-request-payer",
	"x-amz-sdk-checksum-algorithm",
	"x-amz-security-token",
	"x-amz-server-side-encryption",
	"x-amz-server-side-encryption-aws-kms-key-id",
	"x-amz-server-side-encryption-bucket-key-enabled",
	"x-amz-server-side-encryption-context",
	"x-amz-source-expected-bucket-owner",
	"x-amz-storage-class",
	"x-amz-tagging",
	"x-amz-tagging-directive",
	"x-amz-trailer",
	"x-amz-user-agent"
]);
function refuseUnknownHeaders(request) {
	for (const [name, value] of request.headers) {
		if (!name.startsWith("x-amz-") || name.startsWith("x-amz-meta-")) continue;
		if (!understood.has(name)) throw notImplemented(name);
		if (name === "x-amz-acl" && value !== "bucket-owner-full-control") throw new S3Error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
	}
}

// src/emulator/s3/bucket-policies.ts
function getBucketPolicy(call) {
	const { name, policy } = openBucket(call, "s3:GetBucketPolicy");
	if (!policy) throw new S3Error("NoSuchBucketPolicy", 404, "The bucket policy does not exist", { fields: { BucketName: name } });
	return {
		status: 200,
		headers: { "content-type": "application/json" },
		body: [Buffer.from(policy.text)]
	};
}
function putBucketPolicy(call) {
	const bucket = openBucket(call, "s3:PutBucketPolicy");
	bucket.policy = readPolicy(textOf$3(call.request.body), bucket.name);
	call.state.changes.push({ bucket });
	return { status: 204 };
}
function deleteBucketPolicy(call) {
	const bucket = openBucket(call, "s3:DeleteBucketPolicy");
	delete bucket.policy;
	call.state.changes.push({ bucket });
	return { status: 204 };
}

// src/emulator/s3/body-element.ts
const maxDocument = 4 * 1024 ** 2;
function documentOf(call, name) {
	if (lengthOf$1(call.request.body) > maxDocument) throw malformedXml();
	const text = textOf$3(call.request.body);
	if (text.trim() === "") return void 0;
	try {
		const element = parseXml(text);
		if (element.name === name) return element;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw malformedXml();
}

// src/emulator/s3/call.ts
const namespace$1 = "http://s3.amazonaws.com/doc/2006-03-01/";
function xmlReply$1(name, content, headers = {}) {
	return {
		status: 200,
		headers: {
			"content-type": "application/xml",
			...headers
		},
		body: [Buffer.from(xmlDocument(name, namespace$1, content))]
	};
}
function isoTime(ms) {
	return new Date(ms).toISOString();
}

// src/emulator/s3/paging.ts
function pageOf(all, { size, after, nameOf }) {
	const from = after === void 0 ? 0 : all.findIndex((item) => nameOf(item) === fromToken(after)) + 1;
	const items = all.slice(from, from + size);
	const last = items.at(-1);
	return {
		items,
		...from + size < all.length && last !== void 0 && { next: toToken(nameOf(last)) }
	};
}
function toToken(name) {
	return Buffer.from(`1/${name}`).toString("base64url");
}
function fromToken(token) {
	const text = Buffer.from(token, "base64url").toString("utf8");
	if (text.startsWith("1/")) return text.slice(2);
	throw invalidArgument("continuation-token", token, "The continuation token provided is incorrect");
}
function wholeNumber$1(request, name, { least, most }) {
	const text = parameter(request, name);
	if (text === void 0 || text === "") return most;
	if (!/^\d{1,10}$/.test(text) || Number(text) < least) throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`);
	return Math.min(Number(text), most);
}

// src/emulator/s3/buckets.ts
function listBuckets(call) {
	const { request, state } = call;
	const prefix = parameter(request, "prefix");
	const region = parameter(request, "bucket-region");
	const owned = [...state.buckets.values()].filter((bucket) => bucket.account === accountOf(call)).filter((bucket) => bucket.name.startsWith(prefix ?? "")).filter((bucket) => region === void 0 || bucket.region === region).sort((a, b) => a.name < b.name ? -1 : 1);
	const page = pageOf(owned, {
		size: Math.min(wholeNumber$1(request, "max-buckets", {
			least: 1,
			most: 1e4
		}), state.pageSize),
		after: parameter(request, "continuation-token"),
		nameOf: ({ name }) => name
	});
	const asked = request.query.some(([name]) => name !== "x-id");
	return xmlReply$1("ListAllMyBucketsResult", {
		Owner: { ID: canonicalId(accountOf(call)) },
		Buckets: { Bucket: page.items.map((bucket) => ({
			Name: bucket.name,
			CreationDate: isoTime(bucket.created),
			BucketRegion: asked || page.next !== void 0 ? bucket.region : void 0
		})) },
		ContinuationToken: page.next,
		Prefix: prefix
	});
}
function createBucket(call) {
	const { bucketName: name, region, state } = call;
	if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes("..")) throw new S3Error("InvalidBucketName", 400, "The specified bucket is not valid.", { fields: { BucketName: name } });
	checkLocation(call);
	const there = state.buckets.get(name);
	if (there && there.account !== accountOf(call)) throw new S3Error("BucketAlreadyExists", 409, "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", { fields: { BucketName: name } });
	if (there && !(there.region === "us-east-1" && region === "us-east-1")) throw new S3Error("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded and you already own it.", { fields: { BucketName: name } });
	if (!there) {
		const bucket = newBucket({
			name,
			region,
			account: accountOf(call)
		}, state.clock.now());
		state.buckets.set(name, bucket);
		state.changes.push({ bucket });
	}
	return {
		status: 200,
		headers: { location: `/${name}` }
	};
}
function deleteBucket(call) {
	const bucket = openBucket(call, "s3:DeleteBucket");
	if (bucket.keys.size > 0) {
		const isVersioned = bucket.versioning !== void 0;
		throw new S3Error("BucketNotEmpty", 409, `The bucket you tried to delete is not empty${isVersioned ? ". You must delete all versions in the bucket." : ""}`, { fields: { BucketName: bucket.name } });
	}
	call.state.buckets.delete(bucket.name);
	call.state.changes.push({ bucket });
	return { status: 204 };
}
function headBucket(call) {
	return {
		status: 200,
		headers: {
			"x-amz-bucket-region": openBucket(call, "s3:ListBucket").region,
			"x-amz-access-point-alias": "false",
			"content-type": "application/xml"
		}
	};
}
function getBucketLocation(call) {
	const there = call.state.buckets.get(call.bucketName);
	if (!there) throw noSuchBucket(call.bucketName);
	const bucket = openBucket({
		...call,
		region: there.region
	}, "s3:GetBucketLocation");
	return xmlReply$1("LocationConstraint", bucket.region === "us-east-1" ? "" : bucket.region);
}
function getBucketVersioning(call) {
	const { versioning } = openBucket(call, "s3:GetBucketVersioning");
	return xmlReply$1("VersioningConfiguration", { Status: versioning });
}
function putBucketVersioning(call) {
	const bucket = openBucket(call, "s3:PutBucketVersioning");
	const asked = documentOf(call, "VersioningConfiguration");
	const status = asked && childText(asked, "Status");
	if (status !== "Enabled" && status !== "Suspended") throw malformedXml();
	if (childText(asked, "MfaDelete") === "Enabled") throw new S3Error("NotImplemented", 501, "the emulator does not offer MFA delete");
	bucket.versioning = status;
	call.state.changes.push({ bucket });
	return { status: 200 };
}
function getBucketEncryption(call) {
	openBucket(call, "s3:GetEncryptionConfiguration");
	return xmlReply$1("ServerSideEncryptionConfiguration", { Rule: {
		ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
		BucketKeyEnabled: false
	} });
}
function canonicalId(account) {
	return account.padEnd(64, "0");
}
function checkLocation(call) {
	const asked = documentOf(call, "CreateBucketConfiguration");
	const other = asked?.children.find(({ name }) => name !== "LocationConstraint");
	if (other) throw new S3Error("NotImplemented", 501, `the emulator does not know "${other.name}"`);
	const location = asked && childText(asked, "LocationConstraint") || "us-east-1";
	if (location === call.region) return;
	const named = asked ? `${location} location constraint` : "unspecified location constraint";
	throw new S3Error("IllegalLocationConstraintException", 400, `The ${named} is incompatible for the region specific endpoint this request was sent to.`);
}

// src/emulator/s3/multipart-upload.ts
function createMultipartUpload(call) {
	const bucket = openBucket(call, "s3:PutObject");
	const { request, key, state } = call;
	const checksum = checksumAsked(request);
	const upload = {
		id: state.random.bytes(48).toString("base64url"),
		key,
		initiated: state.clock.now(),
		principal: call.session?.principal.arn ?? "",
		headers: metadataOf(request),
		encryption: encryptionAsked(request, bucket),
		...(require_defined()).defined({ checksum }),
		...tagsAsked(call),
		parts: /* @__PURE__ */ new Map()
	};
	bucket.uploads.set(upload.id, upload);
	return xmlReply$1("InitiateMultipartUploadResult", {
		Bucket: bucket.name,
		Key: key,
		UploadId: upload.id
	}, {
		...encryptionHeaders(upload.encryption),
		"x-amz-checksum-algorithm": checksum?.algorithm,
		"x-amz-checksum-type": checksum?.type
	});
}
function abortMultipartUpload(call) {
	const bucket = openBucket(call, "s3:AbortMultipartUpload");
	bucket.uploads.delete(openUpload(call, bucket).id);
	return { status: 204 };
}
function listParts(call) {
	const bucket = openBucket(call, "s3:ListMultipartUploadParts");
	const upload = openUpload(call, bucket);
	const { request, state } = call;
	const most = wholeNumber$1(request, "max-parts", {
		least: 0,
		most: 1e3
	});
	const marker = Number(parameter(request, "part-number-marker") ?? 0);
	const later = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
	const page = later.slice(0, Math.min(most, state.pageSize));
	return xmlReply$1("ListPartsResult", {
		Bucket: bucket.name,
		Key: upload.key,
		UploadId: upload.id,
		Initiator: { ID: upload.principal },
		Owner: { ID: canonicalId(bucket.account) },
		StorageClass: upload.headers["x-amz-storage-class"] ?? "STANDARD",
		PartNumberMarker: marker,
		NextPartNumberMarker: page.at(-1)?.[0],
		MaxParts: most,
		IsTruncated: page.length < later.length,
		ChecksumAlgorithm: upload.checksum?.algorithm,
		ChecksumType: upload.checksum?.type,
		Part: page.map(([number, part]) => ({
			PartNumber: number,
			LastModified: isoTime(part.modified),
			ETag: `"${part.eTag}"`,
			Size: part.size,
			...upload.checksum && { [elementOf(upload.checksum.algorithm)]: part.checksum }
		}))
	});
}
function openUpload(call, bucket) {
	const id = parameter(call.request, "uploadId") ?? "";
	const upload = bucket.uploads.get(id);
	if (upload?.key === call.key) return upload;
	throw noSuchUpload(id);
}
function checksumAsked(request) {
	const name = header(request, "x-amz-checksum-algorithm");
	const type = header(request, "x-amz-checksum-type");
	if (name === void 0) {
		if (type === void 0) return void 0;
		throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
	}
	const algorithm = algorithmNamed(name);
	const usual = algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
	if (type === void 0) return {
		algorithm,
		type: usual
	};
	const known = algorithm.startsWith("CRC") && type === "FULL_OBJECT";
	if (type === usual || known) return {
		algorithm,
		type: known ? "FULL_OBJECT" : usual
	};
	throw invalidRequest(`The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
}

// src/emulator/s3/complete-upload.ts
const minPart = 5 * 1024 ** 2;
function completeMultipartUpload(call) {
	const bucket = openBucket(call, "s3:PutObject");
	const upload = openUpload(call, bucket);
	const parts = listedParts(call, upload);
	checkRacingCompletion(call, bucket);
	checkWriteConditions(call, bucket);
	const size = parts.reduce((sum, [, part]) => sum + part.size, 0);
	checkSize(call, size);
	const checksum = checksumFor(upload, parts);
	checkChecksum(call, checksum);
	const object = store(call.state, bucket, call.key, {
		body: parts.flatMap(([, part]) => part.body),
		size,
		eTag: eTagOf(upload, parts),
		headers: upload.headers,
		encryption: upload.encryption,
		...(require_defined()).defined({
			tags: upload.tags,
			checksum
		}),
		parts: parts.map(([number, part]) => ({
			number,
			size: part.size
		}))
	});
	bucket.uploads.delete(upload.id);
	return xmlReply$1("CompleteMultipartUploadResult", {
		Location: `http://${header(call.request, "host")}${call.request.path}`,
		Bucket: bucket.name,
		Key: call.key,
		ETag: `"${object.eTag}"`,
		...checksum && {
			[elementOf(checksum.algorithm)]: checksum.value,
			ChecksumType: checksum.type
		}
	}, {
		...encryptionHeaders(object.encryption),
		"x-amz-version-id": object.versionId === "null" ? void 0 : object.versionId
	});
}
function listedParts(call, upload) {
	const listed = documentOf(call, "CompleteMultipartUpload")?.children.filter(({ name }) => name === "Part") ?? [];
	if (listed.length === 0) throw malformedXml();
	const parts = listed.map((element) => matched(element, upload));
	const numbers = parts.map(([number]) => number);
	if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) throw new S3Error("InvalidPartOrder", 400, "The list of parts was not in ascending order. Parts must be ordered by part number.", { fields: { UploadId: upload.id } });
	const small = parts.slice(0, -1).find(([, part]) => part.size < minPart);
	if (small) {
		const [number, part] = small;
		throw new S3Error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", { fields: {
			ETag: part.eTag,
			MinSizeAllowed: String(minPart),
			ProposedSize: String(part.size),
			PartNumber: String(number)
		} });
	}
	return parts;
}
function matched(element, upload) {
	const number = Number(childText(element, "PartNumber") ?? NaN);
	const eTag = childText(element, "ETag") ?? "";
	if (!Number.isInteger(number)) throw malformedXml();
	const part = upload.parts.get(number);
	if (!part || !matchesETag(eTag, part.eTag) || eTag === "*") throw invalidPart(upload, number, eTag);
	if (!upload.checksum) return [number, part];
	const given = childText(element, elementOf(upload.checksum.algorithm));
	if (given === void 0 && upload.checksum.type === "COMPOSITE") {
		const name = upload.checksum.algorithm.toLowerCase();
		throw invalidRequest(`The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`);
	}
	if (given !== void 0 && given !== part.checksum) throw invalidPart(upload, number, eTag);
	return [number, part];
}
function invalidPart(upload, number, eTag) {
	return new S3Error("InvalidPart", 400, "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.", { fields: {
		UploadId: upload.id,
		PartNumber: String(number),
		ETag: eTag
	} });
}
function checkSize(call, size) {
	const asked = header(call.request, "x-amz-mp-object-size");
	if (asked === void 0 || Number(asked) === size) return;
	throw invalidRequest(`The provided 'x-amz-mp-object-size' header value ${asked} does not match what was computed: ${size}`);
}
function checksumFor(upload, parts) {
	if (!upload.checksum) return void 0;
	const { algorithm, type } = upload.checksum;
	return {
		algorithm,
		type,
		value: type === "COMPOSITE" ? compositeOf(parts.map(([, part]) => part.checksum ?? ""), algorithm) : checksumOf(parts.flatMap(([, part]) => part.body), algorithm)
	};
}
function checkChecksum(call, checksum) {
	const type = header(call.request, "x-amz-checksum-type");
	if (type !== void 0 && type !== checksum?.type) throw invalidRequest(`The upload was created using the ${checksum?.type ?? "null"} checksum mode. The complete request must use the same checksum mode.`);
	const given = givenChecksum(call.request);
	if (!given) return;
	if (given.algorithm === checksum?.algorithm && given.value === checksum.value) return;
	throw new S3Error("BadDigest", 400, `The ${given.algorithm} you specified did not match the calculated checksum.`);
}
function eTagOf(upload, parts) {
	const eTag = multipartETag(parts.map(([, part]) => part.md5));
	if (upload.encryption.kind === "AES256") return eTag;
	return `${eTagFor(Buffer.from(eTag), upload.encryption)}-${parts.length}`;
}

// src/emulator/s3/copy-source.ts
function copySource(call) {
	const { bucketName, key, versionId } = named$2(call.request);
	const bucket = openSourceBucket(call, {
		name: bucketName,
		key,
		versionId
	}, versionId === void 0 ? "s3:GetObject" : "s3:GetObjectVersion");
	const object = foundObject(callerOf(call), bucket, {
		key,
		versionId
	});
	if (readOutcome(call.request, object, "x-amz-copy-source-") !== "go") throw preconditionFailed(header(call.request, "x-amz-copy-source-if-match") ? "x-amz-copy-source-If-Match" : "x-amz-copy-source-If-None-Match");
	return {
		bucket,
		key,
		object
	};
}
function named$2(request) {
	const source = header(request, "x-amz-copy-source") ?? "";
	const [, path = "", version] = /^\/?([^?]*)(?:\?versionId=(.+))?$/.exec(source) ?? [];
	const text = decode(path);
	const slash = text.indexOf("/");
	if (slash < 1 || slash === text.length - 1) throw invalidArgument("x-amz-copy-source", source, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
	return {
		bucketName: text.slice(0, slash),
		key: text.slice(slash + 1),
		versionId: version === void 0 ? void 0 : checkedVersionId(decode(version))
	};
}

// src/emulator/s3/copy-object.ts
const maxCopy = 5 * 1024 ** 3;
function copyObject(call) {
	const { request, key, state } = call;
	const bucket = openBucket(call, "s3:PutObject");
	const source = copySource(call);
	const { object } = source;
	if (object.size > maxCopy) throw invalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
	const replace = replacesMetadata(request);
	const encrypted = header(request, "x-amz-server-side-encryption") !== void 0;
	if (source.bucket === bucket && source.key === key && !replace && !encrypted) throw invalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
	const encryption = encryptionAsked(request, bucket);
	const headers = replace ? metadataOf(request) : { ...object.headers };
	const tags = copiedTags(call, source);
	checkWriteConditions(call, bucket);
	const algorithm = checksumAlgorithm(request, object);
	const copy = store(state, bucket, key, {
		body: object.body,
		size: object.size,
		eTag: eTagFor(digestOf(object.body, "md5"), encryption),
		headers,
		encryption,
		...tags,
		checksum: {
			algorithm,
			value: checksumOf(object.body, algorithm),
			type: "FULL_OBJECT"
		}
	});
	return xmlReply$1("CopyObjectResult", copyResult(copy), {
		"x-amz-copy-source-version-id": object.versionId === "null" ? void 0 : object.versionId,
		"x-amz-version-id": copy.versionId === "null" ? void 0 : copy.versionId,
		...encryptionHeaders(copy.encryption)
	});
}
function copiedTags(call, source) {
	if (replacesTags(call.request)) return tagsAsked(call);
	const { tags = [] } = source.object;
	if (tags.length === 0) return {};
	const { bucket, key, object } = source;
	const { versionId } = object;
	openSourceBucket(call, {
		name: bucket.name,
		key,
		versionId
	}, "s3:GetObjectTagging");
	openBucket(call, "s3:PutObjectTagging", { tags });
	return { tags };
}
function copyResult({ modified, eTag, checksum }) {
	return {
		LastModified: isoTime(modified),
		ETag: `"${eTag}"`,
		...checksum && {
			[elementOf(checksum.algorithm)]: checksum.value,
			ChecksumType: checksum.type
		}
	};
}
function replacesMetadata(request) {
	const directive = header(request, "x-amz-metadata-directive") ?? "COPY";
	if (directive === "COPY" || directive === "REPLACE") return directive === "REPLACE";
	throw invalidArgument("x-amz-metadata-directive", directive, "Unknown metadata directive.");
}
function checksumAlgorithm(request, source) {
	const asked = header(request, "x-amz-checksum-algorithm");
	if (asked !== void 0) return algorithmNamed(asked);
	return source.checksum?.algorithm ?? "CRC64NVME";
}

// src/emulator/s3/delete-object.ts
function deleteObject(call) {
	const { request, key, state } = call;
	const versionId = versionNamed(request);
	const bucket = openBucket(call, versionId === void 0 ? "s3:DeleteObject" : "s3:DeleteObjectVersion");
	checkDeleteCondition(call, bucket);
	const removed = remove(state, bucket, {
		key,
		versionId
	});
	const named = versionId ?? removed?.versionId;
	return {
		status: 204,
		headers: {
			"x-amz-delete-marker": removed?.kind === "delete-marker" ? "true" : void 0,
			"x-amz-version-id": bucket.versioning === void 0 ? void 0 : named
		}
	};
}

// src/emulator/s3/delete-objects.ts
function deleteObjects(call) {
	const bucket = openBucket(call, "s3:DeleteObject");
	checkIntegrity(call);
	const document = documentOf(call, "Delete");
	const objects = document?.children.filter(({ name }) => name === "Object") ?? [];
	if (!document || objects.length === 0 || objects.length > 1e3) throw malformedXml();
	const isQuiet = childText(document, "Quiet") === "true";
	const outcomes = objects.map((element) => deleted(call, bucket, named$1(element)));
	return xmlReply$1("DeleteResult", {
		Deleted: isQuiet ? [] : outcomes.flatMap(({ deleted }) => deleted ? [deleted] : []),
		Error: outcomes.flatMap(({ error }) => error ? [error] : [])
	});
}
function deleted(call, bucket, { key, versionId }) {
	const named = {
		Key: key,
		VersionId: versionId
	};
	try {
		if (versionId !== void 0) checkedVersionId(versionId);
		const action = versionId === void 0 ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
		const refusal = refusalOf(callerOf(call), bucket, {
			action,
			key,
			versionId
		});
		if (refusal) throw refusal;
		const removed = remove(call.state, bucket, {
			key,
			versionId
		});
		const isMarker = removed?.kind === "delete-marker";
		return { deleted: {
			...named,
			DeleteMarker: isMarker ? true : void 0,
			DeleteMarkerVersionId: isMarker ? removed.versionId : void 0
		} };
	} catch (error) {
		if (!(error instanceof S3Error)) throw error;
		return { error: {
			...named,
			Code: error.code,
			Message: error.message
		} };
	}
}
function named$1(element) {
	const key = childText(element, "Key") ?? "";
	if (key === "") throw malformedXml();
	const other = element.children.find(({ name }) => name !== "Key" && name !== "VersionId");
	if (other) {
		const message = `the emulator does not offer DeleteObjects with ${other.name}`;
		throw new S3Error("NotImplemented", 501, message);
	}
	return {
		key,
		versionId: childText(element, "VersionId")
	};
}
function checkIntegrity({ request }) {
	if (!request.headers.some(([name]) => name === "content-md5" || name.startsWith("x-amz-checksum-"))) throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
	verifiedChecksum(request, request.body);
}

// src/emulator/s3/list-entries.ts
function entriesAfter(bucket, { after, asOf = Number.POSITIVE_INFINITY, ...asked }) {
	const entries = [];
	for (const key of sortedKeys(bucket)) {
		const object = currentObject(bucket, key);
		if (!object || object.modified > asOf || !key.startsWith(asked.prefix)) continue;
		const common = commonPrefix(key, asked);
		const name = common ?? key;
		if (after !== void 0 && byBytes(name, after) <= 0) continue;
		if (common === void 0) entries.push({
			name,
			object
		});
		else if (entries.at(-1)?.name !== common) entries.push({ name: common });
	}
	return entries;
}
function sortedKeys(bucket) {
	return [...bucket.keys.keys()].sort(byBytes);
}
function byBytes(a, b) {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
function commonPrefix(key, { prefix, delimiter }) {
	if (delimiter === "") return void 0;
	const at = key.indexOf(delimiter, prefix.length);
	return at < 0 ? void 0 : key.slice(0, at + delimiter.length);
}
function listedObject(key, object, { owner, skew }) {
	return {
		Key: key,
		LastModified: isoTime(object.modified + skew),
		ETag: `"${object.eTag}"`,
		ChecksumAlgorithm: object.checksum?.algorithm,
		ChecksumType: object.checksum?.type,
		Size: object.size,
		Owner: owner === void 0 ? void 0 : { ID: canonicalId(owner) },
		StorageClass: object.headers["x-amz-storage-class"] ?? "STANDARD"
	};
}
function keyEncoder(request) {
	const type = parameter(request, "encoding-type");
	if (type === void 0) return (text) => text;
	if (type !== "url") throw invalidArgument("encoding-type", type, "Invalid Encoding Method specified in Request");
	return (text) => encodeURIComponent(text).replaceAll("%2F", "/");
}

// src/emulator/s3/list-objects.ts
function listObjectsV2(call) {
	const { request } = call;
	const token = parameter(request, "continuation-token");
	const startAfter = parameter(request, "start-after");
	const { bucket, page, isTruncated, encode, common } = asked(call, token === void 0 ? startAfter : fromToken(token));
	const owner = parameter(request, "fetch-owner") === "true" ? bucket.account : void 0;
	return xmlReply$1("ListBucketResult", {
		...common,
		StartAfter: startAfter && encode(startAfter),
		KeyCount: page.length,
		ContinuationToken: token,
		NextContinuationToken: isTruncated ? toToken(page.at(-1)?.name ?? "") : void 0,
		...told$1(page, encode, {
			owner,
			skew: call.skew
		})
	});
}
function listObjects(call) {
	const marker = parameter(call.request, "marker") ?? "";
	const { bucket, page, isTruncated, encode, common } = asked(call, marker || void 0);
	return xmlReply$1("ListBucketResult", {
		...common,
		Marker: encode(marker),
		NextMarker: isTruncated && common.Delimiter !== void 0 ? encode(page.at(-1)?.name ?? "") : void 0,
		...told$1(page, encode, {
			owner: bucket.account,
			skew: call.skew
		})
	});
}
function asked(call, after) {
	const { request, state, asOf } = call;
	const bucket = openBucket(call, "s3:ListBucket");
	const maxKeys = wholeNumber$1(request, "max-keys", {
		least: 0,
		most: 1e3
	});
	const prefix = parameter(request, "prefix") ?? "";
	const delimiter = parameter(request, "delimiter") ?? "";
	const entries = entriesAfter(bucket, {
		prefix,
		delimiter,
		after,
		asOf
	});
	const size = Math.min(maxKeys, state.pageSize);
	const isTruncated = size > 0 && entries.length > size;
	const encode = keyEncoder(request);
	const common = {
		Name: bucket.name,
		Prefix: encode(prefix),
		Delimiter: delimiter ? encode(delimiter) : void 0,
		EncodingType: parameter(request, "encoding-type"),
		MaxKeys: maxKeys,
		IsTruncated: isTruncated
	};
	return {
		bucket,
		page: entries.slice(0, size),
		isTruncated,
		encode,
		common
	};
}
function told$1(page, encode, from) {
	return {
		Contents: page.flatMap(({ name, object }) => object ? [listedObject(encode(name), object, from)] : []),
		CommonPrefixes: page.flatMap(({ name, object }) => object ? [] : [{ Prefix: encode(name) }])
	};
}

// src/emulator/s3/list-versions.ts
function listObjectVersions(call) {
	const { request, state } = call;
	const bucket = openBucket(call, "s3:ListBucketVersions");
	const most = wholeNumber$1(request, "max-keys", {
		least: 0,
		most: 1e3
	});
	const text = (name) => parameter(request, name) ?? "";
	const asked = {
		prefix: text("prefix"),
		delimiter: text("delimiter")
	};
	const [keyMarker, versionMarker] = [text("key-marker"), text("version-id-marker")];
	if (versionMarker !== "" && keyMarker === "") throw invalidArgument("version-id-marker", versionMarker, "A version-id marker cannot be specified without a key marker.");
	const later = after(entriesOf(bucket, asked), keyMarker, versionMarker);
	const page = later.slice(0, Math.min(most, state.pageSize));
	const isTruncated = page.length > 0 && page.length < later.length;
	const last = isTruncated ? page.at(-1) : void 0;
	const encode = keyEncoder(request);
	return xmlReply$1("ListVersionsResult", {
		Name: bucket.name,
		Prefix: encode(asked.prefix),
		KeyMarker: encode(keyMarker),
		VersionIdMarker: versionMarker,
		NextKeyMarker: last && encode(last.name),
		NextVersionIdMarker: last?.version?.versionId,
		Delimiter: asked.delimiter ? encode(asked.delimiter) : void 0,
		EncodingType: parameter(request, "encoding-type"),
		MaxKeys: most,
		IsTruncated: isTruncated,
		Version: page.flatMap(({ name, version, isLatest = false }) => version?.kind === "object" ? [{
			...listedObject(encode(name), version, {
				owner: bucket.account,
				skew: call.skew
			}),
			VersionId: version.versionId,
			IsLatest: isLatest
		}] : []),
		DeleteMarker: page.flatMap(({ name, version, isLatest = false }) => version?.kind === "delete-marker" ? [{
			Key: encode(name),
			VersionId: version.versionId,
			IsLatest: isLatest,
			LastModified: isoTime(version.modified + call.skew),
			Owner: { ID: canonicalId(bucket.account) }
		}] : []),
		CommonPrefixes: page.flatMap(({ name, version }) => version ? [] : [{ Prefix: encode(name) }])
	});
}
function entriesOf(bucket, asked) {
	const entries = [];
	for (const name of sortedKeys(bucket)) {
		if (!name.startsWith(asked.prefix)) continue;
		const common = commonPrefix(name, asked);
		if (common === void 0) {
			const versions = bucket.keys.get(name) ?? [];
			entries.push(...versions.map((version, index) => ({
				name,
				version,
				isLatest: index === 0
			})));
		} else if (entries.at(-1)?.name !== common) entries.push({ name: common });
	}
	return entries;
}
function after(entries, key, versionId) {
	if (key === "") return [...entries];
	const at = entries.findIndex(({ name, version }) => name === key && version?.versionId === versionId);
	if (versionId !== "" && at >= 0) return entries.slice(at + 1);
	return entries.filter(({ name }) => byBytes(name, key) > 0);
}

// src/emulator/s3/object-tags.ts
function getObjectTagging(call) {
	const { object } = opened$1(call, "Get");
	const { tags = [] } = object;
	const TagSet = { Tag: tags.map(([Key, Value]) => ({
		Key,
		Value
	})) };
	return xmlReply$1("Tagging", { TagSet }, versionHeader(object));
}
function putObjectTagging(call) {
	const tags = checkedTags(listedTags(call));
	const { bucket, object } = opened$1(call, "Put", tags);
	exchangeVersion(call.state, {
		bucket,
		key: call.key
	}, [object, {
		...object,
		tags
	}]);
	return {
		status: 200,
		headers: versionHeader(object)
	};
}
function deleteObjectTagging(call) {
	const { bucket, object } = opened$1(call, "Delete");
	const { tags: _, ...bare } = object;
	exchangeVersion(call.state, {
		bucket,
		key: call.key
	}, [object, bare]);
	return {
		status: 204,
		headers: versionHeader(object)
	};
}
function opened$1(call, verb, tags = []) {
	const versionId = versionNamed(call.request);
	const action = `s3:${verb}Object${versionId === void 0 ? "" : "Version"}Tagging`;
	const bucket = openBucket(call, action, { tags });
	return {
		bucket,
		object: foundObject(callerOf(call), bucket, {
			key: call.key,
			versionId
		})
	};
}
function listedTags(call) {
	const set = documentOf(call, "Tagging")?.children.find(({ name }) => name === "TagSet");
	if (!set) throw malformedXml();
	const tags = set.children.map((element) => {
		const [key, value] = [childText(element, "Key"), childText(element, "Value")];
		if (element.name !== "Tag" || key === void 0 || value === void 0) throw malformedXml();
		return [key, value];
	});
	if (new Set(tags.map(([key]) => key)).size < tags.length) throw invalidTag("Cannot provide multiple Tags with the same key");
	return tags;
}
function versionHeader({ versionId }) {
	return { "x-amz-version-id": versionId === "null" ? void 0 : versionId };
}

// src/emulator/s3/upload-part.ts
function uploadPart(call) {
	const bucket = openBucket(call, "s3:PutObject");
	const number = partNumber(call);
	const upload = openUpload(call, bucket);
	const given = verifiedChecksum(call.request, call.request.body);
	checkAlgorithm(upload, given?.algorithm);
	return {
		status: 200,
		headers: {
			etag: `"${keep(upload, {
				number,
				body: call.request.body,
				modified: call.state.clock.now()
			}).eTag}"`,
			...encryptionHeaders(upload.encryption),
			...given && { [headerOf(given.algorithm)]: given.value }
		}
	};
}
function uploadPartCopy(call) {
	const bucket = openBucket(call, "s3:PutObject");
	const number = partNumber(call);
	const upload = openUpload(call, bucket);
	const { object } = copySource(call);
	const part = keep(upload, {
		number,
		body: copiedRange(call, object),
		modified: call.state.clock.now()
	});
	return xmlReply$1("CopyPartResult", {
		LastModified: isoTime(part.modified),
		ETag: `"${part.eTag}"`,
		...upload.checksum && { [elementOf(upload.checksum.algorithm)]: part.checksum }
	}, {
		"x-amz-copy-source-version-id": object.versionId === "null" ? void 0 : object.versionId,
		...encryptionHeaders(upload.encryption)
	});
}
function checkAlgorithm({ checksum }, given) {
	if (given === checksum?.algorithm) return;
	if (given === void 0 && checksum?.type === "FULL_OBJECT") return;
	const [expected, actual] = [checksum?.algorithm, given].map((name) => name?.toLowerCase());
	throw invalidRequest(`Checksum Type mismatch occurred, expected checksum Type: ${expected ?? "null"}, actual checksum Type: ${actual ?? "null"}`);
}
function keep(upload, { number, body, modified }) {
	const md5 = digestOf(body, "md5");
	const part = {
		body,
		size: lengthOf$1(body),
		eTag: eTagFor(md5, upload.encryption),
		md5,
		modified,
		...upload.checksum && { checksum: checksumOf(body, upload.checksum.algorithm) }
	};
	upload.parts.set(number, part);
	return part;
}
function copiedRange(call, { body, size }) {
	const range = header(call.request, "x-amz-copy-source-range");
	if (range === void 0) return body;
	const [, first = "", last = ""] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
	if (first === "" || Number(last) < Number(first)) throw invalidArgument("x-amz-copy-source-range", range, "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy");
	if (Number(last) >= size) throw invalidArgument("x-amz-copy-source-range", range, `Range specified is not valid for source object of size: ${size}`);
	return sliceOf(body, Number(first), Number(last) + 1);
}
function partNumber(call) {
	const text = parameter(call.request, "partNumber") ?? "";
	if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 1e4) return Number(text);
	throw invalidArgument("partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
}

// src/emulator/s3/routes.ts
const reading$1 = [
	"versionId",
	"partNumber",
	"response-cache-control",
	"response-content-disposition",
	"response-content-encoding",
	"response-content-language",
	"response-content-type",
	"response-expires"
];
const tagging = [
	[
		"Get",
		"GET",
		getObjectTagging
	],
	[
		"Put",
		"PUT",
		putObjectTagging
	],
	[
		"Delete",
		"DELETE",
		deleteObjectTagging
	]
].map(([verb, method, run]) => ({
	name: `${verb}ObjectTagging`,
	method,
	level: "object",
	needs: ["tagging"],
	takes: ["versionId"],
	run
}));
const policies = [
	[
		"Get",
		"GET",
		getBucketPolicy
	],
	[
		"Put",
		"PUT",
		putBucketPolicy
	],
	[
		"Delete",
		"DELETE",
		deleteBucketPolicy
	]
].map(([verb, method, run]) => ({
	name: `${verb}BucketPolicy`,
	method,
	level: "bucket",
	needs: ["policy"],
	run
}));
const routes = [
	{
		name: "ListBuckets",
		method: "GET",
		level: "service",
		takes: [
			"max-buckets",
			"continuation-token",
			"prefix",
			"bucket-region"
		],
		run: listBuckets
	},
	{
		name: "CreateBucket",
		method: "PUT",
		level: "bucket",
		run: createBucket
	},
	{
		name: "DeleteBucket",
		method: "DELETE",
		level: "bucket",
		run: deleteBucket
	},
	{
		name: "HeadBucket",
		method: "HEAD",
		level: "bucket",
		run: headBucket
	},
	{
		name: "GetBucketLocation",
		method: "GET",
		level: "bucket",
		needs: ["location"],
		run: getBucketLocation
	},
	{
		name: "GetBucketVersioning",
		method: "GET",
		level: "bucket",
		needs: ["versioning"],
		run: getBucketVersioning
	},
	{
		name: "PutBucketVersioning",
		method: "PUT",
		level: "bucket",
		needs: ["versioning"],
		run: putBucketVersioning
	},
	{
		name: "GetBucketEncryption",
		method: "GET",
		level: "bucket",
		needs: ["encryption"],
		run: getBucketEncryption
	},
	...policies,
	{
		name: "ListObjectsV2",
		method: "GET",
		level: "bucket",
		needs: ["list-type"],
		takes: [
			"prefix",
			"delimiter",
			"max-keys",
			"continuation-token",
			"start-after",
			"encoding-type",
			"fetch-owner"
		],
		run: listObjectsV2
	},
	{
		name: "ListObjectVersions",
		method: "GET",
		level: "bucket",
		needs: ["versions"],
		takes: [
			"prefix",
			"delimiter",
			"max-keys",
			"key-marker",
			"version-id-marker",
			"encoding-type"
		],
		run: listObjectVersions
	},
	{
		name: "ListObjects",
		method: "GET",
		level: "bucket",
		takes: [
			"prefix",
			"delimiter",
			"max-keys",
			"marker",
			"encoding-type"
		],
		run: listObjects
	},
	{
		name: "DeleteObjects",
		method: "POST",
		level: "bucket",
		needs: ["delete"],
		run: deleteObjects
	},
	...tagging,
	{
		name: "UploadPartCopy",
		method: "PUT",
		level: "object",
		needs: ["partNumber", "uploadId"],
		copy: true,
		run: uploadPartCopy
	},
	{
		name: "CopyObject",
		method: "PUT",
		level: "object",
		copy: true,
		run: copyObject
	},
	{
		name: "UploadPart",
		method: "PUT",
		level: "object",
		needs: ["partNumber", "uploadId"],
		run: uploadPart
	},
	{
		name: "PutObject",
		method: "PUT",
		level: "object",
		run: putObject
	},
	{
		name: "ListParts",
		method: "GET",
		level: "object",
		needs: ["uploadId"],
		takes: ["max-parts", "part-number-marker"],
		run: listParts
	},
	{
		name: "GetObject",
		method: "GET",
		level: "object",
		takes: reading$1,
		run: getObject
	},
	{
		name: "HeadObject",
		method: "HEAD",
		level: "object",
		takes: reading$1,
		run: getObject
	},
	{
		name: "CreateMultipartUpload",
		method: "POST",
		level: "object",
		needs: ["uploads"],
		run: createMultipartUpload
	},
	{
		name: "CompleteMultipartUpload",
		method: "POST",
		level: "object",
		needs: ["uploadId"],
		run: completeMultipartUpload
	},
	{
		name: "AbortMultipartUpload",
		method: "DELETE",
		level: "object",
		needs: ["uploadId"],
		run: abortMultipartUpload
	},
	{
		name: "DeleteObject",
		method: "DELETE",
		level: "object",
		takes: ["versionId"],
		run: deleteObject
	}
];
function routed(request) {
	const { bucketName, key } = addressed(request);
	const level = key !== "" ? "object" : bucketName !== "" ? "bucket" : "service";
	const names = request.query.map(([name]) => name).filter((name) => !always(name));
	const copy = header(request, "x-amz-copy-source") !== void 0;
	const route = routes.find(({ method, needs = [], takes = [], ...candidate }) => method === request.method && candidate.level === level && (candidate.copy ?? false) === copy && needs.every((name) => names.includes(name)) && names.every((name) => needs.includes(name) || takes.includes(name)));
	if (route) return route;
	const query = names.length > 0 ? ` with ?${names.join("&")}` : "";
	return { name: `${request.method} of ${level === "service" ? "the service" : `${article(level)} ${level}`}${query}` };
}
function article(level) {
	return level === "object" ? "an" : "a";
}
function always(name) {
	return name === "x-id" || name.startsWith("X-Amz-");
}

// src/emulator/s3/protocol.ts
function s3Protocol(state, folder) {
	return {
		name: "s3",
		words: words$2,
		allowedSkew: 15,
		maxBody: 5 * 1024 ** 3,
		unknownOperation: "NotImplemented",
		internalError: "InternalError",
		denied: ({ operation, arn, about }) => accessDenied(`User: ${arn} is not authorized to perform: s3:${operation} on resource: "arn:aws:s3:::${about ?? ""}" because no identity-based policy allows the s3:${operation} action`),
		throttled: () => new S3Error("SlowDown", 503, "Please reduce your request rate."),
		operationOf(request) {
			const { name, run } = routed(request);
			const { bucketName, key } = addressed(request);
			const about = key === "" ? bucketName : `${bucketName}/${key}`;
			return {
				name,
				offered: run !== void 0,
				...about !== "" && { about }
			};
		},
		takesUnsigned: () => false,
		async handle(call) {
			const { run } = routed(call.request);
			if (!run) throw new Error(`no operation ${call.operation}`);
			refuseUnknownHeaders(call.request);
			const reply = run({
				...call,
				state,
				...addressed(call.request)
			});
			const changes = state.changes.splice(0);
			if (changes.length > 0) await folder?.keep(changes);
			return {
				...reply,
				headers: {
					...reply.headers,
					...requestIds(call.requestId)
				}
			};
		},
		refusal: refusal$1
	};
}
function refusal$1(error, { request, requestId }) {
	const { fields, headers } = error instanceof S3Error ? error : {
		fields: {},
		headers: {}
	};
	const ids = requestIds(requestId);
	const document = xmlDocument("Error", void 0, {
		Code: error.code,
		Message: error.message,
		...fields,
		RequestId: ids["x-amz-request-id"],
		HostId: ids["x-amz-id-2"]
	});
	const bodiless = request.method === "HEAD" || error.status === 304;
	return {
		status: error.status,
		headers: {
			...headers,
			...ids,
			...!bodiless && { "content-type": "application/xml" }
		},
		...!bodiless && { body: [Buffer.from(document)] }
	};
}
function requestIds(requestId) {
	return {
		"x-amz-request-id": requestId.replaceAll("-", "").slice(0, 16).toUpperCase(),
		"x-amz-id-2": Buffer.from(requestId).toString("base64")
	};
}
const words$2 = {
	missing: [
		"AccessDenied",
		403,
		"Access Denied"
	],
	malformed: [
		"AuthorizationHeaderMalformed",
		400,
		"The authorization header is malformed; $"
	],
	unsupported: [
		"InvalidRequest",
		400,
		"The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
	],
	"unknown-key": [
		"InvalidAccessKeyId",
		403,
		"The AWS Access Key Id you provided does not exist in our records."
	],
	"wrong-token": [
		"InvalidToken",
		400,
		"The provided token is malformed or otherwise invalid."
	],
	expired: [
		"ExpiredToken",
		400,
		"The provided token has expired."
	],
	skewed: [
		"RequestTimeTooSkewed",
		403,
		"The difference between the request time and the current time is too large."
	],
	mismatch: [
		"SignatureDoesNotMatch",
		403,
		"The request signature we calculated does not match the signature you provided. Check your key and signing method."
	],
	"presigned-expired": [
		"AccessDenied",
		403,
		"Request has expired"
	],
	"unsigned-headers": [
		"AccessDenied",
		403,
		"There were headers present in the request which were not signed"
	],
	payload: [
		"XAmzContentSHA256Mismatch",
		400,
		"The provided 'x-amz-content-sha256' header does not match what was computed."
	]
};

// src/emulator/s3/state-folder.ts
async function openStateFolder(path, state) {
	const folder = (0, import__builtin_path.join)(path, "s3");
	await (0, import_promises.mkdir)(folder, {
		recursive: true,
		mode: 448
	});
	const blobs = /* @__PURE__ */ new WeakMap();
	await load(folder, state, blobs);
	let last = Promise.resolve();
	return { keep(changes) {
		const write = async () => {
			for (const { bucket, key } of changes) await (key === void 0 ? writeBucket(folder, bucket, state.buckets.has(bucket.name)) : writeKey(folder, {
				bucket,
				key,
				blobs
			}));
		};
		const written = last.then(write);
		last = written.catch(() => {});
		return written;
	} };
}
async function writeBucket(folder, bucket, isThere) {
	const { name, region, account, created, versioning, grants, policy } = bucket;
	const file = (0, import__builtin_path.join)(folder, `${hashOf$1(name)}.bucket.json`);
	if (!isThere) return (0, import_promises.rm)(file, { force: true });
	const kept = {
		name,
		region,
		account,
		created,
		grants,
		...versioning && { versioning },
		...policy && { policy: policy.text }
	};
	await writeWhole(file, [Buffer.from(JSON.stringify(kept))]);
}
async function writeKey(folder, { bucket, key, blobs }) {
	const file = (0, import__builtin_path.join)(folder, `${hashOf$1(`${bucket.name}/${key}`)}.key.json`);
	const versions = bucket.keys.get(key) ?? [];
	const before = await (0, import_promises.readFile)(file, "utf8").then((text) => JSON.parse(text).versions.flatMap(({ blob }) => blob ?? []), () => []);
	const kept = [];
	for (const version of versions) kept.push(await keptVersion(folder, version, blobs));
	if (kept.length === 0) await (0, import_promises.rm)(file, { force: true });
	else {
		const content = {
			bucket: bucket.name,
			key,
			versions: kept
		};
		await writeWhole(file, [Buffer.from(JSON.stringify(content))]);
	}
	const needed = new Set(kept.map(({ blob }) => blob));
	for (const blob of before) if (!needed.has(blob)) await (0, import_promises.rm)((0, import__builtin_path.join)(folder, blob), { force: true });
}
async function keptVersion(folder, version, blobs) {
	if (version.kind === "delete-marker") return version;
	const { body, ...rest } = version;
	const blob = blobs.get(version) ?? `${(0, import__builtin_crypto.randomUUID)()}.bytes`;
	if (!blobs.has(version)) await writeWhole((0, import__builtin_path.join)(folder, blob), body);
	blobs.set(version, blob);
	return {
		...rest,
		blob
	};
}
async function load(folder, state, blobs) {
	const names = await (0, import_promises.readdir)(folder);
	for (const name of names.filter((one) => one.endsWith(".bucket.json"))) {
		const kept = await readJson((0, import__builtin_path.join)(folder, name));
		const bucket = state.buckets.get(kept.name) ?? newBucket({
			...kept,
			versioning: false
		}, kept.created);
		if (kept.versioning) bucket.versioning = kept.versioning;
		if (kept.policy) bucket.policy ??= readPolicy(kept.policy, kept.name);
		state.buckets.set(bucket.name, bucket);
	}
	for (const name of names.filter((one) => one.endsWith(".key.json"))) {
		const { bucket, key, versions } = await readJson((0, import__builtin_path.join)(folder, name));
		const loaded = [];
		for (const version of versions) loaded.push(await loadVersion(folder, version, blobs));
		const [first, ...rest] = loaded;
		if (first) state.buckets.get(bucket)?.keys.set(key, [first, ...rest]);
	}
}
async function loadVersion(folder, { blob, ...rest }, blobs) {
	if (blob === void 0) return rest;
	if (!/^[\da-f-]{36}\.bytes$/.test(blob)) throw unreadable(folder);
	const version = {
		...rest,
		body: [await (0, import_promises.readFile)((0, import__builtin_path.join)(folder, blob))]
	};
	blobs.set(version, blob);
	return version;
}
async function readJson(file) {
	try {
		return JSON.parse(await (0, import_promises.readFile)(file, "utf8"));
	} catch (cause) {
		throw unreadable(file, { cause });
	}
}
function unreadable(file, options) {
	return new (require_problem()).UsageError([{
		code: "state-unusable",
		message: "the emulator's state cannot be read",
		file,
		hint: "remove it to start over"
	}], options);
}
async function writeWhole(file, pieces) {
	const draft = `${file}.${(0, import__builtin_crypto.randomUUID)()}.draft`;
	const handle = await (0, import_promises.open)(draft, "wx", 384);
	try {
		for (const piece of pieces) await handle.writeFile(piece);
	} finally {
		await handle.close();
	}
	await (0, import_promises.rename)(draft, file);
}
function hashOf$1(text) {
	return (0, import__builtin_crypto.createHash)("sha256").update(text).digest("hex");
}

// src/emulator/s3/view.ts
function viewOf({ buckets }) {
	return {
		objects(name) {
			return [...buckets.get(name)?.keys ?? []].flatMap(([key, versions]) => {
				const [current] = versions;
				if (current.kind !== "object") return [];
				return [{
					key,
					size: current.size,
					eTag: current.eTag,
					versions: versions.length
				}];
			});
		},
		read(name, key) {
			const bucket = buckets.get(name);
			const object = bucket && currentObject(bucket, key);
			return object && Buffer.concat(object.body);
		},
		openUploads(name) {
			return [...buckets.get(name)?.uploads.values() ?? []].map(({ key, parts }) => ({
				key,
				parts: parts.size
			}));
		}
	};
}

// src/emulator/scenario/after-call.ts
const afterCall = (require_schemas()).strictObject({
	operation: (require_scalars()).globs.describe("As AWS names it, such as \"CreateDeployment\"."),
	skip: (require_schemas()).int().min(0).optional().describe("So many of these calls come before. Default: 0.")
});
function awaitedCall({ operation, skip = 0 }) {
	let left = skip;
	return (asked) => {
		if (!matchesAny(operation, asked)) return false;
		left -= 1;
		return left === -1;
	};
}
function matchesAny(wanted, operation) {
	return [wanted].flat().some((glob) => (require_project()).matchesGlob(glob, operation));
}

// src/emulator/scenario/fault-rules.ts
function createFaults(rules, clock) {
	const start = clock.now();
	const counted = rules.map((rule) => ({
		rule,
		fires: trigger(rule, clock),
		seconds: secondsOf(rule, start, clock)
	}));
	return { strike(call) {
		const effect = {
			names: [],
			slow: 0,
			skew: 0,
			late: 0
		};
		for (const { rule, fires, seconds } of counted) {
			const { then } = rule;
			const second = seconds(call);
			if (second === void 0) continue;
			if (effect.ending !== void 0 && isEnding(then)) continue;
			if (!concerns(rule, call, second) || !fires(call)) continue;
			effect.names.push(nameOf$2(then));
			if (isEnding(then)) effect.ending = then;
			else if ("slow" in then) effect.slow += then.slow;
			else if ("skew" in then) effect.skew += then.skew;
			else effect.late = Math.max(effect.late, then.late);
		}
		return effect;
	} };
}
function secondsOf({ after }, start, clock) {
	let since = after ? void 0 : start;
	const isAwaited = after && awaitedCall(after);
	return ({ operation }) => {
		const now = clock.now();
		const second = since === void 0 ? void 0 : (now - since) / 1e3;
		if (isAwaited?.(operation)) since = now;
		return second;
	};
}
function concerns(rule, call, second) {
	const { from = 0, to = Number.POSITIVE_INFINITY } = rule;
	if (second < from || second >= to) return false;
	if (rule.service !== void 0 && rule.service !== call.service) return false;
	return [
		"operation",
		"account",
		"region",
		"principal"
	].every((name) => {
		const globs = rule[name];
		return globs === void 0 || [globs].flat().some((glob) => (require_project()).matchesGlob(glob, call[name] ?? ""));
	});
}
function trigger(rule, clock) {
	const { skip = 0, every = 1, times = Number.POSITIVE_INFINITY, rate } = rule;
	const beyondRate = rate === void 0 ? () => true : limiter(rate, clock);
	let seen = 0;
	let fired = 0;
	return (call) => {
		if (fired >= times || !beyondRate(call)) return false;
		seen += 1;
		if (seen <= skip || (seen - skip) % every !== 0) return false;
		fired += 1;
		return true;
	};
}
function limiter(rate, clock) {
	const capacity = Math.max(1, rate);
	const buckets = /* @__PURE__ */ new Map();
	return ({ account, region }) => {
		const now = clock.now();
		const place = `${account}/${region}`;
		const bucket = buckets.get(place) ?? {
			tokens: capacity,
			at: now
		};
		bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) / 1e3 * rate);
		bucket.at = now;
		buckets.set(place, bucket);
		if (bucket.tokens < 1) return true;
		bucket.tokens -= 1;
		return false;
	};
}
function isEnding(then) {
	return typeof then === "string" || "status" in then;
}
function nameOf$2(then) {
	if (typeof then === "string") return then;
	if ("status" in then) return `status ${then.status}`;
	return Object.keys(then)[0] ?? "";
}

// src/emulator/sts/sessions.ts
function createSessions(seed, clock, random = (require_programs()).systemRandom) {
	const account = seed.base?.account ?? "000000000000";
	const base = userSession({
		account,
		arn: seed.base?.arn ?? `arn:aws:iam::${account}:user/fanout`
	}, random);
	const sessions = /* @__PURE__ */ new Map([[base.principal.accessKeyId, base]]);
	return {
		base,
		find: (accessKeyId) => sessions.get(accessKeyId),
		open({ account, arn, role, userId, seconds, ...given }) {
			forgetLongExpired(sessions, clock.now());
			const session = {
				secretAccessKey: secret(random),
				sessionToken: random.bytes(192).toString("base64"),
				expires: clock.now() + seconds * 1e3,
				userId,
				principal: {
					accessKeyId: uniqueId("ASIA", random),
					account,
					arn,
					role
				},
				...given
			};
			sessions.set(session.principal.accessKeyId, session);
			return session;
		},
		addUser(user) {
			const session = userSession(user, random);
			sessions.set(session.principal.accessKeyId, session);
			return session;
		},
		expire(accessKeyId) {
			const session = sessions.get(accessKeyId);
			if (session?.expires !== void 0) session.expires = clock.now();
		}
	};
}
function userSession({ account, arn }, random) {
	return {
		secretAccessKey: secret(random),
		userId: uniqueId("AIDA", random),
		principal: {
			accessKeyId: uniqueId("AKIA", random),
			account,
			arn
		}
	};
}
function uniqueId(prefix, random) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	return prefix + Array.from(random.bytes(16), (byte) => letters[byte % 32]).join("");
}
function secret(random) {
	return random.bytes(30).toString("base64");
}
function forgetLongExpired(sessions, now) {
	if (sessions.size < 1e3) return;
	for (const [id, { expires }] of sessions) if (expires !== void 0 && expires < now - 864e5) sessions.delete(id);
}

// src/emulator/sts/roles.ts
function seededRoles(seed, random = (require_programs()).systemRandom) {
	const roles = seed.accounts.flatMap((account) => account.roles.map((role) => {
		const parts = roleArn.exec(role.arn)?.groups;
		if (!parts) throw new Error(`the seed's role "${role.arn}" is no ARN of a role`);
		const { partition = "aws", name = "" } = parts;
		return {
			...role,
			account,
			partition,
			name,
			id: uniqueId("AROA", random)
		};
	}));
	return new Map(roles.map((role) => [role.arn, role]));
}
function assumedRoleArn(role, sessionName) {
	return `arn:${role.partition}:sts::${role.account.id}:assumed-role/${role.name}/${sessionName}`;
}
const roleArn = /^arn:(?<partition>aws[\w-]*):iam::(?<account>\d{12}):role\/(?:[\u0021-\u007e]+\/)?(?<name>[\w+=,.@-]{1,64})$/;

// src/emulator/sts/tags.ts
function sessionTags(parameters) {
	const tags = [];
	for (let index = 1; parameters.has(`Tags.member.${index}.Key`); index++) tags.push({
		key: parameters.get(`Tags.member.${index}.Key`) ?? "",
		value: parameters.get(`Tags.member.${index}.Value`) ?? ""
	});
	if (tags.length > 50) throw invalid(`Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50`);
	for (const [index, tag] of tags.entries()) check(tag, index + 1);
	if (new Set(tags.map(({ key }) => key.toLowerCase())).size < tags.length) throw new ServiceError("InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
	return tags;
}
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
function check({ key, value }, position) {
	const at = (member) => `at 'tags.${position}.member.${member}' failed to satisfy constraint: Member must`;
	if (key.length < 1) throw invalid(`Value '' ${at("key")} have length greater than or equal to 1`);
	if (key.length > 128) throw invalid(`Value '${key}' ${at("key")} have length less than or equal to 128`);
	if (value.length > 256) throw invalid(`Value '${value}' ${at("value")} have length less than or equal to 256`);
	for (const [member, text] of [["key", key], ["value", value]]) if (!characters.test(text)) throw invalid(`Value '${text}' ${at(member)} satisfy regular expression pattern: ${characters.source.slice(1, -1)}`);
}
function invalid(violation) {
	return new ServiceError("ValidationError", `1 validation error detected: ${violation}`);
}

// src/emulator/sts/validation.ts
function validate(parameters, constraints) {
	const violations = Object.entries(constraints).flatMap(([name, constraint]) => violated(parameters.get(name) ?? void 0, constraint).map((rule) => `Value ${quoted$1(parameters.get(name))} at '${memberName(name)}' failed to satisfy constraint: Member must ${rule}`));
	const [one, ...more] = violations;
	if (one === void 0) return;
	const count = `${violations.length} validation error${more.length > 0 ? "s" : ""} detected`;
	throw new ServiceError("ValidationError", `${count}: ${violations.join("; ")}`);
}
function wholeNumber(parameters, name) {
	const text = parameters.get(name);
	if (text === null || text === "") return void 0;
	if (/^-?\d{1,10}$/.test(text)) return Number(text);
	throw new ServiceError("MalformedInput", `${text} is not a valid integer for ${name}`);
}
const arnConstraint = {
	required: true,
	minLength: 20,
	maxLength: 2048
};
const sessionNameConstraint = {
	required: true,
	minLength: 2,
	maxLength: 64,
	pattern: /[\w+=,.@-]*/
};
const durationConstraint = {
	min: 900,
	max: 43200
};
function violated(value, constraint) {
	if (value === void 0 || value === "") return constraint.required ? ["not be null"] : [];
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraint;
	const rules = [];
	if (value.length < minLength) rules.push(`have length greater than or equal to ${minLength}`);
	if (value.length > maxLength) rules.push(`have length less than or equal to ${maxLength}`);
	if (pattern && !new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value)) rules.push(`satisfy regular expression pattern: ${pattern.source}`);
	const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = constraint;
	if (Number(value) < min) rules.push(`have value greater than or equal to ${min}`);
	if (Number(value) > max) rules.push(`have value less than or equal to ${max}`);
	return rules;
}
function quoted$1(value) {
	return value ? `'${value}'` : "null";
}
function memberName(parameter) {
	return parameter.charAt(0).toLowerCase() + parameter.slice(1);
}

// src/emulator/sts/assume-role.ts
function assumeRole({ roles, sessions }, parameters, caller) {
	refuseUnknown(parameters, /^(RoleArn|RoleSessionName|DurationSeconds|ExternalId|SourceIdentity|(Tags|TransitiveTagKeys)(\..+)?)$/);
	validate(parameters, {
		RoleArn: arnConstraint,
		RoleSessionName: sessionNameConstraint,
		DurationSeconds: durationConstraint,
		ExternalId: {
			minLength: 2,
			maxLength: 1224,
			pattern: /[\w+=,.@:/-]*/
		},
		SourceIdentity: {
			minLength: 2,
			maxLength: 64,
			pattern: /[\w+=,.@-]*/
		}
	});
	const arn = parameters.get("RoleArn") ?? "";
	checkArn(arn);
	const tags = sessionTags(parameters);
	const role = roles.get(arn);
	if (!role || !trusts(role, caller, parameters.get("ExternalId"))) throw notAuthorized$1(caller, "sts:AssumeRole", arn);
	const passed = passedOn(caller, tags, parameters);
	if (passed.tags.length > 0 && role.sessionTags === false) throw notAuthorized$1(caller, "sts:TagSession", arn);
	const sourceIdentity = identityOf(caller, role, parameters, arn);
	if (!meets(role.asks ?? {}, passed.tags, sourceIdentity)) throw notAuthorized$1(caller, "sts:AssumeRole", arn);
	const seconds = wholeNumber(parameters, "DurationSeconds") ?? 3600;
	if (caller.sessionToken !== void 0 && seconds > 3600) throw new ServiceError("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
	return {
		...opened({
			role,
			sessions,
			seconds,
			sessionName: parameters.get("RoleSessionName") ?? "",
			given: {
				...passed,
				...(require_defined()).defined({ sourceIdentity })
			}
		}),
		SourceIdentity: sourceIdentity
	};
}
function passedOn(caller, tags, parameters) {
	const inherited = (caller.tags ?? []).filter(({ key }) => caller.transitive?.has(lower(key)));
	const keys = new Set(tags.map(({ key }) => lower(key)));
	for (const { key } of inherited) if (keys.has(lower(key))) throw new ServiceError("InvalidParameterValue", "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
	const wanted = transitiveKeys(parameters);
	for (const key of wanted) if (!keys.has(lower(key))) throw new ServiceError("InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.");
	const transitive = new Set([...wanted, ...inherited.map(({ key }) => key)].map(lower));
	return {
		tags: [...inherited, ...tags],
		transitive
	};
}
const lower = (text) => text.toLowerCase();
function transitiveKeys(parameters) {
	return [...parameters].filter(([name]) => /^TransitiveTagKeys\.member\.\d+$/.test(name)).map(([, key]) => key);
}
function meets({ tags: wanted = {}, sourceIdentity }, tags, identity) {
	const has = ([key, value]) => tags.some((tag) => lower(tag.key) === lower(key) && tag.value === value);
	return Object.entries(wanted).every(has) && (sourceIdentity ?? identity) === identity;
}
function identityOf(caller, role, parameters, arn) {
	const asked = parameters.get("SourceIdentity") ?? void 0;
	const had = caller.sourceIdentity;
	const isAllowed = role.sourceIdentity !== false && (had === void 0 || had === (asked ?? had));
	if ((asked ?? had) !== void 0 && !isAllowed) throw notAuthorized$1(caller, "sts:SetSourceIdentity", arn);
	return asked ?? had;
}
function opened({ role, sessions, seconds, sessionName, given = {} }) {
	if (seconds > (role.maxSessionDuration ?? 3600)) throw new ServiceError("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
	const arn = assumedRoleArn(role, sessionName);
	const userId = `${role.id}:${sessionName}`;
	const session = sessions.open({
		account: role.account.id,
		arn,
		role: role.arn,
		userId,
		seconds,
		...given
	});
	return {
		AssumedRoleUser: {
			AssumedRoleId: userId,
			Arn: arn
		},
		Credentials: {
			AccessKeyId: session.principal.accessKeyId,
			SecretAccessKey: session.secretAccessKey,
			SessionToken: session.sessionToken,
			Expiration: new Date(session.expires ?? 0).toISOString().replace(/\.\d{3}/, "")
		}
	};
}
function checkArn(arn) {
	if (!arn.startsWith("arn:")) throw new ServiceError("ValidationError", `${arn} is invalid`);
	if (!roleArn.test(arn)) throw new ServiceError("ValidationError", "Request ARN is invalid");
}
function refuseUnknown(parameters, known) {
	for (const name of parameters.keys()) {
		if (name === "Action" || name === "Version" || known.test(name)) continue;
		throw new ServiceError("NotImplemented", `the emulator does not know the parameter "${name}"`, 501);
	}
}
function trusts(role, caller, externalId) {
	if (role.externalId !== void 0 && role.externalId !== externalId) return false;
	return role.trusts === void 0 || role.trusts.includes(caller.principal.account);
}
function notAuthorized$1(caller, action, resource) {
	return new ServiceError("AccessDenied", `User: ${caller.principal.arn} is not authorized to perform: ${action} on resource: ${resource}`, 403);
}

// src/emulator/sts/web-identity.ts
function assumeRoleWithWebIdentity({ roles, sessions }, parameters) {
	refuseUnknown(parameters, /^(RoleArn|RoleSessionName|DurationSeconds|WebIdentityToken)$/);
	validate(parameters, {
		RoleArn: arnConstraint,
		RoleSessionName: sessionNameConstraint,
		DurationSeconds: durationConstraint,
		WebIdentityToken: {
			required: true,
			minLength: 4,
			maxLength: 2e4
		}
	});
	const arn = parameters.get("RoleArn") ?? "";
	checkArn(arn);
	const claims = claimsOf(parameters.get("WebIdentityToken") ?? "");
	const role = roles.get(arn);
	if (!role) throw notAuthorized();
	const trusted = (role.account.identityProviders ?? []).filter(({ issuer }) => bare$1(issuer) === bare$1(claims.issuer));
	if (role.account.identityProviders && trusted.length === 0) throw invalidToken(`No OpenIDConnect provider found in your account for ${claims.issuer}`);
	const usual = role.partition === "aws-cn" ? "sts.amazonaws.com.cn" : "sts.amazonaws.com";
	const allowed = trusted.length > 0 ? trusted.map(({ audience }) => audience) : [usual];
	const audience = claims.audiences.find((candidate) => allowed.includes(candidate));
	if (audience === void 0) throw invalidToken("Incorrect token audience");
	checkTimes(claims);
	if (role.subjects && !role.subjects.some((glob) => (require_project()).matchesGlob(glob, claims.subject))) throw notAuthorized();
	const seconds = wholeNumber(parameters, "DurationSeconds") ?? 3600;
	return {
		SubjectFromWebIdentityToken: claims.subject,
		Audience: audience,
		...opened({
			role,
			sessions,
			seconds,
			sessionName: parameters.get("RoleSessionName") ?? ""
		}),
		Provider: `arn:${role.partition}:iam::${role.account.id}:oidc-provider/${bare$1(claims.issuer)}`
	};
}
function claimsOf(token) {
	const [, payload, signature] = token.split(".");
	const json = payload === void 0 || signature === void 0 ? void 0 : parsed$1(payload);
	if (json === void 0) throw invalidToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
	const { iss, sub, aud, exp, iat, nbf } = json;
	const audiences = (Array.isArray(aud) ? aud : [aud]).filter((entry) => typeof entry === "string");
	for (const [name, present] of Object.entries({
		iss: typeof iss === "string",
		sub: typeof sub === "string",
		aud: audiences.length > 0,
		exp: typeof exp === "number",
		iat: typeof iat === "number"
	})) if (!present) throw invalidToken(`Missing a required claim: ${name}`);
	return {
		issuer: String(iss),
		subject: String(sub),
		audiences,
		expires: Number(exp),
		notBefore: typeof nbf === "number" ? nbf : 0
	};
}
function parsed$1(payload) {
	try {
		const json = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
		return typeof json === "object" && json !== null ? json : void 0;
	} catch {
		return;
	}
}
function checkTimes({ expires, notBefore }) {
	const now = Math.floor(Date.now() / 1e3);
	if (now >= expires) throw new ServiceError("ExpiredTokenException", `Token expired: current date/time ${now} must be before the expiration date/time${expires}`);
	if (now + 300 < notBefore) throw invalidToken("The token is not yet valid");
}
function bare$1(issuer) {
	return issuer.replace(/^https:\/\//, "").replace(/\/$/, "");
}
function invalidToken(message) {
	return new ServiceError("InvalidIdentityToken", message);
}
function notAuthorized() {
	return new ServiceError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403);
}

// src/emulator/sts/protocol.ts
const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
function stsProtocol(state) {
	return {
		name: "sts",
		words: words$1,
		allowedSkew: 15,
		maxBody: 1024 ** 2,
		unknownOperation: "InvalidAction",
		internalError: "InternalFailure",
		denied: ({ operation, arn, about }) => new ServiceError("AccessDenied", `User: ${arn} is not authorized to perform: sts:${operation}${about ? ` on resource: ${about}` : ""}`, 403),
		throttled: () => new ServiceError("Throttling", "Rate exceeded"),
		operationOf(request) {
			const parameters = parametersOf(request);
			const name = parameters.get("Action") ?? "an operation without a name";
			const role = parameters.get("RoleArn");
			return {
				name,
				offered: Object.hasOwn(operations, name),
				...(require_defined()).defined({ about: role || void 0 })
			};
		},
		takesUnsigned: (operation) => operation === "AssumeRoleWithWebIdentity",
		async handle(call) {
			const operation = operations[call.operation];
			if (!operation) throw new Error(`no operation ${call.operation}`);
			return success(call, operation(state, call));
		},
		refusal: (error, { requestId }) => failure(error, requestId)
	};
}
const operations = {
	AssumeRole: (state, call) => assumeRole(state, parametersOf(call.request), signedBy(call)),
	AssumeRoleWithWebIdentity: (state, call) => assumeRoleWithWebIdentity(state, parametersOf(call.request)),
	GetCallerIdentity(_state, call) {
		const { principal, userId } = signedBy(call);
		return {
			Arn: principal.arn,
			UserId: userId,
			Account: principal.account
		};
	}
};
function parametersOf(request) {
	const form = "body" in request ? textOf$3(request.body) : "";
	return new URLSearchParams(form === "" ? request.rawQuery : form);
}
function signedBy(call) {
	if (!call.session) throw new Error(`${call.operation} needs a caller`);
	return call.session;
}
function success({ operation, requestId }, result) {
	return xmlReply(200, requestId, `${operation}Response`, {
		[`${operation}Result`]: result,
		ResponseMetadata: { RequestId: requestId }
	});
}
function failure(error, requestId) {
	return xmlReply(error.status, requestId, "ErrorResponse", {
		Error: {
			Type: error.status < 500 ? "Sender" : "Receiver",
			Code: error.code,
			Message: error.message
		},
		RequestId: requestId
	});
}
function xmlReply(status, requestId, name, content) {
	const reply = textReply(status, "text/xml", xmlDocument(name, namespace, content));
	return {
		...reply,
		headers: {
			...reply.headers,
			"x-amzn-requestid": requestId
		}
	};
}
const words$1 = {
	missing: [
		"MissingAuthenticationToken",
		403,
		"Request is missing Authentication Token"
	],
	malformed: [
		"IncompleteSignature",
		400,
		"$"
	],
	unsupported: [
		"IncompleteSignature",
		400,
		"Unsupported authorization type \"$\""
	],
	"unknown-key": [
		"InvalidClientTokenId",
		403,
		"The security token included in the request is invalid."
	],
	"wrong-token": [
		"InvalidClientTokenId",
		403,
		"The security token included in the request is invalid"
	],
	expired: [
		"ExpiredToken",
		403,
		"The security token included in the request is expired"
	],
	skewed: [
		"SignatureDoesNotMatch",
		403,
		"$"
	],
	mismatch: [
		"SignatureDoesNotMatch",
		403,
		"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
	],
	"presigned-expired": [
		"SignatureDoesNotMatch",
		403,
		"$"
	],
	"unsigned-headers": [
		"SignatureDoesNotMatch",
		403,
		"$"
	],
	payload: [
		"SignatureDoesNotMatch",
		403,
		"$"
	]
};

// src/emulator/auth/authentication-error.ts
var AuthenticationError = class extends Error {
	reason;
	detail;
	constructor(reason, detail = "") {
		super(`${reason}: ${detail}`);
		this.name = "AuthenticationError";
		this.reason = reason;
		this.detail = detail;
	}
};
function worded(error, words) {
	const [code, status, message] = words[error.reason];
	return new ServiceError(code, message.replace("$", () => error.detail), status, { cause: error });
}

// src/emulator/auth/signature-canonical.ts
function canonicalRequest(request, { service, signedHeaders, payloadHash }) {
	return [
		request.method,
		canonicalPath(request.path, service),
		canonicalQuery(request.rawQuery),
		...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
		"",
		signedHeaders.join(";"),
		payloadHash
	].join("\n");
}
function hashOfRequest(canonical) {
	return (0, import__builtin_crypto.createHash)("sha256").update(canonical, "latin1").digest("hex");
}
function canonicalQuery(rawQuery) {
	return splitQuery(rawQuery).map(([name, value]) => [encode(decodeQuery(name)), encode(decodeQuery(value))]).filter(([name]) => name !== "X-Amz-Signature").sort(([a, x], [b, y]) => compare(a, b) || compare(x, y)).map(([name, value]) => `${name}=${value}`).join("&");
}
function headerValue(request, name) {
	return request.headers.filter(([key]) => key === name).map(([, value]) => value.trim().replace(/ {2,}/g, " ")).join(",");
}
function canonicalPath(path, service) {
	if (service === "s3") return eachSegment(path, (segment) => encode(decode(segment)));
	return eachSegment(normalised(path), (segment) => encode(encode(decode(segment))));
}
function eachSegment(path, change) {
	return path.split("/").map(change).join("/");
}
function normalised(path) {
	const segments = [];
	for (const segment of path.split("/")) if (segment === "..") segments.pop();
	else if (segment !== "" && segment !== ".") segments.push(segment);
	const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
	return `/${segments.join("/")}${end}`;
}
function encode(text) {
	return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/emulator/auth/signature.ts
function readSignature(request) {
	const authorization = header(request, "authorization");
	if (authorization !== void 0) return fromHeader(request, authorization);
	if (parameter(request, "AWSAccessKeyId") !== void 0) throw new AuthenticationError("unsupported", "Signature Version 2");
	return parameter(request, "X-Amz-Algorithm") === void 0 ? void 0 : fromQuery(request);
}
function scopeOf(signature) {
	return `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
}
function verifySignature(request, { signature, payloadHash, key }) {
	const { service, signedHeaders } = signature;
	const canonical = canonicalRequest(request, {
		service,
		signedHeaders,
		payloadHash
	});
	const stringToSign = [
		algorithm,
		signature.time,
		scopeOf(signature),
		hashOfRequest(canonical)
	].join("\n");
	if (!sameSignature(signature.signature, sign(key, stringToSign))) throw new AuthenticationError("mismatch", stringToSign);
}
function signingKey(secret, { date, region, service }) {
	return [
		date,
		region,
		service,
		"aws4_request"
	].reduce((key, part) => (0, import__builtin_crypto.createHmac)("sha256", key).update(part).digest(), Buffer.from(`AWS4${secret}`));
}
function sign(key, text) {
	return (0, import__builtin_crypto.createHmac)("sha256", key).update(text).digest("hex");
}
function sameSignature(given, right) {
	const a = Buffer.from(given);
	const b = Buffer.from(right);
	return a.length === b.length && (0, import__builtin_crypto.timingSafeEqual)(a, b);
}
function timeOf(amzDate) {
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
	if (!parts) return NaN;
	const [, year, month, day, hours, minutes, seconds] = parts;
	return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}
const algorithm = "AWS4-HMAC-SHA256";
function fromHeader(request, authorization) {
	const [scheme, ...rest] = authorization.trim().split(/\s+/);
	if (scheme !== algorithm) throw new AuthenticationError("unsupported", scheme);
	const fields = new Map(rest.join("").split(",").map((field) => {
		const equals = field.indexOf("=");
		return [field.slice(0, equals), field.slice(equals + 1)];
	}));
	const field = (name) => {
		const value = fields.get(name);
		if (value) return value;
		throw new AuthenticationError("malformed", `Authorization header requires '${name}' parameter. Authorization=${scheme}`);
	};
	const time = header(request, "x-amz-date") ?? dateHeader(request);
	const token = header(request, "x-amz-security-token");
	const payload = header(request, "x-amz-content-sha256");
	return checked({
		...credentialScope(field("Credential")),
		signedHeaders: field("SignedHeaders").split(";"),
		signature: field("Signature"),
		time,
		...(require_defined()).defined({
			sessionToken: token,
			payload
		})
	});
}
function fromQuery(request) {
	const field = (name) => {
		const value = parameter(request, name);
		if (value) return value;
		throw new AuthenticationError("malformed", "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
	};
	if (field("X-Amz-Algorithm") !== algorithm) throw new AuthenticationError("unsupported", field("X-Amz-Algorithm"));
	const expires = Number(field("X-Amz-Expires"));
	if (!Number.isInteger(expires) || expires < 1 || expires > 604800) throw new AuthenticationError("malformed", "X-Amz-Expires must be a number of seconds between 1 and 604800");
	const token = parameter(request, "X-Amz-Security-Token");
	return checked({
		...credentialScope(field("X-Amz-Credential")),
		signedHeaders: field("X-Amz-SignedHeaders").split(";"),
		signature: field("X-Amz-Signature"),
		time: field("X-Amz-Date"),
		expires,
		payload: header(request, "x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
		...(require_defined()).defined({ sessionToken: token })
	});
}
function credentialScope(credential) {
	const [accessKeyId, date, region, service, terminator, ...more] = credential.split("/");
	if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request" || more[0]) throw new AuthenticationError("malformed", "Credential should be scoped as <access key id>/<date>/<region>/<service>/aws4_request");
	return {
		accessKeyId,
		date,
		region,
		service
	};
}
function checked(signature) {
	if (Number.isNaN(timeOf(signature.time))) throw new AuthenticationError("malformed", "the date must be given as in 20260823T101112Z");
	if (!signature.time.startsWith(signature.date)) throw new AuthenticationError("malformed", `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signature.date}' != '${signature.time.slice(0, 8)}'`);
	if (!signature.signedHeaders.includes("host")) throw new AuthenticationError("malformed", "'Host' must be a 'SignedHeader'");
	return signature;
}
function dateHeader(request) {
	const time = Date.parse(header(request, "date") ?? "");
	if (Number.isNaN(time)) return "";
	return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

// src/emulator/auth/signature-chunks.ts
function unchunked(body, { signature, key }) {
	const reader = readerOf(body);
	const verifier = signature.payload?.startsWith("STREAMING-AWS4-HMAC-SHA256") ? chunkVerifier(signature, key) : void 0;
	const pieces = [];
	for (;;) {
		const { size, chunkSignature } = chunkHead(reader.line());
		const data = reader.take(size);
		verifier?.chunk(data, chunkSignature);
		if (size === 0) break;
		if (reader.line() !== "") throw incomplete();
		for (const piece of data) pieces.push(piece);
	}
	const trailers = readTrailers(reader);
	if (signature.payload?.endsWith("-TRAILER")) verifier?.trailer(trailers);
	return {
		body: pieces,
		trailers: trailers.filter(([name]) => name !== "x-amz-trailer-signature")
	};
}
function readerOf(body) {
	const pieces = [...body].reverse();
	const next = () => {
		const piece = pieces.pop();
		if (!piece) throw incomplete();
		return piece;
	};
	return {
		atEnd: () => pieces.length === 0,
		take(length) {
			const taken = [];
			for (let left = length; left > 0; left -= taken.at(-1)?.length ?? 0) {
				const piece = next();
				taken.push(piece.subarray(0, left));
				if (piece.length > left) pieces.push(piece.subarray(left));
			}
			return taken;
		},
		line() {
			let text = Buffer.alloc(0);
			while (text.length < 4096) {
				text = Buffer.concat([text, next()]);
				const end = text.indexOf("\r\n");
				if (end < 0) continue;
				if (text.length > end + 2) pieces.push(text.subarray(end + 2));
				return text.toString("latin1", 0, end);
			}
			throw incomplete();
		}
	};
}
function chunkHead(line) {
	const [, size, chunkSignature = ""] = /^([\da-f]{1,9})(?:;chunk-signature=([\da-f]{64}))?$/i.exec(line) ?? [];
	if (size === void 0) throw incomplete();
	return {
		size: Number.parseInt(size, 16),
		chunkSignature
	};
}
function readTrailers(reader) {
	const trailers = [];
	while (!reader.atEnd()) {
		const line = reader.line().trim();
		if (line === "") continue;
		const colon = line.indexOf(":");
		if (colon < 1) throw incomplete();
		trailers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
	}
	return trailers;
}
function chunkVerifier(signature, key) {
	const emptyHash = (0, import__builtin_crypto.createHash)("sha256").digest("hex");
	let previous = signature.signature;
	const verify = (given, kind, ...hashes) => {
		const text = [
			kind,
			signature.time,
			scopeOf(signature),
			previous,
			...hashes
		].join("\n");
		if (!sameSignature(given, sign(key, text))) throw new AuthenticationError("mismatch", text);
		previous = given;
	};
	return {
		chunk(data, given) {
			const hash = digestOf(data, "sha256").toString("hex");
			verify(given, "AWS4-HMAC-SHA256-PAYLOAD", emptyHash, hash);
		},
		trailer(trailers) {
			const given = trailers.find(([name]) => name === "x-amz-trailer-signature")?.[1] ?? "";
			const text = trailers.filter(([name]) => name !== "x-amz-trailer-signature").map(([name, value]) => `${name}:${value}\n`).join("");
			verify(given, "AWS4-HMAC-SHA256-TRAILER", (0, import__builtin_crypto.createHash)("sha256").update(text).digest("hex"));
		}
	};
}
function incomplete() {
	return new ServiceError("IncompleteBody", "The request body terminated unexpectedly");
}

// src/emulator/auth/authenticate.ts
function authenticate(head, { signature, protocol, sessions, machineTime, now, skew, body, isSealed }) {
	const session = sessionOf(signature, sessions, now);
	checkTime(signature, protocol.allowedSkew, serviceTime(signature, {
		machineTime,
		now,
		skew
	}));
	if (isSealed) return {
		session,
		signature,
		key: Buffer.alloc(0)
	};
	const key = signingKey(session.secretAccessKey, signature);
	const payloadHash = body ? hashOf(body) : s3PayloadHash(signature);
	if (protocol.name === "s3") checkAllSigned(head, signature);
	verifySignature(head, {
		signature,
		payloadHash,
		key
	});
	return {
		session,
		signature,
		key
	};
}
function unframed(request, { signature, key }) {
	const payload = signature.payload ?? "";
	if (streaming.includes(payload)) return plain(request, {
		signature,
		key
	});
	if (payload !== "UNSIGNED-PAYLOAD" && payload !== hashOf(request.body)) throw new AuthenticationError("payload");
	return request;
}
function sessionOf(signature, sessions, now) {
	const session = sessions.find(signature.accessKeyId);
	if (!session) throw new AuthenticationError("unknown-key");
	if (session.sessionToken !== signature.sessionToken) throw new AuthenticationError(signature.sessionToken === void 0 ? "unknown-key" : "wrong-token");
	if (session.expires !== void 0 && now >= session.expires) throw new AuthenticationError("expired");
	return session;
}
function serviceTime({ time, expires }, { machineTime, now, skew }) {
	if (expires !== void 0) return machineTime + skew;
	const signed = timeOf(time);
	const [first, last] = [Math.min(machineTime, now), Math.max(machineTime, now)];
	if (skew === 0) return Math.min(last, Math.max(first, signed));
	return (Math.abs(signed - first - skew) < Math.abs(signed - last - skew) ? first : last) + skew;
}
function checkTime(signature, allowedMinutes, service) {
	const signed = timeOf(signature.time);
	const allowed = allowedMinutes * 6e4;
	if (signature.expires !== void 0) {
		if (service > signed + signature.expires * 1e3) throw new AuthenticationError("presigned-expired");
		if (service >= signed) return;
	}
	const clock = () => compact(service);
	if (service - signed > allowed) throw new AuthenticationError("skewed", `Signature expired: ${signature.time} is now earlier than ${compact(service - allowed)} (${clock()} - ${allowedMinutes} min.)`);
	if (signed - service > allowed) throw new AuthenticationError("skewed", `Signature not yet current: ${signature.time} is still later than ${compact(service + allowed)} (${clock()} + ${allowedMinutes} min.)`);
}
const streaming = [
	"STREAMING-UNSIGNED-PAYLOAD-TRAILER",
	"STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
	"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
];
function s3PayloadHash({ payload }) {
	if (payload === void 0) throw new ServiceError("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
	if (payload === "UNSIGNED-PAYLOAD" || streaming.includes(payload) || /^[\da-f]{64}$/.test(payload)) return payload;
	throw new ServiceError("InvalidArgument", `x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ${streaming.join(", ")} or a valid sha256 value.`);
}
function checkAllSigned(request, { signedHeaders }) {
	const unsigned = request.headers.find(([name]) => name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !signedHeaders.includes(name));
	if (unsigned) throw new AuthenticationError("unsigned-headers", unsigned[0]);
}
function plain(request, proof) {
	const { body, trailers } = unchunked(request.body, proof);
	const length = header(request, "x-amz-decoded-content-length");
	if (length === void 0) throw new ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
	if (Number(length) !== lengthOf$1(body)) throw new ServiceError("IncompleteBody", "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header");
	const announced = (header(request, "x-amz-trailer") ?? "").split(",").map((name) => name.trim().toLowerCase());
	const unannounced = trailers.find(([name]) => !announced.includes(name));
	const missing = announced.find((name) => name !== "" && !trailers.some(([given]) => given === name));
	if (unannounced || missing) throw new ServiceError("MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.");
	return {
		...request,
		body,
		headers: [...request.headers, ...trailers]
	};
}
function hashOf(body) {
	return body.length === 0 ? (0, import__builtin_crypto.createHash)("sha256").digest("hex") : digestOf(body, "sha256").toString("hex");
}
function compact(ms) {
	return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

// src/emulator/auth/claim.ts
function claimOf(head) {
	try {
		const signature = readSignature(head);
		if (signature) return {
			service: serviceOf(signature.service),
			region: signature.region,
			signature
		};
	} catch (error) {
		if (error instanceof AuthenticationError) return {
			...unsigned(head),
			error
		};
		throw error;
	}
	return unsigned(head);
}
function serviceOf(signed) {
	return signed === "monitoring" ? "cloudwatch" : signed;
}
function unsigned(head) {
	const [, service, region = ""] = /^([a-z0-9-]+)\.(?:([a-z]+(?:-[a-z]+)+-\d+)\.)?localhost(?::\d+)?$/.exec(header(head, "host") ?? "") ?? [];
	return {
		service: [
			"sts",
			"s3",
			"codedeploy",
			"codedeploy-commands",
			"cloudwatch"
		].includes(service ?? "") ? service : shapeOf(head),
		region
	};
}
function shapeOf(head) {
	const target = header(head, "x-amz-target");
	if (target?.startsWith("CodeDeployCommandService")) return "codedeploy-commands";
	if (target?.startsWith("GraniteService")) return "cloudwatch";
	if (target !== void 0) return "codedeploy";
	return header(head, "content-type")?.startsWith("application/x-www-form-urlencoded") || parameter(head, "Action") !== void 0 ? "sts" : "s3";
}

// src/emulator/scenario/fault-reply.ts
function scriptedReply(ending, { protocol, ...about }) {
	if (ending === "throttle") return protocol.refusal(protocol.throttled(), about);
	if (typeof ending !== "object") return void 0;
	const { status, html = false, message = "the scenario has it so" } = ending;
	if (html) return textReply(status, "text/html", page(status));
	const code = ending.code ?? usualCodes[status] ?? protocol.internalError;
	return protocol.refusal(new ServiceError(code, message, status), about);
}
const usualCodes = {
	429: "TooManyRequestsException",
	503: "ServiceUnavailable"
};
function page(status) {
	const title = `${status} ${status === 503 ? "Service Temporarily Unavailable" : "Error"}`;
	return `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`;
}

// src/emulator/wire/peer.ts
function isOwnPeer(connection) {
	if (process.platform !== "linux") return true;
	const uid = uidOf(connection, (0, import__builtin_fs.readFileSync)("/proc/net/tcp", "utf8"));
	return uid === 0 || uid !== void 0 && uid === process.getuid?.();
}
function uidOf(connection, table) {
	const theirs = entryOf$2(connection.remoteAddress, connection.remotePort);
	const ours = entryOf$2(connection.localAddress, connection.localPort);
	if (theirs === void 0 || ours === void 0) return void 0;
	for (const line of table.split("\n")) {
		const [, local, remote, state, , , , uid] = line.trim().split(/\s+/);
		if (local === theirs && remote === ours && state === "01") return Number(uid);
	}
}
function entryOf$2(address, port) {
	if (address === void 0 || port === void 0 || !(0, import__builtin_net.isIPv4)(address)) return void 0;
	const bytes = Uint8Array.from(address.split(".").map(Number));
	const [number = 0] = new Uint32Array(bytes.buffer);
	return `${hex(number, 8)}:${hex(port, 4)}`;
}
const hex = (value, digits) => value.toString(16).toUpperCase().padStart(digits, "0");

// src/emulator/wire/check-request.ts
const MARK = "x-fanout-check";
function isCheck(head) {
	return head.method === "POST" && header(head, MARK) !== void 0;
}
async function answerCheck(incoming, answer, { about, signal }) {
	if (incoming.socket && !isOwnPeer(incoming.socket)) return told(403, { error: "the emulator answers checks of its own user and root only" });
	const request = parsed(textOf$3(await readBody(incoming, 1024 ** 2)));
	if (!request) return told(400, { error: "the body is not a check" });
	about(request.url);
	return told(200, await answer(request, signal));
}
function told(status, reply) {
	return textReply(status, "application/json", JSON.stringify(reply));
}
function parsed(text) {
	try {
		const request = JSON.parse(text);
		const { account, region, application, deploymentGroup, url, headers } = request;
		return [
			account,
			region,
			application,
			deploymentGroup,
			url,
			...Object.values(headers)
		].every((each) => typeof each === "string") && URL.canParse(url) ? request : void 0;
	} catch {
		return;
	}
}

// src/emulator/wire/loopback.ts
function foreignReason(request) {
	const host = header(request, "host") ?? "";
	if (!/^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w.-]+\.)?localhost)(?::\d{1,5})?$/i.test(host)) return "this emulator answers requests to the loopback address only";
	return (header(request, "origin") ?? header(request, "sec-fetch-site")) === void 0 ? void 0 : "this emulator answers no browsers";
}

// src/emulator/wire/refusals.ts
function refusalFor(error, { protocol, onBug }) {
	if (error instanceof ServiceError) return error;
	if (error instanceof AuthenticationError) return worded(error, protocol.words);
	onBug(error);
	const message = `the emulator failed: ${error instanceof Error ? error.message : error}`;
	return new ServiceError(protocol.internalError, message, 500, { cause: error });
}
function notOffered({ name, unknownOperation }, operation) {
	const message = `the emulator does not offer "${operation.name}" of ${name}`;
	return new ServiceError(unknownOperation, message, 501);
}
function unknownService(head, service) {
	const message = `the emulator offers STS, S3, CodeDeploy and CloudWatch, not "${service}"${service === "codedeploy-commands" ? ": it takes agents when it is started with --hooks agents" : ""}`;
	if (header(head, "x-amz-target") !== void 0) {
		const body = JSON.stringify({
			__type: "UnknownOperationException",
			message
		});
		return textReply(501, "application/x-amz-json-1.1", body);
	}
	return textReply(501, "text/xml", xmlDocument("ErrorResponse", void 0, { Error: {
		Type: "Sender",
		Code: "InvalidAction",
		Message: message
	} }));
}

// src/emulator/wire/exchange.ts
async function exchange(ports, incoming, outgoing) {
	const arrived = ports.sequence();
	const record = {
		service: "unknown",
		operation: "",
		status: 0,
		at: ports.clock.now()
	};
	try {
		const head = readHead(incoming);
		record.operation = `${head.method} ${head.path}`;
		const foreign = foreignReason(head);
		if (foreign === void 0) await answer(ports, {
			head,
			arrived,
			record,
			incoming,
			outgoing
		});
		else await sendText(outgoing, record, 403, foreign, ports.clientClock.now());
	} catch (error) {
		if (error instanceof ServiceError) await sendText(outgoing, record, 400, error.message, ports.clientClock.now());
		else if (!incoming.destroyed && !ports.signal.aborted) ports.onBug(error);
		outgoing.destroy();
	} finally {
		ports.record(record);
	}
}
async function answeredCheck({ signal, clientClock }, answer, { record, incoming, outgoing }) {
	Object.assign(record, {
		service: "checks",
		operation: "GET"
	});
	const reply = await answerCheck(incoming, answer, {
		about: (url) => Object.assign(record, { about: url }),
		signal
	});
	record.status = reply.status;
	await send(outgoing, reply, { date: new Date(clientClock.now()) });
}
async function answer(ports, arrival) {
	const { head, record, outgoing } = arrival;
	if (ports.checks && isCheck(head)) return answeredCheck(ports, ports.checks, arrival);
	const claim = claimOf(head);
	const protocol = ports.protocols.find(({ name }) => name === claim.service);
	if (!protocol) {
		Object.assign(record, {
			status: 501,
			about: claim.service
		});
		return send(outgoing, unknownService(head, claim.service), { date: new Date(ports.clientClock.now()) });
	}
	record.service = protocol.name;
	const effect = {
		names: [],
		slow: 0,
		skew: 0,
		late: 0
	};
	const passage = {
		...arrival,
		claim,
		protocol,
		requestId: ports.random.uuid(),
		effect
	};
	const reply = await carriedOut(ports, passage).catch((error) => refused(ports, passage, error));
	const { ending } = passage.effect;
	if (!reply || ending === "lost") return reset(outgoing);
	await drain(passage.incoming);
	record.status = reply.status;
	await send(outgoing, reply, {
		date: new Date(ports.clientClock.now() + passage.effect.skew),
		truncate: ending === "truncate"
	});
}
async function carriedOut(ports, passage) {
	const { protocol, head, requestId } = passage;
	const early = protocol.name === "s3" ? void 0 : await whole(passage);
	const operation = noted(ports, passage, early ?? head);
	const { effect } = passage;
	if (effect.ending === "reset" || effect.ending === "down") return void 0;
	const scripted = scriptedReply(effect.ending, {
		protocol,
		request: head,
		requestId
	});
	const delay = () => ports.clock.sleep(effect.slow, ports.signal);
	if (scripted) {
		if (effect.slow > 0) await delay();
		return scripted;
	}
	const proof = believe(ports, passage, {
		operation,
		body: early?.body
	});
	const request = early ?? await whole(passage);
	if (effect.slow > 0) await delay();
	if (!operation.offered) throw notOffered(protocol, operation);
	return protocol.handle({
		operation: operation.name,
		request: early || !proof ? request : unframed(request, proof),
		requestId,
		region: passage.claim.region,
		arrived: passage.arrived,
		...(require_defined()).defined({ session: proof?.session }),
		skew: effect.skew,
		...effect.late > 0 && { asOf: ports.clientClock.now() - effect.late }
	});
}
async function whole({ head, incoming, protocol }) {
	return {
		...head,
		body: await readBody(incoming, protocol.maxBody)
	};
}
function noted(ports, passage, request) {
	const { record, claim, protocol } = passage;
	const operation = protocol.operationOf(request);
	const principal = ports.sessions.find(claim.signature?.accessKeyId ?? "")?.principal;
	const { region } = claim;
	const account = (require_defined()).defined({ account: principal?.account });
	const { name, about } = operation;
	Object.assign(record, {
		operation: name,
		...account
	}, region && { region }, about && { about });
	const sender = (require_defined()).defined({ principal: principal?.arn });
	ports.onArrival?.({
		...record,
		...sender
	}, () => "body" in request ? textOf$3(request.body) : "");
	passage.effect = ports.faults.strike({
		service: protocol.name,
		operation: name,
		region,
		...account,
		...sender
	});
	if (passage.effect.names.length > 0) record.fault = passage.effect.names.join(", ");
	return operation;
}
function believe(ports, { claim, protocol, effect, head, record, incoming }, { operation, body }) {
	if (claim.error) throw claim.error;
	if (!claim.signature) {
		if (protocol.takesUnsigned(operation.name)) {
			if (incoming.socket && !isOwnPeer(incoming.socket)) throw foreignPeer();
			return;
		}
		throw new AuthenticationError("missing");
	}
	if (effect.ending === "expire") ports.sessions.expire(claim.signature.accessKeyId);
	const proof = authenticate(head, {
		signature: claim.signature,
		protocol,
		sessions: ports.sessions,
		machineTime: Date.now(),
		skew: effect.skew,
		now: ports.clientClock.now(),
		body,
		isSealed: ports.isSealed
	});
	const { account, arn } = proof.session.principal;
	record.principal = arn;
	if (effect.ending === "deny") {
		const { name, about } = operation;
		throw protocol.denied({
			operation: name,
			region: claim.region,
			account,
			arn,
			...(require_defined()).defined({ about })
		});
	}
	return proof;
}
function foreignPeer() {
	return new ServiceError("AccessDenied", "the emulator takes unsigned requests from its own user and root only", 403);
}
function refused(ports, passage, error) {
	const { protocol, head: request, requestId, record, incoming } = passage;
	if (incoming.destroyed && !incoming.complete || ports.signal.aborted) throw error;
	const refusal = refusalFor(error, {
		protocol,
		onBug: ports.onBug
	});
	record.error = refusal.code;
	return protocol.refusal(refusal, {
		request,
		requestId
	});
}
async function sendText(outgoing, record, status, text, now) {
	record.status = status;
	const reply = textReply(status, "text/plain", `${text}\n`);
	await send(outgoing, reply, { date: new Date(now) });
}

// src/emulator/wire/direct.ts
function direct(ports) {
	return async ({ method, url, headers, body }) => {
		const incoming = {
			method,
			url,
			rawHeaders: Object.entries(headers).flat(),
			complete: true,
			destroyed: false,
			resume: () => void 0,
			once: () => void 0,
			async *[Symbol.asyncIterator]() {
				yield* body;
			}
		};
		const answer = gathered();
		await exchange(ports, incoming, answer.outgoing);
		return answer.reply();
	};
}
function gathered() {
	const headers = {};
	const pieces = [];
	let ending = "none";
	const outgoing = {
		statusCode: 200,
		get destroyed() {
			return ending === "half" || ending === "reset";
		},
		socket: {
			resetAndDestroy() {
				ending = "reset";
			},
			destroySoon() {
				ending = "half";
			}
		},
		setHeader(name, value) {
			headers[name] = String(value);
		},
		flushHeaders() {},
		write(piece, written) {
			pieces.push(Buffer.from(piece));
			written?.();
			return true;
		},
		end() {
			ending = "whole";
		},
		destroy() {
			ending = "reset";
		},
		on() {},
		off() {}
	};
	return {
		outgoing,
		reply() {
			if (ending === "none" || ending === "reset") return void 0;
			const body = Buffer.concat(pieces);
			return {
				status: outgoing.statusCode,
				headers,
				body,
				isWhole: ending === "whole"
			};
		}
	};
}

// src/emulator/server.ts
async function startEmulator(options) {
	const { seed, clock, clientClock = clock, random = (require_programs()).systemRandom, pageSize = 1e3 } = options;
	let faults = createFaults(options.faults ?? [], clock);
	const closing = new AbortController();
	(0, import__builtin_events.setMaxListeners)(0, closing.signal);
	const log = callLog();
	const sessions = createSessions(seed, clientClock, random);
	const { captured } = options;
	const sequence = counter(captured?.sequence);
	const buckets = seededState(seed, {
		clock: clientClock,
		random,
		sequence,
		pageSize
	});
	if (captured) buckets.buckets = copyOf(captured.buckets);
	const folder = options.state === void 0 ? void 0 : await openStateFolder(options.state, buckets);
	const agents = options.agents && createAgentHosts({
		clock,
		random,
		sessions,
		closing: closing.signal,
		...options.agents
	});
	const codedeploy = options.codedeploy?.({
		clock,
		seed,
		objects: objectReader(buckets),
		hosts: agents?.factory
	});
	const cloudwatch = createCloudWatch(seed, {
		clock,
		pageSize
	});
	if (options.watched) cloudwatch.arm(options.watched);
	const ports = {
		clock,
		clientClock,
		random,
		sessions,
		sequence,
		protocols: [
			stsProtocol({
				roles: seededRoles(seed, random),
				sessions
			}),
			s3Protocol(buckets, folder),
			codeDeployProtocol(codedeploy),
			cloudWatchProtocol(cloudwatch),
			...agents ? [commandsProtocol(agents)] : []
		],
		faults: { strike: (call) => faults.strike(call) },
		onArrival: options.onArrival,
		checks: options.checks,
		record(call) {
			log.add(call);
			options.log?.(call);
		},
		onBug: options.onBug ?? warn,
		isSealed: options.port === "none",
		signal: closing.signal
	};
	const server = options.port === "none" ? void 0 : await listen(ports, options.port);
	const { accessKeyId } = sessions.base.principal;
	return {
		url: server?.url ?? "http://127.0.0.1",
		request: direct(ports),
		credentials: {
			accessKeyId,
			secretAccessKey: sessions.base.secretAccessKey
		},
		calls: log.calls,
		s3: viewOf(buckets),
		openHost: agents?.open,
		capture: () => ({
			buckets: copyOf(buckets.buckets),
			sequence: sequence()
		}),
		arm(rules) {
			faults = createFaults(rules, clock);
		},
		armWatched: cloudwatch.arm,
		async close() {
			closing.abort(/* @__PURE__ */ new Error("the emulator was closed"));
			await server?.close();
			await codedeploy?.close();
		}
	};
}
async function listen(ports, port = 0) {
	const server = (0, import__builtin_http.createServer)({ keepAliveTimeout: 12e4 }, (incoming, outgoing) => {
		exchange(ports, incoming, outgoing);
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		async close() {
			const closed = new Promise((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		}
	};
}
function counter(start = 0) {
	let last = start;
	return () => ++last;
}
function warn(error) {
	process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}

// src/aws/plain-signer.ts
function plainSigner(credentials, region, service) {
	return { async sign(request, { signingDate = /* @__PURE__ */ new Date(), signingRegion = region, signingService = service }) {
		const { accessKeyId, sessionToken } = await credentials();
		const time = signingDate.toISOString().replace(/[-:]|\.\d{3}/g, "");
		const scope = `${accessKeyId}/${time.slice(0, 8)}/${signingRegion}/${signingService}/aws4_request`;
		const { headers } = request;
		headers["x-amz-date"] = time;
		headers["x-amz-content-sha256"] ??= "UNSIGNED-PAYLOAD";
		if (sessionToken !== void 0) headers["x-amz-security-token"] = sessionToken;
		headers.authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
		return request;
	} };
}

// src/rehearsal/wire.ts
function wireTo(request, { clock, random }) {
	async function exchanged(asked) {
		const body = await bytesOf(asked.body);
		const url = pathOf(asked);
		await clock.turn(nameOf$1(asked, url, body));
		const there = travel(random);
		const back = travel(random);
		await clock.sleep(there);
		const { method, headers } = asked;
		const reply = await request({
			method,
			url,
			headers,
			body: [body]
		});
		await clock.sleep(back);
		return reply;
	}
	const handlerOf = (patience) => {
		return {
			async handle(asked, { abortSignal, requestTimeout } = {}) {
				const most = Math.min(patience, requestTimeout ?? patience);
				const over = new AbortController();
				const waiting = clock.sleep(most, over.signal).then(() => {
					throw networkError("TimeoutError", `no answer within ${most} ms`, "ETIMEDOUT");
				});
				try {
					const reply = await Promise.race([
						exchanged(asked),
						waiting,
						aborted(abortSignal, over)
					]);
					if (!reply) throw networkError("Error", "socket hang up", "ECONNRESET");
					return { response: responseOf(reply, asked.method === "GET") };
				} finally {
					waiting.catch(() => void 0);
					over.abort(answered);
				}
			},
			updateHttpClientConfig() {},
			httpHandlerConfigs: () => ({}),
			destroy() {}
		};
	};
	return {
		handler: handlerOf,
		signer: plainSigner
	};
}
const answered = /* @__PURE__ */ new Error("answered");
function travel(random) {
	return 5 + Math.floor(random.next() ** 3 * 200);
}
function responseOf({ status, headers, body, isWhole }, isStreamed) {
	return {
		statusCode: status,
		headers,
		body: !isWhole ? brokenOff(body) : isStreamed ? import__builtin_stream.Readable.from([body], { objectMode: false }) : body
	};
}
function brokenOff(body) {
	return import__builtin_stream.Readable.from((async function* () {
		yield body;
		throw networkError("Error", "aborted", "ECONNRESET");
	})(), { objectMode: false });
}
function aborted(signal, over) {
	return new Promise((_, reject) => {
		if (!signal) return;
		const stop = () => reject(networkError("AbortError", "Request aborted", "ABORT_ERR"));
		if (signal.aborted) return stop();
		signal.addEventListener("abort", stop, { once: true });
		const leave = () => signal.removeEventListener("abort", stop);
		over.signal.addEventListener("abort", leave, { once: true });
	});
}
function networkError(name, message, code) {
	return Object.assign(new Error(message), {
		name,
		code
	});
}
async function bytesOf(body) {
	if (body === void 0 || body === null) return Buffer.alloc(0);
	if (typeof body === "string") return Buffer.from(body);
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	const pieces = [];
	for await (const piece of body) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces);
}
function pathOf({ path, query = {} }) {
	const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => one === null ? escaped(name) : `${escaped(name)}=${escaped(one)}`));
	return pairs.length > 0 ? `${path}?${pairs.sort().join("&")}` : path;
}
function escaped(text) {
	return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function nameOf$1({ method, headers }, url, body) {
	const [, scope = ""] = /Credential=([^,]*?)\/aws4_request/.exec(headers.authorization ?? "") ?? [];
	const operation = headers["x-amz-target"] ?? "";
	const text = body.length < 2e4 ? body.toString("latin1") : String(body.length);
	return [
		scope.replace(/\/\d{8}\//, " "),
		method,
		url,
		operation,
		text
	].join(" ");
}

// src/emulator/host/consul-cluster.ts
const PORT = 8500;
const between = 1e3;
function consulCluster({ http, clock }) {
	const seen = /* @__PURE__ */ new Map();
	return async (instances, url, signal) => {
		const query = new URLSearchParams(url.search);
		const known = Number(query.get("index") ?? 0);
		const until = clock.now() + 1e3 * Number.parseInt(query.get("wait") ?? "300s", 10);
		for (const key of [
			"index",
			"wait",
			"dc",
			"ns"
		]) query.delete(key);
		const path = `${url.pathname}?${query}`;
		for (;;) {
			const { text, index } = await list(instances, path, signal);
			if (index === known && clock.now() < until) {
				await (require_run_command()).settle(clock, between, signal);
				continue;
			}
			return {
				status: 200,
				headers: {
					"x-consul-index": String(index),
					"x-consul-knownleader": "true"
				},
				body: text
			};
		}
	};
	async function list(instances, path, signal) {
		const entries = (await Promise.all(instances.map((instance) => http(instance, {
			port: PORT,
			method: "GET",
			path
		}, signal).catch((error) => {
			if (signal.aborted) throw error;
		})))).flatMap((answer) => answer?.status === 200 ? JSON.parse(answer.body.toString("utf8")) : []);
		const text = JSON.stringify(entries);
		const before = seen.get(path);
		const index = before?.text === text ? before.index : (before?.index ?? 0) + 1;
		seen.set(path, {
			text,
			index
		});
		return {
			text,
			index
		};
	}
}

// src/emulator/host/inside/consul/checks.ts
var import__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_child_process$1()).require__builtin_child_process(), 1);
var import__builtin_https = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_https$1()).require__builtin_https(), 1);
const NOT_MADE = "not made on hosts of a rehearsal: ";

// src/emulator/scenario/check-definition.ts
const checkRule = (require_schemas()).strictObject({
	destination: (require_scalars()).globs.optional().describe("Such as \"*/eu-west-1\". Default: every destination."),
	url: (require_scalars()).globs.optional().describe("Such as \"https://*/status\". Default: every address."),
	status: (require_schemas()).int().min(200).max(599).default(200).describe("Default: 200."),
	body: (require_schemas()).string().default("").describe("${version} in it is the version that was last deployed there. Default: empty.")
}).describe("What status endpoints answer instead of hosts.");
function scriptedAnswer(rules, { destination, url, version }) {
	const fits = (patterns, text) => patterns === void 0 || [patterns].flat().some((pattern) => (require_project()).matchesGlob(pattern, text));
	const rule = rules.findLast((one) => fits(one.destination, destination) && fits(one.url, url));
	return rule && {
		status: rule.status,
		body: rule.body.replaceAll("${version}", version)
	};
}

// src/cli/answered-checks.ts
function answeredChecks({ rules, view, unanswered, ...ports }) {
	const askHost = askHosts(ports);
	return async (destination, url, headers, signal) => {
		const key = groupKey(groupOf(destination));
		const group = () => view().find((one) => groupKey(one) === key);
		const scripted = scriptedAnswer(rules, {
			destination: destination.id,
			url: url.href,
			version: () => {
				const healthy = group()?.instances.findLast((one) => one.healthy && one.key);
				return (require_object_keys()).versionOfKey(healthy?.key) ?? "";
			}
		});
		if (scripted) return {
			headers: {},
			...scripted
		};
		if (unanswered !== void 0) throw new (require_not_rehearsed()).NotRehearsedError(unanswered);
		return askHost(destination, url, headers, signal);
	};
}
function answerOthers(destinations, get) {
	const known = new Map(destinations.map((one) => [groupKey(groupOf(one)), one]));
	return async ({ url, headers, ...group }, signal) => {
		const destination = known.get(groupKey(named(group)));
		if (!destination) return { error: `the emulator was started without the group ${groupKey(named(group))}` };
		try {
			return await get(destination, new URL(url), headers, signal);
		} catch (error) {
			const { message } = error;
			return {
				error: message,
				...error instanceof (require_not_rehearsed()).NotRehearsedError && { isNotRehearsed: true }
			};
		}
	};
}
function named({ account, ...group }) {
	return {
		...group,
		account: account || groupOf({
			...group,
			account: {}
		}).account
	};
}
const servicePort = 8080;
function askHosts({ hosts, serving, clock }) {
	const http = (...asked) => (require_run_command()).aside(clock, () => hosts ? hosts.http(...asked) : Promise.reject(/* @__PURE__ */ new Error("there are no hosts")));
	const consul = hosts && consulCluster({
		http,
		clock
	});
	return async (destination, url, headers, signal) => {
		const key = groupKey(groupOf(destination));
		if (!hosts || !consul) throw new Error("no service of the instances can be asked from here");
		if (destination.verify.some((check) => (require_consul_check()).isConsulsAddress(check, url))) {
			const answer = await consul(serving.all(key), url, signal);
			if (answer.body.includes("not made on hosts of a rehearsal: ")) throw new (require_not_rehearsed()).NotRehearsedError(notMadeIn(answer.body));
			return answer;
		}
		const instance = serving.of(key);
		if (!instance) throw new Error("no release was validated on an emulated host yet");
		const request = {
			port: url.port === "" ? servicePort : Number(url.port),
			method: "GET",
			path: `${url.pathname}${url.search}`,
			headers: {
				...headers,
				host: url.host
			}
		};
		const answer = await http(instance, request, signal).catch((error) => {
			const stubs = hosts.stubs(instance);
			if (stubs.length === 0) throw error;
			const message = `${error.message}, and hooks called stubs that start nothing: ${stubs.join(", ")}`;
			throw new (require_not_rehearsed()).NotRehearsedError(message, { cause: error });
		});
		return {
			...answer,
			body: answer.body.toString("utf8")
		};
	};
}
function notMadeIn(body) {
	const [, kind = ""] = new RegExp(`${"not made on hosts of a rehearsal: "}(\\w+)`).exec(body) ?? [];
	return `checks of Consul by ${kind} are not made on hosts of a rehearsal`;
}

// src/cli/guarded-buckets.ts
function guardedBuckets(buckets, environments) {
	if (!environments.some(({ waves }) => waves.some(({ destinations }) => destinations.some(({ guardTag }) => guardTag !== void 0)))) return buckets;
	const { accounts } = (require_needs()).needsOf(environments, { regions: [] });
	const needs = new Map(accounts.flatMap((account) => account.buckets.map((bucket) => [bucket.name, bucket])));
	return buckets.map((bucket) => {
		const need = needs.get(bucket.name);
		return need?.guards ? {
			...bucket,
			policy: JSON.stringify((require_needs()).policyOfBucket(need))
		} : bucket;
	});
}

// src/emulator/host/archive/archive-entry.ts
var ArchiveError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "ArchiveError";
	}
};
const SIZE_LIMIT = 4 * 1024 ** 3;
function safePath(name) {
	return name.replaceAll("\0", "").split("/").filter((part) => part !== "" && part !== "." && part !== "..").join("/");
}

// src/emulator/host/machine.ts
var MachineLost = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "MachineLost";
	}
};
var FileFailure = class extends Error {
	failure;
	constructor(failure) {
		super("text" in failure ? failure.text : `${failure.code} ${failure.call} ${failure.path}`);
		this.name = "FileFailure";
		this.failure = failure;
	}
};

// src/emulator/host/agent/ruby-errors.ts
const ERRNO_TEXTS = {
	E2BIG: "Argument list too long",
	EACCES: "Permission denied",
	EBUSY: "Device or resource busy",
	EEXIST: "File exists",
	EINVAL: "Invalid argument",
	EISDIR: "Is a directory",
	ELOOP: "Too many levels of symbolic links",
	EMFILE: "Too many open files",
	ENAMETOOLONG: "File name too long",
	ENOENT: "No such file or directory",
	ENOEXEC: "Exec format error",
	ENOMEM: "Cannot allocate memory",
	ENOSPC: "No space left on device",
	ENOTDIR: "Not a directory",
	ENOTEMPTY: "Directory not empty",
	EPERM: "Operation not permitted",
	EROFS: "Read-only file system",
	ETXTBSY: "Text file busy",
	EXDEV: "Invalid cross-device link"
};
function rubyText(failure) {
	if ("text" in failure) return failure.text;
	const { code, call, path } = failure;
	return `${ERRNO_TEXTS[code] ?? code}${call ? ` @ ${call}` : ""} - ${path}`;
}

// src/emulator/host/agent/machine-files.ts
var FileError = class extends Error {
	failure;
	constructor(failure, options) {
		super(rubyText(failure), options);
		this.name = "FileError";
		this.failure = failure;
	}
};
async function apply(machine, steps) {
	const { failed } = await machine.apply(steps);
	if (failed) throw new FileError(failed);
}
async function see(machine, path) {
	const [presence] = await machine.stat([path]);
	if (!presence) throw new Error(`the host says nothing of ${path}`);
	return presence;
}
async function read(machine, path) {
	try {
		return await machine.read(path);
	} catch (error) {
		if (error instanceof FileFailure) throw new FileError(error.failure, { cause: error });
		throw error;
	}
}
async function readIfThere(machine, path) {
	try {
		return await read(machine, path);
	} catch (error) {
		if (error instanceof FileError && (await see(machine, path)).kind === "absent") return void 0;
		throw error;
	}
}
async function readIfPossible(machine, path) {
	try {
		return await machine.read(path);
	} catch (error) {
		if (error instanceof FileFailure) return void 0;
		throw error;
	}
}
async function readNote(machine, path) {
	return (await readIfThere(machine, path))?.toString("utf8").trimEnd();
}

// src/emulator/host/agent/download.ts
const REVISIONS_KEPT = 5;
async function download(machine, layout, command, revisions, inside, version) {
	await revisions.use(command, ({ file, entries, isPartial }, eTag) => {
		if (isPartial && version === "1") throw new ArchiveError("Error extracting tar archive: 2");
		return apply(machine, [
			{
				do: "clear",
				path: layout.archive
			},
			{
				do: "unpack",
				store: inside(file),
				entries,
				path: layout.archive
			},
			{
				do: "write",
				path: layout.eTag,
				text: eTag
			},
			{
				do: "folders",
				path: layout.notes
			},
			{
				do: "write",
				path: layout.mostRecent,
				text: layout.deployment
			}
		]);
	});
}
async function removeOld(machine, layout) {
	await apply(machine, [{
		do: "folders",
		path: layout.deployment
	}]);
	const others = (await machine.names(layout.group)).map((name) => `${layout.group}/${name}`).filter((path) => path !== layout.deployment);
	const surplus = others.length - REVISIONS_KEPT + 1;
	if (surplus <= 0) return;
	const last = await readNote(machine, layout.lastInstall);
	const candidates = others.filter((path) => path !== last);
	const dated = await Promise.all(candidates.map(async (path) => ({
		path,
		modified: (await see(machine, path)).modified
	})));
	dated.sort((one, other) => one.modified - other.modified);
	await apply(machine, dated.slice(0, surplus).map(({ path }) => ({
		do: "clear",
		path
	})));
}

// src/emulator/host/sandbox/system-environment.ts
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const SYSTEM_ENVIRONMENT = {
	PATH: SYSTEM_PATH,
	LANG: "C.UTF-8"
};
function hostName(instance) {
	return instance.toLowerCase().replace(/[^a-z0-9-]+/g, "-").replace(/^-+/, "").slice(0, 63).replace(/-+$/, "") || "host";
}

// src/emulator/host/agent/ruby-command.ts
const SHELL_CHARACTERS = /[*?{}[\]<>()~&|\\$;'`"\n#]/;
function commandWords(line) {
	if (SHELL_CHARACTERS.test(line)) return [
		"sh",
		"-c",
		line
	];
	return line.split(/[ \t]+/).filter((word) => word !== "");
}

// src/emulator/host/agent/install-tools.ts
var install_tools_exports$1 = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({
	CONTEXT_MARK: () => CONTEXT_MARK,
	aclEntries: () => aclEntries$1,
	contextArguments: () => contextArguments,
	removeContext: () => removeContext,
	setAcl: () => setAcl$1,
	setContext: () => setContext$1
});
const CONTEXT_MARK = "semanage\0";
async function setAcl$1(machine, { path, aces, added }, say) {
	if (!machine.processes) return say(`the acls of ${path} are not set: nothing is run here`);
	const { mode } = await see(machine, path);
	const line = `setfacl --set ${aclEntries$1(aces, added, mode).join(",")} ${path}`;
	const failed = await run$1(machine, line);
	if (failed === void 0) return;
	throw new Error(`The deployment failed because of a problem with the acls permission settings in the application specification file for this object: ${path}. Failed command: ${line}. Exit code: ${failed}`);
}
async function setContext$1(machine, { path, context }, cleanup, say) {
	if (!machine.processes) return say(`the context of ${path} is not set: nothing is run here`);
	for (const line of [`semanage fcontext -a ${contextArguments(context)} ${path}`, `restorecon -v ${path}`]) {
		const failed = await run$1(machine, line);
		if (failed === void 0) continue;
		throw new Error(`The deployment failed because the application specification file contains an error in the settings for the context parameter. Update the permissions section of the AppSpec file, and then try again. Failed command: ${line}. Exit code: ${failed}`);
	}
	await apply(machine, [{
		do: "append",
		path: cleanup,
		text: `${CONTEXT_MARK}${path}\n`
	}]);
}
async function removeContext(machine, entry) {
	await run$1(machine, `semanage fcontext -d ${entry.slice(9)}`);
}
async function run$1(machine, line) {
	const argv = [
		"/bin/sh",
		"-c",
		"exec \"$@\"",
		"sh",
		...commandWords(line)
	];
	const exit = await (machine.processes?.start({
		argv,
		env: SYSTEM_ENVIRONMENT
	}, () => void 0))?.exited;
	if (!exit || "failed" in exit) return exit?.failed ?? "not run";
	return exit.code === 0 ? void 0 : `pid ${exit.pid} exit ${exit.code ?? ""}`;
}
function aclEntries$1(aces, added, mode) {
	const [user = 0, group = 0, other = 0] = [
		mode >> 6,
		mode >> 3,
		mode
	].map((bits) => bits & 7);
	const own = aces.map(entryOf$1);
	const all = () => [...own, ...added];
	const has = (prefix) => all().some((entry) => entry.startsWith(prefix));
	added.push(`user::${letters(user)}`, `group::${letters(group)}`, `other::${letters(other)}`);
	if (aces.some((ace) => !ace.default && ace.name !== "") && !has("mask:")) added.push(`mask::${letters(group)}`);
	if (has("default:")) {
		if (!has("default:user::")) added.push(`default:user::${letters(user)}`);
		if (!has("default:group::")) added.push(`default:group::${letters(group)}`);
		if (!has("default:other:")) added.push(`default:other::${letters(other)}`);
		const namedDefault = aces.some((ace) => ace.default && ace.name !== "");
		const groupEntry = all().find((entry) => entry.startsWith("default:group::")) ?? "";
		if (namedDefault && !has("default:mask:")) added.push(groupEntry.replace("group:", "mask:"));
	}
	return all();
}
function entryOf$1(ace) {
	const bits = (ace.read ? 4 : 0) + (ace.write ? 2 : 0) + (ace.execute ? 1 : 0);
	return `${ace.default ? "default:" : ""}${ace.type}:${ace.name}:${letters(bits)}`;
}
function letters(bits) {
	return `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${bits & 1 ? "x" : "-"}`;
}
function contextArguments({ user, type, range }) {
	const words = [`-t ${textOf$2(type)}`];
	if (user) words.unshift(`-s ${textOf$2(user)}`);
	if (range) words.push(`-r ${rangeText(range)}`);
	return words.join(" ");
}
function textOf$2(value) {
	return value.kind === "string" || value.kind === "symbol" ? value.value : (require__builtin_buffer$1()).inspect(value);
}
function rangeText({ low, high, categories }) {
	const levels = low === high ? `s${low}` : `s${low}-s${high}`;
	if (!categories) return levels;
	const runs = [];
	for (const category of categories) {
		const last = runs.at(-1);
		if (last && category === last[1] + 1) last[1] = category;
		else runs.push([category, category]);
	}
	return `${levels}:${runs.map(([from, to]) => from === to ? `c${from}` : `c${from}.c${to}`).join(",")}`;
}

// src/emulator/host/agent2/rust-errors.ts
const NUMBERS = {
	EPERM: 1,
	ENOENT: 2,
	E2BIG: 7,
	ENOEXEC: 8,
	ENOMEM: 12,
	EACCES: 13,
	EBUSY: 16,
	EEXIST: 17,
	EXDEV: 18,
	ENOTDIR: 20,
	EISDIR: 21,
	EINVAL: 22,
	EMFILE: 24,
	ETXTBSY: 26,
	ENOSPC: 28,
	EROFS: 30,
	ENAMETOOLONG: 36,
	ENOTEMPTY: 39,
	ELOOP: 40
};
function osError(code) {
	return `${ERRNO_TEXTS[code] ?? code} (os error ${NUMBERS[code] ?? 0})`;
}
function ioError(failure) {
	return `IO error: ${"text" in failure ? failure.text : osError(failure.code)}`;
}
function messageOf$1(error) {
	if (error instanceof FileError) return ioError(error.failure);
	return error instanceof Error ? error.message : String(error);
}

// src/emulator/host/agent2/install-tools.ts
var install_tools_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({
	setAcl: () => setAcl,
	setContext: () => setContext
});
async function setAcl(machine, { path, aces }, say) {
	if (!machine.processes) return say(`the acls of ${path} are not set: nothing is run here`);
	const { mode } = await see(machine, path);
	const argv = [
		"setfacl",
		"--set",
		aclEntries(aces, mode).join(","),
		path
	];
	const { exit } = await run(machine, argv);
	if (!("failed" in exit) && exit.code === 0) return;
	throw new Error(`The deployment failed because of a problem with the acls permission settings in the application specification file for this object: ${path}. Failed command: ${argv.join(" ")}. Exit code: -1`);
}
async function setContext(machine, { path, context }, _cleanup, say) {
	if (!machine.processes) return say(`the context of ${path} is not set: nothing is run here`);
	const words = contextArguments(context).split(" ");
	for (const { argv, name } of [{
		argv: [
			"semanage",
			"fcontext",
			"-a",
			...words,
			path
		],
		name: "semanage fcontext -a"
	}, {
		argv: [
			"restorecon",
			"-vF",
			path
		],
		name: "restorecon"
	}]) {
		const { exit, complaint } = await run(machine, argv);
		if ("failed" in exit) throw new Error(`IO error: ${osError(exit.failed)}`);
		if (exit.code !== 0) throw new Error(`IO error: ${name} failed: ${complaint.trim()}`);
	}
}
async function run(machine, argv) {
	const chunks = [];
	const running = machine.processes?.start({
		argv,
		env: SYSTEM_ENVIRONMENT
	}, (stream, chunk) => {
		if (stream === "stderr") chunks.push(chunk);
	});
	const exit = await running?.exited ?? { failed: "ENOENT" };
	await running?.closed.stderr;
	return {
		exit,
		complaint: Buffer.concat(chunks).toString("utf8")
	};
}
function aclEntries(aces, mode) {
	const [user, group, other] = [
		mode >> 6,
		mode >> 3,
		mode
	].map((bits) => bits & 7);
	const own = aces.map(entryOf);
	const has = (start) => own.some((entry) => entry.startsWith(start));
	const entries = [
		`u::${user}`,
		`g::${group}`,
		...has("o::") ? [] : [`o::${other}`],
		...own
	];
	const named = (isDefault) => aces.some((ace) => ace.default === isDefault && ace.name !== "");
	if (named(false) && !has("m:")) entries.push(`m::${group}`);
	if (aces.some((ace) => ace.default)) {
		if (!has("d:u::")) entries.push(`d:u::${user}`);
		if (!has("d:g::")) entries.push(`d:g::${group}`);
		if (!has("d:o:")) entries.push(`d:o::${other}`);
		if (named(true) && !has("d:m:")) entries.push(`d:m::${group}`);
	}
	return entries;
}
function entryOf({ default: isDefault, type, name, read, write, execute }) {
	const bits = (read ? 4 : 0) + (write ? 2 : 0) + (execute ? 1 : 0);
	return `${isDefault ? "d:" : ""}${type.charAt(0)}:${name}:${bits}`;
}

// src/emulator/host/inside/raw-names.ts
function rawNames() {
	const escaped = /[\udc80-\udcff]/u;
	const sequences = /(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|[\x80-\xff]/g;
	return {
		bytes(text) {
			if (!escaped.test(text)) return text;
			const parts = text.split(/([\udc80-\udcff])/u);
			return Buffer.concat(parts.map((part) => escaped.test(part) ? Buffer.from([part.charCodeAt(0) - 56320]) : Buffer.from(part)));
		},
		text(bytes) {
			const text = bytes.toString("utf8");
			if (Buffer.from(text).equals(bytes)) return text;
			const decode = (part) => {
				const decoded = Buffer.from(part, "latin1").toString("utf8");
				return part.length === 1 && part > "" ? String.fromCharCode(56320 + part.charCodeAt(0)) : decoded;
			};
			return bytes.toString("latin1").replace(sequences, decode);
		}
	};
}
function isRaw(text) {
	return /[\udc80-\udcff]/u.test(text);
}

// src/emulator/host/agent2/missing-folders.ts
function missingAbove(destination, kindOf) {
	const missing = [];
	for (let at = parentOf(destination); at !== void 0; at = parentOf(at)) {
		if (at === "." || at === "/" || at !== "" && kindOf(at) !== "absent") break;
		if (at === "") throw new Error(`IO error: ${osError("ENOENT")}`);
		missing.unshift(at);
	}
	return missing;
}
function parentOf(path) {
	const bare = path.replace(/\/+$/, "");
	if (bare === "") return void 0;
	const end = bare.lastIndexOf("/");
	if (end < 0) return "";
	return bare.slice(0, end).replace(/\/+$/, "") || "/";
}

// src/emulator/host/agent2/glob.ts
function matchesGlob(name, pattern) {
	const text = pattern.kind === "string" ? pattern.value : "";
	if (name.includes("/")) return false;
	if (!text.includes("*")) return name === text;
	return expressionOf(text)?.test(name) ?? false;
}
function expressionOf(text) {
	let depth = 0;
	const source = text.replace(/\[(!?)([^\]]+)\]|\*+|[?{},]|[.+^$()|[\]\\/-]/g, (part, not, set) => {
		if (set !== void 0) return `[${not ? "^" : ""}${set.replace(/[\\^[]/g, "\\$&")}]`;
		if (part.startsWith("*")) return "[^/]*";
		if (part === "?") return "[^/]";
		if (part === "{") {
			depth++;
			return "(?:";
		}
		if (part === "}" && depth > 0) {
			depth--;
			return ")";
		}
		if (part === "," && depth > 0) return "|";
		return `\\${part}`;
	});
	try {
		return new RegExp(`^${source}$`, "su");
	} catch {
		return;
	}
}

// src/emulator/host/agent/ruby-paths.ts
function join$2(folder, name) {
	return `${folder.replace(/\/+$/, "")}/${name.replace(/^\/+/, "")}`;
}
function baseName(path) {
	const bare = path.replace(/\/+$/, "");
	return bare === "" ? path.slice(0, 1) : bare.slice(bare.lastIndexOf("/") + 1);
}
function dirName(path) {
	const bare = path.replace(/\/+$/, "");
	const end = bare.lastIndexOf("/");
	if (end < 0) return path.startsWith("/") ? "/" : ".";
	return bare.slice(0, end).replace(/\/+$/, "") || "/";
}
function expandPath(path) {
	const [, user, rest = ""] = /^~([^/]*)(.*)$/s.exec(path) ?? [];
	if (user) throw new Error(`user ${user} doesn't exist`);
	const parts = [];
	for (const part of (user === "" ? `/root${rest}` : path).split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
}
function hostPath(path) {
	return path.startsWith("/") ? path : `/${path}`;
}

// src/emulator/host/agent/permission-plan.ts
function planPermissions(permissions, { copies, folders }, kindOf, version = "1") {
	const steps = [];
	const isMatch = version === "2" ? matchesGlob : matchesName;
	const set = /* @__PURE__ */ new Set();
	for (const permission of permissions) {
		const added = [];
		for (const path of targetsOf(permission)) {
			if (set.has(path)) throw new Error(`The deployment failed because the permissions setting for (${path}) is specified more than once in the application specification file. Update the files section of the AppSpec file, and then try again.`);
			set.add(path);
			steps.push(...stepsFor(permission, path, added));
		}
	}
	return steps;
	function targetsOf(permission) {
		const { object, type } = permission;
		const path = expandPath(object);
		if (copies.has(path)) {
			if (!type.includes("file")) return [];
			checkForFile(permission, version);
			refuseDefaultAcl(permission);
			return [path];
		}
		if (!folders.has(path) && kindOf(object) !== "directory") return [];
		const matching = (candidate) => matches(candidate, path, permission.pattern, isMatch) && !permission.except.some((name) => isMatch(below(candidate, path) ?? "", name));
		const files = type.includes("file") ? [...copies.keys()].filter(matching) : [];
		if (files.length > 0) refuseDefaultAcl(permission);
		const made = type.includes("directory") ? [...folders].filter(matching) : [];
		return [...files, ...made];
	}
}
function stepsFor(permission, path, added) {
	const { mode, acls, context, owner, group } = permission;
	const steps = [];
	if (mode !== void 0) steps.push({
		do: "chmod",
		path,
		mode: Number.parseInt(mode, 8)
	});
	if (acls) steps.push({
		do: "acl",
		path,
		aces: acls,
		added
	});
	if (context) steps.push({
		do: "context",
		path,
		context
	});
	if (owner ?? group) steps.push({
		do: "chown",
		path,
		...(require__builtin_buffer$1()).isTruthy(owner) && { owner },
		...(require__builtin_buffer$1()).isTruthy(group) && { group }
	});
	return steps;
}
function checkForFile({ object, pattern, except }, version) {
	const prefix = version === "2" ? "IO error: " : "";
	if (!(pattern === "**" || pattern.kind === "string" && pattern.value === "**")) throw new Error(`${prefix}The deployment failed because the application specification file includes an object (${object}) with an invalid pattern (${textOf$1(pattern)}), such as a pattern for a file applied to a directory. Correct the permissions section of the AppSpec file, and then try again.`);
	if (except.length > 0) throw new Error(`${prefix}The deployment failed because the except parameter for a pattern in the permissions section ([${except.map((require__builtin_buffer$1()).inspect).join(", ")}]) for the object named ${object} contains an invalid format. Update the AppSpec file, and then try again.`);
}
function textOf$1(pattern) {
	return pattern.kind === "string" ? pattern.value : (require__builtin_buffer$1()).inspect(pattern);
}
function refuseDefaultAcl({ acls }) {
	if (!acls?.some((ace) => ace.default)) return;
	throw new Error("The deployment failed because the -d parameter has been specified to apply an acl setting to a file. This parameter is supported for directories only. Update the AppSpec file, and then try again.");
}
function matches(candidate, folder, pattern, isMatch) {
	const name = below(candidate, folder);
	if (name === void 0) return false;
	if (pattern === "**" || pattern.kind === "string" && pattern.value === "**") return true;
	return isMatch(name, pattern);
}
function below(candidate, folder) {
	const base = folder === "/" ? "/" : `${folder}/`;
	return candidate.startsWith(base) ? candidate.slice(base.length) : void 0;
}
function matchesName(name, pattern) {
	if (name.includes("/")) return false;
	if (pattern.kind !== "string") throw (require__builtin_buffer$1()).noMethod("chars", pattern);
	const [first = "", ...rest] = pattern.value.split(/\*+/);
	const last = rest.pop();
	if (last === void 0) return name === first;
	if (!name.startsWith(first) || name.length < first.length + last.length) return false;
	let at = first.length;
	for (const part of rest) {
		const found = name.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= name.length - last.length && name.endsWith(last);
}

// src/emulator/host/agent/install-plan.ts
function planInstall(spec, behavior, facts, version = "1") {
	const steps = [];
	const targets = {
		copies: /* @__PURE__ */ new Map(),
		folders: /* @__PURE__ */ new Set()
	};
	const kindOf = (path) => path === "" ? "absent" : facts.present.get(hostPath(path)) ?? "absent";
	for (const { source, destination } of spec.files) {
		const from = join$2(facts.archive, textOf(source));
		const tree = facts.trees.get(from);
		if (tree) {
			makeMissing(textOf(destination));
			copyFolder(from, tree, textOf(destination));
		} else {
			const to = join$2(textOf(destination), baseName(from));
			makeMissing(to);
			copy(from, to);
		}
	}
	steps.push(...planPermissions(spec.permissions, targets, kindOf, version));
	return steps;
	function copyFolder(from, tree, destination) {
		if (kindOf(destination) !== "directory") mkdir(destination);
		for (const { path, directory } of tree) {
			const to = join$2(destination, path);
			if (!directory) copy(join$2(from, path), to);
			else if (kindOf(to) !== "directory") mkdir(to);
		}
	}
	function copy(source, destination) {
		if (kindOf(destination) !== "absent") {
			const chosen = spec.fileExistsBehavior ?? behavior;
			if (chosen === "RETAIN") return;
			if (chosen === "DISALLOW") throw new Error(`The deployment failed because a specified file already exists at this location: ${destination}`);
		}
		const to = expandPath(destination);
		const other = targets.copies.get(to);
		if (other !== void 0) throw new Error(`The deployment failed because the application specification file specifies two source files named ${source} and ${other} for the same destination (${to}). Remove one of the source file paths from the AppSpec file, and then try again.`);
		if (targets.folders.has(to)) throw new Error(`The deployment failed because the application specification file calls for installing the file ${source}, but a file with that name already exists at the location (${to}). Update your AppSpec file or directory structure, and then try again.`);
		steps.push({
			do: "copy",
			source,
			destination: to
		});
		targets.copies.set(to, source);
	}
	function mkdir(destination) {
		const path = expandPath(destination);
		const source = targets.copies.get(path);
		if (source !== void 0) throw new Error(`The deployment failed because the application specification file includes an mkdir command more than once for the same destination path (${path}) from (${source}). Update the files section of the AppSpec file, and then try again.`);
		if (!targets.folders.has(path)) steps.push({
			do: "mkdir",
			path
		});
		targets.folders.add(path);
	}
	function makeMissing(destination) {
		if (version === "2") {
			for (const folder of missingAbove(destination, kindOf)) mkdir(folder);
			return;
		}
		for (const folder of ancestors(destination)) if (kindOf(folder) === "absent") mkdir(folder);
	}
}
function sourcesToSee(spec, archive) {
	return spec.files.flatMap(({ source }) => source.kind === "string" ? [join$2(archive, source.value)] : []);
}
function pathsToSee(spec, archive, trees) {
	const paths = new Set(spec.permissions.map(({ object }) => object));
	for (const { source, destination } of spec.files) {
		if (source.kind !== "string" || destination.kind !== "string") continue;
		const from = join$2(archive, source.value);
		const tree = trees.get(from);
		const to = tree ? destination.value : join$2(destination.value, baseName(from));
		for (const folder of ancestors(to)) paths.add(folder);
		paths.add(to);
		for (const { path } of tree ?? []) paths.add(join$2(to, path));
	}
	return [...paths].map(hostPath);
}
function ancestors(path) {
	const found = [];
	for (let at = dirName(path); at !== "." && at !== "/"; at = dirName(at)) found.unshift(at);
	return found;
}
function textOf(value) {
	if (value.kind !== "string") throw (require__builtin_buffer$1()).noPath(value);
	return value.value;
}

// src/emulator/host/agent/install.ts
async function install(machine, layout, spec, behavior, how) {
	const { version } = how;
	await removeLast(machine, layout.cleanup, version);
	const facts = await look(machine, layout.archive, spec);
	const plan = planInstall(spec, behavior, facts, version);
	if (version === "1") checkContexts(plan);
	await apply(machine, [
		{
			do: "folders",
			path: layout.notes
		},
		{
			do: "write",
			path: layout.instructions,
			text: instructionsOf(plan)
		},
		{
			do: "write",
			path: layout.cleanup,
			text: ""
		}
	]);
	if (version === "2") await tellUnknownOwners(machine, plan, how.say);
	await carryOut$2(machine, layout.cleanup, plan, how);
	await apply(machine, [{
		do: "write",
		path: layout.lastInstall,
		text: layout.deployment
	}]);
}
async function removeLast(machine, cleanup, version) {
	if ((await see(machine, cleanup)).kind === "absent") return;
	const entries = (await read(machine, cleanup)).toString("utf8").split("\n").slice(0, -1).reverse().map(strip);
	for (const entry of entries.filter((line) => line.startsWith(CONTEXT_MARK))) await removeContext(machine, entry);
	const paths = entries.filter((line) => !line.startsWith(CONTEXT_MARK));
	await apply(machine, [...paths.filter(Boolean).map((path) => ({
		do: "remove",
		path: hostPath(path),
		followed: version === "2"
	})), {
		do: "remove",
		path: cleanup
	}]);
}
function strip(line) {
	return line.replace(/^[\0\t\n\v\f\r ]+/, "").replace(/[\0\t\n\v\f\r ]+$/, "");
}
async function look(machine, archive, spec) {
	const sources = sourcesToSee(spec, archive);
	const trees = /* @__PURE__ */ new Map();
	for (const [index, { kind }] of (await machine.stat(sources)).entries()) {
		const source = sources[index] ?? "";
		if (kind === "directory") trees.set(source, await machine.tree(source));
	}
	const paths = pathsToSee(spec, archive, trees);
	const presences = await machine.stat(paths);
	return {
		archive,
		present: new Map(paths.map((path, index) => [path, presences[index]?.kind ?? "absent"])),
		trees
	};
}
function checkContexts(plan) {
	if (plan.some((step) => step.do === "context" && !step.context.range)) throw new Error("undefined method `get_range' for nil:NilClass");
}
const TYPES = {
	mkdir: "mkdir",
	chmod: "chmod",
	chown: "chown",
	acl: "setfacl",
	context: "semanage"
};
function instructionsOf(plan) {
	const instructions = plan.map((step) => step.do === "copy" ? {
		type: "copy",
		source: step.source,
		destination: step.destination
	} : {
		type: TYPES[step.do],
		[step.do === "mkdir" ? "directory" : "file"]: step.path
	});
	const text = JSON.stringify({ instructions });
	if (plan.some(namesRaw)) throw new Error("source sequence is illegal/malformed utf-8");
	return text;
}
function namesRaw(step) {
	return step.do === "copy" ? isRaw(step.source) || isRaw(step.destination) : isRaw(step.path);
}
async function carryOut$2(machine, cleanup, plan, how) {
	const tools = how.version === "2" ? install_tools_exports : install_tools_exports$1;
	let index = 0;
	while (index < plan.length) {
		const step = plan[index];
		if (step.do === "acl") await tools.setAcl(machine, step, how.say);
		else if (step.do === "context") await tools.setContext(machine, step, cleanup, how.say);
		else {
			const rest = plan.slice(index).findIndex(({ do: kind }) => kind === "acl" || kind === "context");
			const batch = plan.slice(index, rest < 0 ? plan.length : index + rest);
			await applyBatch(machine, cleanup, batch, how.version);
			index += batch.length;
			continue;
		}
		index++;
	}
}
async function applyBatch(machine, cleanup, batch, version) {
	const steps = batch.map((step) => fileStep(step, version));
	const firstWrong = steps.findIndex((step) => step instanceof Error);
	const possible = steps.slice(0, firstWrong < 0 ? steps.length : firstWrong);
	const { done, failed } = await machine.apply(possible);
	const text = possible.slice(0, done + 1).flatMap((step, index) => {
		if (step.do === "copy") return [step.destination];
		return step.do === "mkdir" && index < done ? [step.path] : [];
	}).map((path) => `${path}\n`).join("");
	await apply(machine, [{
		do: "append",
		path: cleanup,
		text
	}]);
	if (failed) throw new FileError(failed);
	if (firstWrong >= 0) throw steps[firstWrong];
}
function fileStep(step, version) {
	if (step.do === "copy") return {
		...step,
		exact: version === "2"
	};
	if (step.do === "mkdir" || step.do === "chmod") return step;
	if (step.do !== "chown") return /* @__PURE__ */ new Error(`${step.do} is not work on files`);
	const { path, owner, group } = step;
	const wrong = [owner, group].find((name) => name && name.kind !== "string");
	if (wrong) return (require__builtin_buffer$1()).noPath(wrong);
	return {
		do: "chown",
		path,
		lenient: version === "2",
		...(require__builtin_buffer$1()).isTruthy(owner) && { owner: nameOf(owner) },
		...(require__builtin_buffer$1()).isTruthy(group) && { group: nameOf(group) }
	};
}
function nameOf(value) {
	return value.kind === "string" ? value.value : "";
}
async function tellUnknownOwners(machine, plan, say) {
	const known = {
		owner: await namesIn$1(machine, "/etc/passwd"),
		group: await namesIn$1(machine, "/etc/group")
	};
	const unknown = /* @__PURE__ */ new Set();
	for (const step of plan) {
		if (step.do !== "chown") continue;
		for (const kind of ["owner", "group"]) {
			const name = step[kind] && nameOf(step[kind]);
			if (name !== void 0 && known[kind] && !known[kind].has(name)) unknown.add(`the ${kind} "${name}" does not exist here, and agent 2 passes over it: the files stay root's`);
		}
	}
	for (const words of unknown) say(words);
}
async function namesIn$1(machine, file) {
	const text = await machine.read(file).catch(() => void 0);
	return text && new Set(text.toString("utf8").split("\n").map((line) => line.split(":", 1)[0] ?? ""));
}

// src/emulator/host/agent/layout.ts
function layoutOf(agentRoot, command) {
	const { deploymentGroupId, deploymentId } = command;
	const group = `${agentRoot}/${deploymentGroupId}`;
	const deployment = `${group}/${deploymentId}`;
	const folder = `${agentRoot}/deployment-instructions`;
	const notes = `${folder}/${deploymentGroupId}`;
	return {
		group,
		deployment,
		archive: archiveOf(deployment),
		scriptLog: `${deployment}/logs/scripts.log`,
		eTag: `${deployment}/bundle-etag`,
		notes: folder,
		cleanup: `${notes}-cleanup`,
		instructions: `${notes}-install.json`,
		lastInstall: `${notes}_last_successful_install`,
		mostRecent: `${notes}_most_recent_install`
	};
}
function archiveOf(deployment) {
	return `${deployment}/deployment-archive`;
}

// src/emulator/host/remembering.ts
function remembering(work) {
	let last;
	return (bytes) => {
		if (!last?.bytes.equals(bytes)) last = {
			bytes,
			result: work(bytes)
		};
		return last.result;
	};
}

// src/emulator/host/agent/appspec-file.ts
async function readForHooks(machine, archive) {
	const file = `${archive}/appspec.yml`;
	const bytes = await readIfThere(machine, file);
	if (bytes === void 0) throw new Error(`The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "appspec.yml". The revision was unpacked to directory "${archive}", and the AppSpec file was expected but not found at path "${file}". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`);
	return parse$1(bytes);
}
async function readForInstall(machine, archive) {
	const [yml, yaml] = await machine.stat([`${archive}/appspec.yml`, `${archive}/appspec.yaml`]);
	const isYaml = yml?.kind === "absent" && yaml?.kind !== "absent";
	return parse$1(await read(machine, `${archive}/appspec.${isYaml ? "yaml" : "yml"}`));
}
const reading = remembering((bytes) => (require__builtin_buffer$1()).readAppSpec(bytes, "linux"));
function parse$1(bytes) {
	const found = reading(bytes);
	if (found.ok) return found.spec;
	throw new Error(found.message);
}

// src/emulator/host/agent/event-report.ts
const UNKNOWN_ERROR = 5;
const FAILED_AFTER_RESTART = 7;
var ScriptError = class extends Error {
	code;
	script;
	constructor(code, script, message) {
		super(message);
		this.name = "ScriptError";
		this.code = code;
		this.script = script;
	}
};
const succeeded = {
	errorCode: 0,
	scriptName: "",
	message: "Succeeded: ",
	log: ""
};
function scriptReport(error, log) {
	const { code, script, message } = error;
	if (log !== void 0) return {
		errorCode: code,
		scriptName: script,
		message,
		log
	};
	return {
		errorCode: UNKNOWN_ERROR,
		scriptName: script,
		message: "Attempting minimal diagnostics",
		log: "Exception JSON::GeneratorError occured"
	};
}
function unknownReport(error) {
	return {
		errorCode: UNKNOWN_ERROR,
		scriptName: "",
		message: error.message,
		log: ""
	};
}
const afterRestart = {
	errorCode: FAILED_AFTER_RESTART,
	scriptName: "",
	message: "Failed: Failing in-progress lifecycle event after an agent restart.",
	log: ""
};

// src/emulator/host/agent/output-splitter.ts
var import__builtin_buffer = (require__builtin_buffer$1()).require__builtin_buffer();
const LIMIT$2 = 1048576;
function isText$1(line) {
	if (line.length < LIMIT$2) return (0, import__builtin_buffer.isUtf8)(line);
	return [
		0,
		1,
		2,
		3
	].some((cut) => (0, import__builtin_buffer.isUtf8)(line.subarray(0, line.length - cut)));
}
var Lines = class {
	#open = [];
	#size = 0;
	*add(chunk) {
		let from = 0;
		for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
			this.#keep(chunk.subarray(from, end + 1));
			yield* this.end();
			from = end + 1;
		}
		this.#keep(chunk.subarray(from));
	}
	*end() {
		const line = Buffer.concat(this.#open);
		this.#open = [];
		this.#size = 0;
		if (line.length > 0) yield line;
	}
	#keep(part) {
		const kept = part.subarray(0, Math.max(0, LIMIT$2 - this.#size));
		this.#size += kept.length;
		if (kept.length > 0) this.#open.push(kept);
	}
};

// src/emulator/host/agent/within-timeout.ts
const REAL_TIMEOUT = 60;
const MOMENT = 3;
const LONGEST$1 = 2e6;
async function withinTimeout(run, { clock, ...time }, wait, signal) {
	const over = new AbortController();
	const expired = (require_run_command()).withAny([signal, over.signal], (end) => expiry(clock, time, end)).then(() => "expired");
	expired.catch(() => void 0);
	try {
		await wait(expired);
	} catch (error) {
		if (signal.aborted) run.signal("SIGKILL");
		throw error;
	} finally {
		over.abort();
	}
}
async function expiry(clock, { seconds, isKnownLate }, signal) {
	if (isKnownLate) return (require_run_command()).systemClock.sleep(Math.min(seconds, MOMENT) * 1e3, signal);
	await Promise.all([clock.sleep(Math.min(seconds, LONGEST$1) * 1e3, signal), (require_run_command()).systemClock.sleep(Math.min(seconds, REAL_TIMEOUT) * 1e3, signal)]);
}
function unlessAborted$1(work, signal) {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) return abort();
		signal.addEventListener("abort", abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

// src/emulator/host/agent/script.ts
async function runScript(script, { processes, path, env, clock, isKnownLate, log }, signal) {
	const { location, timeout } = script;
	const argv = commandWords(commandLine(script, path));
	const readers = {
		stdout: new Reader("stdout", log),
		stderr: new Reader("stderr", log)
	};
	signal.throwIfAborted();
	const run = processes.start({
		argv,
		env
	}, (stream, chunk) => {
		if (!readers[stream].add(chunk)) run.ignore(stream);
	});
	await withinTimeout(run, {
		clock,
		seconds: timeout,
		isKnownLate
	}, async (expired) => {
		const exit = await Promise.race([run.exited, expired]);
		if (exit === "expired") {
			run.signal("SIGTERM");
			run.abandon();
			await unlessAborted$1(run.exited, signal);
			const message = `Script at specified location: ${location} failed to complete in ${timeout} seconds`;
			throw new ScriptError(3, location, message);
		}
		if ("failed" in exit) throw failedToStart(script, exit.failed, argv[0] ?? "");
		for (const stream of ["stdout", "stderr"]) await readToEnd(stream, readers[stream], {
			script,
			run,
			expired
		});
		if (exit.code === 0) return;
		const message = `${prefix(script)} failed with exit code ${exit.code ?? ""}`;
		throw new ScriptError(4, location, message);
	}, signal);
}
async function readToEnd(stream, reader, { script, run, expired }) {
	const { location } = script;
	if (await Promise.race([
		run.closed[stream],
		reader.died,
		expired
	]) === "expired") {
		run.abandon();
		const message = `Script at specified location: ${location} failed to close ${stream.toUpperCase()}`;
		throw new ScriptError(6, location, message);
	}
	if (reader.end()) return;
	run.abandon();
	const message = `${prefix(script)} failed with error ArgumentError with message invalid byte sequence in UTF-8`;
	throw new ScriptError(4, location, message);
}
var Reader = class {
	#lines = new Lines();
	#write;
	#isDead = false;
	#die = () => void 0;
	died = new Promise((resolve) => {
		this.#die = resolve;
	});
	constructor(stream, log) {
		this.#write = (line) => log(Buffer.concat([Buffer.from(`[${stream}]`), line]));
	}
	add(chunk) {
		return this.#keep(this.#lines.add(chunk));
	}
	end() {
		return this.#keep(this.#lines.end());
	}
	#keep(lines) {
		if (this.#isDead) return false;
		for (const line of lines) {
			this.#write(line);
			if (isText$1(line)) continue;
			this.#isDead = true;
			this.#die();
			return false;
		}
		return true;
	}
};
function commandLine({ runas, sudo }, path) {
	const command = runas === void 0 ? path : `su ${runas} -c ${path}`;
	return sudo ? `sudo ${command}` : command;
}
function prefix({ location, runas }) {
	return `Script at specified location: ${location}${runas === void 0 ? "" : ` run as user ${runas}`}`;
}
function failedToStart(script, code, command) {
	const reason = rubyText({
		code,
		call: "",
		path: command
	});
	const message = `${prefix(script)} failed with error Errno::${code} with message ${reason}`;
	return new ScriptError(4, script.location, message);
}

// src/emulator/host/agent/check-script.ts
const SHELLS = /(?:^|[/ ])(sh|bash|dash)$/;
async function checkScript(script, path, machine, log, fails = (code) => failedToStart(script, code, path)) {
	if ((await see(machine, path)).kind === "directory") throw fails("EACCES");
	const content = await read(machine, path);
	const first = content.toString("latin1", 0, Math.max(0, content.indexOf(10)));
	const hasInterpreter = first.startsWith("#!");
	if (hasInterpreter && first.endsWith("\r")) throw fails("ENOENT");
	const interpreter = hasInterpreter ? first.slice(2).trim() : "/bin/sh";
	const shell = SHELLS.exec(interpreter.replace(/(\/\S+) -\S+$/, "$1"))?.[1];
	if (!shell) return;
	const complaint = await readOnly(shell, content);
	if (complaint === void 0) return;
	for (const line of complaint.trimEnd().split("\n")) log(Buffer.from(`[stderr]${line}\n`));
	throw new ScriptError(4, script.location, `${prefix(script)} failed with exit code 2`);
}
function readOnly(shell, content) {
	return new Promise((resolve) => {
		const child = (0, import__builtin_child_process.spawn)(shell, ["-n"], {
			cwd: "/",
			env: { ...SYSTEM_ENVIRONMENT },
			stdio: [
				"pipe",
				"ignore",
				"pipe"
			]
		});
		let complaint = "";
		child.stderr.setEncoding("utf8").on("data", (text) => {
			complaint = (complaint + text).slice(0, 4e3);
		});
		child.on("error", () => resolve(void 0));
		child.on("close", (code) => resolve(code === 0 ? void 0 : complaint));
		child.stdin.on("error", () => void 0);
		child.stdin.end(content);
	});
}

// src/emulator/host/agent/hook-environment.ts
const UNIT$2 = {
	...SYSTEM_ENVIRONMENT,
	BASH: "/bin/bash",
	BASH_EXECUTION_STRING: "[ -f /etc/profile ] && source /etc/profile; /opt/codedeploy-agent/bin/codedeploy-agent start",
	BASH_VERSION: "5.2.15(1)-release",
	EUID: "0",
	HOSTTYPE: "x86_64",
	IFS: " 	\n",
	LINENO: "1",
	MACHTYPE: "x86_64-pc-linux-gnu",
	OPTERR: "1",
	OPTIND: "1",
	OSTYPE: "linux-gnu",
	PPID: "1",
	PS4: "+ ",
	PWD: "/",
	SHELL: "/bin/bash",
	SHLVL: "0",
	TERM: "dumb",
	UID: "0"
};
function environmentOf(command) {
	const { bucket, key, version, eTag } = command.revision;
	return {
		...UNIT$2,
		HOSTNAME: hostName(command.instance),
		LIFECYCLE_EVENT: command.event,
		DEPLOYMENT_ID: command.deploymentId,
		APPLICATION_NAME: command.application,
		DEPLOYMENT_GROUP_NAME: command.deploymentGroup,
		DEPLOYMENT_GROUP_ID: command.deploymentGroupId,
		BUNDLE_BUCKET: bucket,
		BUNDLE_KEY: key,
		...(require_defined()).defined({
			BUNDLE_VERSION: version,
			BUNDLE_ETAG: eTag
		})
	};
}

// src/emulator/host/agent/job-log.ts
var JobLog = class {
	#machine;
	#path;
	#clock;
	#open = "";
	#written;
	#isWriting = false;
	constructor(machine, path, clock) {
		this.#machine = machine;
		this.#path = path;
		this.#clock = clock;
		const folder = path.slice(0, path.lastIndexOf("/"));
		this.#written = apply(machine, [{
			do: "folders",
			path: folder
		}]);
		this.#quiet();
	}
	write(entry) {
		this.#open += `${timestamp(this.#clock.now())} ${rawNames().text(entry)}`;
		if (this.#isWriting) return;
		this.#isWriting = true;
		this.#written = this.#written.then(() => this.#writeOpen());
		this.#quiet();
	}
	async flush() {
		await this.#written;
	}
	async #writeOpen() {
		while (this.#open !== "") {
			const text = this.#open;
			this.#open = "";
			await apply(this.#machine, [{
				do: "append",
				path: this.#path,
				text
			}]);
		}
		this.#isWriting = false;
	}
	#quiet() {
		this.#written.catch(() => void 0);
	}
};
function timestamp(milliseconds) {
	return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}

// src/emulator/host/agent/run-hooks.ts
const HOOKS = new Set((require_examine()).scriptEvents);
async function runHooks(command, { machine, layout, clock, log, hear, environment, timeouts }, signal) {
	const deployment = await chooseDeployment(machine, layout, command);
	if (deployment === void 0) return;
	const archive = archiveOf(deployment);
	const scripts = (await readForHooks(machine, archive)).hooks.get(command.event) ?? [];
	if (scripts.length === 0) return;
	const journal = new JobLog(machine, layout.scriptLog, clock);
	const write = (entry, runas) => {
		log.append(entry);
		journal.write(entry);
		hear(entry.toString("utf8"), runas);
	};
	const env = {
		...environmentOf(command),
		...environment
	};
	write(Buffer.from(`LifecycleEvent - ${command.event}\n`));
	try {
		for (const script of scripts) {
			const path = join$2(archive, script.location);
			await makeExecutable(machine, script, path, { throughLinks: false });
			write(Buffer.from(`Script - ${script.location}\n`));
			await journal.flush();
			const { processes } = machine;
			if (processes) {
				const isKnownLate = timeouts.has(command, script.location);
				const hearing = (entry) => write(entry, script.runas);
				const run = {
					processes,
					path,
					env,
					clock,
					isKnownLate,
					log: hearing
				};
				await timeouts.noting(command, script.location, runScript(script, run, signal));
			}
			if (!processes) await checkScript(script, path, machine, write);
		}
	} finally {
		await journal.flush();
	}
}
async function chooseDeployment(machine, layout, command) {
	const note = (command.creator === "codeDeployRollback" && command.deploymentType === "BLUE_GREEN" ? OF_ROLLBACK : OF_OTHERS)[command.event];
	if (note === void 0) return layout.deployment;
	if ((await see(machine, layout.archive)).kind !== "absent") return layout.deployment;
	return readNote(machine, layout[note]);
}
const OF_OTHERS = {
	BeforeBlockTraffic: "lastInstall",
	AfterBlockTraffic: "lastInstall",
	ApplicationStop: "lastInstall"
};
const OF_ROLLBACK = {
	BeforeBlockTraffic: "mostRecent",
	AfterBlockTraffic: "mostRecent",
	ApplicationStop: "lastInstall",
	BeforeAllowTraffic: "lastInstall",
	AfterAllowTraffic: "lastInstall"
};
async function makeExecutable(machine, script, path, { throughLinks }) {
	const { location } = script;
	const { kind, mode, link } = await see(machine, path);
	if (kind === "absent") {
		const message = `Script does not exist at specified location: ${path}`;
		throw new ScriptError(1, location, message);
	}
	if ((mode & 73) > 0 || link && !throughLinks) return;
	const { failed } = await machine.apply([{
		do: "chmod",
		path,
		mode: mode | 73
	}]);
	if (!failed) return;
	const message = `Unable to set script at specified location: ${location} as executable`;
	throw new ScriptError(2, location, message);
}

// src/emulator/host/agent/work.ts
const BUNDLE_TYPES = /* @__PURE__ */ new Set([
	"tar",
	"tgz",
	"zip"
]);

// src/emulator/host/agent2/appspec-file.ts
const examined = remembering((require_examine()).examineForAgent2);
async function readAppSpecAs2(machine, archive) {
	const names = ["appspec.yml", "appspec.yaml"];
	const found = await machine.stat(names.map((name) => `${archive}/${name}`));
	const name = names.find((_, index) => found[index]?.kind !== "absent") ?? "appspec.yml";
	const bytes = await read(machine, `${archive}/${name}`).catch(() => void 0);
	if (!bytes || !isText(bytes)) throw new Error(notFound(archive, `${archive}/${name}`));
	const { spec, rejections } = examined(bytes);
	const [first] = rejections;
	if (spec && !first) return spec;
	throw new Error(first?.message ?? notFound(archive, `${archive}/${name}`));
}
async function requireAppSpec(machine, archive) {
	const file = `${archive}/appspec.yml`;
	const [found] = await machine.stat([file]);
	if (found && found.kind !== "absent") return;
	throw new Error(`The deployment failed because the specified file does not exist at the expected location: ${file}. Verify that your AppSpec file is named correctly and that it is in the root directory of the revision's source code.`);
}
function notFound(archive, file) {
	return `The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "appspec.yml". The revision was unpacked to directory "${archive}", and the AppSpec file was expected but not found at path "${file}". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`;
}
function isText(bytes) {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

// src/emulator/host/agent2/reports.ts
function succeededAs2(source) {
	return {
		errorCode: 0,
		scriptName: "",
		message: source === void 0 ? "Succeeded" : `Succeeded: BundleSource=${source}`,
		log: ""
	};
}
function failedAs2(command, error, log) {
	if (error instanceof ScriptError) {
		const { code, script, message } = error;
		return {
			errorCode: code,
			scriptName: script,
			message,
			log
		};
	}
	const text = wordsOf(command, error);
	const message = command.event === "Install" ? `Install failed for group ${command.deploymentGroupId}: ${text}` : text;
	return unknownReport(new Error(message));
}
function wordsOf({ revision }, error) {
	if (error instanceof ServiceError) {
		const { bucket, key, version } = revision;
		return `S3 GetObject failed for ${`s3://${bucket}/${key}${version === void 0 ? "" : ` (version ${version})`}`}: ${error.code}: ${error.message}`;
	}
	if (error instanceof ArchiveError && !error.message.startsWith("The disk")) return `failed to read ${revision.bundleType === "zip" ? "zip" : "tar"} archive: ${error.message}`;
	return messageOf$1(error);
}

// src/emulator/host/agent2/reuse-archive.ts
async function reuseArchive(machine, { archive, deployment, eTag, notes, mostRecent }, command) {
	const { reuseOf, deploymentId } = command;
	if (reuseOf === void 0 || reuseOf === deploymentId) return false;
	const source = layoutOf(machine.agentRoot, {
		...command,
		deploymentId: reuseOf
	});
	const [specification] = await machine.stat([`${source.archive}/appspec.yml`]);
	if (!specification || specification.kind === "absent") return false;
	const text = await readNote(machine, source.eTag);
	const steps = [
		{
			do: "clear",
			path: archive
		},
		{
			do: "duplicate",
			source: source.archive,
			destination: archive
		},
		...text === void 0 ? [] : [{
			do: "write",
			path: eTag,
			text
		}],
		{
			do: "folders",
			path: notes
		},
		{
			do: "write",
			path: mostRecent,
			text: deployment
		}
	];
	const { failed } = await machine.apply(steps);
	if (!failed) return true;
	await machine.apply([{
		do: "clear",
		path: archive
	}]);
	return false;
}

// src/emulator/host/agent2/run-log.ts
const LIMIT$1 = 2048;
const LONGEST = 65536;
var RunLog = class {
	#clock;
	#lines = [];
	#bytes = 0;
	constructor(clock) {
		this.#clock = clock;
	}
	append(entry) {
		const line = `${timestamp(this.#clock.now())} ${entry}\n`;
		this.#lines.push(line);
		this.#bytes += Buffer.byteLength(line);
		while (this.#bytes > LIMIT$1) this.#bytes -= Buffer.byteLength(this.#lines.shift() ?? "");
	}
	text() {
		return this.#lines.join("");
	}
};
const SEQUENCES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;
function keptOf(line) {
	const kept = new TextDecoder("utf-8", { ignoreBOM: true }).decode(line.subarray(0, LONGEST)).replace(SEQUENCES, "").replace(/\p{Cc}/gu, "");
	return kept === "" ? void 0 : kept;
}

// src/emulator/host/agent2/script.ts
const GRACE = 5e3;
async function runScriptAs2(script, { machine, processes, path, env, clock, isKnownLate, log }, signal) {
	const { location, timeout } = script;
	await checkExecutable(script, path, machine);
	signal.throwIfAborted();
	const lines = {
		stdout: new Lines(),
		stderr: new Lines()
	};
	const keep = (stream, found) => {
		for (const line of found) {
			const kept = keptOf(line);
			if (kept !== void 0) log(`[${stream}]${kept}`);
		}
	};
	const run = processes.start({
		argv: commandOf(script, path),
		env
	}, (stream, chunk) => keep(stream, lines[stream].add(chunk)));
	await withinTimeout(run, {
		clock,
		seconds: timeout,
		isKnownLate
	}, async (expired) => {
		const exit = await Promise.race([run.exited, expired]);
		if (exit === "expired") {
			await endGroup(run, signal);
			const message = `Script at specified location: ${location} failed to complete in ${timeout} seconds`;
			throw new ScriptError(3, location, message);
		}
		for (const stream of ["stdout", "stderr"]) {
			const closed = await Promise.race([run.closed[stream], expired]);
			keep(stream, lines[stream].end());
			if (closed !== "expired") continue;
			run.abandon();
			const message = `Script at specified location: ${location} failed to close STDOUT`;
			throw new ScriptError(6, location, message);
		}
		judge(script, exit);
	}, signal);
}
async function endGroup(run, signal) {
	run.signal("SIGTERM");
	const done = new AbortController();
	const exited = run.exited.finally(() => done.abort());
	const wait = () => (require_run_command()).withAny([signal, done.signal], (end) => Promise.race([exited, (require_run_command()).systemClock.sleep(GRACE, end)])).catch(() => void 0);
	await unlessAborted$1(wait(), signal);
	run.signal("SIGKILL");
	await unlessAborted$1(wait(), signal);
	run.abandon();
}
function judge({ location, runas }, exit) {
	const where = `Script at specified location: ${location}`;
	if ("failed" in exit) throw new ScriptError(4, location, `${where} failed with error ${osError(exit.failed)}`);
	const code = exit.code ?? 1;
	if (code === 0) return;
	const who = runas === void 0 ? where : `${where} run as user ${runas}`;
	throw new ScriptError(4, location, `${who} failed with exit code ${code}`);
}
function commandOf({ runas, sudo }, path) {
	const command = runas === void 0 ? [path] : [
		"su",
		runas,
		"-c",
		path
	];
	return sudo ? ["sudo", ...command] : command;
}
const ELF = Buffer.from("ELF", "latin1");
async function checkExecutable({ location, runas, sudo }, path, machine) {
	if (runas !== void 0 || sudo) return;
	const [found] = await machine.stat([path]);
	if (found?.kind !== "file") return;
	const content = await machine.read(path);
	if (content.subarray(0, 2).equals(Buffer.from("#!"))) return;
	if (content.subarray(0, 4).equals(ELF)) return;
	const message = `Script at specified location: ${location} failed with error ${osError("ENOEXEC")}`;
	throw new ScriptError(4, location, message);
}

// src/emulator/host/agent2/run-hooks.ts
async function runHooksAs2(command, { machine, layout, clock, log, hear, environment, timeouts }, signal) {
	const deployment = await chooseDeployment(machine, layout, command);
	if (deployment === void 0) return;
	const archive = archiveOf(deployment);
	if ((await see(machine, archive)).kind === "absent") return;
	const { hooks } = await readAppSpecAs2(machine, archive);
	const scripts = hooks.get(command.event) ?? [];
	if (scripts.length === 0) return;
	const journal = new JobLog(machine, layout.scriptLog, clock);
	const write = (entry, runas) => {
		log.append(entry);
		journal.write(Buffer.from(`${entry}\n`));
		hear(entry, runas);
	};
	const eTag = await readNote(machine, layout.eTag);
	const env = {
		...(require_defined()).defined({ BUNDLE_ETAG: eTag }),
		...environmentOf(command),
		...environment
	};
	write(`LifecycleEvent - ${command.event}`);
	try {
		for (const script of scripts) {
			const path = join$2(archive, script.location);
			write(`Script - ${script.location}`);
			await makeExecutable(machine, script, path, { throughLinks: true });
			await journal.flush();
			const { processes } = machine;
			if (processes) {
				const isKnownLate = timeouts.has(command, script.location);
				const hearing = (entry) => write(entry, script.runas);
				const run = {
					machine,
					processes,
					path,
					env,
					clock,
					isKnownLate,
					log: hearing
				};
				await timeouts.noting(command, script.location, runScriptAs2(script, run, signal));
			} else await checkOnly(script, path, machine, write);
		}
	} finally {
		await journal.flush();
	}
}
async function checkOnly(script, path, machine, write) {
	await checkExecutable(script, path, machine);
	const log = (entry) => write(entry.toString("utf8").trimEnd());
	await checkScript(script, path, machine, log, (code) => {
		const message = `Script at specified location: ${script.location} failed with error ${osError(code)}`;
		return new ScriptError(4, script.location, message);
	});
}

// src/emulator/host/agent2/agent-2.ts
async function performAs2(work, signal) {
	const log = new RunLog(work.clock);
	try {
		return succeededAs2(await carryOut$1(work, log, signal));
	} catch (error) {
		if (signal.aborted || error instanceof MachineLost) throw error;
		return failedAs2(work.command, error, log.text());
	}
}
async function carryOut$1({ machine, command, revisions, inside, clock, say, hear, environment, timeouts }, log, signal) {
	const { event, revision, fileExistsBehavior } = command;
	if (!BUNDLE_TYPES.has(revision.bundleType)) throw new Error("BundleType in S3Revision must be tar, tgz or zip");
	if (!isKnown(command)) throw new Error(`Unsupported command type: ${event}`);
	const layout = layoutOf(machine.agentRoot, command);
	await apply(machine, [{
		do: "folders",
		path: layout.deployment
	}]);
	if (event === "DownloadBundle") {
		await removeOld(machine, layout);
		if (await reuseArchive(machine, layout, command)) return "archive-reuse";
		await download(machine, layout, command, revisions, inside, "2");
		await requireAppSpec(machine, layout.archive);
		return "downloaded";
	} else if (event === "Install") {
		const spec = await readAppSpecAs2(machine, layout.archive);
		await install(machine, layout, spec, fileExistsBehavior, {
			say,
			version: "2"
		});
	} else await runHooksAs2(command, {
		machine,
		layout,
		clock,
		log,
		hear,
		environment,
		timeouts
	}, signal);
}
function isKnown({ event }) {
	return event === "DownloadBundle" || event === "Install" || HOOKS.has(event);
}

// src/emulator/host/gaps/accounts.ts
const FIRST_ID = 30001;
const NAME = /^[a-z_][a-z0-9_.-]{0,31}$/i;
const specOf = remembering((bytes) => (require_examine()).examineForBoth(bytes, "1").spec);
const MAKES_ACCOUNTS = /\b(useradd|adduser|groupadd|addgroup|systemd-sysusers|newusers)\b/;
async function giveNamed(machine, command, isFetched) {
	const { archive } = layoutOf(machine.agentRoot, command);
	const file = `${archive}/appspec.yml`;
	const bytes = await readIfPossible(machine, file);
	const spec = bytes && specOf(bytes);
	if (!spec) return [];
	const scripts = [...spec.hooks.values()].flat();
	const { event } = command;
	const runners = isFetched ? scripts : spec.hooks.get(event) ?? [];
	const owners = isFetched || event === "Install" ? spec.permissions : [];
	const named = (key) => owners.flatMap((permission) => {
		const value = permission[key];
		return value === void 0 ? [] : [(require__builtin_buffer$1()).inspect(value).replace(/^"|"$/g, "")];
	});
	const users = [...runners.flatMap(({ runas }) => runas ?? []), ...named("owner")];
	const groups = named("group");
	if (users.length + groups.length === 0) return [];
	const paths = scripts.map(({ location }) => `${archive}/${location}`);
	if (isFetched && await anyMatches(machine, paths)) return [];
	return giveAccounts(machine, {
		users,
		groups
	});
}
async function giveAccounts(machine, { users, groups }) {
	const known = {
		users: await namesIn(machine, "/etc/passwd"),
		groups: await namesIn(machine, "/etc/group")
	};
	const isNew = (list) => (name) => NAME.test(name) && !list.has(name);
	const newUsers = [...new Set(users)].filter(isNew(known.users));
	const newGroups = [.../* @__PURE__ */ new Set([...groups, ...newUsers])].filter(isNew(known.groups));
	if (newUsers.length + newGroups.length === 0) return [];
	const next = FIRST_ID + known.users.size + known.groups.size;
	const steps = newGroups.map((name, index) => ({
		do: "append",
		path: "/etc/group",
		text: `${name}:x:${next + index}:\n`
	}));
	const gidOf = (name) => {
		const index = newGroups.indexOf(name);
		return index < 0 ? next + newGroups.length : next + index;
	};
	for (const name of newUsers) {
		const id = gidOf(name);
		const home = `/home/${name}`;
		steps.push({
			do: "append",
			path: "/etc/passwd",
			text: `${name}:x:${id}:${id}::${home}:/bin/bash\n`
		}, {
			do: "append",
			path: "/etc/shadow",
			text: `${name}:*:19000:0:99999:7:::\n`
		}, {
			do: "folders",
			path: home
		}, {
			do: "chown",
			path: home,
			owner: name,
			group: name,
			lenient: true
		});
	}
	await machine.apply(steps);
	const onlyGroups = newGroups.filter((name) => !newUsers.includes(name));
	return [...newUsers.map((name) => `the user ${name}`), ...onlyGroups.map((name) => `the group ${name}`)];
}
async function namesIn(machine, file) {
	const lines = (await machine.read(file)).toString("utf8").split("\n");
	return new Set(lines.flatMap((line) => line.split(":").slice(0, 1)));
}
async function anyMatches(machine, paths) {
	for (const path of new Set(paths)) {
		const script = await readIfPossible(machine, path);
		if (script && MAKES_ACCOUNTS.test(script.toString("latin1"))) return true;
	}
	return false;
}

// src/emulator/host/gaps/stubs.ts
const CALLS = "/run/codedeploy-fanout/calls";
const NO_PLACEHOLDER = new Set(`
    yum dnf microdnf rpm apt apt-get apt-key dpkg apk zypper pacman snap brew flatpak add-apt-repository
    amazon-linux-extras python python2 node systemctl journalctl loginctl sudo su setfacl getfacl semanage
    restorecon ip ifconfig perl initctl chkconfig update-rc.d nc ncat`.trim().split(/\s+/));
function stubFiles({ commands, units, programs }, folders, exists) {
	const files = /* @__PURE__ */ new Map();
	for (const [name, given] of commands) {
		const there = folders.map((folder) => `${folder}/${name}`).filter(exists);
		for (const path of /* @__PURE__ */ new Set([
			`/usr/local/bin/${name}`,
			`/usr/bin/${name}`,
			...there
		])) files.set(path, {
			text: stub(name, given),
			mode: 493
		});
	}
	for (const name of programs) {
		if (folders.some((folder) => exists(`${folder}/${name}`)) || commands.has(name) || NO_PLACEHOLDER.has(name)) continue;
		for (const folder of ["/usr/bin", "/usr/local/bin"]) files.set(`${folder}/${name}`, {
			text: placeholder(name),
			mode: 493
		});
	}
	for (const name of units) files.set(`/usr/lib/systemd/system/${name}`, {
		text: unit(name),
		mode: 420
	});
	return files;
}
const note = (kind, name) => `printf '%s\\036' "$(printf '%s\\037' ${kind} '${name}' "$@")" >> ${CALLS} 2>/dev/null\n`;
const DRAIN = "[ ! -p /dev/stdin ] || cat > /dev/null\n";
function stub(name, { exit, output, stays }) {
	const quoted = `'${output.replaceAll("'", `'\\''`)}'`;
	const print = output === "" ? "" : `printf '%s\\n' ${quoted}\n`;
	const end = stays ? "exec sleep 2147483647" : `exit ${exit}`;
	return `#!/bin/sh\n${note("stub", name)}${DRAIN}${print}${end}\n`;
}
function placeholder(name) {
	return `#!/bin/sh\n${note("lacked", name)}echo '${name}: command not found (see rehearsal.host)' >&2\nexit 127\n`;
}
function unit(name) {
	return `[Unit]\nDescription=Stub of ${name}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecReload=/bin/true\n[Install]\nWantedBy=multi-user.target\n`;
}

// src/emulator/host/gaps/calls.ts
const kinds = [
	"stub",
	"lacked",
	"sudo"
];
async function takeCalls(machine) {
	const text = (await readIfPossible(machine, "/run/codedeploy-fanout/calls"))?.toString("utf8") ?? "";
	if (text === "") return [];
	await machine.apply([{
		do: "write",
		path: CALLS,
		text: ""
	}]);
	return text.split("").flatMap((record) => {
		const [kind, name, ...args] = record.split("");
		if (!kind || !kinds.includes(kind) || !name) return [];
		return [{
			kind,
			name,
			args: args.slice(0, -1)
		}];
	});
}

// src/emulator/host/gaps/confined.ts
const OF_ROOT = [
	[/\b(?:u?mount|swapon|losetup): .*(?:permission denied|Operation not permitted)/i, "file systems to mount"],
	[/\bsysctl: (?:permission denied|setting key)/, "a kernel to set up"],
	[/\b(?:modprobe|insmod): (?:FATAL|ERROR)/, "modules of a kernel"],
	[/\b(?:ip6?tables|nft|ipset|firewall-cmd)\b.*(?:Permission denied|Operation not permitted|must be root)|RTNETLINK answers: Operation not permitted/, "a network to set up"],
	[/Failed to set capabilities on|unable to set CAP_SETFCAP/, "capabilities of files"],
	[/hostname: you must be root/, "a name to change"],
	[/mknod: .*Operation not permitted/, "devices to make"],
	[/cannot set date: Operation not permitted/, "a clock to set"]
];
const ALL = [...[
	[/System has not been booted with systemd|Failed to connect to (?:system scope )?bus:/, "a real systemd"],
	[/\bsysctl: cannot stat \/proc\/sys/, "a kernel to set up"],
	[/ulimit: .*cannot modify limit: Operation not permitted|(?:ulimit|prlimit): .*(?:error setting limit|failed to set)/, "higher limits than this machine\u2019s"],
	[/(?:chown|ownership|owner).*: Invalid argument/i, "users with ids above 65535"]
], ...OF_ROOT];
function keptFrom(line) {
	return ALL.find(([pattern]) => pattern.test(line))?.[1];
}
function isOfRoot(line) {
	return OF_ROOT.some(([pattern]) => pattern.test(line));
}
function refusedPaths(line) {
	if (!/Operation not permitted|Permission denied|Read-only file system|EACCES|EPERM|EROFS/.test(line)) return [];
	return [...line.matchAll(/(?<![\w.])\.?(\/[^\s:'"\u2018\u2019`,()]+)/g)].map(([, path = ""]) => path);
}

// src/emulator/host/gaps/units.ts
const names$1 = `
    nginx httpd apache2 caddy haproxy varnish squid php-fpm php7.4-fpm php8.0-fpm php8.1-fpm php8.2-fpm
    php8.3-fpm php8.4-fpm tomcat tomcat7 tomcat8 tomcat9 tomcat10 docker docker.socket containerd podman
    mysql mysqld mariadb postgresql mongod mongodb redis redis-server memcached rabbitmq-server kafka
    zookeeper elasticsearch opensearch logstash kibana grafana-server prometheus node_exporter filebeat
    td-agent fluent-bit supervisor supervisord monit cron crond atd rsyslog syslog sshd ssh postfix sendmail
    ntpd ntp chronyd chrony firewalld iptables ufw fail2ban auditd network NetworkManager systemd-networkd
    systemd-resolved amazon-cloudwatch-agent amazon-ssm-agent awslogs awslogsd codedeploy-agent xray cfn-hup
    ecs nfs-server rpcbind autofs amazon-efs-mount-watchdog datadog-agent newrelic-infra newrelic-daemon
    consul nomad vault jenkins gunicorn uwsgi celery pm2-root pm2-ec2-user pm2-ubuntu pm2-node kubelet
    certbot certbot-renew unattended-upgrades snapd dnsmasq bind9 named proftpd vsftpd smb openvpn wg-quick
    keepalived telegraf collectd zabbix-agent`;
const knownUnits = new Set(names$1.trim().split(/\s+/));

// src/emulator/host/gaps/read-output.ts
const NETWORK = [
	/Could not resolve (?:host(?:name)?:? ?|proxy:? ?)?'?"?([\w.-]+)/i,
	/unable to resolve host address ['\u2018"]?([\w.-]+)/i,
	/Temporary failure (?:in name resolution|resolving '?([\w.-]+)?)/i,
	/Name or service not known|nodename nor servname provided/i,
	/getaddrinfo (?:EAI_AGAIN|ENOTFOUND) ?([\w.-]+)?/,
	/\bEAI_AGAIN\b|\bENETUNREACH\b|Network is unreachable|No route to host/i,
	/dial tcp: lookup ([\w.-]+)/,
	/UnknownHostException:? ?([\w.-]+)?/,
	/Cannot find a valid baseurl for repo|Failed to download metadata for repo|Could not retrieve mirrorlist/i,
	/E: Unable to locate package (\S+)|has no installation candidate/,
	/Could not connect to the endpoint URL/i,
	/Unable to locate credentials|NoCredentialProviders|Unable to load (?:AWS )?credentials/i
];
const DOCKER = /Cannot connect to the Docker daemon|docker(?:\.sock)?: connect: |error during connect: .*docker/i;
const NOT_FOUND = [
	/(?:^|[\s:\]])([^\s:'\u2018\u2019"`\]]+): command not found/,
	/: \d+: ([^\s:]+): not found/,
	/exec: ([^\s:]+): not found/,
	/env: ['\u2018`]?([^\s:'\u2019]+)['\u2019]?: No such file or directory/,
	/which: no (\S+) in \(/,
	/failed to (?:run command|execute) ['\u2018`]?([^\s:'\u2019]+)['\u2019]?: No such file/,
	/: ([^\s:]+): bad interpreter: No such file/,
	/(?:^|[\s:\]])(\/\S+\/s?bin\/[^\s:'/]+): (?:No such file or directory|not found)/
];
const UNIT$1 = /Unit (\S+?)(?:\.service)? (?:could not be found|not found|not loaded|does not exist)/;
const UNIT_OF_INIT = /(?:^|[\s\]])(\S+): unrecognized service/;
const STAND_IN = /(?:systemctl|Unit \S+|su|sudo): .* is not supported in a sandbox/;
const USERS = /(?:invalid user:? ?|user )['\u2018`"]?(ec2-user|ubuntu|admin|centos|debian|rocky|fedora|bitnami|ssm-user|www-data|nginx|apache|tomcat|jenkins|deploy)['\u2019"]?(?:$|[:' ]| does not exist)/;
function lackedBy(line, programs) {
	if (DOCKER.test(line)) return "a Docker daemon";
	for (const pattern of NOT_FOUND) {
		const name = (0, import__builtin_path.basename)(pattern.exec(line)?.[1] ?? "");
		if (name !== "" && programs.has(name)) return name;
	}
	const unit = UNIT$1.exec(line)?.[1] ?? UNIT_OF_INIT.exec(line)?.[1];
	if (unit !== void 0 && knownUnits.has(unit)) return `the unit ${unit}.service`;
	if (STAND_IN.test(line)) return `a real systemd: ${line.trim()}`;
	const kept = keptFrom(line);
	if (kept !== void 0) return kept;
	const user = USERS.exec(line)?.[1];
	if (user !== void 0 && /invalid user|does not exist|no such user/i.test(line)) return `the user ${user}`;
	for (const pattern of NETWORK) {
		const match = pattern.exec(line);
		if (match) return match[1] ? `a network (to reach ${match[1].replace(/\.$/, "")})` : "a network";
	}
}

// src/emulator/host/gaps/gaps.ts
const ASKING = /* @__PURE__ */ new Set([
	"ValidateService",
	"BeforeAllowTraffic",
	"AfterAllowTraffic"
]);
var Gaps = class {
	#programs;
	#tellCall;
	#lacking = /* @__PURE__ */ new Set();
	#swallowed = /* @__PURE__ */ new Set();
	#heard = /* @__PURE__ */ new Set();
	#refused = /* @__PURE__ */ new Set();
	#refusedTo = /* @__PURE__ */ new Map();
	#stubs = /* @__PURE__ */ new Set();
	constructor(programs, tellCall) {
		this.#programs = programs;
		this.#tellCall = tellCall;
	}
	hear = (text, runas = "root") => {
		for (const line of text.split("\n")) {
			if (line === "" || this.#heard.size > 20) continue;
			const lacked = lackedBy(line, this.#programs);
			const paths = refusedPaths(line);
			const isRefused = lacked === void 0 ? paths.length > 0 : isOfRoot(line);
			if (runas !== "root" && isRefused) this.#noteRefused(runas, line);
			else {
				if (lacked !== void 0) this.#heard.add(lacked);
				for (const path of paths) if (this.#refused.size < 20) this.#refused.add(path);
			}
		}
	};
	#noteRefused(user, line) {
		const lines = this.#refusedTo.get(user) ?? [];
		if (lines.length < 20) this.#refusedTo.set(user, [...lines, line]);
	}
	get stubs() {
		return [...this.#stubs];
	}
	#noteStub(call) {
		this.#stubs.add(call.name);
		this.#tellCall(call);
	}
	#noteSudo(call) {
		for (const line of this.#refusedTo.get(call.name) ?? []) this.hear(line);
		this.#tellCall(call);
	}
	async judge(event, report, machine) {
		for (const call of await takeCalls(machine)) if (call.kind === "lacked") this.#heard.add(call.name);
		else if (call.kind === "stub") this.#noteStub(call);
		else this.#noteSudo(call);
		this.hear(report.message);
		const lacks = [...this.#heard, ...report.errorCode === 0 ? [] : await this.#ofMachine(machine)];
		this.#heard = /* @__PURE__ */ new Set();
		this.#refused = /* @__PURE__ */ new Set();
		this.#refusedTo = /* @__PURE__ */ new Map();
		for (const one of lacks) (report.errorCode === 0 ? this.#swallowed : this.#lacking).add(one);
		if (event === "DownloadBundle") this.#beginRelease();
		if (lacks.length > 0) return {
			...report,
			lacking: {
				what: lacks,
				isLater: false
			}
		};
		const what = report.errorCode === 0 ? [] : this.#before(event);
		return what.length === 0 ? report : {
			...report,
			lacking: {
				what,
				isLater: true
			}
		};
	}
	#beginRelease() {
		this.#lacking.clear();
		this.#swallowed.clear();
	}
	async #ofMachine(machine) {
		const paths = [...this.#refused];
		const asked = paths.flatMap((path) => [path, (0, import__builtin_path.dirname)(path)]);
		const found = asked.length === 0 ? [] : await machine.stat(asked);
		const denied = paths.filter((_, index) => {
			const [file, folder] = found.slice(2 * index);
			return file?.kind === "absent" ? folder?.denied : file?.denied;
		});
		const more = denied.length > 1 ? `, and of ${denied.length - 1} more` : "";
		return denied.slice(0, 1).map((path) => `the right to change this machine\u2019s ${path}${more}`);
	}
	#before(event) {
		if (this.#lacking.size > 0 || !ASKING.has(event)) return [...this.#lacking];
		const stubs = [...this.#stubs].map((name) => `what the stub of ${name} stands for`);
		return this.#swallowed.size > 0 ? [...this.#swallowed] : stubs;
	}
};

// src/emulator/host/agent/script-log.ts
const LIMIT = 2048;
var ScriptLog = class {
	#entries = [];
	append(bytes) {
		this.#entries.push({
			bytes,
			characters: count(bytes)
		});
		let first = this.#entries.length;
		let room = LIMIT;
		while (first > 0 && room - this.#length(first - 1) > 0) {
			first--;
			room -= this.#length(first - 1);
		}
		if (first > 0) this.#entries = this.#entries.slice(first);
	}
	text() {
		const bytes = Buffer.concat(this.#entries.map((entry) => entry.bytes));
		return (0, import__builtin_buffer.isUtf8)(bytes) ? bytes.toString("utf8") : void 0;
	}
	#length(index) {
		return this.#entries.at(index)?.characters ?? 0;
	}
};
function count(bytes) {
	let characters = 0;
	for (const _ of bytes.toString("utf8")) characters++;
	return characters;
}

// src/emulator/host/agent/agent-1.ts
async function performAs1(work, signal) {
	const log = new ScriptLog();
	try {
		await carryOut(work, log, signal);
		return succeeded;
	} catch (error) {
		if (signal.aborted || error instanceof MachineLost) throw error;
		if (error instanceof ScriptError) return scriptReport(error, log.text());
		return unknownReport(error instanceof Error ? error : new Error(String(error)));
	}
}
async function carryOut({ machine, command, revisions, inside, clock, say, hear, environment, timeouts }, log, signal) {
	const { event, revision, fileExistsBehavior } = command;
	if (!BUNDLE_TYPES.has(revision.bundleType)) throw new Error("BundleType in S3Revision must be tar, tgz or zip");
	if (!(event === "DownloadBundle" || event === "Install" || HOOKS.has(event))) throw new Error(`Unsupported command type: ${event}.`);
	const layout = layoutOf(machine.agentRoot, command);
	await apply(machine, [{
		do: "folders",
		path: layout.deployment
	}]);
	if (event === "DownloadBundle") {
		await removeOld(machine, layout);
		await download(machine, layout, command, revisions, inside, "1");
	} else if (event === "Install") {
		const spec = await readForInstall(machine, layout.archive);
		await install(machine, layout, spec, fileExistsBehavior, {
			say,
			version: "1"
		});
	} else await runHooks(command, {
		machine,
		layout,
		clock,
		log,
		hear,
		environment,
		timeouts
	}, signal);
}

// src/emulator/host/agent/agent.ts
var Agent = class {
	#ports;
	#gaps;
	#event = "";
	#machine;
	#closing;
	constructor(ports) {
		this.#ports = ports;
		this.#gaps = new Gaps(ports.host.programs, (call) => ports.onCall(this.#event, call));
	}
	async perform(command, signal) {
		signal.throwIfAborted();
		const machine = await this.#start();
		const { version, say, host, passingOver, ...ports } = this.#ports;
		if (passingOver.has(command)) return done(version);
		this.#event = command.event;
		const tell = (words) => say(`${command.instance}: ${words}`);
		const perform = version === "2" ? performAs2 : performAs1;
		try {
			await this.#giveAccounts(machine, command, false);
			const { hear } = this.#gaps;
			const { environment } = host;
			const report = await perform({
				...ports,
				machine,
				command,
				say: tell,
				hear,
				environment
			}, signal);
			if (command.event === "DownloadBundle") await this.#giveAccounts(machine, command, true);
			const judged = await this.#gaps.judge(command.event, report, machine);
			return passingOver.takes(command, judged) ? done(version) : judged;
		} catch (error) {
			if (signal.aborted) throw signal.reason;
			if (!(error instanceof MachineLost)) throw error;
			ports.onLost(`${command.instance}: ${error.message}`);
			this.#machine = void 0;
			return afterRestart;
		}
	}
	get stubs() {
		return this.#gaps.stubs;
	}
	async http(request, signal) {
		const { processes } = await this.#start();
		if (!processes) throw new Error("nothing runs on this host: its hooks are checked but not run");
		return processes.http(request, signal);
	}
	async #giveAccounts(machine, command, isFetched) {
		const { hasOwnAccounts, onAccount, host } = this.#ports;
		if (!hasOwnAccounts || !host.hasNamed) return;
		for (const words of await giveNamed(machine, command, isFetched)) onAccount(words);
	}
	close() {
		this.#closing ??= this.#end();
		return this.#closing;
	}
	async #end() {
		await (await this.#machine?.catch(() => void 0))?.close();
		await this.#ports.remove();
	}
	async #begin() {
		const { start, hasOwnAccounts, host, onAccount } = this.#ports;
		const machine = await start();
		if (!hasOwnAccounts) return machine;
		const made = await giveAccounts(machine, {
			users: host.users,
			groups: []
		});
		for (const words of made) onAccount(words);
		return machine;
	}
	#start() {
		if (this.#closing !== void 0) return Promise.reject(/* @__PURE__ */ new Error("this host is closed"));
		this.#machine ??= this.#begin().catch((error) => {
			this.#machine = void 0;
			throw error;
		});
		return this.#machine;
	}
};
function done(version) {
	return version === "2" ? succeededAs2(void 0) : succeeded;
}

// src/emulator/host/agent/passed-over.ts
const OWN$1 = (require_examine()).scriptEvents.slice((require_examine()).scriptEvents.indexOf("BeforeInstall"));
var PassingOver = class {
	#standsForGood;
	#failed = /* @__PURE__ */ new Map();
	constructor(standsForGood) {
		this.#standsForGood = standsForGood;
	}
	get all() {
		return [...this.#failed.values()];
	}
	has(command) {
		const failed = this.#failed.get(keyOf$1(command));
		return failed !== void 0 && OWN$1.indexOf(command.event) >= OWN$1.indexOf(failed.event);
	}
	takes(command, report) {
		const { event } = command;
		if (report.errorCode === 0 || report.lacking || !OWN$1.includes(event)) return false;
		if (!this.#standsForGood(command)) return false;
		if (!this.has(command)) this.#failed.set(keyOf$1(command), {
			event,
			report
		});
		return true;
	}
};
function keyOf$1({ revision }) {
	return JSON.stringify([revision.bucket, revision.key]);
}

// src/emulator/host/archive/tar.ts
const BLOCK = 512;
function readTar(bytes, keep) {
	let isPartial = false;
	const found = /* @__PURE__ */ new Map();
	let general = {};
	let next = {};
	let at = 0;
	while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
		const header = readHeader(bytes.subarray(at, at + BLOCK));
		const size = next.size === void 0 ? header.size : Number(next.size);
		const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
		if (!Number.isSafeInteger(size) || size < 0 || content.length < size) throw damaged();
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		if (header.type === "x") next = {
			...next,
			...readPax(content)
		};
		else if (header.type === "g") general = {
			...general,
			...readPax(content)
		};
		else if (header.type === "L") next = {
			...next,
			path: text(content)
		};
		else if (header.type === "K") next = {
			...next,
			linkpath: text(content)
		};
		else {
			const more = {
				...general,
				...next
			};
			next = {};
			if ((more.path ?? header.name).split("/").includes("..")) {
				isPartial = true;
				continue;
			}
			const entry = makeEntry(header, more, content, found, keep);
			if (entry) found.set(entry.path, entry);
		}
	}
	if (at > bytes.length || at < bytes.length && bytes[at] !== 0) throw damaged();
	return {
		entries: [...found.values()],
		isPartial
	};
}
function makeEntry(header, more, content, earlier, keep) {
	const name = more.path ?? header.name;
	const path = safePath(name);
	if (path === "") return void 0;
	const target = more.linkpath ?? header.target;
	const owner = {
		user: more.uname ?? header.user,
		group: more.gname ?? header.group,
		uid: Number(more.uid ?? header.uid),
		gid: Number(more.gid ?? header.gid)
	};
	const modified = Number(more.mtime ?? header.modified) * 1e3;
	const common = {
		path,
		mode: header.mode & 4095,
		modified,
		owner
	};
	switch (header.type) {
		case "5": return {
			...common,
			kind: "directory"
		};
		case "2": return {
			path,
			mode: 511,
			modified,
			kind: "link",
			target
		};
		case "1": {
			const original = earlier.get(safePath(target));
			if (!original) throw damaged();
			return {
				...original,
				path
			};
		}
		case "0":
		case "7":
		case "\0":
			if (name.endsWith("/")) return {
				...common,
				kind: "directory"
			};
			return {
				...common,
				kind: "file",
				data: keep(content)
			};
		default: return;
	}
}
function readHeader(block) {
	if (number(block.subarray(148, 156)) !== checksum(block)) throw damaged();
	const magic = block.toString("latin1", 257, 262);
	const prefix = magic === "ustar" && block[262] === 0 ? text(block.subarray(345, 500)) : "";
	const name = text(block.subarray(0, 100));
	return {
		name: prefix ? `${prefix}/${name}` : name,
		mode: number(block.subarray(100, 108)),
		uid: number(block.subarray(108, 116)),
		gid: number(block.subarray(116, 124)),
		size: number(block.subarray(124, 136)),
		modified: number(block.subarray(136, 148)),
		type: String.fromCharCode(block[156] ?? 0),
		target: text(block.subarray(157, 257)),
		user: magic === "ustar" ? text(block.subarray(265, 297)) : "",
		group: magic === "ustar" ? text(block.subarray(297, 329)) : ""
	};
}
function checksum(block) {
	let sum = 256;
	for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
	return sum;
}
function text(field) {
	const end = field.indexOf(0);
	return rawNames().text(field.subarray(0, end < 0 ? field.length : end));
}
function number(field) {
	if (((field[0] ?? 0) & 128) === 0) return Number.parseInt(text(field).trim() || "0", 8);
	let value = (field[0] ?? 0) & 127;
	for (const byte of field.subarray(1)) value = value * 256 + byte;
	return value;
}
function readPax(content) {
	const found = {};
	let at = 0;
	while (at < content.length) {
		const blank = content.indexOf(32, at);
		const length = Number(content.toString("latin1", at, blank));
		if (blank < 0 || !(length > 0)) throw damaged();
		const record = rawNames().text(content.subarray(blank + 1, at + length - 1));
		const equals = record.indexOf("=");
		found[record.slice(0, equals)] = record.slice(equals + 1);
		at += length;
	}
	return found;
}
function damaged() {
	return new ArchiveError("Error extracting tar archive: 2");
}

// src/emulator/host/archive/zip-entries.ts
const endSignature = 101010256;
const centralSignature = 33639248;
const zip64EndSignature = 101075792;
const zip64LocatorSignature = 117853008;
const UNIX$1 = 3;
const longestComment = 65535;
const full = 4294967295;
function zipEntries(bytes) {
	const { count, offset, ahead } = findDirectory(bytes);
	const entries = [];
	let at = offset;
	for (let index = 0; index < count; index++) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) throw new Error("the directory is damaged");
		entries.push(readEntry$1(bytes, at, ahead));
		at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	refuseOverlaps(entries);
	return entries;
}
function refuseOverlaps(entries) {
	const places = entries.map(({ place }) => place).sort((a, b) => a.start - b.start);
	for (const [index, { end }] of places.entries()) if (end > (places[index + 1]?.start ?? end)) throw new Error("its entries overlap, as in a zip bomb");
}
function findDirectory(bytes) {
	const first = Math.max(0, bytes.length - 22 - longestComment);
	for (let at = bytes.length - 22; at >= first; at--) {
		if (bytes.readUInt32LE(at) !== endSignature) continue;
		const locator = at - 20;
		return locator >= 0 && bytes.readUInt32LE(locator) === zip64LocatorSignature ? largeDirectory(bytes, locator) : directory(bytes, at);
	}
	throw new Error("there is no end of a directory");
}
function directory(bytes, end) {
	const offset = bytes.readUInt32LE(end + 16);
	const ahead = Math.max(0, end - bytes.readUInt32LE(end + 12) - offset);
	return {
		count: bytes.readUInt16LE(end + 10),
		offset: ahead + offset,
		ahead
	};
}
function largeDirectory(bytes, locator) {
	const said = Number(bytes.readBigUInt64LE(locator + 8));
	const end = said + 4 <= bytes.length && bytes.readUInt32LE(said) === zip64EndSignature ? said : locator - 56;
	const ahead = end - said;
	const offset = ahead + Number(bytes.readBigUInt64LE(end + 48));
	return {
		count: Number(bytes.readBigUInt64LE(end + 32)),
		offset,
		ahead
	};
}
function readEntry$1(bytes, at, ahead) {
	const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
	const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
	const saysUtf8 = (bytes.readUInt16LE(at + 8) & 2048) !== 0;
	const name = bytes.subarray(at + 46, nameEnd);
	const madeBy = bytes.readUInt8(at + 5);
	const [size, packedSize, offset] = largeNumbers(extra, [
		bytes.readUInt32LE(at + 24),
		bytes.readUInt32LE(at + 20),
		bytes.readUInt32LE(at + 42)
	]);
	const packed = {
		method: bytes.readUInt16LE(at + 10),
		isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
		size,
		packedSize,
		offset: ahead + offset
	};
	return {
		name: saysUtf8 || madeBy === UNIX$1 || (0, import__builtin_buffer.isUtf8)(name) ? rawNames().text(name) : name.toString("latin1"),
		madeBy,
		attributes: bytes.readUInt32LE(at + 38),
		modified: dosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
		size,
		place: {
			start: packed.offset,
			end: packed.offset + 30 + name.length + packedSize
		},
		content: () => unpack(bytes, packed)
	};
}
function unpack(bytes, { method, isEncrypted, size, packedSize, offset }) {
	if (isEncrypted) throw new Error("it is encrypted");
	const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
	const packed = bytes.subarray(start, start + packedSize);
	if (method !== 0 && method !== 8) throw new Error(`compression method ${method} is not known`);
	const content = method === 0 ? packed : (0, import__builtin_zlib.inflateRawSync)(packed, { maxOutputLength: size + 1 });
	if (content.length > size) throw new Error("it is larger than announced");
	return content;
}
function largeNumbers(extra, numbers) {
	if (!numbers.includes(full)) return numbers;
	for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		if (extra.readUInt16LE(at) !== 1) continue;
		let next = at + 4;
		return numbers.map((number) => {
			if (number !== full) return number;
			next += 8;
			return Number(extra.readBigUInt64LE(next - 8));
		});
	}
	return numbers;
}
function dosTime(date, time) {
	const [year, month, day] = [
		1980 + (date >>> 9),
		(date >>> 5 & 15) - 1,
		date & 31
	];
	return new Date(year, month, day, time >>> 11, time >>> 5 & 63, (time & 31) * 2).getTime();
}

// src/emulator/host/archive/zip.ts
const UNIX = 3;
const DOS_READ_ONLY = 1;
const FORMAT = 61440;
const LINK = 40960;
function readZip(bytes, keep) {
	let list;
	try {
		list = zipEntries(bytes);
	} catch (cause) {
		throw new ArchiveError("Zip end of central directory signature not found", { cause });
	}
	if (list.reduce((sum, entry) => sum + entry.size, 0) > SIZE_LIMIT) throw new ArchiveError("The disk is (or was) full during extraction.");
	return list.flatMap((entry) => readEntry(entry, keep));
}
function readEntry(entry, keep) {
	const { madeBy, attributes, modified } = entry;
	const isUnix = madeBy === UNIX;
	const unixMode = attributes >>> 16;
	const name = isUnix ? entry.name : entry.name.replaceAll("\\", "/");
	const path = safePath(name);
	if (path === "") return [];
	const common = {
		path,
		modified
	};
	if (name.endsWith("/")) return [{
		...common,
		kind: "directory",
		mode: isUnix ? unixMode & 511 : 493
	}];
	const content = contentOf(entry);
	if (isUnix && (unixMode & FORMAT) === LINK) return [{
		...common,
		kind: "link",
		mode: 511,
		target: rawNames().text(content)
	}];
	const dosMode = (attributes & DOS_READ_ONLY) > 0 ? 292 : 420;
	const mode = isUnix ? unixMode & 511 : dosMode;
	const file = {
		...common,
		kind: "file",
		mode,
		data: keep(content)
	};
	const written = safePath(entry.name);
	return written === path ? [file] : [file, {
		...file,
		path: written
	}];
}
function contentOf(entry) {
	try {
		return entry.content();
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ArchiveError(`could not unpack "${entry.name}": ${reason}`, { cause });
	}
}

// src/emulator/host/archive/read-archive.ts
function readArchive(bytes, type, keep) {
	const { entries, isPartial } = type === "zip" ? {
		entries: readZip(bytes, keep),
		isPartial: false
	} : readTar(untarred(bytes, type), keep);
	return {
		entries: withoutWrapper([...new Map(entries.map((entry) => [entry.path, entry])).values()]),
		isPartial
	};
}
function untarred(bytes, type) {
	if (!(bytes[0] === 31 && bytes[1] === 139)) {
		if (type === "tgz") throw new ArchiveError("Error extracting tar archive: 2");
		return bytes;
	}
	try {
		return (0, import__builtin_zlib.gunzipSync)(bytes, { maxOutputLength: SIZE_LIMIT });
	} catch (cause) {
		throw new ArchiveError("Error extracting tar archive: 2", { cause });
	}
}
function withoutWrapper(entries) {
	const [root, ...others] = new Set(entries.map((entry) => entry.path.split("/", 1)[0]));
	if (!(root !== void 0 && others.length === 0) || entries.some((entry) => entry.path === root && entry.kind !== "directory")) return entries;
	const inner = entries.filter((entry) => entry.path !== root).map((entry) => ({
		...entry,
		path: entry.path.slice(root.length + 1)
	}));
	return inner.some((entry) => /appspec/i.test(entry.path.split("/", 1)[0] ?? "")) ? inner : entries;
}

// src/emulator/host/agent/stored-revisions.ts
const KEPT = 8;
var Revisions = class {
	#folder;
	#objects;
	#held = /* @__PURE__ */ new Map();
	#count = 0;
	constructor(folder, objects) {
		this.#folder = folder;
		this.#objects = objects;
	}
	async use(command, work) {
		const { account, region, revision, tag } = command;
		const { bucket, key, version, eTag, bundleType } = revision;
		const location = {
			account,
			region,
			bucket,
			key,
			...version && { version },
			...tag && { tag }
		};
		const { body, eTag: found, versionId } = this.#objects.read(location);
		if (eTag !== void 0 && bare(eTag) !== bare(found)) throw new Error(`Expected deployment artifact bundle etag ${eTag} but was actually "${bare(found)}"`);
		const content = JSON.stringify([
			account,
			region,
			bucket,
			key,
			versionId,
			found,
			bundleType
		]);
		const held = this.#held.get(content) ?? {
			revision: this.#unpack(body, bundleType),
			users: 0
		};
		this.#held.delete(content);
		this.#held.set(content, held);
		held.users++;
		try {
			return await work(held.revision, bare(found));
		} finally {
			held.users--;
			await this.#forget();
		}
	}
	#unpack(body, type) {
		const file = import__builtin_path.default.join(this.#folder, String(++this.#count));
		const descriptor = (0, import__builtin_fs.openSync)(file, "wx");
		(0, import__builtin_fs.fchmodSync)(descriptor, 420);
		let end = 0;
		try {
			return {
				file,
				...readArchive(body, type, (content) => {
					const offset = end;
					while (end < offset + content.length) end += (0, import__builtin_fs.writeSync)(descriptor, content, end - offset);
					return {
						offset,
						size: content.length
					};
				})
			};
		} finally {
			(0, import__builtin_fs.closeSync)(descriptor);
		}
	}
	async #forget() {
		const idle = [...this.#held].filter(([, held]) => held.users === 0);
		for (const [digest, held] of idle.slice(0, Math.max(0, this.#held.size - KEPT))) {
			this.#held.delete(digest);
			await (0, import_promises.rm)(held.revision.file, { force: true });
		}
	}
};
function bare(eTag) {
	return eTag.replaceAll("\"", "");
}

// src/emulator/host/agent/timeouts.ts
const LATE = /* @__PURE__ */ new Set([3, 6]);
var Timeouts = class {
	#known = /* @__PURE__ */ new Set();
	has(command, location) {
		return this.#known.has(keyOf(command, location));
	}
	async noting(command, location, work) {
		try {
			await work;
		} catch (error) {
			if (error instanceof ScriptError && LATE.has(error.code)) this.#known.add(keyOf(command, location));
			throw error;
		}
	}
};
function keyOf({ revision, event }, location) {
	return JSON.stringify([
		revision.eTag ?? revision.key,
		event,
		location
	]);
}

// src/emulator/host/inside/duplicate.ts
function duplicating(real) {
	const names = rawNames();
	return ({ source, destination }) => copyFolder(source, destination);
	function copyFolder(source, destination) {
		import__builtin_fs.default.mkdirSync(real(destination, true), { recursive: true });
		for (const bytes of import__builtin_fs.default.readdirSync(real(source, true), { encoding: "buffer" })) {
			const name = names.text(bytes);
			const [from, to] = [`${source}/${name}`, `${destination}/${name}`];
			const stats = import__builtin_fs.default.lstatSync(real(from, false));
			if (stats.isDirectory()) copyFolder(from, to);
			else if (stats.isSymbolicLink()) {
				const target = import__builtin_fs.default.readlinkSync(real(from, false), { encoding: "buffer" });
				import__builtin_fs.default.symlinkSync(target, real(to, false));
			} else import__builtin_fs.default.copyFileSync(real(from, false), real(to, false));
		}
		import__builtin_fs.default.chmodSync(real(destination, true), import__builtin_fs.default.statSync(real(source, true)).mode & 4095);
	}
}

// src/emulator/host/inside/is-writable.ts
function isWritable(file) {
	try {
		import__builtin_fs.default.accessSync(file, import__builtin_fs.default.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

// src/emulator/host/inside/unpack.ts
const CHUNK = 1048576;
function unpacking({ real, target, give }) {
	return ({ store, entries, path }) => {
		import__builtin_fs.default.mkdirSync(real(path, true), { recursive: true });
		const links = /* @__PURE__ */ new Set();
		const throughLinks = /* @__PURE__ */ new Set();
		for (const entry of entries) if (entry.kind === "link") links.add(entry.path);
		else if (links.size > 0 && isBelowLink(entry.path)) throughLinks.add(entry);
		const contents = import__builtin_fs.default.openSync(store, "r");
		try {
			for (const kind of [
				"file",
				"link",
				"directory"
			]) for (const entry of entries) if (entry.kind === kind && !throughLinks.has(entry)) unpack(contents, entry, path);
			for (const entry of throughLinks) unpack(contents, entry, path);
		} finally {
			import__builtin_fs.default.closeSync(contents);
		}
		function isBelowLink(name) {
			for (let end = name.indexOf("/"); end >= 0; end = name.indexOf("/", end + 1)) if (links.has(name.slice(0, end))) return true;
			return false;
		}
	};
	function unpack(contents, entry, folder) {
		const path = `${folder}/${entry.path}`;
		const place = real(path, false);
		if (entry.kind === "directory") makeFolder(path);
		else {
			makeFolder(path.slice(0, path.lastIndexOf("/")));
			if (entry.kind === "link") {
				if (!isFolder(path)) import__builtin_fs.default.symlinkSync(target(entry.target), place);
				return;
			}
			write(contents, entry.data, place);
		}
		give(place, entry.owner);
		import__builtin_fs.default.chmodSync(place, entry.mode);
		import__builtin_fs.default.utimesSync(place, entry.modified / 1e3, entry.modified / 1e3);
	}
	function makeFolder(path) {
		if (isFolder(path)) return;
		try {
			import__builtin_fs.default.mkdirSync(real(path, false), { recursive: true });
		} catch (error) {
			const { code } = error;
			if (code === void 0) throw error;
			throw {
				code,
				call: "dir_s_mkdir",
				path
			};
		}
	}
	function isFolder(path) {
		return import__builtin_fs.default.statSync(real(path, true), { throwIfNoEntry: false })?.isDirectory() ?? false;
	}
	function write(contents, { offset, size }, place) {
		const file = import__builtin_fs.default.openSync(place, "w");
		const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK));
		try {
			for (let done = 0; done < size;) {
				const read = import__builtin_fs.default.readSync(contents, buffer, 0, Math.min(CHUNK, size - done), offset + done);
				if (read === 0) throw new Error("the unpacked revision ends too early");
				import__builtin_fs.default.writeFileSync(file, buffer.subarray(0, read));
				done += read;
			}
		} finally {
			import__builtin_fs.default.closeSync(file);
		}
	}
}

// src/emulator/host/inside/file-work.ts
const ENTRY_LIMIT = 5e5;
const names = rawNames();
function fileWork(at, owners) {
	const steps = {
		copy({ source, destination, exact = false }) {
			const link = attempt("rb_sysopen", source, () => import__builtin_fs.default.lstatSync(real(source, false)));
			if (link.isSymbolicLink()) {
				const target = import__builtin_fs.default.readlinkSync(real(source, false), { encoding: "buffer" });
				const place = !exact && isDirectory(destination) ? `${destination}/${baseName(names.text(target))}` : destination;
				attempt("syserr_fail2_in", place, () => import__builtin_fs.default.symlinkSync(target, real(place, false)));
				return;
			}
			const place = !exact && isDirectory(destination) ? `${destination}/${baseName(source)}` : destination;
			if (exact && lstat(place)?.isSymbolicLink()) import__builtin_fs.default.unlinkSync(real(place, false));
			attempt("rb_sysopen", source, () => import__builtin_fs.default.accessSync(real(source, true), import__builtin_fs.default.constants.R_OK));
			attempt("rb_sysopen", place, () => import__builtin_fs.default.copyFileSync(real(source, true), real(place, true)));
			const to = real(place, true);
			import__builtin_fs.default.utimesSync(to, link.atimeMs / 1e3, link.mtimeMs / 1e3);
			const kept = owners === "kept" && giveAway(to, link.uid, link.gid);
			import__builtin_fs.default.chmodSync(to, link.mode & (kept ? 4095 : 1023));
		},
		mkdir({ path }) {
			attempt("dir_s_mkdir", path, () => import__builtin_fs.default.mkdirSync(real(path, false), 493));
		},
		remove({ path, followed = false }) {
			const found = lstat(path);
			if (!found || followed && !exists(path)) return;
			if (found.isDirectory()) try {
				attempt("dir_s_rmdir", path, () => import__builtin_fs.default.rmdirSync(real(path, false)));
			} catch (error) {
				if (error.code !== "ENOTEMPTY") throw error;
			}
			else attempt("apply2files", path, () => import__builtin_fs.default.unlinkSync(real(path, false)));
		},
		chmod({ path, mode }) {
			attempt("apply2files", path, () => import__builtin_fs.default.chmodSync(real(path, true), mode));
		},
		chown({ path, owner, group, lenient = false }) {
			if (owners === "ignored") return;
			if (lenient && !areKnown(owner, group)) return;
			const uid = owner === void 0 ? void 0 : idOf("/etc/passwd", owner, "user");
			const gid = group === void 0 ? void 0 : idOf("/etc/group", group, "group");
			attempt("apply2files", path, () => {
				const { uid: oldUid, gid: oldGid } = import__builtin_fs.default.statSync(real(path, true));
				if (owners === "kept") import__builtin_fs.default.chownSync(real(path, true), uid ?? oldUid, gid ?? oldGid);
			});
		},
		folders({ path }) {
			attempt("dir_s_mkdir", path, () => import__builtin_fs.default.mkdirSync(real(path, true), { recursive: true }));
		},
		clear({ path }) {
			import__builtin_fs.default.rmSync(real(path, false), {
				recursive: true,
				force: true
			});
		},
		write({ path, text }) {
			attempt("rb_sysopen", path, () => import__builtin_fs.default.writeFileSync(real(path, true), names.bytes(text)));
		},
		append({ path, text }) {
			attempt("rb_sysopen", path, () => import__builtin_fs.default.appendFileSync(real(path, true), names.bytes(text)));
		},
		duplicate: duplicating(real),
		unpack: unpacking({
			real,
			target: names.bytes,
			give
		})
	};
	return {
		stat: (paths) => paths.map(presence),
		tree: (path) => {
			const found = [];
			walk(path, "", found);
			return found;
		},
		names: (path) => attempt("dir_initialize", path, () => namesIn(path)),
		read: (path) => {
			if (isDirectory(path)) throw {
				code: "EISDIR",
				call: "io_fread",
				path
			};
			return attempt("rb_sysopen", path, () => import__builtin_fs.default.readFileSync(real(path, true))).toString("base64");
		},
		apply: (list) => {
			let done = 0;
			try {
				for (const step of list) {
					steps[step.do](step);
					done++;
				}
				return { done };
			} catch (error) {
				return {
					done,
					failed: failureOf(error)
				};
			}
		}
	};
	function real(path, follow) {
		return names.bytes(at(path, follow));
	}
	function namesIn(path) {
		return import__builtin_fs.default.readdirSync(real(path, true), { encoding: "buffer" }).map((name) => names.text(name)).sort();
	}
	function give(file, owner) {
		if (owners === "kept" && owner) giveAway(file, ...ownerOf(owner));
	}
	function ownerOf(owner) {
		const find = (file, name, number) => {
			try {
				return idOf(file, name, "");
			} catch {
				return number;
			}
		};
		return [find("/etc/passwd", owner.user, owner.uid), find("/etc/group", owner.group, owner.gid)];
	}
	function presence(path) {
		const link = lstat(path)?.isSymbolicLink() ?? false;
		try {
			const stats = import__builtin_fs.default.statSync(real(path, true));
			const kind = stats.isDirectory() ? "directory" : "file";
			const [mode, denied] = [stats.mode & 4095, !isWritable(real(path, true))];
			return {
				kind,
				link,
				mode,
				modified: stats.mtimeMs,
				denied
			};
		} catch {
			return {
				kind: "absent",
				link,
				mode: 0,
				modified: 0,
				denied: false
			};
		}
	}
	function walk(path, below, found) {
		for (const name of namesIn(path)) {
			const directory = isDirectory(`${path}/${name}`);
			if (found.length >= ENTRY_LIMIT) throw { text: `more than ${ENTRY_LIMIT} files below ${path}` };
			found.push({
				path: below + name,
				directory
			});
			if (directory) walk(`${path}/${name}`, `${below}${name}/`, found);
		}
	}
	function lstat(path) {
		try {
			return import__builtin_fs.default.lstatSync(real(path, false));
		} catch {
			return;
		}
	}
	function isDirectory(path) {
		try {
			return import__builtin_fs.default.statSync(real(path, true)).isDirectory();
		} catch {
			return false;
		}
	}
	function giveAway(file, uid, gid) {
		try {
			import__builtin_fs.default.chownSync(file, uid, gid);
			return true;
		} catch {
			return false;
		}
	}
	function exists(path) {
		return import__builtin_fs.default.existsSync(real(path, true));
	}
	function areKnown(owner, group) {
		try {
			if (owner !== void 0) idOf("/etc/passwd", owner, "user");
			if (group !== void 0) idOf("/etc/group", group, "group");
			return true;
		} catch {
			return false;
		}
	}
	function idOf(file, name, what) {
		const line = import__builtin_fs.default.readFileSync(real(file, true), "utf8").split("\n").map((text) => text.split(":")).find((fields) => fields.length > 2 && fields[0] === name);
		if (!line) throw { text: `can't find ${what} for ${name}` };
		return Number(line[2]);
	}
	function attempt(call, path, work) {
		try {
			return work();
		} catch (error) {
			const { code } = error;
			if (code === void 0 || isOfNode(code)) throw error;
			throw {
				code,
				call,
				path
			};
		}
	}
	function failureOf(error) {
		if (!(error instanceof Error)) return error;
		const { code, path = "" } = error;
		if (code === void 0) return { text: error.message };
		if (!isOfNode(code)) return {
			code,
			call: "rb_sysopen",
			path
		};
		return { text: error.message.includes("null bytes") ? "string contains null byte" : "Invalid argument" };
	}
	function isOfNode(code) {
		return code.startsWith("ERR_");
	}
	function baseName(path) {
		const bare = path.replace(/\/+$/, "");
		return bare.slice(bare.lastIndexOf("/") + 1);
	}
}

// src/emulator/host/folder-machine.ts
const LINK_LIMIT = 40;
function folderMachine(folder, agentRoot) {
	const files = fileWork((path, follow) => resolveInside(folder, path, follow), "ignored");
	return {
		agentRoot,
		stat: async (paths) => files.stat(paths),
		tree: async (path) => orFailure(() => files.tree(path)),
		names: async (path) => orFailure(() => files.names(path)),
		read: async (path) => Buffer.from(orFailure(() => files.read(path)), "base64"),
		apply: async (steps) => files.apply(steps),
		close: async () => void 0
	};
}
function orFailure(work) {
	try {
		return work();
	} catch (error) {
		if (error instanceof Error) throw error;
		throw new FileFailure(error);
	}
}
function resolveInside(folder, path, follow) {
	const resolved = [];
	const ahead = path.split("/");
	let links = 0;
	for (let part = ahead.shift(); part !== void 0; part = ahead.shift()) {
		if (part === "" || part === ".") continue;
		if (part === "..") {
			resolved.pop();
			continue;
		}
		const candidate = [
			folder,
			...resolved,
			part
		].join("/");
		const isLast = ahead.every((rest) => rest === "" || rest === ".");
		if (!((follow || !isLast) && import__builtin_fs.default.lstatSync(candidate, { throwIfNoEntry: false })?.isSymbolicLink() === true)) {
			resolved.push(part);
			continue;
		}
		if (++links > LINK_LIMIT) throw Object.assign(/* @__PURE__ */ new Error("too many links"), { code: "ELOOP" });
		const target = import__builtin_fs.default.readlinkSync(candidate);
		if (target.startsWith("/")) resolved.length = 0;
		ahead.unshift(...target.split("/"));
	}
	return [folder, ...resolved].join("/");
}

// src/emulator/host/sandbox/limits.ts
const defaultLimits = {
	processes: 4096,
	memory: 4096,
	file: 4096,
	free: 256
};
const MIB$1 = 1048576;
const OFTEN = 250;
function watchDisk(folder, { free }, tell) {
	const timer = setInterval(() => {
		(0, import_promises.statfs)(folder).then(({ bavail, bsize }) => {
			if (bavail * bsize >= free * MIB$1) return;
			clearInterval(timer);
			tell(`less than ${free} MiB were left on the disk that hosts write to`);
		}, () => clearInterval(timer));
	}, OFTEN);
	timer.unref();
	return () => clearInterval(timer);
}

// src/emulator/host/gaps/settings.ts
const plainHost = {
	users: [],
	hasNamed: true,
	commands: /* @__PURE__ */ new Map(),
	units: [],
	environment: {},
	isInConsul: false,
	programs: new Set((require_programs()).knownPrograms),
	limits: defaultLimits
};

// src/emulator/host/inside/program.ts
const insideProgram = {
	"text": "// \\0rolldown/runtime.js\nvar __create = Object.create;\nvar __defProp = Object.defineProperty;\nvar __getOwnPropDesc = Object.getOwnPropertyDescriptor;\nvar __getOwnPropNames = Object.getOwnPropertyNames;\nvar __getProtoOf = Object.getPrototypeOf;\nvar __hasOwnProp = Object.prototype.hasOwnProperty;\nvar __copyProps = (to, from, except, desc) => {\n	if (from && typeof from === \"object\" || typeof from === \"function\") {\n		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {\n			key = keys[i];\n			if (!__hasOwnProp.call(to, key) && key !== except) {\n				__defProp(to, key, {\n					get: ((k) => from[k]).bind(null, key),\n					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable\n				});\n			}\n		}\n	}\n	return to;\n};\nvar __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, \"default\") ? __defProp(target, \"default\", {\n	value: mod,\n	enumerable: true\n}) : target, mod));\n\nlet node_child_process = require(\"node:child_process\");\nlet node_http = require(\"node:http\");\nnode_http = __toESM(node_http, 1);\nlet node_readline = require(\"node:readline\");\nnode_readline = __toESM(node_readline, 1);\nlet node_fs = require(\"node:fs\");\nnode_fs = __toESM(node_fs, 1);\nlet node_net = require(\"node:net\");\nnode_net = __toESM(node_net, 1);\nlet node_os = require(\"node:os\");\nnode_os = __toESM(node_os, 1);\nlet node_https = require(\"node:https\");\nnode_https = __toESM(node_https, 1);\n\n// src/emulator/host/inside/as-root-protocol.ts\n/** Where the program inside a host takes what is to be run as root. */\nconst AS_ROOT_SOCKET = \"/run/codedeploy-fanout/as-root\";\n/** Calls back with each line of a stream, read as JSON. */\nfunction onObjects(stream, take) {\n	let rest = \"\";\n	stream.setEncoding(\"utf8\").on(\"data\", (text) => {\n		const lines = (rest + text).split(\"\\n\");\n		rest = lines.pop() ?? \"\";\n		for (const line of lines) take(JSON.parse(line));\n	});\n}\n\n// src/emulator/host/inside/as-root-server.ts\n/** How long output may be on its way after a command has ended; what runs on in the background may hold it for ever. */\nconst DRAIN = 300;\n/**\n* Runs as root what the stand-in of sudo asks for, whoever calls it: what a file of sudoers would say, nobody here knows.\n* What was started ends with who asked for it. Gives the processes that are under way.\n*/\nfunction serveRoot() {\n	const running = /* @__PURE__ */ new Set();\n	const server = node_net.default.createServer((socket) => {\n		let child;\n		const say = (message) => socket.writable && socket.write(`${JSON.stringify(message)}\\n`);\n		socket.on(\"error\", () => void 0);\n		socket.on(\"close\", () => child?.exitCode === null && end(child));\n		onObjects(socket, (asked) => {\n			if (\"input\" in asked) feed(child, asked.input);\n			else if (!child) {\n				child = start$1(asked, say, () => socket.end());\n				running.add(child);\n				child.on(\"close\", () => running.delete(child));\n			}\n		});\n	});\n	server.on(\"error\", () => void 0);\n	server.listen(AS_ROOT_SOCKET, () => node_fs.default.chmodSync(AS_ROOT_SOCKET, 438));\n	return running;\n}\nfunction start$1({ argv, cwd, env }, say, done) {\n	const [file = \"\", ...rest] = argv;\n	const child = (0, node_child_process.spawn)(file, rest, {\n		cwd,\n		env,\n		detached: true,\n		stdio: \"pipe\"\n	});\n	for (const stream of [\"stdout\", \"stderr\"]) child[stream].on(\"data\", (chunk) => say({\n		stream,\n		chunk: chunk.toString(\"base64\")\n	}));\n	child.stdin.on(\"error\", () => void 0);\n	let isOver = false;\n	const over = (exit) => {\n		if (isOver) return;\n		isOver = true;\n		say({ exit });\n		done();\n	};\n	child.on(\"error\", () => over(127));\n	child.on(\"exit\", (code, signal) => {\n		const exit = code ?? 128 + (signal ? node_os.default.constants.signals[signal] : 0);\n		child.on(\"close\", () => over(exit));\n		setTimeout(over, DRAIN, exit).unref();\n	});\n	return child;\n}\nfunction feed(child, input) {\n	if (input === null) child?.stdin?.end();\n	else child?.stdin?.write(Buffer.from(input, \"base64\"));\n}\nfunction end({ pid }) {\n	try {\n		if (pid) process.kill(-pid, \"SIGTERM\");\n	} catch {}\n}\n\n// src/defined.ts\n/** The properties that have a value, for a record that has the others not at all. */\nfunction defined(properties) {\n	const kept = {};\n	for (const [name, value] of Object.entries(properties)) if (value !== void 0) kept[name] = value;\n	return kept;\n}\n\n// src/appspec/consul/definitions.ts\n/** Reads a file as the agent does, as far as it defines services and checks. */\nfunction readConsulFile(text) {\n	const found = {\n		services: [],\n		checks: [],\n		runsScripts: false,\n		problems: []\n	};\n	let document;\n	try {\n		document = JSON.parse(text);\n	} catch (error) {\n		found.problems.push(`it is not JSON: ${error.message}`);\n		return found;\n	}\n	if (!isMapping(document)) {\n		found.problems.push(\"it must be an object\");\n		return found;\n	}\n	for (const one of [...listOf(document.service), ...listOf(document.services)]) readService(one, found);\n	for (const one of [...listOf(document.check), ...listOf(document.checks)]) found.checks.push(...readChecks([one], void 0, found.problems));\n	found.runsScripts = document.enable_script_checks === true || document.enable_local_script_checks === true;\n	return found;\n}\nfunction readService(value, found) {\n	if (!isMapping(value)) {\n		found.problems.push(\"\\\"service\\\" must be an object\");\n		return;\n	}\n	const name = text(value.name);\n	if (!name) {\n		found.problems.push(\"a service has no \\\"name\\\"\");\n		return;\n	}\n	const { port } = value;\n	if (port !== void 0 && !(Number.isInteger(port) && Number(port) >= 0 && Number(port) < 65536)) found.problems.push(`service \"${name}\": \"port\" must be a whole number, not ${JSON.stringify(port)}`);\n	const id = text(value.id) ?? name;\n	found.services.push({\n		id,\n		name,\n		...defined({\n			port: Number.isInteger(port) ? port : void 0,\n			address: text(value.address)\n		}),\n		tags: listOf(value.tags).map(String),\n		meta: texts(value.meta, `service \"${name}\": \"meta\"`, found.problems),\n		checks: readChecks([...listOf(value.check), ...listOf(value.checks)], id, found.problems)\n	});\n}\nfunction readChecks(values, serviceId, problems) {\n	return values.filter(isMapping).map((value, index) => {\n		const owner = serviceId ?? text(value.service_id ?? value.serviceid);\n		const turn = values.length > 1 ? `:${index + 1}` : \"\";\n		const id = text(value.id ?? value.check_id ?? value.checkid) ?? (serviceId === void 0 ? text(value.name) ?? \"check\" : `service:${serviceId}${turn}`);\n		const name = text(value.name) ?? (owner === void 0 ? id : `Service '${owner}' check`);\n		const kind = kindOf(value);\n		if (kind.kind === \"other\" && kind.what === \"\") problems.push(`check \"${name}\" must have one of \"http\", \"tcp\", \"args\", \"ttl\" or another kind of check`);\n		else if (kind.kind !== \"ttl\" && kind.kind !== \"other\" && !isTime(value.interval)) problems.push(`check \"${name}\" must have an \"interval\" such as \"10s\"`);\n		return {\n			id,\n			name,\n			...defined({\n				serviceId: owner,\n				timeout: text(value.timeout)\n			}),\n			status: text(value.status) ?? \"critical\",\n			...kind\n		};\n	});\n}\nfunction kindOf(value) {\n	const { http, tcp, ttl } = value;\n	if (text(http)) return {\n		kind: \"http\",\n		url: text(http),\n		method: text(value.method) ?? \"GET\",\n		header: headers(value.header),\n		body: text(value.body) ?? \"\"\n	};\n	if (text(tcp)) return {\n		kind: \"tcp\",\n		address: text(tcp)\n	};\n	const args = listOf(value.args ?? value.script_args ?? value.scriptargs).map(String);\n	if (args.length > 0) return {\n		kind: \"args\",\n		args\n	};\n	if (ttl !== void 0) return { kind: \"ttl\" };\n	return {\n		kind: \"other\",\n		what: [\n			\"grpc\",\n			\"udp\",\n			\"h2ping\",\n			\"docker_container_id\",\n			\"alias_service\",\n			\"alias_node\"\n		].find((key) => value[key] !== void 0) ?? \"\"\n	};\n}\nfunction headers(value) {\n	if (!isMapping(value)) return {};\n	return Object.fromEntries(Object.entries(value).map(([name, texts]) => [name, listOf(texts).map(String)]));\n}\nfunction texts(value, what, problems) {\n	if (value === void 0) return {};\n	if (!isMapping(value)) {\n		problems.push(`${what} must be an object`);\n		return {};\n	}\n	const entries = Object.entries(value);\n	for (const [key, inner] of entries) if (typeof inner !== \"string\") problems.push(`${what}: the value of \"${key}\" must be text`);\n	return Object.fromEntries(entries.map(([key, inner]) => [key, String(inner)]));\n}\n/** https://pkg.go.dev/time#ParseDuration */\nfunction isTime(value) {\n	return typeof value === \"string\" && /^(?:\\d+(?:\\.\\d+)?(?:ns|us|\u00b5s|ms|s|m|h))+$/.test(value);\n}\nfunction listOf(value) {\n	if (value === void 0 || value === null) return [];\n	return Array.isArray(value) ? value : [value];\n}\nfunction text(value) {\n	return typeof value === \"string\" && value !== \"\" ? value : void 0;\n}\nfunction isMapping(value) {\n	return typeof value === \"object\" && value !== null && !Array.isArray(value);\n}\n\n// src/emulator/host/inside/consul/checks.ts\n/** In what the output of a check begins that hosts cannot make; see emulator/host/consul.ts. */\nconst NOT_MADE = \"not made on hosts of a rehearsal: \";\n/** Makes a check once. Undefined for one that is told from outside. */\nasync function makeCheck(check, runsScripts) {\n	const limit = milliseconds(check.timeout) ?? 1e4;\n	switch (check.kind) {\n		case \"http\": return askHttp(check, limit);\n		case \"tcp\": return connect(check.address, limit);\n		case \"args\": return runsScripts ? run(check.args, limit) : void 0;\n		case \"other\": return {\n			status: \"critical\",\n			output: `${NOT_MADE}${check.what}`\n		};\n		case \"ttl\": return;\n	}\n}\nfunction askHttp({ url, method, header, body }, limit) {\n	return new Promise((resolve) => {\n		const fail = (error) => resolve({\n			status: \"critical\",\n			output: `${method} ${url}: ${error.message || (error.code ?? \"\")}`\n		});\n		if (!URL.canParse(url)) return fail(/* @__PURE__ */ new Error(\"it is not an address\"));\n		const secure = url.startsWith(\"https:\");\n		const options = {\n			method,\n			headers: header,\n			timeout: limit,\n			rejectUnauthorized: false\n		};\n		const call = (secure ? node_https.default : node_http.default).request(url, options, (response) => {\n			const code = response.statusCode ?? 0;\n			let text = \"\";\n			response.on(\"data\", (chunk) => {\n				text = (text + chunk.toString(\"utf8\")).slice(0, 4096);\n			});\n			response.on(\"end\", () => {\n				resolve({\n					status: code >= 200 && code < 300 ? \"passing\" : code === 429 ? \"warning\" : \"critical\",\n					output: `HTTP ${method} ${url}: ${code} ${response.statusMessage} Output: ${text}`\n				});\n			});\n			response.on(\"error\", fail);\n		});\n		call.on(\"timeout\", () => call.destroy(/* @__PURE__ */ new Error(`no answer within ${limit} ms`)));\n		call.on(\"error\", fail);\n		call.end(body);\n	});\n}\nfunction connect(address, limit) {\n	return new Promise((resolve) => {\n		const at = address.lastIndexOf(\":\");\n		const socket = node_net.default.connect({\n			host: address.slice(0, at),\n			port: Number(address.slice(at + 1))\n		});\n		const end = (made) => {\n			socket.destroy();\n			resolve(made);\n		};\n		socket.setTimeout(limit, () => end({\n			status: \"critical\",\n			output: `${address}: timed out`\n		}));\n		socket.on(\"connect\", () => end({\n			status: \"passing\",\n			output: `TCP connect ${address}: Success`\n		}));\n		socket.on(\"error\", ({ message }) => end({\n			status: \"critical\",\n			output: message\n		}));\n	});\n}\nfunction run([program = \"\", ...args], limit) {\n	return new Promise((resolve) => {\n		let output = \"\";\n		const child = (0, node_child_process.spawn)(program, args, {\n			cwd: \"/\",\n			timeout: limit,\n			stdio: [\n				\"ignore\",\n				\"pipe\",\n				\"pipe\"\n			]\n		});\n		const keep = (chunk) => {\n			output = (output + chunk.toString(\"utf8\")).slice(-4096);\n		};\n		child.stdout.on(\"data\", keep);\n		child.stderr.on(\"data\", keep);\n		child.on(\"error\", ({ message }) => resolve({\n			status: \"critical\",\n			output: message\n		}));\n		child.on(\"close\", (code) => resolve({\n			status: code === 0 ? \"passing\" : code === 1 ? \"warning\" : \"critical\",\n			output\n		}));\n	});\n}\n/** `10s`, `1m30s`; undefined for what is none. */\nfunction milliseconds(time) {\n	const units = {\n		ms: 1,\n		s: 1e3,\n		m: 6e4,\n		h: 36e5\n	};\n	const parts = [...(time ?? \"\").matchAll(/(\\d+(?:\\.\\d+)?)(ms|s|m|h)/g)];\n	if (parts.length === 0) return void 0;\n	return parts.reduce((sum, [, count, unit = \"\"]) => sum + Number(count) * (units[unit] ?? 0), 0);\n}\n\n// src/emulator/host/inside/consul/state.ts\nconst FOLDER = \"/etc/consul.d\";\nvar ConsulState = class {\n	#services = /* @__PURE__ */ new Map();\n	#checks = /* @__PURE__ */ new Map();\n	/** Registered over the API: a reload leaves them. */\n	#registered = /* @__PURE__ */ new Set();\n	#runsScripts = false;\n	#index = 1;\n	#last = \"\";\n	/** Reads the files again. Gives why they are refused; nothing changes then. */\n	reload() {\n		const problems = [];\n		const services = /* @__PURE__ */ new Map();\n		const checks = [];\n		let runsScripts = false;\n		for (const file of filesBelow(FOLDER)) {\n			const read = readConsulFile(node_fs.default.readFileSync(file, \"utf8\"));\n			problems.push(...read.problems.map((problem) => `${file}: ${problem}`));\n			for (const service of read.services) services.set(service.id, service);\n			checks.push(...read.checks);\n			runsScripts ||= read.runsScripts;\n		}\n		const all = [...[...services.values()].flatMap((one) => one.checks), ...checks];\n		if (!runsScripts && all.some(({ kind }) => kind === \"args\")) problems.push(\"Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true\");\n		if (problems.length > 0) return problems;\n		this.#runsScripts = runsScripts;\n		for (const id of [...this.#services.keys()]) if (!services.has(id) && !this.#registered.has(id)) this.deregister(id);\n		for (const service of services.values()) this.register(service, false);\n		for (const check of checks) this.#note(check);\n		return [];\n	}\n	register(service, isByApi) {\n		if (isByApi) this.#registered.add(service.id);\n		for (const [id, { definition }] of this.#checks) if (definition.serviceId === service.id && !service.checks.some((one) => one.id === id)) this.#checks.delete(id);\n		this.#services.set(service.id, service);\n		for (const check of service.checks) this.#note(check);\n	}\n	deregister(id) {\n		for (const [checkId, { definition }] of this.#checks) if (definition.serviceId === id) this.#checks.delete(checkId);\n		this.#registered.delete(id);\n		return this.#services.delete(id);\n	}\n	/** Sets what a check is, as a service does that sends its own signs of life. */\n	set(id, status, output) {\n		const check = this.#checks.get(id);\n		if (!check) return false;\n		this.#checks.set(id, {\n			...check,\n			status,\n			output\n		});\n		return true;\n	}\n	/** Takes a service out of use, or puts it back. */\n	maintain(id, isOn, reason) {\n		if (!this.#services.has(id)) return false;\n		const checkId = `_service_maintenance:${id}`;\n		this.#checks.delete(checkId);\n		if (!isOn) return true;\n		const definition = {\n			id: checkId,\n			name: \"Service Maintenance Mode\",\n			serviceId: id,\n			status: \"critical\",\n			kind: \"ttl\"\n		};\n		this.#checks.set(checkId, {\n			definition,\n			status: \"critical\",\n			output: reason\n		});\n		return true;\n	}\n	get services() {\n		return [...this.#services.values()];\n	}\n	get checks() {\n		return [...this.#checks.values()];\n	}\n	/** Of a service, those of the node among them. */\n	checksOf(service) {\n		return this.checks.filter(({ definition: { serviceId } }) => serviceId === void 0 || serviceId === service);\n	}\n	/** Makes all checks now, whatever their interval. */\n	async refresh() {\n		await Promise.all(this.checks.map(async ({ definition }) => {\n			const made = await makeCheck(definition, this.#runsScripts);\n			if (made) this.set(definition.id, made.status, made.output);\n		}));\n		const now = JSON.stringify([this.services, this.checks.map(({ status }) => status)]);\n		if (now !== this.#last) this.#index += 1;\n		this.#last = now;\n	}\n	/** Grows with each change. */\n	get index() {\n		return this.#index;\n	}\n	/** A check that goes on keeps its state. */\n	#note(definition) {\n		const known = this.#checks.get(definition.id);\n		this.#checks.set(definition.id, known ? {\n			...known,\n			definition\n		} : {\n			definition,\n			status: definition.status,\n			output: \"\"\n		});\n	}\n};\nfunction filesBelow(folder) {\n	if (!node_fs.default.existsSync(folder)) return [];\n	return node_fs.default.readdirSync(folder, { withFileTypes: true }).sort((one, other) => one.name < other.name ? -1 : 1).flatMap((entry) => {\n		const file = `${folder}/${entry.name}`;\n		if (node_fs.default.statSync(file, { throwIfNoEntry: false })?.isDirectory()) return filesBelow(file);\n		return entry.name.endsWith(\".json\") && node_fs.default.existsSync(file) ? [file] : [];\n	});\n}\n/** Files of the other language, which nothing here reads. */\nfunction unreadFiles(folder = FOLDER) {\n	if (!node_fs.default.existsSync(folder)) return [];\n	return node_fs.default.readdirSync(folder, {\n		recursive: true,\n		encoding: \"utf8\"\n	}).filter((name) => name.endsWith(\".hcl\")).map((name) => `${folder}/${name}`);\n}\n\n// src/emulator/host/inside/consul/api.ts\nconst DATACENTER = \"dc1\";\nconst ok = (body = \"\") => ({\n	status: 200,\n	body\n});\nconst missing = (what) => ({\n	status: 404,\n	body: what\n});\nconst routes = [\n	[\n		\"GET\",\n		/^\\/v1\\/status\\/leader$/,\n		() => ok(\"127.0.0.1:8300\")\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/agent\\/self$/,\n		() => ok({ Config: {\n			Datacenter: DATACENTER,\n			NodeName: node_os.default.hostname()\n		} })\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/agent\\/members$/,\n		() => ok([{\n			Name: node_os.default.hostname(),\n			Addr: \"127.0.0.1\",\n			Port: 8301,\n			Status: 1\n		}])\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/agent\\/services$/,\n		(state) => ok(byKey(state.services.map(shownService), \"ID\"))\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/agent\\/checks$/,\n		(state) => ok(byKey(state.checks.map((one) => shownCheck(one, state)), \"CheckID\"))\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/agent\\/health\\/service\\/name\\/(.+)$/,\n		agentHealth\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/catalog\\/nodes$/,\n		() => ok([node()])\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/catalog\\/services$/,\n		(state) => ok(Object.fromEntries(state.services.map(({ name, tags }) => [name, tags])))\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/catalog\\/service\\/(.+)$/,\n		(state, name) => ok(named(state, name).map((one) => ({\n			...node(),\n			ServiceID: one.id,\n			ServiceName: one.name,\n			ServiceTags: one.tags,\n			ServiceMeta: one.meta,\n			ServicePort: one.port ?? 0,\n			ServiceAddress: one.address ?? \"\"\n		})))\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/health\\/service\\/(.+)$/,\n		healthOf\n	],\n	[\n		\"GET\",\n		/^\\/v1\\/health\\/checks\\/(.+)$/,\n		checksOf\n	],\n	[\n		\"PUT\",\n		/^\\/v1\\/agent\\/reload$/,\n		reload\n	],\n	[\n		\"PUT\",\n		/^\\/v1\\/agent\\/service\\/register$/,\n		register\n	],\n	[\n		\"PUT\",\n		/^\\/v1\\/agent\\/service\\/deregister\\/(.+)$/,\n		(state, id) => state.deregister(id) ? ok() : missing(`Unknown service ID \"${id}\"`)\n	],\n	[\n		\"PUT\",\n		/^\\/v1\\/agent\\/service\\/maintenance\\/(.+)$/,\n		(state, id, query) => state.maintain(id, query.get(\"enable\") === \"true\", query.get(\"reason\") ?? \"\") ? ok() : missing(`Unknown service ID \"${id}\"`)\n	],\n	[\n		\"PUT\",\n		/^\\/v1\\/agent\\/check\\/(?:pass|warn|fail)\\/(.+)$/,\n		() => ok()\n	]\n];\n/** Answers a request; a GET sees checks that were made just now. */\nasync function answer(state, { method, url, body }) {\n	const path = decodeURIComponent(url.pathname);\n	const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path));\n	if (!route || url.searchParams.has(\"filter\")) return {\n		status: 501,\n		body: `${method} ${path}: the stand-in for Consul does not know it`\n	};\n	const [, pattern, work] = route;\n	const name = pattern.exec(path)?.[1] ?? \"\";\n	if (method === \"PUT\") return told(path, name) ?? work(state, name, url.searchParams, body);\n	return whenChanged(state, url.searchParams, () => work(state, name, url.searchParams, body));\n	function told(address, id) {\n		const word = /\\/check\\/(pass|warn|fail)\\//.exec(address)?.[1];\n		if (!word) return void 0;\n		const status = {\n			pass: \"passing\",\n			warn: \"warning\",\n			fail: \"critical\"\n		}[word] ?? \"critical\";\n		return state.set(id, status, url.searchParams.get(\"note\") ?? \"\") ? ok() : missing(`Unknown check ID \"${id}\"`);\n	}\n}\n/** Blocks while the index is what the one who asks has seen, as long as it may. */\nasync function whenChanged(state, query, work) {\n	const seen = Number(query.get(\"index\") ?? 0);\n	const until = Date.now() + (milliseconds(query.get(\"wait\") ?? \"5m\") ?? 0);\n	await state.refresh();\n	while (seen > 0 && state.index === seen && Date.now() < until) {\n		await new Promise((resolve) => setTimeout(resolve, 100));\n		await state.refresh();\n	}\n	return {\n		index: state.index,\n		...await work()\n	};\n}\nfunction healthOf(state, name, query) {\n	const tags = query.getAll(\"tag\");\n	const entries = named(state, name).filter((one) => tags.every((tag) => one.tags.includes(tag))).map((one) => ({\n		Node: node(),\n		Service: {\n			...shownService(one),\n			Weights: {\n				Passing: 1,\n				Warning: 1\n			}\n		},\n		Checks: [serf(), ...state.checksOf(one.id).map((check) => shownCheck(check, state))]\n	})).filter(({ Checks }) => !query.has(\"passing\") || Checks.every(({ Status }) => Status === \"passing\"));\n	return ok(entries);\n}\nfunction checksOf(state, name) {\n	const checks = named(state, name).flatMap(({ id }) => state.checks.filter(({ definition }) => definition.serviceId === id));\n	return ok(checks.map((check) => shownCheck(check, state)));\n}\n/** 200, 429 and 503 are what a load balancer is to understand. */\nfunction agentHealth(state, name) {\n	const found = named(state, name);\n	if (found.length === 0) return {\n		status: 404,\n		body: []\n	};\n	const worst = [\"critical\", \"warning\"].find((status) => found.some(({ id }) => state.checksOf(id).some((check) => check.status === status)));\n	return {\n		status: worst === \"critical\" ? 503 : worst === \"warning\" ? 429 : 200,\n		body: [{ AggregatedStatus: worst ?? \"passing\" }]\n	};\n}\nfunction reload(state) {\n	const problems = state.reload();\n	if (problems.length > 0) return {\n		status: 500,\n		body: problems.join(\"\\n\")\n	};\n	const unread = unreadFiles().map((file) => `the stand-in for Consul reads JSON alone, not ${file}`);\n	return ok(unread.join(\"\\n\"));\n}\nfunction register(state, _, __, body) {\n	const lower = body.replace(/\"([A-Z][A-Za-z]*)\"(?=\\s*:)/g, (__match, key) => `\"${key.toLowerCase()}\"`);\n	const { services, problems } = readConsulFile(`{\"service\":${lower}}`);\n	const [service] = services;\n	if (!service || problems.length > 0) return {\n		status: 400,\n		body: problems.join(\"\\n\")\n	};\n	state.register(service, true);\n	return ok();\n}\nfunction named(state, name) {\n	return state.services.filter((one) => one.name === name);\n}\nconst node = () => ({\n	Node: node_os.default.hostname(),\n	Address: \"127.0.0.1\",\n	Datacenter: DATACENTER,\n	Meta: {}\n});\nconst serf = () => ({\n	Node: node_os.default.hostname(),\n	CheckID: \"serfHealth\",\n	Name: \"Serf Health Status\",\n	Status: \"passing\",\n	Output: \"Agent alive and reachable\"\n});\nfunction shownService({ id, name, tags, meta, port = 0, address = \"\" }) {\n	return {\n		ID: id,\n		Service: name,\n		Tags: tags,\n		Meta: meta,\n		Port: port,\n		Address: address\n	};\n}\nfunction shownCheck({ definition, status, output }, state) {\n	const { id, name, serviceId = \"\" } = definition;\n	const service = state.services.find((one) => one.id === serviceId);\n	return {\n		Node: node_os.default.hostname(),\n		CheckID: id,\n		Name: name,\n		Status: status,\n		Output: output,\n		ServiceID: serviceId,\n		ServiceName: service?.name ?? \"\"\n	};\n}\nfunction byKey(items, key) {\n	return Object.fromEntries(items.map((one) => [String(one[key]), one]));\n}\n\n// src/emulator/host/inside/consul/server.ts\nconst SOCKET = \"/run/codedeploy-fanout/consul.sock\";\nconst PORT = 8500;\n/** By which the stand-in for systemctl knows that a unit is active. */\nconst UNIT_NOTE = \"/run/codedeploy-fanout/consul.service.json\";\n/** `asked`: the port is opened with the first command. */\nfunction startConsul(when) {\n	const state = new ConsulState();\n	state.reload();\n	let isOpen = false;\n	const open = () => {\n		if (isOpen) return;\n		isOpen = true;\n		node_http.default.createServer((request, response) => serve(state, request, response)).on(\"error\", () => void 0).listen(PORT, \"127.0.0.1\");\n	};\n	try {\n		node_fs.default.writeFileSync(UNIT_NOTE, JSON.stringify({\n			id: \"consul\",\n			done: true\n		}));\n		node_fs.default.rmSync(SOCKET, { force: true });\n	} catch {\n		return;\n	}\n	node_http.default.createServer((request, response) => {\n		open();\n		serve(state, request, response);\n	}).on(\"error\", () => void 0).listen(SOCKET, () => node_fs.default.chmodSync(SOCKET, 438));\n	if (when === \"on\") open();\n}\nfunction serve(state, request, response) {\n	let body = \"\";\n	request.on(\"data\", (chunk) => {\n		body += chunk.toString(\"utf8\");\n	});\n	request.on(\"end\", async () => {\n		const { method = \"GET\", url = \"/\" } = request;\n		const { status, body: said, index } = await answer(state, {\n			method,\n			url: new URL(url, \"http://consul\"),\n			body\n		});\n		response.writeHead(status, {\n			\"content-type\": typeof said === \"string\" ? \"text/plain\" : \"application/json\",\n			\"x-consul-knownleader\": \"true\",\n			\"x-consul-lastcontact\": \"0\",\n			...index !== void 0 && { \"x-consul-index\": String(index) }\n		});\n		response.end(typeof said === \"string\" ? said : JSON.stringify(said));\n	});\n}\n\n// src/emulator/host/inside/raw-names.ts\n/**\n* Bytes that are not UTF-8 as text and back: each becomes a lone surrogate from U+DC80 on, as in Python's\n* PEP 383.\n*/\nfunction rawNames() {\n	const escaped = /[\\udc80-\\udcff]/u;\n	const sequences = /(?:[\\0-\\x7f]|[\\xc2-\\xdf][\\x80-\\xbf]|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2})+|[\\x80-\\xff]/g;\n	return {\n		bytes(text) {\n			if (!escaped.test(text)) return text;\n			const parts = text.split(/([\\udc80-\\udcff])/u);\n			return Buffer.concat(parts.map((part) => escaped.test(part) ? Buffer.from([part.charCodeAt(0) - 56320]) : Buffer.from(part)));\n		},\n		text(bytes) {\n			const text = bytes.toString(\"utf8\");\n			if (Buffer.from(text).equals(bytes)) return text;\n			const decode = (part) => {\n				const decoded = Buffer.from(part, \"latin1\").toString(\"utf8\");\n				return part.length === 1 && part > \"\" ? String.fromCharCode(56320 + part.charCodeAt(0)) : decoded;\n			};\n			return bytes.toString(\"latin1\").replace(sequences, decode);\n		}\n	};\n}\n\n// src/emulator/host/inside/duplicate.ts\n/**\n* Copies all of a folder as agent 2 does: links as links, modes kept, owners and times not.\n* Source: `aws/aws-codedeploy-agent: src/system/file_ops.rs`, copy_dir_recursive.\n*/\nfunction duplicating(real) {\n	const names = rawNames();\n	return ({ source, destination }) => copyFolder(source, destination);\n	function copyFolder(source, destination) {\n		node_fs.default.mkdirSync(real(destination, true), { recursive: true });\n		for (const bytes of node_fs.default.readdirSync(real(source, true), { encoding: \"buffer\" })) {\n			const name = names.text(bytes);\n			const [from, to] = [`${source}/${name}`, `${destination}/${name}`];\n			const stats = node_fs.default.lstatSync(real(from, false));\n			if (stats.isDirectory()) copyFolder(from, to);\n			else if (stats.isSymbolicLink()) {\n				const target = node_fs.default.readlinkSync(real(from, false), { encoding: \"buffer\" });\n				node_fs.default.symlinkSync(target, real(to, false));\n			} else node_fs.default.copyFileSync(real(from, false), real(to, false));\n		}\n		node_fs.default.chmodSync(real(destination, true), node_fs.default.statSync(real(source, true)).mode & 4095);\n	}\n}\n\n// src/emulator/host/inside/is-writable.ts\nfunction isWritable(file) {\n	try {\n		node_fs.default.accessSync(file, node_fs.default.constants.W_OK);\n		return true;\n	} catch {\n		return false;\n	}\n}\n\n// src/emulator/host/inside/unpack.ts\nconst CHUNK = 1048576;\n/** Unpacks a bundle. */\nfunction unpacking({ real, target, give }) {\n	return ({ store, entries, path }) => {\n		node_fs.default.mkdirSync(real(path, true), { recursive: true });\n		const links = /* @__PURE__ */ new Set();\n		const throughLinks = /* @__PURE__ */ new Set();\n		for (const entry of entries) if (entry.kind === \"link\") links.add(entry.path);\n		else if (links.size > 0 && isBelowLink(entry.path)) throughLinks.add(entry);\n		const contents = node_fs.default.openSync(store, \"r\");\n		try {\n			for (const kind of [\n				\"file\",\n				\"link\",\n				\"directory\"\n			]) for (const entry of entries) if (entry.kind === kind && !throughLinks.has(entry)) unpack(contents, entry, path);\n			for (const entry of throughLinks) unpack(contents, entry, path);\n		} finally {\n			node_fs.default.closeSync(contents);\n		}\n		function isBelowLink(name) {\n			for (let end = name.indexOf(\"/\"); end >= 0; end = name.indexOf(\"/\", end + 1)) if (links.has(name.slice(0, end))) return true;\n			return false;\n		}\n	};\n	function unpack(contents, entry, folder) {\n		const path = `${folder}/${entry.path}`;\n		const place = real(path, false);\n		if (entry.kind === \"directory\") makeFolder(path);\n		else {\n			makeFolder(path.slice(0, path.lastIndexOf(\"/\")));\n			if (entry.kind === \"link\") {\n				if (!isFolder(path)) node_fs.default.symlinkSync(target(entry.target), place);\n				return;\n			}\n			write(contents, entry.data, place);\n		}\n		give(place, entry.owner);\n		node_fs.default.chmodSync(place, entry.mode);\n		node_fs.default.utimesSync(place, entry.modified / 1e3, entry.modified / 1e3);\n	}\n	function makeFolder(path) {\n		if (isFolder(path)) return;\n		try {\n			node_fs.default.mkdirSync(real(path, false), { recursive: true });\n		} catch (error) {\n			const { code } = error;\n			if (code === void 0) throw error;\n			throw {\n				code,\n				call: \"dir_s_mkdir\",\n				path\n			};\n		}\n	}\n	function isFolder(path) {\n		return node_fs.default.statSync(real(path, true), { throwIfNoEntry: false })?.isDirectory() ?? false;\n	}\n	function write(contents, { offset, size }, place) {\n		const file = node_fs.default.openSync(place, \"w\");\n		const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK));\n		try {\n			for (let done = 0; done < size;) {\n				const read = node_fs.default.readSync(contents, buffer, 0, Math.min(CHUNK, size - done), offset + done);\n				if (read === 0) throw new Error(\"the unpacked revision ends too early\");\n				node_fs.default.writeFileSync(file, buffer.subarray(0, read));\n				done += read;\n			}\n		} finally {\n			node_fs.default.closeSync(file);\n		}\n	}\n}\n\n// src/emulator/host/inside/file-work.ts\nconst ENTRY_LIMIT = 5e5;\n/** Names and contents that are not UTF-8 as text, and back. */\nconst names = rawNames();\n/**\n* The agent's work on files, with what Ruby does and calls it: FileUtils of Ruby 3.1 as\n* `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/install_instruction.rb` uses it.\n*\n* @param at where a path of the host is on this machine; `follow` says whether a link at its end is followed\n* @param owners whether files are given away; where only one user exists, the names are at least checked\n*/\nfunction fileWork(at, owners) {\n	const steps = {\n		copy({ source, destination, exact = false }) {\n			const link = attempt(\"rb_sysopen\", source, () => node_fs.default.lstatSync(real(source, false)));\n			if (link.isSymbolicLink()) {\n				const target = node_fs.default.readlinkSync(real(source, false), { encoding: \"buffer\" });\n				const place = !exact && isDirectory(destination) ? `${destination}/${baseName(names.text(target))}` : destination;\n				attempt(\"syserr_fail2_in\", place, () => node_fs.default.symlinkSync(target, real(place, false)));\n				return;\n			}\n			const place = !exact && isDirectory(destination) ? `${destination}/${baseName(source)}` : destination;\n			if (exact && lstat(place)?.isSymbolicLink()) node_fs.default.unlinkSync(real(place, false));\n			attempt(\"rb_sysopen\", source, () => node_fs.default.accessSync(real(source, true), node_fs.default.constants.R_OK));\n			attempt(\"rb_sysopen\", place, () => node_fs.default.copyFileSync(real(source, true), real(place, true)));\n			const to = real(place, true);\n			node_fs.default.utimesSync(to, link.atimeMs / 1e3, link.mtimeMs / 1e3);\n			const kept = owners === \"kept\" && giveAway(to, link.uid, link.gid);\n			node_fs.default.chmodSync(to, link.mode & (kept ? 4095 : 1023));\n		},\n		mkdir({ path }) {\n			attempt(\"dir_s_mkdir\", path, () => node_fs.default.mkdirSync(real(path, false), 493));\n		},\n		remove({ path, followed = false }) {\n			const found = lstat(path);\n			if (!found || followed && !exists(path)) return;\n			if (found.isDirectory()) try {\n				attempt(\"dir_s_rmdir\", path, () => node_fs.default.rmdirSync(real(path, false)));\n			} catch (error) {\n				if (error.code !== \"ENOTEMPTY\") throw error;\n			}\n			else attempt(\"apply2files\", path, () => node_fs.default.unlinkSync(real(path, false)));\n		},\n		chmod({ path, mode }) {\n			attempt(\"apply2files\", path, () => node_fs.default.chmodSync(real(path, true), mode));\n		},\n		chown({ path, owner, group, lenient = false }) {\n			if (owners === \"ignored\") return;\n			if (lenient && !areKnown(owner, group)) return;\n			const uid = owner === void 0 ? void 0 : idOf(\"/etc/passwd\", owner, \"user\");\n			const gid = group === void 0 ? void 0 : idOf(\"/etc/group\", group, \"group\");\n			attempt(\"apply2files\", path, () => {\n				const { uid: oldUid, gid: oldGid } = node_fs.default.statSync(real(path, true));\n				if (owners === \"kept\") node_fs.default.chownSync(real(path, true), uid ?? oldUid, gid ?? oldGid);\n			});\n		},\n		folders({ path }) {\n			attempt(\"dir_s_mkdir\", path, () => node_fs.default.mkdirSync(real(path, true), { recursive: true }));\n		},\n		clear({ path }) {\n			node_fs.default.rmSync(real(path, false), {\n				recursive: true,\n				force: true\n			});\n		},\n		write({ path, text }) {\n			attempt(\"rb_sysopen\", path, () => node_fs.default.writeFileSync(real(path, true), names.bytes(text)));\n		},\n		append({ path, text }) {\n			attempt(\"rb_sysopen\", path, () => node_fs.default.appendFileSync(real(path, true), names.bytes(text)));\n		},\n		duplicate: duplicating(real),\n		unpack: unpacking({\n			real,\n			target: names.bytes,\n			give\n		})\n	};\n	return {\n		stat: (paths) => paths.map(presence),\n		tree: (path) => {\n			const found = [];\n			walk(path, \"\", found);\n			return found;\n		},\n		names: (path) => attempt(\"dir_initialize\", path, () => namesIn(path)),\n		read: (path) => {\n			if (isDirectory(path)) throw {\n				code: \"EISDIR\",\n				call: \"io_fread\",\n				path\n			};\n			return attempt(\"rb_sysopen\", path, () => node_fs.default.readFileSync(real(path, true))).toString(\"base64\");\n		},\n		apply: (list) => {\n			let done = 0;\n			try {\n				for (const step of list) {\n					steps[step.do](step);\n					done++;\n				}\n				return { done };\n			} catch (error) {\n				return {\n					done,\n					failed: failureOf(error)\n				};\n			}\n		}\n	};\n	function real(path, follow) {\n		return names.bytes(at(path, follow));\n	}\n	function namesIn(path) {\n		return node_fs.default.readdirSync(real(path, true), { encoding: \"buffer\" }).map((name) => names.text(name)).sort();\n	}\n	function give(file, owner) {\n		if (owners === \"kept\" && owner) giveAway(file, ...ownerOf(owner));\n	}\n	function ownerOf(owner) {\n		const find = (file, name, number) => {\n			try {\n				return idOf(file, name, \"\");\n			} catch {\n				return number;\n			}\n		};\n		return [find(\"/etc/passwd\", owner.user, owner.uid), find(\"/etc/group\", owner.group, owner.gid)];\n	}\n	function presence(path) {\n		const link = lstat(path)?.isSymbolicLink() ?? false;\n		try {\n			const stats = node_fs.default.statSync(real(path, true));\n			const kind = stats.isDirectory() ? \"directory\" : \"file\";\n			const [mode, denied] = [stats.mode & 4095, !isWritable(real(path, true))];\n			return {\n				kind,\n				link,\n				mode,\n				modified: stats.mtimeMs,\n				denied\n			};\n		} catch {\n			return {\n				kind: \"absent\",\n				link,\n				mode: 0,\n				modified: 0,\n				denied: false\n			};\n		}\n	}\n	function walk(path, below, found) {\n		for (const name of namesIn(path)) {\n			const directory = isDirectory(`${path}/${name}`);\n			if (found.length >= ENTRY_LIMIT) throw { text: `more than ${ENTRY_LIMIT} files below ${path}` };\n			found.push({\n				path: below + name,\n				directory\n			});\n			if (directory) walk(`${path}/${name}`, `${below}${name}/`, found);\n		}\n	}\n	function lstat(path) {\n		try {\n			return node_fs.default.lstatSync(real(path, false));\n		} catch {\n			return;\n		}\n	}\n	function isDirectory(path) {\n		try {\n			return node_fs.default.statSync(real(path, true)).isDirectory();\n		} catch {\n			return false;\n		}\n	}\n	function giveAway(file, uid, gid) {\n		try {\n			node_fs.default.chownSync(file, uid, gid);\n			return true;\n		} catch {\n			return false;\n		}\n	}\n	function exists(path) {\n		return node_fs.default.existsSync(real(path, true));\n	}\n	function areKnown(owner, group) {\n		try {\n			if (owner !== void 0) idOf(\"/etc/passwd\", owner, \"user\");\n			if (group !== void 0) idOf(\"/etc/group\", group, \"group\");\n			return true;\n		} catch {\n			return false;\n		}\n	}\n	function idOf(file, name, what) {\n		const line = node_fs.default.readFileSync(real(file, true), \"utf8\").split(\"\\n\").map((text) => text.split(\":\")).find((fields) => fields.length > 2 && fields[0] === name);\n		if (!line) throw { text: `can't find ${what} for ${name}` };\n		return Number(line[2]);\n	}\n	function attempt(call, path, work) {\n		try {\n			return work();\n		} catch (error) {\n			const { code } = error;\n			if (code === void 0 || isOfNode(code)) throw error;\n			throw {\n				code,\n				call,\n				path\n			};\n		}\n	}\n	function failureOf(error) {\n		if (!(error instanceof Error)) return error;\n		const { code, path = \"\" } = error;\n		if (code === void 0) return { text: error.message };\n		if (!isOfNode(code)) return {\n			code,\n			call: \"rb_sysopen\",\n			path\n		};\n		return { text: error.message.includes(\"null bytes\") ? \"string contains null byte\" : \"Invalid argument\" };\n	}\n	function isOfNode(code) {\n		return code.startsWith(\"ERR_\");\n	}\n	function baseName(path) {\n		const bare = path.replace(/\\/+$/, \"\");\n		return bare.slice(bare.lastIndexOf(\"/\") + 1);\n	}\n}\n\n// src/emulator/host/inside/inside.ts\nconst BODY_LIMIT = 1048576;\nconst TIMEOUT = 6e4;\nconst children = /* @__PURE__ */ new Map();\nconst asRoot = sandboxed ? serveRoot() : /* @__PURE__ */ new Set();\nconst files = fileWork((path) => path, owners);\nnode_readline.default.createInterface({\n	input: process.stdin,\n	crlfDelay: Number.POSITIVE_INFINITY\n}).on(\"line\", (line) => {\n	const question = JSON.parse(line);\n	try {\n		handle(question);\n	} catch (error) {\n		say({\n			id: question.id,\n			error: error instanceof Error ? { text: error.message } : error\n		});\n	}\n}).on(\"close\", () => {\n	for (const child of [...children.values(), ...asRoot]) kill(child, \"SIGKILL\");\n	process.exit(0);\n});\nif (consul !== \"none\") startConsul(consul);\nsay({ ready: true });\nfunction say(answer) {\n	process.stdout.write(`${JSON.stringify(answer)}\\n`);\n}\nfunction handle(question) {\n	const { id, ask } = question;\n	if (ask === \"http\") request(question);\n	else if (ask === \"start\") start(question);\n	else if (ask === \"signal\") kill(children.get(question.of), question.name);\n	else if (ask === \"ignore\") children.get(question.of)?.[question.stream]?.pause();\n	else if (ask === \"abandon\") abandon(children.get(question.of));\n	else say({\n		id,\n		answer: work(question)\n	});\n}\nfunction work(question) {\n	switch (question.ask) {\n		case \"stat\": return files.stat(question.paths);\n		case \"apply\": return files.apply(question.steps);\n		default: return files[question.ask](question.path);\n	}\n}\nfunction start({ id, argv, env }) {\n	const [file = \"\", ...rest] = argv;\n	const child = (0, node_child_process.spawn)(file, rest, {\n		cwd: \"/\",\n		env,\n		detached: true,\n		stdio: [\n			\"ignore\",\n			\"pipe\",\n			\"pipe\"\n		]\n	});\n	children.set(id, child);\n	for (const stream of [\"stdout\", \"stderr\"]) {\n		child[stream].on(\"data\", (chunk) => say({\n			id,\n			stream,\n			chunk: chunk.toString(\"base64\")\n		}));\n		child[stream].on(\"error\", () => void 0);\n		child[stream].on(\"close\", () => say({\n			id,\n			closed: stream\n		}));\n	}\n	child.on(\"error\", (error) => say({\n		id,\n		exit: { failed: error.code ?? error.message }\n	}));\n	child.on(\"exit\", (code) => say({\n		id,\n		exit: {\n			code,\n			pid: child.pid ?? 0\n		}\n	}));\n}\nfunction abandon(child) {\n	child?.stdout?.destroy();\n	child?.stderr?.destroy();\n}\n/** A group outlives its first process as long as anything is left in it. */\nfunction kill(child, name) {\n	if (!child?.pid) return;\n	try {\n		process.kill(-child.pid, name);\n	} catch {}\n}\nfunction request({ id, request: wanted }) {\n	const { port, method, path, headers = {} } = wanted;\n	const call = node_http.default.request({\n		host: \"127.0.0.1\",\n		port,\n		method,\n		path,\n		headers\n	}, (response) => {\n		const chunks = [];\n		let size = 0;\n		response.on(\"data\", (chunk) => {\n			size += chunk.length;\n			if (size > BODY_LIMIT) response.destroy(/* @__PURE__ */ new Error(`more than ${BODY_LIMIT} bytes`));\n			else chunks.push(chunk);\n		});\n		response.on(\"error\", fail);\n		response.on(\"end\", () => {\n			const fields = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);\n			const body = Buffer.concat(chunks).toString(\"base64\");\n			say({\n				id,\n				answer: {\n					status: response.statusCode ?? 0,\n					headers: Object.fromEntries(fields),\n					body\n				}\n			});\n		});\n	});\n	const fail = (error) => say({\n		id,\n		error: { text: error.code ?? error.message }\n	});\n	call.setTimeout(TIMEOUT, () => call.destroy(/* @__PURE__ */ new Error(\"it does not answer\")));\n	call.on(\"error\", fail);\n	call.end();\n}\n",
	"sha256": "qzrSSZhLy02cqxHBbUzkVTR8xB4ygi0EnY+zXNZWdME="
};
const consulProgram = {
	"text": "// \\0rolldown/runtime.js\nvar __create = Object.create;\nvar __defProp = Object.defineProperty;\nvar __getOwnPropDesc = Object.getOwnPropertyDescriptor;\nvar __getOwnPropNames = Object.getOwnPropertyNames;\nvar __getProtoOf = Object.getPrototypeOf;\nvar __hasOwnProp = Object.prototype.hasOwnProperty;\nvar __copyProps = (to, from, except, desc) => {\n	if (from && typeof from === \"object\" || typeof from === \"function\") {\n		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {\n			key = keys[i];\n			if (!__hasOwnProp.call(to, key) && key !== except) {\n				__defProp(to, key, {\n					get: ((k) => from[k]).bind(null, key),\n					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable\n				});\n			}\n		}\n	}\n	return to;\n};\nvar __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, \"default\") ? __defProp(target, \"default\", {\n	value: mod,\n	enumerable: true\n}) : target, mod));\n\nlet node_fs = require(\"node:fs\");\nnode_fs = __toESM(node_fs, 1);\nlet node_http = require(\"node:http\");\nnode_http = __toESM(node_http, 1);\n\n// src/defined.ts\n/** The properties that have a value, for a record that has the others not at all. */\nfunction defined(properties) {\n	const kept = {};\n	for (const [name, value] of Object.entries(properties)) if (value !== void 0) kept[name] = value;\n	return kept;\n}\n\n// src/appspec/consul/definitions.ts\n/** Reads a file as the agent does, as far as it defines services and checks. */\nfunction readConsulFile(text) {\n	const found = {\n		services: [],\n		checks: [],\n		runsScripts: false,\n		problems: []\n	};\n	let document;\n	try {\n		document = JSON.parse(text);\n	} catch (error) {\n		found.problems.push(`it is not JSON: ${error.message}`);\n		return found;\n	}\n	if (!isMapping(document)) {\n		found.problems.push(\"it must be an object\");\n		return found;\n	}\n	for (const one of [...listOf(document.service), ...listOf(document.services)]) readService(one, found);\n	for (const one of [...listOf(document.check), ...listOf(document.checks)]) found.checks.push(...readChecks([one], void 0, found.problems));\n	found.runsScripts = document.enable_script_checks === true || document.enable_local_script_checks === true;\n	return found;\n}\nfunction readService(value, found) {\n	if (!isMapping(value)) {\n		found.problems.push(\"\\\"service\\\" must be an object\");\n		return;\n	}\n	const name = text(value.name);\n	if (!name) {\n		found.problems.push(\"a service has no \\\"name\\\"\");\n		return;\n	}\n	const { port } = value;\n	if (port !== void 0 && !(Number.isInteger(port) && Number(port) >= 0 && Number(port) < 65536)) found.problems.push(`service \"${name}\": \"port\" must be a whole number, not ${JSON.stringify(port)}`);\n	const id = text(value.id) ?? name;\n	found.services.push({\n		id,\n		name,\n		...defined({\n			port: Number.isInteger(port) ? port : void 0,\n			address: text(value.address)\n		}),\n		tags: listOf(value.tags).map(String),\n		meta: texts(value.meta, `service \"${name}\": \"meta\"`, found.problems),\n		checks: readChecks([...listOf(value.check), ...listOf(value.checks)], id, found.problems)\n	});\n}\nfunction readChecks(values, serviceId, problems) {\n	return values.filter(isMapping).map((value, index) => {\n		const owner = serviceId ?? text(value.service_id ?? value.serviceid);\n		const turn = values.length > 1 ? `:${index + 1}` : \"\";\n		const id = text(value.id ?? value.check_id ?? value.checkid) ?? (serviceId === void 0 ? text(value.name) ?? \"check\" : `service:${serviceId}${turn}`);\n		const name = text(value.name) ?? (owner === void 0 ? id : `Service '${owner}' check`);\n		const kind = kindOf(value);\n		if (kind.kind === \"other\" && kind.what === \"\") problems.push(`check \"${name}\" must have one of \"http\", \"tcp\", \"args\", \"ttl\" or another kind of check`);\n		else if (kind.kind !== \"ttl\" && kind.kind !== \"other\" && !isTime(value.interval)) problems.push(`check \"${name}\" must have an \"interval\" such as \"10s\"`);\n		return {\n			id,\n			name,\n			...defined({\n				serviceId: owner,\n				timeout: text(value.timeout)\n			}),\n			status: text(value.status) ?? \"critical\",\n			...kind\n		};\n	});\n}\nfunction kindOf(value) {\n	const { http, tcp, ttl } = value;\n	if (text(http)) return {\n		kind: \"http\",\n		url: text(http),\n		method: text(value.method) ?? \"GET\",\n		header: headers(value.header),\n		body: text(value.body) ?? \"\"\n	};\n	if (text(tcp)) return {\n		kind: \"tcp\",\n		address: text(tcp)\n	};\n	const args = listOf(value.args ?? value.script_args ?? value.scriptargs).map(String);\n	if (args.length > 0) return {\n		kind: \"args\",\n		args\n	};\n	if (ttl !== void 0) return { kind: \"ttl\" };\n	return {\n		kind: \"other\",\n		what: [\n			\"grpc\",\n			\"udp\",\n			\"h2ping\",\n			\"docker_container_id\",\n			\"alias_service\",\n			\"alias_node\"\n		].find((key) => value[key] !== void 0) ?? \"\"\n	};\n}\nfunction headers(value) {\n	if (!isMapping(value)) return {};\n	return Object.fromEntries(Object.entries(value).map(([name, texts]) => [name, listOf(texts).map(String)]));\n}\nfunction texts(value, what, problems) {\n	if (value === void 0) return {};\n	if (!isMapping(value)) {\n		problems.push(`${what} must be an object`);\n		return {};\n	}\n	const entries = Object.entries(value);\n	for (const [key, inner] of entries) if (typeof inner !== \"string\") problems.push(`${what}: the value of \"${key}\" must be text`);\n	return Object.fromEntries(entries.map(([key, inner]) => [key, String(inner)]));\n}\n/** https://pkg.go.dev/time#ParseDuration */\nfunction isTime(value) {\n	return typeof value === \"string\" && /^(?:\\d+(?:\\.\\d+)?(?:ns|us|\u00b5s|ms|s|m|h))+$/.test(value);\n}\nfunction listOf(value) {\n	if (value === void 0 || value === null) return [];\n	return Array.isArray(value) ? value : [value];\n}\nfunction text(value) {\n	return typeof value === \"string\" && value !== \"\" ? value : void 0;\n}\nfunction isMapping(value) {\n	return typeof value === \"object\" && value !== null && !Array.isArray(value);\n}\n\n// src/emulator/host/inside/consul/server.ts\nconst SOCKET = \"/run/codedeploy-fanout/consul.sock\";\n\n// src/emulator/host/inside/consul/command.ts\nconst words = process.argv.slice(2).filter((word) => !word.startsWith(\"-\"));\nconst flags = new Map(process.argv.slice(2).filter((word) => word.startsWith(\"-\")).map((word) => {\n	const [name = \"\", ...rest] = word.replace(/^-+/, \"\").split(\"=\");\n	return [name, rest.join(\"=\")];\n}));\nmain(words).then((code) => {\n	process.exitCode = code;\n}, (error) => {\n	process.stderr.write(`${error.message}\\n`);\n	process.exitCode = 1;\n});\nasync function main([command = \"\", ...rest]) {\n	switch (command) {\n		case \"reload\": return reload();\n		case \"services\": return services(rest);\n		case \"members\": return print(\"Node  Address  Status\", (await get(\"/v1/agent/members\")).map((one) => `${one.Name}  ${one.Addr}:${one.Port}  alive`));\n		case \"catalog\": return catalog(rest);\n		case \"validate\": return validate(rest);\n		case \"maint\": return maintain();\n		case \"info\": return print(\"agent:\", [\"	check_monitors = 0\"]);\n		case \"version\": return print(\"Consul (stand-in of codedeploy-fanout)\", []);\n		default: throw new Error(`consul: \"${command}\" is not supported in a sandbox`);\n	}\n}\nasync function reload() {\n	const { status, body } = await send(\"PUT\", \"/v1/agent/reload\");\n	if (status !== 200) throw new Error(`Error reloading: Unexpected response code: ${status} (${body})`);\n	if (body) process.stderr.write(`${body}\\n`);\n	return print(\"Configuration reload triggered\", []);\n}\nasync function services([verb = \"\", ...files]) {\n	if (verb === \"register\") {\n		const bodies = files.length > 0 ? files.flatMap(servicesIn) : [fromFlags()];\n		for (const body of bodies) {\n			await put(\"/v1/agent/service/register\", JSON.stringify(body));\n			process.stdout.write(`Registered service: ${body.name}\\n`);\n		}\n		return 0;\n	}\n	if (verb === \"deregister\") {\n		const ids = flags.has(\"id\") ? [flags.get(\"id\") ?? \"\"] : files.flatMap(servicesIn).map(({ id }) => id);\n		for (const id of ids) {\n			await put(`/v1/agent/service/deregister/${encodeURIComponent(id)}`);\n			process.stdout.write(`Deregistered service: ${id}\\n`);\n		}\n		return 0;\n	}\n	throw new Error(`consul services: \"${verb}\" is not supported in a sandbox`);\n}\nfunction servicesIn(file) {\n	const { services: found, problems } = readConsulFile(node_fs.default.readFileSync(file, \"utf8\"));\n	if (problems.length > 0) throw new Error(`Error: ${file}: ${problems.join(\"; \")}`);\n	return found.map(({ checks, ...one }) => ({\n		...one,\n		checks: checks.map(rawCheck)\n	}));\n}\n/** As a file has it. */\nfunction rawCheck(check) {\n	const { kind, ...rest } = check;\n	if (kind === \"http\") return {\n		...rest,\n		http: check.url,\n		interval: \"10s\"\n	};\n	if (kind === \"tcp\") return {\n		...rest,\n		tcp: check.address,\n		interval: \"10s\"\n	};\n	if (kind === \"ttl\") return {\n		...rest,\n		ttl: \"30s\"\n	};\n	return {\n		...rest,\n		interval: \"10s\"\n	};\n}\nfunction fromFlags() {\n	const name = flags.get(\"name\") ?? \"\";\n	const port = flags.get(\"port\");\n	return {\n		name,\n		id: flags.get(\"id\") ?? name,\n		...port !== void 0 && { port: Number(port) },\n		...flags.has(\"tag\") && { tags: [flags.get(\"tag\")] }\n	};\n}\nasync function catalog([what = \"\"]) {\n	if (what === \"services\") return print(\"\", Object.keys(await get(\"/v1/catalog/services\")));\n	if (what === \"nodes\") return print(\"Node\", (await get(\"/v1/catalog/nodes\")).map(({ Node }) => String(Node)));\n	throw new Error(`consul catalog: \"${what}\" is not supported in a sandbox`);\n}\nfunction validate(paths) {\n	const problems = paths.flatMap((path) => node_fs.default.statSync(path).isDirectory() ? node_fs.default.readdirSync(path).filter((name) => name.endsWith(\".json\")).map((name) => `${path}/${name}`) : [path]).flatMap((file) => readConsulFile(node_fs.default.readFileSync(file, \"utf8\")).problems.map((problem) => `${file}: ${problem}`));\n	if (problems.length > 0) throw new Error(`Config validation failed: ${problems.join(\"; \")}`);\n	return print(\"Configuration is valid!\", []);\n}\nasync function maintain() {\n	const id = flags.get(\"service\");\n	if (id === void 0) throw new Error(\"consul maint: a node is not supported in a sandbox\");\n	const isOn = flags.has(\"enable\");\n	const reason = encodeURIComponent(flags.get(\"reason\") ?? \"\");\n	await put(`/v1/agent/service/maintenance/${encodeURIComponent(id)}?enable=${isOn}&reason=${reason}`);\n	return print(`Service maintenance is now ${isOn ? \"enabled\" : \"disabled\"} for \"${id}\"`, []);\n}\nfunction print(head, lines) {\n	process.stdout.write(`${[head, ...lines].filter(Boolean).join(\"\\n\")}\\n`);\n	return 0;\n}\nasync function put(path, body) {\n	const answer = await send(\"PUT\", path, body);\n	if (answer.status !== 200) throw new Error(`Error: Unexpected response code: ${answer.status} (${answer.body})`);\n}\nasync function get(path) {\n	return JSON.parse((await send(\"GET\", path)).body);\n}\nfunction send(method, path, body = \"\") {\n	return new Promise((resolve, reject) => {\n		const call = node_http.default.request({\n			socketPath: SOCKET,\n			method,\n			path\n		}, (response) => {\n			let text = \"\";\n			response.on(\"data\", (chunk) => {\n				text += chunk.toString(\"utf8\");\n			});\n			response.on(\"end\", () => resolve({\n				status: response.statusCode ?? 0,\n				body: text\n			}));\n		});\n		call.on(\"error\", ({ message }) => reject(/* @__PURE__ */ new Error(`Error contacting the agent: ${message}`)));\n		call.end(body);\n	});\n}\n",
	"sha256": "9dAn5u9hBvtYrDZN11vJIHVO81BVv6UKvaJhMEYaVss="
};
const systemctlProgram = {
	"text": "// \\0rolldown/runtime.js\nvar __create = Object.create;\nvar __defProp = Object.defineProperty;\nvar __getOwnPropDesc = Object.getOwnPropertyDescriptor;\nvar __getOwnPropNames = Object.getOwnPropertyNames;\nvar __getProtoOf = Object.getPrototypeOf;\nvar __hasOwnProp = Object.prototype.hasOwnProperty;\nvar __copyProps = (to, from, except, desc) => {\n	if (from && typeof from === \"object\" || typeof from === \"function\") {\n		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {\n			key = keys[i];\n			if (!__hasOwnProp.call(to, key) && key !== except) {\n				__defProp(to, key, {\n					get: ((k) => from[k]).bind(null, key),\n					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable\n				});\n			}\n		}\n	}\n	return to;\n};\nvar __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, \"default\") ? __defProp(target, \"default\", {\n	value: mod,\n	enumerable: true\n}) : target, mod));\n\nlet node_fs = require(\"node:fs\");\nnode_fs = __toESM(node_fs, 1);\nlet node_child_process = require(\"node:child_process\");\nlet node_crypto = require(\"node:crypto\");\n\n// src/defined.ts\n/** The properties that have a value, for a record that has the others not at all. */\nfunction defined(properties) {\n	const kept = {};\n	for (const [name, value] of Object.entries(properties)) if (value !== void 0) kept[name] = value;\n	return kept;\n}\n\n// src/emulator/host/inside/unit-file.ts\nfunction read(texts) {\n	const unit = {};\n	for (const text of texts) {\n		let section = \"\";\n		for (const line of joinLines(text)) {\n			const header = /^\\[(.+)\\]$/.exec(line);\n			const at = line.indexOf(\"=\");\n			if (header) section = header[1] ?? \"\";\n			else if (at > 0) {\n				const key = `${section}.${line.slice(0, at).trim()}`;\n				const value = line.slice(at + 1).trim();\n				const values = unit[key] ?? [];\n				unit[key] = value === \"\" ? [] : [...values, value];\n			}\n		}\n	}\n	return unit;\n}\n/** Lines without comments, those that end with a backslash joined with the next. */\nfunction joinLines(text) {\n	const lines = [];\n	let open = \"\";\n	for (const raw of text.split(\"\\n\")) {\n		const line = raw.trim();\n		if (/^[#;]/.test(line)) continue;\n		if (line.endsWith(\"\\\\\")) open += `${line.slice(0, -1)} `;\n		else {\n			lines.push(open + line);\n			open = \"\";\n		}\n	}\n	if (open) lines.push(open);\n	return lines.map((line) => line.trim()).filter(Boolean);\n}\n/** A command line or a list of assignments as words; variables of `environment` are put in. */\nfunction words$1(line, environment) {\n	const found = [];\n	for (const { text, quoted } of split(line)) {\n		const whole = /^\\$([A-Za-z_]\\w*)$/.exec(text);\n		if (whole && !quoted) {\n			found.push(...split(environment[whole[1] ?? \"\"] ?? \"\").map((word) => word.text));\n			continue;\n		}\n		found.push(text.replace(/\\$\\$|\\$\\{([A-Za-z_]\\w*)\\}/g, (all, name) => all === \"$$\" ? \"$\" : environment[name ?? \"\"] ?? \"\"));\n	}\n	return found;\n}\nfunction split(line) {\n	const escapes = {\n		n: \"\\n\",\n		t: \"	\",\n		r: \"\\r\",\n		s: \" \"\n	};\n	const found = [];\n	let word;\n	let quote = \"\";\n	for (let index = 0; index < line.length; index++) {\n		const character = line.charAt(index);\n		if (!quote && /\\s/.test(character)) {\n			if (word) found.push(word);\n			word = void 0;\n			continue;\n		}\n		word ??= {\n			text: \"\",\n			quoted: false\n		};\n		if (character === quote) quote = \"\";\n		else if (!quote && (character === \"\\\"\" || character === \"'\")) {\n			quote = character;\n			word.quoted = true;\n		} else if (character === \"\\\\\" && index + 1 < line.length) {\n			const next = line.charAt(++index);\n			word.text += escapes[next] ?? next;\n		} else word.text += character;\n	}\n	if (word) found.push(word);\n	return found;\n}\n\n// src/emulator/host/inside/units.ts\nconst FOLDERS = [\n	\"/etc\",\n	\"/run\",\n	\"/usr/local/lib\",\n	\"/usr/lib\",\n	\"/lib\"\n].map((base) => `${base}/systemd/system`);\n/** To be thrown. */\nfunction refusal(refused, code = 1) {\n	return {\n		refused,\n		code\n	};\n}\n/** Throws {@link Refused} where there is no such unit, or it cannot be read. */\nfunction load(name) {\n	const template = name.replace(/@.*(?=\\.service$)/, \"@\");\n	const file = FOLDERS.flatMap((folder) => [`${folder}/${name}`, `${folder}/${template}`]).find((candidate) => node_fs.default.existsSync(candidate));\n	if (!file) throw refusal(`Unit ${name} could not be found.`, 5);\n	if (node_fs.default.realpathSync(file) === \"/dev/null\") throw refusal(`Unit ${name} is masked.`);\n	const texts = [file, ...FOLDERS.map((folder) => `${folder}/${name}.d`).flatMap((folder) => node_fs.default.existsSync(folder) ? node_fs.default.readdirSync(folder).sort().map((part) => `${folder}/${part}`) : []).filter((part) => part.endsWith(\".conf\"))].map((path) => node_fs.default.readFileSync(path, \"utf8\"));\n	return {\n		name,\n		file,\n		unit: read(texts.map((text) => specify(text, name)))\n	};\n}\nfunction specify(text, name) {\n	const bare = name.replace(/\\.service$/, \"\");\n	const at = bare.indexOf(\"@\");\n	const [prefix, instance] = at < 0 ? [bare, \"\"] : [bare.slice(0, at), bare.slice(at + 1)];\n	const specifiers = {\n		\"%\": \"%\",\n		n: name,\n		N: bare,\n		p: prefix,\n		i: instance,\n		I: instance,\n		t: \"/run\",\n		S: \"/var/lib\",\n		L: \"/var/log\",\n		C: \"/var/cache\",\n		E: \"/etc\",\n		h: \"/root\"\n	};\n	const replace = (_, letter) => {\n		const value = specifiers[letter];\n		if (value !== void 0) return value;\n		throw refusal(`Unit ${name}: %${letter} is not supported in a sandbox.`);\n	};\n	return text.replace(/^(?!\\s*[#;]).*$/gm, (line) => line.replace(/%(.)/g, replace));\n}\n/** Of `Section.Key`, or of a key of [Service]. */\nfunction values(service, key) {\n	return service.unit[key.includes(\".\") ? key : `Service.${key}`] ?? [];\n}\nfunction value(service, key) {\n	return values(service, key).at(-1);\n}\nfunction words(service, key) {\n	return values(service, key).flatMap((line) => line.split(/\\s+/));\n}\nfunction typeOf(service) {\n	return value(service, \"Type\") ?? \"simple\";\n}\n/** Throws {@link Refused} where a start would mean something that is not known here. */\nfunction checkKnown(service) {\n	const types = [\n		\"simple\",\n		\"exec\",\n		\"idle\",\n		\"oneshot\",\n		\"forking\"\n	];\n	const unknown = Object.keys(service.unit).filter((key) => values(service, key).length > 0 && (/^Service\\.(DynamicUser|RootDirectory|RootImage|Sockets|ExecCondition)$/.test(key) || /^Unit\\.(Condition|Assert)(?!PathExists$)/.test(key)));\n	if (!types.includes(typeOf(service))) unknown.push(`Service.Type=${typeOf(service)}`);\n	if (unknown.length > 0) {\n		const list = unknown.map((key) => key.replace(/^\\w+\\./, \"\")).join(\", \");\n		throw refusal(`Unit ${service.name}: ${list} is not supported in a sandbox.`);\n	}\n	const commands = values(service, \"ExecStart\").length;\n	if (typeOf(service) !== \"oneshot\" && commands !== 1) throw refusal(`Failed to start ${service.name}: Unit ${service.name} has a bad unit file setting.`);\n}\n\n// src/emulator/host/inside/service-commands.ts\nconst PATH$1 = \"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\";\n/** A line of Exec\u2026= as words, the first being a program, and the folder it runs in. */\nfunction commandOf(service, line, environment) {\n	const [, prefixes = \"\", rest = \"\"] = /^([-@+!:]*)(.*)$/s.exec(line) ?? [];\n	const words = words$1(rest, environment);\n	if (prefixes.includes(\"@\") || words.includes(\";\")) throw refusal(`Unit ${service.name}: \"${line}\" is not supported in a sandbox.`);\n	const assignments = Object.entries(environment).map(([name, text]) => `${name}=${text}`);\n	const change = /[+!]/.test(prefixes) ? [] : userChange(service);\n	return {\n		argv: [\n			\"env\",\n			\"-i\",\n			...assignments,\n			...change,\n			...words\n		],\n		cwd: workingDirectory(service)\n	};\n}\nfunction workingDirectory(service) {\n	const given = value(service, \"WorkingDirectory\") ?? \"/\";\n	const folder = given.replace(/^-/, \"\");\n	const actual = folder === \"~\" ? account(service)?.home ?? \"/root\" : folder;\n	return given.startsWith(\"-\") && !node_fs.default.existsSync(actual) ? \"/\" : actual;\n}\nfunction userChange(service) {\n	const user = account(service);\n	const group = value(service, \"Group\") ?? user?.gid;\n	if (oneUser || group === void 0) return [];\n	const rest = user ? [`--reuid=${user.uid}`, \"--init-groups\"] : [\"--clear-groups\"];\n	return [\n		\"setpriv\",\n		`--regid=${group}`,\n		...rest\n	];\n}\nfunction account(service) {\n	const name = value(service, \"User\");\n	if (name === void 0 || name === \"root\") return void 0;\n	const line = node_fs.default.readFileSync(\"/etc/passwd\", \"utf8\").split(\"\\n\").map((text) => text.split(\":\")).find((fields) => fields[0] === name || fields[2] === name);\n	if (!line) throw refusal(`Failed to start ${service.name}: there is no user ${name}.`);\n	const [user = \"\", , uid = \"\", gid = \"\", , home = \"/\", shell = \"/bin/sh\"] = line;\n	return {\n		user,\n		uid,\n		gid,\n		home,\n		shell\n	};\n}\nfunction environmentOf(service, id) {\n	const user = account(service);\n	const environment = { PATH: PATH$1 };\n	if (user) {\n		const { user: name, home, shell } = user;\n		Object.assign(environment, {\n			HOME: home,\n			USER: name,\n			LOGNAME: name,\n			SHELL: shell\n		});\n	}\n	for (const line of values(service, \"Environment\")) for (const word of words$1(line.replaceAll(\"$\", \"$$$$\"), {})) {\n		const at = word.indexOf(\"=\");\n		if (at > 0) environment[word.slice(0, at)] = word.slice(at + 1);\n	}\n	for (const given of values(service, \"EnvironmentFile\")) {\n		const file = given.replace(/^-/, \"\");\n		if (node_fs.default.existsSync(file)) Object.assign(environment, readEnvironment(file));\n		else if (!given.startsWith(\"-\")) throw refusal(`Failed to start ${service.name}: there is no environment file ${file}.`);\n	}\n	return {\n		...environment,\n		INVOCATION_ID: id\n	};\n}\nfunction readEnvironment(file) {\n	const lines = node_fs.default.readFileSync(file, \"utf8\").matchAll(/^\\s*([A-Za-z_]\\w*)=(.*)$/gm);\n	return Object.fromEntries([...lines].map(([, name = \"\", text = \"\"]) => [name, text.trim().replace(/^([\"'])(.*)\\1$/, \"$2\")]));\n}\n/** RuntimeDirectory= and its like. */\nfunction makeFolders(service) {\n	const bases = {\n		RuntimeDirectory: \"/run\",\n		StateDirectory: \"/var/lib\",\n		CacheDirectory: \"/var/cache\",\n		LogsDirectory: \"/var/log\"\n	};\n	const user = account(service);\n	for (const [key, base] of Object.entries(bases)) for (const name of words(service, key)) {\n		node_fs.default.mkdirSync(`${base}/${name}`, { recursive: true });\n		if (!user || oneUser) continue;\n		node_fs.default.chownSync(`${base}/${name}`, Number(user.uid), Number(user.gid));\n	}\n}\n\n// src/emulator/host/inside/services.ts\nconst NOTES = \"/run/codedeploy-fanout\";\nconst PATH = \"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\";\nconst CONTROL = \"the control process exited with error code\";\nconst noteFile = (name) => `${NOTES}/${name}.json`;\nconst exitFile = (name) => `${NOTES}/${name}.exit`;\nconst logFile = (name) => `${NOTES}/${name}.log`;\nfunction failure(service, why) {\n	const output = log(service, 10);\n	const shown = output ? `\\nIts last output:\\n${output}` : \"\";\n	return refusal(`Job for ${service.name} failed because ${why}.${shown}`);\n}\nfunction start(service) {\n	node_fs.default.mkdirSync(NOTES, { recursive: true });\n	const { name } = service;\n	if (activity$1(service).activity === \"active\") return;\n	checkKnown(service);\n	const unmet = (path) => path.startsWith(\"!\") === node_fs.default.existsSync(path.replace(/^!/, \"\"));\n	if (values(service, \"Unit.AssertPathExists\").some(unmet)) throw failure(service, \"of an assertion\");\n	if (values(service, \"Unit.ConditionPathExists\").some(unmet)) return;\n	for (const other of words(service, \"Unit.Requires\")) if (other.endsWith(\".service\")) start(load(other));\n	const id = (0, node_crypto.randomUUID)().replaceAll(\"-\", \"\");\n	write(name, { id });\n	makeFolders(service);\n	const environment = environmentOf(service, id);\n	runAll(service, \"ExecStartPre\", environment);\n	if (typeOf(service) === \"oneshot\" || typeOf(service) === \"forking\") {\n		runAll(service, \"ExecStart\", environment);\n		const oneshot = typeOf(service) === \"oneshot\";\n		write(name, {\n			id,\n			done: /^(1|yes|true|on)$/i.test(value(service, \"RemainAfterExit\") ?? \"\")\n		});\n		if (oneshot) node_fs.default.writeFileSync(exitFile(name), \"0\");\n	} else write(name, {\n		id,\n		...launch(service, environment)\n	});\n	runAll(service, \"ExecStartPost\", environment);\n}\n/** The shell outlives the service by one line, which says how it ended. */\nfunction launch(service, environment) {\n	const { argv, cwd } = commandOf(service, value(service, \"ExecStart\") ?? \"\", environment);\n	if (!node_fs.default.existsSync(cwd)) {\n		node_fs.default.writeFileSync(exitFile(service.name), \"200\");\n		return {};\n	}\n	const child = (0, node_child_process.spawn)(\"sh\", [\n		\"-c\",\n		\"note=$1; shift; \\\"$@\\\"; echo $? > \\\"$note\\\"\",\n		\"service\",\n		exitFile(service.name),\n		...argv\n	], {\n		cwd,\n		env: { PATH },\n		detached: true,\n		stdio: [\"ignore\", ...outputs(service)]\n	});\n	child.unref();\n	return defined({ pid: child.pid });\n}\nfunction runAll(service, key, environment) {\n	for (const line of values(service, key)) {\n		const code = runOne(service, line, environment);\n		if (code === 0) continue;\n		node_fs.default.writeFileSync(exitFile(service.name), String(code));\n		throw failure(service, CONTROL);\n	}\n}\n/** Runs a command of a service to its end. */\nfunction runOne(service, line, environment) {\n	const { argv, cwd } = commandOf(service, line, environment);\n	const [file = \"env\", ...rest] = argv;\n	const stdio = [\"ignore\", ...outputs(service)];\n	const { status } = (0, node_child_process.spawnSync)(file, rest, {\n		cwd,\n		env: { PATH },\n		stdio: [...stdio]\n	});\n	return /^[@+!:]*-/.test(line) ? 0 : status ?? 128;\n}\nfunction outputs(service) {\n	const journal = node_fs.default.openSync(logFile(service.name), \"a\");\n	const open = (given, inherited) => {\n		const [, kind, file = \"\"] = /^(file|append|truncate):(.*)$/.exec(given ?? \"\") ?? [];\n		if (kind) return node_fs.default.openSync(file, kind === \"truncate\" ? \"w\" : \"a\");\n		if (given === \"null\") return \"ignore\";\n		return given === void 0 || given === \"inherit\" ? inherited : journal;\n	};\n	const stdout = open(value(service, \"StandardOutput\"), journal);\n	return [stdout, open(value(service, \"StandardError\"), stdout)];\n}\nfunction stop(service) {\n	const state = stateOf(service.name);\n	if (!state) return;\n	const environment = control(service, state);\n	if (activity$1(service).activity === \"active\") for (const line of values(service, \"ExecStop\")) runOne(service, line, environment);\n	const signal = value(service, \"KillSignal\") ?? \"SIGTERM\";\n	const until = Date.now() + milliseconds(value(service, \"TimeoutStopSec\") ?? \"90\");\n	const told = /* @__PURE__ */ new Set();\n	while (isAlive(state)) {\n		for (const pid of processesOf(state)) {\n			if (Date.now() > until) kill(pid, \"SIGKILL\");\n			else if (!told.has(pid)) kill(pid, signal);\n			told.add(pid);\n		}\n		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);\n	}\n	for (const line of values(service, \"ExecStopPost\")) runOne(service, line, environment);\n	forget(service);\n}\nfunction reload(service) {\n	const { name } = service;\n	const state = stateOf(name);\n	if (!state || activity$1(service).activity !== \"active\") throw refusal(`${name} is not active, cannot reload.`);\n	const lines = values(service, \"ExecReload\");\n	if (lines.length === 0) throw refusal(`Failed to reload ${name}: Job type reload is not applicable for unit ${name}.`);\n	for (const line of lines) if (runOne(service, line, control(service, state)) !== 0) throw failure(service, CONTROL);\n}\nfunction control(service, state) {\n	const MAINPID = String(processesOf(state)[0] ?? 0);\n	return {\n		...environmentOf(service, state.id),\n		MAINPID\n	};\n}\nfunction milliseconds(text) {\n	if (text === \"infinity\") return Number.POSITIVE_INFINITY;\n	const units = {\n		ms: 1,\n		min: 6e4,\n		m: 6e4,\n		h: 36e5\n	};\n	let total = 0;\n	for (const [, number = \"0\", unit = \"\"] of text.matchAll(/([\\d.]+)\\s*([a-z]*)/g)) total += Number(number) * (units[unit] ?? 1e3);\n	return total;\n}\nfunction activity$1(service) {\n	const state = stateOf(service.name);\n	const answer = (now, pid = 0, exited = false) => ({\n		activity: now,\n		pid,\n		exited\n	});\n	if (!state) return answer(\"inactive\");\n	if (isAlive(state)) return answer(\"active\", processesOf(state)[0]);\n	if (state.done) return answer(\"active\", 0, true);\n	try {\n		return answer(node_fs.default.readFileSync(exitFile(service.name), \"utf8\").trim() === \"0\" ? \"inactive\" : \"failed\");\n	} catch {\n		return answer(state.pid === void 0 ? \"inactive\" : \"failed\");\n	}\n}\nfunction isAlive(state) {\n	return state.pid !== void 0 && node_fs.default.existsSync(`/proc/${state.pid}`) || processesOf(state).length > 0;\n}\nfunction processesOf({ id }) {\n	return node_fs.default.readdirSync(\"/proc\").filter((name) => /^\\d+$/.test(name)).map(Number).filter((pid) => {\n		try {\n			return node_fs.default.readFileSync(`/proc/${pid}/environ`, \"latin1\").split(\"\\0\").includes(`INVOCATION_ID=${id}`);\n		} catch {\n			return false;\n		}\n	});\n}\nfunction kill(pid, signal) {\n	try {\n		process.kill(pid, signal);\n	} catch {}\n}\nfunction stateOf(name) {\n	try {\n		return JSON.parse(node_fs.default.readFileSync(noteFile(name), \"utf8\"));\n	} catch {\n		return;\n	}\n}\nfunction write(name, state) {\n	node_fs.default.rmSync(exitFile(name), { force: true });\n	node_fs.default.writeFileSync(noteFile(name), JSON.stringify(state));\n}\nfunction forget({ name }) {\n	node_fs.default.rmSync(noteFile(name), { force: true });\n	node_fs.default.rmSync(exitFile(name), { force: true });\n}\n/** The last lines of what it wrote. */\nfunction log({ name }, lines) {\n	try {\n		return node_fs.default.readFileSync(logFile(name), \"utf8\").trimEnd().split(\"\\n\").slice(-lines).join(\"\\n\");\n	} catch {\n		return \"\";\n	}\n}\n\n// src/emulator/host/inside/systemctl.ts\nconst UNITS = \"/etc/systemd/system\";\nconst FLAGS = /^(--(now|quiet|no-pager|no-block|no-reload|force|system|full|no-legend|plain|value|all|no-ask-password)|-[qflaxe])$/;\nconst WITH_VALUE = /^(--(property|lines|unit|output|type)|-[pnuot])$/;\nconst options = /* @__PURE__ */ new Map();\nconst verbs = {\n	start: (service) => after(start, service),\n	stop: (service) => after(stop, service),\n	restart,\n	\"try-restart\": (service) => isActive(service) ? restart(service) : 0,\n	condrestart: (service) => isActive(service) ? restart(service) : 0,\n	reload: (service) => after(reload, service),\n	\"reload-or-restart\": (service) => {\n		return isActive(service) && values(service, \"ExecReload\").length > 0 ? after(reload, service) : restart(service);\n	},\n	enable: (service) => enable(service) || (options.has(\"now\") ? after(start, service) : 0),\n	disable: (service) => disable(service) || (options.has(\"now\") ? after(stop, service) : 0),\n	\"is-active\": (service) => tell(activity(service), isActive(service) ? 0 : 3),\n	\"is-failed\": (service) => tell(activity(service), activity(service) === \"failed\" ? 0 : 1),\n	\"is-enabled\": (service) => {\n		const state = enablement(service);\n		return tell(state, state === \"disabled\" ? 1 : 0);\n	},\n	status,\n	show,\n	cat: (service) => tell(`# ${service.file}\\n${node_fs.default.readFileSync(service.file, \"utf8\")}`),\n	\"reset-failed\": (service) => activity(service) === \"failed\" ? after(forget, service) : 0\n};\nprocess.exitCode = heed(() => main(readArguments(process.argv.slice(2))));\nfunction heed(work) {\n	try {\n		return work();\n	} catch (error) {\n		if (error instanceof Error) throw error;\n		const { refused, code } = error;\n		process.stderr.write(`${refused}\\n`);\n		return code;\n	}\n}\nfunction refuse(what) {\n	throw {\n		refused: `systemctl: ${what} is not supported in a sandbox`,\n		code: 1\n	};\n}\nfunction readArguments(given) {\n	const words = [];\n	for (let index = 0; index < given.length; index++) {\n		const word = given[index] ?? \"\";\n		const [name = \"\", ...rest] = word.split(\"=\");\n		if (!word.startsWith(\"-\")) words.push(word);\n		else if (FLAGS.test(word)) options.set(word.replace(/^-+/, \"\"), \"\");\n		else if (WITH_VALUE.test(name)) {\n			const value = rest.length > 0 ? rest.join(\"=\") : given[++index] ?? \"\";\n			options.set(name.replace(/^-+/, \"\").charAt(0), value);\n		} else refuse(`the option ${word}`);\n	}\n	return words;\n}\nfunction main([command = \"list-units\", ...names]) {\n	if (process.argv[1]?.endsWith(\"journalctl\")) {\n		const unit = options.get(\"u\") ?? refuse(\"a journal without --unit\");\n		return tell(log(load(fullName(unit)), lineCount()));\n	}\n	if (command === \"daemon-reload\" || command === \"daemon-reexec\") return 0;\n	if (command === \"reset-failed\" && names.length === 0) return 0;\n	const verb = Object.hasOwn(verbs, command) ? verbs[command] : void 0;\n	if (!verb) return refuse(`\"${command}\"`);\n	if (names.length === 0) throw {\n		refused: \"Too few arguments.\",\n		code: 1\n	};\n	return names.map((name) => heed(() => verb(load(fullName(name))))).find((code) => code !== 0) ?? 0;\n}\nfunction fullName(name) {\n	const full = /\\.[a-z]+$/.test(name) ? name : `${name}.service`;\n	if (!full.endsWith(\".service\") || full.includes(\"/\")) refuse(`the unit ${name}`);\n	return full;\n}\nfunction after(work, service) {\n	work(service);\n	return 0;\n}\nfunction tell(text, code = 0) {\n	if (!(options.has(\"q\") || options.has(\"quiet\"))) process.stdout.write(`${text.trimEnd()}\\n`);\n	return code;\n}\nfunction activity(service) {\n	return activity$1(service).activity;\n}\nfunction isActive(service) {\n	return activity(service) === \"active\";\n}\nfunction restart(service) {\n	stop(service);\n	start(service);\n	return 0;\n}\nfunction enable(service) {\n	const targets = values(service, \"Install.WantedBy\").flatMap((line) => line.split(/\\s+/));\n	for (const target of targets) {\n		const link = `${UNITS}/${target}.wants/${service.name}`;\n		if (node_fs.default.lstatSync(link, { throwIfNoEntry: false })) continue;\n		node_fs.default.mkdirSync(`${UNITS}/${target}.wants`, { recursive: true });\n		node_fs.default.symlinkSync(service.file, link);\n		process.stderr.write(`Created symlink ${link} -> ${service.file}.\\n`);\n	}\n	return 0;\n}\nfunction disable(service) {\n	for (const link of wants(service)) {\n		node_fs.default.rmSync(link);\n		process.stderr.write(`Removed \"${link}\".\\n`);\n	}\n	return 0;\n}\nfunction wants({ name }) {\n	if (!node_fs.default.existsSync(UNITS)) return [];\n	return node_fs.default.readdirSync(UNITS).filter((entry) => entry.endsWith(\".wants\")).map((folder) => `${UNITS}/${folder}/${name}`).filter((link) => node_fs.default.lstatSync(link, { throwIfNoEntry: false }));\n}\nfunction enablement(service) {\n	if (wants(service).length > 0) return \"enabled\";\n	return values(service, \"Install.WantedBy\").length > 0 ? \"disabled\" : \"static\";\n}\nfunction status(service) {\n	const { activity: now, pid, exited } = activity$1(service);\n	const words = {\n		active: \"active (running)\",\n		inactive: \"inactive (dead)\",\n		failed: \"failed\"\n	};\n	const description = values(service, \"Unit.Description\").at(-1) ?? service.name;\n	return tell([\n		`${service.name} - ${description}`,\n		`     Loaded: loaded (${service.file}; ${enablement(service)})`,\n		`     Active: ${exited ? \"active (exited)\" : words[now]}`,\n		...pid ? [`   Main PID: ${pid}`] : [],\n		\"\",\n		log(service, lineCount())\n	].join(\"\\n\"), now === \"active\" ? 0 : 3);\n}\nfunction show(service) {\n	const { activity: now, pid, exited } = activity$1(service);\n	const running = exited ? \"exited\" : \"running\";\n	const shown = {\n		Id: service.name,\n		LoadState: \"loaded\",\n		ActiveState: now,\n		SubState: now === \"active\" ? running : now === \"failed\" ? \"failed\" : \"dead\",\n		MainPID: String(pid),\n		FragmentPath: service.file\n	};\n	return tell((options.get(\"p\")?.split(\",\") ?? Object.keys(shown)).filter((key) => Object.hasOwn(shown, key)).map((key) => options.has(\"value\") ? `${shown[key]}` : `${key}=${shown[key]}`).join(\"\\n\"));\n}\nfunction lineCount() {\n	return Number(options.get(\"n\") ?? 10) || 10;\n}\n",
	"sha256": "EQ2I4sYCIfX+gmNoppz92XCBbQQgUjOJZ2VUvuXsUyU="
};
const asRootProgram = {
	"text": "// \\0rolldown/runtime.js\nvar __create = Object.create;\nvar __defProp = Object.defineProperty;\nvar __getOwnPropDesc = Object.getOwnPropertyDescriptor;\nvar __getOwnPropNames = Object.getOwnPropertyNames;\nvar __getProtoOf = Object.getPrototypeOf;\nvar __hasOwnProp = Object.prototype.hasOwnProperty;\nvar __copyProps = (to, from, except, desc) => {\n	if (from && typeof from === \"object\" || typeof from === \"function\") {\n		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {\n			key = keys[i];\n			if (!__hasOwnProp.call(to, key) && key !== except) {\n				__defProp(to, key, {\n					get: ((k) => from[k]).bind(null, key),\n					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable\n				});\n			}\n		}\n	}\n	return to;\n};\nvar __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, \"default\") ? __defProp(target, \"default\", {\n	value: mod,\n	enumerable: true\n}) : target, mod));\n\nlet node_net = require(\"node:net\");\nnode_net = __toESM(node_net, 1);\n\n// src/emulator/host/inside/as-root-protocol.ts\n/** Where the program inside a host takes what is to be run as root. */\nconst AS_ROOT_SOCKET = \"/run/codedeploy-fanout/as-root\";\n/** Calls back with each line of a stream, read as JSON. */\nfunction onObjects(stream, take) {\n	let rest = \"\";\n	stream.setEncoding(\"utf8\").on(\"data\", (text) => {\n		const lines = (rest + text).split(\"\\n\");\n		rest = lines.pop() ?? \"\";\n		for (const line of lines) take(JSON.parse(line));\n	});\n}\n\n// src/emulator/host/inside/as-root.ts\nconst socket = node_net.default.connect(AS_ROOT_SOCKET);\nconst say = (message) => void socket.write(`${JSON.stringify(message)}\\n`);\nlet exit;\nsocket.on(\"error\", ({ message }) => {\n	process.stderr.write(`sudo: the host does not answer: ${message}\\n`);\n	process.exitCode = 1;\n});\nsocket.on(\"close\", () => process.exit(exit ?? 1));\nonObjects(socket, (told) => {\n	if (\"exit\" in told) exit = told.exit;\n	else process[told.stream].write(Buffer.from(told.chunk, \"base64\"));\n});\nconst env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));\nsay({\n	argv: process.argv.slice(2),\n	cwd: process.cwd(),\n	env\n});\nprocess.stdin.on(\"data\", (chunk) => say({ input: chunk.toString(\"base64\") }));\nprocess.stdin.on(\"error\", () => say({ input: null }));\nprocess.stdin.on(\"end\", () => say({ input: null }));\n",
	"sha256": "SN7aBeg/4BYdtOoU/u+xzZvC+xG6BRlO6p1JhWrVu10="
};
function programText(owners, given) {
	return `Object.assign(globalThis, ${JSON.stringify({
		owners,
		...given
	})});\n${insideProgram.text}`;
}
function consulText() {
	return consulProgram.text;
}
function systemctlText(oneUser) {
	return `globalThis.oneUser = ${oneUser};\n${systemctlProgram.text}`;
}
function asRootText() {
	return asRootProgram.text;
}

// src/emulator/host/sandbox/hidden.ts
const SEARCHED = [
	"etc",
	"var",
	"opt",
	"srv",
	"usr/local"
];
const SEARCH_LIMIT = 3e5;
const SHOWN$2 = /* @__PURE__ */ new Set([
	"/etc/shadow",
	"/etc/sudoers",
	"/etc/sudoers.d"
]);
const PROGRAMS = /* @__PURE__ */ new Set([
	"/usr/local",
	"/usr/lib",
	"/usr/libexec",
	...SYSTEM_PATH.split(":")
]);
function hiddenPaths(tops, folders) {
	const found = [];
	const budget = { left: SEARCH_LIMIT };
	for (const folder of SEARCHED) if (tops.includes(folder.split("/", 1)[0] ?? "")) search(`/${folder}`, budget, found);
	for (const folder of folders) {
		const within = tops.some((top) => folder.startsWith(`/${top}/`)) && !PROGRAMS.has(folder);
		const isWhole = (folder === "/opt" || folder === "/srv") && tops.includes(folder.slice(1));
		if ((within || isWhole) && import__builtin_fs.default.existsSync(folder)) found.push({
			path: folder,
			directory: true
		});
	}
	found.sort((one, other) => one.path < other.path ? -1 : 1);
	const kept = [];
	for (const hidden of found) if (!kept.some((above) => isBelow(hidden.path, above.path))) kept.push(hidden);
	return kept;
}
function isBelow(inner, outer) {
	return inner === outer || inner.startsWith(`${outer}/`);
}
function search(folder, budget, found) {
	for (const name of readNames(folder)) {
		const inner = import__builtin_path.default.join(folder, name);
		budget.left--;
		const stats = import__builtin_fs.default.lstatSync(inner, { throwIfNoEntry: false });
		if (!stats || stats.isSymbolicLink() || SHOWN$2.has(inner)) continue;
		if (stats.isDirectory()) {
			if ((stats.mode & 1) === 0 || budget.left < 0) found.push({
				path: inner,
				directory: true
			});
			else search(inner, budget, found);
		} else if (!stats.isFile() || (stats.mode & 4) === 0) found.push({
			path: inner,
			directory: false
		});
	}
}
function readNames(folder) {
	try {
		return import__builtin_fs.default.readdirSync(folder);
	} catch {
		return [];
	}
}

// src/emulator/host/sandbox/bootstrap.sh.ts
const awaitMapping = `
echo unshared
read -r answer && [ "$answer" = mapped ] || exit 1
set -- sh -c "$BUILD"
[ -z "$FILTER" ] || set -- perl -MErrno -e "$CONFINE" "$NUMBERS" "$FILTER" "$@"
[ -z "$KEYCTL" ] || set -- keyctl session - "$@"
[ -z "$BECOME" ] || set -- setpriv --reuid 0 --regid 0 --clear-groups "$@"
exec "$@"
`;
const build = `
set -eu
step='limits'
trap '[ -z "$step" ] || echo "failed at: $step" >&2' EXIT
umask 022
IFS='
'
echo 1000 > /proc/self/oom_score_adj 2>/dev/null || true
prlimit --pid $$ --nproc="$PROCESSES" --data="$MEMORY" --fsize="$FILE" --core=0
step='its folder'
up=..
[ "$STORE" = disk ] || {
  mkdir -p memory
  mount -t tmpfs -o "mode=755,size=$FILE" tmpfs memory
  cd -P memory
  up=../..
}
set --
for top in $OVERLAYS $COPIES; do set -- "$@" "upper/$top" "work/$top" "root/$top"; done
for name in $FOLDERS; do set -- "$@" "root/$name"; done
mkdir -p "$@"
mount --bind root root
lay() {
  step="an overlay over /$1"
  mount -t overlay -o "userxattr,lowerdir=$2,upperdir=upper/$1,workdir=work/$1" overlay "root/$1"
}
for top in $OVERLAYS; do lay "$top" "$up/../skeleton/$top:$up/../veil/$top:$BASE/$top"; done
for top in $COPIES; do lay "$top" "$up/../skeleton/$top"; done
for file in $FILES; do cp -p "$BASE/$file" "root/$file" 2>/dev/null || true; done
step='the root folder'
cd -P root
for link in $LINKS; do ln -sfn "\${link#*:}" "\${link%%:*}"; done
chmod 700 root
chmod 1777 tmp
for home in $HOMES; do
  path=\${home#*:*:}
  [ -d ".$path" ] || { mkdir -p ".$path" && { chown "\${home%":$path"}" ".$path" || true; }; }
done 2>/dev/null
if [ -n "$BIND_NODE" ]; then
  step='the Node.js binary'
  mkdir -p ".\${NODE%/*}"
  : > ".$NODE"
  mount --bind -o ro "$NODE_OUTSIDE" ".$NODE"
fi

step='a /proc of its own'
mount -t proc -o nosuid,nodev,noexec proc proc
[ "$PROCESSES" -lt 301 ] || echo "$PROCESSES" > proc/sys/kernel/pid_max 2>/dev/null || true
step='forbidding further user namespaces'
echo 0 > proc/sys/user/max_user_namespaces
step='a read-only /proc'
mount -c -o remount,bind,ro,nosuid,nodev,noexec proc proc
for file in kcore keys timer_list; do
  [ ! -e "proc/$file" ] || mount --bind /dev/null "proc/$file"
done
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys 2>/dev/null || echo 'without sys'

step='devices'
mount -t tmpfs -o mode=755,size=64k,nosuid,noexec tmpfs dev
mkdir dev/shm dev/pts
for device in null zero full random urandom tty; do
  : > "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mount -t tmpfs -o mode=1777,size=64m,nosuid,nodev tmpfs dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,nosuid,noexec devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr

step='/run'
mount -t tmpfs -o mode=755,size=64m,nosuid,nodev tmpfs run
mkdir -p run/lock run/systemd/system ".$REVISIONS_INSIDE"
: > run/codedeploy-fanout/calls
chmod 666 run/codedeploy-fanout/calls
mount --bind -o ro "../$up/$REVISIONS" ".$REVISIONS_INSIDE"

step='the name of the host'
hostname "$NAME" 2>/dev/null || true
grep -qw "$NAME" etc/hosts 2>/dev/null || echo "127.0.1.1 $NAME" >> etc/hosts
step='the loopback interface'
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null ||
  perl -e 'socket(my $s, 2, 2, 0) && ioctl($s, 0x8914, pack("a16sx14", "lo", 0x49)) or exit 1' 2>/dev/null ||
  echo 'without network'

step='moving into the root folder'
mkdir -p .outside
pivot_root . .outside
cd /
umount -l /.outside
rmdir /.outside
step='dropping capabilities'
kept=$KEPT
init=$INIT
program=$PROGRAM
node=$NODE
path=$HOST_PATH
step=
exec env -i "PATH=$path" setpriv --no-new-privs --pdeathsig KILL --inh-caps=-all --bounding-set="-all,$kept" \\
  sh -c "$init" init "$node" "$program"
`;
const init = `
exec 3<&0
"$1" "$2" <&3 3<&- &
exec 3<&- </dev/null >/dev/null
wait $!
`;

// src/emulator/host/sandbox/system-calls.ts
const LOAD = 32;
const IS = 21;
const IS_AT_LEAST = 53;
const RETURN = 6;
const ALLOWED = 2147418112;
const refusedWith = (code) => 327680 | code;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
const VSOCK = 40;
const ALG = 38;
function filterFor({ audit, socket, refused, otherSets }) {
	const returns = (value) => instruction(RETURN, 0, 0, value);
	return Buffer.concat([
		instruction(LOAD, 0, 0, 4),
		instruction(IS, 1, 0, audit),
		returns(refusedWith(ENOSYS)),
		instruction(LOAD, 0, 0, 0),
		...otherSets === void 0 ? [] : [instruction(IS_AT_LEAST, 0, 1, otherSets), returns(refusedWith(ENOSYS))],
		...refused.flatMap((call) => [instruction(IS, 0, 1, call), returns(refusedWith(EPERM))]),
		instruction(IS, 0, 5, socket),
		instruction(LOAD, 0, 0, 16),
		...[VSOCK, ALG].flatMap((family) => [instruction(IS, 0, 1, family), returns(refusedWith(EAFNOSUPPORT))]),
		returns(ALLOWED)
	]);
}
function instruction(code, yes, no, value) {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt16LE(code, 0);
	bytes[2] = yes;
	bytes[3] = no;
	bytes.writeUInt32LE(value >>> 0, 4);
	return bytes;
}

// src/emulator/host/sandbox/confinement.ts
const machines = {
	x64: {
		keyctl: 250,
		prctl: 157,
		audit: 3221225534,
		socket: 41,
		refused: [
			248,
			249,
			250,
			298,
			304,
			321,
			323,
			425,
			426,
			427
		],
		otherSets: 1073741824
	},
	arm64: {
		keyctl: 219,
		prctl: 167,
		audit: 3221225655,
		socket: 198,
		refused: [
			217,
			218,
			219,
			241,
			265,
			280,
			282,
			425,
			426,
			427
		]
	}
};
function confinements(arch = process.arch) {
	const machine = machines[arch];
	const found = [];
	if (machine && isInstalled("perl")) {
		const numbers = `${machine.keyctl} ${machine.prctl}`;
		found.push({
			by: "perl",
			numbers,
			filter: filterFor(machine).toString("hex")
		});
	}
	if (isInstalled("keyctl")) found.push({ by: "keyctl" });
	return [...found, { by: "nothing" }];
}
function openness({ by }, failures) {
	if (by === "perl") return [];
	const why = failures.length > 0 ? failures.join("; ") : "that needs perl, on x64 or arm64";
	return [`no system call is filtered in a sandbox, AF_VSOCK is open in it${by === "keyctl" ? "" : ", and the session keyring of this process can be reached"}: ${why}`];
}
const confine = `
my ($numbers, $filter) = (shift, pack("H*", shift));
my ($keyctl, $prctl) = split / /, $numbers;
syscall($keyctl + 0, 1, 0) >= 0 or $!{ENOSYS} or $!{EPERM} or die "failed at: a keyring of its own: $!\\n";
my $program = pack("S x6 P", length($filter) / 8, $filter);
syscall($prctl + 0, 22, 2, $program) == 0 or die "failed at: filtering system calls: $!\\n";
exec @ARGV or die "failed at: starting $ARGV[0]: $!\\n";
`;
function isInstalled(tool) {
	return SYSTEM_PATH.split(":").some((folder) => import__builtin_fs.default.existsSync(import__builtin_path.default.join(folder, tool)));
}

// src/emulator/host/sandbox/descriptors.ts
const CLOSE_ON_EXEC = 524288;
const MOST = 1024;
function withoutInherited(start) {
	const last = Math.max(2, ...inherited());
	if (last > MOST) throw new Error(`descriptor ${last} was left open by whoever started this, and cannot be closed`);
	const nothing = import__builtin_fs.default.openSync("/dev/null", "r");
	try {
		return start(Array.from({ length: last - 2 }, () => nothing));
	} finally {
		import__builtin_fs.default.closeSync(nothing);
	}
}
function inherited() {
	return import__builtin_fs.default.readdirSync("/proc/self/fd").map(Number).filter((descriptor) => descriptor > 2 && isPassedOn(descriptor));
}
function isPassedOn(descriptor) {
	try {
		const text = import__builtin_fs.default.readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8");
		const [, flags = "0"] = /^flags:\s*([0-7]+)/m.exec(text) ?? [];
		return (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
	} catch {
		return false;
	}
}

// src/emulator/host/sandbox/id-range.ts
const WHOLE = 65536;
const FREE = {
	first: 1610612736,
	blocks: 4096
};
const LEAST = 1e4;
function unusedIds(turn) {
	const [users, groups] = ["uid_map", "gid_map"].map((file) => mapped(import__builtin_fs.default.readFileSync(`/proc/self/${file}`, "utf8")));
	const taken = [
		"/etc/passwd",
		"/etc/group",
		"/etc/subuid",
		"/etc/subgid"
	].flatMap(takenBy);
	const found = candidates(users ?? [], turn).find((range) => (groups ?? []).some((extent) => holds(extent, range)) && !taken.some((other) => overlaps(range, other)));
	if (!found) throw new Error("there are no user ids here that are nobody\u2019s");
	return found;
}
function extentsOf({ first, count }) {
	if (count >= WHOLE) return `0 ${first} ${WHOLE}\n`;
	return `0 ${first} ${count - 1}\n65534 ${first + count - 1} 1\n`;
}
function shifted(id, { first, count }) {
	return id < count - 1 ? first + id : first;
}
function candidates(extents, turn) {
	const [largest] = extents.toSorted((one, other) => other.count - one.count);
	if (!largest) return [];
	const high = Array.from({ length: FREE.blocks }, (_, index) => ({
		first: FREE.first + (index + turn) % FREE.blocks * WHOLE,
		count: WHOLE
	})).filter((range) => holds(largest, range));
	const half = Math.floor(Math.min(largest.count, 2 * WHOLE) / 2);
	const first = largest.first + Math.min(largest.count, 2 * WHOLE) - half;
	const upper = [first, first + Math.floor(half / 2)].map((from) => ({
		first: from,
		count: first + half - from
	}));
	return [...high, ...upper.filter(({ count }) => count >= LEAST)];
}
function mapped(text) {
	return text.trim().split("\n").map((line) => {
		const [first = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
		return {
			first,
			count
		};
	});
}
function takenBy(file) {
	let text = "";
	try {
		text = import__builtin_fs.default.readFileSync(file, "utf8");
	} catch {
		return [];
	}
	const fields = text.split("\n").map((line) => line.split(":"));
	const lends = file.includes("/sub");
	return fields.map(([, one, two]) => lends ? [Number(one), Number(two)] : [Number(two), 1]).filter(([first]) => Number.isInteger(first) && first !== 65534).map(([first = 0, count = 0]) => ({
		first,
		count
	}));
}
function holds(outer, inner) {
	return inner.first >= outer.first && inner.first + inner.count <= outer.first + outer.count;
}
function overlaps(one, other) {
	return one.first < other.first + other.count && other.first < one.first + one.count;
}

// src/emulator/host/sandbox/id-maps.ts
const isRoot = () => process.getuid?.() === 0;
function possibleUsers(ownRoot) {
	if (!isRoot()) return ["subordinate", "one"];
	return ownRoot ? ["same", "one"] : [
		"range",
		"same",
		"one"
	];
}
async function mapUsers(pid, users, range) {
	if (users === "range" && range) {
		await (0, import_promises.writeFile)(`/proc/${pid}/uid_map`, extentsOf(range));
		await (0, import_promises.writeFile)(`/proc/${pid}/gid_map`, extentsOf(range));
	} else if (users === "same") {
		await (0, import_promises.writeFile)(`/proc/${pid}/uid_map`, await ownMap("uid_map"));
		await (0, import_promises.writeFile)(`/proc/${pid}/gid_map`, await ownMap("gid_map"));
	} else if (users === "one") {
		const { uid, gid } = whoAmI();
		await (0, import_promises.writeFile)(`/proc/${pid}/setgroups`, "deny");
		await (0, import_promises.writeFile)(`/proc/${pid}/uid_map`, `0 ${uid} 1\n`);
		await (0, import_promises.writeFile)(`/proc/${pid}/gid_map`, `0 ${gid} 1\n`);
	} else {
		await mapSubordinate("newuidmap", pid, "/etc/subuid", whoAmI().uid);
		await mapSubordinate("newgidmap", pid, "/etc/subgid", whoAmI().gid);
	}
}
function whoAmI() {
	const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
	try {
		return {
			uid,
			gid,
			name: import__builtin_os.default.userInfo().username
		};
	} catch {
		return {
			uid,
			gid,
			name: String(uid)
		};
	}
}
async function ownMap(file) {
	return (await (0, import_promises.readFile)(`/proc/self/${file}`, "utf8")).trim().split("\n").map((line) => line.trim().split(/\s+/)).map(([inside, , count]) => `${inside} ${inside} ${count}\n`).join("");
}
async function mapSubordinate(tool, pid, file, own) {
	const { name, uid } = whoAmI();
	const range = (await (0, import_promises.readFile)(file, "utf8")).split("\n").map((line) => line.split(":")).find(([who]) => who === name || who === String(uid));
	if (!range) throw new Error(`${file} lends nothing to ${name}`);
	const [, first = "", count = ""] = range;
	const args = [
		String(pid),
		"0",
		String(own),
		"1",
		"1",
		first,
		count
	];
	await (0, import__builtin_util.promisify)(import__builtin_child_process.execFile)(tool, args, { env: { PATH: SYSTEM_PATH } });
}

// src/emulator/host/sandbox/sandbox-machine.ts
const LINE_LIMIT = 134217728;
const TIMEOUT = 2e3;
async function connect(child, agentRoot, onLine) {
	const { stdin, stdout, stderr } = child;
	if (!stdin || !stdout || !stderr) throw new Error("the host needs three pipes");
	const pending = /* @__PURE__ */ new Map();
	const running = /* @__PURE__ */ new Map();
	let nextId = 0;
	let lost;
	let complaints = "";
	stderr.setEncoding("utf8").on("data", (text) => {
		complaints = (complaints + text).slice(-4e3);
	});
	stdin.on("error", () => void 0);
	const ended = new Promise((resolve) => {
		const end = (reason) => {
			const detail = complaints.trim().replaceAll("\n", "; ");
			lost ??= new MachineLost(detail ? `${reason}: ${detail}` : reason);
			for (const { reject } of pending.values()) reject(lost);
			for (const run of running.values()) run.lose(lost);
			pending.clear();
			running.clear();
			resolve();
		};
		child.on("error", (error) => end(error.message));
		child.on("close", () => end("the host ended"));
	});
	await new Promise((resolve, reject) => {
		ended.then(() => reject(lost ?? new MachineLost("the host ended")));
		readLines(stdout, LINE_LIMIT, (line) => {
			if (line === void 0) child.kill("SIGKILL");
			else if (line.startsWith("{")) {
				const answer = parse(line);
				if (!answer) child.kill("SIGKILL");
				else if ("ready" in answer) resolve();
				else receive(answer);
			} else Promise.resolve(onLine(line)).catch((error) => {
				complaints += `${error instanceof Error ? error.message : String(error)}\n`;
				child.kill("SIGKILL");
			});
		});
	});
	function receive(answer) {
		const { id } = answer;
		if ("answer" in answer || "error" in answer) {
			const waiting = pending.get(id);
			pending.delete(id);
			if ("answer" in answer) waiting?.resolve(answer.answer);
			else waiting?.reject(new FileFailure(answer.error));
			return;
		}
		const run = running.get(id);
		if ("chunk" in answer) run?.output(answer.stream, Buffer.from(answer.chunk, "base64"));
		else if ("closed" in answer) run?.close(answer.closed);
		else run?.exit(answer.exit);
	}
	function send(question) {
		const id = ++nextId;
		stdin?.write(`${JSON.stringify({
			id,
			...question
		})}\n`);
		return id;
	}
	function ask(question) {
		if (lost) return Promise.reject(lost);
		return new Promise((resolve, reject) => {
			pending.set(send(question), {
				resolve,
				reject
			});
		});
	}
	return {
		agentRoot,
		stat: (paths) => ask({
			ask: "stat",
			paths
		}),
		tree: (path) => ask({
			ask: "tree",
			path
		}),
		names: (path) => ask({
			ask: "names",
			path
		}),
		read: async (path) => Buffer.from(await ask({
			ask: "read",
			path
		}), "base64"),
		apply: (steps) => ask({
			ask: "apply",
			steps
		}),
		processes: {
			start({ argv, env }, output) {
				const id = send({
					ask: "start",
					argv,
					env
				});
				const run = track(output);
				if (lost) run.lose(lost);
				else running.set(id, run);
				return {
					exited: run.exited,
					closed: run.closed,
					signal: (name) => void send({
						ask: "signal",
						of: id,
						name
					}),
					ignore: (stream) => void send({
						ask: "ignore",
						of: id,
						stream
					}),
					abandon: () => void send({
						ask: "abandon",
						of: id
					})
				};
			},
			http: (request, signal) => unlessAborted(askHttp(request), signal)
		},
		end(why) {
			lost ??= new MachineLost(`the host was ended: ${why}`);
			child.kill("SIGKILL");
		},
		async close() {
			stdin.end();
			const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
			await ended;
			clearTimeout(timer);
		}
	};
	async function askHttp(request) {
		const reply = await ask({
			ask: "http",
			request
		});
		return {
			...reply,
			body: Buffer.from(reply.body, "base64")
		};
	}
}
function parse(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
function track(output) {
	const exited = deferred();
	const stdout = deferred();
	const stderr = deferred();
	const all = [
		exited,
		stdout,
		stderr
	];
	for (const { promise } of all) promise.catch(() => void 0);
	return {
		exited: exited.promise,
		closed: {
			stdout: stdout.promise,
			stderr: stderr.promise
		},
		output,
		exit: (exit) => exited.resolve(exit),
		close: (stream) => (stream === "stdout" ? stdout : stderr).resolve(),
		lose: (reason) => {
			for (const { reject } of all) reject(reason);
		}
	};
}
function deferred() {
	let resolve;
	let reject;
	return {
		promise: new Promise((onResolve, onReject) => {
			resolve = onResolve;
			reject = onReject;
		}),
		resolve,
		reject
	};
}
function readLines(stream, limit, onLine) {
	let parts = [];
	let size = 0;
	stream.on("data", (chunk) => {
		let from = 0;
		for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
			onLine(Buffer.concat([...parts, chunk.subarray(from, at)]).toString("utf8"));
			parts = [];
			size = 0;
			from = at + 1;
		}
		const rest = chunk.subarray(from);
		if (rest.length > 0) parts.push(rest);
		size += rest.length;
		if (size > limit) onLine(void 0);
	});
}
function unlessAborted(work, signal) {
	if (signal.aborted) return Promise.reject(signal.reason);
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

// src/emulator/host/sandbox/sandbox.ts
const AGENT_ROOT = "/opt/codedeploy-agent/deployment-root";
const REVISIONS_INSIDE = "/run/codedeploy-fanout/revisions";
const PROGRAM = "/usr/lib/codedeploy-fanout/agent";
const CAPABILITIES = "+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+sys_chroot,+sys_ptrace,+audit_write";
const MIB = 1048576;
const FOLDERS$1 = [
	"proc",
	"sys",
	"dev",
	"run",
	"tmp",
	"root",
	"home",
	"mnt",
	"media",
	"boot"
];
async function startSandbox(plan, folder, name) {
	await (0, import_promises.mkdir)(folder, {
		recursive: true,
		mode: 493
	});
	if (plan.range) await (0, import_promises.chown)(folder, plan.range.first, plan.range.first);
	const namespaces = [
		"--user",
		"--mount",
		"--pid",
		"--net",
		"--uts",
		"--ipc"
	];
	if (plan.range) namespaces.push("--keep-caps");
	const command = [
		...namespaces,
		"--fork",
		"--kill-child",
		"--",
		"sh",
		"-c",
		awaitMapping
	];
	const env = await environment(plan, folder, name);
	const child = withoutInherited((covers) => (0, import__builtin_child_process.spawn)("unshare", command, {
		cwd: folder,
		detached: true,
		env,
		stdio: [
			"pipe",
			"pipe",
			"pipe",
			...covers
		]
	}));
	const parts = {
		network: true,
		sys: true
	};
	const machine = await connect(child, AGENT_ROOT, async (line) => {
		if (line === "without network") parts.network = false;
		if (line === "without sys") parts.sys = false;
		if (line !== "unshared" || child.pid === void 0) return;
		await mapUsers(child.pid, plan.users, plan.range);
		child.stdin?.write("mapped\n");
	});
	const unwatch = watchDisk(folder, plan.limits, (why) => machine.end(why));
	child.once("close", unwatch);
	return {
		...machine,
		parts
	};
}
async function removeSandboxFolder(plan, folder) {
	if (!isRoot()) await removeAsRoot(plan, folder);
	await (0, import_promises.rm)(folder, {
		recursive: true,
		force: true,
		maxRetries: 5,
		retryDelay: 50
	});
}
function removeAsRoot({ users }, folder) {
	const child = (0, import__builtin_child_process.spawn)("unshare", [
		"--user",
		"--",
		"sh",
		"-c",
		awaitMapping
	], {
		env: {
			FILTER: "",
			KEYCTL: "",
			BECOME: "",
			PATH: SYSTEM_PATH,
			BUILD: "exec rm -rf -- \"$FOLDER\"",
			FOLDER: folder
		},
		stdio: [
			"pipe",
			"pipe",
			"ignore"
		]
	});
	child.stdin.on("error", () => void 0);
	child.stdout.once("data", () => {
		mapUsers(child.pid ?? 0, users).then(() => child.stdin.end("mapped\n"), () => child.kill());
	});
	return new Promise((resolve) => {
		child.on("close", () => resolve());
		child.on("error", () => resolve());
	});
}
async function environment(plan, folder, name) {
	const { layers, node } = plan;
	const shown = layers.overlays.some((top) => isBelow(node, `/${top}`));
	const concealed = layers.hidden.some((hidden) => isBelow(node, hidden.path));
	return {
		PATH: SYSTEM_PATH,
		BUILD: build,
		BECOME: plan.range ? "yes" : "",
		...confining(plan.confinement),
		PROCESSES: String(plan.limits.processes),
		MEMORY: String(plan.limits.memory * MIB),
		FILE: String(plan.limits.file * MIB),
		STORE: plan.store,
		OVERLAYS: layers.overlays.join("\n"),
		COPIES: layers.copies.join("\n"),
		FOLDERS: [...FOLDERS$1, ...layers.folders].join("\n"),
		FILES: layers.files.join("\n"),
		LINKS: layers.links.join("\n"),
		HOMES: (await homes$1(layers.base)).join("\n"),
		REVISIONS: import__builtin_path.default.relative(import__builtin_path.default.dirname(folder), plan.revisions),
		REVISIONS_INSIDE,
		NODE: node,
		NODE_OUTSIDE: plan.nodeOutside,
		BIND_NODE: layers.base === "" && shown && !concealed ? "" : "yes",
		BASE: layers.base,
		NAME: hostName(name),
		INIT: init,
		KEPT: CAPABILITIES,
		PROGRAM,
		HOST_PATH: SYSTEM_PATH
	};
}
function confining(confinement) {
	const { by } = confinement;
	const keyctl = { KEYCTL: by === "keyctl" ? "yes" : "" };
	if (confinement.by !== "perl") return {
		...keyctl,
		FILTER: ""
	};
	const { numbers, filter } = confinement;
	return {
		...keyctl,
		CONFINE: confine,
		NUMBERS: numbers,
		FILTER: filter
	};
}
async function homes$1(base) {
	return (await (0, import_promises.readFile)(`${base}/etc/passwd`, "utf8")).split("\n").map((line) => line.split(":")).filter(([, , , , , home = ""]) => /^\/home\/[\w.-]+$/.test(home)).map(([, , uid, gid, , home]) => `${uid}:${gid}:${home}`);
}

// src/emulator/host/inside/stand-ins.ts
const FOLDER = "/usr/lib/codedeploy-fanout";
function standIns(options) {
	const { node, oneUser } = options;
	const program = systemctlText(oneUser);
	const files = /* @__PURE__ */ new Map([
		[`${FOLDER}/systemctl`, {
			text: program,
			mode: 420
		}],
		[`${FOLDER}/journalctl`, {
			text: program,
			mode: 420
		}],
		[`${FOLDER}/as-root`, {
			text: asRootText(),
			mode: 420
		}],
		["/usr/bin/sudo", {
			text: sudo(node),
			mode: 493
		}],
		["/usr/bin/systemctl", {
			text: launcher(node, "systemctl"),
			mode: 493
		}],
		["/usr/bin/journalctl", {
			text: launcher(node, "journalctl"),
			mode: 493
		}]
	]);
	if (oneUser) files.set("/usr/bin/su", {
		text: SU,
		mode: 493
	});
	return files;
}
function launcher(node, name) {
	return `#!/bin/sh\nunset NODE_OPTIONS\nexec ${quoted(node)} ${FOLDER}/${name} "$@"\n`;
}
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
const SU = `#!/bin/sh
login=
command=
shell=
user=
while [ $# -gt 0 ]; do
  case $1 in
    -c|--command) command=$2; shift ;;
    -s|--shell) shell=$2; shift ;;
    -|-l|--login) login=yes ;;
    -m|-p|--preserve-environment) ;;
    --) shift; break ;;
    -*) echo "su: $1 is not supported in a sandbox with one user" >&2; exit 1 ;;
    *) [ -z "$user" ] || break; user=$1 ;;
  esac
  shift
done
user=\${user:-root}
found=
while IFS=: read -r name _ _ _ _ home given; do
  [ "$name" != "$user" ] || { found=yes; break; }
done < /etc/passwd
[ -n "$found" ] || {
  echo "su: user $user does not exist or the user entry does not contain all the required fields" >&2
  exit 1
}
shell=\${shell:-\${given:-/bin/sh}}
export HOME="$home" SHELL="$shell" USER="$user" LOGNAME="$user"
[ -z "$login" ] || cd "$home" || cd /
exec "$shell" \${command:+-c "$command"} "$@"
`;
const sudo = (node) => `#!/bin/sh
user=root
keep=
while [ $# -gt 0 ]; do
  case $1 in
    -u|--user) user=$2; shift ;;
    -u?*) user=\${1#-u} ;;
    --user=*) user=\${1#*=} ;;
    -E|--preserve-env) keep=yes ;;
    -H|-n|-S|--set-home|--non-interactive|--stdin) ;;
    --) shift; break ;;
    -*) echo "sudo: $1 is not supported in a sandbox" >&2; exit 1 ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || { echo "usage: sudo [-u user] command" >&2; exit 1; }
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
caller=$(id -u)
set -- "SUDO_USER=$(id -un)" "SUDO_UID=$caller" "SUDO_GID=$(id -g)" "$@"
if [ "$user" = root ]; then
  set -- HOME=/root USER=root LOGNAME=root "$@"
else
  set -- su "$user" -s /bin/sh -c 'exec env "$@"' -- sudo "$@"
fi
if [ -n "$keep" ]; then set -- env "$@"; else set -- env -i "PATH=$path" "$@"; fi
[ "$caller" != 0 ] || exec "$@"
printf '%s\\036' "$(printf '%s\\037' sudo "$(id -un)")" >> ${CALLS} 2>/dev/null
exec env -u NODE_OPTIONS ${quoted(node)} ${FOLDER}/as-root "$@"
`;

// src/emulator/host/inside/consul-files.ts
const FOLDERS = ["/usr/bin", "/usr/local/bin"];
function consulOf({ commands, isInConsul }, exists) {
	if (commands.has("consul") || FOLDERS.some((folder) => exists(`${folder}/consul`))) return "none";
	return isInConsul ? "on" : "asked";
}
function consulFiles(node) {
	const command = {
		text: launcher(node, "consul"),
		mode: 493
	};
	return [
		["/usr/lib/codedeploy-fanout/consul", {
			text: consulText(),
			mode: 420
		}],
		...FOLDERS.map((folder) => [`${folder}/consul`, command]),
		["/usr/lib/systemd/system/consul.service", {
			text: UNIT,
			mode: 420
		}]
	];
}
const UNIT = `[Unit]
Description=Stand-in for Consul
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/consul reload
ExecReload=/usr/bin/consul reload
[Install]
WantedBy=multi-user.target
`;

// src/emulator/host/sandbox/arrangement.ts
const SHOWN$1 = [
	"bin",
	"sbin",
	"lib",
	"lib32",
	"lib64",
	"libx32",
	"usr",
	"etc",
	"opt",
	"var",
	"srv",
	"nix",
	"gnu"
];
const FILE_LIMIT = 500;
function shownFolders() {
	return SHOWN$1.filter((name) => isFolder(`/${name}`));
}
const OWN = /* @__PURE__ */ new Set([
	"proc",
	"sys",
	"dev",
	"run",
	"tmp"
]);
function arrange(hidden, mounts, needed, base = "") {
	const found = {
		overlays: [],
		copies: [],
		folders: [],
		files: [],
		links: []
	};
	const concealed = new Map(hidden.map((entry) => [entry.path, entry]));
	const shown = base === "" ? SHOWN$1 : import__builtin_fs.default.readdirSync(base).filter((name) => !OWN.has(name));
	for (const name of shown) place(name);
	for (const folder of needed) {
		if ([...found.overlays, ...found.copies].some((cover) => isBelow(folder, cover))) continue;
		if (found.folders.includes(folder)) throw new Error(`/${folder} has mounts in it and cannot be shown as it must be`);
		found.copies.push(folder);
	}
	return found;
	function place(name) {
		const real = `${base}/${name}`;
		const stats = import__builtin_fs.default.lstatSync(real, { throwIfNoEntry: false });
		if (!stats || /[:,\\\n]/.test(name)) return;
		const secret = concealed.get(real);
		if (secret) {
			if (secret.directory) found.folders.push(name);
		} else if (stats.isSymbolicLink()) found.links.push(`${name}:${import__builtin_fs.default.readlinkSync(real)}`);
		else if (!stats.isDirectory()) found.files.push(name);
		else if (!mounts.some((mount) => mount !== real && isBelow(mount, real))) found.overlays.push(name);
		else if (name === "etc") found.copies.push(name);
		else takeApart(name);
	}
	function takeApart(name) {
		found.folders.push(name);
		const names = import__builtin_fs.default.readdirSync(`/${name}`);
		if (names.filter((inner) => !isFolder(import__builtin_path.default.join("/", name, inner))).length > FILE_LIMIT) throw new Error(`/${name} has mounts in it and more than ${FILE_LIMIT} files`);
		for (const inner of names) place(`${name}/${inner}`);
	}
}
function mountPoints() {
	return import__builtin_fs.default.readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n").map((line) => (line.split(" ")[4] ?? "").replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8))));
}
function isFolder(path) {
	return import__builtin_fs.default.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

// src/emulator/host/sandbox/file-layers.ts
function makeLayers({ folder, conceal, files, range, base }) {
	const skeleton = import__builtin_path.default.join(folder, "skeleton");
	const veil = import__builtin_path.default.join(folder, "veil");
	import__builtin_fs.default.mkdirSync(skeleton, { recursive: true });
	import__builtin_fs.default.mkdirSync(veil);
	const hidden = base === "" ? hiddenPaths(shownFolders(), conceal) : [];
	const needed = [...files.keys()].map((file) => import__builtin_path.default.dirname(file).slice(1));
	const arrangement = arrange(hidden, base === "" ? mountPoints() : [], needed, base);
	for (const top of arrangement.overlays) {
		makeFolder(skeleton, `/${top}`, base);
		makeFolder(veil, `/${top}`, base);
	}
	for (const { path: hiddenPath, directory } of hidden) {
		makeFolder(veil, import__builtin_path.default.dirname(hiddenPath));
		if (directory) makeFolder(skeleton, hiddenPath);
	}
	whiteOut(hidden.map((entry) => veil + entry.path));
	const concealed = new Set(hidden.map((entry) => entry.path));
	const ordinary = !isRoot() || range !== void 0;
	for (const [top, depth] of Object.entries(WRITABLE)) {
		const copied = arrangement.copies.includes(top.slice(1));
		if (import__builtin_fs.default.existsSync(base + top) && (ordinary || copied)) copyFolders(skeleton, top, depth, concealed, base);
	}
	for (const [file, own] of files) {
		makeFolder(skeleton, import__builtin_path.default.dirname(file), base);
		if ("link" in own) import__builtin_fs.default.symlinkSync(own.link, skeleton + file);
		else {
			import__builtin_fs.default.writeFileSync(skeleton + file, own.text);
			import__builtin_fs.default.chmodSync(skeleton + file, own.mode);
		}
	}
	if (range) for (const layer of [skeleton, veil]) giveToRange(layer, range);
	return {
		folder,
		base,
		...arrangement,
		hidden
	};
}
function ownFiles(options) {
	const { node, program, users, host } = options;
	const oneUser = users === "one";
	const base = host.root ?? "";
	const files = stubFiles(host, programFolders(base), (path) => import__builtin_fs.default.existsSync(base + path));
	for (const [path, file] of standIns({
		node,
		oneUser
	})) files.set(path, file);
	const consul = consulOf(host, (path) => import__builtin_fs.default.existsSync(base + path));
	if (consul !== "none") for (const [path, file] of consulFiles(node)) files.set(path, file);
	const text = programText(oneUser ? "checked" : "kept", {
		sandboxed: true,
		consul
	});
	files.set(program, {
		text,
		mode: 420
	});
	if (!host.commands.has("node") && !["/usr/local/bin/node", "/usr/bin/node"].some((file) => import__builtin_fs.default.existsSync(base + file))) files.set("/usr/local/bin/node", { link: node });
	const shadow = import__builtin_fs.default.readFileSync(`${base}/etc/passwd`, "utf8").split("\n").filter(Boolean).map((line) => `${line.split(":", 1)[0]}:*:19000:0:99999:7:::\n`);
	return files.set("/etc/shadow", {
		text: shadow.join(""),
		mode: 416
	});
}
function programFolders(base) {
	const real = SYSTEM_PATH.split(":").filter((folder) => import__builtin_fs.default.existsSync(base + folder)).map((folder) => import__builtin_fs.default.realpathSync(base + folder).slice(base.length));
	return [...new Set(real)];
}
const WRITABLE = {
	"/etc": 8,
	"/var": 4,
	"/opt": 3,
	"/srv": 3,
	"/usr": 2,
	"/usr/local": 4,
	"/usr/lib/systemd": 3,
	"/usr/lib/sysimage": 2,
	"/usr/share/nginx": 3
};
const PACKAGES = /* @__PURE__ */ new Set([
	"/var/lib/dpkg",
	"/var/lib/apt",
	"/var/lib/rpm",
	"/usr/lib/sysimage/rpm",
	"/var/log/apt"
]);
const LOGS = /* @__PURE__ */ new Set(["/var/log/dpkg.log", "/var/log/alternatives.log"]);
function isRewritten(file) {
	return isBelow(file, "/etc") || PACKAGES.has(import__builtin_path.default.dirname(file)) || LOGS.has(file);
}
function copyFolders(skeleton, folder, depth, hidden, base) {
	makeFolder(skeleton, folder, base);
	if (depth === 0 || hidden.has(folder)) return;
	let entries;
	try {
		entries = import__builtin_fs.default.readdirSync(base + folder, { withFileTypes: true });
	} catch {
		return;
	}
	for (const entry of entries) {
		const inner = import__builtin_path.default.join(folder, entry.name);
		if (entry.isDirectory()) copyFolders(skeleton, inner, depth - 1, hidden, base);
		else if (isRewritten(inner) && !hidden.has(inner)) copyEntry(skeleton + inner, base + inner, entry);
	}
}
function copyEntry(copy, file, entry) {
	try {
		if (entry.isSymbolicLink()) import__builtin_fs.default.symlinkSync(import__builtin_fs.default.readlinkSync(file), copy);
		else if (entry.isFile() && isForAll(file)) {
			import__builtin_fs.default.copyFileSync(file, copy, import__builtin_fs.default.constants.COPYFILE_FICLONE);
			keepOwner(file, copy);
		}
	} catch {}
}
function isForAll(file) {
	return !isRoot() || (import__builtin_fs.default.statSync(file).mode & 4) !== 0;
}
function giveToRange(layer, range) {
	const paths = import__builtin_fs.default.readdirSync(layer, {
		withFileTypes: true,
		recursive: true
	}).map((entry) => import__builtin_path.default.join(entry.parentPath, entry.name));
	for (const file of [layer, ...paths]) {
		const { uid, gid, mode } = import__builtin_fs.default.lstatSync(file);
		import__builtin_fs.default.lchownSync(file, shifted(uid, range), shifted(gid, range));
		if ((mode & 3072) !== 0) import__builtin_fs.default.chmodSync(file, mode & 4095);
	}
}
function makeFolder(layer, folder, base = "") {
	if (folder === "/" || import__builtin_fs.default.existsSync(layer + folder)) return;
	makeFolder(layer, import__builtin_path.default.dirname(folder), base);
	import__builtin_fs.default.mkdirSync(layer + folder);
	if (import__builtin_fs.default.existsSync(base + folder)) keepOwner(base + folder, layer + folder);
	else import__builtin_fs.default.chmodSync(layer + folder, 493);
	if (!isRoot()) import__builtin_fs.default.chmodSync(layer + folder, import__builtin_fs.default.statSync(layer + folder).mode | 448);
}
function keepOwner(original, copy) {
	const { uid, gid, mode } = import__builtin_fs.default.statSync(original);
	if (isRoot()) chown(copy, uid, gid);
	import__builtin_fs.default.chmodSync(copy, mode & 4095);
}
function chown(file, uid, gid) {
	try {
		import__builtin_fs.default.chownSync(file, uid, gid);
	} catch (error) {
		if (error.code !== "EINVAL") throw error;
	}
}
function whiteOut(paths) {
	const script = "for path; do mknod -- \"$path\" c 0 0 || exit 1; done";
	for (let from = 0; from < paths.length; from += 500) (0, import__builtin_child_process.execFileSync)("sh", [
		"-c",
		script,
		"mknod",
		...paths.slice(from, from + 500)
	], {
		env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		]
	});
}

// src/emulator/host/sandbox/sandboxing.ts
const TOOLS = [
	"sh",
	"unshare",
	"mount",
	"umount",
	"pivot_root",
	"setpriv",
	"prlimit",
	"env",
	"grep"
];
async function prepareSandboxes(options) {
	const { root, revisions, conceal, host } = options;
	if (process.platform !== "linux") return {
		possible: false,
		reason: `sandboxes need Linux, this is ${process.platform}`
	};
	const missing = TOOLS.filter((tool) => !isInstalled(tool));
	if (missing.length > 0) return {
		possible: false,
		reason: `sandboxes need ${missing.join(", ")} (package util-linux)`
	};
	const node = import__builtin_fs.default.realpathSync(process.execPath);
	const failures = [];
	for (const users of possibleUsers(host.root !== void 0)) {
		let shared;
		try {
			const folder = import__builtin_path.default.join(root, users);
			const range = users === "range" ? unusedIds(process.pid) : void 0;
			const files = ownFiles({
				node,
				program: PROGRAM,
				users,
				host
			});
			const layers = makeLayers({
				folder,
				conceal,
				files,
				range,
				base: host.root ?? ""
			});
			if (range) openTo(range, [
				root,
				folder,
				import__builtin_path.default.join(folder, "hosts")
			]);
			shared = {
				users,
				range,
				layers,
				nodeOutside: range ? readableBy(range, node, folder) : node,
				revisions,
				node,
				limits: host.limits
			};
		} catch (error) {
			failures.push(messageOf(error));
			continue;
		}
		for (const plan of plansFrom(shared)) try {
			return {
				possible: true,
				plan,
				report: describe(plan, await tryOut(plan), [...new Set(failures)])
			};
		} catch (error) {
			failures.push(messageOf(error));
		}
	}
	return {
		possible: false,
		reason: `sandboxes cannot be made here: ${explain(failures)}`
	};
}
function plansFrom(shared) {
	return confinements().flatMap((confinement) => ["disk", "memory"].map((store) => ({
		...shared,
		confinement,
		store
	})));
}
const messageOf = (error) => error instanceof Error ? error.message : String(error);
function openTo({ first }, folders) {
	for (const folder of folders) {
		import__builtin_fs.default.mkdirSync(folder, { recursive: true });
		import__builtin_fs.default.chownSync(folder, first, first);
	}
}
function readableBy({ first }, node, folder) {
	const isFor = (file, bits) => (import__builtin_fs.default.statSync(file).mode & bits) === bits;
	const above = node.split("/").map((_, index, parts) => parts.slice(0, index).join("/") || "/");
	if (isFor(node, 5) && above.every((part) => isFor(part, 1))) return node;
	const copy = import__builtin_path.default.join(folder, "node");
	import__builtin_fs.default.copyFileSync(node, copy, import__builtin_fs.default.constants.COPYFILE_FICLONE);
	import__builtin_fs.default.chmodSync(copy, 365);
	import__builtin_fs.default.chownSync(copy, first, first);
	return copy;
}
async function tryOut(plan) {
	const folder = import__builtin_path.default.join(plan.layers.folder, "hosts", `trial-${plan.store}`);
	try {
		const sandbox = await startSandbox(plan, folder, "trial");
		await sandbox.close();
		return sandbox.parts;
	} finally {
		await removeSandboxFolder(plan, folder);
	}
}
function describe(plan, parts, failures) {
	const { users, store, node, layers } = plan;
	const report = [`hooks run in a sandbox for each host: users, mounts, processes and network of its own, and a copy-on-write view of ${layers.base === "" ? "this machine without home folders, /run, the workspace and files that not everybody may read" : "the root folder of rehearsal.host"}`];
	if (users === "same") {
		const why = layers.base === "" ? failures.join("; ") : "files of rehearsal.host.root are its own";
		report.push(`root in a sandbox is this machine's root without its capabilities, not a user of its own: ${why}`);
	}
	const { processes, memory, file, free } = plan.limits;
	report.push(`a host has at most ${processes} processes of a user and ${memory} MiB of memory for each, files of ${file} MiB, and ends where less than ${free} MiB of disk are free; memory and processor of all hosts together are limited by nothing but the job or container that this runs in`, ...openness(plan.confinement, failures));
	if (users === "one") report.push("a sandbox has one user here, because this is not root and /etc/subuid lends it no others: \"runas\" and User= change variables such as HOME but not the user, and owners are checked but not set");
	if (!isRoot() || users === "range") report.push("in a sandbox, files of this machine outside of /etc can be replaced but not written to, because its root is another one");
	if (!parts.network) report.push("hooks run without network: none of ip, ifconfig and perl could bring up the loopback interface of a sandbox");
	if (!parts.sys) report.push("/sys is empty in a sandbox: this machine allows no other view of it");
	if (store === "memory") report.push("what hosts write is held in memory, and lost when a hook ends its own sandbox: no overlay can be laid on the temporary folder");
	if (!isBelow(node, "/usr")) report.push(`hooks find Node.js as ${node}`);
	return report;
}
const SWITCHES = [
	[
		"/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
		"1",
		"AppArmor keeps ordinary users from it (kernel.apparmor_restrict_unprivileged_userns=1)",
		false
	],
	[
		"/proc/sys/kernel/unprivileged_userns_clone",
		"0",
		"ordinary users may not (kernel.unprivileged_userns_clone=0)",
		false
	],
	[
		"/proc/sys/user/max_user_namespaces",
		"0",
		"nobody may (user.max_user_namespaces=0)",
		true
	]
];
function explain(failures) {
	const reasons = SWITCHES.filter(([file, forbidding, , forRoot]) => {
		if (isRoot() && !forRoot) return false;
		try {
			return import__builtin_fs.default.readFileSync(file, "utf8").trim() === forbidding;
		} catch {
			return false;
		}
	}).map(([, , name]) => name);
	return [.../* @__PURE__ */ new Set([...failures, ...reasons])].join("; ");
}
function privateFolders(workspace = process.cwd()) {
	return [
		...homes(),
		import__builtin_os.default.tmpdir(),
		workspace,
		import__builtin_path.default.join(workspace, ".git")
	].map((folder) => {
		try {
			return import__builtin_fs.default.realpathSync(folder);
		} catch {
			return import__builtin_path.default.resolve(folder);
		}
	});
}
function homes() {
	try {
		return [import__builtin_os.default.homedir(), import__builtin_os.default.userInfo().homedir];
	} catch {
		return [process.env.HOME ?? "/root"];
	}
}

// src/emulator/host/hosts.ts
async function createHosts(options) {
	const { objects, clock, log = () => void 0, tell = log, host = plainHost } = options;
	const own = import__builtin_path.default.join(options.root, "hosts");
	await (0, import_promises.mkdir)(own, { mode: 448 });
	const place = SHOWN.some((folder) => isBelow(own, folder)) ? (0, import__builtin_fs.mkdtempSync)("/tmp/fanout-hosts-") : own;
	const store = import__builtin_path.default.join(place, "revisions");
	await (0, import_promises.mkdir)(store, { mode: 493 });
	const common = {
		revisions: new Revisions(store, objects),
		clock,
		say: log,
		timeouts: new Timeouts(),
		host,
		...tellOnce(tell)
	};
	const { standsForGood = () => false } = options;
	const passingOver = new PassingOver(standsForGood);
	const kind = await chooseKind(options, {
		own,
		place,
		store
	});
	const agents = /* @__PURE__ */ new Map();
	const all = [];
	return {
		report: kind.report,
		...(require_defined()).defined({ idle: kind.idle }),
		factory: (instance, group) => {
			const version = versionOf(group, all.length);
			const agent = new Agent({
				...common,
				passingOver,
				version,
				...kind.ports(String(all.length + 1), instance)
			});
			agents.set(instance, agent);
			all.push(agent);
			return agent;
		},
		http: (instance, request, signal) => {
			const agent = agents.get(instance);
			if (!agent) return Promise.reject(/* @__PURE__ */ new Error(`there is no host "${instance}"`));
			return agent.http(request, signal);
		},
		stubs: (instance) => agents.get(instance)?.stubs ?? [],
		passedOver: () => passingOver.all,
		close: async () => {
			await Promise.all(all.map((agent) => agent.close()));
			await (0, import_promises.rm)(own, {
				recursive: true,
				force: true
			});
			await (0, import_promises.rm)(place, {
				recursive: true,
				force: true
			});
		}
	};
}
function tellOnce(log) {
	const told = /* @__PURE__ */ new Set();
	const tell = (words) => {
		if (told.has(words)) return;
		told.add(words);
		log(words);
	};
	return {
		onLost: tell,
		onAccount: (words) => tell(`hosts were given ${words}, which this machine has not`),
		onCall: (event, { kind, name, args }) => tell(kind === "sudo" ? `${name} used sudo in ${event}, which hosts of a rehearsal allow: whether sudoers of the instances does is not rehearsed` : `the stub of ${name} was called in ${event}: ${[name, ...args].join(" ")}`)
	};
}
function versionOf({ agents = "1" }, index) {
	if (agents !== "both") return agents;
	return index % 2 === 0 ? "1" : "2";
}
const SHOWN = [
	"/usr",
	"/etc",
	"/opt",
	"/var",
	"/srv",
	"/nix",
	"/gnu"
];
async function chooseKind(options, folders) {
	const { own } = folders;
	if (options.hooks === "unsafe") return unsafeHosts(own);
	if (options.hooks === "check") return checkedHosts(own, "that is what was asked for");
	const kind = await sandboxedHosts(options, folders);
	return typeof kind === "string" ? checkedHosts(own, kind) : kind;
}
async function sandboxedHosts({ workspace, host = plainHost }, { own, place, store }) {
	const prepared = await prepareSandboxes({
		root: place,
		revisions: store,
		conceal: [...privateFolders(workspace), own],
		host
	});
	if (!prepared.possible) return prepared.reason;
	const { plan, report } = prepared;
	return {
		report,
		ports: (name, instance) => {
			const folder = import__builtin_path.default.join(plan.layers.folder, "hosts", name);
			return {
				start: () => startSandbox(plan, folder, instance),
				remove: () => removeSandboxFolder(plan, folder),
				hasOwnAccounts: true,
				inside: (revision) => `${REVISIONS_INSIDE}/${import__builtin_path.default.basename(revision)}`
			};
		}
	};
}
function checkedHosts(own, reason) {
	return {
		idle: "hooks are checked but not run",
		report: [`hooks are checked but not run: ${reason}`, "a check finds missing scripts, interpreters that cannot be found and, for sh and bash, wrong syntax; owners, acls and contexts are not set"],
		ports: (name) => {
			const folder = import__builtin_path.default.join(own, name);
			return {
				start: async () => {
					await (0, import_promises.mkdir)(folder, { recursive: true });
					return folderMachine(folder, AGENT_ROOT);
				},
				remove: () => (0, import_promises.rm)(folder, {
					recursive: true,
					force: true
				}),
				hasOwnAccounts: false,
				inside: (revision) => revision
			};
		}
	};
}
async function unsafeHosts(own) {
	const program = import__builtin_path.default.join(own, "agent.cjs");
	const text = programText("kept", {
		sandboxed: false,
		consul: "none"
	});
	await (0, import_promises.writeFile)(program, text, { mode: 384 });
	return {
		report: ["hooks run on this machine itself, without any protection: files are installed to where the AppSpec file says, and all hosts share them"],
		ports: (name) => {
			const folder = import__builtin_path.default.join(own, name);
			return {
				start: () => startUnsafe(program, folder),
				remove: () => (0, import_promises.rm)(folder, {
					recursive: true,
					force: true
				}),
				hasOwnAccounts: false,
				inside: (revision) => revision
			};
		}
	};
}
async function startUnsafe(program, folder) {
	await (0, import_promises.mkdir)(folder, { recursive: true });
	const child = (0, import__builtin_child_process.spawn)(process.execPath, [program], {
		cwd: "/",
		env: { ...SYSTEM_ENVIRONMENT },
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	return connect(child, import__builtin_path.default.join(folder, "deployment-root"), () => void 0);
}

// src/cli/host-root.ts
const NEEDED = [
	"bin/sh",
	"usr/bin/env",
	"usr/bin/setpriv",
	"bin/umount",
	"bin/rmdir",
	"etc/passwd",
	"etc/group"
];
async function hostRoot(given, folderOfConfiguration, folder) {
	if (given === void 0) return void 0;
	const path = (0, import__builtin_path.resolve)(folderOfConfiguration, given);
	if (!(0, import__builtin_fs.existsSync)(path)) throw refusal(given, "there is no such folder or tarball");
	const root = (0, import__builtin_fs.statSync)(path).isDirectory() ? (0, import__builtin_fs.realpathSync)(path) : await unpacked(given, path, folder);
	if (/[:,\\\n]/.test(root)) throw refusal(given, "its path has a comma, a colon or a backslash in it");
	const missing = NEEDED.filter((file) => !(0, import__builtin_fs.existsSync)((0, import__builtin_path.join)(root, file)));
	if (missing.length > 0) throw refusal(given, `it has no ${missing.join(", ")}`);
	return root;
}
async function unpacked(given, path, folder) {
	const root = (0, import__builtin_path.join)(folder, "root");
	await (0, import_promises.mkdir)(root, { mode: 493 });
	const args = [
		"-xf",
		path,
		"-C",
		root,
		"--exclude=dev/*",
		"--exclude=./dev/*"
	];
	await (0, import__builtin_util.promisify)(import__builtin_child_process.execFile)("tar", args).catch((error) => {
		throw refusal(given, `tar cannot unpack it: ${error.message}`);
	});
	return (0, import__builtin_fs.realpathSync)(root);
}
function refusal(given, why) {
	const message = `rehearsal.host.root "${given}" cannot be the root folder of hosts: ${why}`;
	return new (require_problem()).UsageError([{
		code: "host-root-unusable",
		message,
		hint: "use a folder or tarball made by `docker export` or `debootstrap`, of a Linux with glibc, mount and util-linux"
	}]);
}

// src/cli/host-settings.ts
function hostSettings({ configuration }) {
	const { users = [], host = {} } = configuration?.rehearsal ?? {};
	const { commands = {}, units = [], environment = {}, programs = [], limits = {} } = host;
	const usual = plainHost.limits;
	const { processes = usual.processes, memory = usual.memory } = limits;
	const { file = usual.file, free = usual.free } = limits;
	return {
		users,
		hasNamed: true,
		commands: new Map(Object.entries(commands).map(([name, { exit = 0, output = "", stays = false }]) => [name, {
			exit,
			output,
			stays
		}])),
		units: units.map((name) => name.endsWith(".service") ? name : `${name}.service`),
		environment,
		isInConsul: false,
		programs: /* @__PURE__ */ new Set([...plainHost.programs, ...programs]),
		limits: {
			processes,
			memory,
			file,
			free
		}
	};
}

// src/cli/open-hosts.ts
async function openHosts({ project, environments, seed, clock, workspace, hooks = "sandbox", versionBefore, folder, objects, say }) {
	if (hooks === "none" || hooks === "agents") return void 0;
	const root = await hostRoot(project.configuration?.rehearsal.host.root, project.folder, folder);
	const hosts = await createHosts({
		root: folder,
		clock,
		hooks,
		workspace,
		standsForGood: ({ revision: { key } }) => versionBefore !== void 0 && (require_object_keys()).versionOfKey(key) === versionBefore,
		host: {
			...hostSettings(project),
			isInConsul: environments.some(isInConsul),
			...(require_defined()).defined({ root })
		},
		tell: say,
		objects
	});
	const fleet = (require_project()).together(seed.groups.map(({ agents = "1" }) => agents));
	if (fleet !== "1") say(agentReport(fleet));
	for (const line of hosts.report) say(line);
	return hosts;
}
function agentReport(fleet) {
	if (fleet === "both") return "hosts run CodeDeploy agent 1 or 2, alternating, or as their environment says";
	return `hosts run CodeDeploy agent ${fleet}`;
}
function isInConsul({ waves }) {
	return waves.some(({ destinations }) => destinations.some(({ verify }) => verify.some(({ kind }) => kind === "consul")));
}

// src/emulator/codedeploy/outcome-rule.ts
const scriptable = [
	...blockEvents,
	...installEvents,
	...allowEvents
];
const errorCodes = enumeration("ErrorCode");
const diagnosticCodes = enumeration("LifecycleErrorCode").filter((code) => code !== "Success");
const fail = (require_schemas()).strictObject({
	script: (require_schemas()).string().min(1).optional().describe("The script that fails, as the AppSpec file names it."),
	exitCode: (require_schemas()).int().min(1).max(255).default(1).describe("The script's exit code. Default: 1."),
	log: (require_schemas()).string().default("").describe("The last lines of the script's output."),
	message: (require_schemas()).string().min(1).optional().describe("The agent's message, where it is not the usual one."),
	code: (require_schemas())._enum(diagnosticCodes).optional().describe("Default: ScriptFailed where a script is named, else UnknownError.")
}).refine(({ script, message }) => script !== void 0 || message !== void 0, { error: "a mapping with a script or a message" });
const timeout = (require_schemas()).strictObject({
	script: (require_schemas()).string().min(1).describe("The script that does not end, as the AppSpec file names it."),
	after: (require_scalars()).duration.describe("The script's timeout.")
});
const words = [
	"hang",
	"agentDies",
	"diskFull"
];
const then$1 = (require_schemas()).union([
	(require_schemas()).string().meta({ enum: words }).pipe((require_schemas())._enum(words)),
	(require_schemas()).strictObject({ fail: fail.describe("The event fails.") }),
	(require_schemas()).strictObject({ timeout: timeout.describe("A script of the event runs out of time.") }),
	(require_schemas()).strictObject({ slow: (require_scalars()).duration.describe("The event takes so much longer.") }),
	(require_schemas()).strictObject({ alarm: (require_schemas()).string().min(1).describe("A CloudWatch alarm goes off.") }),
	(require_schemas()).strictObject({ scaleOut: (require_schemas()).int().min(1).max(100).describe("So many instances are launched.") }),
	(require_schemas()).strictObject({ stop: (require_schemas()).strictObject({ rollback: (require_schemas()).boolean().optional().describe("Default: as automatic rollback is set.") }).describe("Somebody else stops the deployment.") }),
	(require_schemas()).strictObject({ error: (require_schemas())._enum(errorCodes).describe("The deployment as a whole fails with this code before it starts.") })
], { error: "one of hang, agentDies, diskFull, or a mapping with fail, timeout, slow, alarm, scaleOut, stop or error" }).describe("What happens.");
const outcomeRule = (require_schemas()).strictObject({
	destination: (require_scalars()).globs.optional().describe("Such as \"*/eu-west-1\". Default: every destination."),
	instance: (require_schemas()).union([(require_schemas()).int().min(1), (require_schemas()).array((require_schemas()).int().min(1)).min(1)]).optional().describe("Instances of the deployment group, counted from 1. Default: all of them."),
	event: (require_schemas())._enum(scriptable).optional().describe("The lifecycle event. Default: the first one of each instance."),
	deployment: (require_schemas()).union([(require_schemas()).int().min(1), (require_schemas()).literal("rollback")], { error: "the number of a deployment, counted from 1, or rollback" }).optional().describe("Which deployment of the group, counted from 1, or its automatic rollbacks. Default: all but the rollbacks."),
	version: (require_scalars()).globs.optional().describe("The key of the revision in S3, such as \"*/1.214-*\". Default: any."),
	then: then$1
}).superRefine((rule, context) => {
	const [key, error] = contradiction(rule) ?? [];
	if (key !== void 0) context.addIssue({
		code: "custom",
		path: [key],
		message: error ?? ""
	});
}).describe("What becomes of deployments, instances or lifecycle events.");
function contradiction(rule) {
	const { instance, event, then } = rule;
	if (then === "diskFull" && (event ?? "DownloadBundle") !== "DownloadBundle") return ["event", "DownloadBundle, where a disk gets full"];
	if (typeof then === "string" || !("error" in then)) return void 0;
	const why = "left out: an error belongs to the deployment as a whole";
	if (event !== void 0) return ["event", why];
	return instance === void 0 ? void 0 : ["instance", why];
}
function enumeration(name) {
	const shape = shapes[name];
	if (shape?.kind !== "enum") throw new Error(`the model has no enumeration ${name}`);
	return shape.values;
}

// src/emulator/scenario/alarm-definition.ts
const span = {
	destination: (require_scalars()).globs.optional().describe("Such as \"*/eu-west-1\". Default: every destination."),
	from: (require_schemas()).number().min(0).optional().describe("Seconds after the start. Default: 0."),
	to: (require_schemas()).number().min(0).optional().describe("Seconds after the start. Default: no end.")
};
const alarmRule = (require_schemas()).strictObject({
	name: (require_scalars()).globs.optional().describe("Names of alarms. Default: every alarm of fanout.yml."),
	...span,
	state: (require_schemas())._enum([
		"ALARM",
		"INSUFFICIENT_DATA",
		"missing"
	]).default("ALARM").describe("Its state; missing: there is no such alarm. Default: ALARM."),
	reason: (require_schemas()).string().min(1).optional().describe("CloudWatch's reason for the state.")
}).describe("CloudWatch alarms that are on, or not there.");
const metricRule = (require_schemas()).strictObject({
	metric: (require_scalars()).globs.optional().describe("Namespace and name, such as \"Orders/Errors\". Default: every metric of fanout.yml."),
	...span,
	value: (require_schemas()).number().optional().describe("What each statistic of a period gives. Default: as ever."),
	samples: (require_schemas()).int().min(0).optional().describe("How many samples a period has; 0: there are no data. Default: 100.")
}).describe("What CloudWatch says about metrics.");

// src/emulator/scenario/offset.ts
const signedForm = "a duration such as \"20m\", or \"-20m\" for a clock that is behind";
const offset = (require_schemas()).string({ error: signedForm }).regex(/^-?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/, { error: signedForm }).transform((text, context) => {
	const ms = (require_main()).parseDuration(text.replace("-", ""));
	if (ms === void 0) context.addIssue({
		code: "custom",
		message: signedForm
	});
	return (text.startsWith("-") ? -1 : 1) * (ms ?? 0);
});

// src/emulator/scenario/fault-definition.ts
const then = (require_schemas()).union([
	(require_schemas())._enum([
		"throttle",
		"reset",
		"down",
		"lost",
		"truncate",
		"expire",
		"deny"
	]),
	(require_schemas()).strictObject({
		status: (require_schemas()).int().min(200).max(599).describe("The HTTP status of the answer."),
		code: (require_schemas()).string().min(1).optional().describe("The error code. Default: the usual one of the status."),
		message: (require_schemas()).string().optional().describe("The words of the error."),
		html: (require_schemas()).boolean().optional().describe("Answer with a page of HTML, as proxies and load balancers do. Default: false.")
	}),
	(require_schemas()).strictObject({ slow: (require_scalars()).duration.describe("The call takes so much longer.") }),
	(require_schemas()).strictObject({ skew: offset.describe("The service's clock is so far off.") }),
	(require_schemas()).strictObject({ late: (require_scalars()).duration.describe("Lists leave out what is newer than this.") })
], { error: "one of throttle, reset, down, lost, truncate, expire, deny, or a mapping with status, slow, skew or late" }).describe("What happens to the call.");
const faultRule = (require_schemas()).strictObject({
	service: (require_schemas())._enum([
		"sts",
		"s3",
		"codedeploy",
		"codedeploy-commands",
		"cloudwatch"
	]).optional().describe("Default: every service."),
	operation: (require_scalars()).globs.optional().describe("As AWS names it, such as \"BatchGet*\". Default: every operation."),
	account: (require_scalars()).globs.optional().describe("The caller's account id. Default: every account."),
	region: (require_scalars()).globs.optional().describe("The region that is called. Default: every region."),
	principal: (require_scalars()).globs.optional().describe("ARN of the caller, such as \"*:assumed-role/readonly/*\". Default: everyone."),
	after: afterCall.optional().describe("A call from whose arrival seconds count, and before which nothing goes wrong."),
	from: (require_schemas()).number().min(0).optional().describe("Seconds after the start. Default: 0."),
	to: (require_schemas()).number().min(0).optional().describe("Seconds after the start. Default: no end."),
	skip: (require_schemas()).int().min(0).optional().describe("So many calls go well first. Default: 0."),
	every: (require_schemas()).int().min(1).optional().describe("Only one call in so many. Default: 1."),
	times: (require_schemas()).int().min(1).optional().describe("So often at most. Default: no end."),
	rate: (require_schemas()).number().positive().optional().describe("Only the calls beyond so many a second in one account and region."),
	then
}).refine(({ from = 0, to = Number.POSITIVE_INFINITY }) => from < to, {
	error: "later than \"from\"",
	path: ["to"]
}).describe("Calls that go wrong, and how.");

// src/emulator/scenario/meanwhile-definition.ts
const name = (require_schemas()).string().min(1);
const destination = name.describe("The destination, such as \"retail/eu-west-1\".");
const meanwhileRule = (require_schemas()).strictObject({
	at: (require_schemas()).union([(require_scalars()).duration, (require_schemas()).number().min(0).transform((seconds) => Math.round(seconds * 1e3))]).describe("How long after the start of the command: a duration, or seconds."),
	after: afterCall.optional().describe("A call from whose arrival `at` counts."),
	then: (require_schemas()).union([
		(require_schemas())._enum([
			"kill",
			"cancel",
			"deploy",
			"promote",
			"rollback",
			"continue",
			"stop"
		]),
		(require_schemas())._enum([
			"hold",
			"unhold",
			"twin",
			"again"
		]),
		(require_schemas()).strictObject({ kill: (require_scalars()).duration.describe("It is finished so much later.") }),
		(require_schemas()).strictObject({ deploy: name.describe("The environment.") }),
		(require_schemas()).strictObject({ console: destination }),
		(require_schemas()).strictObject({ unwell: destination }),
		(require_schemas()).strictObject({ sleep: (require_scalars()).duration.describe("The command's machine sleeps so long.") }),
		(require_schemas()).strictObject({ clock: offset.describe("The clock of the command's machine is so far off for what begins there from then on: a process that runs counts on from when it began.") })
	], { error: "one of kill, cancel, deploy, promote, rollback, continue, stop, hold, unhold, twin, again, or a mapping with kill, deploy, console, unwell, sleep or clock" }).describe("`kill` and `cancel` meet the command or, once that has ended, the job that began last; another job does what is named, `twin` deploys as one of the same CI run, `again` as its next attempt; somebody deploys by the console; a service is unwell; a machine sleeps; a clock is off."),
	for: (require_scalars()).duration.optional().describe("How long a service is unwell: its status endpoint answers 503. Default: 0s.")
}).describe("What people, and other jobs, do meanwhile. Only for `rehearse --search`.");

// src/emulator/scenario/scenario.ts
const scenarioDefinition = (require_schemas()).strictObject({
	groups: (require_schemas()).array(groupRule).default([]).describe("What deployment groups are like."),
	faults: (require_schemas()).array(faultRule).default([]).describe("Calls to STS, S3, CodeDeploy and CloudWatch that go wrong."),
	outcomes: (require_schemas()).array(outcomeRule).default([]).describe("What becomes of deployments, instances and lifecycle events."),
	alarms: (require_schemas()).array(alarmRule).default([]).describe("CloudWatch alarms that are on, or not there."),
	metrics: (require_schemas()).array(metricRule).default([]).describe("What CloudWatch says about metrics."),
	checks: (require_schemas()).array(checkRule).default([]).describe("What status endpoints answer instead of hosts."),
	meanwhile: (require_schemas()).array(meanwhileRule).default([]).describe("What people, and other jobs, do meanwhile. Only for `rehearse --search`.")
}).describe("A scenario for `fanout rehearse` and `fanout emulator`.");
function parseScenario(text, file) {
	const parsed = (require_project()).parseYaml(text, file, scenarioDefinition);
	return parsed.ok ? {
		ok: true,
		scenario: parsed.value
	} : parsed;
}

// src/cli/scenario-file.ts
const noScenario = {
	groups: [],
	faults: [],
	outcomes: [],
	alarms: [],
	metrics: [],
	checks: [],
	meanwhile: []
};
function refuseMeanwhile({ meanwhile }) {
	if (meanwhile.length === 0) return;
	throw new (require_problem()).UsageError([{
		code: "options-conflict",
		message: "the scenario has \"meanwhile\", which only a search carries out",
		hint: "fanout rehearse --search 1 --scenario FILE"
	}]);
}
async function readScenario(path, cwd) {
	if (path === void 0) return noScenario;
	let text;
	try {
		text = (require_read_named_file()).readNamedFile((0, import__builtin_path.resolve)(cwd, path));
	} catch (error) {
		const message = `cannot read the scenario "${path}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message
		}], { cause: error });
	}
	const parsed = parseScenario(text, path);
	if (!parsed.ok) throw new (require_problem()).UsageError(parsed.problems);
	return parsed.scenario;
}
function refuseIdleRules({ groups: rules }, { groups }) {
	const ids = groups.map(({ destination }) => destination);
	const problems = rules.flatMap((rule, index) => {
		const named = groups.filter((group) => isNamed$1(group, rule.destination));
		if (named.length > 0) return rule.zones ? withoutZones(named, index) : [];
		return [{
			code: "bad-value",
			message: `groups[${index}].destination of the scenario names none of ${(require_quoted()).enumerate(ids)}`
		}];
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
}
function withoutZones(named, index) {
	return named.flatMap(({ destination, deploymentConfig: name }) => {
		if (!name?.startsWith("CodeDeployDefault.")) return [];
		return [{
			code: "bad-value",
			message: `groups[${index}].zones of the scenario: ${destination} is deployed to with ${name}, which is AWS\u2019s own and does not go zone by zone`,
			hint: "name a configuration of your own in \"deploymentConfig\", or leave the destination out of the rule",
			destination
		}];
	});
}

// src/cli/serving-hosts.ts
function servingHosts(clock) {
	const validated = /* @__PURE__ */ new Map();
	const made = /* @__PURE__ */ new Map();
	return {
		all: (group) => [...made.get(group) ?? []],
		of: (group) => [...validated.get(group) ?? []].at(-1),
		noting: (make) => (instance, group) => {
			const agent = make(instance, group);
			const key = groupKey(group);
			const hosts = validated.get(key) ?? /* @__PURE__ */ new Set();
			validated.set(key, hosts);
			const all = made.get(key) ?? /* @__PURE__ */ new Set();
			made.set(key, all.add(instance));
			return {
				async perform(command, signal) {
					const report = await (require_run_command()).aside(clock, () => agent.perform(command, signal));
					if (command.event === "ValidateService") {
						hosts.delete(instance);
						if (report.errorCode === 0 || report.lacking) hosts.add(instance);
					}
					return report;
				},
				close() {
					hosts.delete(instance);
					all.delete(instance);
					return agent.close();
				}
			};
		}
	};
}

// src/cli/emulation.ts
async function startEmulation(project, options) {
	const { scenario } = options;
	const environments = environmentsOf(project);
	const { instances = 3 } = project.configuration?.rehearsal ?? {};
	const bare = seedOf(environments, instances, scenario.groups, project.agentsGiven);
	const seed = {
		...bare,
		buckets: guardedBuckets(bare.buckets, environments)
	};
	refuseIdleRules(scenario, seed);
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-emulator-"));
	const endings = [() => (0, import_promises.rm)(folder, {
		recursive: true,
		force: true
	})];
	const close = async () => {
		for (const end of endings.toReversed()) await end();
	};
	try {
		return {
			...await assemble({
				project,
				environments,
				seed,
				options,
				folder,
				endings
			}),
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}
async function assemble(assembly) {
	const { environments, seed, options, endings } = assembly;
	const { clock, seeded, say, agentFolders, hooks = "sandbox" } = options;
	const { checks: rules } = options.scenario;
	let services;
	const hosts = await openHosts({
		...assembly,
		...options,
		objects: { read: (location) => required(services).objects.read(location) }
	});
	if (hosts) endings.push(() => hosts.close());
	const unanswered = hosts ? hosts.idle : idle[hooks === "agents" ? "agents" : "none"];
	const isAsked = environments.some(isChecked);
	const isAnswered = unanswered === void 0 || rules.length > 0;
	if (isAsked && !isAnswered) say(`status checks are not rehearsed: ${unanswered}`);
	const agents = hooks === "agents" && agentFolders !== void 0 ? agentConfiguration(agentFolders, say) : void 0;
	const serving = servingHosts(clock);
	const view = () => required(services).codedeploy.view();
	const httpGet = answeredChecks({
		clock,
		rules,
		hosts,
		serving,
		unanswered,
		view
	});
	const emulator = await openServices(assembly, {
		hosts: hosts && serving.noting(hosts.factory),
		agents: agents?.options,
		checks: answerOthers(environments.flatMap((require_project()).allDestinations), httpGet),
		onMade: (made) => {
			services = made;
		}
	});
	endings.push(() => emulator.close());
	const { codedeploy } = required(services);
	await agents?.begin(emulator, codedeploy);
	return {
		emulator,
		codedeploy,
		roles: seed.accounts.flatMap(({ roles }) => roles.map(({ arn }) => arn)),
		variables: {
			...variablesFor(emulator, environments),
			...isAsked && isAnswered && { INPUT_CHECKS_AT: emulator.url }
		},
		...seeded && { connect: wireTo(emulator.request, seeded) },
		capture: () => ({
			s3: emulator.capture(),
			codedeploy: codedeploy.capture()
		}),
		httpGet,
		...rules.length === 0 && (require_defined()).defined({ unanswered }),
		passedOver: () => hosts?.passedOver() ?? []
	};
}
async function openServices({ project, seed, options }, { hosts, agents, checks, onMade }) {
	const { clock, clientClock = clock, scenario, port, seeded, state, captured } = options;
	const { hookSeconds = 2 } = project.configuration?.rehearsal ?? {};
	return startEmulator({
		seed,
		clock,
		clientClock,
		faults: scenario.faults,
		watched: scenario,
		port: seeded ? "none" : port,
		random: seeded?.random,
		state,
		log: options.log,
		agents,
		checks,
		onArrival: options.onArrival,
		captured: captured?.s3,
		codedeploy: (ports) => {
			const codedeploy = createCodeDeploy({
				...ports,
				hookSeconds,
				idSeed: seeded && Math.floor(seeded.random.next() * 2 ** 32),
				outcomes: scenario.outcomes,
				hosts: hosts ?? ports.hosts,
				state,
				captured: captured?.codedeploy
			});
			onMade({
				objects: ports.objects,
				codedeploy
			});
			return codedeploy;
		}
	}).catch((error) => {
		if (error.code !== "EADDRINUSE") throw error;
		const message = `port ${port} is in use; choose another one with --port`;
		throw new (require_problem()).UsageError([{
			code: "port-in-use",
			message
		}], { cause: error });
	});
}
const idle = {
	none: "no hook runs, so nothing answers",
	agents: "the hosts of real agents cannot be asked from here"
};
function isChecked({ waves }) {
	return waves.some(({ destinations }) => destinations.some(({ verify }) => verify.length > 0));
}
function required(value) {
	if (value === void 0) throw new Error("the emulator was not made with CodeDeploy");
	return value;
}
function environmentsOf(project) {
	return (project.configuration?.environments ?? []).map((name) => (require_project()).environmentOf(project, name, () => void 0));
}
function variablesFor({ url, credentials }, environments) {
	const region = environments[0]?.waves[0]?.destinations[0]?.region ?? "us-east-1";
	return {
		AWS_ENDPOINT_URL: url,
		AWS_ACCESS_KEY_ID: credentials.accessKeyId,
		AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
		AWS_REGION: region,
		AWS_DEFAULT_REGION: region
	};
}

Object.defineProperty(exports, "agentFolders", {
  enumerable: true,
  get: function () {
    return agentFolders;
  }
});
Object.defineProperty(exports, "awaitedCall", {
  enumerable: true,
  get: function () {
    return awaitedCall;
  }
});
Object.defineProperty(exports, "describeCall", {
  enumerable: true,
  get: function () {
    return describeCall;
  }
});
Object.defineProperty(exports, "noScenario", {
  enumerable: true,
  get: function () {
    return noScenario;
  }
});
Object.defineProperty(exports, "readScenario", {
  enumerable: true,
  get: function () {
    return readScenario;
  }
});
Object.defineProperty(exports, "refuseMeanwhile", {
  enumerable: true,
  get: function () {
    return refuseMeanwhile;
  }
});
Object.defineProperty(exports, "refuseWithoutAgents", {
  enumerable: true,
  get: function () {
    return refuseWithoutAgents;
  }
});
Object.defineProperty(exports, "startEmulation", {
  enumerable: true,
  get: function () {
    return startEmulation;
  }
});
},
"./search.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_make_bundle = () => require("./make-bundle.js");
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_programs = () => require("./programs.js");
const require_quantities = () => require("./quantities.js");
const require_emulation = () => require("./emulation.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require_rehearse = () => require("./rehearse.js");
const require_source_names = () => require("./source-names.js");
const require_facts = () => require("./facts.js");
const require_defined = () => require("./defined.js");
const require_guard = () => require("./guard.js");
const require_ballots = () => require("./ballots.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_main = () => require("./index.cjs");
const require_continue = () => require("./continue.js");
const require_finish = () => require("./finish.js");
const require_hold = () => require("./hold.js");
const require_promote = () => require("./promote.js");
const require_rollback = () => require("./rollback.js");
const require_stop = () => require("./stop.js");
const require_unhold = () => require("./unhold.js");
const require_run_deploy = () => require("./run-deploy.js");
const require_cancel = () => require("./cancel.js");
const require_verifier = () => require("./verifier.js");
const require_consul_check = () => require("./consul-check.js");
const require_marker = () => require("./marker.js");
const require_object_keys = () => require("./object-keys.js");
const require_outcome = () => require("./outcome.js");

// src/rehearsal/search/chooser.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
function chooser(random) {
	const whole = (least, most) => least + Math.floor(random.next() * (most - least + 1));
	return {
		whole,
		chance: (part) => random.next() < part,
		of: (items) => items[whole(0, items.length - 1)],
		times: (count, make) => Array.from({ length: count }, make)
	};
}

// src/rehearsal/search/troubles.ts
const second = 1e3;
const minute = 60 * second;
const s3 = (operation) => ({
	service: "s3",
	operation
});
const creation = {
	service: "codedeploy",
	operation: "CreateDeployment"
};
const outages = [
	"deny",
	"throttle",
	"down",
	{ status: 503 }
];
const blindness = [
	"deny",
	"deny",
	"throttle",
	"down",
	{ status: 503 }
];
const ends = [...[
	"kill",
	"kill",
	"cancel"
], ...[2e4, 1e5].map((kill) => ({ kill }))];
const later = [
	"deploy",
	"promote",
	"rollback",
	"again",
	"twin",
	"stop"
];
const takers = [
	"continue",
	"continue",
	"stop",
	"rollback"
];
function between(from, long) {
	const begin = Math.max(0, Math.round(from));
	return {
		from: begin,
		to: begin + long
	};
}
function aCreation(draw) {
	return {
		operation: "CreateDeployment",
		skip: draw.of([
			0,
			0,
			1,
			2,
			4
		])
	};
}
function lostCreation(draw, { skip }) {
	const slow = draw.of([
		20,
		70,
		100,
		115
	]) * second;
	const then = draw.of([
		"lost",
		"lost",
		"truncate",
		{ slow },
		{ slow }
	]);
	return [{
		...creation,
		skip,
		times: draw.of([
			1,
			1,
			3
		]),
		then
	}];
}
function blind(draw, after) {
	const then = draw.of(blindness);
	return [{
		service: "codedeploy",
		operation: draw.of([
			["List*"],
			["List*", "Get*"],
			[
				"List*",
				"Get*",
				"BatchGet*"
			]
		]),
		after,
		...between(0, draw.of([
			8,
			12,
			20,
			40,
			90,
			200
		])),
		then
	}];
}
function unwell(draw, { destinations }) {
	const { id } = oneOf$1(draw, destinations);
	return {
		at: draw.whole(0, 25) * second,
		for: 15 * minute,
		then: { unwell: id }
	};
}
function oneOf$1(draw, destinations) {
	const [first] = destinations;
	return first && draw.chance(.6) ? first : draw.of(destinations);
}

// src/rehearsal/search/situations.ts
const situations = [
	(draw, { outline }) => {
		const writes = outline.of(s3("PutObject"));
		const leases = writes.filter(({ about = "" }) => about.includes("/locks/"));
		const { at } = draw.of(leases.length > 0 && draw.chance(.7) ? leases : writes);
		const then = draw.of([
			"lost",
			"lost",
			"truncate"
		]);
		return { faults: [{
			...s3("PutObject"),
			...between(at - 2, draw.of([
				4,
				8,
				15,
				40
			])),
			then
		}] };
	},
	(draw) => {
		const from = draw.whole(2, 60);
		const then = draw.of(outages);
		return {
			faults: [{
				...s3("PutObject"),
				...between(from, draw.of([
					240,
					300,
					400
				])),
				then
			}],
			meanwhile: [{
				at: (from + draw.of([
					100,
					200,
					300
				])) * second,
				then: "deploy"
			}]
		};
	},
	(draw) => {
		const at = draw.whole(3, 60) * second;
		return { meanwhile: [{
			at,
			then: { sleep: draw.of([
				150,
				200,
				300,
				600
			]) * second }
		}, {
			at: at + draw.of([
				1,
				5,
				30
			]) * second,
			then: "deploy"
		}] };
	},
	(draw) => {
		const at = draw.whole(1, 40) * second;
		return { meanwhile: [{
			at,
			then: { kill: draw.of([
				200,
				230,
				260,
				300,
				400
			]) * second }
		}, {
			at: at + draw.of([
				1,
				5,
				30,
				100
			]) * second,
			then: "twin"
		}] };
	},
	(draw) => {
		const call = aCreation(draw);
		const rule = {
			after: call,
			...between(0, draw.of([
				30,
				120,
				300
			])),
			then: draw.of(blindness)
		};
		const operation = draw.of([
			"*",
			"BatchGet*",
			"AssumeRole",
			["List*", "Get*"]
		]);
		const at = draw.of([
			.02,
			.05,
			.1,
			.3,
			1,
			3,
			6,
			10
		]) * second;
		return {
			faults: [{
				...rule,
				operation
			}],
			meanwhile: [{
				after: call,
				at,
				then: draw.of(ends)
			}]
		};
	},
	(draw) => {
		const call = aCreation(draw);
		return { faults: [...lostCreation(draw, call), ...blind(draw, call)] };
	},
	(draw) => {
		const call = aCreation(draw);
		const then = draw.of([
			"lost",
			"lost",
			"truncate"
		]);
		const operation = draw.of([
			["List*", "Get*"],
			[
				"List*",
				"Get*",
				"BatchGet*"
			],
			["List*"]
		]);
		const long = between(0, draw.of([
			60,
			150,
			300
		]));
		return {
			faults: [{
				...creation,
				skip: call.skip,
				times: draw.of([1, 3]),
				then
			}, {
				service: "codedeploy",
				operation,
				after: call,
				...long,
				then: draw.of(blindness)
			}],
			meanwhile: [{
				after: call,
				at: draw.of([
					1,
					4,
					8
				]) * second,
				then: draw.of(ends)
			}]
		};
	},
	(draw) => {
		const call = aCreation(draw);
		const slow = draw.of([
			35,
			60,
			100,
			115
		]) * second;
		return {
			faults: [{
				...creation,
				skip: call.skip,
				times: draw.of([
					1,
					1,
					3
				]),
				then: { slow }
			}],
			meanwhile: draw.chance(.3) ? [{
				after: call,
				at: draw.of([
					1,
					20,
					45
				]) * second,
				then: draw.of(ends)
			}] : []
		};
	},
	(draw, { destinations }) => {
		const call = aCreation(draw);
		const destination = draw.chance(.5) ? {} : { destination: draw.of(destinations).id };
		return {
			faults: [...lostCreation(draw, call), ...blind(draw, call)],
			outcomes: [{
				...destination,
				deployment: draw.of([
					1,
					1,
					2
				]),
				then: { error: "REVISION_MISSING" }
			}]
		};
	},
	(draw, scene) => {
		const call = {
			operation: "CreateDeployment",
			skip: draw.of([
				1,
				1,
				1,
				2,
				4
			])
		};
		const faults = draw.chance(.4) ? [...lostCreation(draw, call), ...blind(draw, call)] : [];
		const then = draw.of([
			...ends,
			...ends,
			"deploy",
			"rollback"
		]);
		return {
			faults,
			meanwhile: [
				unwell(draw, scene),
				{
					after: call,
					at: draw.of([
						.2,
						2,
						8,
						15
					]) * second,
					then
				},
				...draw.chance(.6) ? [{
					at: draw.of([300, 500]) * second,
					then: draw.of(later)
				}] : []
			]
		};
	},
	(draw, scene) => {
		const back = {
			operation: "CreateDeployment",
			skip: 1
		};
		return {
			outcomes: [{
				deployment: draw.of([
					2,
					2,
					"rollback"
				]),
				then: "agentDies"
			}],
			meanwhile: [
				unwell(draw, scene),
				{
					after: back,
					at: draw.of([2, 10]) * second,
					then: { kill: draw.of([250, 400]) * second }
				},
				{
					after: back,
					at: draw.of([3, 20]) * second,
					then: draw.of(["deploy", "rollback"])
				}
			]
		};
	},
	(draw, scene) => ({ meanwhile: [{
		...unwell(draw, scene),
		for: draw.of([
			15,
			40,
			80,
			130
		]) * second
	}] }),
	(draw, { outline }) => {
		const clock = draw.of([
			-20,
			-8,
			-4,
			4,
			8,
			20
		]) * minute;
		const at = draw.of([
			0,
			0,
			draw.whole(1, outline.span) * second
		]);
		const comes = draw.whole(10, outline.span) * second;
		return { meanwhile: [
			{
				at,
				then: { clock }
			},
			{
				at: comes,
				then: draw.of(later)
			},
			...draw.chance(.5) ? [{
				at: comes + 300 * second,
				then: draw.of(later)
			}] : []
		] };
	},
	(draw, { destinations }) => {
		const then = draw.of([
			"throttle",
			"throttle",
			"throttle",
			{ status: 503 },
			"reset"
		]);
		const [first] = destinations;
		return {
			faults: [{
				...creation,
				skip: 1,
				times: draw.of([1, 2]),
				then
			}],
			outcomes: [{
				...first && { destination: first.id },
				deployment: 1,
				then: { slow: draw.of([
					100,
					120,
					150
				]) * second }
			}],
			meanwhile: destinations.map(({ id }) => ({
				at: 1 * second,
				then: { console: id }
			}))
		};
	},
	(draw, scene) => ({ meanwhile: [unwell(draw, scene), {
		at: draw.of([400, 600]) * second,
		then: draw.of([
			"rollback",
			"rollback",
			...later
		])
	}] }),
	(draw, scene) => {
		const heals = draw.of([400, 600]) * second;
		const next = heals + draw.of([300, 600]) * second;
		const back = next + draw.of([900, 1500]) * second;
		return { meanwhile: [
			{
				...unwell(draw, scene),
				for: heals
			},
			{
				at: next,
				then: "deploy"
			},
			{
				at: back,
				then: "rollback"
			}
		] };
	},
	(draw, scene) => {
		const { outline, isLeft } = scene;
		const left = isLeft ? outline.span : draw.whole(2, outline.span);
		const at = (left + draw.of(isLeft ? [
			2,
			20,
			100
		] : [
			20,
			200,
			240
		])) * second;
		const then = draw.of([
			"continue",
			"continue",
			"stop",
			"stop",
			"deploy",
			"rollback"
		]);
		const calls = draw.of([
			"ContinueDeployment",
			"StopDeployment",
			"BatchGet*",
			"List*",
			"*"
		]);
		const trouble = draw.of([
			"lost",
			"throttle",
			"deny",
			"down",
			{ status: 503 }
		]);
		const from = at / second + draw.of([
			0,
			2,
			5
		]);
		const hit = {
			service: "codedeploy",
			operation: calls,
			then: trouble
		};
		return {
			faults: draw.chance(.4) ? [{
				...hit,
				...between(from, draw.of([
					2,
					8,
					30,
					120
				]))
			}] : [],
			meanwhile: [
				...isLeft ? [] : [{
					at: left * second,
					then: { kill: 600 * second }
				}],
				...draw.chance(.3) ? [{
					...unwell(draw, scene),
					at: at - 1
				}] : [],
				{
					at,
					then
				},
				...draw.chance(.6) ? [{
					at: at + draw.of([
						1,
						2,
						4,
						8,
						20,
						40
					]) * second,
					then: draw.of(ends)
				}] : [],
				...draw.chance(.5) ? [{
					at: at + draw.of([30, 300]) * second,
					then: draw.of([...takers, ...later])
				}] : []
			]
		};
	},
	(draw, { outline }) => {
		const last = outline.of(s3("PutObject")).at(-1)?.at ?? 0;
		const long = draw.of([
			20,
			60,
			120,
			200,
			400
		]);
		return { faults: [{
			...s3("PutObject"),
			...between(last - draw.whole(1, 6), long),
			then: draw.of(outages)
		}] };
	},
	(draw, { destinations }) => ({ outcomes: [{
		destination: draw.of(destinations).id,
		instance: draw.of([
			1,
			2,
			3,
			3,
			3
		]),
		event: "ApplicationStart",
		deployment: 1,
		then: { fail: {
			script: "scripts/start.sh",
			exitCode: 1,
			log: "the seed has it so"
		} }
	}] }),
	(draw) => {
		const operation = draw.of([
			"*",
			"HeadObject",
			"GetObject",
			"ListObjectsV2",
			"HeadBucket"
		]);
		const then = draw.of([
			"deny",
			"down",
			"throttle",
			"truncate",
			"reset",
			{ status: 503 }
		]);
		return { faults: [{
			service: "s3",
			operation,
			...draw.chance(.5) ? {} : { times: draw.of([
				1,
				3,
				9
			]) },
			...between(0, draw.of([
				3,
				60,
				200
			])),
			then
		}] };
	}
];

// src/rehearsal/search/draw.ts
function drawScenario(random, scene, turn) {
	const draw = chooser(random);
	const situation = situations[turn % situations.length];
	const isKnown = scene.outline.kinds.length > 0 && draw.chance(.75);
	const one = isKnown && situation ? situation(draw, scene) : {};
	const rest = isKnown && draw.chance(.75) ? (require_emulation()).noScenario : drawAny(draw, scene);
	return {
		...(require_emulation()).noScenario,
		faults: [...one.faults ?? [], ...rest.faults],
		outcomes: [...one.outcomes ?? [], ...rest.outcomes],
		meanwhile: [...one.meanwhile ?? [], ...rest.meanwhile].sort((a, b) => a.at - b.at)
	};
}
function drawAny(draw, scene) {
	const ids = scene.destinations.map(({ id }) => id);
	const happenings = draw.times(draw.of([
		0,
		1,
		1,
		2,
		3
	]), () => happening(draw, ids, scene));
	const faults = [
		...draw.times(draw.of([
			0,
			1,
			1,
			2
		]), () => faultOrTwo(draw, scene)).flat(),
		...draw.chance(.06) ? [outage(draw)] : [],
		...happenings.flatMap((one) => troubleAfter(draw, one))
	];
	return {
		...(require_emulation()).noScenario,
		faults,
		outcomes: draw.chance(.35) ? [outcome(draw, ids)] : [],
		meanwhile: happenings.flatMap((one) => [one, ...sequel(draw, one)])
	};
}
const operations = {
	sts: [""],
	s3: [
		"",
		"PutObject",
		"GetObject",
		"HeadObject",
		"ListObjectsV2"
	],
	codedeploy: [...[
		"",
		"CreateDeployment",
		"BatchGetDeployments",
		"ListDeployments",
		"StopDeployment"
	], ...[
		"GetDeploymentGroup",
		"BatchGetDeploymentTargets",
		"ListDeploymentTargets"
	]]
};
const lookups = {
	sts: [""],
	s3: [
		"",
		"GetObject",
		"ListObjectsV2"
	],
	codedeploy: [
		"",
		"ListDeployments",
		"ListDeployments",
		"BatchGetDeployments",
		"StopDeployment"
	]
};
function faultOrTwo(draw, scene) {
	if (scene.outline.kinds.length === 0 || draw.chance(.35)) return [fault(draw, scene)];
	const kind = kindOf(draw, scene);
	const { at, about: _, ...call } = draw.of(scene.outline.of(kind));
	const service = call.service;
	const then = changes(call) && draw.chance(.5) ? draw.of(losses) : ending(draw, service);
	return [{
		...call,
		service,
		then,
		...draw.chance(.5) ? around(draw, at) : nth(draw, scene.outline.of(kind).length)
	}, ...draw.chance(.5) ? [trouble(draw, service, at)] : []];
}
function kindOf(draw, { outline }) {
	const changing = outline.kinds.filter(changes);
	return draw.of(changing.length > 0 && draw.chance(.6) ? changing : outline.kinds);
}
function changes({ operation }) {
	return /^(Create|Put|Copy)/.test(operation);
}
const losses = [
	"lost",
	"lost",
	"truncate",
	{ slow: 7e4 }
];
function around(draw, at) {
	const from = Math.max(0, Math.round(at) - 1);
	return {
		from,
		to: from + draw.of([
			2,
			2,
			5,
			20,
			60,
			120,
			240
		]),
		...draw.chance(.6) && { times: draw.of([
			1,
			1,
			2,
			3,
			6
		]) }
	};
}
function nth(draw, usual) {
	return {
		skip: draw.whole(0, Math.ceil(usual * 1.5)),
		times: draw.of([
			1,
			1,
			2,
			3
		])
	};
}
function trouble(draw, service, at) {
	const operation = draw.of(lookups[service]);
	const from = Math.max(0, Math.floor(at));
	return {
		service,
		...operation !== "" && { operation },
		from,
		to: from + draw.of([
			5,
			30,
			120,
			300
		]),
		then: draw.of([...[
			"deny",
			"throttle",
			"down"
		], ...[{ status: 503 }, { late: 3e4 }]])
	};
}
function troubleAfter(draw, { at, then }) {
	if (!isEnd(then) || draw.chance(.5)) return [];
	const wait = typeof then === "object" && "kill" in then ? then.kill : 0;
	return [trouble(draw, draw.of([
		"codedeploy",
		"codedeploy",
		"s3",
		"sts"
	]), (at + wait) / 1e3)];
}
function outage(draw) {
	const from = draw.whole(3, 40);
	return {
		service: draw.of([
			"s3",
			"s3",
			"codedeploy",
			"sts"
		]),
		from,
		to: from + draw.of([
			200,
			300,
			400
		]),
		then: draw.of([
			"down",
			"deny",
			{ status: 503 }
		])
	};
}
function fault(draw, { destinations, outline }) {
	const service = draw.of([
		"s3",
		"s3",
		"codedeploy",
		"codedeploy",
		"codedeploy",
		"sts"
	]);
	const operation = draw.of(operations[service]);
	const regions = [...new Set(destinations.map(({ region }) => region))];
	const from = draw.whole(0, outline.span);
	return {
		service,
		...operation !== "" && { operation },
		...draw.chance(.5) && { region: draw.of(regions) },
		from,
		to: from + draw.of([
			2,
			5,
			20,
			60,
			120,
			240
		]),
		...draw.chance(.3) && { every: draw.whole(2, 4) },
		...draw.chance(.4) && { times: draw.whole(1, 4) },
		then: ending(draw, service)
	};
}
function ending(draw, service) {
	return draw.of([
		...[
			"throttle",
			"lost",
			"lost",
			"reset",
			"down",
			"deny",
			"expire",
			"truncate"
		],
		{ status: 503 },
		{ slow: draw.of([
			1e3,
			2e4,
			7e4
		]) },
		service === "s3" ? "throttle" : { skew: draw.of([
			-20,
			-4,
			4,
			20
		]) * 6e4 },
		{ late: draw.of([5e3, 3e4]) }
	]);
}
function outcome(draw, ids) {
	const log = "the seed has it so";
	return {
		destination: draw.of(ids),
		...draw.chance(.5) && { instance: draw.whole(1, 2) },
		event: draw.of([
			"ApplicationStart",
			"ValidateService",
			"DownloadBundle"
		]),
		deployment: draw.of([
			1,
			1,
			2,
			"rollback"
		]),
		then: draw.of([
			{ fail: {
				script: "scripts/start.sh",
				exitCode: 1,
				log
			} },
			{ slow: 6e4 },
			{ stop: {} },
			"agentDies"
		])
	};
}
function happening(draw, ids, scene) {
	const { others } = scene;
	const at = moment(draw, scene);
	if (draw.chance(.6)) return {
		at,
		then: draw.of(plain)
	};
	switch (draw.of(aimed)) {
		case "kill": return {
			at,
			then: { kill: draw.of([
				20,
				100,
				250,
				400
			]) * 1e3 }
		};
		case "console": return {
			at,
			then: { console: draw.of(ids) }
		};
		case "unwell": return {
			at,
			then: { unwell: draw.of(ids) },
			for: draw.of([
				20,
				120,
				900
			]) * 1e3
		};
		case "sleep": return {
			at,
			then: { sleep: draw.of([
				30,
				100,
				200,
				600
			]) * 1e3 }
		};
		case "clock": return {
			at: draw.of([0, at]),
			then: { clock: draw.of([
				-20,
				-4,
				4,
				20
			]) * 6e4 }
		};
		case "deploy": return {
			at,
			then: others.length > 0 ? { deploy: draw.of(others) } : "deploy"
		};
	}
}
function moment(draw, scene) {
	const { outline } = scene;
	if (outline.kinds.length === 0 || draw.chance(.5)) return draw.whole(0, outline.span * 1.2) * 1e3;
	const { at } = draw.of(outline.of(kindOf(draw, scene)));
	return Math.max(0, Math.round(at * 1e3) + draw.of([
		-300,
		-50,
		50,
		150,
		400,
		2e3
	]));
}
function sequel(draw, { at, then }) {
	const isClock = typeof then === "object" && "clock" in then;
	if (!(isEnd(then) || isClock) || draw.chance(.5)) return [];
	return [{
		at: at + draw.of([
			2,
			5,
			60
		]) * 1e3,
		then: draw.of([
			"twin",
			"deploy",
			"again"
		])
	}];
}
function isEnd(then) {
	return then === "kill" || then === "cancel" || typeof then === "object" && "kill" in then;
}
const plain = [...[
	"kill",
	"kill",
	"kill",
	"cancel",
	"cancel",
	"deploy",
	"promote",
	"rollback"
], ...[
	"hold",
	"unhold",
	"twin",
	"again",
	"stop",
	"continue"
]];
const aimed = [
	"kill",
	"console",
	"console",
	"unwell",
	"unwell",
	"clock",
	"sleep",
	"sleep",
	"deploy"
];

// src/rehearsal/search/scenario-text.ts
function scenarioText(scenario, words) {
	const { groups, faults, outcomes, alarms, metrics, meanwhile } = scenario;
	const comment = words.flatMap((text) => text.split("\n")).map((line) => `# ${line}\n`);
	const lists = Object.entries({
		groups,
		faults,
		outcomes,
		alarms,
		metrics,
		meanwhile
	}).flatMap(([name, entries]) => entries.length === 0 ? [] : [`${name}:\n`, ...entries.map((entry) => `  - ${JSON.stringify(inDurations(entry))}\n`)]);
	return comment.join("") + (lists.join("") || "faults: []\n");
}
const durations = [...[
	"at",
	"for",
	"kill",
	"clock",
	"sleep"
], ...[
	"slow",
	"late",
	"skew",
	"after",
	"readyWait",
	"terminationWait"
]];
function inDurations(value, key = "") {
	if (Array.isArray(value)) return value.map((one) => inDurations(one));
	if (key === "at" && typeof value === "number" && value % 1e3 !== 0) return value / 1e3;
	if (typeof value === "number" && durations.includes(key)) return durationText(value);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inDurations(one, name)]));
}
function durationText(ms) {
	const seconds = Math.round(Math.abs(ms) / 1e3);
	const parts = [seconds >= 60 ? `${Math.floor(seconds / 60)}m` : "", `${seconds % 60}s`];
	return `${ms < 0 ? "-" : ""}${parts.filter((part) => part !== "0s" || seconds === 0).join("")}`;
}

// src/rehearsal/search/shrink.ts
async function shrink(scenario, violations, violationsOf) {
	const broken = new Set(violations.map(({ invariant }) => invariant));
	for (const smaller of withoutOne(scenario)) if ((await violationsOf(smaller)).some(({ invariant }) => broken.has(invariant))) return shrink(smaller, violations, violationsOf);
	return scenario;
}
function withoutOne(scenario) {
	const { faults, outcomes, meanwhile } = scenario;
	return [
		...without(faults).map((left) => ({
			...scenario,
			faults: left
		})),
		...without(outcomes).map((left) => ({
			...scenario,
			outcomes: left
		})),
		...without(meanwhile).map((left) => ({
			...scenario,
			meanwhile: left
		}))
	];
}
function without(items) {
	return items.map((_, index) => items.filter((__, other) => other !== index));
}

// src/rehearsal/search/plot.ts
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
const versions = {
	before: "1.1",
	next: "1.2",
	other: "1.3"
};
function plainEnvironment(env) {
	const kept = Object.entries(env).filter((entry) => entry[1] !== void 0 && !/^(AWS_|ACTIONS_|INPUT_|GITHUB_|GITLAB_|CI$|CI_|TEAMCITY_|BUILD_)/.test(entry[0]));
	return Object.fromEntries(kept);
}

// src/rehearsal/search/quiet-host.ts
function quietHost(said, tell) {
	let facts = (require_facts()).noFacts;
	return {
		name: "github",
		mask() {},
		scrub: (value) => value,
		take(event) {
			facts = (require_facts()).gather(facts, event);
			tell(event);
			return event;
		},
		get facts() {
			return facts;
		},
		problems(problems) {
			said.push(...problems.map(({ message }) => message));
		},
		print: (text) => void said.push(text),
		debug() {},
		result() {},
		output() {},
		saveState() {},
		async close() {}
	};
}

// src/rehearsal/search/before.ts
async function prepareBefore(plot, groups) {
	const { project, bundle, ports } = plot;
	const clock = (require_run_command()).seededClock();
	const random = (require_programs()).seededRandom(0);
	const emulation = await (require_emulation()).startEmulation(project, {
		clock,
		scenario: {
			...(require_emulation()).noScenario,
			groups
		},
		workspace: ports.cwd,
		hooks: "none",
		seeded: {
			clock,
			random
		},
		say: () => void 0
	});
	const { signal } = new AbortController();
	(0, import__builtin_events.setMaxListeners)(0, signal);
	const { connect, variables } = emulation;
	const commandPorts = {
		env: {
			...plainEnvironment(ports.env),
			...variables
		},
		cwd: ports.cwd,
		host: quietHost([], () => void 0),
		clock,
		random,
		signal,
		connect,
		isRehearsal: true
	};
	try {
		for (const [version, environment] of needed(plot)) if ((await (require_rehearse()).deployQuietly(bundle, version, environment, commandPorts)).length > 0) throw new Error(`${version} could not be deployed before the story`);
		await clock.sleep(6e5);
		return {
			captured: emulation.capture(),
			at: clock.now()
		};
	} finally {
		await emulation.close();
	}
}
function needed({ project, environment, command }) {
	const named = (name) => (require_project()).environmentOf(project, name, () => void 0);
	const all = project.configuration?.environments.map(named) ?? [environment];
	const sources = (command === "promote" ? (require_source_names()).sourceNames(environment, void 0) : environment.after).map(named);
	const { before, next, other } = versions;
	return [
		...all.map((one) => [before, one]),
		...[other, next].flatMap((version) => sources.map((source) => [version, source])),
		...command === "rollback" ? [[next, environment]] : []
	];
}

// src/rehearsal/search/outline.ts
function outlineOf(calls, began) {
	const byKind = /* @__PURE__ */ new Map();
	for (const { service, operation, about, at } of calls) {
		if (at < began) continue;
		const name = `${service} ${operation}`;
		byKind.set(name, [...byKind.get(name) ?? [], {
			service,
			operation,
			...(require_defined()).defined({ about }),
			at: (at - began) / 1e3
		}]);
	}
	const kinds = [...byKind.values()].flatMap(([first]) => first ?? []);
	const last = Math.max(0, ...[...byKind.values()].map((all) => all.at(-1)?.at ?? 0));
	return {
		kinds,
		of: ({ service, operation }) => byKind.get(`${service} ${operation}`) ?? [],
		span: Math.ceil(last)
	};
}

// src/rehearsal/search/by-console.ts
async function deployByConsole(codedeploy, destination) {
	const group = codedeploy.view().find((one) => one.destination === destination);
	const last = group?.deployments.at(0);
	if (!group || !last) return;
	const { account, region, application: applicationName, deploymentGroup } = group;
	const s3Location = {
		bucket: last.bucket,
		key: last.key,
		bundleType: "zip"
	};
	await codedeploy.handle({
		operation: "CreateDeployment",
		account,
		region,
		principal: {
			accessKeyId: "AKIACONSOLE",
			account,
			arn: `arn:aws:iam::${account}:user/ops`
		},
		input: {
			applicationName,
			deploymentGroupName: deploymentGroup,
			revision: {
				revisionType: "S3",
				s3Location
			}
		}
	}).catch(() => void 0);
}

// src/rehearsal/search/machine-clock.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
function machineClock(world, ahead) {
	let asleepUntil = 0;
	let slept = 0;
	const now = () => world.now() + ahead - slept;
	return {
		now,
		wall: () => world.now() + ahead,
		sleepFor(ms) {
			asleepUntil = Math.max(asleepUntil, world.now()) + ms;
			slept += ms;
		},
		async awake() {
			while (world.now() < asleepUntil) await world.sleep(asleepUntil - world.now());
		},
		async sleep(ms, signal) {
			const until = now() + ms;
			do
				await world.sleep(until - now(), signal);
			while (now() < until);
		}
	};
}

// src/rehearsal/search/mortal.ts
function mortal(world, ahead) {
	const { clock, connect } = world;
	const machine = machineClock(clock, ahead);
	let isDead = false;
	const never = new Promise(() => void 0);
	async function living(work) {
		try {
			const value = await work;
			await machine.awake();
			return isDead ? never : value;
		} catch (error) {
			await machine.awake();
			if (isDead) return never;
			throw error;
		}
	}
	return {
		kill() {
			isDead = true;
		},
		sleep: machine.sleepFor,
		clock: {
			now: machine.now,
			wall: machine.wall,
			sleep: (ms, signal) => living(machine.sleep(ms, signal)),
			turn: (name) => living(clock.turn(name)),
			aside: (work) => living(clock.aside(work))
		},
		connect: {
			...connect,
			handler(patience) {
				const handler = connect.handler(patience);
				const send = async (...args) => {
					await machine.awake();
					return handler.handle(...args);
				};
				const handle = (...args) => living(send(...args));
				return {
					...handler,
					handle
				};
			}
		}
	};
}

// src/rehearsal/search/job.ts
function openJob(world, order) {
	const { env, cwd, folder, httpGetFor } = world;
	const run = `github:${order.run}.${order.attempt}`;
	const controller = new AbortController();
	const { signal } = controller;
	(0, import__builtin_events.setMaxListeners)(0, signal);
	const process = mortal(world, order.offset);
	const { clock, connect } = process;
	const events = [];
	const said = [];
	const temp = (0, import__builtin_path.join)(folder, `job-${order.folder}`);
	const checking = {
		get: httpGetFor({
			run,
			process: order.folder
		}),
		clock,
		signal,
		env: {},
		cwd
	};
	const job = {
		order,
		run,
		events,
		said,
		notes: () => textOf((0, import__builtin_path.join)(temp, "fanout", "run.jsonl")),
		cancel: () => controller.abort(new (require_cancel()).CancelledError("SIGTERM")),
		kill: process.kill,
		sleep: process.sleep,
		async carryOut() {
			try {
				return await dispatch(order, world, ports);
			} catch (error) {
				return (require_run_command()).reportError(error, host, {
					command: order.command,
					json: false
				});
			}
		}
	};
	const host = quietHost(said, (event) => {
		events.push(event);
		world.onEvent(event, job);
	});
	const ports = {
		env: {
			...env,
			GITHUB_ACTIONS: "true",
			GITHUB_RUN_ID: String(order.run),
			GITHUB_RUN_ATTEMPT: String(order.attempt),
			RUNNER_TEMP: temp
		},
		cwd,
		host,
		clock,
		random: world.random,
		connect,
		signal,
		checks: {
			verify: (destination, release) => (require_verifier()).verify(byHttp(destination), release, checking),
			ask: async (check, destination, release) => check.kind === "http" ? (require_verifier()).ask(check, byHttp(destination), release, checking) : void 0
		}
	};
	return job;
}
function byHttp(destination) {
	return {
		...destination,
		verify: destination.verify.filter(({ kind }) => kind === "http")
	};
}
async function dispatch({ command, environment: name, version }, { project, bundle, args }, ports) {
	const isHolding = command === "hold" || command === "unhold";
	const words = [
		command,
		...command === "finish" ? [] : [name],
		...isHolding ? ["--reason", "the seed has it so"] : []
	];
	const read = (require_main()).readInputs([...words, ...args], {});
	if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
	const inputs = read.inputs;
	if (inputs.command === "deploy") {
		const environment = (require_project()).environmentOf(project, name, () => void 0);
		const made = {
			project: {
				...project,
				version: version ?? project.version
			},
			environment
		};
		return (require_run_deploy()).runDeploy(made, inputs, ports, { makeBundle: async () => bundle });
	}
	if (inputs.command === "promote") return (require_promote()).promoteCommand(inputs, ports);
	if (inputs.command === "rollback") return (require_rollback()).rollbackCommand(inputs, ports);
	if (inputs.command === "continue") return (require_continue()).continueCommand(inputs, ports);
	if (inputs.command === "stop") return (require_stop()).stopCommand(inputs, ports);
	if (inputs.command === "hold") return (require_hold()).holdCommand(inputs, ports);
	if (inputs.command === "unhold") return (require_unhold()).unholdCommand(inputs, ports);
	if (inputs.command === "finish") return (require_finish()).finishCommand(inputs, ports);
	throw new Error(`a job does not ${command}`);
}
function textOf(path) {
	try {
		return (0, import__builtin_fs.readFileSync)(path, "utf8");
	} catch {
		return "";
	}
}

// src/rehearsal/search/play.ts
async function play(plot, scenario, stage) {
	const { world, emulation, endpoints, eye } = stage;
	const { clock } = world;
	const exitCodes = [];
	const limit = longest(stage.environments, scenario);
	const underWay = [];
	const jobs = [];
	const processes = [];
	let runs = 0;
	let attempt = 1;
	async function carryOut(job, killed) {
		const { command } = job.order;
		const over = new AbortController();
		const late = clock.sleep(limit, over.signal).then(() => void 0, () => void 0);
		const code = await Promise.race([
			job.carryOut(),
			late,
			killed
		]);
		over.abort();
		exitCodes.push(`${command} ${code ?? "did not end"}`);
		if (code === void 0) eye.report("every command ends", `${command} of run ${job.run} within ${limit / 6e4} min`);
		if (code === 70) eye.report("no exit 70", `${command} of run ${job.run}: ${job.said.join("; ")}`);
		if (typeof code === "number") eye.over(job, code);
		return code ?? 1;
	}
	async function finish({ order, run }) {
		let said = [];
		for (const until = clock.now() + 6e6; clock.now() < until;) {
			const again = open({
				...order,
				command: "finish",
				offset: clockOf(order)
			});
			const code = await carryOut(again, never);
			said = again.said;
			if (code === 0 || code === 70) return;
			await clock.sleep(12e4);
		}
		eye.report("finish ends", `of run ${run}: ${said.slice(-3).join("; ")}`);
	}
	function clockOf({ folder }) {
		return folder === main.job.order.folder ? offset : 0;
	}
	function open(order) {
		const job = openJob(world, order);
		jobs.push(job);
		return job;
	}
	function begin(asked) {
		const run = asked.run ?? ++runs;
		const folder = jobs.length + 1;
		const job = open({
			environment: plot.environment.name,
			version: versions.other,
			attempt: 1,
			offset: 0,
			...asked,
			run,
			folder
		});
		eye.began(job);
		let die = () => void 0;
		const killed = new Promise((resolve) => {
			die = () => resolve("killed");
		});
		let isOver = false;
		let wait = 0;
		const running = carryOut(job, killed);
		const work = async () => {
			const code = await running;
			isOver = true;
			if (code === "killed") await clock.sleep(wait);
			if (leavesSomething(job.order)) await finish(job);
			eye.gone(job);
		};
		const done = work();
		underWay.push(done);
		const process = {
			job,
			isOver: () => isOver,
			gone: running,
			done,
			kill(finishAfter) {
				if (isOver) return;
				wait = finishAfter;
				job.kill();
				die();
			}
		};
		processes.push(process);
		return process;
	}
	let offset = offsetAtStart(scenario);
	const main = begin({
		command: plot.command,
		version: versions.next,
		offset
	});
	const began = clock.now();
	for (const { after, at, ...rule } of scenario.meanwhile) if (after) stage.onCall(after, () => underWay.push(clock.sleep(at).then(() => happen(rule))));
	for (const { after, at, ...rule } of scenario.meanwhile) {
		if (after) continue;
		await clock.sleep(Math.max(0, began + at - clock.now()));
		await happen(rule);
	}
	for (let known = 0; known < underWay.length;) {
		known = underWay.length;
		await Promise.all(underWay);
	}
	const text = namesIn(jobs);
	eye.ended((id) => text.some((one) => one.includes(id)));
	await clock.sleep(24e4);
	eye.freed();
	return {
		violations: eye.violations,
		exitCodes
	};
	async function again() {
		const { run } = main.job.order;
		const ofRun = () => processes.filter(({ job }) => job.order.run === run);
		for (let known = 0; known < ofRun().length;) {
			known = ofRun().length;
			await Promise.all(ofRun().map(({ gone }) => gone));
		}
		attempt += 1;
		await begin({
			...main.job.order,
			attempt,
			offset
		}).done;
	}
	function atWork() {
		return main.isOver() ? processes.findLast((one) => !one.isOver()) ?? main : main;
	}
	async function happen({ then, for: duration = 0 }) {
		const { run } = main.job.order;
		if (then === "kill") atWork().kill(0);
		else if (then === "cancel") atWork().job.cancel();
		else if (then === "twin") begin({
			command: "deploy",
			run,
			attempt
		});
		else if (then === "again") underWay.push(again());
		else if (typeof then === "string") begin({ command: then });
		else if ("kill" in then) atWork().kill(then.kill);
		else if ("deploy" in then) begin({
			command: "deploy",
			environment: then.deploy
		});
		else if ("console" in then) await deployByConsole(emulation.codedeploy, then.console);
		else if ("unwell" in then) endpoints.makeUnwell(then.unwell, clock.now() + duration);
		else if ("sleep" in then) {
			const { job } = atWork();
			eye.sleeps(job);
			job.sleep(then.sleep);
		} else offset = then.clock;
	}
}
function leavesSomething({ command }) {
	return command !== "hold" && command !== "unhold";
}
const never = new Promise(() => void 0);
function namesIn(jobs) {
	return jobs.flatMap((job) => {
		const notes = job.notes();
		const results = job.events.filter(({ kind }) => kind === "run-finished");
		return [
			...job.said,
			...results.map((event) => JSON.stringify(event)),
			...notes.includes("\"kind\":\"run-finished\"") ? [] : [notes]
		];
	});
}
function offsetAtStart({ meanwhile }) {
	for (const { after, at, then } of meanwhile) if (!after && at === 0 && typeof then === "object" && "clock" in then) return then.clock;
	return 0;
}
function longest(environments, { faults, meanwhile }) {
	const quiet = Math.max(0, ...faults.map(({ to = 0 }) => to * 1e3));
	const one = (environment) => (require_guard()).longestRun(environment) + (require_ballots()).recordsDestinationOf(environment).busyTimeout;
	return quiet + (2 + meanwhile.length) * Math.max(...environments.map(one)) + 12e5;
}

// src/rehearsal/search/status-endpoint.ts
function statusEndpoints(codedeploy, { now, random }) {
	const unwell = /* @__PURE__ */ new Map();
	const last = /* @__PURE__ */ new Map();
	function note(place, process, version) {
		last.set(place, (last.get(place) ?? /* @__PURE__ */ new Map()).set(process, version));
	}
	return {
		getFor: (asker) => async (destination, url) => {
			const release = releaseOf(oneOf(codedeploy.view().find((one) => isOf(one, destination))?.instances ?? [], random)?.key);
			const isDown = release === void 0 || now() < (unwell.get(destination.id) ?? 0);
			const { account, ...rest } = destination;
			note(placeOf({
				...rest,
				...(require_defined()).defined({ account: account.id })
			}, asker.run), asker.process, isDown ? void 0 : release.version);
			if (isDown) return {
				status: 503,
				headers: {},
				body: "unwell"
			};
			const checks = destination.verify.filter((check) => check.kind === "http");
			const asked = checks.filter((check) => (require_project()).complete(check.url, release) === url.href);
			return answerOf(asked.length > 0 ? asked : checks, release);
		},
		makeUnwell: (destination, until) => void unwell.set(destination, until),
		lastHeld: (group, version, run) => {
			const answers = last.get(placeOf(group, run));
			return answers && [...answers.values()].includes(version);
		}
	};
}
function placeOf({ account, region, deploymentGroup }, run) {
	return [
		account,
		region,
		deploymentGroup,
		run
	].join(" ");
}
function isOf(group, { account, region, application, deploymentGroup }) {
	return group.deploymentGroup === deploymentGroup && group.region === region && group.account === account.id && group.application === application;
}
function releaseOf(key) {
	const [, version, digest] = /([^/]+)-([0-9a-f]+)\.\w+$/.exec(key ?? "") ?? [];
	return version === void 0 || digest === void 0 ? void 0 : {
		version,
		digest
	};
}
function answerOf(checks, release) {
	const document = {};
	for (const { json } of checks) for (const [key, value] of Object.entries(json)) document[key] = (require_consul_check()).fillAll(value, release);
	const texts = checks.map(({ contains = "" }) => (require_project()).complete(contains, release));
	const body = Object.keys(document).length > 0 ? JSON.stringify({
		...document,
		texts
	}) : texts.join("\n");
	return {
		status: checks[0]?.status ?? 200,
		headers: {},
		body
	};
}
function oneOf(items, random) {
	return items[Math.floor(random.next() * items.length)];
}

// src/rehearsal/search/sight.ts
function groupOf({ codedeploy, environments }, environment, destination) {
	const named = environments.find(({ name }) => name === environment);
	const place = named && (require_project()).allDestinations(named).find(({ id }) => id === destination);
	return place && codedeploy.view().find((group) => isOf(group, place));
}
function deploymentsOf({ codedeploy }) {
	return codedeploy.view().flatMap((group) => group.deployments.map((one) => ({
		...one,
		group
	})));
}
function leasePlaces(environment) {
	return {
		buckets: (require_ballots()).homeDestinations(environment).map(({ bucket }) => bucket),
		key: (require_object_keys()).leaseKey(environment)
	};
}
function jsonAt({ s3 }, bucket, key) {
	const text = s3.read(bucket, key)?.toString("utf8");
	return text === void 0 ? void 0 : JSON.parse(text);
}
function isOver(one) {
	return hasSucceeded(one) || /^(Failed|Stopped)$/.test(one.status);
}
function hasSucceeded(one) {
	return one?.status === "Succeeded" || one?.status === "InProgress" && one.isShifted === true;
}
function told(one) {
	return one ? `${one.id} is ${one.status} (${one.targets.join(", ")})` : "there is no deployment";
}
function listed(deployments) {
	return deployments.map(({ id, status }) => `${id} (${status})`).join(", ");
}

// src/rehearsal/search/watch-others.ts
function watchOthers(sight, { report, withoutLease }) {
	const adopted = /* @__PURE__ */ new Map();
	function touched(call) {
		const found = othersIn(call, sight);
		return found && {
			...found,
			why: withoutLease(found.run, found.environment)
		};
	}
	function changed(what, why) {
		if (why) report("no group is changed without a lease", `${what}: ${why}`);
	}
	return {
		adopted: (run, id) => void adopted.set(run, (adopted.get(run) ?? /* @__PURE__ */ new Set()).add(id)),
		stopping(call) {
			const found = touched(call);
			if (!found) return;
			const { run, one, theirs, why } = found;
			const what = `run ${run} stops ${one.id}`;
			const hasTaken = adopted.get(run)?.has(one.id) ?? false;
			if (!hasTaken || !(require_marker()).isEarlierAttempt(theirs?.run ?? "", run)) changed(what, why);
			if (hasTaken) return;
			if (theirs?.back || one.creator === "codeDeployRollback" || one.creator === "autoscaling") report("what goes back is not stopped by another run", what);
		},
		continuing(call, body) {
			const found = body().includes("READY_WAIT") ? touched(call) : void 0;
			if (!found) return;
			const { run, one, theirs, environment, why } = found;
			const what = `run ${run} shifts the traffic of ${one.id}`;
			changed(what, why);
			if (theirs?.environment !== environment || theirs?.back) report("traffic is shifted to nothing but what a run has brought there", what);
		}
	};
}
function othersIn({ about, principal }, sight) {
	const [, id] = /-(\d+\.\d+)$/.exec(principal ?? "") ?? [];
	if (id === void 0) return void 0;
	const run = `github:${id}`;
	const one = deploymentsOf(sight).find((each) => each.id === about);
	const theirs = one && (require_marker()).readMarker(one.description);
	if (!one || theirs?.run === run) return void 0;
	return {
		run,
		one,
		theirs,
		environment: sight.environments.find((each) => principal?.includes(`-${each.name}-`))?.name
	};
}

// src/rehearsal/search/watch-changes.ts
const leaseHolds = 18e4;
const lastRound = 5e3;
function isLaterAttempt(run = "", than = "") {
	return (require_marker()).isEarlierAttempt(than, run);
}
function watchChanges(sight, report) {
	const renewed = /* @__PURE__ */ new Map();
	const answered = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	const jobs = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Map();
	const givenBack = /* @__PURE__ */ new Set();
	const places = sight.environments.map((environment) => ({
		name: environment.name,
		...leasePlaces(environment)
	}));
	const others = watchOthers(sight, {
		report,
		withoutLease
	});
	const isAlone = (run) => (jobs.get(run) ?? 1) === 1;
	function withoutLease(run, environment) {
		const place = places.find(({ name }) => name === environment);
		if (!place) return void 0;
		const found = leasesIn(place);
		if (2 * found.filter((one) => one.run === run && one.seconds * 1e3 <= leaseHolds).length > place.buckets.length) return void 0;
		if (found.length === 0) return "nobody holds it";
		const told = found.map((one) => `run ${one.run} has it, renewed ${one.seconds} s ago`);
		return [...new Set(told)].join(", ");
	}
	function leasesIn({ buckets, key }) {
		return buckets.flatMap((bucket) => {
			const lease = jsonAt(sight, bucket, key);
			if (!lease?.until) return [];
			const at = renewed.get(`${bucket}/${key}`)?.at ?? 0;
			return [{
				run: lease.run,
				seconds: Math.round((sight.now() - at) / 1e3)
			}];
		});
	}
	function majorityIn(place) {
		const lively = leasesIn(place).filter(({ seconds }) => seconds * 1e3 <= leaseHolds);
		return [...new Set(lively.flatMap(({ run = "" }) => run))].filter((run) => 2 * lively.filter((one) => one.run === run).length > place.buckets.length);
	}
	function creating(body) {
		const marker = (require_marker()).readMarker(JSON.parse(body).description);
		if (!marker) return;
		const why = withoutLease(marker.run, marker.environment);
		if (why) report("no group is changed without a lease", `run ${marker.run} deploys ${marker.version} to ${marker.environment}: ${why}`);
	}
	function put(about) {
		const slash = about.indexOf("/");
		const text = sight.s3.read(about.slice(0, slash), about.slice(slash + 1))?.toString("utf8");
		if (text === void 0 || text === renewed.get(about)?.text) return;
		const next = JSON.parse(text);
		const { token = "", since } = leaseBefore(about) ?? {};
		if (next.until && next.token && (next.token !== token || next.since !== since)) taken.set(next.token, [...taken.get(next.token) ?? [], sight.now()]);
		if (next.token && !next.until) givenBack.add(next.token);
		takenOver(about, next);
		renewed.set(about, {
			text,
			at: sight.now()
		});
	}
	function heard(about, principal = "") {
		const [, id] = /-(\d+\.\d+)$/.exec(principal) ?? [];
		const key = `github:${id} ${about}`;
		answered.set(key, [...answered.get(key) ?? [], sight.now()]);
	}
	function inTime(run, about) {
		return (answered.get(`${run} ${about}`) ?? []).findLast((at) => sight.now() - at >= lastRound) ?? 0;
	}
	function isGivenBack(run, { buckets, key }) {
		return 2 * buckets.flatMap((bucket) => jsonAt(sight, bucket, key) ?? []).filter((one) => one.run === run && !one.until).length > buckets.length;
	}
	function leaseBefore(about) {
		const before = renewed.get(about);
		return before && JSON.parse(before.text);
	}
	function takenOver(about, next) {
		const last = leaseBefore(about);
		if (!last?.until || last.token === next.token || isLaterAttempt(next.run, last.run)) return;
		const place = places.find(({ buckets, key }) => buckets.some((bucket) => about === `${bucket}/${key}`));
		const isFree = last.token !== void 0 && givenBack.has(last.token);
		const isHad = 2 * ((place?.buckets.filter((bucket) => {
			const other = jsonAt(sight, bucket, place.key);
			return about !== `${bucket}/${place.key}` && other?.token === next.token && other?.until;
		}))?.length ?? 0) > (place?.buckets.length ?? 0);
		const age = sight.now() - (renewed.get(about)?.at ?? 0);
		if (place && !isFree && !isHad && age < 178e3) report("no lease is taken over that is renewed", `run ${next.run} takes that of run ${last.run} in ${about} after ${Math.round(age / 1e3)} s`);
	}
	function crowded(run, environment, destination) {
		const wave = (sight.environments.find(({ name }) => name === environment)?.waves ?? []).find(({ destinations }) => destinations.some(({ id }) => id === destination));
		if (!wave || (jobs.get(run) ?? 1) > 1) return;
		const ids = new Set(wave.destinations.map(({ id }) => id));
		const underWay = deploymentsOf(sight).filter((one) => ids.has(one.group.destination) && (require_marker()).readMarker(one.description)?.run === run && (require_marker()).readMarker(one.description)?.environment === environment && !isOver(one) && !one.isHalted);
		if (underWay.length > wave.maxParallel) report("a wave is no wider than it may be", `run ${run}: ${listed(underWay)}`);
	}
	function created() {
		const all = deploymentsOf(sight);
		for (const one of all) {
			if (seen.has(one.id)) continue;
			seen.add(one.id);
			const marker = one.creator === "user" && (require_marker()).readMarker(one.description);
			if (!marker) continue;
			crowded(marker.run, marker.environment, one.group.destination);
			const same = one.group.deployments.filter(({ creator, description }) => {
				const other = creator === "user" && (require_marker()).readMarker(description);
				return other && other.run === marker.run && other.version === marker.version;
			});
			if (same.length > (jobs.get(marker.run) ?? 1)) report("no two deployments of one run and destination", `${marker.version} in ${one.group.destination}, by run ${marker.run}: ${listed(same)}`);
		}
	}
	return {
		takenAt: (token) => taken.get(token) ?? [],
		isAlone,
		began: (run) => void jobs.set(run, (jobs.get(run) ?? 0) + 1),
		adopted: others.adopted,
		onArrival(call, body) {
			if (call.operation === "CreateDeployment") creating(body());
			if (call.operation === "StopDeployment") others.stopping(call);
			if (call.operation === "ContinueDeployment") others.continuing(call, body);
		},
		onCall({ operation, error, status, fault, principal, about = "" }) {
			if (operation === "CreateDeployment") created();
			if (operation === "PutObject" && !error && about.includes("/locks/")) put(about);
			if (status === 200 && !/truncate|slow/.test(fault ?? "") && about.includes("/locks/")) heard(about, principal);
		},
		lost(run, environment, hasSlept) {
			const place = places.find(({ name }) => name === environment);
			if (!place) return;
			if (!hasSlept && isGivenBack(run, place)) report("a lease is given back by who has it", `run ${run} is at work`);
			if (!isAlone(run) || withoutLease(run, environment) !== void 0) return;
			const quiet = place.buckets.map((bucket) => `${bucket}/${place.key}`).map((at) => sight.now() - Math.min(inTime(run, at), renewed.get(at)?.at ?? 0)).toSorted((a, b) => a - b)[(place.buckets.length - 1) / 2];
			if (quiet !== void 0 && quiet < 1e5) report("a lease is lost only to others or to time", `run ${run}`);
		},
		freed() {
			for (const place of places) for (const run of majorityIn(place)) report("the lease is free in the end", `run ${run} has that of ${place.name}`);
		}
	};
}

// src/rehearsal/search/watch-patience.ts
const patience = 24e4;
const passing = /Throttl|Unavailable|InternalFailure|InternalError|hang up|ECONNRESET|Timeout/;
const answered = /Throttl|Unavailable|InternalFailure|InternalError/;
function watchPatience(sight, report) {
	const failing = /* @__PURE__ */ new Map();
	return {
		onCall({ operation, error = "", fault, status, account, region, about = "" }) {
			if (operation !== "CreateDeployment") return;
			const place = [
				account,
				region,
				about.split("/").slice(0, 2).join("/")
			].join(" ");
			if (status === 0 || status >= 500 || fault === "throttle" || passing.test(error)) failing.set(place, failing.get(place) ?? sight.now());
			else failing.delete(place);
		},
		finished(result, environment) {
			const { destination, outcome, reason = "", causes } = result;
			const why = [reason, ...causes.map(({ message = "" }) => message)].join("; ");
			if (outcome !== "never-started" || !answered.test(why)) return;
			const group = groupOf(sight, environment, destination);
			if (!group) return;
			const { account, region, application, deploymentGroup } = group;
			const since = failing.get([
				account,
				region,
				`${application}/${deploymentGroup}`
			].join(" "));
			if (since !== void 0 && sight.now() - since < patience) report("nobody gives up for a fault of a moment", `${destination}: ${why}`);
		}
	};
}

// src/rehearsal/search/watch-records.ts
function watchRecords(sight, endpoints, { report, jobs }) {
	const proven = /* @__PURE__ */ new Map();
	const written = /* @__PURE__ */ new Map();
	for (const { environment, bucket } of bucketsOf(sight)) for (const { key } of sight.s3.objects(bucket)) {
		const record = key.includes(`/runs/${environment}/`) && jsonAt(sight, bucket, key);
		if (record) for (const entry of record.destinations) prove(record, entry);
	}
	function prove({ environment, run }, { destination, verified, version }) {
		if (!verified || version === void 0) return;
		const place = `${environment}/${destination} ${version}`;
		proven.set(place, (proven.get(place) ?? /* @__PURE__ */ new Set()).add(run));
	}
	function names({ run, command, environment }, entry) {
		if (!jobs.isAlone(run)) return;
		const { destination, deploymentId } = entry;
		const own = groupOf(sight, environment, destination)?.deployments.filter(({ description }) => {
			const marker = (require_marker()).readMarker(description);
			return marker?.run === run && (!marker.back || command === "rollback");
		});
		if (!deploymentId || !own || own.length === 0 || own.some(({ id }) => id === deploymentId)) return;
		report("a record names what its run was to bring", `${deploymentId} in ${environment}/${destination}, by run ${run}: ${listed(own)}`);
	}
	function timed({ run, token = "", started }) {
		const times = jobs.takenAt(token);
		const off = times.map((at) => Math.abs(Date.parse(started) - at));
		if (times.length > 0 && Math.min(...off) > 2e4) report("a record's time is S3's when its run took the lease", `run ${run}: ${started}`);
	}
	function check(record) {
		const { run, environment, destinations } = record;
		timed(record);
		for (const entry of destinations) {
			names(record, entry);
			if (!entry.verified || entry.version === void 0) continue;
			const { destination, version, deploymentId } = entry;
			const one = groupOf(sight, environment, destination)?.deployments.find(({ id }) => id === deploymentId);
			const where = `${version} in ${environment}/${destination}, by run ${run}`;
			if (!(hasSucceeded(one) && one?.targets.every((status) => status === "Succeeded"))) report("what is proven runs on all instances", `${where}: ${told(one)}`);
			const brought = one && releaseOf(one.key)?.version;
			if (brought !== void 0 && brought !== version) report("a record names what was deployed", `${where}: ${one?.id} brought ${brought}`);
			if (endpoints.lastHeld(entry, version, run) === false) report("what is proven held its checks", `${where}: the last answer was another`);
			prove(record, entry);
		}
	}
	return {
		onPut(about) {
			const slash = about.indexOf("/");
			const record = jsonAt(sight, about.slice(0, slash), about.slice(slash + 1));
			if (!record) return;
			written.set(about, record);
			check(record);
		},
		isProven: (run, { environment, destination, version }) => [...proven.get(`${environment}/${destination} ${version}`) ?? []].some((by) => by !== run),
		of: (run) => [...written.values()].filter((one) => one.run === run)
	};
}
function bucketsOf({ environments }) {
	return environments.flatMap((environment) => [...new Set((require_project()).allDestinations(environment).map(({ bucket }) => bucket))].map((bucket) => ({
		environment: environment.name,
		bucket
	})));
}

// src/rehearsal/search/watch-verdicts.ts
function watchVerdicts(sight, records, report) {
	return ({ run, order, event }) => {
		const { environment, command } = order;
		for (const result of event.results) {
			const group = groupOf(sight, environment, result.destination);
			if (group) judged(result, group, {
				run,
				report,
				isCancelled: isCut(event)
			});
			const { destination, deploymentId, version } = result;
			if (command === "rollback" && deploymentId && version) {
				if (!records.isProven(run, {
					environment,
					destination,
					version
				})) report("a rollback's target was proven", `${version} in ${environment}/${destination}, by run ${run}`);
			}
		}
		if (event.exitCode !== 0 || event.results.length === 0 || command === "stop") return;
		for (const { destination, outcome } of event.results) if (!(require_outcome()).isAsAsked(outcome) && outcome !== "skipped") report("exit 0 is said of success alone", `run ${run}, ${destination}: ${outcome}`);
	};
}
function isCut({ exitCode }) {
	return exitCode === 130 || exitCode === 143;
}
function judged(result, group, { run, report, isCancelled }) {
	const { deployments } = group;
	const { outcome, deploymentId, rollback, destination, isUnknown, reason = "" } = result;
	const one = deployments.find(({ id }) => id === deploymentId);
	const lie = (why) => report("the verdict's words are true", `${destination}, run ${run}: "${outcome}", but ${why}`);
	if (outcome === "succeeded" && !hasSucceeded(one)) lie(told(one));
	if (outcome === "ready" && one?.status !== "Ready") lie(told(one));
	if (outcome === "not-verified" && one && !hasSucceeded(one)) lie(told(one));
	if (outcome === "stopped" && one && one.status !== "Stopped" && !one.isHalted) lie(told(one));
	const mayGoOn = isCancelled || isUnknown || /still running/.test(reason);
	if (outcome === "failed" && one && !isOver(one) && !mayGoOn) lie(told(one));
	if (outcome === "failed" && one?.status === "Succeeded" && !rollback && !reason) lie(told(one));
	const back = deployments.find(({ id }) => id === rollback?.deploymentId);
	if (rollback?.status === "succeeded" && !hasSucceeded(back)) lie(told(back));
	if (outcome === "rolled-back" && !rollback) lie("it names no rollback");
	if (rollback?.complete && back?.targets.some((status) => status !== "Succeeded")) lie(told(back));
	const own = deployments.filter(({ description }) => {
		const marker = (require_marker()).readMarker(description);
		return marker?.run === run && (!result.version || marker.version === result.version);
	});
	if ((outcome === "never-started" || outcome === "skipped") && own.length > 0) lie(`there is ${listed(own)}`);
}

// src/rehearsal/search/watch.ts
function watch(sight, endpoints) {
	const violations = [];
	const atWork = /* @__PURE__ */ new Set();
	const slept = /* @__PURE__ */ new Set();
	const toStop = /* @__PURE__ */ new Map();
	const report = (invariant, what) => {
		if (!violations.some((one) => one.invariant === invariant && one.what === what)) violations.push({
			invariant,
			what
		});
	};
	const changes = watchChanges(sight, report);
	const patience = watchPatience(sight, report);
	const records = watchRecords(sight, endpoints, {
		report,
		jobs: changes
	});
	const spoken = watchVerdicts(sight, records, report);
	function proofLeft({ run, order }) {
		const environment = sight.environments.find(({ name }) => name === order.environment);
		if (!environment) return;
		const own = records.of(run).flatMap(({ destinations }) => destinations);
		for (const { id } of (require_project()).allDestinations(environment)) if (!own.some(({ destination }) => destination === id)) report("a run that ends well is recorded", `run ${run} in ${id}`);
	}
	function underWay(run) {
		return deploymentsOf(sight).filter((one) => {
			const marker = (require_marker()).readMarker(one.description);
			return marker && (run === void 0 || marker.run === run) && !isOver(one) && !one.isHalted;
		});
	}
	function forwardIn({ order }) {
		return underWay().flatMap(({ id, description }) => {
			const { environment, back } = (require_marker()).readMarker(description) ?? {};
			return environment === order.environment && !back ? [id] : [];
		});
	}
	function allStopped(job) {
		const left = forwardIn(job).filter((id) => toStop.get(job)?.includes(id));
		if (left.length > 0) report("stop ends well only when all has ended", `run ${job.run}: ${left.join(", ")}`);
	}
	function isAnothers(one, { run, order }) {
		return [...atWork].some((other) => other.run === run && other.order.folder !== order.folder && other.events.some((event) => event.kind === "creating" && event.marker === one.description));
	}
	return {
		violations,
		report,
		began(job) {
			atWork.add(job);
			if (job.order.command === "stop") toStop.set(job, forwardIn(job));
			changes.began(job.run);
		},
		gone: (job) => void atWork.delete(job),
		sleeps: ({ run }) => void slept.add(run),
		onArrival: changes.onArrival,
		onCall(call) {
			const { operation, status, error, about = "" } = call;
			changes.onCall(call);
			patience.onCall(call);
			if (operation === "PutObject" && !error && (status === 200 || status === 0) && about.includes("/runs/")) records.onPut(about);
		},
		onEvent(event, { run, order }) {
			if (event.kind === "created" && event.adopted) changes.adopted(run, event.deploymentId);
			if (event.kind === "notice" && event.problem.code === "lease-lost") changes.lost(run, order.environment, slept.has(run));
			if (event.kind === "finished") patience.finished(event.result, order.environment);
			if (event.kind === "run-finished" && order.command !== "finish") spoken({
				run,
				order,
				event
			});
		},
		over(job, code) {
			const { command, environment } = job.order;
			const brings = [
				"deploy",
				"promote",
				"rollback",
				"continue"
			].includes(command);
			const isSaid = job.events.some(({ kind }) => kind === "run-finished");
			if (brings && code === 0 && isSaid) proofLeft(job);
			const own = sight.environments.find(({ name }) => name === environment);
			const leaves = own?.onCancel === "leave";
			const left = underWay(job.run).filter((one) => !isAnothers(one, job) && !isLeft(one, own));
			if (command === "finish" && code === 0 && left.length > 0 && !leaves) report("finish ends well only when all has ended", `run ${job.run}: ${listed(left)}`);
			if (command === "stop" && code === 0) allStopped(job);
		},
		ended(named) {
			for (const { id, status, description, group } of underWay()) {
				if (named(id)) continue;
				const { run } = (require_marker()).readMarker(description) ?? {};
				report("nothing goes on that nobody names", `${id} in ${group.destination} is ${status}, of run ${run}`);
			}
		},
		freed: changes.freed
	};
}
function isLeft({ status, group }, environment) {
	const to = (environment ? (require_project()).allDestinations(environment) : []).find(({ id }) => id === group.destination);
	return status === "Ready" && to?.onReady === "leave";
}

// src/rehearsal/search/stage.ts
async function openStage({ project, environment, bundle, ports, args }, { seed, scenario, before }) {
	const clock = (require_run_command()).seededClock(before.at);
	const random = (require_programs()).seededRandom(seed);
	let eye;
	const listeners = [];
	const emulation = await (require_emulation()).startEmulation(project, {
		clock,
		scenario: {
			...(require_emulation()).noScenario,
			groups: scenario.groups
		},
		workspace: ports.cwd,
		hooks: "none",
		seeded: {
			clock,
			random
		},
		captured: before.captured,
		log: (call) => eye?.onCall(call),
		onArrival(call, body) {
			eye?.onArrival(call, body);
			for (const hear of listeners) hear(call.operation);
		},
		say: () => void 0
	});
	const { emulator, codedeploy, connect, variables } = emulation;
	if (!connect) throw new Error("an emulation by a seed can be connected to");
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-search-"));
	const names = project.configuration?.environments ?? [];
	const environments = names.length > 0 ? names.map(named) : [environment];
	const endpoints = statusEndpoints(codedeploy, {
		now: clock.now,
		random
	});
	const sight = {
		s3: emulator.s3,
		codedeploy,
		now: clock.now,
		environments
	};
	const watching = watch(sight, endpoints);
	eye = watching;
	emulator.arm(scenario.faults);
	emulator.armWatched(scenario);
	codedeploy.arm(scenario.outcomes);
	const world = {
		clock,
		random,
		connect,
		project,
		bundle,
		folder,
		args,
		env: {
			...plainEnvironment(ports.env),
			...variables
		},
		cwd: ports.cwd,
		httpGetFor: endpoints.getFor,
		onEvent: watching.onEvent
	};
	const close = async () => {
		await emulation.close();
		await (0, import_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	};
	const onCall = (call, then) => {
		const isAwaited = (require_emulation()).awaitedCall(call);
		listeners.push((operation) => isAwaited(operation) && then());
	};
	return {
		world,
		emulation,
		endpoints,
		environments,
		eye: watching,
		onCall,
		close
	};
	function named(name) {
		return (require_project()).environmentOf(project, name, () => void 0);
	}
}

// src/rehearsal/search/story.ts
function stories(plot) {
	const prepared = /* @__PURE__ */ new Map();
	async function playOn(seed, scenario) {
		const kind = JSON.stringify(scenario.groups);
		const making = prepared.get(kind) ?? prepareBefore(plot, scenario.groups);
		prepared.set(kind, making);
		const stage = await openStage(plot, {
			seed,
			scenario,
			before: await making
		});
		try {
			const began = stage.world.clock.now();
			return {
				told: await play(plot, scenario, stage),
				outline: outlineOf(stage.emulation.emulator.calls, began)
			};
		} finally {
			await stage.close();
		}
	}
	return {
		tell: async (seed, scenario) => (await playOn(seed, scenario)).told,
		outline: async () => (await playOn(0, (require_emulation()).noScenario)).outline
	};
}

// src/rehearsal/search/search.ts
const reportEvery = 50;
async function search(request, ports) {
	const { project, command, args, first, count } = request;
	const { host, signal, cwd } = ports;
	const environment = (require_project()).environmentOf(project, request.environment, () => void 0);
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-search-"));
	const bugs = unhandled();
	const stacks = Error.stackTraceLimit;
	if (count > 1) Error.stackTraceLimit = 0;
	let began = process.cpuUsage();
	let found = 0;
	let seed = first;
	try {
		const out = (0, import__builtin_path.join)(folder, "bundle.zip");
		const plot = {
			project,
			environment,
			command,
			bundle: await (require_make_bundle()).makeBundle(project, out, {
				...ports,
				emit: () => void 0
			}),
			ports,
			args
		};
		const { tell, outline } = stories(plot);
		const others = (project.configuration?.environments ?? []).filter((name) => name !== environment.name);
		const destinations = (require_project()).allDestinations(environment);
		const scene = {
			destinations,
			others,
			isLeft: destinations.some(({ onReady }) => onReady === "leave"),
			outline: await outline()
		};
		began = process.cpuUsage();
		const scenarioOf = (of) => request.scenario ?? drawScenario((require_programs()).seededRandom(~of), scene, of);
		const violationsOf = async (of, scenario) => {
			const { violations, exitCodes } = await tell(of, scenario);
			host.debug(`seed ${of}: ${exitCodes.join(", ")}`);
			return [...violations, ...bugs.taken()];
		};
		for (; seed < first + count && !signal.aborted; seed++) {
			const scenario = scenarioOf(seed);
			const violations = await violationsOf(seed, scenario);
			if (violations.length > 0) {
				found += 1;
				host.print(`seed ${seed}: ${violations.map(inWords).join("; ")}`);
				const least = request.scenario ? scenario : await shrink(scenario, violations, (smaller) => violationsOf(seed, smaller));
				const path = (0, import__builtin_path.resolve)(cwd, `fanout-seed-${seed}.yml`);
				const replay = `fanout rehearse ${command} ${environment.name} --search 1 --seed ${seed} --scenario ${path}`;
				await (0, import_promises.writeFile)(path, scenarioText(least, [...violations.map(inWords), replay]));
				host.print(`  again: ${replay}`);
			}
			const done = seed - first + 1;
			if (done % reportEvery === 0) host.print(`${(require_quantities()).many(done, "seed")} tried, ${found} with a violation; the next is ${seed + 1}`);
		}
	} finally {
		bugs.end();
		Error.stackTraceLimit = stacks;
		await (0, import_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
	const told = found === 0 ? "no violation" : `${found} with a violation`;
	const each = (process.cpuUsage(began).user / 1e6 / Math.max(1, seed - first)).toFixed(2);
	host.print(`${(require_quantities()).many(seed - first, "seed")} from ${first} tried: ${told}; ${each} s of the processor each`);
	return found === 0 ? 0 : 1;
}
function inWords({ invariant, what }) {
	return `violated: ${invariant} (${what})`;
}
function unhandled() {
	const violations = [];
	const note = (error) => {
		const what = error instanceof Error ? error.stack ?? error.message : String(error);
		violations.push({
			invariant: "no exit 70",
			what
		});
	};
	process.on("unhandledRejection", note);
	return {
		taken: () => violations.splice(0),
		end: () => void process.off("unhandledRejection", note)
	};
}
function refuseWithSearch({ events, json }) {
	const useless = [...events === void 0 ? [] : ["--events"], ...json ? ["--json"] : []];
	if (useless.length > 0) throw new (require_problem()).UsageError(useless.map((option) => ({
		code: "options-conflict",
		message: `${option} has no effect with --search`
	})));
}

exports.refuseWithSearch = refuseWithSearch;
exports.search = search;
},
};
