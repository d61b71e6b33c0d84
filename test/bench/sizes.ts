import { english, message } from '../../server/src/base/message.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createModel } from '../../server/src/model/index.ts';
import { estimateSizes } from '../../server/src/sizes/estimate.ts';
import type { Bytes } from '../../server/src/sizes/size.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { assets } from '../support/assets.ts';
import { corpus } from '../support/corpus.ts';
import { contextSources, goDownloads, javaProjects, nodeInstalls, pythonInstalls, summaryOf } from '../support/size-truths.ts';
import type { TruthSummary } from '../support/size-truths.ts';

/** Nothing is known about the build context of a Dockerfile of the corpus. */
const noContext = createBuildContext({ state: 'unavailable', reason: message('The corpus has no build contexts.') });

/** What is known about the sizes of the corpus: counts, and the reasons of unknown RUN instructions with the numbers of their lines. */
export function sizeCoverage() {
  const stages = corpus.map(({ text }) => estimateSizes(createModel(parse(text)), noContext, assets));
  const runs = stages.flat().flatMap(({ layers }) => layers.filter(({ instruction }) => instruction.keyword === 'RUN'));
  const finals = stages.flatMap((all) => all.at(-1) ?? []);
  const complete = finals.filter(({ total }) => total.complete);
  const reasons = new Map<string, number>();
  for (const { estimate } of runs) {
    if (estimate.bytes) continue;
    const reason = english(estimate.detail);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    runs: runs.length,
    known: runs.filter(({ estimate }) => estimate.bytes).length,
    large: runs.filter(({ estimate }) => (estimate.bytes?.likely ?? 0) >= 1_000_000).length,
    finals: finals.length,
    complete: complete.length,
    narrow: complete.filter((stage) => widthOf(stage.total.bytes) < 0.25).length,
    reasons: [...reasons].sort((a, b) => b[1] - a[1]),
  };
}

/** The width of an interval in relation to the figure. */
function widthOf({ low, likely, high }: Bytes): number {
  return likely === 0 ? 0 : (high - low) / likely;
}

/** The errors of estimates by what they are of: real installs and downloads that set no constant. */
export function sizeErrors(): readonly (readonly [kind: string, summary: TruthSummary])[] {
  return [
    ['pip install, pinned versions', summaryOf(pythonInstalls('python-pinned-sets.tsv'))],
    ['pip install, newest versions', summaryOf(pythonInstalls('python-sets.tsv'))],
    ['npm ci', summaryOf(nodeInstalls('all'))],
    ['npm ci --omit=dev', summaryOf(nodeInstalls('production'))],
    ['go mod download', summaryOf(goDownloads())],
    ['mvn package, the program', summaryOf(javaProjects('program'))],
    ['mvn package, the local repository', summaryOf(javaProjects('repository'))],
  ];
}

/** The intervals of COPY without a build context: their number, the share that contains the truth, and the median width in bytes. */
export function copyIntervals(): { readonly count: number; readonly inside: number; readonly width: number } {
  const truths = contextSources();
  const widths = truths.map(({ estimate }) => estimate.high - estimate.low).toSorted((a, b) => a - b);
  return { count: truths.length, inside: summaryOf(truths).inside, width: widths[widths.length >> 1]! };
}
