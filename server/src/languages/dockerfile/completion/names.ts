import { labels } from '../../../knowledge/labels.ts';
import { wellKnownVariables } from '../../../knowledge/variables.ts';
import { message } from '../../../base/message.ts';
import type { Completion } from '../../completion-item.ts';
import type { ItemMaker } from './request.ts';

/** Names for ARG in a stage: global ARGs and platform variables, which are visible in a stage only after it declares them. */
export const argumentNameItems: ItemMaker = ({ document, stage, instruction, translate }, slot) => {
  if (!stage || !instruction) return [];
  const { model } = document;
  const scope = model.scopeAt(instruction);
  const globals = new Map(model.globalArgs.map((variable) => [variable.name, variable]));
  const declared = [...globals.values()].map(({ name, value }): Completion => ({
    label: name,
    kind: 'variable',
    slot,
    newText: name,
    detail: value ?? translate(message('before the first FROM')),
  }));
  const platform = wellKnownVariables
    .filter(({ kind, name }) => kind === 'platform' && !globals.has(name))
    .map(({ name, summary, since }): Completion => ({
      label: name,
      kind: 'variable',
      slot,
      newText: name,
      detail: translate(summary),
      since,
    }));
  return [...declared, ...platform].filter(({ label }) => scope.lookup(label) === undefined);
};

/** Names for ENV: the visible variables, to change their value or to pass an ARG to the container. */
export const environmentNameItems: ItemMaker = ({ document, instruction }, slot) => {
  const visible = instruction ? document.model.scopeAt(instruction).all() : [];
  return visible.map(({ name, value, inContainer }): Completion => {
    const text = `${name}=`;
    const labelText = inContainer ? text : `${text}$${name}`;
    return { label: labelText, kind: 'variable', slot, newText: labelText, detail: value };
  });
};

/** Keys for LABEL: those of other LABEL instructions in the file, then standard keys. */
export const labelKeyItems: ItemMaker = ({ document, instruction, markdown }, slot) => {
  const others = document.model.tree.instructions.filter(({ keyword }) => keyword === 'LABEL').filter((other) => other !== instruction);
  const written = new Set((instruction?.pairs ?? []).map(({ name }) => name));
  const known = new Map(labels.map(({ key, summary }) => [key, summary]));
  const keys = new Set([...others.flatMap(({ pairs }) => pairs.map(({ name }) => name)), ...known.keys()]);
  return [...keys]
    .filter((key) => !written.has(key) || key === slot.typed)
    .map((key): Completion => {
      const summary = known.get(key);
      return {
        label: key,
        kind: 'label',
        slot,
        newText: `${key}=`,
        snippet: `${key}="$1"`,
        ...(summary && { documentation: () => markdown(summary) }),
      };
    });
};
