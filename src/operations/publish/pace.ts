import { durationText } from '../../model/duration.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OnProgress } from '../../state/progress.ts';

/** Counts what is done of so many, and tells how fast it goes and how long it takes still. */
export function pace(clock: Clock, progress: OnProgress, total: number, what: string): () => void {
  const begun = clock.now().getTime();
  let done = 0;
  return () => {
    done++;
    const seconds = (clock.now().getTime() - begun) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const left = rate > 0 ? `, ${durationText(((total - done) / rate) * 1000)} left` : '';
    progress(done, total, `${what}, ${Math.round(rate)} a second${left}`);
  };
}
