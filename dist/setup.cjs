"use strict";
module.exports = {
"./bootstrap.js": (function (require, module, exports) {
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
}),
"./init.js": (function (require, module, exports) {
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

// src/init/kinds/node.ts
const nodeService = (repository, { folder }) => {
	const { entry, scripts, hasDependencies } = manifest(repository);
	const npmrc = hasFile(repository, ".npmrc") ? " --userconfig \"$PWD/.npmrc\"" : "";
	const install = hasFile(repository, "package-lock.json") ? "npm ci" : "npm install";
	return {
		build: [
			...scripts.build !== void 0 ? [install, "npm run build"] : [],
			"# Everything but hidden files, what tools have made and what is only about the deployment.",
			"tar -cf - --exclude './.*' --exclude ./node_modules \\",
			"  --exclude ./codedeploy --exclude ./fanout.yml . | tar -xf - -C \"$bundle/app\"",
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
			"tar -cf - --exclude './.*' --exclude ./build --exclude __pycache__ --exclude ./codedeploy \\",
			"  --exclude ./fanout.yml --exclude ./venv . | tar -xf - -C \"$bundle/app\"",
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
}),
"./needs.js": (function (require, module, exports) {
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
}),
};
