import { type Found, isNode, type Node, nodesOf } from './syntax-tree.ts';

/** A change of one place that ought to make a test fail: what stands from `start` to `end`, and what instead of it. */
export type Mutant = {
  start: number;
  end: number;
  to: string;
  /** What is run when the place is passed. */
  around: { start: number; end: number; is: 'statement' | 'value' | 'argument' };
  /** Run once, when the file is loaded. */
  isOfLoading: boolean;
};

type Change = Pick<Mutant, 'start' | 'end' | 'to'> & { around?: Mutant['around'] };
type Operator = (node: Node, found: Found, source: string) => Change[];

const opposites = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['&&', '||'],
  ['||', '&&'],
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
]);

const otherMethods = new Map([
  ['every', 'some'],
  ['some', 'every'],
  ['min', 'max'],
  ['max', 'min'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
]);

const leftOut = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed']);

/** By the type of node: what a slip, a wrong boundary or a forgotten line would make of it. */
const operators: Readonly<Record<string, Operator>> = {
  LogicalExpression: (node, _, source) =>
    node.operator === '??' ? leftAlone(node) : otherOperator(node, source),
  BinaryExpression: (node, _, source) => (isText(node, source) ? [] : otherOperator(node, source)),
  IfStatement: ({ test }) => decided(test, ['true', 'false']),
  ConditionalExpression: ({ test }) => decided(test, ['true', 'false']),
  WhileStatement: ({ test }) => decided(test, ['false']),
  DoWhileStatement: ({ test }) => decided(test, ['false']),
  UnaryExpression: (node) =>
    node.operator === '!' ? [{ start: node.start, end: node.start + 1, to: '' }] : [],
  Literal: (node, _, source) => literal(node, source),
  CallExpression: (node, { parent }) => method(node, parent),
  ReturnStatement: ({ argument }) => decided(argument, ['undefined']),
  ExpressionStatement: removed,
  ThrowStatement: removed,
  ContinueStatement: removed,
  BreakStatement: (node, found) => (found.parent.type === 'SwitchCase' ? [] : removed(node)),
};

/** All mutants of a source text, one place each. */
export function mutantsOf(source: string): Mutant[] {
  return nodesOf(source).flatMap((found) => {
    const { node, isInFunction } = found;
    return (operators[node.type]?.(node, found, source) ?? []).map(({ around, ...change }) => ({
      ...change,
      around: around ?? { start: node.start, end: node.end, is: 'value' },
      isOfLoading: !isInFunction,
    }));
  });
}

function otherOperator({ left, right, operator }: Node, source: string): Change[] {
  const to = opposites.get(String(operator));
  if (to === undefined || !isNode(left) || !isNode(right)) return [];
  const start = source.indexOf(String(operator), left.end);
  return [{ start, end: start + String(operator).length, to }];
}

/** Texts have a sum and no difference. */
function isText({ operator, left, right }: Node, source: string): boolean {
  const isQuoted = (side: unknown) => isNode(side) && /^['"`]/.test(source.slice(side.start));
  return operator === '+' && (isQuoted(left) || isQuoted(right));
}

function leftAlone({ left, end }: Node): Change[] {
  return isNode(left) ? [{ start: left.end, end, to: '' }] : [];
}

/** A value that is no longer worked out. */
function decided(test: unknown, values: readonly string[]): Change[] {
  if (!isNode(test) || test.type === 'Literal' || test.name === 'undefined') return [];
  const { start, end } = test;
  return values.map((to) => ({ start, end, to, around: { start, end, is: 'value' } }));
}

function literal({ start, end, value }: Node, source: string): Change[] {
  const is = source.slice(start, end);
  if (typeof value === 'boolean') return [{ start, end, to: String(!value) }];
  if (typeof value === 'bigint') return [{ start, end, to: value === 0n ? '1n' : '0n' }];
  if (typeof value !== 'number' || is.startsWith('0x') || is.startsWith('0o')) return [];
  return [{ start, end, to: value === 0 ? '1' : value === 1 ? '0' : String(value * 2) }];
}

function method(call: Node, parent: Node): Change[] {
  const { callee, arguments: given } = call;
  if (!isNode(callee) || callee.type !== 'MemberExpression' || callee.computed === true) return [];
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property)) return [];
  const around = argumentOf(call, given as Node[]);
  const { name, start, end } = property;
  const other = otherMethods.get(String(name));
  if (other !== undefined) return [{ start, end, to: other, around }];
  if (!leftOut.has(String(name)) || parent.type === 'ExpressionStatement') return [];
  return [{ start: object.end, end: call.end, to: '', around }];
}

/** A call may end a chain that has an end of its own where a link is missing; its arguments are always values. */
function argumentOf({ end }: Node, [first]: readonly Node[]): Mutant['around'] {
  if (first === undefined) return { start: end - 1, end: end - 1, is: 'argument' };
  const value = first.type === 'SpreadElement' ? (first.argument as Node) : first;
  return { start: value.start, end: value.end, is: 'value' };
}

function removed({ start, end, directive }: Node): Change[] {
  if (typeof directive === 'string') return [];
  return [{ start, end, to: ';', around: { start, end, is: 'statement' } }];
}
