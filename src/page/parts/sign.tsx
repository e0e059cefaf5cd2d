import type { Standing } from '../grid.ts';

const signs: { [S in Standing]: string } = { good: '✓', bad: '✕', busy: '…', untouched: '–' };

/** A sign that tells a state without its colour; the words beside it say the same. */
export function Sign({ of }: { of: Standing }) {
  return (
    <span class={`sign ${of}`} aria-hidden="true">
      {signs[of]}
    </span>
  );
}
