import { userInImage, usersInDistribution } from '../../../knowledge/base-users.ts';
import type { Stage } from '../../../model/model.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import type { Account } from '../../../shell/tools/accounts.ts';
import { message } from '../../../base/message.ts';
import type { Completion, CompletionKind } from '../../completion-item.ts';
import { behind } from './request.ts';
import type { Maker, CompletionRequest } from './request.ts';

/** The users of the stage at the cursor: those that its RUN lines have made so far, then those that the base brings. Behind a colon, the groups. */
export const userItems: Maker = (request, slot) => {
  const colon = slot.typed.indexOf(':');
  const kind = colon < 0 ? 'user' : 'group';
  const at = colon < 0 ? slot : behind(slot, colon + 1);
  return namesOf(request, kind).map(({ name, detail }): Completion => ({ label: name, kind, slot: at, newText: name, detail }));
};

interface Named {
  readonly name: string;
  readonly detail: string | undefined;
}

function namesOf(request: CompletionRequest, kind: CompletionKind & ('user' | 'group')): readonly Named[] {
  const { stage, translate } = request;
  const made = accountsBefore(request)
    .filter(
      (account) =>
        account.name.literal && (account.kind === kind || (kind === 'group' && account.kind === 'user' && account.group === undefined)),
    )
    .map(({ name, id }): Named => ({ name: name.value, detail: id === undefined ? undefined : translate(message('ID {id}', { id })) }));
  const root = stage && rootOf(stage);
  const image = root?.image?.registry === 'docker.io' ? root.image.repository : undefined;
  const ofBase = [
    root?.base?.user,
    image === undefined ? undefined : userInImage.get(image),
    ...(usersInDistribution[stage?.distro ?? ''] ?? []),
  ];
  const base = ofBase.flatMap((name): Named[] =>
    name ? [{ name: name.split(':')[0]!, detail: translate(message('in the base image')) }] : [],
  );
  const written = usersWritten(request).map((name): Named => ({ name, detail: translate(message('in this file')) }));
  const all = new Map<string, Named>();
  for (const named of [...made, ...base, ...(kind === 'user' ? written : []), { name: 'root', detail: undefined }]) {
    if (!all.has(named.name)) all.set(named.name, named);
  }
  return [...all.values()];
}

/** What the stage and those it builds on have made before the cursor, the last first. */
export function accountsBefore({ document, stage, offset }: Pick<CompletionRequest, 'document' | 'stage' | 'offset'>): readonly Account[] {
  const accounts: Account[] = [];
  for (let at = stage; at; at = at.parent) {
    const before = at.instructions.filter(({ keyword, end }) => keyword === 'RUN' && (at !== stage || end < offset));
    const made = before.flatMap((run) => commandsOf(document.model, run).flatMap(({ account }) => account ?? []));
    accounts.push(...made.reverse());
  }
  return accounts;
}

/** Users that USER names anywhere in the file, variables and numbers aside. */
function usersWritten({ document, instruction }: CompletionRequest): readonly string[] {
  return document.model.tree.instructions
    .filter((other) => other.keyword === 'USER' && other !== instruction)
    .map(({ bodyText }) => bodyText.split(':')[0]!)
    .filter((name) => /^[a-z_][\w.-]*$/i.test(name));
}

function rootOf(stage: Stage): Stage {
  return stage.parent ? rootOf(stage.parent) : stage;
}
