import { LazyWork } from '../../../base/lazy-work.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import type { Work } from '../../../base/work.ts';
import type { DockerfileDocument } from '../document.ts';
import { baseCandidates } from './base-candidates.ts';
import { conversionCandidates } from './conversion-candidate.ts';
import { dependencyCandidates } from './dependency-candidates.ts';
import { ruleCandidates } from './rule-candidates.ts';
import type { Candidate } from '../../saving.ts';

/** Every change of the Dockerfile that may make its image smaller. Nothing for a file with syntax errors, where edits could break more. */
export function candidatesIn(document: DockerfileDocument): Work<readonly Candidate[]> {
  return candidates(document).inSteps();
}

const candidates = memoizeWeak((document: DockerfileDocument) => new LazyWork(() => findCandidates(document)));

function* findCandidates(document: DockerfileDocument): Work<readonly Candidate[]> {
  if (document.model.tree.problems.length > 0) return [];
  const ofRules = yield* ruleCandidates(document);
  yield;
  const others = [...baseCandidates(document), ...dependencyCandidates(document)];
  return [...ofRules, ...others, ...(yield* conversionCandidates(document))];
}
