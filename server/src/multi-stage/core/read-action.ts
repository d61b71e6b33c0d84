import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { Action } from './actions.ts';
import { readFetch } from './read-fetch.ts';
import { readFiles, readRedirects } from './read-files.ts';
import { readPackages } from './read-packages.ts';
import { readProjectTool } from './read-project-tool.ts';

const nothing: Action = { kind: 'nothing' };

/** What a command does, and what its redirections write. Never empty: a command that is not known is `unknown`. */
export function readActions(command: CommandFact): readonly Action[] {
  const written = readRedirects(command);
  const own = readCommand(command);
  return own.kind === 'nothing' && written.length > 0 ? written : [own, ...written];
}

function readCommand(command: CommandFact): Action {
  const { inner, program, args, packages, changeDirectory } = command;
  if (changeDirectory) return { kind: 'state' };
  if (!inner.nameWord) return inner.assignments.length > 0 ? { kind: 'state' } : nothing;
  if (program === undefined) return { kind: 'unknown', what: inner.nameWord.raw };
  if (args.length === 1 && /^(?:-{0,2}(?:version|help)|-[vVh])$/.test(args[0]!.value)) return nothing;
  // What `xargs` runs is taken for one of those that change nothing, too.
  if (hasRole(program, 'reader') || program === 'xargs') return nothing;
  if (program === 'set' || program === 'shopt') return { kind: 'option' };
  if (hasRole(program, 'shellState') || activates(program, args[0]?.value)) return { kind: 'state' };
  const known = packages ? readPackages(packages, command) : (readFiles(command) ?? readFetch(command) ?? readProjectTool(command));
  return known ?? { kind: 'unknown', what: [program, ...args.slice(0, 2).map(({ raw }) => raw)].join(' ') };
}

/** A virtual environment is activated: PATH is another for what follows. */
function activates(tool: string, file = ''): boolean {
  return (tool === '.' || tool === 'source') && file.endsWith('/bin/activate');
}
