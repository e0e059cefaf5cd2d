import type { Plugin } from 'rolldown';

const plain =
  /^export class (\w+) extends __BaseException \{\n {4}name = "\1";\n {4}\$fault = "(\w+)";\n {4}constructor\(opts\) \{\n {8}super\(\{\n {12}name: "\1",\n {12}\$fault: "\2",\n {12}\.\.\.opts,?\n {8}\}\);\n {8}Object\.setPrototypeOf\(this, \1\.prototype\);\n {4}\}\n\}$/gm;

/** Writes the SDK's error classes, a hundred times the same twelve lines, as calls of one function. */
export function plainErrors(): Plugin {
  return {
    name: 'plain-errors',
    transform(code, id) {
      if (!/@aws-sdk\/[\w/-]+\/models\/errors\.js$/.test(id.replaceAll('\\', '/')))
        return undefined;
      if (!plain.test(code)) return undefined;
      const short = code.replace(
        plain,
        (_, name, fault) => `export const ${name} = plainError("${name}", "${fault}");`,
      );
      return `${short}\n${plainError}`;
    },
  };
}

const plainError = `function plainError(name, $fault) {
  return class extends __BaseException {
    constructor(opts) {
      super({ name, $fault, ...opts });
      this.name = name;
      this.$fault = $fault;
      Object.setPrototypeOf(this, new.target.prototype);
    }
  };
}`;
