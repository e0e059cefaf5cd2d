/** The id of a destination's row, for links to it. */
export function anchorOf(id: string): string {
  return `d-${id.replace(/[^\w-]+/g, '-')}`;
}
