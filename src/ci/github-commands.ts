/** A workflow command in one line (actions/toolkit: packages/core/src/command.ts). */
export function command(
  name: string,
  data: string,
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : `${key}=${escapeProperty(String(value))}`,
  );
  const list = given.length > 0 ? ` ${given.join(',')}` : '';
  return `::${name}${list}::${escapeData(data)}`;
}

/** Lines between which the runner takes nothing for a command. Nobody can guess the word that ends it. */
export function fence(): { open: string; close: string } {
  const token = crypto.randomUUID();
  return { open: `::stop-commands::${token}`, close: `::${token}::` };
}

/** An entry of the files that outputs and state are passed on in; the delimiter cannot be in the value. */
export function fileEntry(name: string, value: string): string {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
