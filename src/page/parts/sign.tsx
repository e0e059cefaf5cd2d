import type { Standing } from '../grid.ts';

const signs = { good: '✓', bad: '✕', busy: '…', untouched: '–', unknown: '?' } as const satisfies {
  [S in Standing | 'unknown']: string;
};

/** A sign that tells a state without its colour; the words beside it say the same. */
export function Sign({ of }: { of: keyof typeof signs }) {
  return (
    <span class={`sign ${of}`} aria-hidden="true">
      {signs[of]}
    </span>
  );
}
