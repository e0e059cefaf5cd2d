import { Time, Words } from '../parts/words.tsx';
import type { Live } from './live.ts';

/** Whether the page is fresh, and what its server says. */
export function LiveNote({ live: { beat, lostSince }, isOver }: { live: Live; isOver?: boolean }) {
  return (
    <div class="live">
      {lostSince === undefined ? (
        <span role="status">{beat ? (isOver ? 'the run is over' : 'live') : 'connecting'}</span>
      ) : (
        <span role="alert" class="lost">
          no word from the server since <Time at={lostSince} zone="reader" />: this is how it was
          then; asking again
        </span>
      )}
      {beat?.notes.map((note) => (
        <div key={note} class="server-note">
          <Words of={note} most={1000} />
        </div>
      ))}
    </div>
  );
}
