import { absolutePath } from '../../../base/paths.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { span } from '../../../base/span.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'clone' | 'pinned' | 'use-add';

export const rule = defineRule<Messages>({
  id: 'git-clone-in-run',
  category: 'cache',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-add-git'],
  checks: [97],
  summary: 'RUN clones a Git repository, which the cache then keeps as it is.',
  messages: {
    clone:
      'The cache keeps this checkout, however old it is. ADD of the repository notices new commits, needs no git, and can pin a commit.',
    pinned: 'ADD of the repository does the same without git in the image, in parallel with other steps, and can pin a commit.',
    'use-add': 'Use ADD',
  },
  on: {
    command(command, instruction, context) {
      const { clone, conditional } = command;
      if (!clone || conditional || !/^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(clone.url.value)) return;
      const stage = context.stageOf(instruction);
      if (!stage || !isForLinux(stage) || context.syntax === 'foreign') return;
      const { start, end } = command.inner;
      const pinned = isPinned(command, context.facts.commandsOf(instruction));
      context.report({
        at: span(start, end),
        message: pinned ? 'pinned' : 'clone',
        severity: pinned ? 'hint' : undefined,
        fixes: fixesFor(command, instruction, context),
      });
    },
  },
});

/** Whether the version is chosen: by a tag or a variable, or by a later command. A branch moves. */
function isPinned({ clone, command }: CommandFact, all: readonly CommandFact[]): boolean {
  if (/[\d$]/.test(clone?.branch ?? '')) return true;
  const later = all.filter((each) => each.program === 'git' && each.command.start > command.start);
  return later.some(({ args }) => args.some(({ value }) => value === 'checkout' || value === 'reset' || value === 'switch'));
}

/** Only for a clone that is the first command of the RUN, or its only one, of a public repository. */
function fixesFor(
  command: CommandFact,
  run: Instruction,
  { scriptOf, model, text }: RuleContext<Messages>,
): readonly ReportedFix<Messages>[] {
  const { clone, folder, wrappers, inner } = command;
  const [piece, next] = scriptOf(run)?.pieces ?? [];
  const isFirst =
    piece?.kind === 'command' && piece.commands[0] === command.command && !piece.background && (!next || next.operator === '&&');
  const isPlain = run.flags.length === 0 && run.heredocs.length === 0 && run.comments.length === 0 && wrappers.length === 0;
  if (!clone || !isFirst || !isPlain || inner.redirects.length > 0 || inner.assignments.length > 0) return [];
  const url = clone.url.raw.replace(/^(["'])(.*)\1$/, '$2');
  const reference = clone.branch ?? '';
  const target = absolutePath(folder, clone.directory);
  // BuildKit expands the variables of ARG and ENV, and needs `.git` to recognize a repository.
  const isKnown = [url, reference, clone.directory].every(
    (text) => !/[\s`"'\\]|\$\(/.test(text) && model.scopeAt(run).expand(text) !== undefined,
  );
  if (!/^https:\/\/[^@\s]+$/.test(url) || !isKnown || target === undefined || hasOtherOptions(command)) return [];
  const address = `${url.replace(/\/$/, '').replace(/(?:\.git)?$/, '.git')}${reference === '' ? '' : `#${reference}`}`;
  const add = `ADD --keep-git-dir=true ${address} ${target}`;
  const edit = next
    ? [
        { start: run.start, end: run.start, newText: add + lineBreakOf(text) },
        { start: piece.start, end: next.start, newText: '' },
      ]
    : [{ start: run.start, end: run.end, newText: add }];
  return [{ title: 'use-add', level: 'suggestion', edits: edit }];
}

/** Options that ADD has no counterpart for. A shallow clone and one with submodules are what it makes. */
function hasOtherOptions({ args }: CommandFact): boolean {
  return args.some(
    ({ value }) =>
      value.startsWith('-') &&
      !/^(?:--depth|--branch|-b|--single-branch|--recurs\w+(?:-submodules)?|--shallow-submodules|-q|--quiet)(?:=.*)?$/.test(value),
  );
}
