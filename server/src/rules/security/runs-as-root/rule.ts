import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { imagesDroppingRoot, programsStartingAsRoot, userInImage } from '../../../knowledge/base-users.ts';
import { commandsOfPart } from '../../../facts/start/commands.ts';
import type { ImageReference, RuntimeConfig, Setting, Stage } from '../../../model/model.ts';
import { isRootUser } from '../../../model/runtime.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = 'explicit' | 'default' | 'default-has-user' | 'add-user';

export const rule = defineRule<Messages>({
  id: 'runs-as-root',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3002'],
  checks: [],
  summary: 'The container runs as root although it does not need to.',
  messages: {
    explicit: 'The program runs as root, so an attacker who takes it over is root in the container. Switch back to a non-root user.',
    default: '{image} runs as root by default, so an attacker who takes over the program is root in the container. Add a USER instruction.',
    'default-has-user': '{image} runs as root by default, and so does this program. The image has a non-root user: add USER {user}.',
    'add-user': 'Add USER {user} before the command',
  },
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const config = context.model.configOf(stage);
      if (dropsRoot(stage, context)) return;
      const { user } = config;
      const setBy = user && instructionOf(user);
      if (setBy) {
        if (isRootUser(user.value)) context.report({ at: setBy.body, message: 'explicit' });
      } else if (stage.image && config.baseKnown && isRootUser(user?.value ?? 'root') && setsCommand(config) && !startsShell(config)) {
        const report = defaultUserReport(stage, stage.image, config, context.text);
        if (report) context.report(report);
      }
    },
  },
});

/** Most images start as root. That is reported only if the image has a non-root user or a port is exposed. */
function defaultUserReport(stage: Stage, image: ImageReference, config: RuntimeConfig, text: string): Report<Messages> | undefined {
  const user = userInImage.get(image.repository);
  const exposed = config.exposed.some(instructionOf);
  if (user === undefined) return exposed ? { at: image, message: 'default', data: { image: image.raw } } : undefined;
  const command = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  return {
    at: image,
    message: 'default-has-user',
    data: { image: image.raw, user },
    fixes: command ? [addUser(user, command, text)] : [],
  };
}

function addUser(user: string, command: Instruction, text: string): ReportedFix<Messages> {
  const edits = [insertLineAbove(text, command.start, `USER ${user}`)];
  return { title: 'add-user', data: { user }, level: 'suggestion', edits };
}

function instructionOf({ from }: Setting<unknown>): Instruction | undefined {
  return typeof from === 'string' ? undefined : from;
}

/** Whether the file sets a command. An image without a command leaves the command and the user to whoever runs it. */
function setsCommand({ cmd, entrypoint }: RuntimeConfig): boolean {
  return [cmd, entrypoint].some((setting) => setting && setting.value.words.length > 0 && instructionOf(setting));
}

/** `CMD ["bash"]`: an image with tools, which a person uses. */
function startsShell({ cmd, entrypoint }: RuntimeConfig): boolean {
  const [word, ...more] = [entrypoint, cmd].flatMap((setting) => (setting && instructionOf(setting) ? setting.value.words : []));
  return word !== undefined && more.length === 0 && hasRole(baseName(word), 'shell');
}

/** Whether the program drops root privileges itself: servers that do, and scripts that may. */
function dropsRoot(stage: Stage, { model, facts }: RuleContext): boolean {
  if (stage.image && imagesDroppingRoot.has(stage.image.repository)) return true;
  if (stage.image?.repository === 'php' && /apache|fpm/.test(stage.image.tag ?? '')) return true;
  const { entrypoint, cmd } = facts.startOf(stage);
  const started = [entrypoint, cmd].flatMap((part) =>
    typeof part === 'string' || part.from === 'base-image' ? [] : commandsOfPart(part, facts),
  );
  if (started.flat().map(baseName).some((word) => programsStartingAsRoot.has(word) || /entrypoint|\.sh$/.test(word))) return true; // prettier-ignore
  const commands = stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? (model.scriptOf(instruction)?.commands ?? []) : [],
  );
  return commands.some(({ args }) => args.some(({ value }) => hasRole(/^[\w./-]*/.exec(value)![0], 'rootDropper')));
}
