import { insertLineAbove } from '../../../base/layout.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { ContainerProcess } from '../../../facts/start/process.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type MessageId = 'python' | 'node' | 'apt' | 'add';

export const rule = defineRule<MessageId>({
  id: 'missing-usual-variable',
  category: 'runtime',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DF032', 'DD015', 'DD067', 'DD035'],
  checks: [93],
  summary: 'A variable that most images of this kind set is missing.',
  messages: {
    python: 'Without PYTHONUNBUFFERED, Python keeps output back, so that docker logs shows it late, and loses it if the process is killed.',
    node: 'Without NODE_ENV=production, Express and other packages run in development mode, which is slower and shows errors to users.',
    apt: 'Without DEBIAN_FRONTEND=noninteractive, the configuration of a package can ask a question, which nobody answers.',
    add: 'Add {line}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (stage.isFinal && isForLinux(stage)) reportStart(stage, context);
    },
    package(command, instruction, context) {
      const { tool, verb } = command.packages;
      if (!isApt(tool) || verb !== 'install') return;
      const stage = context.stageOf(instruction);
      if (!stage || context.text.includes('DEBIAN_FRONTEND') || isRepeated(command, instruction, context)) return;
      const line = 'ARG DEBIAN_FRONTEND=noninteractive';
      const edits = [insertLineAbove(context.text, instruction.start, line)];
      const at = { start: command.packages.toolWord.start, end: command.packages.toolWord.end };
      context.report({ at, message: 'apt', fixes: [{ title: 'add', data: { line }, level: 'suggestion', edits }] });
    },
  },
});

/** One finding for each stage is enough: an ARG applies to all commands after it. */
function isRepeated(command: CommandFact, instruction: Instruction, { facts, stageOf }: RuleContext<MessageId>): boolean {
  const runs = stageOf(instruction)?.instructions.filter((other) => other.keyword === 'RUN' && other.start <= instruction.start) ?? [];
  return runs.some((run) =>
    facts
      .commandsOf(run)
      .some(({ command: other, packages }) => other.start < command.command.start && packages?.verb === 'install' && isApt(packages.tool)),
  );
}

function isApt(tool: string): boolean {
  return tool === 'apt-get' || tool === 'apt';
}

/** The program that all others in the chain start. A shell starts the program of its command line. */
function finalProgram(process: ContainerProcess): string | undefined {
  if (process.kind === 'program') return process.name;
  if (process.kind === 'shell') return process.program;
  return process.next && finalProgram(process.next);
}

/** The program that the container finally runs decides. Its start command has to be in this stage, to be above it. */
function reportStart(stage: Stage, context: RuleContext<MessageId>): void {
  const { model, facts, text } = context;
  const { env, baseKnown } = model.configOf(stage);
  const { entrypoint, cmd, argv, process } = facts.startOf(stage);
  const from = [entrypoint, cmd].flatMap((part) => (typeof part === 'string' || typeof part.from === 'string' ? [] : [part.from]));
  const first = from.filter((each) => stage.instructions.includes(each)).toSorted((a, b) => a.start - b.start)[0];
  const program = process && finalProgram(process);
  const args = argv.slice(1);
  if (!first || program === undefined || (!baseKnown && !stage.image)) return;
  const add = (message: 'python' | 'node', line: string): void => {
    const edits = [insertLineAbove(text, first.start, line)];
    context.report({ at: first.keywordSpan, message, fixes: [{ title: 'add', data: { line }, level: 'suggestion', edits }] });
  };
  if (hasRole(program, 'pythonProgram') && !env.has('PYTHONUNBUFFERED') && !args.includes('-u')) add('python', 'ENV PYTHONUNBUFFERED=1');
  if (
    hasRole(program, 'nodeImage') &&
    !hasRole(program, 'entrypointScript') &&
    !env.has('NODE_ENV') &&
    !args.some((word) => /\b(?:dev|serve|test|watch)\b/.test(word))
  ) {
    add('node', 'ENV NODE_ENV=production');
  }
}
