module.exports = {
"./_builtin_buffer.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_defined = () => require("./defined.js");

// src/appspec/byte-order-mark.ts
function hasByteOrderMark(bytes) {
	return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191;
}

// src/appspec/ruby/value.ts
function isTruthy(value) {
	if (value === void 0 || value.kind === "nil") return false;
	return value.kind !== "boolean" || value.value;
}
function keyOf(value) {
	return value.kind === "string" ? `"${value.value}` : inspect(value);
}
function entry(map, key) {
	return map.entries.get(`"${key}`)?.value;
}
function className(value) {
	switch (value.kind) {
		case "nil": return "NilClass";
		case "boolean": return value.value ? "TrueClass" : "FalseClass";
		case "list": return "Array";
		case "map": return "Hash";
		default: return value.kind.charAt(0).toUpperCase() + value.kind.slice(1);
	}
}
function toText(value) {
	if (value.kind === "string" || value.kind === "symbol") return value.value;
	return value.kind === "nil" ? "" : inspect(value);
}
const SYMBOL = /^(?:(?:@@?|\$)?[A-Za-z_\P{ASCII}][\w\P{ASCII}]*|[A-Za-z_\P{ASCII}][\w\P{ASCII}]*[?!=]|[-+]@?|\*\*?|[/%~^&|`]|<=>|===?|=~|![=~]?|<[<=]?|>[>=]?|\[\]=?)$/u;
function inspect(value) {
	switch (value.kind) {
		case "nil": return "nil";
		case "boolean": return String(value.value);
		case "integer": return value.value.toString();
		case "float": return floatText(value.value);
		case "string": return quote(value.value);
		case "symbol": return `:${SYMBOL.test(value.value) ? value.value : quote(value.value)}`;
		case "list": return `[${value.items.map(inspect).join(", ")}]`;
		case "map": return `{${[...value.entries.values()].map(pairText).join(", ")}}`;
	}
}
function pairText({ key, value }) {
	return `${inspect(key)}=>${inspect(value)}`;
}
function floatText(value) {
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
	if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
	const [digits = "", power = "0"] = value.toExponential().split("e");
	const exponent = Number(power);
	if (exponent >= -4 && exponent < 16) {
		const plain = exponent < 0 ? value.toFixed(digits.replace(/[-.]/g, "").length - 1 - exponent) : value.toString();
		return plain.includes(".") ? plain : `${plain}.0`;
	}
	const sign = exponent < 0 ? "-" : "+";
	return `${digits.includes(".") ? digits : `${digits}.0`}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
const NAMED = {
	"\"": "\\\"",
	"\\": "\\\\",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\f": "\\f",
	"\v": "\\v",
	"\b": "\\b",
	"\x07": "\\a",
	"\x1B": "\\e"
};
function quote(text) {
	return `"${text.replace(/["\\]|#(?=[{$@])|[\p{Cc}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) => {
		if (character === "#") return "\\#";
		const named = NAMED[character];
		if (named) return named;
		const point = character.codePointAt(0);
		const hex = point.toString(16).toUpperCase();
		if (point > 65535) return `\\u{${hex}}`;
		return `\\u${hex.padStart(4, "0")}`;
	})}"`;
}

// src/appspec/ruby/errors.ts
var RubyError = class extends Error {
	at;
	constructor(name, message, at) {
		super(message);
		this.name = name;
		this.at = at;
	}
};
function noMethod(method, value) {
	const message = `undefined method \`${method}' for ${inspect(value)}:${className(value)}`;
	return new RubyError("NoMethodError", message, value.at);
}
function noIndexByText(value) {
	return new RubyError("TypeError", "no implicit conversion of String into Integer", value.at);
}

// src/appspec/rejection.ts
var Rejection = class extends Error {
	rule;
	kind;
	at;
	hint;
	constructor(rule, kind, message, at, hint) {
		super(message);
		this.name = "Rejection";
		this.rule = rule;
		this.kind = kind;
		this.at = at;
		this.hint = hint;
	}
};
function attempt(reject, run) {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof Rejection)) throw error;
		reject(error);
		return;
	}
}
function invalid$1(rule, message, at, hint) {
	return new Rejection(rule, "validation", message, at, hint);
}
function asRuby(rule, run) {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof RubyError)) throw error;
		throw new Rejection(rule, "ruby", error.message, error.at);
	}
}

// src/appspec/ruby/scalar.ts
const WORD = /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]+/u;
const TIME = /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;
const DATE = /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/;
const INTEGER = /^[-+]?(?:0b[01_,]+|0[0-7_,]+|0|[1-9](?:[0-9]|,[0-9]|_[0-9])*|0x[0-9a-fA-F_,]+)$/;
function resolveScalar(text) {
	if (text === "") return { kind: "nil" };
	if (text.includes("\n") || WORD.test(text)) return resolveWord(text);
	if (TIME.test(text)) return {
		kind: "class",
		name: "Time"
	};
	if (DATE.test(text)) return {
		kind: "class",
		name: "Date"
	};
	if (/^\+?\.inf$/i.test(text)) return {
		kind: "float",
		value: Number.POSITIVE_INFINITY
	};
	if (/^-\.inf$/i.test(text)) return {
		kind: "float",
		value: Number.NEGATIVE_INFINITY
	};
	if (/^\.nan$/i.test(text)) return {
		kind: "float",
		value: NaN
	};
	if (/^:./u.test(text)) return {
		kind: "symbol",
		value: symbolName(text)
	};
	const sexagesimal = SEXAGESIMAL.exec(text);
	if (sexagesimal) return resolveSexagesimal(text, sexagesimal[1] !== void 0);
	if (FLOAT.test(text)) return resolveFloat(text);
	if (INTEGER.test(text)) return resolveInteger(text.replace(/[,_]/g, ""));
	return STRING;
}
const STRING = { kind: "string" };
function resolveWord(text) {
	if (text.length > 10 || !/(?:^|\n)[ytonf~]/i.test(text)) return STRING;
	if ([...text].length > 5) return STRING;
	const lines = text.toLowerCase().replaceAll("\u017f", "s").replaceAll("\ufb00", "ff").split("\n");
	if (lines.some((line) => line !== "" && !/^[ytonf~]/.test(line))) return STRING;
	if (text === "~" || lines.includes("null")) return { kind: "nil" };
	if (lines.some((line) => [
		"yes",
		"true",
		"on"
	].includes(line))) return {
		kind: "boolean",
		value: true
	};
	if (lines.some((line) => [
		"no",
		"false",
		"off"
	].includes(line))) return {
		kind: "boolean",
		value: false
	};
	return STRING;
}
function symbolName(text) {
	const quoted = /^:(["'])(.*)\1/.exec(text);
	return quoted ? quoted[2].replace(/^:/, "") : text.slice(1);
}
function resolveSexagesimal(text, isFloat) {
	const parts = text.split(":");
	if (isFloat) return {
		kind: "float",
		value: parts.reduce((sum, part, at) => sum + leadingFloat(part) * 60 ** Math.abs(at - 2), 0)
	};
	return {
		kind: "integer",
		value: parts.reduce((sum, part, at) => sum + leadingInteger(part) * 60n ** BigInt(Math.abs(at - 2)), 0n)
	};
}
function resolveFloat(text) {
	if (/^[-+]?\.$/.test(text)) return STRING;
	const plain = text.replace(/[,_]/g, "").replace(/\.(?=[eE]|$)/g, "");
	const value = strictFloat(plain);
	return value === void 0 ? invalid("Float", plain) : {
		kind: "float",
		value
	};
}
function resolveInteger(plain) {
	const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(plain) ?? [];
	if (/^0[bx]$/.test(digits)) return invalid("Integer", plain);
	const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
	return {
		kind: "integer",
		value: sign === "-" ? -magnitude : magnitude
	};
}
function invalid(type, text) {
	return {
		kind: "invalid",
		error: "ArgumentError",
		message: `invalid value for ${type}(): "${text}"`
	};
}
function strictFloat(text) {
	const plain = text.trim();
	if (/^[-+]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:(?<=\d)[eE][-+]?\d+(?:_\d+)*)?$/.test(plain) && /\d/.test(plain)) return Number(plain.replaceAll("_", ""));
	const hex = /^([-+]?)(0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)$/.exec(plain);
	if (!hex) return void 0;
	const magnitude = Number(hex[2].replaceAll("_", ""));
	return hex[1] === "-" ? -magnitude : magnitude;
}
function leadingInteger(text) {
	const match = /^[\s\0]*([-+]?)(?:0[dD](?=\d))?(\d+(?:_\d+)*)/.exec(text);
	if (!match) return 0n;
	const magnitude = BigInt(match[2].replaceAll("_", ""));
	return match[1] === "-" ? -magnitude : magnitude;
}
function leadingFloat(text) {
	const match = /^[-+]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?/.exec(text);
	return match ? Number(match[0].replaceAll("_", "")) : 0;
}

// src/appspec/ruby/string-tag.ts
const STRING_TAG = /^!(?:str|ruby\/string)(?::(.*))?$/;
const YAML_TAG = "tag:yaml.org,2002:";
function disallowed(name, at) {
	return new RubyError("Psych::DisallowedClass", `Tried to load unspecified class: ${name}`, at);
}

// src/appspec/ruby/load-scalar.ts
function loadScalar(node) {
	const { text, tag, at } = node;
	if (node.quoted) return {
		kind: "string",
		value: text,
		at
	};
	if (tag === void 0) return plainValue(text, at);
	if (tag === "!binary" || tag === `${"tag:yaml.org,2002:"}binary`) return {
		kind: "string",
		value: decodeBase64(text),
		at
	};
	const string = STRING_TAG.exec(tag);
	if (string || tag === `${"tag:yaml.org,2002:"}str`) {
		if (string?.[1]) throw disallowed(string[1], at);
		return {
			kind: "string",
			value: text,
			at
		};
	}
	const refused = REFUSED_SCALARS[tag];
	if (refused) throw disallowed(refused, at);
	if (tag === "!ruby/class" || tag === "!ruby/module") {
		if (text === "") return {
			kind: "nil",
			at
		};
		throw disallowed(text, at);
	}
	if (tag === "!ruby/encoding") throw new RubyError("ArgumentError", `unknown encoding name - ${text}`, at);
	if (tag === `${"tag:yaml.org,2002:"}float` || tag === "!float") return loadFloat(text, at);
	if (/^!ruby\/sym(?:bol)?:?/.test(tag)) return {
		kind: "symbol",
		value: text,
		at
	};
	return plainValue(text, at);
}
const REFUSED_SCALARS = {
	"!ruby/object:BigDecimal": "BigDecimal",
	"!ruby/object:DateTime": "DateTime",
	"!ruby/object:Complex": "Complex",
	"!ruby/object:Rational": "Rational",
	"!ruby/regexp": "Regexp",
	"!ruby/range": "Range"
};
function plainValue(text, at) {
	const scalar = resolveScalar(text);
	switch (scalar.kind) {
		case "string": return {
			kind: "string",
			value: text,
			at
		};
		case "class": throw disallowed(scalar.name, at);
		case "invalid": throw new RubyError(scalar.error, scalar.message, at);
		case "integer": return {
			kind: "integer",
			value: scalar.value,
			written: text,
			at
		};
		case "float": return {
			kind: "float",
			value: scalar.value,
			written: text,
			at
		};
		case "nil": return {
			kind: "nil",
			at
		};
		case "boolean": return {
			kind: "boolean",
			value: scalar.value,
			at
		};
		case "symbol": return {
			kind: "symbol",
			value: scalar.value,
			at
		};
	}
}
function loadFloat(text, at) {
	const value = plainValue(text, at);
	if (value.kind === "float") return value;
	if (value.kind === "integer") return {
		kind: "float",
		value: Number(value.value),
		written: text,
		at
	};
	if (value.kind !== "string") {
		const what = value.kind === "symbol" ? "Symbol" : value.kind === "nil" ? "nil" : toText(value);
		throw new RubyError("TypeError", `can't convert ${what} into Float`, at);
	}
	const number = strictFloat(text);
	if (number === void 0) throw new RubyError("ArgumentError", `invalid value for Float(): ${quoteAscii(text)}`, at);
	return {
		kind: "float",
		value: number,
		written: text,
		at
	};
}
function quoteAscii(text) {
	return quote(text).replace(/\P{ASCII}/gu, (character) => [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).toUpperCase()}`).join(""));
}
function decodeBase64(text) {
	const body = text.split("=")[0]?.replace(/[^A-Za-z0-9+/]/g, "") ?? "";
	const binary = atob(body.length % 4 === 1 ? body.slice(0, -1) : body);
	const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
	return new TextDecoder().decode(bytes);
}

// src/appspec/ruby/load.ts
const DEEPEST$1 = 1e3;
function loadYaml(node, depth = 0) {
	const { at } = node;
	if (depth > DEEPEST$1) throw new RubyError("SystemStackError", "stack level too deep", at);
	switch (node.kind) {
		case "alias": throw new RubyError("Psych::BadAlias", `Unknown alias: ${node.name}`, at);
		case "scalar": return loadScalar(node);
		case "sequence": return loadSequence(node, at, depth);
		case "mapping": return loadMapping(node, at, depth);
	}
}
function loadSequence(node, at, depth) {
	if (node.tag === "!omap" || node.tag === `${"tag:yaml.org,2002:"}omap`) return loadOmap(node, at, depth);
	const named = /^!(?:seq|ruby\/array):(.*)$/.exec(node.tag ?? "");
	if (named) throw refusedClass(named[1], at);
	return {
		kind: "list",
		items: node.items.map((item) => loadYaml(item, depth + 1)),
		at
	};
}
function loadOmap(node, at, depth) {
	const map = emptyMap(at);
	for (const item of node.items) {
		const parts = item.kind === "mapping" || item.kind === "sequence" ? item.items : [];
		const [first, last] = [parts[0], parts.at(-1)];
		if (!first || !last) throw new RubyError("NoMethodError", "undefined method `visit_NilClass' for #<Psych::Visitors::NoAliasRuby>", item.at);
		put(map, loadYaml(first, depth + 1), loadYaml(last, depth + 1));
	}
	return map;
}
function refusedClass(name, at) {
	if (name) return disallowed(name, at);
	return new RubyError("NoMethodError", "undefined method `allocate' for nil:NilClass", at);
}
const REFUSED_MAPPINGS = [
	[/^!ruby\/struct:?(.*)?$/, "Struct"],
	[/^!ruby\/object:?(?!Hash$)(.*)?$/, "Object"],
	[/^!ruby\/range$/, "Range"],
	[/^(?:!set|tag:yaml\.org,2002:set)$/, "Psych::Set"],
	[/^(?:!omap|tag:yaml\.org,2002:omap)$/, "Psych::Omap"]
];
const NAMED_MAPPINGS = /^!(?:ruby\/array|map|ruby\/hash|ruby\/marshalable|ruby\/hash-with-ivars):(.*)$/;
function loadMapping(node, at, depth) {
	const { tag } = node;
	if (tag === void 0) return loadHash(node, at, depth);
	for (const [pattern, fallback] of REFUSED_MAPPINGS) {
		const match = pattern.exec(tag);
		if (match) throw disallowed(match[1] || fallback, at);
	}
	const named = NAMED_MAPPINGS.exec(tag);
	if (named) throw refusedClass(named[1], at);
	const string = STRING_TAG.exec(tag);
	if (string?.[1]) throw disallowed(string[1], at);
	if (string || tag === `${"tag:yaml.org,2002:"}str`) return loadStringMapping(node, at, depth);
	const map = loadHash(node, at, depth);
	if (/^!ruby\/exception:?/.test(tag)) throw disallowed(tag.replace(/^!ruby\/exception:?/, "") || "Exception", at);
	return map;
}
function loadStringMapping(node, at, depth) {
	let text = {
		kind: "nil",
		at
	};
	const variables = emptyMap(at);
	for (let index = 0; index + 1 < node.items.length; index += 2) {
		const key = loadYaml(node.items[index], depth + 1);
		const value = loadYaml(node.items[index + 1], depth + 1);
		if (key.kind === "string" && key.value === "str") text = value;
		else put(variables, key, value);
	}
	for (const { key } of variables.entries.values()) {
		const name = `@${toText(key).replace(/^@/, "")}`;
		if (!/^@[A-Za-z_\P{ASCII}][\w\P{ASCII}]*$/u.test(name)) {
			const message = `\`${name}' is not allowed as an instance variable name`;
			throw new RubyError("NameError", message, key.at);
		}
		if (text.kind === "string" || text.kind === "list" || text.kind === "map") continue;
		const message = `can't modify frozen ${className(text)}: ${inspect(text)}`;
		throw new RubyError("FrozenError", message, key.at);
	}
	return text;
}
function loadHash(node, at, depth) {
	const map = emptyMap(at);
	for (let index = 0; index + 1 < node.items.length; index += 2) {
		const keyNode = node.items[index];
		const valueNode = node.items[index + 1];
		const key = loadYaml(keyNode, depth + 1);
		const value = loadYaml(valueNode, depth + 1);
		if (!(key.kind === "string" && key.value === "<<" && !isTagged(keyNode)) || !merge(map, valueNode, value)) put(map, key, value);
	}
	return map;
}
function isTagged(node) {
	return node.kind !== "alias" && node.tag === `${"tag:yaml.org,2002:"}str`;
}
function merge(map, node, value) {
	if (node.kind === "mapping" && value.kind === "map") {
		for (const { key, value: inner } of value.entries.values()) put(map, key, inner);
		return true;
	}
	if (node.kind !== "sequence" || value.kind !== "list") return false;
	if (!value.items.every((item) => item.kind === "map")) return false;
	const merged = emptyMap(value.at);
	for (const item of value.items.toReversed()) if (item.kind === "map") for (const each of item.entries.values()) put(merged, each.key, each.value);
	for (const { key, value: inner } of merged.entries.values()) put(map, key, inner);
	return true;
}
function emptyMap(at) {
	return {
		kind: "map",
		entries: /* @__PURE__ */ new Map(),
		repeated: {
			first: [],
			count: 0
		},
		at
	};
}
const MOST_REPEATED = 500;
function put(map, key, value) {
	const name = keyOf(key);
	const before = map.entries.get(name);
	if (!before) {
		map.entries.set(name, {
			key,
			value
		});
		return;
	}
	const { repeated } = map;
	repeated.count += 1;
	if (repeated.first.length < MOST_REPEATED) repeated.first.push({
		key,
		before: before.key
	});
	before.key = key;
	before.value = value;
}

// src/appspec/yaml/characters.ts
var YamlError = class extends Error {
	context;
	mark;
	constructor(problem, mark, context) {
		super(problem);
		this.name = "YamlError";
		this.mark = mark;
		this.context = context;
	}
};
const END = 0;
const LF = 10;
const CR = 13;
const BOM = 65279;
const UNREADABLE = 4294967295;
const BLOCK = 16384;
var Text = class {
	points;
	#problem;
	constructor(bytes) {
		const { points, problem } = decode(bytes);
		this.points = points;
		this.#problem = problem;
	}
	at(index) {
		const point = this.points[index] ?? 0;
		if (point === UNREADABLE && this.#problem) throw this.#problem;
		return point;
	}
	slice(from, to) {
		let text = "";
		if (to - from > 64) {
			for (let at = from; at < to; at += 4096) text += String.fromCodePoint(...this.points.subarray(at, Math.min(to, at + 4096)));
			return text;
		}
		for (let at = from; at < to; at++) text += String.fromCodePoint(this.points[at]);
		return text;
	}
};
function isBreak(point) {
	return point === 10 || point === 13 || point === 133 || point === 8232 || point === 8233;
}
function isBlank(point) {
	return point === 32 || point === 9;
}
function isBreakOrEnd(point) {
	return isBreak(point) || point === 0;
}
function isSpaceOrEnd(point) {
	return isBlank(point) || isBreakOrEnd(point);
}
function isDigit(point) {
	return point >= 48 && point <= 57;
}
function isNameCharacter(point) {
	return isDigit(point) || point >= 65 && point <= 90 || point >= 97 && point <= 122 || point === 45 || point === 95;
}
function decode(bytes) {
	const points = new Uint32Array(bytes.length + 1);
	let count = 0;
	let at = 0;
	let blockEnd = Math.min(BLOCK, bytes.length);
	let blockCount = 0;
	while (at < bytes.length) {
		const width = widthOf(bytes[at]);
		if (at + Math.max(width, 1) > blockEnd) {
			blockEnd = Math.min(at + BLOCK, bytes.length);
			blockCount = count;
		}
		const point = width === 0 ? "invalid leading UTF-8 octet" : decodeAt(bytes, at, width);
		if (typeof point === "string") {
			const problem = new YamlError(point, markAfter(points, count));
			points[blockCount] = UNREADABLE;
			return {
				points: points.subarray(0, blockCount + 1),
				problem
			};
		}
		points[count++] = point;
		at += width;
	}
	return {
		points: points.subarray(0, count + 1),
		problem: void 0
	};
}
function widthOf(octet) {
	if (octet < 128) return 1;
	if ((octet & 224) === 192) return 2;
	if ((octet & 240) === 224) return 3;
	return (octet & 248) === 240 ? 4 : 0;
}
const SMALLEST = [
	0,
	0,
	128,
	2048,
	65536
];
function decodeAt(bytes, at, width) {
	if (at + width > bytes.length) return "incomplete UTF-8 octet sequence";
	const lead = bytes[at];
	let point = width === 1 ? lead : lead & 255 >> width + 1;
	for (let next = at + 1; next < at + width; next++) {
		const octet = bytes[next];
		if ((octet & 192) !== 128) return "invalid trailing UTF-8 octet";
		point = (point << 6) + (octet & 63);
	}
	if (point < SMALLEST[width]) return "invalid length of a UTF-8 sequence";
	if (point >= 55296 && point <= 57343 || point > 1114111) return "invalid Unicode character";
	return isAllowed(point) ? point : "control characters are not allowed";
}
function isAllowed(point) {
	return point === 9 || point === 10 || point === 13 || point >= 32 && point <= 126 || point === 133 || point >= 160 && point <= 65533 || point >= 65536;
}
function markAfter(points, count) {
	let line = 1;
	let start = 0;
	for (let index = 0; index < count; index++) {
		const point = points[index];
		if (!isBreak(point) || point === 13 && points[index + 1] === 10 && index + 1 < count) continue;
		line++;
		start = index + 1;
	}
	return {
		index: count,
		line,
		column: count - start + 1
	};
}

// src/appspec/yaml/directives.ts
function readDirectives(scanner) {
	const handles = /* @__PURE__ */ new Map();
	let versionSeen = false;
	for (let token = scanner.peek();; token = scanner.peek()) {
		if (token.type === "version") {
			if (versionSeen) throw new YamlError("found duplicate %YAML directive", token.start);
			if (token.major !== 1 || token.minor !== 1 && token.minor !== 2) throw new YamlError("found incompatible YAML document", token.start);
			versionSeen = true;
		} else if (token.type === "tag-directive") {
			if (handles.has(token.handle)) throw new YamlError("found duplicate %TAG directive", token.start);
			handles.set(token.handle, token.prefix);
		} else break;
		scanner.take();
	}
	return new Map([
		["!", "!"],
		["!!", "tag:yaml.org,2002:"],
		...handles
	]);
}

// src/appspec/yaml/escapes.ts
const ESCAPES = {
	"0": "\0",
	a: "\x07",
	b: "\b",
	t: "	",
	"	": "	",
	n: "\n",
	v: "\v",
	f: "\f",
	r: "\r",
	e: "\x1B",
	" ": " ",
	"\"": "\"",
	"/": "/",
	"\\": "\\",
	N: "\u0085",
	_: "\xA0",
	L: "\u2028",
	P: "\u2029"
};
const DIGITS = {
	x: 2,
	u: 4,
	U: 8
};
function readEscape(cursor, start) {
	const context = "while parsing a quoted scalar";
	const name = String.fromCodePoint(cursor.peek(1));
	const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name] : void 0;
	const plain = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : void 0;
	if (digits === void 0 && plain === void 0) throw cursor.error("found unknown escape character", context, start);
	cursor.skip(2);
	if (plain !== void 0) return plain;
	let point = 0;
	for (let digit = 0; digit < digits; digit++) {
		const value = hexDigit(cursor.peek(digit));
		if (value < 0) throw cursor.error("did not find expected hexdecimal number", context, start);
		point = point * 16 + value;
	}
	if (point >= 55296 && point <= 57343 || point > 1114111) throw cursor.error("found invalid Unicode character escape code", context, start);
	cursor.skip(digits);
	return String.fromCodePoint(point);
}
function hexDigit(point) {
	const value = Number.parseInt(String.fromCodePoint(point), 16);
	return Number.isNaN(value) ? -1 : value;
}

// src/appspec/yaml/rest-of-line.ts
const HASH$1 = 35;
function skipRestOfLine(cursor, context, start) {
	cursor.skipWhile(isBlank);
	if (cursor.peek() === HASH$1) cursor.skipWhile((point) => !isBreakOrEnd(point));
	if (!isBreakOrEnd(cursor.peek())) throw cursor.error("did not find expected comment or line break", context, start);
	cursor.skipBreak();
}

// src/appspec/yaml/anchors-and-tags.ts
const BANG = 33;
const PERCENT$1 = 37;
const COMMA = 44;
const DOT$1 = 46;
const LESS = 60;
const GREATER = 62;
const AFTER_ANCHOR = new Set([..."?:,]}%@`"].map((character) => character.charCodeAt(0)));
const IN_URI = new Set([...";/?:@&=+$.%!~*'()"].map((character) => character.charCodeAt(0)));
const IN_VERBATIM_URI = new Set([...",[]"].map((character) => character.charCodeAt(0)));
function readAnchor(cursor, context) {
	const start = cursor.mark();
	cursor.skip();
	const from = cursor.index;
	cursor.skipWhile(isNameCharacter);
	const next = cursor.peek();
	if (cursor.index === from || !(isSpaceOrEnd(next) || AFTER_ANCHOR.has(next))) throw cursor.error("did not find expected alphabetic or numeric character", context, start);
	return cursor.since(from);
}
function readTag(cursor, inFlow) {
	const start = cursor.mark();
	const tag = cursor.peek(1) === LESS ? readVerbatim(cursor, start) : readShorthand(cursor, start);
	const next = cursor.peek();
	if (!isSpaceOrEnd(next) && !(inFlow && next === COMMA)) throw cursor.error(EXPECTED_SPACE, "while scanning a tag", start);
	return tag;
}
const EXPECTED_SPACE = "did not find expected whitespace or line break";
function readVerbatim(cursor, start) {
	cursor.skip(2);
	const suffix = readUri(cursor, {
		start,
		head: "",
		verbatim: true,
		directive: false
	});
	if (cursor.peek() !== GREATER) throw cursor.error("did not find the expected '>'", "while scanning a tag", start);
	cursor.skip();
	return {
		handle: "",
		suffix
	};
}
function readShorthand(cursor, start) {
	const handle = readHandle(cursor, start, false);
	const isHandle = handle.length > 1 && handle.endsWith("!");
	const suffix = readUri(cursor, {
		start,
		head: isHandle ? "" : handle,
		verbatim: false,
		directive: false
	});
	if (isHandle) return {
		handle,
		suffix
	};
	return suffix === "" ? {
		handle: "",
		suffix: "!"
	} : {
		handle: "!",
		suffix
	};
}
function readHandle(cursor, start, directive) {
	if (cursor.peek() !== BANG) {
		const context = directive ? "while scanning a tag directive" : "while scanning a tag";
		throw cursor.error("did not find expected '!'", context, start);
	}
	const from = cursor.index;
	cursor.skip();
	cursor.skipWhile(isNameCharacter);
	if (cursor.peek() === BANG) cursor.skip();
	else if (directive && cursor.index > from + 1) throw cursor.error("did not find expected '!'", "while parsing a tag directive", start);
	return cursor.since(from);
}
function readUri(cursor, { start, head, verbatim, directive }) {
	const context = directive ? "while parsing a %TAG directive" : "while parsing a tag";
	let uri = head.slice(1);
	const from = cursor.index;
	for (;;) {
		const point = cursor.peek();
		if (point === PERCENT$1) uri += readUriEscapes(cursor, context, start);
		else if (isNameCharacter(point) || IN_URI.has(point) || verbatim && IN_VERBATIM_URI.has(point)) {
			uri += String.fromCodePoint(point);
			cursor.skip();
		} else break;
	}
	if (cursor.index === from && head === "") throw cursor.error("did not find expected tag URI", context, start);
	return uri;
}
function readUriEscapes(cursor, context, start) {
	const octets = [];
	let width = 0;
	do {
		const [high, low] = [hexDigit(cursor.peek(1)), hexDigit(cursor.peek(2))];
		if (cursor.peek() !== PERCENT$1 || high < 0 || low < 0) throw cursor.error("did not find URI escaped octet", context, start);
		const octet = high * 16 + low;
		if (octets.length === 0) {
			width = octet < 128 ? 1 : [
				2,
				3,
				4
			].find((bytes) => octet >> 7 - bytes === LEADS[bytes]) ?? 0;
			if (width === 0) throw cursor.error("found an incorrect leading UTF-8 octet", context, start);
		} else if ((octet & 192) !== 128) throw cursor.error("found an incorrect trailing UTF-8 octet", context, start);
		octets.push(octet);
		cursor.skip(3);
	} while (octets.length < width);
	return new TextDecoder().decode(Uint8Array.from(octets));
}
const LEADS = {
	2: 6,
	3: 14,
	4: 30
};
function readDirective(cursor) {
	const start = cursor.mark();
	const context = "while scanning a directive";
	cursor.skip();
	const from = cursor.index;
	cursor.skipWhile(isNameCharacter);
	const name = cursor.since(from);
	if (name === "") throw cursor.error("could not find expected directive name", context, start);
	if (!isSpaceOrEnd(cursor.peek())) throw cursor.error("found unexpected non-alphabetical character", context, start);
	if (name !== "YAML" && name !== "TAG") throw cursor.error("found unknown directive name", context, start);
	const directive = name === "YAML" ? readVersion(cursor, start) : readTagPrefix(cursor, start);
	skipRestOfLine(cursor, context, start);
	return directive;
}
function readVersion(cursor, start) {
	cursor.skipWhile(isBlank);
	const major = readVersionNumber(cursor, start);
	if (cursor.peek() !== DOT$1) throw cursor.error("did not find expected digit or '.' character", "while scanning a %YAML directive", start);
	cursor.skip();
	return {
		type: "version",
		major,
		minor: readVersionNumber(cursor, start)
	};
}
function readVersionNumber(cursor, start) {
	const context = "while scanning a %YAML directive";
	const from = cursor.index;
	while (isDigit(cursor.peek())) {
		if (cursor.index - from === 9) throw cursor.error("found extremely long version number", context, start);
		cursor.skip();
	}
	if (cursor.index === from) throw cursor.error("did not find expected version number", context, start);
	return Number(cursor.since(from));
}
function readTagPrefix(cursor, start) {
	const context = "while scanning a %TAG directive";
	cursor.skipWhile(isBlank);
	const handle = readHandle(cursor, start, true);
	if (!isBlank(cursor.peek())) throw cursor.error("did not find expected whitespace", context, start);
	cursor.skipWhile(isBlank);
	const prefix = readUri(cursor, {
		start,
		head: "",
		verbatim: true,
		directive: true
	});
	if (!isSpaceOrEnd(cursor.peek())) throw cursor.error(EXPECTED_SPACE, context, start);
	return {
		type: "tag-directive",
		handle,
		prefix
	};
}

// src/appspec/yaml/block-scalar.ts
const TAB$1 = 9;
const SPACE = 32;
const ZERO = 48;
const PLUS = 43;
const MINUS = 45;
const PIPE = 124;
function readBlock(cursor, parent) {
	const start = cursor.mark();
	const literal = cursor.peek() === PIPE;
	cursor.skip();
	const { chomp, increment } = readBlockHeader(cursor, start);
	let breaks = readBlockBreaks(cursor, increment === 0 ? 0 : Math.max(parent, 0) + increment, parent, start);
	const { indent } = breaks;
	const parts = [];
	let lineBreak = "";
	let blankBefore = false;
	while (cursor.column === indent && cursor.peek() !== 0) {
		const blank = isBlank(cursor.peek());
		if (!literal && lineBreak === "\n" && !blankBefore && !blank) {
			if (breaks.text === "") parts.push(" ");
		} else parts.push(lineBreak);
		parts.push(breaks.text);
		blankBefore = blank;
		const from = cursor.index;
		cursor.skipWhile((point) => !isBreakOrEnd(point));
		parts.push(cursor.since(from));
		lineBreak = cursor.skipBreak();
		breaks = readBlockBreaks(cursor, indent, parent, start);
	}
	if (chomp !== "strip") parts.push(lineBreak);
	if (chomp === "keep") parts.push(breaks.text);
	return parts.join("");
}
function readBlockHeader(cursor, start) {
	const context = "while scanning a block scalar";
	const header = {
		chomp: "clip",
		increment: 0
	};
	let [chompSeen, incrementSeen] = [false, false];
	for (;;) {
		const point = cursor.peek();
		if (!chompSeen && (point === PLUS || point === MINUS)) {
			header.chomp = point === PLUS ? "keep" : "strip";
			chompSeen = true;
		} else if (!incrementSeen && isDigit(point)) {
			if (point === ZERO) throw cursor.error("found an indentation indicator equal to 0", context, start);
			header.increment = point - ZERO;
			incrementSeen = true;
		} else break;
		cursor.skip();
	}
	skipRestOfLine(cursor, context, start);
	return header;
}
function readBlockBreaks(cursor, indent, parent, start) {
	let deepest = 0;
	const text = [];
	for (;;) {
		const isOpen = () => indent === 0 || cursor.column < indent;
		while (isOpen() && cursor.peek() === SPACE) cursor.skip();
		deepest = Math.max(deepest, cursor.column);
		if (isOpen() && cursor.peek() === TAB$1) throw cursor.error("found a tab character where an indentation space is expected", "while scanning a block scalar", start);
		if (!isBreak(cursor.peek())) break;
		text.push(cursor.skipBreak());
	}
	return {
		text: text.join(""),
		indent: indent || Math.max(deepest, parent + 1, 1)
	};
}

// src/appspec/yaml/cursor.ts
const DASH$1 = 45;
const DOT = 46;
var Cursor = class {
	text;
	index = 0;
	line = 0;
	column = 0;
	constructor(bytes) {
		this.text = new Text(bytes);
	}
	peek(offset = 0) {
		return this.text.at(this.index + offset);
	}
	mark() {
		return {
			index: this.index,
			line: this.line + 1,
			column: this.column + 1
		};
	}
	skip(count = 1) {
		this.index += count;
		this.column += count;
	}
	skipWhile(accept) {
		while (accept(this.peek())) this.skip();
	}
	skipBreak() {
		const point = this.peek();
		if (!isBreak(point)) return "";
		this.index += point === 13 && this.peek(1) === 10 ? 2 : 1;
		this.column = 0;
		this.line++;
		return point === 8232 || point === 8233 ? String.fromCodePoint(point) : "\n";
	}
	since(index) {
		return this.text.slice(index, this.index);
	}
	documentMarker() {
		const first = this.peek();
		if (this.column !== 0 || first !== DASH$1 && first !== DOT) return void 0;
		if (this.peek(1) !== first || this.peek(2) !== first) return void 0;
		if (!isSpaceOrEnd(this.peek(3))) return void 0;
		return first === DASH$1 ? "start" : "end";
	}
	error(problem, context, start = this.mark()) {
		return new YamlError(problem, this.mark(), {
			...context && { text: context },
			mark: start
		});
	}
};

// src/appspec/yaml/kinds.ts
const KINDS = new Map(Object.entries({
	"[": "flow-sequence-start",
	"{": "flow-mapping-start",
	"]": "flow-sequence-end",
	"}": "flow-mapping-end",
	",": "flow-entry",
	"-": "block-entry",
	"?": "key",
	":": "value",
	"*": "alias",
	"&": "anchor",
	"!": "tag",
	"|": "block",
	">": "block",
	"'": "quoted",
	"\"": "quoted"
}).map(([sign, kind]) => [sign.charCodeAt(0), kind]));
const CANNOT_START = new Set([..."-?:,[]{}#&*!|>'\"%@`"].map((sign) => sign.charCodeAt(0)));
const PERCENT = 37;
const DASH = 45;
const QUESTION$1 = 63;
const COLON$1 = 58;
function kindAt(cursor, inFlow) {
	const point = cursor.peek();
	if (point === 0) return "stream-end";
	if (cursor.column === 0 && point === PERCENT) return "directive";
	const marker = cursor.documentMarker();
	if (marker) return `document-${marker}`;
	const kind = KINDS.get(point);
	if (kind && isIndicator(kind, inFlow, cursor)) return kind;
	if (isPlainStart(point, inFlow, cursor)) return "plain";
	throw cursor.error("found character that cannot start any token", "while scanning for the next token");
}
function isIndicator(kind, inFlow, cursor) {
	if (kind === "block") return !inFlow;
	if (kind !== "block-entry" && kind !== "key" && kind !== "value") return true;
	return isSpaceOrEnd(cursor.peek(1)) || inFlow && kind !== "block-entry";
}
function isPlainStart(point, inFlow, cursor) {
	const next = cursor.peek(1);
	if (point === DASH) return !isBlank(next);
	if (point === QUESTION$1 || point === COLON$1) return !inFlow && !isSpaceOrEnd(next);
	return !isSpaceOrEnd(point) && !CANNOT_START.has(point);
}

// src/appspec/yaml/scalars.ts
const TAB = 9;
const HASH = 35;
const COLON = 58;
const BACKSLASH = 92;
const SINGLE = 39;
const FLOW = /* @__PURE__ */ new Set([
	44,
	91,
	93,
	123,
	125
]);
const QUESTION = 63;
function readPlain(cursor, indent, inFlow) {
	const start = cursor.mark();
	let text = "";
	let gap = NO_GAP;
	while (!cursor.documentMarker() && cursor.peek() !== HASH) {
		const from = cursor.index;
		skipPlainWord(cursor, inFlow, start);
		if (cursor.index > from) {
			text += gap.text + cursor.since(from);
			gap = NO_GAP;
		}
		if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
		gap = readGap(cursor, false, () => {
			if (cursor.column <= indent) throw cursor.error("found a tab character that violates indentation", "while scanning a plain scalar", start);
		});
		if (!inFlow && cursor.column <= indent) break;
	}
	return {
		text,
		brokeLine: gap.broke
	};
}
function skipPlainWord(cursor, inFlow, start) {
	for (;;) {
		const point = cursor.peek();
		if (isSpaceOrEnd(point) || inFlow && FLOW.has(point)) return;
		if (point === COLON) {
			const next = cursor.peek(1);
			if (inFlow && (FLOW.has(next) || next === QUESTION)) throw cursor.error("found unexpected ':'", "while scanning a plain scalar", start);
			if (isSpaceOrEnd(next)) return;
		}
		cursor.skip();
	}
}
function readQuoted(cursor) {
	const start = cursor.mark();
	const quote = cursor.peek();
	const parts = [];
	cursor.skip();
	for (;;) {
		if (cursor.documentMarker()) throw cursor.error("found unexpected document indicator", "while scanning a quoted scalar", start);
		if (cursor.peek() === 0) throw cursor.error("found unexpected end of stream", "while scanning a quoted scalar", start);
		const escapedBreak = readQuotedWord(cursor, quote, start, parts);
		if (cursor.peek() === quote) break;
		parts.push(readGap(cursor, escapedBreak).text);
	}
	cursor.skip();
	return parts.join("");
}
function readQuotedWord(cursor, quote, start, parts) {
	let from = cursor.index;
	for (;;) {
		const point = cursor.peek();
		const isQuote = point === quote;
		const isEscape = quote === SINGLE ? isQuote && cursor.peek(1) === SINGLE : point === BACKSLASH;
		if (isSpaceOrEnd(point) || isQuote && !isEscape) {
			parts.push(cursor.since(from));
			return false;
		}
		if (!isEscape) {
			cursor.skip();
			continue;
		}
		parts.push(cursor.since(from));
		if (isQuote) {
			cursor.skip(2);
			parts.push("'");
		} else if (isBreak(cursor.peek(1))) {
			cursor.skip();
			cursor.skipBreak();
			return true;
		} else parts.push(readEscape(cursor, start));
		from = cursor.index;
	}
}
const NO_GAP = {
	text: "",
	broke: false
};
function readGap(cursor, broke, onIndentingTab) {
	const from = cursor.index;
	if (!broke) cursor.skipWhile(isBlank);
	if (!broke && !isBreak(cursor.peek())) return {
		text: cursor.since(from),
		broke: false
	};
	const first = broke ? "" : cursor.skipBreak();
	const rest = [];
	for (;;) {
		const point = cursor.peek();
		if (isBlank(point)) {
			if (point === TAB) onIndentingTab?.();
			cursor.skip();
		} else if (isBreak(point)) rest.push(cursor.skipBreak());
		else break;
	}
	if (first !== "\n") return {
		text: first + rest.join(""),
		broke: true
	};
	return {
		text: rest.join("") || " ",
		broke: true
	};
}

// src/appspec/yaml/simple-keys.ts
const LONGEST = 1024;
var SimpleKeys = class {
	#levels = [void 0];
	#lowest = 0;
	enter() {
		this.#levels.push(void 0);
	}
	leave() {
		this.#levels.pop();
		this.#lowest = Math.min(this.#lowest, this.#levels.length - 1);
	}
	save(cursor, key) {
		this.remove(cursor);
		this.#levels[this.#levels.length - 1] = key;
	}
	remove(cursor) {
		const key = this.take();
		if (key?.required) throw expectedColon(cursor, key);
	}
	take() {
		const key = this.#levels.at(-1);
		this.#levels[this.#levels.length - 1] = void 0;
		return key;
	}
	expire(cursor) {
		for (let key = this.#first(); key; key = this.#first()) {
			if (key.mark.line === cursor.line + 1 && key.mark.index + LONGEST >= cursor.index) return;
			if (key.required) throw expectedColon(cursor, key);
			this.#levels[this.#lowest] = void 0;
		}
	}
	hasTokenAt(number) {
		return this.#first()?.token === number;
	}
	#first() {
		while (this.#lowest < this.#levels.length - 1 && !this.#levels[this.#lowest]) this.#lowest++;
		return this.#levels[this.#lowest];
	}
};
function expectedColon(cursor, key) {
	return cursor.error("could not find expected ':'", "while scanning a simple key", key.mark);
}

// src/appspec/yaml/tokens.ts
var TokenQueue = class {
	#tokens = [];
	#head = 0;
	#taken = 0;
	get isEmpty() {
		return this.#head === this.#tokens.length;
	}
	get head() {
		return this.#tokens[this.#head];
	}
	get headNumber() {
		return this.#taken;
	}
	get nextNumber() {
		return this.#taken + this.#tokens.length - this.#head;
	}
	push(token) {
		this.#tokens.push(token);
	}
	insert(token, before) {
		if (before === void 0) this.#tokens.push(token);
		else this.#tokens.splice(this.#head + before - this.#taken, 0, token);
	}
	drop() {
		this.#head++;
		this.#taken++;
		if (this.#head < 1024 || this.#head * 2 < this.#tokens.length) return;
		this.#tokens = this.#tokens.slice(this.#head);
		this.#head = 0;
	}
};

// src/appspec/yaml/scanner.ts
var Scanner = class {
	#cursor;
	#tokens = new TokenQueue();
	#keys = new SimpleKeys();
	#flowLevel = 0;
	#indent = -1;
	#indents = [];
	#keyAllowed = true;
	constructor(bytes) {
		this.#cursor = new Cursor(bytes);
	}
	peek() {
		while (this.#tokens.isEmpty || this.#headMayBecomeKey()) this.#fetch();
		return this.#tokens.head;
	}
	take() {
		const token = this.peek();
		this.#tokens.drop();
		return token;
	}
	#headMayBecomeKey() {
		this.#keys.expire(this.#cursor);
		return this.#keys.hasTokenAt(this.#tokens.headNumber);
	}
	#fetch() {
		this.#skipToToken();
		this.#keys.expire(this.#cursor);
		this.#unroll(this.#cursor.column);
		const kind = kindAt(this.#cursor, this.#flowLevel > 0);
		switch (kind) {
			case "stream-end":
				this.#fetchStreamEnd();
				break;
			case "directive":
				this.#fetchDirective();
				break;
			case "document-start":
			case "document-end":
				this.#fetchDocumentMarker(kind);
				break;
			case "flow-sequence-start":
			case "flow-mapping-start":
				this.#fetchFlowStart(kind);
				break;
			case "flow-sequence-end":
			case "flow-mapping-end":
				this.#fetchFlowEnd(kind);
				break;
			case "flow-entry":
				this.#fetchFlowEntry();
				break;
			case "block-entry":
				this.#fetchBlockEntry();
				break;
			case "key":
				this.#fetchKey();
				break;
			case "value":
				this.#fetchValue();
				break;
			case "alias":
			case "anchor":
			case "tag":
				this.#fetchName(kind);
				break;
			case "block":
				this.#fetchBlockScalar();
				break;
			case "quoted":
				this.#fetchQuoted();
				break;
			case "plain": this.#fetchPlain();
		}
	}
	#skipToToken() {
		const cursor = this.#cursor;
		for (;;) {
			if (cursor.column === 0 && cursor.peek() === 65279) cursor.skip();
			const tabs = this.#flowLevel > 0 || !this.#keyAllowed;
			cursor.skipWhile((point) => point === 32 || tabs && point === 9);
			if (cursor.peek() === 35) cursor.skipWhile((point) => !isBreakOrEnd(point));
			if (!isBreak(cursor.peek())) return;
			cursor.skipBreak();
			if (this.#flowLevel === 0) this.#keyAllowed = true;
		}
	}
	#pushSign(type, length = 1) {
		const start = this.#cursor.mark();
		this.#cursor.skip(length);
		this.#tokens.push({
			type,
			start
		});
	}
	#saveKey() {
		const cursor = this.#cursor;
		const mark = cursor.mark();
		if (this.#keyAllowed) {
			const required = this.#flowLevel === 0 && this.#indent === cursor.column;
			this.#keys.save(cursor, {
				required,
				token: this.#tokens.nextNumber,
				mark
			});
		}
		return mark;
	}
	#roll(type, mark, token) {
		const column = mark.column - 1;
		if (this.#flowLevel > 0 || this.#indent >= column) return;
		this.#indents.push(this.#indent);
		this.#indent = column;
		this.#tokens.insert({
			type,
			start: mark
		}, token);
	}
	#unroll(column) {
		while (this.#flowLevel === 0 && this.#indent > column) {
			const mark = this.#cursor.mark();
			this.#tokens.push({
				type: "block-end",
				start: mark
			});
			this.#indent = this.#indents.pop() ?? -1;
		}
	}
	#fetchStreamEnd() {
		const cursor = this.#cursor;
		if (cursor.column !== 0) {
			cursor.column = 0;
			cursor.line++;
		}
		this.#resetForMarker();
		const mark = cursor.mark();
		this.#tokens.push({
			type: "stream-end",
			start: mark
		});
	}
	#fetchDirective() {
		this.#resetForMarker();
		const start = this.#cursor.mark();
		const directive = readDirective(this.#cursor);
		this.#tokens.push({
			...directive,
			start
		});
	}
	#fetchDocumentMarker(type) {
		this.#resetForMarker();
		this.#pushSign(type, 3);
	}
	#resetForMarker() {
		this.#unroll(-1);
		this.#keys.remove(this.#cursor);
		this.#keyAllowed = false;
	}
	#fetchFlowStart(type) {
		this.#saveKey();
		this.#keys.enter();
		this.#flowLevel++;
		this.#keyAllowed = true;
		this.#pushSign(type);
	}
	#fetchFlowEnd(type) {
		this.#keys.remove(this.#cursor);
		if (this.#flowLevel > 0) {
			this.#flowLevel--;
			this.#keys.leave();
		}
		this.#keyAllowed = false;
		this.#pushSign(type);
	}
	#fetchFlowEntry() {
		this.#keys.remove(this.#cursor);
		this.#keyAllowed = true;
		this.#pushSign("flow-entry");
	}
	#fetchBlockEntry() {
		if (this.#flowLevel === 0) {
			if (!this.#keyAllowed) throw this.#cursor.error("block sequence entries are not allowed in this context");
			this.#roll("block-sequence-start", this.#cursor.mark());
		}
		this.#keys.remove(this.#cursor);
		this.#keyAllowed = true;
		this.#pushSign("block-entry");
	}
	#fetchKey() {
		if (this.#flowLevel === 0) {
			if (!this.#keyAllowed) throw this.#cursor.error("mapping keys are not allowed in this context");
			this.#roll("block-mapping-start", this.#cursor.mark());
		}
		this.#keys.remove(this.#cursor);
		this.#keyAllowed = this.#flowLevel === 0;
		this.#pushSign("key");
	}
	#fetchValue() {
		const key = this.#keys.take();
		if (key) {
			this.#tokens.insert({
				type: "key",
				start: key.mark
			}, key.token);
			this.#roll("block-mapping-start", key.mark, key.token);
			this.#keyAllowed = false;
		} else {
			if (this.#flowLevel === 0) {
				if (!this.#keyAllowed) throw this.#cursor.error("mapping values are not allowed in this context");
				this.#roll("block-mapping-start", this.#cursor.mark());
			}
			this.#keyAllowed = this.#flowLevel === 0;
		}
		this.#pushSign("value");
	}
	#fetchName(type) {
		const start = this.#saveKey();
		this.#keyAllowed = false;
		const content = type === "tag" ? {
			type,
			...readTag(this.#cursor, this.#flowLevel > 0)
		} : {
			type,
			name: readAnchor(this.#cursor, `while scanning an ${type}`)
		};
		this.#tokens.push({
			...content,
			start
		});
	}
	#fetchBlockScalar() {
		this.#keys.remove(this.#cursor);
		this.#keyAllowed = true;
		const start = this.#cursor.mark();
		const text = readBlock(this.#cursor, this.#indent);
		this.#tokens.push({
			type: "scalar",
			text,
			plain: false,
			start
		});
	}
	#fetchQuoted() {
		const start = this.#saveKey();
		this.#keyAllowed = false;
		const text = readQuoted(this.#cursor);
		this.#tokens.push({
			type: "scalar",
			text,
			plain: false,
			start
		});
	}
	#fetchPlain() {
		const start = this.#saveKey();
		this.#keyAllowed = false;
		const { text, brokeLine } = readPlain(this.#cursor, this.#indent, this.#flowLevel > 0);
		if (brokeLine) this.#keyAllowed = true;
		this.#tokens.push({
			type: "scalar",
			text,
			plain: true,
			start
		});
	}
};

// src/appspec/yaml/parser.ts
function parseYaml(bytes) {
	return new Parser(bytes).parse();
}
function parseYamlPartly(bytes) {
	const parser = new Parser(bytes);
	try {
		return {
			...parser.parse(),
			open: new Set(parser.open)
		};
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		return {
			root: parser.root,
			another: void 0,
			error,
			open: new Set(parser.open)
		};
	}
}
const DEEPEST = 1e4;
const NO_PROPERTIES = {
	anchor: void 0,
	tag: void 0
};
const DOCUMENT_SIGNS = [
	"version",
	"tag-directive",
	"document-start",
	"document-end",
	"stream-end"
];
var Parser = class {
	#scanner;
	#handles = /* @__PURE__ */ new Map();
	#states = [];
	#open = [];
	#root;
	constructor(bytes) {
		this.#scanner = new Scanner(bytes);
	}
	get root() {
		return this.#root;
	}
	get open() {
		return this.#open;
	}
	parse() {
		this.#start();
		for (let state = this.#states.pop(); state; state = this.#states.pop()) state();
		if (!this.#root || this.#open.length > 0) return {
			root: this.#root,
			another: void 0
		};
		this.#scanner.peek();
		return {
			root: this.#root,
			another: this.#another()
		};
	}
	#another() {
		try {
			while (this.#takeIf("document-end"));
			const token = this.#scanner.peek();
			return token.type === "stream-end" ? void 0 : token.start;
		} catch (error) {
			if (error instanceof YamlError) return error.mark;
			throw error;
		}
	}
	#is(type, ...others) {
		const next = this.#scanner.peek().type;
		return next === type || others.includes(next);
	}
	#takeIf(type) {
		return this.#is(type) ? this.#scanner.take() : void 0;
	}
	#start() {
		if (this.#is("stream-end")) return;
		const explicit = this.#is("version", "tag-directive", "document-start");
		this.#handles = readDirectives(this.#scanner);
		if (!explicit) {
			this.#node(true, false);
			return;
		}
		const token = this.#scanner.peek();
		if (token.type !== "document-start") throw new YamlError("did not find expected <document start>", token.start);
		this.#scanner.take();
		if (this.#is(...DOCUMENT_SIGNS)) this.#empty(this.#scanner.peek().start);
		else this.#node(true, false);
	}
	#add(node) {
		const parent = this.#open.at(-1);
		if (parent) parent.items.push(node);
		else this.#root = node;
	}
	#empty(at, start = at) {
		this.#add({
			kind: "scalar",
			text: "",
			quoted: false,
			plain: true,
			...NO_PROPERTIES,
			at,
			start
		});
	}
	#emptyAfter({ index, line, column }) {
		this.#empty({
			index,
			line,
			column
		}, {
			index: index + 1,
			line,
			column: column + 1
		});
	}
	#enter(node, entries) {
		this.#add(node);
		this.#open.push(node);
		if (this.#open.length > DEEPEST) this.#states.length = 0;
		else this.#states.push(entries);
	}
	#close() {
		this.#open.pop();
	}
	#errorIn(kind, problem) {
		const start = this.#open.at(-1)?.at ?? this.#scanner.peek().start;
		const context = {
			text: `while parsing a ${kind}`,
			mark: start
		};
		return new YamlError(problem, this.#scanner.peek().start, context);
	}
	#node(block, indentless) {
		const first = this.#scanner.peek();
		if (first.type === "alias") {
			this.#scanner.take();
			this.#add({
				kind: "alias",
				name: first.name,
				at: first.start,
				start: first.start
			});
			return;
		}
		const { anchor, tag } = this.#properties(first);
		const token = this.#scanner.peek();
		const collection = this.#collectionAt(token.type, block, indentless);
		if (collection) {
			const [kind, entries] = collection;
			if (token.type !== "block-entry") this.#scanner.take();
			this.#enter({
				kind,
				items: [],
				anchor,
				tag,
				at: token.start,
				start: first.start
			}, entries);
		} else if (token.type === "scalar") {
			this.#scanner.take();
			const quoted = !token.plain && tag === void 0;
			const { text, plain, start: at } = token;
			this.#add({
				kind: "scalar",
				text,
				quoted,
				plain,
				anchor,
				tag,
				at,
				start: first.start
			});
		} else if (anchor !== void 0 || tag !== void 0) {
			const at = first.start;
			this.#add({
				kind: "scalar",
				text: "",
				quoted: false,
				plain: true,
				anchor,
				tag,
				at,
				start: at
			});
		} else {
			const context = {
				text: `while parsing a ${block ? "block" : "flow"} node`,
				mark: token.start
			};
			throw new YamlError("did not find expected node content", token.start, context);
		}
	}
	#collectionAt(type, block, indentless) {
		if (type === "flow-sequence-start") return ["sequence", this.#flowSequenceFirst];
		if (type === "flow-mapping-start") return ["mapping", this.#flowMappingFirst];
		if (block && type === "block-sequence-start") return ["sequence", this.#blockEntry];
		if (block && type === "block-mapping-start") return ["mapping", this.#blockKey];
		if (indentless && type === "block-entry") return ["sequence", this.#indentlessEntry];
	}
	#properties(first) {
		let anchor;
		let tag;
		for (let token = first;; token = this.#scanner.peek()) {
			if (token.type === "anchor" && anchor === void 0) anchor = token.name;
			else if (token.type === "tag" && !tag) tag = token;
			else break;
			this.#scanner.take();
		}
		return {
			anchor,
			tag: tag && this.#resolveTag(tag, first.start)
		};
	}
	#resolveTag({ handle, suffix, start }, nodeStart) {
		const prefix = handle === "" ? "" : this.#handles.get(handle);
		if (prefix !== void 0) return prefix + suffix;
		throw new YamlError("found undefined tag handle", start, {
			text: "while parsing a node",
			mark: nodeStart
		});
	}
	#blockEntry = () => {
		const dash = this.#takeIf("block-entry");
		if (dash) {
			this.#states.push(this.#blockEntry);
			if (this.#is("block-entry", "block-end")) this.#emptyAfter(dash.start);
			else this.#node(true, false);
		} else if (this.#takeIf("block-end")) this.#close();
		else throw this.#errorIn("block collection", "did not find expected '-' indicator");
	};
	#indentlessEntry = () => {
		const dash = this.#takeIf("block-entry");
		if (!dash) {
			this.#close();
			return;
		}
		this.#states.push(this.#indentlessEntry);
		if (this.#is("block-entry", "key", "value", "block-end")) this.#emptyAfter(dash.start);
		else this.#node(true, false);
	};
	#blockKey = () => {
		const key = this.#takeIf("key");
		if (key) {
			this.#states.push(this.#blockValue);
			this.#blockPart(key.start);
		} else if (this.#takeIf("block-end")) this.#close();
		else throw this.#errorIn("block mapping", "did not find expected key");
	};
	#blockValue = () => {
		this.#states.push(this.#blockKey);
		const sign = this.#takeIf("value");
		if (sign) this.#blockPart(sign.start);
		else this.#empty(this.#scanner.peek().start);
	};
	#blockPart(at) {
		if (this.#is("key", "value", "block-end")) this.#emptyAfter(at);
		else this.#node(true, true);
	}
	#flowSequenceFirst = () => this.#flowSequenceEntry(true);
	#flowSequenceNext = () => this.#flowSequenceEntry(false);
	#flowSequenceEntry(first) {
		if (!this.#is("flow-sequence-end")) {
			if (!first && !this.#takeIf("flow-entry")) throw this.#errorIn("flow sequence", "did not find expected ',' or ']'");
			const key = this.#takeIf("key");
			if (key) {
				this.#states.push(this.#flowSequenceNext);
				const at = key.start;
				this.#enter({
					kind: "mapping",
					items: [],
					...NO_PROPERTIES,
					at,
					start: at
				}, this.#flowPairKey);
				return;
			}
			if (!this.#is("flow-sequence-end")) {
				this.#states.push(this.#flowSequenceNext);
				this.#node(false, false);
				return;
			}
		}
		this.#scanner.take();
		this.#close();
	}
	#flowPairKey = () => {
		this.#states.push(this.#flowPairValue);
		if (this.#is("value", "flow-entry", "flow-sequence-end")) this.#emptyAfter(this.#scanner.take().start);
		else this.#node(false, false);
	};
	#flowPairValue = () => {
		this.#states.push(this.#flowPairEnd);
		if (this.#takeIf("value") && !this.#is("flow-entry", "flow-sequence-end")) this.#node(false, false);
		else this.#empty(this.#scanner.peek().start);
	};
	#flowPairEnd = () => this.#close();
	#flowMappingFirst = () => this.#flowMappingKey(true);
	#flowMappingNext = () => this.#flowMappingKey(false);
	#flowMappingKey(first) {
		if (!this.#is("flow-mapping-end")) {
			if (!first && !this.#takeIf("flow-entry")) throw this.#errorIn("flow mapping", "did not find expected ',' or '}'");
			if (this.#takeIf("key")) {
				this.#states.push(this.#flowMappingValue);
				if (this.#is("value", "flow-entry", "flow-mapping-end")) this.#empty(this.#scanner.peek().start);
				else this.#node(false, false);
				return;
			}
			if (!this.#is("flow-mapping-end")) {
				this.#states.push(this.#flowMappingEmptyValue);
				this.#node(false, false);
				return;
			}
		}
		this.#scanner.take();
		this.#close();
	}
	#flowMappingValue = () => {
		this.#states.push(this.#flowMappingNext);
		if (this.#takeIf("value") && !this.#is("flow-entry", "flow-mapping-end")) this.#node(false, false);
		else this.#empty(this.#scanner.peek().start);
	};
	#flowMappingEmptyValue = () => {
		this.#states.push(this.#flowMappingNext);
		this.#empty(this.#scanner.peek().start);
	};
};

// src/appspec/yaml-advice.ts
function yamlAdvice(message, stopped, began, text) {
	const lines = text.split(/\r\n|[\n\r]/);
	if (/could not find expected ':'/.test(message) && began) return noColon(began, lines);
	if (/unexpected end of stream|unexpected document indicator/.test(message) && began) return {
		at: began,
		hint: "the quote that begins here has no end"
	};
	if (/mapping values are not allowed/.test(message)) return deeper(stopped, lines);
	if (!/did not find expected (?:key|'-' indicator)/.test(message)) return { at: stopped };
	const columns = columnsAbove(stopped.line, lines);
	const first = indentOf(lines[stopped.line - 1] ?? "") + 1;
	if (first !== stopped.column || columns.length === 0 || columns.includes(first)) return { at: stopped };
	return {
		at: stopped,
		hint: `line ${stopped.line} begins in column ${first}, and nothing above it does; begin it in column ${nearestOf(columns, first).join(" or ")}`
	};
}
function noColon(began, lines) {
	const line = (lines[began.line - 1] ?? "").trim();
	const [, word] = /^(?:- )?(\w+)(?: .*)?$/.exec(line) ?? [];
	if (word === void 0) return { at: began };
	return {
		at: began,
		hint: `a colon and a space are missing after "${word}"`
	};
}
function deeper(stopped, lines) {
	let above = stopped.line - 1;
	while (above > 0 && isEmpty(lines[above - 1] ?? "")) above--;
	const [own, before] = [lines[stopped.line - 1] ?? "", lines[above - 1] ?? ""];
	if (above === 0) return { at: stopped };
	if (/^\s*-[^\s-]/.test(before)) {
		const column = indentOf(before) + 1;
		const hint = `a space is missing after the "-" in line ${above}`;
		return {
			at: {
				line: above,
				column
			},
			hint
		};
	}
	const column = keyColumn(before);
	if (indentOf(own) + 1 <= column || !/:\s+\S/.test(before)) return { at: stopped };
	const at = {
		line: stopped.line,
		column: indentOf(own) + 1
	};
	return {
		at,
		hint: `line ${at.line} is indented deeper than line ${above}, and counts as more of its value; begin it in column ${column}`
	};
}
function columnsAbove(line, lines) {
	const found = [];
	let least = Number.POSITIVE_INFINITY;
	for (let at = line - 2; at >= 0 && least > 1; at--) {
		const text = lines[at] ?? "";
		if (isEmpty(text)) continue;
		const columns = [keyColumn(text), indentOf(text) + 1];
		for (const column of columns) {
			if (column >= least || found.includes(column)) continue;
			found.push(column);
			least = column;
		}
	}
	return found;
}
function nearestOf(columns, column) {
	return [Math.max(...columns.filter((each) => each < column)), Math.min(...columns.filter((each) => each > column))].filter(Number.isFinite);
}
function isEmpty(line) {
	return /^\s*(?:#.*)?$/.test(line);
}
function indentOf(line) {
	return line.length - line.trimStart().length;
}
function keyColumn(line) {
	return (/^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0) + 1;
}

// src/appspec/document.ts
function readDocument(bytes) {
	try {
		const { root, another } = parseYaml(bytes);
		return {
			document: root ? loadYaml(root) : {
				kind: "nil",
				at: {
					line: 1,
					column: 1
				}
			},
			...(require_defined()).defined({ another })
		};
	} catch (error) {
		if (error instanceof YamlError) throw syntaxRejection(error, bytes);
		if (error instanceof RubyError) throw loadRejection(error);
		throw error;
	}
}
function syntaxRejection(error, bytes) {
	const { line, column } = error.context?.mark ?? {
		line: 1,
		column: 1
	};
	const message = `(<unknown>): ${[error.message, error.context?.text].filter(Boolean).join(" ")} at line ${line} column ${column}`;
	const isEncoding = /UTF-8|Unicode character$|control characters/.test(error.message);
	const rule = isEncoding ? "yaml/encoding" : "yaml/syntax";
	const hint = syntaxHint(error, bytes);
	if (isEncoding || hint !== void 0) return new Rejection(rule, "yaml", message, error.mark, hint);
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	const advice = yamlAdvice(error.message, error.mark, error.context?.mark, text);
	return new Rejection(rule, "yaml", message, advice.at, advice.hint);
}
function syntaxHint(error, bytes) {
	if (/UTF-8|Unicode character$/.test(error.message)) {
		const [first, second] = bytes;
		return first === 255 && second === 254 || first === 254 && second === 255 ? "the file is UTF-16; save it as UTF-8 without a byte order mark" : void 0;
	}
	return error.message.includes("cannot start any token") && byteIsTab(error, bytes) ? "indent with spaces: YAML takes no tabs for that" : void 0;
}
function byteIsTab(error, bytes) {
	return [...new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)][error.mark.index] === "	";
}
const OLDER_RUBY = "agents on Ruby 2.7 and 3.0 (Psych 3) accept it, those on Ruby 3.1 and newer do not";
function loadRejection(error) {
	const at = error.at;
	if (error.name === "Psych::BadAlias") {
		const hint = `write the value out where it is used; ${OLDER_RUBY}`;
		return new Rejection("yaml/alias", "yaml", error.message, at, hint);
	}
	if (error.name === "Psych::DisallowedClass") {
		const isDate = /: (?:Date|Time)$/.test(error.message);
		const hint = isDate ? `put it in quotes; ${OLDER_RUBY}` : `remove the tag; ${OLDER_RUBY}`;
		return new Rejection(isDate ? "yaml/date" : "yaml/ruby-tag", "yaml", error.message, at, hint);
	}
	const rule = error.name === "SystemStackError" ? "yaml/too-deep" : "yaml/value";
	return new Rejection(rule, "ruby", error.message, at);
}

// src/appspec/ruby/methods.ts
function fetch(value, key) {
	switch (value.kind) {
		case "map": return present(entry(value, key));
		case "string":
		case "symbol": return value.value.includes(key) ? {
			kind: "string",
			value: key,
			at: value.at
		} : void 0;
		case "list":
		case "integer": throw noIndexByText(value);
		default: throw noMethod("[]", value);
	}
}
function present(value) {
	return value?.kind === "nil" ? void 0 : value;
}
function each(value) {
	if (value.kind === "list") return value.items;
	if (value.kind !== "map") throw noMethod("each", value);
	return [...value.entries.values()].map(({ key, value: inner }) => ({
		kind: "list",
		items: [key, inner],
		at: key.at
	}));
}
function toInteger(value) {
	switch (value.kind) {
		case "integer": return value.value;
		case "float":
			if (!Number.isFinite(value.value)) throw new RubyError("FloatDomainError", toText(value), value.at);
			return BigInt(Math.trunc(value.value));
		case "string": return leadingInteger(value.value);
		case "nil": return 0n;
		default: throw noMethod("to_i", value);
	}
}
function strip(text) {
	let [from, to] = [0, text.length];
	while (from < to && isStripped(text.charCodeAt(from))) from++;
	while (to > from && isStripped(text.charCodeAt(to - 1))) to--;
	return text.slice(from, to);
}
function isStripped(code) {
	return code === 0 || code >= 9 && code <= 13 || code === 32;
}
function splitOnce(text, separator) {
	if (text === "") return [];
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
function noPath(value) {
	const message = `no implicit conversion of ${(value.kind === "boolean" || value.kind === "nil" ? toText(value) : className(value)) || "nil"} into String`;
	return new RubyError("TypeError", message, value.at);
}

// src/appspec/server/files.ts
function readFiles(value, reject) {
	if (!isTruthy(value)) return [];
	return (attempt(reject, () => asRuby(RULE$1, () => each(value))) ?? []).flatMap((item) => attempt(reject, () => readEntry(item)) ?? []);
}
const RULE$1 = "files/not-a-list";
function readEntry(item) {
	const source = asRuby(RULE$1, () => fetch(item, "source"));
	const destination = asRuby(RULE$1, () => fetch(item, "destination"));
	if (!source) throw invalid$1("files/no-source", "The deployment failed because the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, and then try again.", item.at);
	if (!destination) {
		const message = `The deployment failed because the application specification file specifies only a source file (${toText(source)}). Add the name of the destination file to the files section of the AppSpec file, and then try again.`;
		throw invalid$1("files/no-destination", message, item.at);
	}
	return {
		source,
		destination,
		at: item.at
	};
}

// src/appspec/server/hooks.ts
const DEFAULT_TIMEOUT = 3600n;
function readHooks(value, reject) {
	const hooks = /* @__PURE__ */ new Map();
	if (!isTruthy(value)) return hooks;
	if (value.kind !== "map") {
		const { message } = noMethod("each_pair", value);
		reject(new Rejection("hooks/not-a-mapping", "ruby", message, value.at));
		return hooks;
	}
	for (const { key, value: scripts } of value.entries.values()) {
		if (!isTruthy(scripts)) continue;
		const read = (attempt(reject, () => asRuby("hooks/scripts-not-a-list", () => each(scripts))) ?? []).flatMap((script) => attempt(reject, () => readScript(script)) ?? []);
		if (key.kind === "string") hooks.set(key.value, read);
	}
	return hooks;
}
function readScript(script) {
	if (script.kind !== "map") {
		const { message } = noMethod("has_key?", script);
		throw new Rejection("hooks/scripts-not-a-list", "ruby", message, script.at);
	}
	const location = present(entry(script, "location"));
	const text = location ? strip(toText(location)) : "";
	if (!location || text === "") throw invalid$1("hooks/no-location", "The deployment failed because the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, and then try again.", location?.at ?? script.at);
	const runas = present(entry(script, "runas"));
	return {
		location: text,
		...runas && { runas: strip(toText(runas)) },
		sudo: isTruthy(entry(script, "sudo")),
		timeout: Number(readTimeout(entry(script, "timeout"))),
		at: location.at
	};
}
function readTimeout(value) {
	if (!isTruthy(value)) return DEFAULT_TIMEOUT;
	const timeout = asRuby("hooks/invalid-timeout", () => toInteger(value));
	if (timeout > 0n) return timeout;
	throw invalid$1("hooks/invalid-timeout", "The deployment failed because an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, and then try again.", value.at);
}

// src/appspec/server/acls.ts
function readAcls(value) {
	return asRuby("permissions/invalid-acl", () => each(value)).map((item) => {
		if (item.kind === "string") return readAce(item.value, item.at);
		const { message } = noMethod("split", item);
		throw new Rejection("permissions/invalid-acl", "ruby", message, item.at);
	});
}
const aceTypes = {
	u: "user",
	user: "user",
	g: "group",
	group: "group",
	m: "mask",
	mask: "mask",
	o: "other",
	other: "other"
};
function readAce(text, at) {
	const parts = text === "" ? [] : text.split(":");
	if (parts.length < 2 || parts.length > 4) throw invalidEntry(text, at);
	const [permissions, who, third, fourth] = parts.toReversed();
	if (fourth !== void 0 && !isDefault(fourth)) throw invalidEntry(text, at);
	if (fourth !== void 0 && isDefault(third)) throw invalidEntry(text, at);
	const isDefaultEntry = fourth !== void 0 || isDefault(third);
	const given = third === void 0 || isDefault(third) ? void 0 : typeOf(third);
	if (third !== void 0 && !isDefault(third) && !given) throw invalidEntry(text, at);
	const { type, name } = subject(who, given);
	if ((type === "mask" || type === "other") && name !== "") throw invalidEntry(text, at);
	if (!isDefaultEntry && type !== "mask" && name === "") {
		const message = `The deployment failed because of a problem with the acls permission settings in the application specification file. Use mode to set the base acl entry (${text}). Update the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1("permissions/invalid-acl", message, at);
	}
	return {
		default: isDefaultEntry,
		type,
		name,
		...readBits(permissions, text, at)
	};
}
function isDefault(part) {
	return part === "d" || part === "default";
}
function typeOf(part) {
	return Object.hasOwn(aceTypes, part) ? aceTypes[part] : void 0;
}
function subject(who, given) {
	const word = typeOf(who);
	if (word !== "mask" && word !== "other") return {
		type: given ?? "user",
		name: who
	};
	return given ? {
		type: given,
		name: word
	} : {
		type: word,
		name: ""
	};
}
function invalidEntry(text, at) {
	const message = `The deployment failed because of a problem with the acls permission settings in the application specification file. Invalid acl entry (${text}).`;
	return invalid$1("permissions/invalid-acl", message, at);
}
function readBits(permissions, text, at) {
	if (/^[0-7]$/.test(permissions)) {
		const bits = Number(permissions);
		return {
			read: (bits & 4) > 0,
			write: (bits & 2) > 0,
			execute: (bits & 1) > 0
		};
	}
	for (const character of permissions) {
		if ("rwx-".includes(character)) continue;
		const message = `The deployment failed because the access control list (ACL) named ${text} in the application specification file contains an invalid character (${character}). Correct the ACL in the hooks section of the AppSpec file, and then try again.`;
		throw invalid$1("permissions/invalid-acl", message, at);
	}
	const has = (letter) => permissions.includes(letter);
	return {
		read: has("r"),
		write: has("w"),
		execute: has("x")
	};
}

// src/appspec/server/selinux-range.ts
const HIGHEST_CATEGORY = 1023;
const RULE = "permissions/invalid-range";
function readRange(value) {
	if (value.kind !== "string") throw notText(value);
	const { value: text, at } = value;
	const [sensitivities = "", categories] = parts(text, ":", at);
	const [first = "", second] = parts(sensitivities, "-", at);
	const low = BigInt(level(first, "s", "sensitivity", at));
	const high = second === void 0 ? low : BigInt(level(second, "s", "sensitivity", at));
	if (high < low) {
		const message = `The deployment failed because of a problem with the SELinux range specified (${text}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1(RULE, message, at);
	}
	if (categories === void 0) return {
		low,
		high
	};
	return {
		low,
		high,
		categories: readCategories(categories, at)
	};
}
function notText(value) {
	const method = value.kind === "list" || value.kind === "map" ? "split" : "include?";
	return new Rejection(RULE, "ruby", noMethod(method, value).message, value.at);
}
function parts(text, separator, at) {
	const found = splitOnce(text, separator);
	if (found.length === 0 || found.includes("")) throw invalid$1(RULE, `invalid range part ${text}`, at);
	return found;
}
function level(text, letter, what, at) {
	if (!text.startsWith(letter) || !/^[0-9]+$/.test(text.slice(1))) throw invalid$1(RULE, `invalid ${what} ${text}`, at);
	return text.slice(1);
}
function category(text, at) {
	const number = Number(level(text, "c", "category", at));
	if (number > HIGHEST_CATEGORY) throw invalid$1(RULE, `invalid category ${text}`, at);
	return number;
}
function readCategories(text, at) {
	const seen = new Array(1024).fill(false);
	let repeated = false;
	const list = text.split(",");
	while (list.at(-1) === "") list.pop();
	for (const part of list) {
		const [low, high] = readCategoryPart(part, at);
		for (let number = low; number <= high; number++) {
			repeated ||= seen[number] === true;
			seen[number] = true;
		}
	}
	if (repeated) throw invalid$1(RULE, "duplicate categories", at);
	return seen.flatMap((present, number) => present ? [number] : []);
}
function readCategoryPart(part, at) {
	if (!part.includes(".")) {
		const only = category(part, at);
		return [only, only];
	}
	const [first = "", last = ""] = parts(part, ".", at);
	const [low, high] = [category(first, at), category(last, at)];
	if (high < low) throw invalid$1(RULE, `invalid category range ${first}.${last}`, at);
	return [low, high];
}

// src/appspec/server/permissions.ts
function readPermissions(value, os, reject) {
	if (!isTruthy(value)) return [];
	return (attempt(reject, () => asRuby("permissions/not-a-list", () => each(value))) ?? []).flatMap((item) => attempt(reject, () => readPermission(item, os)) ?? []);
}
function readPermission(permission, os) {
	if (permission.kind !== "map") {
		const { message } = noMethod("has_key?", permission);
		throw new Rejection("permissions/not-a-list", "ruby", message, permission.at);
	}
	const object = present(entry(permission, "object"));
	if (!object) throw noObject(permission.at);
	if (os === "linux") return readLinuxPermission(permission, object);
	throw invalid$1("permissions/on-windows", "The deployment failed because the application specification file specifiles file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. Update the permissions section of the AppSpec file, and then try again.", permission.at);
}
function readLinuxPermission(permission, object) {
	const get = (key) => present(entry(permission, key));
	const except = get("except");
	const exceptions = isTruthy(except) ? asRuby("permissions/except-not-a-list", () => each(except)) : [];
	const type = readType(get("type"));
	const mode = get("mode");
	const digits = mode && readMode(mode);
	const acls = get("acls");
	const aces = acls && readAcls(acls);
	const context = get("context");
	const selinux = context && readContext(context);
	const text = strip(toText(object));
	if (text === "") throw noObject(object.at);
	const [pattern, owner, group] = [
		get("pattern"),
		get("owner"),
		get("group")
	];
	return {
		object: text,
		pattern: isTruthy(pattern) ? pattern : "**",
		except: exceptions,
		type,
		...owner && { owner },
		...group && { group },
		...digits && { mode: digits },
		...aces && { acls: aces },
		...selinux && { context: selinux },
		at: object.at
	};
}
function noObject(at) {
	return invalid$1("permissions/no-object", "The deployment failed because a permission listed in the application specification file has no object value. Update the permissions section of the AppSpec file, and then try again.", at);
}
function readType(value) {
	if (!isTruthy(value)) return ["file", "directory"];
	return asRuby("permissions/type-not-a-list", () => each(value)).map((type) => {
		const text = type.kind === "string" ? type.value : void 0;
		if (text === "file" || text === "directory") return text;
		const message = `The deployment failed because the application specification filespecifies a permission for an object type not supported for permissions (${toText(type)}). Update the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1("permissions/unknown-type", message, type.at);
	});
}
function readMode(value) {
	const mode = toText(value).padStart(3, "0");
	if ([...mode].length > 4) {
		const message = `The deployment failed because the length of a permissions mode (${mode}) in the application specification file is invalid. Permissions modes must be between one and four characters long. Update the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1("permissions/invalid-mode", message, value.at, octalHint(value));
	}
	for (const character of mode) {
		if (character >= "0" && character <= "7") continue;
		const message = `The deployment failed because the permissions mode (${mode}) in the application specification file contains an invalid character (${character}). Update the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1("permissions/invalid-mode", message, value.at, octalHint(value));
	}
	return mode;
}
function octalHint(value) {
	if (value.kind !== "integer" || !/^0[0-7]+$/.test(value.written)) return void 0;
	return `YAML reads ${value.written} as an octal number, ${value.value}; write "${value.written}" in quotes`;
}
function readContext(value) {
	const rule = "permissions/invalid-context";
	const type = asRuby(rule, () => fetch(value, "type"));
	if (!type) {
		const message = `The deployment failed because the application specification file specifies an invalid context type (${inspect(value)}). Update the permissions section of the AppSpec file, and then try again.`;
		throw invalid$1(rule, message, value.at);
	}
	const user = asRuby(rule, () => fetch(value, "name"));
	const range = asRuby(rule, () => fetch(value, "range"));
	return {
		type,
		...user && { user },
		...range && { range: readRange(range) }
	};
}

// src/appspec/appspec.ts
function readAppSpec(bytes, os) {
	const { document, spec, rejections } = examineAppSpec(bytes, os);
	const [first] = rejections;
	if (document && spec && !first) return {
		ok: true,
		spec,
		document
	};
	if (!first) throw new Error("an AppSpec file was neither read nor rejected");
	const { message, rule, kind, at, hint } = first;
	return {
		ok: false,
		message,
		rule,
		kind,
		line: at.line,
		column: at.column,
		...(require_defined()).defined({
			hint,
			document
		})
	};
}
function examineAppSpec(bytes, os) {
	const examination = examine(bytes, os);
	const [first] = examination.rejections;
	if (!first || !hasByteOrderMark(bytes)) return examination;
	const unmarked = examine(bytes.subarray(3), os);
	if (unmarked.rejections[0]?.message === first.message) return examination;
	const mark = new Rejection("yaml/byte-order-mark", first.kind, first.message, {
		line: 1,
		column: 1
	});
	return {
		...unmarked,
		rejections: [mark, ...unmarked.rejections]
	};
}
function examine(bytes, os) {
	const rejections = [];
	const reject = (rejection) => rejections.push(rejection);
	const read = attempt(reject, () => readDocument(bytes));
	if (!read) return { rejections };
	const spec = attempt(reject, () => readSpec(read.document, os, reject));
	return {
		...read,
		...(require_defined()).defined({ spec }),
		rejections
	};
}
function readSpec(document, agentOs, reject) {
	const top = document.at;
	if (!isTruthy(document)) throw invalid$1("appspec/empty", "The deployment failed because the application specification file was empty. Make sure your AppSpec file defines at minimum the 'version' and 'os' properties.", top);
	const get = (key) => asRuby("appspec/not-a-mapping", () => fetch(document, key));
	const version = get("version");
	attempt(reject, () => checkVersion(version, top));
	const os = attempt(reject, () => readOs(get("os"), agentOs, top)) ?? agentOs ?? "linux";
	const hooks = readHooks(get("hooks"), reject);
	const files = readFiles(get("files"), reject);
	const permissions = readPermissions(get("permissions"), os, reject);
	const behavior = attempt(reject, () => readFileExistsBehavior(get("file_exists_behavior")));
	return {
		os,
		hooks,
		files,
		permissions,
		...behavior && { fileExistsBehavior: behavior }
	};
}
function checkVersion(value, top) {
	if ((value?.kind === "integer" || value?.kind === "float") && Number(value.value) === 0) return;
	const message = `The deployment failed because an invalid version value (${value ? toText(value) : ""}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.`;
	const hint = value?.kind === "string" && value.value.trim() === "0.0" ? "write version: 0.0 without quotes; the agent compares it with the number, whatever its own message says" : void 0;
	throw invalid$1("version/invalid", message, value?.at ?? top, hint);
}
function readOs(value, agentOs, top) {
	const text = value?.kind === "string" ? value.value : void 0;
	if ((text === "linux" || text === "windows") && (!agentOs || agentOs === text)) return text;
	const message = `The deployment failed because the application specification file specifies an unsupported operating system (${value ? toText(value) : ""}). Specify either "linux" or "windows" in the os section of the AppSpec file, and then try again.`;
	throw invalid$1("os/unsupported", message, value?.at ?? top);
}
const FILE_EXISTS_BEHAVIORS = [
	"DISALLOW",
	"OVERWRITE",
	"RETAIN"
];
function readFileExistsBehavior(value) {
	if (value === void 0) return void 0;
	if (value.kind === "string" && FILE_EXISTS_BEHAVIORS.includes(value.value)) return value.value;
	const message = `The deployment failed because an invalid file_exists_behavior value (${toText(value)}) was entered in the application specification file. Make sure your AppSpec file specifies one of ${FILE_EXISTS_BEHAVIORS.join(",")} as the file_exists_behavior, and then try again.`;
	throw invalid$1("file-exists-behavior/invalid", message, value.at);
}

// \0builtin:buffer
var require__builtin_buffer = /* @__PURE__ */ (require_rolldown_runtime()).__commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("node:buffer");
}));

Object.defineProperty(exports, "Rejection", {
  enumerable: true,
  get: function () {
    return Rejection;
  }
});
Object.defineProperty(exports, "aceTypes", {
  enumerable: true,
  get: function () {
    return aceTypes;
  }
});
Object.defineProperty(exports, "attempt", {
  enumerable: true,
  get: function () {
    return attempt;
  }
});
Object.defineProperty(exports, "entry", {
  enumerable: true,
  get: function () {
    return entry;
  }
});
Object.defineProperty(exports, "examineAppSpec", {
  enumerable: true,
  get: function () {
    return examineAppSpec;
  }
});
Object.defineProperty(exports, "hasByteOrderMark", {
  enumerable: true,
  get: function () {
    return hasByteOrderMark;
  }
});
Object.defineProperty(exports, "inspect", {
  enumerable: true,
  get: function () {
    return inspect;
  }
});
Object.defineProperty(exports, "invalid", {
  enumerable: true,
  get: function () {
    return invalid$1;
  }
});
Object.defineProperty(exports, "isTruthy", {
  enumerable: true,
  get: function () {
    return isTruthy;
  }
});
Object.defineProperty(exports, "noMethod", {
  enumerable: true,
  get: function () {
    return noMethod;
  }
});
Object.defineProperty(exports, "noPath", {
  enumerable: true,
  get: function () {
    return noPath;
  }
});
Object.defineProperty(exports, "parseYamlPartly", {
  enumerable: true,
  get: function () {
    return parseYamlPartly;
  }
});
Object.defineProperty(exports, "readAppSpec", {
  enumerable: true,
  get: function () {
    return readAppSpec;
  }
});
Object.defineProperty(exports, "require__builtin_buffer", {
  enumerable: true,
  get: function () {
    return require__builtin_buffer;
  }
});
Object.defineProperty(exports, "strip", {
  enumerable: true,
  get: function () {
    return strip;
  }
});
Object.defineProperty(exports, "toInteger", {
  enumerable: true,
  get: function () {
    return toInteger;
  }
});
Object.defineProperty(exports, "toText", {
  enumerable: true,
  get: function () {
    return toText;
  }
});
},
"./examine.js"(require, module, exports) {"use strict";
const require_defined = () => require("./defined.js");
const require__builtin_buffer = () => require("./_builtin_buffer.js");

// src/appspec/lifecycle-events.ts
const scriptEvents = [
	"BeforeBlockTraffic",
	"AfterBlockTraffic",
	"ApplicationStop",
	"BeforeInstall",
	"AfterInstall",
	"ApplicationStart",
	"ValidateService",
	"BeforeAllowTraffic",
	"AfterAllowTraffic"
];
const reservedEvents = [
	"Start",
	"DownloadBundle",
	"Install",
	"BlockTraffic",
	"AllowTraffic",
	"End"
];

// src/appspec/agent2/document.ts
function openDocument(bytes) {
	const { root, open, error, another } = (require__builtin_buffer()).parseYamlPartly(bytes);
	const { targets, unknown, above } = resolveAliases(root);
	if (unknown) return {
		root,
		end: {
			message: `unknown anchor${placeOf(unknown.start)}`,
			at: unknown.at
		},
		broken: /* @__PURE__ */ new Set([unknown, ...above]),
		targets,
		another: void 0
	};
	return {
		root,
		end: error && {
			message: syntaxMessage(error, bytes),
			at: error.mark
		},
		broken: open,
		targets,
		another
	};
}
function resolveAliases(root) {
	const anchors = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	const open = [];
	let node = root;
	while (node) {
		if (node.kind === "alias") {
			const target = anchors.get(node.name);
			if (!target) return {
				targets,
				unknown: node,
				above: open.map((each) => each.node)
			};
			targets.set(node, target);
		} else {
			if (node.anchor !== void 0) anchors.set(node.anchor, node);
			if (node.kind !== "scalar") open.push({
				node,
				next: 0
			});
		}
		node = nextNode(open);
	}
	return {
		targets,
		above: []
	};
}
function nextNode(open) {
	for (let last = open.at(-1); last; last = open.at(-1)) {
		const item = ("items" in last.node ? last.node.items : [])[last.next++];
		if (item) return item;
		open.pop();
	}
}
function placeOf({ line, column }) {
	return line === 1 && column === 1 ? "" : ` at line ${line} column ${column}`;
}
function syntaxMessage({ message, mark, context }, bytes) {
	const problem = BAD_BYTES.test(message) ? `${message}${positionOf(mark, bytes)}` : `${message}${placeOf(mark)}`;
	if (!context?.text) return problem;
	const isElsewhere = context.mark.line !== mark.line || context.mark.column !== mark.column;
	return `${problem}, ${context.text}${isElsewhere ? placeOf(context.mark) : ""}`;
}
const BAD_BYTES = /^(?:control characters|invalid|incomplete)/;
function positionOf({ index }, bytes) {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	const before = new TextEncoder().encode([...text].slice(0, index).join("")).length;
	return before === 0 ? "" : ` at position ${before}`;
}

// src/appspec/agent2/rust-text.ts
function debugText(text) {
	return `"${text.replace(/["\\]|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cn}|\p{Co}/gu, (character) => {
		return NAMED[character] ?? `\\u{${character.codePointAt(0).toString(16)}}`;
	})}"`;
}
const NAMED = {
	"\"": "\\\"",
	"\\": "\\\\",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\0": "\\0"
};
function floatText(value) {
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
	if (Object.is(value, -0)) return "-0";
	const [mantissa = "", exponent] = String(value).split("e");
	if (exponent === void 0) return mantissa;
	const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
	const sign = value < 0 ? "-" : "";
	const shift = Number(exponent);
	const digits = whole + fraction;
	if (shift > 0) return `${sign}${digits.padEnd(whole.length + shift, "0")}`;
	return `${sign}0.${"0".repeat(-shift - whole.length)}${digits}`;
}
function pointedFloat(value) {
	const text = floatText(value);
	return Number.isFinite(value) && !text.includes(".") ? `${text}.0` : text;
}

// src/appspec/agent2/core-scalar.ts
const CORE = "tag:yaml.org,2002:";
function isNullWord(text) {
	return text === "~" || text === "null" || text === "Null" || text === "NULL";
}
function isNull({ plain, tag, text }) {
	if (!plain) return false;
	if (tag !== void 0) return tag === `${CORE}null` && isNullWord(text);
	return text === "" || isNullWord(text);
}
function isEmptyCollection({ plain, text }) {
	return plain && text === "";
}
function readBool({ plain, text }) {
	return plain ? boolOf(text) : void 0;
}
function boolOf(text) {
	if (text === "true" || text === "True" || text === "TRUE") return true;
	return text === "false" || text === "False" || text === "FALSE" ? false : void 0;
}
const UNSIGNED_64 = 2n ** 64n;
const SIGNED_64 = 2n ** 63n;
function readUnsigned({ plain, text }) {
	const value = plain ? unsignedOf(text) : void 0;
	return value !== void 0 && value < UNSIGNED_64 ? value : void 0;
}
function unsignedOf(text) {
	return magnitude(text.replace(/^\+/, ""));
}
function magnitude(text) {
	return /^(?:0x[0-9A-Fa-f]+|0o[0-7]+|0b[01]+|0|[1-9][0-9]*)$/.test(text) ? BigInt(text) : void 0;
}
function readFloat({ plain, text }) {
	return plain ? floatOf(text) : void 0;
}
function floatOf(text) {
	if (/^\+?\.(?:inf|Inf|INF)$/.test(text)) return Number.POSITIVE_INFINITY;
	if (/^-\.(?:inf|Inf|INF)$/.test(text)) return Number.NEGATIVE_INFINITY;
	if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
	if (!/^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(text)) return void 0;
	const value = Number(text);
	return Number.isFinite(value) ? value : void 0;
}
function unexpectedScalar(node, expected) {
	const { text, tag, plain } = node;
	if (tag === `${CORE}bool`) {
		const value = boolOf(text);
		return value === void 0 ? noValue(text, "a boolean") : noType(`boolean \`${value}\``, expected);
	}
	if (tag === `${CORE}int`) {
		const value = integerText(text);
		return value === void 0 ? noValue(text, "an integer") : noType(value, expected);
	}
	if (tag === `${CORE}float`) {
		const value = floatOf(text);
		return value === void 0 ? noValue(text, "a float") : noType(`floating point \`${pointedFloat(value)}\``, expected);
	}
	if (tag === `${CORE}null`) return isNullWord(text) ? noType("unit value", expected) : noValue(text, "null");
	return noType(plain && (tag === void 0 || tag.startsWith("!")) ? kindOf(text) : `string ${debugText(text)}`, expected);
}
function kindOf(text) {
	if (text === "" || isNullWord(text)) return "unit value";
	const bool = boolOf(text);
	if (bool !== void 0) return `boolean \`${bool}\``;
	const integer = integerText(text);
	if (integer !== void 0) return integer;
	const float = /^[-+]?0[0-9]+$/.test(text) ? void 0 : floatOf(text);
	if (float !== void 0) return `floating point \`${pointedFloat(float)}\``;
	return `string ${debugText(text)}`;
}
function integerText(text) {
	const unsigned = unsignedOf(text);
	if (unsigned !== void 0) return wideInteger(unsigned, unsigned < UNSIGNED_64, "u128");
	const rest = text.startsWith("-") ? magnitude(text.slice(1)) : void 0;
	return rest === void 0 ? void 0 : wideInteger(-rest, rest <= SIGNED_64, "i128");
}
function wideInteger(value, fits, type) {
	if (fits) return `integer \`${value}\``;
	const limit = type === "u128" ? 2n ** 128n : 2n ** 127n + 1n;
	return (value < 0n ? -value : value) < limit ? `integer \`${value}\` as ${type}` : void 0;
}
function noType(found, expected) {
	return `invalid type: ${found}, expected ${expected}`;
}
function noValue(text, expected) {
	return `invalid value: string ${debugText(text)}, expected ${expected}`;
}

// src/appspec/agent2/kinds.ts
var Stop = class extends Error {};
const DEEPEST = 128;
const MOST_STEPS = 1e6;
const U32 = 2n ** 32n;
var Kinds = class {
	mismatches = [];
	merges = [];
	#document;
	#depth = 0;
	#steps = 0;
	constructor(document) {
		this.#document = document;
	}
	read(read) {
		const { root, end, another } = this.#document;
		try {
			if (!root && end) throw this.#stop();
			const result = read(root ?? NOTHING);
			if (end) throw this.#stop();
			if (another) this.#note("documents", "deserializing from YAML containing more than one document is not supported", another);
			return result;
		} catch (error) {
			if (!(error instanceof Stop)) throw error;
			return;
		}
	}
	#stop() {
		const { end } = this.#document;
		this.#note("syntax", end?.message ?? "EOF while parsing a value", end?.at ?? START$1);
		return new Stop();
	}
	#note(about, message, at) {
		this.mismatches.push({
			about,
			message,
			at: {
				line: at.line,
				column: at.column
			}
		});
	}
	#wrong(about, problem, path, node) {
		const message = `${at(path)}${problem}${placeOf(node.start)}`;
		return this.#note(about, message, node.at);
	}
	#unexpected(about, expected, path, node) {
		const found = node.kind === "sequence" ? "sequence" : "map";
		const problem = node.kind === "scalar" ? unexpectedScalar(node, expected) : `invalid type: ${found}, expected ${expected}`;
		this.#wrong(about, problem, path, node);
		this.#skip(node);
	}
	#follow(node) {
		if (++this.#steps > MOST_STEPS) {
			this.#note("syntax", "repetition limit exceeded", node.at);
			throw new Stop();
		}
		if (node.kind !== "alias") return node;
		const target = this.#document.targets.get(node);
		if (!target || this.#document.broken.has(node)) throw this.#stop();
		return this.#follow(target);
	}
	#skip(node) {
		if (this.#document.broken.has(node)) throw this.#stop();
	}
	#inside(node, work) {
		if (this.#depth === DEEPEST) {
			this.#note("syntax", `recursion limit exceeded${placeOf(node.start)}`, node.at);
			throw new Stop();
		}
		this.#depth++;
		const result = work();
		this.#skip(node);
		this.#depth--;
		return result;
	}
	text = (node, path, about) => {
		const found = this.#follow(node);
		if (found.kind !== "scalar") return this.#unexpected(about, "a string", path, found);
		return {
			value: found.text,
			at: found.at
		};
	};
	bool = (node, path, about) => this.#scalar(node, readBool, "a boolean", path, about);
	float = (node, path, about) => this.#scalar(node, readFloat, "f64", path, about);
	u32 = (node, path, about) => {
		const read = this.#scalar(node, readUnsigned, "u32", path, about);
		if (!read) return void 0;
		if (read.value < U32) return {
			value: Number(read.value),
			at: read.at
		};
		const problem = `invalid value: integer \`${read.value}\`, expected u32`;
		return this.#wrong(about, problem, path, this.#follow(node));
	};
	#scalar(node, read, expected, path, about) {
		const found = this.#follow(node);
		const value = found.kind === "scalar" ? read(found) : void 0;
		if (value === void 0) return this.#unexpected(about, expected, path, found);
		return {
			value,
			at: found.at
		};
	}
	optional(read) {
		return (node, path, about) => {
			const found = this.#follow(node);
			if (found.kind !== "scalar") return read(node, path, about);
			if (found.plain && found.tag === "tag:yaml.org,2002:null" && !isNull(found)) {
				const problem = `invalid value: string ${debugText(found.text)}, expected null`;
				return this.#wrong(about, problem, path, found);
			}
			return isNull(found) ? {
				value: void 0,
				at: found.at
			} : read(node, path, about);
		};
	}
	list(read, aboutItems) {
		return (node, path, about) => {
			const found = this.#follow(node);
			if (found.kind === "scalar" && isEmptyCollection(found)) return {
				value: [],
				at: found.at
			};
			if (found.kind !== "sequence") return this.#unexpected(about, "a sequence", path, found);
			return {
				value: this.#inside(found, () => found.items.flatMap((item, index) => read(item, `${path}[${index}]`, aboutItems ?? about) ?? [])),
				at: found.at
			};
		};
	}
	map(read, aboutValues) {
		return (node, path, about) => {
			const found = this.#follow(node);
			const value = /* @__PURE__ */ new Map();
			if (found.kind === "scalar" && isEmptyCollection(found)) return {
				value,
				at: found.at
			};
			if (found.kind !== "mapping") return this.#unexpected(about, "a map", path, found);
			this.#inside(found, () => {
				for (const [key, inner] of pairs(found)) {
					const name = this.text(key, path, about);
					if (!inner) throw this.#stop();
					if (!name) this.#skip(inner);
					const read1 = name && read(inner, join(path, key), aboutValues);
					if (name && read1) value.set(name.value, read1);
				}
			});
			return {
				value,
				at: found.at
			};
		};
	}
	struct(type, fields, required = []) {
		return (node, path, about) => {
			const found = this.#follow(node);
			const values = {};
			const wrong = /* @__PURE__ */ new Set();
			const seen = /* @__PURE__ */ new Set();
			if (!(found.kind === "scalar" && isEmptyCollection(found)) && found.kind !== "mapping") return this.#unexpected(about, `struct ${type}`, path, found);
			const readField = (key, inner) => {
				const name = this.#fieldName(key, path, about);
				if (!inner) throw this.#stop();
				const field = name === void 0 || !Object.hasOwn(fields, name) ? void 0 : fields[name];
				if (name === "<<" && inner.kind === "mapping") this.merges.push(key.at);
				if (name === void 0 || !field) return this.#skip(inner);
				if (seen.has(name)) {
					const problem = `duplicate field \`${name}\``;
					this.#note("repeated", `${at(path)}${problem}${placeOf(found.start)}`, key.at);
					return this.#skip(inner);
				}
				seen.add(name);
				const read = field.read(inner, join(path, key), field.about);
				if (read) values[name] = read;
				else wrong.add(name);
			};
			if (found.kind === "mapping") this.#inside(found, () => {
				for (const [key, inner] of pairs(found)) readField(key, inner);
			});
			for (const name of required.filter((each) => !seen.has(each))) {
				const missing = fields[name]?.about ?? about;
				this.#wrong(missing, `missing field \`${name}\``, path, found);
			}
			return {
				value: {
					fields: values,
					wrong,
					at: found.at
				},
				at: found.at
			};
		};
	}
	#fieldName(key, path, about) {
		const found = this.#follow(key);
		if (found.kind === "scalar") return found.text;
		return this.#unexpected(about, "field identifier", path, found);
	}
};
function pairs(node) {
	const found = [];
	for (let index = 0; index < node.items.length; index += 2) found.push([node.items[index], node.items[index + 1]]);
	return found;
}
function at(path) {
	return path === "" ? "" : `${path}: `;
}
const START$1 = {
	index: 0,
	line: 1,
	column: 1
};
const NOTHING = {
	kind: "scalar",
	text: "",
	quoted: false,
	plain: true,
	anchor: void 0,
	tag: void 0,
	at: START$1,
	start: START$1
};
function join(path, key) {
	const name = key.kind === "scalar" ? key.text : "?";
	return path === "" ? name : `${path}.${name}`;
}

// src/appspec/agent2/sentences.ts
const BECAUSE = "The deployment failed because";
const AGAIN = "and then try again.";
const PERMISSIONS = `Update the permissions section of the AppSpec file, ${AGAIN}`;
const sentences = {
	empty: `${BECAUSE} the application specification file was empty. Make sure your AppSpec file defines at minimum the 'version' and 'os' properties.`,
	yaml: (problem) => `${BECAUSE} of a YAML parsing error: ${problem}`,
	version: (value) => `${BECAUSE} an invalid version value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, ${AGAIN}`,
	os: (value) => `${BECAUSE} the application specification file specifies an unsupported operating system (${value}). Specify either "linux" or "windows" in the os section of the AppSpec file, ${AGAIN}`,
	behavior: (value) => `${BECAUSE} an invalid file_exists_behavior value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies one of DISALLOW,OVERWRITE,RETAIN as the file_exists_behavior, ${AGAIN}`,
	location: `${BECAUSE} the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, ${AGAIN}`,
	timeout: `${BECAUSE} an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, ${AGAIN}`,
	source: `${BECAUSE} the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, ${AGAIN}`,
	destination: (source) => `${BECAUSE} the application specification file specifies only a source file (${source}). Add the name of the destination file to the files section of the AppSpec file, ${AGAIN}`,
	windows: `${BECAUSE} the application specification file specifies file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. ${PERMISSIONS}`,
	object: `${BECAUSE} a permission listed in the application specification file has no object value. ${PERMISSIONS}`,
	type: (value) => `${BECAUSE} the application specification file specifies a permission for an object type not supported for permissions (${value}). ${PERMISSIONS}`,
	modeLength: (mode) => `${BECAUSE} the length of a permissions mode (${mode}) in the application specification file is invalid. Permissions modes must be between one and four characters long. ${PERMISSIONS}`,
	modeCharacter: (mode, character) => `${BECAUSE} the permissions mode (${mode}) in the application specification file contains an invalid character (${character}). ${PERMISSIONS}`,
	acl: (entry) => `${BECAUSE} of a problem with the acls permission settings in the application specification file. Invalid acl entry (${entry}).`,
	baseAcl: (entry) => `${BECAUSE} of a problem with the acls permission settings in the application specification file. Use mode to set the base acl entry (${entry}). ${PERMISSIONS}`,
	aclCharacter: (entry, character) => `${BECAUSE} the access control list (ACL) named ${entry} in the application specification file contains an invalid character (${character}). Correct the ACL in the hooks section of the AppSpec file, ${AGAIN}`,
	context: (context) => `${BECAUSE} the application specification file specifies an invalid context type (SELinux context missing required 'type' field: ${context}). ${PERMISSIONS}`,
	range: (range) => `${BECAUSE} of a problem with the SELinux range specified (${range}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, ${AGAIN}`
};

// src/appspec/agent2/acls.ts
function readAce(text, at) {
	const refuse = () => (require__builtin_buffer()).invalid("permissions/invalid-acl", sentences.acl(text), at);
	const parts = text.split(":");
	if (parts.length < 3 || parts.length > 4) throw refuse();
	const isDefault = parts[0] === "default" || parts[0] === "d";
	if (isDefault && parts.length === 3) throw refuse();
	const [word = "", name = "", permissions = ""] = isDefault ? parts.slice(1) : parts;
	const bits = readBits(permissions, text, at);
	const type = Object.hasOwn((require__builtin_buffer()).aceTypes, word) ? (require__builtin_buffer()).aceTypes[word] : void 0;
	if (!type) throw refuse();
	if ((type === "mask" || type === "other") && name !== "") throw refuse();
	if ((type === "user" || type === "group") && name === "" && !isDefault) throw (require__builtin_buffer()).invalid("permissions/invalid-acl", sentences.baseAcl(text), at);
	return {
		default: isDefault,
		type,
		name,
		...bits
	};
}
function readBits(permissions, text, at) {
	if (/^[0-9]$/.test(permissions)) {
		const bits = Number(permissions);
		if (bits > 7) throw (require__builtin_buffer()).invalid("permissions/invalid-acl", sentences.acl(text), at);
		return {
			read: (bits & 4) > 0,
			write: (bits & 2) > 0,
			execute: (bits & 1) > 0
		};
	}
	for (const character of permissions) {
		if ("rwx-".includes(character)) continue;
		throw (require__builtin_buffer()).invalid("permissions/invalid-acl", sentences.aclCharacter(text, character), at);
	}
	const has = (letter) => permissions.includes(letter);
	return {
		read: has("r"),
		write: has("w"),
		execute: has("x")
	};
}

// src/appspec/agent2/sections.ts
const DEFAULT_TIMEOUT = 3600;
function readHooks(raw, reject) {
	const hooks = /* @__PURE__ */ new Map();
	for (const [event, { value: scripts }] of raw) {
		if (!scripts || scripts.length === 0) continue;
		hooks.set(event, scripts.flatMap(({ value }) => (require__builtin_buffer()).attempt(reject, () => readScript(value)) ?? []));
	}
	return hooks;
}
function readScript({ fields, wrong, at }) {
	const { location, runas, sudo, timeout } = fields;
	if (wrong.has("location")) return void 0;
	const path = (location?.value ?? "").trim();
	if (!location || path === "") throw (require__builtin_buffer()).invalid("hooks/no-location", sentences.location, location?.at ?? at);
	const user = (runas?.value ?? "").trim();
	if (timeout?.value === 0) throw (require__builtin_buffer()).invalid("hooks/invalid-timeout", sentences.timeout, timeout.at);
	return {
		location: path,
		...user !== "" && { runas: user },
		sudo: sudo?.value ?? false,
		timeout: timeout?.value ?? DEFAULT_TIMEOUT,
		at: location.at
	};
}
function readFiles(raw, reject) {
	return raw.flatMap(({ value }) => (require__builtin_buffer()).attempt(reject, () => readFile(value)) ?? []);
}
function readFile({ fields, wrong, at }) {
	if (wrong.size > 0) return void 0;
	const { source, destination } = fields;
	if (!source?.value) throw (require__builtin_buffer()).invalid("files/no-source", sentences.source, source?.at ?? at);
	if (!destination?.value) {
		const message = sentences.destination(source.value);
		throw (require__builtin_buffer()).invalid("files/no-destination", message, destination?.at ?? at);
	}
	return {
		source: textValue(source),
		destination: textValue(destination),
		at
	};
}
function textValue({ value = "", at }) {
	return {
		kind: "string",
		value,
		at
	};
}

// src/appspec/agent2/selinux-range.ts
const HIGHEST_SENSITIVITY = 255;
const HIGHEST_CATEGORY = 1023;
function readRange(text, at) {
	const level = (part, letter, most) => {
		const digits = /^\+?([0-9]+)$/.exec(part?.slice(1) ?? "")?.[1];
		const number = Number(digits);
		if (part?.startsWith(letter) && digits !== void 0 && number <= most) return number;
		throw (require__builtin_buffer()).invalid("permissions/invalid-range", sentences.range(text), at);
	};
	const ordered = (low, high) => {
		if (high >= low) return [low, high];
		throw (require__builtin_buffer()).invalid("permissions/invalid-range", sentences.range(text), at);
	};
	const [sensitivities = "", categories] = text.split(":");
	const [first, second] = sensitivities.split("-");
	const lowest = level(first, "s", HIGHEST_SENSITIVITY);
	const [low, high] = ordered(lowest, second === void 0 ? lowest : level(second, "s", HIGHEST_SENSITIVITY)).map(BigInt);
	if (categories === void 0) return {
		low,
		high
	};
	const numbers = /* @__PURE__ */ new Set();
	for (const part of categories.split(",")) {
		const [from, to = part.includes(".") ? "" : from] = part.split(".");
		const [start, end] = ordered(level(from, "c", HIGHEST_CATEGORY), level(to, "c", HIGHEST_CATEGORY));
		for (let number = start; number <= end; number++) numbers.add(number);
	}
	return {
		low,
		high,
		categories: [...numbers]
	};
}

// src/appspec/agent2/permissions.ts
function readPermissions(raw, os, reject) {
	const [first] = raw;
	if (os === "windows" && first) {
		reject((require__builtin_buffer()).invalid("permissions/on-windows", sentences.windows, first.at));
		return [];
	}
	return raw.flatMap(({ value }) => (require__builtin_buffer()).attempt(reject, () => readPermission(value)) ?? []);
}
function readPermission({ fields, wrong, at }) {
	if (wrong.has("object")) return void 0;
	const { object, pattern, except, type, mode, acls, context, owner, group } = fields;
	const path = (object?.value ?? "").trim();
	if (!object || path === "") throw (require__builtin_buffer()).invalid("permissions/no-object", sentences.object, object?.at ?? at);
	const types = type?.value ? type.value.map(readType) : ["file", "directory"];
	const digits = mode?.value === void 0 ? void 0 : readMode(mode.value, mode.at);
	const aces = acls?.value?.map((entry) => readAce(entry.value, entry.at));
	const selinux = context?.value && readContext(context.value);
	return {
		object: path,
		pattern: pattern?.value === void 0 || pattern.value === "**" ? "**" : textValue(pattern),
		except: (except?.value ?? []).map(textValue),
		type: [...types],
		...owner?.value !== void 0 && { owner: textValue(owner) },
		...group?.value !== void 0 && { group: textValue(group) },
		...(require_defined()).defined({ mode: digits }),
		...aces && { acls: aces },
		...selinux && { context: selinux },
		at: object.at
	};
}
function readType({ value, at }) {
	if (value === "file" || value === "directory") return value;
	throw (require__builtin_buffer()).invalid("permissions/unknown-type", sentences.type(value), at);
}
function readMode(text, at) {
	const missing = 3 - new TextEncoder().encode(text).length;
	const mode = "0".repeat(Math.max(0, missing)) + text;
	if (new TextEncoder().encode(mode).length > 4) throw (require__builtin_buffer()).invalid("permissions/invalid-mode", sentences.modeLength(text), at);
	for (const character of mode) {
		if (character >= "0" && character <= "7") continue;
		throw (require__builtin_buffer()).invalid("permissions/invalid-mode", sentences.modeCharacter(text, character), at);
	}
	return mode;
}
function readContext({ fields, wrong, at }) {
	if (wrong.has("type")) return void 0;
	const { name, type, range } = fields;
	if (type?.value === void 0) {
		const shown = (text) => text === void 0 ? "None" : `Some(${debugText(text)})`;
		const raw = `RawContext { name: ${shown(name?.value)}, type_: None, range: ${shown(range?.value)} }`;
		throw (require__builtin_buffer()).invalid("permissions/invalid-context", sentences.context(raw), at);
	}
	return {
		type: textValue(type),
		...name?.value !== void 0 && { user: textValue(name) },
		...range?.value !== void 0 && { range: readRange(range.value, range.at) }
	};
}

// src/appspec/agent2/structs.ts
function appSpecReader(kinds) {
	const text = {
		read: kinds.optional(kinds.text),
		about: "text"
	};
	const script = kinds.struct("RawScript", {
		location: text,
		runas: text,
		sudo: {
			read: kinds.optional(kinds.bool),
			about: "sudo"
		},
		timeout: {
			read: kinds.optional(kinds.u32),
			about: "timeout"
		}
	});
	const file = kinds.struct("RawFileMapping", {
		source: text,
		destination: text
	});
	const context = kinds.struct("RawContext", {
		name: text,
		type: text,
		range: text
	});
	const texts = kinds.optional(kinds.list(kinds.text));
	const permission = kinds.struct("RawPermission", {
		object: text,
		pattern: text,
		except: {
			read: texts,
			about: "except"
		},
		type: {
			read: texts,
			about: "type"
		},
		owner: text,
		group: text,
		mode: text,
		acls: {
			read: texts,
			about: "acls"
		},
		context: {
			read: kinds.optional(context),
			about: "context"
		}
	});
	const scripts = kinds.optional(kinds.list(script));
	return kinds.struct("RawAppSpec", {
		version: {
			read: kinds.float,
			about: "version"
		},
		os: {
			read: kinds.text,
			about: "os"
		},
		hooks: {
			read: kinds.map(scripts, "scripts"),
			about: "hooks"
		},
		files: {
			read: kinds.list(file),
			about: "files"
		},
		permissions: {
			read: kinds.list(permission),
			about: "permissions"
		},
		file_exists_behavior: text
	}, ["version", "os"]);
}

// src/appspec/agent2/read-appspec.ts
function examineForAgent2(bytes) {
	const examination = examine(bytes);
	const [first] = examination.rejections;
	if (!first || !(require__builtin_buffer()).hasByteOrderMark(bytes)) return examination;
	const unmarked = examine(bytes.subarray(3));
	if (unmarked.rejections[0]?.message === first.message) return examination;
	const mark = new (require__builtin_buffer()).Rejection("yaml/byte-order-mark", first.kind, first.message, START);
	return {
		...unmarked,
		rejections: [mark, ...unmarked.rejections]
	};
}
function examine(bytes) {
	const text = decode(bytes);
	if (text === void 0) return {
		rejections: [new (require__builtin_buffer()).Rejection("yaml/encoding", "yaml", NOT_FOUND, START, NOT_UTF8)],
		merges: []
	};
	if (/^\p{White_Space}*$/u.test(text)) return {
		rejections: [(require__builtin_buffer()).invalid("appspec/empty", sentences.empty, START)],
		merges: []
	};
	const kinds = new Kinds(openDocument(bytes));
	const raw = kinds.read((root) => appSpecReader(kinds)(root, "", "root"));
	const rejections = kinds.mismatches.map(toRejection);
	const spec = raw && readSpec(raw.value, (rejection) => rejections.push(rejection));
	return {
		...(require_defined()).defined({ spec }),
		rejections,
		merges: kinds.merges
	};
}
const NOT_FOUND = "The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory";
const NOT_UTF8 = "save the file as UTF-8: agent 2 says so of a file that is not";
const START = {
	line: 1,
	column: 1
};
function decode(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
const RULES = {
	syntax: "yaml/syntax",
	root: "appspec/not-a-mapping",
	version: "version/invalid",
	os: "os/unsupported",
	hooks: "hooks/not-a-mapping",
	scripts: "hooks/scripts-not-a-list",
	timeout: "agent-2/timeout",
	sudo: "agent-2/sudo",
	files: "files/not-a-list",
	permissions: "permissions/not-a-list",
	except: "permissions/except-not-a-list",
	type: "permissions/type-not-a-list",
	acls: "permissions/invalid-acl",
	context: "permissions/invalid-context",
	text: "agent-2/text",
	repeated: "agent-2/repeated-key",
	documents: "agent-2/second-document"
};
function toRejection({ about, message, at }) {
	const rule = about === "syntax" && message.startsWith("control characters") ? "yaml/encoding" : RULES[about];
	return new (require__builtin_buffer()).Rejection(rule, "yaml", sentences.yaml(message), at);
}
function readSpec({ fields, wrong }, reject) {
	const { version, os: system, file_exists_behavior: chosen, hooks, files, permissions } = fields;
	if (version) (require__builtin_buffer()).attempt(reject, () => checkVersion(version.value, version.at));
	const os = system && (require__builtin_buffer()).attempt(reject, () => readOs(system.value, system.at));
	const behavior = chosen?.value === void 0 || wrong.has("file_exists_behavior") ? void 0 : (require__builtin_buffer()).attempt(reject, () => readBehavior(chosen.value ?? "", chosen.at));
	return {
		os: os ?? "linux",
		hooks: readHooks(hooks?.value ?? /* @__PURE__ */ new Map(), reject),
		files: readFiles(files?.value ?? [], reject),
		permissions: readPermissions(permissions?.value ?? [], os ?? "linux", reject),
		...behavior && { fileExistsBehavior: behavior }
	};
}
const NEARLY = 2220446049250313e-31;
function checkVersion(version, at) {
	if (Math.abs(version) < NEARLY) return;
	throw (require__builtin_buffer()).invalid("version/invalid", sentences.version(floatText(version)), at);
}
function readOs(text, at) {
	if (text === "linux" || text === "windows") return text;
	throw (require__builtin_buffer()).invalid("os/unsupported", sentences.os(text), at);
}
function readBehavior(text, at) {
	if (text === "DISALLOW" || text === "OVERWRITE" || text === "RETAIN") return text;
	throw (require__builtin_buffer()).invalid("file-exists-behavior/invalid", sentences.behavior(text), at);
}

// src/appspec/examine.ts
function examineForBoth(bytes, fleet) {
	const { spec: spec1, rejections: first, ...document } = (require__builtin_buffer()).examineAppSpec(bytes);
	const { spec: spec2, rejections: second, merges } = examineForAgent2(bytes);
	const spec = fleet === "2" ? spec2 ?? spec1 : spec1 ?? spec2;
	return {
		...document,
		...(require_defined()).defined({ spec }),
		rejections: {
			"1": first,
			"2": second
		},
		merges
	};
}

Object.defineProperty(exports, "examineForAgent2", {
  enumerable: true,
  get: function () {
    return examineForAgent2;
  }
});
Object.defineProperty(exports, "examineForBoth", {
  enumerable: true,
  get: function () {
    return examineForBoth;
  }
});
Object.defineProperty(exports, "reservedEvents", {
  enumerable: true,
  get: function () {
    return reservedEvents;
  }
});
Object.defineProperty(exports, "scriptEvents", {
  enumerable: true,
  get: function () {
    return scriptEvents;
  }
});
},
"./lint-bundle.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_defined = () => require("./defined.js");
const require_quoted = () => require("./quoted.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require__builtin_zlib$1 = () => require("./_builtin_zlib.js");
const require__builtin_child_process$1 = () => require("./_builtin_child_process.js");
const require_problem = () => require("./problem.js");
const require_printable = () => require("./printable.js");
const require_project = () => require("./project.js");
const require_limit = () => require("./limit.js");
const require__builtin_buffer = () => require("./_builtin_buffer.js");
const require_paths = () => require("./paths.js");
const require_examine = () => require("./examine.js");
const require_rules = () => require("./rules.js");
const require_run_command = () => require("./run-command.js");

// src/bundle/digest.ts
var import__builtin_zlib = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_zlib$1()).require__builtin_zlib(), 1);
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
var ContentDigest = class {
	#hash = (0, import__builtin_crypto.createHash)("sha256").update("codedeploy-fanout/1\0");
	#last = Buffer.alloc(0);
	add(entry) {
		this.addRecords(digestRecord(entry));
	}
	addRecords(records) {
		let at = 0;
		while (at < records.length) {
			const end = at + headSize + records.readUInt32BE(at + 3);
			const name = records.subarray(at + headSize, end);
			if (Buffer.compare(this.#last, name) >= 0) throw new Error(`"${name}" is out of order`);
			this.#last = name;
			at = end + hashSize;
		}
		this.#hash.update(records);
	}
	hex() {
		return this.#hash.digest("hex");
	}
};
const headSize = 7;
const hashSize = 32;
function digestRecord({ kind, mode, path, sha256 }) {
	const length = Buffer.byteLength(path);
	const record = Buffer.allocUnsafe(headSize + length + hashSize);
	record.write(kind.slice(0, 1), "latin1");
	record.writeUInt16BE(mode ?? 65535, 1);
	record.writeUInt32BE(length, 3);
	record.write(path, headSize);
	record.write(sha256, headSize + length, "hex");
	return record;
}

// src/lint/checks/secret-patterns.ts
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
const vendored = /(?:^|\/)(?:node_modules|bower_components|site-packages|vendor)\//;
const example = /EXAMPLE/;
function isVendored(path) {
	return vendored.test(path);
}
function secretsIn(text) {
	const found = [];
	for (const [pattern, what] of patterns) {
		const index = firstOf$1(pattern, text);
		if (index !== void 0) found.push({
			what,
			index
		});
	}
	return found;
}
function firstOf$1(pattern, text) {
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) if (!example.test(match[0])) return match.index;
}
const patterns = [
	[/-----BEGIN (?:[A-Z]{1,16} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g, "a private key"],
	[/(?<![A-Za-z0-9/+=])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9/+=])/g, "an AWS access key"],
	[/aws_?secret_?access_?key["']?\s{0,8}[:=]\s{0,8}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi, "an AWS secret key"],
	[/_authToken\s{0,8}=\s{0,8}[\w-]{20,}/g, "an npm token"],
	[/\bgh[pousr]_[A-Za-z0-9]{36}\b/g, "a GitHub token"]
];

// src/lint/first-look.ts
const largestLinted = 1048576;
function mayConcernLint(path, bytes) {
	if (bytes.length === 0 || bytes.length > 1048576 || isVendored(path)) return false;
	return mayBeScript(bytes) || secretsIn(bytes.toString("latin1")).length > 0;
}
function mayBeScript(bytes) {
	const [first = 0] = bytes;
	return first === 35 && bytes[1] === 33 || first === 239 || first === 255 || first === 254;
}

// src/bundle/archive.ts
const mostProblems = 20;
async function readArchive(zip, signal) {
	const { entries, problems } = await (require_paths()).archiveEntries(zip);
	throwIfAny(problems, zip);
	const hashes = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		signal.throwIfAborted();
		const content = await readContent(zip, entry, signal);
		if (typeof content === "string") problems.push({
			code: "zip-invalid",
			message: `${(require_paths()).quoted(entry.path)} in "${zip.shownAs}" ${content}`
		});
		else {
			hashes.set(entry.path, content.sha256);
			if (content.target !== void 0) targets.set(entry.path, content.target);
		}
	}
	throwIfAny(problems, zip);
	return summarize(entries, {
		hashes,
		targets
	});
}
const nothing = (0, import__builtin_crypto.createHash)("sha256").digest("hex");
function summarize(entries, { hashes, targets }) {
	const digest = new ContentDigest();
	return {
		entries: (require_paths()).withImpliedFolders(entries).map(({ path, kind, mode, size }) => {
			const target = targets.get(path);
			digest.add({
				path,
				kind,
				mode,
				sha256: hashes.get(path) ?? nothing
			});
			return {
				path,
				kind,
				mode,
				size,
				...(require_defined()).defined({ target })
			};
		}),
		digest: digest.hex()
	};
}
async function readContent(zip, entry, signal) {
	const sha256 = (0, import__builtin_crypto.createHash)("sha256");
	const kept = [];
	let checksum = 0;
	try {
		for await (const piece of (require_paths()).entryData(zip, entry)) {
			signal.throwIfAborted();
			sha256.update(piece);
			checksum = (0, import__builtin_zlib.crc32)(piece, checksum);
			if (entry.kind === "link") kept.push(piece);
		}
	} catch (error) {
		if (error instanceof (require_paths()).DamagedEntry) return error.message;
		throw error;
	}
	if (checksum !== entry.crc32) return "is damaged: its checksum is wrong";
	if (entry.kind !== "link") return { sha256: sha256.digest("hex") };
	const target = (require_paths()).utf8(Buffer.concat(kept));
	if (target === void 0 || target.includes("\0")) return "is a link to a name that is not UTF-8";
	return {
		sha256: sha256.digest("hex"),
		target
	};
}
function throwIfAny(problems, { shownAs }) {
	if (problems.length === 0) return;
	const shown = problems.slice(0, mostProblems);
	const more = problems.length - shown.length;
	if (more > 0) shown.push({
		code: "more-problems",
		message: `and ${more} more problems in "${shownAs}"`,
		file: shownAs
	});
	throw new (require_problem()).UsageError(shown);
}

// src/appspec/agent2/compare.ts
function compareRejections(first, second, fleet) {
	const joined = /* @__PURE__ */ new Set();
	const byRule = queuesOf(second, ruleAndLine);
	const byPlace = queuesOf(second, place);
	const next = (queue = []) => {
		while (queue.length > 0 && joined.has(queue.at(-1))) queue.pop();
		return queue.at(-1);
	};
	const refusals = first.map((one) => {
		const other = next(byRule.get(ruleAndLine(one))) ?? next(byPlace.get(place(one)));
		if (!other) return {
			rejection: one,
			by: "1"
		};
		joined.add(other);
		return {
			rejection: fleet === "2" ? other : one,
			by: "both"
		};
	});
	const left = second.filter((each) => !joined.has(each));
	return [...refusals, ...left.map((rejection) => ({
		rejection,
		by: "2"
	}))];
}
const ONCE = /^(?:yaml|appspec|version|os|file-exists-behavior)\//;
function ruleAndLine({ rule, at }) {
	return ONCE.test(rule) ? rule : `${rule} ${at.line}`;
}
function place({ at }) {
	return `${at.line}:${at.column}`;
}
function queuesOf(rejections, keyOf) {
	const queues = /* @__PURE__ */ new Map();
	for (const rejection of rejections.toReversed()) {
		const queue = queues.get(keyOf(rejection));
		if (queue) queue.push(rejection);
		else queues.set(keyOf(rejection), [rejection]);
	}
	return queues;
}

// src/appspec/checks/duplicate-keys.ts
function checkDuplicates(document, finder) {
	const open = [document];
	for (let value = open.pop(); value; value = open.pop()) {
		if (value.kind === "list") open.push(...value.items.toReversed());
		if (value.kind !== "map") continue;
		reportRepeated(value, finder);
		for (const { value: inner } of [...value.entries.values()].toReversed()) open.push(inner);
	}
}
function reportRepeated({ repeated }, finder) {
	for (const { key, before } of repeated.first) {
		const message = `the key "${(require__builtin_buffer()).toText(key)}" stands here a second time; what is below the one in line ${before.at.line} is lost`;
		finder.add("yaml/duplicate-key", message, key.at);
	}
	finder.count("yaml/duplicate-key", repeated.count - repeated.first.length);
}

// src/appspec/places.ts
const LONGEST$3 = 4096;
var Places = class {
	#destinations = /* @__PURE__ */ new Set();
	#above = /* @__PURE__ */ new Set();
	#files = /* @__PURE__ */ new Set();
	constructor(spec) {
		for (const { source, destination } of spec.files) {
			if (source.kind !== "string" || destination.kind !== "string") continue;
			const path = (require_paths()).onHost(destination.value);
			if (path.length > LONGEST$3 || this.#destinations.has(path)) continue;
			this.#destinations.add(path);
			for (const folder of upwards(path)) this.#above.add(folder);
			this.#files.add((require_paths()).onHost(`${path}/${(require_paths()).baseName(source.value)}`));
		}
	}
	isNear(object) {
		const path = (require_paths()).onHost(object);
		if (path.length > LONGEST$3) return false;
		return this.#above.has(path) || upwards(path).some((folder) => this.#destinations.has(folder));
	}
	isFile(object) {
		const path = (require_paths()).onHost(object);
		return this.#files.has(path) && hasExtension((require_paths()).baseName(path));
	}
	isLikelyFile(object) {
		return this.#files.has((require_paths()).onHost(object)) || hasExtension((require_paths()).baseName(object));
	}
};
function hasExtension(name) {
	const dot = name.lastIndexOf(".");
	return dot > 0 && dot < name.length - 1;
}
function upwards(path) {
	const folders = [path];
	for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.push(path.slice(0, at));
	return [...folders, "/"];
}

// src/appspec/checks/files.ts
function checkFiles(spec, finder) {
	const seen = /* @__PURE__ */ new Map();
	for (const { source, destination, at } of spec.files) {
		checkText$1("source", source, finder);
		checkText$1("destination", destination, finder);
		if (source.kind === "string") checkSource(source.value, source, finder);
		if (destination.kind !== "string") continue;
		checkDestination(destination.value, destination, spec.os, finder);
		if (source.kind !== "string") continue;
		checkRepeatedName(source.value, destination.value, destination, finder);
		const copy = `${(require_paths()).inBundle(source.value)}\0${(require_paths()).onHost(destination.value)}`;
		const line = seen.get(copy);
		if (line !== void 0) {
			const message = `"${source.value}" is copied to "${destination.value}" in line ${line} already`;
			finder.add("files/same-destination", message, at);
		}
		seen.set(copy, line ?? at.line);
	}
}
function checkText$1(name, value, finder) {
	if (value.kind === "string" || value.kind === "list") return;
	const message = `the ${name} is not text to YAML; Install fails with "${(require__builtin_buffer()).noPath(value).message}"`;
	finder.add("files/value-not-text", message, value.at);
}
function checkSource(source, value, finder) {
	if ((require_paths()).leavesBundle(source)) finder.add("files/source-outside", `the source "${source}" leaves the bundle`, value.at);
	else if (isPattern(source)) {
		const message = `the source "${source}" is a pattern, and the agent looks for a file of exactly that name`;
		finder.add("files/glob-in-source", message, value.at);
	}
}
function isPattern(source) {
	if (/[*?]/.test(source)) return true;
	const [open, close] = [source.indexOf("["), source.lastIndexOf("]")];
	return open >= 0 && close > open + 1;
}
function checkDestination(destination, value, os, finder) {
	if (/^~|\$\{?\w|%\w+%/.test(destination)) {
		const message = `the destination "${destination}" is taken letter by letter: no shell expands it`;
		finder.add("files/unexpanded-destination", message, value.at);
	} else if (!(require_paths()).isAbsolute(destination, os)) {
		const message = `the destination "${destination}" is relative to the folder the agent happens to run in`;
		const refusal = `agent 2 does not make the folder "${destination}", and fails where it is missing`;
		if (os === "windows" || /^\.\.?\//.test(destination)) finder.add("files/relative-destination", message, value.at);
		else if (finder.agents !== "1") finder.add("agent-2/relative-destination", refusal, value.at);
		else finder.add("files/relative-destination", `${message}; ${refusal}`, value.at);
	}
}
function checkRepeatedName(source, destination, value, finder) {
	const name = (require_paths()).baseName(source);
	if (!hasExtension(name) || (require_paths()).baseName(destination) !== name) return;
	reportRepeatedName(name, destination, value, finder);
}
function reportRepeatedName(name, destination, value, finder) {
	const message = `a destination is a folder: the file becomes "${/[/\\]$/.test(destination) ? destination : `${destination}/`}${name}"`;
	finder.add("files/destination-repeats-file", message, value.at);
}

// src/appspec/checks/hooks.ts
const EVENT_SECONDS = 3600;
const SCRIPT_EVENTS = (require_examine()).scriptEvents;
const RESERVED$1 = (require_examine()).reservedEvents;
const SPECIAL = /[\s'"`$&;|<>()\\]/;
const SPECIAL_ON_WINDOWS = /[\s'"`$&;|<>()^%]/;
const OF_HOST$1 = /^(?:[A-Za-z]:|\/(?:bin|boot|etc|home|lib|mnt|opt|root|sbin|srv|tmp|usr|var)\/)/;
function checkHooks$1(document, spec, finder) {
	const hooks = (require__builtin_buffer()).entry(document, "hooks");
	if (hooks?.kind !== "map") return;
	for (const { key, value } of hooks.entries.values()) {
		const event = (require__builtin_buffer()).toText(key);
		checkEvent(event, key, value, finder);
		for (const script of value.kind === "list" ? value.items : []) if (script.kind === "map") checkScript(script, spec.os, finder);
		checkSum(event, key, spec, finder);
	}
}
function checkEvent(event, key, value, finder) {
	if (RESERVED$1.includes(event)) {
		const message = `"${event}" runs no scripts: the agent ignores this hook`;
		finder.add("hooks/reserved-event", message, key.at);
	} else if (key.kind !== "string" || !SCRIPT_EVENTS.includes(event)) {
		const meant = finder.isFull ? void 0 : (require_quoted()).closest(event, SCRIPT_EVENTS);
		const message = `"${event}" is not a lifecycle event: the agent never runs this hook, and the deployment succeeds`;
		const hint = meant ? `did you mean "${meant}"?` : void 0;
		finder.add("hooks/unknown-event", message, key.at, hint);
	}
	if (!(require__builtin_buffer()).isTruthy(value) || value.kind === "list" && value.items.length === 0) finder.add("hooks/no-scripts", `the hook "${event}" has no scripts`, key.at);
}
function checkScript(script, os, finder) {
	const location = (require__builtin_buffer()).entry(script, "location");
	const runas = (require__builtin_buffer()).entry(script, "runas");
	if (location) checkLocation(location, os, (require__builtin_buffer()).isTruthy(runas) ? "both" : "1", finder);
	const timeout = (require__builtin_buffer()).entry(script, "timeout");
	if (timeout) checkTimeout(timeout, finder);
	const sudo = (require__builtin_buffer()).entry(script, "sudo");
	if (os === "windows") {
		for (const [name, value] of Object.entries({
			runas,
			sudo
		})) {
			if (!(require__builtin_buffer()).isTruthy(value)) continue;
			finder.add("hooks/user-on-windows", `"${name}" is ignored on Windows`, value.at);
		}
		return;
	}
	if (runas && runas.kind !== "nil" && (require__builtin_buffer()).strip((require__builtin_buffer()).toText(runas)) === "") finder.add("hooks/empty-runas", "an empty \"runas\" runs the script as root", runas.at);
	if (sudo && sudo.kind !== "boolean" && (require__builtin_buffer()).isTruthy(sudo)) {
		const message = `"sudo" is ${describe(sudo)}, which counts as true`;
		finder.add("hooks/sudo-is-text", message, sudo.at);
	}
}
function describe(value) {
	return value.kind === "string" ? `the text "${value.value}"` : (require__builtin_buffer()).toText(value);
}
function checkLocation(value, os, split, finder) {
	const location = (require__builtin_buffer()).strip((require__builtin_buffer()).toText(value));
	const special = (os === "windows" ? SPECIAL_ON_WINDOWS : SPECIAL).exec(location)?.[0];
	if (special !== void 0) {
		const message = `the path "${location}" has ${special.trim() === "" ? "a space" : `the sign ${special}`} in it, and the agent puts it into a command line without quotes`;
		finder.add("hooks/blank-in-location", message, value.at, void 0, split);
	}
	if ((require_paths()).leavesBundle(location)) {
		const message = `the path "${location}" leaves the bundle`;
		finder.add("hooks/location-outside", message, value.at);
	} else if (OF_HOST$1.test(location)) {
		const message = `the path "${location}" is looked for in the bundle, not from the root of the host`;
		finder.add("hooks/absolute-location", message, value.at);
	}
}
function checkTimeout(value, finder) {
	const read = secondsOf(value);
	if (read === void 0 || read <= 0) return;
	const written = value.kind === "integer" || value.kind === "float" ? value.written : (require__builtin_buffer()).toText(value);
	if (written === String(read)) return;
	const message = `the timeout "${written}" is ${read} second${read === 1 ? "" : "s"} to the agent`;
	const unit = /^\s*(\d+)\s*(m|h)/i.exec(written);
	const seconds = unit ? Number(unit[1]) * (unit[2]?.toLowerCase() === "h" ? 3600 : 60) : read;
	finder.add("hooks/surprising-timeout", message, value.at, `write timeout: ${seconds}`);
}
function secondsOf(value) {
	if (value.kind === "integer" || value.kind === "string") return Number((require__builtin_buffer()).toInteger(value));
	if (value.kind !== "float" || !Number.isFinite(value.value)) return void 0;
	return Number.isInteger(value.value) ? void 0 : Math.trunc(value.value);
}
function checkSum(event, key, spec, finder) {
	const sum = (spec.hooks.get(event) ?? []).reduce((seconds, script) => seconds + script.timeout, 0);
	if (sum <= EVENT_SECONDS || !SCRIPT_EVENTS.includes(event)) return;
	const message = `the timeouts of "${event}" come to ${sum} seconds; the service gives an event ${EVENT_SECONDS} in all`;
	finder.add("hooks/event-timeout", message, key.at);
}

// src/appspec/checks/keys.ts
const TOP = [
	"version",
	"os",
	"hooks",
	"files",
	"permissions",
	"file_exists_behavior"
];
const SCRIPT = [
	"location",
	"timeout",
	"runas",
	"sudo"
];
const FILE = ["source", "destination"];
const PERMISSION = [
	"object",
	"pattern",
	"except",
	"owner",
	"group",
	"mode",
	"acls",
	"context",
	"type"
];
const CONTEXT = [
	"type",
	"range",
	"name",
	"user"
];
const EVENTS$2 = [...(require_examine()).scriptEvents, ...(require_examine()).reservedEvents];
const MEANT = {
	commands: "hooks",
	fileExistsBehavior: "file_exists_behavior"
};
const FOREIGN = ["branch_config"];
function checkKeys(document, finder) {
	checkMap(document, TOP, "at the top level", finder);
	const hooks = (require__builtin_buffer()).entry(document, "hooks");
	if (hooks?.kind === "map") for (const { value } of hooks.entries.values()) for (const script of items(value)) checkMap(script, SCRIPT, "of a script", finder);
	for (const file of items((require__builtin_buffer()).entry(document, "files"))) checkMap(file, FILE, "of an item of files", finder);
	for (const permission of items((require__builtin_buffer()).entry(document, "permissions"))) {
		checkMap(permission, PERMISSION, "of a permission", finder);
		const context = (require__builtin_buffer()).entry(permission, "context");
		if (context?.kind === "map") checkMap(context, CONTEXT, "of a context", finder);
	}
}
function items(value) {
	if (value?.kind !== "list") return [];
	return value.items.filter((item) => item.kind === "map");
}
function checkMap(map, known, where, finder) {
	for (const { key } of map.entries.values()) {
		const name = (require__builtin_buffer()).toText(key);
		if (key.kind === "string" && known.includes(name)) continue;
		if (known === TOP && FOREIGN.includes(name)) continue;
		const message = `the key "${name}" ${where} is ignored by the agent`;
		const place = finder.isFull ? void 0 : belongs(name, known);
		if (place !== void 0) finder.add("keys/misspelt", message, key.at, place);
		else finder.add("keys/unknown", message, key.at, hintFor(name, known));
	}
}
function belongs(name, known) {
	const meant = Object.hasOwn(MEANT, name) ? MEANT[name] : (require_quoted()).closest(name, known);
	if (meant !== void 0 && known.includes(meant)) return `did you mean "${meant}"?`;
	if (EVENTS$2.includes(name)) return "lifecycle events go below \"hooks:\", one step further in";
	if (TOP.includes(name)) return `"${name}:" goes at the top level, without spaces before it`;
}
function hintFor(name, known) {
	if (name === "overwrite" && known === FILE) return "remove it, and write file_exists_behavior: OVERWRITE at the top level where that is meant";
	return `remove it; the agent knows ${known.join(", ")} here`;
}

// src/appspec/checks/permissions.ts
function checkPermissions(document, spec, finder) {
	const list = (require__builtin_buffer()).entry(document, "permissions");
	if (spec.os !== "linux" || list?.kind !== "list") return;
	for (const item of list.items) if (item.kind === "map") checkValues(item, finder);
	const places = new Places(spec);
	const whole = /* @__PURE__ */ new Map();
	for (const permission of spec.permissions) {
		checkModes$1(permission, places, finder);
		checkAcls(permission, finder);
		checkObject(permission, places, finder);
		checkPatterns(permission, places, finder);
		checkRepeated(permission, whole, finder);
	}
}
function checkValues(item, finder) {
	const mode = (require__builtin_buffer()).entry(item, "mode");
	if (mode?.kind === "integer" && /^0[0-7_,]+$/.test(mode.written)) {
		const set = (require__builtin_buffer()).toText(mode);
		const message = `YAML reads the mode ${mode.written} as an octal number: the agent takes ${set}${/^[0-7]{1,4}$/.test(set) ? ` for the mode 0${set.padStart(3, "0")}` : " and refuses it"}; agent 2 takes the digits as they are written`;
		const hint = `write mode: ${mode.written.replaceAll(/[_,]/g, "").replace(/^0+(?=\d)/, "")}, or mode: "${mode.written}" in quotes`;
		finder.add("permissions/unquoted-octal-mode", message, mode.at, hint);
	}
	const context = (require__builtin_buffer()).entry(item, "context");
	if (context?.kind === "map") checkContext(context, finder);
	for (const name of ["owner", "group"]) {
		const value = (require__builtin_buffer()).entry(item, name);
		if (value && value.kind !== "nil" && !isName(value)) {
			const message = `the ${name} "${(require__builtin_buffer()).toText(value)}" is not a name; the agent looks only for names`;
			finder.add("permissions/value-not-text", message, value.at);
		}
	}
}
function isName(value) {
	return value.kind === "string" && !/^\d+$|[:\s/,]/.test(value.value);
}
function checkContext(context, finder) {
	const range = (require__builtin_buffer()).entry(context, "range");
	if (!range || range.kind === "nil") finder.add("permissions/context-without-range", "a context without a range makes Install fail wherever it applies", context.at);
	const user = (require__builtin_buffer()).entry(context, "user");
	if (user) finder.add("permissions/context-user", "the agent ignores \"user\" and reads \"name\"", user.at);
}
function checkModes$1(permission, places, finder) {
	const { mode, type, object } = permission;
	if (!mode || !type.includes("directory") || places.isLikelyFile(object)) return;
	if ((Number(mode.at(-3)) & 1) === 1) return;
	const message = `the mode ${mode} also goes to the folders below "${object}", whose owner can then not enter them`;
	finder.add("permissions/mode-without-search", message, permission.at);
}
function checkAcls(permission, finder) {
	if (!permission.acls?.some((ace) => ace.default) || !permission.type.includes("file")) return;
	const message = `a default ACL for "${permission.object}" also goes to files, which makes Install fail`;
	finder.add("permissions/default-acl-on-file", message, permission.at);
}
function checkObject(permission, places, finder) {
	const { object } = permission;
	if (!object.startsWith("/")) {
		const message = `the object "${object}" is relative to the folder the agent happens to run in`;
		finder.add("permissions/relative-object", message, permission.at);
	}
	if (permission.type.length === 0) {
		const message = `the permission for "${object}" has an empty type and applies to nothing`;
		finder.add("permissions/no-match", message, permission.at);
		return;
	}
	if (places.isNear(object)) return;
	const message = `the object "${object}" is nothing that this deployment copies`;
	finder.add("permissions/no-match", message, permission.at);
}
function checkPatterns(permission, places, finder) {
	const { pattern, except, object } = permission;
	if (!isWhole(permission) && permission.type.includes("file") && places.isFile(object)) reportPatternOnFile(permission, finder);
	for (const value of [...pattern === "**" ? [] : [pattern], ...except]) if (value.kind !== "string") {
		const message = `the pattern "${(require__builtin_buffer()).toText(value)}" is not text to YAML`;
		finder.add("permissions/value-not-text", message, value.at);
	} else if (value.value.includes("/")) {
		const message = `the pattern "${value.value}" has a slash and matches nothing`;
		finder.add("permissions/pattern-with-slash", message, value.at);
	}
}
function reportPatternOnFile({ object, at }, finder) {
	const message = `"${object}" is a file, which takes no pattern or except`;
	finder.add("permissions/pattern-on-file", message, at);
}
function checkRepeated(permission, whole, finder) {
	if (!isWhole(permission)) return;
	const path = (require_paths()).onHost(permission.object);
	const before = whole.get(path) ?? [];
	const { type } = permission;
	const other = before.find((earlier) => earlier.type.some((each) => type.includes(each)));
	if (!other) {
		whole.set(path, [...before, permission]);
		return;
	}
	const message = `the permission in line ${other.at.line} applies to "${permission.object}" as well`;
	finder.add("permissions/set-twice", message, permission.at);
}
function isWhole({ pattern, except }) {
	return (pattern === "**" ? pattern : (require__builtin_buffer()).toText(pattern)) === "**" && except.length === 0;
}

// src/appspec/service-properties.ts
function checkLambdaProperties(properties, finder) {
	const names = [
		"Name",
		"Alias",
		"CurrentVersion",
		"TargetVersion"
	];
	checkUnknown(properties, names, finder);
	for (const name of names) {
		const value = required(properties, name, finder);
		if (!value) continue;
		if (name.endsWith("Version")) checkFunctionVersion(name, value, finder);
		else checkText(name, value, finder);
	}
}
function checkFunctionVersion(name, value, finder) {
	if (isPlaceholder(name, value, finder) || /^[1-9]\d*$/.test((require__builtin_buffer()).toText(value))) return;
	const message = `${name} is "${(require__builtin_buffer()).toText(value)}" instead of the number of a published version`;
	finder.add("service/invalid-property", message, value.at);
}
function checkEcsProperties(properties, finder) {
	checkUnknown(properties, [
		"TaskDefinition",
		"LoadBalancerInfo",
		"PlatformVersion",
		"NetworkConfiguration",
		"CapacityProviderStrategy"
	], finder);
	const task = required(properties, "TaskDefinition", finder);
	if (task) checkTaskDefinition(task, finder);
	const balancer = required(properties, "LoadBalancerInfo", finder);
	if (balancer) checkLoadBalancer(balancer, finder);
	const network = given(properties, "NetworkConfiguration");
	if (network) checkNetwork(network, finder);
	const strategy = given(properties, "CapacityProviderStrategy");
	if (strategy) checkStrategy(strategy, finder);
}
function checkUnknown(map, known, finder) {
	for (const { key } of map.entries.values()) {
		const name = (require__builtin_buffer()).toText(key);
		if (known.includes(name)) continue;
		const meant = finder.isFull ? void 0 : (require_quoted()).closest(name, known);
		const hint = meant ? `did you mean "${meant}"?` : `known here: ${known.join(", ")}`;
		finder.add("service/unknown-key", `the key "${name}" is not known here`, key.at, hint);
	}
}
function given(map, name) {
	const value = (require__builtin_buffer()).entry(map, name);
	return value?.kind === "nil" ? void 0 : value;
}
function required(map, name, finder) {
	const value = given(map, name);
	if (value && (value.kind !== "string" || value.value.trim() !== "")) return value;
	finder.add("service/missing-property", `${name} is missing`, value?.at ?? map.at);
}
function checkText(name, value, finder) {
	if (value.kind !== "string") invalid(`${name} is not text`, value, finder);
	else isPlaceholder(name, value, finder);
}
function invalid(message, value, finder) {
	finder.add("service/invalid-property", message, value.at);
}
function isPlaceholder(name, value, finder) {
	const text = (require__builtin_buffer()).toText(value);
	if (!/^(?:<.*>|\{\{.*\}\}|\$\{.*\}|\[.*\])$/s.test(text.trim())) return false;
	finder.add("service/placeholder", `${name} is still the placeholder "${text}"`, value.at);
	return true;
}
function checkTaskDefinition(value, finder) {
	if (value.kind !== "string") {
		invalid("TaskDefinition is not text", value, finder);
		return;
	}
	const text = value.value;
	if (text === "<TASK_DEFINITION>" || isPlaceholder("TaskDefinition", value, finder)) return;
	if (/^arn:[^:]*:ecs:[^:]*:[^:]*:task-definition\/./.test(text)) return;
	const hint = "give arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY:REVISION";
	const message = `TaskDefinition is "${text}" instead of an ARN`;
	finder.add("service/placeholder", message, value.at, hint);
}
function checkLoadBalancer(value, finder) {
	if (value.kind !== "map") {
		invalid("LoadBalancerInfo is not a mapping", value, finder);
		return;
	}
	checkUnknown(value, ["ContainerName", "ContainerPort"], finder);
	const name = required(value, "ContainerName", finder);
	if (name) checkText("ContainerName", name, finder);
	const port = required(value, "ContainerPort", finder);
	if (!port || isPlaceholder("ContainerPort", port, finder)) return;
	const text = (require__builtin_buffer()).toText(port);
	if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65535) invalid(`ContainerPort is "${text}" instead of a number from 1 to 65535`, port, finder);
	else if (port.kind === "string") finder.add("service/quoted-port", "ContainerPort is text", port.at);
}
function checkNetwork(value, finder) {
	const network = value.kind === "map" ? given(value, "AwsvpcConfiguration") : void 0;
	if (network?.kind !== "map") {
		invalid("NetworkConfiguration has no AwsvpcConfiguration", value, finder);
		return;
	}
	checkUnknown(network, [
		"Subnets",
		"SecurityGroups",
		"AssignPublicIp"
	], finder);
	for (const name of ["Subnets", "SecurityGroups"]) {
		const list = required(network, name, finder);
		if (!list) continue;
		if (!(list.kind === "list" && list.items.length > 0 && list.items.every((item) => item.kind === "string" && item.value !== ""))) invalid(`${name} is not a list of ids`, list, finder);
	}
	const assign = required(network, "AssignPublicIp", finder);
	if (assign && !["ENABLED", "DISABLED"].includes((require__builtin_buffer()).toText(assign))) invalid(`AssignPublicIp is "${(require__builtin_buffer()).toText(assign)}", not ENABLED or DISABLED`, assign, finder);
}
function checkStrategy(value, finder) {
	if (value.kind !== "list") {
		invalid("CapacityProviderStrategy is not a list", value, finder);
		return;
	}
	for (const item of value.items) {
		if (item.kind !== "map") {
			invalid("an item of CapacityProviderStrategy is not a mapping", item, finder);
			continue;
		}
		checkUnknown(item, [
			"Base",
			"CapacityProvider",
			"Weight"
		], finder);
		required(item, "CapacityProvider", finder);
		for (const name of ["Base", "Weight"]) {
			const number = given(item, name);
			if (number && !/^\d+$/.test((require__builtin_buffer()).toText(number))) invalid(`${name} is "${(require__builtin_buffer()).toText(number)}" instead of a number`, number, finder);
		}
	}
}

// src/appspec/ecs-lambda.ts
const TYPES = {
	ecs: "AWS::ECS::Service",
	lambda: "AWS::Lambda::Function"
};
const EVENTS$1 = {
	ecs: [
		"BeforeInstall",
		"AfterInstall",
		"AfterAllowTestTraffic",
		"BeforeAllowTraffic",
		"AfterAllowTraffic"
	],
	lambda: ["BeforeAllowTraffic", "AfterAllowTraffic"]
};
function servicePlatform(document) {
	if (document.kind !== "map" || (require__builtin_buffer()).entry(document, "os")) return void 0;
	const resources = either(document, "Resources", "resources");
	if (!resources) return void 0;
	const named = resourcesOf(resources);
	const types = named.map(({ value }) => (require__builtin_buffer()).toText(property(value, "Type") ?? value));
	if (types.includes(TYPES.lambda)) return "lambda";
	if (types.includes(TYPES.ecs)) return "ecs";
	return named.map(({ value }) => property(value, "Properties")).some((each) => property(each, "TargetVersion")) ? "lambda" : "ecs";
}
function checkService(document, platform, finder) {
	checkVersion(document, finder);
	checkUnknown(document, [
		"version",
		"Resources",
		"resources",
		"Hooks",
		"hooks"
	], finder);
	const resources = either(document, "Resources", "resources");
	if (resources) checkResources(resources, platform, finder);
	const hooks = either(document, "Hooks", "hooks");
	if ((require__builtin_buffer()).isTruthy(hooks)) checkHooks(hooks, platform, finder);
}
function either(map, one, other) {
	return (require__builtin_buffer()).entry(map, one) ?? (require__builtin_buffer()).entry(map, other);
}
function property(value, name) {
	return value?.kind === "map" ? (require__builtin_buffer()).entry(value, name) : void 0;
}
function resourcesOf(value) {
	return (value.kind === "list" ? value.items : [value]).flatMap((map) => map.kind === "map" ? [...map.entries.values()] : []);
}
function checkVersion(document, finder) {
	const version = (require__builtin_buffer()).entry(document, "version");
	if (version && Number.parseFloat((require__builtin_buffer()).toText(version)) === 0) return;
	const message = version ? `the version "${(require__builtin_buffer()).toText(version)}" is not 0.0` : "there is no version";
	finder.add("service/version", message, version?.at ?? document.at);
}
function checkResources(value, platform, finder) {
	const named = resourcesOf(value);
	const [first] = named;
	if (value.kind !== "list") finder.add("service/resources", "\"Resources\" is not a list", value.at);
	else if (value.items.length !== 1 || named.length !== 1) {
		const count = Math.max(value.items.length, named.length);
		finder.add("service/resources", `there are ${count} resources instead of one`, value.at);
	}
	if (!first) return;
	const { key, value: resource } = first;
	if (resource.kind !== "map") {
		const message = `the resource "${(require__builtin_buffer()).toText(key)}" has no Type and Properties`;
		finder.add("service/resources", message, key.at);
		return;
	}
	if (platform === "ecs" && (require__builtin_buffer()).toText(key) !== "TargetService") {
		const message = `the resource is called "${(require__builtin_buffer()).toText(key)}" instead of "TargetService"`;
		finder.add("service/unknown-key", message, key.at, "write TargetService");
	}
	checkResource(resource, key, platform, finder);
}
function checkResource(resource, key, platform, finder) {
	checkUnknown(resource, ["Type", "Properties"], finder);
	const type = (require__builtin_buffer()).entry(resource, "Type");
	if (!type || (require__builtin_buffer()).toText(type) !== TYPES[platform]) {
		const message = type ? `the type "${(require__builtin_buffer()).toText(type)}" is not known` : "there is no Type";
		finder.add("service/type", message, type?.at ?? key.at, `write Type: ${TYPES[platform]}`);
	}
	const properties = (require__builtin_buffer()).entry(resource, "Properties");
	if (properties?.kind !== "map") finder.add("service/missing-property", "there are no Properties", properties?.at ?? key.at);
	else if (platform === "ecs") checkEcsProperties(properties, finder);
	else checkLambdaProperties(properties, finder);
}
function checkHooks(hooks, platform, finder) {
	if (hooks.kind !== "list") {
		finder.add("service/hooks", "\"Hooks\" is not a list", hooks.at);
		return;
	}
	for (const hook of hooks.items) {
		if (hook.kind !== "map" || hook.entries.size !== 1) {
			finder.add("service/hooks", "a hook is not one event with one function", hook.at);
			continue;
		}
		for (const { key, value } of hook.entries.values()) checkHook(key, value, platform, finder);
	}
}
function checkHook(key, value, platform, finder) {
	const event = (require__builtin_buffer()).toText(key);
	if (!EVENTS$1[platform].includes(event)) {
		const meant = finder.isFull ? void 0 : (require_quoted()).closest(event, EVENTS$1[platform]);
		const hint = meant ? `did you mean "${meant}"?` : `the events are ${EVENTS$1[platform].join(", ")}`;
		const message = `"${event}" is not a lifecycle event of ${platform === "ecs" ? "ECS" : "Lambda"}`;
		finder.add("service/unknown-event", message, key.at, hint);
	}
	if (value.kind !== "string" || value.value.trim() === "") finder.add("service/hooks", `the hook "${event}" names no Lambda function`, value.at);
}

// src/appspec/finder.ts
const MOST$3 = 200;
const LONGEST$2 = 1e3;
var Finder = class {
	#file;
	#off;
	#findings = [];
	#left = 0;
	agents;
	hasErrors = false;
	constructor(file, off = [], agents = "1") {
		this.#file = file;
		this.agents = agents;
		this.#off = new Set(off);
	}
	get isFull() {
		return this.#findings.length >= MOST$3;
	}
	add(rule, message, at, hint = (require_rules()).rules[rule].fix, agent = (require_rules()).rules[rule].agent ?? "both") {
		if (this.isFull) {
			this.count(rule, 1);
			return;
		}
		if (this.#isOff(rule)) return;
		const severity = (require_project()).concerns(agent, this.agents) ? (require_rules()).rules[rule].severity : "warning";
		this.hasErrors ||= severity === "error";
		const finding = {
			rule,
			severity,
			agent,
			message: message.length > LONGEST$2 ? `${message.slice(0, LONGEST$2)}\u2026` : message,
			file: this.#file,
			...(require_defined()).defined({
				line: at?.line,
				column: at?.column
			}),
			hint
		};
		if (!this.#findings.some((other) => isSame(other, finding))) this.#findings.push(finding);
	}
	count(rule, findings) {
		if (findings === 0 || this.#isOff(rule)) return;
		this.hasErrors ||= (require_rules()).rules[rule].severity === "error";
		this.#left += findings;
	}
	#isOff(rule) {
		return this.#off.has(rule) && (require_rules()).mayBeOff(rule, this.agents);
	}
	findings() {
		const sorted = this.#findings.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
		if (this.#left === 0) return sorted;
		const message = `${this.#left} more finding${this.#left === 1 ? "" : "s"} left out`;
		const { severity, fix: hint } = (require_rules()).rules["lint/more"];
		return [...sorted, {
			rule: "lint/more",
			severity,
			agent: "both",
			message,
			file: this.#file,
			hint
		}];
	}
};
function isSame(one, other) {
	return one.rule === other.rule && one.line === other.line && one.column === other.column && one.message === other.message;
}

// src/appspec/lint.ts
function lintAppSpec(bytes, options) {
	return reportAppSpec(bytes, (require_examine()).examineForBoth(bytes, options.agents ?? "1"), options);
}
function reportAppSpec(bytes, { document, another, spec, rejections, merges }, { file, off = [], agents: fleet = "1" }) {
	const finder = new Finder(file, off, fleet);
	const agents = {
		"1": rejections[1].length === 0,
		"2": rejections[2].length === 0
	};
	const ok = (require_project()).agentVersions.every((agent) => agents[agent] || !(require_project()).concerns(agent, fleet));
	const service = document && servicePlatform(document);
	if (service && document.kind === "map") {
		checkDuplicates(document, finder);
		checkService(document, service, finder);
		return {
			platform: service,
			ok: !finder.hasErrors,
			findings: finder.findings()
		};
	}
	for (const refusal of compareRejections(rejections[1], rejections[2], fleet)) addRefusal(refusal, finder);
	for (const at of merges) finder.add("agent-2/merge-key", "agent 2 ignores \"<<\" and everything in it; agent 1 merges it", at);
	if (another) finder.add("yaml/second-document", "a second document begins here", another);
	if (document?.kind === "map" && spec) checkServer(document, spec, !ok, finder);
	if ((require__builtin_buffer()).hasByteOrderMark(bytes) && ok) finder.add("yaml/stray-byte-order-mark", "the file begins with a byte order mark", {
		line: 1,
		column: 1
	});
	return {
		platform: "server",
		ok,
		agents,
		findings: finder.findings()
	};
}
function addRefusal({ rejection, by }, finder) {
	const { rule, kind, message, at, hint } = rejection;
	const expected = kind === "validation" ? "" : `expected: ${(require_rules()).rules[rule].what}; `;
	const said = (require_project()).concerns(by, finder.agents) ? `${expected}${expected === "" ? "" : "the agent says: "}${message}` : `agent ${by} refuses the file: ${expected}${message}`;
	finder.add(rule, said, at, hint, by);
}
function checkServer(document, spec, isRejected, finder) {
	checkDuplicates(document, finder);
	checkKeys(document, finder);
	checkHooks$1(document, spec, finder);
	checkFiles(spec, finder);
	checkPermissions(document, spec, finder);
	const scripts = [...spec.hooks.values()].flat();
	if (!isRejected && spec.files.length === 0 && scripts.length === 0) finder.add("appspec/does-nothing", "there is nothing to copy and nothing to run", document.at);
}

// src/lint/checks/agent-2.ts
const NAMED$1 = 3;
function checkLinks$1({ copies }, tree, findings) {
	const links = new Set([...copies.values()].map(({ source }) => source).filter((path) => tree.isLink(path)));
	if (links.size === 0) return;
	const named = [...links].slice(0, NAMED$1).map((path) => `"${path}"`);
	const rest = links.size - named.length;
	const message = `agent 2 deploys this bundle once: it leaves ${`${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`}, ${links.size === 1 ? "a symbolic link" : "symbolic links"}, when it removes the last release, and then finds ${links.size === 1 ? "it" : "them"} in its way`;
	findings.appspec.add("agent-2/links", message);
}

// src/appspec/consul/definitions.ts
function readConsulFile(text) {
	const found = {
		services: [],
		checks: [],
		runsScripts: false,
		problems: []
	};
	let document;
	try {
		document = JSON.parse(text);
	} catch (error) {
		found.problems.push(`it is not JSON: ${error.message}`);
		return found;
	}
	if (!isMapping(document)) {
		found.problems.push("it must be an object");
		return found;
	}
	for (const one of [...listOf(document.service), ...listOf(document.services)]) readService(one, found);
	for (const one of [...listOf(document.check), ...listOf(document.checks)]) found.checks.push(...readChecks([one], void 0, found.problems));
	found.runsScripts = document.enable_script_checks === true || document.enable_local_script_checks === true;
	return found;
}
function readService(value, found) {
	if (!isMapping(value)) {
		found.problems.push("\"service\" must be an object");
		return;
	}
	const name = text(value.name);
	if (!name) {
		found.problems.push("a service has no \"name\"");
		return;
	}
	const { port } = value;
	if (port !== void 0 && !(Number.isInteger(port) && Number(port) >= 0 && Number(port) < 65536)) found.problems.push(`service "${name}": "port" must be a whole number, not ${JSON.stringify(port)}`);
	const id = text(value.id) ?? name;
	found.services.push({
		id,
		name,
		...(require_defined()).defined({
			port: Number.isInteger(port) ? port : void 0,
			address: text(value.address)
		}),
		tags: listOf(value.tags).map(String),
		meta: texts(value.meta, `service "${name}": "meta"`, found.problems),
		checks: readChecks([...listOf(value.check), ...listOf(value.checks)], id, found.problems)
	});
}
function readChecks(values, serviceId, problems) {
	return values.filter(isMapping).map((value, index) => {
		const owner = serviceId ?? text(value.service_id ?? value.serviceid);
		const turn = values.length > 1 ? `:${index + 1}` : "";
		const id = text(value.id ?? value.check_id ?? value.checkid) ?? (serviceId === void 0 ? text(value.name) ?? "check" : `service:${serviceId}${turn}`);
		const name = text(value.name) ?? (owner === void 0 ? id : `Service '${owner}' check`);
		const kind = kindOf(value);
		if (kind.kind === "other" && kind.what === "") problems.push(`check "${name}" must have one of "http", "tcp", "args", "ttl" or another kind of check`);
		else if (kind.kind !== "ttl" && kind.kind !== "other" && !isTime(value.interval)) problems.push(`check "${name}" must have an "interval" such as "10s"`);
		return {
			id,
			name,
			...(require_defined()).defined({
				serviceId: owner,
				timeout: text(value.timeout)
			}),
			status: text(value.status) ?? "critical",
			...kind
		};
	});
}
function kindOf(value) {
	const { http, tcp, ttl } = value;
	if (text(http)) return {
		kind: "http",
		url: text(http),
		method: text(value.method) ?? "GET",
		header: headers(value.header),
		body: text(value.body) ?? ""
	};
	if (text(tcp)) return {
		kind: "tcp",
		address: text(tcp)
	};
	const args = listOf(value.args ?? value.script_args ?? value.scriptargs).map(String);
	if (args.length > 0) return {
		kind: "args",
		args
	};
	if (ttl !== void 0) return { kind: "ttl" };
	return {
		kind: "other",
		what: [
			"grpc",
			"udp",
			"h2ping",
			"docker_container_id",
			"alias_service",
			"alias_node"
		].find((key) => value[key] !== void 0) ?? ""
	};
}
function headers(value) {
	if (!isMapping(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([name, texts]) => [name, listOf(texts).map(String)]));
}
function texts(value, what, problems) {
	if (value === void 0) return {};
	if (!isMapping(value)) {
		problems.push(`${what} must be an object`);
		return {};
	}
	const entries = Object.entries(value);
	for (const [key, inner] of entries) if (typeof inner !== "string") problems.push(`${what}: the value of "${key}" must be text`);
	return Object.fromEntries(entries.map(([key, inner]) => [key, String(inner)]));
}
function isTime(value) {
	return typeof value === "string" && /^(?:\d+(?:\.\d+)?(?:ns|us|\u00b5s|ms|s|m|h))+$/.test(value);
}
function listOf(value) {
	if (value === void 0 || value === null) return [];
	return Array.isArray(value) ? value : [value];
}
function text(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/lint/checks/consul.ts
const DEFINITION = /^\/(?:etc|opt)\/consul(?:\.d)?\/(?:.*\/)?[^/]+\.json$/;
const RELOADS = /\bconsul\s+(?:reload|services\s+register)|\b(?:systemctl|service)\s[^\n]{0,100}\bconsul\b|\/v1\/agent\/(?:reload|service\/register)|\bkill(?:all)?\s+-(?:s\s+)?(?:SIG)?HUP\b[^\n]{0,100}consul/;
async function checkConsul({ plan }, scripts, read, findings) {
	const installed = [...plan.copies].filter(([target]) => DEFINITION.test(target));
	if (installed.length === 0) return;
	const known = /* @__PURE__ */ new Map();
	for (const [, { source }] of installed) {
		const finder = findings.inside(source);
		const { services, problems } = readConsulFile(new TextDecoder().decode(await read(source) ?? /* @__PURE__ */ new Uint8Array()));
		for (const problem of problems) finder.add("consul/refused", problem);
		for (const service of services) {
			const other = known.get(service.id);
			if (other !== void 0) finder.add("consul/same-id", `${(require_quoted()).quoted(service.id)} is the id of another service in "${other}"`);
			known.set(service.id, source);
			for (const [rule, message] of mistakesOf(service)) finder.add(rule, message);
		}
	}
	const hooks = scripts.map(({ text }) => text.replace(/^\s*#.*$/gm, "")).join("\n");
	if (scripts.length === 0 || RELOADS.test(hooks)) return;
	const items = new Set(installed.map(([, { item }]) => item));
	for (const { at } of items) findings.appspec.add("consul/no-reload", "definitions of Consul are replaced and no hook has its agent read them again", at);
}
function mistakesOf(service) {
	const { name, port, checks } = service;
	return [...port === void 0 ? [["consul/no-port", `the service ${(require_quoted()).quoted(name)} has no "port"`]] : [], ...checks.flatMap((check) => mistakeOfCheck(check, port))];
}
function mistakeOfCheck(check, port) {
	const asked = askedBy(check);
	if (asked === void 0) return [];
	if (typeof asked === "string") return [["consul/never-passes", `the check ${(require_quoted()).quoted(check.name)} cannot pass: ${asked}`]];
	const isHere = /^(?:localhost|127\.|\[?::1\]?$|0\.0\.0\.0$)/.test(asked.host);
	if (port === void 0 || !isHere || asked.port === port) return [];
	return [["consul/other-port", `the check ${(require_quoted()).quoted(check.name)} asks port ${asked.port}, and the service has port ${port}`]];
}
function askedBy(check) {
	if (check.kind === "http") {
		const url = URL.canParse(check.url) ? new URL(check.url) : void 0;
		if (!url || !/^https?:$/.test(url.protocol)) return `${(require_quoted()).quoted(check.url)} is not an HTTP address`;
		const usual = url.protocol === "https:" ? 443 : 80;
		return {
			host: url.hostname,
			port: url.port === "" ? usual : Number(url.port)
		};
	}
	if (check.kind !== "tcp") return void 0;
	const [, host, port] = /^(.+):(\d{1,5})$/.exec(check.address) ?? [];
	if (host === void 0) return `${(require_quoted()).quoted(check.address)} names no port`;
	return {
		host,
		port: Number(port)
	};
}

// src/lint/checks/destinations.ts
function checkClashes({ clashes, loops }, findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const clash of clashes) {
		const group = `${clash.at.line}:${clash.before?.item.at.line ?? "folder"}`;
		groups.set(group, [...groups.get(group)?.slice(0, 1) ?? [], clash]);
	}
	for (const [first, second] of groups.values()) {
		if (!first) continue;
		const { target, source, before, at } = first;
		const also = second ? ", and others with them" : "";
		const message = before ? `"${before.source}" and "${source}" both go to "${target}"${also}` : `"${target}" would be a file and a folder: "${source}" has its place${also}`;
		findings.appspec.add("files/same-destination", message, at);
	}
	for (const path of loops) findings.inside(path).add("bundle/link-loop", "the link leads to a folder around it, and the agent follows it round and round");
}
function checkTargets(spec, plan, finder) {
	const modes = /* @__PURE__ */ new Map();
	if (spec.permissions.length === 0) return modes;
	const set = /* @__PURE__ */ new Map();
	const sorted = {
		file: [...plan.copies.keys()].sort(),
		directory: [...plan.folders].sort()
	};
	for (const permission of spec.permissions) {
		const targets = targetsOf(permission, plan, sorted, finder);
		if (targets.length === 0 && permission.type.length > 0) {
			const message = `the permission for "${permission.object}" applies to nothing that this deployment copies`;
			finder.add("permissions/no-match", message, permission.at);
		}
		const twice = targets.find((target) => set.has(target));
		const earlier = twice === void 0 ? void 0 : set.get(twice);
		if (earlier) {
			const message = `"${twice}" gets permissions in line ${earlier.at.line} as well`;
			finder.add("permissions/set-twice", message, permission.at);
		}
		for (const target of targets) {
			set.set(target, permission);
			if (permission.mode) modes.set(target, permission.mode);
		}
	}
	return modes;
}
function targetsOf(permission, plan, sorted, finder) {
	const object = (require_paths()).onHost(permission.object);
	if (plan.copies.has(object)) {
		if (!permission.type.includes("file")) return [];
		if (!isWhole(permission)) reportPatternOnFile(permission, finder);
		if (hasDefaultAcl(permission)) reportDefaultAcl(permission, object, finder);
		return [object];
	}
	const below = object === "/" ? "/" : `${object}/`;
	const targets = permission.type.flatMap((type) => startingWith(sorted[type], below).filter((path) => applies(permission, path, below)));
	const file = targets.find((target) => plan.copies.has(target));
	if (file !== void 0 && hasDefaultAcl(permission)) reportDefaultAcl(permission, file, finder);
	return targets;
}
function hasDefaultAcl({ acls }) {
	return acls?.some((ace) => ace.default) ?? false;
}
function reportDefaultAcl({ at }, file, finder) {
	const message = `the default ACL also goes to the file "${file}", which makes Install fail`;
	finder.add("permissions/default-acl-on-file", message, at);
}
function startingWith(paths, start) {
	let [low, high] = [0, paths.length];
	while (low < high) {
		const middle = low + high >> 1;
		if (paths[middle] < start) low = middle + 1;
		else high = middle;
	}
	let end = low;
	while (paths[end]?.startsWith(start)) end++;
	return paths.slice(low, end);
}
function applies({ pattern, except }, path, below) {
	const name = path.slice(below.length);
	const text = pattern === "**" ? pattern : (require__builtin_buffer()).toText(pattern);
	if (text !== "**" && !matches(name, text)) return false;
	return !except.some((exception) => matches(name, (require__builtin_buffer()).toText(exception)));
}
function matches(name, pattern) {
	if (name.includes("/")) return false;
	let [at, from, star, mark] = [
		0,
		0,
		-1,
		0
	];
	while (at < name.length) if (pattern[from] === "*") {
		star = from++;
		mark = at;
	} else if (pattern[from] === name[at]) {
		at++;
		from++;
	} else if (star >= 0) {
		from = star + 1;
		at = ++mark;
	} else return false;
	while (pattern[from] === "*") from++;
	return from === pattern.length;
}

// src/lint/checks/folder-links.ts
function checkFolderLinks({ files }, tree, findings) {
	const sources = files.flatMap(({ source }) => source.kind === "string" ? [(require_paths()).inBundle(source.value)] : []);
	for (const path of tree.links()) {
		if (tree.find(path)?.kind !== "directory") continue;
		if (!sources.some((source) => source === "" || path.startsWith(`${source}/`))) continue;
		findings.inside(path).add("bundle/link-to-folder", `agent 1 copies the link to a folder as a folder of its own`);
	}
}

// src/lint/checks/harmful-places.ts
const AGENT_FOLDERS = /^(?:\/opt\/codedeploy-agent|\/etc\/codedeploy-agent|[a-z]:\/programdata\/amazon\/codedeploy)(?:\/|$)/i;
const USERS = [
	"ec2-user",
	"ubuntu",
	"www-data",
	"centos"
];
function checkPlaces(spec, finder) {
	for (const { source, destination } of spec.files) {
		if (source.kind !== "string" || destination.kind !== "string") continue;
		const path = (require_paths()).onHost(destination.value);
		if (AGENT_FOLDERS.test(path)) {
			const message = `"${destination.value}" is the agent's own folder`;
			finder.add("files/agent-folder", message, destination.at);
		} else if (path === "/" && (require_paths()).inBundle(source.value) === "") finder.add("files/root", "the whole bundle, appspec.yml and scripts too, goes to the root of the host", destination.at);
	}
	for (const { mode, type, object, at } of spec.permissions) {
		if (!mode || !type.includes("file") || (Number(mode.at(-1)) & 2) === 0) continue;
		const message = `with the mode ${mode}, every user of the host may change the files of "${object}"`;
		const digits = [...mode.slice(0, -2), ...[...mode.slice(-2)].map((digit) => Number(digit) & 5)];
		finder.add("permissions/world-writable", message, at, `write mode: ${digits.join("")}`);
	}
	if (spec.os === "windows") return;
	for (const { runas, at } of [...spec.hooks.values()].flat()) {
		const meant = runas === void 0 ? void 0 : USERS.find((user) => isOneOff(runas, user));
		if (meant === void 0) continue;
		const message = `the user "${runas}" is one letter off "${meant}"`;
		finder.add("hooks/runas-misspelt", message, at, `did you mean "${meant}"?`);
	}
}
function isOneOff(one, other) {
	if (one === other || Math.abs(one.length - other.length) > 1) return false;
	let at = 0;
	while (at < one.length && one[at] === other[at]) at++;
	const [a, b] = [one.slice(at), other.slice(at)];
	const swapped = `${b[1] ?? ""}${b[0] ?? ""}${b.slice(2)}`;
	return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}

// src/lint/checks/presence.ts
const FOLDER_OF_FILES = /\/(?:s?bin|init\.d|cron\.\w+|sudoers\.d|logrotate\.d)$/;
const EVENTS = [...(require_examine()).scriptEvents, ...(require_examine()).reservedEvents];
function checkScripts(spec, tree, finder) {
	const present = /* @__PURE__ */ new Set();
	for (const [event, scripts] of spec.hooks) for (const { location, at } of scripts) {
		if ((require_paths()).leavesBundle(location)) continue;
		const path = (require_paths()).inBundle(location);
		const found = tree.find(path);
		if (found?.kind === "file") {
			present.add(found.path);
			checkLinked(location, tree, found.path, finder, at);
		} else if (found) {
			const message = `"${location}" is a folder, not a script`;
			finder.add("bundle/missing-script", message, at);
		} else {
			const message = `the script "${location}" of ${EVENTS.includes(event) ? event : "a hook"} is not in the bundle`;
			finder.add("bundle/missing-script", message, at, meant(tree, path, finder));
		}
	}
	return present;
}
function checkLinked(location, tree, target, finder, at) {
	const mode = tree.entry(target)?.mode;
	if (tree.entry((require_paths()).inBundle(location))?.kind !== "link" || mode === void 0) return;
	if ((mode & 73) !== 0) return;
	const message = `"${location}" is a link to "${target}", which is not executable, and agent 1 does not make it so`;
	finder.add("script/not-executable", message, at, void 0, "1");
}
const madeByBuild = /^(?:dist|build|target|out|publish|node_modules|vendor)(?:\/|$)/;
const buildFirst = "if a build makes it, run that first, or name it in fanout.yml as bundle.build: lint looks at what is there";
function checkSources(plan, tree, finder) {
	for (const { source } of plan.missing) {
		if (source.kind !== "string" || (require_paths()).leavesBundle(source.value)) continue;
		const message = `the source "${source.value}" is not in the bundle`;
		const path = (require_paths()).inBundle(source.value);
		const hint = [meant(tree, path, finder), madeByBuild.test(path) ? buildFirst : void 0].filter((text) => text !== void 0).join("; ");
		finder.add("bundle/missing-source", message, source.at, hint || void 0);
	}
}
function checkRepeatedNames(spec, tree, finder) {
	for (const { source, destination } of spec.files) {
		if (source.kind !== "string" || destination.kind !== "string") continue;
		const name = (require_paths()).baseName(source.value);
		if (!(tree.find((require_paths()).inBundle(source.value))?.kind === "file") || (require_paths()).baseName(destination.value) !== name) continue;
		const folder = (require_paths()).onHost(destination.value).slice(0, -name.length - 1);
		if (!hasExtension(name) && !FOLDER_OF_FILES.test(folder)) continue;
		reportRepeatedName(name, destination.value, destination, finder);
	}
}
function meant(tree, path, finder) {
	return finder.isFull ? void 0 : tree.nearestWords(path) ?? tree.besideWords(path);
}

// src/lint/script-text.ts
const MARK = [
	239,
	187,
	191
];
function readHead(bytes) {
	const hasByteOrderMark = MARK.every((byte, at) => bytes[at] === byte);
	const start = hasByteOrderMark ? MARK.length : 0;
	const first = new TextDecoder("latin1").decode(bytes.subarray(start, start + 256));
	const interpreter = /^#!\s*([^\r\n]*)/.exec(first)?.[1]?.trim();
	const [one, two, three, four] = bytes;
	const isUtf16 = (one === 255 && two === 254 || one === 254 && two === 255 || one === 35 && two === 0 && three === 33 || two === 35 && four === 33) && bytes.subarray(0, 64).includes(0);
	return {
		isBinary: bytes.subarray(0, 8192).includes(0),
		isUtf16,
		hasByteOrderMark,
		interpreter
	};
}
function shellOf(interpreter) {
	if (interpreter === void 0) return "sh";
	const words = interpreter.split(/\s+/);
	const program = words[0]?.endsWith("/env") ? words.find((word, at) => at > 0 && !word.startsWith("-")) : words[0];
	const name = program?.slice(program.lastIndexOf("/") + 1);
	if (name === "sh" || name === "dash") return "sh";
	return name === "bash" ? "bash" : void 0;
}
function isUtf8(bytes) {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

// src/lint/shell/syntax.ts
var NotUnderstood = class extends Error {};

// src/lint/shell/reader.ts
const [TAB, RETURN, SPACE, HASH, BACKSLASH] = [
	9,
	13,
	32,
	35,
	92
];
var Reader = class {
	text;
	#firstLine;
	#line;
	#lineStart = 0;
	#lineEnd;
	at = 0;
	#waiting = [];
	unended = [];
	comments = [];
	constructor(text, firstLine = 1) {
		this.text = text;
		this.#firstLine = firstLine;
		this.#line = firstLine;
	}
	get next() {
		return this.text[this.at] ?? "";
	}
	get code() {
		return this.text.charCodeAt(this.at);
	}
	get isAtEnd() {
		return this.at >= this.text.length;
	}
	get line() {
		if (this.at < this.#lineStart) {
			this.#line = this.#firstLine;
			this.#lineStart = 0;
			this.#lineEnd = void 0;
		}
		for (;;) {
			this.#lineEnd ??= this.#endOfLine();
			if (this.at <= this.#lineEnd) return this.#line;
			this.#line++;
			this.#lineStart = this.#lineEnd + 1;
			this.#lineEnd = void 0;
		}
	}
	#endOfLine() {
		const end = this.text.indexOf("\n", this.#lineStart);
		return end < 0 ? Number.POSITIVE_INFINITY : end;
	}
	startsWith(text) {
		return this.text.startsWith(text, this.at);
	}
	take(text) {
		if (!this.startsWith(text)) return false;
		this.at += text.length;
		return true;
	}
	match(pattern) {
		pattern.lastIndex = this.at;
		return pattern.exec(this.text)?.[0];
	}
	through(character) {
		const end = this.text.indexOf(character, this.at);
		if (end < 0) throw new NotUnderstood(`no ${character}`);
		const found = this.text.slice(this.at, end);
		this.at = end + 1;
		return found;
	}
	skipBlanks() {
		let isContinued = false;
		for (;;) {
			const { code } = this;
			if (code === SPACE || code === TAB || code === RETURN) this.at++;
			else if (code === BACKSLASH && (this.startsWith("\\\n") || this.startsWith("\\\r\n"))) {
				isContinued = true;
				this.at += this.startsWith("\\\n") ? 2 : 3;
			} else break;
		}
		if (this.code !== HASH) return;
		const end = this.text.indexOf("\n", this.at);
		if (isContinued && this.match(/[^\n]*\n(?:[ \t]+[^\s#]|-)/y) !== void 0) this.comments.push(this.line);
		this.at = end < 0 ? this.text.length : end;
	}
	skipLines() {
		for (this.skipBlanks(); this.next === "\n"; this.skipBlanks()) this.endLine();
	}
	endLine() {
		this.at++;
		if (this.#waiting.length === 0) return;
		for (const document of this.#waiting.splice(0)) this.#skipDocument(document);
	}
	expectDocument(end, tabs) {
		this.#waiting.push({
			end,
			tabs,
			line: this.line
		});
	}
	#skipDocument({ end, tabs, line }) {
		while (!this.isAtEnd) {
			const stop = this.text.indexOf("\n", this.at);
			const raw = this.text.slice(this.at, stop < 0 ? void 0 : stop);
			const text = (tabs ? raw.replace(/^\t+/, "") : raw).replace(/\r$/, "");
			this.at = stop < 0 ? this.text.length : stop + 1;
			if (text === end) return;
		}
		this.unended.push({
			word: end,
			line
		});
	}
};

// src/lint/shell/words.ts
const ENDS = /* @__PURE__ */ new Set(" 	\r\n;&|()<>");
const PLAIN = /[^ \t\r\n;&|()<>\\'"$`]+/y;
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;
function readWord(reader, lists) {
	const start = reader.at;
	const word = {
		text: "",
		value: "",
		isBare: true,
		isArray: false,
		substitutions: []
	};
	while (!reader.isAtEnd) {
		readPlain(reader, word, PLAIN);
		if (reader.isAtEnd) break;
		const here = reader.next;
		if ((here === "<" || here === ">") && reader.text[reader.at + 1] === "(") readProcess(reader, word, lists);
		else if (here === "(" && reader.at > start && isPart(reader, word, start)) readParentheses(reader, word, lists);
		else if (ENDS.has(here)) break;
		else readPart(reader, word, lists);
	}
	if (reader.at === start) return void 0;
	word.text = reader.text.slice(start, reader.at);
	return word;
}
function readPlain(reader, word, pattern) {
	const plain = reader.match(pattern);
	if (plain === void 0) return;
	word.value += plain;
	reader.at += plain.length;
}
function isPart(reader, word, start) {
	const before = reader.text.slice(start, reader.at);
	if (/^[A-Za-z_]\w*\+?=$/.test(before)) {
		word.isArray = true;
		return true;
	}
	return /[?*+@!]$/.test(before);
}
function readParentheses(reader, word, lists) {
	const start = reader.at++;
	while (reader.next !== ")") {
		if (word.isArray) reader.skipLines();
		if (reader.next === ")") break;
		const inner = readWord(reader, lists);
		if (inner) word.substitutions.push(...inner.substitutions);
		else if (reader.isAtEnd) throw new NotUnderstood("no )");
		else reader.at++;
	}
	reader.at++;
	word.value += reader.text.slice(start, reader.at);
}
function readProcess(reader, word, lists) {
	const start = reader.at;
	reader.at += 2;
	word.substitutions.push(lists.closed());
	word.isBare = false;
	word.value += reader.text.slice(start, reader.at);
}
function readPart(reader, word, lists) {
	const here = reader.next;
	if (here === "\\") {
		const escaped = reader.text[reader.at + 1] ?? "";
		reader.at += 2;
		if (escaped !== "\n") word.value += escaped;
		word.isBare = false;
	} else if (here === "'") {
		reader.at++;
		word.value += reader.through("'");
		word.isBare = false;
	} else if (here === "\"") {
		reader.at++;
		readDoubleQuotes(reader, word, lists);
		word.isBare = false;
	} else if (here === "$" || here === "`") readExpansion(reader, word, lists);
	else {
		word.value += here;
		reader.at++;
	}
}
function readDoubleQuotes(reader, word, lists) {
	for (;;) {
		readPlain(reader, word, PLAIN_IN_QUOTES);
		if (reader.next === "\"") break;
		if (reader.isAtEnd) throw new NotUnderstood("no \"");
		if (reader.next === "\\") {
			const escaped = reader.text[reader.at + 1] ?? "";
			word.value += "$`\"\\".includes(escaped) ? escaped : escaped === "\n" ? "" : `\\${escaped}`;
			reader.at += 2;
		} else if (reader.next === "`" || reader.text[reader.at + 1] !== "\"") readExpansion(reader, word, lists);
		else {
			word.value += reader.next;
			reader.at++;
		}
	}
	reader.at++;
}
function readExpansion(reader, word, lists) {
	const start = reader.at;
	word.isBare = false;
	if (reader.take("`")) word.substitutions.push(lists.of(backquoted(reader), reader.line));
	else if (reader.startsWith("$((") && arithmeticEnd(reader) !== void 0) reader.at = arithmeticEnd(reader);
	else if (reader.take("$(")) word.substitutions.push(lists.closed());
	else if (reader.take("${")) readBraces(reader, word, lists);
	else if (reader.take("$'")) {
		while (reader.next !== "'") {
			if (reader.isAtEnd) throw new NotUnderstood("no '");
			reader.at += reader.next === "\\" ? 2 : 1;
		}
		reader.at++;
	} else reader.at++;
	word.value += reader.text.slice(start, reader.at);
}
function backquoted(reader) {
	let text = "";
	while (reader.next !== "`") {
		if (reader.isAtEnd) throw new NotUnderstood("no `");
		if (reader.next === "\\" && "$`\\".includes(reader.text[reader.at + 1] ?? " ")) reader.at++;
		text += reader.next;
		reader.at++;
	}
	reader.at++;
	return text;
}
function arithmeticEnd(reader) {
	let depth = 0;
	for (let at = reader.text.indexOf("(", reader.at); at < reader.text.length; at++) {
		if (reader.text[at] === "(") depth++;
		else if (reader.text[at] === ")") depth--;
		if (depth === 1 && reader.text[at] === ")") {
			if (reader.text[at + 1] === ")") return at + 2;
		}
		if (depth === 0) return void 0;
	}
}
function readBraces(reader, word, lists) {
	const inner = {
		text: "",
		value: "",
		isBare: true,
		isArray: false,
		substitutions: []
	};
	while (reader.next !== "}") {
		if (reader.isAtEnd) throw new NotUnderstood("no }");
		readPart(reader, inner, lists);
	}
	reader.at++;
	word.substitutions.push(...inner.substitutions);
}

// src/lint/shell/parse.ts
const RESERVED = /(?:if|then|elif|else|fi|while|until|for|select|do|done|case|esac|function|time|coproc|[{}!]|\[\[)(?=[\s;&|()<>]|$)/y;
const FIRST_OF_RESERVED = /* @__PURE__ */ new Set("itefwusdc{}![");
const ENDINGS = /* @__PURE__ */ new Set([
	"then",
	"elif",
	"else",
	"fi",
	"do",
	"done",
	"esac",
	"}"
]);
const REDIRECT = /\d*(?:&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<(?!\()|>(?!\())/y;
const FIRST_OF_REDIRECT = /* @__PURE__ */ new Set("0123456789&<>");
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const EMPTY_PARENTHESES = /[ \t]*\([ \t]*\)/y;
const ARITHMETIC = /(?:for[ \t]*)?\(\(/y;
const DEEPEST = 100;
const LONGEST$1 = 2e4;
function parseShell(text, firstLine = 1) {
	try {
		const parser = new Parser(new Reader(text, firstLine));
		return {
			body: parser.whole(),
			unended: parser.reader.unended,
			comments: parser.reader.comments
		};
	} catch (error) {
		if (error instanceof NotUnderstood) return void 0;
		throw error;
	}
}
var Parser = class Parser {
	reader;
	#depth;
	#lists = {
		closed: () => this.#closed(),
		of: (text, line) => new Parser(new Reader(text, line), this.#depth).whole()
	};
	constructor(reader, depth = 0) {
		this.reader = reader;
		this.#depth = depth;
	}
	whole() {
		const body = this.#list();
		if (!this.reader.isAtEnd) throw new NotUnderstood("something is left");
		return body;
	}
	#list() {
		if (++this.#depth > DEEPEST) throw new NotUnderstood("too deep");
		const reader = this.reader;
		const found = [];
		for (reader.skipLines(); !this.#isListEnd(); reader.skipLines()) {
			if (found.length === LONGEST$1) throw new NotUnderstood("too long");
			const item = this.#andOr();
			reader.skipBlanks();
			if (!reader.startsWith(";;") && !reader.take(";")) item.background = reader.take("&");
			found.push(item);
		}
		this.#depth--;
		return found;
	}
	#isListEnd() {
		const { isAtEnd, next } = this.reader;
		return isAtEnd || next === ")" || this.reader.startsWith(";;") || ENDINGS.has(this.#reserved() ?? "");
	}
	#reserved() {
		return FIRST_OF_RESERVED.has(this.reader.next) ? this.reader.match(RESERVED) : void 0;
	}
	#andOr() {
		const reader = this.reader;
		const line = reader.line;
		const pipelines = [this.#pipeline()];
		const joins = [];
		for (reader.skipBlanks();; reader.skipBlanks()) {
			const join = reader.take("&&") ? "&&" : reader.take("||") ? "||" : void 0;
			if (!join) return {
				pipelines,
				joins,
				isCondition: false,
				background: false,
				line
			};
			joins.push(join);
			reader.skipLines();
			pipelines.push(this.#pipeline());
		}
	}
	#pipeline() {
		const reader = this.reader;
		const withErrors = [];
		for (let word = this.#reserved(); word === "!" || word === "time" || word === "coproc";) {
			reader.take(word);
			reader.skipBlanks();
			word = this.#reserved();
		}
		const commands = [this.#command()];
		for (reader.skipBlanks(); reader.next === "|" && !reader.startsWith("||"); reader.skipBlanks()) {
			withErrors.push(reader.startsWith("|&"));
			reader.at += withErrors.at(-1) ? 2 : 1;
			reader.skipLines();
			commands.push(this.#command());
		}
		return {
			commands,
			withErrors
		};
	}
	#command() {
		const reader = this.reader;
		const line = reader.line;
		const word = this.#reserved();
		if (word === "function") {
			reader.take(word);
			reader.skipBlanks();
			const name = readWord(reader, this.#lists)?.value ?? "";
			reader.skipBlanks();
			if (reader.take("(")) this.#expect(")");
			return this.#definition(name, line, true);
		}
		if (word === void 0 && reader.next !== "(") return this.#simple(line);
		const isArithmetic = reader.match(ARITHMETIC) !== void 0 && arithmeticEnd(reader) !== void 0;
		const body = this.#compound(word ?? "(");
		return {
			kind: "compound",
			keyword: isArithmetic ? word === "for" ? "for ((" : "((" : word ?? "(",
			body,
			redirects: this.#redirects(),
			line
		};
	}
	#compound(keyword) {
		const reader = this.reader;
		if (reader.startsWith("((")) {
			const end = arithmeticEnd(reader);
			if (end !== void 0) {
				reader.at = end;
				return [];
			}
		}
		reader.at += keyword.length;
		if (keyword === "(") return this.#closed();
		if (keyword === "[[") {
			const end = reader.match(/[\s\S]*?\s\]\](?=[\s;&|)]|$)/y);
			if (end === void 0) throw new NotUnderstood("no ]]");
			reader.at += end.length;
			return [];
		}
		if (keyword === "case") return this.#case();
		if (keyword === "for" || keyword === "select") {
			this.#forHead();
			if (this.#reserved() === "{") return this.#compound("{");
			return this.#until("done", ["do"]);
		}
		if (keyword === "if") return this.#until("fi", [
			"then",
			"elif",
			"else"
		], ["then"]);
		if (keyword === "while" || keyword === "until") return this.#until("done", ["do"], ["do"]);
		if (keyword === "{") return this.#until("}", []);
		throw new NotUnderstood(keyword);
	}
	#until(end, between, behindAsked = []) {
		const body = [];
		for (;;) {
			const list = this.#list();
			const word = this.#reserved();
			if (behindAsked.includes(word ?? "")) for (const item of list) item.isCondition = true;
			for (const item of list) body.push(item);
			if (word === void 0 || word !== end && !between.includes(word)) throw new NotUnderstood(`no ${end}`);
			this.reader.take(word);
			if (word === end) return body;
		}
	}
	#forHead() {
		const reader = this.reader;
		reader.skipBlanks();
		if (reader.startsWith("((")) {
			const end = arithmeticEnd(reader);
			if (end === void 0) throw new NotUnderstood("no ))");
			reader.at = end;
		}
		for (reader.skipBlanks(); reader.next !== ";" && reader.next !== "\n"; reader.skipBlanks()) {
			if (this.#reserved() === "do" || this.#reserved() === "{") return;
			if (!readWord(reader, this.#lists)) throw new NotUnderstood("for");
		}
		reader.take(";");
		reader.skipLines();
	}
	#case() {
		const reader = this.reader;
		reader.skipBlanks();
		if (!readWord(reader, this.#lists)) throw new NotUnderstood("case");
		reader.skipLines();
		if (!reader.take("in")) throw new NotUnderstood("case without in");
		const body = [];
		for (reader.skipLines(); this.#reserved() !== "esac"; reader.skipLines()) {
			this.#patterns();
			body.push(...this.#list());
			if (reader.take(";;")) reader.take("&");
			else if (this.#reserved() !== "esac") throw new NotUnderstood("no ;;");
		}
		reader.take("esac");
		return body;
	}
	#patterns() {
		const reader = this.reader;
		reader.take("(");
		for (reader.skipBlanks(); !reader.take(")"); reader.skipBlanks()) if (!reader.take("|") && !readWord(reader, this.#lists)) throw new NotUnderstood("pattern");
	}
	#simple(line) {
		const reader = this.reader;
		const found = {
			kind: "simple",
			assignments: [],
			words: [],
			redirects: [],
			line
		};
		for (reader.skipBlanks();; reader.skipBlanks()) {
			const redirect = this.#redirect();
			if (redirect) {
				found.redirects.push(redirect);
				continue;
			}
			const word = readWord(reader, this.#lists);
			if (!word) break;
			if (found.words.length === 0 && ASSIGNMENT.test(word.text)) found.assignments.push(word);
			else found.words.push(word);
			if (found.words.length === 1 && reader.match(EMPTY_PARENTHESES) !== void 0) {
				reader.through(")");
				return this.#definition(word.value, line);
			}
		}
		const { assignments, words, redirects } = found;
		if (assignments.length + words.length + redirects.length > 0) return found;
		throw new NotUnderstood(`no command at ${reader.next}`);
	}
	#definition(name, line, hasKeyword = false) {
		this.reader.skipLines();
		const command = this.#command();
		if (command.kind !== "compound") throw new NotUnderstood("function");
		return {
			kind: "function",
			name,
			hasKeyword,
			body: command.body,
			line
		};
	}
	#redirects() {
		const found = [];
		for (this.reader.skipBlanks();; this.reader.skipBlanks()) {
			const redirect = this.#redirect();
			if (!redirect) return found;
			found.push(redirect);
		}
	}
	#redirect() {
		const reader = this.reader;
		if (!FIRST_OF_REDIRECT.has(reader.next)) return void 0;
		const text = reader.match(REDIRECT);
		if (text === void 0) return void 0;
		reader.at += text.length;
		reader.skipBlanks();
		const target = readWord(reader, this.#lists);
		if (!target) throw new NotUnderstood("no target");
		const [, digits = "", operator = ""] = /^(\d*)(.*)$/.exec(text) ?? [];
		if (operator === "<<" || operator === "<<-") reader.expectDocument(target.value, operator === "<<-");
		return {
			fd: digits === "" ? void 0 : Number(digits),
			operator,
			target
		};
	}
	#closed() {
		const body = this.#list();
		this.#expect(")");
		return body;
	}
	#expect(text) {
		this.reader.skipLines();
		if (!this.reader.take(text)) throw new NotUnderstood(`no ${text}`);
	}
};

// src/lint/shell/called-commands.ts
const BEFORE = new Set("exec command nohup setsid env sudo nice ionice stdbuf".split(" "));
const WITH_VALUE = /* @__PURE__ */ new Set([
	"-u",
	"--user",
	"-g",
	"--group",
	"-n",
	"-c",
	"-C",
	"-h"
]);
const topPlace = {
	isGuarded: false,
	isThen: false,
	isPiped: false,
	isBehindPipe: false,
	isCaptured: false,
	isConditional: false,
	isInBackground: false,
	isLast: true,
	inFunction: false
};
function calledCommands(body) {
	const found = [];
	collect(body, topPlace, found);
	return found;
}
function commandText({ name, args, line }) {
	if (!/^(?:.*\/)?(?:ba|da|k|z)?sh$|^(?:.*\/)?(?:su|runuser)$/.test(name.value)) return void 0;
	const at = args.findIndex(({ text }) => /^(?:-[a-z]*c|--command)$/.test(text));
	const text = at < 0 ? void 0 : args[at + 1]?.value;
	return text === void 0 ? void 0 : parseShell(text, line)?.body;
}
function collect(body, place, found) {
	for (const [index, item] of body.entries()) {
		const { joins, pipelines } = item;
		const isEnd = place.isLast && index === body.length - 1;
		const lastOr = joins.lastIndexOf("||");
		for (const [at, { commands }] of pipelines.entries()) for (const [step, command] of commands.entries()) collectCommand(command, {
			isGuarded: place.isGuarded || item.isCondition || at <= lastOr,
			isThen: place.isThen || joins[at] === "&&",
			isPiped: place.isPiped || step < commands.length - 1,
			isBehindPipe: place.isBehindPipe || step > 0,
			isCaptured: place.isCaptured,
			isConditional: place.isConditional,
			isInBackground: place.isInBackground || item.background,
			isLast: isEnd && at > lastOr,
			inFunction: place.inFunction
		}, found);
	}
}
function collectCommand(command, place, found) {
	if (command.kind === "simple") {
		const called = calledBy(command, place);
		collectSubstituted(command.assignments, place, found);
		collectSubstituted(command.words, place, found);
		if (called) found.push(called);
	} else if (command.kind === "function") collect(command.body, {
		...place,
		inFunction: true,
		isLast: false
	}, found);
	else {
		const asks = command.keyword !== "{" && command.keyword !== "(";
		const isConditional = place.isConditional || asks;
		const isCaptured = place.isCaptured || command.redirects.some(({ operator, fd }) => operator.includes(">") && fd !== 2);
		collect(command.body, {
			...place,
			isConditional,
			isCaptured
		}, found);
	}
}
function collectSubstituted(words, place, found) {
	for (const { substitutions } of words) for (const list of substitutions) collect(list, {
		...place,
		isGuarded: true,
		isCaptured: true,
		isLast: false
	}, found);
}
function calledBy({ words, redirects, line }, place) {
	let at = 0;
	let isSudo = false;
	while (at < words.length && BEFORE.has(words[at]?.value ?? "")) {
		isSudo ||= words[at]?.value === "sudo";
		at++;
		while (/^-|^[A-Za-z_]\w*=/.test(words[at]?.text ?? "")) at += WITH_VALUE.has(words[at]?.text ?? "") ? 2 : 1;
	}
	const name = words[at];
	return name && {
		name,
		args: words.slice(at + 1),
		redirects,
		line,
		isSudo,
		...place
	};
}

// src/lint/checks/application-stop.ts
function checkStop(commands, strict, finder) {
	for (const called of commands) {
		const { name, args, line, isGuarded, isThen, isPiped, isConditional, isInBackground } = called;
		const { inFunction, isLast } = called;
		if (isGuarded || isPiped || isConditional || inFunction || isInBackground) continue;
		if (!isLast && (isThen || !strict.has(called))) continue;
		const words = args.map(({ value }) => value);
		if (!failsOnNothing(name.value.replace(/^.*\//, ""), words)) continue;
		const text = [name.value, ...args.map((word) => word.text)].join(" ");
		const message = `"${shortened(text)}" fails where nothing runs`;
		const hint = `say that it may fail: ${shortened(text)} || true`;
		finder.add("script/stop-fails", message, { line }, hint);
	}
}
function shortened(text) {
	return text.length > 60 ? `${text.slice(0, 59)}\u2026` : text;
}
function failsOnNothing(program, words) {
	const [first = "", second = ""] = words;
	if (/^(?:pkill|killall|kill|fuser)$/.test(program)) return true;
	if (program === "pm2") return /^(?:delete|del|stop)$/.test(first) && second !== "all";
	if (program === "docker") {
		const isForced = words.some((word) => /^-\w*f\w*$|^--force$/.test(word));
		return /^(?:stop|kill)$/.test(first) || first === "rm" && !isForced;
	}
	if (program === "systemctl") return first === "stop";
	if (program === "service") return second === "stop";
	if (program === "rm") return !words.some((word) => /^-\w*f|^--force$/.test(word)) && /\.pid$/.test(words.at(-1) ?? "");
	if (program === "xargs") {
		const [each = ""] = words.filter((word) => !word.startsWith("-"));
		return /^(?:kill|docker)$/.test(each) && !words.some((word) => /^-\w*r$|^--no-run/.test(word));
	}
	return /^(?:supervisorctl|forever|initctl|stop)$/.test(program) && /^stop$/.test(first || program);
}

// src/lint/checks/background.ts
function checkBackground({ body }, commands, finder) {
	if (commands.some(({ name }) => name.value === "wait")) return;
	lookIn(body, /* @__PURE__ */ new Set([1, 2]), finder);
}
function lookIn(body, outer, finder) {
	let open = outer;
	for (const { pipelines, background, line } of body) {
		if (background && pipelines.length > 1 && open.size > 0) {
			report(line, finder);
			continue;
		}
		for (const { commands, withErrors } of pipelines) for (const [at, command] of commands.entries()) {
			const left = after(at < commands.length - 1 ? piped(open, withErrors[at] ?? false) : open, command.kind === "function" ? [] : command.redirects);
			if (background && command.kind !== "function" && left.size > 0 && runs(command)) report(line, finder);
			else lookInside(command, left, finder);
			if (command.kind === "simple" && command.words[0]?.value === "exec") open = left;
		}
	}
}
function lookInside(command, open, finder) {
	if (command.kind !== "simple") {
		lookIn(command.body, open, finder);
		return;
	}
	if (command.words.length < 3) return;
	const called = calledBy(command, topPlace);
	const list = called && commandText(called);
	if (list) lookIn(list, open, finder);
}
function runs(command) {
	return command.kind !== "simple" || command.words.length > 0;
}
function report(line, finder) {
	finder.add("script/background", "what this line leaves running keeps the script\u2019s output open", { line });
}
function piped(open, withErrors) {
	return new Set([...open].filter((fd) => fd !== 1 && !(withErrors && fd === 2)));
}
function after(open, redirects) {
	if (redirects.length === 0) return open;
	const left = new Set(open);
	for (const { fd, operator, target } of redirects) {
		const copied = /^\d+$/.test(target.value) ? Number(target.value) : void 0;
		if (operator === "&>" || operator === "&>>") {
			left.delete(1);
			left.delete(2);
		} else if (operator === ">&" && copied !== void 0) {
			if (left.has(copied)) left.add(fd ?? 1);
			else left.delete(fd ?? 1);
		} else if (operator === ">&") {
			left.delete(fd ?? 1);
			if (fd === void 0 && target.value !== "-") left.delete(2);
		} else if (operator.startsWith(">")) left.delete(fd ?? 1);
	}
	return left;
}

// src/lint/checks/needed.ts
const OWN_FOLDER = /"?\$\((?:cd\s{1,8}(?:--\s)?"?\$\(dirname\s{1,8}[^)]{0,200}\)"?\s{0,8}(?:&&|;)\s{0,8}pwd(?:\s-P)?|dirname\s{1,8}[^)]{0,200})\)"?|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
const MOST$2 = 200;
const SHELL = /^(?:.*\/)?(?:ba|da)?sh$/;
const READS_A_SCRIPT = /^(?:.*\/)?(?:(?:ba|da)?sh|python[\d.]*|node|ruby|perl|php)$/;
function fileOf({ name, args }) {
	if (name.value === "." || name.value === "source") return args[0] && {
		word: args[0],
		how: "sourced"
	};
	if (!READS_A_SCRIPT.test(name.value)) return {
		word: name,
		how: "called"
	};
	const at = args.findIndex(({ text }) => !text.startsWith("-"));
	const isCode = args.slice(0, Math.max(0, at)).some(({ text }) => /^-\w*[cemps]$|^--(?:eval|print)$/.test(text));
	const word = args[at];
	if (!word || isCode || /[<>]/.test(word.text)) return void 0;
	return {
		word,
		how: "read"
	};
}
function neededFiles(path, commands, world, folders) {
	const needed = /* @__PURE__ */ new Map();
	for (const called of commands) {
		const file = fileOf(called);
		if (!file || file.how === "read" && !SHELL.test(called.name.value)) continue;
		const found = resolve(pathOf(file.word, folders), path, world);
		if (needed.size >= MOST$2) return needed;
		if (found !== void 0 && !needed.has(found)) needed.set(found, {
			line: called.line,
			how: file.how
		});
	}
	return needed;
}
function ownFolders(body) {
	const found = /* @__PURE__ */ new Map();
	const twice = /* @__PURE__ */ new Set();
	const words = body.flatMap(({ pipelines }) => pipelines.flatMap(({ commands }) => commands.flatMap((each) => each.kind === "simple" ? [...each.assignments, ...each.words] : [])));
	for (const { text } of words) {
		const [, name, value = ""] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
		if (name === void 0) continue;
		const folder = ownFolder(value, found);
		if (folder === void 0 || twice.has(name)) found.delete(name);
		else found.set(name, folder);
		twice.add(name);
	}
	return found;
}
function ownFolder(value, known) {
	if (/^"?\$\(cd\s+"?\$\(dirname\s[^)]*\)"?\/\.\.\/?"?\s*(?:&&|;)\s*pwd(?:\s-P)?\)"?$/.test(value)) return "@/..";
	const path = withFolders(value, known);
	return /^@(?:\/\.\.)?$/.test(path) ? path : void 0;
}
function pathOf({ text, value }, folders) {
	return /[$`]/.test(text) ? withFolders(text, folders) : value;
}
function withFolders(text, folders) {
	const own = /\$[({]/.test(text) ? text.replace(OWN_FOLDER, "@") : text;
	return (folders.size === 0 ? own : own.replace(VARIABLE, (all, braced, bare) => folders.get(braced ?? bare) ?? all)).replaceAll(/["']/g, "");
}
function resolve(word, script, { tree, plan }) {
	const copy = word.startsWith("/") ? plan.copies.get(word)?.source : void 0;
	const rest = /^(?:@|\.{1,2}|\$\{?\w+\}?)\/([^$]+)$/.exec(word)?.[1];
	const folder = script.slice(0, Math.max(0, script.lastIndexOf("/")));
	const up = word.startsWith("../") ? `${folder}/..` : folder;
	const candidates = rest === void 0 ? [] : [(require_paths()).inBundle(`${up}/${rest}`), (require_paths()).inBundle(rest)];
	for (const candidate of [copy, ...candidates]) {
		const found = candidate === void 0 ? void 0 : tree.find(candidate);
		if (found?.kind === "file") return found.path;
	}
}

// src/lint/checks/calls.ts
function checkCalls(commands, needed, { tree, plan, modes }, finder) {
	const texts = commands.filter(({ name }) => name.value === "chmod").map(({ args }) => args.map(({ text }) => text).join(" "));
	for (const [path, { line, how }] of needed) {
		const mode = tree.entry(path)?.mode;
		if (how !== "called" || mode === void 0 || (mode & 73) !== 0) continue;
		const name = path.slice(path.lastIndexOf("/") + 1);
		if (texts.some((text) => text.includes(name) || /(?:^|\s)-\w*R|\*/.test(text))) continue;
		if ([...plan.copies].filter(([, { source }]) => source === path).some(([target]) => /[1357]/.test(modes.get(target)?.slice(-3) ?? ""))) continue;
		const message = `"${path}" is called here and is not executable`;
		finder.add("script/not-executable", message, { line });
	}
}
function checkMissing(path, commands, world, folders, finder) {
	const asked = /* @__PURE__ */ new Set();
	for (const called of commands) {
		const { args, line, isGuarded, redirects, inFunction } = called;
		for (const { target } of redirects) asked.add(pathOf(target, folders));
		const file = fileOf(called);
		const text = file ? pathOf(file.word, folders) : "";
		if (!isGuarded && !inFunction && !asked.has(text) && !/[$*?]/.test(text)) {
			if (text.startsWith("@/")) checkBeside(text, path, world, finder, line);
			else if (text.startsWith("/")) checkInstalled$1(text, world, finder, line);
		}
		if (file?.how !== "sourced") {
			for (const each of args) if (each !== file?.word) asked.add(pathOf(each, folders));
		}
	}
}
function checkBeside(text, path, world, finder, line) {
	if (resolve(text, path, world) !== void 0) return;
	const lost = text.slice(2);
	const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
	const hint = world.tree.nearestWords((require_paths()).inBundle(`${folder}/${lost}`));
	const message = `"${lost}" is not in the bundle beside the script`;
	finder.add("script/missing-file", message, { line }, hint);
}
function checkInstalled$1(text, { plan }, finder, line) {
	const folder = text.slice(0, text.lastIndexOf("/"));
	if (plan.copies.has(text) || plan.folders.has(text) || !plan.folders.has(folder)) return;
	const beside = [...plan.copies.keys()].filter((target) => target.slice(0, target.lastIndexOf("/")) === folder);
	const nearest = (require_quoted()).closest(text, beside);
	if (nearest === void 0) return;
	const message = `"${text}" is nothing that Install puts there`;
	finder.add("script/missing-file", message, { line }, `did you mean "${nearest}"?`);
}

// src/lint/checks/confirmations.ts
function checkConfirmations(commands, finder) {
	for (const called of commands) {
		const { name, args, line, redirects, isBehindPipe, isGuarded } = called;
		const isAnswered = isBehindPipe || redirects.some(({ operator }) => operator.startsWith("<"));
		const program = name.value.replace(/^.*\//, "");
		const words = args.map(({ value }) => value);
		const asks = isGuarded ? void 0 : ASKS.find((one) => one.asks(program, words));
		if (!asks || isAnswered && !asks.isOfTerminal) continue;
		const message = `"${[program, ...words].join(" ").slice(0, 60)}" ${asks.what}`;
		finder.add("script/asks", message, { line }, asks.hint(program, words));
	}
}
const A_YES = "asks for a yes, and ends without one";
const has$1 = (words, pattern) => words.some((word) => pattern.test(word));
const firstOf = (words) => words.find((word) => !word.startsWith("-")) ?? "";
const CHANGES = /^(?:(?:re|local|group)?install|(?:dist-|full-)?upgrade|update|(?:auto)?remove|erase|purge)$/;
const NEED_NO_YES = /^-\w*y|^-qq$|^--(?:yes|assume|dry-run|simulate|just-print|(?:download|print)-?\w*)|^-[sdo]$|^\$/;
function hasPlan(words) {
	const valued = /^--?(?:var|var-file|target|replace|state|state-out|backup|parallelism)$/;
	const [, ...rest] = words.filter((word, at) => !/^-/.test(word) && !valued.test(words[at - 1] ?? ""));
	return rest.length > 0;
}
const ASKS = [
	{
		what: A_YES,
		hint: (program) => `say it beforehand: ${program} -y`,
		asks(program, words) {
			if (!/^(?:apt|apt-get|yum|dnf|amazon-linux-extras)$/.test(program)) return false;
			if (firstOf(words) === "update" && program.startsWith("apt")) return false;
			return CHANGES.test(firstOf(words)) && !has$1(words, NEED_NO_YES);
		}
	},
	{
		what: "asks for a yes in production, and does nothing without one",
		hint: () => "say it beforehand: --force",
		asks: (program, words) => /^(?:php[\d.]*|artisan)$/.test(program) && has$1(words, /^(?:migrate|migrate:(?!status$|install$)[\w:]+|db:(?:seed|wipe)|key:generate)$/) && has$1([program, ...words], /(?:^|\/)artisan$/) && !has$1(words, /^(?:--force|--pretend|--show|--no-interaction|-n|\$.*)$/)
	},
	{
		what: A_YES,
		hint: (program, words) => `say it beforehand: ${program} ${firstOf(words)} prune -f`,
		asks: (program, words) => /^(?:docker|podman)$/.test(program) && has$1(words, /^prune$/) && !has$1(words, /^(?:-\w*f\w*|--force)$/)
	},
	{
		what: A_YES,
		hint: () => "say it beforehand: -auto-approve",
		asks: (program, words) => program === "terraform" && /^(?:apply|destroy)$/.test(firstOf(words)) && !has$1(words, /^--?auto-approve/) && !hasPlan(words)
	},
	{
		what: "asks where the key goes and for its passphrase",
		hint: () => "name both: ssh-keygen -q -N '' -f FILE",
		asks: (program, words) => program === "ssh-keygen" && has$1(words, /^-[tb]/) && !(has$1(words, /^-f/) && has$1(words, /^-\w*N/))
	},
	{
		what: "asks for a password at a terminal, of which a hook has none",
		hint: () => "keep it in a file that root alone may read: --defaults-extra-file=FILE",
		isOfTerminal: true,
		asks: (program, words) => /^(?:mysql|mysqldump|mysqladmin|mariadb)$/.test(program) && has$1(words, /^(?:-p|--password)$/)
	},
	{
		what: "needs a terminal, which a hook does not have",
		hint: (program) => program === "screen" ? "screen -dmS NAME COMMAND" : "tmux new-session -d",
		isOfTerminal: true,
		asks(program, words) {
			if (program === "screen") return !has$1(words, /^-(?:\w*d|\w*[dD]m|X|ls|list|wipe|v|Q)/);
			return program === "tmux" && /^(?:new|new-session|attach|a|attach-session|)$/.test(firstOf(words)) && !has$1(words, /^-\w*d|^-V$|^-[LSf]$/);
		}
	}
];

// src/lint/checks/dangers.ts
const AGENT_FOLDER = /^\/opt\/codedeploy-agent(?:\/deployment-root(?:\/.*)?)?\/?\*?$/;
const NO_BUNDLES = /\/deployment-root\/(?:deployment-logs|ongoing-deployment)(?:\/|$)/;
const OF_AGENT = /^(?:LIFECYCLE_EVENT|DEPLOYMENT_ID|APPLICATION_NAME|DEPLOYMENT_GROUP_NAME|DEPLOYMENT_GROUP_ID|BUNDLE_.*)$/;
function checkDangers(commands, strict, around, finder) {
	let unchecked;
	for (const called of commands) {
		const { name, args, line, isGuarded, isThen, isInBackground } = called;
		const words = args.map(({ value }) => value);
		if (name.value === "cd") unchecked = isGuarded || isThen || strict.has(called) || words[0] === "/" ? void 0 : called;
		if (!isInBackground && endsAgent(name.value, words)) {
			const command = [name.value, ...words].join(" ");
			finder.add("script/ends-agent", `"${command}" ends the agent that runs this hook`, { line });
		}
		checkMode(called, around.plan, finder);
		const removed = removedBy(called);
		for (const word of removed) if (AGENT_FOLDER.test(word) && !NO_BUNDLES.test(word)) {
			const message = `"${word}" holds the bundle that is being deployed`;
			finder.add("script/removes-bundle", message, { line });
		} else if (around.isHook && unchecked && /^(?:\.\/)?\*$|^\.$/.test(word)) {
			const message = `where the cd of line ${unchecked.line} fails, "${[name.value, ...words].join(" ")}" runs in /`;
			finder.add("script/cd-unchecked", message, { line });
		} else checkEmpty(word, called, around, finder);
	}
}
function checkMode({ name, args, line }, plan, finder) {
	if (name.value !== "chmod") return;
	const [mode = "", ...targets] = args.map(({ value }) => value).filter((word) => !/^-[a-zA-Z-]+$/.test(word));
	if (!/^0?[0-7][0-7][2367]$|^(?:a|o|ugo|go)?\+r?wx?$/.test(mode) || /^\+/.test(mode)) return;
	const destinations = /* @__PURE__ */ new Set();
	for (const { item } of plan.copies.values()) if (item.destination.kind === "string") destinations.add((require_paths()).onHost(item.destination.value));
	const target = targets.find((each) => destinations.has((require_paths()).onHost(each)) || plan.copies.has(each));
	if (target === void 0) return;
	const message = `with ${mode}, every user of the host may change "${target}"`;
	finder.add("permissions/world-writable", message, { line });
}
function removedBy({ name, args }) {
	const words = args.map(({ value }) => value);
	if (name.value === "rm") return words.some((word) => /^-\w*[rR]|^--recursive$/.test(word)) ? words.filter((word) => !word.startsWith("-")) : [];
	if (name.value !== "find") return [];
	const removes = words.includes("-delete") || words.includes("-exec") && words.includes("rm");
	const isChosen = words.some((word) => /^-(?:name|iname|path|[mca](?:time|min)|newer.*|regex|user|empty)$/.test(word));
	return removes && !isChosen ? words.slice(0, 1) : [];
}
function checkEmpty(word, { line, isGuarded, inFunction }, { text, isHook }, finder) {
	if (/^\/\*?$/.test(word)) {
		finder.add("script/removes-all", `"${word}" is everything on the host`, { line });
		return;
	}
	const [, braced, bare] = /^\$(?:\{(\w+)\}|(\w+))\/\*?$/.exec(word) ?? [];
	const name = braced ?? bare;
	if (!isHook || name === void 0 || isGuarded || OF_AGENT.test(name)) return;
	const isArgument = /^[1-9@*]/.test(name);
	if (isArgument ? inFunction || /\bset\s+--/.test(text) : isSet(name, text)) return;
	const what = isArgument ? "hooks get no arguments" : `nothing in this script sets "${name}"`;
	finder.add("script/removes-all", `${what}: where it is empty, this removes "/*"`, { line });
}
function isSet(name, text) {
	if (/^\s*(?:source|\.)\s/m.test(text) || /\bset\s+-\w*u/.test(text)) return true;
	return new RegExp(`(?<![\\w$]|\\$\\{)${name}\\b|\\$\\{${name}:?[=?]|\\[.*\\$\\{?${name}\\b`).test(text);
}
const OWN_NAME = /codedeploy-agent/;
const CHANGES_PACKAGE = /(?:^|\s)(?:update|upgrade|install|reinstall|remove|erase|purge|-[iUe]\w*)(?:\s|$)/;
function endsAgent(program, words) {
	const [first = "", second = ""] = words.filter((word) => !word.startsWith("-"));
	if (program === "reboot" || program === "poweroff" || program === "halt") return true;
	if (program === "shutdown") return !words.includes("-c");
	if (program === "init") return first === "0" || first === "6";
	const ends = /^(?:stop|restart|force-restart)$/;
	if (program === "systemctl") return /^(?:reboot|poweroff|halt)$/.test(first) || ends.test(first) && /^codedeploy-agent/.test(second);
	if (program === "service") return first === "codedeploy-agent" && ends.test(second);
	if (/^(?:pkill|killall)$/.test(program)) return words.some((word) => OWN_NAME.test(word));
	if (/^(?:yum|dnf|apt|apt-get|rpm|dpkg)$/.test(program)) return words.some((word) => OWN_NAME.test(word)) && CHANGES_PACKAGE.test(words.join(" "));
	return program.endsWith("/codedeploy-agent") && ends.test(first);
}

// src/lint/checks/dialect.ts
function checkDialect(script, commands, shell, finder) {
	for (const { word, line } of script.unended) {
		const message = `the here-document that ends in "${word}" has no end`;
		finder.add("script/here-document", message, { line });
	}
	for (const line of script.comments) finder.add("script/continued-line", "this comment ends the command that the line before continues", { line });
	for (const called of commands) checkWords(called, finder);
	if (shell === "sh") {
		for (const called of commands) checkBuiltin(called, finder);
		checkLists(script.body, finder);
	}
}
function checkWords({ name, args, line }, finder) {
	if (/^\[{1,2}[^[\s]/.test(name.text) && name.isBare && !name.text.includes("]")) {
		const message = `"${name.text}" is read as the name of a command`;
		finder.add("script/test-blank", message, { line });
	}
	const last = args.at(-1)?.text ?? "";
	if (name.text === "[" && last !== "]" && last.endsWith("]")) {
		const message = `the [ has no ], which is part of "${last}"`;
		finder.add("script/test-blank", message, { line }, "put a space before the ]");
	}
	if (/^\\[ \t]$/.test(last)) finder.add("script/continued-line", "a space after the \\ keeps it from continuing the line", { line }, "remove the space");
}
const BUILTINS = /^(?:source|pushd|popd|declare|typeset|let|shopt|mapfile|readarray)$/;
function checkBuiltin({ name, args, line, isGuarded }, finder) {
	const words = args.map(({ value }) => value);
	if (BUILTINS.test(name.value) && name.isBare) bashOnly(name.value, line, finder);
	if (/^\[$|^test$/.test(name.value) && words.includes("==")) bashOnly("== in [ ]", line, finder);
	if (name.value === "set" && words.includes("pipefail") && !isGuarded) bashOnly("set -o pipefail", line, finder);
}
function checkLists(body, finder) {
	for (const { commands, withErrors } of body.flatMap(({ pipelines }) => pipelines)) {
		for (const command of commands) checkCommand(command, finder);
		const [first] = commands;
		if (first && withErrors.includes(true)) bashOnly("|&", first.line, finder);
	}
}
function checkCommand(command, finder) {
	const { line } = command;
	if (command.kind !== "function") {
		const only = command.redirects.find(({ operator }) => /^(?:&>>?|<<<)$/.test(operator));
		if (only) bashOnly(only.operator, line, finder);
	}
	if (command.kind === "simple") {
		for (const word of [...command.assignments, ...command.words]) checkWord(word, line, finder);
		return;
	}
	if (command.kind === "function" && command.hasKeyword) bashOnly("the word \"function\"", line, finder);
	if (command.kind === "compound" && /^(?:\[\[|.*\(\()$/.test(command.keyword)) bashOnly(command.keyword, line, finder);
	checkLists(command.body, finder);
}
function checkWord({ text, isArray }, line, finder) {
	const expanded = text.replace(/'[^']*'/g, "");
	if (isArray) bashOnly("an array", line, finder);
	if (/^[<>]\(/.test(expanded)) bashOnly(`${expanded.slice(0, 2)} )`, line, finder);
	const [found] = /\$\{(?:!\w|\w+(?:\[|\/|\^|,|:\d))[^}]*\}/.exec(expanded) ?? [];
	if (found !== void 0) bashOnly(found, line, finder);
}
function bashOnly(what, line, finder) {
	const message = `${what} is bash's, and the script is run by sh`;
	finder.add("script/bash-only", message, { line });
}

// src/lint/checks/servers.ts
const HELPS = /^(?:-h|--help|-v|--version|version|help)$/;
const SERVERS = [
	{
		program: /^(?:gunicorn|puma|unicorn|thin|sidekiq)$/,
		unless: /^(?:-\w*[Dd]|--daemon\w*|--check-config)$/
	},
	{
		program: /^python[\d.]*$/,
		with: /^runserver$/
	},
	{
		program: /^php$/,
		with: /^(?:serve|queue:(?:work|listen)|horizon|schedule:work|octane:start|reverb:start|websockets:serve)$/,
		unless: /^--(?:once|stop-when-empty)$/
	},
	{
		program: /^rails$/,
		does: /^s(?:erver)?$/,
		unless: /^(?:-d|--daemon)$/
	},
	{
		program: /^rake$/,
		does: /^(?:jobs|resque|sneakers):(?:work|run)$/
	},
	{
		program: /^nginx$/,
		with: /daemon\s+off/
	},
	{
		program: /^(?:httpd|apache2(?:ctl)?|apachectl)$/,
		with: /^(?:-D)?FOREGROUND$/
	},
	{
		program: /^supervisord$/,
		with: /^(?:-n|--nodaemon)$/
	},
	{
		program: /^php-fpm[\d.]*$/,
		with: /^(?:-F|--nodaemonize)$/
	},
	{
		program: /^(?:caddy|streamlit|dapr)$/,
		does: /^run$/
	},
	{
		program: /^pm2$/,
		with: /^(?:--no-daemon|logs?)$/,
		unless: /^--nostream$/
	},
	{
		program: /^catalina\.sh$/,
		does: /^run$/
	},
	{
		program: /^celery$/,
		with: /^(?:worker|beat)$/,
		unless: /^(?:-D|--detach|multi)$/
	},
	{
		program: /^airflow$/,
		does: /^(?:webserver|scheduler|triggerer)$/,
		unless: /^(?:-D|--daemon)$/
	},
	{
		program: /^sleep$/,
		does: /^infinity$/
	},
	{
		program: /^(?:tail|journalctl)$/,
		with: /^(?:-\w*[fF]\w*|--follow.*)$/
	},
	{
		program: /^(?:docker|podman|kubectl)$/,
		does: /^logs$/,
		with: /^(?:-\w*f|--follow.*)$/
	},
	{
		program: /^kubectl$/,
		does: /^port-forward$/
	},
	{
		program: /^(?:flask|next|nuxt|nest|gatsby|strapi|astro)$/,
		does: /^(?:run|start|dev|serve|develop|preview)$/
	},
	{
		program: /^(?:vite|ng|vue-cli-service)$/,
		does: /^(?:dev|serve|preview)$/
	},
	{
		program: /^(?:dotnet|go)$/,
		does: /^(?:run|watch)$/,
		unless: /migrat|seed/i
	},
	{
		program: /^mvnw?$/,
		with: /^(?:spring-boot|tomcat7|jetty|quarkus):(?:run|dev)$/
	},
	{
		program: /^gradlew?$/,
		with: /^:?(?:[\w-]+:)*(?:bootRun|quarkusDev)$/
	},
	{ program: /^(?:uvicorn|hypercorn|daphne|waitress-serve|pm2-runtime|nodemon|http-server|rackup|remix-serve|watch)$/ }
];
const known = /* @__PURE__ */ new Map();
const MOST_KNOWN = 1e3;
function mayServe(program) {
	let answer = known.get(program);
	if (answer === void 0) {
		answer = SERVERS.some((server) => server.program.test(program));
		if (known.size < MOST_KNOWN) known.set(program, answer);
	}
	return answer;
}
function isServer(program, args) {
	const [first = ""] = args.filter((arg) => !arg.startsWith("-"));
	if (HELPS.test(args[0] ?? "")) return false;
	return SERVERS.some((server) => server.program.test(program) && (server.does?.test(first) ?? true) && (server.with === void 0 || args.some((arg) => server.with?.test(arg))) && !args.some((arg) => server.unless?.test(arg)));
}

// src/lint/checks/foreground.ts
function checkForeground({ body }, commands, events, npm, finder) {
	for (const called of commands) {
		if (called.isInBackground || called.inFunction) continue;
		const [program, ...args] = programOf(called);
		if (program === void 0) continue;
		const isLastServer = called.isLast && events.includes("ApplicationStart");
		if (!staysThere(program, args, npm) && !(isLastServer && isPlainServer(program, args))) continue;
		const shown = [program, ...args].join(" ");
		const message = `"${shown.length > 40 ? `${shown.slice(0, 39)}\u2026` : shown}" does not end, and neither does the hook`;
		finder.add("script/foreground", message, { line: called.line });
	}
	checkLoops(body, finder);
}
function checkLoops(body, finder) {
	for (const { pipelines, background } of body) {
		if (background) continue;
		for (const { commands } of pipelines) for (const command of commands) {
			if (command.kind !== "compound" || !isEndless(command)) continue;
			if (calledCommands(command.body).some(({ name }) => LEAVES.test(name.value))) continue;
			finder.add("script/foreground", "nothing leaves this loop, and the hook does not end", { line: command.line });
		}
	}
}
const LEAVES = /^(?:break|exit|return|exec|kill)$/;
function isEndless({ keyword, body: [first] }) {
	if (keyword !== "while" && keyword !== "until") return false;
	const asked = first?.isCondition ? first.pipelines[0]?.commands[0] : void 0;
	const word = asked?.kind === "simple" ? asked.words[0]?.value : void 0;
	return keyword === "while" ? word === "true" || word === ":" : word === "false";
}
const MAY_RUN_OTHERS = /^(?:bundle|npx|poetry|pipenv|uv|python)/;
const RUNNERS = /^(?:bundle exec|npx|poetry run|pipenv run|uv run|python[\d.]* -m)$/;
function programOf({ name, args }) {
	const program = name.value.replace(/^.*\//, "");
	const words = [program, ...args.map(({ value }) => value)];
	if (!MAY_RUN_OTHERS.test(program)) return words;
	const rest = RUNNERS.test(words.slice(0, 2).join(" ")) ? 2 : RUNNERS.test(program) ? 1 : 0;
	return words.slice(rest);
}
function has(args, pattern) {
	return args.some((arg) => pattern.test(arg));
}
const MAY_STAY = /^(?:npm|yarn|pnpm|docker|docker-compose)$/;
const DETACHED = /^(?:-\w*d\w*|--detach(?:=true)?)$/;
function staysThere(program, args, npm) {
	if (!MAY_STAY.test(program) && !mayServe(program)) return false;
	if (has(args, /^(?:--help|--version)$/)) return false;
	const [first = "", second = ""] = args.filter((arg) => !arg.startsWith("-"));
	if (/^(?:npm|yarn|pnpm)$/.test(program)) return staysNpm(first === "run" ? second : first, npm);
	if (program === "docker" && first === "run") {
		const serves = has(args, /^(?:-p|--publish)(?:=|$)|^-p\d/);
		return !has(args, DETACHED) && (serves || !has(args, /^--rm/));
	}
	if (program === "docker-compose" || program === "docker" && first === "compose") {
		const ends = /^(?:--wait|--no-start|--exit-code-from.*|--abort-on-container-exit)$/;
		if (args.includes("logs")) return has(args.slice(args.indexOf("logs")), /^(?:-\w*f|--follow)$/);
		return args.includes("up") && !has(args, DETACHED) && !has(args, ends);
	}
	return isServer(program, args);
}
function staysNpm(name, npm) {
	if (!/^(?:start|dev|serve)(?:$|:(?!pm2|daemon|bg|background))/.test(name)) return false;
	const ends = /\bpm2 (?!-|.*--no-daemon)|\bforever start\b|\bsystemctl\b|\bdaemon|\s-d\b|\s--detach\b|&\s*$/;
	return !(npm.get(name) ?? []).some((command) => ends.test(command));
}
const MAIN = /(?:^|\/)(?:server|app|index|main|www|bot|wsgi|worker)(?:\.(?:[cm]?js|py|dll))?$/i;
function isPlainServer(program, args) {
	if (/^(?:node|python[\d.]*)$/.test(program)) return MAIN.test(args[0] ?? "");
	if (program === "dotnet") return /\.dll$/i.test(args[0] ?? "");
	return program === "java" && args.includes("-jar");
}

// src/lint/checks/interpreter.ts
const COMMON = [
	"bash",
	"sh",
	"dash",
	"env",
	"node",
	"perl",
	"php",
	"python",
	"python3",
	"ruby"
];
const OTHERS = new Set("ash awk bun csh deno expect fish gawk groovy java jshell ksh lua make nodejs pwsh pypy rbash sed tclsh tcsh zsh".split(" "));
function checkInterpreterName(interpreter, finder) {
	const at = {
		line: 1,
		column: 1
	};
	const [path = "", ...rest] = interpreter.split(/\s+/);
	if (path === "") return;
	if (!path.startsWith("/")) {
		finder.add("script/interpreter-misspelt", `"${path}" is not an absolute path`, at);
		return;
	}
	const isEnv = path.endsWith("/env");
	const [first = ""] = rest;
	const name = isEnv ? first : path.slice(path.lastIndexOf("/") + 1);
	if (isEnv && rest.length > 1 && !/^-|=/.test(first)) {
		const message = `Linux gives env "${rest.join(" ")}" as one word, and there is no such program`;
		finder.add("script/interpreter-misspelt", message, at, `write #!/usr/bin/env -S ${rest.join(" ")}`);
		return;
	}
	if (!(isEnv || /^\/(?:usr\/(?:local\/)?)?bin\/[^/]+$/.test(path)) || !/^[a-z]+\d?$/.test(name) || COMMON.includes(name) || OTHERS.has(name)) return;
	const meant = (require_quoted()).closest(name, COMMON);
	if (meant === void 0) return;
	const message = `the host probably has no "${name}"`;
	finder.add("script/interpreter-misspelt", message, at, `did you mean "${meant}"?`);
}

// src/lint/checks/printed-bytes.ts
function checkPrintedBytes(commands, shell, finder) {
	for (const called of commands) {
		const { name, args, line, redirects, isPiped, isCaptured, inFunction } = called;
		const isElsewhere = redirects.some(({ operator, fd }) => />/.test(operator) && fd !== 2);
		if (name.value === "exec" && args.length === 0 && isElsewhere) return;
		if (isElsewhere || isPiped || isCaptured || inFunction) continue;
		const what = printedBytes(name.value.replace(/^.*\//, ""), args, shell);
		if (what === void 0) continue;
		const message = `"${what}" prints bytes that are not UTF-8`;
		finder.add("script/printed-bytes", message, { line });
	}
}
function printedBytes(program, args, shell) {
	if (program === "printf") {
		const [format] = args.filter(({ value }) => value !== "--");
		return format && isBroken(format, format.value) ? format.text : void 0;
	}
	if (program === "echo") {
		const interprets = shell === "sh" || /^-[neE]*e/.test(args[0]?.value ?? "");
		return args.find((word) => isBroken(word, interprets ? word.value : ""))?.text;
	}
	const isRandom = args.some(({ value }) => /^(?:if=)?\/dev\/u?random$/.test(value));
	return /^(?:cat|head|dd)$/.test(program) && isRandom ? [program, ...args.map(({ text }) => text)].join(" ") : void 0;
}
function isBroken({ text, value }, read) {
	const written = /^\$'[\s\S]*'$/.test(text) ? text.slice(2, -1) : read;
	if (!/\\(?:[0-3x])/.test(written) || written === value && /[$`]/.test(text.replace(/^\$'/, ""))) return false;
	return !isUtf8(bytesOf(written));
}
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|(0?[0-7]{1,3})|[\s\S])|%[-+ #0]*[\d.]*[a-zA-Z%]/g;
function bytesOf(written) {
	const parts = [];
	let end = 0;
	for (const match of written.matchAll(ESCAPE)) {
		parts.push(Buffer.from(written.slice(end, match.index)));
		const [all, hex, octal] = match;
		if (hex !== void 0) parts.push(Buffer.from([Number.parseInt(hex, 16)]));
		else if (octal !== void 0) parts.push(Buffer.from([Number.parseInt(octal, 8) & 255]));
		else parts.push(Buffer.from(" "));
		end = match.index + all.length;
	}
	parts.push(Buffer.from(written.slice(end)));
	return Buffer.concat(parts);
}

// src/lint/checks/strictness.ts
function strictnessOf(interpreter, commands) {
	const strict = /* @__PURE__ */ new Set();
	let isStrict = /\s-\w*e\w*(?:\s|$)/.test(interpreter ?? "");
	for (const called of commands) {
		const words = called.args.map(({ value }) => value);
		if (called.name.value === "set") {
			const named = words.indexOf("errexit");
			if (words.some((word) => /^-\w*e/.test(word)) || words[named - 1] === "-o") isStrict = true;
			if (words.some((word) => /^\+\w*e/.test(word)) || words[named - 1] === "+o") isStrict = false;
		}
		if (isStrict) strict.add(called);
	}
	return strict;
}

// src/lint/checks/user.ts
const HOME = /^(?:[A-Za-z_]\w*=)?~(?:\/|$)|^[^']*\$(?:HOME\b|\{HOME\})/;
const HARMLESS = /^\/(?:tmp|var\/tmp|dev)\//;
function checkUser({ body }, commands, runas, finder) {
	if (runas.includes(void 0) && !setsHome(body)) checkHome(commands, finder);
	const isOther = runas.some((user) => user !== void 0 && user !== "root");
	for (const { redirects, line, isSudo } of isOther ? commands : []) {
		const written = redirects.find(({ operator, target }) => /^>[>|]?$/.test(operator) && target.value.startsWith("/"))?.target.value;
		if (isSudo && written !== void 0 && !HARMLESS.test(written)) {
			const message = `"${written}" is opened by the script's user, not by sudo`;
			finder.add("script/sudo-redirect", message, { line });
		}
	}
}
function setsHome(body) {
	const sets = ({ text }) => text.startsWith("HOME=");
	return body.some(({ pipelines }) => pipelines.some(({ commands }) => commands.some((each) => each.kind === "simple" && (each.assignments.some(sets) || each.words.some(sets)))));
}
function isHome({ text }) {
	return (text.includes("~") || text.includes("HOME")) && HOME.test(text);
}
function checkHome(commands, finder) {
	for (const { name, args, line } of commands) {
		const home = isHome(name) ? name : args.find(isHome);
		if (!home) continue;
		const message = `"${home.text}" is not a user's home where the agent runs the hook without runas`;
		finder.add("script/home", message, { line });
		return;
	}
}

// src/lint/checks/working-folder.ts
const READS_FILES = /^(?:.*\/)?(?:cp|mv|cat|install|tar|unzip|gunzip|chmod|chown|rsync|envsubst|psql|mysql|sed|awk|e?grep|head|tail|jq|yq)$/;
const WRITES_LAST = /^(?:.*\/)?(?:cp|mv|install|rsync)$/;
const BEGINS_WITH_CODE = /^(?:.*\/)?(?:sed|awk|e?grep|jq|yq)$/;
const NAMES_A_FILE = /^--(?:file|requirement|config|env-file|values|inventory)$/;
const SHORT = [[/^pip[\d.]*$/, "-r"], [/^(?:docker|docker-compose|podman|kubectl|make|helm)$/, "-f"]];
const ARCHIVE = /\.(?:tar|t?gz|tgz|t?bz2|t?xz|zst|zip)$/;
const OF_CONTAINERS = /^(?:docker|docker-compose|podman|nerdctl|kubectl)$/;
const ENTERS = /^(?:run|exec|create)$/;
const GOES_TO = /^(?:-C|--(?:prefix|cwd|dir|chdir|directory|working-dir(?:ectory)?))(?:=|$)/;
const OF_HOST = /^(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/|$)/;
function checkWorkingFolder(path, commands, world, folders, finder) {
	const known = /* @__PURE__ */ new Set();
	for (const called of commands) {
		const { name, args, line, redirects, inFunction, isGuarded } = called;
		for (const { operator, target } of redirects) if (operator.startsWith(">")) known.add((require_paths()).inBundle(target.value));
		if (inFunction) continue;
		if (name.value === "cd" || name.value === "pushd") {
			checkCd(called, world, finder);
			return;
		}
		const file = fileOf(called);
		const text = file ? pathOf(file.word, folders) : "";
		if (isRelative(text, file?.how !== "called") && !known.has((require_paths()).inBundle(text)) && !isGuarded && !isInstalled(text, world)) checkFile(text, file?.how === "sourced", {
			path,
			world,
			line
		}, finder);
		if (!isGuarded) checkProject(called, world, finder);
		if (file?.how === "called") for (const word of filesAmong(called)) checkArgument(word, world, known, line, finder);
		if (unpacksHere(called)) return;
		for (const one of broughtBy(called)) known.add((require_paths()).inBundle(one));
		if (!READS_FILES.test(name.value)) {
			for (const word of args) if (word !== file?.word) known.add((require_paths()).inBundle(word.value));
		}
	}
}
function filesAmong({ name, args, isGuarded }) {
	const program = name.value;
	if (READS_FILES.test(program)) {
		if (/(?:^|\/)(?:tar|unzip)$/.test(program)) return args.filter(({ value }) => ARCHIVE.test(value));
		if (WRITES_LAST.test(program)) return args.slice(0, -1);
		const code = args.findIndex(({ value }) => !value.startsWith("-"));
		return BEGINS_WITH_CODE.test(program) ? args.slice(code + 1) : args;
	}
	if (isGuarded || !args.some(({ value }) => value.startsWith("-"))) return [];
	if (args.some(({ value }) => GOES_TO.test(value))) return [];
	const enters = args.findIndex(({ value }) => ENTERS.test(value));
	const isInside = OF_CONTAINERS.test(program) && enters >= 0;
	const short = SHORT.find(([of]) => of.test(program))?.[1];
	return args.slice(0, isInside ? enters : void 0).filter((_, at) => {
		const option = args[at - 1]?.value ?? "";
		return option === short || NAMES_A_FILE.test(option);
	});
}
function unpacksHere({ name, args }) {
	if (!/^(?:git|unzip|tar)$/.test(name.value)) return false;
	const words = args.map(({ value }) => value);
	const has = (pattern) => words.some((word) => pattern.test(word));
	if (name.value === "git") return has(/^(?:clone|checkout|pull)$/) && !has(/^-C/);
	if (name.value === "unzip") return !has(/^-[a-z]*[dlptZ]/);
	const [first = ""] = words;
	return (/^-?[a-z]*x[a-z]*$/.test(first) || has(/^(?:-[a-z]*x[a-z]*|--extract|--get)$/)) && !has(/^(?:-C|--directory)/);
}
function broughtBy({ name, args }) {
	if (args.length === 0) return [];
	const words = args.map(({ value }) => value).filter((word) => !word.startsWith("-"));
	const names = (among) => among.map((word) => word.replace(/^.*\//, ""));
	const loaded = names(words.filter((word) => word.includes("://")));
	if (!WRITES_LAST.test(name.value)) return loaded;
	const to = words.at(-1) ?? "";
	return [...loaded, .../^\.?\/?$/.test(to) ? names(words.slice(0, -1)) : [to]];
}
function isInstalled(text, { plan }) {
	const path = `/${text.replace(/^(?:\.\/)+/, "").replace(/\/$/, "")}`;
	if (plan.copies.has(path)) return true;
	for (const target of plan.copies.keys()) if (target.startsWith(`${path}/`)) return true;
	return false;
}
function checkCd({ args, line, isGuarded, isThen }, world, finder) {
	const target = args[0]?.value.replace(/^\.\//, "").replace(/\/$/, "") ?? "";
	if (!/^[\w-][\w./-]*$/.test(target) || target === "-" || OF_HOST.test(target)) return;
	if (world.tree.find(target)?.kind !== "directory" || isGuarded && !isThen) return;
	if (isInstalled(target, world)) return;
	finder.add("script/working-folder", `"${target}" is looked for in /`, { line });
}
const PROJECTS = [
	{
		program: /^(?:npm|yarn|pnpm)$/,
		needs: "package.json",
		elsewhere: /^(?:--prefix|--cwd|--dir|-C|-g|--global)(?:=|$)/,
		does: /^(?:ci|run|run-script|start|test|restart)$/
	},
	{
		program: /^composer$/,
		needs: "composer.json",
		elsewhere: /^(?:-d|--working-dir)(?:=|$)|^global$/,
		does: /^(?:install|update|dump-autoload)$/
	},
	{
		program: /^bundle$/,
		needs: "Gemfile",
		elsewhere: /^--gemfile/,
		does: /^(?:install|exec|check)$/
	}
];
function checkProject({ name, args, line, isSudo }, { tree }, finder) {
	if (isSudo) return;
	const project = PROJECTS.find(({ program }) => program.test(name.value));
	if (!project) return;
	const words = args.map(({ value }) => value);
	const [first = ""] = words.filter((word) => !word.startsWith("-"));
	if (!project.does.test(first) || words.some((word) => project.elsewhere.test(word))) return;
	if ([...tree.paths()].find((path) => path.split("/").at(-1) === project.needs) === void 0) return;
	const message = `"${name.value} ${first}" looks for ${project.needs} in /`;
	finder.add("script/working-folder", message, { line }, "go to where it is installed first: cd FOLDER || exit 1");
}
function isRelative(text, reads) {
	return !/^[/$~@`]/.test(text) && /^[\w.-]/.test(text) && (reads || text.includes("/"));
}
function checkFile(text, isSourced, where, finder) {
	const { path, world, line } = where;
	const relative = text.startsWith(".") && text.includes("/") ? text : `./${text}`;
	if (resolve(relative, path, world) !== void 0) {
		const message = `"${text}" is looked for in /, not in the bundle`;
		finder.add("script/working-folder", message, { line });
	} else if (isSourced || text.startsWith("./")) {
		const message = `"${text}" is looked for in /, and is not in the bundle`;
		const hint = world.tree.nearestWords((require_paths()).inBundle(text));
		finder.add("script/missing-file", message, { line }, hint);
	}
}
function checkArgument({ value, isBare }, world, known, line, finder) {
	if (!isBare || known.has((require_paths()).inBundle(value)) || !/^[\w./-]+$/.test(value)) return;
	if (!/[\w-][./][\w.-]/.test(value) && value !== ".env") return;
	const path = (require_paths()).inBundle(value);
	known.add(path);
	if (/^[/-]/.test(value) || OF_HOST.test(path)) return;
	if (world.tree.find(path)?.kind !== "file" || isInstalled(path, world)) return;
	const message = `"${value}" is looked for in /, not in the bundle`;
	finder.add("script/working-folder", message, { line });
}

// src/lint/checks/scripts.ts
function checkHookScript(context, finder) {
	const { path, bytes, isSourced, hooks } = context;
	const head = readHead(bytes);
	if (head.isUtf16) finder.add("script/byte-order-mark", "the script is UTF-16, which nothing runs", {
		line: 1,
		column: 1
	}, "save it as UTF-8 without a byte order mark");
	if (head.isBinary) return { needed: /* @__PURE__ */ new Map() };
	const isHook = hooks.length > 0;
	const shell = shellFor(head, path, context);
	const isBroken = checkHead(head, bytes, shell !== void 0, finder);
	if (isHook && head.interpreter === void 0 && !isSourced) checkInterpreter(hooks, finder);
	if (head.interpreter !== void 0 && !isSourced) checkInterpreterName(head.interpreter, finder);
	const text = new TextDecoder().decode(bytes);
	if (!isUtf8(bytes)) {
		const at = text.slice(0, text.indexOf("\ufffd")).split("\n").length;
		finder.add("script/encoding", "the script is not UTF-8", { line: at });
	}
	if (!shell) return { needed: /* @__PURE__ */ new Map() };
	const needed = checkShell(text, {
		shell,
		interpreter: head.interpreter
	}, context, finder);
	return isBroken ? { needed } : {
		needed,
		shell,
		sources: /^\s*(?:source|\.|eval)\s/m.test(text)
	};
}
function shellFor({ interpreter }, path, { isSourced, hooks }) {
	if (interpreter !== void 0) return shellOf(interpreter);
	if (isSourced) return "bash";
	return hooks.length > 0 || path.endsWith(".sh") ? "sh" : void 0;
}
function checkShell(text, { shell, interpreter }, { path, origin, world, hooks }, finder) {
	const script = parseShell(text);
	if (!script) return /* @__PURE__ */ new Map();
	const commands = calledCommands(script.body);
	const events = hooks.map(({ event }) => event);
	const strict = strictnessOf(interpreter, commands);
	const folders = ownFolders(script.body);
	checkBackground(script, commands, finder);
	checkDialect(script, commands, shell, finder);
	checkConfirmations(commands, finder);
	checkPrintedBytes(commands, shell, finder);
	checkDangers(commands, strict, {
		text,
		plan: world.plan,
		isHook: hooks.length > 0
	}, finder);
	if (folderOf(origin) === folderOf(path)) checkMissing(path, commands, world, folders, finder);
	if (hooks.length > 0) {
		checkWorkingFolder(path, commands, world, folders, finder);
		checkForeground(script, commands, events, world.npm, finder);
		checkUser(script, commands, hooks.map(({ runas }) => runas), finder);
		if (events.includes("ApplicationStop")) checkStop(commands, strict, finder);
	}
	const needed = neededFiles(path, commands, world, folders);
	checkCalls(commands, needed, world, finder);
	return needed;
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function checkInterpreter(hooks, finder) {
	const at = {
		line: 1,
		column: 1
	};
	const isAlone = hooks.some(({ runas }) => !runas?.trim());
	const message = "the script does not begin with #! and is run by whatever sh is";
	const refusal = "the script does not begin with #!, and agent 2 does not run it";
	if (!isAlone) finder.add("script/no-interpreter", message, at);
	else if (finder.agents !== "1") finder.add("agent-2/no-interpreter", refusal, at);
	else finder.add("script/no-interpreter", `${message}; agent 2 does not run it at all`, at);
}
function checkOtherScript(bytes, finder) {
	const head = readHead(bytes);
	if (head.isBinary || head.interpreter === void 0) return;
	checkHead(head, bytes, shellOf(head.interpreter) !== void 0, finder);
}
function checkHead(head, bytes, everywhere, finder) {
	if (head.hasByteOrderMark) finder.add("script/byte-order-mark", "the script begins with a byte order mark", {
		line: 1,
		column: 1
	});
	const at = carriageReturn(bytes);
	if (at === void 0) return head.hasByteOrderMark;
	const line = lineOf(bytes, at);
	if (!everywhere && line > 1) return head.hasByteOrderMark;
	finder.add("script/crlf", "the script has lines that end in CRLF", { line });
	return true;
}
function carriageReturn(bytes) {
	for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) if (bytes[at + 1] === 10) return at;
}
function lineOf(bytes, end) {
	let line = 1;
	for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) line++;
	return line;
}

// src/lint/checks/secrets.ts
const NAMES = [
	[/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, "a private SSH key"],
	[/(?:^|\/)\.aws\/(?:credentials|config)$/, "AWS credentials"],
	[/(?:^|\/)\.(?:netrc|pgpass|git-credentials|htpasswd)$/, "passwords"],
	[/(?:^|\/)\.docker\/config\.json$/, "registry credentials"],
	[/\.(?:p12|pfx|jks|keystore)$/i, "a key store"],
	[/(?:^|\/)terraform\.tfstate(?:\.backup)?$/, "Terraform state"]
];
const SETTINGS = /(?:^|\/)\.env(?!\.[^/]*(?:example|sample|template|tmpl|dist|schema|defaults?|test)s?$)(?:\.[^/]+)?$/;
const CREDENTIAL = /^(?!(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC)_)\w*(?:SECRET|PASSW|PASSPHRASE|TOKEN|PRIVATE|CREDENTIAL|API_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|APP_KEY|SALT|_PASS$|_PWD$|_KEY$|_DSN$|_AUTH$)/i;
const PLACE_NAME = /_(?:ARN|FILE|PATH)$/i;
const PLACE = /^arn:/;
const WITH_PASSWORD = /:\/\/[^\s/:@$]*:[^\s/@$]+@/;
function isSettings(path) {
	return SETTINGS.test(path) && !isVendored(path);
}
function checkSettings(bytes, finder) {
	if (!bytes) {
		finder.add("bundle/secret", "the file name says that these are settings with credentials");
		return;
	}
	const lines = new TextDecoder("latin1").decode(bytes).split("\n");
	for (const [at, line] of lines.entries()) {
		const sign = line.indexOf("=");
		const name = line.slice(0, Math.max(0, sign)).replace(/^\s*export\s/, "").trim();
		const value = line.slice(sign + 1).trim().replace(/^["']|["']$/g, "");
		if (!/^[A-Za-z_][\w.]*$/.test(name)) continue;
		if (value === "" || /^\$\{?\w+\}?$|^(?:true|false|null|\d{1,5})$/i.test(value)) continue;
		const isPlace = PLACE_NAME.test(name) || PLACE.test(value);
		const isCredential = CREDENTIAL.test(name) && !isPlace;
		if (!isCredential && !WITH_PASSWORD.test(value)) continue;
		const what = isCredential ? `the name ${name} says that it is a credential` : `the URL of ${name} has a password in it`;
		finder.add("bundle/secret", `these are settings, and ${what}`, { line: at + 1 });
		return;
	}
}
function checkSecretName(path, findings) {
	const what = isVendored(path) ? void 0 : NAMES.find(([pattern]) => pattern.test(path))?.[1];
	if (what) findings.of(path).add("bundle/secret", `the file name says that this is ${what}`);
}
function checkSecretContent(path, bytes, finder) {
	if (isVendored(path)) return;
	const text = new TextDecoder("latin1").decode(bytes);
	for (const { what, index } of secretsIn(text)) {
		const line = text.slice(0, index).split("\n").length;
		finder.add("bundle/secret", `this is ${what}`, { line });
	}
}

// src/lint/checks/shape.ts
const VERSION_CONTROL = /* @__PURE__ */ new Set([
	".git",
	".svn",
	".hg",
	".bzr"
]);
const MEBIBYTE = 1048576;
const LARGE = 700 * MEBIBYTE;
const KEPT = 5;
const WINDOWS_PREFIX = 101;
const WINDOWS_LONGEST = 260;
function findAppSpec(entries, findings) {
	const paths = entries.map(({ path }) => path.replace(/\/$/, ""));
	const has = (path) => paths.includes(path);
	if (has("appspec.yml")) return {
		appspec: "appspec.yml",
		wrapper: void 0
	};
	const wrapper = wrapperOf(paths);
	const inside = wrapper === void 0 ? void 0 : `${wrapper}/appspec.yml`;
	if (inside !== void 0 && has(inside)) {
		const message = `everything is in the folder "${wrapper}"`;
		findings.of("").add("bundle/wrapper-folder", message);
		return {
			appspec: inside,
			wrapper
		};
	}
	reportNoAppSpec(paths, wrapper, findings);
	return {
		appspec: void 0,
		wrapper: void 0
	};
}
function wrapperOf(paths) {
	const roots = new Set(paths.map((path) => path.split("/")[0] ?? ""));
	const [only] = roots;
	const holds = paths.some((path) => /^[^/]+\/[^/]*appspec[^/]*$/i.test(path));
	return roots.size === 1 && holds ? only : void 0;
}
function reportNoAppSpec(paths, wrapper, findings) {
	const yaml = wrapper === void 0 ? "appspec.yaml" : `${wrapper}/appspec.yaml`;
	if (paths.includes(yaml)) {
		findings.of(yaml).add("bundle/appspec-yaml", "the AppSpec file is called appspec.yaml, which the agent does not look for");
		return;
	}
	const elsewhere = paths.find((path) => /(?:^|\/)appspec\.ya?ml$/i.test(path));
	const hint = elsewhere ? `there is one at "${elsewhere}"` : void 0;
	findings.of("").add("bundle/no-appspec", "there is no appspec.yml at the root of the bundle", void 0, hint);
}
function checkShape(entries, packed, findings) {
	checkModes(entries, findings);
	checkLinks(entries, findings);
	checkVersionControl(entries, findings);
	checkNames(entries, findings);
	checkSize(entries, packed, findings);
}
function checkNames(entries, findings) {
	for (const { path } of entries) {
		if (!/[ \t](?:\/|$)/.test(path)) continue;
		findings.of(path).add("bundle/blank-at-end", "a name ends in a space, which nobody sees");
	}
}
function checkModes(entries, findings) {
	const files = entries.filter(({ kind }) => kind === "file");
	const without = files.filter(({ mode }) => mode === void 0).length;
	if (without === 0) return;
	const message = `${without} of ${files.length} files have no Unix mode in the zip`;
	findings.of("").add("bundle/no-modes", message);
}
function checkLinks(entries, findings) {
	for (const { path, target = "" } of (require_paths()).linksOutward(entries)) {
		const message = `the link leads out of the bundle, to "${target}"`;
		findings.of(path).add("bundle/link-outside", message);
	}
}
function checkVersionControl(entries, findings) {
	const folders = /* @__PURE__ */ new Set();
	for (const { path } of entries) {
		if (!path.includes(".git") && !/\.(?:svn|hg|bzr)/.test(path)) continue;
		const names = path.split("/");
		const at = names.findIndex((name) => VERSION_CONTROL.has(name));
		if (at >= 0) folders.add(names.slice(0, at + 1).join("/"));
	}
	for (const folder of folders) {
		const message = `"${folder}" is part of version control`;
		findings.of(folder).add("bundle/version-control", message);
	}
}
function checkSize(entries, packed, findings) {
	const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
	if (unpacked + packed <= LARGE) return;
	const all = (unpacked + packed) * 6;
	const message = `the bundle is ${mebibytes(packed)} packed and ${mebibytes(unpacked)} unpacked; with the ${KEPT} revisions a host keeps, that comes to ${mebibytes(all)}`;
	findings.of("").add("bundle/size", message);
}
function mebibytes(bytes) {
	return `${Math.round(bytes / MEBIBYTE).toLocaleString("en-US")} MiB`;
}
function checkLongPaths(paths, targets, findings) {
	for (const path of paths) {
		const length = path.length + WINDOWS_PREFIX;
		if (length < WINDOWS_LONGEST) continue;
		const message = `the path has ${length} characters once it is unpacked on Windows`;
		findings.inside(path).add("bundle/long-path", message);
	}
	for (const target of targets) {
		if (target.length < WINDOWS_LONGEST) continue;
		const message = `"${target}" has ${target.length} characters, more than Windows allows`;
		findings.of("").add("bundle/long-path", message);
	}
}

// src/lint/install-plan.ts
function isComplete({ visits, missing }) {
	return visits <= MOST$1 && missing.length === 0;
}
const MOST$1 = 3e5;
function planInstall(spec, tree) {
	const plan = {
		copies: /* @__PURE__ */ new Map(),
		folders: /* @__PURE__ */ new Set(),
		clashes: [],
		missing: [],
		loops: /* @__PURE__ */ new Set(),
		visits: 0
	};
	for (const item of spec.files) {
		if (item.source.kind !== "string" || item.destination.kind !== "string") continue;
		const found = tree.find((require_paths()).inBundle(item.source.value));
		const destination = (require_paths()).onHost(item.destination.value);
		if (!found) plan.missing.push(item);
		else if (found.kind === "directory") {
			makeAbove(plan, destination, item);
			copyFolder(plan, tree, {
				from: found.path,
				to: destination,
				item,
				around: []
			});
		} else {
			const name = (require_paths()).baseName(item.source.value);
			makeFolder(plan, destination, item);
			makeAbove(plan, destination, item);
			copyFile(plan, found.path, join(destination, name), item);
		}
	}
	return plan;
}
function join(folder, name) {
	return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
function copyFolder(plan, tree, { from, to, item, around }) {
	makeFolder(plan, to, item);
	for (const child of tree.children(from)) {
		plan.visits += 1;
		if (plan.visits > MOST$1) return;
		const target = join(to, child.slice(child.lastIndexOf("/") + 1));
		const found = tree.find(child);
		if (found?.kind !== "directory") copyFile(plan, child, target, item);
		else if (found.path === from || around.includes(found.path)) plan.loops.add(child);
		else copyFolder(plan, tree, {
			from: found.path,
			to: target,
			item,
			around: [...around, from]
		});
	}
}
function copyFile(plan, source, target, item) {
	const before = plan.copies.get(target);
	if (before) plan.clashes.push({
		target,
		source,
		before,
		at: item.at
	});
	else if (plan.folders.has(target)) plan.clashes.push({
		target,
		source,
		at: item.at
	});
	else plan.copies.set(target, {
		source,
		item
	});
}
function makeFolder(plan, path, item) {
	if (path === "/") return;
	const before = plan.copies.get(path);
	if (before) plan.clashes.push({
		target: path,
		source: before.source,
		at: item.at
	});
	else plan.folders.add(path);
}
function makeAbove(plan, destination, item) {
	for (let at = destination.lastIndexOf("/"); at > 0; at = destination.lastIndexOf("/", at - 1)) makeFolder(plan, destination.slice(0, at), item);
}

// src/lint/checks/units.ts
const FOLDER = String.raw`\/(?:etc|lib|usr\/lib|usr\/local\/lib)\/systemd\/system`;
const UNIT = new RegExp(`^${FOLDER}\\/[^/]+\\.(?:service|timer|socket|path)$`);
const COPIES_UNIT = new RegExp(`\\b(?:cp|mv|install|ln|tee|rsync)\\b.{0,500}?${FOLDER}|>\\s*${FOLDER}`);
const MADE = /\/(?:\.?v?env|node_modules|vendor|target|build|dist|current)(?:\/|$)/;
async function checkUnits(world, scripts, read, findings) {
	const hooks = scripts.map(({ text }) => text.replace(/^\s*#.*$/gm, "")).join("\n");
	checkReload(world, scripts, hooks, findings);
	for (const [target, { source }] of world.plan.copies) {
		if (!target.endsWith(".service") || !UNIT.test(target)) continue;
		const text = new TextDecoder().decode(await read(source) ?? /* @__PURE__ */ new Uint8Array());
		for (const [at, line] of text.split("\n").entries()) {
			const command = /^ExecStart(?:Pre|Post)?\s*=\s*[-@:+!]*(\S.*)/.exec(line)?.[1];
			if (command === void 0) continue;
			const where = {
				source,
				line: at + 1
			};
			const program = /^"?([^\s"]+)/.exec(command)?.[1] ?? "";
			checkProgram(program, where, world, hooks, findings);
			const file = fileGivenTo(program, command);
			if (file !== void 0 && hasKin(file, world)) checkIsInstalled(file, where, world, hooks, findings);
		}
	}
	checkInstalled(world, hooks, findings);
}
function checkReload({ plan }, scripts, hooks, findings) {
	if (/daemon-re(?:load|exec)|systemctl\s[^\n]{0,200}\b(?:re)?enable\b/.test(hooks) || !/\b(?:systemctl|service)\s/.test(hooks)) return;
	for (const [target, { item }] of plan.copies) {
		if (!UNIT.test(target)) continue;
		const message = `"${target}" is replaced, but no hook makes systemd read it again`;
		findings.appspec.add("unit/no-reload", message, item.at);
	}
	for (const { path, text } of scripts) {
		const at = text.split("\n").findIndex((line) => COPIES_UNIT.test(line.replace(/^\s*#.*/, "")));
		if (at < 0) continue;
		findings.inside(path).add("unit/no-reload", "a unit is replaced here, but no hook makes systemd read it again", { line: at + 1 });
	}
}
function checkProgram(program, { source, line }, { tree, plan, modes }, hooks, findings) {
	const finder = findings.inside(source);
	if (!program.startsWith("/")) {
		if (!program.includes("/") || program.startsWith("%") || program.startsWith("$")) return;
		const message = `"${program}" is not an absolute path, and systemd refuses the unit`;
		finder.add("unit/no-program", message, { line }, "write an absolute path");
		return;
	}
	const from = plan.copies.get(program)?.source;
	const mode = from === void 0 ? void 0 : tree.entry(from)?.mode;
	if (from === void 0) {
		checkIsInstalled(program, {
			source,
			line
		}, { plan }, hooks, findings);
		return;
	}
	if (mode === void 0 || (mode & 73) !== 0) return;
	if (/[1357]/.test(modes.get(program)?.slice(-3) ?? "")) return;
	if (/\bchmod\b/.test(hooks) && (hooks.includes(nameOf(program)) || /chmod\s+-\w*R/.test(hooks))) return;
	const message = `"${program}" is installed without the executable bit`;
	finder.add("unit/not-executable", message, { line });
}
function fileGivenTo(program, command) {
	const name = nameOf(program);
	const [, ...words] = command.split(/\s+/);
	const given = name === "java" ? words[words.indexOf("-jar") + 1] : /^(?:node|python[\d.]*|ruby|perl|php|(?:ba)?sh|dotnet)$/.test(name) ? words[0] : void 0;
	if (name === "java" && !words.includes("-jar")) return void 0;
	return given !== void 0 && /^\/[\w./-]+$/.test(given) ? given : void 0;
}
function hasKin(path, { plan }) {
	const folder = path.slice(0, path.lastIndexOf("/") + 1);
	const kind = /\.\w+$/.exec(path)?.[0];
	return [...plan.copies.keys()].some((target) => target.startsWith(folder) && kind !== void 0 && target.endsWith(kind));
}
function checkIsInstalled(path, { source, line }, { plan }, hooks, findings) {
	const folder = path.slice(0, path.lastIndexOf("/"));
	if (plan.copies.has(path) || !isComplete(plan) || MADE.test(path)) return;
	if (!isBelow(folder, plan.folders) || hooks.includes(nameOf(path))) return;
	findings.inside(source).add("unit/no-program", `nothing installs "${path}"`, { line });
}
function isBelow(folder, folders) {
	for (let at = folder; at.lastIndexOf("/") > 0; at = at.slice(0, at.lastIndexOf("/"))) if (folders.has(at)) return !/^\/(?:usr|opt|etc|var|srv|home|bin|sbin)$|^\/usr\/(?:local(?:\/s?bin)?|s?bin)$/.test(at);
	return false;
}
function checkInstalled({ tree, plan }, hooks, findings) {
	const units = [...tree.paths()].filter((path) => path.endsWith(".service"));
	if (units.length === 0 || /systemd\/(?:system|user)/.test(hooks)) return;
	const installed = new Set([...plan.copies.keys()].filter((target) => UNIT.test(target)).map(nameOf));
	for (const path of units) {
		const name = nameOf(path);
		if (installed.has(name)) continue;
		const short = name.slice(0, -8).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
		if (!new RegExp(`\\bsystemctl\\s[^\\n]{0,200}\\s${short}(?:\\.service)?(?=[\\s;&|]|$)`, "m").test(hooks) || new RegExp(`/${short}\\.service`).test(hooks)) continue;
		findings.inside(path).add("unit/not-installed", "hooks start this unit, and nothing installs it");
	}
}
function nameOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}

// src/lint/checks/windows.ts
function checkWindowsScript(path, bytes, finder) {
	const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
	if (extension === "sh") finder.add("script/shell-on-windows", "Windows has nothing that runs a .sh file");
	else if (extension === "ps1") checkPowerShell(codeOf(textOf$1(bytes), /^\s*#.*$/), finder);
	else if (extension === "bat" || extension === "cmd") checkBatch(codeOf(textOf$1(bytes), /^\s*(?:@?rem\b|::).*$/i), finder);
}
function checkWindowsNames(paths, findings) {
	for (const path of paths) {
		const message = strangeName(path);
		if (message !== void 0) findings.inside(path).add("bundle/name-on-windows", message);
	}
}
const DEVICE = /(?:^|\/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^/]*)?(?:\/|$)/i;
function strangeName(path) {
	if (/[^\x20-\x7e]/.test(path)) return "the name has characters beyond ASCII, and may be another on the host";
	if (DEVICE.test(path)) return "Windows has a device of this name, and makes no such file";
	if (/[<>:"|?*]/.test(path)) return "the name has a character that Windows does not allow";
	if (/[. ](?:\/|$)/.test(path)) return "Windows removes a dot or space at the end of a name";
}
function textOf$1(bytes) {
	const isUtf16 = bytes[0] === 255 && bytes[1] === 254;
	return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
function codeOf(text, comment) {
	return text.split(/\r?\n/).map((line) => line.replace(comment, ""));
}
const PROGRAM = /^\s*(?:\$\w+\s*=\s*)?(?:&\s*)?(?:["']?[\w$:\\/. ()-]*\.exe\b|(?:dotnet|npm|npx|node|yarn|msbuild|nuget|iisreset|appcmd|sc|net|msdeploy|python|pip|git|aws|docker|java|choco|msiexec|nssm|reg|schtasks|icacls|netsh|sqlcmd|7z|xcopy)\s)/i;
function checkPowerShell(code, finder) {
	const wait = code.findIndex((line) => /^\s*(?:pause\b|.*\bRead-Host\b)/i.test(line));
	if (wait >= 0) finder.add("script/waits-for-key", "nobody answers this", { line: wait + 1 });
	const ends = code.findIndex((line) => /^\s*(?:Restart-Computer|Stop-Computer|shutdown(?:\.exe)?\s+[/-][rs])\b|^\s*(?:Restart|Stop)-Service\b.*\bcodedeployagent\b/i.test(line));
	if (ends >= 0) finder.add("script/ends-agent", "this ends the agent that runs this hook", { line: ends + 1 });
	const text = code.join("\n");
	const stops = /\$ErrorActionPreference\s*=\s*["']?Stop|^\s*trap\b|-ErrorAction\s+["']?Stop|\bcatch\b/im;
	const first = code.findIndex((line) => /^\s*[A-Z]\w+-[A-Z]\w+\b/i.test(line));
	if (first >= 0 && !stops.test(text)) finder.add("script/errors-ignored", "the script continues after an error, and the hook succeeds", { line: first + 1 });
	if (/\$LASTEXITCODE|\$\?|\$PSNativeCommandUseErrorActionPreference/i.test(text)) return;
	const program = code.findIndex((line) => PROGRAM.test(line) && !/\bStart-Process\b/i.test(line));
	if (program < 0) return;
	finder.add("script/exit-code-lost", "the exit code of this program is lost", { line: program + 1 });
}
const WAITS = [
	[/^\s*@?pause\b(?!.*<\s*nul)/i, "\"pause\" waits for a key"],
	[/^\s*@?set\s+\/p\b(?!.*<)/i, "\"set /p\" waits for an answer"],
	[/^\s*@?choice\b(?!.*\/t)/i, "\"choice\" waits for an answer"],
	[/^\s*@?timeout\s+\/t\b/i, "\"timeout\" needs a console, which a hook does not have"]
];
function checkBatch(code, finder) {
	for (const [at, line] of code.entries()) {
		const waits = WAITS.find(([pattern]) => pattern.test(line));
		if (waits) finder.add("script/waits-for-key", waits[1], { line: at + 1 });
	}
	if (/errorlevel|\|\||&&/i.test(code.join("\n"))) return;
	const last = code.findLastIndex((line) => /\S/.test(line));
	const program = code.findIndex((line, at) => at < last && /^\s*@?(?:call\s+)?["']?[\w%:\\/. ()-]*\.exe\b/i.test(line));
	if (program < 0) return;
	finder.add("script/exit-code-lost", "the exit code of this program is lost: that of the last line counts", { line: program + 1 }, "write \"|| exit /b 1\" after it");
}

// src/lint/findings.ts
var BundleFindings = class {
	#off;
	#agents;
	#nameOf;
	#finders = /* @__PURE__ */ new Map();
	appspec;
	wrapper;
	constructor(appspec, off, nameOf, agents) {
		this.#agents = agents;
		this.#off = new Set(off);
		this.#nameOf = nameOf;
		this.appspec = new Finder(appspec, this.#off, agents);
	}
	of(path) {
		let finder = this.#finders.get(path);
		if (!finder) {
			finder = new Finder(this.#nameOf(path), this.#off, this.#agents);
			this.#finders.set(path, finder);
		}
		return finder;
	}
	inside(path) {
		return this.of(this.wrapper === void 0 ? path : `${this.wrapper}/${path}`);
	}
	all(known) {
		const said = new Set(known.map(({ rule, line }) => `${rule}:${line}`));
		const more = this.appspec.findings().filter(({ rule, line }) => !said.has(`${rule}:${line}`));
		const others = [...this.#finders].sort(([one], [other]) => one < other ? -1 : 1);
		return [
			...known,
			...more,
			...others.flatMap(([, finder]) => finder.findings())
		];
	}
};

// src/lint/checks/review.ts
const FLAG = 2215;
const ALWAYS = /* @__PURE__ */ new Set([FLAG, 2024]);
const MAY_BE_EMPTY = 2115;
const UNSET = 2154;
const CD = 2164;
const [FIRST_OF_SH, LAST_OF_SH] = [3e3, 3061];
const UNPARSED = /* @__PURE__ */ new Set([1072, 1073]);
const REMOVES_HERE = /(?:^|[\s;&|({])rm\s+(?:-\S+\s+)*(?![-/~$]|["'][/~$])\S/;
function checkReview(scripts, said) {
	for (const [at, remarks] of said.entries()) {
		const script = scripts[at];
		if (script) addRemarks(script, remarks);
	}
}
function addRemarks(script, remarks) {
	const { finder, bytes } = script;
	const lines = new TextDecoder().decode(bytes).split("\n");
	const known = linesOf(finder);
	for (const remark of remarks) {
		const { line, column, code, message } = remark;
		if (known.has(line) || isSaid(remark, finder) || !concernsHosts(remark, script, lines)) continue;
		const text = `shellcheck: SC${code}: ${(require_printable()).cleanLine(message, 300)}`;
		finder.add("script/shellcheck", text, {
			line,
			column
		});
	}
}
function linesOf(finder) {
	return new Set(finder.findings().map(({ line }) => line));
}
function isSaid({ code, line }, finder) {
	const said = (name, at) => finder.findings().some((one) => one.rule === name && (at === void 0 || one.line === at));
	if (code === CD) return said("script/cd-unchecked");
	return code === FLAG && (said("script/continued-line", line - 1) || said("script/foreground", line - 1));
}
function concernsHosts({ code, level, line, message }, { isAlone }, lines) {
	if (UNPARSED.has(code)) return false;
	if (code === UNSET) return isAlone && !/^\w+_proxy\b/i.test(message);
	if (code === CD) return removesHere(lines, line);
	if (code === MAY_BE_EMPTY) return !isSetBefore(lines, line);
	return level === "error" || ALWAYS.has(code) || code >= FIRST_OF_SH && code <= LAST_OF_SH;
}
function isSetBefore(lines, line) {
	const names = [...(lines[line - 1] ?? "").matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
	const before = lines.slice(0, line).join("\n");
	return names.every((name) => new RegExp(`(?:^|[\\s;&])${name}=["']?[\\w/.]`).test(before));
}
function removesHere(lines, cd) {
	const rest = lines.slice(cd);
	const next = rest.findIndex((line) => /^\s*cd\s/.test(line));
	return (next < 0 ? rest : rest.slice(0, next + 1)).some((line) => REMOVES_HERE.test(line));
}

// src/lint/checks/syntax.ts
async function checkSyntax(scripts, shellCheck) {
	const complaints = await shellCheck?.(scripts) ?? [];
	for (const [at, complaint] of complaints.entries()) {
		const script = scripts[at];
		if (!script || !complaint) continue;
		const { line, message } = complaint;
		const text = `${script.shell} -n: ${(require_printable()).cleanLine(message, 300)}`;
		script.finder.add("script/syntax", text, line === void 0 ? void 0 : { line });
	}
}

// src/lint/first-program.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_child_process = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_child_process$1()).require__builtin_child_process(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
async function firstProgram(places) {
	if (process.platform === "win32") return void 0;
	for (const place of places) if (await (0, import_promises.access)(place, import_promises.constants.X_OK).then(() => true, () => false)) return place;
}

// src/lint/shellcheck.ts
const PLACES$1 = [
	"/usr/bin/shellcheck",
	"/usr/local/bin/shellcheck",
	"/snap/bin/shellcheck",
	"/opt/homebrew/bin/shellcheck"
];
const mostReviewed = 10;
const MOST_BYTES$1 = 5e4;
const MILLISECONDS$2 = 1e4;
const MOST_OUTPUT$1 = 4e6;
function systemReview(off, signal) {
	if (off.includes("script/shellcheck")) return async (scripts) => scripts.map(() => []);
	const found = firstProgram(PLACES$1);
	return async (scripts) => {
		const program = await found;
		if (program === void 0) return scripts.map(() => []);
		const some = withinBounds(scripts);
		const said = await (require_limit()).mapLimited(some, (0, import__builtin_os.availableParallelism)(), (script) => askAbout(script, program, signal));
		return scripts.map((_, at) => said[at] ?? []);
	};
}
function withinBounds(scripts) {
	let bytes = 0;
	const past = scripts.findIndex((script, at) => {
		bytes += script.bytes.length;
		return at >= 10 || bytes > MOST_BYTES$1;
	});
	return past < 0 ? scripts : scripts.slice(0, past);
}
function askAbout({ bytes, shell }, program, signal) {
	const dialect = shell === "sh" ? "dash" : "bash";
	return new Promise((resolve) => {
		const child = (0, import__builtin_child_process.spawn)(program, [
			"--norc",
			"--format=json1",
			`--shell=${dialect}`,
			"-"
		], {
			cwd: "/",
			env: { LC_ALL: "C.UTF-8" },
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			],
			timeout: MILLISECONDS$2,
			killSignal: "SIGKILL",
			signal
		});
		let output = "";
		child.stdout.setEncoding("utf8").on("data", (chunk) => {
			if (output.length < MOST_OUTPUT$1) output += chunk;
		});
		child.on("error", () => resolve([]));
		child.on("close", () => resolve(remarksIn(output)));
		child.stdin.on("error", () => {});
		child.stdin.end(bytes);
	});
}
function remarksIn(output) {
	try {
		const { comments } = JSON.parse(output);
		return Array.isArray(comments) ? comments.filter(isRemark) : [];
	} catch {
		return [];
	}
}
function isRemark(value) {
	return typeof value?.line === "number" && typeof value.column === "number" && typeof value.level === "string" && typeof value.code === "number" && typeof value.message === "string";
}

// src/lint/follow-scripts.ts
const TOGETHER = 1e3;
async function followScripts(spec, scripts, { world, read, shellCheck, review }, findings) {
	const { tree } = world;
	const hooksOf = hooksByScript(spec, tree);
	const waiting = [...scripts].map((path) => ({
		path,
		origin: path,
		isSourced: false
	}));
	const texts = [];
	const unparsed = [];
	const hooks = [];
	const others = [];
	let parsed = Promise.resolve();
	for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
		const { path, origin } = next;
		const bytes = await readScript(path, tree, read);
		if (!bytes) continue;
		texts.push({
			path,
			text: new TextDecoder().decode(bytes)
		});
		const finder = findings.inside(path);
		checkSecretContent(path, bytes, finder);
		const context = {
			...next,
			bytes,
			world,
			hooks: hooksOf.get(path) ?? []
		};
		const { needed, shell, sources } = checkHookScript(context, finder);
		if (shell) {
			unparsed.push({
				bytes,
				shell,
				finder
			});
			const isHook = context.hooks.length > 0;
			const some = isHook ? hooks : others;
			const isAlone = isHook && !sources;
			if (some.length < 10) some.push({
				bytes,
				shell,
				finder,
				isAlone
			});
		}
		if (unparsed.length === TOGETHER) {
			const some = unparsed.splice(0);
			parsed = parsed.then(() => checkSyntax(some, shellCheck));
		}
		for (const [file, { how }] of needed) {
			if (scripts.has(file)) continue;
			scripts.add(file);
			const isSourced = how === "sourced";
			waiting.push({
				path: file,
				origin: isSourced ? origin : file,
				isSourced
			});
		}
	}
	const reviewed = [...hooks, ...others];
	const [remarks = []] = await Promise.all([review?.(reviewed), parsed.then(() => checkSyntax(unparsed, shellCheck))]);
	checkReview(reviewed, remarks);
	return texts;
}
function hooksByScript(spec, tree) {
	const found = /* @__PURE__ */ new Map();
	for (const [event, scripts] of spec.hooks) for (const { location, runas } of scripts) {
		const path = tree.find((require_paths()).inBundle(location))?.path;
		if (path === void 0) continue;
		const hooks = found.get(path);
		if (hooks) hooks.push({
			event,
			runas
		});
		else found.set(path, [{
			event,
			runas
		}]);
	}
	return found;
}
async function readScript(path, tree, read) {
	return (tree.entry(path)?.size ?? 0) > 1048576 ? void 0 : read(path);
}

// src/lint/npm-scripts.ts
const MOST = 20;
const LARGEST$1 = 1048576;
async function readNpmScripts(tree, read) {
	const found = /* @__PURE__ */ new Map();
	const paths = [...tree.paths()].filter((path) => /(?:^|\/)package\.json$/.test(path) && !isVendored(path));
	for (const path of paths.slice(0, MOST)) {
		if ((tree.entry(path)?.size ?? 0) > LARGEST$1) continue;
		const bytes = await read(path);
		for (const [name, command] of bytes ? scriptsOf(bytes) : []) found.set(name, [...found.get(name) ?? [], command]);
	}
	return found;
}
function scriptsOf(bytes) {
	try {
		const { scripts } = JSON.parse(new TextDecoder().decode(bytes));
		if (typeof scripts !== "object" || scripts === null) return [];
		return Object.entries(scripts).filter((entry) => typeof entry[1] === "string");
	} catch {
		return [];
	}
}

// src/lint/tree.ts
const LONGEST = 4096;
const NAMED = 5;
var Tree = class {
	#entries = /* @__PURE__ */ new Map();
	#links = /* @__PURE__ */ new Map();
	#children = /* @__PURE__ */ new Map([["", /* @__PURE__ */ new Set()]]);
	#folded;
	constructor(entries, { wrapper, os = "linux" } = {}) {
		this.#folded = os === "windows" ? /* @__PURE__ */ new Map() : void 0;
		const prefix = wrapper === void 0 ? "" : `${wrapper}/`;
		for (const entry of entries) {
			const path = entry.path.endsWith("/") ? entry.path.slice(0, -1) : entry.path;
			if (path.startsWith(prefix)) this.#add(path.slice(prefix.length), entry);
		}
		for (const path of [...this.#children.keys(), ...this.#entries.keys()]) this.#folded?.set(path.toLowerCase(), path);
	}
	#add(path, entry) {
		if (path === "") return;
		this.#entries.set(path, entry);
		if (entry.kind === "link") this.#links.set(path, entry);
		if (entry.kind === "directory" && !this.#children.has(path)) this.#children.set(path, /* @__PURE__ */ new Set());
		for (let child = path; child !== "";) {
			const parent = child.slice(0, Math.max(0, child.lastIndexOf("/")));
			const known = this.#children.get(parent);
			if (known?.has(child)) return;
			if (known) known.add(child);
			else this.#children.set(parent, /* @__PURE__ */ new Set([child]));
			child = parent;
		}
	}
	paths() {
		return this.#entries.keys();
	}
	links() {
		return this.#links.keys();
	}
	isLink(path) {
		return this.#links.has(path);
	}
	entry(path) {
		return this.#entries.get(path);
	}
	children(path) {
		return this.#children.get(path) ?? [];
	}
	find(path) {
		if (path.length > LONGEST) return void 0;
		return this.#find(this.#folded?.get(path.toLowerCase()) ?? path);
	}
	#find(path) {
		const end = (require_paths()).follow(path, this.#links);
		if (end === "loop") return void 0;
		if (end === "outside") {
			const entry = this.#entries.get(path);
			return entry && {
				kind: "file",
				path,
				entry
			};
		}
		if (this.#children.has(end.path)) return {
			kind: "directory",
			path: end.path
		};
		const entry = this.#entries.get(end.path);
		return entry && {
			kind: "file",
			path: end.path,
			entry
		};
	}
	nearestWords(path) {
		const target = this.#entries.get(path)?.target;
		if (target !== void 0) return (require_paths()).follow(path, this.#links) === "loop" ? "it is a link, and links go in circles" : `it is a link to "${target}", which is not there`;
		const nearest = this.nearest(path);
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		const name = path.slice(folder.length).replace("/", "");
		if (this.#children.size === 1 && (folder !== "" || nearest === void 0)) {
			const flat = `there are no folders in the bundle: zip -j packs without them`;
			return nearest === name ? `"${name}" is at the root; ${flat}` : flat;
		}
		return nearest === void 0 ? void 0 : `did you mean "${nearest}"?`;
	}
	besideWords(path) {
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		const beside = [...this.#children.get(folder) ?? []];
		if (beside.length === 0) return void 0;
		const names = beside.slice(0, NAMED).map((each) => `"${each.slice(each.lastIndexOf("/") + 1)}"`);
		const rest = beside.length - names.length;
		return `${folder === "" ? "at the root" : `in "${folder}"`} there is ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
	}
	nearest(path) {
		const folded = path.toLowerCase();
		const name = path.slice(path.lastIndexOf("/") + 1);
		let sameName;
		for (const candidate of this.#entries.keys()) {
			if (candidate.toLowerCase() === folded) return candidate;
			if (candidate.endsWith(`/${name}`) || candidate === name) sameName ??= candidate;
		}
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		return sameName ?? (require_quoted()).closest(path, this.children(folder));
	}
};

// src/lint/lint-bundle.ts
const READS = 8;
async function reportBundle({ entries, size = 0, read, toLookAt }, { appspec = "appspec.yml", nameOf = (path) => path, off = [], shellCheck, review, agents = "1" }) {
	const switchedOff = new Set(off);
	const shownAs = (path) => nameOf(path) || appspec;
	const findings = new BundleFindings(appspec, switchedOff, shownAs, agents);
	const shape = findAppSpec(entries, findings);
	checkShape(entries, size, findings);
	const bytes = shape.appspec === void 0 ? void 0 : await read(shape.appspec);
	if (!bytes) {
		if (shape.appspec !== void 0) findings.appspec.add("bundle/no-appspec", "appspec.yml is a link that leads to no file");
		await checkContents({
			entries,
			read,
			toLookAt
		}, /* @__PURE__ */ new Set(), findings, true);
		return {
			file: appspec,
			platform: "server",
			ok: false,
			findings: findings.all([])
		};
	}
	findings.wrapper = shape.wrapper;
	const examined = (require_examine()).examineForBoth(bytes, agents);
	const report = reportAppSpec(bytes, examined, {
		file: appspec,
		off: switchedOff,
		agents
	});
	const { spec } = examined;
	const tree = new Tree(entries, {
		wrapper: shape.wrapper,
		os: spec?.os ?? "linux"
	});
	const prefix = shape.wrapper === void 0 ? "" : `${shape.wrapper}/`;
	const scripts = /* @__PURE__ */ new Set();
	if (report.platform === "server" && spec) {
		const inside = {
			tree,
			read: (path) => read(prefix + path),
			shellCheck,
			review
		};
		for (const path of await checkAgainst(spec, inside, findings)) scripts.add(prefix + path);
	}
	await checkContents({
		entries,
		read,
		toLookAt
	}, scripts, findings, spec?.os !== "windows");
	return {
		...report,
		file: appspec,
		findings: findings.all(report.findings)
	};
}
async function checkAgainst(spec, { tree, read, shellCheck, review }, findings) {
	const plan = planInstall(spec, tree);
	checkSources(plan, tree, findings.appspec);
	checkRepeatedNames(spec, tree, findings.appspec);
	checkPlaces(spec, findings.appspec);
	const scripts = checkScripts(spec, tree, findings.appspec);
	if (spec.os === "windows") {
		checkLongPaths(tree.paths(), plan.copies.keys(), findings);
		checkWindowsNames(tree.paths(), findings);
		for (const path of scripts) {
			const bytes = await readScript(path, tree, read);
			if (!bytes) continue;
			checkSecretContent(path, bytes, findings.inside(path));
			checkWindowsScript(path, bytes, findings.inside(path));
		}
		return scripts;
	}
	checkClashes(plan, findings);
	checkLinks$1(plan, tree, findings);
	checkFolderLinks(spec, tree, findings);
	const world = {
		tree,
		plan,
		modes: isComplete(plan) ? checkTargets(spec, plan, findings.appspec) : /* @__PURE__ */ new Map(),
		npm: await readNpmScripts(tree, read)
	};
	const texts = await followScripts(spec, scripts, {
		world,
		read,
		shellCheck,
		review
	}, findings);
	await checkUnits(world, texts, read, findings);
	await checkConsul(world, texts, read, findings);
	return scripts;
}
async function checkContents({ entries, read, toLookAt }, scripts, findings, isLinux) {
	const files = entries.filter(({ kind }) => kind === "file");
	for (const { path, size } of files) {
		checkSecretName(path, findings);
		if (isSettings(path)) checkSettings(size > 1048576 ? void 0 : await read(path), findings.of(path));
	}
	const small = files.filter(({ size, path }) => size > 0 && size <= 1048576 && !isVendored(path) && !scripts.has(path) && (toLookAt?.has(path) ?? true));
	await (require_limit()).mapLimited(small, READS, async ({ path }) => {
		const bytes = await read(path);
		if (!bytes) return;
		checkSecretContent(path, bytes, findings.of(path));
		if (isLinux) checkOtherScript(bytes, findings.of(path));
	});
}

// src/lint/shell-batch.ts
const LARGEST = 1e5;
const MOST_BYTES = 9e5;
const MOST_SCRIPTS = 1e3;
const FEWEST = 2;
const MILLISECONDS$1 = 2e4;
const LOOP = `
( eval $'set -n\\nexit 7' ) || exit
n=0
if [ "$APART" ]; then
  while [ "$n" -lt "$COUNT" ]; do
    script=SCRIPT_$n
    ( eval "\${!script}" ) && echo "$n"
    n=$((n + 1))
  done
  exit
fi
here() { local - || exit; eval "$1"; }
[ "$( here $'set -n\\nexit 7' && echo back )" ] || exit
(
  while [ "$n" -lt "$COUNT" ]; do
    script=SCRIPT_$n
    here "\${!script}" || exit
    echo "$n"
    n=$((n + 1))
  done
)`;
async function takenTogether(bash, scripts, signal) {
	const batches = batchesOf(scripts);
	const taken = await (require_limit()).mapLimited(batches, (0, import__builtin_os.availableParallelism)(), (batch) => askBash(bash, batch, signal));
	return new Set(taken.flat());
}
function batchesOf(scripts) {
	const batches = [];
	let bytes = Number.POSITIVE_INFINITY;
	for (const script of scripts) {
		const text = script.bytes.length > LARGEST ? void 0 : textOf(script.bytes);
		if (text === void 0) continue;
		const last = batches.at(-1);
		if (last && bytes + script.bytes.length <= MOST_BYTES && last.length < MOST_SCRIPTS) {
			last.push({
				script,
				text
			});
			bytes += script.bytes.length;
		} else {
			batches.push([{
				script,
				text
			}]);
			bytes = script.bytes.length;
		}
	}
	return batches.filter((batch) => batch.length >= FEWEST);
}
function textOf(bytes) {
	if (bytes.includes(0)) return void 0;
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
async function askBash(bash, batch, signal) {
	const first = await runBash(bash, batch, false, signal);
	const others = batch.slice(first.length);
	return others.length === 0 ? first : [...first, ...await runBash(bash, others, true, signal)];
}
function runBash(bash, batch, apart, signal) {
	const env = {
		LC_ALL: "C",
		COUNT: String(batch.length)
	};
	if (apart) env.APART = "yes";
	for (const [at, { text }] of batch.entries()) env[`SCRIPT_${at}`] = `set -n\n${text}\n`;
	return new Promise((resolve) => {
		const child = (0, import__builtin_child_process.spawn)(bash, ["-c", LOOP], {
			cwd: "/",
			env,
			stdio: [
				"ignore",
				"pipe",
				"ignore"
			],
			timeout: MILLISECONDS$1,
			killSignal: "SIGKILL",
			signal
		});
		let output = "";
		child.stdout.setEncoding("utf8").on("data", (chunk) => {
			output += chunk;
		});
		child.on("error", () => resolve([]));
		child.on("close", () => {
			resolve(output.split("\n").slice(0, -1).map(Number).flatMap((at) => batch[at]?.script ?? []));
		});
	});
}

// src/lint/shell-process.ts
const MILLISECONDS = 5e3;
const MOST_OUTPUT = 4096;
function parseAlone(program, options, script, signal) {
	return new Promise((resolve) => {
		const child = (0, import__builtin_child_process.spawn)(program, options, {
			cwd: "/",
			env: { LC_ALL: "C" },
			stdio: [
				"pipe",
				"ignore",
				"pipe"
			],
			timeout: MILLISECONDS,
			killSignal: "SIGKILL",
			signal
		});
		let text = "";
		child.stderr.setEncoding("utf8").on("data", (chunk) => {
			if (text.length < MOST_OUTPUT) text += chunk;
		});
		child.on("error", () => resolve({ kind: "unknown" }));
		child.on("close", (code) => {
			if (code === 0) resolve({ kind: "taken" });
			else if (code === null || text === "") resolve({ kind: "unknown" });
			else resolve({
				kind: "refused",
				text
			});
		});
		child.stdin.on("error", () => {});
		child.stdin.end(script);
	});
}

// src/lint/shell-check.ts
const PLACES = {
	sh: ["/bin/sh", "/usr/bin/sh"],
	bash: [
		"/bin/bash",
		"/usr/bin/bash",
		"/usr/local/bin/bash",
		"/opt/homebrew/bin/bash"
	]
};
const PROCESSES = 4;
const EXTENDED = /\bextglob\b/;
function systemShellCheck(signal) {
	const shells = {
		sh: firstProgram(PLACES.sh),
		bash: firstProgram(PLACES.bash)
	};
	return async (scripts) => {
		const [sh, bash] = [await shells.sh, await shells.bash];
		const taken = bash === void 0 ? /* @__PURE__ */ new Set() : await takenTogether(bash, scripts, signal);
		return (require_limit()).mapLimited(scripts, PROCESSES, async (script) => {
			if (taken.has(script)) return void 0;
			return complaintOf(script, script.shell === "bash" ? [bash] : [bash, sh], signal);
		});
	};
}
async function complaintOf({ bytes }, programs, signal) {
	let complaint;
	for (const [at, program] of programs.entries()) {
		if (program === void 0) continue;
		const isBash = at === 0;
		const isExtended = isBash && EXTENDED.test(new TextDecoder("latin1").decode(bytes));
		const options = [
			...isBash ? ["--norc"] : [],
			...isExtended ? ["-O", "extglob"] : [],
			"-n"
		];
		const result = await parseAlone(program, options, bytes, signal);
		if (result.kind !== "refused") return void 0;
		complaint ??= result.text;
	}
	return complaint === void 0 ? void 0 : readComplaint(complaint);
}
function readComplaint(text) {
	const [first = ""] = text.split("\n");
	const match = /^[^:]*: (?:line )?(\d+): (.*)$/.exec(first);
	if (!match) return { message: first };
	return {
		line: Number(match[1]),
		message: match[2] ?? ""
	};
}

// src/cli/lint-bundle.ts
async function lintFinishedBundle(bundle, { folder, bundle: settings, configuration, agents }, { cwd, signal }) {
	const off = configuration?.lintOff ?? [];
	const reader = await (require_paths()).openBundle(bundle);
	try {
		const { findings } = await reportBundle({
			entries: bundle.entries,
			size: bundle.size,
			toLookAt: bundle.toLookAt,
			read: (path) => reader.bytes(path)
		}, {
			off,
			agents,
			shellCheck: systemShellCheck(signal),
			review: systemReview(off, signal),
			...naming(settings, (0, import__builtin_path.relative)(cwd, folder))
		});
		const errors = findings.filter(({ severity }) => severity === "error");
		if (errors.length > 0) throw new (require_problem()).UsageError(errors.map(problemOf));
		return findings.map(problemOf);
	} finally {
		await reader.close();
	}
}
function naming({ source, appspec }, folder) {
	const at = (path) => [folder, path].filter((part) => part && part !== ".").join("/");
	const nameOf = (path) => at([source, path].filter((part) => part && part !== ".").join("/"));
	return {
		appspec: appspec ? at(appspec) : nameOf("appspec.yml"),
		nameOf
	};
}
function problemOf({ rule, agent, message, file, line, column, hint }) {
	return {
		code: rule,
		message: `${message} [${rule}${agent === "both" ? "" : `, ${(require_project()).agentWords(agent)}`}]`,
		file,
		...(require_defined()).defined({
			line,
			column,
			hint
		})
	};
}

Object.defineProperty(exports, "ContentDigest", {
  enumerable: true,
  get: function () {
    return ContentDigest;
  }
});
Object.defineProperty(exports, "digestRecord", {
  enumerable: true,
  get: function () {
    return digestRecord;
  }
});
Object.defineProperty(exports, "largestLinted", {
  enumerable: true,
  get: function () {
    return largestLinted;
  }
});
Object.defineProperty(exports, "lintAppSpec", {
  enumerable: true,
  get: function () {
    return lintAppSpec;
  }
});
Object.defineProperty(exports, "lintFinishedBundle", {
  enumerable: true,
  get: function () {
    return lintFinishedBundle;
  }
});
Object.defineProperty(exports, "mayConcernLint", {
  enumerable: true,
  get: function () {
    return mayConcernLint;
  }
});
Object.defineProperty(exports, "naming", {
  enumerable: true,
  get: function () {
    return naming;
  }
});
Object.defineProperty(exports, "problemOf", {
  enumerable: true,
  get: function () {
    return problemOf;
  }
});
Object.defineProperty(exports, "readArchive", {
  enumerable: true,
  get: function () {
    return readArchive;
  }
});
Object.defineProperty(exports, "reportBundle", {
  enumerable: true,
  get: function () {
    return reportBundle;
  }
});
Object.defineProperty(exports, "systemReview", {
  enumerable: true,
  get: function () {
    return systemReview;
  }
});
Object.defineProperty(exports, "systemShellCheck", {
  enumerable: true,
  get: function () {
    return systemShellCheck;
  }
});
},
"./lint.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_run_command = () => require("./run-command.js");
const require_paths = () => require("./paths.js");
const require_prepare = () => require("./prepare.js");
const require_project = () => require("./project.js");
const require_lint_bundle = () => require("./lint-bundle.js");
const require_rules = () => require("./rules.js");
const require_report_file = () => require("./report-file.js");
const require_problem = () => require("./problem.js");
const require_read_named_file = () => require("./read-named-file.js");
const require_quoted = () => require("./quoted.js");
const require_printable = () => require("./printable.js");
const require_width = () => require("./width.js");
const require_defined = () => require("./defined.js");
const require_main = () => require("./index.cjs");

// src/lint/report.ts
var import__builtin_os = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require__builtin_os(), 1);
var import__builtin_path = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require_run_command()).require__builtin_path(), 1);
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
function makeReport(files, strict, fleet = "1") {
	const counted = strict ? files.map((report) => withErrorsOnly(report, fleet)) : [...files];
	return {
		ok: counted.every(({ findings }) => findings.every(({ severity }) => severity !== "error")),
		files: counted
	};
}
function withErrorsOnly(report, fleet) {
	const findings = report.findings.map((finding) => (require_project()).concerns(finding.agent, fleet) ? {
		...finding,
		severity: "error"
	} : finding);
	return {
		...report,
		findings
	};
}
function lintJson({ ok, files }) {
	return asciiOnly(JSON.stringify({
		ok,
		files: files.map((report) => ({
			file: report.file,
			platform: report.platform,
			ok: report.ok,
			agents: report.agents,
			findings: report.findings.map((finding) => ({
				rule: finding.rule,
				severity: finding.severity,
				agent: (require_project()).agentWords(finding.agent),
				message: finding.message,
				file: finding.file,
				line: finding.line,
				column: finding.column,
				hint: finding.hint
			}))
		}))
	}));
}
function asciiOnly(json) {
	return json.replace(/[^\x20-\x7e]/g, unicodeEscape).replace(/##(?=\w*\[)/g, "#\\u0023");
}
function unicodeEscape(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// src/lint/code-frame.ts
const BEFORE = 2;
const AFTER = 1;
const WIDEST = 100;
const LONGEST = 1e4;
function codeFrame(lines, { line, column }) {
	if (line === void 0 || line < 1 || line > lines.length) return [];
	const first = Math.max(1, line - BEFORE);
	const last = Math.min(lines.length, line + AFTER);
	const digits = String(last).length;
	const frame = [];
	for (let number = first; number <= last; number++) {
		const isPlace = number === line;
		const { shown, caret } = part(lines[number - 1] ?? "", isPlace ? column : void 0);
		const label = `${isPlace ? ">" : " "} ${String(number).padStart(digits)} |`;
		frame.push((require_printable()).inert(`${label} ${shown}`).trimEnd());
		if (isPlace && column !== void 0) frame.push(`  ${" ".repeat(digits)} | ${" ".repeat(caret)}^`);
	}
	return frame;
}
function splitLines(text) {
	return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
}
function part(line, column = 1) {
	if (line.length > LONGEST) return {
		shown: `(${line.length} characters)`,
		caret: 0
	};
	const characters = [...line];
	const at = Math.min(column - 1, characters.length);
	const from = Math.max(0, Math.min(at - WIDEST / 2, characters.length - WIDEST));
	const near = characters.slice(from, from + WIDEST).map(visible);
	const before = `${from > 0 ? "\u2026" : ""}${near.slice(0, at - from).join("")}`;
	const after = near.slice(at - from).join("");
	const end = from + WIDEST < characters.length ? "\u2026" : "";
	return {
		shown: before + after + end,
		caret: (require_width()).width(before)
	};
}
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
function visible(character) {
	if (character === "	") return "    ";
	if (!INVISIBLE.test(character)) return character;
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length <= 2 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex.padStart(4, "0")}}`;
}

// src/lint/lint-text.ts
function lintText({ files }, sources) {
	const split = new Map([...sources].map(([file, text]) => [file, splitLines(text)]));
	const lines = [];
	for (const { findings } of files) for (const finding of findings) lines.push(...findingLines(finding, split), "");
	const all = files.flatMap(({ findings }) => findings);
	return [...lines, summary(all, files.length)].join("\n");
}
function findingLines(finding, sources) {
	const { file, line, column, severity, rule, agent, message, hint } = finding;
	const who = agent === "both" ? "" : `, ${(require_project()).agentWords(agent)}`;
	const place = [
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":");
	const source = sources.get(file);
	const frame = source === void 0 ? [] : codeFrame(source, {
		line,
		column
	});
	return [
		`${(require_printable()).cleanLine(place)}: ${severity}: ${(require_printable()).cleanLine(message)} [${rule}${who}]`,
		...frame.map((text) => `  ${text}`),
		`  \u2192 ${(require_printable()).cleanLine(hint)}`
	];
}
function summary(findings, files) {
	const errors = findings.filter(({ severity }) => severity === "error").length;
	const warnings = findings.length - errors;
	const checked = `${files} ${files === 1 ? "file" : "files"} checked`;
	if (findings.length === 0) return `${checked}: nothing found`;
	return `${checked}: ${count(errors, "error")}, ${count(warnings, "warning")}`;
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

// src/lint/sarif.ts
function toSarif(findings, version) {
	const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "codedeploy-fanout",
				version,
				rules: ids.map(toDescriptor)
			} },
			columnKind: "unicodeCodePoints",
			results: findings.map((finding) => toResult(finding, ids))
		}]
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}
function toDescriptor(id) {
	const { severity, fix } = (require_rules()).rules[id];
	return {
		id,
		shortDescription: { text: sentence(fix) },
		help: { text: sentence(fix) },
		defaultConfiguration: { level: severity }
	};
}
function sentence(text) {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
function toResult(finding, ids) {
	const { rule, severity, agent, message, file, line, column, hint } = finding;
	return {
		ruleId: rule,
		ruleIndex: ids.indexOf(rule),
		level: severity,
		properties: { agent: (require_project()).agentWords(agent) },
		message: { text: `${message}\n${hint}` },
		locations: [{ physicalLocation: {
			artifactLocation: { uri: toUri(file) },
			...line !== void 0 && { region: {
				startLine: line,
				...(require_defined()).defined({ startColumn: column })
			} }
		} }]
	};
}
function toUri(file) {
	const path = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
	return path === "" ? "." : path;
}

// src/lint/unopened.ts
const ruleOf = {
	"no-appspec": "bundle/no-appspec",
	"zip-invalid": "bundle/unreadable",
	"not-packable": "bundle/unreadable",
	"bundle-too-large": "bundle/size",
	"link-leaves-bundle": "bundle/link-outside"
};
function reportUnopened(error, path) {
	if (!(error instanceof (require_problem()).UsageError)) throw error;
	const findings = error.problems.flatMap((problem) => findingOf(problem, path) ?? []);
	if (findings.length < error.problems.length) throw error;
	return {
		file: path,
		platform: "server",
		ok: false,
		agents: {
			"1": false,
			"2": false
		},
		findings
	};
}
function findingOf({ code, message, file, line, column, hint }, path) {
	const rule = ruleOf[code];
	if (!rule) return void 0;
	return {
		rule,
		severity: "error",
		agent: "both",
		message,
		file: file ?? path,
		...(require_defined()).defined({
			line,
			column
		}),
		hint: hint ?? (require_rules()).rules[rule].fix
	};
}

// src/lint/run-lint.ts
const LARGEST = 16777216;
async function lint(inputs, ports) {
	const { off, agents = "1" } = inputs;
	checkOff(off, agents);
	const sources = /* @__PURE__ */ new Map();
	const hasBundle = inputs.path !== void 0 || inputs.appspec.length === 0;
	const [own, ...others] = inputs.appspec;
	const files = await readAll(await expand(inputs.path === void 0 ? inputs.appspec : others, ports.cwd), ports.cwd);
	const reports = [];
	if (hasBundle) reports.push(await lintOpened(inputs, own, sources, ports));
	for (const { file, bytes } of files) {
		sources.set(file, decode(bytes));
		reports.push({
			file,
			...(require_lint_bundle()).lintAppSpec(bytes, {
				file,
				off,
				agents
			})
		});
	}
	const report = makeReport(reports, inputs.strict, agents);
	if (inputs.sarif !== void 0) {
		const findings = report.files.flatMap((each) => each.findings);
		(require_report_file()).writeReportFile((0, import__builtin_path.resolve)(ports.cwd, inputs.sarif), toSarif(findings, ports.version), "chosen");
	}
	return {
		report,
		text: lintText(report, sources),
		exitCode: report.ok ? 0 : 2
	};
}
function checkOff(off, agents) {
	const problems = [];
	for (const name of off) if (!(require_rules()).isRule(name)) {
		const hint = (require_quoted()).suggestion(name, Object.keys((require_rules()).rules));
		problems.push({
			code: "unknown-rule",
			message: `there is no rule "${name}" to switch off`,
			hint
		});
	} else if (!(require_rules()).mayBeOff(name, agents)) problems.push({
		code: "rule-always-on",
		message: `the rule "${name}" cannot be switched off`,
		hint: "it is the CodeDeploy agent that refuses such a file"
	});
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
}
async function lintOpened({ path, off, agents }, appspec, sources, { openBundle, signal }) {
	let opened;
	try {
		opened = await openBundle(path, appspec);
	} catch (error) {
		return reportUnopened(error, path ?? ".");
	}
	const { read, ...bundle } = opened;
	const tools = {
		shellCheck: (require_lint_bundle()).systemShellCheck(signal),
		review: (require_lint_bundle()).systemReview(off, signal)
	};
	const nameOf = bundle.nameOf ?? ((inBundle) => inBundle);
	const report = await (require_lint_bundle()).reportBundle({
		...bundle,
		read
	}, {
		...bundle,
		off,
		agents,
		...tools
	});
	const named = new Set(report.findings.filter(({ line }) => line).map(({ file }) => file));
	for (const entry of bundle.entries) {
		const name = /^(?:[^/]+\/)?appspec\.ya?ml$/.test(entry.path) ? report.file : nameOf(entry.path);
		if (!named.has(name) || entry.kind !== "file" || entry.size > LARGEST) continue;
		const bytes = await read(entry.path);
		if (bytes) sources.set(name, decode(bytes));
	}
	return report;
}
function decode(bytes) {
	return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
async function expand(names, cwd) {
	const problems = [];
	const files = [];
	for (const name of names) {
		const found = await expandOne(name, cwd).catch((error) => {
			problems.push(unreadable(name, error));
			return [];
		});
		files.push(...found);
	}
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return files;
}
async function expandOne(name, cwd) {
	const path = (0, import__builtin_path.resolve)(cwd, name);
	if (!(await (0, import_promises.stat)(path)).isDirectory()) return [name];
	const names = (await (0, import_promises.readdir)(path)).filter((file) => /\.(?:ya?ml|json)$/i.test(file)).sort();
	if (names.length === 0) throw new (require_problem()).UsageError([{
		code: "file-unreadable",
		message: `there are no .yml, .yaml or .json files in "${name}"`
	}]);
	return names.map((file) => (0, import__builtin_path.join)(name, file));
}
async function readAll(names, cwd) {
	const problems = [];
	const files = [];
	for (const file of names) {
		const path = (0, import__builtin_path.resolve)(cwd, file);
		try {
			const { size } = await (0, import_promises.stat)(path);
			if (size > LARGEST) throw new (require_problem()).UsageError([{
				code: "file-too-large",
				message: `"${file}" is larger than 16 MiB`
			}]);
			files.push({
				file,
				bytes: (require_read_named_file()).readNamedBytes(path)
			});
		} catch (error) {
			problems.push(unreadable(file, error));
		}
	}
	if (problems.length > 0) throw new (require_problem()).UsageError(problems);
	return files;
}
function unreadable(file, error) {
	if (error instanceof (require_problem()).UsageError && error.problems[0]) return error.problems[0];
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	if (code === "ENOENT") return {
		code: "file-unreadable",
		message: `there is no file or folder "${file}"`
	};
	if (code === "EACCES") return {
		code: "file-unreadable",
		message: `"${file}" may not be read`
	};
	if (code === "EISDIR") return {
		code: "file-unreadable",
		message: `"${file}" is a folder, not a file`
	};
	return {
		code: "file-unreadable",
		message: `cannot read "${file}": ${error.message}`
	};
}

// src/cli/commands/lint.ts
async function lintCommand({ source, appspec, strict, sarif, json, ...inputs }, { host, cwd, signal, ...ports }) {
	const temp = await (0, import_promises.mkdtemp)((0, import__builtin_path.join)((0, import__builtin_os.tmpdir)(), "fanout-lint-"));
	const project = await (require_project()).loadProject({
		...inputs,
		source,
		appspec,
		version: "0",
		var: {}
	}, {
		...ports,
		cwd,
		host
	}, { required: false });
	const opened = [];
	const open = async () => {
		const { folder, bundle: settings } = project;
		const out = (0, import__builtin_path.join)(temp, "bundle.zip");
		const { bundle } = await (require_prepare()).prepareBundle(settings, {
			cwd: folder,
			out,
			signal
		});
		const reader = await (require_paths()).openBundle(bundle);
		opened.push(reader);
		return {
			entries: bundle.entries,
			size: bundle.size,
			toLookAt: bundle.toLookAt,
			read: (path) => reader.bytes(path),
			...(require_lint_bundle()).naming(settings, (0, import__builtin_path.relative)(cwd, folder))
		};
	};
	try {
		const off = project.configuration?.lintOff ?? [];
		const result = await lint({
			path: source,
			appspec,
			strict,
			off,
			agents: project.agents,
			sarif
		}, {
			cwd,
			version: (require_main()).toolVersion,
			openBundle: open,
			signal
		});
		if (json) host.result(lintJson(result.report));
		else host.print(result.text);
		annotate(result.report, host);
		return result.exitCode;
	} finally {
		for (const reader of opened) await reader.close();
		await (0, import_promises.rm)(temp, {
			recursive: true,
			force: true
		});
	}
}
function annotate({ files }, host) {
	const findings = files.flatMap((each) => each.findings);
	for (const level of ["error", "warning"]) {
		const own = findings.filter(({ severity }) => severity === level);
		if (own.length > 0) host.annotate?.(own.map((require_lint_bundle()).problemOf), level);
	}
}

exports.lintCommand = lintCommand;
},
"./rules.js"(require, module, exports) {"use strict";
// src/appspec/rules/agent.ts
const agentRules = {
	"yaml/encoding": {
		severity: "error",
		what: "the file is UTF-8 without control characters",
		why: "The agent tells its YAML reader that the file is UTF-8. UTF-16, Latin-1 (also in a comment), NUL and other control characters end the deployment.",
		fix: "save the file as UTF-8 without a byte order mark",
		bad: "# caf\u00e9 (saved as Latin-1)\nversion: 0.0\nos: linux",
		good: "# caf\u00e9 (saved as UTF-8)\nversion: 0.0\nos: linux"
	},
	"yaml/byte-order-mark": {
		severity: "error",
		what: "no byte order mark hides the first line",
		why: "To the agent the mark is the first character of the first line, which then stands one column further right than the next line: the document ends there, and `os` is not found.",
		fix: "save the file without a byte order mark",
		bad: "\ufeffversion: 0.0\nos: linux",
		good: "version: 0.0\nos: linux"
	},
	"yaml/syntax": {
		severity: "error",
		what: "the file is YAML, as libyaml reads it",
		why: "The agent cannot read the file. Tabs may not indent, keys of one mapping begin in the same column, and text with \": \" in it needs quotes.",
		fix: "fix the YAML at the place that is shown",
		bad: "files:\n	- source: /\n	  destination: /opt/app",
		good: "files:\n  - source: /\n    destination: /opt/app"
	},
	"yaml/alias": {
		severity: "error",
		what: "no aliases",
		why: "Since Ruby 3.1 (Psych 4) the agent\u2019s `YAML.load` refuses aliases, `*name`, and so also `<<: *name`. Agents on Ruby 2.7 and 3.0 accept them, so such a file works on some hosts and not on others.",
		fix: "write the value out where it is used",
		bad: "files:\n  - { source: a, destination: &app /opt/app }\n  - { source: b, destination: *app }",
		good: "files:\n  - { source: a, destination: /opt/app }\n  - { source: b, destination: /opt/app }"
	},
	"yaml/date": {
		severity: "error",
		what: "no dates or times without quotes",
		why: "Since Ruby 3.1 (Psych 4) the agent\u2019s `YAML.load` refuses to make a Date or a Time, wherever in the file. Agents on Ruby 2.7 and 3.0 accept them.",
		fix: "put the value in quotes",
		bad: "released: 2024-01-02",
		good: "files:\n  - { source: \"2024-01-02\", destination: /opt/app }"
	},
	"yaml/ruby-tag": {
		severity: "error",
		what: "no tags that name Ruby classes",
		why: "Since Ruby 3.1 (Psych 4) the agent\u2019s `YAML.load` makes no objects of other classes than the plain ones.",
		fix: "remove the tag",
		bad: "hooks: !ruby/object:Hooks\n  AfterInstall: []",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"yaml/value": {
		severity: "error",
		what: "every value is one that Ruby can make",
		why: "A tag asks for a number and the text is none, or a text begins like a number and is none. Ruby raises an exception.",
		fix: "remove the tag, or put the value in quotes",
		bad: "version: !!float zero\nos: linux",
		good: "version: 0.0\nos: linux"
	},
	"yaml/too-deep": {
		severity: "error",
		what: "lists and mappings are nested less than a thousand deep",
		why: "The agent runs out of stack; how deep it gets depends on its Ruby.",
		fix: "an AppSpec file needs four levels",
		bad: "files: [[[[[\u2026]]]]] (a thousand times)",
		good: "files: []"
	},
	"appspec/empty": {
		severity: "error",
		what: "the file is not empty",
		why: "The agent reads only the first document, so a file that begins with `---` twice is empty as well.",
		fix: "begin with \"version: 0.0\" and \"os: linux\"",
		bad: "---\n---\nversion: 0.0\nos: linux",
		good: "---\nversion: 0.0\nos: linux"
	},
	"appspec/not-a-mapping": {
		severity: "error",
		what: "the top level is a mapping",
		why: "The agent looks up `version`, `os` and the sections there; in a list or a number it cannot.",
		fix: "remove the dashes before version, os, hooks, files and permissions",
		bad: "- version: 0.0\n- os: linux",
		good: "version: 0.0\nos: linux"
	},
	"version/invalid": {
		severity: "error",
		what: "`version` is the number 0.0",
		why: "The agent compares with the number, so \"0.0\" in quotes is refused, although its own message puts it in quotes.",
		fix: "write version: 0.0",
		bad: "version: \"0.0\"\nos: linux",
		good: "version: 0.0\nos: linux"
	},
	"os/unsupported": {
		severity: "error",
		what: "`os` is linux or windows, and that of the hosts",
		why: "It is compared letter by letter with the one system the agent runs on.",
		fix: "write os: linux or os: windows, in lower case",
		bad: "version: 0.0\nos: Linux",
		good: "version: 0.0\nos: linux"
	},
	"hooks/not-a-mapping": {
		severity: "error",
		what: "`hooks` is a mapping of lifecycle events",
		why: "The agent asks it for pairs; a list, also an empty one, has none.",
		fix: "write the lifecycle events as keys, without dashes",
		bad: "hooks:\n  - AfterInstall:\n      - location: scripts/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/scripts-not-a-list": {
		severity: "error",
		what: "a lifecycle event has a list of scripts, each a mapping",
		why: "Without the dash, or with a plain path, the agent finds no `location`.",
		fix: "write \"- location: PATH\" below the event",
		bad: "hooks:\n  AfterInstall:\n    location: scripts/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/no-location": {
		severity: "error",
		what: "every script has a `location`",
		why: "The agent has nothing to run.",
		fix: "give the path of the script in the bundle",
		bad: "hooks:\n  AfterInstall:\n    - timeout: 60",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 60"
	},
	"hooks/invalid-timeout": {
		severity: "error",
		what: "a `timeout` is more than 0 seconds",
		why: "The agent takes the whole number a value begins with; that of words is 0.",
		fix: "give whole seconds, such as timeout: 300",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: five minutes",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300"
	},
	"files/not-a-list": {
		severity: "error",
		what: "`files` is a list of mappings",
		why: "The agent goes through its items and asks each for `source` and `destination`.",
		fix: "write \"- source: PATH\" and \"destination: PATH\" below files",
		bad: "files:\n  source: /\n  destination: /opt/app",
		good: "files:\n  - source: /\n    destination: /opt/app"
	},
	"files/no-source": {
		severity: "error",
		what: "every item of `files` has a `source`",
		why: "The agent has nothing to copy.",
		fix: "give the path in the bundle, / for all of it",
		bad: "files:\n  - destination: /opt/app",
		good: "files:\n  - source: /\n    destination: /opt/app"
	},
	"files/no-destination": {
		severity: "error",
		what: "every item of `files` has a `destination`",
		why: "The agent does not know where to copy to.",
		fix: "give the folder on the host",
		bad: "files:\n  - source: /",
		good: "files:\n  - source: /\n    destination: /opt/app"
	},
	"permissions/not-a-list": {
		severity: "error",
		what: "`permissions` is a list of mappings",
		why: "The agent goes through its items and asks each for `object`.",
		fix: "write \"- object: PATH\" below permissions",
		bad: "permissions:\n  object: /opt/app",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    owner: app"
	},
	"permissions/no-object": {
		severity: "error",
		what: "every permission has an `object`",
		why: "The agent does not know what it applies to.",
		fix: "give the path on the host",
		bad: "permissions:\n  - owner: app",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    owner: app"
	},
	"permissions/on-windows": {
		severity: "error",
		what: "no permissions on Windows",
		why: "The agent refuses them there; an empty list is fine.",
		fix: "remove the permissions section; set rights in a hook",
		bad: "version: 0.0\nos: windows\npermissions:\n  - object: C:\\app\n    owner: app",
		good: "version: 0.0\nos: windows\nfiles:\n  - source: /\n    destination: C:\\app"
	},
	"permissions/except-not-a-list": {
		severity: "error",
		what: "`except` is a list",
		why: "The agent goes through its items.",
		fix: "write except: [name, \u2026]",
		bad: "permissions:\n  - object: /opt/app\n    except: logs",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    except: [logs]\n    owner: app"
	},
	"permissions/type-not-a-list": {
		severity: "error",
		what: "`type` is a list",
		why: "The agent goes through its items; `type: file` is a text and has none.",
		fix: "write type: [file] or type: [directory]",
		bad: "permissions:\n  - object: /opt/app\n    type: file",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    type: [file]\n    mode: 640"
	},
	"permissions/unknown-type": {
		severity: "error",
		what: "a `type` is file or directory",
		why: "The agent knows no others.",
		fix: "write file or directory",
		bad: "permissions:\n  - object: /opt/app\n    type: [folder]",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    type: [directory]\n    mode: 750"
	},
	"permissions/invalid-mode": {
		severity: "error",
		what: "a `mode` is one to four octal digits",
		why: "The agent takes the text of the value. A mode such as 0755 without quotes is an octal number to YAML, and its text is 493.",
		fix: "write mode: 755, or mode: \"0755\" in quotes",
		bad: "permissions:\n  - object: /opt/app\n    mode: rwxr-xr-x",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    mode: 755"
	},
	"permissions/invalid-acl": {
		severity: "error",
		what: "an entry of `acls` is [default:][user|group|mask|other:][name]:permissions",
		why: "The agent reads it from its end, and wants the owner, the owning group and others to be set by `mode`.",
		fix: "write entries such as \"u:alice:rw\", \"g:dev:r\" or \"m::rx\" in quotes",
		bad: "permissions:\n  - object: /opt/app\n    acls: [\"u::rw\"]",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    acls: [\"u:alice:rw\"]"
	},
	"permissions/invalid-context": {
		severity: "error",
		what: "a `context` has a `type`",
		why: "The agent calls semanage with it.",
		fix: "give the SELinux type",
		bad: "permissions:\n  - object: /opt/app\n    context: { range: s0 }",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    context: { type: httpd_sys_content_t, range: s0 }"
	},
	"permissions/invalid-range": {
		severity: "error",
		what: "the `range` of a context is s0[-s3][:c0.c5,c7], the lower first",
		why: "The agent takes it apart; categories go up to c1023 and are named once.",
		fix: "write a range such as s0 or s0-s3:c0.c5",
		bad: "permissions:\n  - object: /opt/app\n    context: { type: httpd_sys_content_t, range: s3-s0 }",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    context: { type: httpd_sys_content_t, range: s0-s3 }"
	},
	"file-exists-behavior/invalid": {
		severity: "error",
		what: "`file_exists_behavior` is DISALLOW, OVERWRITE or RETAIN",
		why: "It is compared letter by letter.",
		fix: "write one of the three in capitals",
		bad: "version: 0.0\nos: linux\nfile_exists_behavior: overwrite",
		good: "version: 0.0\nos: linux\nfile_exists_behavior: OVERWRITE\nfiles:\n  - { source: /, destination: /opt/app }"
	}
};

// src/appspec/rules/agent-2.ts
const agent2Rules = {
	"agent-2/timeout": {
		severity: "error",
		agent: "2",
		what: "a `timeout` is a whole number without quotes",
		why: "Agent 2 takes 1 to 4294967295, also as 0x3C, 0o74 or 0b11, and refuses quotes, units, fractions, leading zeros and signs in between; agent 1 takes the number a value begins with.",
		fix: "write the seconds as a bare number, such as timeout: 300",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: \"300\"",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300"
	},
	"agent-2/sudo": {
		severity: "error",
		agent: "2",
		what: "`sudo` is true or false",
		why: "Agent 2 reads YAML 1.2, to which yes, no, on, off, 1, 0 and \"true\" in quotes are no truth values. To agent 1 they are, or count as true.",
		fix: "write sudo: true or sudo: false",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: yes",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: true"
	},
	"agent-2/text": {
		severity: "error",
		agent: "2",
		what: "location, runas, source, destination, object and the other texts are one scalar",
		why: "Agent 2 refuses a list or a mapping there; agent 1 makes a text of some of them.",
		fix: "write one value, without dashes or brackets",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: [app]",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: app"
	},
	"agent-2/repeated-key": {
		severity: "error",
		agent: "2",
		what: "no section and no known key twice",
		why: "Agent 2 refuses the file; to agent 1 the last one counts. The same lifecycle event twice is taken by both, and the last one counts.",
		fix: "join the two, or remove one",
		bad: "files:\n  - { source: app, destination: /opt/app }\nfiles:\n  - { source: etc, destination: /etc/app }",
		good: "files:\n  - { source: app, destination: /opt/app }\n  - { source: etc, destination: /etc/app }"
	},
	"agent-2/second-document": {
		severity: "error",
		agent: "2",
		what: "one document, also no empty second one",
		why: "Agent 2 refuses a file with a second document, as which also a trailing \"---\" and whatever stands after \"...\" count. Agent 1 does not look at them.",
		fix: "remove the \"---\" or \"...\" line, and what follows it",
		bad: "version: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }\n---",
		good: "---\nversion: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }"
	},
	"agent-2/merge-key": {
		severity: "error",
		agent: "2",
		what: "no `<<`",
		why: "Agent 2 knows no merge keys: what is in one is ignored. Agent 1 merges a mapping that stands there, and refuses an alias.",
		fix: "write the values out where they are used",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      <<: { timeout: 300 }",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300"
	}
};

// src/appspec/rules/agent-2-bundle.ts
const agent2BundleRules = {
	"agent-2/links": {
		severity: "error",
		agent: "2",
		what: "Install copies no symbolic links",
		why: "Before it copies, agent 2 removes what it installed last, and leaves every link whose target is gone by then; the same link then cannot be made again (`IO error: File exists (os error 17)`), with OVERWRITE and RETAIN too. So the second deployment fails, by chance or always, and each one after it until somebody removes the link. `node_modules/.bin` is full of them. Links to folders are copied as folders and do no harm.",
		fix: "leave them out (exclude: [node_modules/.bin]), set bundle.links: copy, which packs what they lead to in their place, or make them in AfterInstall and remove them in BeforeInstall",
		bad: "node_modules/.bin/app -> ../app/cli.js",
		good: "node_modules/.bin/app (a copy of the file)"
	},
	"agent-2/no-interpreter": {
		severity: "error",
		agent: "2",
		what: "a hook without `runas` begins with #!",
		why: "Agent 2 executes the file itself, with no shell behind it: `Exec format error (os error 8)` is all that comes of a script whose very first bytes are not #!. An empty file fails as well, and so does a byte order mark or an empty line before it. Agent 1 has sh run it; with `runas` the shell of that user does.",
		fix: "begin it with #!/bin/bash or #!/bin/sh",
		bad: "scripts/start.sh: systemctl start app",
		good: "scripts/start.sh: #!/bin/bash, then systemctl start app"
	},
	"agent-2/relative-destination": {
		severity: "error",
		agent: "2",
		what: "a `destination` is absolute",
		why: "Agent 2 looks for missing folders by the text as it is written and does not make those of a relative path: `No such file or directory (os error 2)`. Agent 1 makes them in its working folder.",
		fix: "write an absolute path",
		bad: "files:\n  - source: /\n    destination: srv/app",
		good: "files:\n  - source: /\n    destination: /srv/app"
	}
};

// src/appspec/rules/bundle.ts
const bundleRules = {
	"bundle/no-appspec": {
		severity: "error",
		what: "appspec.yml is at the root of the bundle",
		why: "The agent looks for that name there and nowhere else: \"The CodeDeploy agent did not find an AppSpec file\". A folder around everything is removed only if there is nothing beside it.",
		fix: "put appspec.yml at the root",
		bad: "app/appspec.yml\napp/scripts/start.sh\nREADME.md",
		good: "appspec.yml\nscripts/start.sh\nREADME.md"
	},
	"bundle/unreadable": {
		severity: "error",
		what: "a zip can be read, and everything in a folder can be packed",
		why: "Hosts unpack nothing of a zip that is damaged, or that holds names which lead out of it; a socket or a name that is not UTF-8 cannot be in one.",
		fix: "make the zip again, or give the folder: fanout makes the zip",
		bad: "orders.zip (cut short)",
		good: "orders.zip"
	},
	"bundle/appspec-yaml": {
		severity: "error",
		what: "the AppSpec file is called appspec.yml, not appspec.yaml",
		why: "Only Install looks for the other name; the hooks before it fail with \"did not find an AppSpec file\".",
		fix: "rename it to appspec.yml",
		bad: "appspec.yaml\nscripts/start.sh",
		good: "appspec.yml\nscripts/start.sh"
	},
	"bundle/wrapper-folder": {
		severity: "warning",
		what: "no folder is around everything",
		why: "Hosts remove it only while there is nothing beside it; with one more file, such as a __MACOSX, they find no AppSpec file.",
		fix: "pack the content of the folder, not the folder",
		bad: "app/appspec.yml\napp/scripts/start.sh",
		good: "appspec.yml\nscripts/start.sh"
	},
	"bundle/missing-script": {
		severity: "error",
		what: "every script of a hook is in the bundle, by exactly that name",
		why: "The event fails: \"Script does not exist at specified location\". Hosts tell upper from lower case, also where the machine that built the bundle does not.",
		fix: "fix the path, or stop leaving the file out of the bundle",
		bad: "appspec.yml (AfterInstall: scripts/start.sh)\nscripts/Start.sh",
		good: "appspec.yml (AfterInstall: scripts/start.sh)\nscripts/start.sh"
	},
	"bundle/missing-source": {
		severity: "error",
		what: "every `source` of `files` is in the bundle, by exactly that name",
		why: "Install fails when it comes to copy it, after the old files are gone: \"No such file or directory @ rb_sysopen\".",
		fix: "fix the path, or stop leaving the file out of the bundle",
		bad: "appspec.yml (source: build)\ndist/index.html",
		good: "appspec.yml (source: build)\nbuild/index.html"
	},
	"bundle/no-modes": {
		severity: "warning",
		what: "a ready-made zip carries Unix modes",
		why: "It was written by a tool that leaves them out, on Windows or with java.util.zip: hosts unpack its files without the executable bit. The agent sets it on hook scripts, on nothing else.",
		fix: "pack it with fanout, or with zip on Linux or macOS, or set modes under permissions",
		bad: "appspec.yml (no mode)\nbin/app (no mode)",
		good: "appspec.yml (644)\nbin/app (755)"
	},
	"bundle/link-outside": {
		severity: "warning",
		what: "links stay in the bundle",
		why: "On a host, one that leaves it points at whatever is there.",
		fix: "pack the file itself, or create the link in a hook",
		bad: "appspec.yml\nconfig -> /etc/app",
		good: "appspec.yml\nconfig -> settings/production"
	},
	"bundle/link-loop": {
		severity: "error",
		what: "no link in a copied folder leads to a folder around it",
		why: "The agent copies what such a link leads to as a folder, and finds the link again in it, until the path is too long: Install fails.",
		fix: "remove the link",
		bad: "appspec.yml (source: app)\napp/current -> .",
		good: "appspec.yml (source: app)\napp/current -> releases/1"
	},
	"bundle/link-to-folder": {
		agent: "1",
		severity: "warning",
		what: "what is copied has no links to folders",
		why: "The agent follows them: on hosts there is a folder with a copy of everything in it, which does not change with the one it led to.",
		fix: "create the link in a hook",
		bad: "appspec.yml (source: app)\napp/current -> releases/1",
		good: "appspec.yml (source: app)\nscripts/start.sh: ln -sfn releases/1 /opt/app/current"
	},
	"bundle/blank-at-end": {
		severity: "warning",
		what: "no name ends in a space",
		why: "On Linux it is another name than the one you mean; Windows removes the space.",
		fix: "rename it",
		bad: "appspec.yml\n\"config.json \"",
		good: "appspec.yml\nconfig.json"
	},
	"bundle/name-on-windows": {
		severity: "warning",
		what: "on Windows, names are ASCII, and such as Windows allows",
		why: "The agent unpacks with the code page of the host: other characters come out as others, and what asks for the file does not find it. Names of devices (aux, con, nul), and <>:\"|?*, are no names there.",
		fix: "rename it",
		bad: "appspec.yml (os: windows)\napp/gr\u00f6\u00dfe.txt",
		good: "appspec.yml (os: windows)\napp/groesse.txt"
	},
	"bundle/secret": {
		severity: "warning",
		what: "no credentials are in the bundle",
		why: "Whoever may read the bucket or a host\u2019s disk may read them, in every account, for as long as the revisions are kept. A .env counts by what it sets: names such as DB_PASSWORD, or a URL with a password.",
		fix: "leave the file out with .codedeployignore, and replace what it held; hosts get secrets from Secrets Manager or Parameter Store",
		bad: "appspec.yml\n.env\nkeys/id_rsa",
		good: "appspec.yml\n.env.example"
	},
	"bundle/version-control": {
		severity: "warning",
		what: "no version control is in the bundle",
		why: "A .git holds every version of every file and often credentials, and makes the bundle bigger.",
		fix: "leave it out with .codedeployignore",
		bad: "appspec.yml\n.git/config",
		good: "appspec.yml"
	},
	"bundle/size": {
		severity: "warning",
		what: "a bundle leaves room for five more",
		why: "A host keeps the last five revisions, packed and unpacked; a full disk fails DownloadBundle.",
		fix: "leave out what hosts do not need, or see that their disks are large enough",
		bad: "appspec.yml\nmodel.bin (900 MB)",
		good: "appspec.yml\nmodel.sh (fetches the model)"
	},
	"bundle/long-path": {
		severity: "warning",
		what: "on Windows, paths have less than 260 characters",
		why: "The agent unpacks below C:\\ProgramData\\Amazon\\CodeDeploy\\GROUP\\DEPLOYMENT\\deployment-archive, which takes 101 of them.",
		fix: "shorten the folders\u2019 names",
		bad: "appspec.yml (os: windows)\na path of 170 characters",
		good: "appspec.yml (os: windows)\na path of 60 characters"
	},
	"script/crlf": {
		severity: "error",
		what: "scripts end their lines as Unix does",
		why: "With CRLF the interpreter is called \"bash\\r\", which does not exist: \"No such file or directory\", and commands end in \"\\r: command not found\".",
		fix: "save it with LF, and keep it so with \"*.sh text eol=lf\" in .gitattributes",
		bad: "scripts/start.sh: #!/bin/bash\u240d\u240a",
		good: "scripts/start.sh: #!/bin/bash\u240a"
	},
	"script/byte-order-mark": {
		severity: "error",
		what: "scripts begin with #!, not with a byte order mark",
		why: "The kernel does not see the #! behind it; the shell then runs the first line as a command.",
		fix: "save it as UTF-8 without a byte order mark",
		bad: "scripts/start.sh: EF BB BF #!/bin/bash",
		good: "scripts/start.sh: #!/bin/bash"
	},
	"script/encoding": {
		severity: "warning",
		what: "a hook script is UTF-8",
		why: "What it prints may then not be UTF-8 either, and the agent sends no log of it: \"Attempting minimal diagnostics\".",
		fix: "save it as UTF-8",
		bad: "scripts/start.sh: echo gr\u00fc\u00df (in Latin-1)",
		good: "scripts/start.sh: echo gr\u00fc\u00df (in UTF-8)"
	},
	"script/no-interpreter": {
		severity: "warning",
		what: "a hook script says in its first line what runs it",
		why: "Without #! it is run by /bin/sh, which is dash on Ubuntu and bash on Amazon Linux.",
		fix: "begin it with #!/bin/bash or #!/bin/sh",
		bad: "scripts/start.sh: systemctl start app",
		good: "scripts/start.sh: #!/bin/bash, then systemctl start app"
	},
	"script/not-executable": {
		severity: "warning",
		what: "what hook scripts call is executable",
		why: "The agent sets the bit on the hook scripts only; what they call fails with \"Permission denied\", exit code 126.",
		fix: "chmod +x it before packing (git update-index --chmod=+x), set a mode under permissions, or call it with bash",
		bad: "scripts/start.sh calls \"$(dirname \"$0\")/wait.sh\"\nscripts/wait.sh (644)",
		good: "scripts/start.sh calls \"$(dirname \"$0\")/wait.sh\"\nscripts/wait.sh (755)"
	},
	"script/background": {
		severity: "warning",
		what: "what a hook leaves running writes somewhere else",
		why: "The agent waits until every process has closed the script\u2019s output: \"failed to close STDOUT\", after the whole timeout, although the script succeeded. nohup does not help.",
		fix: "let systemd run it, or redirect all three: command </dev/null >/var/log/app.log 2>&1 &",
		bad: "scripts/start.sh: node server.js &",
		good: "scripts/start.sh: node server.js </dev/null >/var/log/app.log 2>&1 &"
	},
	"script/syntax": {
		severity: "error",
		what: "shell scripts can be parsed",
		why: "sh -n and bash -n, where this machine has them, refuse it; nothing is run for that.",
		fix: "fix the script at the place that is shown",
		bad: "scripts/start.sh: if true; then echo",
		good: "scripts/start.sh: if true; then echo; fi"
	}
};

// src/appspec/rules/consul.ts
const consulRules = {
	"consul/refused": {
		severity: "error",
		what: "the Consul agent accepts what the bundle installs for it",
		why: "One definition that it refuses makes the whole reload fail: \"Error reloading: Unexpected response code: 500\", and services keep the state of the release before.",
		fix: "write it as the message says; consul validate FOLDER checks it, too",
		bad: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"check\": {\"http\": \"http://127.0.0.1/\"}}}",
		good: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"check\": {\"http\": \"http://127.0.0.1/\", \"interval\": \"10s\"}}}"
	},
	"consul/same-id": {
		severity: "error",
		what: "each service has an id of its own",
		why: "The one that is read last replaces the other. Without an id the name is the id.",
		fix: "give each an \"id\"",
		bad: "consul/shop.json: {\"services\": [{\"name\": \"shop\", \"port\": 1}, {\"name\": \"shop\", \"port\": 2}]}",
		good: "consul/shop.json: {\"services\": [{\"id\": \"shop-1\", \"name\": \"shop\", \"port\": 1}, {\"id\": \"shop-2\", \"name\": \"shop\", \"port\": 2}]}"
	},
	"consul/no-port": {
		severity: "warning",
		what: "a service names its port",
		why: "Who asks Consul for the service is given an address without a port, and DNS answers with port 0.",
		fix: "write \"port\"",
		bad: "consul/shop.json: {\"service\": {\"name\": \"shop\"}}",
		good: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"port\": 8080}}"
	},
	"consul/never-passes": {
		severity: "warning",
		what: "a check can pass",
		why: "The service stays critical, and whoever asks Consul for it never gets this instance.",
		fix: "check what the service listens on",
		bad: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"port\": 8080, \"check\": {\"tcp\": \"127.0.0.1\", \"interval\": \"10s\"}}}",
		good: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"port\": 8080, \"check\": {\"tcp\": \"127.0.0.1:8080\", \"interval\": \"10s\"}}}"
	},
	"consul/other-port": {
		severity: "warning",
		what: "a check asks the port that the service has",
		why: "It tells whether something else is well, and passes while nothing listens where clients are sent.",
		fix: "write the same port in both places, or switch the rule off where the check has a port of its own",
		bad: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"port\": 8080, \"check\": {\"tcp\": \"127.0.0.1:8081\", \"interval\": \"10s\"}}}",
		good: "consul/shop.json: {\"service\": {\"name\": \"shop\", \"port\": 8080, \"check\": {\"tcp\": \"127.0.0.1:8080\", \"interval\": \"10s\"}}}"
	},
	"consul/no-reload": {
		severity: "warning",
		what: "the Consul agent reads a replaced definition again",
		why: "Until then it knows the service of the release before, with its version and its check.",
		fix: "run consul reload in a hook after Install",
		bad: "appspec.yml (source: consul, destination: /etc/consul.d)\nscripts/start.sh: systemctl restart shop",
		good: "appspec.yml (source: consul, destination: /etc/consul.d)\nscripts/start.sh: systemctl restart shop && consul reload"
	}
};

// src/appspec/rules/host.ts
const hostRules = {
	"script/working-folder": {
		severity: "error",
		what: "hooks do not look for files of the bundle in /",
		why: "The agent runs hooks in /, not in the bundle: \"No such file or directory\", exit code 127.",
		fix: "go to the bundle first: cd \"$(dirname \"$0\")/..\" || exit 1",
		bad: "scripts/start.sh: ./scripts/migrate.sh",
		good: "scripts/start.sh: \"$(dirname \"$0\")/migrate.sh\""
	},
	"script/missing-file": {
		severity: "warning",
		what: "what a script calls and sources is in the bundle",
		why: "What is not there ends in \"No such file or directory\", exit code 127 or 1.",
		fix: "put the file into the bundle, or ask for it first: [ -f FILE ] && . FILE",
		bad: "scripts/start.sh: . \"$(dirname \"$0\")/common.sh\"",
		good: "scripts/start.sh: . \"$(dirname \"$0\")/common.sh\"\nscripts/common.sh"
	},
	"script/foreground": {
		severity: "warning",
		what: "hooks end",
		why: "A server that a hook starts and waits for never ends: the event fails after its whole timeout, and the server is ended with it.",
		fix: "let systemd run it, or start it with -d or --daemon",
		bad: "scripts/start.sh: docker compose up",
		good: "scripts/start.sh: docker compose up -d"
	},
	"script/stop-fails": {
		severity: "warning",
		what: "ApplicationStop succeeds where nothing runs",
		why: "ApplicationStop is run from the revision before; where it fails, so does each deployment that follows, whatever is in it. The way out is ignoreApplicationStopFailures.",
		fix: "say that it may fail: pkill node || true",
		bad: "scripts/stop.sh: pkill node",
		good: "scripts/stop.sh: pkill node || true"
	},
	"script/ends-agent": {
		severity: "warning",
		what: "hooks do not end the agent or the host",
		why: "The agent runs the hook: \"Failing in-progress lifecycle event after an agent restart\".",
		fix: "do it outside of the deployment",
		bad: "scripts/start.sh: service codedeploy-agent restart",
		good: "scripts/start.sh: service shop restart"
	},
	"script/removes-bundle": {
		severity: "warning",
		what: "hooks leave the folder of the agent alone",
		why: "The bundle that is being deployed is in it, and so is the one that the next deployment cleans up after.",
		fix: "let the agent remove old revisions (:max_revisions:)",
		bad: "scripts/start.sh: rm -rf /opt/codedeploy-agent/deployment-root/*",
		good: "scripts/start.sh: rm -rf /var/cache/shop/*"
	},
	"script/cd-unchecked": {
		severity: "warning",
		what: "a cd before rm is checked",
		why: "Hooks begin in /. Where the cd fails, the next line removes everything there, as root.",
		fix: "cd FOLDER || exit 1, or name the folder: rm -rf /opt/shop/*",
		bad: "scripts/start.sh: cd /opt/shop\nrm -rf *",
		good: "scripts/start.sh: cd /opt/shop || exit 1\nrm -rf *"
	},
	"script/removes-all": {
		severity: "warning",
		what: "rm -rf names what it removes",
		why: "Hooks run as root. Where the variable is empty, \"$FOLDER\"/* is /*, and everything on the host is gone.",
		fix: "write the path out, or \"${FOLDER:?}\"/*, which ends the script where it is empty",
		bad: "scripts/start.sh: rm -rf \"$FOLDER\"/*",
		good: "scripts/start.sh: rm -rf \"${FOLDER:?}\"/*"
	},
	"script/bash-only": {
		severity: "warning",
		what: "a script for sh uses what sh has",
		why: "sh is dash on Debian and Ubuntu: \"source: not found\", \"[[: not found\", \"Syntax error: \"(\" unexpected\".",
		fix: "begin it with #!/bin/bash",
		bad: "scripts/start.sh: #!/bin/sh, then source /etc/os-release",
		good: "scripts/start.sh: #!/bin/sh, then . /etc/os-release"
	},
	"script/test-blank": {
		severity: "warning",
		what: "there is a space after [",
		why: "\"[!\" is the name of a command that does not exist; in an if, that is the same as false.",
		fix: "write [ ! -f FILE ]",
		bad: "scripts/start.sh: if [! -f x ]; then",
		good: "scripts/start.sh: if [ ! -f x ]; then"
	},
	"script/here-document": {
		severity: "warning",
		what: "here-documents end",
		why: "Without its last line, the rest of the script is the document; bash only warns.",
		fix: "put the word alone into a line, at its very beginning",
		bad: "scripts/start.sh: cat <<EOF",
		good: "scripts/start.sh: cat <<EOF, text, EOF"
	},
	"script/continued-line": {
		severity: "warning",
		what: "a command that continues on the next line is not cut off",
		why: "A comment between the lines ends it, and so does a space after the \\: what follows is run as a command of its own, \"command not found\", exit code 127.",
		fix: "put the comment above the command",
		bad: "scripts/start.sh: docker run -d \\\n  # the name\n  --name shop shop",
		good: "scripts/start.sh: # the name\ndocker run -d \\\n  --name shop shop"
	},
	"script/home": {
		severity: "warning",
		what: "a hook without runas does not rely on a home",
		why: "The agent runs it as root without a login: HOME is not set, and ~ is the home of root at best.",
		fix: "write the path in full, or set runas and a login shell",
		bad: "scripts/start.sh: . ~/.bashrc",
		good: "scripts/start.sh: . /home/ec2-user/.bashrc"
	},
	"script/sudo-redirect": {
		severity: "warning",
		what: "sudo is for the redirection too",
		why: "The shell opens the file before sudo runs, as the user of runas: \"Permission denied\".",
		fix: "write \u2026 | sudo tee FILE >/dev/null",
		bad: "scripts/start.sh: sudo echo 1 > /etc/shop",
		good: "scripts/start.sh: echo 1 | sudo tee /etc/shop >/dev/null"
	},
	"script/shellcheck": {
		severity: "warning",
		what: "shellcheck, where it is installed, finds nothing that makes hooks fail",
		why: "Its findings of level error, and SC2215, SC2154, SC2024, SC2115, SC3000 to SC3061, and SC2164 before an rm; of the first ten scripts, hooks first. What another rule says of the same line is not said twice.",
		fix: "https://www.shellcheck.net/wiki/ has a page for each; \"# shellcheck disable=SC2154\" in the line above switches one off",
		bad: "scripts/start.sh: docker run shop\n  --detach",
		good: "scripts/start.sh: docker run shop \\\n  --detach"
	},
	"script/printed-bytes": {
		severity: "warning",
		agent: "1",
		what: "hooks print UTF-8",
		why: "At the first line that is not UTF-8 the event fails, although the script ends with 0: \"Attempting minimal diagnostics\", and no log. Agent 2 replaces such bytes.",
		fix: "write the character itself, or give the bytes to base64 or od first",
		bad: "scripts/start.sh: printf 'caf\\351\\n'",
		good: "scripts/start.sh: printf 'caf\\303\\251\\n'"
	},
	"script/asks": {
		severity: "warning",
		what: "hooks ask nobody",
		why: "Where more than the package itself changes, apt and yum ask, and so do artisan migrate in production, docker prune and others. A hook has no terminal: \"Abort.\", exit code 1.",
		fix: "say yes beforehand: apt-get install -y",
		bad: "scripts/start.sh: apt-get install nginx",
		good: "scripts/start.sh: apt-get install -y nginx"
	},
	"script/interpreter-misspelt": {
		severity: "warning",
		what: "the interpreter behind #! is on the host",
		why: "Hosts are Linux, and look for it by its full path: \"bad interpreter: No such file or directory\", exit code 126 or 127.",
		fix: "write #!/bin/bash or #!/usr/bin/env python3",
		bad: "scripts/start.sh: #!/bin/bsah",
		good: "scripts/start.sh: #!/bin/bash"
	},
	"script/shell-on-windows": {
		severity: "warning",
		what: "hooks of Windows are programs of Windows",
		why: "The agent starts the file by its extension, and Windows has nothing for .sh.",
		fix: "write it as .ps1 or .bat",
		bad: "scripts/start.sh (os: windows)",
		good: "scripts/start.ps1 (os: windows)"
	},
	"script/waits-for-key": {
		severity: "warning",
		what: "hooks do not ask",
		why: "Nobody presses a key on a host: the event fails after its timeout.",
		fix: "remove it",
		bad: "scripts\\start.bat: pause",
		good: "scripts\\start.bat: exit /b %errorlevel%"
	},
	"script/errors-ignored": {
		severity: "warning",
		what: "PowerShell scripts end at an error",
		why: "Without $ErrorActionPreference = \"Stop\", most errors are written and passed over: the hook ends with 0, and the deployment succeeds.",
		fix: "begin it with $ErrorActionPreference = \"Stop\"",
		bad: "scripts\\start.ps1: Start-Service shop",
		good: "scripts\\start.ps1: $ErrorActionPreference = \"Stop\", then Start-Service shop"
	},
	"script/exit-code-lost": {
		severity: "warning",
		what: "PowerShell scripts end with the exit code of the programs they run",
		why: "$ErrorActionPreference does not count for programs: the script continues, and ends with 0.",
		fix: "write if ($LASTEXITCODE) { exit $LASTEXITCODE } after it",
		bad: "scripts\\a.ps1: & C:\\shop\\migrate.exe",
		good: "scripts\\a.ps1: & C:\\shop\\migrate.exe; exit $LASTEXITCODE"
	},
	"unit/no-reload": {
		severity: "warning",
		what: "systemd reads a replaced unit again",
		why: "Until then it runs the old one: \"The unit file changed on disk. Run systemctl daemon-reload\".",
		fix: "run systemctl daemon-reload in a hook after Install, before the restart",
		bad: "appspec.yml (destination: /etc/systemd/system)\nscripts/start.sh: systemctl restart shop",
		good: "appspec.yml (destination: /etc/systemd/system)\nscripts/start.sh: systemctl daemon-reload && systemctl restart shop"
	},
	"unit/no-program": {
		severity: "warning",
		what: "what a unit starts is installed",
		why: "The unit fails with status=203/EXEC, after systemctl start has succeeded. Only programs in folders of the deployment are looked for, and none that a hook names.",
		fix: "fix the path, or copy the program there",
		bad: "shop.service: ExecStart=/opt/shop/bin/run\napp/run (755)",
		good: "shop.service: ExecStart=/opt/shop/run\napp/run (755)"
	},
	"unit/not-installed": {
		severity: "warning",
		what: "a unit that hooks start is where systemd looks",
		why: "systemctl start finds the unit of an earlier release or none: \"Unit shop.service not found\", exit code 5.",
		fix: "copy it to /etc/systemd/system under files",
		bad: "shop.service\nscripts/start.sh: systemctl restart shop",
		good: "appspec.yml (source: shop.service, destination: /etc/systemd/system)\nshop.service\nscripts/start.sh: systemctl daemon-reload && systemctl restart shop"
	},
	"unit/not-executable": {
		severity: "warning",
		what: "what a unit starts is executable",
		why: "The unit fails with status=203/EXEC, after systemctl start has succeeded.",
		fix: "chmod +x it before packing, or set a mode under permissions",
		bad: "shop.service: ExecStart=/opt/shop/run\napp/run (644)",
		good: "shop.service: ExecStart=/opt/shop/run\napp/run (755)"
	},
	"files/agent-folder": {
		severity: "warning",
		what: "nothing is copied into the folder of the agent",
		why: "The agent removes and replaces what is in there.",
		fix: "choose a folder of your own",
		bad: "destination: /opt/codedeploy-agent/shop",
		good: "destination: /opt/shop"
	},
	"files/root": {
		severity: "warning",
		what: "the whole bundle does not go to /",
		why: "appspec.yml, scripts and whatever else is packed end up in the root of the host, and in each other\u2019s way.",
		fix: "name what is copied: source: etc, destination: /etc",
		bad: "source: /\ndestination: /",
		good: "source: app\ndestination: /opt/app"
	},
	"permissions/world-writable": {
		severity: "warning",
		what: "not every user of a host may change what is deployed",
		why: "Whoever gets onto the host as any user, such as through the web server, can change what root or others run.",
		fix: "write 755 for programs and folders, 644 for other files",
		bad: "mode: 777",
		good: "mode: 755"
	},
	"hooks/runas-misspelt": {
		severity: "warning",
		what: "`runas` is a user that the host has",
		why: "A name one letter off that of a user whom the images of AWS have is mostly meant for it: \"su: user ex2-user does not exist\".",
		fix: "write the name of the user",
		bad: "runas: ex2-user",
		good: "runas: ec2-user"
	}
};

// src/appspec/rules/server.ts
const serverRules = {
	"yaml/stray-byte-order-mark": {
		severity: "warning",
		what: "no byte order mark",
		why: "It does no harm only because a comment or an empty line follows it; without that line the agent does not find `os`.",
		fix: "save the file without a byte order mark",
		bad: "\ufeff# AppSpec file\nversion: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }",
		good: "# AppSpec file\nversion: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }"
	},
	"yaml/duplicate-key": {
		severity: "error",
		what: "no key twice in one mapping",
		why: "The last one wins and the others are gone: a lifecycle event that is written twice runs only the scripts of the second.",
		fix: "join the two, or remove one",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/migrate.sh\n  AfterInstall:\n    - location: scripts/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/migrate.sh\n      timeout: 600\n    - location: scripts/start.sh\n      timeout: 60"
	},
	"yaml/second-document": {
		agent: "1",
		severity: "warning",
		what: "one document",
		why: "The agent reads the first only, and does not notice mistakes in the others.",
		fix: "remove the \"---\" or \"...\" line, or what follows it",
		bad: "version: 0.0\nos: linux\n---\nhooks:\n  AfterInstall:\n    - location: scripts/start.sh",
		good: "version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"keys/unknown": {
		severity: "warning",
		what: "every key is one the agent knows",
		why: "Others are ignored without a word. The most common is `overwrite` in an item of `files`, which never did anything.",
		fix: "remove the key",
		bad: "files:\n  - source: /\n    destination: /opt/app\n    overwrite: yes",
		good: "files:\n  - source: /\n    destination: /opt/app\nfile_exists_behavior: OVERWRITE"
	},
	"keys/misspelt": {
		severity: "error",
		what: "no key is misspelt or in the wrong place",
		why: "The agent ignores it, and with it everything below it.",
		fix: "spell the key correctly, and put it where it belongs",
		bad: "permission:\n  - object: /opt/app\n    owner: app",
		good: "files:\n  - { source: /, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    owner: app"
	},
	"appspec/does-nothing": {
		severity: "warning",
		what: "the file has files to copy or scripts to run",
		why: "A deployment with neither succeeds and changes nothing.",
		fix: "add files or hooks",
		bad: "version: 0.0\nos: linux",
		good: "version: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }"
	},
	"hooks/unknown-event": {
		severity: "error",
		what: "every hook is a lifecycle event of a deployment",
		why: "A misspelt one is never run, and the deployment succeeds; only codedeploy-local refuses it, with \"unknown lifecycle events\". Names are compared letter by letter.",
		fix: "write one of ApplicationStop, BeforeInstall, AfterInstall, ApplicationStart, ValidateService, or the Before\u2026 and After\u2026 events of BlockTraffic and AllowTraffic",
		bad: "hooks:\n  AfterInstal:\n    - location: scripts/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/reserved-event": {
		severity: "error",
		what: "no hook for an event that belongs to the agent or the service",
		why: "DownloadBundle, Install, BlockTraffic and AllowTraffic, Start and End run no scripts; yours are never run.",
		fix: "take the Before\u2026 or After\u2026 event next to it",
		bad: "hooks:\n  Install:\n    - location: scripts/install.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/install.sh"
	},
	"hooks/no-scripts": {
		severity: "warning",
		what: "a hook has scripts",
		why: "The event does nothing, and counts as succeeded.",
		fix: "add a script, or remove the hook",
		bad: "files:\n  - { source: /, destination: /opt/app }\nhooks:\n  AfterInstall:",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/event-timeout": {
		severity: "warning",
		what: "the timeouts of one event come to an hour at most",
		why: "The service gives a lifecycle event 3600 seconds in all, and the agent does not check the sum. A script without `timeout` counts 3600.",
		fix: "give each script of the event a timeout, 3600 in all at most",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/migrate.sh\n    - location: scripts/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/migrate.sh\n      timeout: 3000\n    - location: scripts/start.sh\n      timeout: 600"
	},
	"hooks/surprising-timeout": {
		agent: "1",
		severity: "warning",
		what: "a `timeout` is a whole number of seconds, plainly written",
		why: "To the agent \"300s\" is 300 and \"5m\" is 5, 1.9 is 1, 060 is 48 and 1:00 is 3600.",
		fix: "write whole seconds, such as timeout: 300",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 5m",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300"
	},
	"hooks/blank-in-location": {
		severity: "error",
		what: "the path of a script has no spaces or signs that a shell acts on",
		why: "The agent puts it into a command line without quotes: a space ends the path. Arguments do not work either, because the whole text must be the path of a file: \"Script does not exist at specified location\".",
		fix: "rename the script; to give it arguments, call it from a script without",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh --now",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start-now.sh"
	},
	"hooks/absolute-location": {
		severity: "warning",
		what: "the path of a script is relative to the bundle",
		why: "With a leading slash it still is: /opt/app/start.sh is looked for in the bundle, not on the host.",
		fix: "remove the leading slash; to run what is on the host, call it from a script of the bundle",
		bad: "hooks:\n  AfterInstall:\n    - location: /opt/app/start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/location-outside": {
		severity: "error",
		what: "the path of a script stays in the bundle",
		why: "The agent does not block \"..\": it would run, as root, what is beside the bundle in its own folder.",
		fix: "put the script into the bundle",
		bad: "hooks:\n  AfterInstall:\n    - location: ../start.sh",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh"
	},
	"hooks/user-on-windows": {
		severity: "warning",
		what: "no `runas` or `sudo` on Windows",
		why: "The agent ignores them there: the script runs as Local System.",
		fix: "remove it",
		bad: "version: 0.0\nos: windows\nhooks:\n  AfterInstall:\n    - location: start.ps1\n      runas: app",
		good: "version: 0.0\nos: windows\nhooks:\n  AfterInstall:\n    - location: start.ps1"
	},
	"hooks/empty-runas": {
		severity: "warning",
		what: "a `runas` names a user",
		why: "An empty one counts as given: the agent runs `su  -c \u2026`, which is root.",
		fix: "name the user, or remove runas",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: \"\"",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: app"
	},
	"hooks/sudo-is-text": {
		agent: "1",
		severity: "warning",
		what: "`sudo` is true or false",
		why: "Every text counts as true, \"false\" and \"no\" in quotes as well.",
		fix: "write sudo: true, or remove it",
		bad: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: \"false\"",
		good: "hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: false"
	},
	"files/value-not-text": {
		agent: "1",
		severity: "error",
		what: "`source` and `destination` are text",
		why: "The agent does not look at them until Install, when the old files are gone already, and then fails with \"no implicit conversion \u2026 into String\".",
		fix: "put the value in quotes",
		bad: "files:\n  - source: 2024\n    destination: /opt/app",
		good: "files:\n  - source: \"2024\"\n    destination: /opt/app"
	},
	"files/glob-in-source": {
		severity: "error",
		what: "no patterns in `source`",
		why: "The agent looks for a file of exactly that name: \"No such file or directory @ rb_sysopen\".",
		fix: "name the folder: its content is copied, with dotfiles and subfolders",
		bad: "files:\n  - source: build/*\n    destination: /opt/app",
		good: "files:\n  - source: build\n    destination: /opt/app"
	},
	"files/source-outside": {
		severity: "error",
		what: "a `source` stays in the bundle",
		why: "The agent does not block \"..\": it would copy what is beside the bundle in its own folder.",
		fix: "put the files into the bundle",
		bad: "files:\n  - source: ../shared\n    destination: /opt/app",
		good: "files:\n  - source: shared\n    destination: /opt/app"
	},
	"files/relative-destination": {
		severity: "warning",
		what: "a `destination` is absolute",
		why: "The agent takes it from its own working folder, which is / under systemd and another under init.d.",
		fix: "write an absolute path: from /, or from the drive",
		bad: "files:\n  - source: /\n    destination: app",
		good: "files:\n  - source: /\n    destination: /opt/app"
	},
	"files/unexpanded-destination": {
		severity: "error",
		what: "no `~` or variables in `destination`",
		why: "No shell sees it: the agent makes folders of exactly that name, or fails with \"File exists @ dir_s_mkdir\".",
		fix: "write the path out",
		bad: "files:\n  - source: /\n    destination: $HOME/app",
		good: "files:\n  - source: /\n    destination: /home/app/app"
	},
	"files/destination-repeats-file": {
		severity: "warning",
		what: "the `destination` of a file is the folder it goes to",
		why: "A destination is always a folder: app.conf to /etc/app.conf becomes /etc/app.conf/app.conf.",
		fix: "leave the file\u2019s name out of destination",
		bad: "files:\n  - source: app.conf\n    destination: /etc/app.conf",
		good: "files:\n  - source: app.conf\n    destination: /etc"
	},
	"files/same-destination": {
		severity: "error",
		what: "nothing is copied to one place twice",
		why: "Install fails, after the old files are gone: \"the application specification file specifies two source files \u2026 for the same destination\". A folder and a part of it that go to the same place do that too.",
		fix: "remove one of the two",
		bad: "files:\n  - { source: www, destination: /var/www }\n  - { source: www, destination: /var/www/ }",
		good: "files:\n  - { source: www, destination: /var/www }"
	},
	"permissions/unquoted-octal-mode": {
		agent: "1",
		severity: "error",
		what: "a `mode` that begins with 0 is in quotes",
		why: "YAML takes 0644 for an octal number, which is 420, and the agent sets the mode 0420 without a word.",
		fix: "write mode: 644, or mode: \"0644\" in quotes",
		bad: "files:\n  - { source: app, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    mode: 0644\n    type: [file]",
		good: "files:\n  - { source: app, destination: /opt/app }\npermissions:\n  - object: /opt/app\n    mode: \"0644\"\n    type: [file]"
	},
	"permissions/mode-without-search": {
		severity: "warning",
		what: "folders keep the bit that lets their owner in",
		why: "Without `type` a mode also goes to folders: 644 there lets nobody in.",
		fix: "add type: [file], and a permission of type [directory] with a mode such as 755",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    mode: 644",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    mode: 644\n    type: [file]"
	},
	"permissions/no-match": {
		severity: "warning",
		what: "a permission applies to something",
		why: "The agent sets permissions only on what this deployment copies; an object that is none of it, or a misspelt one, is passed over.",
		fix: "name a destination of files, a folder above or below it, or a file that is copied",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/ww\n    owner: app",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    owner: app"
	},
	"permissions/set-twice": {
		severity: "error",
		what: "nothing gets permissions twice",
		why: "Install fails: \"the permissions setting for (\u2026) is specified more than once\".",
		fix: "join the two, or set them apart with type, pattern and except",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - { object: /var/www, owner: app }\n  - { object: /var/www, mode: 755 }",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - { object: /var/www, owner: app, mode: 755 }"
	},
	"permissions/default-acl-on-file": {
		severity: "error",
		what: "default ACLs are for folders only",
		why: "Install fails where one meets a file: \"the -d parameter has been specified to apply an acl setting to a file\".",
		fix: "add type: [directory]",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    acls: [\"d:u:app:rwx\"]",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    acls: [\"d:u:app:rwx\"]\n    type: [directory]"
	},
	"permissions/context-without-range": {
		agent: "1",
		severity: "error",
		what: "a `context` has a `range`",
		why: "Without one, Install fails wherever the permission applies: \"undefined method `get_range' for nil\". That is a mistake in the agent.",
		fix: "add range: s0",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    context: { type: httpd_sys_content_t }",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    context: { type: httpd_sys_content_t, range: s0 }"
	},
	"permissions/context-user": {
		severity: "warning",
		what: "the SELinux user of a `context` is under `name`",
		why: "The agent reads `name`; the documented `user` is ignored.",
		fix: "write name instead of user",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    context: { type: httpd_sys_content_t, range: s0, user: system_u }",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    context: { type: httpd_sys_content_t, range: s0, name: system_u }"
	},
	"permissions/pattern-on-file": {
		severity: "error",
		what: "no `pattern` or `except` where the object is a file",
		why: "Install fails: \"includes an object (\u2026) with an invalid pattern\".",
		fix: "remove pattern and except, or name the folder as object",
		bad: "files:\n  - { source: app.conf, destination: /etc/app }\npermissions:\n  - object: /etc/app/app.conf\n    pattern: \"*.conf\"\n    mode: 640\n    type: [file]",
		good: "files:\n  - { source: app.conf, destination: /etc/app }\npermissions:\n  - object: /etc/app/app.conf\n    mode: 640\n    type: [file]"
	},
	"permissions/pattern-with-slash": {
		severity: "warning",
		what: "`pattern` and `except` are names without folders",
		why: "Both are compared with names directly in the object only, so one with a slash never matches. In a pattern only `*` is special.",
		fix: "name the inner folder as object",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    pattern: \"cgi/*.sh\"\n    mode: 755",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www/cgi\n    pattern: \"*.sh\"\n    mode: 755"
	},
	"permissions/value-not-text": {
		severity: "error",
		what: "`owner`, `group`, `pattern` and the items of `except` are text, and names rather than numbers",
		why: "The agent looks owner and group up by name: a number fails with \"no implicit conversion of Integer into String\" or \"can't find user for 1000\", after the files were copied.",
		fix: "write the name of the user or group, and patterns in quotes",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    owner: 1000",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    owner: app"
	},
	"permissions/relative-object": {
		severity: "warning",
		what: "an `object` is absolute",
		why: "The agent takes it from its own working folder, which is / under systemd and another under init.d.",
		fix: "write an absolute path",
		bad: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: var/www\n    owner: app",
		good: "files:\n  - { source: www, destination: /var/www }\npermissions:\n  - object: /var/www\n    owner: app"
	}
};

// src/appspec/rules/services.ts
const ECS = "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo:\n          ContainerName: web\n          ContainerPort: 80";
const LAMBDA = "version: 0.0\nResources:\n  - orders:\n      Type: AWS::Lambda::Function\n      Properties:\n        Name: orders\n        Alias: live\n        CurrentVersion: \"1\"\n        TargetVersion: \"2\"";
const serviceRules = {
	"service/version": {
		severity: "error",
		what: "`version` is 0.0",
		why: "The service knows no other.",
		fix: "write version: 0.0",
		bad: ECS.replace("0.0", "1.0"),
		good: ECS
	},
	"service/resources": {
		severity: "error",
		what: "`Resources` is a list of exactly one mapping with one name",
		why: "A deployment changes one ECS service or one Lambda function.",
		fix: "write one resource, with a dash before its name",
		bad: LAMBDA.replace("  - orders", "  orders"),
		good: LAMBDA
	},
	"service/type": {
		severity: "error",
		what: "the resource\u2019s `Type` is AWS::ECS::Service or AWS::Lambda::Function",
		why: "It tells the service what to deploy.",
		fix: "write one of the two",
		bad: LAMBDA.replace("Lambda::Function", "Lambda::Alias"),
		good: LAMBDA
	},
	"service/missing-property": {
		severity: "error",
		what: "every required property is there",
		why: "For ECS these are TaskDefinition and LoadBalancerInfo with ContainerName and ContainerPort, for Lambda Name, Alias, CurrentVersion and TargetVersion. An AwsvpcConfiguration needs Subnets, SecurityGroups and AssignPublicIp.",
		fix: "add the property",
		bad: LAMBDA.replace("\n        Alias: live", ""),
		good: LAMBDA
	},
	"service/invalid-property": {
		severity: "error",
		what: "every property has the type that the service accepts",
		why: "Versions of a function are whole numbers from 1 on, so neither $LATEST nor an alias; a port is a number; AssignPublicIp is ENABLED or DISABLED.",
		fix: "fix the value",
		bad: LAMBDA.replace("\"2\"", "$LATEST"),
		good: LAMBDA
	},
	"service/quoted-port": {
		severity: "warning",
		what: "`ContainerPort` is a number without quotes",
		why: "It is documented as a number.",
		fix: "remove the quotes",
		bad: ECS.replace("ContainerPort: 80", "ContainerPort: \"80\""),
		good: ECS
	},
	"service/placeholder": {
		severity: "warning",
		what: "no placeholder is left",
		why: "The service takes the text as it is. AWS CodePipeline fills in a task definition of <TASK_DEFINITION>, and some CI steps fill in theirs; anything else must be an ARN.",
		fix: "put the value in before the file is deployed",
		bad: LAMBDA.replace("\"2\"", "\"{{VERSION}}\""),
		good: LAMBDA
	},
	"service/hooks": {
		severity: "error",
		what: "`Hooks` is a list of single lifecycle events, each with the name or ARN of a Lambda function",
		why: "Nothing else is called.",
		fix: "write \"- BeforeAllowTraffic: FUNCTION\"",
		bad: `${LAMBDA}\nHooks:\n  BeforeAllowTraffic: check-orders`,
		good: `${LAMBDA}\nHooks:\n  - BeforeAllowTraffic: check-orders`
	},
	"service/unknown-event": {
		severity: "error",
		what: "every hook is a lifecycle event of the platform",
		why: "For ECS: BeforeInstall, AfterInstall, AfterAllowTestTraffic, BeforeAllowTraffic, AfterAllowTraffic. For Lambda: BeforeAllowTraffic, AfterAllowTraffic.",
		fix: "write one of those",
		bad: `${LAMBDA}\nHooks:\n  - BeforeInstall: check-orders`,
		good: `${LAMBDA}\nHooks:\n  - AfterAllowTraffic: check-orders`
	},
	"service/unknown-key": {
		severity: "warning",
		what: "every key is one that is documented",
		why: "Others are ignored or refused.",
		fix: "remove the key, or write it as it is meant",
		bad: LAMBDA.replace("        Alias", "        Region: eu-west-1\n        Alias"),
		good: LAMBDA
	}
};

// src/appspec/rules.ts
const findingRules = { "lint/more": {
	severity: "warning",
	what: "a file has no more findings than anyone reads",
	why: "Past the first two hundred of a file, findings are only counted.",
	fix: "fix the first ones; the others often go with them",
	bad: "(a file with 201 findings)",
	good: "(a file with 200 findings)"
} };
const all = {
	...agentRules,
	...agent2Rules,
	...serverRules,
	...serviceRules,
	...bundleRules,
	...hostRules,
	...consulRules,
	...agent2BundleRules,
	...findingRules
};
const rules = all;
function isRule(name) {
	return Object.hasOwn(rules, name);
}
function mayBeOff(id, agents = "1") {
	if (Object.hasOwn(agent2Rules, id)) return agents === "1";
	return !Object.hasOwn(agentRules, id) && id !== "lint/more";
}

Object.defineProperty(exports, "isRule", {
  enumerable: true,
  get: function () {
    return isRule;
  }
});
Object.defineProperty(exports, "mayBeOff", {
  enumerable: true,
  get: function () {
    return mayBeOff;
  }
});
Object.defineProperty(exports, "rules", {
  enumerable: true,
  get: function () {
    return rules;
  }
});
},
};
