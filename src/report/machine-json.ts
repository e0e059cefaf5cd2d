/**
 * JSON that is safe in any log: what cannot be seen is escaped, and so is `##`, which CI systems look for anywhere in a line. It
 * parses to the same value, and is one line unless it is indented.
 */
export function machineJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(/#(?=#)/g, '\\u0023')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
