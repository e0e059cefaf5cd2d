import { Words } from './words.tsx';

/** Which colour a version has, wherever it stands on the page; the label names it, so that the colour is never alone. */
export type Palette = ReadonlyMap<string, number>;

const COLOURS = 6;

/** The first colour is for what a run brings; others follow in order of appearance. */
export function paletteOf(versions: readonly (string | undefined)[]): Palette {
  const known = [...new Set(versions.filter((version) => version !== undefined && version !== ''))];
  return new Map(known.map((version, index) => [version as string, index % COLOURS]));
}

export function VersionLabel({ version, palette }: { version: string; palette: Palette }) {
  return (
    <span class={`version v${palette.get(version) ?? 'x'}`}>
      <Words of={version === '' ? 'unknown' : version} most={60} />
    </span>
  );
}
