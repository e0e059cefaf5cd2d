/** A message for TeamCity in one line. Everything but printable ASCII is escaped, so that the agent's encoding does not matter. */
export function serviceMessage(
  name: string,
  attributes: string | Readonly<Record<string, string | number | undefined>>,
): string {
  if (typeof attributes === 'string') return `##teamcity[${name} '${escapeValue(attributes)}']`;
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}='${escapeValue(String(value))}'`,
  );
  return `##teamcity[${name}${given.join('')}]`;
}

const escapes: { [character: string]: string } = {
  '|': '||',
  "'": "|'",
  '\n': '|n',
  '\r': '|r',
  '[': '|[',
  ']': '|]',
};

/** https://www.jetbrains.com/help/teamcity/service-messages.html#Escaped+Values */
export function escapeValue(text: string): string {
  return text.replace(/[|'\n\r[\]]|[^\x20-\x7e]/g, (unit) => {
    return escapes[unit] ?? `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
