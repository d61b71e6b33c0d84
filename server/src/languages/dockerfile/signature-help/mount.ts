import { defaultMountType, mountOptionNamed, mountTypeNamed, mountTypes } from '../../../knowledge/mounts.ts';
import type { MountOptionFacts, MountTypeFacts } from '../../../knowledge/mounts.ts';
import type { WrittenFlag } from '../cursor.ts';
import type { Signature, SignatureParameter } from '../../results.ts';

/**
 * `--mount=type=cache,target=<path>,...`: a parameter for each option; the one at the cursor is active.
 *
 * @param after The text after the cursor.
 */
export function mountSignature({ value = '' }: WrittenFlag, after: string): Signature {
  const before = value.split(',');
  const fields = (value + /^[^\s"']*/.exec(after)![0]).split(',').map(readField);
  const type = fields.find(({ key }) => key === 'type');
  const facts = mountTypeNamed(type?.text ?? defaultMountType);
  const current = readField(before.at(-1)!);
  return facts ? signatureOf(facts, optionAt(facts, current)) : typeSignature(current.key === 'type');
}

interface Field {
  /** Lower case. */
  readonly key: string;
  /** Undefined without `=`. */
  readonly text: string | undefined;
}

function readField(field: string): Field {
  const [key = '', text] = field.split(/=(.*)/s);
  return { key: key.toLowerCase(), text };
}

/** The option with that name, or with a name prefix that only one option has. */
function optionAt(facts: MountTypeFacts, { key, text }: Field): MountOptionFacts | undefined {
  const named = mountOptionNamed(facts, key);
  if (named || text !== undefined || key === '') return named;
  const [only, another] = facts.options.filter(({ name, aliases }) => [name, ...aliases].some((candidate) => candidate.startsWith(key)));
  return another ? undefined : only;
}

function signatureOf(facts: MountTypeFacts, active: MountOptionFacts | undefined): Signature {
  let label = '--mount=';
  const parameters = facts.options.map((option, i): SignatureParameter => {
    if (i > 0) label += ',';
    const start = label.length;
    label += textOf(facts, option);
    return { start, end: label.length, summary: option.summary };
  });
  return { label, summary: facts.summary, parameters, active: active && facts.options.indexOf(active) };
}

/** Optional parts are in brackets. */
function textOf({ type }: MountTypeFacts, { name, value, needsValue, required }: MountOptionFacts): string {
  if (value === 'type') return `type=${type}`;
  const text = needsValue ? `${name}=<${value}>` : name;
  return required ? text : `[${text}]`;
}

/** The signature of a mount without a known type, with all types. */
function typeSignature(isActive: boolean): Signature {
  const head = '--mount=';
  const part = `type=<${mountTypes.map(({ type }) => type).join('|')}>`;
  const { summary } = mountOptionNamed(mountTypeNamed(defaultMountType)!, 'type')!;
  const at = { start: head.length, end: head.length + part.length };
  return { label: `${head}${part},...`, summary, parameters: [{ ...at, summary }], active: isActive ? 0 : undefined };
}
