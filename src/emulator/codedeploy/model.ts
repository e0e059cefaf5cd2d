/** A shape of the API, as its model defines it. Shapes name each other; names of no table are plain types. */
type Shape =
  | { kind: 'string'; min?: number; max?: number; pattern?: string }
  | { kind: 'enum'; values: readonly string[] }
  | { kind: 'list'; of: string }
  | { kind: 'map'; key: string; value: string }
  | { kind: 'structure'; members: Readonly<Record<string, string>>; required?: readonly string[] };

/** `string`, `boolean`, `integer`, `long`, `double` and `timestamp` stand for themselves. */
export type ShapeTable = Readonly<Record<string, Shape>>;

export type OperationTable = Readonly<
  Record<string, { input?: string; output?: string; errors: readonly string[] }>
>;
