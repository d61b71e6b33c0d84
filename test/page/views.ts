import type { ImageView, LayersView, SavingsView } from '../../server/src/lsp/messages.ts';
import type { PageTexts } from '../../client/src/page/messages.ts';

/** An image with a base, an install with waste, a copy, and a part that is not known. */
export const image: ImageView = {
  total: 'at least 200 MB',
  bytes: 200e6,
  isComplete: false,
  estimate: null,
  download: 'about 60 MB',
  wasted: 20e6,
  wastedText: '20 MB wasted',
  efficiency: 0.9,
  parts: [
    { line: 0, text: 'FROM debian:bookworm', bytes: 120e6, wasted: 0, size: '120 MB', unknown: null },
    { line: 1, text: 'RUN apt-get install -y curl', bytes: 70e6, wasted: 20e6, size: '70 MB', unknown: null },
    { line: 2, text: 'COPY <b>&"app" /app', bytes: 10e6, wasted: 0, size: '10 MB', unknown: null },
    {
      line: 3,
      text: 'RUN ./setup',
      bytes: 0,
      wasted: 0,
      size: 'size known after the build',
      unknown: 'What ./setup writes is only known during the build.',
    },
  ],
};

/** The same after the package lists are deleted. */
export const imageAfter: ImageView = {
  ...image,
  total: 'at least 180 MB',
  bytes: 180e6,
  wasted: 0,
  wastedText: null,
  efficiency: 1,
  parts: image.parts.map((part) => (part.line === 1 ? { ...part, bytes: 50e6, wasted: 0, size: '50 MB' } : part)),
};

export const layers: LayersView = {
  title: 'Dockerfile',
  version: 7,
  image,
  stages: [
    {
      name: 'a-stage-with-a-name-that-is-much-longer-than-a-narrow-column-has-space-for',
      line: 0,
      total: '≥ 200 MB',
      final: true,
      layers: image.parts.map(({ line, text, bytes, wasted, size, unknown }) => ({
        line,
        keyword: text.split(' ')[0]!,
        text,
        size,
        bytes: unknown === null ? bytes : undefined,
        wasted,
        wastedText: wasted > 0 ? '20 MB wasted' : undefined,
        detail: unknown ?? 'Where it comes from.',
        measured: line === 1 ? 'measured 2 hours ago' : undefined,
        estimate: line === 1 ? 'estimated ≈ 65 MB' : undefined,
        parts: line === 1 ? [{ name: 'curl', size: '50 MB', bytes: 50e6 }] : [],
      })),
    },
  ],
};

export const savings: SavingsView = {
  version: 7,
  savings: [
    { id: 'smaller-base:1', title: 'Use debian:bookworm-slim', reason: null, risk: 'It has no documentation.', size: '45 MB', bytes: 45e6, line: 0, canApply: true },
    { id: 'package-lists-left:2', title: 'Delete the lists', reason: 'They stay.', risk: null, size: '20 MB', bytes: 20e6, line: 1, canApply: true },
    { id: 'removed-in-later-layer:3', title: 'Use a mount', reason: null, risk: 'By hand.', size: '10 MB', bytes: 10e6, line: 2, canApply: false },
  ],
}; // prettier-ignore

/** Every text is its own name, with the places for values, so that a test sees which text is where. */
export const texts = Object.fromEntries(
  [
    'after', 'apply', 'canBeLarger', 'checking', 'download', 'efficiency', 'efficiencyHelp', 'empty', 'emptyStage', 'export', 'finalImage', 'layers',
    'manual', 'noSavings', 'noWaste', 'pickHelp', 'safe', 'savings', 'size', 'stages', 'suggestion', 'unknown', 'waste', 'before',
  ].map((name) => [name, name]),
) as unknown as PageTexts; // prettier-ignore

export const pageTexts: PageTexts = {
  ...texts,
  applyPicked: 'applyPicked {0}',
  goToLine: 'goToLine {0}',
  line: 'line {0}',
  otherLayers: 'otherLayers {0}',
  picked: 'picked {0}, {1}',
};
