import { memoizeWeak } from '../base/memoize.ts';
import type { Stage } from '../model/model.ts';
import { executionOrder } from '../model/positions.ts';
import type { Account } from '../shell/tools/accounts.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { CommandFact } from './commands/command.ts';
import type { Facts } from './facts.ts';

/** A user or group that a RUN creates, or a user that it adds to a group. */
export interface AccountFact {
  readonly account: Account;
  /** With known variables expanded; undefined if it is unknown before the build. */
  readonly name: string | undefined;
  readonly command: CommandFact;
  readonly instruction: Instruction;
}

/** The accounts that a stage has at its end because its own commands, or those of the stages it is based on, create them; oldest first. */
export function accountsOf(stage: Stage, facts: Facts): readonly AccountFact[] {
  return read(facts)(stage);
}

const read = memoizeWeak((facts: Facts) =>
  memoizeWeak((stage: Stage): readonly AccountFact[] => {
    const own = executionOrder(stage).flatMap((instruction) =>
      instruction.keyword === 'RUN' && mayCreate.test(instruction.source)
        ? facts.commandsOf(instruction).flatMap((command) => accountOf(command, instruction))
        : [],
    );
    return stage.parent ? [...read(facts)(stage.parent), ...own] : own;
  }),
);

/** The names of the programs (shell/tools/accounts.ts), to skip most instructions. */
const mayCreate = /add(?:user|group)|(?:user|group)add|usermod/;

function accountOf(command: CommandFact, instruction: Instruction): readonly AccountFact[] {
  const { account } = command;
  return account ? [{ account, name: command.valueOfWord(account.name), command, instruction }] : [];
}
