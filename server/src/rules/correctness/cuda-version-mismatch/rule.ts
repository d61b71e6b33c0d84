import { cudaImageOf } from '../../../facts/cuda.ts';
import { versionOfWheel, wheelFor } from '../../../knowledge/cuda.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';
import type { Span } from '../../../base/span.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

type Messages = 'found' | 'replace';

export const rule = defineRule<Messages>({
  id: 'cuda-version-mismatch',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [250],
  summary: 'A package is built for another major version of CUDA than that of the base image.',
  messages: {
    found:
      'This package is for CUDA {wheel}, but "{image}" has CUDA {version}: extensions do not compile, and the image has both versions.',
    replace: 'Use the packages for CUDA {version}',
  },
  on: {
    package({ packages }, instruction, context) {
      if (packages.verb !== 'install' || packages.kind !== 'language') return;
      const found = versionsIn(packages);
      if (found.length === 0) return;
      const stage = context.stageOf(instruction);
      const cuda = stage && cudaImageOf(stage);
      if (!cuda) return;
      for (const { version, at, isIndex } of found) {
        if (version.split('.')[0] === cuda.version.split('.')[0]) continue;
        const other = isIndex && found.length === 1 ? wheelFor(cuda.version) : undefined;
        const fix = (digits: string): ReportedFix<Messages> => ({
          title: 'replace',
          data: { version: versionOfWheel(digits) },
          level: 'suggestion',
          edits: [{ ...at, newText: `cu${digits}` }],
        });
        const data = { wheel: version, image: cuda.image.raw, version: cuda.version };
        context.report({ at, message: 'found', data, fixes: other === undefined ? [] : [fix(other)] });
      }
    },
  },
});

interface Found {
  readonly version: string;
  readonly at: Span;
  /** In the address of an index of PyTorch. */
  readonly isIndex: boolean;
}

/** The CUDA versions in the arguments: `.../whl/cu118`, `torch==2.1.0+cu118`, `pytorch-cuda=11.8`, `cudatoolkit=11.8`. */
function versionsIn({ command: { args }, tool }: PackageCommand): readonly Found[] {
  return args.flatMap(({ raw, start, literal }): Found[] => {
    if (!literal) return [];
    const wheel = /(?<=\/whl\/(?:nightly\/|test\/)?)cu(\d{3})\b|(?<=\+)cu(\d{3})\b/.exec(raw);
    const conda = tool === 'conda' ? /(?<=\b(?:pytorch-cuda|cudatoolkit|cuda-version)={1,2})(\d+\.\d+)/.exec(raw) : undefined;
    const match = wheel ?? conda;
    if (!match) return [];
    const at = { start: start + match.index, end: start + match.index + match[0].length };
    return [{ version: wheel ? versionOfWheel((wheel[1] ?? wheel[2])!) : match[0], at, isIndex: wheel?.[1] !== undefined }];
  });
}
