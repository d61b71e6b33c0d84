import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';

/**
 * A command that runs as the same user as another one: `sudo -E apt-get update` gives `sudo -E rm -rf ...`. Returns undefined if that is
 * not possible with the same words, or if it is not certain that this user may delete the files.
 */
export function asSameUser(text: string, { wrappers, user, script }: CommandFact): string | undefined {
  const switches = wrappers.filter(({ name }) => hasRole(name, 'userSwitch'));
  const [by, ...others] = switches;
  if (!by) return user === undefined || isRoot(user) ? text : undefined;
  const isPlain = others.length === 0 && !script.opaque && by.args.every(({ literal }) => literal);
  // `su -c` takes the command as one word.
  if (!isPlain || !isRoot(by.user) || by.args.some(({ value }) => /^(?:-[a-zA-Z]*c|--command)$/.test(value))) return undefined;
  const options = by.args.filter((word) => !by.assignments.includes(word));
  return [by.word, ...options].map(({ raw }) => raw).join(' ') + ` ${text}`;
}

function isRoot(user: string | undefined): boolean {
  return user === 'root' || user === '0';
}
