import { missingCorpus } from './corpus.ts';

/** Global setup of vitest: prints one line if the corpus is missing. */
export default function announce(): void {
  if (missingCorpus !== undefined) console.warn(missingCorpus);
}
