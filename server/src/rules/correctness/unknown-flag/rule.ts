import { flagNamed, flagsOf, keywordsWithFlag } from '../../../knowledge/flags.ts';
import type { Flag, Instruction } from '../../../syntax/tree.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';
import { flagName, effectiveFlags } from '../../../model/flags.ts';

type Messages = 'unknown' | 'similar' | 'elsewhere' | 'none' | 'program' | 'rename';

/** Instructions that run a program, so that an apparent flag is probably an argument for the program. */
const runsProgram: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);

export const rule = defineRule<Messages>({
  id: 'unknown-flag',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a flag with one wrong letter is corrected',
  since: '0.1.0',
  aliases: ['UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'],
  checks: [38, 39, 40, 41, 42],
  summary: 'An instruction has an unknown flag.',
  messages: {
    unknown: 'Unknown flag --{flag} for {keyword}, so the build fails.',
    similar: 'Unknown flag --{flag} for {keyword}, so the build fails. Did you mean --{similar}?',
    elsewhere: '{keyword} does not support --{flag}, which is a flag of {keywords}, so the build fails.',
    none: '{keyword} does not support flags, so the build fails.',
    program: '{keyword} does not support flags, so the build fails. Put arguments for the program into a JSON array.',
    rename: 'Replace with --{similar}',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.known || instruction.flags.length === 0) return;
      const { keyword } = instruction;
      const unknown = effectiveFlags(instruction, context.syntax).filter(({ name }) => !flagNamed(keyword, name));
      // One finding is enough for an instruction without flags.
      const reported = flagsOf(keyword).length > 0 ? unknown : unknown.slice(0, 1);
      for (const flag of reported) context.report({ at: flagName(flag), ...reportOf(instruction, flag) });
    },
  },
});

function reportOf({ keyword, flags }: Instruction, { name, nameSpan }: Flag): Omit<Report<Messages>, 'at'> {
  const own = flagsOf(keyword);
  const data = { keyword, flag: name };
  const others = keywordsWithFlag(name);
  if (others.length > 0) return { message: 'elsewhere', data: { ...data, keywords: others.join(', ') } };
  if (own.length === 0) return { message: runsProgram.has(keyword) ? 'program' : 'none', data };
  const similar = mostSimilar(
    name,
    own.map((facts) => facts.name),
  );
  if (similar === undefined) return { message: 'unknown', data };
  const edits = [{ ...nameSpan, newText: similar }];
  const isOnly = onlyNeighbor(name, own.map((facts) => facts.name)) === similar; // prettier-ignore
  const level = isOnly && !flags.some((flag) => flag.name === similar) ? 'safe' : 'suggestion';
  return {
    message: 'similar',
    data: { ...data, similar },
    fixes: [{ title: 'rename', data: { similar }, level, edits }],
  };
}
