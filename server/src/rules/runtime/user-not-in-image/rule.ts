import { baseName, isWithin } from '../../../base/paths.ts';
import { accountsOf } from '../../../facts/accounts.ts';
import { foldersWith } from '../../../knowledge/folders.ts';
import { usersInEmptyImage } from '../../../knowledge/base-users.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import { isForLinux, lineageOf, rootImage } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'scratch' | 'unknown' | 'use-id';

export const rule = defineRule<Messages>({
  id: 'user-not-in-image',
  category: 'runtime',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/named-identity-in-passwdless-stage'],
  checks: [215],
  summary: 'USER is a name that the image does not contain, so that the container does not start.',
  messages: {
    scratch:
      'The image is empty: it has no /etc/passwd that contains "{user}", so the container does not start. Use the number of the user.',
    unknown: '{image} does not contain the user "{user}", so the container does not start. Use the number of the user.',
    'use-id': 'Use the number {id}',
  },
  withinStage: true,
  on: {
    USER(instruction, context) {
      const [name = ''] = instruction.bodyText.split(':');
      if (!/^[A-Za-z_][\w.-]*$/.test(name)) return;
      const stage = context.stageOf(instruction);
      const image = stage && rootImage(stage);
      const users = image && usersInEmptyImage(image);
      if (!stage || !users || users.includes(name) || !isForLinux(stage) || mayHaveUsers(stage, instruction, context)) return;
      const id = idElsewhere(name, context);
      const { start } = instruction.body;
      context.report({
        at: { start, end: start + name.length },
        message: image.isScratch ? 'scratch' : 'unknown',
        data: { user: name, image: image.raw },
        fixes:
          id === undefined
            ? []
            : [{ title: 'use-id', data: { id }, level: 'suggestion', edits: [{ start, end: start + name.length, newText: id }] }],
      });
    },
  },
});

const passwd = '/etc/passwd';

/** Names of folders that a build fills. */
const folders: ReadonlySet<string> = new Set(foldersWith('artifacts', 'output'));

/** Whether something in the stage, or in those that it is based on, may have added /etc/passwd: a copy at any position, or a command. */
function mayHaveUsers(stage: Stage, user: Instruction, { facts }: RuleContext<Messages>): boolean {
  const isLater = (other: Instruction): boolean =>
    stage.instructions.includes(other) && other.start > user.start && other.keyword === 'RUN';
  return lineageOf(stage)
    .flatMap(executionOrder)
    .some((other) => {
      if (other.keyword === 'RUN') return !isLater(other);
      const copy = facts.copyOf(other);
      if (!copy) return false;
      const { destination, sources } = copy;
      const { added } = facts.filesOf(other);
      const isRead = destination?.path !== undefined && sources.every(({ start }) => added.some(({ at }) => at.start === start));
      if (!isRead) return destination?.path === undefined || isWithin(destination.path, passwd) || isWithin(passwd, destination.path);
      // What looks like a file can be a folder, whose contents are copied: `COPY --from=build /rootfs /`.
      const isFolder = destination.path === '/' && sources.some(({ value = '' }) => folders.has(baseName(value)));
      return (
        isFolder || added.some(({ path, kind }) => path === passwd || (isWithin(path, passwd) && (kind !== 'file' || path === '/etc')))
      );
    });
}

/** The number of a user of that name that another stage creates. */
function idElsewhere(name: string, { model, facts }: RuleContext<Messages>): string | undefined {
  const ids = model.stages.flatMap((stage) =>
    accountsOf(stage, facts).flatMap(({ account, name: each }) => (account.kind === 'user' && each === name ? [account.id] : [])),
  );
  const [id] = new Set(ids);
  return new Set(ids).size === 1 && id !== undefined && /^\d+$/.test(id) ? id : undefined;
}
