import { LazyWork } from '../../../base/lazy-work.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import { meets } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { DockerfileDocument } from '../document.ts';
import { baseCandidates } from './base-candidates.ts';
import { conversionCandidates } from './conversion-candidate.ts';
import { dependencyCandidates } from './dependency-candidates.ts';
import { ruleCandidates } from './rule-candidates.ts';
import type { Candidate } from '../../saving.ts';

/** Every change of the Dockerfile that may make its image smaller. Nothing for an instruction with a syntax error: what it means is not certain. */
export function candidatesIn(document: DockerfileDocument): Work<readonly Candidate[]> {
  return candidates(document).inSteps();
}

const candidates = memoizeWeak((document: DockerfileDocument) => new LazyWork(() => findCandidates(document)));

function* findCandidates(document: DockerfileDocument): Work<readonly Candidate[]> {
  const ofRules = yield* ruleCandidates(document);
  yield;
  const others = [...baseCandidates(document), ...dependencyCandidates(document)];
  const all = [...ofRules, ...others, ...(yield* conversionCandidates(document))];
  return all.filter((candidate) => !meetsProblem(candidate, document));
}

function meetsProblem({ at, change }: Candidate, { model }: DockerfileDocument): boolean {
  const places = [at, ...(change.kind === 'edits' ? change.edits : [])].map(({ start }) => instructionAt(model.tree, start));
  return model.tree.problems.some((problem) => places.some((place) => place !== undefined && meets(place, problem)));
}
