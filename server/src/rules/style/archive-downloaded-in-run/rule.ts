import { absolutePath, shellPath } from '../../../base/paths.ts';
import { span } from '../../../base/span.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import { isAvailable } from '../../../model/syntax-version.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'archive' | 'use-add';

export const rule = defineRule<Messages>({
  id: 'archive-downloaded-in-run',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-add-unpack', 'S7026'],
  checks: [96],
  summary: 'RUN downloads a tar archive and unpacks it, which ADD --unpack does.',
  messages: {
    archive: 'ADD --unpack downloads and unpacks this archive, without curl and tar in the image, in parallel, and --checksum checks it.',
    'use-add': 'Use ADD --unpack',
  },
  on: {
    RUN(instruction, context) {
      if (!/\b(?:curl|wget)\b/.test(instruction.source) || !/\b(?:bsd)?tar\b/.test(instruction.source)) return;
      const stage = context.stageOf(instruction);
      const flag = flagNamed('ADD', 'unpack');
      const { syntax } = context;
      if (!stage || !isForLinux(stage) || syntax === 'foreign' || (flag && syntax && isAvailable(flag.since, syntax) === false)) return;
      const commands = context.facts.commandsOf(instruction);
      for (const [i, download] of commands.entries()) {
        const unpack = unpacking(download, commands.slice(i + 1));
        if (!unpack) continue;
        const fixes = fixesFor(instruction, download, unpack, context);
        context.report({ at: span(download.inner.start, download.inner.end), message: 'archive', fixes });
      }
    },
  },
});

/** The tar command that unpacks what a command downloads: from its output file, or from a pipe. Undefined if there is none for certain. */
function unpacking(command: CommandFact, later: readonly CommandFact[]): CommandFact | undefined {
  const { download, conditional } = command;
  if (!download || conditional || download.urls.length !== 1) return undefined;
  if (!/^(?:https?:|\$)/.test(download.urls[0]!.value)) return undefined;
  if (download.output === undefined) {
    const [next] = later;
    const isPiped = next?.command.operator === '|' && next.extraction?.tool === 'tar' && next.extraction.archive === undefined;
    return isPiped ? next : undefined;
  }
  const file = shellPath(command.folder, download.output);
  return later.find(({ extraction, folder }) => {
    const path = extraction?.tool === 'tar' && extraction.archive !== undefined ? shellPath(folder, extraction.archive) : undefined;
    return path !== undefined && path === file;
  });
}

/** Only for a RUN that does nothing else, and unpacks all files with their paths. */
function fixesFor(
  run: Instruction,
  download: CommandFact,
  unpack: CommandFact,
  { facts, model }: RuleContext<Messages>,
): readonly ReportedFix<Messages>[] {
  const isAlone = run.flags.length === 0 && run.heredocs.length === 0 && run.comments.length === 0;
  const others = facts.commandsOf(run).filter((each) => each !== download && each !== unpack && !isRemovalOf(each, download));
  const [url] = download.download!.urls;
  const text = url!.raw.replace(/^(["'])(.*)\1$/, '$2');
  const target = absolutePath(unpack.folder, unpack.extraction!.directory ?? '.');
  const isKnown = !/[\s`"'\\]|\$\(/.test(text) && model.scopeAt(run).expand(text) !== undefined;
  if (!isAlone || others.length > 0 || !isKnown || target === undefined || target.includes('$') || !unpack.extraction!.complete) return [];
  if (isOption(download.args, '-H', '--header', '-u', '--user', '-d', '--data')) return [];
  const newText = `ADD --unpack=true ${text} ${target === '/' ? '/' : `${target}/`}`;
  return [{ title: 'use-add', level: 'suggestion', edits: [{ start: run.start, end: run.end, newText }] }];
}

function isRemovalOf({ removal, folder }: CommandFact, { download, folder: there }: CommandFact): boolean {
  const file = download?.output === undefined ? undefined : shellPath(there, download.output);
  return removal !== undefined && file !== undefined && removal.targets.every(({ value }) => shellPath(folder, value) === file);
}

function isOption(args: CommandFact['args'], ...names: readonly string[]): boolean {
  return args.some(({ value }) => names.some((name) => value === name || value.startsWith(`${name}=`)));
}
