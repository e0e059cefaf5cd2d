module.exports = {
"./_builtin_assert.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:assert
var require__builtin_assert = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:assert");
}));

Object.defineProperty(exports, "require__builtin_assert", {
  enumerable: true,
  get: function () {
    return require__builtin_assert;
  }
});
},
"./_builtin_async_hooks.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:async_hooks
var require__builtin_async_hooks = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:async_hooks");
}));

Object.defineProperty(exports, "default", {
  enumerable: true,
  get: function () {
    return require__builtin_async_hooks();
  }
});
},
"./_builtin_child_process.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:child_process
var require__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:child_process");
}));

Object.defineProperty(exports, "require__builtin_child_process", {
  enumerable: true,
  get: function () {
    return require__builtin_child_process;
  }
});
},
"./_builtin_crypto.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:crypto
var require__builtin_crypto = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:crypto");
}));

Object.defineProperty(exports, "require__builtin_crypto", {
  enumerable: true,
  get: function () {
    return require__builtin_crypto;
  }
});
},
"./_builtin_events.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:timers/promises
var require_promises = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:timers/promises");
}));

// \0builtin:events
var require__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:events");
}));

Object.defineProperty(exports, "require__builtin_events", {
  enumerable: true,
  get: function () {
    return require__builtin_events;
  }
});
Object.defineProperty(exports, "require_promises", {
  enumerable: true,
  get: function () {
    return require_promises;
  }
});
},
"./_builtin_fs.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:fs
var require__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:fs");
}));

Object.defineProperty(exports, "require__builtin_fs", {
  enumerable: true,
  get: function () {
    return require__builtin_fs;
  }
});
},
"./_builtin_http.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:http
var require__builtin_http = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:http");
}));

Object.defineProperty(exports, "require__builtin_http", {
  enumerable: true,
  get: function () {
    return require__builtin_http;
  }
});
},
"./_builtin_https.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:https
var require__builtin_https = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:https");
}));

Object.defineProperty(exports, "require__builtin_https", {
  enumerable: true,
  get: function () {
    return require__builtin_https;
  }
});
},
"./_builtin_net.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:net
var require__builtin_net = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:net");
}));

Object.defineProperty(exports, "require__builtin_net", {
  enumerable: true,
  get: function () {
    return require__builtin_net;
  }
});
},
"./_builtin_stream.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:os
var require__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:os");
}));

// \0builtin:fs/promises
var require_promises = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:fs/promises");
}));

// \0builtin:stream
var require__builtin_stream = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:stream");
}));

Object.defineProperty(exports, "require__builtin_os", {
  enumerable: true,
  get: function () {
    return require__builtin_os;
  }
});
Object.defineProperty(exports, "require__builtin_stream", {
  enumerable: true,
  get: function () {
    return require__builtin_stream;
  }
});
Object.defineProperty(exports, "require_promises", {
  enumerable: true,
  get: function () {
    return require_promises;
  }
});
},
"./_builtin_v8.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:v8
var require__builtin_v8 = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:v8");
}));

Object.defineProperty(exports, "require__builtin_v8", {
  enumerable: true,
  get: function () {
    return require__builtin_v8;
  }
});
},
"./_builtin_vm.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:vm
var require__builtin_vm = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:vm");
}));

Object.defineProperty(exports, "require__builtin_vm", {
  enumerable: true,
  get: function () {
    return require__builtin_vm;
  }
});
},
"./_builtin_zlib.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:zlib
var require__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:zlib");
}));

Object.defineProperty(exports, "require__builtin_zlib", {
  enumerable: true,
  get: function () {
    return require__builtin_zlib;
  }
});
},
"./bootstrap.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_needs = () => require("./needs.js");
const require_quantities = () => require("./quantities.js");
const require_defined = () => require("./defined.js");
const require_quoted = () => require("./quoted.js");
const require_scalars = () => require("./scalars.js");
const require_project = () => require("./project.js");
const require_object_keys = () => require("./object-keys.js");
const require_open_session = () => require("./open-session.js");
const require_problem = () => require("./problem.js");
const require_cancel = () => require("./cancel.js");
const require_verdict = () => require("./verdict.js");
const require_limit = () => require("./limit.js");
const require_timing = () => require("./timing.js");
const require_read_history = () => require("./read-history.js");
const require_choose_rollback = () => require("./choose-rollback.js");
const require_shell_word = () => require("./shell-word.js");
const require_run_command = () => require("./run-command.js");
const require_report_file = () => require("./report-file.js");
const require_read_named_file = () => require("./read-named-file.js");

// src/bootstrap/named-identity.ts
function readNamed(text, form, environments) {
	const { flag } = form;
	const [, scope, who = text] = /^([^=:/]+)=(.*)$/s.exec(text) ?? [];
	const refused = (message, hint) => ({
		code: "bad-option-value",
		message: `--${flag} ${message}`,
		...(require_defined()).defined({ hint })
	});
	const parts = form.pattern.exec(who);
	if (!parts) return refused(`must be ${form.like}, not ${(require_quoted()).quoted(text)}`);
	if (scope === "*") return { parts };
	if (scope === void 0) {
		if (environments.length < 2 || !form.isForAll(parts)) return { parts };
		return refused(`${(require_quoted()).quoted(text)} would be let into the roles of all environments: ${environments.join(", ")}`, `name the environment: --${flag} ${environments.at(-1)}=${who}; or "*=${who}" for all of them`);
	}
	if (environments.includes(scope)) return {
		parts,
		only: scope
	};
	return refused(`${(require_quoted()).quoted(text)} is for an environment ${(require_quoted()).quoted(scope)} that no file has`, (require_quoted()).suggestion(scope, environments));
}

// src/bootstrap/identities.ts
const name = "[A-Za-z0-9_.-]+";
const githubForm = new RegExp(`^(?:https://([\\w.-]+)/)?(${name}(?:@\\d+)?/${name}(?:@\\d+)?)(?::(ref:refs/[\\w./-]+))?$`);
const gitlabForm = new RegExp(`^(?:https://([\\w.-]+)/)?(${name}(?:/${name})+)(?::(ref_type:(?:branch|tag):ref:[\\w./-]+))?$`);
const github = {
	flag: "github",
	pattern: githubForm,
	like: "OWNER/REPOSITORY, with \":ref:refs/heads/BRANCH\" or without",
	isForAll: ([, , , ref]) => ref !== void 0
};
const gitlab = {
	flag: "gitlab",
	pattern: gitlabForm,
	like: "GROUP/PROJECT, with \":ref_type:branch:ref:BRANCH\" or without",
	isForAll: () => false
};
const principal = {
	flag: "principal",
	pattern: /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/,
	like: "the ARN of a role or user",
	isForAll: () => true
};
function readIdentities(inputs, environments) {
	const problems = [];
	const named = (texts, form) => texts.flatMap((text) => {
		const read = readNamed(text, form, environments);
		if ("parts" in read) return [read];
		problems.push(read);
		return [];
	});
	return {
		identities: {
			providers: [...named(inputs.github, github).map((one) => scoped(githubProvider(one.parts), one.only)), ...named(inputs.gitlab, gitlab).map((one) => scoped(gitlabProvider(one.parts), one.only))],
			principals: named(inputs.principal, principal).map(({ parts: [arn], only }) => ({
				arn,
				...(require_defined()).defined({ only })
			}))
		},
		problems
	};
}
function comingFor({ providers, principals }, environments) {
	const own = principals.filter(({ only }) => only === void 0 || environments.includes(only));
	return {
		providers: providers.filter(({ subjects }) => subjects(environments).length > 0),
		principals: [...new Set(own.map(({ arn }) => arn))]
	};
}
function scoped(provider, only) {
	if (only === void 0) return provider;
	const { subjects, audiences, ...rest } = provider;
	const own = (environments) => environments.filter((one) => one === only);
	return {
		...rest,
		subjects: (environments) => environments.includes(only) ? subjects([only]) : [],
		...audiences && { audiences: (environments) => audiences(own(environments)) }
	};
}
function githubProvider([, server, repository = "", ref]) {
	return {
		system: "GitHub",
		host: githubHost(server),
		subjects: (environments) => ref === void 0 ? environments.map((environment) => `repo:${repository}:environment:${environment}`) : [`repo:${repository}:${ref}`]
	};
}
function githubHost(server) {
	if (server === void 0 || server === "github.com") return "token.actions.githubusercontent.com";
	if (server.endsWith(".ghe.com")) return `token.actions.${server}`;
	return `${server}/_services/token`;
}
function gitlabProvider([, server = "gitlab.com", project = "", ref]) {
	return {
		system: "GitLab",
		host: server,
		subjects: () => [`project_path:${project}:${ref ?? "ref_type:branch:ref:main"}`],
		audiences: (environments) => environments.map((environment) => `fanout-${environment}`)
	};
}

// src/bootstrap/trust.ts
function trustOf(role, identities, externalIds) {
	const named = isAssumedDirectly(role) ? identities : {
		providers: [],
		principals: []
	};
	const { providers, principals } = comingFor(named, role.environments);
	const asked = role.leads ? {} : conditionOn(role, externalIds);
	return {
		Version: "2012-10-17",
		Statement: [
			...hostsOf(providers).map((same, index) => federated(role, same, index + 1)),
			...principals.length > 0 ? [assumed("FromPrincipals", role, principals, asked)] : [],
			...role.via === void 0 ? [] : [fromHub(role, role.via, conditionOn(role, externalIds))]
		]
	};
}
function isAssumedDirectly({ via, leads }) {
	return via === void 0 || leads === true;
}
function providerArn(partition, accountId, host) {
	return `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
}
function hostsOf(providers) {
	const byHost = /* @__PURE__ */ new Map();
	for (const provider of providers) {
		const there = byHost.get(provider.host);
		if (there) there.push(provider);
		else byHost.set(provider.host, [provider]);
	}
	return [...byHost.values()];
}
function audiencesOf(providers, { partition, environments }) {
	const own = (require_scalars()).partitions.find((one) => one.name === partition)?.audience ?? "sts.amazonaws.com";
	return [...new Set(providers.flatMap(({ audiences }) => audiences?.(environments) ?? [own]))].toSorted();
}
function federated(role, providers, turn) {
	const [{ system, host }] = providers;
	const subjects = providers.flatMap((provider) => provider.subjects(role.environments));
	return {
		Sid: `From${system}${turn === 1 ? "" : turn}`,
		Effect: "Allow",
		Principal: { Federated: providerArn(role.partition, (require_needs()).accountOf(role.arn), host) },
		Action: "sts:AssumeRoleWithWebIdentity",
		Condition: { StringEquals: {
			[`${host}:aud`]: audiencesOf(providers, role),
			[`${host}:sub`]: [...new Set(subjects)].toSorted()
		} }
	};
}
function conditionOn({ externalId }, externalIds) {
	if (externalId === void 0) return {};
	return { StringEquals: { "sts:ExternalId": externalIds(externalId) } };
}
function fromHub(role, via, asked) {
	const account = (require_needs()).accountOf(via);
	if (account !== (require_needs()).accountOf(role.arn)) return assumed("FromHub", role, [via], asked);
	return assumed("FromHub", role, [`arn:${role.partition}:iam::${account}:root`], {
		...asked,
		ArnEquals: { "aws:PrincipalArn": via }
	});
}
function assumed(Sid, role, AWS, Condition) {
	return {
		Sid,
		Effect: "Allow",
		Principal: { AWS },
		Action: (require_needs()).assumeActions(role),
		...Object.keys(Condition).length > 0 && { Condition }
	};
}

// src/bootstrap/role-resources.ts
function roleResources(roles, ports) {
	return {
		...providerResources(roles.filter(isAssumedDirectly), ports),
		...Object.fromEntries(roles.map((role) => [ports.ids("Role", roleNameOf(role.arn).name), roleResource(role, ports)]))
	};
}
const providersCondition = "MakeProviders";
function providerResources(roles, { ids, identities }) {
	const [first] = roles;
	if (!first) return {};
	const environments = [...new Set(roles.flatMap((role) => role.environments))];
	const made = hostsOf(comingFor(identities, environments).providers).map((providers) => {
		const [{ host }] = providers;
		const audiences = audiencesOf(providers, {
			partition: first.partition,
			environments
		});
		const resource = {
			Type: "AWS::IAM::OIDCProvider",
			Condition: providersCondition,
			DeletionPolicy: "Retain",
			UpdateReplacePolicy: "Retain",
			Properties: {
				Url: `https://${host}`,
				ClientIdList: audiences
			}
		};
		return [ids("Provider", host), resource];
	});
	return Object.fromEntries(made);
}
const fourHours = 14400;
function roleResource(role, ports) {
	const { name, path } = roleNameOf(role.arn);
	const { identities, externalIds, condition } = ports;
	const isOnce = comingFor(identities, role.environments).providers.some(({ system }) => system === "GitLab");
	return {
		Type: "AWS::IAM::Role",
		...(require_defined()).defined({ Condition: condition }),
		Metadata: { Why: whyOf(role.statements) },
		Properties: {
			RoleName: name,
			...path !== "/" && { Path: path },
			Description: descriptionOf(role),
			...isOnce && isAssumedDirectly(role) && { MaxSessionDuration: fourHours },
			AssumeRolePolicyDocument: trustOf(role, identities, externalIds),
			Policies: [{
				PolicyName: role.kind ?? "hub",
				PolicyDocument: (require_needs()).policyOf(role.statements)
			}]
		}
	};
}
function whyOf(statements) {
	return Object.fromEntries(statements.map(({ Sid, why }) => [Sid, why]));
}
function descriptionOf({ kind, environments }) {
	return `codedeploy-fanout: ${kind === void 0 ? "leads to the roles of" : {
		deploy: "deploys to",
		promote: "promotes into",
		read: "reads"
	}[kind]} ${environments.join(", ")}`.slice(0, 1e3);
}
function roleNameOf(arn) {
	const [, path = "/", name = ""] = /:role(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
	return {
		name,
		path
	};
}

// src/bootstrap/cloudformation-limits.ts
const mostOfPolicies = 10240;
const mostOfName = 64;
const mostOfBucketPolicy = 20480;
function beyondLimits({ accounts, hubs }) {
	const roles = [...hubs.flatMap((hub) => hub.roles), ...accounts.flatMap((one) => one.roles)];
	const buckets = accounts.flatMap((one) => one.buckets);
	return [...roles.flatMap(({ arn, statements }) => [...tooLarge(arn, statements), ...tooLong(arn)]), ...buckets.flatMap(tooLargeOfBucket)];
}
function tooLarge(arn, statements) {
	const size = JSON.stringify((require_needs()).policyOf(statements)).replaceAll(/\s/g, "").length;
	if (size <= mostOfPolicies) return [];
	return [{
		code: "policy-too-large",
		message: `the policy of ${arn} has ${size} characters, but IAM allows ${mostOfPolicies}`,
		hint: "give environments, or files, roles of their own, or buckets names that differ only by ${region}"
	}];
}
function tooLargeOfBucket(bucket) {
	const size = new TextEncoder().encode(JSON.stringify((require_needs()).policyOfBucket(bucket))).length;
	if (size <= mostOfBucketPolicy) return [];
	const { guests, copiers = [] } = bucket;
	const others = guests.length + copiers.length;
	return [{
		code: "policy-too-large",
		message: `the policy of s3://${bucket.name} has ${size} bytes, since it lets in ${(require_quantities()).many(others, "other account")}, and S3 takes ${mostOfBucketPolicy}`,
		hint: guests.length > copiers.length ? "give accounts buckets of their own: bundle.bucket with ${account.id} in it" : "split the environments that are promoted to from there, each after an environment with buckets of its own"
	}];
}
function tooLong(arn) {
	const { name } = roleNameOf(arn);
	if (name.length <= mostOfName) return [];
	return [{
		code: "bad-value",
		message: `the name "${name}" of a role has ${name.length} characters, but IAM allows ${mostOfName}`,
		hint: "give the role in fanout.yml a shorter one"
	}];
}

// src/bootstrap/looks.ts
const notLookedAt = "not looked at: identity providers, policies of roles, the roles of CodeDeploy and of instances; no role here may read them";
function lookLines(looks) {
	return [
		...[...new Set(looks.map(({ destination }) => destination))].flatMap((id) => [
			id,
			...looks.filter(({ destination }) => destination === id).map(lookLine),
			""
		]),
		notLookedAt,
		verdictOf(looks)
	];
}
function lookLine({ is, what, name, says }) {
	return `  ${is.padEnd(14)}  ${what} ${name}${says === void 0 ? "" : `: ${says}`}`;
}
function verdictOf(looks) {
	const count = (is) => looks.filter((look) => look.is === is).length;
	return [
		"there",
		"missing",
		"differs",
		"could not look"
	].map((is) => [count(is), is]).filter(([number]) => number > 0).map(([number, is]) => `${number} ${is}`).join(", ");
}
function isAllThere(looks) {
	return looks.every(({ is }) => is === "there");
}

// src/bootstrap/policies-json.ts
const externalIdPlace = "EXTERNAL_ID";
function policiesJson({ accounts, hubs }, identities) {
	const roles = [...hubs.flatMap((hub) => hub.roles.map((role) => roleJson(role, hub.accountId, identities))), ...accounts.flatMap(({ id, roles: own }) => own.map((role) => roleJson(role, id, identities)))];
	const buckets = accounts.flatMap(({ id, buckets: own }) => own.map((bucket) => ({
		accountId: id,
		region: bucket.region,
		bucket: bucket.name,
		policy: (require_needs()).policyOfBucket(bucket),
		why: whyOf((require_needs()).statementsOfBucket(bucket))
	})));
	return JSON.stringify({
		roles,
		buckets
	});
}
function roleJson(role, accountId, identities) {
	const trust = trustOf(role, identities, () => externalIdPlace);
	return {
		accountId,
		arn: role.arn,
		...roleNameOf(role.arn),
		for: "kind" in role ? role.kind : "hub",
		environments: role.environments,
		trust: trust.Statement.length > 0 ? trust : null,
		policy: (require_needs()).policyOf(role.statements),
		why: whyOf(role.statements)
	};
}

// src/bootstrap/policy-lines.ts
function policyLines({ accounts, hubs }, identities) {
	const ofRoles = [...hubs.flatMap((hub) => hub.roles.map((role) => ({
		...role,
		kind: "hub"
	}))), ...accounts.flatMap((account) => account.roles)].flatMap((role) => [
		`${role.arn}`,
		`  for: ${role.kind}, in ${role.environments.join(", ")}`,
		...trustLines(trustOf(role, identities, () => "(the external id)")),
		...role.statements.flatMap(statementLines),
		""
	]);
	const ofBuckets = accounts.flatMap(({ buckets }) => buckets.flatMap((bucket) => [
		`s3://${bucket.name}, ${bucket.region}, of account ${bucket.accountId}`,
		...(require_needs()).statementsOfBucket(bucket).flatMap(statementLines),
		""
	]));
	return [
		...ofRoles,
		...ofBuckets,
		"What builds (package, lint) needs nothing: it has no role."
	];
}
function trustLines({ Statement }) {
	if (Statement.length === 0) return ["  nobody may assume it yet: name somebody with --github, --gitlab or --principal"];
	return Statement.flatMap(({ Principal, Condition }) => [`  assumed by ${Object.values(Principal).flat().join(", ")}`, ...Object.values(Condition ?? {}).flatMap((values) => Object.entries(values)).map(([key, value]) => `    ${key}: ${[value].flat().join(", ")}`)]);
}
function statementLines({ Sid, Effect, Action, Resource, Condition, why }) {
	const verb = Effect === "Allow" ? "" : "refuses ";
	return [
		`  ${Sid}: ${why}`,
		`    ${verb}${[Action].flat().join(", ")}`,
		...[Resource].flat().map((resource) => `      on ${resource}`),
		...Object.entries(Condition ?? {}).flatMap(([operator, values]) => Object.entries(values).map(([key, value]) => `      where ${key} ${operator} ${value}`))
	];
}

// src/bootstrap/template-text.ts
function fileNameOf({ name }, format) {
	return `${name}.${format === "yaml" ? "yml" : "json"}`;
}
function templateText({ template }, format) {
	if (format === "json") return `${JSON.stringify(template, null, 2)}\n`;
	return (require_project()).stringify(template, {
		version: "1.1",
		lineWidth: 0,
		aliasDuplicateObjects: false
	});
}

// src/bootstrap/codedeploy-resources.ts
function codedeployResources({ id, uses, partition, regions }, ids) {
	const resources = {};
	for (const use of uses) {
		const { application, region, deploymentConfig } = use.destination;
		const service = ids("ServiceRole", application);
		resources[service] = serviceRole(application, {
			partition,
			regions
		});
		resources[ids("Application", application, region)] = {
			Type: "AWS::CodeDeploy::Application",
			Condition: (require_needs()).regionCondition(region),
			Properties: {
				ApplicationName: application,
				ComputePlatform: "Server"
			}
		};
		if (isOwn(deploymentConfig)) resources[ids("Config", deploymentConfig, region)] = configuration(deploymentConfig, region);
		resources[ids("Group", use.destination.deploymentGroup, application, region)] = group(use, {
			ids,
			service,
			serviceArn: `arn:${partition}:iam::${id}:role/${serviceRoleName(application)}`
		});
	}
	return resources;
}
const healthyParameter = "MinimumHealthyPercent";
const tagParameter = "InstanceTag";
function isOwn(config) {
	return config !== void 0 && !config.startsWith("CodeDeployDefault.");
}
function configuration(name, region) {
	return {
		Type: "AWS::CodeDeploy::DeploymentConfig",
		Condition: (require_needs()).regionCondition(region),
		Properties: {
			DeploymentConfigName: name,
			ComputePlatform: "Server",
			MinimumHealthyHosts: {
				Type: "FLEET_PERCENT",
				Value: { Ref: healthyParameter }
			}
		}
	};
}
function group({ destination }, { ids, service, serviceArn }) {
	const { application, region, deploymentGroup, deploymentConfig, alarms, rollback } = destination;
	const names = alarms?.names ?? [];
	const events = (rollback.auto ?? []).filter((event) => event !== "DEPLOYMENT_STOP_ON_ALARM" || names.length > 0);
	const dependsOn = isOwn(deploymentConfig) ? [ids("Config", deploymentConfig, region)] : [];
	return {
		Type: "AWS::CodeDeploy::DeploymentGroup",
		Condition: (require_needs()).regionCondition(region),
		...dependsOn.length > 0 && { DependsOn: dependsOn },
		Properties: {
			ApplicationName: { Ref: ids("Application", application, region) },
			DeploymentGroupName: deploymentGroup,
			ServiceRoleArn: { "Fn::If": [
				(require_needs()).homeCondition,
				{ "Fn::GetAtt": [service, "Arn"] },
				serviceArn
			] },
			...(require_defined()).defined({ DeploymentConfigName: deploymentConfig }),
			Ec2TagFilters: [{
				Key: { Ref: tagParameter },
				Value: deploymentGroup,
				Type: "KEY_AND_VALUE"
			}],
			...events.length > 0 && { AutoRollbackConfiguration: {
				Enabled: true,
				Events: events
			} },
			...alarms && names.length > 0 && { AlarmConfiguration: {
				Enabled: true,
				IgnorePollAlarmFailure: alarms.ignorePollFailure,
				Alarms: names.map((Name) => ({ Name }))
			} }
		}
	};
}
function serviceRole(application, { partition, regions }) {
	const services = partition === "aws-cn" ? regions.map((region) => `codedeploy.${region}.amazonaws.com.cn`) : ["codedeploy.amazonaws.com"];
	return {
		Type: "AWS::IAM::Role",
		Condition: (require_needs()).homeCondition,
		Properties: {
			RoleName: serviceRoleName(application),
			AssumeRolePolicyDocument: {
				Version: "2012-10-17",
				Statement: [{
					Effect: "Allow",
					Principal: { Service: services },
					Action: "sts:AssumeRole"
				}]
			},
			ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/AWSCodeDeployRole`]
		}
	};
}
function serviceRoleName(application) {
	return `${application.slice(0, 53)}-codedeploy`;
}

// src/bootstrap/instance-resources.ts
function instanceResources({ uses, partition }, ids) {
	const resources = {};
	const outputs = {};
	for (const [text, users] of byOwner(uses)) {
		const role = ids("InstanceRole", text);
		const profile = ids("InstanceProfile", text);
		resources[role] = instanceRole(users, partition);
		resources[profile] = {
			Type: "AWS::IAM::InstanceProfile",
			Condition: (require_needs()).homeCondition,
			Properties: { Roles: [{ Ref: role }] }
		};
		outputs[profile] = {
			Condition: (require_needs()).homeCondition,
			Description: `Instance profile for the instances of ${text}`,
			Value: { "Fn::GetAtt": [profile, "Arn"] }
		};
	}
	return {
		resources,
		outputs
	};
}
function byOwner(uses) {
	const found = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const { guardTag } = use.destination;
		const { prefix } = use.owner;
		const whose = `${prefix === void 0 ? "" : `${prefix}/`}${(require_object_keys()).ownerText(use.owner)}`;
		const text = guardTag === void 0 ? whose : `${whose} in ${use.environment}`;
		found.set(text, [...found.get(text) ?? [], use]);
	}
	return found;
}
function instanceRole(users, partition) {
	const keys = [...new Set(users.flatMap(({ destination }) => destination.kms ?? []))];
	const tag = users[0]?.destination.guardTag;
	return {
		Type: "AWS::IAM::Role",
		Condition: (require_needs()).homeCondition,
		Properties: {
			AssumeRolePolicyDocument: {
				Version: "2012-10-17",
				Statement: [{
					Effect: "Allow",
					Principal: { Service: partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com" },
					Action: "sts:AssumeRole"
				}]
			},
			Policies: [{
				PolicyName: "bundles",
				PolicyDocument: {
					Version: "2012-10-17",
					Statement: [{
						Sid: "ReadBundles",
						Effect: "Allow",
						Action: ["s3:GetObject", "s3:GetObjectVersion"],
						Resource: [...new Set(users.map(bundlesOf))],
						...tag !== void 0 && { Condition: { StringEquals: { [`s3:ExistingObjectTag/${tag}`]: "yes" } } }
					}, ...keys.length > 0 ? [{
						Sid: "Decrypt",
						Effect: "Allow",
						Action: ["kms:Decrypt"],
						Resource: keys
					}] : []]
				}
			}]
		}
	};
}
function bundlesOf({ owner, destination }) {
	const { partition, bucket } = destination;
	return `arn:${partition}:s3:::${bucket}/${bundleKeys(owner)}`;
}
function bundleKeys(owner) {
	return (require_object_keys()).keyPatterns({
		...owner,
		name: "*"
	}).bundles;
}

// src/bootstrap/templates.ts
function templatesOf({ accounts, hubs }, choices) {
	return [...hubs.map((hub) => hubTemplate(hub, choices, accounts)), ...accounts.map((account) => accountTemplate(account, choices))];
}
function hubTemplate({ accountId, roles }, { identities }, accounts) {
	const ids = (require_needs()).openIds();
	const resources = roleResources(roles, {
		ids,
		identities,
		externalIds: () => void 0
	});
	const home = accounts[0]?.regions[0] ?? "us-east-1";
	return {
		name: `hub-${accountId}`,
		accountId,
		regions: [home],
		template: templateOf(`codedeploy-fanout: the roles that others are assumed from, in account ${accountId}`, resources, { ...hasProviders(resources) && { ["MakeProviders"]: makesProviders } })
	};
}
function accountTemplate(account, { identities, objectLockDays }) {
	const { id, name, regions, roles, buckets } = account;
	const ids = (require_needs()).openIds();
	const secrets = /* @__PURE__ */ new Map();
	const externalIds = (secret) => {
		const known = secrets.get(secret) ?? `ExternalId${secrets.size === 0 ? "" : secrets.size + 1}`;
		secrets.set(secret, known);
		return { Ref: known };
	};
	const instances = instanceResources(account, ids);
	const resources = {
		...roleResources(roles, {
			ids,
			identities,
			externalIds,
			condition: (require_needs()).homeCondition
		}),
		...Object.assign({}, ...buckets.map((one) => (require_needs()).bucketResources(one, {
			ids,
			objectLockDays
		}))),
		...codedeployResources(account, ids),
		...instances.resources
	};
	const isIn = (region) => ({ "Fn::Equals": [{ Ref: "AWS::Region" }, region] });
	const [home] = regions;
	const template = templateOf(`codedeploy-fanout: what account ${id} needs in ${regions.join(", ")}; ${home} goes first`, resources, {
		[(require_needs()).homeCondition]: isIn({ Ref: homeParameter }),
		...Object.fromEntries(regions.map((region) => [(require_needs()).regionCondition(region), isIn(region)])),
		...hasProviders(resources) && { ["MakeProviders"]: { "Fn::And": [{ Condition: "InHomeRegion" }, makesProviders] } }
	}, {
		...Object.values(resources).some(({ Condition }) => Condition === "InHomeRegion") && homeParameterOf(home),
		...secretParameters([...secrets.values()])
	});
	const Outputs = instances.outputs;
	const made = Object.keys(Outputs).length > 0 ? {
		...template,
		Outputs
	} : template;
	return {
		name: `account-${name}-${id}`,
		accountId: id,
		regions,
		template: made
	};
}
const homeParameter = "HomeRegion";
const providersParameter = "Providers";
const makesProviders = { "Fn::Equals": [{ Ref: providersParameter }, "make"] };
function hasProviders(resources) {
	return Object.values(resources).some(({ Type }) => Type === "AWS::IAM::OIDCProvider");
}
function templateOf(Description, Resources, conditions, parameters = {}) {
	const Parameters = {
		...parametersOf(Resources),
		...parameters
	};
	const used = new Set(Object.values(Resources).flatMap(({ Condition }) => Condition ?? []));
	if (used.has("MakeProviders")) used.add((require_needs()).homeCondition);
	const Conditions = Object.fromEntries(Object.entries(conditions).filter(([name]) => used.has(name)));
	return {
		AWSTemplateFormatVersion: "2010-09-09",
		Description,
		...Object.keys(Parameters).length > 0 && { Parameters },
		...Object.keys(Conditions).length > 0 && { Conditions },
		Resources
	};
}
function homeParameterOf(region) {
	return { [homeParameter]: {
		Type: "String",
		Default: region,
		Description: "The region that makes the roles, which an account has only once: create its stack first"
	} };
}
function secretParameters(names) {
	const parameter = {
		Type: "String",
		NoEcho: true,
		MinLength: 2
	};
	const Description = "An external id of fanout.yml";
	return Object.fromEntries(names.map((name) => [name, {
		...parameter,
		Description
	}]));
}
function parametersOf(resources) {
	const values = Object.values(resources);
	const has = (type) => values.some(({ Type }) => Type === type);
	return {
		...hasProviders(resources) && { [providersParameter]: {
			Type: "String",
			Default: "make",
			AllowedValues: ["make", "there"],
			Description: "there: the account already has the identity provider, and can have it only once"
		} },
		...has("AWS::CodeDeploy::DeploymentGroup") && { ["InstanceTag"]: {
			Type: "String",
			Default: "deployment-group",
			Description: "The tag of instances whose value is the name of their deployment group"
		} },
		...has("AWS::CodeDeploy::DeploymentConfig") && { ["MinimumHealthyPercent"]: {
			Type: "Number",
			Default: 75,
			MinValue: 0,
			MaxValue: 99,
			Description: "Percentage of instances that stay healthy in deployment configurations made here"
		} }
	};
}

// src/cli/bootstrap-needs.ts
async function bootstrapNeeds(inputs, ports) {
	const files = inputs.configs.length > 0 ? [...new Set(inputs.configs)] : [void 0];
	const environments = [];
	const regions = /* @__PURE__ */ new Set();
	for (const file of files) {
		const found = await environmentsOf(file, inputs.var, ports);
		environments.push(...found.environments);
		for (const region of found.regions) regions.add(region);
	}
	const names = [...new Set(environments.map(({ name }) => name))];
	const { github, gitlab, principal } = inputs;
	const { identities, problems } = readIdentities({
		github,
		gitlab,
		principal
	}, names);
	const also = extraRoles(inputs.also, problems);
	const needs = (require_needs()).needsOf(environments, {
		regions: [...regions],
		also
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return {
		needs,
		identities,
		environments
	};
}
const extra = ["promote", "read"];
function extraRoles(texts, problems) {
	for (const text of texts) if (!extra.some((one) => one === text)) problems.push({
		code: "bad-option-value",
		message: `--also must be one of ${(require_quoted()).enumerate(extra)}, not ${(require_quoted()).quoted(text)}`
	});
	return extra.filter((one) => texts.includes(one));
}
async function environmentsOf(file, vars, ports) {
	const settings = {
		...(require_defined()).defined({ config: file }),
		var: vars,
		version: "0",
		appspec: [],
		exclude: []
	};
	const project = await (require_project()).loadProject(settings, ports, { required: true });
	const { configuration, variables } = project;
	const secrets = (require_project()).environmentNames(configuration?.definition).map((name) => [name, `of:${name}`]);
	const env = {
		...variables.env,
		...Object.fromEntries(secrets)
	};
	const open = {
		...project,
		variables: {
			...variables,
			env
		}
	};
	return {
		environments: (configuration?.environments ?? []).map((name) => (require_project()).environmentOf(open, name, () => void 0)),
		regions: regionsIn(configuration?.definition)
	};
}
function regionsIn(definition) {
	return Object.values(definition?.environments ?? {}).flatMap(({ regions = [], destinations = [] }) => [...regions, ...destinations.map(({ region }) => region)]);
}

// src/bootstrap/differences.ts
function bucketDifferences(bucket, { isVersioned, policy }) {
	const there = new Set(statementsIn(policy).map(sameText));
	const lacking = (require_needs()).policyOfBucket(bucket).Statement.filter((one) => !there.has(sameText(one)));
	return [...isVersioned ? [] : ["it keeps no versions"], ...policy === void 0 ? ["it has no policy"] : lacking.map(({ Sid }) => `its policy has no statement like ${Sid}`)];
}
function statementsIn(policy) {
	try {
		return [JSON.parse(policy ?? "{}").Statement ?? []].flat();
	} catch {
		return [];
	}
}
function sameText({ Sid: _, ...statement }) {
	return JSON.stringify(inOrder(statement));
}
function inOrder(value) {
	if (Array.isArray(value)) {
		const items = value.map(inOrder).toSorted();
		return items.length === 1 ? items[0] : items;
	}
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1);
	return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
function groupDifferences({ deploymentConfig, alarms }, { deploymentConfigName, alarmConfiguration }) {
	const names = new Set(alarmConfiguration?.enabled ? (alarmConfiguration.alarms ?? []).flatMap(({ name }) => name ?? []) : []);
	const unwired = (alarms?.names ?? []).filter((name) => !names.has(name));
	return [...deploymentConfig === void 0 || deploymentConfig === deploymentConfigName ? [] : [`its deployment configuration is ${deploymentConfigName ?? "unknown"}, not ${deploymentConfig}`], ...unwired.map((name) => `it has no alarm ${name}`)];
}

// src/bootstrap/let-in.ts
function letInWrongly(caller, environments, { principals }) {
	const own = principals.filter(({ arn }) => isBy(caller, arn));
	const only = own.flatMap((one) => one.only ?? []);
	const isMeant = only.length < own.length || only.some((one) => environments.includes(one));
	if (own.length === 0 || isMeant) return void 0;
	return `it lets in ${own[0]?.arn}, who is named only for ${only.join(", ")}`;
}
function isBy(caller, arn) {
	const name = /:assumed-role\/([^/]+)\//.exec(caller)?.[1];
	if (name === void 0) return caller === arn;
	return (require_needs()).accountOf(arn) === (require_needs()).accountOf(caller) && /:role\//.test(arn) && arn.endsWith(`/${name}`);
}

// src/cli/look-around.ts
async function lookAround({ accounts }, identities, aws) {
	const uses = accounts.flatMap((account) => account.uses);
	const buckets = accounts.flatMap((account) => account.buckets);
	const seen = /* @__PURE__ */ new Set();
	const environmentsOf = new Map(accounts.flatMap(({ roles }) => roles.map(({ arn, environments }) => [arn, environments])));
	return (await (require_limit()).mapLimited(uses, (require_timing()).timing.atOnce.roles, async (use) => {
		const meant = environmentsOf.get(use.destination.role?.arn ?? "") ?? [];
		const { looks: roles, destination } = await comeIn(use.destination, aws, async () => {
			if (identities.principals.length === 0) return void 0;
			const caller = await aws.caller(use.destination);
			return caller && letInWrongly(caller.arn, meant, identities);
		});
		if (!destination) return roles;
		const bucket = buckets.find(({ name, region }) => name === use.destination.bucket && region === use.destination.region);
		const isNew = bucket !== void 0 && !seen.has(`${bucket.name} ${bucket.region}`);
		if (isNew) seen.add(`${bucket.name} ${bucket.region}`);
		return [
			...roles,
			...isNew ? await lookAtBucket(bucket, destination, aws) : [],
			...await lookAtGroup({
				...use,
				destination
			}, aws)
		];
	})).flat();
}
async function comeIn(destination, aws, wrongly) {
	const { id, role, ...rest } = destination;
	const look = (is, says) => role ? [{
		destination: id,
		what: "role",
		name: role.arn,
		is,
		...(require_defined()).defined({ says })
	}] : [];
	try {
		await aws.identify([destination]);
		const says = role && await wrongly();
		return {
			looks: look(says === void 0 ? "there" : "differs", says),
			destination
		};
	} catch (error) {
		const looks = look("could not look", reasonOf(error, destination));
		const plain = {
			id,
			...rest
		};
		return role && await aws.identify([plain]).then(() => true, () => false) ? {
			looks,
			destination: {
				id,
				...rest
			}
		} : { looks };
	}
}
async function lookAtBucket(bucket, destination, aws) {
	const artifacts = aws.artifacts(destination);
	const named = {
		destination: destination.id,
		name: bucket.name
	};
	const [there] = await looked({
		...named,
		what: "bucket"
	}, destination, async () => {
		await artifacts.check();
		return [];
	});
	if (there?.is !== "there") return there ? [there] : [];
	return [there, ...await looked({
		...named,
		what: "bucket settings"
	}, destination, async () => bucketDifferences(bucket, await artifacts.settings()))];
}
async function lookAtGroup({ destination }, aws) {
	const codedeploy = aws.codedeploy(destination);
	const { id, application, deploymentGroup, deploymentConfig } = destination;
	const group = await looked({
		destination: id,
		what: "deployment group",
		name: `${application}/${deploymentGroup}`
	}, destination, async () => groupDifferences(destination, await codedeploy.getGroup()));
	if (deploymentConfig === void 0) return group;
	const config = await looked({
		destination: id,
		what: "deployment configuration",
		name: deploymentConfig
	}, destination, async () => {
		await codedeploy.getConfig(deploymentConfig);
		return [];
	});
	return [...group, ...config];
}
async function looked(named, destination, look) {
	try {
		const differences = await look();
		return differences.length === 0 ? [{
			...named,
			is: "there"
		}] : [{
			...named,
			is: "differs",
			says: differences.join("; ")
		}];
	} catch (error) {
		const is = (require_open_session()).faultOf(error).kind === "missing" ? "missing" : "could not look";
		return [{
			...named,
			is,
			says: reasonOf(error, destination)
		}];
	}
}
function reasonOf(error, destination) {
	return (require_open_session()).describeFault(error, { destination }).message;
}

// src/cli/look-at-admitted.ts
async function lookAtAdmitted(environment, aws) {
	const guarded = (require_project()).allDestinations(environment).filter(({ guardTag }) => guardTag !== void 0);
	const destinations = (await (require_limit()).mapLimited(guarded, (require_timing()).timing.atOnce.roles, async (destination) => aws.identify([destination]).then(() => [destination], () => []))).flat();
	if (destinations.length === 0) return [];
	const { snapshot, problems } = await (require_read_history()).readSnapshot(destinations, aws);
	const read = (require_read_history()).historiesReader(destinations, environment, aws);
	const standings = await (require_read_history()).readUntil(async (count) => {
		const histories = await read(count);
		return destinations.map((destination) => ({
			destination,
			state: snapshot.get(destination.id),
			history: histories.get(destination.id) ?? []
		}));
	}, (require_choose_rollback()).isRollbackDecided);
	const choices = (require_choose_rollback()).chooseRollback(standings);
	return (await (require_limit()).mapLimited(destinations, (require_timing()).timing.atOnce.destinations, async (destination) => {
		const problem = problems.find((one) => one.destination === destination.id);
		if (problem) return [unseen(destination, problem.message)];
		const choice = choices.get(destination.id);
		const proven = choice?.kind === "goes" ? [{
			key: (require_object_keys()).releaseKey(environment, choice.to.version, choice.to.digest),
			why: "is proven"
		}] : [];
		const needed = [...runningOf(destination, snapshot.get(destination.id)), ...proven];
		const once = new Map(needed.toReversed().map((one) => [one.key, one]));
		return Promise.all([...once.values()].toReversed().map((one) => lookAt(destination, one, aws)));
	})).flat();
}
function runningOf({ bucket }, state) {
	return [state?.running, state?.attempted].flatMap((running) => {
		const { bucket: theirs, key, version: versionId } = running?.location ?? {};
		return theirs === bucket && key !== void 0 ? [{
			key,
			versionId,
			why: "runs"
		}] : [];
	});
}
async function lookAt(destination, { key, versionId, why }, aws) {
	const { id, bucket, guardTag = "" } = destination;
	const named = {
		destination: id,
		what: "bundle",
		name: `s3://${bucket}/${key}`
	};
	try {
		const tags = await aws.artifacts(destination).tags({
			key,
			versionId
		});
		if (tags.get(guardTag) === "yes") return {
			...named,
			is: "there"
		};
		const command = tagCommand({
			bucket,
			key,
			versionId
		}, [...tags, [guardTag, "yes"]]);
		return {
			...named,
			is: "differs",
			says: `it ${why}, and has no tag ${guardTag}: ${command}`
		};
	} catch (error) {
		const says = (require_open_session()).describeFault(error, {
			destination,
			operation: "s3:GetObjectTagging"
		}).message;
		return {
			...named,
			is: "could not look",
			says
		};
	}
}
function tagCommand({ bucket, key, versionId }, tags) {
	const TagSet = [...new Map(tags)].map(([Key, Value]) => ({
		Key,
		Value
	}));
	const version = versionId === void 0 ? "" : ` --version-id ${(require_shell_word()).shellWord(versionId)}`;
	const tagging = (require_shell_word()).shellWord(JSON.stringify({ TagSet }));
	return `aws s3api put-object-tagging --bucket ${(require_shell_word()).shellWord(bucket)} --key ${(require_shell_word()).shellWord(key)}${version} --tagging ${tagging}`;
}
function unseen({ id, application, deploymentGroup }, says) {
	return {
		destination: id,
		what: "bundle",
		name: `of ${application}/${deploymentGroup}`,
		is: "could not look",
		says
	};
}

// src/cli/template-files.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
function writeFiles(files, folder, { cwd, overwrite }) {
	const planned = [...files].map(([name, text]) => {
		const file = (0, import__builtin_path.join)(folder, name);
		return {
			file,
			text,
			there: textOf((0, import__builtin_path.resolve)(cwd, file))
		};
	});
	const different = planned.filter(({ text, there }) => there !== void 0 && there !== text);
	if (different.length > 0 && !overwrite) throw new (require_problem()).UsageError(different.map(refusal));
	return planned.map(({ file, text, there }) => {
		if (there === text) return {
			file,
			how: "as it was"
		};
		write((0, import__builtin_path.resolve)(cwd, file), file, text);
		return {
			file,
			how: there === void 0 ? "written" : "replaced"
		};
	});
}
function refusal({ file }) {
	return {
		code: "file-exists",
		file,
		message: "the file already exists, and differs from what would be written",
		hint: "write to another --out to compare the two, or pass --overwrite"
	};
}
function textOf(path) {
	try {
		return (require_read_named_file()).readNamedFile(path);
	} catch (error) {
		const { code, message } = error;
		if (code === "ENOENT") return void 0;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message: `cannot read "${path}": ${message}`
		}]);
	}
}
function write(path, file, text) {
	try {
		(require_report_file()).writeReportFile(path, text, "chosen");
	} catch (error) {
		const message = `cannot write "${file}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unwritable",
			message
		}]);
	}
}

// src/cli/commands/bootstrap.ts
async function bootstrapCommand(inputs, ports) {
	const { needs, identities, environments } = await bootstrapNeeds(inputs, ports);
	if (inputs.policy) {
		if (inputs.json) ports.host.result(policiesJson(needs, identities));
		else ports.host.print(policyLines(needs, identities).join("\n"));
		return 0;
	}
	if (inputs.check) return check({
		needs,
		identities,
		environments
	}, inputs, ports);
	refuseNobody(needs, identities);
	const beyond = beyondLimits(needs);
	if (beyond.length > 0) throw new (require_problem()).UsageError(beyond);
	const made = templatesOf(needs, {
		identities,
		objectLockDays: inputs.objectLock
	});
	if (inputs.out === void 0) print(made, inputs, ports);
	else save(made, inputs.out, inputs, ports);
	return 0;
}
async function check({ needs, identities, environments }, { json }, ports) {
	const session = {
		run: (require_open_session()).runId(ports.env),
		environment: {
			name: "bootstrap",
			application: ""
		},
		neededMs: 0
	};
	const aws = (require_open_session()).openSession(session, {}, ports);
	try {
		const looks = await (require_cancel()).unlessCancelled(async () => {
			const found = await lookAround(needs, identities, aws);
			for (const one of environments) found.push(...await lookAtAdmitted(one, aws));
			return found;
		}, ports.signal);
		if (json) ports.host.result(JSON.stringify({
			looks,
			notLookedAt
		}));
		else ports.host.print(lookLines(looks).join("\n"));
		return isAllThere(looks) ? 0 : 1;
	} catch (error) {
		if (error instanceof (require_cancel()).CancelledError) return (require_verdict()).judge([], error.signal).exitCode;
		throw error;
	} finally {
		aws.close();
	}
}
function refuseNobody({ accounts, hubs }, identities) {
	const alone = [...hubs, ...accounts].flatMap((each) => [...each.roles]).filter((role) => trustOf(role, identities, () => void 0).Statement.length === 0);
	if (alone.length === 0) return;
	const environments = [...new Set(alone.flatMap((role) => role.environments))];
	throw new (require_problem()).UsageError([{
		code: "missing-option",
		message: `nobody may assume ${alone.length === 1 ? "the role" : `the ${alone.length} roles`} of ${environments.join(", ")}`,
		hint: "name a repository or project with --github or --gitlab, or a role or user of AWS with --principal"
	}]);
}
function print(made, inputs, { host }) {
	const { format, json } = inputs;
	if (json) {
		const templates = made.map(({ name, accountId, regions, template }) => ({
			name,
			accountId,
			regions,
			template
		}));
		host.result(JSON.stringify({ templates }));
		return;
	}
	const texts = made.map((one) => {
		const file = fileNameOf(one, format);
		return format === "yaml" ? `# ${file}\n${templateText(one, format)}` : templateText(one, format);
	});
	host.print(texts.join(format === "yaml" ? "---\n" : "").trimEnd());
}
function save(made, folder, { format, overwrite, json }, { host, cwd }) {
	const texts = made.map((one) => [fileNameOf(one, format), templateText(one, format)]);
	const written = writeFiles(new Map(texts), folder, {
		cwd,
		overwrite
	});
	if (json) {
		const files = made.map(({ accountId, regions }, index) => ({
			...written[index],
			accountId,
			regions
		}));
		host.result(JSON.stringify({ files }));
		return;
	}
	host.print(written.map(({ file, how }, index) => {
		const { accountId, regions = [] } = made[index] ?? {};
		return `${file}  ${how}; for account ${accountId} in ${regions.join(", then ")}`;
	}).join("\n"));
}

exports.bootstrapCommand = bootstrapCommand;
},
"./change-hold.js"(require, module, exports) {"use strict";
const require_open_session = () => require("./open-session.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_ballots = () => require("./ballots.js");
const require_missing_problem = () => require("./missing-problem.js");
const require_machine_json = () => require("./machine-json.js");
const require_recorder = () => require("./recorder.js");
const require_run_on_environment = () => require("./run-on-environment.js");

// src/cli/change-hold.ts
async function changeHold(command, inputs, ports, work) {
	const { env, host, clock } = ports;
	const project = await (require_project()).loadConfigured(inputs, ports);
	const name = inputs.environment ?? "";
	const environment = (require_project()).environmentOf(project, name, (secret) => host.mask(secret));
	const run = (require_open_session()).runId(env);
	const aws = (require_open_session()).openSession({
		run,
		environment,
		neededMs: 0
	}, inputs, ports);
	try {
		aws.announce((require_project()).wholeOf(environment));
		const change = await work(environment, {
			reason: (require_run_on_environment()).inOneLine(inputs.reason ?? ""),
			by: (require_recorder()).actorOf(env, run)
		}, {
			aws,
			clock,
			unread: (home, error) => host.problems([(require_ballots()).unreadProblem(`whether ${name} is held in`, home, error)], "warning")
		});
		host.print(describe(name, change));
		if (inputs.json) host.result((require_machine_json()).machineJson({
			command,
			environment: name,
			...shown(change)
		}));
		if (!change.missing) return 0;
		host.problems([(require_missing_problem()).missingProblem(environment, change.missing, command)], "error");
		return 1;
	} finally {
		aws.close();
	}
}
function describe(environment, change) {
	const { now, before, lifted = [], planned } = change;
	if (planned) return `${environment} is held ${duringText(planned)}`;
	const gone = lifted.map((freeze) => `\nlifted: held ${duringText(freeze)}`).join("");
	return `${holdText(environment, { ...(require_defined()).defined({
		now,
		before
	}) }, lifted.length > 0)}${gone}`;
}
function duringText({ from, until, by, reason }) {
	return `from ${from} to ${until} by ${by}: ${reason}`;
}
function holdText(environment, { now, before }, isLifted) {
	const earlier = before ? ` (before: ${since(before)})` : "";
	if (now) return `${environment} is held ${since(now)}${earlier}`;
	return before || isLifted ? `${environment} is no longer held${earlier}` : `${environment} is not held, so there is nothing to lift`;
}
function since({ time, by, reason }) {
	return `since ${time} by ${by}: ${reason}`;
}
function shown({ now, before, planned, lifted = [], missing = [] }) {
	return {
		held: now !== void 0,
		hold: now ?? null,
		before: before ?? null,
		planned: planned ?? null,
		lifted,
		missing
	};
}

Object.defineProperty(exports, "changeHold", {
  enumerable: true,
  get: function () {
    return changeHold;
  }
});
},
"./changes-json.js"(require, module, exports) {"use strict";
const require_machine_json = () => require("./machine-json.js");
const require_problem_json = () => require("./problem-json.js");

// src/report/changes-json.ts
function changesJson(changes) {
	const { environment, application, bundleName, provenIn, to, notes, from, unread, empty } = changes;
	return (require_machine_json()).machineJson({
		command: "changes",
		environment,
		application,
		bundle: bundleName ?? null,
		provenIn,
		to: to ? {
			version: to.version,
			digest: to.digest,
			commit: to.commit ?? null,
			build: to.build,
			time: to.time,
			proven: to.proven
		} : null,
		problems: [...notes, ...unread.map(({ destination, problem }) => ({
			...problem,
			destination
		}))].map((require_problem_json()).problemJson),
		empty,
		from: from.map(fromJson)
	});
}
function fromJson(from) {
	const { revision, version, commit, destinations, isSame, isSameContent, commits, files } = from;
	return {
		revision,
		version: version ?? null,
		commit: commit ?? null,
		destinations,
		same: isSame,
		sameContent: isSameContent,
		commits: "unknown" in commits ? null : commits,
		whyNoCommits: "unknown" in commits ? commits.unknown : null,
		files: "unknown" in files ? null : files.files.map(fileJson),
		sameFiles: "unknown" in files ? null : files.same,
		whyNoFiles: "unknown" in files ? files.unknown : null
	};
}
function fileJson({ path, change, marks, before, after }) {
	return {
		path,
		change,
		marks,
		before: sideJson(before),
		after: sideJson(after)
	};
}
function sideJson(side) {
	return side ? {
		size: side.size,
		mode: side.mode?.toString(8) ?? null
	} : null;
}

Object.defineProperty(exports, "changesJson", {
  enumerable: true,
  get: function () {
    return changesJson;
  }
});
Object.defineProperty(exports, "fileJson", {
  enumerable: true,
  get: function () {
    return fileJson;
  }
});
},
"./changes-text.js"(require, module, exports) {"use strict";
const require_object_keys = () => require("./object-keys.js");
const require_printable = () => require("./printable.js");
const require_quantities = () => require("./quantities.js");
const require_quoted = () => require("./quoted.js");
const require_columns = () => require("./columns.js");

// src/report/changes-text.ts
const MOST = {
	commits: 50,
	files: 100,
	destinations: 5
};
function changesLines(changes) {
	return [
		...(require_columns()).paragraph(changesTitle(changes), 0),
		...changes.notes.flatMap((problem) => (require_columns()).paragraph(`note: ${(require_columns()).problemText(problem)}`, 2)),
		...changes.from.flatMap((from) => ["", ...fromLines(from, changes.to !== void 0)]),
		...remarks(changes).flatMap((text) => ["", ...(require_columns()).paragraph(text, 0)])
	];
}
function changesTitle(changes) {
	const { environment, provenIn, to } = changes;
	const places = provenIn.join(" and ");
	if (!to) return `${environment} would get nothing new from ${places}`;
	const commit = to.commit === void 0 ? "" : `, commit ${to.commit.slice(0, 12)}`;
	return `${environment} would get ${(require_object_keys()).ownerText(changes)} ${to.version}, ${to.proven ? "" : "not "}proven in ${places} (built by ${to.build}, ${(require_columns()).minuteOf(to.time)}${commit})`;
}
function fromTitle({ version, revision, destinations, isSame, commit }) {
	const where = `${(require_quantities()).many(destinations.length, "destination")} (${(require_quantities()).list(destinations, MOST.destinations)})`;
	const at = commit === void 0 ? "" : `, commit ${commit.slice(0, 12)}`;
	return `${version ?? revision}${at} runs in ${where}${isSame ? ": the same" : ""}`;
}
function fromLines(from, isCompared) {
	const title = (require_columns()).paragraph(fromTitle(from), 0);
	if (from.isSame || !isCompared) return title;
	return [
		...title,
		...commitLines(from.commits),
		...fileLines(from)
	];
}
function commitLines(commits) {
	const told = commitsText(commits);
	if ("unknown" in commits) return (require_columns()).paragraph(told, 2);
	const { coming, leaving } = commits;
	return [
		...(require_columns()).paragraph(told, 2),
		...coming.slice(0, MOST.commits).map((commit) => `    + ${commitText(commit)}`),
		...leaving.slice(0, MOST.commits).map((commit) => `    - ${commitText(commit)}`),
		...more(Math.max(coming.length, leaving.length), MOST.commits)
	];
}
function commitsText(commits) {
	if ("unknown" in commits) return `commits cannot be listed: ${commits.unknown}`;
	const { coming, leaving, more: others, isShallow } = commits;
	return `${[
		`${(require_quantities()).many(coming.length, "commit")} would be added`,
		...leaving.length > 0 ? [`${(require_quantities()).many(leaving.length, "commit")} would be removed`] : [],
		...others > 0 ? [`${others} more`] : []
	].join(", ")}${isShallow ? "; this checkout is shallow, so there may be more" : ""}`;
}
function commitText({ id, subject, author, time }) {
	return (require_printable()).cleanLine(`${id.slice(0, 8)} ${subject} (${author}, ${time.slice(0, 10)})`, 160);
}
function fileLines({ files, isSameContent }) {
	const told = (require_columns()).paragraph(filesText({
		files,
		isSameContent
	}), 2);
	if ("unknown" in files) return told;
	return [
		...told,
		...files.files.slice(0, MOST.files).map((file) => `    ${fileText(file)}`),
		...more(files.files.length, MOST.files)
	];
}
function filesText({ files, isSameContent }) {
	if (isSameContent) return "files of the bundle: the same content";
	if ("unknown" in files) return `files of the bundle cannot be compared: ${files.unknown}`;
	const parts = [
		"changed",
		"new",
		"gone",
		"mode"
	].flatMap((kind) => {
		const count = files.files.filter(({ change }) => change === kind).length;
		return count === 0 ? [] : [`${count} ${kind === "mode" ? "with a different mode" : kind}`];
	});
	return `files of the bundle: ${[...parts, `${files.same} the same`].join(", ")}${parts.length === 0 ? " by size, mode and checksum, though not by their digest" : ""}`;
}
function fileText(file) {
	const { path, change, marks } = file;
	const signs = {
		new: "+",
		gone: "-",
		changed: "~",
		mode: "~"
	};
	const mark = marks.length > 0 ? ` [${marks.join(", ")}]` : "";
	return (require_printable()).cleanLine(`${signs[change]} ${nameText(path)}${mark}, ${sizesText(file)}`, 300);
}
function nameText(path) {
	return /^[\p{L}\p{N}._/@+~%=-]+$/u.test(path) ? path : (require_quoted()).quoted(path);
}
function sizesText(file) {
	const { change, before, after } = file;
	const mode = `mode ${octal(before?.mode)} \u2192 ${octal(after?.mode)}`;
	if (change === "mode") return mode;
	const size = sizeText(file);
	return change === "changed" && before?.mode !== after?.mode ? `${size}, ${mode}` : size;
}
function sizeText({ before, after }) {
	const [old, fresh] = [before, after].map((side) => side && (require_quantities()).bytes(side.size));
	if (old !== void 0 && fresh !== void 0) return old === fresh ? `${fresh}, other content` : `${old} \u2192 ${fresh}`;
	return `${fresh ?? old}`;
}
function octal(mode) {
	return mode === void 0 ? "none" : mode.toString(8);
}
function remarks({ unread, empty, from, environment }) {
	return [
		...empty.length > 0 ? [`nothing runs yet in ${(require_quantities()).list(empty, MOST.destinations)}`] : [],
		...unread.map(({ destination, problem }) => `what runs in ${destination} cannot be read: ${(require_columns()).problemText(problem)}`),
		...from.length === 0 && unread.length === 0 && empty.length === 0 ? [`${environment} has no destination`] : []
	];
}
function more(count, shown) {
	return count > shown ? [`    and ${count - shown} more: --json lists all`] : [];
}

Object.defineProperty(exports, "changesLines", {
  enumerable: true,
  get: function () {
    return changesLines;
  }
});
Object.defineProperty(exports, "changesTitle", {
  enumerable: true,
  get: function () {
    return changesTitle;
  }
});
Object.defineProperty(exports, "commitText", {
  enumerable: true,
  get: function () {
    return commitText;
  }
});
Object.defineProperty(exports, "commitsText", {
  enumerable: true,
  get: function () {
    return commitsText;
  }
});
Object.defineProperty(exports, "fileText", {
  enumerable: true,
  get: function () {
    return fileText;
  }
});
Object.defineProperty(exports, "filesText", {
  enumerable: true,
  get: function () {
    return filesText;
  }
});
Object.defineProperty(exports, "fromTitle", {
  enumerable: true,
  get: function () {
    return fromTitle;
  }
});
},
"./changes.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_report_file = () => require("./report-file.js");
const require_open_session = () => require("./open-session.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_cancel = () => require("./cancel.js");
const require_commits_between = () => require("./commits-between.js");
const require_read_status = () => require("./read-status.js");
const require_verdict = () => require("./verdict.js");
const require_changes_json = () => require("./changes-json.js");
const require_object_keys = () => require("./object-keys.js");
const require_quantities = () => require("./quantities.js");
const require_changes_text = () => require("./changes-text.js");
const require_markdown = () => require("./markdown.js");
const require_project = () => require("./project.js");
const require_source_names = () => require("./source-names.js");

// src/release/changes.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
function isUntold({ to, notes, unread, from }) {
	return unread.length > 0 || notes.some(({ code, cause }) => cause !== void 0 || !answers.has(code)) || to !== void 0 && from.some(({ files, version }) => version && "unknown" in files);
}
const answers = /* @__PURE__ */ new Set([
	"not-proven",
	"nothing-to-promote",
	"no-release",
	"higher-version-proven"
]);

// src/report/changes-markdown.ts
const MOST = {
	commits: 200,
	files: 100
};
function changesMarkdown(changes) {
	const { to, environment, from, notes } = changes;
	const head = to ? [
		`${(require_markdown()).plain(`${(require_object_keys()).ownerText(changes)} ${to.version}`)} in ${(require_markdown()).plain(environment)}`,
		"",
		`Content digest \`${to.digest}\`${to.commit === void 0 ? "" : `, commit ${(require_markdown()).plain(to.commit)}`}, built by ${(require_markdown()).plain(to.build)}.`
	] : [`${(require_markdown()).plain(environment)} would get nothing new.`];
	const said = notes.map(({ message }) => `- ${(require_markdown()).plain(message)}`);
	const since = to ? from.filter(({ isSame }) => !isSame).flatMap(sinceLines) : [];
	return `${[
		...head,
		...said.length > 0 ? ["", ...said] : [],
		...since
	].join("\n")}\n`;
}
function sinceLines(from) {
	const { commits, files } = from;
	const coming = "unknown" in commits ? [] : commits.coming;
	const changed = "unknown" in files ? [] : files.files;
	return [
		"",
		`### Since ${(require_markdown()).plain(from.version ?? from.revision)}`,
		"",
		(require_markdown()).plain((require_changes_text()).fromTitle(from)),
		"",
		..."unknown" in commits ? [(require_markdown()).plain((require_changes_text()).commitsText(commits))] : [],
		...coming.slice(0, MOST.commits).map(({ id, subject, author }) => `- ${id.slice(0, 12)} ${(require_markdown()).plain(subject)} (${(require_markdown()).plain(author)})`),
		...more(coming.length - MOST.commits, "commit"),
		"",
		(require_markdown()).plain((require_changes_text()).filesText(from)),
		"",
		...changed.slice(0, MOST.files).map((file) => `- ${(require_markdown()).plain((require_changes_text()).fileText(file))}`),
		...more(changed.length - MOST.files, "file")
	];
}
function more(count, what) {
	return count > 0 ? [`- and ${(require_quantities()).many(count, `more ${what}`)}`] : [];
}

// src/cli/commands/changes.ts
async function changesCommand(inputs, ports) {
	const { host, signal } = ports;
	try {
		const changes = host.scrub(await (require_cancel()).unlessCancelled(() => lookAt(inputs, ports), signal));
		if (inputs.out !== void 0) keep(inputs.out, changes, ports);
		if (inputs.json) host.result((require_changes_json()).changesJson(changes));
		else host.print((require_changes_text()).changesLines(changes).join("\n"));
		return isUntold(changes) ? 1 : 0;
	} catch (error) {
		if (error instanceof (require_cancel()).CancelledError) return (require_verdict()).judge([], error.signal).exitCode;
		throw error;
	}
}
function keep(out, changes, { cwd }) {
	try {
		(require_report_file()).writeReportFile((0, import__builtin_path.resolve)(cwd, out), changesMarkdown(changes), "chosen");
	} catch (error) {
		const message = `cannot write the notes "${out}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unwritable",
			message
		}]);
	}
}
async function lookAt(inputs, ports) {
	const { host, env, clock, signal } = ports;
	const settings = {
		...inputs,
		version: "0",
		appspec: [],
		exclude: []
	};
	const project = await (require_project()).loadProject(settings, ports, { required: true });
	if (inputs.environment === void 0) throw new (require_problem()).UsageError([noEnvironment]);
	const named = (name) => (require_project()).environmentOf(project, name, (secret) => host.mask(secret));
	const environment = named(inputs.environment);
	const sources = (require_source_names()).sourceNames(environment, inputs.from).map(named);
	const session = {
		run: (require_open_session()).runId(env),
		environment,
		neededMs: 0,
		access: "read"
	};
	const aws = (require_open_session()).openSession(session, inputs, ports);
	try {
		const [status] = await (require_read_status()).readStatus([environment], [], {
			aws,
			clock,
			memory: /* @__PURE__ */ new Map()
		});
		const { version } = inputs;
		return await (require_commits_between()).readChanges({
			environment,
			sources,
			...(require_defined()).defined({ version })
		}, status?.destinations ?? [], {
			aws,
			clock,
			signal,
			listings: /* @__PURE__ */ new Map(),
			commits: (before, after) => (require_commits_between()).commitsBetween({
				folder: project.folder,
				env
			}, before, after)
		});
	} finally {
		aws.close();
	}
}
const noEnvironment = {
	code: "no-environment",
	message: "no environment is given"
};

exports.changesCommand = changesCommand;
},
"./checks-at.js"(require, module, exports) {"use strict";
const require_endpoints = () => require("./endpoints.js");
const require_proxy = () => require("./proxy.js");
const require_problem = () => require("./problem.js");
const require_not_rehearsed = () => require("./not-rehearsed.js");

// src/cli/checks-at.ts
function checksAt(address, env) {
	const url = URL.canParse(address) ? new URL(address) : void 0;
	const [deployed, recorded] = [(require_endpoints()).endpointFor("CODEDEPLOY", env), (require_endpoints()).endpointFor("S3", env)];
	const isElsewhere = (endpoint) => endpoint === void 0 || new URL(endpoint).origin !== url?.origin;
	if (isElsewhere(deployed)) throw elsewhere(address, deployed);
	if (isElsewhere(recorded) || !url || !(require_proxy()).isLoopback(url.hostname)) throw elsewhere(address, recorded);
	return async (destination, asked, headers, signal) => {
		const reply = await (await fetch(url.origin, {
			method: "POST",
			headers: { "x-fanout-check": "1" },
			body: JSON.stringify(requestOf(destination, asked, headers)),
			signal
		})).json();
		if (!("error" in reply)) return reply;
		throw reply.isNotRehearsed ? new (require_not_rehearsed()).NotRehearsedError(reply.error) : new Error(reply.error);
	};
}
function requestOf({ account, region, application, deploymentGroup }, url, headers) {
	return {
		account: account.id ?? "",
		region,
		application,
		deploymentGroup,
		url: url.href,
		headers: { ...headers }
	};
}
function elsewhere(address, endpoint) {
	const where = endpoint === void 0 ? "AWS itself" : `"${endpoint}"`;
	return new (require_problem()).UsageError([{
		code: "checks-elsewhere",
		message: `checks would go to "${address}", but calls to AWS go to ${where}: the checks would not look at what is deployed`,
		hint: "use --checks-at (INPUT_CHECKS_AT) only with the AWS_ENDPOINT_URL that the same \"fanout emulator\" printed, and set no other endpoint"
	}]);
}

exports.checksAt = checksAt;
},
"./columns.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");
const require_printable = () => require("./printable.js");
const require_width = () => require("./width.js");

// src/report/columns.ts
const pageWidth = 100;
const longestCell = 48;
function aligned([headings = [], ...rows]) {
	const cleaned = rows.map((row) => row.map((cell) => (require_printable()).cleanLine(cell, longestCell)));
	const used = headings.map((_, column) => cleaned.some((row) => row[column]));
	const shown = [headings, ...cleaned].map((row) => row.filter((_, column) => used[column]));
	const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => (require_width()).width(row[column] ?? ""))));
	return shown.map((row) => row.map((cell, column) => (require_width()).padTo(cell, widths[column] ?? 0)).join("  ").trimEnd());
}
function paragraph(text, indent, columns = 100, hanging = indent + 2) {
	const lines = [];
	let line = " ".repeat(indent);
	let empty = true;
	for (const word of (require_printable()).cleanLine(text).split(" ")) {
		if (!empty && (require_width()).width(line) + 1 + (require_width()).width(word) > columns) {
			lines.push(line);
			line = `${" ".repeat(hanging)}${word}`;
		} else line = empty ? line + word : `${line} ${word}`;
		empty = false;
	}
	return [...lines, line];
}
function minuteOf(time) {
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) return String(time);
	return date.toISOString().slice(0, 16).replace("T", " ");
}
function problemText(problem) {
	const said = (require_problem()).saidOf(problem);
	return problem.hint === void 0 ? said : `${said} (${problem.hint})`;
}

Object.defineProperty(exports, "aligned", {
  enumerable: true,
  get: function () {
    return aligned;
  }
});
Object.defineProperty(exports, "minuteOf", {
  enumerable: true,
  get: function () {
    return minuteOf;
  }
});
Object.defineProperty(exports, "paragraph", {
  enumerable: true,
  get: function () {
    return paragraph;
  }
});
Object.defineProperty(exports, "problemText", {
  enumerable: true,
  get: function () {
    return problemText;
  }
});
},
"./deploy.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_overrides = () => require("./overrides.js");
const require_single = () => require("./single.js");
const require_problem = () => require("./problem.js");
const require_refuse_local = () => require("./refuse-local.js");

// src/cli/commands/deploy.ts
async function deployCommand(inputs, ports, hooks = {}) {
	const project = await (require_project()).loadProject(inputs, ports, {
		required: inputs.environment !== void 0,
		canDescribe: true
	});
	const chosen = (require_project()).selected(chooseEnvironment(inputs, project, ports), inputs);
	const overridden = (require_overrides()).withOverrides(chosen, inputs);
	if (!overridden.ok) throw new (require_problem()).UsageError(overridden.problems);
	const environment = ports.isRehearsal ? (require_project()).atAnyTime(overridden.environment) : overridden.environment;
	(require_refuse_local()).refuseLocal(project, ports);
	const { runDeploy } = await Promise.resolve().then(() => require("./run-deploy.js")).then((n) => n.run_deploy_exports);
	return runDeploy({
		project,
		environment
	}, inputs, ports, hooks);
}
function chooseEnvironment(inputs, project, { host }) {
	if (inputs.environment !== void 0) return (require_project()).environmentOf(project, inputs.environment, (secret) => host.mask(secret));
	const single = (require_single()).singleDestination(inputs);
	if (!single.ok) throw new (require_problem()).UsageError(single.problems);
	return single.environment;
}

exports.deployCommand = deployCommand;
},
"./digest-from.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");

// src/cli/digest-from.ts
function digestFrom(text) {
	if (/^[0-9a-f]{64}$/.test(text)) return text;
	throw new (require_problem()).UsageError([{
		code: "bad-option-value",
		message: `--digest "${text}" is not a content digest`,
		hint: "it has 64 hex digits: the output \"digest\" of the job that built the bundle"
	}]);
}

Object.defineProperty(exports, "digestFrom", {
  enumerable: true,
  get: function () {
    return digestFrom;
  }
});
},
"./dist.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_net$1 = () => require("./_builtin_net.js");
const require_http_agents = () => require("./http-agents.js");
const require__builtin_assert$1 = () => require("./_builtin_assert.js");
const require__builtin_http$1 = () => require("./_builtin_http.js");
const require__builtin_https$1 = () => require("./_builtin_https.js");

// node_modules/debug/src/index.js
var require_src = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = () => () => void 0;
}));

// node_modules/agent-base/dist/helpers.js
var import__builtin_net = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_net$1()).require__builtin_net(), 1);
var import__builtin_tls = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_http_agents()).require__builtin_tls(), 1);
var import__builtin_assert = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_assert$1()).require__builtin_assert(), 1);
var import_src = /* @__PURE__ */ (require_rolldown_runtime()).__toESM(require_src(), 1);
var import__builtin_http = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_http$1()).require__builtin_http(), 1);
var import__builtin_https = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_https$1()).require__builtin_https(), 1);

// node_modules/agent-base/dist/index.js
const INTERNAL = Symbol("AgentBaseInternalState");
var Agent = class extends import__builtin_http.Agent {
	constructor(opts) {
		super(opts);
		this[INTERNAL] = {};
	}
	isSecureEndpoint(options) {
		if (options) {
			if (typeof options.secureEndpoint === "boolean") return options.secureEndpoint;
			if (typeof options.protocol === "string") return options.protocol === "https:";
		}
		const { stack } = /* @__PURE__ */ new Error();
		if (typeof stack !== "string") return false;
		return stack.split("\n").some((l) => l.indexOf("(https.js:") !== -1 || l.indexOf("node:https:") !== -1);
	}
	incrementSockets(name) {
		if (this.maxSockets === 1e400 && this.maxTotalSockets === 1e400) return null;
		if (!this.sockets[name]) this.sockets[name] = [];
		const fakeSocket = new import__builtin_net.Socket({ writable: false });
		this.sockets[name].push(fakeSocket);
		this.totalSocketCount++;
		return fakeSocket;
	}
	decrementSockets(name, socket) {
		if (!this.sockets[name] || socket === null) return;
		const sockets = this.sockets[name];
		const index = sockets.indexOf(socket);
		if (index !== -1) {
			sockets.splice(index, 1);
			this.totalSocketCount--;
			if (sockets.length === 0) delete this.sockets[name];
		}
	}
	getName(options) {
		if (this.isSecureEndpoint(options)) return import__builtin_https.Agent.prototype.getName.call(this, options);
		return super.getName(options);
	}
	createSocket(req, options, cb) {
		const connectOpts = {
			...options,
			secureEndpoint: this.isSecureEndpoint(options)
		};
		const name = this.getName(connectOpts);
		const fakeSocket = this.incrementSockets(name);
		Promise.resolve().then(() => this.connect(req, connectOpts)).then((socket) => {
			this.decrementSockets(name, fakeSocket);
			if (typeof socket.addRequest === "function") try {
				return socket.addRequest(req, connectOpts);
			} catch (err) {
				return cb(err);
			}
			this[INTERNAL].currentSocket = socket;
			super.createSocket(req, options, cb);
		}, (err) => {
			this.decrementSockets(name, fakeSocket);
			cb(err);
		});
	}
	createConnection() {
		const socket = this[INTERNAL].currentSocket;
		this[INTERNAL].currentSocket = void 0;
		if (!socket) throw new Error("No socket was returned in the `connect()` function");
		return socket;
	}
	get defaultPort() {
		return this[INTERNAL].defaultPort ?? (this.protocol === "https:" ? 443 : 80);
	}
	set defaultPort(v) {
		if (this[INTERNAL]) this[INTERNAL].defaultPort = v;
	}
	get protocol() {
		return this[INTERNAL].protocol ?? (this.isSecureEndpoint() ? "https:" : "http:");
	}
	set protocol(v) {
		if (this[INTERNAL]) this[INTERNAL].protocol = v;
	}
};

// \0builtin:url
var require__builtin_url = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:url");
}));

// node_modules/https-proxy-agent/dist/parse-proxy-response.js
var import__builtin_url = require__builtin_url();
const debug$1 = (0, import_src.default)("https-proxy-agent:parse-proxy-response");
function parseProxyResponse(socket) {
	return new Promise((resolve, reject) => {
		let buffersLength = 0;
		const buffers = [];
		function read() {
			const b = socket.read();
			if (b) ondata(b);
			else socket.once("readable", read);
		}
		function cleanup() {
			socket.removeListener("end", onend);
			socket.removeListener("error", onerror);
			socket.removeListener("readable", read);
		}
		function onend() {
			cleanup();
			debug$1("onend");
			reject(/* @__PURE__ */ new Error("Proxy connection ended before receiving CONNECT response"));
		}
		function onerror(err) {
			cleanup();
			debug$1("onerror %o", err);
			reject(err);
		}
		function ondata(b) {
			buffers.push(b);
			buffersLength += b.length;
			const buffered = Buffer.concat(buffers, buffersLength);
			const endOfHeaders = buffered.indexOf("\r\n\r\n");
			if (endOfHeaders === -1) {
				debug$1("have not received end of HTTP headers yet...");
				read();
				return;
			}
			const headerParts = buffered.slice(0, endOfHeaders).toString("ascii").split("\r\n");
			const firstLine = headerParts.shift();
			if (!firstLine) {
				socket.destroy();
				return reject(/* @__PURE__ */ new Error("No header received from proxy CONNECT response"));
			}
			const firstLineParts = firstLine.split(" ");
			const statusCode = +firstLineParts[1];
			const statusText = firstLineParts.slice(2).join(" ");
			const headers = {};
			for (const header of headerParts) {
				if (!header) continue;
				const firstColon = header.indexOf(":");
				if (firstColon === -1) {
					socket.destroy();
					return reject(/* @__PURE__ */ new Error(`Invalid header from proxy CONNECT response: "${header}"`));
				}
				const key = header.slice(0, firstColon).toLowerCase();
				const value = header.slice(firstColon + 1).trimStart();
				const current = headers[key];
				if (typeof current === "string") headers[key] = [current, value];
				else if (Array.isArray(current)) current.push(value);
				else headers[key] = value;
			}
			debug$1("got proxy server response: %o %o", firstLine, headers);
			cleanup();
			resolve({
				connect: {
					statusCode,
					statusText,
					headers
				},
				buffered
			});
		}
		socket.on("error", onerror);
		socket.on("end", onend);
		read();
	});
}

// node_modules/proxy-agent-negotiate/dist/index.js
function createNegotiateAuth() {
	return async ({ response, scheme }) => {
		if (scheme.toLowerCase() !== "negotiate") throw new Error(`Expected Negotiate scheme but got "${scheme}"`);
		let kerberos;
		try {
			kerberos = await import("kerberos");
		} catch {
			throw new Error("The \"kerberos\" package is required for Negotiate proxy authentication. Install it with: npm install kerberos");
		}
		const proxyAuthenticate = response.headers["proxy-authenticate"] || "";
		const challengeHeader = Array.isArray(proxyAuthenticate) ? proxyAuthenticate[0] : proxyAuthenticate;
		const serverToken = typeof challengeHeader === "string" && challengeHeader.includes(" ") ? challengeHeader.split(" ").slice(1).join(" ") : void 0;
		const token = await (await kerberos.initializeClient("HTTP@proxy", { mechOID: kerberos.GSS_MECH_OID_SPNEGO })).step(serverToken || "");
		if (!token) throw new Error("Kerberos client.step() returned no token");
		return { headers: { "Proxy-Authorization": `Negotiate ${token}` } };
	};
}

// node_modules/https-proxy-agent/dist/index.js
const debug = (0, import_src.default)("https-proxy-agent");
const setServernameFromNonIpHost = (options) => {
	if (options.servername === void 0 && options.host && !import__builtin_net.isIP(options.host)) return {
		...options,
		servername: options.host
	};
	return options;
};
var HttpsProxyAgent = class extends Agent {
	constructor(proxy, opts) {
		super(opts);
		this.options = { path: void 0 };
		this.proxy = typeof proxy === "string" ? new import__builtin_url.URL(proxy) : proxy;
		this.proxyHeaders = opts?.headers ?? {};
		debug("Creating new HttpsProxyAgent instance: %o", this.proxy.href);
		if (opts?.negotiate) this.onProxyAuth = createNegotiateAuth();
		else if (opts?.onProxyAuth) this.onProxyAuth = opts.onProxyAuth;
		const host = (this.proxy.hostname || this.proxy.host).replace(/^\[|\]$/g, "");
		const port = this.proxy.port ? parseInt(this.proxy.port, 10) : this.proxy.protocol === "https:" ? 443 : 80;
		this.connectOpts = {
			ALPNProtocols: ["http/1.1"],
			...opts ? omit(opts, "headers", "onProxyAuth", "negotiate") : null,
			host,
			port
		};
	}
	async connect(req, opts) {
		const { proxy } = this;
		if (!opts.host) throw new TypeError("No \"host\" provided");
		let socket;
		if (proxy.protocol === "https:") {
			debug("Creating `tls.Socket`: %o", this.connectOpts);
			socket = import__builtin_tls.connect(setServernameFromNonIpHost(this.connectOpts));
		} else {
			debug("Creating `net.Socket`: %o", this.connectOpts);
			socket = import__builtin_net.connect(this.connectOpts);
		}
		const headers = typeof this.proxyHeaders === "function" ? this.proxyHeaders() : { ...this.proxyHeaders };
		const host = import__builtin_net.isIPv6(opts.host) ? `[${opts.host}]` : opts.host;
		let payload = `CONNECT ${host}:${opts.port} HTTP/1.1\r\n`;
		if (proxy.username || proxy.password) {
			const auth = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
			headers["Proxy-Authorization"] = `Basic ${Buffer.from(auth).toString("base64")}`;
		}
		headers.Host = `${host}:${opts.port}`;
		if (!headers["Proxy-Connection"]) headers["Proxy-Connection"] = this.keepAlive ? "Keep-Alive" : "close";
		for (const name of Object.keys(headers)) payload += `${name}: ${headers[name]}\r\n`;
		const proxyResponsePromise = parseProxyResponse(socket);
		socket.write(`${payload}\r\n`);
		const { connect, buffered } = await proxyResponsePromise;
		req.emit("proxyConnect", connect);
		this.emit("proxyConnect", connect, req);
		req.emit("proxy", {
			proxy: this.proxy.href,
			socket
		});
		if (connect.statusCode === 200) {
			req.once("socket", resume);
			if (opts.secureEndpoint) {
				debug("Upgrading socket connection to TLS");
				return import__builtin_tls.connect({
					...omit(setServernameFromNonIpHost(opts), "host", "path", "port"),
					socket
				});
			}
			return socket;
		}
		if (connect.statusCode === 407 && this.onProxyAuth) {
			debug("Got 407 response, invoking onProxyAuth callback");
			socket.destroy();
			const proxyAuthenticate = connect.headers["proxy-authenticate"] || "";
			const scheme = Array.isArray(proxyAuthenticate) ? proxyAuthenticate[0].split(/\s/)[0] : proxyAuthenticate.split(/\s/)[0];
			const authResponse = await this.onProxyAuth({
				response: connect,
				scheme
			});
			return this._connectWithAuth(req, opts, authResponse.headers);
		}
		socket.destroy();
		const fakeSocket = new import__builtin_net.Socket({ writable: false });
		fakeSocket.readable = true;
		req.once("socket", (s) => {
			debug("Replaying proxy buffer for failed request");
			(0, import__builtin_assert.default)(s.listenerCount("data") > 0);
			s.push(buffered);
			s.push(null);
		});
		return fakeSocket;
	}
	async _connectWithAuth(req, opts, authHeaders) {
		const { proxy } = this;
		let socket;
		if (proxy.protocol === "https:") socket = import__builtin_tls.connect(setServernameFromNonIpHost(this.connectOpts));
		else socket = import__builtin_net.connect(this.connectOpts);
		const headers = typeof this.proxyHeaders === "function" ? this.proxyHeaders() : { ...this.proxyHeaders };
		const host = import__builtin_net.isIPv6(opts.host) ? `[${opts.host}]` : opts.host;
		let payload = `CONNECT ${host}:${opts.port} HTTP/1.1\r\n`;
		if (proxy.username || proxy.password) {
			const auth = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
			headers["Proxy-Authorization"] = `Basic ${Buffer.from(auth).toString("base64")}`;
		}
		Object.assign(headers, authHeaders);
		headers.Host = `${host}:${opts.port}`;
		if (!headers["Proxy-Connection"]) headers["Proxy-Connection"] = this.keepAlive ? "Keep-Alive" : "close";
		for (const name of Object.keys(headers)) payload += `${name}: ${headers[name]}\r\n`;
		const proxyResponsePromise = parseProxyResponse(socket);
		socket.write(`${payload}\r\n`);
		const { connect } = await proxyResponsePromise;
		req.emit("proxyConnect", connect);
		this.emit("proxyConnect", connect, req);
		if (connect.statusCode === 200) {
			req.once("socket", resume);
			if (opts.secureEndpoint) {
				debug("Upgrading socket connection to TLS");
				return import__builtin_tls.connect({
					...omit(setServernameFromNonIpHost(opts), "host", "path", "port"),
					socket
				});
			}
			return socket;
		}
		socket.destroy();
		throw new Error(`Proxy authentication failed with status ${connect.statusCode} after retry`);
	}
};
HttpsProxyAgent.protocols = ["http", "https"];
function resume(socket) {
	setImmediate(() => {
		socket.resume();
	});
}
function omit(obj, ...keys) {
	const ret = {};
	let key;
	for (key in obj) if (!keys.includes(key)) ret[key] = obj[key];
	return ret;
}

exports.HttpsProxyAgent = HttpsProxyAgent;
},
"./emulator.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require_run_command = () => require("./run-command.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_emulation = () => require("./emulation.js");
const require_problem = () => require("./problem.js");
const require_project = () => require("./project.js");

// src/emulator/state-lock.ts
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function takeFolder(folder) {
	await (0, import_promises.mkdir)(folder, {
		recursive: true,
		mode: 448
	});
	const file = (0, import__builtin_path.join)(folder, "in-use");
	const take = () => (0, import_promises.writeFile)(file, `${process.pid}\n`, {
		flag: "wx",
		mode: 384
	});
	try {
		await take();
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		const pid = Number(await (0, import_promises.readFile)(file, "utf8"));
		if (isRunning(pid)) throw new Error(`the process ${pid} keeps its state in ${folder}; end it, or remove ${file} if it is not an emulator`, { cause: error });
		await (0, import_promises.rm)(file, { force: true });
		await take();
	}
	return () => (0, import_promises.rm)(file, { force: true });
}
function isRunning(pid) {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

// src/cli/commands/emulator.ts
async function emulatorCommand(inputs, ports) {
	const { cwd, host } = ports;
	(require_emulation()).refuseWithoutAgents(inputs);
	const project = await (require_project()).loadProject({
		...inputs,
		version: "0",
		appspec: [],
		exclude: []
	}, ports, { required: true });
	const scenario = await (require_emulation()).readScenario(inputs.scenario, cwd);
	(require_emulation()).refuseMeanwhile(scenario);
	const state = inputs.state === void 0 ? void 0 : (0, import__builtin_path.resolve)(cwd, inputs.state);
	const giveBack = state === void 0 ? void 0 : await take(state);
	try {
		await serve(await (require_emulation()).startEmulation(project, {
			clock: inputs.speed === void 0 ? (require_run_command()).systemClock : (require_run_command()).steadyClock(inputs.speed),
			clientClock: (require_run_command()).systemClock,
			scenario,
			port: inputs.port,
			state,
			workspace: cwd,
			hooks: inputs.hooks,
			agentFolders: (0, import__builtin_path.resolve)(cwd, inputs.agentConfig ?? (require_emulation()).agentFolders),
			say: (text) => host.print(text),
			log: (call) => host.print((require_emulation()).describeCall(call))
		}), ports);
	} finally {
		await giveBack?.();
	}
	return 0;
}
async function take(state) {
	return takeFolder(state).catch((cause) => {
		const message = `--state ${state}: ${cause.message}`;
		throw new (require_problem()).UsageError([{
			code: "state-unusable",
			message
		}], { cause });
	});
}
async function serve(emulation, { signal, host }) {
	const { roles, variables } = emulation;
	if (roles.length > 0) host.print(`roles to assume with these credentials: ${roles.join(", ")}`);
	const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
	host.result(lines.join("\n"));
	if (!signal.aborted) await (0, import__builtin_events.once)(signal, "abort");
	await emulation.close();
}

exports.emulatorCommand = emulatorCommand;
},
"./explain.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");
const require_rules = () => require("./rules.js");
const require_columns = () => require("./columns.js");
const require_machine_json = () => require("./machine-json.js");
const require_quoted = () => require("./quoted.js");

// src/problem-codes/aws.ts
const awsCodes = {
	"no-credentials": {
		what: "no AWS credentials were found",
		fix: "give the job an identity token (GitHub: permissions: id-token: write; GitLab: id_tokens), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role of the machine"
	},
	"no-id-token": {
		what: "the CI system gives this job no identity token",
		fix: "allow it: on GitHub permissions: { id-token: write }, also in the job that calls a reusable workflow; on GitLab id_tokens"
	},
	"role-denied": {
		what: "a role could not be assumed",
		fix: "check its trust policy: it must name the caller or the identity provider, with the audience and subject of this job, and the same externalId"
	},
	"wrong-account": {
		what: "credentials or a role belong to another account than the configuration says",
		fix: "correct the role or the account\u2019s id; nothing was changed in either account"
	},
	"credentials-expired": {
		what: "the credentials have expired",
		fix: "use roles that are assumed with the job\u2019s identity token, which are renewed, or a longer session"
	},
	"credentials-too-short": {
		what: "the credentials may expire before the run ends",
		fix: "use roles that are assumed with the job\u2019s identity token, which are renewed, or a longer session"
	},
	"session-untagged": {
		what: "a session was opened without session tags, because the role does not allow them",
		fix: "allow sts:TagSession in the trust policy of the role; or set sessionTags: false"
	},
	"actor-unknown": {
		what: "a role has `sourceIdentity: true`, and the environment does not say who started the run",
		fix: "let the CI system name its user in the environment; or remove sourceIdentity"
	},
	"setting-without-effect": {
		what: "a setting of a role has no effect with an identity token",
		fix: "assume another role with the token first (via), and this role from there; or remove the setting"
	},
	"aws-denied": {
		what: "AWS denied a call",
		fix: "allow the role the action that the message names; `docs/aws.md` has the policies"
	},
	"proxy-denied": {
		what: "a proxy on the way refused a call, not AWS",
		fix: "have it allow the hosts of AWS, or list them in NO_PROXY"
	},
	"not-trusted": {
		what: "the certificate of the endpoint is not trusted",
		fix: "if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to its CA certificate"
	},
	"aws-unreachable": {
		what: "there was no answer from AWS",
		fix: "check the network of this machine: name resolution, HTTPS_PROXY, NO_PROXY, firewall, and that the region exists"
	},
	"aws-throttled": {
		what: "AWS received too many requests for this account and region",
		fix: "wait a little and run again; other pipelines of the account share the limit"
	},
	"aws-failed": {
		what: "the service of AWS failed",
		fix: "see https://health.aws.amazon.com and run again"
	},
	"aws-refused": {
		what: "AWS rejected a request, always or in the present state",
		fix: "read what AWS says in the message"
	},
	"aws-missing": {
		what: "AWS cannot find something that a call names",
		fix: "create it, or correct its name; names are case-sensitive"
	},
	"application-missing": {
		what: "the CodeDeploy application does not exist in this account and region",
		fix: "create it, or correct application, account or region; names are case-sensitive"
	},
	"group-missing": {
		what: "the deployment group does not exist in this account and region",
		fix: "create it, or correct deploymentGroup; names are case-sensitive"
	},
	"config-missing": {
		what: "the deployment configuration does not exist in this account and region",
		fix: "create it, or correct deploymentConfig; the predefined ones begin with \"CodeDeployDefault.\""
	},
	"bucket-missing": {
		what: "the bucket does not exist",
		fix: "create it, or correct bundle.bucket"
	},
	"bucket-elsewhere": {
		what: "the bucket is in another region than the hosts that fetch from it",
		fix: "create one in each region, and put ${region} into bundle.bucket"
	},
	"group-busy": {
		what: "the deployment group has a deployment under way",
		fix: "wait for it (onBusy: wait), or stop it (onBusy: stop)"
	}
};

// src/problem-codes/bundle.ts
const bundleCodes = {
	"build-failed": {
		what: "the build command could not be started, or ended with an exit code other than 0",
		fix: "read its output, and run the command by itself in the same folder"
	},
	"build-not-ended": {
		what: "the build left processes running",
		fix: "have the build end what it starts: a process left behind could use the credentials that come later"
	},
	"build-sees-processes": {
		what: "the build could look into the processes around it",
		fix: "build with `fanout package` in a job without an identity"
	},
	"build-with-identity": {
		what: "bundle.build would run in a job that holds an identity, and the build could use it",
		fix: "run `package` in a job without an identity and `deploy --source` its zip in the next one, or allow it with bundle.buildWithIdentity: true"
	},
	"secret-for-build": {
		what: "bundle.buildEnvironment names a secret, or a variable with which a build could act for the job",
		fix: "remove it from the list"
	},
	"no-source": {
		what: "bundle.source does not exist, or is neither a folder nor a .zip file",
		fix: "check that the build writes to the path in bundle.source"
	},
	"not-packable": {
		what: "a file of the bundle cannot be read, or cannot be in a zip: a socket, a name that is not UTF-8",
		fix: "rename or remove it, or leave it out with bundle.exclude"
	},
	"no-appspec": {
		what: "there is no appspec.yml at the root of the bundle, where hosts look for it",
		fix: "put it there, or name it with bundle.appspec"
	},
	"source-leads-out": {
		what: "a link to a place outside the project leads to the folder of bundle.source, which may not hold what was built",
		fix: "copy what you want to package into a folder of the project, for example with cp -RL"
	},
	"appspec-conflict": {
		what: "the file of bundle.appspec and the bundle\u2019s own appspec.yml are not the same",
		fix: "remove one of the two, or unset bundle.appspec"
	},
	"zip-invalid": {
		what: "the zip is damaged, or holds what hosts would not unpack safely",
		fix: "make it again, or give a folder: fanout makes the zip"
	},
	"bundle-too-large": {
		what: "the bundle is larger than can be uploaded to S3",
		fix: "look at what is in it, and leave out what hosts do not need with bundle.exclude"
	},
	"bundle-changed": {
		what: "files of the bundle changed while it was packaged or deployed",
		fix: "check that the build has ended, and that no other job uses the folder"
	},
	"exclude-unused": {
		what: "bundle.exclude has no effect, because a ready-made zip is used as it is",
		fix: "leave the files out when the zip is made, or give the folder instead"
	},
	"links-unused": {
		what: "bundle.links has no effect, because a ready-made zip is used as it is",
		fix: "copy the links when the zip is made, or give the folder instead"
	},
	"link-not-copied": {
		what: "bundle.links is copy, but the target of a link is not packed",
		fix: "leave the link out with bundle.exclude, or pack its target"
	},
	"link-leaves-bundle": {
		what: "a link leads out of the bundle: on a host it points to whatever is there",
		fix: "package the file itself, or create the link in a hook"
	},
	"wrapper-folder": {
		what: "everything in the zip is in one folder, which hosts strip only as long as nothing else is there",
		fix: "zip the content of that folder instead"
	}
};

// src/problem-codes/configuration.ts
const configurationCodes = {
	"no-configuration": {
		what: "there is no configuration file",
		fix: "name it with --config, or describe a single destination with --application, --deployment-group, --region and --bucket"
	},
	"yaml-invalid": {
		what: "the file is not YAML, or uses what fanout.yml does not allow: tabs, tags, repeated keys, a second document",
		fix: "correct it at the line that is named"
	},
	"empty-file": {
		what: "the file has nothing in it",
		fix: "write it; README.md has one of six lines"
	},
	"unknown-key": {
		what: "a key is unknown in this place",
		fix: "check the spelling and the indentation; keys of your own begin with \"x-\""
	},
	"missing-key": {
		what: "a required key is missing",
		fix: "add it there, or in what that inherits from: defaults, environment"
	},
	"bad-value": {
		what: "a key has a value that it cannot have",
		fix: "use one of the values in the message"
	},
	"unknown-name": {
		what: "the configuration does not define an account or environment that it names",
		fix: "define it, or check the spelling"
	},
	"unknown-environment": {
		what: "the requested environment is not in the configuration",
		fix: "check the spelling; the message lists the environments"
	},
	"bad-variable": {
		what: "a variable does not exist, is not allowed in this place, or has no value in this run",
		fix: "check the spelling; give a value with --var, --build-number or the environment"
	},
	"duplicate-name": {
		what: "two accounts, waves or destinations are the same",
		fix: "remove one, or tell them apart by name or deploymentGroup"
	},
	"group-shared": {
		what: "two environments name the same deployment group, so a release deployed to one also runs in the other, without its proof, order and hold",
		fix: "give each its own groups, or say at one of the two that they share them: sharesGroups: [NAME]"
	},
	"region-unknown": {
		what: "a region was not known when this version of fanout was made",
		fix: "check the spelling; for a new region there is nothing to do"
	},
	"no-destinations": {
		what: "an environment has no destinations, or does not have a destination that is named",
		fix: "give it accounts and regions, or destinations with add: true"
	},
	"too-many-destinations": {
		what: "the configuration makes more destinations than fanout accepts",
		fix: "check that accounts and regions are the ones you mean"
	},
	"mixed-partitions": {
		what: "an account is used in regions of several partitions, such as aws and aws-cn",
		fix: "list regions of one partition, and add the others as destinations with accounts of their own"
	},
	"environment-cycle": {
		what: "environments come \"after\" each other in a circle",
		fix: "remove one of the \"after\" entries in the message"
	},
	"wave-mismatch": {
		what: "a wave matches no destination, or a destination is in no wave",
		fix: "check the wave\u2019s \"match\"; a last wave with match: \"*\" takes the rest"
	},
	"never-open": {
		what: "no window covers a destination, so it could never be deployed to",
		fix: "add a window without \"match\", or one that matches it"
	},
	"check-impossible": {
		what: "a check can never pass, or there is none where one is needed",
		fix: "check its timeout, interval and consecutive; verify-then-continue needs a check"
	},
	"secret-without-https": {
		what: "a check sends a secret in its headers without https",
		fix: "use https: anybody on the network path can read it"
	},
	"no-version": {
		what: "the version depends on something that this run does not know",
		fix: "give one with --version, or a --build-number"
	},
	"bad-version": {
		what: "the version is not valid",
		fix: "a version has 1 to 64 letters, digits, \".\", \"_\", \"+\" or \"-\", and begins with a letter or a digit"
	},
	"local-version": {
		what: "there is no build number, and \"local\" cannot be deployed to AWS",
		fix: "give --build-number or --version; CI systems provide a build number"
	},
	"policy-too-large": {
		what: "the policy that a role or bucket of the configuration would have is larger than IAM or S3 allows",
		fix: "give environments or configurations their own roles, and accounts their own buckets"
	},
	"more-problems": {
		what: "there are more mistakes than the list shows",
		fix: "correct the ones in the list; the others often go with them"
	}
};

// src/problem-codes/inputs.ts
const inputCodes = {
	"no-command": {
		what: "no command is given",
		fix: "name one: `fanout --help` lists them"
	},
	"unknown-command": {
		what: "there is no such command",
		fix: "check the spelling; `fanout --help` lists what there is"
	},
	"unknown-option": {
		what: "there is no such option",
		fix: "check the spelling; `fanout COMMAND --help` lists the options of a command"
	},
	"option-of-another-command": {
		what: "the option exists, but this command does not take it",
		fix: "leave it out, or use one of the commands that take it"
	},
	"option-repeated": {
		what: "an option is given too often",
		fix: "keep one of its values"
	},
	"option-without-value": {
		what: "an option needs a value and has none",
		fix: "write --name=VALUE; a value that begins with \"--\" needs the equals sign"
	},
	"option-on-command-line": {
		what: "a secret is given on the command line, which every user of the machine can read",
		fix: "set the environment variable that the message names"
	},
	"missing-option": {
		what: "an option that the command needs is not given",
		fix: "give it as a flag, or as an input of the CI step"
	},
	"bad-option-value": {
		what: "an option has a value that is not allowed",
		fix: "give one of the values that the message allows"
	},
	"options-conflict": {
		what: "two options exclude each other",
		fix: "keep one of them"
	},
	"too-many-arguments": {
		what: "there are more words on the command line than the command takes",
		fix: "leave the last one out; a value with spaces needs quotes"
	},
	"no-environment": {
		what: "the command needs an environment",
		fix: "name one from the configuration, such as: fanout deploy production"
	},
	"nothing-selected": {
		what: "--wave, --only or --except name something that the environment does not have, or leave nothing to deploy to",
		fix: "check the names; `fanout plan ENV --offline` lists waves and destinations"
	},
	"unknown-ci": {
		what: "fanout does not know the CI system that is named",
		fix: "name one from the message, or leave the choice to fanout"
	},
	"unknown-rule": {
		what: "a rule that does not exist is switched off",
		fix: "check the spelling; docs/rules.md has every rule"
	},
	"rule-always-on": {
		what: "a rule of the CodeDeploy agent itself is switched off",
		fix: "fix what it finds: the agent refuses such a file whatever lint says"
	},
	"unknown-code": {
		what: "`fanout explain` got a code that is neither a problem nor a rule",
		fix: "copy the code from the message, or see docs/problems.md and docs/rules.md"
	},
	"nothing-recognised": {
		what: "`init` cannot tell from the files what kind of repository this is",
		fix: "name it with --kind"
	},
	"already-configured": {
		what: "`init` found a fanout.yml, and overwrites nothing",
		fix: "continue with it: `fanout rehearse`; to start over, move it away"
	},
	"file-unreadable": {
		what: "a required file or folder does not exist or cannot be read",
		fix: "check that it exists, and that the job\u2019s user may read it"
	},
	"file-exists": {
		what: "a file already exists and differs",
		fix: "write elsewhere and compare, or allow it with --overwrite"
	},
	"file-unwritable": {
		what: "a file or folder cannot be written",
		fix: "check that its folder exists, that the job\u2019s user may write it and that the disk has room; links are not followed"
	},
	"file-too-large": {
		what: "a file is too large for its kind",
		fix: "check that it is the file you mean"
	},
	"events-incomplete": {
		what: "a file of events is cut short, or holds something that this version of fanout does not know",
		fix: "use the file of a run that has ended, and the version of fanout that wrote it"
	},
	"port-in-use": {
		what: "the port to serve on is in use",
		fix: "choose another one with --port, or stop what listens there"
	},
	"state-unusable": {
		what: "the emulator\u2019s --state is in use by another process, or is not what an emulator wrote",
		fix: "stop the other emulator; or remove the state, to start over"
	},
	"tls-not-checked": {
		what: "NODE_TLS_REJECT_UNAUTHORIZED=0 would send credentials to whoever answers",
		fix: "unset it, and name the authority of your proxy in NODE_EXTRA_CA_CERTS"
	},
	"bad-proxy": {
		what: "HTTPS_PROXY or HTTP_PROXY is not the address of an HTTP proxy",
		fix: "write it as http://proxy.example.com:3128"
	},
	"endpoint-elsewhere": {
		what: "an endpoint in the environment does not lead to AWS, as one of the emulator does",
		fix: "to run against AWS, unset AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_*"
	},
	"checks-elsewhere": {
		what: "an emulator would answer checks of a release that is deployed somewhere else",
		fix: "use --checks-at only with the AWS_ENDPOINT_URL that the same `fanout emulator` printed"
	},
	"bad-endpoint": {
		what: "an AWS endpoint in the environment is not a URL, or not https",
		fix: "write it as https://\u2026; without https, only this machine may be asked"
	},
	"personal-build": {
		what: "a personal build of TeamCity deploys, which may contain changes that nobody else has seen",
		fix: "commit them and run the build again; `fanout rehearse` tries them on an emulator"
	},
	"proposed-change": {
		what: "the job belongs to a change that is not merged: a pull or merge request, a merge queue, or a workflow that follows one",
		fix: "deploy merged changes, from the branch they are merged into; to deploy such a change on purpose, pass --allow-event"
	},
	"deploy-freeze": {
		what: "GitLab says that deployments are frozen now",
		fix: "give the job the rule { if: $CI_DEPLOY_FREEZE, when: never }"
	},
	"output-left-out": {
		what: "an output cannot be passed to later jobs in the form that GitLab accepts",
		fix: "read it from `--json` or from the events instead"
	},
	cancelled: {
		what: "a signal ended the command",
		fix: "onCancel decides what happens to deployments under way; `fanout status` shows it"
	},
	"internal-error": {
		what: "fanout has a bug: exit code 70",
		fix: "report it with the stack that is printed; `fanout finish` completes what the run left"
	}
};

// src/problem-codes/release.ts
const releaseCodes = {
	held: {
		what: "the environment is held: somebody, or a rollback, said that nothing may be deployed to it",
		fix: "read the reason; `fanout unhold ENV` lifts the hold"
	},
	"hold-unreadable": {
		what: "fanout cannot read from one of the buckets whether the environment is held, or whether another run is working on it",
		fix: "allow the role s3:GetObject on it, or wait until it answers; the others were asked"
	},
	"hold-not-everywhere": {
		what: "a hold, or that one was lifted, could not be written to all buckets of most regions of the environment, so a run that sees few of them may not learn of it",
		fix: "repeat the command once they answer; what answers has it already"
	},
	"lease-taken": {
		what: "another run is working on the environment",
		fix: "wait for it; a lease that is no longer renewed is taken over after three minutes"
	},
	"lease-not-renewed": {
		what: "the lease of the environment could not be renewed this time",
		fix: "nothing yet: fanout tries again, and starts nothing new once the lease is lost"
	},
	"lease-lost": {
		what: "this run lost the lease of the environment: another run took it, or it expired",
		fix: "see what both runs did with `fanout status ENV`"
	},
	"home-silent": {
		what: "one of the buckets that keep lease and hold does not answer; the majority does",
		fix: "nothing for this run; find out why, because the lease cannot do without a second one"
	},
	"no-majority": {
		what: "most of the buckets that keep the lease do not answer, so another run could not be seen",
		fix: "wait until they answer; if nobody else is deploying, `fanout rollback ENV --without-lease REASON` works without them"
	},
	"without-lease": {
		what: "the run rolls back without the lease of the environment, as requested; this is recorded",
		fix: "make sure nobody else deploys there until it has ended"
	},
	closed: {
		what: "the environment is closed for deployments now: a freeze, or outside its windows",
		fix: "deploy when it is open; rollback works at any time"
	},
	"window-too-short": {
		what: "a wave might not end before the window closes",
		fix: "deploy when the window is open for longer, or shorten timeout and bake"
	},
	"alarm-on": {
		what: "a CloudWatch alarm of a destination is on already, before anything was deployed there",
		fix: "wait until it is off, or pass --ignore-alarm NAME, which is recorded"
	},
	"alarm-unreadable": {
		what: "fanout cannot tell whether a CloudWatch alarm of a destination is on",
		fix: "check that the alarm exists and that the role may call cloudwatch:DescribeAlarms, or set `onInconclusive: continue` under `alarms`"
	},
	"zones-outlast-timeout": {
		what: "the deployment configuration goes zone by zone, and waits in between for longer than a deployment may take",
		fix: "set a longer `timeout`, or choose another `deploymentConfig`"
	},
	"not-admitted": {
		what: "a bundle has no tag by which hosts may read it (`bundle.guard`)",
		fix: "`fanout bootstrap --check` shows what to tag; a run that deploys or promotes a release tags it"
	},
	"older-version": {
		what: "the version is older than what runs there",
		fix: "pass --allow-older if that is intended, or use `fanout rollback`"
	},
	"version-not-comparable": {
		what: "fanout cannot tell whether the version is newer than what runs there",
		fix: "nothing, if that is intended; fanout compares versions made of numbers with dots"
	},
	"content-differs": {
		what: "the content of the version differs from what was built before, requested, or proven",
		fix: "a version has one content: build a new version, or name the earlier one with --version where nothing is built"
	},
	"bytes-differ": {
		what: "an object in a bucket does not hold the bytes that were recorded, or that the run would write",
		fix: "check who can write to the bucket; nothing was deployed: build a new version"
	},
	"bundles-meet": {
		what: "two services that share an application have built the same version",
		fix: "give each a name: bundle: { name: worker }"
	},
	"other-commit": {
		what: "the release of this version was built from another commit than this checkout",
		fix: "nothing, if you mean that release; otherwise deploy under a new version"
	},
	"release-reused": {
		what: "the version was built before with the same content, and the zip of that build is deployed",
		fix: "nothing"
	},
	"no-release": {
		what: "there is no release of that version in the buckets of the environment",
		fix: "name a version that was deployed; `fanout status` lists what runs"
	},
	"zip-missing": {
		what: "the version has a record, but its zip is in no bucket",
		fix: "check the lifecycle rules of the bucket; build a new version"
	},
	"record-invalid": {
		what: "a record in a bucket is not one that fanout wrote",
		fix: "find out who changed it; a version whose record was changed cannot be trusted: build a new one"
	},
	"record-unreadable": {
		what: "the record of a run cannot be read, so no older record counts as proof",
		fix: "allow reading it, or check what is wrong with it"
	},
	"record-unwritten": {
		what: "the record of the run, or the end of its lease, could not be written",
		fix: "allow the role s3:PutObject; without its record the run proves nothing there"
	},
	"not-proven": {
		what: "the version was not deployed and verified in the environment that comes first",
		fix: "deploy and verify it there, or pass --force \"reason\", which is recorded"
	},
	"no-longer-verified": {
		what: "the version was proven, but no longer passes its checks there",
		fix: "check what is wrong there, or pass --force \"reason\""
	},
	"nothing-to-promote": {
		what: "there is nothing to promote: no environment before this one, nothing deployed there, or nothing new",
		fix: "name the environments before it under \"after\", or a release with --version"
	},
	"higher-version-proven": {
		what: "a version with a higher number is proven too, but was deployed before the one that is chosen",
		fix: "name the one you mean with --version"
	},
	"earlier-wave-bad": {
		what: "a destination of an earlier wave went bad while a later wave, deployed on its own, was baking",
		fix: "check what is wrong there; `fanout rollback` takes the whole environment back"
	},
	"earlier-wave": {
		what: "a destination of an earlier wave does not run the version, or runs it unproven",
		fix: "deploy that wave first, or use --only, which ignores the order of waves"
	},
	"deployment-under-way": {
		what: "the deployment group has a deployment under way",
		fix: "wait for it; onBusy says what a run does about it"
	},
	"nothing-waits": {
		what: "no deployment of an earlier run is under way in this environment, so there is nothing to continue or stop",
		fix: "`fanout status` shows what runs where; fanout does not touch deployments that others started"
	},
	"other-version-waits": {
		what: "the deployment under way brings another version than the one that was named",
		fix: "name the version you mean, or leave the destination out with --except"
	},
	"wrong-platform": {
		what: "the deployment group deploys to Amazon ECS or AWS Lambda, not to instances",
		fix: "name a group of the Server (EC2/on-premises) compute platform"
	},
	"traffic-not-ours": {
		what: "CodeDeploy shifts the traffic by itself, or deploys in place, so onReady would have no effect",
		fix: "have the group reroute traffic manually, or set onReady: continue"
	},
	"too-few-instances": {
		what: "the deployment configuration keeps more instances healthy than there are",
		fix: "choose another deploymentConfig"
	},
	"last-deployment-failed": {
		what: "the last deployment did not succeed on all instances",
		fix: "check which scripts the next one runs first: those of the revision installed last"
	},
	"application-stop-failed": {
		what: "ApplicationStop of the previous release failed, and the next deployment runs the same script",
		fix: "deploy once with ignoreApplicationStopFailures: true"
	},
	"cannot-go-back": {
		what: "a destination has nothing to go back to",
		fix: "name a version with --to"
	},
	"going-back-unproven": {
		what: "a destination goes back to a release that is not proven there",
		fix: "nothing, if that is intended; `fanout status` shows what is proven"
	},
	"not-rolled-back": {
		what: "CodeDeploy should have rolled back by itself, but did not, or had not started",
		fix: "look at the deployment in the console"
	},
	"not-stopped": {
		what: "a deployment could not be stopped",
		fix: "allow the role codedeploy:StopDeployment; the console shows how the deployment ended"
	},
	"traffic-waits": {
		what: "the new instances of a blue/green deployment are ready, and someone must shift the traffic",
		fix: "reroute the traffic in the console, or call ContinueDeployment with READY_WAIT"
	},
	"termination-not-ended": {
		what: "the wait before old instances are terminated could not be ended",
		fix: "allow the role codedeploy:ContinueDeployment, or wait until it is over"
	},
	"instances-unreadable": {
		what: "instances cannot be read, so only totals are shown",
		fix: "allow the role codedeploy:ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets"
	},
	"unfinished-run": {
		what: "the previous run has not ended",
		fix: "if it was interrupted: fanout finish"
	},
	"other-bundle": {
		what: "an interrupted run deployed another bundle (bundle.name) than the one in this configuration",
		fix: "run finish with the configuration of that run"
	},
	"unknown-destination": {
		what: "an interrupted run had started to deploy to a destination that is not in the configuration",
		fix: "run finish with the configuration of that run"
	},
	"plan-moved": {
		what: "something has changed since the plan in `--plan` was made",
		fix: "make the plan again, and have it approved"
	},
	"notice-lost": {
		what: "a webhook may not have got every message",
		fix: "check that its address is right and that the job can reach it; the run is not affected"
	},
	"host-root-unusable": {
		what: "the folder or tarball of `rehearsal.host.root` cannot be the root of hosts",
		fix: "use one made by `docker export` or `debootstrap`, with sh, env and setpriv"
	},
	"rehearsal-on-windows": {
		what: "the bundle is for Windows, and the hosts of a rehearsal are Linux",
		fix: "rehearse without hosts (`--hooks none`); `fanout lint` checks what can be checked here"
	},
	"rehearsal-not-prepared": {
		what: "the release that the rehearsal needs first could not be deployed on the emulator",
		fix: "rehearse `deploy` by itself: it shows why it fails"
	}
};

// src/problem-codes.ts
const problemCodes = {
	...inputCodes,
	...configurationCodes,
	...bundleCodes,
	...awsCodes,
	...releaseCodes
};

// src/report/explanation.ts
const allCodes = [...Object.keys(problemCodes), ...Object.keys((require_rules()).rules)];
function isCode(text) {
	return Object.hasOwn(problemCodes, text) || (require_rules()).isRule(text);
}
function explanationLines(code) {
	if (!(require_rules()).isRule(code)) {
		const { what, fix } = problemCodes[code];
		return [
			...(require_columns()).paragraph(`${code}: ${what}`, 0),
			"",
			...(require_columns()).paragraph(`What to do: ${fix}`, 0)
		];
	}
	const { severity, what, why, fix, bad, good } = (require_rules()).rules[code];
	return [
		...(require_columns()).paragraph(`${code} (${severity}): ${what}`, 0),
		"",
		...(require_columns()).paragraph(why, 0),
		"",
		...(require_columns()).paragraph(`What to do: ${fix}`, 0),
		...example("Bad", bad),
		...example("Good", good)
	];
}
function explanationJson(code) {
	if (!(require_rules()).isRule(code)) return (require_machine_json()).machineJson({
		code,
		kind: "problem",
		...problemCodes[code]
	});
	return (require_machine_json()).machineJson({
		code,
		kind: "rule",
		...(require_rules()).rules[code]
	});
}
function example(label, text) {
	return [
		"",
		`${label}:`,
		...text.split("\n").map((line) => `  ${line}`.trimEnd())
	];
}

// src/cli/commands/explain.ts
async function explainCommand({ code = "", json }, { host }) {
	if (!isCode(code)) {
		const message = `no problem or rule has the code ${(require_quoted()).quoted(code)}`;
		throw new (require_problem()).UsageError([{
			code: "unknown-code",
			message,
			hint: (require_quoted()).suggestion(code, allCodes)
		}]);
	}
	if (json) host.result(explanationJson(code));
	else host.print(explanationLines(code).join("\n"));
	return 0;
}

exports.explainCommand = explainCommand;
},
"./facts.js"(require, module, exports) {"use strict";
// src/report/facts.ts
const noFacts = { warnings: [] };
function gather(facts, event) {
	switch (event.kind) {
		case "run-started": return {
			...facts,
			started: event
		};
		case "bundle-ready": return {
			...facts,
			bundle: event
		};
		case "run-finished": return {
			...facts,
			finished: event
		};
		case "notice": return event.level === "warning" ? {
			...facts,
			warnings: [...facts.warnings, event]
		} : facts;
		default: return facts;
	}
}

Object.defineProperty(exports, "gather", {
  enumerable: true,
  get: function () {
    return gather;
  }
});
Object.defineProperty(exports, "noFacts", {
  enumerable: true,
  get: function () {
    return noFacts;
  }
});
},
"./github.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_problem = () => require("./problem.js");
const require_phase = () => require("./phase.js");
const require_outputs = () => require("./outputs.js");
const require_object_keys = () => require("./object-keys.js");
const require_printable = () => require("./printable.js");
const require_quantities = () => require("./quantities.js");
const require_markdown = () => require("./markdown.js");
const require_outcomes = () => require("./outcomes.js");
const require_log_host = () => require("./log-host.js");

// src/report/summary.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
const MAX_BYTES = 1048576;
const RESERVE = 4096;
function summary(facts, causes = (require_phase()).causesIn(facts), maxBytes = MAX_BYTES) {
	const results = facts.finished?.results ?? [];
	const text = new Bounded(maxBytes - RESERVE);
	text.add(`## ${(require_markdown()).plain(titleOf(facts))}\n`);
	text.add(`${(require_markdown()).plain((require_phase()).verdictText(facts) ?? "the run has not ended")}\n`);
	const problems = (require_problem()).together(facts.finished?.problems ?? []);
	text.addEach(problems.map(problemMarkdown), (left) => `- and ${left} more`);
	if (results.length > 0) {
		text.add([(require_markdown()).row([...(require_phase()).headings]), (require_markdown()).row((require_phase()).headings.map(() => "---"))].join("\n"));
		text.addEach(results.map(resultRow), (left) => (require_markdown()).row([`and ${left} more`, ...(require_phase()).headings.slice(1).map(() => "")]));
	}
	text.addEach(causes.map(causeMarkdown), (left) => `\nand ${left} more causes`);
	text.addEach((require_phase()).notes(results).map(({ text, where }) => `\n${(require_markdown()).plain(`${text} (${(require_quantities()).list(where, 20)})`)}`), (left) => `\nand ${left} more`);
	text.addEach(warnings(facts), (left) => `- and ${left} more warnings`);
	return text.toString();
}
var Bounded = class {
	#left;
	#texts = [];
	#encoder = new TextEncoder();
	constructor(maxBytes) {
		this.#left = maxBytes;
	}
	add(text) {
		const size = this.#encoder.encode(text).length + 1;
		if (size > this.#left) return false;
		this.#left -= size;
		this.#texts.push(text);
		return true;
	}
	addEach(texts, rest) {
		const taken = texts.findIndex((text) => !this.add(text));
		if (taken >= 0) this.#texts.push(rest(texts.length - taken));
	}
	toString() {
		return `${this.#texts.join("\n")}\n`;
	}
};
function titleOf({ started, bundle }) {
	if (!started) return "fanout";
	const version = bundle ? ` ${bundle.version}` : "";
	return `${started.command} ${(require_object_keys()).ownerText(started)}${version} to ${started.environment}`;
}
function resultRow(result) {
	const [destination, outcome, version, instances, time, deployment, back] = (require_phase()).cells(result);
	const words = (require_markdown()).plain(outcome ?? "");
	return (require_markdown()).row([
		(require_markdown()).plain(destination ?? ""),
		(require_outcomes()).isFailure(result.outcome) ? `**${words}**` : words,
		(require_markdown()).plain(version ?? ""),
		(require_markdown()).plain(instances ?? ""),
		(require_markdown()).plain(time ?? ""),
		(require_markdown()).link(deployment ?? "", result.consoleUrl),
		(require_markdown()).plain(back ?? "")
	]);
}
function causeMarkdown(cause) {
	const links = cause.places.slice(0, 10).flatMap(({ consoleUrl, destination }) => {
		return consoleUrl === void 0 ? [] : (require_markdown()).link(destination, consoleUrl);
	});
	const more = cause.places.length > 10 ? ` and ${cause.places.length - 10} more` : "";
	return [
		`\n### ${(require_markdown()).plain(`${cause.extent}: ${cause.title}`)}\n`,
		...bullets("where", (require_phase()).whereTexts(cause.places, 20)),
		...bullets("message", (require_phase()).messageTexts(cause).length > 0 ? [cause.message] : []),
		...bullets("other logs", (require_phase()).otherTexts(cause)),
		...bullets("back to", (require_phase()).backToTexts(cause.places, 20)),
		...bullets("to do", cause.advice === void 0 ? [] : [cause.advice]),
		...links.length > 0 ? [`- **console** ${links.join(", ")}${more}`] : [],
		...cause.log ? [`\n${(require_markdown()).preformatted((require_printable()).tail(cause.log, LOG).join("\n"))}`] : []
	].join("\n");
}
const LOG = {
	lines: 40,
	characters: 6e3
};
function bullets(label, texts) {
	return texts.map((text) => `- **${label}** ${(require_markdown()).plain(text, 2e3)}`);
}
function warnings({ warnings: notices }) {
	if (notices.length === 0) return [];
	return ["\n### Warnings\n", ...(require_problem()).together(notices.map(({ problem }) => problem)).map(problemMarkdown)];
}
function problemMarkdown(problem) {
	const { hint } = problem;
	const message = (require_problem()).saidOf(problem);
	const place = (require_phase()).placeOf(problem);
	const where = place === "" ? "" : `${place}: `;
	return `- ${(require_markdown()).plain(where + (hint === void 0 ? message : `${message} (${hint})`))}`;
}

// src/ci/github-commands.ts
function command(name, data, properties = {}) {
	const given = Object.entries(properties).flatMap(([key, value]) => value === void 0 || value === "" ? [] : `${key}=${escapeProperty(String(value))}`);
	return `::${name}${given.length > 0 ? ` ${given.join(",")}` : ""}::${escapeData(data)}`;
}
function fence() {
	const token = crypto.randomUUID();
	return {
		open: `::stop-commands::${token}`,
		close: `::${token}::`
	};
}
function fileEntry(name, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/ci/annotations.ts
const MOST = 9;
const MAX_MESSAGE = 4e3;
const MAX_TITLE = 250;
var Annotations = class {
	#counts = {
		error: 0,
		warning: 0
	};
	add(level, annotation) {
		this.#counts[level] += 1;
		if (this.#counts[level] > MOST) return void 0;
		const { title, message, file, line, col } = annotation;
		return command(level, cut(message, MAX_MESSAGE), {
			file,
			line,
			col: line === void 0 ? void 0 : col,
			title: title === void 0 ? void 0 : cut(title, MAX_TITLE)
		});
	}
	rest() {
		return ["error", "warning"].flatMap((level) => {
			const left = this.#counts[level] - MOST;
			this.#counts[level] = Math.min(this.#counts[level], MOST);
			const noun = `${level}${left === 1 ? "" : "s"}`;
			return left > 0 ? command(level, `and ${left} more ${noun}: see the log`) : [];
		});
	}
};
function cut(text, length) {
	return text.length <= length ? text : `${(require_printable()).startOf(text, length - 1)}\u2026`;
}

// src/ci/id-token.ts
const ATTEMPTS = 4;
const TIMEOUT_MS = 2e4;
const MAX_BODY = 65536;
async function requestIdToken(audience, { env, clock }) {
	const address = env.ACTIONS_ID_TOKEN_REQUEST_URL;
	const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
	if (!address || !bearer) throw notPermitted();
	const url = new URL(address);
	url.searchParams.set("audience", audience);
	const { openAgents } = await Promise.resolve().then(() => require("./http-agents.js")).then((n) => n.http_agents_exports);
	const agents = openAgents(env);
	try {
		const { httpAgent, httpsAgent } = await agents.single();
		const agent = url.protocol === "http:" ? httpAgent : httpsAgent;
		return tokenOf(await answerOf(url, () => get(url, bearer, agent), clock));
	} finally {
		agents.close();
	}
}
async function answerOf(url, ask, clock) {
	for (let attempt = 1;; attempt++) {
		const answer = await ask().catch((error) => error);
		if (!(answer instanceof Error) && answer.status === 200) return answer.body;
		const failure = answer instanceof Error ? answer : /* @__PURE__ */ new Error(`status ${answer.status}`);
		if (!(answer instanceof Error) && answer.status < 500 && answer.status !== 429 || attempt === ATTEMPTS) throw new Error(`GitHub gave no identity token (${url.host}): ${failure.message}`, { cause: failure });
		await clock.sleep(1e3 * 2 ** (attempt - 1));
	}
}
function notPermitted() {
	return new (require_problem()).UsageError([{
		code: "no-id-token",
		message: "this job may not ask GitHub for an identity token: `id-token: write` is missing",
		hint: "add `permissions: { id-token: write, contents: read }` to the job, and to the job that calls it if it is a reusable workflow; pull requests from forks never get one"
	}]);
}
async function get(url, bearer, agent) {
	const { request } = await (url.protocol === "http:" ? Promise.resolve().then(() => require("./_builtin_http.js")).then((n) => /* @__PURE__ */ (require_rolldown_runtime()).__toESM(n.require__builtin_http(), 1)) : Promise.resolve().then(() => require("./_builtin_https.js")).then((n) => /* @__PURE__ */ (require_rolldown_runtime()).__toESM(n.require__builtin_https(), 1)));
	const headers = {
		authorization: `Bearer ${bearer}`,
		accept: "application/json",
		"user-agent": "codedeploy-fanout"
	};
	const limit = AbortSignal.timeout(TIMEOUT_MS);
	return new Promise((resolve, reject) => {
		const asked = request(url, {
			headers,
			agent,
			signal: limit
		}, (response) => {
			let body = "";
			response.setEncoding("utf8");
			response.on("data", (chunk) => {
				body += chunk;
				if (body.length > MAX_BODY) asked.destroy(/* @__PURE__ */ new Error("the answer is too long"));
			});
			response.on("end", () => resolve({
				status: response.statusCode ?? 0,
				body
			}));
			response.on("error", reject);
		});
		asked.on("error", (error) => reject(limit.aborted ? /* @__PURE__ */ new Error(`no answer within ${TIMEOUT_MS / 1e3} s`) : error));
		asked.end();
	});
}
function tokenOf(body) {
	let value;
	try {
		value = JSON.parse(body).value;
	} catch {
		value = void 0;
	}
	if (typeof value === "string" && value !== "") return value;
	throw new Error("GitHub gave no identity token: its answer has none");
}

// src/ci/github.ts
var GithubHost = class extends (require_log_host()).LogHost {
	name = "github";
	#annotations = new Annotations();
	#causes;
	constructor(ports) {
		super(ports, { ci: true });
	}
	problems(problems, level) {
		for (const problem of problems) this.#problem(this.scrub(problem), level);
	}
	annotate(problems, level) {
		this.#folded(() => {
			for (const problem of problems.map((each) => this.scrub(each))) this.#annotate(level, {
				...annotationOf(problem),
				message: messageOf(problem)
			});
		});
	}
	debug(text) {
		const asked = this.ports.env.RUNNER_DEBUG === "1";
		const safe = (require_printable()).clean(this.jobLog.scrubber.hideIn(text), 1e4).join("\n");
		if (asked) this.jobLog.log.line(command("debug", safe));
		else super.debug(text);
	}
	summary(markdown) {
		this.#append("GITHUB_STEP_SUMMARY", this.jobLog.scrubber.hide(markdown));
	}
	output(name, value) {
		this.#append("GITHUB_OUTPUT", fileEntry(name, this.jobLog.scrubber.hide(value)));
	}
	saveState(name, value) {
		this.#append("GITHUB_STATE", fileEntry(name, this.jobLog.scrubber.hide(value)));
	}
	keepPage(path) {
		this.output("page", path);
	}
	async idToken(audience) {
		const token = await requestIdToken(audience, this.ports);
		this.mask(token);
		return token;
	}
	closing(facts) {
		for (const each of this.#annotations.rest()) this.jobLog.log.line(each);
		if (facts.finished) this.summary(summary(facts, this.#causes));
		super.closing(facts);
	}
	event(event) {
		if (event.kind !== "notice" || event.level !== "warning") return false;
		const { problem } = event;
		const message = messageOf(problem);
		return this.#annotate("warning", {
			...annotationOf(problem),
			message
		});
	}
	ended({ title, lines }) {
		if (lines.length === 0) return;
		this.jobLog.log.line(command("group", title));
		for (const { destination: _, ...line } of lines) this.jobLog.line(line);
		this.jobLog.log.line(command("endgroup", ""));
	}
	finished(facts) {
		const causes = (require_phase()).causesIn(facts);
		this.#causes = causes;
		if (causes.length > 0) this.#folded(() => {
			for (const cause of causes) this.#annotateCause(cause);
		});
		this.#fenced((require_phase()).finalLines(facts, causes));
		for (const [name, value] of Object.entries((require_outputs()).outputsOf(facts))) this.output(name, value);
	}
	#fenced(lines) {
		const first = lines.findIndex((line) => line.foreign);
		const last = lines.findLastIndex((line) => line.foreign);
		const { open, close } = fence();
		for (const [index, line] of lines.entries()) {
			if (index === first) this.jobLog.log.line(open);
			this.jobLog.line(line);
			if (index === last) this.jobLog.log.line(close);
		}
	}
	#folded(annotate) {
		this.jobLog.log.line(command("group", "annotations"));
		annotate();
		this.jobLog.log.line(command("endgroup", ""));
	}
	#annotateCause(cause) {
		const message = (require_phase()).causeLines(cause, {
			lines: 10,
			characters: 1500
		}).map(({ text }) => text.trimStart()).join("\n");
		const where = cause.places.map(({ destination }) => destination);
		const title = (require_printable()).cleanLine(`${(require_quantities()).list(where, 2)}: ${cause.title}`);
		this.#annotate(cause.failed ? "error" : "warning", {
			title,
			message
		});
	}
	#problem(problem, level) {
		const annotation = {
			...annotationOf(problem),
			message: messageOf(problem)
		};
		if (!this.#annotate(level, annotation)) this.jobLog.problem(problem, level);
	}
	#annotate(level, annotation) {
		const text = this.#annotations.add(level, annotation);
		if (text !== void 0) this.jobLog.log.line(text);
		return text !== void 0;
	}
	#append(variable, text) {
		const file = this.ports.env[variable];
		if (!file) return;
		try {
			(0, import__builtin_fs.appendFileSync)(file, text);
		} catch (error) {
			const message = `cannot write to ${variable}: ${error.message}`;
			this.#problem({
				code: "file-unwritable",
				message
			}, "warning");
		}
	}
};
function annotationOf({ file, line, column }) {
	return {
		file: file === void 0 ? void 0 : (require_printable()).cleanLine(file),
		line,
		col: column
	};
}
function messageOf(problem) {
	const said = (require_problem()).saidOf(problem);
	return (require_printable()).clean(problem.hint === void 0 ? said : `${said}\n${problem.hint}`, 2e3).join("\n");
}

exports.GithubHost = GithubHost;
},
"./gitlab.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_phase = () => require("./phase.js");
const require_log_host = () => require("./log-host.js");
const require_outputs = () => require("./outputs.js");

// src/ci/gitlab-reports.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
const MAX_DOTENV = 5e3;
function dotenvName(name) {
	return `FANOUT_${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
}
function dotenv(outputs) {
	const leftOut = [];
	let text = "";
	for (const [name, value] of outputs) {
		const safe = isJson(value) ? value.replaceAll(" ", "\\u0020") : value;
		const line = `${name}=${safe}\n`;
		if (safe === "") continue;
		if (/\s/.test(safe)) leftOut.push(`${name} is not passed on: it contains spaces or line breaks`);
		else if (Buffer.byteLength(text + line) > MAX_DOTENV) leftOut.push(`${name} is not passed on: GitLab accepts at most ${MAX_DOTENV} bytes of variables`);
		else text += line;
	}
	return {
		text,
		leftOut
	};
}
function annotationsReport(views, page) {
	const links = views.flatMap(({ label, consoleUrl, result }) => {
		const url = result?.consoleUrl ?? consoleUrl;
		return url === void 0 ? [] : { external_link: {
			label: label.id,
			url
		} };
	});
	const report = {
		...page && { Fanout: [{ external_link: {
			label: "the page of this run",
			url: page
		} }] },
		...links.length > 0 && { Deployments: links }
	};
	return Object.keys(report).length > 0 ? `${JSON.stringify(report, void 0, 2)}\n` : void 0;
}
function isJson(value) {
	return value.startsWith("{") && value.endsWith("}");
}

// src/ci/gitlab.ts
const CLEAR = "\x1B[0K";
var GitlabHost = class extends (require_log_host()).LogHost {
	name = "gitlab";
	pageFolder;
	#outputs = /* @__PURE__ */ new Map();
	#page;
	#sections = 0;
	constructor(ports) {
		super(ports, { ci: true });
		this.pageFolder = (0, import__builtin_path.resolve)(ports.env.CI_PROJECT_DIR || ".", ".fanout");
	}
	keepPage(path) {
		this.output("page", (0, import__builtin_path.relative)((0, import__builtin_path.dirname)(this.pageFolder), path));
		if ((0, import__builtin_path.dirname)(path) === this.pageFolder) this.#page = (0, import__builtin_path.basename)(path);
	}
	output(name, value) {
		this.#outputs.set(dotenvName(name), this.jobLog.scrubber.hide(value));
	}
	ended({ destination, title, lines }, view) {
		if (lines.length === 0) return;
		this.#sections += 1;
		const name = `fanout_${this.#sections}_${destination.replace(/[^\w.-]+/g, "_")}`;
		const [start, end] = [view.startedAt ?? view.endedAt ?? 0, view.endedAt ?? 0].map((at) => Math.floor(at / 1e3));
		const { log } = this.jobLog;
		log.line(`${CLEAR}section_start:${start}:${name}[collapsed=true]\r${CLEAR}${title}`);
		for (const { destination: _, ...line } of lines) this.jobLog.line(line);
		log.line(`${CLEAR}section_end:${end}:${name}\r${CLEAR}`);
	}
	finished(facts) {
		for (const line of (require_phase()).finalLines(facts)) this.jobLog.line(line);
		for (const [name, value] of Object.entries((require_outputs()).outputsOf(facts))) this.output(name, value);
	}
	closing(facts) {
		if (this.#outputs.size > 0) {
			const { text, leftOut } = dotenv(this.#outputs);
			this.#write("outputs.env", text);
			for (const message of leftOut) this.jobLog.problem({
				code: "output-left-out",
				message
			}, "warning");
		}
		const annotations = annotationsReport([...this.logWriter.views.values()], this.#page === void 0 ? void 0 : this.#artifact(this.#page));
		if (annotations) this.#write("annotations.json", annotations);
		if (facts.finished) this.#write("junit.xml", (require_log_host()).junit(facts), this.ports.junit);
	}
	#artifact(name) {
		const job = this.ports.env.CI_JOB_URL;
		return job && `${job}/artifacts/file/.fanout/${encodeURIComponent(name)}`;
	}
	#write(name, content, chosen) {
		const ours = (0, import__builtin_path.join)(this.pageFolder, name);
		const path = chosen ?? ours;
		this.jobLog.report(path, content, path === ours ? "ours" : "chosen");
	}
};

exports.GitlabHost = GitlabHost;
},
"./help.js"(require, module, exports) {"use strict";
const require_columns = () => require("./columns.js");
const require_option = () => require("./option.js");
const require_options = () => require("./options.js");

// src/cli/help.ts
const width = 80;
function helpText(topic) {
	return `${(topic ? commandHelp(topic) : overview()).join("\n")}\n`;
}
function overview() {
	return [
		"fanout: one build to every account and region with AWS CodeDeploy, followed",
		"live, with one verdict.",
		"",
		...examples([["fanout rehearse", "try it on this machine, without AWS"], ["fanout deploy production", "build, ship and follow"]]),
		"",
		"Usage: fanout COMMAND [OPTIONS]",
		"",
		...columns((require_option()).commandNames.map((name) => [name, (require_option()).commandOf(name).summary])),
		"",
		...wrap("fanout COMMAND --help says more. Every option can also be set with an environment variable: --role-via with INPUT_ROLE_VIA. A flag wins; an empty value counts as not given."),
		"",
		"Exit codes",
		...columns([
			["0", "all succeeded and every check held; or it is ready (onReady: leave), or left to a newer build (onOlder: skip)"],
			["1", "something failed, was stopped, timed out, was rolled back or was not verified"],
			["2", "usage, configuration, AppSpec file or bundle is wrong"],
			["3", "refused before any deployment was created"],
			["130, 143", "cancelled"],
			["70", "a bug of this tool"]
		])
	];
}
function commandHelp(name) {
	const command = (require_option()).commandOf(name);
	const names = (require_options()).optionsOf(name).filter((option) => option !== command.positional);
	const rows = (single) => columns(names.filter((option) => Boolean((require_options()).optionOf(option).single) === single).map((option) => row(option, name)));
	const destination = rows(true);
	return [
		`Usage: ${usage(name)}`,
		"",
		...wrap(command.about),
		"",
		...examples(command.examples),
		"",
		"Options",
		...rows(false),
		...destination.length > 0 ? [
			"",
			"One destination, without a configuration",
			...destination
		] : []
	];
}
function usage(name) {
	const { positional, required = [], rehearsable } = (require_option()).commandOf(name);
	const which = rehearsable ? ` [${rehearsable.join("|")}]` : "";
	const value = positional && ((require_options()).optionOf(positional).value ?? positional);
	const isRequired = required.some((option) => option === positional);
	return `fanout ${name}${which}${value ? ` ${isRequired ? value : `[${value}]`}` : ""} [OPTIONS]`;
}
function row(name, command) {
	const { one, type, help, value, choices, otherwise, fromEnvironment, default: preset } = (require_options()).optionOf(name);
	return [fromEnvironment ? `INPUT_${name.toUpperCase().replaceAll("-", "_")}` : `--${(require_options()).flagOf(name)}${type === "flag" ? "" : ` ${value ?? "WHICH"}`}`, [help, ...[
		...choices ? [`One of ${choices.join(", ")}.`] : [],
		...(require_option()).isMany(type) && !one?.includes(command) ? ["May be repeated."] : [],
		...fromEnvironment ? ["An environment variable only."] : [],
		...otherwise ?? preset ? [`Default: ${otherwise ?? preset}.`] : []
	]].join(" ")];
}
function examples(rows) {
	return rows.flatMap(([line, purpose]) => [...line.split("\n").map((each) => `  ${each}`), `      ${purpose}`]);
}
function columns(rows) {
	const left = Math.min(32, Math.max(...rows.map(([name]) => name.length)) + 2);
	return rows.flatMap(([name, text]) => {
		const [first = "", ...rest] = wrap(text, width - left - 2);
		const indent = " ".repeat(left + 2);
		return name.length + 2 > left ? [
			`  ${name}`,
			`${indent}${first}`,
			...rest.map((line) => indent + line)
		] : [`  ${name.padEnd(left)}${first}`, ...rest.map((line) => indent + line)];
	});
}
function wrap(text, columns = width) {
	return (require_columns()).paragraph(text, 0, columns, 0);
}

exports.helpText = helpText;
},
"./hold.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_missing_problem = () => require("./missing-problem.js");
const require_quoted = () => require("./quoted.js");
const require_change_hold = () => require("./change-hold.js");

// src/config/moment.ts
const momentForm = "a date or time such as \"2026-12-20\", \"2026-12-20T18:00\", \"2026-12-20T18:00+01:00\" or \"2026-12-20T18:00[Europe/London]\"";
const form = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::00)?)?(?:(Z|[+-]\d\d:\d\d)|\[([\w+/-]+)\])?$/;
function parseMoment(text) {
	const [, year, month, day, hours = "00", minutes = "00", offset, zone] = form.exec(text) ?? [];
	const plain = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:00${offset ?? "Z"}`);
	if (Number.isNaN(plain) || !isDay(Number(year), Number(month), Number(day))) return void 0;
	if (zone === void 0) return plain;
	try {
		const date = {
			year: Number(year),
			month: Number(month),
			day: Number(day)
		};
		return (require_project()).momentOf({
			...date,
			minutes: Number(hours) * 60 + Number(minutes)
		}, zone);
	} catch {
		return;
	}
}
function isDay(year, month, day) {
	return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

// src/cli/commands/hold.ts
var hold_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ holdCommand: () => holdCommand });
async function holdCommand(inputs, ports) {
	const time = timeOf(inputs, (require_run_command()).wallTime(ports.clock));
	if (!time) return (require_change_hold()).changeHold("hold", inputs, ports, (require_missing_problem()).holdEnvironment);
	return (require_change_hold()).changeHold("hold", inputs, ports, (environment, words, holdPorts) => (require_missing_problem()).freezeEnvironment(environment, {
		...words,
		...time
	}, holdPorts));
}
function timeOf({ from, until }, now) {
	if (from === void 0 && until === void 0) return void 0;
	const problems = [];
	const read = (name, text) => {
		const moment = parseMoment(text);
		const message = `--${name} must be ${momentForm}, not ${(require_quoted()).quoted(text)}`;
		if (moment === void 0) problems.push({
			code: "bad-option-value",
			message
		});
		return moment ?? 0;
	};
	const begins = from === void 0 ? now : read("from", from);
	if (until === void 0) throw new (require_problem()).UsageError([...problems, {
		code: "missing-option",
		message: "--from needs --until: when the hold ends"
	}]);
	const ends = read("until", until);
	if (problems.length === 0 && ends <= Math.max(begins, now)) problems.push({
		code: "bad-option-value",
		message: `--until ${(require_quoted()).quoted(until)} is not after ${ends <= now ? "now" : "the time at which the hold begins"}`
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return {
		from: new Date(begins).toISOString(),
		until: new Date(ends).toISOString()
	};
}

Object.defineProperty(exports, "holdCommand", {
  enumerable: true,
  get: function () {
    return holdCommand;
  }
});
Object.defineProperty(exports, "hold_exports", {
  enumerable: true,
  get: function () {
    return hold_exports;
  }
});
},
"./init.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_run_command = () => require("./run-command.js");
const require_shell_word = () => require("./shell-word.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_main = () => require("./index.cjs");
const require_quoted = () => require("./quoted.js");
const require_cancel = () => require("./cancel.js");
const require_scalars = () => require("./scalars.js");
const require_read_named_file = () => require("./read-named-file.js");
const require_make_folders = () => require("./make-folders.js");

// src/init/build-script.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
const bundleFolder = "codedeploy";
const builtFolder = `${bundleFolder}/app`;
function buildScript(service, copied) {
	const text = [
		"#!/usr/bin/env bash",
		`# Puts what is built into ${builtFolder}. fanout sets VERSION, and runs this once, without credentials.`,
		"set -euo pipefail",
		"cd \"$(dirname \"$0\")/..\"",
		"export VERSION=\"${VERSION:-local}\"",
		`bundle=$PWD/${bundleFolder}`,
		"rm -rf \"$bundle/app\"",
		"mkdir -p \"$bundle/app\"",
		...copyLines("systemd", copied.units),
		...copyLines("consul", copied.consul),
		...service.build,
		"echo \"VERSION=$VERSION\" > \"$bundle/app/release.env\""
	];
	return {
		path: `${bundleFolder}/build.sh`,
		text: `${text.join("\n")}\n`,
		executable: true
	};
}
function firstBuild({ files, read }, { units, consul }, programs) {
	const copies = (folder, paths) => paths.map((path) => ({
		path: `${bundleFolder}/${folder}/${path.slice(path.lastIndexOf("/") + 1)}`,
		text: read(path) ?? ""
	}));
	return [
		{
			path: `${builtFolder}/release.env`,
			text: "VERSION=local\n"
		},
		...copies("systemd", units),
		...copies("consul", consul),
		...programs.flatMap((path) => {
			const source = files.find((file) => file === path || file.endsWith(`/${path}`));
			const text = source === void 0 ? void 0 : read(source);
			return text === void 0 ? [] : [{
				path: `${builtFolder}/${path}`,
				text,
				executable: true
			}];
		})
	];
}
function ignoredPaths({ units, consul }) {
	return [
		`${builtFolder}/`,
		...units.length > 0 ? [`${bundleFolder}/systemd/`] : [],
		...consul.length > 0 ? [`${bundleFolder}/consul/`] : [],
		".fanout/"
	];
}
function copyLines(folder, paths) {
	if (paths.length === 0) return [];
	return [`mkdir -p "$bundle/${folder}"`, `cp ${paths.map((require_shell_word()).shellWord).join(" ")} "$bundle/${folder}/"`];
}

// src/init/appspec-file.ts
function appspecFile({ folder, consul }) {
	const copies = [
		[
			"app",
			folder,
			"the service"
		],
		[
			"systemd",
			"/etc/systemd/system",
			"how systemd runs it"
		],
		...consul ? [[
			"consul",
			"/etc/consul.d",
			"how Consul finds it"
		]] : []
	];
	const hooks = [
		[
			"ApplicationStop",
			"stop",
			"from the release that was installed before"
		],
		[
			"AfterInstall",
			"install",
			""
		],
		[
			"ApplicationStart",
			"start",
			""
		],
		[
			"ValidateService",
			"check",
			"a deployment whose check fails has failed"
		]
	];
	return {
		path: "codedeploy/appspec.yml",
		text: `${[
			"# What the CodeDeploy agent does with the bundle. `fanout lint` checks it.",
			"version: 0.0",
			"os: linux",
			"files:",
			...copies.flatMap(([source, destination, why]) => [`  - source: ${source} # ${why}`, `    destination: ${destination}`]),
			"hooks:",
			...hooks.flatMap(([event, script, why]) => [
				`  ${event}:${why && ` # ${why}`}`,
				`    - location: scripts/${script}_service.sh`,
				`      timeout: ${script === "install" ? 300 : 60}`
			])
		].join("\n")}\n`
	};
}

// src/init/configuration-file.ts
function configurationFile(answers, bundle, hasConsul) {
	const { application, environments, regions } = answers;
	return {
		path: "fanout.yml",
		text: `# What is deployed, and where. Every key: docs/configuration.md of codedeploy-fanout.
# \`fanout rehearse\` tries it on this machine, \`fanout plan ENV\` shows what would block it on AWS.
version: 1
application: ${scalar(application)}
bundle:
${buildLines(bundle)}
  source: ${scalar(bundle.source)} # its content is the root of the zip; appspec.yml is there
${bundle.exclude ? `  exclude: [${bundle.exclude.map(pattern).join(", ")}]\n` : ""}  version: "1.\${build.number}" # the CI system's number
  bucket: deploy-\${account.id}-\${region} # one in each account and region
accounts:
${environments.map(({ name, account }) => `  ${scalar(name)}: "${account}"`).join("\n")}
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout # is assumed in each account
  deploymentGroup: ${/^[\w-]+$/.test(application) ? application : "service"}-\${environment}
  timeout: 15m # of one deployment, which is stopped then
  # What must hold in a destination before it counts as succeeded, asked from where fanout runs:
  # verify:
  #   - http:
  #       url: https://\${region}.example.com/status
  #       json: { version: "\${version}", health: Healthy }
${hasConsul ? consulCheck : ""}environments:
${environments.map((each, index) => environmentText(each.name, environments[index - 1]?.name, regions)).join("\n")}
`
	};
}
const consulCheck = `  #   - consul: # this version's instances are registered and passing on all hosts
  #       url: https://consul.\${region}.example.com
  #       service: NAME
`;
function buildLines({ build, source }) {
	if (build === void 0) return "  # build: make build # runs once, before the zip is made, without credentials";
	return source === "codedeploy" ? `  build: ${build} # runs once, without credentials; fills ${builtFolder}` : `  build: ${build} # runs once, without credentials`;
}
function environmentText(name, before, regions) {
	const [first = ""] = regions;
	const many = regions.length > 1;
	return [
		`  ${scalar(name)}:`,
		...before === void 0 ? [] : [`    after: [${scalar(before)}] # takes only what is deployed and verified there`],
		`    accounts: [${scalar(name)}]`,
		`    regions: [${regions.join(", ")}]`,
		...before === void 0 || !many ? [] : [
			"    waves: # one after another",
			`      - { name: first, match: { region: ${first} }, bake: 1m }`,
			"      - { name: rest, match: \"*\" }"
		],
		...before === void 0 ? [] : ["    onFailure: rollback # everything this run touched goes back to what ran before"]
	].join("\n");
}
function pattern(text) {
	return /^[\w./-]+$/.test(text) ? text : JSON.stringify(text);
}
function scalar(text) {
	return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}

// src/init/hooks.ts
function hookFiles(answers) {
	const scripts = {
		stop: stop(answers),
		install: install(answers),
		start: start(answers),
		check: check(answers)
	};
	return Object.entries(scripts).map(([name, lines]) => ({
		path: `codedeploy/scripts/${name}_service.sh`,
		text: `${lines.join("\n")}\n`,
		executable: true
	}));
}
function stop({ units }) {
	return [
		"#!/bin/sh",
		"# Runs from the release that was installed before. Nothing to stop is not a failure.",
		"set -eu",
		...units.flatMap((unit) => [
			`if systemctl is-active --quiet ${unit}; then`,
			`  systemctl stop ${unit}`,
			"fi"
		])
	];
}
function install({ units, users, install: more }) {
	return [
		"#!/bin/sh",
		"# Files are in place, nothing runs yet.",
		"set -eu",
		...users.map((user) => `id ${user} >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin ${user}`),
		...more,
		"systemctl daemon-reload",
		`systemctl enable ${units.join(" ")}`
	];
}
function start({ units, consul }) {
	return [
		"#!/bin/sh",
		"# systemd runs the service: nothing here keeps the hook's output open, for which the agent would wait.",
		"set -eu",
		`systemctl restart ${units.join(" ")}`,
		...consul ? [
			"if systemctl is-active --quiet consul; then",
			"  consul reload",
			"fi"
		] : []
	];
}
function check({ units, checkUrl }) {
	const [unit = ""] = units;
	const words = [`  journalctl --unit ${unit} --lines 20 --no-pager >&2`, "  exit 1"];
	const head = [
		"#!/bin/sh",
		"# What goes to stdout and stderr is in the build log when this fails.",
		"set -eu"
	];
	if (checkUrl !== void 0) return [
		...head,
		`if ! curl --fail --silent --show-error --max-time 5 --retry 20 --retry-delay 1 --retry-connrefused '${checkUrl}'; then`,
		"  echo 'the service does not answer; its last log lines:' >&2",
		...words,
		"fi"
	];
	return [
		...head,
		"# A service that ends soon after its start is not well. An address that tells its health says more: ask that with curl.",
		"sleep 3",
		`if ! systemctl is-active --quiet ${units.join(" ")}; then`,
		"  echo 'the service does not run; its last log lines:' >&2",
		...words,
		"fi"
	];
}

// src/init/kinds/docker.ts
const dockerService = (_, { name, folder }) => ({
	build: [`docker build --tag ${name}:release --label "version=$VERSION" .`, `docker save ${name}:release | gzip -n > "$bundle/app/image.tar.gz"`],
	command: `/usr/bin/env docker run --rm --name ${name} --network host --env VERSION ${name}:release`,
	unit: [`ExecStartPre=-/usr/bin/env docker rm --force ${name}`, `ExecStop=/usr/bin/env docker stop ${name}`],
	install: [`docker load --input ${folder}/image.tar.gz`],
	starter: [],
	image: "docker:cli",
	rehearse: "hosts of a rehearsal have no Docker: `fanout rehearse --hooks check` checks the rest"
});

// src/init/repository.ts
const kinds = [
	"go",
	"node",
	"java",
	"python",
	"docker",
	"systemd",
	"appspec"
];
const pipelines = [
	"github",
	"gitlab",
	"teamcity",
	"jenkins",
	"none"
];
function hasFile({ files }, path) {
	return files.includes(path);
}

// src/init/kinds/go.ts
const goService = (repository, { name, folder, program = name }) => {
	const main = mainPackage(repository, name);
	return {
		build: [
			"# What the instances run: GOARCH=arm64 is for Graviton.",
			"export GOOS=linux GOARCH=\"${GOARCH:-amd64}\" CGO_ENABLED=0",
			"go build -trimpath -buildvcs=false \\",
			"  -ldflags \"-s -w -buildid= -X main.version=$VERSION\" \\",
			`  -o "$bundle/app/${program}" ${main ?? "."}`
		],
		command: `${folder}/${program}`,
		starter: main === void 0 ? starter(repository, name) : [],
		image: "golang:1"
	};
};
function mainPackage({ files, read }, name) {
	const folders = new Set(files.filter((path) => path.endsWith(".go") && !path.endsWith("_test.go")).filter((path) => /^package main\b/m.test(read(path) ?? "")).map((path) => path.split("/").slice(0, -1).join("/")));
	const found = [
		"",
		`cmd/${name}`,
		...[...folders].toSorted()
	].find((folder) => folders.has(folder));
	return found === void 0 ? void 0 : found === "" ? "." : `./${found}`;
}
function starter(repository, name) {
	const module = `module example.com/${name}\n\ngo 1.19\n`;
	return [...hasFile(repository, "go.mod") ? [] : [{
		path: "go.mod",
		text: module
	}], {
		path: "main.go",
		text: MAIN
	}];
}
const MAIN = `// A small HTTP service that reports its version and health at /status.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

// Set by the linker: see codedeploy/build.sh.
var version = "unknown"

func main() {
	http.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"version": version, "health": "Healthy"})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`;

// src/init/kinds/java.ts
const javaService = (repository, { name, folder, program = `${name}.jar` }) => {
	const main = mainClass(repository);
	const { lines, image } = tool(repository, `$bundle/app/${program}`);
	return {
		build: lines,
		command: isRunnable(repository) ? `/usr/bin/env java -jar ${folder}/${program}` : `/usr/bin/env java -cp ${folder}/${program} ${main ?? "Service"}`,
		starter: main === void 0 ? [{
			path: "src/main/java/Service.java",
			text: SERVICE$1
		}] : [],
		image
	};
};
function tool(repository, jar) {
	const has = (path) => hasFile(repository, path);
	const take = (folder) => [`cp "$(find ${folder} -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' ! -name '*-plain.jar' ! -name 'original-*' | head -n 1)" "${jar}"`];
	if (has("pom.xml")) return {
		lines: [`${has("mvnw") ? "./mvnw" : "mvn"} -B -q package`, ...take("target")],
		image: "maven:3-eclipse-temurin-21"
	};
	if (has("build.gradle") || has("build.gradle.kts")) return {
		lines: [`${has("gradlew") ? "./gradlew" : "gradle"} build`, ...take("build/libs")],
		image: "gradle:8-jdk21"
	};
	return {
		lines: [
			"classes=$(mktemp -d)",
			"find src -name '*.java' -print0 | xargs -0 javac -d \"$classes\"",
			"# A date of its own in each build would make each build another content.",
			`jar --create --file "${jar}" --date 1980-01-02T00:00:00Z -C "$classes" .`
		],
		image: "eclipse-temurin:21"
	};
}
function isRunnable({ read }) {
	const text = [
		"pom.xml",
		"build.gradle",
		"build.gradle.kts"
	].map((path) => read(path) ?? "");
	return /spring-boot|maven-shade|maven-assembly|shadow|<mainClass>|Main-Class/.test(text.join("\n"));
}
function mainClass({ files, read }) {
	for (const path of files.filter((each) => /\.java$/.test(each) && !/\btest\b/.test(each))) {
		const text = read(path) ?? "";
		if (!/\bstatic\s+void\s+main\s*\(/.test(text)) continue;
		const inPackage = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1];
		const name = path.slice(path.lastIndexOf("/") + 1, -5);
		return inPackage === void 0 ? name : `${inPackage}.${name}`;
	}
}
const SERVICE$1 = `import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A small HTTP service that reports its version and health at /status. */
public final class Service {
    // Set by systemd: see codedeploy/systemd.
    private static final String VERSION = System.getenv().getOrDefault("VERSION", "unknown");

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/status", exchange -> {
            String text = "{\\"version\\":\\"" + VERSION + "\\",\\"health\\":\\"Healthy\\"}";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }
}
`;

// src/init/copy-sources.ts
function copySources(without) {
	return [
		"for path in ./*; do",
		"  case \"$path\" in",
		`    ${[
			"codedeploy",
			"fanout.yml",
			"bundle.zip",
			"bundle.zip.*.part",
			...without
		].map((path) => `./${path}`).join(" | ")}) ;;`,
		"    *) cp -Rp \"$path\" \"$bundle/app\" ;;",
		"  esac",
		"done"
	];
}

// src/init/kinds/node.ts
const nodeService = (repository, { folder }) => {
	const { entry, scripts, hasDependencies } = manifest(repository);
	const npmrc = hasFile(repository, ".npmrc") ? " --userconfig \"$PWD/.npmrc\"" : "";
	const install = hasFile(repository, "package-lock.json") ? "npm ci" : "npm install";
	return {
		build: [
			...scripts.build !== void 0 ? [install, "npm run build"] : [],
			"# Everything but hidden files, what tools have made and what is only about the deployment.",
			...copySources(["node_modules"]),
			...hasDependencies ? [`${install} --omit=dev --prefix "$bundle/app"${npmrc}`] : []
		],
		command: `/usr/bin/env node ${folder}/${entry ?? "server.mjs"}`,
		starter: entry === void 0 ? [{
			path: "server.mjs",
			text: SERVER
		}] : []
	};
};
function manifest(repository) {
	const { main, scripts, dependencies } = parsed(repository.read("package.json"));
	const started = /^node\s+(?:--?\S+\s+)*([\w./-]+)/.exec(String(Object(scripts).start ?? ""))?.[1];
	const made = Object(scripts).build !== void 0;
	const candidates = [started, typeof main === "string" ? main : void 0].flatMap((path) => path === void 0 ? [] : [path.replace(/^\.\//, "")]);
	const usual = [
		"server.mjs",
		"server.js",
		"index.mjs",
		"index.js",
		"app.js",
		"src/index.js"
	];
	const entry = made && candidates[0] ? candidates[0] : void 0;
	const there = [...candidates, ...usual].find((path) => hasFile(repository, path));
	return {
		...(require_defined()).defined({ entry: entry ?? there }),
		scripts: Object(scripts),
		hasDependencies: Object.keys(Object(dependencies)).length > 0
	};
}
function parsed(text) {
	try {
		return Object(JSON.parse(text ?? "{}"));
	} catch {
		return {};
	}
}
const SERVER = `// A small HTTP service that reports its version and health at /status.
import { createServer } from "node:http";

// Set by systemd: see codedeploy/systemd.
const version = process.env.VERSION ?? 'unknown';

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json');
  if (request.url === '/status') response.end(JSON.stringify({ version, health: 'Healthy' }));
  else response.writeHead(404).end('{}');
});
server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit()));
`;

// src/init/kinds/python.ts
const usual = [
	"main.py",
	"app.py",
	"server.py",
	"service.py"
];
const pythonService = (repository, { folder }) => {
	const entry = usual.find((path) => hasFile(repository, path));
	return {
		build: [
			"# Everything but hidden files and what is only about the deployment.",
			...copySources(["build", "venv"]),
			"find \"$bundle/app\" -name __pycache__ -prune -exec rm -rf {} +",
			"# Wheels fit the version of Python that makes them: build with that of the instances.",
			"if [ -s requirements.txt ]; then",
			"  python3 -m pip wheel --requirement requirements.txt --wheel-dir \"$bundle/app/wheels\"",
			"fi"
		],
		command: `${folder}/venv/bin/python ${folder}/${entry ?? "service.py"}`,
		unit: ["Environment=PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1"],
		install: [
			`if [ -s ${folder}/requirements.txt ]; then`,
			`  python3 -m venv --clear ${folder}/venv`,
			`  ${folder}/venv/bin/pip install --no-index --find-links ${folder}/wheels \\`,
			`    --requirement ${folder}/requirements.txt`,
			"else",
			`  python3 -m venv --clear --without-pip ${folder}/venv`,
			"fi"
		],
		starter: entry === void 0 ? [{
			path: "service.py",
			text: SERVICE
		}] : [],
		image: "python:3"
	};
};
const SERVICE = `"""A small HTTP service that reports its version and health at /status."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Set by systemd: see codedeploy/systemd.
VERSION = os.environ.get("VERSION", "unknown")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/status"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"version": VERSION, "health": "Healthy"} if found else {}).encode())


if __name__ == "__main__":
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()
`;

// src/init/units.ts
const system = /^\/(?:usr\/(?:local\/)?)?s?bin\//;
const unitName = /^[\w:.-]+\.service$/;
function unitsIn({ files, read }) {
	const names = /* @__PURE__ */ new Set();
	return files.filter((path) => unitName.test(baseOf(path)) && !/^(?:codedeploy|build)\//.test(path)).filter((path) => !names.has(baseOf(path)) && names.add(baseOf(path))).flatMap((path) => {
		const text = read(path) ?? "";
		const command = /^ExecStart\s*=\s*[-@:+!]*(.+)$/m.exec(text)?.[1];
		if (command === void 0) return [];
		const paths = [...command.matchAll(/(?:^|[\s=])(\/[\w./-]+)/g)].map(([, found = ""]) => found).filter((found) => !system.test(found) || isOwn(found, files));
		const working = /^WorkingDirectory\s*=\s*-?(\/\S+)/m.exec(text)?.[1];
		const first = paths[0];
		const folder = working ?? first?.slice(0, first.lastIndexOf("/"));
		const user = /^User\s*=\s*(\S+)/m.exec(text)?.[1];
		return [{
			path,
			name: path.slice(path.lastIndexOf("/") + 1),
			...folder && { folder },
			paths,
			...(require_defined()).defined({ user })
		}];
	});
}
function isOwn(path, files) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	return files.some((file) => file.endsWith(`/${name}`) || file === name);
}
function baseOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}

// src/init/kinds/systemd.ts
const systemdService = (repository) => {
	const programs = unitsIn(repository).flatMap(({ paths }) => paths.flatMap((path) => {
		const name = path.slice(path.lastIndexOf("/") + 1);
		const from = repository.files.find((file) => file === name || file.endsWith(`/${name}`));
		return from === void 0 ? [] : [`install -m 755 ${(require_shell_word()).shellWord(from)} "$bundle/app/${name}"`];
	}));
	return {
		build: [...new Set(programs)],
		command: "",
		starter: []
	};
};

// src/init/pipelines/context.ts
function jobName(environment) {
	return environment.replaceAll(/[^A-Za-z0-9_-]+/g, "-");
}
const byHandCommands = [
	"rollback",
	"unhold",
	"hold"
];

// src/init/pipelines/github.ts
const checkout = `      - uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0
        with:
          persist-credentials: false`;
function githubFiles({ environments }, { wrapper: { version } }) {
	const uses = `OWNER/codedeploy-fanout@COMMIT # v${version}`;
	return {
		files: [{
			path: ".github/workflows/fanout.yml",
			text: deploying$1(environments, uses)
		}, {
			path: ".github/workflows/fanout-by-hand.yml",
			text: byHand$2(environments, uses)
		}],
		notes: ["in .github/workflows/fanout*.yml replace OWNER and COMMIT with the owner of the action and the full SHA of a release"]
	};
}
function deploying$1(environments, uses) {
	const jobs = environments.map((each, index) => job(each, environments[index - 1], uses));
	return `# Builds once, without any identity, and takes the same bytes from environment to environment.
#
# Replace OWNER and COMMIT with the owner of the action and the full SHA of a release you have looked at.
# An approval is a setting of the repository: Settings, Environments, Required reviewers.
name: deploy

on:
  push:
    branches: [main]

permissions: {}

jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    outputs:
      digest: \${{ steps.package.outputs.digest }}
      version: \${{ steps.package.outputs.version }}
    steps:
${checkout}
      # Runs bundle.build of fanout.yml.
      - uses: ${uses}
        id: package
        with:
          command: package
          out: bundle.zip
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        with:
          name: bundle
          path: bundle.zip
          if-no-files-found: error

${jobs.join("\n\n")}
`;
}
function byHand$2(environments, uses) {
	const names = environments.map(({ name }) => JSON.stringify(name)).join(", ");
	return `# Started by hand: Actions, by hand, Run workflow. A rollback leaves a hold, so that nothing is deployed over it until someone has looked;
# unhold lifts it.
name: by hand

on:
  workflow_dispatch:
    inputs:
      command:
        description: What to do
        required: true
        type: choice
        options: [${byHandCommands.join(", ")}]
      environment:
        description: Where
        required: true
        type: choice
        options: [${names}]
      reason:
        description: Why; it is recorded
        required: true
        type: string

permissions: {}

jobs:
  by-hand:
    runs-on: ubuntu-latest
    environment: \${{ inputs.environment }}
    concurrency:
      group: deploy-\${{ inputs.environment }}
      cancel-in-progress: false
    permissions:
      contents: read
      id-token: write # the identity token
    steps:
${checkout}
      - uses: ${uses}
        id: fanout
        with:
          command: \${{ inputs.command }}
          environment: \${{ inputs.environment }}
          reason: \${{ inputs.reason }}
${ending(uses, "rollback")}
`;
}
function job({ name }, before, uses) {
	const needs = before === void 0 ? "build" : `[build, ${jobName(before.name)}]`;
	const download = `
      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          name: bundle`;
	const inputs = before === void 0 ? [
		"command: deploy",
		`environment: ${name}`,
		"source: bundle.zip"
	] : [
		"command: promote",
		`environment: ${name}`,
		"version: ${{ needs.build.outputs.version }}"
	];
	return `  ${jobName(name)}:
    needs: ${needs}
    runs-on: ubuntu-latest
    environment: ${name}
    concurrency:
      group: deploy-${name}
      cancel-in-progress: false
    permissions:
      contents: read
      id-token: write # the identity token
    steps:
${checkout}${before === void 0 ? download : ""}
      - uses: ${uses}
        id: fanout
        with:
${[...inputs, "digest: ${{ needs.build.outputs.digest }}"].map((line) => `          ${line}`).join("\n")}
${ending(uses, jobName(name))}`;
}
function ending(uses, name) {
	return `      # What a killed step left, for its page; nothing if the step has ended.
      - uses: ${uses}
        id: finish
        if: always()
        with:
          command: finish
      # The run as one page of HTML.
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        if: always() && (steps.finish.outputs.page || steps.fanout.outputs.page)
        with:
          name: page-of-${name}
          path: \${{ steps.finish.outputs.page || steps.fanout.outputs.page }}`;
}

// src/init/pipelines/gitlab.ts
const atHand = ["rollback", "unhold"];
const zeros = (length) => `"${"0".repeat(length)}"`;
function gitlabFiles({ environments }, { repository, wrapper, image }) {
	const own = ".gitlab-ci.yml";
	const other = ".gitlab/fanout.gitlab-ci.yml";
	const isIncluded = hasFile(repository, own);
	const path = isIncluded ? other : own;
	const stages = [
		"build",
		"package",
		...environments.map(({ name }) => jobName(name))
	];
	const names = ["package", ...environments.map(({ name }) => `deploy-${jobName(name)}`)];
	const others = environments.flatMap(({ name }) => atHand.map((command) => `${command}-${jobName(name)}`));
	const onMain = "  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n";
	const beside = `  needs: []\n  allow_failure: true\n${onMain}`;
	return {
		files: [{
			path,
			text: `# Builds once, without any identity, and takes the same bytes from environment to environment.
#
# OWNER stands for the group that mirrors the project; tool-commit and tool-sha256 for the full commit of a release you have
# looked at, and the SHA-256 of its dist/index.cjs; image needs the digest of node:24:
# docker buildx imagetools inspect node:24 --format '{{.Manifest.Digest}}'
stages: [${stages.join(", ")}]

include:
${includes(environments, wrapper.version, image).join("\n")}

${image === void 0 ? "" : build(image, onMain)}${names.map((name) => `${name}:\n${onMain}`).join("\n")}
# At hand beside every deployment, and no part of the pipeline's success. A rollback leaves a hold, so that nothing is deployed over it
# until someone has looked; unhold lifts it.
${others.map((name) => `${name}:\n${beside}`).join("\n")}`
		}],
		notes: [`in ${path} replace OWNER, tool-commit and tool-sha256 with those of your copy of the component, and the digest in image with that of node:24`, ...isIncluded ? [`add to .gitlab-ci.yml: include: [{ local: ${other} }], and its stages to those there`] : []]
	};
}
function includes(environments, version, image) {
	const component = (name, inputs) => `  - component: $CI_SERVER_FQDN/OWNER/codedeploy-fanout/${name}@${version}
    inputs:
      tool-project: $CI_SERVER_URL/OWNER/codedeploy-fanout.git
      tool-commit: ${zeros(40)}
      tool-sha256: ${zeros(64)}
      image: node:24@sha256:${"0".repeat(64)}
${inputs.map((line) => `      ${line}`).join("\n")}`;
	return [
		component("package", ["stage: package", ...image === void 0 ? [] : ["build: \":\" # is done by the job before"]]),
		...environments.map(({ name }, index) => component("fanout", [
			`job-name: deploy-${jobName(name)}`,
			`stage: ${jobName(name)}`,
			`environment: ${name}`,
			`audience: fanout-${name}`,
			...index === 0 ? ["source: bundle.zip"] : [
				"command: promote",
				"version: $FANOUT_VERSION",
				"when: manual"
			],
			"digest: $FANOUT_DIGEST # passed on by package: other bytes are refused"
		])),
		...environments.flatMap(({ name }) => atHand.map((command) => component("fanout", [
			`job-name: ${command}-${jobName(name)}`,
			`stage: ${jobName(name)}`,
			`command: ${command}`,
			`environment: ${name}`,
			`audience: fanout-${name}`,
			"reason: $GITLAB_USER_LOGIN in $CI_PIPELINE_URL",
			"when: manual"
		])))
	];
}
function build(image, onMain) {
	return `build:
  stage: build
  image: ${image} # by its tag, in a job without an identity; by its digest it stays the same
${image.startsWith("docker:") ? "  services: [docker:dind]\n  before_script:\n    - apk add --no-cache bash\n" : ""}  script:
    # The version of fanout.yml.
    - VERSION="1.$CI_PIPELINE_IID" bash codedeploy/build.sh
  artifacts:
    paths: [${bundleFolder}]
    expire_in: 1 day
${onMain}
`;
}

// src/init/pipelines/jenkins.ts
function jenkinsFiles({ environments }, { repository }) {
	return {
		files: [{
			path: hasFile(repository, "Jenkinsfile") ? "Jenkinsfile.fanout" : "Jenkinsfile",
			text: deploying(environments)
		}, {
			path: "Jenkinsfile.by-hand",
			text: byHand$1(environments)
		}],
		notes: ["name the agents in the Jenkinsfile: the one that packages has no AWS credentials", "make a second job of Jenkinsfile.by-hand, which asks what to do: roll back, lift a hold, or set one"]
	};
}
function deploying(environments) {
	return `// Builds once, on an agent without AWS credentials, and takes the same bytes from environment to environment.
pipeline {
  agent none
  options { disableConcurrentBuilds() }
  // Where agents have dist/index.cjs of codedeploy-fanout.
  environment { FANOUT = 'node /opt/codedeploy-fanout/dist/index.cjs' }
  stages {
    stage('package') {
      agent any
      steps {
        // Runs bundle.build of fanout.yml.
        sh '$FANOUT package --out bundle.zip --json > packaged.json'
        script {
          env.DIGEST = sh(returnStdout: true, script: 'node -p "require(\\'./packaged.json\\').digest"').trim()
          env.VERSION = sh(returnStdout: true, script: 'node -p "require(\\'./packaged.json\\').version"').trim()
        }
        stash name: 'bundle', includes: 'bundle.zip'
      }
    }
${environments.map(({ name }, index) => {
		const command = index === 0 ? `deploy ${name} --source bundle.zip --digest "$DIGEST"` : `promote ${name} --version "$VERSION" --digest "$DIGEST"`;
		return `    stage('${jobName(name)}') {
      agent any // with AWS credentials, best of an instance profile
${index === 0 ? "" : `      input { message 'Deploy to ${jobName(name)}?' }\n`}      steps {
${index === 0 ? "        unstash 'bundle'\n" : ""}        sh '$FANOUT ${command}'
      }
      post { always { sh '$FANOUT finish' } }
    }`;
	}).join("\n")}
  }
}
`;
}
function byHand$1(environments) {
	const choices = (names) => names.map((name) => `'${name}'`).join(", ");
	return `// Started by hand. A rollback leaves a hold, so that nothing is deployed over it until someone has looked; unhold lifts it.
pipeline {
  agent any // with AWS credentials, best of an instance profile
  options { disableConcurrentBuilds() }
  parameters {
    choice(name: 'COMMAND', choices: [${choices(byHandCommands)}], description: 'What to do')
    choice(name: 'ENVIRONMENT', choices: [${choices(environments.map(({ name }) => name))}], description: 'Where')
    string(name: 'REASON', description: 'Why; it is recorded')
  }
  environment { FANOUT = 'node /opt/codedeploy-fanout/dist/index.cjs' }
  stages {
    stage('by hand') {
      steps { sh '$FANOUT "$COMMAND" "$ENVIRONMENT" --reason "$REASON"' }
      post { always { sh '$FANOUT finish' } }
    }
  }
}
`;
}

// src/init/pipelines/teamcity.ts
function teamcityFiles(answers, { wrapper: { recipe } }) {
	const path = ".teamcity/pluginData/_Self/metaRunners/CodeDeployFanout.xml";
	return {
		files: [...recipe === void 0 ? [] : [{
			path,
			text: recipe
		}], {
			path: ".teamcity/Fanout.kt",
			text: settings(answers)
		}],
		notes: [...recipe === void 0 ? [`copy teamcity-meta-runner.xml of codedeploy-fanout to ${path}`] : [], "in .teamcity/settings.kts add the build configurations of Fanout.kt, and there your connections to AWS"]
	};
}
function settings({ application, environments }) {
	return `// Builds once, without AWS credentials, and takes the same bytes from environment to environment.
//
// In settings.kts of the project: ${["FanoutPackage", ...environments.flatMap(({ name }) => [objectName(name), `${objectName(name)}ByHand`])].map((name) => `buildType(${name})`).join("; ")}
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.provideAwsCredentials

object FanoutPackage : BuildType({
    name = "Package ${application}"
    artifactRules = "bundle.zip"
    // Handed on by the step.
    params {
        param("codedeploy.digest", "")
        param("codedeploy.version", "")
    }
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "Package"
            type = "CodeDeployFanout"
            param("env.INPUT_COMMAND", "package")
            param("env.INPUT_OUT", "bundle.zip")
        }
    }
})

${environments.map((each, index) => buildType(each, environments[index - 1], application)).join("\n\n")}

${environments.map(({ name }) => byHand(name, application)).join("\n\n")}
`;
}
function buildType({ name }, before, application) {
	const params = [
		...before === void 0 ? [["COMMAND", "deploy"], ["SOURCE", "bundle.zip"]] : [["COMMAND", "promote"], ["VERSION", "${FanoutPackage.depParamRefs[\"codedeploy.version\"]}"]],
		["ENVIRONMENT", name],
		["DIGEST", "${FanoutPackage.depParamRefs[\"codedeploy.digest\"]}"]
	].map(([key, value]) => `            param("env.INPUT_${key}", "${value}")`).join("\n");
	const depends = before === void 0 ? `        dependency(FanoutPackage) {
            snapshot { onDependencyFailure = FailureAction.FAIL_TO_START }
            artifacts { artifactRules = "bundle.zip" }
        }` : `        snapshot(FanoutPackage) { onDependencyFailure = FailureAction.FAIL_TO_START }
        snapshot(${objectName(before.name)}) { onDependencyFailure = FailureAction.FAIL_TO_START }`;
	return `object ${objectName(name)} : BuildType({
    name = "Deploy ${application} to ${name}"
    type = BuildTypeSettings.Type.DEPLOYMENT
    maxRunningBuilds = 1
    buildNumberPattern = "\${FanoutPackage.depParamRefs.buildNumber}"
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "CodeDeploy fan-out"
            type = "CodeDeployFanout"
${params}
        }
    }
${features(name)}
    dependencies {
${depends}
    }
})`;
}
function byHand(name, application) {
	const commands = byHandCommands.map((command) => `"${command}"`).join(", ");
	return `object ${objectName(name)}ByHand : BuildType({
    name = "By hand: ${application} in ${name}"
    description = "Rolls back, which leaves a hold; lifts it; or sets one"
    type = BuildTypeSettings.Type.DEPLOYMENT
    maxRunningBuilds = 1
    params {
        select("by.hand.command", "", label = "What to do", display = ParameterDisplay.PROMPT, options = listOf(${commands}))
        text("by.hand.reason", "", label = "Why; it is recorded", display = ParameterDisplay.PROMPT, allowEmpty = false)
    }
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "CodeDeploy fan-out"
            type = "CodeDeployFanout"
            param("env.INPUT_COMMAND", "%by.hand.command%")
            param("env.INPUT_ENVIRONMENT", "${name}")
            param("env.INPUT_REASON", "%by.hand.reason%")
        }
    }
${features(name)}
})`;
}
function features(environment) {
	return `    features {
        provideAwsCredentials { awsConnectionId = "AWS_${identifier(environment).toUpperCase()}" }
    }`;
}
function objectName(environment) {
	const name = identifier(environment);
	return `Fanout${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
function identifier(environment) {
	return environment.replaceAll(/[^A-Za-z0-9]+/g, "_");
}

// src/init/pipelines/pipeline.ts
const makers = {
	github: githubFiles,
	gitlab: gitlabFiles,
	teamcity: teamcityFiles,
	jenkins: jenkinsFiles
};
function pipelineFiles(answers, context) {
	if (answers.pipeline === "none") return {
		files: [],
		notes: []
	};
	return makers[answers.pipeline](answers, context);
}

// src/init/service.ts
const starterUrl = "http://127.0.0.1:8080/status";

// src/init/unit-file.ts
function unitFile(service, { name, folder }, title) {
	const text = `[Unit]
Description=${title}
After=network-online.target
Wants=network-online.target

[Service]
User=${service.command.includes(" docker ") ? "root" : name}
WorkingDirectory=${folder}
# VERSION, written by codedeploy/build.sh.
EnvironmentFile=-${folder}/release.env
${[...service.unit ?? [], `ExecStart=${service.command}`].join("\n")}
Restart=on-failure
TimeoutStopSec=15
NoNewPrivileges=yes
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
`;
	return {
		path: `codedeploy/systemd/${name}.service`,
		text
	};
}

// src/init/files.ts
const services = {
	go: goService,
	node: nodeService,
	java: javaService,
	python: pythonService,
	docker: dockerService,
	systemd: systemdService
};
function filesFor(repository, recognised, answers, wrapper) {
	const made = answers.kind === "appspec" ? ofAppspec(repository, recognised) : ofService(repository, recognised, answers, services[answers.kind]);
	const pipeline = pipelineFiles(answers, {
		repository,
		wrapper,
		image: made.image
	});
	const configuration = configurationFile(answers, made.bundle, recognised.consul.length > 0);
	return {
		files: [
			...made.files,
			{
				path: ".gitignore",
				text: made.ignored.map((path) => `${path}\n`).join("")
			},
			...pipeline.files,
			configuration
		],
		notes: [
			...made.notes,
			...ignoreNotes(repository, made.ignored),
			...pipeline.notes
		]
	};
}
function ofAppspec(repository, { appspec = "appspec.yml" }) {
	const source = appspec.includes("/") ? appspec.slice(0, appspec.lastIndexOf("/")) : ".";
	const build = /^build\s*:/m.test(repository.read("Makefile") ?? "") ? "make build" : /"scripts"\s*:\s*\{[^}]*"build"\s*:/.test(repository.read("package.json") ?? "") ? `npm ${hasFile(repository, "package-lock.json") ? "ci" : "install"} && npm run build` : void 0;
	const note = `what "${appspec}" copies has to be in "${source}" when the zip is made: "bundle.build" in fanout.yml makes it`;
	return {
		files: [],
		notes: build === void 0 ? [note] : [],
		bundle: {
			source,
			build,
			...source === "." && { exclude: aboutDeploying }
		},
		ignored: [".fanout/"]
	};
}
const aboutDeploying = [
	"/fanout.yml",
	"/.git*",
	"/.teamcity/",
	"/Jenkinsfile*"
];
function ofService(repository, { units, consul }, answers, make) {
	const [unit] = units;
	const name = serviceName(answers.application);
	const place = {
		name,
		folder: unit?.folder ?? `/opt/${name}`,
		...unit?.paths[0] !== void 0 && { program: lastOf(unit.paths) }
	};
	const service = make(repository, place);
	const isConsul = consul.length > 0;
	const copied = {
		units: units.map(({ path }) => path),
		consul
	};
	return {
		files: [
			...service.starter,
			buildScript(service, copied),
			appspecFile({
				folder: place.folder,
				consul: isConsul
			}),
			...hookFiles({
				units: unit ? units.map((each) => each.name) : [`${name}.service`],
				users: usersOf(units, answers.kind, name),
				install: service.install ?? [],
				consul: isConsul,
				checkUrl: answers.checkUrl ?? (service.starter.length > 0 ? "http://127.0.0.1:8080/status" : void 0)
			}),
			...unit ? [] : [unitFile(service, place, answers.application)],
			...firstBuild(repository, copied, units.flatMap((each) => programsIn(each, place.folder)))
		],
		notes: service.rehearse === void 0 ? [] : [service.rehearse],
		bundle: {
			source: bundleFolder,
			build: `bash ${bundleFolder}/build.sh`,
			exclude: ["build.sh"]
		},
		ignored: ignoredPaths(copied),
		image: service.image
	};
}
function ignoreNotes({ read }, paths) {
	const text = read(".gitignore");
	if (text === void 0) return [];
	const lines = text.split(/\r?\n/).map((line) => line.replace(/^\//, ""));
	const missing = paths.filter((path) => !lines.includes(path));
	return missing.length === 0 ? [] : [`add to .gitignore: ${missing.join(", ")}`];
}
function usersOf(units, kind, name) {
	if (units.length === 0) return kind === "docker" ? [] : [name];
	const named = units.flatMap(({ user }) => user ?? []).filter((user) => /^[a-z_][\w-]*$/.test(user));
	return [...new Set(named.filter((user) => user !== "root"))];
}
function lastOf(paths) {
	const path = paths.at(-1) ?? "";
	return path.slice(path.lastIndexOf("/") + 1);
}
function serviceName(application) {
	return application.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, "-").replace(/^[^a-z]+/, "").replace(/-+$/, "").slice(0, 31) || "service";
}
function programsIn({ paths }, folder) {
	return paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
}

// src/init/recognise.ts
const marks = [
	["go", /^(?:go\.mod|main\.go)$/],
	["java", /^(?:pom\.xml|build\.gradle(?:\.kts)?|src\/main\/java\/.*\.java)$/],
	["python", /^(?:pyproject\.toml|requirements\.txt|setup\.py|(?:app|main|server|service)\.py)$/],
	["node", /^(?:package\.json|server\.m?js)$/],
	["docker", /^Dockerfile$/]
];
const pipelineMarks = [
	["github", /^\.github\//],
	["gitlab", /^\.gitlab(?:-ci\.yml$|\/)/],
	["teamcity", /^\.teamcity\//],
	["jenkins", /^Jenkinsfile$/]
];
function recognise(repository) {
	const { files } = repository;
	const appspec = files.filter((path) => /(?:^|\/)appspec\.ya?ml$/.test(path) && !isMade(path)).toSorted((one, other) => one.split("/").length - other.split("/").length)[0];
	const units = unitsIn(repository);
	const found = (table) => table.filter(([, mark]) => files.some((path) => mark.test(path))).map(([name]) => name);
	const languages = found(marks);
	return {
		kinds: [
			...appspec === void 0 ? [] : ["appspec"],
			...languages,
			...units.length > 0 ? ["systemd"] : []
		],
		pipelines: found(pipelineMarks),
		...(require_defined()).defined({ appspec }),
		units,
		consul: files.filter((path) => isConsulService(path, repository)).filter((path, index, all) => all.findIndex((one) => one.split("/").pop() === path.split("/").pop()) === index),
		name: nameOf(repository),
		services: servicesBelow(files)
	};
}
function servicesBelow(files) {
	const folders = files.flatMap((path) => {
		const at = path.lastIndexOf("/");
		const isMark = marks.some(([, mark]) => mark.test(path.slice(at + 1)));
		return at > 0 && isMark && !isMade(path) ? [path.slice(0, at)] : [];
	});
	return [...new Set(folders)].slice(0, 5);
}
function isMade(path) {
	return /^(?:codedeploy|build)\//.test(path);
}
function isConsulService(path, { read }) {
	if (isMade(path) || !/\.(?:json|hcl)$/.test(path)) return false;
	if (!/(?:^|\/)consul(?:\.d)?\/|consul|_service\.json$/.test(path)) return false;
	return /^\s*(?:"services?"\s*:|services?\s*[={])/m.test((read(path) ?? "").replace(/^\s*\{/, ""));
}
function nameOf({ name, read }) {
	return ([
		/^module\s+\S*?([^/\s]+)(?:\/v\d+)?\s*$/m.exec(read("go.mod") ?? "")?.[1],
		/"name"\s*:\s*"(?:@[^"/]*\/)?([^"/]+)"/.exec(read("package.json") ?? "")?.[1],
		/<artifactId>([^<]+)<\/artifactId>/.exec((read("pom.xml") ?? "").replace(/<parent>[\s\S]*?<\/parent>/, ""))?.[1],
		/^\s*rootProject\.name\s*=\s*["']([^"']+)["']/m.exec(read("settings.gradle") ?? read("settings.gradle.kts") ?? "")?.[1],
		/^name\s*=\s*["']([^"']+)["']/m.exec(read("pyproject.toml") ?? "")?.[1],
		name
	].map((text = "") => text.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+|-+$/g, "")).find((text) => text !== "") ?? "service").slice(0, 64);
}

// \0builtin:readline/promises
var require_promises = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:readline/promises");
}));

// src/cli/ask.ts
var import_promises = require_promises();
function asking({ input, output }, signal) {
	const lines = (0, import_promises.createInterface)({
		input,
		terminal: false
	});
	const answers = lines[Symbol.asyncIterator]();
	const stop = () => lines.close();
	signal.addEventListener("abort", stop, { once: true });
	return {
		async ask({ text, preset, wrong = () => void 0 }) {
			for (;;) {
				output.write(`${text}${preset ? ` [${preset}]` : ""}: `);
				const { value, done } = await answers.next();
				if (signal.aborted) throw signal.reason;
				if (done) throw new (require_cancel()).CancelledError("SIGINT");
				const answer = value.trim() || preset;
				const phrase = wrong(answer);
				if (phrase === void 0) return answer;
				output.write(`  must be ${phrase}\n`);
			}
		},
		end() {
			signal.removeEventListener("abort", stop);
			lines.close();
		}
	};
}

// src/cli/init-answers.ts
const presetAccounts = "test=111111111111 production=222222222222";
const presetRegions = "eu-west-1 us-east-1";
async function initAnswers(inputs, recognised, ask) {
	const given = inputs.account.length > 0 ? inputs.account.join(" ") : void 0;
	const problems = [];
	const answer = async (flag, source, question) => {
		const text = flag ?? (ask ? await ask(question) : question.preset);
		const phrase = question.wrong?.(text);
		if (phrase === void 0) return text;
		problems.push(flag === void 0 && source === "--kind" ? nothingRecognised(recognised) : {
			code: "bad-option-value",
			message: `${source} must be ${phrase}, not ${(require_quoted()).quoted(text)}`
		});
		return text;
	};
	const application = await answer(inputs.initApplication, "--application", {
		text: "Name of the application in CodeDeploy",
		preset: recognised.name,
		wrong: (text) => (require_scalars()).forms.name(text, {})
	});
	const kind = await answer(inputs.kind, "--kind", {
		text: `What is deployed (${kinds.join(", ")})`,
		preset: recognised.kinds[0] ?? "",
		wrong: (text) => kindDoubt(text, recognised)
	});
	const accounts = await answer(given, "--account", {
		text: "Environments and their accounts, in the order in which a release reaches them",
		preset: presetAccounts,
		wrong: accountsDoubt
	});
	const regions = await answer(inputs.initRegion.join(" ") || void 0, "--region", {
		text: "Regions",
		preset: presetRegions,
		wrong: (text) => regionsDoubt(wordsOf(text))
	});
	const checkUrl = await answer(inputs.checkUrl, "--check-url", {
		text: "URL that answers on an instance once the service is healthy, or nothing",
		preset: "",
		wrong: urlDoubt
	});
	const pipeline = await answer(inputs.pipeline, "--pipeline", {
		text: `CI system (${pipelines.join(", ")})`,
		preset: recognised.pipelines[0] ?? "none",
		wrong: (text) => pipelines.some((each) => each === text) ? void 0 : `one of ${pipelines.join(", ")}`
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return {
		application,
		kind,
		environments: environmentsOf(accounts),
		regions: wordsOf(regions),
		checkUrl: checkUrl || void 0,
		pipeline
	};
}
function nothingRecognised({ services: [service] }) {
	const byKind = `say what it is, such as: fanout init --kind ${kinds[0]}`;
	return {
		code: "nothing-recognised",
		message: "cannot tell what to deploy: there is neither an AppSpec file, go.mod, package.json, pom.xml, build.gradle, requirements.txt, pyproject.toml, Dockerfile nor a systemd unit",
		hint: service === void 0 ? byKind : `name the folder of one service, such as: fanout init ${(require_shell_word()).shellWord(service)}`
	};
}
function kindDoubt(text, { appspec, units }) {
	if (!kinds.some((each) => each === text)) return `one of ${kinds.join(", ")}`;
	if (text === "appspec" && appspec === void 0) return "a kind whose files exist: there is no appspec.yml";
	if (text === "systemd" && units.length === 0) return "a kind whose files exist: there is no unit with an ExecStart";
}
function environmentsOf(text) {
	return wordsOf(text).map((word) => {
		const [name = "", account = ""] = word.split("=");
		return {
			name,
			account
		};
	});
}
function accountsDoubt(text) {
	const environments = environmentsOf(text);
	const names = environments.map(({ name }) => name);
	return environments.length > 0 && new Set(names).size === names.length && environments.every(({ name, account }) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null|build|package)$/i.test(name) && /^\d{12}$/.test(account)) ? void 0 : "environments with different names, each with an account id of twelve digits, such as test=111111111111";
}
function regionsDoubt(names) {
	return names.length > 0 && new Set(names).size === names.length && names.every((each) => (require_scalars()).region.safeParse(each).success) ? void 0 : "different regions such as eu-west-1";
}
function urlDoubt(text) {
	if (text === "") return void 0;
	return /^https?:\/\/[^\s'"\\]+$/.test(text) && URL.canParse(text) ? void 0 : "an address such as http://127.0.0.1:8080/status";
}
function wordsOf(text) {
	return text.split(/[\s,]+/).filter(Boolean);
}

// src/cli/repository-files.ts
const LEFT_OUT = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	"vendor",
	"venv",
	".venv",
	"target",
	".fanout"
]);
const DEPTH = 8;
const MOST = 2e4;
const LARGEST = 1048576;
function repositoryAt(folder, named) {
	const files = [];
	try {
		if (!(0, import__builtin_fs.statSync)(folder).isDirectory()) {
			const message = `${(require_quoted()).quoted(named)} is not a folder`;
			throw new (require_problem()).UsageError([{
				code: "file-unreadable",
				message,
				hint: "name the folder of the repository"
			}]);
		}
		walk(folder, "", 0, files);
	} catch (error) {
		if (error instanceof (require_problem()).UsageError) throw error;
		const { code, message: reason } = error;
		const message = code === "ENOENT" ? `there is no folder ${(require_quoted()).quoted(named)}` : `cannot read the folder ${(require_quoted()).quoted(named)}: ${reason}`;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message
		}], { cause: error });
	}
	return {
		name: (0, import__builtin_path.basename)(folder),
		...(require_defined()).defined({ inside: insideOf(folder) }),
		files,
		read: (path) => textOf((0, import__builtin_path.join)(folder, path))
	};
}
function insideOf(folder) {
	for (let above = folder;; above = (0, import__builtin_path.dirname)(above)) {
		if ((0, import__builtin_fs.existsSync)((0, import__builtin_path.join)(above, ".git"))) return (0, import__builtin_path.relative)(above, folder).replaceAll("\\", "/") || void 0;
		if ((0, import__builtin_path.dirname)(above) === above) return void 0;
	}
}
function walk(folder, below, depth, files) {
	if (depth > DEPTH || files.length > MOST) return;
	for (const entry of entriesOf((0, import__builtin_path.join)(folder, below), depth)) {
		const path = below ? `${below}/${entry.name}` : entry.name;
		if (entry.isFile() || isLinkToFile(entry, (0, import__builtin_path.join)(folder, path))) files.push(path);
		else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(folder, path, depth + 1, files);
	}
}
function isLinkToFile(entry, path) {
	try {
		return entry.isSymbolicLink() && (0, import__builtin_fs.statSync)(path).isFile();
	} catch {
		return false;
	}
}
function entriesOf(folder, depth) {
	try {
		return (0, import__builtin_fs.readdirSync)(folder, { withFileTypes: true }).toSorted((one, other) => one.name < other.name ? -1 : 1);
	} catch (error) {
		if (depth === 0) throw error;
		return [];
	}
}
function textOf(path) {
	try {
		return (require_read_named_file()).readNamedFile(path, { most: LARGEST });
	} catch {
		return;
	}
}

// src/cli/write-new-files.ts
function writeNewFiles(folder, files) {
	const problems = files.flatMap(({ path }) => obstacle(folder, path));
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	const result = {
		written: [],
		kept: []
	};
	for (const { path, text, executable } of files) {
		const target = (0, import__builtin_path.join)(folder, path);
		try {
			(require_make_folders()).makeFolders((0, import__builtin_path.dirname)(target));
			(0, import__builtin_fs.writeFileSync)(target, text, {
				flag: "wx",
				mode: executable ? 493 : 420
			});
			result.written.push(path);
		} catch (error) {
			const { code, message } = error;
			if (code === "EEXIST") result.kept.push(path);
			else throw new (require_problem()).UsageError([unwritable(path, message, result.written)], { cause: error });
		}
	}
	return result;
}
function unwritable(path, reason, written) {
	const message = `cannot write "${path}": ${reason}`;
	if (written.length === 0) return {
		code: "file-unwritable",
		message
	};
	return {
		code: "file-unwritable",
		message,
		hint: `the ${written.length} files before it are written; run the same command again to continue`
	};
}
function obstacle(folder, path) {
	const parts = path.split("/");
	for (const [index] of parts.entries()) {
		const part = parts.slice(0, index + 1).join("/");
		const kind = kindOf((0, import__builtin_path.join)(folder, part));
		if (kind === "nothing") return [];
		const reason = index === parts.length - 1 ? inPlace[kind] : aboveIt(part, kind) || !isWithin(folder, part) && `"${part}" is a link that leads out of the repository`;
		if (reason) return [{
			code: "file-unwritable",
			message: `cannot write "${path}": ${reason}`,
			hint: "move it away, and run this again"
		}];
	}
	return [];
}
const inPlace = {
	folder: "it is a folder",
	file: void 0,
	"dead link": "it is a link that leads nowhere"
};
function aboveIt(part, kind) {
	if (kind === "folder") return void 0;
	return kind === "file" ? `"${part}" is a file` : `"${part}" is a link that leads nowhere`;
}
function kindOf(path) {
	try {
		const found = (0, import__builtin_fs.lstatSync)(path);
		if (found.isSymbolicLink()) return kindOfLink(path);
		return found.isDirectory() ? "folder" : "file";
	} catch (error) {
		return error.code === "ENOENT" ? "nothing" : "file";
	}
}
function kindOfLink(path) {
	try {
		return (0, import__builtin_fs.statSync)(path).isDirectory() ? "folder" : "file";
	} catch {
		return "dead link";
	}
}
function isWithin(folder, part) {
	const root = (0, import__builtin_fs.realpathSync)(folder);
	return `${(0, import__builtin_fs.realpathSync)((0, import__builtin_path.join)(folder, part))}${import__builtin_path.sep}`.startsWith(root.endsWith(import__builtin_path.sep) ? root : root + import__builtin_path.sep);
}

// src/cli/commands/init.ts
async function initCommand(inputs, { host, cwd, terminal, signal }) {
	const named = inputs.folder ?? ".";
	const folder = (0, import__builtin_path.resolve)(cwd, named);
	const repository = repositoryAt(folder, named);
	refuseConfigured(repository);
	refuseFilled(repository);
	const recognised = recognise(repository);
	const questions = terminal && !inputs.yes && !inputs.json ? asking(terminal, signal) : void 0;
	try {
		const answers = await initAnswers(inputs, recognised, questions?.ask);
		const { files, notes } = filesFor(repository, recognised, answers, {
			version: (require_main()).toolVersion,
			recipe: recipe()
		});
		const result = writeNewFiles(folder, files);
		const all = [...notes, ...ownNotes(inputs, answers, {
			inside: repository.inside,
			isAsked: questions !== void 0
		})];
		if (inputs.json) host.result(JSON.stringify({
			kind: answers.kind,
			...result,
			notes: all
		}));
		else host.print(said(result, all));
		return 0;
	} finally {
		questions?.end();
	}
}
function refuseConfigured(repository) {
	if (!hasFile(repository, "fanout.yml")) return;
	throw new (require_problem()).UsageError([{
		code: "already-configured",
		file: "fanout.yml",
		message: "already exists, and init overwrites nothing",
		hint: "try it with: fanout rehearse. To start over, move it away; other existing files are kept"
	}]);
}
function refuseFilled({ files }) {
	const others = files.filter((path) => path.startsWith(`${builtFolder}/`)).filter((path) => path !== `${builtFolder}/release.env`);
	if (others.length === 0) return;
	const message = `the build would write what is deployed to "${builtFolder}", but that folder already has files, such as ${(require_quoted()).quoted(others[0] ?? "")}`;
	throw new (require_problem()).UsageError([{
		code: "file-unwritable",
		message,
		hint: "move them elsewhere"
	}]);
}
function ownNotes(inputs, { pipeline }, { inside, isAsked }) {
	const isPlaceholder = inputs.account.length === 0 && !isAsked;
	const isUnasked = pipeline === "none" && inputs.pipeline === void 0 && !isAsked;
	const where = inside === void 0 ? "" : " in this folder";
	return [
		...isPlaceholder ? ["the account ids in fanout.yml are placeholders: replace them with yours"] : [],
		...isUnasked ? [`no pipeline is written, because no CI system was recognised${where}: to have one, move fanout.yml away and add --pipeline github, gitlab, teamcity or jenkins; other files are kept`] : [],
		...inside !== void 0 && pipeline !== "none" ? [`CI systems read a pipeline at the root of the repository alone: move what is written of it there, and give each step of fanout the input config: ${inside}/fanout.yml (docs/several-services.md)`] : [],
		`fanout bootstrap --out aws ${trusted[pipeline]} writes what the accounts need, as templates of CloudFormation: roles, buckets, applications and groups`
	];
}
const trusted = {
	github: "--github OWNER/REPOSITORY",
	gitlab: "--gitlab GROUP/PROJECT",
	teamcity: "--principal ENV=ARN",
	jenkins: "--principal ENV=ARN",
	none: "--principal ENV=ARN"
};
function said({ written, kept }, notes) {
	return [
		...written.map((path) => `wrote  ${path}`),
		...kept.map((path) => `kept   ${path}, which already existed`),
		"",
		"Now:",
		...["fanout lint checks what is deployed, fanout rehearse deploys it on this machine", ...notes].map((note) => `- ${note}`)
	].join("\n");
}
function recipe() {
	try {
		const program = process.argv[1] ?? "";
		return (0, import__builtin_fs.readFileSync)((0, import__builtin_path.resolve)((0, import__builtin_path.dirname)(program), "../teamcity-meta-runner.xml"), "utf8");
	} catch {
		return;
	}
}

exports.initCommand = initCommand;
},
"./json.js"(require, module, exports) {"use strict";
const require_running_release = () => require("./running-release.js");
const require_machine_json = () => require("./machine-json.js");
const require_problem_json = () => require("./problem-json.js");

// src/report/json.ts
function jsonReport({ started, bundle, finished }) {
	const results = finished?.results ?? [];
	return {
		command: started?.command ?? null,
		environment: started?.environment ?? null,
		version: bundle?.version ?? onlyVersion(results) ?? null,
		digest: bundle?.digest ?? null,
		verdict: finished?.verdict ?? null,
		exitCode: finished?.exitCode ?? null,
		problems: (finished?.problems ?? []).map((require_problem_json()).problemJson),
		ofDestinations: started?.of ?? null,
		destinations: results.map((result) => jsonDestination(result, started))
	};
}
function onlyVersion(results) {
	const versions = new Set(results.flatMap(({ version }) => version ?? []));
	return versions.size === 1 ? [...versions][0] : void 0;
}
function jsonText(facts) {
	return (require_machine_json()).machineJson(jsonReport(facts));
}
function refusalText(command, { verdict, exitCode }, problems) {
	const told = problems.map((require_problem_json()).problemJson);
	return (require_machine_json()).machineJson({
		command: command ?? null,
		verdict,
		exitCode,
		problems: told
	});
}
function jsonDestination(result, started) {
	const running = (require_running_release()).runningOf(result);
	const isUnknown = running.state === "unknown";
	const label = started?.destinations.find(({ id }) => id === result.destination);
	return {
		account: label?.account ?? null,
		accountId: label?.accountId ?? null,
		region: label?.region ?? null,
		deploymentGroup: label?.deploymentGroup ?? null,
		outcome: result.outcome,
		version: result.version ?? null,
		runs: isUnknown ? null : running.version ?? null,
		isUnknown,
		whyUnknown: isUnknown ? running.why : null,
		reason: result.reason ?? null,
		checks: result.checks ?? [],
		gates: result.gates ?? [],
		deploymentId: result.deploymentId ?? null,
		rollbackDeploymentId: result.rollback?.deploymentId ?? null,
		seconds: result.seconds,
		instances: result.instances,
		causes: result.causes,
		consoleUrl: result.consoleUrl ?? null
	};
}

Object.defineProperty(exports, "jsonText", {
  enumerable: true,
  get: function () {
    return jsonText;
  }
});
Object.defineProperty(exports, "refusalText", {
  enumerable: true,
  get: function () {
    return refusalText;
  }
});
},
"./limit.js"(require, module, exports) {"use strict";
// src/limit.ts
async function mapLimited(items, limit, work) {
	const results = new Array(items.length);
	const failures = [];
	let next = 0;
	async function worker() {
		while (next < items.length) {
			const index = next++;
			try {
				results[index] = await work(items[index], index);
			} catch (error) {
				failures.push(error);
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	if (failures.length > 0) throw failures[0];
	return results;
}
async function mapWithin(items, limit, work) {
	const failures = [];
	const running = /* @__PURE__ */ new Set();
	for (const item of items) {
		while (running.size > 0 && running.size >= limit()) await Promise.race(running);
		const one = work(item).catch((error) => {
			failures.push(error);
		}).finally(() => running.delete(one));
		running.add(one);
	}
	await Promise.all(running);
	if (failures.length > 0) throw failures[0];
}

Object.defineProperty(exports, "mapLimited", {
  enumerable: true,
  get: function () {
    return mapLimited;
  }
});
Object.defineProperty(exports, "mapWithin", {
  enumerable: true,
  get: function () {
    return mapWithin;
  }
});
},
"./log-host.js"(require, module, exports) {"use strict";
const require_printable = () => require("./printable.js");
const require_problem = () => require("./problem.js");
const require_outcome = () => require("./outcome.js");
const require_phase = () => require("./phase.js");
const require_outcomes = () => require("./outcomes.js");
const require_report_file = () => require("./report-file.js");
const require__builtin_vm$1 = () => require("./_builtin_vm.js");
const require_timing = () => require("./timing.js");
const require_quantities = () => require("./quantities.js");
const require_facts = () => require("./facts.js");
const require_object_keys = () => require("./object-keys.js");

// src/report/cases.ts
function casesOf({ started, finished }) {
	const environment = started?.environment ?? "run";
	if (finished && finished.results.length === 0) return [withoutDestinations(environment, finished)];
	const waves = new Map(started?.waves.flatMap(({ name, destinations }) => destinations.map((id) => [id, name])));
	return (finished?.results ?? []).flatMap((result) => {
		const wave = waves.get(result.destination);
		const suite = wave === void 0 ? environment : `${environment} / wave ${wave}`;
		const [account = "", ...rest] = result.destination.split("/");
		const cases = casesOfResult(result, {
			suite,
			group: `${environment}.${account}`,
			place: rest.join(" ")
		});
		return finished?.exitCode === 0 ? cases.map(unfailed) : cases;
	});
}
function unfailed(each) {
	return each.state === "failed" ? {
		...each,
		state: "skipped"
	} : each;
}
function withoutDestinations(environment, { verdict, exitCode, problems = [], seconds }) {
	const base = {
		suite: environment,
		group: environment,
		name: "run",
		seconds
	};
	if (exitCode === 0) return {
		...base,
		state: "passed"
	};
	const details = (require_problem()).together(problems).flatMap((problem) => (require_phase()).problemLines(problem, "error"));
	return {
		...base,
		state: "failed",
		message: problems[0] ? `${(require_outcomes()).inWords(verdict)}: ${(require_problem()).saidOf(problems[0])}` : (require_outcomes()).inWords(verdict),
		details: details.map(({ text }) => text).join("\n")
	};
}
function casesOfResult(result, { suite, group, place }) {
	const base = {
		suite,
		group
	};
	const { outcome, checks = [] } = result;
	const state = outcome === "succeeded" || outcome === "not-verified" ? "passed" : (require_outcomes()).isFailure(outcome) ? "failed" : "skipped";
	const deploy = {
		...base,
		name: `${place} deploy`,
		seconds: result.seconds,
		state
	};
	const verified = checks.map((check) => {
		const { name, passed, seconds, message = "the check failed" } = check;
		const verify = {
			...base,
			name: `${place} verify ${name}`,
			seconds
		};
		if (passed) return {
			...verify,
			state: "passed"
		};
		return {
			...verify,
			state: check.notRehearsed ? "skipped" : "failed",
			message
		};
	});
	if (state !== "passed") return [{
		...deploy,
		...reasons(result)
	}, ...verified];
	if ((require_outcome()).isGood(outcome) || verified.some((each) => each.state === "failed")) return [deploy, ...verified];
	const unverified = {
		...base,
		name: `${place} verify`,
		seconds: 0,
		...reasons(result)
	};
	return [
		deploy,
		...verified,
		{
			...unverified,
			state: "failed"
		}
	];
}
function reasons(result) {
	const causes = (require_phase()).collapse([result]);
	const message = causes[0]?.title ?? result.reason ?? (require_outcomes()).inWords(result.outcome);
	const limits = {
		lines: 30,
		characters: 4e3
	};
	return {
		message,
		details: causes.slice(0, 3).flatMap((cause) => (require_phase()).causeLines(cause, limits)).map(({ text }) => text).join("\n")
	};
}

// src/report/junit.ts
function junit(facts) {
	const suites = /* @__PURE__ */ new Map();
	for (const each of casesOf(facts)) suites.set(each.suite, [...suites.get(each.suite) ?? [], each]);
	const seconds = facts.finished?.seconds ?? 0;
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="fanout"${totals([...suites.values()].flat())} time="${seconds}">`,
		...[...suites].map(([name, cases]) => suite(name, cases)),
		"</testsuites>",
		""
	].join("\n");
}
function suite(name, cases) {
	const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
	return [
		`  <testsuite name="${xml(name)}"${totals(cases)} time="${seconds}">`,
		...cases.map(testcase),
		"  </testsuite>"
	].join("\n");
}
function totals(cases) {
	const count = (state) => cases.filter((each) => each.state === state).length;
	return ` tests="${cases.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`;
}
function testcase({ group, name, seconds, state, message = "", details = "" }) {
	const start = `    <testcase classname="${xml(group)}" name="${xml(name)}" time="${seconds}"`;
	if (state === "passed") return `${start}/>`;
	return `${start}>${state === "skipped" ? `<skipped message="${xml(message)}"/>` : `<failure message="${xml(message)}" type="deployment">${xmlText(details)}</failure>`}</testcase>`;
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
function xmlText(text) {
	return (require_printable()).clean(text, 1e4).join("\n").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
function xml(text) {
	return xmlText(text).replaceAll("\n", "&#10;");
}

// src/ci/colour.ts
function wantsColour(env, { isTTY, ci }) {
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
	return ci || isTTY && env.TERM !== "dumb";
}
const noColour = (_, text) => text;
const ansi = (tone, text) => {
	const code = codes[tone];
	return code === void 0 || text === "" ? text : `\u001b[${code}m${text}\u001b[0m`;
};
const codes = {
	plain: void 0,
	good: 32,
	bad: 31,
	warn: 33,
	dim: 2,
	strong: 1
};

// src/ci/masker.ts
var import__builtin_vm = (require__builtin_vm$1()).require__builtin_vm();
const MIN_LENGTH = 4;
var Masker = class {
	#secrets = /* @__PURE__ */ new Set();
	#pattern;
	add(secret) {
		const added = secret.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line.length >= MIN_LENGTH && !this.#secrets.has(line));
		for (const line of added) for (const form of [
			line,
			JSON.stringify(line).slice(1, -1),
			encodeURIComponent(line.replace(/\p{Cs}/gu, ""))
		]) this.#secrets.add(form);
		const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
		this.#pattern = longestFirst.length > 0 ? new RegExp(longestFirst.map(escapePattern).join("|"), "g") : void 0;
		return added;
	}
	hide(text) {
		return this.#pattern ? text.replace(this.#pattern, "***") : text;
	}
};
function escapePattern(text) {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

// src/ci/scrubber.ts
const TIME_LIMIT_MS = 200;
const MOST_TIMEOUTS = 3;
const LEFT_OUT = "[withheld: the redact patterns took too long on this text]";
var Scrubber = class {
	#masker = new Masker();
	#patterns;
	#context;
	#timeouts = 0;
	constructor(patterns) {
		this.#patterns = patterns;
	}
	mask(secret) {
		return this.#masker.add(secret);
	}
	hide(text) {
		return this.#masker.hide(text);
	}
	hideIn(text) {
		return this.#masker.hide((require_printable()).withoutSequences(text));
	}
	scrub(value) {
		return deep(isEvent(value) ? this.#redacted(value) : value, (text) => this.hideIn(text));
	}
	#redacted(event) {
		if (this.#patterns.length === 0) return event;
		const over = (text) => this.#redact(text);
		switch (event.kind) {
			case "instance": return event.diagnostics ? {
				...event,
				diagnostics: deep(event.diagnostics, over)
			} : event;
			case "finished": return {
				...event,
				result: redactedResult(event.result, over)
			};
			case "run-finished": return {
				...event,
				results: event.results.map((result) => redactedResult(result, over))
			};
			default: return event;
		}
	}
	#redact(text) {
		if (this.#timeouts >= MOST_TIMEOUTS) return LEFT_OUT;
		this.#context ??= (0, import__builtin_vm.createContext)({});
		this.#context.work = () => (require_printable()).redact((require_printable()).withoutSequences(text), this.#patterns);
		try {
			return (0, import__builtin_vm.runInContext)("work()", this.#context, { timeout: TIME_LIMIT_MS });
		} catch (error) {
			if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
			this.#timeouts += 1;
			return LEFT_OUT;
		}
	}
};
function isEvent(value) {
	return typeof value === "object" && value !== null && "kind" in value && "at" in value;
}
function redactedResult(result, over) {
	return {
		...result,
		causes: result.causes.map((cause) => redactedCause(cause, over))
	};
}
function redactedCause(cause, over) {
	const { script, message, log } = cause;
	return {
		...cause,
		message: over(message),
		...script !== void 0 && { script: over(script) },
		...log !== void 0 && { log: over(log) }
	};
}
function deep(value, over) {
	if (typeof value === "string") return over(value);
	if (Array.isArray(value)) return value.map((each) => deep(each, over));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [over(key), deep(each, over)]));
}

// src/ci/sink.ts
var Sink = class {
	#stream;
	#hide;
	#clock;
	lastWriteAt;
	constructor(stream, hide, clock) {
		this.#stream = stream;
		this.#hide = hide;
		this.#clock = clock;
		this.lastWriteAt = clock.now();
		stream.on("error", ignore);
	}
	line(text) {
		this.write(`${text}\n`);
	}
	write(text) {
		this.lastWriteAt = this.#clock.now();
		if (this.#stream.writable) this.#stream.write(this.#hide(text));
	}
	async flush() {
		if (!this.#stream.writable) return;
		await new Promise((resolve) => this.#stream.write("", () => resolve()));
	}
};
function ignore() {}

// src/ci/job-log.ts
var JobLog = class {
	scrubber;
	log;
	style;
	#result;
	constructor(ports, { ci }) {
		const { env, stdout, stderr, json, redact, clock } = ports;
		this.scrubber = new Scrubber(redact);
		const hide = (text) => this.scrubber.hide(text);
		this.#result = new Sink(stdout, hide, clock);
		const stream = json ? stderr : stdout;
		this.log = json ? new Sink(stderr, hide, clock) : this.#result;
		this.style = wantsColour(env, {
			isTTY: stream.isTTY === true,
			ci
		}) ? ansi : noColour;
	}
	line(line) {
		this.log.line(this.format(line));
	}
	format({ destination, text, tone }) {
		return (destination === void 0 ? "" : this.style("dim", `[${destination}] `)) + this.style(tone, text);
	}
	print(text) {
		for (const each of (require_printable()).clean(this.scrubber.hideIn(text), 1e4)) this.log.line(each);
	}
	problem(problem, level) {
		for (const line of (require_phase()).problemLines(this.scrubber.scrub(problem), level)) this.line(line);
	}
	result(text) {
		this.#result.line(text);
	}
	report(path, content, folder) {
		try {
			(require_report_file()).writeReportFile(path, this.scrubber.hide(content), folder);
		} catch (error) {
			const message = `cannot write "${path}": ${error.message}`;
			this.problem({
				code: "file-unwritable",
				message
			}, "warning");
		}
	}
	async flush() {
		await Promise.all([this.log.flush(), this.#result.flush()]);
	}
};

// src/report/block.ts
function block(view, result) {
	const lines = [...instanceLines(view.instances.deployment, ""), ...instanceLines(view.instances.rollback, "rollback: ")];
	return {
		destination: result.destination,
		title: (require_phase()).line(`${result.destination}: ${(require_outcomes()).outcomeText(result)}`).text,
		failed: (require_outcomes()).toneOf(result.outcome) === "bad" || result.causes.length > 0,
		lines: lines.map((each) => ({
			...each,
			destination: result.destination
		}))
	};
}
function instanceLines(instances, prefix) {
	const groups = /* @__PURE__ */ new Map();
	for (const [instance, events] of instances) {
		const text = events.map(({ event, status }) => `${event} ${inWords(status)}`).join(", ");
		groups.set(text, [...groups.get(text) ?? [], instance]);
	}
	return [...groups].flatMap(([text, ids]) => [(require_phase()).line(`${prefix}${(require_quantities()).list(ids, 5)}:`), (require_phase()).line(`  ${condensed(text)}`)]);
}
function inWords(status) {
	return status.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
function condensed(text) {
	const runs = [];
	for (const part of text.split(", ")) {
		const at = part.indexOf(" ");
		const [event, status] = [part.slice(0, at), part.slice(at + 1)];
		const last = runs.at(-1);
		if (last?.status === status) last.events.push(event);
		else runs.push({
			status,
			events: [event]
		});
	}
	return runs.map(({ status, events }) => `${events.join(", ")} ${status}`).join("; ");
}

// src/report/heartbeat.ts
function heartbeat(quiet, now) {
	if (now - quiet.lastLineAt < (require_timing()).timing.silence) return void 0;
	const after = (require_quantities()).duration((now - quiet.startedAt) / 1e3);
	const active = [...quiet.destinations].filter(isActive);
	if (active.length === 0) return quiet.phase === void 0 ? void 0 : (require_phase()).line(`still under way after ${after}: ${quiet.phase}`, "dim");
	const shown = active.slice(0, SHOWN).map((view) => `${view.label.id} (${doing(view)})`);
	const more = active.length > SHOWN ? ` and ${active.length - SHOWN} more` : "";
	const what = (require_quantities()).many(active.length, "destination");
	return (require_phase()).line(`still under way after ${after}, ${what}: ${shown.join(", ")}${more}`, "dim");
}
const SHOWN = 4;
function isActive({ state }) {
	return state !== "pending" && state !== "done";
}
function doing(view) {
	const all = (require_outcome()).countAll(view.counts);
	const progress = all > 0 ? `${view.counts.succeeded} of ${all} instances done` : "";
	return [
		{
			...states,
			deploying: ""
		}[view.state],
		progress,
		view.state === "deploying" || view.state === "rolling-back" ? view.event : void 0,
		view.detail
	].filter((part) => part).join(", ") || "deploying";
}
const states = {
	pending: "not started",
	waiting: "waiting",
	creating: "being created",
	deploying: "deploying",
	deployed: "deployed, being verified",
	stopping: "stopping",
	"rolling-back": "rolling back",
	done: "done"
};

// src/report/lines.ts
function describe(event) {
	const describer = describers[event.kind];
	return describer(event);
}
const FAILURES_SAID = 3;
function news(view, event) {
	if (event.kind === "status" && view?.said[event.role] === (require_phase()).statusText(event)) return [];
	if (event.kind === "status" && event.status === "Created" && event.role !== "related") return [];
	if (event.kind === "trouble" && view?.detail === event.text) return [];
	if (event.kind === "waiting" && view?.state === "waiting" && view.detail === event.reason) return [];
	if (event.kind === "finished" && event.result.outcome === "never-started") return [];
	if (event.kind === "finished") return [endLine(event, view?.said.deployment)];
	if (event.kind === "instance" && event.status === "Failed" && view) {
		if (view.failures > FAILURES_SAID) return [];
		if (view.failures === FAILURES_SAID) return [(require_phase()).lineOf(event.destination, "more instances failed: all are listed at the end", "bad")];
	}
	return describe(event);
}
function endLine({ destination, result }, said = "") {
	const progress = (require_outcome()).countAll(result.instances) > 0 ? (require_phase()).progressText(result.instances) : "";
	const text = [
		(require_outcomes()).outcomeText(result),
		said.endsWith(progress) ? "" : progress,
		result.reason
	].filter((part) => part).join(": ");
	return (require_phase()).lineOf(destination, text, (require_outcomes()).toneOf(result.outcome));
}
const describers = {
	"run-started": ({ command, environment, destinations, waves, run, of, ...owner }) => {
		const count = of === void 0 ? "" : `${destinations.length} of `;
		const which = waves.length === 1 && of !== void 0 ? `wave ${waves[0]?.name}` : (require_quantities()).many(waves.length, "wave");
		const where = `${count}${(require_quantities()).many(of ?? destinations.length, "destination")} in ${which}`;
		const what = `${command} ${(require_object_keys()).ownerText(owner)} to ${environment}`;
		return [(require_phase()).line(`${what}: ${where} (run ${run})`, "strong")];
	},
	step: ({ text }) => [(require_phase()).line(text)],
	leasing: () => [],
	leased: () => [],
	notice: ({ level, problem }) => {
		const { destination, ...rest } = problem;
		if (destination === void 0 || level === "info") return (require_phase()).problemLines(problem, level);
		return (require_phase()).problemLines(rest, level).map((each) => ({
			...each,
			destination
		}));
	},
	"bundle-ready": ({ version, digest, size, entries, reused, seconds }) => {
		const what = `bundle ${version} (${digest.slice(0, 8)}, ${(require_quantities()).bytes(size)})`;
		if (reused) return [(require_phase()).line(`${what} exists already: reused, not rebuilt`)];
		const content = entries === void 0 ? "" : `, ${entries} entries`;
		return [(require_phase()).line(`${what} ready in ${(require_quantities()).duration(seconds)}${content}`)];
	},
	uploaded: ({ bucket, region, key, bytes: size, how, seconds }) => {
		const where = `s3://${bucket}/${key} (${region})`;
		if (how === "present") return [(require_phase()).line(`already in ${where}`)];
		return [(require_phase()).line(`${how === "copied" ? "copied" : "uploaded"} ${(require_quantities()).bytes(size)} to ${where} in ${(require_quantities()).duration(seconds)}`)];
	},
	"wave-started": ({ wave, index, of, destinations }) => [(require_phase()).line(`wave ${index} of ${of}, ${wave}: ${(require_quantities()).list(destinations, 6)}`, "strong")],
	baking: ({ wave, ms, watched }) => {
		const text = `wave ${wave} bakes for ${(require_quantities()).duration(ms / 1e3)}`;
		if (watched === void 0) return [(require_phase()).line(text)];
		if (watched.length === 0) return [(require_phase()).line(`${text}, only waiting: there is nothing to watch`)];
		return [(require_phase()).line(`${text}, watching ${(require_quantities()).list(watched, 3)}`)];
	},
	"wave-finished": ({ wave }) => [(require_phase()).line(`wave ${wave} ended`)],
	cancelling: ({ signal, policy }) => [(require_phase()).line(`${signal} received: cancelling (onCancel: ${policy})`, "warn")],
	waiting: ({ destination, reason }) => [(require_phase()).lineOf(destination, `waiting: ${reason}`)],
	creating: () => [],
	created: ({ destination, deploymentId, adopted, consoleUrl }) => {
		const how = adopted ? "found again: created by this run, or by the run it repeats" : "created";
		const link = consoleUrl === void 0 ? "" : `: ${consoleUrl}`;
		return [(require_phase()).lineOf(destination, `deployment ${deploymentId} ${how}${link}`)];
	},
	status: (event) => {
		const tone = event.status === "Failed" || event.status === "Stopped" ? "bad" : "plain";
		return [(require_phase()).lineOf(event.destination, (require_phase()).statusText(event), tone)];
	},
	instance: (event) => {
		if (event.status !== "Failed") return [];
		const said = failureText(event);
		return [(require_phase()).lineOf(event.destination, `${deploymentPrefix(event)}${event.instance}: ${said}`, "bad")];
	},
	trouble: ({ destination, text }) => [(require_phase()).lineOf(destination, text, "warn")],
	stopping: ({ destination, deploymentId, rollback, reason }) => {
		return [(require_phase()).lineOf(destination, `${rollback ? "stopping and rolling back" : "stopping"} deployment ${deploymentId}: ${reason}`, "warn")];
	},
	"rolling-back": ({ destination, deploymentId, by, version }) => {
		const who = by === "codedeploy" ? "CodeDeploy rolls back" : "rolling back";
		const what = version === void 0 ? "" : ` to ${version}`;
		return [(require_phase()).lineOf(destination, `${who}${what}: deployment ${deploymentId}`, "warn")];
	},
	gate: ({ destination, gate }) => [gateLine(destination, gate)],
	finished: (event) => [endLine(event)],
	"run-finished": ({ verdict, exitCode, seconds }) => [(require_phase()).line(`${(require_outcomes()).inWords(verdict)} after ${(require_quantities()).duration(seconds)}, exit code ${exitCode}`, (require_outcomes()).toneOf(verdict))]
};
function gateLine(destination, gate) {
	const tone = gate.verdict === "pass" || gate.dryRun ? "plain" : "bad";
	return (require_phase()).lineOf(destination, (require_phase()).gateText(gate), tone);
}
function deploymentPrefix({ role, deploymentId }) {
	if (role === "deployment") return "";
	return role === "rollback" ? "rollback: " : `related deployment ${deploymentId}: `;
}
function failureText({ event, diagnostics = {} }) {
	const { script, code, message } = diagnostics;
	const exit = message === void 0 ? void 0 : (require_phase()).scriptExitCode(message);
	if (script && exit !== void 0) return `${event} failed: ${script} exit ${exit}`;
	const rest = [
		script,
		code,
		message
	].filter((part) => part).join(", ");
	return rest ? `${event} failed: ${rest}` : `${event} failed`;
}

// src/ci/log-writer.ts
var LogWriter = class {
	facts = (require_facts()).noFacts;
	views = /* @__PURE__ */ new Map();
	#sink;
	#clock;
	#log;
	#ended = new AbortController();
	#startedAt = 0;
	#phase;
	#watching = false;
	#blocks = /* @__PURE__ */ new Map();
	constructor(sink, clock, log) {
		this.#sink = sink;
		this.#clock = clock;
		this.#log = log;
	}
	take(event) {
		this.facts = (require_facts()).gather(this.facts, event);
		this.#watchFrom(event);
		if (event.kind === "run-started") for (const label of event.destinations) this.views.set(label.id, (require_phase()).newDestination(label));
		this.#phase = (require_phase()).phaseAfter(this.#phase, event);
		const view = "destination" in event ? this.views.get(event.destination ?? "") : void 0;
		const said = this.#sink.event?.(event, view) ?? false;
		if (event.kind === "run-finished") {
			this.stop();
			this.#sink.finished(this.facts);
			return;
		}
		if (!said) this.#say(news(view, event));
		if (view) this.#advance(view, event);
		this.#sink.changed?.();
	}
	stop() {
		this.#ended.abort();
	}
	#advance(view, event) {
		const next = (require_phase()).advanceDestination(view, event);
		this.views.set(view.label.id, next);
		if (event.kind === "finished") this.#end(next, event);
	}
	#end(view, { result }) {
		const ended = block(view, result);
		const said = ended.lines.map(({ text }) => text).join("\n");
		const isSaid = this.#blocks.get(view.label.id) === said;
		this.#blocks.set(view.label.id, said);
		this.#sink.ended(isSaid ? {
			...ended,
			lines: []
		} : ended, view);
	}
	#say(lines) {
		if (lines.length === 0) return;
		this.#sink.lines(lines);
	}
	#watchFrom(event) {
		if (this.#watching || this.#ended.signal.aborted) return;
		this.#watching = true;
		this.#startedAt = event.at;
		this.#watch(this.#ended.signal);
	}
	async #watch(signal) {
		while (!signal.aborted) {
			const now = this.#clock.now();
			const line = heartbeat({
				lastLineAt: this.#log.lastWriteAt,
				startedAt: this.#startedAt,
				destinations: this.views.values(),
				phase: this.#phase
			}, now);
			if (line) this.#say([line]);
			const silent = now - this.#log.lastWriteAt;
			const wait = silent < (require_timing()).timing.silence ? (require_timing()).timing.silence - silent : (require_timing()).timing.silence;
			await this.#clock.sleep(wait, signal).catch((error) => {
				if (!signal.aborted) throw error;
			});
		}
	}
};

// src/ci/log-host.ts
var LogHost = class {
	ports;
	jobLog;
	logWriter;
	#closed = false;
	constructor(ports, { ci }) {
		this.ports = ports;
		this.jobLog = new JobLog(ports, { ci });
		this.logWriter = new LogWriter(this, ports.clock, this.jobLog.log);
	}
	closing({ finished, ...facts }) {
		const { junit: path } = this.ports;
		if (path !== void 0 && finished) this.jobLog.report(path, junit({
			...facts,
			finished
		}), "chosen");
	}
	mask(secret) {
		this.jobLog.scrubber.mask(secret);
	}
	scrub(value) {
		return this.jobLog.scrubber.scrub(value);
	}
	take(event) {
		const shown = this.scrub(event);
		this.logWriter.take(shown);
		return shown;
	}
	get facts() {
		return this.logWriter.facts;
	}
	problems(problems, level) {
		for (const problem of problems) this.jobLog.problem(problem, level);
	}
	lines(lines) {
		for (const line of lines) this.jobLog.line(line);
	}
	print(text) {
		this.jobLog.print(text);
	}
	debug(text) {
		if (this.ports.debug) this.print(`debug: ${text}`);
	}
	result(text) {
		this.jobLog.result(text);
	}
	output(_name, _value) {}
	saveState(_name, _value) {}
	async close() {
		if (!this.#closed) {
			this.#closed = true;
			this.logWriter.stop();
			this.closing(this.logWriter.facts);
		}
		await this.jobLog.flush();
	}
};

Object.defineProperty(exports, "LogHost", {
  enumerable: true,
  get: function () {
    return LogHost;
  }
});
Object.defineProperty(exports, "casesOf", {
  enumerable: true,
  get: function () {
    return casesOf;
  }
});
Object.defineProperty(exports, "doing", {
  enumerable: true,
  get: function () {
    return doing;
  }
});
Object.defineProperty(exports, "isActive", {
  enumerable: true,
  get: function () {
    return isActive;
  }
});
Object.defineProperty(exports, "junit", {
  enumerable: true,
  get: function () {
    return junit;
  }
});
},
"./machine-json.js"(require, module, exports) {"use strict";
// src/report/machine-json.ts
function machineJson(value, indent) {
	return JSON.stringify(value, void 0, indent).replace(/#(?=#)/g, "\\u0023").replace(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, escapeUnits);
}
function escapeUnits(character) {
	return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

Object.defineProperty(exports, "machineJson", {
  enumerable: true,
  get: function () {
    return machineJson;
  }
});
},
"./make-folders.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_run_command = () => require("./run-command.js");

// src/make-folders.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
function makeFolders(path, mode) {
	try {
		(0, import__builtin_fs.mkdirSync)(path, { mode });
	} catch (error) {
		const { code } = error;
		if (code === "EEXIST" && (0, import__builtin_fs.statSync)(path).isDirectory()) return;
		if (code !== "ENOENT" || (0, import__builtin_path.dirname)(path) === path) throw error;
		makeFolders((0, import__builtin_path.dirname)(path), mode);
		(0, import__builtin_fs.mkdirSync)(path, { mode });
	}
}

Object.defineProperty(exports, "makeFolders", {
  enumerable: true,
  get: function () {
    return makeFolders;
  }
});
},
"./markdown.js"(require, module, exports) {"use strict";
const require_printable = () => require("./printable.js");

// src/report/markdown.ts
function plain(text, maxLength = 500) {
	return entities((require_printable()).cleanLine(text, maxLength));
}
function link(text, url) {
	if (url === void 0 || !/^https?:\/\/[\w.-]+(?::\d+)?(?:\/|$)/i.test(url)) return plain(text);
	const address = (require_printable()).cleanLine(url).replace(/[^\w\-.~:/?#@!$&+,;=%]/gu, encodeURIComponent);
	return `[${plain(text)}](<${address.replaceAll("&", "&amp;")}>)`;
}
function preformatted(text) {
	return `<pre>\n${(require_printable()).clean(text).map((line) => line.replace(/[&<>"']/g, entity)).join("\n")}\n</pre>`;
}
function row(cells) {
	return `| ${cells.join(" | ")} |`;
}
function entities(text) {
	return text.replace(/[!-+:-@[-`{-~]/g, entity).replace(/www\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}
function entity(character) {
	return `&#${character.charCodeAt(0)};`;
}

Object.defineProperty(exports, "link", {
  enumerable: true,
  get: function () {
    return link;
  }
});
Object.defineProperty(exports, "plain", {
  enumerable: true,
  get: function () {
    return plain;
  }
});
Object.defineProperty(exports, "preformatted", {
  enumerable: true,
  get: function () {
    return preformatted;
  }
});
Object.defineProperty(exports, "row", {
  enumerable: true,
  get: function () {
    return row;
  }
});
},
"./needs.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_object_keys = () => require("./object-keys.js");
const require_project = () => require("./project.js");

// src/policies/statement.ts
function allow(sid, resource, actions, why) {
	return {
		Sid: sid,
		Effect: "Allow",
		Action: actions,
		Resource: (typeof resource !== "string" && resource.length === 1 ? resource[0] : resource) ?? resource,
		why
	};
}
function policyOf(statements) {
	return {
		Version: "2012-10-17",
		Statement: statements.map(({ why: _, ...rest }) => rest)
	};
}

// src/policies/guard-policy.ts
function guardStatements(arn, guards) {
	return [...new Map(guards.map(({ owner }) => [JSON.stringify(owner), owner])).values()].flatMap((owner, index) => {
		const own = guards.filter((guard) => JSON.stringify(guard.owner) === JSON.stringify(owner));
		return statementsOf$1(`${arn}/${(require_object_keys()).keyPatterns({
			...owner,
			name: "*"
		}).all}`, own, index + 1);
	});
}
function statementsOf$1(resource, guards, turn) {
	const taggers = distinct(guards.flatMap((guard) => guard.taggers));
	const all = distinct([...taggers, ...guards.flatMap((guard) => guard.readers)]);
	const deny = (sid, Action, [roles, condition], why) => ({
		Sid: `${sid}${turn === 1 ? "" : turn}`,
		Effect: "Deny",
		Principal: "*",
		Action,
		Resource: resource,
		Condition: {
			...condition,
			ArnNotLike: { "aws:PrincipalArn": roles }
		},
		why
	});
	const existing = guards.map(({ tag }) => [`s3:ExistingObjectTag/${tag}`, "yes"]);
	return [
		deny("OnlyAdmitted", ["s3:GetObject", "s3:GetObjectVersion"], [all, { StringNotEquals: Object.fromEntries(existing) }], "hosts read what a run of their environment has tagged, and nothing else"),
		deny("OnlyRunsTag", [
			"s3:DeleteObjectTagging",
			"s3:DeleteObjectVersionTagging",
			"s3:PutObjectTagging",
			"s3:PutObjectVersionTagging"
		], [taggers], "neither a build nor a person in the console can admit a bundle"),
		...guards.flatMap(({ tag, taggers: own }, index) => guards.length === 1 ? [] : [deny(`OnlyOwnTag${index + 1}x`, ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"], [own, {
			StringEquals: { [`s3:RequestObjectTag/${tag}`]: "yes" },
			StringNotEquals: { [`s3:ExistingObjectTag/${tag}`]: "yes" }
		}], `${tag} is set only by runs of that environment`)])
	];
}
function distinct(texts) {
	return [...new Set(texts)];
}

// src/policies/bucket-policy.ts
function bucketStatements({ partition, bucket, owners, guards = [] }) {
	const arn = `arn:${partition}:s3:::${bucket}`;
	const patterns = owners.map((owner) => (require_object_keys()).keyPatterns({
		...owner,
		name: "*"
	}));
	const deny = (Sid, Action, Resource, why, Condition) => ({
		Sid,
		Effect: "Deny",
		Principal: "*",
		Action,
		Resource,
		...(require_defined()).defined({ Condition }),
		why
	});
	return [
		deny("OnlyOverTls", "s3:*", [arn, `${arn}/*`], "nobody in between reads or changes", { Bool: { "aws:SecureTransport": "false" } }),
		deny("CreateOnly", "s3:PutObject", patterns.flatMap(({ bundles, releases, runs }) => [
			bundles,
			releases,
			runs
		].map((key) => `${arn}/${key}`)), "what is there is never replaced; locks and holds change", {
			Null: { "s3:if-none-match": "true" },
			Bool: { "s3:ObjectCreationOperation": "true" }
		}),
		deny("NoDeletion", ["s3:DeleteObject", "s3:DeleteObjectVersion"], patterns.map(({ all }) => `${arn}/${all}`), "a rollback needs what was deployed; this does not stop lifecycle rules"),
		...guardStatements(arn, guards)
	];
}

// src/bootstrap/cloudformation-template.ts
function openIds() {
	const known = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	return (...parts) => {
		const key = JSON.stringify(parts);
		const there = known.get(key);
		if (there !== void 0) return there;
		const base = parts.map(pascal).join("");
		let id = base;
		for (let turn = 2; taken.has(id); turn++) id = `${base}x${turn}`;
		known.set(key, id);
		taken.add(id);
		return id;
	};
}
function pascal(text) {
	return text.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
const regionCondition = (region) => `In${pascal(region)}`;
const homeCondition = "InHomeRegion";

// src/bootstrap/bucket-resources.ts
function bucketResources(bucket, { ids, objectLockDays }) {
	const id = ids("Bucket", bucket.name);
	const Condition = regionCondition(bucket.region);
	return {
		[id]: {
			Type: "AWS::S3::Bucket",
			Condition,
			DeletionPolicy: "Retain",
			UpdateReplacePolicy: "Retain",
			Properties: {
				BucketName: bucket.name,
				VersioningConfiguration: { Status: "Enabled" },
				BucketEncryption: { ServerSideEncryptionConfiguration: [encryptionOf(bucket)] },
				OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
				PublicAccessBlockConfiguration: {
					BlockPublicAcls: true,
					BlockPublicPolicy: true,
					IgnorePublicAcls: true,
					RestrictPublicBuckets: true
				},
				LifecycleConfiguration: { Rules: [unfinished, ...bucket.owners.map(formerLeases)] },
				...objectLock(objectLockDays)
			}
		},
		[ids("Policy", bucket.name)]: {
			Type: "AWS::S3::BucketPolicy",
			Condition,
			DeletionPolicy: "Retain",
			UpdateReplacePolicy: "Retain",
			Properties: {
				Bucket: { Ref: id },
				PolicyDocument: policyOfBucket(bucket)
			}
		}
	};
}
const unfinished = {
	Id: "UnfinishedUploads",
	Status: "Enabled",
	AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }
};
function formerLeases(owner, index) {
	return {
		Id: `FormerLeases${index + 1}`,
		Status: "Enabled",
		Prefix: (require_object_keys()).keyPatterns({
			...owner,
			name: "*"
		}).all.replace(/\*$/, "locks/"),
		NoncurrentVersionExpiration: { NoncurrentDays: 1 }
	};
}
function encryptionOf({ kms }) {
	return kms === void 0 ? { ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } } : {
		ServerSideEncryptionByDefault: {
			SSEAlgorithm: "aws:kms",
			KMSMasterKeyID: kms
		},
		BucketKeyEnabled: true
	};
}
function objectLock(days) {
	if (days === void 0) return {};
	return {
		ObjectLockEnabled: true,
		ObjectLockConfiguration: {
			ObjectLockEnabled: "Enabled",
			Rule: { DefaultRetention: {
				Mode: "GOVERNANCE",
				Days: days
			} }
		}
	};
}
function policyOfBucket(bucket) {
	return policyOf(statementsOfBucket(bucket));
}
function statementsOfBucket(bucket) {
	const { partition, name, owners, guards, guests, copiers = [] } = bucket;
	return [
		...bucketStatements({
			partition,
			bucket: name,
			owners,
			...(require_defined()).defined({ guards })
		}),
		...guests.flatMap((guest) => admit(guest, bucket)),
		...copiers.map((copier) => letCopy(copier, bucket))
	];
}
function letCopy(accountId, { partition, name, owners }) {
	return {
		Sid: `Copy${accountId}`,
		Effect: "Allow",
		Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
		Action: ["s3:GetObject"],
		Resource: owners.map((owner) => `arn:${partition}:s3:::${name}/${(require_object_keys()).keyPatterns({
			...owner,
			name: "*"
		}).bundles}`),
		why: "S3 copies what is promoted to that account"
	};
}
const tagging = ["Get", "Put"].flatMap((verb) => [`s3:${verb}ObjectTagging`, `s3:${verb}ObjectVersionTagging`]);
function admit(accountId, { partition, name, owners, guards }) {
	const arn = `arn:${partition}:s3:::${name}`;
	const allowed = {
		Effect: "Allow",
		Principal: { AWS: `arn:${partition}:iam::${accountId}:root` }
	};
	const below = (owner) => `${arn}/${(require_object_keys()).keyPatterns({
		...owner,
		name: "*"
	}).all}`;
	return [{
		Sid: `Objects${accountId}`,
		...allowed,
		Action: [
			"s3:AbortMultipartUpload",
			"s3:GetObject",
			"s3:GetObjectVersion",
			"s3:PutObject",
			...guards ? tagging : []
		],
		Resource: owners.map(below),
		why: "their own policies decide what the roles of that account may do with it"
	}, {
		Sid: `List${accountId}`,
		...allowed,
		Action: ["s3:ListBucket"],
		Resource: arn,
		why: "records are listed"
	}];
}

// src/bootstrap/assume-actions.ts
function assumeActions({ sessionTags, sourceIdentity }) {
	return [
		"sts:AssumeRole",
		...sessionTags === false ? [] : ["sts:TagSession"],
		...sourceIdentity ? ["sts:SetSourceIdentity"] : []
	];
}

// src/bootstrap/merge-statements.ts
function mergeStatements(statements) {
	const merged = /* @__PURE__ */ new Map();
	for (const statement of statements) {
		const { Resource, ...rest } = statement;
		const key = JSON.stringify(rest);
		const resources = [...merged.get(key)?.Resource ?? [], ...[Resource].flat()];
		merged.set(key, {
			...statement,
			Resource: [...new Set(resources)]
		});
	}
	return withOwnSids([...merged.values()].map(single));
}
function single(statement) {
	const { Resource } = statement;
	const [only, ...others] = [Resource].flat();
	return only !== void 0 && others.length === 0 ? {
		...statement,
		Resource: only
	} : statement;
}
function withOwnSids(statements) {
	const count = /* @__PURE__ */ new Map();
	return statements.map((statement) => {
		const turn = (count.get(statement.Sid) ?? 0) + 1;
		count.set(statement.Sid, turn);
		return turn === 1 ? statement : {
			...statement,
			Sid: `${statement.Sid}${turn}`
		};
	});
}

// src/bootstrap/hub-needs.ts
function withHubs(accounts) {
	const leading = leadingRoles(accounts.flatMap(({ roles }) => roles));
	const own = new Set(accounts.flatMap(({ roles }) => roles.map(({ arn }) => arn)));
	const merged = accounts.map((account) => ({
		...account,
		roles: account.roles.map((role) => alsoLeading(role, leading.get(role.arn)))
	}));
	const leads = ({ roles }) => roles.some((role) => role.leads);
	return {
		accounts: [...merged.filter(leads), ...merged.filter((account) => !leads(account))],
		hubs: hubsOf([...leading.values()].filter(({ arn }) => !own.has(arn)))
	};
}
function leadingRoles(roles) {
	const byHub = /* @__PURE__ */ new Map();
	for (const role of roles) if (role.via) byHub.set(role.via, [...byHub.get(role.via) ?? [], role]);
	return new Map([...byHub].map(([arn, targets]) => [arn, hubRole(arn, targets)]));
}
function alsoLeading(role, hub) {
	if (!hub) return role;
	return {
		...role,
		leads: true,
		sessionTags: role.sessionTags !== false || hub.sessionTags !== false,
		sourceIdentity: role.sourceIdentity === true || hub.sourceIdentity === true,
		environments: [.../* @__PURE__ */ new Set([...role.environments, ...hub.environments])],
		statements: mergeStatements([...role.statements, ...hub.statements])
	};
}
function hubsOf(roles) {
	const hubs = /* @__PURE__ */ new Map();
	for (const role of roles) {
		const id = accountOf(role.arn);
		hubs.set(id, [...hubs.get(id) ?? [], role]);
	}
	return [...hubs].map(([accountId, hubRoles]) => ({
		accountId,
		roles: hubRoles
	}));
}
function hubRole(arn, targets) {
	const takes = {
		sessionTags: targets.some((role) => role.sessionTags !== false),
		sourceIdentity: targets.some((role) => role.sourceIdentity === true)
	};
	return {
		arn,
		partition: targets[0]?.partition ?? "aws",
		...takes,
		environments: [...new Set(targets.flatMap(({ environments }) => environments))],
		statements: [allow("AssumeRoles", targets.map((target) => target.arn), assumeActions(takes), "the way into the accounts; the roles there decide what may be done")]
	};
}
function accountOf(arn) {
	return arn.split(":")[4] ?? "";
}

// src/bootstrap/bucket-needs.ts
function bucketsOf(uses) {
	const copiers = copiersOf(uses);
	const byName = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const { bucket, region } = use.destination;
		const key = `${bucket} ${region}`;
		byName.set(key, [...byName.get(key) ?? [], use]);
	}
	return [...byName.values()].flatMap((users) => {
		const [first] = users;
		return first ? [withCopiers(bucketNeed(first, users), copiers)] : [];
	});
}
function bucketNeed({ destination }, users) {
	const { bucket: name, region, partition, account, bucketOwner } = destination;
	const accountId = bucketOwner ?? account.id;
	const kms = users.flatMap((use) => use.destination.kms ?? [])[0];
	const owners = new Map(users.map(({ owner }) => [JSON.stringify(owner), owner]));
	const accounts = new Set(users.map((use) => use.destination.account.id));
	accounts.delete(accountId);
	return {
		name,
		region,
		partition,
		accountId,
		...(require_defined()).defined({ kms }),
		owners: [...owners.values()],
		...guardsOf(users),
		guests: [...accounts]
	};
}
function guardsOf(users) {
	const guards = /* @__PURE__ */ new Map();
	for (const { owner, destination, isForRecords } of users) {
		const { guardTag: tag, role, readRole } = destination;
		if (tag === void 0 || role === void 0 || isForRecords) continue;
		const key = JSON.stringify([owner, tag]);
		const there = guards.get(key) ?? {
			owner,
			tag,
			taggers: [],
			readers: []
		};
		const reading = [`${role.arn}-read`, ...readRole ? [readRole.arn] : []];
		guards.set(key, {
			...there,
			taggers: [.../* @__PURE__ */ new Set([
				...there.taggers,
				role.arn,
				`${role.arn}-promote`
			])],
			readers: [.../* @__PURE__ */ new Set([...there.readers, ...reading])]
		});
	}
	return guards.size > 0 ? { guards: [...guards.values()] } : {};
}
function copiersOf(uses) {
	const copiers = /* @__PURE__ */ new Map();
	for (const { destination, sources = [], isForRecords } of uses) for (const { destination: source } of sources) {
		if (isForRecords || source.partition !== destination.partition) continue;
		const there = copiers.get(source.bucket) ?? /* @__PURE__ */ new Set();
		copiers.set(source.bucket, there.add(destination.account.id));
	}
	return copiers;
}
function withCopiers(need, all) {
	const own = /* @__PURE__ */ new Set([need.accountId, ...need.guests]);
	const copiers = [...all.get(need.name) ?? []].filter((id) => !own.has(id)).toSorted();
	return copiers.length > 0 ? {
		...need,
		copiers
	} : need;
}

// src/policies/role-policy.ts
function statementsFor(role, scope) {
	const { read, create, records, holds } = statementsOf(scope);
	return {
		build: [],
		read,
		promote: [
			...read,
			...create,
			...records
		],
		deploy: [
			...read,
			...create,
			...records,
			...holds
		]
	}[role];
}
function statementsOf(scope) {
	const [codedeploy, s3] = [codedeployStatements(scope), s3Statements(scope)];
	const { alarms, metrics } = watchStatements(scope);
	return {
		...s3,
		read: [
			...codedeploy.read,
			...s3.read,
			...alarms
		],
		create: [
			...codedeploy.create,
			...s3.create,
			...copyStatements(scope),
			...metrics
		]
	};
}
function watchStatements({ watches = {
	alarms: false,
	metrics: false
} }) {
	return {
		alarms: watches.alarms ? [allow("LookAtAlarms", "*", ["cloudwatch:DescribeAlarms"], "an alarm that is on keeps a wave from starting, and ends its bake")] : [],
		metrics: watches.metrics ? [allow("LookAtMetrics", "*", ["cloudwatch:GetMetricData"], "gates, while a wave bakes; AWS cannot limit it")] : []
	};
}
function copyStatements({ partition, copiesFrom = [] }) {
	return copiesFrom.flatMap(({ owner, accountId, buckets, kms }) => [{
		...allow("CopyBundles", buckets.map((one) => `arn:${partition}:s3:::${one}/${(require_object_keys()).keyPatterns({
			...owner,
			name: "*"
		}).bundles}`), ["s3:GetObject"], "S3 itself copies what is promoted"),
		Condition: { StringEquals: { "aws:ResourceAccount": accountId } }
	}, ...kms.length > 0 ? [allow("DecryptSource", kms, ["kms:Decrypt"], "what is copied may be encrypted")] : []]);
}
function codedeployStatements({ partition, accountId, owner, application }) {
	const arn = `arn:${partition}:codedeploy:*:${accountId}`;
	const name = application ?? owner.application;
	const group = `${arn}:deploymentgroup:${name}/*`;
	const of = `${arn}:application:${name}`;
	return {
		read: [
			allow("LookAtGroups", group, ["codedeploy:BatchGetDeployments", "codedeploy:GetDeploymentGroup"], "what a group runs, and how its deployments go"),
			allow("LookAtConfigurations", `${arn}:deploymentconfig:*`, ["codedeploy:GetDeploymentConfig"], "checked before a run; CreateDeployment asks for it too"),
			allow("LookAtInstances", "*", ["codedeploy:BatchGetDeploymentTargets", "codedeploy:ListDeploymentTargets"], "causes of failures; AWS cannot limit these to an application")
		],
		create: [
			allow("CreateDeployments", group, ["codedeploy:CreateDeployment", "codedeploy:ListDeployments"], "to deploy, and to find what was created when the answer was lost"),
			allow("RegisterRevisions", of, ["codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"], "CreateDeployment asks for them"),
			allow("EndDeployments", "*", ["codedeploy:ContinueDeployment", "codedeploy:StopDeployment"], "blue/green, timeouts, cancels; AWS cannot limit these to an application")
		]
	};
}
function s3Statements(scope) {
	const { partition, owner, environment, buckets, kms, bucketOwner, accountId, guardTag } = scope;
	const keys = (require_object_keys()).keyPatterns({
		...owner,
		name: environment
	});
	const inAll = (key) => buckets.map((bucket) => `arn:${partition}:s3:::${bucket}${key === void 0 ? "" : `/${key}`}`);
	const ours = { StringEquals: { "aws:ResourceAccount": bucketOwner ?? accountId } };
	const within = (...[sid, resource, actions, why]) => ({
		...allow(sid, resource, actions, why),
		Condition: ours
	});
	const tagged = (sid, verb, why, tag) => {
		if (guardTag === void 0) return [];
		const actions = [`s3:${verb}ObjectTagging`, `s3:${verb}ObjectVersionTagging`];
		const { Condition, ...allowed } = within(sid, inAll(keys.bundles), actions, why);
		const asks = tag && { [`s3:RequestObjectTag/${tag}`]: "yes" };
		return [{
			...allowed,
			Condition: { StringEquals: {
				...Condition.StringEquals,
				...asks
			} }
		}];
	};
	const put = ["s3:PutObject"];
	const key = (sid, actions, why) => kms === void 0 ? [] : [allow(sid, kms, actions, why)];
	return {
		read: [
			within("ReadBundlesAndRecords", inAll(keys.all), ["s3:GetObject"], "bytes are hashed"),
			within("ListBuckets", inAll(), ["s3:ListBucket"], "records are listed; without it S3 says \"denied\" for what does not exist"),
			...tagged("ReadTags", "Get", "whether hosts may read what they run"),
			...key("Decrypt", ["kms:Decrypt"], "to read what is encrypted")
		],
		create: [
			within("WriteBundles", inAll(keys.bundles), ["s3:AbortMultipartUpload", ...put], "created, never overwritten"),
			...tagged("Admit", "Put", "hosts may read what has passed the checks", guardTag),
			within("WriteReleases", inAll(keys.releases), put, "created, never overwritten"),
			...key("Encrypt", ["kms:GenerateDataKey"], "to write what is encrypted")
		],
		records: [within("WriteRuns", inAll(keys.runs), put, "what a run did: created, never overwritten"), within("Lock", inAll(keys.lock), put, "who is at work")],
		holds: [within("Hold", inAll(keys.hold), put, "set by a rollback, and by hand")]
	};
}

// src/bootstrap/use.ts
function readerOf({ readRole, role }) {
	return readRole ?? role;
}

// src/bootstrap/role-needs.ts
function rolesOf(uses, also) {
	const deploying = named(uses, ({ destination }) => destination.role);
	const reading = named(uses, ({ destination }) => destination.readRole);
	const configured = [...[...deploying.values()].map((users) => roleNeed("deploy", users)), ...[...reading].filter(([arn]) => !deploying.has(arn)).map(([, users]) => roleNeed("read", users))];
	const taken = new Set(configured.map(({ arn }) => arn));
	const extra = also.flatMap((kind) => [...deploying.values()].map((users) => beside(kind, users))).filter(({ arn }) => !taken.has(arn));
	return [...configured, ...extra];
}
function named(uses, roleIn) {
	const byArn = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const role = roleIn(use);
		if (!role) continue;
		const there = byArn.get(role.arn);
		if (there) there.push({
			role,
			use
		});
		else byArn.set(role.arn, [{
			role,
			use
		}]);
	}
	return byArn;
}
function roleNeed(kind, users) {
	const [{ role, use: first }] = users;
	const uses = users.map(({ use }) => use);
	const environments = uses.flatMap(({ environment, readBy, destination }) => {
		return [environment, ...readerOf(destination)?.arn === role.arn ? readBy : []];
	});
	return {
		...role,
		kind,
		partition: first.destination.partition,
		environments: [...new Set(environments)],
		statements: mergeStatements([...scopesOf(uses.filter(({ isForRecords }) => !isForRecords)).flatMap((scope) => statementsFor(kind, scope)), ...scopesOf(uses.filter(({ isForRecords }) => isForRecords)).flatMap((scope) => statementsFor(kind, scope).filter(({ Sid }) => ofRecords.has(Sid)))])
	};
}
const ofRecords = /* @__PURE__ */ new Set([
	"ReadBundlesAndRecords",
	"ListBuckets",
	"Lock",
	"Hold"
]);
function beside(kind, users) {
	const need = roleNeed(kind, users);
	return {
		...need,
		arn: `${need.arn}-${kind}`
	};
}
function scopesOf(uses) {
	const scopes = /* @__PURE__ */ new Map();
	for (const { environment, owner, destination, sources = [] } of uses) {
		const { partition, account, bucketOwner, kms, bucket, region, guardTag } = destination;
		const pattern = bucket.replaceAll(region, "*");
		const scope = {
			partition,
			accountId: account.id,
			owner,
			application: destination.application,
			environment,
			...(require_defined()).defined({
				bucketOwner,
				kms,
				guardTag
			}),
			...watchesOf(destination),
			...copiesOf(sources, partition)
		};
		const key = JSON.stringify(scope);
		const buckets = [...scopes.get(key)?.buckets ?? [], pattern];
		scopes.set(key, {
			...scope,
			buckets: [...new Set(buckets)]
		});
	}
	return [...scopes.values()];
}
function copiesOf(sources, partition) {
	const found = /* @__PURE__ */ new Map();
	for (const { owner, destination } of sources) {
		const { account, bucketOwner = account.id, bucket, region, kms } = destination;
		if (destination.partition !== partition) continue;
		const key = JSON.stringify([owner, bucketOwner]);
		const there = found.get(key) ?? {
			owner,
			accountId: bucketOwner,
			buckets: [],
			kms: []
		};
		const buckets = [.../* @__PURE__ */ new Set([...there.buckets, bucket.replaceAll(region, "*")])];
		found.set(key, {
			...there,
			buckets,
			kms: [.../* @__PURE__ */ new Set([...there.kms, ...kms ? [kms] : []])]
		});
	}
	return found.size > 0 ? { copiesFrom: [...found.values()] } : {};
}
function watchesOf({ alarms, gates = [] }) {
	const watches = {
		alarms: (alarms?.names.length ?? 0) > 0,
		metrics: gates.length > 0
	};
	return watches.alarms || watches.metrics ? { watches } : {};
}

// src/bootstrap/needs.ts
function needsOf(environments, { regions, also = [] }) {
	const rank = ({ destination: { region } }) => {
		const index = regions.indexOf(region);
		return index < 0 ? regions.length : index;
	};
	const uses = environments.flatMap((environment) => usesOf(environment, environments)).toSorted((a, b) => rank(a) - rank(b));
	const buckets = bucketsOf(uses);
	const ids = /* @__PURE__ */ new Set([...uses.map(({ destination }) => destination.account.id), ...buckets.map(({ accountId }) => accountId)]);
	return withHubs([...ids].map((id) => accountNeeds(id, {
		uses,
		buckets,
		also
	})));
}
function accountNeeds(id, all) {
	const uses = all.uses.filter(({ destination }) => destination.account.id === id);
	const deployed = uses.filter(({ isForRecords }) => !isForRecords);
	const buckets = all.buckets.filter(({ accountId }) => accountId === id);
	const regions = [.../* @__PURE__ */ new Set([...deployed.map(({ destination }) => destination.region), ...regionsOf(buckets)])];
	const [first] = regions;
	if (first === void 0) throw new Error(`account ${id} has no region`);
	return {
		id,
		name: uses[0]?.destination.account.name ?? "bucket-owner",
		partition: uses[0]?.destination.partition ?? buckets[0]?.partition ?? "aws",
		regions: [first, ...regions.slice(1)],
		roles: rolesOf(uses, all.also),
		buckets,
		uses: deployed
	};
}
function regionsOf(buckets) {
	return buckets.map(({ region }) => region);
}
function usesOf(environment, all) {
	const { name, application, bundleName, prefix, recordsDestination, after } = environment;
	const readBy = all.filter(({ after }) => after.includes(name)).map((one) => one.name);
	const destinations = (require_project()).allDestinations(environment);
	const named = (require_defined()).defined({
		bundleName,
		prefix
	});
	const records = recordsDestination && destinations.every(({ bucket }) => bucket !== recordsDestination.bucket) ? [recordsDestination] : [];
	const sources = all.filter((one) => after.includes(one.name)).flatMap((one) => (require_project()).allDestinations(one).map((destination) => ({
		owner: {
			application: one.application,
			...(require_defined()).defined({
				bundleName: one.bundleName,
				prefix: one.prefix
			})
		},
		destination: {
			...destination,
			account: withId(destination)
		}
	})));
	return [...destinations, ...records].map((destination, index) => ({
		...sources.length > 0 && { sources },
		environment: name,
		readBy,
		owner: {
			application,
			...named
		},
		isForRecords: index >= destinations.length,
		destination: {
			...destination,
			account: withId(destination)
		}
	}));
}
function withId({ account }) {
	return {
		name: account.name,
		id: account.id ?? ""
	};
}

Object.defineProperty(exports, "accountOf", {
  enumerable: true,
  get: function () {
    return accountOf;
  }
});
Object.defineProperty(exports, "assumeActions", {
  enumerable: true,
  get: function () {
    return assumeActions;
  }
});
Object.defineProperty(exports, "bucketResources", {
  enumerable: true,
  get: function () {
    return bucketResources;
  }
});
Object.defineProperty(exports, "homeCondition", {
  enumerable: true,
  get: function () {
    return homeCondition;
  }
});
Object.defineProperty(exports, "needsOf", {
  enumerable: true,
  get: function () {
    return needsOf;
  }
});
Object.defineProperty(exports, "openIds", {
  enumerable: true,
  get: function () {
    return openIds;
  }
});
Object.defineProperty(exports, "policyOf", {
  enumerable: true,
  get: function () {
    return policyOf;
  }
});
Object.defineProperty(exports, "policyOfBucket", {
  enumerable: true,
  get: function () {
    return policyOfBucket;
  }
});
Object.defineProperty(exports, "regionCondition", {
  enumerable: true,
  get: function () {
    return regionCondition;
  }
});
Object.defineProperty(exports, "statementsOfBucket", {
  enumerable: true,
  get: function () {
    return statementsOfBucket;
  }
});
},
"./other-content.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");

// src/cli/other-content.ts
function otherContent(zip, digest, asked) {
	const message = `"${zip}" has content ${digest}, and ${asked} was asked for with --digest`;
	return new (require_problem()).UsageError([{
		code: "content-differs",
		message,
		hint: "the bytes differ from those that the job with that digest built"
	}]);
}

Object.defineProperty(exports, "otherContent", {
  enumerable: true,
  get: function () {
    return otherContent;
  }
});
},
"./outcomes.js"(require, module, exports) {"use strict";
const require_outcome = () => require("./outcome.js");
const require_quantities = () => require("./quantities.js");

// src/report/outcomes.ts
function inWords(outcome) {
	return outcome.replaceAll("-", " ");
}
function toneOf(outcome) {
	if ((require_outcome()).isGood(outcome)) return outcome === "succeeded" ? "good" : "warn";
	if (outcome === "ready") return "warn";
	return [
		"never-started",
		"skipped",
		"superseded"
	].includes(outcome) ? "dim" : "bad";
}
function isFailure(outcome) {
	return toneOf(outcome) === "bad";
}
function instancesOf({ instances }) {
	const all = (require_outcome()).countAll(instances);
	if (all === 0) return "";
	const failed = instances.failed > 0 ? `, ${instances.failed} failed` : "";
	const skipped = instances.skipped > 0 ? `, ${instances.skipped} skipped` : "";
	return `${instances.succeeded} of ${all}${failed}${skipped}`;
}
function backTo(rollback) {
	if (!rollback) return "";
	if (rollback.status !== "succeeded") return `rollback ${statusInWords[rollback.status]}`;
	const version = rollback.version ?? "an unknown revision";
	return rollback.complete ? version : `${version}, not complete`;
}
function outcomeText({ outcome, rollback, seconds }) {
	const time = seconds > 0 ? ` after ${(require_quantities()).duration(seconds)}` : "";
	if (!rollback) return inWords(outcome) + time;
	const back = backTo(rollback);
	if (rollback.status !== "succeeded") return `${inWords(outcome)}${time}, ${back}`;
	return outcome === "rolled-back" ? `rolled back to ${back}${time}` : `${inWords(outcome)}${time}, rolled back to ${back}`;
}
function wentBack({ status, version, complete }) {
	const what = version ?? "the revision that ran before (not one of ours)";
	if (status !== "succeeded") return `the rollback to ${what} ${statusInWords[status]}: check what runs there`;
	return `${what} on ${complete ? "every instance" : "some instances only"}`;
}
function rolledBackBy({ by, deploymentId }) {
	return `${by === "codedeploy" ? "by CodeDeploy" : "by fanout"}, deployment ${deploymentId}`;
}
const statusInWords = {
	succeeded: "succeeded",
	failed: "failed",
	stopped: "was stopped",
	"timed-out": "timed out",
	unknown: "had not ended when fanout stopped following it"
};

Object.defineProperty(exports, "backTo", {
  enumerable: true,
  get: function () {
    return backTo;
  }
});
Object.defineProperty(exports, "inWords", {
  enumerable: true,
  get: function () {
    return inWords;
  }
});
Object.defineProperty(exports, "instancesOf", {
  enumerable: true,
  get: function () {
    return instancesOf;
  }
});
Object.defineProperty(exports, "isFailure", {
  enumerable: true,
  get: function () {
    return isFailure;
  }
});
Object.defineProperty(exports, "outcomeText", {
  enumerable: true,
  get: function () {
    return outcomeText;
  }
});
Object.defineProperty(exports, "rolledBackBy", {
  enumerable: true,
  get: function () {
    return rolledBackBy;
  }
});
Object.defineProperty(exports, "toneOf", {
  enumerable: true,
  get: function () {
    return toneOf;
  }
});
Object.defineProperty(exports, "wentBack", {
  enumerable: true,
  get: function () {
    return wentBack;
  }
});
},
"./outputs.js"(require, module, exports) {"use strict";
const require_machine_json = () => require("./machine-json.js");

// src/report/outputs.ts
function outputsOf({ bundle, finished }) {
	const results = finished?.results ?? [];
	const ids = results.flatMap(({ destination, deploymentId }) => deploymentId === void 0 ? [] : [[destination, deploymentId]]);
	return {
		version: bundle?.version ?? results.find(({ version }) => version)?.version ?? "",
		digest: bundle?.digest ?? "",
		zip: bundle?.path ?? "",
		verdict: finished?.verdict ?? "",
		"deployment-ids": (require_machine_json()).machineJson(Object.fromEntries(ids))
	};
}

Object.defineProperty(exports, "outputsOf", {
  enumerable: true,
  get: function () {
    return outputsOf;
  }
});
},
"./package2.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_quantities = () => require("./quantities.js");
const require_digest_from = () => require("./digest-from.js");
const require_make_bundle = () => require("./make-bundle.js");
const require_other_content = () => require("./other-content.js");
const require_project = () => require("./project.js");

// src/cli/commands/package.ts
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function packageCommand(inputs, ports) {
	const { host, clock, cwd } = ports;
	const asked = inputs.digest && (require_digest_from()).digestFrom(inputs.digest);
	const project = await (require_project()).loadProject(inputs, ports, { required: false });
	const out = inputs.out ? (0, import__builtin_path.resolve)(cwd, inputs.out) : (0, import__builtin_path.join)(await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-")), `${project.version}.zip`);
	const emit = (event) => void host.take({
		at: clock.now(),
		...event
	});
	const { path, size, digest, sha256, entries } = await (require_make_bundle()).makeBundle(project, out, {
		...ports,
		emit
	});
	if (asked !== void 0 && digest !== asked) throw (require_other_content()).otherContent(path, digest, asked);
	const result = {
		version: project.version,
		path,
		size,
		digest,
		sha256,
		entries: entries.length
	};
	host.output("version", project.version);
	host.output("digest", digest);
	if (inputs.json) host.result(JSON.stringify(result));
	else {
		const lines = [
			path,
			`  size    ${(require_quantities()).bytes(size)}`,
			`  digest  ${digest}`,
			`  sha256  ${sha256}`
		];
		host.print(lines.join("\n"));
	}
	return 0;
}

exports.packageCommand = packageCommand;
},
"./page-file.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_zlib$1 = () => require("./_builtin_zlib.js");
const require_report_file = () => require("./report-file.js");
const require_defined = () => require("./defined.js");

// src/cli/page-file.ts
var page_file_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({
	pagesOfRuns: () => pagesOfRuns,
	statusPageOf: () => statusPageOf,
	writePage: () => writePage
});
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
var import__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_zlib$1()).require__builtin_zlib(), 1);
async function writePage(path, events, folder) {
	(require_report_file()).writeReportFile(path, await pageOf(events), folder);
}
async function pagesOfRuns(runs) {
	const { mergeRuns } = await Promise.resolve().then(() => require("./page2.js"));
	const pages = [];
	for (const run of runs.toReversed()) {
		const told = run.filter((part) => part.length > 0);
		if (!pages.find((page) => {
			try {
				page.events = mergeRuns([...told, ...page.parts]);
				page.parts.unshift(...told);
				return true;
			} catch (error) {
				if (error instanceof RangeError) return false;
				throw error;
			}
		})) pages.push({
			parts: told,
			events: mergeRuns(told)
		});
	}
	return pages.map(({ events }) => events);
}
async function pageOf(events, live) {
	const { packEvents, runHtml } = await Promise.resolve().then(() => require("./page2.js"));
	return documentOf("run", runHtml(events), packEvents(events), live);
}
async function statusPageOf(view, live) {
	const { statusHtml } = await Promise.resolve().then(() => require("./page2.js"));
	return documentOf("status", statusHtml(view), JSON.stringify(view), live);
}
async function livePolicy() {
	const { browserScript: script, pagePolicy } = await Promise.resolve().then(() => require("./page2.js"));
	return `${pagePolicy({
		style: await inlineStyle(),
		script,
		live: true
	})}; frame-ancestors 'none'`;
}
async function documentOf(kind, html, text, live) {
	const { browserScript: script, pageDocument } = await Promise.resolve().then(() => require("./page2.js"));
	const data = (0, import__builtin_zlib.deflateRawSync)(text).toString("base64");
	const news = (require_defined()).defined({ live });
	return pageDocument({
		...html,
		style: await inlineStyle(),
		script,
		kind,
		data,
		...news
	});
}
async function inlineStyle() {
	const { style } = await Promise.resolve().then(() => require("./page2.js"));
	return {
		text: style,
		sha256: (0, import__builtin_crypto.createHash)("sha256").update(style).digest("base64")
	};
}

Object.defineProperty(exports, "livePolicy", {
  enumerable: true,
  get: function () {
    return livePolicy;
  }
});
Object.defineProperty(exports, "pageOf", {
  enumerable: true,
  get: function () {
    return pageOf;
  }
});
Object.defineProperty(exports, "page_file_exports", {
  enumerable: true,
  get: function () {
    return page_file_exports;
  }
});
Object.defineProperty(exports, "statusPageOf", {
  enumerable: true,
  get: function () {
    return statusPageOf;
  }
});
},
"./page.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_report_file = () => require("./report-file.js");
const require_merge_runs = () => require("./merge-runs.js");
const require_problem = () => require("./problem.js");
const require_read_named_file = () => require("./read-named-file.js");
const require_read_events = () => require("./read-events.js");
const require_page_file = () => require("./page-file.js");

// src/cli/commands/page.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
const MAX_FILE = 268435456;
async function pageCommand({ eventsFile: files, out = "page.html" }, { host, cwd }) {
	const doubts = [];
	const wrong = [];
	const runs = [];
	for (const file of files) try {
		const read = (require_read_events()).readEvents((require_read_named_file()).readNamedFile((0, import__builtin_path.resolve)(cwd, file), { most: MAX_FILE }));
		runs.push(host.scrub(read.events));
		doubts.push(...read.doubts.map((message) => ({
			code: "events-incomplete",
			file,
			message
		})));
	} catch (error) {
		const message = `cannot read its events: ${error.message}`;
		wrong.push({
			code: "file-unreadable",
			file,
			message,
			hint: "name a file that --events has written"
		});
	}
	if (wrong.length > 0) throw new (require_problem()).UsageError(wrong);
	if (doubts.length > 0) host.problems(doubts, "warning");
	const page = await (require_page_file()).pageOf(merged(runs));
	try {
		(require_report_file()).writeReportFile((0, import__builtin_path.resolve)(cwd, out), page, "chosen");
	} catch (error) {
		const message = `cannot write the page "${out}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unwritable",
			message
		}]);
	}
	host.print(out);
	return 0;
}
function merged(runs) {
	try {
		return (require_merge_runs()).mergeRuns(runs);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		const message = `cannot make one page of these files: ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "options-conflict",
			message
		}]);
	}
}

exports.pageCommand = pageCommand;
},
"./phase.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_printable = () => require("./printable.js");
const require_quantities = () => require("./quantities.js");
const require_outcome = () => require("./outcome.js");
const require_outcomes = () => require("./outcomes.js");
const require_object_keys = () => require("./object-keys.js");
const require_running_release = () => require("./running-release.js");
const require_verdict = () => require("./verdict.js");
const require_width = () => require("./width.js");

// src/report/line.ts
function line(text, tone = "plain") {
	return {
		text: (require_printable()).cleanLine(text),
		tone
	};
}
function lineOf(destination, text, tone = "plain") {
	return {
		...line(text, tone),
		destination
	};
}

// src/report/cause-lines.ts
function causeLines(cause, limits) {
	const tone = cause.failed ? "bad" : "warn";
	return [
		line(`${cause.extent}: ${cause.title}`, tone),
		...labelled("where", whereTexts(cause.places)),
		...foreign(labelled("message", messageTexts(cause))),
		...foreign(labelled("log", cause.log ? (require_printable()).tail(cause.log, limits).map((text) => `| ${text}`) : [])),
		...foreign(labelled("others", otherTexts(cause))),
		...labelled("back to", backToTexts(cause.places)),
		...labelled("to do", cause.advice ? (require_printable()).clean(cause.advice) : []),
		...labelled("console", consoleTexts(cause.places))
	];
}
function messageTexts({ title, message }) {
	const lines = (require_printable()).clean(message);
	return lines.length === 1 && title.endsWith(message) && line(title).text === title ? [] : head(lines, 6);
}
function otherTexts({ otherLogs }, most = 3) {
	const texts = otherLogs.slice(0, most).map(({ last, instances }) => {
		const [text = "no output"] = (require_printable()).clean(last);
		return `${(require_quantities()).many(instances, "log")} ${instances === 1 ? "ends" : "end"} with: ${text || "nothing"}`;
	});
	const rest = otherLogs.length - texts.length;
	return rest > 0 ? [...texts, `and ${(require_quantities()).many(rest, "other kind")} of log`] : texts;
}
function whereTexts(places, most = 6) {
	const texts = places.slice(0, most).map(({ destination, instances }) => {
		return instances.length > 0 ? `${destination}: ${(require_quantities()).list(instances, 3)}` : destination;
	});
	return places.length > most ? [...texts, `and ${places.length - most} more destinations`] : texts;
}
function backToTexts(places, most = 6) {
	const groups = /* @__PURE__ */ new Map();
	const rollbacks = places.flatMap(({ destination, rollback }) => rollback ? [{
		destination,
		rollback
	}] : []);
	const [only] = rollbacks;
	if (only && places.length === 1) return [`${(require_outcomes()).wentBack(only.rollback)} (${(require_outcomes()).rolledBackBy(only.rollback)})`];
	for (const { destination, rollback } of rollbacks) {
		const text = (require_outcomes()).wentBack(rollback);
		const where = `${destination} (${rollback.deploymentId})`;
		groups.set(text, [...groups.get(text) ?? [], where]);
	}
	const texts = [...groups].map(([text, where]) => `${text}: ${(require_quantities()).list(where, 4)}`);
	return texts.length > most ? [...texts.slice(0, most), `and ${texts.length - most} more`] : texts;
}
function consoleTexts(places, most = 3) {
	const urls = places.flatMap(({ consoleUrl }) => consoleUrl ?? []);
	return urls.length > most ? [...urls.slice(0, most), `and ${urls.length - most} more`] : urls;
}
function head(lines, most) {
	if (lines.length <= most) return [...lines];
	return [...lines.slice(0, most - 1), `\u2026 ${lines.length - most + 1} more lines`];
}
const LABEL_WIDTH = 10;
function labelled(label, texts) {
	return texts.map((text, index) => line(`  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}${text}`));
}
function foreign(lines) {
	return lines.map((each) => ({
		...each,
		foreign: true
	}));
}

// src/report/causes.ts
function collapse(results) {
	const groups = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Map();
	for (const result of results) for (const cause of causesOf(result)) {
		const key = keyOf(cause, result, seen);
		const group = groups.get(key) ?? {
			cause,
			places: [],
			logs: /* @__PURE__ */ new Map()
		};
		if (!groups.has(key)) groups.set(key, group);
		addPlace(group.places, placeOf$1(cause, result));
		addLog(group, cause, result, seen);
	}
	const of = results.reduce((sum, result) => sum + instanceCount(result), 0);
	return [...groups.values()].map((group) => collapsed(group, {
		instances: of,
		destinations: results.length
	})).sort((a, b) => Number(b.failed) - Number(a.failed) || weight(b) - weight(a));
}
function scriptExitCode(message) {
	const digits = /\bexit code (\d{1,5})\b/i.exec(message)?.[1];
	return digits === void 0 ? void 0 : Number(digits);
}
function titleOf({ script, event, code, message }) {
	const exit = scriptExitCode(message);
	const during = event === void 0 ? "" : ` in ${event}`;
	if (code === "NotRehearsed") return `not rehearsed: ${script ? `${script}${during}` : event}`;
	if (script && exit !== void 0) return `${script} exit ${exit}${during}`;
	if (script) return `${script}: ${code ?? message}${during}`;
	if (event) return `${event} failed: ${code ?? message}`;
	return code === void 0 ? message : `${code}: ${message}`;
}
const consequences = /* @__PURE__ */ new Set(["HEALTH_CONSTRAINTS"]);
function causesOf(result) {
	const { causes, outcome, reason } = result;
	if (causes.length === 0) {
		const message = reason ?? `the deployment ${(require_outcomes()).inWords(outcome)}`;
		return (require_outcomes()).isFailure(outcome) ? [{
			instances: [],
			of: instanceCount(result),
			message
		}] : [];
	}
	const own = causes.filter((cause) => !(cause.instances.length === 0 && consequences.has(cause.code ?? "")));
	return own.length > 0 ? own : causes;
}
function placeOf$1(cause, result) {
	const { destination, outcome, deploymentId, consoleUrl, rollback } = result;
	return {
		destination,
		instances: [...cause.instances],
		outcome,
		...(require_defined()).defined({
			deploymentId,
			consoleUrl,
			rollback
		})
	};
}
function addPlace(places, place) {
	const known = places.find(({ destination }) => destination === place.destination);
	if (known) known.instances.push(...place.instances);
	else places.push(place);
}
function addLog({ logs }, cause, result, seen) {
	const { log = "", instances } = cause;
	const key = withoutPlace(folded(log, inLogs, seen), instances, result.destination);
	const count = Math.max(1, instances.length);
	const known = logs.get(key);
	if (known) known.instances += count;
	else logs.set(key, {
		log,
		instances: count
	});
}
function lastLine(log) {
	return log.trimEnd().split("\n").at(-1) ?? "";
}
function collapsed({ cause: { instances: _, of: __, ...cause }, places, logs }, all) {
	const otherLogs = [...logs.values()].slice(1).map(({ log, instances }) => ({
		last: lastLine(log),
		instances
	}));
	const count = places.reduce((sum, place) => sum + place.instances.length, 0);
	const extent = count > 0 ? `${count} of ${(require_quantities()).many(Math.max(all.instances, count), "instance")}` : `${places.length} of ${(require_quantities()).many(all.destinations, "destination")}`;
	const failed = places.some(({ outcome }) => !(require_outcome()).isGood(outcome));
	const [first, ...others] = places;
	const script = cause.script && first && others.length > 0 ? { script: withoutPlace(cause.script, [], first.destination) } : {};
	return {
		...cause,
		otherLogs,
		extent,
		title: titleOf({
			...cause,
			...script
		}),
		places,
		failed
	};
}
function weight({ places }) {
	return places.reduce((sum, { instances }) => sum + Math.max(1, instances.length), 0);
}
function instanceCount(result) {
	return Math.max((require_outcome()).countAll(result.instances), ...result.causes.map(({ of }) => of));
}
function keyOf(cause, result, seen) {
	const { event, script, code, message, advice, instances } = cause;
	const text = withoutPlace(folded(message, variable, seen), instances, result.destination);
	const named = script && withoutPlace(script, [], result.destination);
	return JSON.stringify([
		event,
		named,
		code,
		text,
		advice,
		instances.length > 0
	]);
}
const variable = [
	[/\bm?i-[0-9a-f]{8,17}\b/g, "<instance>"],
	[/\bip-\d{1,3}(?:-\d{1,3}){3}\b/g, "<host>"],
	[/\bd-[0-9A-Z]{9}\b/g, "<deployment>"],
	[/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "<uuid>"],
	[/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?/g, "<time>"],
	[/\b[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}\b/g, "<time>"],
	[/\b\d{1,2}:\d{2}:\d{2}\b/g, "<time>"],
	[/<time>(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?/g, "<time>"],
	[/\b\d{10}(?:\d{3})?\b/g, "<time>"],
	[/\b(pid)([ =:]{1,3})\d{1,7}\b/gi, "$1$2<pid>"],
	[/(\w)\[\d{1,7}\]/g, "$1[<pid>]"],
	[/\b\d{12}\b/g, "<account>"]
];
const inLogs = [
	...variable,
	[/\b\d+(?:\.\d+)? ?(?:ns|\u00b5s|us|ms|s|secs?|seconds?|min|minutes?)\b/g, "<duration>"],
	[/\b(port)([ =:]{1,3})\d{2,5}\b/gi, "$1$2<port>"],
	[/(?<=[\w\]]):\d{2,5}\b/g, ":<port>"]
];
function folded(text, by, seen) {
	const key = by === inLogs ? `log ${text}` : text;
	const known = seen.get(key) ?? withoutVariables(text, by);
	seen.set(key, known);
	return known;
}
function withoutVariables(text, by) {
	return by.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
function withoutPlace(text, instances, destination) {
	const region = destination.split("/")[1];
	const result = instances.reduce((before, name) => name === "" ? before : before.replaceAll(name, "<instance>"), text);
	return region ? result.replaceAll(region, "<region>") : result;
}

// src/report/running-versions.ts
const kinds = [
	"rollback-failed",
	"untold",
	"failed",
	"timed-out",
	"stopped",
	"not-verified",
	"partial",
	"not-rehearsed",
	"ready",
	"back",
	"untouched",
	"new"
];
function whatRuns(results) {
	const groups = /* @__PURE__ */ new Map();
	for (const result of results) {
		const running = (require_running_release()).runningOf(result);
		const kind = kindOf(running);
		const version = (running.state === "ready" ? running.waits : "version" in running ? running.version : void 0) ?? "";
		const key = `${kind} ${version}`;
		const group = groups.get(key) ?? {
			kind,
			version,
			count: 0
		};
		groups.set(key, {
			...group,
			count: group.count + 1
		});
	}
	return [...groups.values()].toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)).map(({ kind, version, count }) => inWords[kind](count, version)).join(", ");
}
function kindOf(running) {
	if (running.state === "unknown") return running.why;
	if (running.state !== "new") return running.state;
	if (!running.verified) return "not-verified";
	if (running.partial) return "partial";
	return running.rehearsed ? "new" : "not-rehearsed";
}
const nameless = (version) => version || "a revision that is not ours";
const be = (count) => count === 1 ? "is" : "are";
const run = (count) => count === 1 ? "runs" : "run";
const inWords = {
	"rollback-failed": (count) => `${(require_quantities()).many(count, "rollback")} failed`,
	untold: (count) => `${count} with unknown outcome`,
	failed: (count) => `${count} failed part-way`,
	"timed-out": (count) => `${count} timed out part-way`,
	stopped: (count) => `${count} stopped part-way`,
	"not-verified": (count, version) => `${count} ${run(count)} ${nameless(version)} unverified`,
	partial: (count, version) => `${count} ${run(count)} ${nameless(version)} on some instances only`,
	"not-rehearsed": (count, version) => `${count} ${run(count)} ${nameless(version)} as far as it could be rehearsed`,
	ready: (count, version) => `${count} ${count === 1 ? "has" : "have"} ${version || "the release"} ready, without traffic yet`,
	back: (count, version) => `${count} ${be(count)} back on ${nameless(version)}`,
	untouched: (count, version) => version ? `${count} still ${run(count)} ${version}` : `${count} ${count === 1 ? "was" : "were"} not touched`,
	new: (count, version) => `${count} ${run(count)} ${version || "the release"}`
};

// src/report/table.ts
const headings = [
	"destination",
	"outcome",
	"version",
	"instances",
	"time",
	"deployment",
	"rolled back to"
];
function cells(result) {
	const started = result.outcome !== "never-started" && result.outcome !== "skipped";
	return [
		result.destination,
		(require_outcomes()).inWords(result.outcome),
		started ? result.version ?? "" : "",
		(require_outcomes()).instancesOf(result),
		result.seconds > 0 ? (require_quantities()).duration(result.seconds) : "",
		result.deploymentId ?? (result.isUnknown ? "id unknown" : ""),
		(require_outcomes()).backTo(result.rollback)
	];
}
function tableLines(results) {
	const rows = results.map((result) => cells(result).map((cell) => (require_printable()).cleanLine(cell, 60)));
	const used = headings.map((_, column) => rows.some((row) => row[column] !== ""));
	const shown = [[...headings], ...rows].map((row) => row.filter((_, column) => used[column]));
	const widths = (shown[0] ?? []).map((_, column) => {
		return Math.max(...shown.map((row) => (require_width()).width(row[column] ?? "")));
	});
	return shown.map((row, index) => {
		const text = row.map((cell, column) => (require_width()).padTo(cell, widths[column] ?? 0)).join("  ");
		const result = results[index - 1];
		return line(text, result ? (require_outcomes()).toneOf(result.outcome) : "strong");
	});
}

// src/report/final.ts
const IN_FULL = 10;
const AS_A_LINE = 25;
const tailLimits = {
	lines: 30,
	characters: 4e3
};
function finalLines(facts, causes = causesIn(facts)) {
	const results = facts.finished?.results ?? [];
	if (results.length === 0) return verdictLines(facts);
	return [
		line(""),
		...tableLines(results),
		...causesLines(causes),
		...noteLines(results),
		line(""),
		...verdictLines(facts)
	];
}
function causesIn({ finished }) {
	const causes = collapse(finished?.results ?? []);
	return finished?.exitCode === 0 ? causes.map((each) => ({
		...each,
		failed: false
	})) : causes;
}
function causesLines(causes) {
	const full = causes.slice(0, IN_FULL).flatMap((cause) => [line(""), ...causeLines(cause, tailLimits)]);
	const short = causes.slice(IN_FULL, 35).map((cause) => {
		const where = (require_quantities()).list(cause.places.map(({ destination }) => destination), 3);
		return line(`${cause.extent}: ${cause.title} (${where})`, cause.failed ? "bad" : "warn");
	});
	const left = causes.length - IN_FULL - AS_A_LINE;
	return [
		...full,
		...short.length > 0 ? [line(""), ...short] : [],
		...left > 0 ? [line(`and ${left} more causes`, "bad")] : []
	];
}
function notes(results) {
	const groups = /* @__PURE__ */ new Map();
	for (const { outcome, reason, destination, causes } of results) {
		if (outcome === "succeeded" || (require_outcomes()).isFailure(outcome) || causes.length > 0) continue;
		const text = reason === void 0 ? (require_outcomes()).inWords(outcome) : `${(require_outcomes()).inWords(outcome)}: ${reason}`;
		groups.set(text, [...groups.get(text) ?? [], destination]);
	}
	return [...groups].map(([text, where]) => ({
		text,
		where
	}));
}
function noteLines(results) {
	const lines = notes(results).slice(0, AS_A_LINE).map(({ text, where }) => line(`${text} (${(require_quantities()).list(where, 6)})`));
	return lines.length > 0 ? [line(""), ...lines] : [];
}
function verdictLines(facts) {
	const text = verdictText(facts);
	return text === void 0 ? [] : [line(text, (require_outcomes()).toneOf(facts.finished?.verdict ?? "failed"))];
}
function verdictText(facts, { isBrief = false } = {}) {
	const { started, bundle, finished } = facts;
	if (!finished) return void 0;
	const { verdict, results, seconds, exitCode } = finished;
	const environment = started?.environment ?? "the run";
	const code = exitCode === 0 || isBrief ? "" : `; exit code ${exitCode}`;
	if (results.length === 0) return `${environment}: ${(require_outcomes()).inWords(verdict)}${code}`;
	const length = started?.rehearsal ? `${(require_quantities()).duration(seconds)} by a rehearsal\u2019s clock; nothing reached AWS` : (require_quantities()).duration(seconds);
	const time = isBrief ? "" : ` (${length})`;
	if (verdict === "succeeded" && results.every(isWhole)) {
		const version = bundle?.version ?? results[0]?.version ?? "the release";
		const release = `${started ? (require_object_keys()).ownerText(started) : ""} ${version}`.trim();
		const told = `${checked(results)}${time}`;
		if (started?.of !== void 0) return `${environment} succeeded in ${`${results.length} of its ${(require_quantities()).many(started.of, "destination")}`}: ${release} runs there${told}`;
		return `${environment} succeeded: ${release} runs in ${results.length === 1 ? "its destination" : `all ${(require_quantities()).many(results.length, "destination")}`}${told}`;
	}
	const of = started?.of === void 0 ? "" : `of ${(require_quantities()).many(started.of, "destination")}, `;
	const next = nextStep(facts);
	const why = verdict === "not-rehearsed" ? reasons(results) : "";
	return `${environment} ${headOf(verdict, results)}: ${of}${whatRuns(results)}${why}${time}${code}${next ? `; next: ${next}` : ""}`;
}
function reasons(results) {
	const each = results.flatMap(({ outcome, reason }) => outcome === "not-rehearsed" && reason !== void 0 ? [reason] : []);
	return each.length === 0 ? "" : `; ${(require_quantities()).list([...new Set(each)], 2)}`;
}
function isWhole(result) {
	const running = (require_running_release()).runningOf(result);
	return running.state === "new" && running.verified && !running.partial && running.rehearsed;
}
function headOf(verdict, results) {
	if (verdict === "not-rehearsed") return "was not rehearsed in full";
	if (verdict === "ready") return "is ready";
	if (verdict === "superseded") return `was left alone, ${results[0]?.version} is superseded`;
	if (verdict === "cancelled" || (require_verdict()).judge(results).verdict !== "split") return (require_outcomes()).inWords(verdict);
	const version = (require_running_release()).onlyVersionOf(results);
	if (version === void 0) return isAsBefore(results) ? "runs what it ran before" : "is split";
	return results.some((result) => (require_running_release()).runningOf(result).state === "new") ? `runs ${version} everywhere` : `still runs ${version} everywhere`;
}
function isAsBefore(results) {
	const states = results.map((require_running_release()).runningOf);
	const versions = new Set(states.flatMap((each) => "version" in each ? each.version ?? [] : []));
	return states.every(({ state }) => state === "back" || state === "untouched") && versions.size < 2;
}
function checked(results) {
	const verified = results.filter(({ checks = [] }) => checks.length > 0).length;
	if (verified === 0) return ", without checks";
	return verified === results.length ? ", verified" : `, verified in ${verified}`;
}
function versionFlag(command, results) {
	const version = (require_running_release()).onlyVersionOf(results);
	if (version === void 0) return "";
	return command === "rollback" ? ` --to ${version}` : ` --version ${version}`;
}
function nextStep({ started, finished }) {
	const { results = [] } = finished ?? {};
	if (!started || started.rehearsal || results.length === 0 || finished?.verdict === "succeeded") return "";
	if (finished?.unrecorded && results.every(({ outcome }) => (require_outcome()).isGood(outcome) || outcome === "not-verified")) return `fanout ${started.command} ${started.environment}${versionFlag(started.command, results)}`;
	const states = results.map((require_running_release()).runningOf);
	if (states.some((each) => each.state === "unknown" && ["rollback-failed", "untold"].includes(each.why)) || started.command === "rollback") return `fanout status ${started.environment}`;
	if (started.command === "stop" && finished?.exitCode === 0) return "";
	const isNew = states.some(({ state }) => state === "new" || state === "unknown");
	const back = `fanout rollback ${started.environment}`;
	if (!states.some(({ state }) => state === "ready")) return isNew ? back : "";
	const stop = `fanout stop ${started.environment}`;
	if (isNew && finished?.verdict !== "ready") return `${stop}, then ${back}`;
	return `fanout continue ${started.environment}, or ${stop}`;
}

// src/report/problem-lines.ts
function problemLines(problem, level) {
	const tone = tones[level];
	const label = level === "info" ? "" : `${level}: `;
	const [first = "", ...more] = (require_printable()).clean((require_problem()).saidOf(problem), 2e3);
	const place = placeOf(problem);
	return [
		line(`${place ? `${place}: ` : ""}${label}${first}`, tone),
		...more.map((text) => ({
			text: `  ${text}`,
			tone
		})),
		...(problem.hint === void 0 ? [] : (require_printable()).clean(problem.hint, 2e3)).map((text) => line(`  ${text}`))
	];
}
function placeOf({ file, line, column }) {
	if (file === void 0) return "";
	return [file, ...[line, column].filter((part) => part !== void 0)].join(":");
}
const tones = {
	error: "bad",
	warning: "warn",
	info: "plain"
};

// src/report/status-text.ts
function statusText({ status, counts, role, deploymentId }) {
	const noun = role === "related" ? `related deployment ${deploymentId}` : role;
	const progress = (require_outcome()).countAll(counts) > 0 ? progressText(counts) : "";
	if (status === "InProgress") {
		const text = progress || "in progress";
		return role === "deployment" ? text : `${noun}: ${text}`;
	}
	const words = `${noun} ${statusWords[status] ?? `has status ${status}`}`;
	return progress && status !== "Created" && status !== "Queued" ? `${words}: ${progress}` : words;
}
function progressText(counts) {
	const failed = counts.failed > 0 ? `, ${counts.failed} failed` : "";
	const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
	return `${counts.succeeded} of ${(require_quantities()).many((require_outcome()).countAll(counts), "instance")} done${failed}${skipped}`;
}
const statusWords = {
	Created: "created",
	Queued: "queued",
	Baking: "watches its alarms",
	Ready: "ready, waits for traffic to be rerouted",
	Succeeded: "succeeded",
	Failed: "failed",
	Stopped: "stopped"
};

// src/report/destination-view.ts
function newDestination(label) {
	return {
		label,
		state: "pending",
		counts: (require_outcome()).noInstances,
		instances: {
			deployment: /* @__PURE__ */ new Map(),
			rollback: /* @__PURE__ */ new Map(),
			related: /* @__PURE__ */ new Map()
		},
		failures: 0,
		said: {}
	};
}
function advanceDestination(view, event) {
	switch (event.kind) {
		case "waiting": return {
			...view,
			state: "waiting",
			detail: event.reason
		};
		case "creating": return {
			...begun(view, event.at),
			state: "creating"
		};
		case "created": {
			const { deploymentId, consoleUrl } = event;
			const link = (require_defined()).defined({ consoleUrl });
			return {
				...begun(view, event.at),
				state: "deploying",
				deploymentId,
				...link
			};
		}
		case "status": return withStatus(view, event);
		case "instance": return withInstance(view, event);
		case "trouble": return {
			...view,
			detail: event.text
		};
		case "stopping": return {
			...view,
			state: "stopping",
			detail: event.reason
		};
		case "rolling-back": return {
			...withoutDetail(view),
			state: "rolling-back",
			counts: (require_outcome()).noInstances
		};
		case "finished": return {
			...withoutDetail(view),
			state: "done",
			endedAt: event.at,
			result: event.result
		};
		default: return view;
	}
}
function withStatus(view, event) {
	const said = {
		...view.said,
		[event.role]: statusText(event)
	};
	if (event.role === "related") return {
		...view,
		said
	};
	if (event.role === "deployment" && view.state === "rolling-back") return {
		...view,
		said
	};
	const ended = event.role === "deployment" && event.status === "Succeeded";
	return {
		...withoutDetail(view),
		said,
		counts: event.counts,
		...view.state === "waiting" && { state: "deploying" },
		...ended && { state: "deployed" }
	};
}
function withInstance(view, { role, instance, event, status }) {
	const before = view.instances[role].get(instance) ?? [];
	const known = before.findIndex((each) => each.event === event);
	const after = known < 0 ? [...before, {
		event,
		status
	}] : before.with(known, {
		event,
		status
	});
	const ofRole = new Map(view.instances[role]).set(instance, after);
	return {
		...view,
		...role !== "related" && { event },
		instances: {
			...view.instances,
			[role]: ofRole
		},
		failures: view.failures + (status === "Failed" ? 1 : 0)
	};
}
function begun(view, at) {
	return {
		...withoutDetail(view),
		startedAt: view.startedAt ?? at
	};
}
function withoutDetail({ detail: _, ...view }) {
	return view;
}

// src/report/gate-text.ts
function gateText({ kind, name, verdict, message, dryRun }) {
	return `${kind === "alarm" ? `alarm ${name}` : `gate ${name}`} ${{
		pass: "passes",
		fail: "fails",
		inconclusive: "is inconclusive"
	}[verdict]}: ${message}${dryRun && verdict !== "pass" ? ", a dry run: nothing follows" : ""}`;
}

// src/report/phase.ts
function phaseAfter(before, event) {
	switch (event.kind) {
		case "step": return event.text;
		case "leasing": return "taking the lease of the environment and reading what runs there";
		case "bundle-ready": return event.reused ? before : "checking the bundle";
		case "wave-started": return `wave ${event.wave}`;
		case "baking": return `wave ${event.wave} bakes for ${(require_quantities()).duration(event.ms / 1e3)}`;
		case "wave-finished": return "writing the run's records";
		case "cancelling": return `cancelling after ${event.signal}`;
		default: return before;
	}
}

Object.defineProperty(exports, "advanceDestination", {
  enumerable: true,
  get: function () {
    return advanceDestination;
  }
});
Object.defineProperty(exports, "backToTexts", {
  enumerable: true,
  get: function () {
    return backToTexts;
  }
});
Object.defineProperty(exports, "causeLines", {
  enumerable: true,
  get: function () {
    return causeLines;
  }
});
Object.defineProperty(exports, "causesIn", {
  enumerable: true,
  get: function () {
    return causesIn;
  }
});
Object.defineProperty(exports, "cells", {
  enumerable: true,
  get: function () {
    return cells;
  }
});
Object.defineProperty(exports, "collapse", {
  enumerable: true,
  get: function () {
    return collapse;
  }
});
Object.defineProperty(exports, "finalLines", {
  enumerable: true,
  get: function () {
    return finalLines;
  }
});
Object.defineProperty(exports, "gateText", {
  enumerable: true,
  get: function () {
    return gateText;
  }
});
Object.defineProperty(exports, "headings", {
  enumerable: true,
  get: function () {
    return headings;
  }
});
Object.defineProperty(exports, "line", {
  enumerable: true,
  get: function () {
    return line;
  }
});
Object.defineProperty(exports, "lineOf", {
  enumerable: true,
  get: function () {
    return lineOf;
  }
});
Object.defineProperty(exports, "messageTexts", {
  enumerable: true,
  get: function () {
    return messageTexts;
  }
});
Object.defineProperty(exports, "newDestination", {
  enumerable: true,
  get: function () {
    return newDestination;
  }
});
Object.defineProperty(exports, "notes", {
  enumerable: true,
  get: function () {
    return notes;
  }
});
Object.defineProperty(exports, "otherTexts", {
  enumerable: true,
  get: function () {
    return otherTexts;
  }
});
Object.defineProperty(exports, "phaseAfter", {
  enumerable: true,
  get: function () {
    return phaseAfter;
  }
});
Object.defineProperty(exports, "placeOf", {
  enumerable: true,
  get: function () {
    return placeOf;
  }
});
Object.defineProperty(exports, "problemLines", {
  enumerable: true,
  get: function () {
    return problemLines;
  }
});
Object.defineProperty(exports, "progressText", {
  enumerable: true,
  get: function () {
    return progressText;
  }
});
Object.defineProperty(exports, "scriptExitCode", {
  enumerable: true,
  get: function () {
    return scriptExitCode;
  }
});
Object.defineProperty(exports, "statusText", {
  enumerable: true,
  get: function () {
    return statusText;
  }
});
Object.defineProperty(exports, "verdictText", {
  enumerable: true,
  get: function () {
    return verdictText;
  }
});
Object.defineProperty(exports, "whereTexts", {
  enumerable: true,
  get: function () {
    return whereTexts;
  }
});
},
"./plan-file.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_run_command = () => require("./run-command.js");
const require_problem = () => require("./problem.js");
const require_schemas = () => require("./schemas.js");
const require_read_named_file = () => require("./read-named-file.js");
const require_machine_json = () => require("./machine-json.js");

// src/cli/plan-file.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
const place = (require_schemas()).object({
	id: (require_schemas()).string(),
	account: (require_schemas()).string(),
	region: (require_schemas()).string(),
	application: (require_schemas()).string(),
	deploymentGroup: (require_schemas()).string(),
	bucket: (require_schemas()).string(),
	running: (require_schemas()).string().nullable(),
	attempted: (require_schemas()).string().nullable()
});
const definition = (require_schemas()).object({
	fanout: (require_schemas()).literal("plan/1"),
	environment: (require_schemas()).string(),
	application: (require_schemas()).string(),
	bundle: (require_schemas()).string().nullable(),
	version: (require_schemas()).string(),
	digest: (require_schemas()).string().nullable(),
	waves: (require_schemas()).array((require_schemas()).object({
		name: (require_schemas()).string(),
		destinations: (require_schemas()).array(place)
	}))
});
function readPlan(path, cwd) {
	let text;
	try {
		text = (require_read_named_file()).readNamedFile((0, import__builtin_path.resolve)(cwd, path));
	} catch (error) {
		const message = `cannot read the plan "${path}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unreadable",
			message
		}], { cause: error });
	}
	const read = definition.safeParse(parsed(text));
	if (read.success) return read.data;
	const message = `"${path}" is not a plan that "fanout plan --out" of this version has written`;
	throw new (require_problem()).UsageError([{
		code: "file-unreadable",
		message,
		hint: "make the plan again"
	}]);
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function writePlan(path, plan, cwd) {
	try {
		(0, import__builtin_fs.writeFileSync)((0, import__builtin_path.resolve)(cwd, path), `${(require_machine_json()).machineJson(plan, 2)}\n`);
	} catch (error) {
		const message = `cannot write the plan "${path}": ${error.message}`;
		throw new (require_problem()).UsageError([{
			code: "file-unwritable",
			message
		}], { cause: error });
	}
}

Object.defineProperty(exports, "readPlan", {
  enumerable: true,
  get: function () {
    return readPlan;
  }
});
Object.defineProperty(exports, "writePlan", {
  enumerable: true,
  get: function () {
    return writePlan;
  }
});
},
"./plan2.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_run_command = () => require("./run-command.js");
const require_problem = () => require("./problem.js");
const require_cancel = () => require("./cancel.js");
const require_plan = () => require("./plan.js");
const require_defined = () => require("./defined.js");
const require_saved_plan = () => require("./saved-plan.js");
const require_verdict = () => require("./verdict.js");
const require_printable = () => require("./printable.js");
const require_quantities = () => require("./quantities.js");
const require_changes_json = () => require("./changes-json.js");
const require_changes_text = () => require("./changes-text.js");
const require_outcome = () => require("./outcome.js");
const require_machine_json = () => require("./machine-json.js");
const require_problem_json = () => require("./problem-json.js");
const require_status_json = () => require("./status-json.js");
const require_markdown = () => require("./markdown.js");
const require_object_keys = () => require("./object-keys.js");
const require_columns = () => require("./columns.js");
const require_shared_causes = () => require("./shared-causes.js");
const require_main = () => require("./index.cjs");
const require_options = () => require("./options.js");
const require_plan_file = () => require("./plan-file.js");
const require_refuse_local = () => require("./refuse-local.js");

// src/release/run/laid-out.ts
function laidOut(command, { name, application, bundleName, waves, part }, row) {
	return {
		command,
		environment: name,
		application,
		...(require_defined()).defined({
			bundleName,
			of: part?.whole.length
		}),
		waves: waves.map(({ name: wave, bake, maxParallel, maxFailures, failureMode, destinations }) => ({
			name: wave,
			bake,
			maxParallel,
			maxFailures,
			failureMode,
			destinations: destinations.map(row)
		}))
	};
}

// src/release/run/plan-offline.ts
function planOffline({ command, environment, version }, why) {
	const known = (require_defined()).defined({ version });
	const bare = (destination) => ({
		destination,
		...known,
		read: false,
		inTheWay: [],
		notes: [],
		unchecked: []
	});
	return {
		...laidOut(command, environment, bare),
		...known,
		offline: why,
		inTheWay: [],
		notes: []
	};
}

// src/report/plan-files.ts
const mostPairs = 5;
const mostListed = 5e3;
const mostInAll = 25e3;
function plannedFilesTexts({ files = [] }, mostFiles) {
	const shown = files.slice(0, mostPairs).map((pair) => ({
		title: (require_printable()).cleanLine(titleOf(pair), 500),
		lines: linesOf(pair, mostFiles)
	}));
	const left = files.length - shown.length;
	return left > 0 ? [...shown, {
		title: `and ${(require_quantities()).many(left, "more pair")} of what runs and would run`,
		lines: []
	}] : shown;
}
function titleOf({ revision, from, to, destinations }) {
	const where = `${(require_quantities()).many(destinations.length, "destination")} (${(require_quantities()).list(destinations, 3)})`;
	return `${from ?? revision} \u2192 ${to ?? "what would come"}, ${where}`;
}
function linesOf({ files, isSameContent }, most) {
	const changed = "unknown" in files ? [] : files.files;
	const left = changed.length - most;
	return [
		(require_printable()).cleanLine((require_changes_text()).filesText({
			files,
			isSameContent
		}), 500),
		...changed.slice(0, most).map((require_changes_text()).fileText),
		...left > 0 ? [`and ${(require_quantities()).many(left, "more file")}`] : []
	];
}
function plannedFilesJson({ files }) {
	if (!files) return null;
	let left = mostInAll;
	return files.map(({ revision, from, to, destinations, isSameContent, files: found }) => {
		const changed = "unknown" in found ? void 0 : found.files;
		const listed = changed?.slice(0, Math.min(mostListed, left));
		left -= listed?.length ?? 0;
		return {
			revision,
			from: from ?? null,
			to: to ?? null,
			destinations,
			sameContent: isSameContent,
			files: listed?.map((require_changes_json()).fileJson) ?? null,
			moreFiles: (changed?.length ?? 0) - (listed?.length ?? 0),
			sameFiles: "unknown" in found ? null : found.same,
			whyNoFiles: "unknown" in found ? found.unknown : null
		};
	});
}

// src/report/plan-json.ts
function planJson(plan) {
	const { command, environment, application, version, offline, release, waves, inTheWay, notes } = plan;
	return (require_machine_json()).machineJson({
		command: "plan",
		of: command,
		environment,
		application,
		bundle: plan.bundleName ?? null,
		version: version ?? null,
		offline: offline !== void 0,
		clear: offline === void 0 ? (require_plan()).obstacles(plan).length === 0 : null,
		release: release ? releaseJson(release) : null,
		ofDestinations: plan.of ?? null,
		problems: (require_plan()).obstacles(plan).map((require_problem_json()).problemJson),
		inTheWay,
		notes,
		files: plannedFilesJson(plan),
		waves: waves.map(({ name, bake, maxParallel, maxFailures, failureMode, destinations }) => ({
			name,
			bake: bake / 1e3,
			maxParallel,
			failureMode,
			maxFailures,
			destinations: destinations.map((row) => destinationJson(row))
		}))
	});
}
function releaseJson(release) {
	if (!release.exists) return { exists: false };
	const { digest, commit, build, time } = release.record;
	return {
		exists: true,
		digest,
		commit: commit ?? null,
		build,
		time,
		buckets: release.buckets,
		of: release.of
	};
}
function destinationJson(row) {
	const { destination, current, lastAttempt, inTheWay, notes, unchecked } = row;
	const { account, region, deploymentGroup, bucket } = destination;
	const last = lastAttempt ?? current;
	return {
		account: account.name,
		accountId: account.id ?? null,
		region,
		deploymentGroup,
		bucket,
		instances: last ? (require_outcome()).countAll(last.instances) : null,
		current: current ? (require_status_json()).currentJson(current) : null,
		version: row.version ?? null,
		inTheWay,
		notes,
		unchecked
	};
}

// src/report/plan-table.ts
const mostFiles$1 = 20;
const planHeadings = [
	"destination",
	"account",
	"deployment group",
	"instances",
	"runs",
	"would run"
];
function planLines(plan) {
	return [
		...(require_columns()).paragraph(planTitle(plan), 0),
		...planRemarks(plan).flatMap((text) => (require_columns()).paragraph(text, 2)),
		...waveLines(plan),
		...plannedFilesTexts(plan, mostFiles$1).flatMap(({ title, lines }) => [
			"",
			...(require_columns()).paragraph(title, 0),
			...lines.flatMap((line) => (require_columns()).paragraph(line, 2))
		]),
		"",
		...(require_columns()).paragraph(planVerdict(plan), 0)
	];
}
function planTitle({ command, version, environment, waves, of, ...owner }) {
	const count = waves.reduce((sum, { destinations }) => sum + destinations.length, 0);
	const inWaves = waves.length > 1 ? ` in ${waves.length} waves` : "";
	const what = [(require_object_keys()).ownerText(owner), version].filter((part) => part).join(" ");
	return `plan: ${command === "rollback" ? `roll ${environment} back, ${version === void 0 ? (require_object_keys()).ownerText(owner) : `to ${what}`}` : `${command} ${what} to ${environment}`}, ${of === void 0 ? "" : `${count} of `}${(require_quantities()).many(of ?? count, "destination")}${inWaves}`;
}
function planRemarks(plan) {
	const { command, offline, version, release, how, inTheWay, notes } = plan;
	const shared = sharedIn(plan);
	const alone = (problems) => problems.filter((one) => !shared.has(one));
	return [
		...offline ? [`offline: ${offline}`] : [],
		...!offline && command === "deploy" ? [releaseText(version ?? "", release)] : [],
		...how === void 0 ? [] : [how],
		...shared.texts,
		...alone(inTheWay).map((problem) => `blocker: ${(require_columns()).problemText(problem)}`),
		...alone(notes).map((problem) => `note: ${(require_columns()).problemText(problem)}`)
	];
}
function sharedIn({ inTheWay, notes, waves }) {
	const rows = waves.flatMap(({ destinations }) => destinations);
	const told = (label, problems) => problems.map((problem) => ({
		label,
		problem
	}));
	return (require_shared_causes()).sharedCauses([
		...rows.flatMap((row) => told("blocker", row.inTheWay)),
		...told("blocker", inTheWay),
		...rows.flatMap((row) => told("note", row.notes)),
		...told("note", notes),
		...rows.flatMap((row) => told("not checked", row.unchecked))
	]);
}
function planVerdict(plan) {
	if (plan.offline) return "AWS was not asked, so blockers are not known";
	const count = (require_shared_causes()).countCauses((require_plan()).obstacles(plan));
	if (count === 0) return "nothing blocks it";
	return count === 1 ? "1 blocker" : `${count} blockers`;
}
function waveTitle({ waves }, wave, index) {
	const { name, bake, maxFailures, destinations } = wave;
	const most = (require_plan()).atOnce(wave);
	return [
		waves.length > 1 ? `wave ${index + 1} of ${waves.length}: ${name}` : `wave ${name}`,
		...most < destinations.length ? [`${most} at a time`] : [],
		...maxFailures > 0 ? [`up to ${(require_quantities()).many(maxFailures, "failure")}`] : [],
		...bake > 0 ? [`bakes for ${(require_quantities()).duration(bake / 1e3)}`] : []
	].join(", ");
}
function planCells({ destination, version = "", read, current, lastAttempt }, { offline }) {
	const { id, account, deploymentGroup } = destination;
	const last = lastAttempt ?? current;
	const instances = last ? (require_outcome()).countAll(last.instances) : 0;
	const runs = current ? current.version ?? "not a release" : read ? "nothing" : offline ? "" : "?";
	return [
		id,
		account.id ?? "",
		deploymentGroup,
		instances > 0 ? `${instances}` : "",
		runs,
		version
	];
}
function planDetails({ destination, current, ...row }, shared) {
	const [inTheWay, notes, unchecked] = [
		row.inTheWay,
		row.notes,
		row.unchecked
	].map((problems) => problems.filter((problem) => !shared.has(problem)));
	const alone = (problem) => {
		const isHere = problem.destination === destination.id;
		return (require_columns()).problemText(isHere ? {
			...problem,
			destination: void 0
		} : problem);
	};
	return [
		...current && !current.version ? [`runs ${current.text}`] : [],
		...inTheWay.map((problem) => `blocker: ${alone(problem)}`),
		...notes.map((problem) => `note: ${alone(problem)}`),
		...unchecked.map((problem) => `not checked: ${alone(problem)}`)
	];
}
function waveLines(plan) {
	const shared = sharedIn(plan);
	const destinations = plan.waves.flatMap((wave) => wave.destinations);
	const cells = destinations.map((row) => planCells(row, plan));
	const [head = "", ...texts] = (require_columns()).aligned([planHeadings, ...cells]);
	return plan.waves.flatMap((wave, index) => [
		"",
		...(require_columns()).paragraph(waveTitle(plan, wave, index), 0),
		`  ${head}`,
		...wave.destinations.flatMap((row) => [`  ${texts[destinations.indexOf(row)]}`, ...planDetails(row, shared).flatMap((detail) => (require_columns()).paragraph(detail, 4))])
	]);
}
function releaseText(version, release) {
	if (!release) return `could not find out whether release ${version} exists`;
	if (!release.exists) return `there is no release ${version} yet: it would be built`;
	const { record, buckets, of } = release;
	const commit = record.commit ? ` from ${record.commit.slice(0, 8)}` : "";
	return `release ${version} exists and would be used as it is: built by ${record.build}${commit} on ${(require_columns()).minuteOf(record.time)} UTC, content ${record.digest.slice(0, 16)}, in ${buckets} of ${(require_quantities()).many(of, "bucket")}`;
}

// src/report/plan-markdown.ts
const mostRows = 500;
const mostFiles = 100;
function planMarkdown(plan) {
	const all = plan.waves.flatMap((wave, index) => wave.destinations.map((destination) => ({
		destination,
		wave: waveTitle(plan, wave, index)
	})));
	const shown = all.slice(0, mostRows);
	const left = all.length - shown.length;
	const shared = sharedIn(plan);
	const details = shown.flatMap(({ destination }) => bullets(destination, shared));
	return `${[
		`## ${(require_markdown()).plain(planTitle(plan))}`,
		"",
		`**${(require_markdown()).plain(planVerdict(plan))}**`,
		"",
		...planRemarks(plan).map((text) => `- ${(require_markdown()).plain(text)}`),
		"",
		(require_markdown()).row(["wave", ...planHeadings]),
		(require_markdown()).row(["---", ...planHeadings.map(() => "---")]),
		...shown.map(({ destination, wave }) => (require_markdown()).row([wave, ...planCells(destination, plan)].map((cell) => (require_markdown()).plain(cell)))),
		...left > 0 ? [(require_markdown()).row([`and ${left} more`, ...planHeadings.map(() => "")])] : [],
		...details.length > 0 ? ["", ...details] : [],
		...plannedFilesTexts(plan, mostFiles).flatMap(({ title, lines }) => [
			"",
			`### ${(require_markdown()).plain(title)}`,
			"",
			...lines.map((line) => `- ${(require_markdown()).plain(line)}`)
		])
	].join("\n")}\n`;
}
function bullets(row, shared) {
	const { id } = row.destination;
	return planDetails(row, shared).map((text) => `- **${(require_markdown()).plain(id)}** ${(require_markdown()).plain(text)}`);
}

// src/cli/commands/plan.ts
async function planCommand(inputs, ports) {
	const { env, signal } = ports;
	refuseForeign(inputs);
	const occasion = await occasionOf(inputs, ports);
	const offline = whyOffline(inputs, env);
	if (!offline && inputs.of === "deploy") (require_refuse_local()).refuseLocal(occasion.project, ports);
	try {
		const { environment } = occasion;
		const plan = offline ? planOffline({
			command: inputs.of,
			environment,
			version: occasion.version
		}, offline) : await (require_cancel()).unlessCancelled(() => askAws(occasion, inputs, ports), signal);
		if (inputs.out !== void 0) keep(plan, {
			...inputs,
			out: inputs.out
		}, ports);
		show(plan, inputs, ports);
		return (require_plan()).obstacles(plan).length > 0 ? 3 : 0;
	} catch (error) {
		if (error instanceof (require_cancel()).CancelledError) return (require_verdict()).judge([], error.signal).exitCode;
		throw error;
	}
}
async function askAws(...asked) {
	return (await Promise.resolve().then(() => require("./plan-online.js"))).planOnline(...asked);
}
async function occasionOf(inputs, ports) {
	const { host } = ports;
	const project = inputs.of === "deploy" ? await (require_project()).loadProject({
		...inputs,
		appspec: [],
		exclude: []
	}, ports, { required: true }) : await (require_project()).loadConfigured(inputs, ports);
	if (inputs.environment === void 0) throw new (require_problem()).UsageError([{
		code: "no-environment",
		message: "no environment is given"
	}]);
	const named = (name) => (require_project()).environmentOf(project, name, (secret) => host.mask(secret));
	const environment = (require_project()).selected(named(inputs.environment), inputs);
	const version = {
		deploy: project.version,
		promote: inputs.version,
		rollback: inputs.to
	}[inputs.of];
	const problems = version === void 0 ? [] : (require_project()).versionProblems(version);
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return {
		project,
		environment,
		version,
		named
	};
}
function refuseForeign(inputs) {
	const given = inputs;
	const takenBy = (name) => (require_options()).optionOf(name).commands;
	const foreign = (require_options()).optionNames.filter((name) => {
		const value = given[(require_main()).camel(name)];
		const isGiven = value !== void 0 && value !== false && !isEmptyList(value);
		const planned = planCommands.filter((command) => takenBy(name).includes(command));
		return isGiven && takenBy(name).includes("plan") && planned.length > 0 && !planned.includes(inputs.of);
	});
	if (foreign.length === 0) return;
	throw new (require_problem()).UsageError(foreign.map((name) => ({
		code: "options-conflict",
		message: `--${name} is not an option of ${inputs.of}, which is planned here (--of ${inputs.of})`
	})));
}
function isEmptyList(value) {
	return Array.isArray(value) && value.length === 0;
}
const planCommands = [
	"deploy",
	"promote",
	"rollback"
];
function whyOffline({ offline }, env) {
	if (offline) return "as asked for";
	const proposal = offline === void 0 ? (require_run_command()).proposalIn(env) : void 0;
	return proposal && `this job asks AWS nothing, because ${proposal}; pass --offline false to ask anyway`;
}
function keep(plan, { of, out }, { cwd, host }) {
	const why = of !== "deploy" ? `a plan to ${of}: only deploy can be held to one` : plan.offline !== void 0 ? "a plan that was made offline: it does not know what runs" : void 0;
	if (why !== void 0 || plan.version === void 0) {
		const message = `--out cannot keep ${why ?? "a plan without a version"}`;
		throw new (require_problem()).UsageError([{
			code: "options-conflict",
			message
		}]);
	}
	const files = host.scrub(plannedFilesJson(plan));
	(require_plan_file()).writePlan(out, {
		...(require_saved_plan()).savedPlan(plan, plan.version),
		files
	}, cwd);
}
function show(plan, { json }, { host }) {
	host.summary?.(planMarkdown(plan));
	if (json) host.result(planJson(plan));
	else host.print(planLines(plan).join("\n"));
}

exports.laidOut = laidOut;
exports.planCommand = planCommand;
},
"./printable.js"(require, module, exports) {"use strict";
// src/words/printable.ts
const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const C1_CSI = String.fromCharCode(155);
const controlSequences = new RegExp(`(?:${ESC}\\[|${C1_CSI})[0-?]*[ -/]*[@-~]`, "g");
const controlStrings = new RegExp(`${ESC}[\\]PX^_][^${BEL}${ESC}\\n\\r]{0,4096}(?:${BEL}|${ESC}\\\\)`, "g");
const introducers = new RegExp(`${ESC}|${C1_CSI}`, "g");
const MAX_ROUNDS = 5;
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const variationSelectors = /[\ufe0e\ufe0f]/;
const MAX_TEXT = 262144;
function clean(text, maxLength = 500) {
	const lines = withoutSequences(text.length > MAX_TEXT ? text.slice(-262144) : text).split(lineBreaks);
	while (lines.length > 1 && lines.at(-1)?.trim() === "") lines.pop();
	return lines.map((line) => cut(inert(visible(line)).trimEnd(), maxLength));
}
function withoutSequences(text) {
	let before = text;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const after = before.replace(controlStrings, "").replace(controlSequences, "");
		if (after === before) return after;
		before = after;
	}
	return before.replace(introducers, "");
}
function cleanLine(text, maxLength = 2e3) {
	const lines = clean(text, maxLength);
	return cut(inert(lines.length === 1 ? lines[0] ?? "" : lines.join(" ").trimEnd()), maxLength);
}
function inert(line) {
	return line.replace(/##(?=\w*\[)/g, "# #").replace(/^(\s*):(?=:)/, "$1: ");
}
function tail(text, limits) {
	const all = clean(text);
	const kept = [];
	let characters = 0;
	for (const line of all.toReversed()) {
		characters += line.length;
		if (kept.length === limits.lines || kept.length > 0 && characters > limits.characters) break;
		kept.unshift(line);
	}
	const left = all.length - kept.length;
	return left > 0 ? [`\u2026 ${left} earlier line${left === 1 ? "" : "s"} left out`, ...kept] : kept;
}
const MAX_REDACTED = 65536;
function redact(text, patterns) {
	if (patterns.length === 0) return text;
	const left = text.length - MAX_REDACTED;
	const kept = left > 0 ? `\u2026 ${left} characters left out\n${text.slice(left)}` : text;
	return patterns.reduce((result, pattern) => {
		const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
		return result.replace(all, (match) => match === "" ? "" : "***");
	}, kept);
}
function visible(line) {
	return line.replaceAll("	", "    ").replace(invisible, (character) => {
		if (variationSelectors.test(character)) return character;
		const code = character.codePointAt(0) ?? 0;
		return code <= 255 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
	});
}
function hex(code, digits) {
	return code.toString(16).padStart(digits, "0");
}
function cut(line, maxLength) {
	if (line.length <= maxLength) return line;
	const start = startOf(line, maxLength);
	return `${start}\u2026 [${line.length - start.length} more characters]`;
}
function startOf(text, units) {
	const end = /[\ud800-\udbff]/.test(text.charAt(units - 1)) ? units - 1 : units;
	return text.slice(0, end);
}

Object.defineProperty(exports, "clean", {
  enumerable: true,
  get: function () {
    return clean;
  }
});
Object.defineProperty(exports, "cleanLine", {
  enumerable: true,
  get: function () {
    return cleanLine;
  }
});
Object.defineProperty(exports, "inert", {
  enumerable: true,
  get: function () {
    return inert;
  }
});
Object.defineProperty(exports, "redact", {
  enumerable: true,
  get: function () {
    return redact;
  }
});
Object.defineProperty(exports, "startOf", {
  enumerable: true,
  get: function () {
    return startOf;
  }
});
Object.defineProperty(exports, "tail", {
  enumerable: true,
  get: function () {
    return tail;
  }
});
Object.defineProperty(exports, "withoutSequences", {
  enumerable: true,
  get: function () {
    return withoutSequences;
  }
});
},
"./problem-json.js"(require, module, exports) {"use strict";
// src/report/problem-json.ts
function problemJson(problem) {
	const { code, destination, message, file, line, column, hint } = problem;
	return {
		code,
		destination: destination ?? null,
		message,
		file: file ?? null,
		line: line ?? null,
		column: column ?? null,
		hint: hint ?? null
	};
}

Object.defineProperty(exports, "problemJson", {
  enumerable: true,
  get: function () {
    return problemJson;
  }
});
},
"./problem.js"(require, module, exports) {"use strict";
// src/problem.ts
var UsageError = class extends Error {
	problems;
	constructor(problems, options) {
		super(problems.map(saidOf).join("\n"), options);
		this.name = "UsageError";
		this.problems = problems;
	}
};
var RefusedError = class extends Error {
	problems;
	constructor(problems, options) {
		super(problems.map(saidOf).join("\n"), options);
		this.name = "RefusedError";
		this.problems = problems;
	}
};
function saidOf({ destination, message }) {
	return destination === void 0 ? message : `${destination}: ${message}`;
}
function together(problems) {
	const groups = /* @__PURE__ */ new Map();
	for (const problem of problems) {
		const { destination, ...rest } = problem;
		const key = JSON.stringify(destination === void 0 ? problem : rest);
		groups.set(key, [...groups.get(key) ?? [], problem]);
	}
	return [...groups.values()].flatMap((same) => {
		const [first] = same;
		const ids = same.flatMap(({ destination }) => destination ?? []);
		if (!first) return [];
		return ids.length < 2 ? same : [{
			...first,
			destination: listed([...new Set(ids)])
		}];
	});
}
function listed(ids) {
	if (ids.length <= 4) return ids.join(", ");
	return `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more`;
}

Object.defineProperty(exports, "RefusedError", {
  enumerable: true,
  get: function () {
    return RefusedError;
  }
});
Object.defineProperty(exports, "UsageError", {
  enumerable: true,
  get: function () {
    return UsageError;
  }
});
Object.defineProperty(exports, "saidOf", {
  enumerable: true,
  get: function () {
    return saidOf;
  }
});
Object.defineProperty(exports, "together", {
  enumerable: true,
  get: function () {
    return together;
  }
});
},
"./programs.js"(require, module, exports) {"use strict";
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");

// src/random.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
const systemRandom = {
	next: Math.random,
	bytes: (count) => (0, import__builtin_crypto.randomBytes)(count),
	uuid: () => (0, import__builtin_crypto.randomUUID)()
};
function seededRandom(seed) {
	const next = generator(seed);
	const bytes = (count) => {
		const drawn = Buffer.allocUnsafe(count);
		for (let index = 0; index < count; index++) drawn[index] = Math.floor(next() * 256);
		return drawn;
	};
	return {
		next,
		bytes,
		uuid() {
			const hex = bytes(16).toString("hex");
			return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
		}
	};
}
function generator(seed) {
	let state = seed >>> 0;
	return () => {
		state = state + 1831565813 >>> 0;
		let mixed = Math.imul(state ^ state >>> 15, state | 1);
		mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
}

// src/words/programs.ts
const byKind = {
	containers: `
    docker docker-compose dockerd podman containerd ctr nerdctl crictl kubectl helm ecs-cli
    docker-credential-ecr-login`,
	node: `
    node nodejs npm npx yarn pnpm corepack bun deno pm2 pm2-runtime forever nodemon ng nuxt next tsc ts-node
    serve gulp grunt bower`,
	java: `
    java javac jar keytool jps mvn gradle ant scala sbt kotlin catalina.sh jsvc tomcat`,
	python: `
    python python2 python3 pip pip2 pip3 pipenv poetry uv virtualenv gunicorn uwsgi uvicorn celery
    django-admin flask conda`,
	languages: `
    ruby gem bundle bundler rake rails puma pumactl unicorn passenger rbenv rvm php php-fpm composer artisan
    drush wp perl cpanm go dotnet mono erl elixir mix`,
	web: `
    nginx httpd apache2 apachectl apache2ctl a2ensite a2dissite a2enmod a2dismod caddy haproxy varnishd
    envoy traefik certbot squid`,
	data: `
    mysql mysqld mysqladmin mysqldump mariadb psql pg_dump pg_isready pg_ctl sqlite3 mongo mongod mongosh
    redis-cli redis-server memcached rabbitmqctl kafka-topics.sh cqlsh influx elasticsearch flyway liquibase`,
	aws: `
    aws ec2-metadata ec2metadata cfn-init cfn-signal cfn-hup amazon-linux-extras amazon-cloudwatch-agent-ctl
    amazon-ssm-agent ssm-cli eb sam cdk awslogs codedeploy-agent xray amazon-efs-mount-watchdog mount.efs`,
	services: `
    systemctl journalctl loginctl service chkconfig update-rc.d initctl supervisorctl supervisord monit
    runit sv svc daemonize crontab crond cron at atd logrotate rsyslogd filebeat fluentd fluent-bit td-agent
    datadog-agent newrelic-daemon newrelic-infra consul consul-template nomad vault chef-client puppet
    ansible-playbook salt-call terraform telegraf`,
	packages: `
    yum dnf microdnf rpm apt apt-get apt-key add-apt-repository dpkg apk zypper pacman snap brew flatpak`,
	tools: `
    curl wget git svn hg jq yq unzip zip tar gzip bzip2 xz rsync ssh scp nc ncat netcat netstat ss ip
    ifconfig lsof fuser killall pkill pgrep ps top htop tmux screen nohup tree envsubst gettext make gcc g++
    cmake openssl gpg dig host nslookup ping telnet traceroute iptables nft ufw firewall-cmd ntpdate chronyc
    timedatectl hostnamectl localectl setenforce getenforce semanage restorecon chcon setsebool setfacl
    getfacl useradd userdel usermod groupadd adduser addgroup passwd visudo sudo su runuser mount umount
    mkfs mkswap swapon lsblk blkid sysctl modprobe dos2unix ffmpeg convert wkhtmltopdf chromium
    google-chrome xvfb-run file less vim nano bc pv`
};
const knownPrograms = Object.values(byKind).flatMap(wordsOf);
function wordsOf(text) {
	return text.trim().split(/\s+/);
}

Object.defineProperty(exports, "generator", {
  enumerable: true,
  get: function () {
    return generator;
  }
});
Object.defineProperty(exports, "knownPrograms", {
  enumerable: true,
  get: function () {
    return knownPrograms;
  }
});
Object.defineProperty(exports, "seededRandom", {
  enumerable: true,
  get: function () {
    return seededRandom;
  }
});
Object.defineProperty(exports, "systemRandom", {
  enumerable: true,
  get: function () {
    return systemRandom;
  }
});
},
"./quantities.js"(require, module, exports) {"use strict";
// src/words/quantities.ts
function duration(seconds) {
	const whole = Math.max(0, Math.round(seconds));
	if (whole < 60) return `${whole}s`;
	if (whole < 3600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`;
	return `${Math.floor(whole / 3600)}h ${pad(Math.floor(whole % 3600 / 60))}m`;
}
function age(ms) {
	const minutes = Math.max(0, ms) / 6e4;
	if (minutes < 1) return "less than a minute";
	if (minutes < 60) return many(Math.floor(minutes), "minute");
	if (minutes < 2880) return many(Math.floor(minutes / 60), "hour");
	return many(Math.floor(minutes / 1440), "day");
}
function bytes(count) {
	const units = [
		"kB",
		"MB",
		"GB",
		"TB"
	];
	let value = count;
	let unit = "bytes";
	for (const next of units) {
		if (value < 1e3) break;
		value /= 1e3;
		unit = next;
	}
	return unit === "bytes" ? many(count, "byte") : `${value.toFixed(1)} ${unit}`;
}
function many(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function list(items, most) {
	if (items.length <= most) return items.join(", ");
	return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}
function pad(value) {
	return String(value).padStart(2, "0");
}

Object.defineProperty(exports, "age", {
  enumerable: true,
  get: function () {
    return age;
  }
});
Object.defineProperty(exports, "bytes", {
  enumerable: true,
  get: function () {
    return bytes;
  }
});
Object.defineProperty(exports, "duration", {
  enumerable: true,
  get: function () {
    return duration;
  }
});
Object.defineProperty(exports, "list", {
  enumerable: true,
  get: function () {
    return list;
  }
});
Object.defineProperty(exports, "many", {
  enumerable: true,
  get: function () {
    return many;
  }
});
},
"./read-events.js"(require, module, exports) {"use strict";
const require_quantities = () => require("./quantities.js");
const require_outcome = () => require("./outcome.js");
const require_schemas = () => require("./schemas.js");

// src/report/event-schema.ts
const text = (require_schemas()).string().max(1e6);
const time = (require_schemas()).number().min(0).max(864e13);
const seconds = (require_schemas()).number().min(0);
const count = (require_schemas()).int().min(0);
const counts = (require_schemas()).looseObject({
	pending: count,
	inProgress: count,
	succeeded: count,
	failed: count,
	skipped: count,
	ready: count
});
const problem = (require_schemas()).looseObject({
	code: text.optional(),
	destination: text.optional(),
	message: text,
	file: text.optional(),
	line: count.optional(),
	column: count.optional(),
	hint: text.optional()
});
const cause = (require_schemas()).looseObject({
	instances: (require_schemas()).array(text),
	of: count,
	event: text.optional(),
	script: text.optional(),
	code: text.optional(),
	message: text,
	log: text.optional(),
	advice: text.optional()
});
const rollback = (require_schemas()).looseObject({
	deploymentId: text,
	status: (require_schemas())._enum([
		"succeeded",
		"failed",
		"stopped",
		"timed-out",
		"unknown"
	]),
	version: text.optional(),
	complete: (require_schemas()).boolean(),
	by: (require_schemas())._enum(["codedeploy", "fanout"])
});
const check = (require_schemas()).looseObject({
	name: text,
	passed: (require_schemas()).boolean(),
	seconds,
	message: text.optional(),
	notRehearsed: (require_schemas()).literal(true).optional()
});
const gate = (require_schemas()).looseObject({
	kind: (require_schemas())._enum(["alarm", "metric"]),
	name: text,
	verdict: (require_schemas())._enum([
		"pass",
		"fail",
		"inconclusive"
	]),
	message: text,
	dryRun: (require_schemas()).literal(true).optional()
});
const result = (require_schemas()).looseObject({
	destination: text,
	outcome: (require_schemas())._enum((require_outcome()).outcomes),
	version: text.optional(),
	before: text.optional(),
	deploymentId: text.optional(),
	rollback: rollback.optional(),
	seconds,
	instances: counts,
	causes: (require_schemas()).array(cause),
	checks: (require_schemas()).array(check).optional(),
	gates: (require_schemas()).array(gate).optional(),
	isUnknown: (require_schemas()).literal(true).optional(),
	goesOn: (require_schemas()).literal(true).optional(),
	reason: text.optional(),
	consoleUrl: text.optional()
});
const label = (require_schemas()).looseObject({
	id: text,
	account: text,
	accountId: text.optional(),
	region: text,
	application: text,
	deploymentGroup: text
});
const role = (require_schemas())._enum([
	"deployment",
	"rollback",
	"related"
]);
const destination = { destination: text };
const kinds = {
	"run-started": {
		command: text,
		environment: text,
		application: text,
		run: text,
		destinations: (require_schemas()).array(label),
		waves: (require_schemas()).array((require_schemas()).looseObject({
			name: text,
			destinations: (require_schemas()).array(text)
		})),
		of: count.optional(),
		rehearsal: (require_schemas()).literal(true).optional(),
		by: text.optional(),
		link: text.optional()
	},
	step: { text },
	leasing: {},
	leased: {},
	notice: {
		level: (require_schemas())._enum(["info", "warning"]),
		destination: text.optional(),
		problem
	},
	"bundle-ready": {
		version: text,
		digest: text,
		size: count,
		reused: (require_schemas()).boolean(),
		seconds
	},
	uploaded: {
		bucket: text,
		region: text,
		key: text,
		bytes: count,
		how: (require_schemas())._enum([
			"uploaded",
			"present",
			"copied"
		]),
		seconds
	},
	"wave-started": {
		wave: text,
		index: count,
		of: count,
		destinations: (require_schemas()).array(text)
	},
	baking: {
		wave: text,
		ms: (require_schemas()).number().min(0)
	},
	"wave-finished": { wave: text },
	cancelling: {
		signal: text,
		policy: text
	},
	waiting: {
		...destination,
		reason: text
	},
	creating: {
		...destination,
		marker: text,
		before: text.optional()
	},
	created: {
		...destination,
		deploymentId: text,
		adopted: (require_schemas()).boolean(),
		consoleUrl: text.optional()
	},
	status: {
		...destination,
		deploymentId: text,
		role,
		status: text,
		counts
	},
	instance: {
		...destination,
		deploymentId: text,
		role,
		instance: text,
		event: text,
		status: text,
		diagnostics: (require_schemas()).looseObject({}).optional()
	},
	trouble: {
		...destination,
		text
	},
	stopping: {
		...destination,
		deploymentId: text,
		rollback: (require_schemas()).boolean(),
		reason: text
	},
	"rolling-back": {
		...destination,
		deploymentId: text,
		by: (require_schemas())._enum(["codedeploy", "fanout"]),
		version: text.optional()
	},
	gate: {
		...destination,
		wave: text,
		gate
	},
	finished: {
		...destination,
		result
	},
	"run-finished": {
		verdict: (require_schemas())._enum((require_outcome()).verdicts),
		exitCode: (require_schemas()).int(),
		seconds,
		results: (require_schemas()).array(result),
		problems: (require_schemas()).array(problem).optional()
	}
};
const options = Object.keys(kinds).map((kind) => (require_schemas()).looseObject({
	at: time,
	kind: (require_schemas()).literal(kind),
	...kinds[kind]
}));
const eventSchema = (require_schemas()).discriminatedUnion("kind", options);
const eventKinds = new Set(Object.keys(kinds));

// src/report/read-events.ts
function readEvents(text) {
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	const events = [];
	const unknown = /* @__PURE__ */ new Set();
	let isCut = false;
	for (const [index, line] of lines.entries()) {
		const value = parsed(line);
		const kind = kindOf(value);
		if (kind === "process") continue;
		const read = eventSchema.safeParse(value);
		if (read.success) events.push(read.data);
		else if (kind !== void 0 && !eventKinds.has(kind)) unknown.add(kind);
		else if (index === lines.length - 1 && value === void 0 && events.length > 0) isCut = true;
		else throw new SyntaxError(`line ${index + 1} is not an event of a run`);
	}
	if (events.length === 0) throw new SyntaxError("it has no events of a run");
	return {
		events: events.toSorted((a, b) => a.at - b.at),
		doubts: [
			...isCut ? ["its last line is cut short"] : [],
			...unknown.size > 0 ? [`${(require_quantities()).many(unknown.size, "kind")} of events come from a newer fanout: ${[...unknown].join(", ")}`] : [],
			...events.some(({ kind }) => kind === "run-started") ? [] : ["the start of the run is missing"]
		]
	};
}
function readEventLine(line) {
	const value = parsed(line);
	const kind = kindOf(value);
	if (kind === "process") return { nothing: true };
	const read = eventSchema.safeParse(value);
	if (read.success) return { event: read.data };
	return kind !== void 0 && !eventKinds.has(kind) ? { doubt: `events of a newer fanout are skipped: ${kind}` } : { doubt: "a line of the file is not an event of a run, and is skipped" };
}
function parsed(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
function kindOf(value) {
	const { kind } = typeof value === "object" && value !== null ? value : {};
	return typeof kind === "string" && /^[a-z-]{1,40}$/.test(kind) ? kind : void 0;
}

Object.defineProperty(exports, "readEventLine", {
  enumerable: true,
  get: function () {
    return readEventLine;
  }
});
Object.defineProperty(exports, "readEvents", {
  enumerable: true,
  get: function () {
    return readEvents;
  }
});
},
"./read-named-file.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");

// src/read-named-file.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
const largest = 67108864;
function readNamedFile(path, { encoding = "utf8", most = largest } = {}) {
	return readNamedBytes(path, { most }).toString(encoding);
}
function readNamedBytes(path, { most = largest } = {}) {
	if (isOpenHere(path)) return (0, import__builtin_fs.readFileSync)(path);
	const file = (0, import__builtin_fs.openSync)(path, import__builtin_fs.constants.O_RDONLY | (import__builtin_fs.constants.O_NONBLOCK ?? 0));
	try {
		const why = whyNot((0, import__builtin_fs.fstatSync)(file), most);
		if (why !== void 0) throw new Error(why);
		return (0, import__builtin_fs.readFileSync)(file);
	} finally {
		(0, import__builtin_fs.closeSync)(file);
	}
}
function isOpenHere(path) {
	return /^\/dev\/(?:stdin|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/.test(path);
}
function whyNot(stats, most) {
	if (stats.isDirectory()) return "it is a folder";
	if (!stats.isFile()) return "it is a pipe, a device or a socket, not a file";
	return stats.size > most ? `it has ${stats.size} bytes, and at most ${most} are read` : void 0;
}

Object.defineProperty(exports, "readNamedBytes", {
  enumerable: true,
  get: function () {
    return readNamedBytes;
  }
});
Object.defineProperty(exports, "readNamedFile", {
  enumerable: true,
  get: function () {
    return readNamedFile;
  }
});
},
"./refuse-local.js"(require, module, exports) {"use strict";
const require_proxy = () => require("./proxy.js");
const require_problem = () => require("./problem.js");

// src/cli/refuse-local.ts
function refuseLocal({ isLocal, version }, { env, isRehearsal }) {
	if (!isLocal || isRehearsal || isEmulated(env)) return;
	throw new (require_problem()).UsageError([{
		code: "local-version",
		message: `there is no build number, and "${version}" cannot be deployed to AWS: every build would have that version`,
		hint: "pass --build-number or --version; the build number comes by itself from GitHub, TeamCity, GitLab, Jenkins, Buildkite, Azure Pipelines, CircleCI, Bitbucket and CodeBuild"
	}]);
}
function isEmulated(env) {
	if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true") return false;
	return ["S3", "CODEDEPLOY"].every((service) => {
		const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL || "";
		return URL.canParse(endpoint) && (require_proxy()).isLoopback(new URL(endpoint).hostname);
	});
}

Object.defineProperty(exports, "refuseLocal", {
  enumerable: true,
  get: function () {
    return refuseLocal;
  }
});
},
"./rehearse.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_defined = () => require("./defined.js");
const require_problem = () => require("./problem.js");
const require_programs = () => require("./programs.js");
const require_emulation = () => require("./emulation.js");
const require_outcome = () => require("./outcome.js");
const require_deploy_release = () => require("./deploy-release.js");
const require_open_session = () => require("./open-session.js");
const require_make_bundle = () => require("./make-bundle.js");
const require_examine = () => require("./examine.js");
const require_paths = () => require("./paths.js");
const require_quantities = () => require("./quantities.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require_source_names = () => require("./source-names.js");
const require_deploy = () => require("./deploy.js");
const require_promote = () => require("./promote.js");
const require_rollback = () => require("./rollback.js");

// src/rehearsal/seeded.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
function seededBy(seed, clock) {
	if (!("turn" in clock)) throw new Error("a seed is of no use with a clock that does not leap");
	return {
		clock,
		random: (require_programs()).seededRandom(seed)
	};
}

// src/cli/deploy-quietly.ts
async function deployQuietly(bundle, version, environment, ports) {
	const run = `rehearsal:${version}`;
	const session = {
		run,
		version,
		environment,
		neededMs: 0
	};
	const { results } = await (require_deploy_release()).deploy({
		environment: inOneWave((require_project()).atAnyTime(environment)),
		version,
		versionGiven: false,
		repeated: false,
		allowOlder: true,
		run
	}, {
		...ports,
		emit: () => void 0,
		makeBundle: async () => bundle,
		openAws: () => (require_open_session()).openSession(session, {}, ports),
		verify: async () => [],
		ask: async () => void 0
	});
	if (ports.signal.aborted) return [];
	return results.filter(({ outcome }) => !(require_outcome()).isGood(outcome) && outcome !== "skipped");
}
function inOneWave(environment) {
	const destinations = environment.waves.flatMap((wave) => wave.destinations).map((destination) => ({
		...destination,
		deploymentConfig: "CodeDeployDefault.AllAtOnce",
		onReady: "continue",
		empty: "skip",
		verify: []
	}));
	const wave = {
		name: "before",
		destinations,
		maxParallel: destinations.length,
		maxFailures: 0,
		failureMode: "soft",
		bake: 0
	};
	return {
		...environment,
		after: [],
		onFailure: "stop",
		waves: [wave]
	};
}

// src/cli/refuse-windows.ts
async function refuseWindows(bundle, project, ports) {
	if (await osOf(bundle, project) !== "windows") return;
	const warnings = await (require_lint_bundle()).lintFinishedBundle(bundle, project, ports);
	if (warnings.length > 0) ports.host.problems(warnings, "warning");
	const found = warnings.length === 0 ? "finds nothing wrong" : `has ${(require_quantities()).many(warnings.length, "warning")}`;
	throw new (require_problem()).UsageError([{
		code: "rehearsal-on-windows",
		message: `the bundle is for Windows ("os: windows" in its AppSpec file), and the hosts of a rehearsal are Linux: its hooks cannot run here. \`fanout lint\` ${found}`,
		hint: "rehearse destinations, waves and rollbacks without hosts: --hooks none"
	}]);
}
async function osOf(bundle, { agents }) {
	const reader = await (require_paths()).openBundle(bundle);
	try {
		const folder = bundle.wrapper === void 0 ? "" : `${bundle.wrapper}/`;
		const bytes = await reader.bytes(`${folder}appspec.yml`);
		return bytes && (require_examine()).examineForBoth(bytes, agents).spec?.os;
	} finally {
		await reader.close();
	}
}

// src/cli/commands/rehearse.ts
async function rehearseCommand(inputs, ports) {
	refuseTogether(inputs);
	if (!inputs.serve) return rehearse(inputs, ports);
	const { whileServed } = await Promise.resolve().then(() => require("./serve-rehearsal.js"));
	return whileServed(inputs, ports, (served) => rehearse(served, ports));
}
async function rehearse(inputs, ports) {
	(require_emulation()).refuseWithoutAgents(inputs);
	const project = await (require_project()).loadProject(inputs, ports, { required: true });
	const name = inputs.environment ?? project.configuration?.environments.at(-1);
	if (name === void 0) throw new (require_problem()).UsageError([{
		code: "no-environment",
		message: "the configuration has no environment"
	}]);
	const scenario = await (require_emulation()).readScenario(inputs.scenario, ports.cwd);
	if (inputs.search !== void 0) return searchFor(inputs, project, name, ports);
	(require_emulation()).refuseMeanwhile(scenario);
	const { clock, cwd: workspace, host } = ports;
	const seeded = inputs.seed === void 0 ? void 0 : seededBy(inputs.seed, clock);
	const before = versionBefore(inputs, project.version);
	const emulation = await (require_emulation()).startEmulation(project, {
		clock,
		scenario: {
			...(require_emulation()).noScenario,
			groups: scenario.groups
		},
		workspace,
		hooks: seeded ? "none" : inputs.hooks,
		versionBefore: before === project.version ? void 0 : before,
		agentFolders: (0, import__builtin_path.resolve)(workspace, inputs.agentConfig ?? (require_emulation()).agentFolders),
		seeded,
		say: (text) => host.print(text)
	});
	const { emulator, codedeploy } = emulation;
	const { httpGet, connect, unanswered } = emulation;
	const env = rehearsalEnvironment(ports.env, emulation);
	const rehearsal = {
		...ports,
		...seeded && connect && {
			random: seeded.random,
			connect
		},
		httpGet,
		...(require_defined()).defined({ unanswered }),
		isStrict: inputs.strict,
		env,
		envOfJob: ports.env,
		isRehearsal: true
	};
	const arm = () => {
		emulator.arm(scenario.faults);
		emulator.armWatched(scenario);
		codedeploy.arm(scenario.outcomes);
	};
	const tellPassedOver = () => host.problems(emulation.passedOver().map(passedOver), "warning");
	const asked = {
		...inputs,
		environment: name,
		allowEvent: true
	};
	const pace = seeded || (require_run_command()).leaps(inputs) ? "its clock skips waits" : `its clock runs ${(require_run_command()).rehearsalSpeedOf(inputs)} times as fast as a real one`;
	host.print(`a rehearsal: nothing reaches AWS, and ${pace}`);
	try {
		if (inputs.rehearsed === "deploy") {
			const named = (one) => (require_project()).environmentOf(project, one, () => void 0);
			const environment = named(name);
			const deployBefore = async (bundle, one) => {
				const { version } = project;
				refuseFailed(version, one, await deployQuietly(bundle, version, one, rehearsal));
			};
			let withoutProof;
			return await (require_deploy()).deployCommand({
				...asked,
				allowOlder: true
			}, rehearsal, {
				withoutProof: () => withoutProof,
				onBundle: async (bundle, tell) => {
					if (hasHosts(asked)) await refuseWindows(bundle, project, ports);
					tell(`deploying the bundle to the emulated instances as "${before}" first`);
					const failed = await deployQuietly(bundle, before, environment, rehearsal);
					tellPassedOver();
					if (failed.length > 0) host.problems([nothingBefore(failed)], "warning");
					const earlier = wavesBefore((require_project()).selected(environment, asked));
					if (earlier) await deployBefore(bundle, earlier);
					for (const source of inputs.force === void 0 ? environment.after.map(named) : []) {
						tell(`deploying it as "${project.version}" to ${source.name}, for proof`);
						if ((await deployQuietly(bundle, project.version, source, rehearsal)).length === 0) continue;
						withoutProof = `it cannot be deployed to ${source.name}`;
						host.problems([noProof(project.version, source, name)], "warning");
					}
				},
				onProven: arm
			});
		}
		await deployNeeded(asked, project, rehearsal);
		tellPassedOver();
		arm();
		return inputs.rehearsed === "promote" ? await (require_promote()).promoteCommand({
			...asked,
			allowOlder: true
		}, rehearsal) : await (require_rollback()).rollbackCommand(asked, rehearsal);
	} finally {
		await emulation.close();
	}
}
async function searchFor(inputs, project, environment, ports) {
	const { search, refuseWithSearch } = await Promise.resolve().then(() => require("./search.js"));
	refuseWithSearch(inputs);
	const { rehearsed: command, search: count = 0, seed: first = 1, config, var: vars } = inputs;
	return search({
		project,
		environment,
		command,
		args: [...config === void 0 ? [] : ["--config", config], ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`])],
		first,
		count,
		scenario: inputs.scenario ? await (require_emulation()).readScenario(inputs.scenario, ports.cwd) : void 0
	}, ports);
}
function hasHosts({ seed, hooks }) {
	return seed === void 0 && hooks !== "none" && hooks !== "agents";
}
function refuseTogether({ seed, speed, hooks, search, serve }) {
	const excluded = [...serve && search !== void 0 ? ["--serve shows one rehearsal, --search makes many"] : [], ...seed === void 0 ? [] : excludedBySeed({
		speed,
		hooks
	})];
	if (excluded.length > 0) throw new (require_problem()).UsageError(excluded.map((message) => ({
		code: "options-conflict",
		message
	})));
}
function excludedBySeed({ speed, hooks }) {
	return [...speed === void 0 ? [] : ["--speed has no effect with --seed"], ...hooks === void 0 || hooks === "none" ? [] : [`--hooks ${hooks} cannot be repeated by a seed: leave it out, or say none`]];
}
function versionBefore({ rehearsed, to }, version) {
	return (rehearsed === "deploy" ? void 0 : to) ?? (version === "previous" ? "before" : "previous");
}
async function deployNeeded(inputs, project, ports) {
	const { rehearsed, environment: name, from } = inputs;
	const named = (environment) => (require_project()).environmentOf(project, environment, () => void 0);
	const target = named(name);
	const earlier = wavesBefore((require_project()).selected(target, inputs));
	const released = rehearsed === "promote" ? [...(require_source_names()).sourceNames(target, from).map(named), ...earlier ? [earlier] : []] : [target];
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-rehearsal-"));
	try {
		const out = (0, import__builtin_path.join)(folder, "bundle.zip");
		const bundle = await (require_make_bundle()).makeBundle(project, out, {
			...ports,
			emit: () => void 0
		});
		if (hasHosts(inputs)) await refuseWindows(bundle, project, ports);
		const versions = [[versionBefore(inputs, project.version), target], ...released.map((environment) => [project.version, environment])];
		for (const [version, environment] of versions) refuseFailed(version, environment, await deployQuietly(bundle, version, environment, ports));
	} finally {
		await (0, import_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
function wavesBefore({ part, waves, ...environment }) {
	const destinations = part ? (require_project()).earlierOf({ part }) : [];
	const [wave] = waves;
	if (destinations.length === 0 || !wave) return void 0;
	return {
		...environment,
		waves: [{
			...wave,
			destinations
		}]
	};
}
function passedOver({ event, report: { scriptName, message } }) {
	return {
		code: "rehearsal-not-prepared",
		message: `on empty instances the bundle fails in ${event} (${scriptName === "" ? message : `${scriptName}: ${message}`})`,
		hint: `the stand-in for the previous release ends there: a rollback brings it back without ${event} and what follows`
	};
}
function nothingBefore(failed) {
	return {
		code: "rehearsal-not-prepared",
		message: `the bundle cannot be deployed to empty instances either, so nothing runs before this deployment in ${failed.map(({ destination }) => destination).join(", ")}`,
		hint: "on failure there is nothing to roll back to"
	};
}
function noProof(version, source, name) {
	return {
		code: "rehearsal-not-prepared",
		message: `${version} cannot be deployed to ${source.name}: outside a rehearsal it would be refused in ${name}, because it is not proven`,
		hint: "the rehearsal continues without it, to show what fails"
	};
}
function refuseFailed(version, { name }, failed) {
	const [first] = failed;
	if (!first) return;
	const { causes, reason } = first;
	const where = failed.map(({ destination }) => destination).join(", ");
	const why = causes[0]?.message ?? reason ?? "it failed";
	throw new (require_problem()).UsageError([{
		code: "rehearsal-not-prepared",
		message: `${version}, which must run in ${name} first, cannot be deployed to ${where}: ${why}`,
		...(require_defined()).defined({ hint: causes[0]?.log || void 0 })
	}]);
}
function rehearsalEnvironment(env, { variables }) {
	const kept = Object.entries(env).filter(([name]) => !/^(AWS_|ACTIONS_ID_TOKEN_|INPUT_WEB|INPUT_ROLE|NODE_TLS_REJECT)/.test(name));
	return {
		...Object.fromEntries(kept),
		...variables
	};
}

exports.deployQuietly = deployQuietly;
exports.rehearseCommand = rehearseCommand;
},
"./report-file.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_run_command = () => require("./run-command.js");
const require_make_folders = () => require("./make-folders.js");

// src/ci/report-file.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
function writeReportFile(path, content, folder) {
	(require_make_folders()).makeFolders((0, import__builtin_path.dirname)(path));
	if (folder === "ours" && (0, import__builtin_fs.lstatSync)((0, import__builtin_path.dirname)(path)).isSymbolicLink()) throw new Error(`"${(0, import__builtin_path.dirname)(path)}" is a symbolic link`);
	const temporary = (0, import__builtin_path.join)((0, import__builtin_path.dirname)(path), `.${(0, import__builtin_path.basename)(path)}.${crypto.randomUUID()}`);
	try {
		(0, import__builtin_fs.writeFileSync)(temporary, content, { flag: "wx" });
		(0, import__builtin_fs.renameSync)(temporary, path);
	} catch (error) {
		(0, import__builtin_fs.rmSync)(temporary, { force: true });
		throw error;
	}
}

Object.defineProperty(exports, "writeReportFile", {
  enumerable: true,
  get: function () {
    return writeReportFile;
  }
});
},
"./rollback.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_problem = () => require("./problem.js");
const require_roll_back = () => require("./roll-back.js");
const require_run_on_environment = () => require("./run-on-environment.js");

// src/cli/commands/rollback.ts
async function rollbackCommand(inputs, ports) {
	const { to, reason, withoutLease } = inputs;
	const problems = to === void 0 ? [] : (require_project()).versionProblems(to);
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return (require_run_on_environment()).runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) => (require_roll_back()).rollBack({
		environment,
		run,
		to,
		reason: reason && (require_run_on_environment()).inOneLine(reason),
		withoutLease: withoutLease && (require_run_on_environment()).inOneLine(withoutLease)
	}, runPorts));
}

exports.rollbackCommand = rollbackCommand;
},
"./run-command.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_problem = () => require("./problem.js");
const require_read_named_file = () => require("./read-named-file.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require_defined = () => require("./defined.js");
const require_main = () => require("./index.cjs");
const require_cancel = () => require("./cancel.js");
const require_verdict = () => require("./verdict.js");
const require_json = () => require("./json.js");

// \0builtin:path
var require__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:path");
}));

// src/any-signal.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM(require__builtin_path(), 1);
var import_promises = (require__builtin_events$1()).require_promises();
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
async function withAny(signals, work) {
	const first = new AbortController();
	const leaves = signals.flatMap((signal) => signal ? [passOn(signal, first)] : []);
	try {
		return await work(first.signal);
	} finally {
		for (const leave of leaves) leave();
	}
}
function passOn(signal, to) {
	const abort = () => to.abort(signal.reason);
	(0, import__builtin_events.setMaxListeners)(0, signal, to.signal);
	if (signal.aborted) abort();
	else signal.addEventListener("abort", abort, { once: true });
	return () => signal.removeEventListener("abort", abort);
}

// src/clock.ts
function wallTime(clock) {
	return clock.wall ? clock.wall() : clock.now();
}
function aside(clock, work) {
	return clock.aside ? clock.aside(work) : work();
}
function atPace(clock, work) {
	return clock.atPace ? clock.atPace(work) : aside(clock, work);
}
function settle(clock, ms, signal) {
	return clock.settle ? clock.settle(ms, signal) : clock.sleep(ms, signal);
}
async function within(ms, { clock, outer }, work) {
	outer?.throwIfAborted();
	const late = new AbortController();
	const over = new AbortController();
	const patience = clock.patience ?? clock.sleep;
	const ends = [over.signal, outer];
	const timer = withAny(ends, (end) => patience(Math.max(0, ms), end)).then(() => {
		late.abort(tooLate(ms));
		throw late.signal.reason;
	});
	const working = withAny([late.signal, outer], work);
	try {
		return await Promise.race([working, timer]);
	} finally {
		over.abort(isOver);
		for (const left of [working, timer]) left.catch(() => void 0);
	}
}
const isOver = /* @__PURE__ */ new Error("it is over");
function tooLate(ms) {
	return Object.assign(/* @__PURE__ */ new Error(`no answer within ${Math.round(ms / 1e3)} s`), { name: "TimeoutError" });
}
const systemClock = {
	now: () => Date.now(),
	sleep: pass,
	patience: pass
};
function steadyClock(speed = 1) {
	const start = Date.now();
	const began = performance.now();
	return {
		now: () => start + Math.floor((performance.now() - began) * speed),
		wall: () => start + (Date.now() - start) * speed,
		sleep: (ms, signal) => pass(ms / speed, signal),
		patience: pass
	};
}
async function pass(ms, signal) {
	signal?.throwIfAborted();
	try {
		await (0, import_promises.setTimeout)(Math.max(0, ms), void 0, (require_defined()).defined({ signal }));
	} catch (error) {
		throw signal?.aborted ? signal.reason : error;
	}
}

// src/ci/detect.ts
const hostNames = [
	"github",
	"teamcity",
	"gitlab",
	"terminal"
];
function detectHost(env, override) {
	const named = override || env.FANOUT_CI;
	if (named) return known(named, override ? "--ci" : "FANOUT_CI");
	if (env.GITHUB_ACTIONS) return "github";
	if (env.TEAMCITY_VERSION) return "teamcity";
	if (env.GITLAB_CI) return "gitlab";
	return "terminal";
}
function known(name, source) {
	const host = hostNames.find((each) => each === name);
	if (host) return host;
	throw new (require_problem()).UsageError([{
		code: "unknown-ci",
		message: `${source}: unknown CI "${name}"`,
		hint: `one of: ${hostNames.join(", ")}`
	}]);
}

// src/ci/teamcity-parameters.ts
function teamcityParameter(env, name) {
	return propertiesIn(propertiesIn(env.TEAMCITY_BUILD_PROPERTIES_FILE).get("teamcity.configuration.properties.file")).get(name);
}
function propertiesIn(path) {
	if (!path) return /* @__PURE__ */ new Map();
	let text;
	try {
		text = (require_read_named_file()).readNamedFile(path, { encoding: "latin1" });
	} catch {
		return /* @__PURE__ */ new Map();
	}
	const pairs = text.split(/\r?\n/).flatMap((line) => {
		const [, key, value] = /^\s*((?:\\.|[^\\=:#!\s])(?:\\.|[^\\=:\s])*)\s*[=:\s]\s*(.*)$/.exec(line) ?? [];
		return key === void 0 || value === void 0 ? [] : [[unescaped(key), unescaped(value)]];
	});
	return new Map(pairs);
}
function unescaped(text) {
	return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code, other) => code ? String.fromCharCode(Number.parseInt(code, 16)) : other);
}

// src/ci/proposal.ts
function proposalIn(env) {
	const [, told] = tellers.find(([mark]) => env[mark]) ?? [];
	return told?.(env);
}
const tellers = [
	["GITHUB_ACTIONS", onGithub],
	["TEAMCITY_VERSION", (env) => pullRequest(teamcityParameter(env, "teamcity.pullRequest.number"))],
	["GITLAB_CI", onGitlab],
	["BUILDKITE", ({ BUILDKITE_PULL_REQUEST: number }) => pullRequest(number === "false" ? void 0 : number)],
	["TF_BUILD", ({ BUILD_REASON: reason, SYSTEM_PULLREQUEST_PULLREQUESTID: id }) => reason === "PullRequest" || id ? pullRequest(id || "whose number is unknown") : void 0],
	["CIRCLECI", ({ CIRCLE_PR_NUMBER: number }) => number && `it belongs to #${number}, from a fork`],
	["BITBUCKET_BUILD_NUMBER", ({ BITBUCKET_PR_ID: id }) => pullRequest(id)],
	["CODEBUILD_BUILD_ID", onCodebuild],
	["JENKINS_URL", ({ CHANGE_ID: id }) => pullRequest(id)]
];
function pullRequest(number) {
	if (!number) return void 0;
	return `it belongs to ${/^\d/.test(number) ? `pull request ${number}` : `a pull request ${number}`}, which is not merged`;
}
const proposing = [
	"pull_request",
	"pull_request_target",
	"merge_group"
];
function onGithub(env) {
	const { GITHUB_EVENT_NAME: event = "" } = env;
	if (proposing.includes(event)) return `its event, ${event}, belongs to a change that is not merged`;
	return event === "workflow_run" ? proposalBefore(env.GITHUB_EVENT_PATH) : void 0;
}
function proposalBefore(path) {
	const { workflow_run: before, repository } = (path === void 0 ? void 0 : read(path)) ?? {};
	if (!before?.event || !before.head_repository?.full_name || !repository?.full_name) return "it follows another workflow (workflow_run), and fanout cannot tell what that one ran on";
	if (proposing.includes(before.event)) return `it follows a workflow (workflow_run) whose event, ${before.event}, belongs to a change that is not merged`;
	if (before.head_repository.full_name !== repository.full_name) return `it follows a workflow (workflow_run) that ran on the fork ${before.head_repository.full_name}`;
}
function read(path) {
	try {
		return JSON.parse((require_read_named_file()).readNamedFile(path));
	} catch {
		return;
	}
}
function onGitlab({ CI_PIPELINE_SOURCE: source = "", CI_MERGE_REQUEST_IID: number, CI_MERGE_REQUEST_PROJECT_PATH: here, CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: there, CI_EXTERNAL_PULL_REQUEST_IID: external }) {
	if (external || source === "external_pull_request_event") return pullRequest(external || "of another system");
	if (!number && source !== "merge_request_event") return void 0;
	const fork = there && there !== here ? ` from the fork ${there}` : "";
	return `it belongs to ${number ? `merge request !${number}` : "a merge request"}${fork}, which is not merged`;
}
function onCodebuild({ CODEBUILD_WEBHOOK_EVENT: event = "", CODEBUILD_WEBHOOK_TRIGGER: trigger = "", CODEBUILD_SOURCE_VERSION: version = "" }) {
	if (event === "PULL_REQUEST_MERGED") return void 0;
	const [, number] = /^pr\/(\d+)/.exec(trigger) ?? /^pr\/(\d+)/.exec(version) ?? [];
	if (number) return pullRequest(number);
	return event.startsWith("PULL_REQUEST_") ? pullRequest("whose number is unknown") : void 0;
}

// src/cli/rehearsal-speed.ts
function rehearsalSpeedOf({ speed, hooks }) {
	return speed ?? (hooks === "agents" ? 1 : 20);
}
function leaps({ speed, hooks, serve, search }) {
	return speed === void 0 && hooks !== "agents" && !serve && search === void 0;
}

// \0builtin:tty
var require__builtin_tty = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:tty");
}));

// src/ci/doubts.ts
var import__builtin_tty = require__builtin_tty();
function doubtsOf(command, env, { allowEvent = false } = {}) {
	if (![
		"deploy",
		"promote",
		"continue"
	].includes(command)) return {};
	if (env.TEAMCITY_VERSION && env.BUILD_IS_PERSONAL === "true") return { refusal: {
		code: "personal-build",
		message: "a personal build deploys nothing: it may contain changes that nobody else has seen",
		hint: "commit them and run the build again; the command rehearse tries them on an emulator"
	} };
	const proposal = allowEvent ? void 0 : proposalIn(env);
	if (proposal) return { refusal: {
		code: "proposed-change",
		message: `nothing is deployed from this job: ${proposal}`,
		hint: "deploy merged changes, from the branch they are merged into; to deploy this on purpose, pass --allow-event (input allow-event: true)"
	} };
	if (env.GITLAB_CI && env.CI_DEPLOY_FREEZE) return { warning: {
		code: "deploy-freeze",
		message: "GitLab says that deployments are frozen now, CI_DEPLOY_FREEZE",
		hint: "add a rule to the job so that it does not run then: { if: $CI_DEPLOY_FREEZE, when: never }"
	} };
	return {};
}

// src/ci/open.ts
async function openHost(name, ports) {
	if (name === "github") return new (await (Promise.resolve().then(() => require("./github.js")))).GithubHost(ports);
	if (name === "gitlab") return new (await (Promise.resolve().then(() => require("./gitlab.js")))).GitlabHost(ports);
	if (name === "teamcity" && !ports.json) return new (await (Promise.resolve().then(() => require("./teamcity.js")))).TeamcityHost(ports);
	const { TerminalHost } = await Promise.resolve().then(() => require("./terminal.js"));
	return name === "teamcity" ? new TerminalHost(ports, name) : new TerminalHost(ports);
}

// \0builtin:perf_hooks
var require__builtin_perf_hooks = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:perf_hooks");
}));

// src/rehearsal/machine-at-work.ts
var import__builtin_perf_hooks = require__builtin_perf_hooks();
function isReadingOrWriting() {
	return isAny(/^(FSReq|FileHandleCloseReq|CloseReq|GetAddrInfoReq)/);
}
function isMachineAtWork() {
	return isAny(/^(FSReq|FileHandleCloseReq|CloseReq|GetAddrInfoReq|ProcessWrap)/);
}
function isAny(kind) {
	return process.getActiveResourcesInfo().some((name) => kind.test(name));
}

// src/rehearsal/sleepers.ts
function openSleepers(start, onSleep) {
	const sleepers = /* @__PURE__ */ new Set();
	let now = start;
	return {
		now: () => now,
		get count() {
			return sleepers.size;
		},
		sleep: (ms, signal) => new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason);
			const stop = () => {
				sleepers.delete(sleeper);
				reject(signal?.reason);
			};
			const wake = () => {
				signal?.removeEventListener("abort", stop);
				resolve();
			};
			const sleeper = {
				at: now + Math.max(0, ms),
				wake
			};
			signal?.addEventListener("abort", stop, { once: true });
			sleepers.add(sleeper);
			onSleep();
		}),
		wakeNext(latest = Number.POSITIVE_INFINITY) {
			let next;
			for (const one of sleepers) if (!next || one.at < next.at) next = one;
			if (!next || next.at > latest) return false;
			now = Math.max(now, next.at);
			sleepers.delete(next);
			next.wake();
			return true;
		},
		passTo(time) {
			now = Math.max(now, time);
		}
	};
}

// src/rehearsal/leaping-clock.ts
const often = 4;
const quietLooks = 2;
const busy = .2;
function leapingClock(speed) {
	const start = Date.now();
	const machine = () => Math.floor(import__builtin_perf_hooks.performance.now());
	let shown = start;
	let shownAt = machine();
	let slowed = 0;
	const passing = () => {
		const now = machine();
		shown += (now - shownAt) * (slowed > 0 ? 1 : speed);
		shownAt = now;
		return shown;
	};
	const sleepers = openSleepers(start, () => look());
	let aside = 0;
	let quiet = 0;
	let isLooking = false;
	let before = import__builtin_perf_hooks.performance.eventLoopUtilization();
	const look = () => {
		if (isLooking || sleepers.count === 0) return;
		isLooking = true;
		setTimeout(() => setImmediate(go), often);
	};
	const go = () => {
		isLooking = false;
		sleepers.passTo(passing());
		while (sleepers.wakeNext(sleepers.now()));
		quiet = isIdle() ? quiet + 1 : 0;
		if (quiet >= quietLooks) leap();
		look();
	};
	const leap = () => {
		quiet = 0;
		const from = sleepers.now();
		if (sleepers.wakeNext()) shown += sleepers.now() - from;
	};
	const isIdle = () => {
		const { utilization } = import__builtin_perf_hooks.performance.eventLoopUtilization(before);
		before = import__builtin_perf_hooks.performance.eventLoopUtilization();
		return aside === 0 && utilization < busy && !isReadingOrWriting();
	};
	const sleep = (ms, signal) => {
		sleepers.passTo(passing());
		return sleepers.sleep(ms, signal);
	};
	const whileAside = async (work) => {
		aside += 1;
		try {
			return await work();
		} finally {
			aside -= 1;
			quiet = 0;
		}
	};
	return {
		now: () => {
			sleepers.passTo(passing());
			return sleepers.now();
		},
		sleep,
		patience: systemClock.sleep,
		settle: (ms, signal) => whileAside(() => sleep(ms, signal)),
		aside: whileAside,
		async atPace(work) {
			passing();
			slowed += 1;
			try {
				return await whileAside(work);
			} finally {
				passing();
				slowed -= 1;
			}
		}
	};
}

// src/rehearsal/seeded-clock.ts
const usualStart = 18e11;
function seededClock(start = usualStart) {
	const sleepers = openSleepers(start, () => plan());
	let turns = [];
	let isPlanned = false;
	let aside = 0;
	const go = () => {
		isPlanned = false;
		if (aside > 0) return;
		if (isMachineAtWork()) return plan();
		if (turns.length > 0) takeTurns();
		else sleepers.wakeNext();
		plan();
	};
	const takeTurns = () => {
		const due = turns.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
		turns = [];
		for (const { come } of due) come();
	};
	const plan = () => {
		if (isPlanned || aside > 0 || sleepers.count === 0 && turns.length === 0) return;
		isPlanned = true;
		setImmediate(go);
	};
	return {
		now: sleepers.now,
		sleep: sleepers.sleep,
		turn: (name) => new Promise((resolve) => {
			turns.push({
				name,
				come: resolve
			});
			plan();
		}),
		async aside(work) {
			aside += 1;
			try {
				return await work();
			} finally {
				aside -= 1;
				plan();
			}
		}
	};
}

// src/cli/cancel-on-signals.ts
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP",
	"SIGBREAK"
];
const sameWithin = 1e3;
function cancelOnSignals(clock = steadyClock()) {
	const controller = new AbortController();
	(0, import__builtin_events.setMaxListeners)(0, controller.signal);
	let last;
	const cancel = (signal) => {
		const name = signal;
		const at = clock.now();
		if (last?.name === name && at - last.at < sameWithin) return;
		if (last) process.exit((require_verdict()).exitCodeOf(name));
		last = {
			name,
			at
		};
		controller.abort(new (require_cancel()).CancelledError(name));
	};
	for (const name of signals) process.on(name, cancel);
	return {
		signal: controller.signal,
		end() {
			if (last) return;
			for (const name of signals) process.off(name, cancel);
		}
	};
}

// src/cli/report-error.ts
function reportError(error, host, { command, json }) {
	if (error instanceof (require_problem()).UsageError || error instanceof (require_problem()).RefusedError) {
		const { problems } = error;
		const refusal = error instanceof (require_problem()).UsageError ? {
			verdict: "invalid",
			exitCode: 2
		} : {
			verdict: "refused",
			exitCode: 3
		};
		host.problems((require_problem()).together(problems), "error");
		if (json) host.result((require_json()).refusalText(command, refusal, host.scrub(problems)));
		return refusal.exitCode;
	}
	if (error instanceof (require_cancel()).CancelledError) {
		host.problems([{
			code: "cancelled",
			message: error.message
		}], "error");
		return (require_verdict()).exitCodeOf(error.signal);
	}
	host.problems([{
		code: "internal-error",
		message: `internal error: ${stackOf(error)}`,
		hint: "this is a bug of fanout; please report it"
	}], "error");
	return 70;
}
function stackOf(error) {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause === void 0 ? "" : `\ncaused by: ${stackOf(error.cause)}`;
	return `${(require_main()).sourceStack(error.stack ?? error.message)}${cause}`;
}

// src/cli/report-crashes.ts
const toClose = 2e3;
function reportCrashes(host, asked) {
	let hasCrashed = false;
	const crash = (error) => {
		if (hasCrashed || process.listenerCount("unhandledRejection") > 1) return;
		hasCrashed = true;
		process.exitCode = 70;
		try {
			reportError(error, host, asked);
		} finally {
			const timeout = setTimeout(exit, toClose);
			host.close().then(exit, exit);
			timeout.unref();
		}
	};
	process.on("uncaughtException", crash);
	process.on("unhandledRejection", crash);
	return { end() {
		process.off("uncaughtException", crash);
		process.off("unhandledRejection", crash);
	} };
}
function exit() {
	process.exit(70);
}

// src/cli/run-command.ts
async function runCommand(read) {
	const { env } = process;
	const given = read.ok && "debug" in read.inputs ? read.inputs : void 0;
	const asked = askedOf(read);
	const isStdoutTaken = given?.command === "emulator" || asked.json;
	const clock = clockFor(given);
	const { name, problems } = chooseHost(given);
	const host = await openHost(name, {
		env: given?.noColor ? {
			...env,
			NO_COLOR: "1"
		} : env,
		stdout: process.stdout,
		stderr: process.stderr,
		clock,
		json: isStdoutTaken,
		debug: (given?.debug ?? false) || env.RUNNER_DEBUG === "1",
		redact: given && "redact" in given ? given.redact : [],
		...junitOf(given)
	});
	const cancel = cancelOnSignals();
	const crashes = reportCrashes(host, asked);
	host.saveState((require_main()).postState, "true");
	host.debug(`fanout ${(require_main()).toolVersion}, Node.js ${process.version}, ${process.platform}, ${name}`);
	try {
		if (!read.ok) throw new (require_problem()).UsageError(read.problems);
		if (problems.length > 0) throw new (require_problem()).UsageError(problems);
		for (const secret of (require_main()).secretsIn(read.inputs)) host.mask(secret);
		const { refusal, warning } = doubtsOf(read.inputs.command, env, { allowEvent: "allowEvent" in read.inputs && read.inputs.allowEvent });
		if (refusal) throw new (require_problem()).RefusedError([refusal]);
		if (warning) host.problems([warning], "warning");
		const isAttended = name === "terminal" && !env.CI && (0, import__builtin_tty.isatty)(0) && (0, import__builtin_tty.isatty)(1);
		const ports = {
			env,
			cwd: process.cwd(),
			host,
			clock,
			signal: cancel.signal,
			...await httpGetFor(read.inputs, env, host),
			...isAttended && { terminal: {
				input: process.stdin,
				output: process.stdout
			} }
		};
		return await dispatch(read.inputs, ports);
	} catch (error) {
		return reportError(error, host, asked);
	} finally {
		cancel.end();
		await host.close();
		crashes.end();
	}
}
async function httpGetFor(inputs, env, host) {
	if (!("checksAt" in inputs) || inputs.checksAt === void 0) return {};
	const { checksAt } = await Promise.resolve().then(() => require("./checks-at.js"));
	const httpGet = checksAt(inputs.checksAt, env);
	host.print(`checks are answered by the emulator at ${inputs.checksAt}`);
	return { httpGet };
}
function clockFor(given) {
	if (given?.command !== "rehearse") return steadyClock();
	if (given.seed !== void 0 && given.search === void 0) return seededClock();
	const speed = rehearsalSpeedOf(given);
	return leaps(given) ? leapingClock(speed) : steadyClock(speed);
}
function junitOf(given) {
	const path = given && "junit" in given ? given.junit : void 0;
	return path === void 0 ? {} : { junit: (0, import__builtin_path.resolve)(path) };
}
function askedOf(read) {
	if (!read.ok) return {
		json: false,
		...read.asked
	};
	const { inputs } = read;
	return {
		command: inputs.command,
		json: "json" in inputs && inputs.json
	};
}
function chooseHost(given) {
	try {
		return {
			name: detectHost(process.env, given?.ci),
			problems: []
		};
	} catch (error) {
		if (!(error instanceof (require_problem()).UsageError)) throw error;
		return {
			name: "terminal",
			problems: error.problems
		};
	}
}
async function dispatch(inputs, ports) {
	switch (inputs.command) {
		case "deploy": return (await Promise.resolve().then(() => require("./deploy.js"))).deployCommand(inputs, ports);
		case "promote": return (await Promise.resolve().then(() => require("./promote.js"))).promoteCommand(inputs, ports);
		case "rollback": return (await Promise.resolve().then(() => require("./rollback.js"))).rollbackCommand(inputs, ports);
		case "continue": return (await Promise.resolve().then(() => require("./continue.js")).then((n) => n.continue_exports)).continueCommand(inputs, ports);
		case "stop": return (await Promise.resolve().then(() => require("./stop.js")).then((n) => n.stop_exports)).stopCommand(inputs, ports);
		case "finish": return (await Promise.resolve().then(() => require("./finish.js")).then((n) => n.finish_exports)).finishCommand(inputs, ports);
		case "hold": return (await Promise.resolve().then(() => require("./hold.js")).then((n) => n.hold_exports)).holdCommand(inputs, ports);
		case "unhold": return (await Promise.resolve().then(() => require("./unhold.js")).then((n) => n.unhold_exports)).unholdCommand(inputs, ports);
		case "plan": return (await Promise.resolve().then(() => require("./plan2.js"))).planCommand(inputs, ports);
		case "changes": return (await Promise.resolve().then(() => require("./changes.js"))).changesCommand(inputs, ports);
		case "status": return (await Promise.resolve().then(() => require("./status.js"))).statusCommand(inputs, ports);
		case "package": return (await Promise.resolve().then(() => require("./package2.js"))).packageCommand(inputs, ports);
		case "lint": return (await Promise.resolve().then(() => require("./lint.js"))).lintCommand(inputs, ports);
		case "init": return (await Promise.resolve().then(() => require("./init.js"))).initCommand(inputs, ports);
		case "explain": return (await Promise.resolve().then(() => require("./explain.js"))).explainCommand(inputs, ports);
		case "page": return (await Promise.resolve().then(() => require("./page.js"))).pageCommand(inputs, ports);
		case "serve": return (await Promise.resolve().then(() => require("./serve.js"))).serveCommand(inputs, ports);
		case "rehearse": return (await Promise.resolve().then(() => require("./rehearse.js"))).rehearseCommand(inputs, ports);
		case "bootstrap": return (await Promise.resolve().then(() => require("./bootstrap.js"))).bootstrapCommand(inputs, ports);
		case "emulator": return (await Promise.resolve().then(() => require("./emulator.js"))).emulatorCommand(inputs, ports);
	}
}

exports.aside = aside;
exports.atPace = atPace;
exports.detectHost = detectHost;
exports.leaps = leaps;
exports.proposalIn = proposalIn;
exports.rehearsalSpeedOf = rehearsalSpeedOf;
exports.reportError = reportError;
Object.defineProperty(exports, "require__builtin_path", {
  enumerable: true,
  get: function () {
    return require__builtin_path;
  }
});
exports.runCommand = runCommand;
exports.seededClock = seededClock;
exports.settle = settle;
exports.steadyClock = steadyClock;
exports.systemClock = systemClock;
exports.tooLate = tooLate;
exports.wallTime = wallTime;
exports.withAny = withAny;
exports.within = within;
},
"./run-deploy.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_project = () => require("./project.js");
const require_guard = () => require("./guard.js");
const require_deploy_release = () => require("./deploy-release.js");
const require_run_on_environment = () => require("./run-on-environment.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_digest_from = () => require("./digest-from.js");
const require_make_bundle = () => require("./make-bundle.js");
const require_open_session = () => require("./open-session.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require_defined = () => require("./defined.js");
const require_plan_file = () => require("./plan-file.js");

// src/cli/count-run.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
function countRun(folder, run) {
	const path = (0, import__builtin_path.join)(folder, "begun");
	const temporary = `${path}.${process.pid}`;
	try {
		const before = read(path).filter((line) => line === run);
		(0, import__builtin_fs.writeFileSync)(temporary, [
			...before,
			run,
			""
		].join("\n"), {
			mode: 384,
			flag: "wx"
		});
		(0, import__builtin_fs.renameSync)(temporary, path);
		return before.length;
	} catch {
		return;
	}
}
function read(path) {
	try {
		return (0, import__builtin_fs.readFileSync)(path, "utf8").split("\n");
	} catch (error) {
		if (error.code === "ENOENT") return [];
		throw error;
	}
}

// src/cli/forget-zips.ts
const day = 864e5;
function forgetZips(folder, now = Date.now()) {
	for (const name of namesIn(folder)) {
		if (!name.endsWith(".zip")) continue;
		const path = (0, import__builtin_path.join)(folder, name);
		const age = (0, import__builtin_fs.statSync)(path, { throwIfNoEntry: false })?.mtimeMs;
		if (age !== void 0 && now - age > day) (0, import__builtin_fs.rmSync)(path, { force: true });
	}
}
function namesIn(folder) {
	try {
		return (0, import__builtin_fs.readdirSync)(folder);
	} catch {
		return [];
	}
}

// src/cli/origin.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
function originOf({ bundle, file, folder, variables, versionGiven }, environment, { leg, sourceGiven, countBefore }, { env, cwd }) {
	const { pipeline, step, needsLeg, branch, actor, link } = (require_project()).ciBuild(env);
	const { build, source, appspec, exclude } = bundle;
	const root = checkoutIn(env) ?? cwd;
	const recipe = hash([
		(0, import__builtin_path.relative)(root, (0, import__builtin_path.resolve)(cwd, file)),
		build,
		source,
		appspec,
		exclude,
		variables.vars
	]);
	const cells = (require_project()).allDestinations(environment).map(({ id, deploymentGroup }) => [id, deploymentGroup]);
	const asked = hash([
		recipe,
		environment.name,
		cells,
		leg,
		versionGiven,
		sourceGiven
	]);
	const place = pipeline && step && (leg !== void 0 || !needsLeg) ? `${pipeline}/${step}#${asked}` : void 0;
	const before = place === void 0 ? void 0 : countBefore(place);
	return {
		recipe,
		source: (0, import__builtin_path.relative)(root, (0, import__builtin_path.resolve)(folder, source)) || ".",
		environment: environment.name,
		...(require_defined()).defined({ pipeline: pipeline || void 0 }),
		...before !== void 0 && { step: `${place}.${before}` },
		...(require_defined()).defined({
			branch: branch || void 0,
			actor: actor || void 0,
			link: link || void 0
		})
	};
}
function checkoutIn(env) {
	const known = [
		"GITHUB_WORKSPACE",
		"CI_PROJECT_DIR",
		"BUILDKITE_BUILD_CHECKOUT_PATH",
		"BUILD_SOURCESDIRECTORY",
		"BITBUCKET_CLONE_DIR",
		"CODEBUILD_SRC_DIR",
		"WORKSPACE"
	].map((name) => env[name]).find(Boolean);
	return known && (0, import__builtin_path.isAbsolute)(known) ? known : void 0;
}
function hash(value) {
	return (0, import__builtin_crypto.createHash)("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

// src/cli/run-deploy.ts
var run_deploy_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ runDeploy: () => runDeploy });
async function runDeploy(place, inputs, ports, { onBundle, makeBundle: given, ...hooks }) {
	const { project, environment } = place;
	const { version } = project;
	const sources = environment.after.map((name) => (require_project()).environmentOf(project, name, (secret) => ports.host.mask(secret)));
	const { run, folder, onRequest, ports: common, close } = (require_run_on_environment()).openRun(place, inputs, ports);
	const { emit } = common;
	forgetZips(folder);
	const session = {
		run,
		version,
		environment,
		neededMs: (require_guard()).longestRun(environment),
		onRequest
	};
	const build = () => (require_make_bundle()).makeBundle(project, (0, import__builtin_path.join)(folder, `${version}.zip`), {
		...ports,
		emit,
		notes: folder,
		needsAws: true
	});
	try {
		const running = (require_deploy_release()).deploy(requestOf(place, inputs, ports, {
			run,
			folder,
			sources
		}), {
			...common,
			...hooks,
			makeBundle: async () => {
				const bundle = given ? noted(await given(), version, emit) : await build();
				await onBundle?.(bundle, (text) => emit({
					kind: "step",
					text
				}));
				return bundle;
			},
			buildsNothing: given === void 0 && project.bundle.build === void 0,
			openAws: () => (require_open_session()).openSession(session, inputs, ports),
			openSources: () => (require_open_session()).openSession({
				...session,
				neededMs: 0,
				access: "read"
			}, inputs, ports)
		});
		return await (require_run_on_environment()).conclude(running, inputs, ports.host);
	} finally {
		await close();
	}
}
function requestOf({ project, environment }, inputs, ports, { run, folder, sources }) {
	const { env, cwd } = ports;
	const { version, versionGiven, variables } = project;
	const sourceGiven = inputs.source !== void 0;
	const countBefore = (what) => countRun(folder, `${run} ${what.replace(/\s+/g, " ")}`);
	const step = {
		leg: inputs.leg,
		sourceGiven,
		countBefore
	};
	const origin = originOf(project, environment, step, ports);
	return {
		environment,
		version,
		versionGiven,
		sourceGiven,
		repeated: origin.step !== void 0 && (require_project()).ciBuild(env).isRetry,
		origin,
		allowOlder: inputs.allowOlder,
		run,
		commit: variables.commit || void 0,
		digest: inputs.digest && (require_digest_from()).digestFrom(inputs.digest),
		plan: inputs.plan ? (require_plan_file()).readPlan(inputs.plan, cwd) : void 0,
		sources,
		force: inputs.force && (require_run_on_environment()).inOneLine(inputs.force)
	};
}
function noted(bundle, version, emit) {
	const { digest, size } = bundle;
	emit({
		kind: "bundle-ready",
		version,
		digest,
		size,
		reused: false,
		seconds: 0
	});
	return bundle;
}

Object.defineProperty(exports, "runDeploy", {
  enumerable: true,
  get: function () {
    return runDeploy;
  }
});
Object.defineProperty(exports, "run_deploy_exports", {
  enumerable: true,
  get: function () {
    return run_deploy_exports;
  }
});
},
"./run-on-environment.js"(require, module, exports) {"use strict";
const require_project = () => require("./project.js");
const require_overrides = () => require("./overrides.js");
const require_problem = () => require("./problem.js");
const require_guard = () => require("./guard.js");
const require_json = () => require("./json.js");
const require_open_session = () => require("./open-session.js");
const require_recorder = () => require("./recorder.js");
const require__builtin_v8$1 = () => require("./_builtin_v8.js");
const require_proxy = () => require("./proxy.js");
const require_verifier = () => require("./verifier.js");

// src/cli/conclude.ts
async function conclude(work, { json }, host) {
	const { exitCode } = await work.catch((error) => {
		const { finished } = host.facts;
		if (!(error instanceof (require_problem()).UsageError || error instanceof (require_problem()).RefusedError) || !finished?.problems) throw error;
		return finished;
	});
	if (json) host.result((require_json()).jsonText(host.facts));
	return exitCode;
}

// src/cli/compile-less.ts
var import__builtin_v8 = (require__builtin_v8$1()).require__builtin_v8();
function compilingLess(emit) {
	let isLess = false;
	return {
		emit(event) {
			if (!isLess && (event.kind === "bundle-ready" || event.kind === "leasing")) {
				isLess = true;
				(0, import__builtin_v8.setFlagsFromString)("--no-opt");
			}
			emit(event);
		},
		end() {
			if (isLess) (0, import__builtin_v8.setFlagsFromString)("--opt");
		}
	};
}

// src/cli/heap-growth.ts
const many = 50;
function growHeapSlowly(environment) {
	if ((require_project()).allDestinations(environment).length >= many) (0, import__builtin_v8.setFlagsFromString)("--heap-growing-percent=20");
}

// src/cli/other-endpoint.ts
function otherEndpoint({ name, after }, { env, isRehearsal }) {
	if (isRehearsal || env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true") return [];
	if (after.length === 0) return [];
	const set = variables.filter((variable) => leadsElsewhere(env[variable]));
	if (set.length === 0) return [];
	return [{
		kind: "notice",
		level: "warning",
		problem: {
			code: "endpoint-elsewhere",
			message: `${set.map((variable) => `${variable} is "${env[variable]}"`).join(", ")}: calls go there, not to AWS`,
			hint: `if ${name} should be in AWS, unset it`
		}
	}];
}
function mayBeEmulated({ env, isRehearsal }) {
	if (isRehearsal) return true;
	const endpoint = env.AWS_ENDPOINT_URL_CODEDEPLOY ?? env.AWS_ENDPOINT_URL;
	return endpoint !== void 0 && URL.canParse(endpoint) && (require_proxy()).isLoopback(new URL(endpoint).hostname);
}
const variables = [
	"",
	"_STS",
	"_S3",
	"_CODEDEPLOY",
	"_CLOUDWATCH"
].map((service) => `AWS_ENDPOINT_URL${service}`);
function leadsElsewhere(endpoint) {
	if (!endpoint || !URL.canParse(endpoint)) return false;
	const { hostname } = new URL(endpoint);
	return !(require_open_session()).apiSuffixes().some((suffix) => hostname.endsWith(`.${suffix}`));
}

// src/cli/plain-secrets.ts
function plainSecrets(environment, secretNames, env) {
	const secrets = secretNames.map((name) => env[name] ?? "").filter((secret) => secret !== "");
	const names = (require_project()).allDestinations(environment).flatMap(({ verify }) => verify).flatMap((check) => {
		if (check.kind === "command" || !isPlain(check.url)) return [];
		return (check.kind === "http" ? Object.values(check.headers) : [check.token ?? ""]).some((value) => secrets.some((secret) => value.includes(secret))) ? [check.name] : [];
	});
	return [...new Set(names)].map((name) => ({
		code: "secret-without-https",
		message: `the check "${name}" sends a secret in its headers without https`,
		hint: "anybody on the network path can read it: use https"
	}));
}
function isPlain(url) {
	const address = url.replaceAll(/\$\{(?:version|digest)\}/g, "1");
	return address.startsWith("http://") && !(require_proxy()).isLoopback(new URL(address).hostname);
}

// src/cli/open-run.ts
function openRun({ project, environment }, inputs, ports) {
	const { env, clock, random, signal, isStrict, terminal } = ports;
	growHeapSlowly(environment);
	const run = (require_open_session()).runId(env, random);
	const recorder = (require_recorder()).openRecorder(inputs, ports, { environment });
	const { folder, noteRequest: onRequest } = recorder;
	const compiling = ports.isRehearsal ? void 0 : compilingLess(recorder.emit);
	const { emit } = compiling ?? recorder;
	const secretNames = (require_project()).environmentNames(project.configuration?.definition);
	const verifier = (require_verifier()).openVerifier(ports, secretNames);
	for (const notice of otherEndpoint(environment, ports)) emit(notice);
	for (const problem of plainSecrets(environment, secretNames, env)) emit({
		kind: "notice",
		level: "warning",
		problem
	});
	return {
		run,
		folder,
		onRequest,
		ports: {
			clock,
			random,
			emit,
			signal,
			by: (require_recorder()).actorOf(env, run),
			verify: verifier.verify,
			ask: verifier.ask,
			isStrict,
			emulated: mayBeEmulated(ports),
			isAttended: terminal !== void 0
		},
		async close() {
			verifier.close();
			compiling?.end();
			await recorder.close();
		}
	};
}

// src/cli/run-on-environment.ts
async function runOnEnvironment(inputs, ports, work) {
	const { host } = ports;
	const mask = (secret) => host.mask(secret);
	const project = await (require_project()).loadConfigured(inputs, ports);
	const whole = (require_project()).environmentOf(project, inputs.environment ?? "", mask);
	const overridden = (require_overrides()).withOverrides((require_project()).selected(whole, inputs), inputs);
	if (!overridden.ok) throw new (require_problem()).UsageError(overridden.problems);
	const environment = ports.isRehearsal ? (require_project()).atAnyTime(overridden.environment) : overridden.environment;
	const { run, onRequest, ports: common, close } = openRun({
		project,
		environment
	}, inputs, ports);
	const session = {
		run,
		environment,
		neededMs: (require_guard()).longestRun(environment),
		onRequest
	};
	try {
		const openAws = () => (require_open_session()).openSession(session, inputs, ports);
		const running = work({
			project,
			environment,
			run,
			mask,
			ports: {
				...common,
				openAws
			}
		});
		return await conclude(running, inputs, host);
	} finally {
		await close();
	}
}
function inOneLine(text) {
	return text.replace(/\s+/g, " ").trim();
}

Object.defineProperty(exports, "conclude", {
  enumerable: true,
  get: function () {
    return conclude;
  }
});
Object.defineProperty(exports, "inOneLine", {
  enumerable: true,
  get: function () {
    return inOneLine;
  }
});
Object.defineProperty(exports, "openRun", {
  enumerable: true,
  get: function () {
    return openRun;
  }
});
Object.defineProperty(exports, "runOnEnvironment", {
  enumerable: true,
  get: function () {
    return runOnEnvironment;
  }
});
},
"./serve-rehearsal.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_events$1 = () => require("./_builtin_events.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_served_pages = () => require("./served-pages.js");

// src/cli/serve-rehearsal.ts
var import__builtin_events = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_events$1()).require__builtin_events(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function whileServed(inputs, ports, rehearse) {
	const { host, clock, cwd, signal } = ports;
	const folder = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-serve-"));
	const events = inputs.events ?? (0, import__builtin_path.join)(folder, "events.jsonl");
	const ends = new AbortController();
	const pace = inputs.seed === void 0 ? (require_run_command()).rehearsalSpeedOf(inputs) : 0;
	let tell = () => void 0;
	const ready = new Promise((done) => {
		tell = done;
	});
	const serving = (require_served_pages()).serve({
		port: inputs.servePort,
		events: (0, import__builtin_path.resolve)(cwd, events),
		runClock: {
			now: () => clock.now(),
			pace
		}
	}, {
		clock: (require_run_command()).systemClock,
		signal: ends.signal,
		scrub: (value) => host.scrub(value),
		pages: await (require_served_pages()).servedPages({ withStatus: false }),
		ready: tell
	});
	try {
		host.print(`its page: ${await Promise.race([ready, serving.then(() => "")])}/run`);
		const code = await rehearse({
			...inputs,
			events
		});
		if (!signal.aborted) {
			host.print("the rehearsal is over; its page stays up until you press Ctrl-C");
			await (0, import__builtin_events.once)(signal, "abort");
		}
		return code;
	} finally {
		ends.abort();
		await serving.catch(() => void 0);
		await (0, import_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}

exports.whileServed = whileServed;
},
"./serve.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_fs$1 = () => require("./_builtin_fs.js");
const require_run_command = () => require("./run-command.js");
const require_history_figures = () => require("./history-figures.js");
const require_problem = () => require("./problem.js");
const require_object_keys = () => require("./object-keys.js");
const require_served_pages = () => require("./served-pages.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require_status_look = () => require("./status-look.js");
const require_timing = () => require("./timing.js");
const require_recorder = () => require("./recorder.js");

// src/serve/status-channel.ts
var import__builtin_fs = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_fs$1()).require__builtin_fs(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
function createStatusChannel({ clock, signal, budget, look }) {
	const name = (0, import__builtin_crypto.randomBytes)(6).toString("hex");
	let view = {
		at: clock.now(),
		environments: [],
		pending: true
	};
	let count = 0;
	let notes = [];
	let wake = () => void 0;
	let isAsked = false;
	const ask = () => {
		isAsked = true;
		wake();
	};
	const readers = (require_served_pages()).createReaders(ask);
	const id = () => `${name}-${count}`;
	const beatNow = () => {
		return {
			kind: "beat",
			data: {
				now: clock.now(),
				pace: 1,
				notes
			}
		};
	};
	async function lookOnce() {
		const began = clock.now();
		try {
			const seen = await look();
			view = (require_status_look()).keepingKnown(seen.view, view.pending ? void 0 : view);
			count++;
			const took = Math.max(0, clock.now() - began);
			const pause = Math.max((require_timing()).timing.status.serve, seen.calls * 6e4 / budget - took);
			notes = [...seen.notes, paceText(seen.calls, pause, budget)];
			readers.send({
				kind: "status",
				data: view,
				id: id()
			});
			readers.send(beatNow());
			return pause;
		} catch (error) {
			if (signal.aborted) return 0;
			notes = [`the look at ${new Date(clock.now()).toISOString().slice(11, 19)} UTC failed, what is below is older: ${error.message}`];
			readers.send(beatNow());
			return (require_timing()).timing.status.serve;
		}
	}
	return {
		view() {
			ask();
			return {
				view,
				id: id()
			};
		},
		listen(request, response, from) {
			const missed = ([request.headers["last-event-id"]].flat()[0] ?? from) === id() ? [] : [{
				kind: "status",
				data: view,
				id: id()
			}];
			return readers.add(response, [...missed, beatNow()]);
		},
		beat: () => readers.send(beatNow()),
		async run() {
			while (!signal.aborted) {
				if (!isAsked && readers.count() === 0) await new Promise((resolve) => {
					wake = resolve;
					signal.addEventListener("abort", () => resolve(), { once: true });
				});
				if (signal.aborted) return;
				isAsked = false;
				const pause = await lookOnce();
				await clock.sleep(pause, signal).catch(() => void 0);
			}
		},
		close: readers.close
	};
}
function paceText(calls, pauseMs, budget) {
	return `a look took ${calls} calls to AWS; the next is in ${Math.round(pauseMs / 1e3)} s, so that there are ${budget} calls a minute at most, however many read this`;
}

// src/cli/commands/serve.ts
async function serveCommand(inputs, ports) {
	const { cwd, host, signal } = ports;
	const events = inputs.eventsFollowed === void 0 ? notesHere(ports) : (0, import__builtin_path.resolve)(cwd, inputs.eventsFollowed);
	const look = hasConfiguration(inputs, cwd) ? await openLook(inputs, ports) : void 0;
	let last;
	const status = look && { status: createStatusChannel({
		clock: (require_run_command()).systemClock,
		signal,
		budget: inputs.calls,
		async look() {
			const seen = await look.look();
			last = seen.view;
			return seen;
		}
	}) };
	try {
		await (require_served_pages()).serve({
			port: inputs.servePort,
			events,
			runClock: {
				now: (require_run_command()).systemClock.now,
				pace: 1
			},
			...status,
			expected: (all) => expectedOf(all, last)
		}, {
			clock: (require_run_command()).systemClock,
			signal,
			scrub: (value) => host.scrub(value),
			pages: await (require_served_pages()).servedPages({ withStatus: look !== void 0 }),
			ready: (url) => host.print(`serving ${look ? `${url}/ and ${url}/run` : `${url}/run`}`)
		});
	} finally {
		look?.close();
	}
	return 0;
}
function notesHere(ports) {
	const paths = (require_recorder()).notesPaths({}, ports);
	return paths.find((path) => (0, import__builtin_fs.existsSync)(path)) ?? paths[0] ?? (0, import__builtin_path.resolve)(ports.cwd, ".fanout/run.jsonl");
}
function hasConfiguration({ configs, eventsFollowed: events }, cwd) {
	return events === void 0 || configs.length > 0 || (0, import__builtin_fs.existsSync)((0, import__builtin_path.resolve)(cwd, "fanout.yml"));
}
function expectedOf(events, view) {
	const started = events.find((event) => event.kind === "run-started");
	if (started?.kind !== "run-started") return void 0;
	const known = view?.environments.find(({ environment, owner }) => environment === started.environment && owner === (require_object_keys()).ownerText(started));
	return known && (require_history_figures()).expectedSeconds(known.history, started.command);
}
async function openLook(inputs, ports) {
	const files = (inputs.configs.length > 0 ? inputs.configs : ["fanout.yml"]).map((file) => (0, import__builtin_path.resolve)(ports.cwd, file));
	let calls = 0;
	let shown = await (require_status_look()).shownEnvironments(inputs, ports);
	let stamp = stampOf(files);
	let wrong;
	const open = () => (require_status_look()).openStatusLook(shown, {
		...inputs,
		probe: false
	}, ports, () => {
		calls++;
	});
	let session = open();
	const anew = () => {
		session.close();
		session = open();
	};
	async function readAgain() {
		const now = stampOf(files);
		if (now === stamp) return;
		stamp = now;
		try {
			shown = await (require_status_look()).shownEnvironments(inputs, ports);
			wrong = void 0;
			anew();
		} catch (error) {
			if (!(error instanceof (require_problem()).UsageError)) throw error;
			const when = new Date((require_run_command()).systemClock.now()).toISOString().slice(11, 19);
			const [first] = error.problems;
			const place = first?.file === void 0 ? "" : `${first.file}:${first.line ?? 1}: `;
			const more = error.problems.length > 1 ? ` (and ${error.problems.length - 1} more)` : "";
			wrong = `the configuration changed at ${when} UTC and is not valid, so the pages show the earlier one: ${place}${first?.message}${more}`;
		}
	}
	return {
		async look() {
			await readAgain();
			const before = calls;
			const statuses = await session.read();
			const view = await session.view(statuses, (require_run_command()).systemClock.now());
			if (statuses.flat().some(({ destinations }) => destinations.some((one) => one.problem))) anew();
			return {
				view,
				calls: calls - before,
				notes: wrong === void 0 ? [] : [wrong]
			};
		},
		close: () => session.close()
	};
}
function stampOf(files) {
	return files.map((file) => {
		const stat = (0, import__builtin_fs.statSync)(file, { throwIfNoEntry: false });
		return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : "gone";
	}).join();
}

exports.serveCommand = serveCommand;
},
"./shared-causes.js"(require, module, exports) {"use strict";
const require_quantities = () => require("./quantities.js");
const require_columns = () => require("./columns.js");

// src/report/shared-causes.ts
function sharedCauses(told) {
	const groups = /* @__PURE__ */ new Map();
	for (const one of told) {
		const key = keyOf(one.problem);
		groups.set(key, [...groups.get(key) ?? [], one]);
	}
	for (const [key, group] of groups) if (group.length < 2) groups.delete(key);
	return {
		texts: [...groups.values()].map(text),
		has: (problem) => groups.has(keyOf(problem))
	};
}
function countCauses(problems) {
	return new Set(problems.map(keyOf)).size;
}
function keyOf({ message, hint, cause }) {
	return cause ?? JSON.stringify([message, hint]);
}
function text(group) {
	const [{ label } = { label: "" }] = group;
	const problems = group.map(({ problem }) => problem);
	const [plainest] = [...problems].sort((a, b) => a.message.length - b.message.length);
	const ids = new Set(problems.flatMap(({ destination }) => destination ?? []));
	return `${label}${ids.size > 0 ? ` (${(require_quantities()).list([...ids], 6)})` : ""}: ${plainest ? (require_columns()).problemText({
		...plainest,
		destination: void 0
	}) : ""}`;
}

Object.defineProperty(exports, "countCauses", {
  enumerable: true,
  get: function () {
    return countCauses;
  }
});
Object.defineProperty(exports, "sharedCauses", {
  enumerable: true,
  get: function () {
    return sharedCauses;
  }
});
},
"./shell-word.js"(require, module, exports) {"use strict";
// src/words/shell-word.ts
function shellWord(text) {
	return /^[\w./@+:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

Object.defineProperty(exports, "shellWord", {
  enumerable: true,
  get: function () {
    return shellWord;
  }
});
},
"./source-names.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");

// src/cli/source-names.ts
function sourceNames({ name, after }, from) {
	if (from === name) throw new (require_problem()).UsageError([{
		code: "options-conflict",
		message: `--from "${from}" is the environment that is promoted into`
	}]);
	const names = [.../* @__PURE__ */ new Set([...from === void 0 ? [] : [from], ...after])];
	if (names.length > 0) return names;
	throw new (require_problem()).UsageError([{
		code: "nothing-to-promote",
		message: `"${name}" comes after no other environment, so there is nothing to promote from`,
		hint: "name the environments before it under \"after\", or give --from ENV"
	}]);
}

Object.defineProperty(exports, "sourceNames", {
  enumerable: true,
  get: function () {
    return sourceNames;
  }
});
},
"./status-json.js"(require, module, exports) {"use strict";
const require_machine_json = () => require("./machine-json.js");
const require_problem_json = () => require("./problem-json.js");

// src/report/status-json.ts
function statusJson(environments) {
	const problems = environments.flatMap(({ problems: own, destinations, behind }) => [
		...own,
		...destinations.flatMap(({ problem }) => problem ?? []),
		...behind.flatMap(({ problem }) => problem ?? [])
	]);
	return (require_machine_json()).machineJson({
		environments: environments.map(environmentJson),
		problems: [...new Set(problems)].map((require_problem_json()).problemJson)
	});
}
function environmentJson(status) {
	const { environment, application, hold, freezes, lease, behind, problems, destinations } = status;
	return {
		environment,
		application,
		bundle: status.bundleName ?? null,
		held: hold ? {
			since: hold.time,
			by: hold.by,
			reason: hold.reason
		} : null,
		freezes: freezes ?? [],
		lease: lease ?? null,
		behind: behind.map((one) => ({
			environment: one.environment,
			version: "version" in one ? one.version : null,
			versions: "version" in one ? one.versions ?? null : null,
			reason: "unknown" in one ? one.unknown : null
		})),
		problems,
		destinations: destinations.map(destinationJson)
	};
}
function destinationJson(status) {
	const { destination, problem, lastKnown, current, lastAttempt, stale, drift } = status;
	const { account, region, deploymentGroup } = destination;
	return {
		account: account.name,
		accountId: account.id ?? null,
		region,
		deploymentGroup,
		problem: problem ?? null,
		lastKnown: lastKnown ?? null,
		current: current ? currentJson(current) : null,
		lastAttempt: lastAttempt ? attemptJson(lastAttempt) : null,
		stale,
		drift,
		probe: status.probe?.map(probeJson) ?? null
	};
}
function currentJson(current) {
	const { version, key, bucket, text, deploymentId, since, build, commit, startedBy } = current;
	return {
		version: version ?? null,
		key: key ?? null,
		bucket: bucket ?? null,
		revision: text,
		deploymentId,
		since: since?.toISOString() ?? null,
		build: build ?? null,
		commit: commit ?? null,
		startedBy: startedBy ?? null,
		proven: current.proven,
		reason: current.reason ?? null,
		instances: current.instances
	};
}
function attemptJson({ version, key, text, since, message, ...rest }) {
	return {
		version: version ?? null,
		key: key ?? null,
		revision: text,
		deploymentId: rest.deploymentId,
		status: rest.status,
		since: since?.toISOString() ?? null,
		instances: rest.instances,
		message: message ?? null
	};
}
function probeJson({ check, holds, says }) {
	return {
		check,
		holds,
		says
	};
}

Object.defineProperty(exports, "currentJson", {
  enumerable: true,
  get: function () {
    return currentJson;
  }
});
Object.defineProperty(exports, "statusJson", {
  enumerable: true,
  get: function () {
    return statusJson;
  }
});
},
"./status-look.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require_open_session = () => require("./open-session.js");
const require_problem = () => require("./problem.js");
const require_timing = () => require("./timing.js");
const require_quantities = () => require("./quantities.js");
const require_outcomes = () => require("./outcomes.js");
const require_object_keys = () => require("./object-keys.js");
const require_width = () => require("./width.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require_record_buckets = () => require("./record-buckets.js");
const require_read_status = () => require("./read-status.js");
const require_commits_between = () => require("./commits-between.js");
const require_columns = () => require("./columns.js");
const require_changes_text = () => require("./changes-text.js");
const require_console = () => require("./console.js");
const require_verifier = () => require("./verifier.js");
const require_shared_causes = () => require("./shared-causes.js");

// src/report/status-table.ts
const headings = [
	"destination",
	"runs",
	"since (UTC)",
	"deployment",
	"built by",
	"proven"
];
function statusLines(environments) {
	const shared = sharedIn(environments);
	const head = shared.texts.flatMap((text) => (require_columns()).paragraph(text, 0));
	return [...head, ...environments.flatMap((environment, index) => [...index > 0 || head.length > 0 ? [""] : [], ...environmentLines(environment, shared)])];
}
function sharedIn(environments) {
	const problems = environments.flatMap(({ destinations, ...own }) => [
		...destinations.flatMap(({ problem }) => problem ?? []),
		...own.problems,
		...own.behind.flatMap((one) => "problem" in one && one.problem ? [one.problem] : [])
	]);
	return (require_shared_causes()).sharedCauses(problems.map((problem) => ({
		label: "cannot be read",
		problem
	})));
}
function overviewLines(configurations) {
	const all = configurations.flat();
	const names = [...new Set(all.map(({ environment }) => environment))];
	const rows = configurations.map((environments) => [[...new Set(environments.map((require_object_keys()).ownerText))].join(", "), ...names.map((name) => inACell(environments.find(({ environment }) => environment === name)))]);
	return (require_columns()).aligned([["application", ...names], ...rows]);
}
function inACell(status) {
	if (!status) return "";
	return `${inAWord(status.destinations)}${status.hold ? ", held" : ""}`;
}
function environmentLines(status, shared) {
	const { environment, destinations } = status;
	const [head = "", ...rows] = (require_columns()).aligned([headings, ...destinations.map(cells)]);
	return [
		...(require_columns()).paragraph(`${environment}: ${(require_object_keys()).ownerText(status)}, ${inAWord(destinations)}`, 0),
		...notes(status, shared).flatMap((note) => (require_columns()).paragraph(note, 2)),
		"",
		`  ${head}`,
		...rows.flatMap((row, index) => {
			const destination = destinations[index];
			const details = destination ? detailsOf(destination, shared) : [];
			return [`  ${row}`, ...details.flatMap((text) => (require_columns()).paragraph(text, 4))];
		})
	];
}
function inAWord(destinations) {
	const leading = (require_read_status()).leadingVersion(destinations);
	const all = (require_quantities()).many(destinations.length, "destination");
	const unread = destinations.filter(({ problem }) => problem).length;
	const rest = unread > 0 ? `, ${unread} cannot be read` : "";
	if (!leading) return unread === destinations.length ? `${all}${rest}` : `no release runs${rest}`;
	const { version, count } = leading;
	if (count < destinations.length) return `${version} in ${count} of ${all}${rest}`;
	return count === 1 ? version : `${version} everywhere`;
}
function notes({ environment, hold, freezes = [], lease, behind, problems }, shared) {
	return [
		...hold ? [`held since ${(require_columns()).minuteOf(hold.time)} by ${hold.by}: ${hold.reason}`] : [],
		...freezes.map(freezeText),
		...lease ? [`run ${lease.run} has been at work since ${(require_columns()).minuteOf(lease.since)}`] : [],
		...behind.map((one) => {
			if ("unknown" in one) return `cannot tell whether ${environment} is behind ${one.environment}: ${one.problem && shared.has(one.problem) ? "that cannot be read" : one.unknown}`;
			return `behind ${one.environment}, which runs ${one.version}${howFar(one, shared)}`;
		}),
		...problems.filter((problem) => !shared.has(problem)).map((require_columns()).problemText)
	];
}
function howFar({ versions, problem }, shared) {
	if (versions !== void 0) return ` (${(require_quantities()).many(versions, "newer release")})`;
	if (!problem) return "";
	return ` (how many releases are newer cannot be read${shared.has(problem) ? "" : `: ${problem.message}`})`;
}
function cells({ destination, problem, current }) {
	if (problem) return [destination.id, "?"];
	if (!current) return [destination.id, "nothing"];
	const { version, since, deploymentId, build, proven } = current;
	return [
		destination.id,
		version ?? "not a release",
		since ? (require_columns()).minuteOf(since) : "",
		deploymentId,
		build ?? "",
		proven ? "yes" : "no"
	];
}
function detailsOf(status, shared) {
	const { problem, lastKnown, current, lastAttempt, stale, drift, probe = [] } = status;
	const byHand = current?.version && current.startedBy;
	return [
		...problem && !shared.has(problem) ? [`cannot be read: ${(require_columns()).problemText({
			...problem,
			destination: void 0
		})}`] : [],
		...lastKnown ? [lastKnownText(lastKnown)] : [],
		...drift.map((text) => `drift: ${text}`),
		...current?.version && current.reason ? [`unproven: ${current.reason}`] : [],
		...current?.unread && current.unread !== current.reason ? [current.unread] : [],
		...byHand ? [`deployed ${current.startedBy}`] : [],
		...stale.map((text) => `instances: ${text}`),
		...lastAttempt ? [`last attempt: ${attemptText(lastAttempt)}`] : [],
		...probe.map(probeText)
	];
}
function lastKnownText({ at, run, version, outcome }) {
	const what = [version, outcome.replaceAll("-", " ")].filter(Boolean).join(" ");
	return `nothing is known since ${(require_columns()).minuteOf(at)}, when run ${run} ended: ${what}`;
}
function attemptText({ version, text, status, deploymentId, ...rest }) {
	const { since, instances, message } = rest;
	const counts = (require_outcomes()).instancesOf({ instances });
	return [
		`${version ?? text} ${inWords(status)}`,
		...since ? [(require_columns()).minuteOf(since)] : [],
		deploymentId,
		...counts ? [`instances: ${counts}`] : [],
		...message ? [(require_width()).clip(message, longestMessage)] : []
	].join(", ");
}
const longestMessage = 120;
function probeText({ check, holds, says }) {
	const text = says.startsWith(check) ? says : `${check}: ${says}`;
	return `probe ${holds ? "as expected" : "FAILED"}: ${text}`;
}
function inWords(status) {
	return status.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
function freezeText({ from, until, by, reason }) {
	return `frozen from ${(require_columns()).minuteOf(from)} to ${(require_columns()).minuteOf(until)} by ${by}: ${reason}`;
}

// src/page/coming-view.ts
const MOST = {
	commits: 50,
	files: 100,
	notes: 10
};
function comingView(changes) {
	const { to, from, notes } = changes;
	const differing = to ? from.filter(({ isSame }) => !isSame) : [];
	return {
		title: to !== void 0 && from.length > 0 && differing.length === 0 ? `nothing new would come: ${to.version} runs` : (require_changes_text()).changesTitle(changes),
		notes: notes.slice(0, MOST.notes).map((require_columns()).problemText),
		from: differing.map(fromView)
	};
}
function fromView(from) {
	const { commits, files } = from;
	const told = "unknown" in commits ? {
		coming: [],
		leaving: []
	} : commits;
	const changed = "unknown" in files ? [] : files.files;
	return {
		title: (require_changes_text()).fromTitle(from),
		commits: (require_changes_text()).commitsText(commits),
		coming: listed(told.coming.map((require_changes_text()).commitText), MOST.commits),
		leaving: listed(told.leaving.map((require_changes_text()).commitText), MOST.commits),
		files: (require_changes_text()).filesText(from),
		changed: listed(changed.map((require_changes_text()).fileText), MOST.files)
	};
}
function listed(texts, most) {
	return {
		texts: texts.slice(0, most),
		more: Math.max(0, texts.length - most)
	};
}

// src/page/status-view.ts
function statusView(statuses, at, consoleUrl) {
	return {
		at,
		environments: statuses.map((read) => environmentView(read, at, consoleUrl))
	};
}
function environmentView({ status, history, coming, instances }, now, consoleUrl) {
	const { destinations } = status;
	const leading = (require_read_status()).leadingVersion(destinations);
	const since = destinations.filter(({ current }) => current?.version === leading?.version).flatMap(({ current }) => current?.since?.getTime() ?? []);
	return {
		environment: status.environment,
		owner: (require_object_keys()).ownerText(status),
		...leading && { leading: {
			version: leading.version,
			count: leading.count,
			...since.length > 0 && { since: Math.max(...since) }
		} },
		marks: marksOf(status, leading?.version, now),
		notes: notes(status, nothingShared),
		destinations: destinations.map((one) => withHosts(rowOf(one, consoleUrl), instances?.get(one.destination.id))),
		history,
		...coming && { coming: comingView(coming) }
	};
}
const nothingShared = {
	texts: [],
	has: () => false
};
function marksOf(status, leading, now) {
	const { destinations, hold, freezes = [], lease, behind, problems } = status;
	const read = destinations.filter(({ problem }) => !problem);
	const versions = /* @__PURE__ */ new Map();
	for (const { current } of read) if (current?.version) versions.set(current.version, (versions.get(current.version) ?? 0) + 1);
	const count = (kind, holds, words) => {
		const found = destinations.filter(holds).length;
		return found > 0 ? [{
			kind,
			text: `${words} in ${(require_quantities()).many(found, "destination")}`
		}] : [];
	};
	return [
		...count("unread", ({ problem }) => problem !== void 0, "cannot be read"),
		...problems.map((problem) => ({
			kind: "unread",
			text: (require_columns()).problemText(problem)
		})),
		...count("failed", hasFailed, "last attempt failed"),
		...versions.size > 1 ? [{
			kind: "split",
			text: `split: ${versionsText(versions)}`
		}] : [],
		...count("drift", (one) => isDrift(one, leading), "drift"),
		...count("left-behind", ({ stale }) => stale.length > 0, "instances left behind"),
		...hold ? [{
			kind: "held",
			text: `held by ${hold.by}: ${hold.reason}`
		}] : [],
		...freezes.map((one) => ({
			kind: Date.parse(one.from) > now ? "planned" : "frozen",
			text: freezeText(one)
		})),
		...behind.map((one) => ({
			kind: "behind",
			text: "version" in one ? `behind ${one.environment}, which runs ${one.version}` : `not known whether behind ${one.environment}`
		})),
		...count("unproven", ({ current }) => Boolean(current?.version && !current.proven), "unproven"),
		...lease ? [{
			kind: "at-work",
			text: `run ${lease.run} is at work`
		}] : []
	];
}
function versionsText(versions) {
	const most = [...versions].toSorted(([, a], [, b]) => b - a);
	const more = most.length > 3 ? ` and ${most.length - 3} more` : "";
	return `${most.slice(0, 3).map(([version, count]) => `${version} in ${count}`).join(", ")}${more}`;
}
function hasFailed({ current, lastAttempt }) {
	return current?.failed === true || ["Failed", "Stopped"].includes(lastAttempt?.status ?? "");
}
function isDrift({ drift, current }, leading) {
	const isOther = current?.version !== void 0 && current.version !== leading;
	return drift.length > (isOther ? 1 : 0);
}
function rowOf(status, consoleUrl) {
	const { destination, problem, current, lastAttempt, drift, stale, probe = [] } = status;
	const details = detailsOf(status, nothingShared);
	if (problem) return {
		...bare,
		id: destination.id,
		standing: "bad",
		state: "unknown",
		details
	};
	const isBad = hasFailed(status) || drift.length > 0 || stale.length > 0 || probe.some(({ holds }) => !holds);
	const isBusy = [
		"Created",
		"Queued",
		"InProgress",
		"Baking",
		"Ready"
	].includes(lastAttempt?.status ?? "");
	const standing = isBad ? "bad" : isBusy ? "busy" : current ? "good" : "untouched";
	if (!current) return {
		...bare,
		id: destination.id,
		standing,
		state: "empty",
		details
	};
	const { version, since, build, commit, proven, deploymentId } = current;
	return {
		id: destination.id,
		standing,
		state: version ? "release" : "other",
		...(require_defined()).defined({
			version,
			since: since?.getTime(),
			build,
			commit
		}),
		proven,
		instances: (require_outcomes()).instancesOf(current),
		deploymentId,
		consoleUrl: consoleUrl(destination, deploymentId),
		details
	};
}
const bare = { instances: "" };
function withHosts(row, found) {
	if (found === void 0) return row;
	if ("unknown" in found) return {
		...row,
		details: [...row.details, found.unknown]
	};
	return {
		...row,
		hosts: found
	};
}
function keepingKnown(view, before) {
	if (!before) return view;
	return {
		...view,
		environments: view.environments.map((environment) => {
			const known = before.environments.find((one) => one.environment === environment.environment && one.owner === environment.owner);
			if (!known) return environment;
			const destinations = environment.destinations.map((row) => {
				const earlier = known.destinations.find(({ id }) => id === row.id);
				if (row.state !== "unknown" || !earlier || earlier.state === "unknown") return row;
				const details = [...row.details, ...earlier.details.filter((text) => !isUnreadText(text))];
				return {
					...earlier,
					standing: row.standing,
					details,
					lookedAt: earlier.lookedAt ?? before.at
				};
			});
			const leading = environment.leading ?? known.leading;
			return {
				...environment,
				...(require_defined()).defined({ leading }),
				destinations
			};
		})
	};
}
function isUnreadText(text) {
	return text.startsWith("cannot be read: ");
}

// src/cli/shown-environments.ts
async function shownEnvironments({ configs, environments, var: vars }, ports) {
	const projects = await allOf(configs.length > 0 ? [...new Set(configs)] : [void 0], async (config) => {
		const settings = {
			...(require_defined()).defined({ config }),
			var: vars,
			version: "0",
			appspec: [],
			exclude: []
		};
		return (require_project()).loadProject(settings, ports, { required: true });
	});
	const named = new Set(environments);
	const isSomewhere = (name) => projects.some((project) => namesOf(project).includes(name));
	return (await allOf(projects, async (project) => {
		const own = namesOf(project);
		const names = named.size === 0 ? own : [...named].filter((name) => own.includes(name) || !isSomewhere(name));
		const shown = await resolved(names, project, ports);
		const others = [...new Set(shown.flatMap(({ after }) => after))].filter((name) => !names.includes(name));
		const secretNames = (require_project()).environmentNames(project.configuration?.definition);
		return {
			shown,
			others: await resolved(others, project, ports),
			secretNames
		};
	})).filter(({ shown }) => shown.length > 0);
}
function namesOf({ configuration }) {
	return configuration?.environments ?? [];
}
function resolved(names, project, { host }) {
	return allOf(names, async (name) => (require_project()).environmentOf(project, name, (secret) => host.mask(secret)));
}
async function allOf(items, make) {
	const settled = await Promise.allSettled(items.map(make));
	const problems = [];
	for (const one of settled) {
		if (one.status === "fulfilled") continue;
		if (!(one.reason instanceof (require_problem()).UsageError)) throw one.reason;
		problems.push(...one.reason.problems);
	}
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return settled.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
}

// src/release/status/status-history.ts
const mostRuns = 50;
async function readPastRuns(environment, { aws, memory }) {
	const buckets = (require_record_buckets()).recordBucketsOf((require_project()).wholeOf(environment), aws);
	const prefix = (require_object_keys()).runsPrefix(environment, environment.name);
	const unlisted = [];
	const lists = await (require_limit()).mapLimited(buckets, (require_timing()).timing.atOnce.requests, async ({ artifacts }) => {
		try {
			return (await artifacts.list(prefix)).map((stored) => ({
				stored,
				artifacts
			}));
		} catch (error) {
			unlisted.push(`s3://${artifacts.bucket}/${prefix} cannot be listed: ${(require_open_session()).errorText(error)}`);
			return [];
		}
	});
	const places = new Map(lists.flat().map((place) => [place.stored.key, place]));
	const keys = (require_open_session()).newestFirst([...places.values()].map(({ stored }) => stored));
	return {
		runs: (await (require_limit()).mapLimited(keys.slice(0, mostRuns), (require_timing()).timing.atOnce.objects, async (stored) => {
			const { artifacts } = places.get(stored.key);
			return (require_open_session()).readRun((require_read_status()).remembering(artifacts, memory), stored);
		})).map(pastRunOf),
		of: keys.length,
		unlisted: unlisted.toSorted()
	};
}
function pastRunOf(run) {
	if ("unread" in run) return {
		unread: run.unread,
		newer: run.newer ?? false
	};
	if (run.doubt !== void 0) return {
		unread: run.doubt,
		newer: false
	};
	const { command, started, ended, reason, destinations } = run;
	const deployed = destinations.filter((require_open_session()).hasDeployed);
	const seconds = (Date.parse(ended) - Date.parse(started)) / 1e3;
	return {
		at: Date.parse(started),
		run: run.run,
		command,
		verdict: textOr(run.verdict, [...new Set(destinations.map(({ outcome }) => outcome))].join()),
		...seconds >= 0 && { seconds },
		versions: [...new Set(destinations.flatMap(({ version }) => version ?? []))],
		deployed: deployed.length,
		succeeded: deployed.filter(({ outcome }) => outcome === "succeeded").length,
		...textOr(reason, "") !== "" && { reason: textOr(reason, "") }
	};
}
function textOr(value, otherwise) {
	return typeof value === "string" ? value.slice(0, 1e3) : otherwise;
}

// src/release/status/status-instances.ts
async function readInstances({ destination, current }, { aws, known }) {
	if (!current) return void 0;
	const { deploymentId } = current;
	const before = known.get(deploymentId);
	if (before) return before;
	try {
		const calls = aws.codedeploy(destination);
		const ids = await calls.listTargets(deploymentId);
		const told = (ids.length > 0 ? await calls.getTargets(deploymentId, ids) : []).map(statusOf);
		known.set(deploymentId, told);
		return told;
	} catch (error) {
		return { unknown: `its instances cannot be read: ${(require_open_session()).errorText(error)}` };
	}
}
function statusOf(target) {
	const { status = "Unknown", lifecycleEvents = [], lastUpdatedAt } = target;
	const failed = lifecycleEvents.find((event) => event.status === "Failed");
	return {
		instance: (require_open_session()).instanceName(target),
		status,
		...(require_defined()).defined({
			event: (failed ?? lifecycleEvents.at(-1))?.lifecycleEventName,
			at: lastUpdatedAt?.getTime()
		})
	};
}

// src/cli/status-look.ts
function openStatusLook(configurations, inputs, ports, onCall) {
	const { env, clock, host } = ports;
	const opened = configurations.map((configuration) => {
		const [first] = configuration.shown;
		const environment = {
			name: "status",
			application: first?.application ?? ""
		};
		const session = {
			run: (require_open_session()).runId(env),
			environment,
			neededMs: 0,
			access: "read",
			onRequest: onCall
		};
		return {
			...configuration,
			aws: (require_open_session()).openSession(session, inputs, ports),
			memory: /* @__PURE__ */ new Map()
		};
	});
	const verifier = (require_verifier()).openVerifier(ports, configurations.flatMap(({ secretNames }) => secretNames));
	const probe = inputs.probe ? { probe: verifier.probe } : {};
	const listings = /* @__PURE__ */ new Map();
	const known = /* @__PURE__ */ new Map();
	async function comingTo(environment, { destinations }, { all, aws }) {
		const { after } = environment;
		const sources = all.filter(({ name }) => after.includes(name));
		if (sources.length === 0) return void 0;
		return (require_commits_between()).readChanges({
			environment,
			sources
		}, destinations, {
			aws,
			clock,
			signal: ports.signal,
			listings,
			commits: (before, coming) => (require_commits_between()).commitsBetween({
				folder: ports.cwd,
				env
			}, before, coming)
		});
	}
	async function instancesOf(status, aws) {
		const found = await (require_limit()).mapLimited(status.destinations, 20, async (one) => {
			return [one.destination.id, await readInstances(one, {
				aws,
				known
			})];
		});
		return new Map(found.flatMap(([id, told]) => told ? [[id, told]] : []));
	}
	return {
		read: () => Promise.all(opened.map(({ shown, others, aws, memory }) => (require_read_status()).readStatus(shown, others, {
			aws,
			memory,
			clock,
			...probe
		}))),
		async view(statuses, at) {
			const all = await Promise.all(opened.flatMap(({ shown, others, aws, memory }, index) => shown.map(async (environment) => {
				const status = statuses[index]?.find((one) => one.environment === environment.name);
				if (!status) return [];
				const [history, coming, instances] = await Promise.all([
					readPastRuns(environment, {
						aws,
						memory
					}),
					comingTo(environment, status, {
						all: [...shown, ...others],
						aws
					}),
					instancesOf(status, aws)
				]);
				return [{
					status,
					history,
					instances,
					...(require_defined()).defined({ coming })
				}];
			})));
			return host.scrub(statusView(all.flat(), at, (require_console()).deploymentUrl));
		},
		close() {
			verifier.close();
			for (const { aws } of opened) aws.close();
		}
	};
}

Object.defineProperty(exports, "keepingKnown", {
  enumerable: true,
  get: function () {
    return keepingKnown;
  }
});
Object.defineProperty(exports, "openStatusLook", {
  enumerable: true,
  get: function () {
    return openStatusLook;
  }
});
Object.defineProperty(exports, "overviewLines", {
  enumerable: true,
  get: function () {
    return overviewLines;
  }
});
Object.defineProperty(exports, "shownEnvironments", {
  enumerable: true,
  get: function () {
    return shownEnvironments;
  }
});
Object.defineProperty(exports, "statusLines", {
  enumerable: true,
  get: function () {
    return statusLines;
  }
});
},
"./status.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_run_command = () => require("./run-command.js");
const require_report_file = () => require("./report-file.js");
const require_cancel = () => require("./cancel.js");
const require_read_status = () => require("./read-status.js");
const require_timing = () => require("./timing.js");
const require_verdict = () => require("./verdict.js");
const require_status_json = () => require("./status-json.js");
const require_status_look = () => require("./status-look.js");

// src/cli/commands/status.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
async function statusCommand(inputs, ports) {
	const { clock, signal } = ports;
	const status = (require_status_look()).openStatusLook(await (require_status_look()).shownEnvironments(inputs, ports), inputs, ports);
	let code = 0;
	try {
		for (;;) {
			const statuses = await (require_cancel()).unlessCancelled(() => status.read(), signal);
			show(statuses, inputs, ports);
			if (inputs.page) {
				const view = await (require_cancel()).unlessCancelled(() => status.view(statuses, (require_run_command()).wallTime(clock)), signal);
				await writeStatusPage(inputs.page, view, ports);
			}
			code = exitCode(statuses.flat(), inputs);
			if (!inputs.watch) return code;
			await clock.sleep((require_timing()).timing.status.watch, signal);
		}
	} catch (error) {
		if (!(error instanceof (require_cancel()).CancelledError)) throw error;
		return inputs.watch ? code : (require_verdict()).judge([], error.signal).exitCode;
	} finally {
		status.close();
	}
}
function exitCode(statuses, { check }) {
	return statuses.some((status) => (require_read_status()).isUnread(status) || check && (require_read_status()).isAmiss(status)) ? 1 : 0;
}
function show(statuses, { json, watch }, { host, clock }) {
	if (json) {
		host.result((require_status_json()).statusJson(statuses.flat()));
		return;
	}
	const lines = [...statuses.length > 1 ? [...(require_status_look()).overviewLines(statuses), ""] : [], ...(require_status_look()).statusLines(statuses.flat())];
	if (!watch) {
		host.print(lines.join("\n"));
		return;
	}
	const text = [
		`${new Date((require_run_command()).wallTime(clock)).toISOString().slice(0, 19).replace("T", " ")} UTC`,
		"",
		...lines
	].join("\n");
	if (host.draw) host.draw(text);
	else host.print(`\n${text}`);
}
async function writeStatusPage(path, view, { cwd, host }) {
	try {
		const { statusPageOf } = await Promise.resolve().then(() => require("./page-file.js")).then((n) => n.page_file_exports);
		(require_report_file()).writeReportFile((0, import__builtin_path.resolve)(cwd, path), await statusPageOf(view), "chosen");
	} catch (error) {
		const message = `cannot write the page "${path}": ${error.message}`;
		host.problems([{
			code: "file-unwritable",
			message,
			hint: "name a file in a folder that can be written to"
		}], "warning");
	}
}

exports.statusCommand = statusCommand;
},
"./teamcity.js"(require, module, exports) {"use strict";
const require_problem = () => require("./problem.js");
const require_phase = () => require("./phase.js");
const require_outcomes = () => require("./outcomes.js");
const require_outputs = () => require("./outputs.js");
const require_printable = () => require("./printable.js");
const require_log_host = () => require("./log-host.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");

// src/ci/service-message.ts
function serviceMessage(name, attributes) {
	if (typeof attributes === "string") return `##teamcity[${name} '${escapeValue(attributes)}']`;
	return `##teamcity[${name}${Object.entries(attributes).flatMap(([key, value]) => value === void 0 ? [] : ` ${key}='${escapeValue(String(value))}'`).join("")}]`;
}
const escapes = {
	"|": "||",
	"'": "|'",
	"\n": "|n",
	"\r": "|r",
	"[": "|[",
	"]": "|]"
};
function escapeValue(text) {
	return text.replace(/[|'\n\r[\]]|[^\x20-\x7e]/g, (unit) => {
		return escapes[unit] ?? `|0x${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
	});
}

// src/ci/teamcity-end.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
const MAX_DESCRIPTION = 4e3;
const MOST_PROBLEMS = 50;
function endMessages(facts) {
	const { started, finished } = facts;
	const text = (require_phase()).verdictText(facts);
	const succeeded = finished?.verdict === "succeeded";
	return [
		...checks(facts),
		...buildProblems(facts),
		...statistics(finished?.results ?? []),
		...started && succeeded ? [["addBuildTag", started.environment]] : [],
		...text ? [["buildStatus", { text: `{build.status.text}; ${text}` }]] : []
	];
}
function buildProblem(text, kind) {
	return ["buildProblem", {
		description: text.length > MAX_DESCRIPTION ? `${(require_printable()).startOf(text, 3999)}\u2026` : text,
		identity: identity(kind)
	}];
}
function checks({ finished, ...facts }) {
	if (!finished) return [];
	const results = finished.results.filter((result) => {
		return result.checks !== void 0 || result.outcome === "not-verified";
	});
	return (require_log_host()).casesOf({
		...facts,
		finished: {
			...finished,
			results
		}
	}).filter(({ name }) => / verify\b/.test(name)).flatMap(({ suite, group, name, state, seconds, message = "", details = "" }) => {
		const test = {
			name: `${suite}: ${group}.${name}`,
			flowId: "fanout.checks"
		};
		const failed = state === "failed" ? [["testFailed", {
			...test,
			message,
			details
		}]] : [];
		const ignored = state === "skipped" ? [["testIgnored", {
			...test,
			message
		}]] : [];
		const duration = Math.round(seconds * 1e3);
		return [
			["testStarted", test],
			...failed,
			...ignored,
			["testFinished", {
				...test,
				duration
			}]
		];
	});
}
function buildProblems({ finished, ...facts }) {
	const failed = (finished?.results ?? []).filter(({ outcome }) => (require_outcomes()).isFailure(outcome));
	const code = finished?.exitCode ?? 0;
	if (finished?.problems || code === 0) return [];
	if (finished && failed.length === 0) return [buildProblem((require_phase()).verdictText({
		...facts,
		finished
	}) ?? `exit code ${code}`, `run ${finished.verdict}`)];
	const left = failed.length - MOST_PROBLEMS;
	const rest = `and ${left} more failed destinations: see the build log`;
	return [...failed.slice(0, MOST_PROBLEMS).map(problemOf), ...left > 0 ? [buildProblem(rest, "more")] : []];
}
function problemOf(result) {
	const [cause] = (require_phase()).collapse([result]);
	return buildProblem([`${result.destination} ${(require_outcomes()).inWords(result.outcome)}`, ...(cause ? (require_phase()).causeLines(cause, {
		lines: 10,
		characters: 1500
	}) : []).map((line) => line.text)].join("\n"), `${result.destination} ${cause?.code ?? result.outcome}`);
}
function statistics(results) {
	return results.filter(({ seconds }) => seconds > 0).map(({ destination, seconds }) => ["buildStatisticValue", {
		key: `deploy.seconds.${destination}`,
		value: seconds
	}]);
}
function identity(text) {
	return `fanout_${(0, import__builtin_crypto.createHash)("sha256").update(text).digest("hex").slice(0, 40)}`;
}

// src/ci/teamcity.ts
var TeamcityHost = class extends (require_log_host()).LogHost {
	name = "teamcity";
	#open = /* @__PURE__ */ new Set();
	#wave;
	constructor(ports) {
		super(ports, { ci: true });
	}
	problems(problems, level) {
		for (const problem of problems) this.#problem(this.scrub(problem), level);
	}
	annotate(problems, level) {
		if (level === "warning") return;
		for (const problem of problems.map((each) => this.scrub(each))) this.#buildProblem(problem);
	}
	print(text) {
		const lines = (require_printable()).clean(this.jobLog.scrubber.hideIn(text), 1e4);
		this.#send("message", { text: lines.join("\n") });
	}
	output(name, value) {
		const parameter = `codedeploy.${name.replaceAll("-", ".")}`;
		this.#send("setParameter", {
			name: parameter,
			value: this.jobLog.scrubber.hide(value)
		});
	}
	keepPage(path) {
		this.#send("publishArtifacts", `${path} => fanout`);
		this.output("page", path);
	}
	event(event, view) {
		if (event.kind === "wave-finished" || event.kind === "run-finished") this.#closeWave();
		if (event.kind === "wave-started") {
			this.#wave = `wave ${event.wave}`;
			this.#send("blockOpened", { name: this.#wave });
			this.#send("progressMessage", this.#progress(`wave ${event.index} of ${event.of}`));
		}
		if (view && opens(event)) this.#openBlock(view.label.id);
		return event.kind === "wave-finished";
	}
	lines(lines) {
		this.#messages(lines);
	}
	ended({ destination, lines }) {
		if (this.#open.has(destination)) {
			this.#messages(lines);
			this.#open.delete(destination);
			this.#send("blockClosed", {
				name: destination,
				flowId: destination
			});
		}
		this.#send("progressMessage", this.#progress("deploying"));
	}
	finished(facts) {
		this.#messages((require_phase()).finalLines(facts));
		for (const message of endMessages(facts)) this.#send(...message);
		for (const [name, value] of Object.entries((require_outputs()).outputsOf(facts))) this.output(name, value);
	}
	#progress(text) {
		const views = [...this.logWriter.views.values()];
		return `${text}: ${views.filter(({ state }) => state === "done").length} of ${views.length} destinations done`;
	}
	#closeWave() {
		if (this.#wave !== void 0) this.#send("blockClosed", { name: this.#wave });
		this.#wave = void 0;
	}
	#openBlock(destination) {
		if (this.#open.has(destination)) return;
		this.#open.add(destination);
		this.#send("blockOpened", {
			name: destination,
			flowId: destination
		});
	}
	#problem(problem, level) {
		this.#messages((require_phase()).problemLines(problem, level));
		if (level === "error") this.#buildProblem(problem);
	}
	#buildProblem(problem) {
		const lines = (require_phase()).problemLines(problem, "error").map(({ text }) => text.trim());
		this.#send(...buildProblem(lines.join("; "), `problem ${(require_problem()).saidOf(problem)}`));
	}
	#messages(lines) {
		let from = 0;
		for (const [index, line] of lines.entries()) {
			const next = lines[index + 1];
			if (next && statuses[next.tone] === statuses[line.tone]) continue;
			const text = lines.slice(from, index + 1).map((each) => each.text);
			const attributes = {
				status: statuses[line.tone],
				flowId: line.destination
			};
			this.#send("message", {
				text: text.join("\n"),
				...attributes
			});
			from = index + 1;
		}
	}
	#send(...[name, attributes]) {
		this.jobLog.log.line(serviceMessage(name, attributes));
	}
};
function opens(event) {
	if (event.kind === "finished") return (require_outcomes()).isFailure(event.result.outcome);
	return [
		"waiting",
		"creating",
		"created",
		"rolling-back"
	].includes(event.kind);
}
const statuses = {
	plain: void 0,
	good: void 0,
	dim: void 0,
	strong: void 0,
	warn: "WARNING",
	bad: "FAILURE"
};

exports.TeamcityHost = TeamcityHost;
},
"./terminal.js"(require, module, exports) {"use strict";
const require_phase = () => require("./phase.js");
const require_outcome = () => require("./outcome.js");
const require_printable = () => require("./printable.js");
const require_quantities = () => require("./quantities.js");
const require_width = () => require("./width.js");
const require_log_host = () => require("./log-host.js");
const require_outcomes = () => require("./outcomes.js");

// src/report/rows.ts
const BAR = 12;
function liveRows(views, now, screen) {
	const shown = chosen(views, Math.max(1, screen.rows));
	const names = shown.map(({ label }) => (require_printable()).cleanLine(label.id, 200));
	const nameWidth = Math.min(Math.max(0, ...names.map((require_width()).width)), Math.floor(screen.columns / 3));
	const mark = screen.unicode ? "\u2026" : "~";
	const rows = shown.map((view, index) => {
		const name = (require_width()).padTo((require_width()).clip(names[index] ?? "", nameWidth, mark), nameWidth);
		const text = (require_printable()).cleanLine(`  ${textOf(view, now)}`, 400);
		const room = screen.columns - 1 - nameWidth - BAR - 2;
		if (room < 8) return (require_width()).clip(`${name}${text}`, screen.columns - 1, mark);
		const bar = barOf(view, screen.unicode);
		const tone = toneOfView(view);
		return `${name}  ${screen.style(tone, bar)}${screen.style(tone, (require_width()).clip(text, room, mark))}`;
	});
	const left = views.length - shown.length;
	return left > 0 ? [...rows, (require_width()).clip(`and ${left} more`, screen.columns - 1, mark)] : rows;
}
function chosen(views, room) {
	if (views.length <= room) return views;
	const rank = (view) => (require_log_host()).isActive(view) ? 0 : view.state === "pending" ? 1 : 2;
	const kept = new Set([...views].sort((a, b) => rank(a) - rank(b)).slice(0, Math.max(1, room - 1)));
	return views.filter((view) => kept.has(view));
}
function barOf(view, unicode) {
	const counts = view.result?.instances ?? view.counts;
	const all = (require_outcome()).countAll(counts);
	const done = all === 0 ? 0 : Math.floor(counts.succeeded / all * BAR);
	const [full, empty] = unicode ? ["\u2588", "\u2591"] : ["#", "-"];
	return full?.repeat(done) + (empty?.repeat(BAR - done) ?? "");
}
function textOf(view, now) {
	const { result, startedAt } = view;
	if (result) {
		const instances = (require_outcomes()).instancesOf(result);
		return [
			(require_outcomes()).inWords(result.outcome),
			instances,
			(require_quantities()).duration(result.seconds)
		].filter((part) => part).join(", ");
	}
	const time = startedAt === void 0 ? "" : `, ${(require_quantities()).duration((now - startedAt) / 1e3)}`;
	return (require_log_host()).doing(view) + time;
}
function toneOfView(view) {
	if (view.result) return (require_outcomes()).toneOf(view.result.outcome);
	if (view.state === "pending") return "dim";
	return view.state === "rolling-back" || view.state === "stopping" ? "warn" : "plain";
}

// src/ci/live-area.ts
const ESC = "\x1B[";
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
var LiveArea = class {
	#sink;
	#output;
	#drawn = [];
	#hidden = false;
	#restore = () => this.#showCursor();
	constructor(sink, output) {
		this.#sink = sink;
		this.#output = output;
	}
	get columns() {
		return this.#output.columns || 80;
	}
	get height() {
		return this.#output.rows || 24;
	}
	draw(rows) {
		this.#replace("", rows);
	}
	above(lines) {
		this.#replace(lines.map((line) => `${line}\n`).join(""), this.#drawn);
	}
	end() {
		this.#replace("", []);
		this.#showCursor();
	}
	#replace(text, rows) {
		if (text === "" && rows.length === 0 && this.#drawn.length === 0) return;
		const body = rows.map((row) => `${row}\n`).join("");
		this.#hideCursor(rows.length > 0);
		this.#sink.write(`${this.#erase()}${text}${body}`);
		this.#drawn = [...rows];
	}
	#erase() {
		const lines = this.#drawn.reduce((sum, row) => {
			return sum + Math.max(1, Math.ceil((require_width()).width(withoutColour(row)) / this.columns));
		}, 0);
		return lines > 0 ? `${ESC}${lines}A\r${ESC}0J` : "";
	}
	#hideCursor(wanted) {
		if (!wanted || this.#hidden) return;
		this.#hidden = true;
		process.once("exit", this.#restore);
		this.#sink.write(HIDE_CURSOR);
	}
	#showCursor() {
		if (!this.#hidden) return;
		this.#hidden = false;
		process.removeListener("exit", this.#restore);
		this.#sink.write(SHOW_CURSOR);
	}
};
function withoutColour(row) {
	return row.replaceAll(colours, "");
}
const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d*m`, "g");

// src/ci/terminal.ts
const TICK_MS = 1e3;
var TerminalHost = class extends (require_log_host()).LogHost {
	name;
	draw;
	#output;
	#area;
	#unicode;
	#redraw = () => this.#draw();
	#next;
	#ticks;
	#text = "";
	#ended = false;
	constructor(ports, name = "terminal") {
		super(ports, { ci: name !== "terminal" });
		this.name = name;
		this.#output = ports.json ? ports.stderr : ports.stdout;
		this.#unicode = name !== "terminal" || drawsUnicode(ports.env);
		const live = name === "terminal" && this.#output.isTTY && ports.env.TERM !== "dumb" && !ports.env.CI;
		this.#area = live ? new LiveArea(this.jobLog.log, this.#output) : void 0;
		if (live) this.#output.on("resize", this.#redraw);
		if (live) this.draw = (text) => this.#drawText(text);
	}
	problems(problems, level) {
		this.#write(problems.flatMap((problem) => (require_phase()).problemLines(this.scrub(problem), level)));
	}
	print(text) {
		const lines = (require_printable()).clean(this.jobLog.scrubber.hideIn(text), 1e4);
		this.#write(lines.map((each) => ({
			text: each,
			tone: "plain"
		})));
	}
	result(text) {
		this.#clear();
		super.result(text);
	}
	closing(facts) {
		this.#ended = true;
		this.#clear();
		if (this.#text !== "") this.print(this.#text);
		this.#output.off("resize", this.#redraw);
		super.closing(facts);
	}
	lines(lines) {
		const isNews = ({ destination, tone }) => !destination || tone === "bad" || tone === "warn";
		this.#write(this.#area ? lines.filter(isNews) : lines);
	}
	ended({ failed, lines }) {
		if (failed && lines.length > 0) this.#write([...lines.map(indented), {
			text: "",
			tone: "plain"
		}]);
	}
	finished(facts) {
		this.#clear();
		this.#write((require_phase()).finalLines(facts));
	}
	changed() {
		if (!this.#area) return;
		this.#next ??= setImmediate(this.#redraw);
		this.#ticks ??= setInterval(this.#redraw, TICK_MS).unref();
	}
	#draw() {
		this.#next = void 0;
		if (!this.#area || this.#ended || this.logWriter.facts.finished) return;
		const { columns, height } = this.#area;
		const views = [...this.logWriter.views.values()];
		const screen = {
			columns,
			rows: height - 2,
			unicode: this.#unicode,
			style: this.jobLog.style
		};
		this.#area.draw(liveRows(views, this.ports.clock.now(), screen));
	}
	#drawText(text) {
		if (!this.#area || this.#ended) return;
		this.#text = text;
		const { columns, height } = this.#area;
		const rows = (require_printable()).clean(this.jobLog.scrubber.hideIn(text), 1e4);
		const room = height - 2;
		const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
		const left = rows.length - shown.length;
		const last = left > 0 ? [`and ${left} more lines`] : [];
		const mark = this.#unicode ? "\u2026" : "~";
		this.#area.draw([...shown, ...last].map((row) => (require_width()).clip(row, columns - 1, mark)));
	}
	#clear() {
		clearImmediate(this.#next);
		clearInterval(this.#ticks);
		this.#next = void 0;
		this.#ticks = void 0;
		this.#area?.end();
	}
	#write(lines) {
		const formatted = lines.map((line) => this.jobLog.format(line));
		const texts = this.#unicode ? formatted : formatted.map((text) => text.replaceAll("\u2026", "..."));
		if (this.#area) this.#area.above(texts);
		else for (const text of texts) this.jobLog.log.line(text);
	}
};
function indented({ destination: _, ...line }) {
	return {
		...line,
		text: line.text === "" ? "" : `  ${line.text}`
	};
}
function drawsUnicode(env) {
	if (process.platform === "win32") return Boolean(env.WT_SESSION || env.TERM_PROGRAM);
	return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "");
}

exports.TerminalHost = TerminalHost;
},
"./unhold.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_missing_problem = () => require("./missing-problem.js");
const require_change_hold = () => require("./change-hold.js");

// src/cli/commands/unhold.ts
var unhold_exports = /* @__PURE__ */ (require_rolldown_runtime()).__exportAll({ unholdCommand: () => unholdCommand });
function unholdCommand(inputs, ports) {
	return (require_change_hold()).changeHold("unhold", inputs, ports, (require_missing_problem()).unholdEnvironment);
}

Object.defineProperty(exports, "unholdCommand", {
  enumerable: true,
  get: function () {
    return unholdCommand;
  }
});
Object.defineProperty(exports, "unhold_exports", {
  enumerable: true,
  get: function () {
    return unhold_exports;
  }
});
},
"./unwritable.js"(require, module, exports) {"use strict";
// src/unwritable.ts
function isUnwritable(error) {
	const { code = "" } = error ?? {};
	return [
		"EACCES",
		"EPERM",
		"EROFS",
		"ENOSPC",
		"EDQUOT",
		"EFBIG"
	].includes(code);
}

Object.defineProperty(exports, "isUnwritable", {
  enumerable: true,
  get: function () {
    return isUnwritable;
  }
});
},
"./width.js"(require, module, exports) {"use strict";
// src/words/width.ts
const wide = [
	[4352, 4447],
	[11904, 12350],
	[12353, 19903],
	[19968, 42191],
	[43360, 43391],
	[44032, 55203],
	[63744, 64255],
	[65040, 65049],
	[65072, 65135],
	[65281, 65376],
	[65504, 65510],
	[127744, 128591],
	[128640, 128767],
	[129280, 129791],
	[131072, 262141]
];
function width(text) {
	let columns = 0;
	for (const character of text) columns += widthOf(character);
	return columns;
}
function padTo(text, columns) {
	return text + " ".repeat(Math.max(0, columns - width(text)));
}
function clip(text, columns, mark = "\u2026") {
	if (width(text) <= columns) return text;
	let result = "";
	let left = columns - width(mark);
	for (const character of text) {
		left -= widthOf(character);
		if (left < 0) break;
		result += character;
	}
	return columns < width(mark) ? "" : result + mark;
}
function widthOf(character) {
	const code = character.codePointAt(0) ?? 0;
	if (code < 768) return 1;
	if (/\p{M}/u.test(character)) return 0;
	return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

Object.defineProperty(exports, "clip", {
  enumerable: true,
  get: function () {
    return clip;
  }
});
Object.defineProperty(exports, "padTo", {
  enumerable: true,
  get: function () {
    return padTo;
  }
});
Object.defineProperty(exports, "width", {
  enumerable: true,
  get: function () {
    return width;
  }
});
},
};
