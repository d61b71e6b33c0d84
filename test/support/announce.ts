import { missingCorpus } from './corpus.ts';

/** vitest's global set-up: says in one line what a run has to do without. */
export default function announce(): void {
  if (missingCorpus !== undefined) console.warn(missingCorpus);
}
