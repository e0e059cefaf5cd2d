#!/usr/bin/env node
"use strict";
process.getBuiltinModule ??= require;
const fromNode = require, modules = {
"./defined.js"(require, module, exports) {"use strict";
// src/defined.ts
function defined(properties) {
	const kept = {};
	for (const [name, value] of Object.entries(properties)) if (value !== void 0) kept[name] = value;
	return kept;
}

Object.defineProperty(exports, "defined", {
  enumerable: true,
  get: function () {
    return defined;
  }
});
},
"./quoted.js"(require, module, exports) {"use strict";
// src/words/closest.ts
const longest$1 = 64;
function closest(word, candidates) {
	const typed = fold(word);
	if (typed.length > longest$1) return void 0;
	let best;
	let bestDistance = allowance(typed) + 1;
	for (const candidate of candidates) {
		const distance = editDistance(typed, fold(candidate));
		if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
	}
	return best;
}
function suggestion(word, candidates) {
	const meant = closest(word, candidates);
	if (meant !== void 0) return `did you mean "${meant}"?`;
	if (candidates.length === 0) return "there are none";
	return `there ${candidates.length === 1 ? "is" : "are"}: ${enumerate(candidates)}`;
}
function enumerate(words, most = 30) {
	const shown = words.slice(0, most).join(", ");
	return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}
function fold(word) {
	return word.toLowerCase().replaceAll(/[-_ ]/g, "");
}
function allowance(word) {
	if (word.length < 3) return 0;
	return word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
}
function editDistance(a, b) {
	if (b.length > longest$1) return Number.POSITIVE_INFINITY;
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let distance = Math.min(substituted, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
			row.push(distance);
		}
		[beforeLast, last] = [last, row];
	}
	return last[b.length] ?? 0;
}

// src/words/quoted.ts
const longest = 80;
function quoted(text) {
	const short = text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
	return JSON.stringify(short).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

Object.defineProperty(exports, "closest", {
  enumerable: true,
  get: function () {
    return closest;
  }
});
Object.defineProperty(exports, "enumerate", {
  enumerable: true,
  get: function () {
    return enumerate;
  }
});
Object.defineProperty(exports, "quoted", {
  enumerable: true,
  get: function () {
    return quoted;
  }
});
Object.defineProperty(exports, "suggestion", {
  enumerable: true,
  get: function () {
    return suggestion;
  }
});
},
"./option.js"(require, module, exports) {"use strict";
// src/cli/commands.ts
const commands = {
	deploy: {
		summary: "Build once, ship to every account and region, give one verdict",
		positional: "environment",
		about: "Builds the bundle, uploads it to every destination of ENV and deploys it wave by wave. Without a configuration file, --application, --deployment-group, --region and --bucket describe a single destination.",
		examples: [
			["fanout deploy production", "all accounts and regions of an environment"],
			["fanout deploy production --version 1.214", "a version that was built before"],
			["fanout deploy --application orders --deployment-group web \\\n  --region eu-west-1 --bucket my-bundles", "one destination, no file"]
		]
	},
	promote: {
		summary: "Take what is proven before ENV into ENV: the same bytes, never rebuilt",
		positional: "environment",
		required: ["environment"],
		about: "Takes the newest release that was deployed and verified in every destination of the environments that ENV comes \"after\", verifies it there once more, copies it and deploys it. Refused, with destinations and reasons, if there is none.",
		examples: [
			["fanout promote production", "the newest release that is proven"],
			["fanout promote production --version 1.214", "a release of your choice, if it is proven"],
			["fanout promote production --version 1.215 \\\n  --force \"outage, hotfix\"", "without proof; the reason is recorded"]
		]
	},
	rollback: {
		summary: "Take ENV back to the last release that was proven there, and hold it",
		positional: "environment",
		required: ["environment"],
		about: "Deploys to each destination the last release that was proven there before the one that runs, and says beforehand which. ENV is held from then on: nothing is deployed or promoted into it until it is released with unhold.",
		examples: [["fanout rollback production", "to what was proven before"], ["fanout rollback production --to 1.212", "to a version of your choice, everywhere"]]
	},
	continue: {
		summary: "Shift traffic to the blue/green deployments that an earlier run left ready",
		positional: "environment",
		required: ["environment"],
		about: "Continues the deployments that earlier runs left under way in ENV, above all blue/green ones that wait for traffic (onReady: leave): shifts traffic wave by wave, follows them to their end, verifies and records them. Leaves alone what others have started. Refused if nothing is under way, and while ENV is held.",
		examples: [["fanout continue production", "once somebody has looked at the new instances"], ["fanout continue production --version 1.214", "that version, and no other"]]
	},
	stop: {
		summary: "Stop what an earlier run left under way in ENV",
		positional: "environment",
		required: ["environment"],
		about: "Stops the deployments that earlier runs left under way in ENV, and CodeDeploy rolls them back as \"onCancel\" says. Follows them to their end and records it. Does not stop a run that is still at work: cancel that run. Leaves alone rollbacks and what others have started.",
		examples: [["fanout stop production", "instead of continue"], ["fanout stop production --reason \"wrong images\"", "with the reason, which is recorded"]]
	},
	finish: {
		summary: "Complete what an interrupted run left: stop or leave, record, report",
		about: "Reads the notes of the last run in this folder. If that run was killed, stops or leaves its deployments as \"onCancel\" says, writes its record and releases its lease; if it finished, does nothing. Without a configuration it takes the same options as deploy.",
		examples: [["fanout finish", "as the last step of a job, also after a failure"]]
	},
	hold: {
		summary: "Refuse deployments and promotions into ENV until unhold",
		positional: "environment",
		required: ["environment", "reason"],
		about: "Records that ENV is held, by whom and why. With --from and --until the hold begins and ends by itself, and no wave starts that might not end before it. Deployments under way continue; rollback is never refused.",
		examples: [["fanout hold production --reason \"no changes until Monday\"", "with the reason"], ["fanout hold production --from 2026-12-20T18:00[Europe/London] \\\n  --until 2026-12-27 --reason \"Christmas\"", "for a time"]]
	},
	unhold: {
		summary: "Lift the hold of ENV",
		positional: "environment",
		required: ["environment"],
		about: "Lifts the holds of ENV: the one that hold or rollback has set, and holds for a time that have begun. If there is none, lifts the planned ones. Says what it lifted.",
		examples: [["fanout unhold production", "from now on deployments are accepted again"]]
	},
	plan: {
		summary: "What a run would do and what blocks it; changes nothing",
		positional: "environment",
		required: ["environment"],
		about: "Checks everything that deploy would, or promote or rollback (--of), and neither builds nor changes anything. Exits with 3 if something blocks the run. On a pull or merge request it works offline.",
		examples: [
			["fanout plan production", "what runs, what would run, what blocks it"],
			["fanout plan production --of promote", "what would be promoted, or why nothing would"],
			["fanout plan production --of rollback", "what each destination would go back to"],
			["fanout plan production --offline", "the destinations alone, without credentials"]
		]
	},
	changes: {
		summary: "What a promotion into ENV would bring: commits and files; changes nothing",
		positional: "environment",
		required: ["environment"],
		about: "Compares what runs in ENV with the newest release that is proven before it: the commits between the two, as this checkout has them, and the files of the bundle that differ, with AppSpec file, migrations, hooks and units first. Files are compared by size, mode and CRC-32 as the zips in S3 list them. Exits with 1 if anything could not be read.",
		examples: [
			["fanout changes production", "before it is approved"],
			["fanout changes production --version 1.214 --json", "of a version of your choice"],
			["fanout changes production --out notes.md", "as release notes"]
		]
	},
	status: {
		summary: "What runs where: versions, failures, drift; changes nothing",
		positional: "environments",
		about: "Asks CodeDeploy what runs in each destination, and the records whether that is proven. Exits with 1 if anything could not be read.",
		examples: [
			["fanout status", "all environments"],
			["fanout status production --probe", "and what its status endpoints say"],
			["fanout status --page status.html", "as a page, with the last runs of each environment"],
			["fanout status --check", "for a scheduled job: 1 on drift or failure"],
			["fanout status --config orders/fanout.yml \\\n  --config billing/fanout.yml", "several applications, a row for each first"]
		]
	},
	lint: {
		summary: "Check AppSpec file and bundle; needs neither AWS nor a configuration",
		positional: "source",
		about: "Checks the AppSpec file of a folder or zip as the CodeDeploy agent reads it.",
		examples: [
			["fanout lint", "the source of fanout.yml, else this folder"],
			["fanout lint build/orders", "a folder"],
			["fanout lint --appspec appspec.yml --json", "an AppSpec file alone"]
		]
	},
	package: {
		summary: "Build the zip only: path, size and digests",
		about: "Builds the bundle as deploy would, and stops there. Needs no credentials.",
		examples: [["fanout package", "as fanout.yml says"], ["fanout package --source dist --version 1.2 --out orders.zip", "a folder"]]
	},
	init: {
		summary: "Write what a repository needs to be deployed: fanout.yml, hooks, pipeline",
		positional: "folder",
		about: "Recognises what FOLDER is (Go, Node, Java, Python, a Dockerfile, systemd units, an AppSpec file) and its CI system, and writes a commented fanout.yml, an AppSpec file with hooks, a build script and a pipeline. Asks on a terminal. Existing files are kept; a folder with a fanout.yml is refused.",
		examples: [["fanout init", "asks, on a terminal"], ["fanout init --yes --account test=111111111111 \\\n  --account production=222222222222 --region eu-west-1", "asks nothing"]]
	},
	explain: {
		summary: "Explain a rule or a problem by its code: what it is, what to do",
		positional: "code",
		required: ["code"],
		about: "Explains a lint rule or a kind of problem at length, by its code. Findings end with the code, and --json has it for every problem. Needs nothing else.",
		examples: [["fanout explain files/relative-destination", "a rule of lint"], ["fanout explain not-proven", "a problem"]]
	},
	page: {
		summary: "Make one page from the events of one or several jobs",
		positional: "events-file",
		required: ["events-file"],
		about: "Reads files that --events wrote and makes one self-contained HTML page: verdict, causes, timeline, instances. Several files are parts of one release, such as waves that ran in separate jobs.",
		examples: [["fanout page events.jsonl", "writes page.html"], ["fanout page canary.jsonl rest.jsonl --out release.html", "from two jobs"]]
	},
	serve: {
		positional: "environments",
		summary: "Serve what runs where and the run under way as live pages, on loopback",
		about: "Serves two pages that update themselves: what runs where, read with the read roles while somebody looks, and the run that writes its notes in this folder, or the events file that is named. It only reads, and answers only this machine. Stop it with Ctrl-C.",
		examples: [
			["fanout serve", "what runs where, and the run in this folder"],
			["fanout serve --events events.jsonl --port 0", "a run\u2019s file of events, on any free port"],
			["fanout serve --config orders/fanout.yml --calls 60", "with at most 60 calls to AWS a minute"]
		]
	},
	rehearse: {
		summary: "Run a command against an emulator of AWS on this machine",
		positional: "environment",
		rehearsable: [
			"deploy",
			"promote",
			"rollback"
		],
		about: "Runs the command (deploy unless named) against a fresh emulator in the same process: the same code and output, no AWS account. What promote and rollback need is deployed first, silently. ENV is the last environment of the file unless named.",
		examples: [
			["fanout rehearse", "deploy to the last environment"],
			["fanout rehearse rollback production", "what a rollback does and says"],
			["fanout rehearse deploy test --scenario failure.yml", "with things that go wrong"],
			["fanout rehearse --serve", "as a live page on this machine"]
		]
	},
	bootstrap: {
		summary: "Write what the configuration needs on AWS, as CloudFormation",
		about: "Writes a CloudFormation template for each account of the configuration, and one for the account of the roles from which others are assumed: identity providers, roles with the least they need, buckets, applications, deployment groups. Changes nothing on AWS, and reads nothing there without --check. Several configurations share the same templates.",
		examples: [
			["fanout bootstrap --github acme/orders --out aws", "a file for each account"],
			["fanout bootstrap --policy", "what roles and buckets allow, and why"],
			["fanout bootstrap --check", "whether it is there: read-only"]
		]
	},
	emulator: {
		summary: "Serve STS, S3 and CodeDeploy of the configuration on loopback",
		about: "Starts an emulator with the accounts, roles, buckets and deployment groups of the configuration, and prints the environment variables that lead to it.",
		examples: [["fanout emulator --port 4566", "on a port of your choice"], ["fanout emulator --speed 10", "ten times faster than real time"]]
	}
};
const commandNames = Object.keys(commands);
function commandOf(name) {
	return commands[name];
}

// src/cli/options/option.ts
function isMany(type) {
	return type === "list" || type === "pairs" || type === "patterns";
}

Object.defineProperty(exports, "commandNames", {
  enumerable: true,
  get: function () {
    return commandNames;
  }
});
Object.defineProperty(exports, "commandOf", {
  enumerable: true,
  get: function () {
    return commandOf;
  }
});
Object.defineProperty(exports, "isMany", {
  enumerable: true,
  get: function () {
    return isMany;
  }
});
},
"./_builtin_util.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");

