import { userInImage } from '../../../knowledge/base-users.ts';
import { dropsRoot } from '../../../facts/drops-root.ts';
import { setsCommand, setterOf, startsShell } from '../../../facts/start/own-command.ts';
import { unusedAccountOf } from '../../../facts/unused-account.ts';
import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { isRootUser } from '../../../model/runtime.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = 'explicit' | 'default' | 'default-has-user' | 'unknown' | 'add-user';

interface Options {
  readonly everywhere: boolean;
}

type Context = RuleContext<Messages, Options>;

export const rule = defineRule<Messages, Options>({
  id: 'runs-as-root',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3002', 'S6471', 'DS-0002', 'CKV_DOCKER_3', 'CKV_DOCKER_8'],
  checks: [211],
  summary: 'The container runs as root although it does not need to.',
  messages: {
    explicit: 'The program runs as root, so an attacker who takes it over is root in the container. Switch back to a non-root user.',
    default: '{image} runs as root by default, so an attacker who takes over the program is root in the container. Add a USER instruction.',
    'default-has-user': '{image} runs as root by default, and so does this program. The image has a non-root user: add USER {user}.',
    unknown: 'There is no USER: the program runs as root, unless {image} sets another user. Add a USER instruction.',
    'add-user': 'Add USER {user} before the command',
  },
  options: { everywhere: false },
  optionTexts: {
    everywhere: 'Also report final stages without `USER` that expose no port, that set no command, or whose base image is not known.',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const config = context.model.configOf(stage);
      if (dropsRoot(stage, context.facts)) return;
      // The user that was meant is known: unused-account reports it.
      if (unusedAccountOf(stage, context.facts)) return;
      const { user } = config;
      const setBy = user && setterOf(user);
      if (setBy) {
        if (isRootUser(user.value)) context.report({ at: setBy.body, message: 'explicit' });
      } else if (isRootUser(user?.value ?? 'root')) {
        const report = defaultUserReport(stage, config, context);
        if (report) context.report(report);
      }
    },
  },
});

/** Most images start as root. Unless the option is set, that is reported only if the image has a non-root user or a port is exposed. */
function defaultUserReport(stage: Stage, config: RuntimeConfig, { options, text }: Context): Report<Messages> | undefined {
  const { image } = stage;
  if (!image) return undefined;
  const data = { image: image.raw };
  const user = userInImage.get(image.repository);
  if (!config.baseKnown) return options.everywhere ? { at: image, message: 'unknown', data } : undefined;
  const isProgram = setsCommand(config) && !startsShell(config);
  if (user === undefined || !isProgram) {
    const isReported = options.everywhere || (isProgram && config.exposed.some(setterOf));
    return isReported ? { at: image, message: 'default', data } : undefined;
  }
  const command = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  return { at: image, message: 'default-has-user', data: { ...data, user }, fixes: command ? [addUser(user, command, text)] : [] };
}

function addUser(user: string, command: Instruction, text: string): ReportedFix<Messages> {
  const edits = [insertLineAbove(text, command.start, `USER ${user}`)];
  return { title: 'add-user', data: { user }, level: 'suggestion', edits };
}
