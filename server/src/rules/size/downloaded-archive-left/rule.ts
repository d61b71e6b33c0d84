import { covers } from '../../../base/span.ts';
import { absolutePath, baseName, parentOf } from '../../../base/paths.ts';
import { mayDeleteIn } from '../../../facts/command-files.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { ShellWord } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'left' | 'delete';

export const rule = defineRule<Messages>({
  id: 'downloaded-archive-left',
  category: 'size',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'an archive is deleted after it was unpacked',
  since: '0.1.0',
  preset: 'recommended',
  aliases: [],
  checks: [173],
  summary: 'An archive that was downloaded and unpacked stays in the layer.',
  messages: {
    left: 'The archive "{file}" stays in the image next to what was unpacked from it. Delete it in this RUN.',
    delete: 'Delete "{file}"',
  },
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.errors.length > 0 || !/curl|wget/.test(instruction.source) || !/tar|unzip/.test(instruction.source)) return;
      const commands = context.facts.commandsOf(instruction);
      for (const download of commands) {
        if (!download.download || download.conditional || download.download.output === undefined) continue;
        const unpacking = commands.find((one) => one.command.start > download.command.start && isArchiveOf(one, download));
        if (!unpacking || unpacking.conditional || !context.stageOf(instruction)?.isInFinalImage) continue;
        if (isUsedElsewhere(download, unpacking, instruction, commands, context)) continue;
        const word = archiveWord(unpacking);
        const file = baseName(unpacking.extraction!.archive!);
        context.report({
          at: download.download.outputWord ?? download.command,
          message: 'left',
          data: { file },
          fixes: fixesFor(unpacking, word, file, instruction),
        });
      }
    },
  },
});

/** Whether a command unpacks what was downloaded, with the same text for the file in the same folder. */
function isArchiveOf({ extraction, folder }: CommandFact, { download, folder: from }: CommandFact): boolean {
  const output = download!.output!;
  if (extraction?.archive === undefined || /[`*?[]|\$\(/.test(output + extraction.archive)) return false;
  if (output === extraction.archive) return output.startsWith('/') || output.startsWith('$') || (folder === from && folder !== undefined);
  const path = from === undefined ? undefined : absolutePath(from, output);
  return path !== undefined && folder !== undefined && path === absolutePath(folder, extraction.archive);
}

/** Whether anything else may use or delete the archive, in this RUN or later. */
function isUsedElsewhere(
  download: CommandFact,
  unpacking: CommandFact,
  instruction: Instruction,
  commands: readonly CommandFact[],
  { facts, model, stageOf }: RuleContext,
): boolean {
  const output = download.download!.output!;
  const name = baseName(output);
  const path = download.folder === undefined && !output.startsWith('/') ? undefined : absolutePath(download.folder, output);
  if (path === undefined || path.includes('$')) {
    if (commands.some(({ removal, transfer }) => removal ?? transfer)) return true;
  } else {
    if (facts.mountsOf(instruction).some((mount) => mount.covers(path))) return true;
    const folder = parentOf(path);
    if (commands.some((command) => command.removal && (mayDeleteIn(folder, { model, instruction, command }) || command.removal.targets.some(({ literal }) => !literal)))) return true; // prettier-ignore
  }
  const uses = commands.some((one) => one !== download && one !== unpacking && !isCheck(one) && [...one.args, ...one.inner.redirects.flatMap(({ target }) => target ?? [])].some(({ value }) => value.includes(name))); // prettier-ignore
  if (uses) return true;
  const stage = stageOf(instruction)!;
  const later = model.tree.instructions.filter(({ start }) => start > instruction.start);
  return later.some((one) => one.source.includes(name) || (stage.instructions.includes(one) && /\brm\b|\bmv\b/.test(one.source)));
}

/** `echo "$SUM  a.tgz" | sha256sum -c`: reads the archive only to check it. */
function isCheck({ kind, program, removal }: CommandFact): boolean {
  return kind === 'output' || removal !== undefined || program === 'gpg' || program === 'openssl';
}

function archiveWord({ extraction, args }: CommandFact): ShellWord | undefined {
  return args.find(({ value }) => value === extraction!.archive);
}

function fixesFor(
  { command, script }: CommandFact,
  word: ShellWord | undefined,
  file: string,
  instruction: Instruction,
): readonly ReportedFix<Messages>[] {
  const piece = script.pieces.find((one) => covers(one, command));
  const next = piece && script.pieces[script.pieces.indexOf(piece) + 1];
  if (!word || piece?.kind !== 'command' || piece.background || next?.operator === '||' || instruction.heredocs.length > 0) return [];
  return [{ title: 'delete', data: { file }, level: 'safe', edits: [{ start: piece.end, end: piece.end, newText: ` && rm ${word.raw}` }] }];
}
