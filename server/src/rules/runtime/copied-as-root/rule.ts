import { covers, span } from '../../../base/span.ts';
import { isWithin } from '../../../base/paths.ts';
import { changesAllOf } from '../../../facts/file-changes.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'fails' | 'root' | 'also' | 'change' | 'add-chown';

export const rule = defineRule<Messages>({
  id: 'copied-as-root',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/copy-after-user-without-chown'],
  checks: [108],
  summary: 'Files that are copied after USER belong to root, so that the user cannot change them.',
  messages: {
    fails: '{program} fails: the copied files belong to root, whatever USER is, and "{user}" cannot change them. Use --chown={user}.',
    root: 'These files belong to root, although USER is "{user}": the program cannot change them. If it has to, use --chown={user}.',
    also: 'Belongs to root, too',
    change: 'Changed here',
    'add-chown': 'Add --chown={user}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (stage.isInFinalImage && isForLinux(stage) && stage.instructions.some(({ keyword }) => keyword === 'USER')) check(stage, context);
    },
  },
});

/** One finding for a stage, because one decision changes all of them. */
function check(stage: Stage, context: RuleContext<Messages>): void {
  const copies = stage.instructions.flatMap((instruction) => userOf(instruction, context) ?? []);
  const [first] = copies;
  if (!first) return;
  const { user } = first;
  const same = copies.filter((each) => each.user === user);
  const change = same.flatMap(({ copy }) => changeOf(copy, stage, context) ?? [])[0];
  const main = change?.copy ?? first.copy;
  const edits = same.map(({ copy }) => ({ start: copy.keywordSpan.end, end: copy.keywordSpan.end, newText: ` --chown=${user}` }));
  context.report({
    at: main.keywordSpan,
    message: change ? 'fails' : 'root',
    severity: change ? 'warning' : undefined,
    data: { user, program: change?.program ?? '' },
    related: [
      ...(change ? [{ at: change.at, message: 'change' as const }] : []),
      ...same.filter(({ copy }) => copy !== main).map(({ copy }) => ({ at: copy.keywordSpan, message: 'also' as const })),
    ],
    fixes: [{ title: 'add-chown', data: { user }, level: 'suggestion', edits }],
  });
}

interface Copied {
  readonly copy: Instruction;
  readonly user: string;
}

/** The user at a COPY into the folder of the application that sets no owner. Undefined for other instructions, for root, and if it is unknown. */
function userOf(copy: Instruction, { facts, model }: RuleContext<Messages>): Copied | undefined {
  if ((copy.keyword !== 'COPY' && copy.keyword !== 'ADD') || copy.flags.some(({ name }) => name === 'chown')) return undefined;
  const { user, workdir } = model.configBefore(copy);
  const path = facts.copyOf(copy)?.destination?.path;
  if (!user || typeof user.from === 'string' || /[\s$]/.test(user.value) || isRootUser(user.value) || path === undefined) return undefined;
  const folder = typeof workdir?.from === 'string' ? undefined : workdir?.value;
  const isOwn = (folder !== undefined && folder !== '/' && isWithin(folder, path)) || (path !== '/home' && isWithin('/home', path));
  return isOwn ? { copy, user: user.value } : undefined;
}

/** A later command of a user other than root that changes the copied files, which therefore fails. */
function changeOf(
  copy: Instruction,
  stage: Stage,
  { facts }: RuleContext<Messages>,
): (Copied & { readonly at: { readonly start: number; readonly end: number }; readonly program: string }) | undefined {
  const { added } = facts.filesOf(copy);
  for (const run of stage.instructions) {
    if (run.keyword !== 'RUN' || run.start < copy.start) continue;
    const changed = facts.filesOf(run).changed.find((word) => word.certain && added.some((path) => changesAllOf(word, path)));
    const command = changed && facts.commandsOf(run).find((each) => covers(each.command, changed.at));
    if (!command || command.user === undefined) continue;
    // Root may change the owner of all of them.
    if (isRootUser(command.user)) return undefined;
    return {
      copy,
      user: command.user,
      at: span(command.inner.start, command.inner.end),
      program: changed.program === '>>' ? 'This' : changed.program,
    };
  }
  return undefined;
}
