import type { RunEvent } from '../../release/events.ts';

/** Events as the page carries them: JSON lines, deflated, in base64. */
export async function packedEvents(data: string): Promise<RunEvent[]> {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const text = await new Response(stream).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RunEvent);
}