// \0builtin:util
var require__builtin_util = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:util");
}));

Object.defineProperty(exports, "require__builtin_util", {
  enumerable: true,
  get: function () {
    return require__builtin_util;
  }
});
},
"./options.js"(require, module, exports) {"use strict";
// src/cli/options/bootstrap-options.ts
const bootstrapOptions = {
	github: {
		type: "list",
		commands: ["bootstrap"],
		help: "Whose jobs may assume the roles: OWNER/REPOSITORY, or OWNER@ID/REPOSITORY@ID, each environment by itself; with :ref:refs/heads/BRANCH jobs of a branch that name no environment. ENV= before it lets in for that environment alone.",
		value: "REPOSITORY",
		otherwise: "nobody on GitHub",
		ci: false
	},
	gitlab: {
		type: "list",
		commands: ["bootstrap"],
		help: "Whose jobs may assume the roles: GROUP/PROJECT, with the audience fanout-ENV; :ref_type:branch:ref:BRANCH names another branch. ENV= before it lets in for that environment alone.",
		value: "PROJECT",
		otherwise: "nobody on GitLab; the branch is main",
		ci: false
	},
	principal: {
		type: "list",
		commands: ["bootstrap"],
		help: "ENV=ARN of a role or user that may assume the roles of an environment, such as that of a TeamCity connection; *=ARN those of all.",
		value: "ENV=ARN",
		otherwise: "nobody",
		ci: false
	},
	also: {
		type: "list",
		commands: ["bootstrap"],
		help: "Add a second role next to each role, whose name ends with this and which may do only this: promote or read.",
		value: "WHAT",
		otherwise: "only the roles of the configuration",
		ci: false
	},
	policy: {
		type: "flag",
		commands: ["bootstrap"],
		help: "Print what roles and buckets allow, action by action, and why; with --json as policies for other tools.",
		ci: false
	},
	"object-lock": {
		type: "number",
		commands: ["bootstrap"],
		help: "Buckets keep each version of an object for this many days; only someone who may bypass governance can delete it.",
		value: "DAYS",
		least: 1,
		most: 36500,
		whole: true,
		otherwise: "only versioning",
		ci: false
	},
	format: {
		type: "choice",
		commands: ["bootstrap"],
		choices: ["yaml", "json"],
		help: "The format of the templates.",
		default: "yaml",
		ci: false
	},
	overwrite: {
		type: "flag",
		commands: ["bootstrap"],
		help: "Replace files that already exist and differ.",
		ci: false
	}
};

// src/cli/options/takers.ts
const holding = ["hold", "unhold"];
const takingUp = ["continue", "stop"];
const ofOne = [
	"deploy",
	"promote",
	"rollback",
	...takingUp,
	"finish",
	...holding,
	"plan",
	"changes"
];
const asking = [
	...ofOne,
	"status",
	"serve"
];
const single = ["deploy", "finish"];
const recorded = [
	"deploy",
	"promote",
	"rollback",
	...takingUp,
	"finish",
	"rehearse"
];
const local = [
	"lint",
	"package",
	"rehearse",
	"emulator"
];
const all = [
	...asking,
	...local,
	"init",
	"explain",
	"page",
	"bootstrap"
];
const running = [
	"deploy",
	"promote",
	"rollback",
	"rehearse"
];
const building = [
	"deploy",
	"package",
	"rehearse"
];
const configured = [
	...asking,
	"package",
	"rehearse",
	"emulator",
	"bootstrap"
];

// src/cli/options/bundle-options.ts
const bundleOptions = {
	var: {
		type: "pairs",
		commands: configured,
		help: "A value for ${vars.NAME} in the configuration.",
		value: "NAME=VALUE",
		ci: true
	},
	build: {
		type: "text",
		commands: building,
		help: "Command that builds what is deployed; runs once in bash -euo pipefail.",
		value: "COMMAND",
		otherwise: "from the configuration",
		ci: true
	},
	source: {
		type: "path",
		commands: [
			...building,
			"lint",
			"plan"
		],
		help: "The folder to deploy, or a ready-made zip; for plan only a zip.",
		value: "PATH",
		otherwise: "from the configuration, else this folder",
		ci: true
	},
	appspec: {
		type: "list",
		commands: [...building, "lint"],
		one: building,
		help: "The AppSpec file; for lint also a folder of them.",
		value: "FILE",
		otherwise: "appspec.yml in the source",
		ci: true
	},
	exclude: {
		type: "list",
		commands: [...building, "lint"],
		help: "A pattern of files to leave out, as in .gitignore.",
		value: "PATTERN",
		ci: true
	},
	out: {
		type: "path",
		commands: [
			"package",
			"page",
			"bootstrap",
			"plan",
			"changes"
		],
		help: "Where to write the zip, the page, the folder of templates, the plan, or the changes as release notes in Markdown.",
		value: "FILE",
		otherwise: "a temporary folder, page.html, stdout, or nowhere",
		ci: true
	},
	agent: {
		type: "choice",
		commands: [
			"lint",
			"deploy",
			"promote",
			"rehearse",
			"emulator"
		],
		choices: [
			"1",
			"2",
			"both"
		],
		help: "Which CodeDeploy agent the hosts run.",
		otherwise: "as the configuration says, else 1",
		ci: true
	},
	strict: {
		type: "flag",
		commands: ["lint", "rehearse"],
		help: "Treat warnings, and what could not be rehearsed, as errors.",
		ci: true
	},
	sarif: {
		type: "path",
		commands: ["lint"],
		help: "Write the findings to a file in SARIF, for code scanning.",
		value: "FILE",
		ci: true
	}
};

// src/cli/options/destination-options.ts
const destinationOptions = {
	application: {
		type: "text",
		commands: single,
		help: "The CodeDeploy application, for one destination without a configuration.",
		value: "NAME",
		single: true,
		ci: true
	},
	"deployment-group": {
		type: "text",
		commands: single,
		help: "The deployment group of that destination.",
		value: "NAME",
		single: true,
		ci: true
	},
	region: {
		type: "text",
		commands: single,
		help: "The region of that destination.",
		value: "REGION",
		single: true,
		ci: true
	},
	bucket: {
		type: "text",
		commands: single,
		help: "The bucket for its bundles, in the same region.",
		value: "BUCKET",
		single: true,
		ci: true
	},
	"bucket-owner": {
		type: "text",
		commands: single,
		help: "The account that owns the bucket.",
		value: "ID",
		otherwise: "the role's account",
		single: true,
		ci: true
	},
	kms: {
		type: "text",
		commands: single,
		help: "ARN of the KMS key that encrypts bundles.",
		value: "ARN",
		otherwise: "the default encryption of the bucket",
		single: true,
		ci: true
	},
	role: {
		type: "text",
		commands: single,
		help: "ARN of the role to assume for that destination.",
		value: "ARN",
		otherwise: "the credentials of the job",
		single: true,
		ci: true
	},
	"role-external-id": {
		type: "text",
		commands: single,
		help: "The external id that the role asks for.",
		value: "ID",
		secret: true,
		single: true,
		ci: true
	},
	"role-via": {
		type: "text",
		commands: single,
		help: "ARN of a role to assume first.",
		value: "ARN",
		single: true,
		ci: true
	},
	"web-identity-token": {
		type: "text",
		commands: asking,
		help: "An identity token to assume roles with.",
		value: "TOKEN",
		secret: true,
		fromEnvironment: true,
		ci: true
	},
	"web-identity-token-file": {
		type: "path",
		commands: asking,
		help: "A file that holds such a token; read again whenever one is needed.",
		value: "FILE",
		ci: true
	},
	"web-identity-audience": {
		type: "text",
		commands: asking,
		help: "The audience of the token that GitHub is asked for.",
		value: "NAME",
		otherwise: "that of AWS",
		ci: true
	},
	timeout: {
		type: "duration",
		commands: [...running, "continue"],
		help: "How long one deployment may take before it is stopped.",
		value: "TIME",
		otherwise: "from the configuration, else 45m",
		ci: true
	},
	"deployment-config": {
		type: "text",
		commands: running,
		help: "The deployment configuration.",
		value: "NAME",
		otherwise: "from the configuration, else the deployment group's",
		ci: true
	},
	"file-exists-behavior": {
		type: "choice",
		commands: running,
		choices: [
			"DISALLOW",
			"OVERWRITE",
			"RETAIN"
		],
		help: "What to do with existing files that are not from the last deployment.",
		otherwise: "from the configuration, else DISALLOW",
		ci: true
	}
};

// src/cli/options/init-options.ts
const initOptions = {
	folder: {
		type: "path",
		commands: ["init"],
		help: "The folder of the repository.",
		value: "FOLDER",
		otherwise: "this folder",
		ci: false
	},
	kind: {
		type: "choice",
		commands: ["init"],
		choices: [
			"go",
			"node",
			"java",
			"python",
			"docker",
			"systemd",
			"appspec"
		],
		help: "What is deployed.",
		otherwise: "what its files say",
		ci: false
	},
	"init-application": {
		type: "text",
		commands: ["init"],
		input: "application",
		help: "The CodeDeploy application.",
		value: "NAME",
		otherwise: "what the repository calls itself",
		ci: false
	},
	account: {
		type: "list",
		commands: ["init"],
		help: "An environment and the id of its account, in the order in which a release reaches them.",
		value: "ENV=ID",
		otherwise: "test and production, with placeholder ids",
		ci: false
	},
	"init-region": {
		type: "list",
		commands: ["init"],
		input: "region",
		help: "A region that each environment has.",
		value: "NAME",
		otherwise: "eu-west-1 and us-east-1",
		ci: false
	},
	"check-url": {
		type: "text",
		commands: ["init"],
		help: "The address that answers on an instance once the service is healthy.",
		value: "URL",
		otherwise: "systemd is asked whether the service runs",
		ci: false
	},
	pipeline: {
		type: "choice",
		commands: ["init"],
		choices: [
			"github",
			"gitlab",
			"teamcity",
			"jenkins",
			"none"
		],
		help: "The CI system to write a pipeline for.",
		otherwise: "what its files say",
		ci: false
	},
	yes: {
		type: "flag",
		commands: ["init"],
		help: "Ask nothing: use what init recognises.",
		ci: false
	}
};

// src/cli/options/output-options.ts
const outputOptions = {
	json: {
		type: "flag",
		commands: [
			...ofOne,
			"status",
			"lint",
			"package",
			"rehearse",
			"init",
			"explain",
			"bootstrap"
		],
		help: "Print the result as one JSON object; the log goes to stderr.",
		ci: true
	},
	events: {
		type: "path",
		commands: recorded,
		help: "Write events to a file, one JSON object a line.",
		value: "FILE",
		ci: true
	},
	notes: {
		type: "path",
		commands: [...recorded],
		help: "Where a run keeps its notes and its zip; finish looks for them there.",
		value: "DIR",
		otherwise: ".fanout, or a temporary folder where that cannot be written to; RUNNER_TEMP on GitHub",
		ci: false
	},
	"events-followed": {
		type: "path",
		commands: ["serve"],
		input: "events",
		help: "The file of events to follow.",
		value: "FILE",
		otherwise: "the notes of the run in this folder",
		ci: false
	},
	"events-file": {
		type: "list",
		commands: ["page"],
		help: "Files that --events wrote, one for each job of a release.",
		value: "FILE...",
		ci: false
	},
	page: {
		type: "path",
		commands: [...recorded, "status"],
		help: "Write the run as one page of HTML: timeline, instances, causes; for status, what runs where.",
		value: "FILE",
		ci: true
	},
	junit: {
		type: "path",
		commands: recorded,
		help: "Write the run to a JUnit file, each destination and each check as a test.",
		value: "FILE",
		ci: true
	},
	redact: {
		type: "patterns",
		commands: recorded,
		help: "A regular expression; what it matches in text from instances is hidden.",
		value: "PATTERN",
		ci: true
	},
	ci: {
		type: "choice",
		commands: all,
		choices: [
			"github",
			"teamcity",
			"gitlab",
			"terminal"
		],
		help: "Whose log format to use.",
		otherwise: "what this runs in",
		ci: false
	},
	debug: {
		type: "flag",
		commands: all,
		help: "Print more details.",
		ci: true
	},
	"no-color": {
		type: "flag",
		commands: all,
		help: "Print without colours.",
		ci: false
	}
};

// src/cli/options/rehearsal-options.ts
const rehearsalOptions = {
	state: {
		type: "path",
		commands: ["emulator"],
		help: "A folder in which the emulator keeps buckets, objects and CodeDeploy for its next start.",
		value: "FOLDER",
		otherwise: "everything is gone when it stops",
		ci: false
	},
	hooks: {
		type: "choice",
		commands: ["rehearse", "emulator"],
		choices: [
			"sandbox",
			"check",
			"none",
			"unsafe",
			"agents"
		],
		help: "What happens to hooks on emulated instances: run in a sandbox, only checked, skipped, run on this machine itself, or left to real agents.",
		otherwise: "sandbox where this machine can make one, else check",
		ci: true
	},
	"agent-config": {
		type: "path",
		commands: ["rehearse", "emulator"],
		help: "Where to write settings and key for each real agent, with --hooks agents.",
		value: "FOLDER",
		otherwise: ".fanout/agents",
		ci: false
	},
	scenario: {
		type: "path",
		commands: ["rehearse", "emulator"],
		help: "A file that says what goes wrong in the emulator.",
		value: "FILE",
		ci: true
	},
	seed: {
		type: "number",
		commands: ["rehearse"],
		help: "Run on a simulated clock, without hooks, and make every random choice from this number: the same seed gives the same run.",
		value: "N",
		least: 0,
		most: 4294967295,
		whole: true,
		otherwise: "real time and chance",
		ci: true
	},
	search: {
		type: "number",
		commands: ["rehearse"],
		help: "Try this many seeds from --seed on, each with different faults, kills and concurrent jobs, and report what breaks an invariant.",
		value: "N",
		least: 1,
		most: 1e6,
		whole: true,
		otherwise: "one rehearsal",
		ci: false
	},
	speed: {
		type: "number",
		commands: ["rehearse", "emulator"],
		help: "How many times faster than real time the emulator and its clock run.",
		value: "N",
		least: .1,
		most: 1e4,
		otherwise: "20 for rehearse, which also skips waits; 1 for emulator and with real agents",
		ci: true
	},
	port: {
		type: "number",
		commands: ["emulator"],
		help: "The loopback port to listen on; 0 picks a free one.",
		value: "N",
		least: 0,
		most: 65535,
		whole: true,
		default: 4566,
		ci: false
	},
	"serve-port": {
		type: "number",
		commands: ["serve", "rehearse"],
		input: "port",
		help: "The loopback port to serve pages on; 0 picks a free one.",
		value: "N",
		least: 0,
		most: 65535,
		whole: true,
		default: 4570,
		ci: false
	},
	serve: {
		type: "flag",
		commands: ["rehearse"],
		help: "Show the rehearsal live as a page on loopback, until interrupted.",
		ci: false
	},
	calls: {
		type: "number",
		commands: ["serve"],
		help: "At most this many calls to AWS a minute on average, however many people look at the pages.",
		value: "N",
		least: 1,
		most: 1e5,
		whole: true,
		default: 300,
		ci: false
	}
};

// src/cli/options/release-options.ts
const releaseOptions = {
	config: {
		type: "path",
		commands: [...ofOne, ...local],
		help: "The configuration file; status takes several, one a line.",
		value: "FILE",
		otherwise: "fanout.yml",
		ci: true
	},
	configs: {
		type: "list",
		commands: [
			"status",
			"serve",
			"bootstrap"
		],
		input: "config",
		help: "The configuration file; several give rows of applications, and share templates.",
		value: "FILE",
		otherwise: "fanout.yml",
		ci: false
	},
	environment: {
		type: "text",
		commands: [
			...running,
			...takingUp,
			...holding,
			"plan",
			"changes"
		],
		help: "The environment of the configuration.",
		value: "ENV",
		ci: true
	},
	environments: {
		type: "list",
		commands: ["status", "serve"],
		input: "environment",
		help: "The environments to show.",
		value: "ENV...",
		otherwise: "all of the configuration",
		ci: false
	},
	code: {
		type: "text",
		commands: ["explain"],
		help: "The code of a problem, or the name of a rule.",
		value: "CODE",
		ci: false
	},
	version: {
		type: "text",
		commands: [
			...building,
			"promote",
			...takingUp,
			"plan",
			"changes"
		],
		help: "The version of the release; one that was built before is reused.",
		value: "VERSION",
		otherwise: "from the configuration and the build number; for promote the newest that is proven",
		ci: true
	},
	plan: {
		type: "path",
		commands: ["deploy"],
		help: "A plan that was saved with plan --out; if anything has changed since, nothing is deployed.",
		value: "FILE",
		ci: true
	},
	digest: {
		type: "text",
		commands: [
			"deploy",
			"promote",
			"plan",
			"package"
		],
		help: "The content digest from the job that built the bundle; other content is refused.",
		value: "SHA256",
		ci: true
	},
	"build-number": {
		type: "text",
		commands: [...building, "plan"],
		help: "The number of the build, for ${build.number}.",
		value: "NUMBER",
		otherwise: "the CI system's",
		ci: true
	},
	commit: {
		type: "text",
		commands: [...building, "plan"],
		help: "The commit that is built.",
		value: "SHA",
		otherwise: "the CI system's",
		ci: true
	},
	leg: {
		type: "text",
		commands: ["deploy"],
		help: "Which job of a matrix this is: only a retry of the same job reuses what it built before.",
		value: "TEXT",
		otherwise: "what the CI system says; on GitHub the values of the matrix",
		github: "${{ toJSON(matrix) }}",
		ci: true
	},
	wave: {
		type: "text",
		commands: [...running, "plan"],
		help: "Only this wave of the environment; the waves before it must already run the version.",
		value: "NAME",
		otherwise: "all, one after another",
		ci: true
	},
	only: {
		type: "list",
		commands: [
			...running,
			...takingUp,
			"plan"
		],
		help: "A glob over destinations, such as \"*/eu-west-1\"; only those that match.",
		value: "GLOB",
		otherwise: "all",
		ci: true
	},
	except: {
		type: "list",
		commands: [
			...running,
			...takingUp,
			"plan"
		],
		help: "A glob over destinations; those that match are left out.",
		value: "GLOB",
		otherwise: "none",
		ci: true
	},
	"ignore-alarm": {
		type: "list",
		commands: [
			"deploy",
			"promote",
			"rehearse",
			"plan"
		],
		help: "A CloudWatch alarm that blocks nothing even while it is on; it is recorded.",
		value: "NAME",
		otherwise: "none",
		ci: true
	},
	until: {
		type: "text",
		commands: ["hold"],
		help: "When the hold ends by itself, such as \"2026-12-27T09:00[Europe/London]\"; without a zone it is UTC.",
		value: "TIME",
		ci: true
	},
	from: {
		type: "text",
		commands: [
			"promote",
			"rehearse",
			"plan",
			"changes",
			"hold"
		],
		help: "An environment to promote from, in which the release must be proven too; for hold, the time at which it begins.",
		value: "ENV|TIME",
		otherwise: "those under \"after\"; now",
		ci: true
	},
	force: {
		type: "text",
		commands: [
			"deploy",
			"promote",
			"rehearse",
			"plan"
		],
		help: "The reason to deploy without proof from the environments before; it is recorded. Overrides neither hold nor lease.",
		value: "REASON",
		ci: true
	},
	to: {
		type: "text",
		commands: [
			"rollback",
			"rehearse",
			"plan"
		],
		help: "The version to go back to, in all destinations.",
		value: "VERSION",
		otherwise: "the last proven one of each destination",
		ci: true
	},
	"without-lease": {
		type: "text",
		commands: ["rollback"],
		help: "The reason to roll back although most of the buckets that keep the lease do not answer; it is recorded.",
		value: "REASON",
		ci: true
	},
	reason: {
		type: "text",
		commands: [
			"rollback",
			"stop",
			...holding,
			"rehearse"
		],
		help: "The reason; it is recorded.",
		value: "TEXT",
		ci: true
	},
	"allow-older": {
		type: "flag",
		commands: [
			"deploy",
			"promote",
			"rehearse",
			"plan"
		],
		help: "Deploy a version that is older than the one that runs.",
		ci: true
	},
	"allow-event": {
		type: "flag",
		commands: [
			"deploy",
			"promote",
			"continue"
		],
		help: "Deploy from a job for a change that is not merged: a pull or merge request, a merge queue, or a workflow that follows one.",
		ci: true
	}
};

// src/cli/options/status-options.ts
const statusOptions = {
	of: {
		type: "choice",
		commands: ["plan"],
		choices: [
			"deploy",
			"promote",
			"rollback"
		],
		default: "deploy",
		help: "What to plan.",
		ci: true
	},
	offline: {
		type: "flag",
		commands: ["plan"],
		help: "Only the destinations and their waves: no credentials, no call to AWS.",
		otherwise: "on pull and merge requests",
		ci: true
	},
	probe: {
		type: "flag",
		commands: ["status"],
		help: "Also ask the status endpoints that \"verify\" names, once each.",
		ci: true
	},
	"checks-at": {
		type: "text",
		commands: [
			"deploy",
			"promote",
			"rollback",
			"continue",
			"status"
		],
		help: "Send the checks of \"verify\" to the \"fanout emulator\" in AWS_ENDPOINT_URL.",
		value: "URL",
		otherwise: "each is asked at its own address",
		ci: false
	},
	watch: {
		type: "flag",
		commands: ["status"],
		help: "Show it again every 10 seconds, until interrupted.",
		ci: false
	},
	check: {
		type: "flag",
		commands: ["status", "bootstrap"],
		help: "Exit with 1 on drift, on instances left behind and after a failed deployment; for bootstrap: compare with what exists, and exit with 1 if something is not as needed.",
		ci: true
	}
};

// src/cli/options.ts
const options = {
	...releaseOptions,
	...bundleOptions,
	...destinationOptions,
	...statusOptions,
	...bootstrapOptions,
	...rehearsalOptions,
	...initOptions,
	...outputOptions
};
const optionNames = Object.keys(options);
function optionOf(name) {
	return options[name];
}
function flagOf(name) {
	return optionOf(name).input ?? name;
}
function optionsOf(command) {
	return optionNames.filter((name) => optionOf(name).commands.includes(command));
}

Object.defineProperty(exports, "flagOf", {
  enumerable: true,
  get: function () {
    return flagOf;
  }
});
Object.defineProperty(exports, "optionNames", {
  enumerable: true,
  get: function () {
    return optionNames;
  }
});
Object.defineProperty(exports, "optionOf", {
  enumerable: true,
  get: function () {
    return optionOf;
  }
});
Object.defineProperty(exports, "optionsOf", {
  enumerable: true,
  get: function () {
    return optionsOf;
  }
});
},
"./rolldown-runtime.js"(require, module, exports) {"use strict";
// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, flags) => {
	let target = Object.setPrototypeOf({}, null);
	for (var name in all) {
		__defProp(target, name, {
			get: all[name],
			enumerable: true
		});
	}
	if (!(flags & 1)) {
		__defProp(target, Symbol.toStringTag, { value: "Module" });
	}
	return flags & 2 ? target : Object.preventExtensions(target);
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") {
		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
			key = keys[i];
			if (!__hasOwnProp.call(to, key) && key !== except) {
				__defProp(to, key, {
					get: ((k) => from[k]).bind(null, key),
					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
				});
			}
		}
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));

