import type { ShellCommand } from '../../shell/script.ts';
import { readPackageCommand } from '../../shell/tools/packages.ts';
import { toolOf, unwrap } from '../../shell/tools/unwrap.ts';
import type { Action } from './actions.ts';
import { readFetch } from './read-fetch.ts';
import { readFiles, readRedirects } from './read-files.ts';
import { readPackages } from './read-packages.ts';
import { readProjectTool } from './read-project-tool.ts';
import type { CommandPlace } from './read-run.ts';

const nothing: Action = { kind: 'nothing' };

/** Builtins and programs without a lasting effect, but for where their output goes. */
const printing: ReadonlySet<string> = new Set(
  `: [ [[ test true false echo printf ls cat date env printenv uname id whoami which type hash sleep wait sync grep egrep head tail wc
  sort uniq cut tr basename dirname readlink realpath pwd stat file du df md5sum sha1sum sha256sum sha512sum nproc arch dpkg-query getent
  exit return xargs jq awk yes`.split(/\s+/),
);
const stateful: ReadonlySet<string> = new Set('export unset readonly declare local umask read shift popd ulimit trap'.split(' '));

/** What a command does, and what its redirections write. Never empty: a command that is not known is `unknown`. */
export function readActions(command: ShellCommand, place: CommandPlace): readonly Action[] {
  const written = readRedirects(command, place);
  const own = readCommand(command, place);
  return own.kind === 'nothing' && written.length > 0 ? written : [own, ...written];
}

function readCommand(command: ShellCommand, place: CommandPlace): Action {
  const { name, nameWord, args } = command;
  if (!nameWord) return command.assignments.length > 0 ? { kind: 'state' } : nothing;
  if (name === undefined) return { kind: 'unknown', what: nameWord.raw };
  const { tool = name } = toolOf(command);
  if (args.length === 1 && /^(?:-{0,2}(?:version|help)|-[vVh])$/.test(args[0]!.value)) return nothing;
  if (printing.has(tool)) return nothing;
  if (tool === 'set' || tool === 'shopt') return { kind: 'option' };
  if (stateful.has(tool) || activates(tool, args[0]?.value)) return { kind: 'state' };
  const packages = readPackageCommand(command);
  const known = packages
    ? readPackages(packages, place)
    : (readFiles(command, place) ?? readFetch(command, place) ?? readProjectTool(tool, unwrap(command), place));
  return known ?? { kind: 'unknown', what: [tool, ...args.slice(0, 2).map(({ raw }) => raw)].join(' ') };
}

/** A virtual environment is activated: PATH is another for what follows. */
function activates(tool: string, file = ''): boolean {
  return (tool === '.' || tool === 'source') && file.endsWith('/bin/activate');
}
