import { defineRule } from '../../../linter/rule.ts';
import type { ShellCommand, ShellName } from '../../../shell/script.ts';

type Messages = 'dollar' | 'spaces' | 'empty' | 'loop' | 'write';

export const rule = defineRule<Messages>({
  id: 'misspelt-assignment',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC1007', 'SC1066', 'SC1068', 'SC1086', 'SC1097', 'SC2270', 'SC2281', 'SC2282', 'SC2283'],
  checks: [],
  summary: 'An assignment is written so that the shell runs a command instead, or rejects it.',
  messages: {
    dollar: 'The shell runs the result of "{text}" as a command. An assignment has no $ before the name.',
    spaces: 'The shell runs "{name}" as a command with the argument "{operator}". An assignment has no spaces around "=".',
    empty: '{name} is set to nothing, only for the command "{command}". An assignment has no space after "=".',
    loop: 'The variable of a loop has no $ before its name: the shell rejects "{text}", and the build stops.',
    write: 'Write {text}',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || !/=|\b(?:for|select)\s+\$/.test(instruction.source)) return;
      for (const found of [...script.commands.map(read), ...script.names.map(readLoop)]) {
        if (!found) continue;
        const { start, end, message, data, newText } = found;
        context.report({
          at: { start, end },
          message,
          data,
          severity: message === 'empty' ? 'warning' : undefined,
          fixes:
            newText === undefined
              ? []
              : [{ title: 'write', data: { text: newText }, level: 'suggestion', edits: [{ start, end, newText }] }],
        });
      }
    },
  },
});

interface Misspelt {
  readonly start: number;
  readonly end: number;
  readonly message: Messages;
  readonly data: Readonly<Record<string, string>>;
  readonly newText: string | undefined;
}

function read({ nameWord, name, args, assignments }: ShellCommand): Misspelt | undefined {
  const dollar = nameWord && /^\$\{?([A-Za-z_]\w*)\}?(=.*)$/s.exec(nameWord.raw);
  if (dollar && args.length === 0) {
    const { start, end, raw } = nameWord;
    return { start, end, message: 'dollar', data: { text: raw }, newText: `${dollar[1]}${dollar[2]}` };
  }
  const [first, second] = args;
  if (nameWord && name !== undefined && /^[A-Za-z_]\w*$/.test(name) && first && /^==?$/.test(first.raw)) {
    const isPlain = args.length === 2 && second;
    const end = (second ?? first).end;
    return {
      start: nameWord.start,
      end,
      message: 'spaces',
      data: { name, operator: first.raw },
      newText: isPlain ? `${name}=${second.raw}` : undefined,
    };
  }
  // `A= value`: as an assignment for one command, it is written for programs that are known to be.
  const last = assignments.at(-1);
  if (
    last?.value?.raw === '' &&
    nameWord &&
    name !== undefined &&
    args.length === 0 &&
    /^[\d./]|^["']/.test(nameWord.raw) &&
    !/^\.{0,2}\/|^\.$/.test(nameWord.raw)
  ) {
    return {
      start: last.start,
      end: nameWord.end,
      message: 'empty',
      data: { name: last.name, command: name },
      newText: `${last.name}=${nameWord.raw}`,
    };
  }
  return undefined;
}

/** `for $x in`, where the name of a variable is expected. */
function readLoop({ start, end, name, sets }: ShellName): Misspelt | undefined {
  const variable = sets ? /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(name) : null;
  return variable ? { start, end, message: 'loop', data: { text: name }, newText: variable[1] ?? variable[2] } : undefined;
}
