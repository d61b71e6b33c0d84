import { memoizeWeak } from '../base/memoize.ts';
import { developmentUsers } from '../knowledge/base-users.ts';
import type { Stage } from '../model/model.ts';
import { executionOrder } from '../model/positions.ts';
import { isForLinux, lineageOf } from '../model/stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import { accountsOf } from './accounts.ts';
import type { AccountFact } from './accounts.ts';
import type { Facts } from './facts.ts';
import { dropsRoot, startsService } from './drops-root.ts';
import { setsCommand, startsShell } from './start/own-command.ts';

/**
 * A user that the final stage creates, apparently to run the program, although the program runs as root. Undefined if there is none, if
 * there is a USER, if the program may change its user itself, if there are several users, or if anything else names the user.
 */
export function unusedAccountOf(stage: Stage, facts: Facts): AccountFact | undefined {
  return read(facts)(stage);
}

const read = memoizeWeak((facts: Facts) =>
  memoizeWeak((stage: Stage): AccountFact | undefined => {
    if (!stage.isFinal || !isForLinux(stage)) return undefined;
    const instructions = lineageOf(stage).flatMap(executionOrder);
    if (instructions.some((each) => each.keyword === 'USER' || each.trigger?.keyword === 'USER')) return undefined;
    const users = accountsOf(stage, facts).filter(({ account }) => account.kind === 'user');
    const config = facts.model.configOf(stage);
    if (users.length === 0 || !setsCommand(config) || startsShell(config) || dropsRoot(stage, facts)) return undefined;
    if (startsService(stage, facts)) return undefined;
    // Several accounts, or one that is named like those of BSD's services, are for a program that divides its rights itself.
    const names = new Set(users.map(({ name }) => name));
    if (names.size > 1 || users[0]!.name?.startsWith('_')) return undefined;
    return users.find(
      ({ name }) =>
        name !== undefined && !developmentUsers.has(name) && !instructions.some((instruction) => isNamedIn(instruction, name, facts)),
    );
  }),
);

/** Instructions in which a user can be named for another purpose than USER: for a program that starts as root. */
const mayName: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ENV', 'ARG', 'COPY', 'ADD']);

/** Whether an instruction names the user, other than to create it or to give files to it. */
function isNamedIn(instruction: Instruction, user: string, facts: Facts): boolean {
  if (!mayName.has(instruction.keyword)) return false;
  const isNamed = (text: string): boolean => wordIn(user).test(text);
  const { keyword, heredocs, source, start } = instruction;
  if (keyword === 'COPY' || keyword === 'ADD') {
    return heredocs.some(({ body }) => isNamed(source.slice(body.start - start, body.end - start)));
  }
  if (keyword !== 'RUN') return isNamed(instruction.bodyText);
  if (!isNamed(source)) return false;
  const commands = facts.commandsOf(instruction);
  // Without commands, the script was not parsed.
  return (
    commands.length === 0 ||
    commands.some((command) => !isSetup(command) && isNamed(source.slice(command.command.start - start, command.command.end - start)))
  );
}

function isSetup({ kind, account, wrappers }: ReturnType<Facts['commandsOf']>[number]): boolean {
  return wrappers.length === 0 && (account !== undefined || kind === 'account' || kind === 'files');
}

/** The name as a word of its own, not as a part of a path. */
const wordIn = memoizeWord((user: string) => new RegExp(String.raw`(?:^|[\s"'=,:])${user.replace(/[^\w-]/g, String.raw`\$&`)}(?![\w./-])`));

function memoizeWord(make: (user: string) => RegExp): (user: string) => RegExp {
  let last: { readonly user: string; readonly pattern: RegExp } | undefined;
  return (user) => (last?.user === user ? last : (last = { user, pattern: make(user) })).pattern;
}
