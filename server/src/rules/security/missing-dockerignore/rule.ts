import { formatBytes } from '../../../base/bytes.ts';
import { contextPath, isWithin } from '../../../base/paths.ts';
import type { Span } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { copiedBy, isCommitted, sizeOf, unwantedAmong } from '../../../facts/unwanted-files.ts';
import type { Unwanted } from '../../../facts/unwanted-files.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type MessageId = 'secret-in-image' | 'secret' | 'bulk';

export const rule = defineRule<MessageId>({
  id: 'missing-dockerignore',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [110],
  summary: 'Without a .dockerignore, COPY copies secrets, .git or installed packages.',
  messages: {
    'secret-in-image':
      'There is no .dockerignore, so this copies {paths} into the image, and anyone with the image can read it. Create a .dockerignore.',
    secret: 'There is no .dockerignore, so this copies {paths} into a build stage and its cache. Create a .dockerignore.',
    bulk: 'There is no .dockerignore, so this copies {paths} ({size}), and every change to them invalidates the cache. Create a .dockerignore.',
  },
  on: {
    *file(context) {
      const { snapshot } = context.build;
      if (snapshot.state !== 'known' || snapshot.value.ignore || snapshot.value.truncated) return;
      for (const [instruction, unwanted] of yield* copiedUnwanted(context)) {
        const secrets = unwanted.filter(({ isSecret }) => isSecret);
        const bulk = unwanted.filter(({ isSecret }) => !isSecret);
        const inImage = context.model.stageOf(instruction)?.isInFinalImage;
        if (secrets.length > 0) reportAt(instruction, secrets, inImage ? 'secret-in-image' : 'secret', context);
        if (bulk.length > 0) reportAt(instruction, bulk, 'bulk', context);
      }
    },
  },
});

/** The files and folders that should not be copied, by the first instruction that copies them. */
function* copiedUnwanted({ build, model }: RuleContext<MessageId>): Work<ReadonlyMap<Instruction, readonly Unwanted[]>> {
  const found = new Map<Instruction, Unwanted[]>();
  if (build.snapshot.state !== 'known') return found;
  const copies = model.tree.instructions.some(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
  const candidates = copies ? yield* unwantedAmong(build.snapshot.value.entries) : [];
  for (const unwanted of candidates) {
    if (unwanted.isSecret && isCommitted(unwanted.entry.path, build.snapshot.value)) continue;
    const by = copiedBy(unwanted.entry.path, model, build);
    if (by === undefined || by === 'explicit') continue;
    found.set(by, [...(found.get(by) ?? []), unwanted]);
  }
  return found;
}

/** In a guessed context, the Dockerfile may be built from a folder above it that has a .dockerignore. */
function reportAt(instruction: Instruction, unwanted: readonly Unwanted[], message: MessageId, context: RuleContext<MessageId>): void {
  const { build, report } = context;
  if (build.snapshot.state !== 'known') return;
  const { isGuessed, dockerfile } = build.snapshot.value;
  const paths = unwanted.slice(0, 3).map(({ entry }) => `"${entry.path}"`).join(', '); // prettier-ignore
  const size = formatBytes(unwanted.reduce((sum, { entry }) => sum + sizeOf(entry.path, build), 0));
  report({
    at: sourceOf(instruction, unwanted[0]!.entry.path, context),
    message,
    severity: isGuessed && dockerfile?.includes('/') ? 'info' : undefined,
    data: { paths: unwanted.length > 3 ? `${paths}, …` : paths, size },
    action: 'createIgnoreFile',
  });
}

/** The word of the COPY or ADD that copies the path. */
function sourceOf(instruction: Instruction, path: string, { facts }: RuleContext<MessageId>): Span {
  const source = facts.copyOf(instruction)?.sources.find(({ value }) => value !== undefined && isWithin(contextPath(value), path));
  const { start, end } = source ?? instruction;
  return { start, end };
}
