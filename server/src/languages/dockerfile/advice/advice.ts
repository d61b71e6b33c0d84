import { formatBytes } from '../../../base/bytes.ts';
import { LazyWork } from '../../../base/lazy-work.ts';
import { LineIndex } from '../../../base/lines.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import type { Work } from '../../../base/work.ts';
import { formatInterval, lowerBound } from '../../../sizes/format.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { DockerfileDocument } from '../document.ts';
import { estimatesInSteps } from '../document-sizes.ts';
import { candidatesIn } from './candidates.ts';
import { withChanges } from './combine.ts';
import { gainBetween } from './gain.ts';
import type { Gain } from './gain.ts';
import { ignoreCandidates } from './ignore-candidates.ts';
import type { Candidate, Saving, SavingSources } from '../../saving.ts';

/** Less is within the error of estimates, and not worth a change. */
const leastBytes = 10_000;
/** A change is left out if others of the same instruction save nearly the same bytes: less than this part of its own saving is left. */
const leastOwnPart = 0.2;

/**
 * Changes that make the final image smaller, the largest saving first. Each saving is measured on its own: the change is made, the sizes are
 * estimated again, and the totals are compared. Changes that save nothing, or whose saving is not known, are left out. Memoized for each
 * version of the document; the first caller decides about the sources.
 */
export function adviceOf(document: DockerfileDocument, sources: SavingSources): Work<readonly Saving[]> {
  return advice(document, sources).inSteps();
}

const advice = memoizeWeak((document: DockerfileDocument, sources: SavingSources) => new LazyWork(() => findSavings(document, sources)));

function* findSavings(document: DockerfileDocument, { users, translate }: SavingSources): Work<readonly Saving[]> {
  const candidates = [...(yield* candidatesIn(document)), ...ignoreCandidates(document, users, translate)];
  const measured: Measured[] = [];
  for (const candidate of candidates) {
    const gain = yield* gainOf(document, candidate);
    if (gain && gain.bytes.likely >= leastBytes) measured.push({ candidate, gain });
    yield;
  }
  const kept = yield* withoutRepeated(document, bestOfEach(measured));
  const ranked = kept.toSorted((a, b) => b.gain.bytes.likely - a.gain.bytes.likely || a.candidate.at.start - b.candidate.at.start);
  return withIds(document, ranked);
}

interface Measured {
  readonly candidate: Candidate;
  readonly gain: Gain;
}

/** Undefined if the saving is not known. */
function* gainOf(document: DockerfileDocument, candidate: Candidate): Work<Gain | undefined> {
  const { manualBytes } = candidate;
  if (manualBytes !== undefined) return { bytes: { low: manualBytes, likely: manualBytes, high: manualBytes }, isAtLeast: false };
  const changed = yield* withChanges(document, [candidate]);
  return gainBetween(yield* estimatesInSteps(document), yield* estimatesInSteps(changed));
}

/** A finding may have several fixes: the safe ones first, then the one that saves most. */
function bestOfEach(measured: readonly Measured[]): readonly Measured[] {
  return measured.filter((one) => {
    const others = measured.filter((other) => other !== one && isAlternative(one.candidate, other.candidate));
    return others.every((other) => compareMeasured(one, other) < 0);
  });
}

/** Other base images are listed side by side. */
function isAlternative(one: Candidate, other: Candidate): boolean {
  return one.source === other.source && one.at.start === other.at.start && one.source !== 'smaller-base';
}

/** Negative if the first is better. */
function compareMeasured(a: Measured, b: Measured): number {
  const byLevel = Number(a.candidate.level !== 'safe') - Number(b.candidate.level !== 'safe');
  return byLevel || b.gain.bytes.likely - a.gain.bytes.likely || -1;
}

/** Without changes that others of the same instruction make, too: a cache mount for package lists that another fix deletes. */
function* withoutRepeated(document: DockerfileDocument, measured: readonly Measured[]): Work<readonly Measured[]> {
  const kept: Measured[] = [];
  for (const one of measured.toSorted(compareMeasured)) {
    const others = kept.filter((other) => isSameInstruction(one, other, document));
    if (others.length === 0 || (yield* addsTo(others, one, document))) kept.push(one);
    yield;
  }
  return kept;
}

function isSameInstruction(one: Measured, other: Measured, { model }: DockerfileDocument): boolean {
  const [a, b] = [one, other].map(({ candidate: { at, source, change } }) =>
    change.kind === 'edits' && source !== 'smaller-base' && source !== 'multi-stage' ? instructionAt(model.tree, at.start) : undefined,
  );
  return a !== undefined && a === b;
}

function* addsTo(others: readonly Measured[], one: Measured, document: DockerfileDocument): Work<boolean> {
  const candidates = others.map(({ candidate }) => candidate);
  const without = yield* estimatesInSteps(yield* withChanges(document, candidates));
  const withIt = yield* estimatesInSteps(yield* withChanges(document, [...candidates, one.candidate]));
  return (gainBetween(without, withIt)?.bytes.likely ?? 0) >= leastOwnPart * one.gain.bytes.likely;
}

function withIds({ text }: DockerfileDocument, ranked: readonly Measured[]): readonly Saving[] {
  const lines = new LineIndex(text);
  const used = new Map<string, number>();
  return ranked.map(({ candidate, gain }) => {
    const name = `${candidate.source}:${lines.lineAt(candidate.at.start) + 1}`;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const sizeText = (gain.isAtLeast ? '≥ ' : '') + (gain.isAtLeast ? formatBytes(lowerBound(gain.bytes)) : formatInterval(gain.bytes));
    return { ...candidate, ...gain, sizeText, id: count === 1 ? name : `${name}:${count}` };
  });
}