Object.defineProperty(exports, "__commonJSMin", {
  enumerable: true,
  get: function () {
    return __commonJSMin;
  }
});
Object.defineProperty(exports, "__exportAll", {
  enumerable: true,
  get: function () {
    return __exportAll;
  }
});
Object.defineProperty(exports, "__toESM", {
  enumerable: true,
  get: function () {
    return __toESM;
  }
});
},
};
const loaded = {}, read = {}, files = {
  "aws.cjs": { bytes: 997187, sha256: "00746156b3e643b7bb40d2175ec05388761233ad6cac7145b5107848fc0a1ad8", holds: { "./AwsRestJsonProtocol.js": [73, 3709, 1], "./CredentialsProviderError.js": [3771, 5221, 85], "./JsonCodec2.js": [5269, 54551, 132], "./console.js": [54596, 55507, 1513], "./default-chain.js": [55558, 56302, 1547], "./dist-es.js": [56347, 63438, 1571], "./dist-es2.js": [63484, 75394, 1709], "./dist-es3.js": [75440, 87143, 1899], "./dist-es4.js": [87189, 90970, 2169], "./dist-es5.js": [91016, 105687, 2234], "./dist-es6.js": [105733, 108689, 2533], "./dist-es7.js": [108735, 123354, 2591], "./endpoints.js": [123401, 124990, 2930], "./event-streams.js": [125041, 427928, 2982], "./http-agents.js": [427977, 435892, 11037], "./loadSso.js": [435937, 454644, 11284], "./open-session.js": [454694, 903498, 11868], "./package.js": [903543, 903749, 28217], "./parseKnownFiles.js": [903802, 904653, 28228], "./proxy.js": [904696, 906121, 28252], "./sdk-files.js": [906168, 916003, 28298], "./signin.js": [916047, 937292, 28532], "./sso-oidc.js": [937338, 961795, 29276], "./sts.js": [961836, 997181, 30129] } },
  "configuration.cjs": { bytes: 450606, sha256: "5adf6a920fa603f99bf5aac6890288154eba25f9fed5fe042c9652372a5b506c", holds: { "./overrides.js": [63, 1291, 1], "./project.js": [1336, 291647, 50], "./scalars.js": [291692, 303077, 8279], "./schemas.js": [303122, 446125, 8636], "./single.js": [446169, 450600, 13441] } },
  "emulator.cjs": { bytes: 643136, sha256: "5b8cfb579a507605b543f645fe8cfee254a59e41da68e939da13c181b24fd3a7", holds: { "./emulation.js": [63, 573945, 1], "./search.js": [573989, 643130, 13548] } },
  "lint.cjs": { bytes: 361133, sha256: "676e0ae6f3f4f56afa0459e2631af507efd6403c762681f0df20e21fd801dcd1", holds: { "./_builtin_buffer.js": [69, 81962, 1], "./examine.js": [82007, 114182, 2591], "./lint-bundle.js": [114231, 283134, 3473], "./lint.js": [283176, 298610, 7775], "./rules.js": [298653, 361127, 8239] } },
  "run.cjs": { bytes: 585277, sha256: "11ebce751ac3ce70b79f1c52bf869fa1a0aa420fdff3cabe4a6910881b5e5c13", holds: { "./appspec-place.js": [67, 2106, 1], "./ballots.js": [2151, 18905, 60], "./build-environment.js": [18960, 22303, 619], "./cancel.js": [22347, 23435, 688], "./check-content.js": [23486, 27201, 734], "./choose-promotion.js": [27255, 29176, 828], "./choose-rollback.js": [29229, 34683, 891], "./commits-between.js": [34736, 42378, 1020], "./consul-check.js": [42428, 54205, 1249], "./continue.js": [54251, 58427, 1509], "./deploy-release.js": [58479, 66368, 1628], "./earlier-bytes.js": [66419, 70019, 1863], "./find-lease.js": [70067, 71893, 1956], "./find-proven.js": [71942, 73709, 2009], "./find-release.js": [73759, 76702, 2049], "./finish.js": [76746, 98861, 2134], "./guard.js": [98904, 155336, 2733], "./hold-record.js": [155385, 161560, 4348], "./make-bundle.js": [161609, 198147, 4552], "./marker.js": [198191, 201224, 5624], "./missing-problem.js": [201277, 206451, 5734], "./not-rehearsed.js": [206502, 206828, 5899], "./object-keys.js": [206877, 210263, 5915], "./outcome.js": [210308, 212064, 6051], "./paths.js": [212107, 241268, 6148], "./plan-online.js": [241317, 263057, 7024], "./plan.js": [263099, 263731, 7667], "./prepare.js": [263776, 337878, 7691], "./prepared.js": [337924, 338699, 9600], "./promote.js": [338744, 343344, 9633], "./publish.js": [343389, 353998, 9763], "./read-history.js": [354048, 361036, 10084], "./read-status.js": [361085, 386772, 10301], "./record-buckets.js": [386824, 388466, 10997], "./recorder.js": [388512, 423062, 11049], "./request.js": [423107, 430280, 12124], "./roll-back.js": [430327, 443172, 12327], "./run-release.js": [443221, 526025, 12682], "./run-started.js": [526074, 550364, 15146], "./running-release.js": [550417, 552253, 15892], "./saved-plan.js": [552301, 555270, 15969], "./sources.js": [555315, 564863, 16052], "./stop.js": [564905, 568085, 16321], "./timing.js": [568129, 571592, 16431], "./under-way.js": [571639, 575737, 16645], "./verdict.js": [575782, 576973, 16725], "./verifier.js": [577019, 585271, 16766] } },
  "page.cjs": { bytes: 336645, sha256: "a715438545f956398cb62a0c6a299ed4a0f7cd773a9854c29048a65b7711c602", holds: { "./history-figures.js": [69, 2121, 1], "./merge-runs.js": [2169, 5540, 67], "./page2.js": [5583, 325268, 144], "./served-pages.js": [325318, 336639, 6345] } },
  "commands.cjs": { bytes: 464761, sha256: "b9d51eab2c9654a2fa645c65ec71d2bdc41e7f4f13c4a915f9f4119413259289", holds: { "./_builtin_assert.js": [69, 500, 1], "./_builtin_async_hooks.js": [558, 995, 16], "./_builtin_child_process.js": [1055, 1521, 31], "./_builtin_crypto.js": [1574, 2005, 46], "./_builtin_events.js": [2058, 2829, 61], "./_builtin_fs.js": [2878, 3289, 87], "./_builtin_http.js": [3340, 3761, 102], "./_builtin_https.js": [3813, 4239, 117], "./_builtin_net.js": [4289, 4705, 132], "./_builtin_stream.js": [4758, 5844, 147], "./_builtin_v8.js": [5893, 6304, 184], "./_builtin_vm.js": [6353, 6764, 199], "./_builtin_zlib.js": [6815, 7236, 214], "./bootstrap.js": [7283, 51311, 229], "./change-hold.js": [51360, 54340, 1452], "./changes-json.js": [54390, 56253, 1535], "./changes-text.js": [56303, 62814, 1609], "./changes.js": [62859, 68868, 1783], "./checks-at.js": [68915, 70826, 1935], "./columns.js": [70871, 72980, 1980], "./deploy.js": [73024, 74581, 2043], "./digest-from.js": [74630, 75146, 2076], "./dist.js": [75188, 88693, 2096], "./emulator.js": [88739, 92512, 2439], "./explain.js": [92557, 123198, 2535], "./facts.js": [123241, 123945, 3269], "./github.js": [123989, 138441, 3307], "./gitlab.js": [138485, 142666, 3686], "./help.js": [142708, 146542, 3795], "./hold.js": [146584, 149903, 3887], "./init.js": [149945, 208892, 3974], "./json.js": [208934, 211392, 5626], "./limit.js": [211435, 212616, 5701], "./log-host.js": [212662, 237775, 5748], "./machine-json.js": [237825, 238345, 6476], "./make-folders.js": [238395, 239459, 6492], "./markdown.js": [239505, 240884, 6519], "./needs.js": [240927, 267314, 6569], "./other-content.js": [267365, 267890, 7373], "./outcomes.js": [267936, 271104, 7393], "./outputs.js": [271149, 271862, 7498], "./package2.js": [271908, 274165, 7521], "./page-file.js": [274212, 277472, 7574], "./page.js": [277514, 279789, 7675], "./phase.js": [279832, 308163, 7739], "./plan-file.js": [308210, 311200, 8537], "./plan2.js": [311243, 328235, 8623], "./printable.js": [328282, 332182, 9073], "./problem-json.js": [332232, 332667, 9192], "./problem.js": [332712, 334420, 9214], "./programs.js": [334466, 338701, 9282], "./quantities.js": [338749, 340491, 9389], "./read-events.js": [340540, 347959, 9462], "./read-named-file.js": [348012, 349607, 9750], "./refuse-local.js": [349657, 350776, 9793], "./rehearse.js": [350822, 364244, 9821], "./report-file.js": [364293, 365729, 10147], "./rollback.js": [365775, 366714, 10176], "./run-command.js": [366763, 390726, 10198], "./run-deploy.js": [390774, 398036, 10870], "./run-on-environment.js": [398092, 404893, 11092], "./serve-rehearsal.js": [404946, 407337, 11297], "./serve.js": [407380, 414855, 11356], "./shared-causes.js": [414906, 416334, 11569], "./shell-word.js": [416382, 416652, 11616], "./source-names.js": [416702, 417519, 11629], "./status-json.js": [417568, 420445, 11654], "./status-look.js": [420494, 443067, 11760], "./status.js": [443111, 446160, 12378], "./teamcity.js": [446206, 454032, 12451], "./terminal.js": [454078, 462129, 12691], "./unhold.js": [462173, 462955, 12927], "./unwritable.js": [463003, 463328, 12951], "./width.js": [463371, 464755, 12972] } },
  "lines.cjs": { bytes: 182124, sha256: "80b46f861f4b3a949c9cc34ee5f856611116f1fe053085939b94433a828cfda2", holds: { "fanout:source-lines": [68, 182118, 1] } },
};
const pathOf = (name) => fromNode("node:path").join(__dirname, name);
const refuse = (name, why) => {
  process.stderr.write(`error: ${pathOf(name)} ${why}: take all files of dist/ from one release, and keep them together\n`);
  process.exit(2);
};
for (const [name, { bytes }] of Object.entries(files)) {
  const found = fromNode("node:fs").statSync(pathOf(name), { throwIfNoEntry: false });
  if (!found) refuse(name, "is missing");
  if (found.size !== bytes) refuse(name, "is not of this release");
}
const textOf = (name) => {
  if (read[name]) return read[name];
  const text = fromNode("node:fs").readFileSync(pathOf(name));
  if (fromNode("node:crypto").createHash("sha256").update(text).digest("hex") !== files[name].sha256) refuse(name, "is not of this release");
  read[name] = text;
  if (name === "run.cjs") setImmediate(() => Object.keys(files).forEach(textOf));
  return text;
};
const functionOf = (id) => {
  const [name, { holds }] = Object.entries(files).find(([, { holds }]) => holds[id]) ?? [undefined, {}];
  if (name === undefined) return undefined;
  const [start, end, lineOffset] = holds[id];
  const place = { filename: pathOf(name), lineOffset };
  return fromNode("node:vm").compileFunction(textOf(name).toString("latin1", start, end), ["require", "module", "exports"], place);
};
require = (id) => {
  if (loaded[id]) return loaded[id].exports;
  const run = modules[id] ?? functionOf(id);
  if (!run) return fromNode(id);
  const module = loaded[id] = { exports: {} };
  run(require, module, module.exports);
  return module.exports;
};
Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
const require_defined = () => require("./defined.js");
const require_quoted = () => require("./quoted.js");
const require_option = () => require("./option.js");
const require__builtin_util$1 = () => require("./_builtin_util.js");
const require_options = () => require("./options.js");

