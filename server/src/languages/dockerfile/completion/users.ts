import { appendAll } from '../../../base/lists.ts';
import { userInImage, usersInDistribution } from '../../../knowledge/base-users.ts';
import type { Stage } from '../../../model/model.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import type { Account } from '../../../shell/tools/accounts.ts';
import { message } from '../../../base/message.ts';
import type { Completion, CompletionKind } from '../../completion-item.ts';
import { slotAfter } from './request.ts';
import type { ItemMaker, CompletionRequest } from './request.ts';

/** Users at the cursor: those that RUN instructions of the stage create above, then those of the base image. After a colon, groups. */
export const userItems: ItemMaker = (request, slot) => {
  const colon = slot.typed.indexOf(':');
  const kind = colon < 0 ? 'user' : 'group';
  const at = colon < 0 ? slot : slotAfter(slot, colon + 1);
  return namesOf(request, kind).map(({ name, detail }): Completion => ({ label: name, kind, slot: at, newText: name, detail }));
};

interface AccountName {
  readonly name: string;
  readonly detail: string | undefined;
}

function namesOf(request: CompletionRequest, kind: CompletionKind & ('user' | 'group')): readonly AccountName[] {
  const { stage, translate } = request;
  const created = accountsBefore(request)
    .filter(
      (account) =>
        account.name.literal && (account.kind === kind || (kind === 'group' && account.kind === 'user' && account.group === undefined)),
    )
    .map(({ name, id }): AccountName => ({
      name: name.value,
      detail: id === undefined ? undefined : translate(message('ID {id}', { id })),
    }));
  const root = stage && rootOf(stage);
  const image = root?.image?.registry === 'docker.io' ? root.image.repository : undefined;
  const usersOfBase = [
    root?.base?.user,
    image === undefined ? undefined : userInImage.get(image),
    ...(usersInDistribution[stage?.distro ?? ''] ?? []),
  ];
  const base = usersOfBase.flatMap((name): AccountName[] =>
    name ? [{ name: name.split(':')[0]!, detail: translate(message('in the base image')) }] : [],
  );
  const written = usersWritten(request).map((name): AccountName => ({ name, detail: translate(message('in this file')) }));
  const all = new Map<string, AccountName>();
  for (const named of [...created, ...base, ...(kind === 'user' ? written : []), { name: 'root', detail: undefined }]) {
    if (!all.has(named.name)) all.set(named.name, named);
  }
  return [...all.values()];
}

/** The accounts that the stage and its base stages create before the cursor, the last first. */
export function accountsBefore({ document, stage, offset }: Pick<CompletionRequest, 'document' | 'stage' | 'offset'>): readonly Account[] {
  const accounts: Account[] = [];
  for (let at = stage; at; at = at.parent) {
    const before = at.instructions.filter(({ keyword, end }) => keyword === 'RUN' && (at !== stage || end < offset));
    const created = before.flatMap((run) => commandsOf(document.model, run).flatMap(({ account }) => account ?? []));
    appendAll(accounts, created.reverse());
  }
  return accounts;
}

/** Users in USER instructions of the file, without variables and numbers. */
function usersWritten({ document, instruction }: CompletionRequest): readonly string[] {
  return document.model.tree.instructions
    .filter((other) => other.keyword === 'USER' && other !== instruction)
    .map(({ bodyText }) => bodyText.split(':')[0]!)
    .filter((name) => /^[a-z_][\w.-]*$/i.test(name));
}

function rootOf(stage: Stage): Stage {
  return stage.parent ? rootOf(stage.parent) : stage;
}
