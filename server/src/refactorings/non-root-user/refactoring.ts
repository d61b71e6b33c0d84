import { insertLineAbove } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { accountsOf } from '../../facts/accounts.ts';
import { imagesDroppingRoot, userInImage } from '../../knowledge/base-users.ts';
import { isRootUser } from '../../model/runtime.ts';
import { isForLinux } from '../../model/stages.ts';
import type { Stage } from '../../model/model.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { Offer, RefactoringContext } from '../refactoring.ts';

/** The command that creates a system user `app` with its own group and home, by distribution. adduser(8), useradd(8), BusyBox adduser. */
const createUser: Readonly<Record<string, string>> = {
  debian: 'useradd --system --create-home --user-group app',
  ubuntu: 'useradd --system --create-home --user-group app',
  alpine: 'addgroup -S app && adduser -S -G app app',
};

/** The instructions that only say how the container starts: the new user comes before them. */
const startInstructions: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL']);

/** Lets the container run as a user other than root: the one of the image, one that the file creates, or a new one. */
export const refactoring = defineRefactoring({
  id: 'non-root-user',
  kind: 'rewrite',
  offers(context) {
    const { stage, model, facts, instruction } = context;
    if (!stage?.isFinal || !isForLinux(stage) || !isAtStart(context, stage)) return [];
    const config = model.configOf(stage);
    if (!isRootUser(config.user?.value ?? 'root') || (config.user && typeof config.user.from !== 'string')) return [];
    if (!stage.image || imagesDroppingRoot.has(stage.image.repository) || instruction.keyword === 'ONBUILD') return [];
    const own =
      userInImage.get(stage.image.repository) ?? accountsOf(stage, facts).findLast(({ account }) => account.kind === 'user')?.name;
    if (own !== undefined) return [offer(context, stage, own, [])];
    const create = createUser[stage.distro ?? ''];
    return create === undefined ? [] : [offer(context, stage, 'app', [`RUN ${create}`])];
  },
});

/** At FROM, or at the instructions about the start. */
function isAtStart({ instruction }: RefactoringContext, stage: Stage): boolean {
  return instruction === stage.from || startInstructions.has(instruction.keyword);
}

function offer({ text }: RefactoringContext, stage: Stage, user: string, before: readonly string[]): Offer {
  const { instructions } = stage;
  const from = instructions.findLastIndex(({ keyword }) => !startInstructions.has(keyword)) + 1;
  const next = instructions[from];
  const title =
    before.length > 0
      ? message('Create the user {user}, and run as it: files of root cannot be written then', { user })
      : message('Run as the user {user}: files of root cannot be written then', { user });
  const lines = [...before, `USER ${user}`];
  const lineBreak = /\r\n/.test(text) ? '\r\n' : '\n';
  if (next) return { title, edits: [insertLineAbove(text, next.start, lines.join(lineBreak))] };
  const { end } = instructions.at(-1)!;
  return { title, edits: [{ start: end, end, newText: lines.map((line) => lineBreak + line).join('') }] };
}
