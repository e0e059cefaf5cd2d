import type { Bench, Row } from './row.ts';

const head = `# Results

Made by \`npm run bench\`; each section says when and on what. Medians of contestants that took turns in one run. Absolute
times depend on the machine: compare what stands in one row.
`;

export function section({ name, about }: Bench, rows: readonly Row[], machine: string): string {
  const lines = rows.map(
    ({ what, fanout, peers, aim, reached }) =>
      `| ${what} | ${fanout} | ${peers || '–'} | ${aim} | ${inAWord(reached)} |`,
  );
  return `## ${name}

${about} ${machine}.

| what | fanout | peers | aim | reached |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

function inAWord(reached: Row['reached']): string {
  if (reached === undefined) return 'not compared';
  return reached ? 'yes' : '**no**';
}

/** The page with one section replaced, or added at its end. */
export function withSection(page: string, name: string, text: string): string {
  const sections = page.split(/^(?=## )/m).slice(1);
  const index = sections.findIndex((old) => old.startsWith(`## ${name}\n`));
  const replaced = index < 0 ? [...sections, text] : sections.with(index, text);
  return [head, ...replaced.map((old) => old.trimEnd())]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .concat('\n');
}