// src/cli/flags.ts
var import__builtin_util = (require__builtin_util$1()).require__builtin_util();
function readFlags(argv) {
	const known = (require_options()).optionNames.map((name) => [(require_options()).flagOf(name), { type: takesValue(name) ? "string" : "boolean" }]);
	const { tokens } = (0, import__builtin_util.parseArgs)({
		args: [...argv],
		options: {
			...Object.fromEntries(known),
			help: {
				type: "boolean",
				short: "h"
			}
		},
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const flags = {
		positionals: [],
		values: /* @__PURE__ */ new Map(),
		help: false,
		problems: []
	};
	for (const [index, token] of tokens.entries()) {
		const isSaid = saidAfter(tokens[index - 1], token) !== void 0;
		if (token.kind === "positional" && !isSaid) flags.positionals.push(token.value);
		if (token.kind !== "option") continue;
		const name = known.find(([each]) => each === token.name)?.[0];
		if (token.name === "help") flags.help = true;
		else if (!name) flags.problems.push(unknownFlag(token.rawName));
		else {
			const value = saidAfter(token, tokens[index + 1]) ?? given(token);
			flags.values.set(name, [...flags.values.get(name) ?? [], value]);
		}
	}
	return flags;
}
function saidAfter(flag, word) {
	if (word?.kind !== "positional" || word.value !== "true" && word.value !== "false") return void 0;
	const name = (require_options()).optionNames.find((each) => (require_options()).flagOf(each) === flag?.name);
	return name !== void 0 && flag?.value === void 0 && !takesValue(name) ? word.value : void 0;
}
function takesValue(name) {
	return (require_options()).optionOf(name).type !== "flag";
}
function given({ value, inlineValue }) {
	return value === void 0 || !inlineValue && value.startsWith("--") ? true : value;
}
function unknownFlag(rawName) {
	const near = (require_quoted()).closest(rawName.replace(/^-+/, ""), [...(require_options()).optionNames.map((require_options()).flagOf), "help"]);
	return {
		code: "unknown-option",
		message: `unknown option "${rawName}"`,
		hint: near ? `did you mean "--${near}"?` : "fanout --help lists what there is"
	};
}

// src/cli/inputs.ts
function camel(name) {
	return name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
function secretsIn(inputs) {
	const values = new Map(Object.entries(inputs));
	return (require_options()).optionNames.filter((name) => (require_options()).optionOf(name).secret).map((name) => values.get(camel(name))).filter((value) => typeof value === "string");
}

// src/words/duration.ts
const durationPattern = /^(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;
const durationForm = "a duration such as \"45m\", \"1h30m\" or \"90s\", a week at most";
const unit = {
	h: 36e5,
	m: 6e4,
	s: 1e3
};
const most = 168 * unit.h;
function parseDuration(text) {
	if (!durationPattern.test(text)) return void 0;
	let ms = 0;
	for (const [, amount, name] of text.matchAll(/(\d+)([hms])/g)) ms += Number(amount) * unit[name];
	return ms <= most ? ms : void 0;
}

// src/cli/values.ts
function readValue(option, texts) {
	const [text = ""] = texts;
	switch (option.type) {
		case "text": return { value: text };
		case "path": return text.includes("\0") ? { phrase: "a path" } : { value: text };
		case "flag": return /^(true|false)$/.test(text) ? { value: text === "true" } : { phrase: "\"true\" or \"false\"" };
		case "list": return { value: [...texts] };
		case "pairs": return readPairs(texts);
		case "patterns": return readPatterns(texts);
		case "duration": return readDuration(text);
		case "number": return readNumber(option, text);
		case "choice": return readChoice(option.choices ?? [], text);
	}
}
function readDuration(text) {
	const ms = parseDuration(text);
	if (ms !== void 0) return { value: ms };
	const hint = /^\d+$/.test(text) ? `a unit is missing: ${text}m, ${text}s` : void 0;
	return {
		phrase: durationForm,
		hint
	};
}
function readNumber({ least, most, whole }, text) {
	const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	if (value >= (least ?? 0) && value <= (most ?? Number.MAX_SAFE_INTEGER) && (!whole || Number.isInteger(value))) return { value };
	return { phrase: `a ${whole ? "whole " : ""}number from ${least ?? 0} to ${most}` };
}
function readChoice(choices, text) {
	if (choices.includes(text)) return { value: text };
	const near = (require_quoted()).closest(text, choices);
	return {
		phrase: `one of ${(require_quoted()).enumerate(choices)}`,
		hint: near === void 0 ? void 0 : `did you mean "${near}"?`
	};
}
function readPairs(texts) {
	const pairs = /* @__PURE__ */ new Map();
	for (const text of texts) {
		const [, name, value] = /^([A-Za-z_][A-Za-z0-9_-]*)=([\s\S]*)$/.exec(text) ?? [];
		if (name === void 0 || value === void 0) return {
			phrase: "NAME=VALUE",
			hint: `${(require_quoted()).quoted(text)} does not have that form`
		};
		if (pairs.has(name)) return {
			phrase: "given once for each name",
			hint: `"${name}" is given twice`
		};
		pairs.set(name, value);
	}
	return { value: Object.fromEntries(pairs) };
}
function readPatterns(texts) {
	const patterns = [];
	for (const text of texts) try {
		patterns.push(new RegExp(text, "g"));
	} catch (error) {
		return {
			phrase: "a regular expression",
			hint: error.message
		};
	}
	return { value: patterns };
}

// src/cli/arguments.ts
function readInputs(argv, env) {
	const flags = readFlags(argv);
	const [first, ...others] = flags.positionals;
	const named = first || variable(env, "command");
	if (argv.length === 1 && argv[0] === "--version") return {
		ok: true,
		inputs: { command: "version" }
	};
	if (flags.help || first === "help") return help(first === "help" ? others[0] : named);
	if (named === void 0) return withoutCommand(argv, flags);
	const command = (require_option()).commandNames.find((name) => name === named);
	if (!command) return {
		ok: false,
		problems: [unknownCommand(named), ...flags.problems]
	};
	return readCommand(command, others, flags, env);
}
function readCommand(command, positionals, flags, env) {
	const problems = [...flags.problems];
	const { positional, rehearsable = [] } = (require_option()).commandOf(command);
	const rest = [...positionals];
	const rehearsed = rehearsable.find((name) => name === rest[0]);
	if (rehearsed) rest.shift();
	const several = positional && (require_option()).isMany((require_options()).optionOf(positional).type) ? rest.length : 1;
	const words = positional ? rest.splice(0, several) : [];
	if (flags.problems.length === 0) problems.push(...rest.map(surplus));
	const values = {};
	const given = /* @__PURE__ */ new Map();
	for (const name of (require_options()).optionsOf(command)) {
		const found = find(name, name === positional ? words : [], flags, env, problems);
		if (found) given.set(name, found);
		const value = found ? check(name, command, found, problems) : defaultOf(name);
		if (value !== void 0) values[camel(name)] = value;
	}
	problems.push(...strays(command, flags), ...missing(command, given), ...destinationProblems(command, given));
	if (problems.length > 0) return {
		ok: false,
		problems,
		asked: {
			command,
			json: values.json === true
		}
	};
	return {
		ok: true,
		inputs: {
			command,
			...rehearsable.length > 0 && { rehearsed: rehearsed ?? rehearsable[0] },
			...values
		}
	};
}
function find(name, words, flags, env, problems) {
	const texts = flagTexts(name, flags, problems);
	texts.unshift(...words.filter((word) => word && !texts.includes(word)));
	const many = (require_option()).isMany((require_options()).optionOf(name).type);
	if (new Set(texts).size > 1 && !many) {
		const hint = `keep one of ${(require_quoted()).enumerate(texts.map((require_quoted()).quoted), 5)}`;
		problems.push({
			code: "option-repeated",
			message: `--${name} is given ${texts.length} times`,
			hint
		});
	}
	if (texts.length > 0) return {
		texts,
		source: `--${(require_options()).flagOf(name)}`
	};
	const text = variable(env, (require_options()).flagOf(name));
	if (!text) return void 0;
	return {
		texts: (many ? text.split(/\r?\n/).map((line) => line.trim()) : [text]).filter((line) => line !== ""),
		source: `input "${(require_options()).flagOf(name)}"`
	};
}
function flagTexts(name, flags, problems) {
	const { type, fromEnvironment } = (require_options()).optionOf(name);
	const values = flags.values.get((require_options()).flagOf(name)) ?? [];
	if (values.length > 0 && fromEnvironment) {
		const hint = `every user of this machine can read a command line: set ${variableName(name)}`;
		problems.push({
			code: "option-on-command-line",
			message: `--${name} is not accepted on the command line`,
			hint
		});
		return [];
	}
	return values.flatMap((value) => {
		if (value === true && type === "flag") return ["true"];
		if (value !== true) return value === "" ? [] : [value];
		problems.push({
			code: "option-without-value",
			message: `--${name} needs a value`,
			hint: `write --${name}=VALUE`
		});
		return [];
	});
}
function check(name, command, given, problems) {
	const option = (require_options()).optionOf(name);
	const { texts, source } = given;
	if (option.one?.includes(command) && texts.length > 1) problems.push({
		code: "bad-option-value",
		message: `${source} takes one value for ${command}, not ${texts.length}`
	});
	const result = readValue(option, texts);
	if ("value" in result) return result.value;
	const message = `${source} must be ${result.phrase}, not ${(require_quoted()).quoted(texts.join(" "))}`;
	problems.push({
		code: "bad-option-value",
		message,
		...(require_defined()).defined({ hint: result.hint })
	});
}
function defaultOf(name) {
	const { type, default: value, otherwise } = (require_options()).optionOf(name);
	if (type === "flag") return otherwise === void 0 ? false : void 0;
	if (type === "list" || type === "patterns") return [];
	return type === "pairs" ? {} : value;
}
function strays(command, flags) {
	const own = new Set((require_options()).optionsOf(command).map((require_options()).flagOf));
	return [...flags.values.keys()].filter((flag) => !own.has(flag)).map((flag) => {
		const takers = (require_options()).optionNames.filter((name) => (require_options()).flagOf(name) === flag);
		return {
			code: "option-of-another-command",
			message: `--${flag} is not an option of "${command}"`,
			hint: `it is one of: ${(require_quoted()).enumerate(takers.flatMap((name) => (require_options()).optionOf(name).commands))}`
		};
	});
}
const named = (name) => name === "environment" ? "an environment" : name === "code" ? "a code" : `--${name}`;
function missing(command, given) {
	const { required = [], examples } = (require_option()).commandOf(command);
	const [example = [""]] = examples;
	return required.filter((name) => !given.has(name)).map((name) => ({
		code: "missing-option",
		message: `"${command}" needs ${named(name)}`,
		hint: `such as: ${example[0]}`
	}));
}
function destinationProblems(command, given) {
	if (command !== "deploy") return [];
	const single = [...given].filter(([name]) => (require_options()).optionOf(name).single);
	const environment = given.get("environment")?.texts[0];
	if (environment !== void 0) return single.map(([, { source }]) => ({
		code: "options-conflict",
		message: `${source} describes a destination without a configuration, but ${(require_quoted()).quoted(environment)} is an environment of one`,
		hint: "give one or the other"
	}));
	if (single.length > 0) return [];
	return [{
		code: "no-environment",
		message: "no environment is given to deploy to",
		hint: "name one from the configuration, such as: fanout deploy production"
	}];
}
function withoutCommand(argv, flags) {
	if (argv.length === 0) return {
		ok: true,
		inputs: {
			command: "help",
			exitCode: 2
		}
	};
	return {
		ok: false,
		problems: [{
			code: "no-command",
			message: "no command is given",
			hint: `there are: ${(require_quoted()).enumerate((require_option()).commandNames)}`
		}, ...flags.problems]
	};
}
function help(topic) {
	const command = (require_option()).commandNames.find((name) => name === topic);
	if (topic !== void 0 && !command) return {
		ok: false,
		problems: [unknownCommand(topic)]
	};
	return {
		ok: true,
		inputs: {
			command: "help",
			exitCode: 0,
			...command && { topic: command }
		}
	};
}
function unknownCommand(name) {
	const near = (require_quoted()).closest(name, (require_option()).commandNames);
	return {
		code: "unknown-command",
		message: `unknown command ${(require_quoted()).quoted(name)}`,
		hint: near ? `did you mean "${near}"?` : `there are: ${(require_quoted()).enumerate((require_option()).commandNames)}`
	};
}
function surplus(argument) {
	return {
		code: "too-many-arguments",
		message: `${(require_quoted()).quoted(argument)} is one argument too many`
	};
}
function variable(env, name) {
	const upper = `INPUT_${name.toUpperCase()}`;
	return env[upper]?.trim() || env[upper.replaceAll("-", "_")]?.trim() || void 0;
}
function variableName(name) {
	return `INPUT_${name.toUpperCase().replaceAll("-", "_")}`;
}

// src/cli/post-step.ts
const postState = "isPost";
const leavesSomething = [
	"deploy",
	"promote",
	"rollback",
	"continue",
	"stop"
];
function readPostStep(env) {
	if (!env[`STATE_${"isPost"}`]) return void 0;
	const command = env.INPUT_COMMAND?.trim() ?? "";
	return leavesSomething.includes(command) ? readInputs(["finish"], env) : "nothing";
}

// src/node-version.ts
const oldest = {
	major: 20,
	minor: 19
};
function whyTooOld(version) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	if (major > oldest.major || major === oldest.major && minor >= oldest.minor) return void 0;
	return `fanout needs Node.js ${oldest.major}.${oldest.minor} or newer, and this is ${version}: choose a newer one in the job (GitHub: actions/setup-node; GitLab: the job's image; TeamCity: the agent)`;
}

// src/source-lines.ts
function readSourceLines() {
	return require("fanout:source-lines");
}

// src/stretches.ts
function unpackStretches(text) {
	let before = {
		line: 1,
		file: -1,
		source: 1,
		count: 0
	};
	return text.split(" ").filter(Boolean).map((packed) => {
		const colon = packed.indexOf(":");
		const [gap = 0, sourceGap = 0, count = 0] = packed.slice(colon + 1).split(",").map(Number);
		const file = colon < 0 ? before.file : Number(packed.slice(0, colon));
		const from = colon < 0 ? before.source + before.count : 1;
		before = {
			line: before.line + before.count + gap,
			file,
			source: from + sourceGap,
			count
		};
		return before;
	});
}

// src/source-stack.ts
function sourceStack(stack) {
	const lines = readSourceLines();
	return stack.replace(/(?:file:\/\/)?[^\s()]*?([\w-]+\.cjs):(\d+):\d+/g, (place, file, line) => placeOf(lines, file, Number(line)) ?? place);
}
function placeOf({ files, rows: all }, file, line) {
	const packed = Object.hasOwn(all, file) ? all[file] : void 0;
	const found = unpackStretches(packed ?? "").find((stretch) => line >= stretch.line && line < stretch.line + stretch.count);
	return found && `${files[found.file]}:${found.source + line - found.line}`;
}

// package.json
var name = "codedeploy-fanout";
var version = "0.1.0";

// src/tool-version.ts
const toolVersion = version;

// src/main.ts
main().catch((error) => {
	process.exitCode = 70;
	const stack = error instanceof Error ? error.stack : void 0;
	process.stderr.write(`${sourceStack(stack ?? String(error))}\n`);
});
async function main() {
	const old = whyTooOld(process.versions.node);
	if (old) {
		process.exitCode = 2;
		process.stderr.write(`error: ${old}\n`);
		return;
	}
	const post = readPostStep(process.env);
	if (post === "nothing") return;
	const read = post ?? readInputs(process.argv.slice(2), process.env);
	if (read.ok && read.inputs.command === "version") {
		process.stdout.write(`${toolVersion}\n`);
		return;
	}
	if (read.ok && read.inputs.command === "help") {
		const { helpText } = await Promise.resolve().then(() => require("./help.js"));
		process.exitCode = read.inputs.exitCode;
		process.stdout.write(helpText(read.inputs.topic));
		return;
	}
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
	const { runCommand } = await Promise.resolve().then(() => require("./run-command.js"));
	process.exitCode = await runCommand(read);
}

exports.camel = camel;
exports.durationForm = durationForm;
exports.durationPattern = durationPattern;
Object.defineProperty(exports, "name", {
  enumerable: true,
  get: function () {
    return name;
  }
});
exports.parseDuration = parseDuration;
exports.postState = postState;
exports.readInputs = readInputs;
exports.secretsIn = secretsIn;
exports.sourceStack = sourceStack;
exports.toolVersion = toolVersion;
Object.defineProperty(exports, "version", {
  enumerable: true,
  get: function () {
    return version;
  }
});