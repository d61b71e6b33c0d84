import { hasRole } from '../knowledge/programs.ts';
import type { ShellScript } from './script.ts';

/** Arrays that bash sets itself. https://www.gnu.org/software/bash/manual/bash.html#Bash-Variables */
const own: readonly string[] = [
  'BASH_ARGV',
  'BASH_LINENO',
  'BASH_REMATCH',
  'BASH_SOURCE',
  'BASH_VERSINFO',
  'DIRSTACK',
  'FUNCNAME',
  'PIPESTATUS',
];

const reading: ReadonlySet<string> = new Set(['mapfile', 'readarray']);

/** The names of the arrays that a script in bash has for certain. */
export function arraysOf({ commands }: ShellScript): ReadonlySet<string> {
  const names = new Set(own);
  for (const { name, args, assignments } of commands) {
    for (const { name: assigned, value } of assignments) if (value === undefined) names.add(assigned);
    const isArray =
      name !== undefined && (hasRole(name, 'declaration') || name === 'read') && args.some(({ raw }) => /^-[A-Za-z]*[aA]/.test(raw));
    if (isArray) for (const { raw } of args) if (!raw.startsWith('-')) names.add(/^\w*/.exec(raw)![0]);
    const last = name !== undefined && reading.has(name) ? args.at(-1)?.raw : undefined;
    if (last !== undefined && /^[A-Za-z_]\w*$/.test(last)) names.add(last);
  }
  return names;
}
